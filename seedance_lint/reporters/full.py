"""For people: the source line with carets under the place, related places, choices and fixes."""

import re
from collections.abc import Iterable, Iterator, Mapping

from seedance_lint.diagnostics.diagnostic import Diagnostic
from seedance_lint.diagnostics.violation import Applicability
from seedance_lint.linter.result import DocumentResult
from seedance_lint.records import NamedTuple
from seedance_lint.reporters.base import Run, Write, write_texts
from seedance_lint.reporters.visible import visible, width, wrapped
from seedance_lint.rules.wording import listed
from seedance_lint.source.line_index import Position

_RESET, _BOLD, _BLUE = "\x1b[0m", "\x1b[1m", "\x1b[34m"
_COLORS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "info": "\x1b[1;36m"}
_FLAGS = {Applicability.SAFE: "--fix", Applicability.UNSAFE: "--unsafe-fixes"}
_MOST_PLACES = 12
"""Places in one block: more are hard to tell apart."""
_FARTHEST = 3
"""Lines from one place to the next in the same block."""


class _Mark(NamedTuple):
    start: Position
    end: Position
    sign: str
    label: str
    color: str


class _Row:
    """Signs under a line, from left to right, as long as none has words after it."""

    __slots__ = ("cells", "closed", "text")

    def __init__(self) -> None:
        self.text = ""
        self.cells = 0
        self.closed = False

    def takes(self, before: int) -> bool:
        """Whether a sign after this many cells can be here."""
        return not self.closed and (not self.cells or before > self.cells)

    def put(self, before: int, signs: str, words: str, color: str, run: Run) -> None:
        """Write a sign and what is said of it."""
        self.text += " " * (before - self.cells) + _paint(signs + words, color, run)
        self.cells = before + len(signs)
        self.closed = bool(words)


def report(results: Iterable[DocumentResult], run: Run, write: Write) -> None:
    """Write every finding as a small block, a blank line after each."""
    write_texts(results, findings, run, write)


def findings(result: DocumentResult, run: Run) -> Iterator[str]:
    """Yield the blocks: one per finding, but what is said again of a place near by is one block with several places."""
    for same in _groups(result.diagnostics):
        yield "\n".join([*_block(same, result.lines, run), "", ""])


def _groups(diagnostics: Iterable[Diagnostic]) -> Iterable[list[Diagnostic]]:
    """Put together what differs only in the thing that it is said of: ``@Image3`` points past the images, and so does ``@Image4``."""
    groups: list[list[Diagnostic]] = []
    latest: dict[tuple[object, ...], list[Diagnostic]] = {}
    for found in diagnostics:
        key = _said(found)
        group = latest.get(key)
        if group is None or len(group) >= _MOST_PLACES or found.start.line - group[-1].end.line > _FARTHEST:
            group = latest[key] = []
            groups.append(group)
        group.append(found)
    return groups


def _said(found: Diagnostic) -> tuple[object, ...]:
    """Return all that is said in a finding, without the thing that its message begins with, and that thing's number."""
    thing = _thing(found)
    numbers = re.findall(r"\d+", thing)

    def of_any(text: str | None) -> str | None:
        return re.sub(rf"(?<!\d){numbers[0]}(?!\d)", "#", text) if text and len(numbers) == 1 else text

    message = found.message[len(thing) + 2 :] if thing else found.message
    fixes = [(fix.applicability, of_any(fix.title)) for fix in found.fixes]
    return (found.rule, found.severity, bool(thing), of_any(message), of_any(found.help), found.contract, found.exact, *fixes)


def _thing(found: Diagnostic) -> str:
    """Return what a message begins with, where it is quoted."""
    return found.message[1:].partition("`")[0] if found.message.startswith("`") else ""


def _block(same: list[Diagnostic], lines: Mapping[int, str], run: Run) -> Iterator[str]:
    found = same[0]
    color = _COLORS[found.severity]
    place = f"{visible(found.path)}{visible(found.place)}:"
    yield from _heading(place, f"{found.severity}[{found.rule}]", visible(found.message), color, run)
    marks = [_Mark(each.start, each.end, "^", "" if each.exact else "somewhere in here", color) for each in same]
    marks += dict.fromkeys(_Mark(each.start, each.end, "-", each.message, _BLUE) for one in same for each in one.related)
    by_line: dict[int, list[_Mark]] = {}
    for mark in sorted(marks, key=lambda mark: mark.start):
        if mark.start.line in lines:
            by_line.setdefault(mark.start.line, []).append(mark)
    gutter = len(str(max(by_line, default=1))) + 2
    for number, here in by_line.items():
        yield from _line(number, lines[number], here, gutter, run)
    for title, text in _notes(same):
        note = f"{title}{visible(text)}"
        lead = " " * gutter + " = "
        yield from (f"{lead}{note}",) if not run.wraps else wrapped(lead + note, run.width, " " * len(lead))


def _heading(place: str, rule: str, message: str, color: str, run: Run) -> Iterator[str]:
    """Yield the place, the rule and the message: one line, but on a terminal no word is broken."""
    painted = f"{_paint(place, _BOLD, run)} {_paint(rule, color, run)}:"
    if not run.wraps:
        yield f"{painted} {message}"
        return
    plain = f"{place} {rule}:"
    first, *more = wrapped(f"{plain} {message}", run.width, "  ")
    # Where the name of the file is longer than the terminal, its own blanks may have been broken.
    yield from (painted + first[len(plain) :], *more) if first.startswith(plain) else (f"{painted} {message}",)


def _notes(same: list[Diagnostic]) -> Iterator[tuple[str, str]]:
    found = same[0]
    if len(same) > 1:
        yield "", f"also {listed([_place(each) for each in same[1:]], 'and')}"
    if found.help:
        yield "", found.help
    if found.contract:
        yield "", found.contract
    for fix in found.fixes:
        yield f"fix ({_FLAGS[fix.applicability]}): ", fix.title


def _place(found: Diagnostic) -> str:
    thing = _thing(found)
    return f"{f'`{thing}` ' if thing else ''}at {found.place.lstrip(': ')}"


def _line(number: int, line: str, marks: list[_Mark], gutter: int, run: Run) -> Iterator[str]:
    """Yield a source line, or the parts of it that show the marks, and below each part its marks with their labels."""
    from seedance_lint.reporters.excerpt import excerpts  # most runs find nothing

    ranges = [(mark.start.column - 1, mark.end.column - 1 if mark.end.line == number else len(line)) for mark in marks]
    rest = iter(marks)
    room = run.width - gutter - 3
    for text, places in excerpts(line, ranges, room):
        yield f"{number:>{gutter}} | {text}"
        rows: list[_Row] = []
        for shown, mark in zip(places, rest):  # noqa: B905 - each excerpt takes its share of the marks
            row = next((row for row in rows if row.takes(shown.before)), None)
            if row is None:
                rows.append(row := _Row())
            signs = mark.sign * max(1, shown.under)
            further = "" if mark.end.line == number else f" … to line {mark.end.line}"
            label = visible(mark.label)
            words = f"{further}{':' if further else ''} {label}" if label else further
            if label and run.wraps and shown.before + len(signs) + width(words) > room:
                words = further
                rows.append(below := _Row())
                below.put(max(0, min(shown.before, room - width(label))), "", label, mark.color, run)
            row.put(shown.before, signs, words, mark.color, run)
        for row in rows:
            yield f"{'':{gutter}} | {row.text}"


def _paint(text: str, color: str, run: Run) -> str:
    return f"{color}{text}{_RESET}" if run.color else text
