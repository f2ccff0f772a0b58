"""Variables of a shell script: what a name stands for at one place, as far as the order of its lines shows."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from seedance_lint.hosts.shell.arrays import Loop
from seedance_lint.hosts.shell.quoting import Word
from seedance_lint.records import NamedTuple
from seedance_lint.source.span import Span

MOST = 100
"""Values of one name, and blocks, that are looked through."""


class Block(NamedTuple):
    """A part of a script that runs as a whole; ``elsewhen`` says that it may run again, or later than where it is written."""

    span: Span
    elsewhen: bool


class Open(NamedTuple):
    """A block whose end is still to come; ``loop`` is what it goes through."""

    number: int
    start: int
    elsewhen: bool = False
    loop: Loop | None = None


class Bound(NamedTuple):
    """A value that a name is given: from ``at`` on, in the block of that number; ``word`` is None for what only the run tells."""

    word: Word | None
    at: int
    block: int


class Variables:
    """What the names of one script stand for."""

    def __init__(self, bound: Mapping[str, Sequence[Bound]], blocks: Mapping[int, Block]) -> None:
        self._bound = {name: sorted(each, key=_at) for name, each in bound.items()}
        self._blocks = blocks
        self._elsewhen = sorted(block.span for block in blocks.values() if block.elsewhen)

    def all(self) -> Iterator[tuple[str, Word]]:
        """Yield each name with each value that it is given."""
        return ((name, each.word) for name, several in self._bound.items() for each in several if each.word is not None)

    def values(self, name: str) -> list[Word]:
        """Return what a name is given, of many values the first."""
        return [each.word for each in self._bound.get(name, ())[:MOST] if each.word is not None]

    def value(self, name: str, at: int) -> Word | None:
        """Return what a name stands for at a place: its only value, or the last one before, if that is given on the way there for certain."""
        several = self._bound.get(name, ())
        if len(several) == 1:
            return several[0].word
        before = bisect_right(several, at, key=_at)
        last = several[before - 1] if before else None
        return last.word if last is not None and self._leads(last, at) else None

    def _leads(self, given: Bound, at: int) -> bool:
        """Whether a value is given whenever the place behind it is reached, and not again before."""
        block = self._blocks.get(given.block)
        if block is None or not block.span.start <= at < block.span.end:
            return False
        first, last = (bisect_right(self._elsewhen, place, key=_start) for place in (given.at, at))
        return last - first <= MOST and all(span.end <= at for span in self._elsewhen[first:last])


def _at(each: Bound) -> int:
    return each.at


def _start(span: Span) -> int:
    return span.start
