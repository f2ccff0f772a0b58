"""Whether a text that nothing marks as a prompt is one: by its tags, its prose, and what only texts about tags have."""

import re

from seedance_lint.hosts.command_names import names_ours
from seedance_lint.hosts.prompt_slots import slots
from seedance_lint.hosts.prose_code import is_code
from seedance_lint.hosts.prose_labels import is_other
from seedance_lint.hosts.prose_remarks import compares, is_menu, is_note
from seedance_lint.hosts.prose_tags import defined_tag, mentions
from seedance_lint.hosts.prose_words import LONGEST, Words, count_words, prose_words
from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple
from seedance_lint.syntax import MalformedTag, Reference, Tag, parse

TEMPLATE = "written as a template with slots to fill in"
"""Why a text that would be a prompt is skipped."""
_NUMBERLESS = Pattern(
    r"[@＠][ \t]?(?:image|img|video|audio|图片|图|视频|音频)[ \t]?(?:[nx](?![a-z0-9_])|k\b|#|\[|\{|<|\*|×)", re.IGNORECASE
)
_DEFINED_LAST = Pattern(r"(?:[:=：＝→]|->|=>)[ \t]*`?[@＠][^\W\d]{1,10}[ ]?[0-9]{1,2}[`\W]*$")
_LEADING = Pattern(r"[ \t]*(?:[-*+•·>|]+[ \t]+|\(?[0-9]{1,3}[.)、][ \t]*)*[*_`~(（\"“「]*")
_LIST_PARTS = re.compile(r"[;；\n]|<br>")
_FORMULA = Pattern(r"[+＋|][ \t]*[@＠]")
_SHORTEST_UNTAGGED = {
    "form": "form",
    "labelled": "called",
    "headed": "called",
    "shown": "called",
    "cell": "cell",
    "exampled": "example",
    "collected": "collected",
    "listed": "collected",
}
_FEW_SCENES = 2
"""Different words of people who make films that a text has on a page of prompts."""
_MANY_SCENES = 3
"""Different words of people who make films that a prompt has, whatever else it says."""
_MOST_SCENES = 4
"""… and that a text has which nothing calls a prompt, unless it is long."""
_SURELY_FILM = 6
"""… and that a text in a fence has which may have a word that teaches, though nothing calls it a prompt."""
_SOME = 15
"""How many words what a page collects has, which it needs no second word of film making with."""
_LONG = 60
"""How many words make a text long: a summary of a film is shorter."""
_LONG_CALLED = 40
"""How many words a text in a fence has, at least, of which one may teach."""
_FIRST_LINES = 5
_FIRST_WORDS = Pattern(r"[^\n:：]{0,20}(?=[:：])|")
_SLOT_ALONE = Pattern(r"\s*(?:\[[^\[\]]*\]|【[^【】]*】|<[^<>]*>|\{[^{}]*\})\s*")
_NOTES = Pattern(r"[←❌✅]|\b(?:npx|npm|pip)\b|\bcurl[ \t]+(?:-|http)")
"""Marks of notes about a prompt, and of orders to an assistant."""
_PART_NAME = Pattern(r"[ \t*_]*(?:【[^【】\n]{1,20}】|\[[^\[\]\n]{1,20}\])")
_ENTRY = Pattern(r"[ \t]*[0-9]{1,2}[.)、][ \t]*[^\n—–]{1,40}[ \t][—–][ \t]")
_STEP = Pattern(r"[ \t]*[0-9]{1,2}[.)、][ \t]*\S")
_TIME = Pattern(
    r"[0-9.]+[ \t]*s?[ \t]*[-–—~～至到][ \t]*[0-9.]+[ \t]*(?:seconds?\b|secs?\b|s\b|秒|초|сек|с\b)|[0-9]{1,2}:[0-9]{2}[ \t]*[-–—~～至到][ \t]*[0-9]{1,2}:[0-9]{2}",
    re.IGNORECASE,
)
_CUT = Pattern(
    r"^[^\w\n]{0,12}(?:(?:shot|scene|cut|beat|clip|plano|escena|toma|plan|scène|szene|einstellung|cena|sahne|кадр|сцена)[ \t]*#?[0-9]{1,2}\b|(?:镜头|鏡頭|分镜|场景|カット|シーン|컷|장면|씬)[ \t]*[0-9一二三四五六七八九]+)",
    re.IGNORECASE | re.MULTILINE,
)
"""The beginning of a line that numbers a shot."""
_SPOKEN = Pattern(
    r"^[ \t*_>-]*[^\W\d][^\n:：\"“”「」]{0,60}[:：][ \t*_]*(?:[(（][^()（）\n]{1,60}[)）][ \t]*)?[\"“「『](?:[^\"“”「」『』\n]|\n(?!\n)){2,300}[.!?。！？…~～][\"”」』]",
    re.MULTILINE,
)
"""The beginning of a line that somebody says: ``Cat (rolling her eyes): "Who asked you?"``."""
_BARE = Pattern(
    r"(?<![@＠\[【])(?:图片|圖片|视频|視頻|音频|音頻|画像|動画|이미지|영상)[ ]?[1-9](?![0-9.、])|(?<![@＠\w<\[])(?i:image|video|audio|imagen|vídeo) [1-9](?![\w.:）)])"
)
"""A file that a prompt names without a tag: ``视频 1``, ``image 2``."""
_FEW_TIMES = 2
_PARTED = 2
"""What several times, numbered shots or lines of a dialogue count for, in words of people who make films, as other signs of a film do."""
_QUOTED = Pattern(r"\"[^\"\n]{1,300}\"|“[^“”\n]{1,300}”|「[^「」\n]{1,300}」|«[^«»\n]{1,300}»|`[^`\n]{1,300}`")
_HEADED = ("headed", "shown")
_CALLED = ("form", "labelled", *_HEADED, "cell", "exampled")
_UNMARKED = ("quote", "section", "prose", "coded tags")
_BOLD = Pattern(r"(\*\*|__)(?=\S)[^*_\n]{1,80}\1")
_SENTENCE_END = Pattern(r"[.!?。！？][\"”」)]?[ \t]*$", re.MULTILINE)
_AROUND = " \t\r\n*_"
_COLON = Pattern(r"[`*_)）\]】 \t]*[:：]")
_MANY_ORDERS = 3
_LONGEST_DEFINITION = 25
_LONGEST_ENTRY = 10
_SHORTEST_LIST = 3
_LONGEST_NEWS = 20
"""Words of what a post says in front of a prompt."""


class Verdict(NamedTuple):
    """Whether a text is a prompt; ``passed`` is why not, where its author may have thought so."""

    is_prompt: bool
    passed: str | None = None


NO = Verdict(is_prompt=False)


def has_scene(text: str) -> bool:
    """Whether a text has a word of people who make films, as a prompt without any tag has."""
    return prose_words().scenes.search(text) is not None


def judge(text: str, context: str, *, in_fence: bool = False) -> Verdict:
    """Say whether a text is a prompt.

    ``context`` is ``fence``, ``form`` (it fills in the field of one that names our product), ``labelled`` (something calls it a prompt), ``headed`` (the heading above it does), ``shown`` (what was made of it is below), ``cell`` (of a column of
    prompts), ``quote``, ``section`` (all of one) or ``prose``.
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
    is_called = context in _CALLED
    if all(_is_link(text, tag) for tag in numbered) or is_menu(text, is_called=is_called, has_tags=True):
        return NO
    scene = scene_of(text, references)
    is_told = context == "fence" and count_words(scene) >= _LONG_CALLED and _films(text, words) >= _MANY_SCENES
    if not is_called and (compares(text) or is_note(text) or (words.about_prompts if is_told else words.about).search(text)):
        return NO
    if context in _HEADED and (words.about_prompts.search(text) or _gives_orders(text, words)):
        return NO
    if "`" in text and is_called and not in_fence and (words.about.search(text) or words.lecturing.search(text)):
        return NO
    if context == "prose" and _is_emphasized(text):
        return NO
    teaching = words.lecturing if context == "section" else words.teaching
    if (context == "cell" and "`" in text) or (context in _UNMARKED and _teaches(text, references, words, teaching)):
        return NO
    if context == "fence" and _is_steps(text):
        return NO
    if _is_of_still(text, references, words):
        return NO
    open_slots = len(slots(text, {tag.span for each in references for tag in each.tags}))
    if count_words(scene) < shortest or (not open_slots and not is_called and _FORMULA.search(text)):
        return NO
    return Verdict(is_prompt=False, passed=TEMPLATE) if open_slots else Verdict(is_prompt=True)


def judge_untagged(text: str, context: str, *, in_fence: bool, why: str = "", among_many: bool = False) -> Verdict:
    """Say whether a text without tags is a prompt on a page about our product.

    ``context`` is as for ``judge``, ``exampled`` for what is called an example, or ``collected`` for what is on a page that is called a
    collection of prompts; what nothing calls a prompt must read like a film. ``why`` a text that something calls one needs no word of film
    making: ``named`` (what calls it one says of which product), ``only`` (it is called just that, on a page about no other product); ``hardly``:
    the page is about our product only because it names it often, or because of its folder.
    ``among_many``: it is one of many that the page calls prompts, and may give orders; or it is below one of several headings of such.
    """
    words = prose_words()
    is_called = context in _CALLED
    length = count_words(text)
    if len(text) > LONGEST or _NOTES.search(text) or is_code(text) or _SLOT_ALONE.fullmatch(text):
        return NO
    if is_note(text) or is_menu(text, is_called=is_called, has_tags=False) or _is_outline(text):
        return NO
    if not is_called and words.persona.match(text):
        return NO
    if is_other(_FIRST_WORDS.match(text)[0]):  # type: ignore[index]  # it matches everywhere
        return NO
    films = _films(text, words)
    is_film = films >= (_SURELY_FILM if why == "hardly" and not is_called else _scenes_of(context, length))
    if is_called and not films and names_ours(text):
        return NO
    if is_called and why == "hardly" and films < _FEW_SCENES and context != "form":
        return NO
    if is_called and not in_fence and not among_many and films < _FEW_SCENES and words.describing.search(text) and not why:
        return NO
    if is_called and not films and not (context == "form" or why == "named" or (why == "only" and not words.describing.search(text))):
        return NO
    if length < words.untagged[_shortest_of(context, films, why, is_film=is_film)]:
        return NO
    is_about = compares(text) or words.about.search(text) is not None
    if is_called:
        teaching = words.lecturing if context == "labelled" and is_film else words.teaching
        teaches = words.persona.match(text) is not None if among_many else _teaches(text, (), words, teaching)
        least = _MANY_SCENES if context == "labelled" else _SURELY_FILM
        may_teach = (films > 0 and why != "hardly") if in_fence else (context in ("labelled", "headed") and films >= least)
        is_trusted = (in_fence and is_film and not words.persona.match(text)) or (
            may_teach and length >= _LONG_CALLED and _hardly_teaches(text, length, words)
        )
        is_other_text = (is_about or teaches) and not is_trusted
    else:
        is_scene = in_fence and films >= (_MANY_SCENES if context == "collected" else _SURELY_FILM)
        teaches = _teaches(words.scenic.sub(" ", text) if is_scene else text, (), words, words.lecturing)
        is_scene = is_scene and not is_about and (films >= _MOST_SCENES or not names_ours(text))
        is_trusted = is_scene and _hardly_teaches(text, length if among_many else length // 2, words)
        is_other_text = not is_film or is_about or (teaches and not is_trusted)
    if is_other_text:
        return NO
    return Verdict(is_prompt=False, passed=TEMPLATE) if slots(text, ()) else Verdict(is_prompt=True)


def _hardly_teaches(text: str, length: int, words: Words) -> bool:
    """Whether a long text has few words that teach, for its length, as a prompt may: ``the tip of the brush``; and does not say what a reader is to be."""
    if any(words.persona.match(line) is not None for line in text.splitlines()[:_FIRST_LINES]) or "`" in text or compares(text):
        return False
    rest = words.orders_video.sub(" ", words.scenic.sub(" ", _unsaid(text)))
    lessons = sum(1 for pattern in (words.teaching, words.about) for _ in pattern.finditer(rest))
    return lessons <= length // _LONG_CALLED


def _unsaid(text: str) -> str:
    """Return a text without what is said in it."""
    return _QUOTED.sub(" ", _SPOKEN.sub(" ", text))


def _shortest_of(context: str, films: int, why: str, *, is_film: bool) -> str:
    """Return by what name the least number of words is kept that a text without tags has."""
    if why == "named" and context not in ("form", "cell"):
        return "for us"
    if context == "exampled" and films >= _FEW_SCENES:
        return "exampled"
    if context not in (*_CALLED, "collected", "listed") and films >= _MOST_SCENES:
        return "film"
    if context == "cell" and is_film:
        return _SHORTEST_UNTAGGED["labelled"]
    return _SHORTEST_UNTAGGED.get(context, "alone")


def _films(text: str, words: Words) -> int:
    """Return how much a text reads like a film: its different words of people who make films, and two each for several times, shots or lines of a dialogue, files without tags, an order of some seconds."""
    found = {match[0].lower() for pattern in (words.scenes, words.shots) for match in pattern.finditer(text)}
    signs = (_is_parted(text), _BARE.search(text) is not None, words.orders_video.match(text) is not None)
    return len(found) + _PARTED * sum(signs)


def _is_parted(text: str) -> bool:
    return any(sum(1 for _ in pattern.finditer(text)) >= _FEW_TIMES for pattern in (_TIME, _CUT, _SPOKEN))


def orders_video(text: str) -> bool:
    """Whether a text begins with the order of a video of some seconds, and goes on with what is seen: ``Create a 10-second ad of …``."""
    words = prose_words()
    return (
        words.orders_video.match(text) is not None and count_words(text) >= words.untagged["alone"] and _films(text, words) >= _FEW_SCENES
    )


def reads_like_film(text: str) -> bool:
    """Whether a text that nothing calls a prompt reads like one: some words, of which some are of people who make films, and no lesson.

    A short paragraph in front of it may say what it is, as posts do.
    """
    return _is_film(text) or (_is_announced(text) and _is_film(text.partition("\n\n")[2]))


def _is_film(text: str) -> bool:
    words = prose_words()
    if len(text) > LONGEST or count_words(text) < words.untagged["called"] or is_code(text) or words.about.search(text):
        return False
    is_lesson = "`" in text if is_timed_film(text) else _teaches(text, (), words, words.lecturing)
    return words.scenes.search(text) is not None and not is_lesson and not slots(text, ())


def _is_announced(text: str) -> bool:
    """Whether a text has a short first paragraph that names our product or a prompt."""
    first, _, rest = text.partition("\n\n")
    words = prose_words()
    return bool(rest) and count_words(first) <= _LONGEST_NEWS and (names_ours(first) or words.about.search(first) is not None)


def goes_on_with_film(text: str) -> bool:
    """Whether a paragraph right behind one of a prompt belongs to it: a numbered shot or a part with a name, or more words of film making."""
    words = prose_words()
    if words.about.search(text) or is_other(_FIRST_WORDS.match(text)[0]):  # type: ignore[index]  # it matches everywhere
        return False
    if _PART_NAME.match(text) or _CUT.match(text) or _TIME.match(text.lstrip(" \t*_[(（【")):
        return True
    return _films(text, words) >= _FEW_SCENES and not _teaches(text, (), words, words.teaching)


def is_shot(heading: str) -> bool:
    """Whether a heading numbers a shot: ``Shot 2: the boat``, ``镜头三``."""
    return _CUT.match(heading) is not None


def is_timed_film(text: str) -> bool:
    """Whether a text says what is seen when, in the words of people who make films."""
    words = prose_words()
    found = {match[0].lower() for match in (*words.scenes.finditer(text), *words.shots.finditer(text))}
    return len(text) <= LONGEST and len(found) >= _MANY_SCENES and sum(1 for _ in _TIME.finditer(text)) >= _FEW_TIMES


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


def _is_outline(text: str) -> bool:
    """Whether each of several lines names a part, and what goes there: ``2. PERSON — what they look like``."""
    lines = [line for line in text.splitlines() if line.strip()]
    return len(lines) >= _SHORTEST_LIST and all(_ENTRY.match(line) is not None for line in lines)


def _scenes_of(context: str, length: int) -> int:
    """Return how many different words of people who make films a text has, at least, that reads like one."""
    if context in ("collected", "listed"):
        return 1 if length >= _SOME else _FEW_SCENES
    return _MANY_SCENES if context in _CALLED or length >= _LONG else _MOST_SCENES


def _is_of_still(text: str, references: tuple[Reference, ...], words: Words) -> bool:
    """Whether a text says what a picture shows that becomes a file: its one tag and a colon in front, and words of pictures that stand still."""
    tags = [tag for each in references for tag in each.tags]
    if len(tags) != 1 or tags[0].kind != "image" or not _COLON.match(text, tags[0].span.end):
        return False
    lead = _LEADING.match(text)
    return tags[0].span.start <= (lead.end() if lead is not None else 0) and words.stills.search(text) is not None


def _gives_orders(text: str, words: Words) -> bool:
    """Whether several lines order a person who writes a prompt about: ``Never say …``, ``Use: …``."""
    return sum(words.orders.match(line) is not None for line in text.splitlines()) >= _MANY_ORDERS


def _teaches(text: str, references: tuple[Reference, ...], words: Words, teaching: re.Pattern[str]) -> bool:
    if "`" in text or text.rstrip(_AROUND).endswith((":", "：")) or any(mentions(match[0]) for match in _QUOTED.finditer(text)):
        return True  # it leads on to something else; nobody says a tag aloud
    if teaching.search(words.scenes.sub(" ", _unsaid(text))) or words.orders.match(text):
        return True  # what somebody says in a scene does not teach, and the depth of field does not belong to a form
    return any(text[max(0, each.span.start - 1) : each.span.start] in "`\"“「'" and each.span.start > 0 for each in references)


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
