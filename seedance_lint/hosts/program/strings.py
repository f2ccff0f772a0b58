"""Strings of programs that are put together: literals, each written by the rules between its quotes, known texts and what only the run would tell."""

from collections.abc import Iterable

from seedance_lint.hosts.located import source_map_of
from seedance_lint.hosts.program.mappings import HOLE, MOST_PARTS
from seedance_lint.hosts.program.texts import Step, may_write, through
from seedance_lint.hosts.shell.quoting import Quoting
from seedance_lint.records import NamedTuple
from seedance_lint.source.source_map import SourceMap, SourceMapBuilder
from seedance_lint.source.span import Span

_LONGEST_HAZARD = 64


class StringPart(NamedTuple):
    """Characters of the document between quotes, or, without ``quoting``, an expression whose text is ``given``, or else computed."""

    span: Span
    quoting: Quoting | None
    given: str | None = None


class PartedString(NamedTuple):
    """The form of a string that is made of parts; ``steps`` are what is done to it."""

    text: str
    parts: tuple[StringPart, ...]
    value: str
    steps: tuple[Step, ...] = ()

    def source_map(self, text: str) -> SourceMap | None:
        """Map the string's characters to the document's text; a hole is one piece with what computes it."""
        made = read(text, self.parts)
        for step in self.steps:
            if step and step[-1].span.end > made.length:
                return None
            made = through(made, step)
        return made if made.value == self.value else None

    @property
    def stands_alone(self) -> bool:
        """Whether brackets around the text make a list of it: not in these languages."""
        return False

    def encode(self, text: str, offset: int = 1) -> str | None:
        """Return how to write ``text`` in the part that holds the character at ``offset``; None if that part is computed, or cannot hold it."""
        made = source_map_of(self, self.text) if len(self.parts) <= MOST_PARTS else None
        if made is None or not 0 <= offset <= made.length or (self.steps and not may_write(text)):
            return None
        place = made.to_file(Span(offset, offset)).start
        for span, quoting, _ in self.parts:
            if quoting is None or not span.start <= place <= span.end:
                continue
            hazard = quoting.hazard
            if hazard is not None and hazard.search(self.text[max(span.start, place - _LONGEST_HAZARD) : place]):
                return None
            return quoting.write(text)
        return None


def read(text: str, parts: Iterable[StringPart]) -> SourceMap:
    """Return the map of the parts of a string."""
    builder = SourceMapBuilder()
    for span, quoting, given in parts:
        if quoting is None:
            builder.escape(HOLE if given is None else given, span.start, span.end - span.start)
            continue
        quoting.read(text, span, builder)
    if not builder.length:
        builder.verbatim("", min((part.span.start for part in parts), default=0))
    return builder.build()


def holes(text: str, parts: Iterable[StringPart]) -> tuple[Span, ...]:
    """Return where in a string the parts are that only the run would tell."""
    found: list[Span] = []
    length = 0
    for part in parts:
        size = read(text, (part,)).length
        if part.quoting is None and part.given is None:
            found.append(Span(length, length + size))
        length += size
    return tuple(found)
