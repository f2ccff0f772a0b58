"""Whether a text with tags that nothing marks as a prompt is one: by its prose, and what only texts about tags have."""

import re

from seedance_lint.hosts.prose.code import is_code
from seedance_lint.hosts.prose.films import MANY_SCENES, film_words, has_scene, is_timed_film
from seedance_lint.hosts.prose.fragments import is_fragment
from seedance_lint.hosts.prose.lessons import LONG_ENOUGH, gives_orders, teaches
from seedance_lint.hosts.prose.posts import is_post
from seedance_lint.hosts.prose.remarks import compares, decides, is_crossed_out, is_menu, is_note
from seedance_lint.hosts.prose.slots import slots
from seedance_lint.hosts.prose.tags import defined_tag, mentions
from seedance_lint.hosts.prose.verdict import CALLED, NO, TEMPLATE, Verdict
from seedance_lint.hosts.prose.words import LONGEST, Words, count_words, prose_words
from seedance_lint.pattern import Pattern
from seedance_lint.syntax import MalformedTag, Reference, Tag, parse

_NUMBERLESS = Pattern(
    r"[@＠][ \t]?(?:image|img|video|audio|图片|图|视频|音频)[ \t]?(?:[nx](?![a-z0-9_])|k\b|#|\[|\{|<|\*|×)", re.IGNORECASE
)
_DEFINED_LAST = Pattern(r"(?:[:=：＝→]|->|=>)[ \t]*`?[@＠][^\W\d]{1,10}[ ]?[0-9]{1,2}[`\W]*$")
_LEADING = Pattern(r"[ \t]*(?:[-*+•·>|]+[ \t]+|\(?[0-9]{1,3}[.)、][ \t]*)*[*_`~(（\"“「]*")
_LIST_PARTS = Pattern(r"[;；\n]|<br>")
_FORMULA = Pattern(r"[+＋|][ \t]*[@＠]")
_STEP = Pattern(r"[ \t]*[0-9]{1,2}[.)、][ \t]*\S")
_HEADED = ("headed", "shown")
_CELLS = ("cell", "named cell")
_NAMED = ("form", "labelled", "headed", "shown")
_UNMARKED = ("quote", "section", "prose", "coded tags")
_BOLD = Pattern(r"(\*\*|__)(?=\S)[^*_\n]{1,80}\1")
_SENTENCE_END = Pattern(r"[.!?。！？][\"”」)]?[ \t]*$", re.MULTILINE)
_COLON = Pattern(r"[`*_)）\]】 \t]*[:：]")
_HEADING = Pattern(r"^#{1,6}[ \t]", re.MULTILINE)
_PLAINLY_FILM = 6
"""Different words of people who make films that a text in a fence has which may have a word that is about prompts."""
_ORDERS_FILM = 4
"""… and that a text has which may give orders, to the model."""
_WORDS_OF_ONE = 100
"""Words of a film of which one may be about prompts: a ``tag`` on a jacket."""
_LONGEST_DEFINITION = 25
_LONGEST_ENTRY = 10
_LONGEST_SPELLING = 16
_ENDS = '.,;!?。，；！？、"”」—-…'
_SHORTEST_LIST = 3


def judge(text: str, context: str, *, in_fence: bool = False) -> Verdict:
    """Say whether a text is a prompt.

    ``context`` is ``fence``, ``form`` (it fills in the field of one that names our product), ``labelled`` (something calls it a prompt), ``headed`` (the heading above it does), ``shown`` (what was made of it is below), ``cell`` (of a column of
    prompts, or ``named cell`` of one called just that), ``quote``, ``section`` (all of one) or ``prose``.
    """
    if len(text) > LONGEST or not mentions(text):
        return NO
    words = prose_words()
    references = parse(text).references
    numbered = [tag for each in references for tag in each.tags if tag.index is not None]
    if not numbered or _NUMBERLESS.search(text) or is_code(text):
        return NO
    is_marked = any(tag.text[0] in "@＠" or "@" in tag.text or tag.text.startswith("<<<") for tag in numbered)
    shortest = words.shortest[context] * (1 if is_marked else 2)
    is_called = context in CALLED
    if (
        is_post(text)
        or is_fragment(text, is_called=context in _NAMED)
        or all(_is_link(text, tag) for tag in numbered)
        or is_menu(text, is_called=is_called, has_tags=True)
        or decides(text)
        or words.begins_picture.match(text) is not None
        or is_crossed_out(text)
    ):
        return NO
    scene = scene_of(text, references)
    if _is_lesson(text, context, scene, references, in_fence=in_fence) or _is_of_still(text, references, words):
        return NO
    open_slots = len(slots(text, {tag.span for each in references for tag in each.tags}))
    if count_words(scene) < shortest or (not open_slots and not is_called and _FORMULA.search(text) and not is_timed_film(text)):
        return NO
    return Verdict(is_prompt=False, passed=TEMPLATE) if open_slots else Verdict(is_prompt=True)


def has_no_number(text: str) -> bool:
    """Whether no tag of a text has a number, and none stands for one that has: ``@Image walks in``, but not ``@Image[N]``."""
    if len(text) > LONGEST or _NUMBERLESS.search(text):
        return False
    return all(tag.index is None for each in parse(text).references for tag in each.tags)


def _is_lesson(text: str, context: str, scene: str, references: tuple[Reference, ...], *, in_fence: bool) -> bool:
    """Whether a text is about tags or prompts, as far as its place lets it be."""
    words = prose_words()
    is_called = context in CALLED
    if not is_called and (compares(text) or is_note(text) or _is_about(text, scene, in_fence=context == "fence")):
        return True
    if context in _HEADED and (words.about_prompts.search(text) or (gives_orders(text) and film_words(text) < _ORDERS_FILM)):
        return True
    if context == "named cell" and words.orders.match(text) and count_words(scene) < words.shortest["cell"]:
        return True
    if "`" in text and is_called and not in_fence and (words.about.search(text) or words.lecturing.search(text)):
        return True
    if (context == "prose" and _is_emphasized(text)) or (context in _CELLS and "`" in text):
        return True
    teaching = words.lecturing if context == "section" else words.teaching
    if context in _UNMARKED and teaches(text, teaching, references):
        return True
    return context == "fence" and (_is_steps(text) or _is_spellings(text))


def _is_about(text: str, scene: str, *, in_fence: bool) -> bool:
    """Whether a text has words of texts about tags and prompts; a long film in a fence may have some that scenes have, too."""
    words, length, films = prose_words(), count_words(scene), film_words(text)
    if not in_fence or length < LONG_ENOUGH or films < MANY_SCENES:
        return words.about.search(text) is not None
    is_plain = (films >= _PLAINLY_FILM or is_timed_film(text)) and _HEADING.search(text) is None
    return sum(1 for _ in words.about_prompts.finditer(text)) > (length // _WORDS_OF_ONE if is_plain else 0)


def _is_emphasized(text: str) -> bool:
    """Whether an item of a list has words in bold, as a rule has: not only a name in front of sentences or of words of film making."""
    name = _BOLD.match(text)
    if _BOLD.search(text, name.end() if name is not None else 0):
        return True
    return name is not None and (mentions(name[0]) or not (_SENTENCE_END.search(text) or has_scene(text[name.end() :])))


def _is_link(text: str, tag: Tag | MalformedTag) -> bool:
    """Whether a tag is the words of a link: ``[video1](https://…)``."""
    return tag.text.startswith("[") and text.startswith("](", tag.span.end - 1)


def _is_steps(text: str) -> bool:
    """Whether a text is what to do, step by step, and no film: each of its lines is numbered."""
    lines = [line for line in text.splitlines() if line.strip()]
    words = prose_words()
    is_numbered = len(lines) > 1 and all(_STEP.match(line) is not None for line in lines)
    return is_numbered and words.scenes.search(text) is None and words.shots.search(text) is None


def _is_spellings(text: str) -> bool:
    """Whether each of several lines has a tag and a few words, and none ends as a sentence does: ways to write what a file is for."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return len(lines) >= _SHORTEST_LIST and all(
        mentions(line) and count_words(line) <= _LONGEST_SPELLING and line[-1] not in _ENDS for line in lines
    )


def _is_of_still(text: str, references: tuple[Reference, ...], words: Words) -> bool:
    """Whether a text says what a picture shows that becomes a file: its one tag and a colon in front, and words of pictures that stand still."""
    tags = [tag for each in references for tag in each.tags]
    if len(tags) != 1 or tags[0].kind != "image" or not _COLON.match(text, tags[0].span.end):
        return False
    lead = _LEADING.match(text)
    return tags[0].span.start <= (lead.end() if lead is not None else 0) and words.stills.search(text) is not None


def scene_of(text: str, references: tuple[Reference, ...]) -> str:
    """Return a text without its tags, and without the lines and list parts that only say what a tag stands for."""
    tags = [tag.span for each in references for tag in each.tags]
    firsts = dict(tags)
    kept: list[str] = []
    at = 0
    for part in _LIST_PARTS.split(text):
        lead = _LEADING.match(part)
        start = at + (lead.end() if lead is not None else 0)
        at += len(part) + (4 if text.startswith("<br>", at + len(part)) else 1)
        stop = firsts.get(start)
        if stop is not None and defined_tag(text, stop) is not None and count_words(part) < _LONGEST_DEFINITION:
            continue
        if _DEFINED_LAST.search(part) and count_words(part) <= _LONGEST_ENTRY:
            continue
        kept.append(part)
    if _is_list(text, firsts):
        return ""
    scene = "\n".join(kept)
    for mark in {text[slice(*span)] for span in tags}:
        scene = scene.replace(mark, " ")
    return scene


def _is_list(text: str, tags: dict[int, int]) -> bool:
    """Whether each of several lines begins with a tag and has a few words after it: what each file is for, and no scene."""
    at = count = 0
    for line in text.splitlines(keepends=True):
        lead = _LEADING.match(line)
        is_entry = at + (lead.end() if lead is not None else 0) in tags and count_words(line) <= _LONGEST_ENTRY
        if line.strip() and not is_entry:
            return False
        at += len(line)
        count += is_entry
    return count >= _SHORTEST_LIST
