"""Whether a text that nothing marks as a prompt is one: by its tags, its prose, and what only texts about tags have."""

import re
from functools import lru_cache

from seedance_lint.hosts.prompt_files import MOST
from seedance_lint.hosts.prompt_slots import FIRST_CJK, any_of, slots
from seedance_lint.package_data import read_toml
from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple
from seedance_lint.syntax import MalformedTag, Reference, Tag, parse

TEMPLATE = "written as a template with slots to fill in"
"""Why a text that would be a prompt is skipped."""

LONGEST = 20_000
"""Characters of the longest text that may be a prompt; no model takes half of that."""

# Begins with one set of rare characters, so that a search flies over all others.
_MENTION = re.compile(
    r"[@＠<\[【](?:(?<=[@＠])[ \t]?[\[(【]?[ \t]?(?:im[aá]?g|pic|photo|foto|vid|aud|fig|bild|abbil|vídeo|áudio|gör|resim|ses|видео|ролик|аудио|изоб|карти|рису|фото"
    r"|[图圖図視视音相影映照画畫動写寫参參イビオ이비오사그동영음])"
    r"|(?<=<)<<[ \t]?(?:im|vid|aud)|(?<=[\[【])[ \t]?(?:image|img|video|audio|图|圖|视频|視頻|音频|音頻)[a-z片像]*[ \t_]?[0-9])",
    re.IGNORECASE,
)
_WORD = Pattern(r"[^\W\d_][^\W\d_'’-]*")
_NUMBERLESS = Pattern(r"[@＠][ \t]?(?:image|img|video|audio|图片|图|视频|音频)[ \t]?(?:[nxk]\b|#|\[|\{|<|\*|×)", re.IGNORECASE)
_DEFINES = Pattern(r"[ \t]*(?:[:=：＝—–→⇒|]|->|=>|-[ \t]|[ \t]{2}|\t)")
_DEFINED_LAST = Pattern(r"(?:[:=：＝→]|->|=>)[ \t]*`?[@＠][^\W\d]{1,10}[ ]?[0-9]{1,2}[`\W]*$")
_LEADING = Pattern(r"[ \t]*(?:[-*+•·>|]+[ \t]+|\(?[0-9]{1,3}[.)、][ \t]*)*[*_`~(（\"“「]*")
_LIST_PARTS = re.compile(r"[;；\n]|<br>")
_FORMULA = Pattern(r"[+＋|][ \t]*[@＠]")

# What a line of a program, of its output or of a data file looks like.
_CODE_LINE = Pattern(
    r"[ \t]*(?:[$%][ \t]+[a-z./]|[+-]{3}[ \t]|@@|//|/\*|</?[a-z]+[^<>]*>[ \t]*$|[}\])]+[;,]*[ \t]*$|\"[\w.-]+\"[ \t]*:|@\w+[ \t]*(?:\|\|)?=[ \t]*[\w.]+[.(\[]"
    r"|(?:import|from|def|class|const|let|var|function|return|export|echo|curl|pip|npm|npx|git|python3?|node|docker|sudo|cd|ls|cat|if|for|while)"
    r"[ \t]+[\w\"'$({./-]+.*[=({;:]|import[ \t]+[\w.]+$|(?:curl|git|npm|pip|npx|docker|python3?|node)[ \t]+[\w./-]"
    r"|\.\.[ \t]+[\w-]+::|[\w./\\-]+:[0-9]+(?::[0-9]+)?:|(?:error|warning|info|debug|traceback|fatal)\b[ \t]*[:(\[]|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:|:)"
    r"|[\w.-]+[ \t]*=[ \t]*[\"'\[{]|(?-i:[a-z_])[\w-]*:[ \t]*(?:\"[^\"]*\"|'[^']*'|\[[^\]]*\]?|\{[^}]*\}?)[ \t,]*$|[0-9a-f]{7,40}[ \t]+\w)"
    r"|[ \t]*(?:[\w./\\-]+\.\w+::\w|(?-i:E)[ \t]{2,}\S|(?:[\w.]+)?(?:error|exception)[ \t]*:|(?-i:INFO|DEBUG|WARN|ERROR|TRACE|FATAL)[ \t:\]]"
    r"|commit[ \t]+[0-9a-f]{7,40}\b|Author:[ \t].*<.*>|HTTP/[0-9.]+[ \t]+[0-9]{3}\b|[0-9]+[ \t]+(?:passed|failed|skipped|warnings?|errors?)\b"
    r"|>[ \t]+(?:node|npm|npx|pnpm|yarn|python3?)[ \t]+[\w./@-]|(?:PS[ \t]+)?[a-z]:\\[^>\n]*>|(?:puts|print|println!?|printf)[ \t]*\(?[\"'])"
    r"|.*(?:;|[\w)\]][ \t]*\{|=>|\($)[ \t]*$|.*\b[a-z_]\w*\.?\w*\([^()\n]{0,80}@\w+[^()\n]{0,80}\)",
    re.IGNORECASE,
)
_TABLE = Pattern(r"[ \t]*\|[^\n]*\|[ \t]*\n[ \t]*\|[ \t:|-]*-[ \t:|-]*\|[ \t]*(?:\n|\Z)")
_DRAWING = Pattern("[│├└┌┐┘┤┬┴┼─═║╔╗╚╝▼▲]|^[ \t]*[↓⬇↑⬆][ \t]*$", re.MULTILINE)
_SHORTEST_UNTAGGED = {
    "labelled": "called",
    "headed": "called",
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
_SOME = 15
"""How many words what a page collects has, which it needs no second word of film making with."""
_LONG = 60
"""How many words make a text long: a summary of a film is shorter."""
_FIRST_WORDS = Pattern(r"[^\n:：]{0,20}(?=[:：])|")
_SLOT_ALONE = Pattern(r"\s*(?:\[[^\[\]]*\]|【[^【】]*】|<[^<>]*>|\{[^{}]*\})\s*")
_NOTES = Pattern(r"[←❌✅]|\b(?:npx|npm|pip)\b|\bcurl[ \t]+(?:-|http)")
"""Marks of notes about a prompt, and of orders to an assistant."""
_COMPARES = Pattern("[❌✅✗✓✔✘☑☒⭕]")

_PART_NAME = Pattern(r"[ \t*_]*(?:【[^【】\n]{1,20}】|\[[^\[\]\n]{1,20}\])")
_STEP = Pattern(r"[ \t]*[0-9]{1,2}[.)、][ \t]*\S")
_TIME = Pattern(
    r"[0-9.]+[ \t]*s?[ \t]*[-–—~～至到][ \t]*[0-9.]+[ \t]*(?:seconds?\b|secs?\b|s\b|秒|초|сек|с\b)|[0-9]{1,2}:[0-9]{2}[ \t]*[-–—~～至到][ \t]*[0-9]{1,2}:[0-9]{2}",
    re.IGNORECASE,
)
_CUT = Pattern(
    r"^[ \t*_#\[【(（>-]*(?:(?:shot|scene|cut|beat|clip|plano|escena|toma|plan|scène|szene|einstellung|cena|sahne|кадр|сцена)[ \t]*#?[0-9]{1,2}\b|(?:镜头|鏡頭|分镜|场景|カット|シーン|컷|장면|씬)[ \t]*[0-9一二三四五六七八九]+)",
    re.IGNORECASE | re.MULTILINE,
)
"""The beginning of a line that numbers a shot."""
_FEW_TIMES = 2
_PARTED = 2
"""What several times or numbered shots count for, in words of people who make films."""
_QUOTED = Pattern(r"\"[^\"\n]{1,300}\"|“[^“”\n]{1,300}”|「[^「」\n]{1,300}」|«[^«»\n]{1,300}»|`[^`\n]{1,300}`")


class Verdict(NamedTuple):
    """Whether a text is a prompt; ``passed`` is why not, where its author may have thought so."""

    is_prompt: bool
    passed: str | None = None


class _Words(NamedTuple):
    about: re.Pattern[str]
    about_prompts: re.Pattern[str]
    teaching: re.Pattern[str]
    lecturing: re.Pattern[str]
    orders: re.Pattern[str]
    persona: re.Pattern[str]
    prompt_label: re.Pattern[str]
    other_label: re.Pattern[str]
    collection: re.Pattern[str]
    several: re.Pattern[str]
    mentions_several: re.Pattern[str]
    lesson: re.Pattern[str]
    prompt_head: re.Pattern[str]
    example_head: re.Pattern[str]
    example_label: re.Pattern[str]
    examples: re.Pattern[str]
    documents: re.Pattern[str]
    describing: re.Pattern[str]
    pictures: re.Pattern[str]
    rivals: re.Pattern[str]
    request: re.Pattern[str]
    scenes: re.Pattern[str]
    shots: re.Pattern[str]
    longest: int
    shortest: dict[str, int]
    untagged: dict[str, int]


NO = Verdict(is_prompt=False)


def mentions(text: str) -> bool:
    """Whether a text has anything that may be a tag: a glance."""
    return _MENTION.search(text) is not None


def tags_of(text: str) -> frozenset[tuple[str, int]]:
    """Return the files that the tags of a text mean, each by its kind and number."""
    references = parse(text).references if len(text) <= LONGEST and mentions(text) else ()
    tags = [tag for each in references for tag in each.tags if tag.index is not None and tag.kind is not None]
    return frozenset((str(tag.kind), index) for tag in tags for index in range(tag.index or 0, min(_last(tag), MOST) + 1))


def _last(tag: Tag | MalformedTag) -> int:
    return (tag.last if isinstance(tag, Tag) else None) or tag.index or 0


def has_scene(text: str) -> bool:
    """Whether a text has a word of people who make films, as a prompt without any tag has."""
    return _words().scenes.search(text) is not None


def judge(text: str, context: str) -> Verdict:
    """Say whether a text is a prompt.

    ``context`` is ``fence``, ``labelled`` (something calls it a prompt), ``headed`` (the heading above it does), ``cell`` (of a column of
    prompts), ``quote``, ``section`` (all of one) or ``prose``.
    """
    if len(text) > LONGEST or not mentions(text):
        return NO
    words = _words()
    references = parse(text).references
    numbered = [tag for each in references for tag in each.tags if tag.index is not None]
    if not numbered or _NUMBERLESS.search(text) or is_code(text):
        return NO
    is_marked = any(tag.text[0] in "@＠" or "@" in tag.text or tag.text.startswith("<<<") for tag in numbered)
    shortest = words.shortest[context] * (1 if is_marked else 2)
    if context not in _CALLED and (_COMPARES.search(text) or words.about.search(text)):
        return NO
    if context == "headed" and words.about_prompts.search(text):
        return NO
    teaching = words.lecturing if context == "section" else words.teaching
    if (context == "cell" and "`" in text) or (context in _UNMARKED and _teaches(text, references, words, teaching)):
        return NO
    if context == "fence" and _is_steps(text):
        return NO
    scene = _scene(text, references)
    open_slots = len(slots(text, {tag.span for each in references for tag in each.tags}))
    if _length(scene) < shortest or (not open_slots and context not in _CALLED and _FORMULA.search(text)):
        return NO
    return Verdict(is_prompt=False, passed=TEMPLATE) if open_slots else Verdict(is_prompt=True)


def judge_untagged(text: str, context: str, *, in_fence: bool, why: str = "", among_many: bool = False) -> Verdict:
    """Say whether a text without tags is a prompt on a page about our product.

    ``context`` is as for ``judge``, ``exampled`` for what is called an example, or ``collected`` for what is on a page that is called a
    collection of prompts; what nothing calls a prompt must read like a film. ``why`` a text that something calls one needs no word of film
    making: ``named`` (what calls it one says of which product), ``only`` (it is called just that, on a page about no other product); ``hardly``:
    the page is about our product only because it names it often, or because of its folder.
    ``among_many``: it is one of many that the page calls prompts, and may give orders.
    """
    words = _words()
    is_called = context in _CALLED
    length = _length(text)
    if len(text) > LONGEST or _NOTES.search(text) or is_code(text) or _SLOT_ALONE.fullmatch(text):
        return NO
    if is_other(_FIRST_WORDS.match(text)[0]):  # type: ignore[index]  # it matches everywhere
        return NO
    films = _films(text, words)
    is_film = films >= _scenes_of(context, length)
    if is_called and why == "hardly" and films < _FEW_SCENES:
        return NO
    if is_called and not films and not (why == "named" or (why == "only" and not words.describing.search(text))):
        return NO
    if length < words.untagged[_shortest_of(context, films, why, is_film=is_film)]:
        return NO
    is_about = _COMPARES.search(text) is not None or words.about.search(text) is not None
    if is_called:
        teaches = words.persona.match(text) is not None if among_many else _teaches(text, (), words, words.teaching)
        is_other_text = (is_about or teaches) and not (in_fence and is_film)
    else:
        is_other_text = not is_film or is_about or _teaches(text, (), words, words.lecturing)
    if is_other_text:
        return NO
    return Verdict(is_prompt=False, passed=TEMPLATE) if slots(text, ()) else Verdict(is_prompt=True)


def _shortest_of(context: str, films: int, why: str, *, is_film: bool) -> str:
    """Return by what name the least number of words is kept that a text without tags has."""
    if why == "named":
        return "for us"
    if context == "exampled" and films >= _FEW_SCENES:
        return "exampled"
    if context not in (*_CALLED, "collected", "listed") and films >= _MOST_SCENES:
        return "film"
    if context == "cell" and is_film:
        return _SHORTEST_UNTAGGED["labelled"]
    return _SHORTEST_UNTAGGED.get(context, "alone")


def _films(text: str, words: _Words) -> int:
    """Return how much a text reads like a film: its different words of people who make films, and two for several times or shots."""
    found = {match[0].lower() for pattern in (words.scenes, words.shots) for match in pattern.finditer(text)}
    return len(found) + (_PARTED if _is_parted(text) else 0)


def _is_parted(text: str) -> bool:
    return any(sum(1 for _ in pattern.finditer(text)) >= _FEW_TIMES for pattern in (_TIME, _CUT))


def speaks_of_pictures(text: str) -> bool:
    """Whether a text names products that make pictures, or prompts for them."""
    return _words().pictures.search(text) is not None


def names_others(text: str) -> bool:
    """Whether a text names products of others that make videos."""
    return _words().rivals.search(text) is not None


def reads_like_film(text: str) -> bool:
    """Whether a text that nothing calls a prompt reads like one: some words, of which some are of people who make films, and no lesson."""
    words = _words()
    if len(text) > LONGEST or _length(text) < words.untagged["called"] or is_code(text) or words.about.search(text):
        return False
    return words.scenes.search(text) is not None and not _teaches(text, (), words, words.lecturing) and not slots(text, ())


def describes(text: str) -> bool:
    """Whether a text has words that say what a prompt is, as the description of a field does."""
    return _words().describing.search(text) is not None


def may_be_collected(text: str) -> bool:
    """Whether an item of a list or a paragraph says nothing that is about prompts, fields or files."""
    return not describes(text) and text.lstrip()[:1] not in "\"“「'"


def is_request(label: str) -> bool:
    """Whether words in front of a text call it what a person asked for, from which a prompt is made: ``Input``, ``User``."""
    return _words().request.fullmatch(label.strip(" \t*_:：`#")) is not None


def goes_on_with_film(text: str) -> bool:
    """Whether a paragraph right behind one of a prompt belongs to it: a numbered shot or a part with a name, or more words of film making."""
    words = _words()
    if words.about.search(text) or is_other(_FIRST_WORDS.match(text)[0]):  # type: ignore[index]  # it matches everywhere
        return False
    if _PART_NAME.match(text) or _CUT.match(text) or _TIME.match(text.lstrip(" \t*_[(（【")):
        return True
    return _films(text, words) >= _FEW_SCENES and not _teaches(text, (), words, words.teaching)


def is_timed_film(text: str) -> bool:
    """Whether a text says what is seen when, in the words of people who make films."""
    words = _words()
    found = {match[0].lower() for match in (*words.scenes.finditer(text), *words.shots.finditer(text))}
    return len(text) <= LONGEST and len(found) >= _MANY_SCENES and sum(1 for _ in _TIME.finditer(text)) >= _FEW_TIMES


def _is_steps(text: str) -> bool:
    """Whether a text is what to do, step by step, and no film: each of its lines is numbered."""
    lines = [line for line in text.splitlines() if line.strip()]
    words = _words()
    is_numbered = len(lines) > 1 and all(_STEP.match(line) is not None for line in lines)
    return is_numbered and words.scenes.search(text) is None and words.shots.search(text) is None


def _scenes_of(context: str, length: int) -> int:
    """Return how many different words of people who make films a text has, at least, that reads like one."""
    if context in ("collected", "listed"):
        return 1 if length >= _SOME else _FEW_SCENES
    return _MANY_SCENES if context in _CALLED or length >= _LONG else _MOST_SCENES


def is_code(text: str) -> bool:
    """Whether a text is a program, its output, data, a drawing or a table."""
    if _DRAWING.search(text) or _TABLE.match(text):
        return True
    lines = [line for line in text.splitlines() if line.strip()]
    code = sum(_CODE_LINE.match(line[:400]) is not None for line in lines)
    return code > 0 and (code * 5 >= len(lines) or _CODE_LINE.match(lines[0][:400]) is not None)


def prompt_label(label: str) -> bool:
    """Whether words in front of a text call it a prompt."""
    words = _words()
    return words.prompt_label.search(label) is not None and words.other_label.search(label) is None


def is_just_prompt(label: str) -> bool:
    """Whether words in front of a text call it a prompt and hardly say more: ``Prompt 2``, ``Final prompt``, ``提示词（中文）``."""
    return len(label) <= _LONGEST_NAME and prompt_label(label)


def is_example(label: str) -> bool:
    """Whether words in front of a text call it an example, and may say of what."""
    return _words().example_label.match(label) is not None


def is_collection(title: str) -> bool:
    """Whether the title of a page calls what is on it prompts: ``Seedance prompt examples``."""
    return _words().collection.search(title) is not None


def promises_prompts(heading: str) -> bool:
    """Whether a heading says that several prompts are below it: ``20 prompts``, ``Prompt examples``, ``提示词合集``."""
    words = _words()
    return (words.several.search(heading) is not None or words.collection.search(heading) is not None) and not is_other(heading)


def is_collected(title: str) -> bool:
    """Whether the title of a page says that prompts are on it, and none that it teaches to write them: ``Prompts that I like``."""
    words = _words()
    if words.collection.search(title) is not None:
        return True
    return words.mentions_several.search(title) is not None and words.lesson.search(title) is None


def promises_examples(title: str) -> bool:
    """Whether the title of a page calls what is on it examples: ``Examples from the community``."""
    return _words().examples.search(title) is not None


def is_other(label: str) -> bool:
    """Whether words in front of a text call it something else that is written beside a prompt: a negative one."""
    return bool(label) and _words().other_label.search(label) is not None


def cell_context(head: str) -> str | None:
    """Return how to judge the cells of a column: as ``cell``, as ``prose``; None if they are not prompts, whatever they hold."""
    words = _words()
    if words.other_label.search(head):
        return None
    if words.prompt_head.search(head):
        return "cell"
    return "prose" if words.example_head.search(head) else None


def defined_tag(text: str, end: int) -> int | None:
    """Return where the meaning of a tag begins that ends at a place: after ``: `` or ``=`` or a dash; None if none is given."""
    while end < len(text) and text[end] in '`*_)）"”」':
        end += 1
    sign = _DEFINES.match(text, end)
    return None if sign is None else sign.end()


def _teaches(text: str, references: tuple[Reference, ...], words: _Words, teaching: re.Pattern[str]) -> bool:
    if "`" in text or any(mentions(match[0]) for match in _QUOTED.finditer(text)):
        return True  # nobody says a tag aloud
    if teaching.search(words.scenes.sub(" ", _QUOTED.sub(" ", text))) or words.orders.match(text):
        return True  # what somebody says in a scene does not teach, and the depth of field does not belong to a form
    return any(text[max(0, each.span.start - 1) : each.span.start] in "`\"“「'" and each.span.start > 0 for each in references)


def _scene(text: str, references: tuple[Reference, ...]) -> str:
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
        if stop is not None and defined_tag(text, stop) is not None and _length(part) < _LONGEST_DEFINITION:
            continue
        if _DEFINED_LAST.search(part) and _length(part) <= _LONGEST_ENTRY:
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
        is_entry = at + (lead.end() if lead is not None else 0) in tags and _length(line) <= _LONGEST_ENTRY
        if line.strip() and not is_entry:
            return False
        at += len(line)
        count += is_entry
    return count >= _SHORTEST_LIST


_LONGEST_NAME = 24
_CALLED = ("labelled", "headed", "cell", "exampled")
_UNMARKED = ("quote", "section", "prose")
_LONGEST_DEFINITION = 25
_LONGEST_ENTRY = 10
_SHORTEST_LIST = 3


def _length(text: str) -> int:
    """Return the number of words; two characters of a script without spaces count as one."""
    words = characters = 0
    for run in _WORD.finditer(text):
        written = sum(character >= FIRST_CJK for character in run[0])
        characters += written
        words += written < len(run[0])
    return words + characters // 2


@lru_cache(maxsize=1)
def _words() -> _Words:
    data = read_toml("hosts/prose.toml")
    labels = data["labels"]
    return _Words(
        any_of(data["about"]),
        any_of(data["about_prompts"]),
        any_of(data["teaching"], data["making"]),
        any_of(data["teaching"]),
        re.compile(rf"[\W_]*(?:{'|'.join(map(re.escape, data['orders']['words']))})\b", re.IGNORECASE),
        re.compile(rf"[\W_]*(?:{'|'.join(map(re.escape, data['persona']['beginnings']))})", re.IGNORECASE),
        re.compile(
            rf"(?:{'|'.join(labels['prompt'])})(?:[ \t-]*(?:for |für |para |pour |per )?(?:seedance|jimeng|dreamina|即梦)[ \t-]*[0-9.]*)?(?:[ \t-]*(?:{'|'.join(labels['behind'])}))?"
            r"(?:[ \t#]*[0-9a-z]{0,3}|[ \t]*[(（\[【][^()（）\n]{0,40}[)）\]】])?[ \t*_`:：)）\]】]*(?:</\w+>)*[ \t*_`:：]*$",
            re.IGNORECASE,
        ),
        re.compile("|".join(labels["other"]), re.IGNORECASE),
        re.compile(rf"(?:{'|'.join(labels['prompt'])})[ \t-]*(?:{'|'.join(labels['collection'])})", re.IGNORECASE),
        re.compile(rf"(?:{'|'.join(labels['several'])})[ \t*_`:：]*$", re.IGNORECASE),
        re.compile(rf"(?<![a-z])(?:{'|'.join(labels['several'])})(?![a-z])", re.IGNORECASE),
        re.compile("|".join(rf"\b{word}\b" if word.isascii() else word for word in labels["lesson"]), re.IGNORECASE),
        re.compile("|".join(labels["prompt"]), re.IGNORECASE),
        re.compile(rf"^\W*(?:{'|'.join(labels['example'])})\W*$", re.IGNORECASE),
        re.compile(rf"\W*(?:(?:full|complete|worked|完整)[ ]?)?(?:{'|'.join(labels['example'])})(?![a-z])", re.IGNORECASE),
        re.compile(rf"(?<![a-z])(?:{'|'.join(labels['example'])})(?![a-z])", re.IGNORECASE),
        any_of(data["documents"]),
        any_of(data["describing"]),
        any_of(data["pictures"]),
        any_of(data["rivals"]),
        re.compile("|".join(labels["request"]), re.IGNORECASE),
        any_of(data["scenes"]),
        any_of(data["shots"]),
        data["documents"]["longest"],
        data["shortest"],
        data["shortest_untagged"],
    )


def is_several(paragraphs: list[str]) -> bool:
    """Whether paragraphs are prompts of their own: each has a label that calls it one, or more than one says what its video begins with."""
    words = _words()
    told = [paragraph for paragraph in paragraphs if mentions(paragraph)]
    if len(told) < 2:  # two make several
        return False
    heads = [re.split(r"[:：\n]", paragraph, maxsplit=1)[0][:60] for paragraph in paragraphs]
    if sum(prompt_label(head) for head in heads) > 1 and prompt_label(heads[0]):
        return True
    begun = 0
    for paragraph in told:
        references = parse(paragraph[:LONGEST]).references
        begins = any(role.role == "first_frame" and not role.negated for each in references for role in each.roles)
        begun += begins and _length(_scene(paragraph, references)) >= words.shortest["fence"]
    return begun == len(paragraphs)


def is_document(text: str) -> bool:
    """Whether a text file is something to read, or data, and no prompt: a page with headings, a list of tips, a licence, a list of names."""
    words = _words()
    has_tags = mentions(text)
    if (not has_tags and len(text) > words.longest) or (words.persona.match(text) is not None and words.about.search(text) is not None):
        return True
    text = text[:LONGEST]
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        return False
    if sum(_OPTION.match(line) is not None for line in lines) >= _MANY_OPTIONS:
        return True
    structure = sum(_STRUCTURE.match(line) is not None for line in lines)
    headings = sum(_HEADING_LINE.match(line) is not None for line in lines)
    if (structure or not has_tags) and words.documents.search(text):
        return True
    if has_tags:
        return (headings > 0 and ("```" in text or words.about.search(text) is not None)) or is_code(text)
    sentences = sum(_length(line) >= _SENTENCE for line in lines)
    return headings > 1 or (len(lines) > _MANY and sentences * 3 < len(lines)) or is_code(text)


_STRUCTURE = Pattern(r"[ \t]*(?:#{1,6}[ \t]|[-*+•][ \t]|[0-9]{1,2}[.)][ \t]|```)")
_OPTION = Pattern(r"[ \t]+--?[a-zA-Z][\w-]*(?:[ \t,=]|$)")
_MANY_OPTIONS = 3
"""Options of a program on lines of their own, which make a text its help."""
_HEADING_LINE = Pattern(r"#{1,6}[ \t]+\S")
_SENTENCE = 3
_MANY = 10
