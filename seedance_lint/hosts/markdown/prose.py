"""The quotes, items, cells and paragraphs of a Markdown text, each with its words as they are meant and where they are."""

import re
from collections.abc import Iterable, Iterator
from html.entities import html5

from seedance_lint.hosts.markdown.blocks import Line
from seedance_lint.hosts.prose.labels import is_beside, parameters_end, prompt_label
from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple
from seedance_lint.source.source_map import SourceMap, SourceMapBuilder
from seedance_lint.source.span import Span

_DELIMITERS = Pattern(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_CELL_END = Pattern(r"(?<!\\)\|")
_LABEL = Pattern(
    r"[ \t]*(?:[-*+][ \t]+)?(?:(\*\*|__|\*|_)([^\n:：*_]{1,60}?)[ \t]*(?:[:：][ \t]*\1|\1[ \t]*[:：])|([^\n:：*_]{1,60}?)[ \t]*[:：])[ \t]*"
)
_BRACKETED = Pattern(r"[ \t]*(?:[-*+][ \t]+)?(\*\*|__)?【([^【】\n]{1,40})】(?(1)\1)[ \t]*[:：]?[ \t]*")
"""A label in brackets: ``【提示词】``."""
_BOLD_BRACKETS = Pattern(r"[ \t]*(\*\*|__)\[[^\[\]\n]{1,40}\]\1[ \t]*$")
"""A label in square brackets and in bold on a line of its own: ``**[提示词]**``."""
_NAMED = Pattern(r"[ \t]*(?:[-*+][ \t]+)?(\*\*|__|\*|_)?([^\n:：*_|(（\[【·,]{1,60})(?(1)\1)")
_COLON = Pattern(r"[ \t*_]*[:：][ \t*_]*")
_DEFINITION = Pattern(r":[ \t]+(?=\S)")
_DASHED = Pattern(r"[ \t]*(?:[-*+][ \t]+)?(?:(\*\*|__|\*|_)([^\n:：*_]{1,24})\1|([^\W\d_][^\n:：*_–—]{1,22}?))[ \t]+[–—][ \t]+")
"""A label with a dash: ``Prompt — @Image1 walks``."""
_MEANS_ELSE = Pattern(r"\\([!-/:-@\[-`{-~])|&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|<br[ \t]*/?>", re.IGNORECASE)
_WITHOUT_CODE = Pattern(rf"{_MEANS_ELSE.pattern}|(?P<code>`)", re.IGNORECASE)
_BAR = Pattern(r"\\(\|)")
_QUOTES = {"“": "”", '"': '"', "«": "»", "「": "」", "『": "』"}
_EMPHASIS = ("**", "*", "_")
_NEEDS_A_MARK = frozenset("\\`*_|<>&[]#\r\n")


class Unit(NamedTuple):
    """A piece of prose: its lines without their marks, and what the author calls it (the words before a colon, the head of its column)."""

    kind: str
    """``quote``, ``item``, ``cell``, ``paragraph``, ``line`` of one, or ``coded``: one whose tags are in spans of code."""
    lines: tuple[Span, ...]
    label: str = ""

    @property
    def start(self) -> int:
        """Where it starts in the document."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Where it ends in the document."""
        return self.lines[-1].end


class Table(NamedTuple):
    """A table: the heads of its columns, and its rows of cells."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Span, ...], ...]


class WrittenProse(NamedTuple):
    """How a piece of prose is written in a page."""

    made: SourceMap

    def source_map(self, text: str) -> SourceMap:  # noqa: ARG002  # it was made of this text
        """Map the words to the page."""
        return self.made

    def encode(self, text: str, offset: int = 1) -> str | None:  # noqa: ARG002  # it is the same everywhere
        """Return the text itself where it needs no mark and no line of its own."""
        return None if _NEEDS_A_MARK.intersection(text) else text


def units(text: str, lines: Iterable[Line]) -> Iterator[Unit | Table]:
    """Yield the pieces of prose that lines make, in their order."""
    gathered: list[Line] = []
    for line in lines:
        if gathered and _ends(gathered, line):
            yield from _unit(text, gathered)
            gathered = []
        if line.is_text or (gathered and line.in_quote):
            gathered.append(line)
    if gathered:
        yield from _unit(text, gathered)


def _ends(gathered: list[Line], line: Line) -> bool:
    if gathered[-1].in_quote:
        return not line.in_quote
    return not line.is_text or line.is_item or line.in_quote


def _unit(text: str, lines: list[Line]) -> Iterator[Unit | Table]:
    if len(lines) > 1 and "|" in text[slice(*lines[0].span)] and _DELIMITERS.match(text, *lines[1].span):
        yield _table(text, [line.span for line in lines])
        return
    while not lines[-1].is_text:
        lines.pop()
    first = lines[0]
    spans = tuple([line.span for line in lines])
    yield Unit("quote" if first.in_quote else "item" if first.is_item else "paragraph", spans)


def _table(text: str, lines: list[Span]) -> Table:
    heads = tuple([text[slice(*cell)] for cell in _cells(text, lines[0])])
    return Table(heads, tuple([tuple(_cells(text, line)) for line in lines[2:]]))


def _cells(text: str, line: Span) -> Iterator[Span]:
    """Yield the cells of a row, without the white space around them."""
    start, end = line
    if text.startswith("|", start):
        start += 1
    bars = [match.start() for match in _CELL_END.finditer(text, start, end)]
    if not bars or text[bars[-1] + 1 : end].strip():
        bars.append(end)
    for bar in bars:
        words = text[start:bar]
        first = start + len(words) - len(words.lstrip())
        yield Span(first, max(first, start + len(words.rstrip())))
        start = bar + 1


def labelled(text: str, unit: Unit) -> Unit:
    """Return a unit with the label at its beginning taken off: ``**Prompt:** @Image1 walks …``."""
    first = unit.lines[0]
    match = _BRACKETED.match(text, *first)
    if match is not None and (prompt_label(match[2]) or is_beside(match[2])):
        rest = (Span(match.end(), first.end), *unit.lines[1:])
        rest = rest[: next((number for number, line in enumerate(rest) if number and _BRACKETED.match(text, *line) is not None), len(rest))]
        return unit._replace(lines=kept, label=match[2]) if (kept := _kept(rest)) else unit
    match = _LABEL.match(text, *first)
    match = match or (_DASHED.match(text, *first) if unit.kind == "paragraph" else None)
    name = "" if match is None else match[2] or match[3]
    if match is None or "@" in name:
        return _with_parameters(text, unit) or _defined(text, unit) or unit
    rest = (Span(match.end(), first.end), *unit.lines[1:])
    if prompt_label(name):
        rest = rest[: _beside(text, rest, match[1])]
    return unit._replace(lines=kept, label=name) if (kept := _kept(rest)) else unit


def is_in_brackets(text: str, unit: Unit) -> bool:
    """Whether a unit begins with a label in brackets: ``【提示词】``, ``**[提示词]**``."""
    return _BRACKETED.match(text, *unit.lines[0]) is not None or _BOLD_BRACKETS.match(text, *unit.lines[0]) is not None


def _kept(rest: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the lines behind a label without the first, if nothing follows the label there."""
    return rest if not rest or rest[0].start < rest[0].end else rest[1:]


def _beside(text: str, lines: tuple[Span, ...], mark: str | None) -> int:
    """Return the number of the first line that is not of a prompt but beside it, with a label in the same marks: ``**Duration:** 10s``."""
    for number, line in enumerate(lines[1:], 1):
        match = _LABEL.match(text, *line)
        if match is not None and match[1] == mark and is_beside(match[2] or match[3]):
            return number
    return len(lines)


def _with_parameters(text: str, unit: Unit) -> Unit | None:
    """Return a unit without a label of a prompt that has its parameters beside it: ``**Prompt** (Duration: 10s): @Image1 walks``."""
    first = unit.lines[0]
    match = _NAMED.match(text, *first)
    if match is None or not prompt_label(match[2]):
        return None
    end = parameters_end(text, match.end(), first.end)
    if end == match.end():
        return None
    behind = _COLON.match(text, end, first.end)
    lines = (*([Span(behind.end(), first.end)] if behind is not None and behind.end() < first.end else []), *unit.lines[1:])
    return unit._replace(lines=lines, label=match[2]) if lines and (behind is not None or end == first.end) else None


def _defined(text: str, unit: Unit) -> Unit | None:
    """Return what a list of definitions says of a prompt: ``Prompt``, and below it ``: @Image1 walks``."""
    first, *rest = unit.lines
    name = text[slice(*first)].strip(" \t*_")
    if not rest or not _DEFINITION.match(text, *rest[0]) or not prompt_label(name):
        return None
    ends = next((number for number in range(2, len(rest)) if _DEFINITION.match(text, *rest[number])), len(rest) + 1) - 1
    begun = _DEFINITION.match(text, *rest[0])
    assert begun is not None
    return unit._replace(lines=(Span(begun.end(), rest[0].end), *rest[1:ends]), label=name)


def after_name(text: str, unit: Unit) -> Unit | None:
    """Return an item without the name in bold and the dash in front of what it says: ``**Hook** — `@Image1 flies …```; None for other units."""
    first = unit.lines[0]
    match = _NAME.match(text, *first) if unit.kind == "item" else None
    return None if match is None else unit._replace(lines=(Span(match.end(), first.end), *unit.lines[1:]), label=match[2])


def without_name(text: str, unit: Unit) -> Unit:
    """Return an item without the name in bold and the dash or colon in front of what it says: ``**Baker** – A baker kneads dough.``."""
    first = unit.lines[0]
    match = _BOLD_NAME.match(text, *first)
    return unit if match is None or match.end() >= first.end else unit._replace(lines=(Span(match.end(), first.end), *unit.lines[1:]))


def in_prompt_element(text: str, unit: Unit) -> Unit | None:
    """Return what an element says that is called a prompt, without its tags: ``<Prompt>``; None for a unit in no such element."""
    for number, line in enumerate(unit.lines):
        if _opens_prompt(text[slice(*line)]):
            inside = unit.lines[number + 1 :]
            ends = next((at for at, line in enumerate(inside) if _ENDING.fullmatch(text, *line) is not None), len(inside))
            return unit._replace(lines=inside[:ends]) if ends else None
        if _ANY_TAG.fullmatch(text, *line) is None:
            break
    return unit if _opens_prompt(text[max(0, unit.start - _LONGEST_TAG) : unit.start].rstrip().rpartition("\n")[2]) else None


_NAME = Pattern(r"[ \t]*(\*\*|__)([^*_\n]{1,60})\1[ \t]*[-–—][ \t]*(?=`)")


def _opens_prompt(line: str) -> bool:
    """Whether a line opens an element that is called a prompt, by its name, its title or its summary."""
    if _OPENING.fullmatch(line) is not None:
        return True
    titled = _TITLED.fullmatch(line)
    return titled is not None and prompt_label(_TAGS.sub("", titled[1] or titled[2] or "").strip(" \t*_:："))


_TITLED = Pattern(
    r"[ \t>]*<[A-Z]\w*\s(?:[^<>]*\s)?(?:title|label|name|header|heading|summary)=[\"']([^\"'<>]*)[\"'][^<>]*>[ \t]*|[ \t>]*(?:<details[^<>]*>[ \t]*)?<summary[^<>]*>(.*?)</summary>[ \t]*",
    re.IGNORECASE,
)
_ANY_TAG = Pattern(r"[ \t]*</?[A-Za-z][^<>]*>[ \t]*")
_TAGS = Pattern(r"<[^<>]*>")
_BOLD_NAME = Pattern(r"[ \t]*(\*\*|__)[^*_\n]{1,80}\1[ \t]*[-–—:：]?[ \t]*")
_LONGEST_TAG = 200
_OPENING = Pattern(r"[ \t]*<(?:[A-Z]\w*)?Prompt(?:\s[^<>]*)?>[ \t]*")
_ENDING = Pattern(r"[ \t]*</[A-Z]\w*>[ \t]*")


def is_code_alone(shown: str) -> bool:
    """Whether a paragraph is one span of code, as a prompt is shown that is to be copied."""
    return shown[:1] == "`" and shown[-1:] == "`" and "`" not in shown[1:-1] and "\n\n" not in shown


def labelled_lines(text: str, unit: Unit) -> Iterator[Unit]:
    """Yield the lines below the first one of a unit that begin with a label, each without it, and with the lines that follow up to the next label."""
    found: Unit | None = None
    for line in unit.lines[1:]:
        inside = labelled(text, unit._replace(kind="line", lines=(line,)))
        if inside.label:
            if found is not None:
                yield found
            found = inside
        elif found is not None:
            found = found._replace(lines=(*found.lines, line))
    if found is not None:
        yield found


def words(text: str, unit: Unit) -> SourceMap:
    """Return what a unit says: without quotes or marks around the whole of it, with what characters stand for."""
    lines = list(unit.lines)
    while lines and lines[0].start == lines[0].end:
        lines.pop(0)
    is_code = False
    while lines and (width := _wrapped(text, lines)) and not (is_code and text[lines[0].start] not in _QUOTES):
        is_code = is_code or text[lines[0].start] == "`"
        lines[0] = Span(lines[0].start + width, lines[0].end)
        lines[-1] = Span(lines[-1].start, lines[-1].end - width)
    pattern = (_BAR if unit.kind == "cell" else None) if is_code else _WITHOUT_CODE if unit.kind == "coded" else _MEANS_ELSE
    builder = SourceMapBuilder()
    builder.verbatim("", unit.start)
    at = None
    for start, end in lines:
        if at is not None:
            builder.escape("\n", at, max(1, start - at))  # the break, with the marks of the next line
        at = _add(builder, text, start, end, pattern)
    return builder.build()


def _add(builder: SourceMapBuilder, text: str, start: int, end: int, pattern: Pattern | None) -> int:
    for match in pattern.finditer(text, start, end) if pattern is not None else ():
        meant = match[1] or ("\n" if match.lastindex is None else "" if match.lastgroup == "code" else _entity(match[2]))
        if meant is None:
            continue
        builder.verbatim(text[start : match.start()], start)
        builder.escape(meant, match.start(), match.end() - match.start())
        start = match.end()
    builder.verbatim(text[start:end], start)
    return end


def _entity(name: str) -> str | None:
    if not name.startswith("#"):
        return html5.get(f"{name};")
    number = int(f"0{name[1:]}" if name[1] in "xX" else name[1:], 16 if name[1] in "xX" else 10)
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else None


def _wrapped(text: str, lines: list[Span]) -> int:
    """Return how many characters, at the beginning and at the end, wrap a text as a whole; 0 for none."""
    start, end = lines[0].start, lines[-1].end
    if end - start < 3:  # a pair and something between
        return 0
    inside = text[start + 1 : end - 1]
    first, last = text[start], text[end - 1]
    if first == "`":
        width = len(text[start:end]) - len(text[start:end].lstrip("`"))
        mark = "`" * width
        return width if end - start > 2 * width and text.endswith(mark, start, end) and mark not in text[start + width : end - width] else 0
    if _QUOTES.get(first) == last:
        return 0 if first in inside or last in inside else 1
    for mark in _EMPHASIS:
        if text.startswith(mark, start) and text.endswith(mark, start, end) and mark not in text[start + len(mark) : end - len(mark)]:
            return len(mark) if end - start > 2 * len(mark) else 0
    return 0
