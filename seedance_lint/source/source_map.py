"""From the characters of a value to the characters of the file that wrote it down."""

from bisect import bisect_right

from seedance_lint.records import NamedTuple
from seedance_lint.source.span import Span


class _Run(NamedTuple):
    """Characters of the value that are in the file: one for one, or as one indivisible escape."""

    value_start: int
    value_length: int
    file_start: int
    file_length: int
    verbatim: bool


class SourceMap:
    """Where each character of a decoded value starts and ends in the file.

    Kept as runs: a prompt without escapes is one run, however long it is.
    """

    __slots__ = ("_runs", "_starts", "length", "value")

    def __init__(self, value: str, runs: tuple[_Run, ...]) -> None:
        self.value = value
        self.length = len(value)
        self._runs = runs
        self._starts = [run.value_start for run in runs]

    @classmethod
    def verbatim(cls, value: str, file_start: int) -> "SourceMap":
        """Map a value that is in the file as it is."""
        return cls(value, (_Run(0, len(value), file_start, len(value), verbatim=True),))

    def start(self, offset: int) -> int:
        """Return the file offset at which the value's character ``offset`` starts."""
        run = self._run(offset)
        if run.verbatim:
            return run.file_start + offset - run.value_start
        return run.file_start

    def end(self, offset: int) -> int:
        """Return the file offset at which the value's character ``offset`` ends."""
        run = self._run(offset)
        if run.verbatim:
            return run.file_start + offset - run.value_start + 1
        return run.file_start + run.file_length

    def to_file(self, span: Span) -> Span:
        """Return the place in the file of a span of the value; an empty span stays empty."""
        start, end = span
        if start < end:
            return Span(self.start(start), self.end(end - 1))
        if not self._runs:
            raise ValueError("an empty map has no places")
        place = self.start(start) if start < self.length else self.end(self.length - 1) if self.length else self._runs[0].file_start
        return Span(place, place)

    def is_contiguous(self, span: Span) -> bool:
        """Whether the file holds the span's characters next to each other, so that an edit cannot hit anything else.

        A span that starts or ends inside of an escape has characters that the file does not hold on their own.
        """
        offset, end = span
        if self._is_inside(offset) or self._is_inside(end):
            return False
        place = None
        while offset < end:
            run = self._run(offset)
            if place is not None and run.file_start != place:
                return False
            place = run.file_start + run.file_length
            offset = run.value_start + run.value_length
        return True

    def then(self, outer: "SourceMap") -> "SourceMap":
        """Return the map of this value through a second one, whose value is the text that this map points into."""
        builder = SourceMapBuilder()
        for run in self._runs:
            if not run.verbatim:
                place = outer.to_file(Span(run.file_start, run.file_start + run.file_length))
                builder.escape(self.value[run.value_start : run.value_start + run.value_length], place.start, place.end - place.start)
                continue
            offset, end = run.file_start, run.file_start + run.value_length
            while offset < end:
                inner = outer._run(offset)
                length = min(end, inner.value_start + inner.value_length) - offset
                piece = outer.value[offset : offset + length]
                if inner.verbatim:
                    builder.verbatim(piece, outer.start(offset))
                else:
                    builder.escape(piece, inner.file_start, inner.file_length)
                offset += length
            if run.value_length == 0:
                builder.verbatim("", outer.to_file(Span(offset, offset)).start)
        return builder.build()

    def with_value(self, value: str) -> "SourceMap":
        """Return this map for another value of the same length."""
        if len(value) != self.length:
            raise ValueError("a map fits only values of its own length")
        return SourceMap(value, self._runs)

    def part(self, span: Span) -> "SourceMap":
        """Return the map of a part of this value."""
        builder = SourceMapBuilder()
        if span.start == span.end:
            builder.verbatim("", self.to_file(span).start)
        offset = span.start
        while offset < span.end:
            run = self._run(offset)
            end = min(span.end, run.value_start + run.value_length)
            if run.verbatim:
                builder.verbatim(self.value[offset:end], self.start(offset))
            else:
                builder.escape(self.value[offset:end], run.file_start, run.file_length)
            offset = end
        return builder.build()

    def _is_inside(self, offset: int) -> bool:
        """Whether an offset is between two characters that one escape makes."""
        if not 0 < offset < self.length:
            return False
        run = self._run(offset)
        return not run.verbatim and offset > run.value_start

    def _run(self, offset: int) -> _Run:
        return self._runs[bisect_right(self._starts, offset) - 1]


class SourceMapBuilder:
    """Collects the pieces of a value in their order."""

    __slots__ = ("_length", "_pieces", "_runs")

    def __init__(self) -> None:
        self._runs: list[_Run] = []
        self._pieces: list[str] = []
        self._length = 0

    @property
    def length(self) -> int:
        """The number of characters added so far."""
        return self._length

    def verbatim(self, text: str, file_start: int) -> None:
        """Add characters that the file holds as they are, from ``file_start`` on."""
        if not text and self._runs:
            return
        self._add(text, file_start, len(text), verbatim=True)

    def escape(self, text: str, file_start: int, file_length: int) -> None:
        """Add characters that ``file_length`` characters of the file stand for, none of which is one of them alone."""
        if text:
            self._add(text, file_start, file_length, verbatim=False)

    def append(self, made: SourceMap) -> None:
        """Add another value as a whole."""
        for run in made._runs:
            text = made.value[run.value_start : run.value_start + run.value_length]
            if run.verbatim:
                self.verbatim(text, run.file_start)
            else:
                self.escape(text, run.file_start, run.file_length)

    def build(self) -> SourceMap:
        """Return the map of everything added."""
        return SourceMap("".join(self._pieces), tuple(self._runs))

    def _add(self, text: str, file_start: int, file_length: int, *, verbatim: bool) -> None:
        if self._runs and not self._runs[-1].value_length:  # an empty first run has done its work
            self._runs.pop()
        self._runs.append(_Run(self._length, len(text), file_start, file_length, verbatim))
        self._pieces.append(text)
        self._length += len(text)
