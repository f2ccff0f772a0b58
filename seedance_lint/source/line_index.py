"""Lines and columns of offsets, computed only where somebody reads them."""

import re
from bisect import bisect_right

from seedance_lint.records import NamedTuple

# What ends a line in a text file. Not str.splitlines: that also splits at form feeds and U+2028, and no editor does.
_LINE_BREAK = re.compile(r"\r\n|\n|\r")


_new = tuple.__new__  # as fast again as a named tuple's own constructor


class Position(NamedTuple):
    """A place for people: line and column count from 1, offset from 0, all in code points."""

    line: int
    column: int
    offset: int


class LineIndex:
    """The line starts of one text."""

    __slots__ = ("_first_line", "_first_offset", "_starts", "text")

    def __init__(self, text: str, first_line: int = 1, first_offset: int = 0) -> None:
        """Index ``text``, which starts at ``first_line`` and ``first_offset`` of its file (for parts of large files)."""
        self.text = text
        self._first_line = first_line
        self._first_offset = first_offset
        self._starts = _starts(text)

    def __len__(self) -> int:
        """Return the number of lines."""
        return len(self._starts)

    def row(self, offset: int) -> int:
        """Return the index, from 0, of the line of this text that holds ``offset``."""
        return bisect_right(self._starts, offset) - 1

    def start_of_row(self, row: int) -> int:
        """Return the offset at which a line (from 0) starts."""
        return self._starts[row]

    def line_text(self, row: int) -> str:
        """Return a line (from 0) without its line break."""
        end = self._starts[row + 1] if row + 1 < len(self._starts) else len(self.text)
        return self.text[self._starts[row] : end].rstrip("\r\n")

    def position(self, offset: int) -> Position:
        """Return line, column and offset in the file of an offset in this text."""
        row = bisect_right(self._starts, offset) - 1
        return _new(Position, (self._first_line + row, offset - self._starts[row] + 1, offset + self._first_offset))


def _starts(text: str) -> list[int]:
    if "\r" in text:
        return [0, *(match.end() for match in _LINE_BREAK.finditer(text))]
    starts, at = [0], 0
    while at := text.find("\n", at) + 1:  # 70 times as fast on a megabyte, which an editor's every keystroke asks for
        starts.append(at)
    return starts
