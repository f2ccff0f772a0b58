"""A range of characters."""

from seedance_lint.records import NamedTuple


class Span(NamedTuple):
    """The half-open range ``[start, end)`` of Unicode code points of one text."""

    start: int
    end: int

    def shift(self, offset: int) -> "Span":
        """Return this span moved by ``offset`` code points."""
        return Span(self.start + offset, self.end + offset)

    def touches(self, other: "Span") -> bool:
        """Whether the two ranges share a character, or are one and the same empty place."""
        return (self.start < other.end and other.start < self.end) or self == other
