"""What programs do to a text that is a literal: parts of it go, known texts and holes come in; every character keeps its place."""

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence

from seedance_lint.hosts.program.mappings import HOLE
from seedance_lint.records import NamedTuple
from seedance_lint.source.source_map import SourceMap, SourceMapBuilder
from seedance_lint.source.span import Span

MOST_GIVEN = 2_000_000
"""Characters that names put into the texts of one program altogether: line by line they may double."""

_FIELD = re.compile(r"\{\{|\}\}|\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}|[{}]")
_PERCENT = re.compile(r"%(?:\(([^()]*)\))?([#0\- +]*(?:\*|\d+)?(?:\.(?:\*|\d+))?)[hlL]?([diouxXeEfFgGcrsa%])|%")
_MARKS = frozenset("{}%\r\n")


class Cut(NamedTuple):
    """A part of a text that something else takes the place of: nothing, a known text, or a hole."""

    span: Span
    text: str = ""
    is_hole: bool = False


Step = tuple[Cut, ...]
"""What one function does to a text, from left to right."""

Filling = Callable[[int | str], str | None]
"""Returns the text of a field by its number or its name; None if it is computed."""


class Text(NamedTuple):
    """A text as far as it is known; ``holes`` are where only the program's run would tell."""

    value: str
    holes: tuple[Span, ...] = ()

    def after(self, step: Step) -> "Text":
        """Return what a step makes of it."""
        pieces: list[str] = []
        holes: list[Span] = []
        at = length = number = 0
        for span, text, is_hole in (*step, Cut(Span(len(self.value), len(self.value)))):
            while number < len(self.holes) and self.holes[number].start < span.end:
                hole = self.holes[number]
                number += 1
                if at <= hole.start and hole.end <= span.start:
                    holes.append(hole.shift(length - at))
            pieces += (self.value[at : span.start], text)
            length += span.start - at
            if is_hole:
                holes.append(Span(length, length + len(text)))
            length += len(text)
            at = span.end
        return Text("".join(pieces), tuple(holes))


def through(made: SourceMap, step: Step) -> SourceMap:
    """Return the map of a text after a step; a new text takes the place of the one that it replaces."""
    builder = SourceMapBuilder()
    at = 0
    for span, text, _ in (*step, Cut(Span(made.length, made.length))):
        if at < span.start:
            builder.append(made.part(Span(at, span.start)))
        if text:
            place = made.to_file(span)
            builder.escape(text, place.start, place.end - place.start)
        at = span.end
    if not builder.length:
        builder.verbatim("", made.to_file(Span(0, 0)).start)
    return builder.build()


def may_write(text: str) -> bool:
    """Whether a text means the same in a literal that goes through steps: it has no marks of theirs."""
    return not _MARKS.intersection(text)


def left_of(text: Text, kept: str) -> Step:
    """Return the step that leaves ``kept`` of a text: white space goes, else one text takes the place of the whole."""
    cuts: list[Cut] = []
    at = start = 0
    value = text.value
    for character in kept:
        start = at
        while at < len(value) and value[at] != character:
            if not value[at].isspace():
                return (Cut(Span(0, len(value)), kept),)
            at += 1
        if at > start:
            cuts.append(Cut(Span(start, at)))
        at += 1
    if at < len(value):
        cuts.append(Cut(Span(at, len(value))))
    return tuple(cuts)


def outside(value: str, kept: Span) -> Step:
    """Return the step that leaves a part of a text."""
    return tuple([Cut(span) for span in (Span(0, kept.start), Span(kept.end, len(value))) if span.start < span.end])


def formatted(text: Text, filling: Filling) -> Step | None:
    """Return the step of Python's ``format``; None if that would fail."""
    cuts: list[Cut] = []
    number = 0
    for match in _FIELD.finditer(text.value):
        if _in_hole(text, match):
            continue
        span = Span(*match.span())
        if match[1] is None:
            if len(match[0]) == 1:
                return None
            cuts.append(Cut(span, match[0][0]))
            continue
        name = re.split(r"[.\[!:]", match[1], maxsplit=1)[0]
        key: int | str = int(name) if name.isdecimal() else name or number
        number += not name
        known = filling(key) if name == match[1] else None
        cuts.append(Cut(span, HOLE, is_hole=True) if known is None else Cut(span, known))
    return tuple(cuts)


def interpolated(text: Text, filling: Filling) -> Step | None:
    """Return the step of Python's ``%``; None if that would fail."""
    cuts: list[Cut] = []
    number = 0
    for match in _PERCENT.finditer(text.value):
        if _in_hole(text, match):
            continue
        name, flags, kind = match.groups()
        if kind is None:
            return None
        span = Span(*match.span())
        if kind == "%":
            cuts.append(Cut(span, "%"))
            continue
        key: int | str = number if name is None else name
        number += name is None
        known = filling(key) if not flags and kind == "s" else None
        cuts.append(Cut(span, HOLE, is_hole=True) if known is None else Cut(span, known))
    return tuple(cuts)


def fields(positional: Sequence[str | None], named: Mapping[str, str | None]) -> Filling:
    """Return the filling that known arguments make."""

    def filling(key: int | str) -> str | None:
        if isinstance(key, str):
            return named.get(key)
        return positional[key] if key < len(positional) else None

    return filling


def _in_hole(text: Text, match: re.Match[str]) -> bool:
    before = bisect_left(text.holes, match.end(), key=lambda hole: hole.start)
    return before > 0 and match.start() < text.holes[before - 1].end
