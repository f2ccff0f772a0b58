"""Whether a text without tags is a prompt: by what its place says of it, and how much it reads like a film."""

from functools import cached_property

from seedance_lint.hosts.commands.names import names_ours
from seedance_lint.hosts.prose.code import is_code
from seedance_lint.hosts.prose.films import (
    FEW_SCENES,
    LONG,
    MANY_SCENES,
    begins_part,
    film_words,
    has_scene,
    is_timed_film,
    orders_video,
    says_only_how,
)
from seedance_lint.hosts.prose.fragments import is_fragment
from seedance_lint.hosts.prose.labels import describes, is_other
from seedance_lint.hosts.prose.lessons import LONG_ENOUGH, hardly_teaches, teaches
from seedance_lint.hosts.prose.posts import is_post
from seedance_lint.hosts.prose.remarks import compares, decides, is_menu, is_note
from seedance_lint.hosts.prose.screenplays import is_screenplay
from seedance_lint.hosts.prose.slots import slots
from seedance_lint.hosts.prose.verdict import CALLED, NO, TEMPLATE, Verdict
from seedance_lint.hosts.prose.words import LONGEST, count_words, prose_words
from seedance_lint.pattern import Pattern

_MOST_SCENES = 4
"""Different words of people who make films that a text has which nothing calls a prompt, unless it is long."""
_SURELY_FILM = 6
"""… and that a text in a fence has which may have a word that teaches, though nothing calls it a prompt."""
_PLAINLY_FILM = 12
"""… and that a long text in a fence has which may also say that it is a prompt."""
_SOME = 15
"""How many words what a page collects has, which it needs no second word of film making with."""
_TOLD = ("named", "only", "just")
_COLLECTED = ("collected", "listed")
_CELLS = ("cell", "named cell")
_NAMED = ("form", "labelled", "headed", "shown")
_SHORTEST = {
    "form": "form",
    "labelled": "called",
    "headed": "called",
    "shown": "called",
    "cell": "cell",
    "named cell": "cell",
    "exampled": "example",
    "collected": "collected",
    "listed": "collected",
}
"""By what name ``prose.toml`` has the least number of words of a text in a context; ``alone`` for others."""
_FIRST_WORDS = Pattern(r"[^\n:：]{0,20}(?=[:：])|")
_SLOT_ALONE = Pattern(r"\s*(?:\[[^\[\]]*\]|【[^【】]*】|<[^<>]*>|\{[^{}]*\})\s*")
_SENTENCE_END = Pattern(r"[.!?。！？][\s}]*(?:[\s}]|$)")
_FIELDS = Pattern(r"\s*\{\s*\"[^\"\n]{1,40}\"[ \t]*:")
_NOTES = Pattern(r"[←❌✅]|\b(?:npx|npm|pip)\b|\bcurl[ \t]+(?:-|http)")
"""Marks of notes about a prompt, and of orders to an assistant."""
_PART_NAME = Pattern(r"[ \t*_]*(?:【[^【】\n]{1,20}】|\[[^\[\]\n]{1,20}\])")
_ENTRY = Pattern(r"[ \t]*[0-9]{1,2}[.)、][ \t]*[^\n—–]{1,40}[ \t][—–][ \t]")
_GLOSS = Pattern(r"[ \t]*[^\n—–=:：]{2,40}?[ \t]{2,}[—–=][ \t]+\S|[ \t]*[^\n→]{2,24}[ \t]*→[ \t]*[^\n→]{2,24}")
"""A term and what it means, in columns, or a case and what to do then: ``slow dolly    — a slow approach``, ``anger → quick cuts``."""
_SHORTEST_OUTLINE = 3
_SHORTEST_GLOSSARY = 4
_MOST_GLOSSES = 0.8
"""How many of its lines are such, where a remark may be below them."""
_LONGEST_NEWS = 20
"""Words of what a post says in front of a prompt."""


def judge_untagged(text: str, context: str, *, in_fence: bool, why: str = "", among_many: bool = False) -> Verdict:
    """Say whether a text without tags is a prompt on a page about our product.

    ``context`` is as for ``judge``, ``exampled`` for what is called an example, or ``collected`` for what is on a page that is called a
    collection of prompts; what nothing calls a prompt must read like a film. ``why`` a text that something calls one needs no word of film
    making: ``named`` (what calls it one says of which product), ``only`` (it is called just that, on a page about no other product), ``just`` (in one
    word, and it is in a fence or in quotes); ``hardly``: the page is about our product only because it names it often, or because of its folder.
    ``among_many``: it is one of many that the page calls prompts, and may give orders; or it is below one of several headings of such.
    """
    read = _Text(text, context, in_fence=in_fence, why=why, among_many=among_many)
    if read.is_something_else or not read.is_filmed or not read.is_long_enough or read.teaches:
        return NO
    return Verdict(is_prompt=False, passed=TEMPLATE) if slots(text, ()) else Verdict(is_prompt=True)


class _Text:
    """A text, what its place says of it, and how it reads."""

    def __init__(self, text: str, context: str, *, in_fence: bool, why: str, among_many: bool) -> None:
        self.text, self.context, self.in_fence, self.why, self.among_many = text, context, in_fence, why, among_many
        self.is_called = context in CALLED

    @cached_property
    def films(self) -> int:
        """How much the text reads like a film."""
        return film_words(self.text)

    @cached_property
    def orders(self) -> bool:
        """Whether something calls it a prompt, and it begins with the order of a video: ``Create a video of …``, ``帮我生成一段…视频``."""
        return self.context in _NAMED and prose_words().orders_any_video.match(self._ordered) is not None

    @cached_property
    def _ordered(self) -> str:
        """The text without the words at its beginning that only say which product it is for: ``Using Seedance 2.0, …``; those of a fence alone."""
        said = prose_words().of_product.match(self.text) if self.in_fence else None
        return self.text if said is None else self.text[said.end() :]

    @cached_property
    def scene(self) -> str:
        """The text without the order of a video that it begins with."""
        return prose_words().orders_any_video.sub(" ", self._ordered, count=1) if self.orders else self.text

    @cached_property
    def length(self) -> int:
        """How many words it has."""
        return count_words(self.text)

    @property
    def is_something_else(self) -> bool:
        """Whether it has the form of something else: code, notes, a menu, an outline, a slot, an order to a chat, the value of another field."""
        text = self.text
        if len(text) > LONGEST or _NOTES.search(text) or (is_code(text) and not self._is_in_fields) or self._is_slot:
            return True
        if (
            is_post(text)
            or is_note(text)
            or is_menu(text, is_called=self.is_called, has_tags=False)
            or _is_outline(text)
            or decides(text)
            or is_screenplay(text, is_called=self.why in _TOLD)
            or self._is_fragment
        ):
            return True
        if (
            prose_words().tools.match(text) is not None
            or prose_words().begins_picture.match(text) is not None
            or self._leads_on
            or self._is_phrase
        ):
            return True
        return _is_for_other(text) or (not self.is_called and prose_words().persona.match(text) is not None)

    @property
    def _leads_on(self) -> bool:
        """Whether it is a short paragraph that leads on to what is below it: ``Ask with any of:``."""
        return not self.in_fence and self.length < _SOME and self.text.rstrip()[-1:] in (":", "：")

    @property
    def _is_phrase(self) -> bool:
        """Whether it only says how something is filmed, and no label calls it all of a prompt, as one for a picture may be."""
        return self.why in ("", "hardly") and self.context != "form" and not self.among_many and says_only_how(self.text)

    @property
    def _is_fragment(self) -> bool:
        return is_fragment(self.text, is_called=self.is_called and self.context != "exampled")

    @property
    def _is_in_fields(self) -> bool:
        """Whether it is a film in fields, as some write theirs: ``{"scene": "…", "camera": "…"}``."""
        return self.in_fence and self.context == "labelled" and starts_fields(self.text) and self.films >= FEW_SCENES

    @property
    def _is_slot(self) -> bool:
        """Whether it is one slot, and not sentences that somebody put in braces."""
        if _SLOT_ALONE.fullmatch(self.text) is None or self._is_in_fields:
            return False
        may_be_told = self.in_fence and self.is_called and self.text[:1] == "{"
        return not may_be_told or self.length < _SOME or _SENTENCE_END.search(self.text) is None

    @property
    def is_filmed(self) -> bool:
        """Whether it has as many words of film making as its place asks for."""
        if not self.is_called:
            return self.is_film
        is_hardly_ours = self.why == "hardly" and self.context != "form"
        may_describe = self.in_fence or self.among_many or self.why != ""
        if self.films >= FEW_SCENES:
            return True
        if is_hardly_ours or (not may_describe and self._describes):
            return False
        if self.films or (self.orders and not names_ours(self._ordered)):
            return True
        is_trusted = self.context == "form" or self.why == "named" or (self.why in ("only", "just") and not self._describes)
        return is_trusted and not names_ours(self.text)

    @cached_property
    def is_film(self) -> bool:
        """Whether it reads like a film even if nothing calls it a prompt."""
        if self.why == "hardly" and not self.is_called:
            return self.films >= _SURELY_FILM
        if self.context in _COLLECTED:
            return self.films >= (1 if self.length >= _SOME else FEW_SCENES)
        return self.films >= (MANY_SCENES if self.is_called or self.length >= LONG else _MOST_SCENES)

    @property
    def is_long_enough(self) -> bool:
        """Whether it has as many words as a prompt of its place."""
        return self.length >= prose_words().untagged[self._shortest]

    @property
    def _shortest(self) -> str:
        """By what name ``prose.toml`` has the least number of words."""
        if self.why in ("named", "just") and self.context not in ("form", *_CELLS):
            return "for us"
        if self.context == "exampled" and self.films >= FEW_SCENES:
            return "exampled"
        if self.context not in (*CALLED, *_COLLECTED) and self.films >= _MOST_SCENES:
            return "film"
        if self.context == "named cell" and self.films:
            return "named cell"
        if self.context in _CELLS and self.is_film:
            return _SHORTEST["labelled"]
        return _SHORTEST.get(self.context, "alone")

    @property
    def teaches(self) -> bool:
        """Whether it is about prompts or teaches, more than a film of its length may."""
        return self._teaches_though_called if self.is_called else self._teaches_uncalled

    @property
    def _describes(self) -> bool:
        """Whether it says what a prompt is: some words do so that a long story has as well."""
        return describes(self.scene, self.length // LONG_ENOUGH)

    @property
    def _is_about(self) -> bool:
        return compares(self.text) or prose_words().about.search(self.text) is not None

    @property
    def _teaches_though_called(self) -> bool:
        words, text, context = prose_words(), self.scene, self.context
        is_persona = words.persona.match(text) is not None
        if self.in_fence and self.is_film and not is_persona:
            return False
        teaching = words.lecturing if context in ("labelled", "exampled") and self.is_film else words.teaching
        scene = words.scenic.sub(" ", text) if self.in_fence and self.why in _TOLD else text
        if not self._is_about and not (is_persona if self.among_many else teaches(scene, teaching)):
            return False
        least = MANY_SCENES if context == "labelled" else _SURELY_FILM
        may_teach = self.films > 0 and self.why != "hardly" if self.in_fence else context in ("labelled", "headed") and self.films >= least
        return not (may_teach and self.length >= LONG_ENOUGH and hardly_teaches(text, self.length))

    @property
    def _teaches_uncalled(self) -> bool:
        words, text = prose_words(), self.text
        if self._is_about and not (self.in_fence and self.films >= _PLAINLY_FILM):
            return True
        is_scene = self.in_fence and self.films >= (MANY_SCENES if self.context == "collected" else _SURELY_FILM)
        if not self._is_about and not teaches(words.scenic.sub(" ", text) if is_scene else text, words.lecturing):
            return False
        is_scene = is_scene and (self.films >= _MOST_SCENES or not names_ours(text))
        return not (is_scene and hardly_teaches(text, self.length if self.among_many else self.length // 2))


def starts_fields(text: str) -> bool:
    """Whether a text begins like an object of JSON: ``{"scene": "…``."""
    return _FIELDS.match(text) is not None


def reads_like_film(text: str) -> bool:
    """Whether a text that nothing calls a prompt reads like one: some words, of which some are of people who make films, and no lesson.

    A short paragraph in front of it may say what it is, as posts do.
    """
    return _is_film(text) or (_is_announced(text) and _is_film(text.partition("\n\n")[2]))


def is_long_film(text: str) -> bool:
    """Whether a long text has many words of people who make films, and hardly one that teaches for its length."""
    length = count_words(text)
    if length < LONG_ENOUGH or len(text) > LONGEST or film_words(text) < MANY_SCENES:
        return False
    return hardly_teaches(text, length) and not is_code(text) and not slots(text, ())


def tells_of_film(text: str) -> bool:
    """Whether a text with few words of people who make films is about what somebody made with our product, as posts do.

    It names that in what it says, or has a link below a first paragraph that names it and no prompt.
    """
    if film_words(text) >= MANY_SCENES or orders_video(text):
        return False
    if not _is_announced(text):
        return names_ours(text)
    first, _, rest = text.partition("\n\n")
    return names_ours(rest) or ("https://" in rest and prose_words().about.search(first) is None)


def _is_film(text: str) -> bool:
    words = prose_words()
    if len(text) > LONGEST or count_words(text) < words.untagged["called"] or is_code(text) or words.about.search(text):
        return False
    is_lesson = "`" in text if is_timed_film(text) else teaches(text, words.lecturing)
    return has_scene(text) and not is_lesson and not slots(text, ())


def _is_announced(text: str) -> bool:
    """Whether a text has a short first paragraph that names our product or a prompt."""
    first, _, rest = text.partition("\n\n")
    return bool(rest) and count_words(first) <= _LONGEST_NEWS and (names_ours(first) or prose_words().about.search(first) is not None)


def goes_on_with_film(text: str) -> bool:
    """Whether a paragraph right behind one of a prompt belongs to it: a numbered shot or a part with a name, or more words of film making."""
    words = prose_words()
    if words.about.search(text) or _is_for_other(text):
        return False
    if _PART_NAME.match(text) or begins_part(text):
        return True
    return film_words(text) >= FEW_SCENES and not teaches(text, words.teaching)


def _is_for_other(text: str) -> bool:
    """Whether the first words of a text, up to a colon, call it something else that is written beside a prompt."""
    return is_other(_FIRST_WORDS.match(text)[0])  # type: ignore[index]  # it matches everywhere


def _is_outline(text: str) -> bool:
    """Whether each of several lines names a part, and what goes there, ``2. PERSON — what they look like``."""
    lines = [line for line in text.splitlines() if line.strip()]
    glosses = sum(bool(_GLOSS.fullmatch(line) or (_GLOSS.match(line) and "→" not in line)) and not begins_part(line) for line in lines)
    if glosses >= max(_SHORTEST_GLOSSARY, _MOST_GLOSSES * len(lines)):
        return True
    return len(lines) >= _SHORTEST_OUTLINE and all(_ENTRY.match(line) is not None for line in lines)
