"""For people: the source line with carets under the place, related places, choices and fixes."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from seedance_lint.diagnostics.diagnostic import Diagnostic
from seedance_lint.diagnostics.violation import Applicability
from seedance_lint.linter.result import DocumentResult
from seedance_lint.reporters.base import Run, Write, texts
from seedance_lint.reporters.visible import visible
from seedance_lint.source.line_index import Position

_RESET, _BOLD, _BLUE = "\x1b[0m", "\x1b[1m", "\x1b[34m"
_COLORS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "info": "\x1b[1;36m"}
_FLAGS = {Applicability.SAFE: "--fix", Applicability.UNSAFE: "--unsafe-fixes"}


class _Mark(NamedTuple):
    start: Position
    end: Position
    sign: str
    label: str
    color: str


def report(results: Iterable[DocumentResult], run: Run, write: Write) -> None:
    """Write every finding as a small block, a blank line behind each."""
    for result in results:
        for text in texts(result, findings, run):
            write(text)


def findings(result: DocumentResult, run: Run) -> Iterator[str]:
    """Yield one block a finding."""
    for found in result.diagnostics:
        yield "\n".join([*_block(found, result.lines, run), "", ""])


def _block(found: Diagnostic, lines: Mapping[int, str], run: Run) -> Iterator[str]:
    color = _COLORS[found.severity]
    place = f"{visible(found.path)}:{found.start.line}:{found.start.column}:"
    yield f"{_paint(place, _BOLD, run)} {_paint(f'{found.severity}[{found.rule}]', color, run)}: {visible(found.message)}"
    marks = [_Mark(found.start, found.end, "^", "" if found.exact else "somewhere in here", color)]
    marks += [_Mark(each.start, each.end, "-", each.message, _BLUE) for each in found.related]
    marks = sorted((mark for mark in marks if mark.start.line in lines), key=lambda mark: mark.start.line)
    gutter = max((len(str(mark.start.line)) for mark in marks), default=1) + 2
    previous = ""
    for mark in marks:
        source, indent, signs = _marked(lines[mark.start.line], mark, run.width - gutter - 3)
        shown = f"{mark.start.line:>{gutter}} | {source}"
        if shown != previous:
            yield shown
            previous = shown
        yield f"{'':{gutter}} | {indent}{_paint(signs, mark.color, run)}"
    for title, text in _notes(found):
        yield " " * gutter + f" = {title}{visible(text)}"


def _notes(found: Diagnostic) -> Iterator[tuple[str, str]]:
    if found.help:
        yield "", found.help
    if found.contract:
        yield "", found.contract
    for fix in found.fixes:
        yield f"fix ({_FLAGS[fix.applicability]}): ", fix.title


def _marked(line: str, mark: _Mark, width: int) -> tuple[str, str, str]:
    """Return the part of a line that shows a mark; below it the blanks before the mark, and the mark with its label."""
    in_one_line = mark.end.line == mark.start.line
    from seedance_lint.reporters.excerpt import excerpt  # most runs find nothing

    text, before, under = excerpt(line, mark.start.column - 1, mark.end.column - 1 if in_one_line else len(line), width)
    label = f" {visible(mark.label)}" if mark.label else ""
    further = "" if in_one_line else f" … to line {mark.end.line}"
    return text, " " * before, f"{mark.sign * max(1, under)}{further}{label}"


def _paint(text: str, color: str, run: Run) -> str:
    return f"{color}{text}{_RESET}" if run.color else text
