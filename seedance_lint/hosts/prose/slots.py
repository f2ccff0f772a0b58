"""The slots of a template: what a text has in place of words that its reader is to think up."""

import re
from collections.abc import Iterable
from functools import lru_cache

from seedance_lint.package_data import read_toml
from seedance_lint.pattern import Pattern

_AROUND = ' \t-*#>"“「'
"""What may be in front of the first word of a line."""
FIRST_CJK = "\u3040"
"""The first character of the scripts without spaces."""

_BRACKETS = Pattern(
    r"\[([^\[\]\n]{1,80})\]|【([^【】\n]{1,40})】|\{([^{}\n]{1,80})\}|<([A-Za-z][\w ,'’/|-]{1,80}|[\u3040-\uffef][^<>\n0-9]{0,60})>"
)
_STANDS_ALONE = Pattern(r"\[[^\[\]\n]*[^\W\d_]+[ \t]+[^\W\d_]+[^\[\]\n]*\][ \t]*(?:\n[ \t]*(?:\n|\Z)|\n?\Z)")
_PARAGRAPH = Pattern(r"^[ \t]*(?:\[(?![0-9])[^\[\]\n]{81,}\]|【[^【】\n]{1,20}】[ \t]*\[(?![0-9])[^\[\]\n]{6,}\])[ \t]*$", re.MULTILINE)
_SEVERAL_WORDS = Pattern(r"\b[a-z]{2,}\b[^\[\]\n]*\b[a-z]{3,}\b")
_CHOSEN_FROM = Pattern(r"<[\u3040-\uffef][^<>\n]{0,200}(?:[/／][^<>\n]{1,100}){2,}>")
"""Several things to choose from between pointed brackets: ``<写实/胶片/水墨>``."""
_LINE_OF_SLOT = Pattern(r"^[ \t>*-]*\[([^\[\]\n.:：。!?@＠0-9]{2,80})\][ \t]*$", re.MULTILINE)
_LINE_OF_CHOICES = Pattern(
    r"^[ \t>*-]*[\[【][^\[\]【】\n:：]{1,12}[:：][^\[\]【】\n:：、/／，,。]{1,10}(?:[、/／][^\[\]【】\n:：、/／，,。]{1,10})+[\]】][ \t]*$",
    re.MULTILINE,
)
"""A label and what may go there, all of it in brackets: ``[构图：景别、机位、留白]``."""
_IN_BRACKETS = Pattern(r"^[ \t>*-]*[\[【][^\[\]【】\n]+[\]】][ \t]*$", re.MULTILINE)
_LINE_OF_HINT = Pattern(r"^[ \t>*-]*[^\W\d][^\n:：()（）@＠]{1,30}[:：][ \t]*[(（][^()（）\n]{3,120}[)）][ \t]*$", re.MULTILINE)
"""A label, and in brackets what to write there: ``Camera: (slow orbit, push in)``."""
_HEAD = Pattern(r"^[ \t]*\[([^\[\]\n]{2,60})\][ \t]*$", re.MULTILINE)
_FEWEST_HEADS = 2
_HEADED_WORDS = 12
_VALUE = Pattern(r"^[ \t]*\[[^\[\]\n]{1,20}\][ \t]*[:：][ \t]*\[([^\[\]\n]{1,120})\]([^\n]*)$", re.MULTILINE)
"""What is in brackets behind a label in brackets, and the rest of its line: ``[Sound]: [A bell] Mara: "Late."``."""
_LINE = Pattern(r"^[ \t]*\S", re.MULTILINE)
_WORD = Pattern(r"[^\W\u3040-\uffef]+")
_SHORTEST_FORM = 5
"""Lines with nothing but brackets that are a form, whatever is in them."""
_MOST_OF = 0.6
"""How many of the lines of a form are to be filled in."""
_LEFT_OUT = Pattern(r"(?:[:：]|^)[ \t]*(?:\.{3}|…{1,2}|。{3})[ \t]*$", re.MULTILINE)
"""A line of dots, or a label with nothing but dots behind it."""
_GOES_ON = Pattern(r"[ \t]+[a-z]|[，、。；]")
_LISTED = Pattern(r"[,;][ \t]+[a-z]")
"""What is behind the first of several things in a row, and never behind the label of a part."""
_AFTER_TIME = Pattern(
    r"[ \t*#>-]*(?:\[[^\[\]\n]{1,40}\][ \t]*)?[0-9][0-9.:]*[ \t]*[-–—~～至到][ \t]*[0-9][0-9.:]*[ \t]*(?:seconds|secs?|s|秒)?[ \t]*[:：]?[ \t]*",
    re.IGNORECASE,
)
"""A time in front of a shot; the first may have the name of a part in front: ``[TIMELINE] 0-3s:``."""
_SPOKEN = Pattern(r"[ \t]+(?:\"[^\"\[\]\n]+\"|“[^”\[\]\n]+”|「[^」\[\]\n]+」)")
_BEFORE_SPOKEN = (":", "：", "+")
_PHASE = Pattern(r"[ \t]*[^\W_][^\n]{5,}")
"""What happens in a phase of a film, behind its name."""
_WORDS_BEHIND = Pattern(r"[ \t]*(?:[-–—][ \t]*|[ \t])[^\W\da-z_]")
_BEGUN = Pattern(
    r"(?:(?:[.!?](?<![0-9][.])|[。！？…；;）)।])[\"”’»」』]?|[0-9][ \t]*(?:seconds|secs?|s|秒)?[ \t]*[:：]|[\]】][ \t]*[:：])[ \t]*\Z",
    re.IGNORECASE,
)
"""What ends in front of a part: a sentence, a time, the name of a part in brackets."""
_OPENED = Pattern(r"[ \t]+(?:[\"“„«「『]*(?![a-z])[^\W\d_]|[\[<]?[@＠]|[0-9])")
"""What begins after the name of a part, or after a remark on how it is shown: a sentence, a tag, a number."""
_SOUND = Pattern(r"[^/|、]{0,20}(?:声(?!音)|聲(?!音)|响|響|鸣|鳴)[^/|、]{0,10}")
"""What is heard, between pointed brackets: a direction, as in the manual of the model."""
_POINTED = Pattern(r"<([\u3040-\uffef][^<>\n0-9]{0,60})>")
_PART = Pattern(r"【([^【】\n]{1,40})】")
_SEVERAL_PARTS = 3
_PART_WORDS = 4
"""How many words are behind each name of a part on the average, where they are in the middle of lines."""
_MANY_WORDS = 10
"""… and where no sentence ends in front of the first of them."""
_ENDS = '。！？.!?；;…”"」』)）।'
_APART = f"{_ENDS}秒 \t\n"
"""One of these is in front of the name of a part in the middle of a line."""
_OFFERED = Pattern(r"[ \t]*[^\n/／,，。；;@＠0-9]{1,12}[/／]")
_BINDS = Pattern(r"[ \t]*(?:作为|作為|是|为|為|as|is|=|:|：)?[ \t]*[<\[【]([^<>\[\]【】\n]{1,30})[>\]】]")
"""The name that a tag is given: ``@Image1 as <Mara>``."""
_ASIDE = Pattern(r"[ \t]*[(（].*")
_NAME = Pattern(r"[A-Z][\w'’-]*(?: (?:[A-Z][\w'’-]*|of|the|and))*")
_TIMES = Pattern(r"[0-9@:：]")
_NO_SLOT = Pattern(r"[0-9@:：!?！？。.,，、\"“”]")
_BLANKS = Pattern(
    r"_{3,}|\{[ \t]*\}|[\[{【][ \t]*(?:\.{3}|…{1,2})[ \t]*[\]}】]|(?<![a-z0-9])x{2,}(?![a-z0-9])|(?<![a-z])\$(?:\{\w+|[^\W\d]\w*)",
    re.IGNORECASE,
)
_CHOICE = Pattern(r"[^/0-9@:：]{1,20}(?:/[^/0-9@:：]{1,20})+")
_HTML = frozenset(("b", "br", "i", "em", "strong", "code", "p", "sup", "sub", "u", "span", "div", "d", "details", "summary", "kbd"))
_LONGEST_SLOT = 6
_LONGEST_NAME = 12
_LONGEST_ARTICLE = 10
_LONGEST_GENERIC = 20


def slots(text: str, tags: Iterable[tuple[int, int]]) -> list[str]:
    """Return the slots of a template: names in brackets in the middle of a sentence, variables, blanks."""
    inside = set(tags)
    names = _subjects(text) | _bound(text, inside)
    directions, generic = _words()
    tells_sounds = any(_SOUND.fullmatch(match[1]) for match in _POINTED.finditer(text))
    names_parts = _names_parts(text)
    found = [match[0] for pattern in (_BLANKS, _PARAGRAPH, _LEFT_OUT) for match in pattern.finditer(text)]
    found += [match[0] for pattern in _unknown()[:2] for match in pattern.finditer(text)]
    found += [match[0] for match in _CHOSEN_FROM.finditer(text)]
    found += _lines_to_fill_in(text)
    names_given = _heads(text) | _values(text)
    for match in _BRACKETS.finditer(text):
        start, end = match.span()
        name = next(group for group in match.groups() if group is not None)
        if any(first < end and start < last for first, last in inside) or text[start - 1 : start] in ("@", "＠"):
            continue  # a tag, or the name of a file that is none of ours: `@[the sheet]`
        if name in names or (match[2] is not None and names_parts):
            continue
        if match[1] is not None and _SEVERAL_WORDS.search(name) and _unknown()[4].search(text, max(0, start - _LONGEST_ARTICLE), start):
            found.append(match[0])  # a part of the sentence
            continue
        if match[4] is not None and name[0] >= FIRST_CJK and tells_sounds and (_SOUND.fullmatch(name) or not generic.search(name)):
            continue  # where one of these brackets says what is heard, the others do
        if match[1] is not None and (start in names_given or _opens_part(text, start, end)):
            continue  # the name of a part, or how it is shown
        if _STANDS_ALONE.match(text, start) and not text[text.rfind("\n", 0, start) + 1 : start].strip() and not _TIMES.search(name):
            found.append(match[0])  # a line with nothing below it, to be replaced
            continue
        if match[4] is not None and name[0] >= FIRST_CJK:
            found.append(match[0])  # no markup has such a name
            continue
        if _unknown()[2].search(name) or (not _TIMES.search(name) and _unknown()[3].match(text, end)):
            found.append(match[0])  # with examples of what to fill in, or counted
            continue
        is_choice = _CHOICE.fullmatch(name) is not None and _words()[1].search(name) is not None
        is_said = directions.search(name) or (
            _NO_SLOT.search(name.replace(",", "") if match[4] is not None else name) and " / " not in name
        )
        if is_said and not is_choice:
            continue
        if match[2] is not None and f"\n【{name}" in text and text[start - 1 : start] not in ("", "\n"):
            continue  # the name of a part of it
        if match[4] is not None and (name.strip("/ ").split()[0].lower() in _HTML or text[start - 1 : start] == "<"):
            continue
        if match[1] is not None and _is_manner(text, match):
            continue  # how the line behind it is spoken
        if match[3] is not None and ((max(name) >= FIRST_CJK and len(name) > _LONGEST_SLOT) or _is_said(text, start, name)):
            continue  # a line that somebody says
        line = text.rfind("\n", 0, start) + 1
        is_word = (
            max(name) >= FIRST_CJK and text[end : end + 1] >= FIRST_CJK and _words()[1].search(name) is not None and text[end].isalpha()
        )
        if (
            match[3] is None
            and match[4] is None
            and not is_word
            and (
                (not text[line:start].strip(_AROUND) and not _goes_on(text, end, name))
                or (_AFTER_TIME.fullmatch(text, line, start) and _WORDS_BEHIND.match(text, end))
                or text[end : end + 2].lstrip()[:1] in (":", "：", "(")
            )
        ):
            continue  # the label of a part, or how a line is spoken
        found.append(match[0])
    return found


def _lines_to_fill_in(text: str) -> list[str]:
    """Return the lines of a form: most of the text, each with nothing but brackets, in capitals or with a word for any subject: ``[SUBJECT + PLACE]``."""
    generic = _words()[1]
    lines = list(_LINE_OF_SLOT.finditer(text))
    if len(lines) >= _SHORTEST_FORM and len(lines) == sum(1 for _ in _LINE.finditer(text)):
        return [match[0].strip() for match in lines]
    listed = [match[0].strip() for match in _LINE_OF_CHOICES.finditer(text)]
    if len(listed) >= _SEVERAL_PARTS and sum(1 for _ in _IN_BRACKETS.finditer(text)) == sum(1 for _ in _LINE.finditer(text)):
        return listed
    found = [match[0].strip() for match in lines if match[1].isupper() or generic.search(match[1])]
    found += [match[0].strip() for match in _LINE_OF_HINT.finditer(text)]
    return found if len(found) >= max(_SEVERAL_PARTS, _MOST_OF * sum(1 for _ in _LINE.finditer(text))) else []


def _heads(text: str) -> frozenset[int]:
    """Return the places of names in brackets that are headings: alone in lines, the first at the start of the text, or each with some words below it."""
    lines = [match for match in _HEAD.finditer(text) if not match[1].isdecimal()]
    if len(lines) < _FEWEST_HEADS:
        return frozenset()
    below = [text[match.end() : after] for match, after in zip(lines, [line.start() for line in lines[1:]] + [len(text)], strict=True)]
    least = _HEADED_WORDS if text[: lines[0].start()].strip() else 1
    return frozenset(match.start(1) - 1 for match in lines) if all(_words_of(part) >= least for part in below) else frozenset()


def _values(text: str) -> frozenset[int]:
    """Return the places of brackets behind labels in brackets, where most of several have words behind them, and none is what any prompt has."""
    found = list(_VALUE.finditer(text))
    told = sum(1 for match in found if match[2].strip())
    generic = _words()[1]
    is_told = len(found) >= _SEVERAL_PARTS and told * 2 > len(found) and not any(generic.fullmatch(match[1]) for match in found)
    return frozenset(match.start(1) - 1 for match in found) if is_told else frozenset()


def _words_of(text: str) -> int:
    """Return the number of words; two characters of a script without spaces count as one."""
    return len(_WORD.findall(text)) + (sum(character >= FIRST_CJK for character in text) + 1) // 2


def _is_said(text: str, start: int, name: str) -> bool:
    """Whether what is in braces is a line of a dialogue, by the word in front of it: ``she says: {I am here}``."""
    said, generic, _ = _speech()
    return said.search(text[max(0, start - _LONGEST_NAME) : start]) is not None and not generic.search(name)


def _is_manner(text: str, bracket: re.Match[str]) -> bool:
    """Whether brackets behind a label say how the words in quotes are spoken that follow: ``Mara: [under her breath] "Not yet."``."""
    before = text[text.rfind("\n", 0, bracket.start()) + 1 : bracket.start()].rstrip(" \t*_")
    is_told = before[-1:] in _BEFORE_SPOKEN and _SPOKEN.match(text, bracket.end()) is not None
    return is_told and not bracket[1].isupper() and not any(words.search(bracket[1]) for words in (_words()[1], *_speech()[1:]))


def _names_parts(text: str) -> bool:
    """Whether several lines, or parts of a line, begin with names of their own in brackets: ``【风格】写实``, ``0-3s：【相遇】镜头推近``.

    No such bracket is elsewhere, and behind none of them is what to choose from: ``【风格】写实/动画``.
    """
    found = list(_PART.finditer(text))
    generic = _words()[1]
    begin = all(_begins_part(text, match, generic) for match in found)
    are_names = len({match[1] for match in found}) >= _SEVERAL_PARTS and (begin or _are_apart(text, found))
    return are_names and not any(generic.search(match[1]) and _OFFERED.match(text, match.end()) for match in found)


def _begins_part(text: str, bracket: re.Match[str], generic: Pattern) -> bool:
    """Whether a line begins with brackets, or with a time and the name of what happens then, and no word for any subject."""
    before = text[text.rfind("\n", 0, bracket.start()) + 1 : bracket.start()]
    if not before.strip(" \t-*#>"):
        return True
    is_timed = _AFTER_TIME.fullmatch(before) is not None and _PHASE.match(text, bracket.end()) is not None
    return is_timed and generic.fullmatch(bracket[1]) is None


def _are_apart(text: str, names: list[re.Match[str]]) -> bool:
    """Whether names in brackets are parts of one line, each with some words behind it: ``【Style】 Film. 【Time】 9 s 【Place】 A pier.``."""
    ends = [match.start() for match in names[1:]] + [len(text)]
    behind = [text[match.end() : end] for match, end in zip(names, ends, strict=True)]
    words = list(map(_words_of, behind))
    first = text[: names[0].start()]
    return (
        (first[-1:] in ("", "\n") or first.rstrip()[-1:] in _ENDS or sum(words) >= _MANY_WORDS * len(words))
        and all(text[match.start() - 1 : match.start()] in _APART for match in names)
        and all(words)
        and sum(words) >= _PART_WORDS * len(words)
    )


def _opens_part(text: str, start: int, end: int) -> bool:
    """Whether something has ended in front of square brackets in a line, and something begins behind them: ``Rain. [Cut] The boat leaves.``."""
    line = text.rfind("\n", 0, start) + 1
    if not text[line:start].strip(_AROUND):
        return False
    return _BEGUN.search(text, line, start) is not None and _OPENED.match(text, end) is not None


def _goes_on(text: str, end: int, name: str) -> bool:
    """Whether a sentence goes on after a bracket at its beginning; after a comma, if no name of somebody is in the bracket."""
    return _GOES_ON.match(text, end) is not None or (_LISTED.match(text, end) is not None and not _NAME.fullmatch(name))


def _subjects(text: str) -> frozenset[str]:
    """Return the names in pointed brackets of a text that gives some to its subjects, and uses them again: ``<Conservator>``."""
    found = [match[4] for match in _BRACKETS.finditer(text) if match[4] is not None and match[4].split()[0].lower() not in _HTML]
    generic = _words()[1]
    are_names = all(_NAME.fullmatch(name) and not generic.search(name) for name in found)
    return frozenset(found) if are_names and len(set(found)) < len(found) else frozenset()


def _bound(text: str, tags: Iterable[tuple[int, int]]) -> frozenset[str]:
    """Return the names in brackets that tags are given and that are used again, with and without what is in brackets behind them."""
    generic = _words()[1]
    found: set[str] = set()
    for _, end in tags:
        match = _BINDS.match(text, end)
        if match is None:
            continue
        short = _ASIDE.sub("", match[1]).strip()
        is_name = (bool(short) and short[0] >= FIRST_CJK) or _NAME.fullmatch(short) is not None
        if is_name and len(short) <= _LONGEST_NAME and not generic.search(short) and text.count(short) > 1:
            found |= {short, match[1]}
    return frozenset(found)


@lru_cache(maxsize=1)
def _words() -> tuple[Pattern, Pattern]:
    """Return the words of directions in front of a shot, and those of slots that no subject is called by."""
    data = read_toml("hosts/prose/prose.toml")
    return any_of(data["directions"]), any_of(data["generic"])


@lru_cache(maxsize=1)
def _speech() -> tuple[Pattern, Pattern, Pattern]:
    """Return what is in front of a line that somebody says in braces, the words of a template for such lines, and those for how they are spoken."""
    data = read_toml("hosts/prose/prose.toml")["said"]
    before, generic, manner = ("|".join(map(re.escape, data[name])) for name in ("before", "generic", "manner"))
    return Pattern(rf"(?:{before})[ \t]*[:：]?[ \t]*\Z", re.IGNORECASE), Pattern(generic, re.IGNORECASE), Pattern(manner, re.IGNORECASE)


@lru_cache(maxsize=1)
def _unknown() -> tuple[Pattern, ...]:
    """Return patterns of letters for numbers to fill in, of what asks to write something, of words in front of examples, of units behind brackets, and of words in front of these."""
    data = read_toml("hosts/prose/prose.toml")["unknown"]
    units, counted, nouns, examples = ("|".join(data[name]) for name in ("units", "counted", "nouns", "examples"))
    alone = r"(?<![A-Za-z0-9.'’-])"
    return (
        Pattern(
            rf"(?:{nouns})[XN](?![A-Za-z0-9'’-])|{alone}(?:[XYN][ ]?(?:{units})|N[ ](?:{counted}))(?![a-z])|[0-9XYN][-–~][XYN](?=s\b|秒)|{alone}[XYN]s\b"
        ),
        Pattern("|".join(data["fill"]), re.IGNORECASE),
        Pattern(rf"(?:^|[,，、;；:：(（ ])(?:{examples})", re.IGNORECASE),
        Pattern(rf"[ ]?(?:{units}|s)(?![a-z])"),
        Pattern(rf"\b(?:{'|'.join(data['before'])})[ \t]+\Z", re.IGNORECASE),
    )


def is_generic(name: str) -> bool:
    """Whether a few words are what any prompt has, as a template names it: ``camera movement``, ``主体``."""
    return len(name) <= _LONGEST_GENERIC and _words()[1].search(name) is not None and "@" not in name


def any_of(*tables: dict[str, list[str]]) -> Pattern:
    """Return a pattern of the words and characters of tables."""
    words = "|".join(map(re.escape, sorted((word for table in tables for word in table["words"]), key=len, reverse=True)))
    characters = "|".join(each for table in tables for each in table["characters"])
    return Pattern(rf"(?<![\w@-])(?:{words})(?![\w-])|{characters}", re.IGNORECASE)
