"""Texts cut into pieces that are each shown in one way: prompts with their tags, lines with a finding, texts before and after a fix."""

import itertools
from collections.abc import Iterable, Sequence

from seedance_lint.linter.described import ROLE, UNRESOLVED, Mark
from seedance_lint.records import NamedTuple
from seedance_lint.rules.base import role_words
from seedance_lint.source.span import Span

_AROUND = 40
"""Characters that are shown before and after a change or a marked place."""


_BREAKS = "\r\n"


class Segment(NamedTuple):
    """A piece of a prompt: what it is (classes of the style sheet), what it shows under a pointer, and the findings that end with it."""

    text: str
    classes: str = ""
    title: str = ""
    numbers: tuple[int, ...] = ()
    target: str = ""
    """The tag's file: ``image1``."""


class Underlined(NamedTuple):
    """A finding in a prompt."""

    span: Span
    number: int
    severity: str


def segments(prompt: str, marks: Iterable[Mark], findings: Iterable[Underlined], end: int) -> list[Segment]:
    """Cut the first ``end`` characters of a prompt where a mark or a finding starts or ends."""
    lines = sorted(findings, key=lambda each: each.span)
    marks = [mark for mark in marks if mark.span.start < end]
    edges = {0, end}
    for start, stop in [mark.span for mark in marks] + [line.span for line in lines]:
        edges |= {min(start, end), min(stop, end)}
    places = sorted(edges)
    found: list[Segment] = []
    at, mark_at = 0, 0
    ends: dict[int, list[int]] = {}
    for line in lines:
        ends.setdefault(min(line.span.end, end), []).append(line.number)
    open_lines: list[Underlined] = []
    if 0 in ends:  # findings about a place before the first character
        found.append(Segment("", numbers=tuple(ends.pop(0))))
    for start, stop in itertools.pairwise(places):
        while at < len(lines) and lines[at].span.start <= start:
            open_lines.append(lines[at])
            at += 1
        open_lines = [line for line in open_lines if line.span.end > start]
        while mark_at < len(marks) and marks[mark_at].span.end <= start:
            mark_at += 1
        mark = marks[mark_at] if mark_at < len(marks) and marks[mark_at].span.start <= start else None
        worst = min((line.severity for line in open_lines), key=_SEVERITIES.index, default="")
        classes = " ".join(filter(None, [_classes(mark), f"found {worst}" if worst else ""]))
        found.append(Segment(prompt[start:stop], classes, _title(mark), tuple(ends.get(stop, ())), _target(mark)))
    return found


_SEVERITIES = ("error", "warning", "info")


def _classes(mark: Mark | None) -> str:
    if mark is None:
        return ""
    return mark.what if mark.what in {ROLE, UNRESOLVED} else f"tag {mark.what} {_target(mark)}"


def _target(mark: Mark | None) -> str:
    return "" if mark is None or mark.index is None else f"{mark.what}{mark.index}"


def _title(mark: Mark | None) -> str:
    if mark is None:
        return ""
    if mark.what == UNRESOLVED:
        return "does not name a file of the request"
    return f"role: {role_words(mark.role)}" if mark.what == ROLE and mark.role else ""


class Excerpt(NamedTuple):
    """A line around a marked place."""

    before: str
    marked: str
    after: str


def excerpt(line: str, start: int, end: int) -> Excerpt:
    """Return what to show of a line so that its characters from ``start`` to ``end`` are seen."""
    end = min(end, start + 4 * _AROUND)
    first, last = max(start - _AROUND, 0), min(end + _AROUND, len(line))
    before, after = line[first:start], line[end:last]
    return Excerpt(before.lstrip() if first == 0 else f"…{before}", line[start:end], after if last >= len(line.rstrip()) else f"{after}…")


class Change(NamedTuple):
    """One way of showing what edits do: pieces of text, each kept (``same``), taken out (``del``) or put in (``ins``)."""

    pieces: tuple[tuple[str, str], ...]


def change(text: str, edits: Sequence[tuple[int, int, str]]) -> Change | None:
    """Return what edits do to a text, with some of the text around them; None if they do not fit it."""
    edits = sorted(edits)
    if not edits or edits[-1][1] > len(text) or any(a[1] > b[0] for a, b in itertools.pairwise(edits)):
        return None
    first, last = _around(text, edits[0][0], edits[-1][1])
    pieces: list[tuple[str, str]] = [("same", "…")] if first and text[first - 1] not in _BREAKS else []
    at = first
    for start, end, replacement in edits:
        pieces += [("same", _shortened(text[at:start])), ("del", text[start:end]), ("ins", replacement)]
        at = end
    pieces.append(("same", text[at:last] + ("…" if last < len(text) and text[last] not in _BREAKS else "")))
    return Change(tuple([piece for piece in pieces if piece[1]]))


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where what is shown around a place starts and ends: at a line break, or some characters away."""
    first, last = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    before = max(text.rfind(each, first, start) for each in _BREAKS)
    behind = [place for each in _BREAKS if (place := text.find(each, end, last)) >= 0]
    return max(first, before + 1), min([last, *behind])


def _shortened(text: str) -> str:
    return text if len(text) <= 3 * _AROUND else f"{text[:_AROUND]} … {text[-_AROUND:]}"
