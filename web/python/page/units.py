"""Offsets in code points, as Python counts, and in UTF-16 units, as JavaScript does."""

from bisect import bisect_left


class Units:
    """The offsets of one text, both ways. Only characters outside of the basic plane (emoji) count differently."""

    __slots__ = ("_long", "_starts")

    def __init__(self, text: str) -> None:
        self._long = [at for at, character in enumerate(text) if character > "\uffff"] if not text.isascii() else []
        self._starts = [at + number for number, at in enumerate(self._long)]

    def utf16(self, point: int) -> int:
        """Return the UTF-16 offset of a code point."""
        return point + bisect_left(self._long, point)

    def points(self, unit: int) -> int:
        """Return the code point at a UTF-16 offset; between the two halves of one, its start."""
        number = bisect_left(self._starts, unit)
        inside = number > 0 and self._starts[number - 1] + 1 == unit
        return self._long[number - 1] if inside else unit - number
