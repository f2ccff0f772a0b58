"""For people: the source line with carets under the place, related places, choices and fixes."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from seedance_lint.diagnostics.diagnostic import Diagnostic
from seedance_lint.diagnostics.violation import Applicability
from seedance_lint.linter.result import DocumentResult
from seedance_lint.reporters.base import Run, Write
from seedance_lint.reporters.visible import cells, visible
from seedance_lint.source.line_index import Position

_RESET, _BOLD, _BLUE = "\x1b[0m", "\x1b[1m", "\x1b[34m"
_COLORS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "info": "\x1b[1;36m"}
_FLAGS = {Applicability.SAFE: "--fix", Applicability.UNSAFE: "--unsafe-fixes"}
_LEFT_SHARE = 3
"""Of a line that is too long, one part in so many of what room is left stands before the marked place."""


class _Mark(NamedTuple):
    start: Position
    end: Position
    sign: str
    label: str
    color: str


def report(results: Iterable[DocumentResult], run: Run, write: Write) -> None:
    """Write every finding as a small block, a blank line behind each."""
    for result in results:
        for found in result.diagnostics:
            for line in _block(found, result.lines, run):
                write(line + "\n")
            write("\n")


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
        source, indent, signs = _excerpt(lines[mark.start.line], mark, run.width - gutter - 3)
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
    for fix in found.fixes:
        yield f"fix ({_FLAGS[fix.applicability]}): ", fix.title
    yield "more: ", f"seedance-lint rule {found.rule}"


def _excerpt(line: str, mark: _Mark, width: int) -> tuple[str, str, str]:
    """Return the part of a line that shows a mark; below it the blanks before the mark, and the mark with its label."""
    start = min(mark.start.column - 1, len(line))
    end = min(mark.end.column - 1, len(line)) if mark.end.line == mark.start.line else len(line)
    first, last = max(0, start - width), min(len(line), max(end, start) + width)
    last = min(last, start + 2 * width)
    shown = cells(line[first:last])
    marked = sum(size for _, size in shown[start - first : end - first])
    if first > 0 or last < len(line) or sum(size for _, size in shown) > width:
        room = max(0, width - marked - 2)  # two for the dots
        behind = sum(size for _, size in shown[end - first :])
        left = _fit(shown[: start - first][::-1], max(room // _LEFT_SHARE, room - behind))
        right = _fit(shown[start - first :], width - 2 - sum(size for _, size in shown[start - first - left : start - first]))
        cut_left, cut_right = start - left > 0, start + right < len(line)
        shown = shown[start - first - left : start - first + right]
        first = start - left
        dots = ("…" if cut_left else "", "…" if cut_right else "")
    else:
        dots = ("", "")
    before = sum(size for _, size in shown[: start - first]) + len(dots[0])
    under = sum(size for _, size in shown[start - first : end - first])
    source = dots[0] + "".join(form for form, _ in shown) + dots[1]
    signs = mark.sign * max(1, under)
    label = f" {visible(mark.label)}" if mark.label else ""
    further = f" … to line {mark.end.line}" if mark.end.line > mark.start.line else ""
    return source.rstrip(), " " * before, f"{signs}{further}{label}"


def _fit(shown: list[tuple[str, int]], room: int) -> int:
    """Return how many of the characters fit into so many cells."""
    for count, (_, size) in enumerate(shown):
        room -= size
        if room < 0:
            return count
    return len(shown)


def _paint(text: str, color: str, run: Run) -> str:
    return f"{color}{text}{_RESET}" if run.color else text
