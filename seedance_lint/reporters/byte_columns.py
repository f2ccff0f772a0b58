"""Columns in bytes of UTF-8, from the lines that a result brings along."""

from seedance_lint.linter.result import DocumentResult
from seedance_lint.source.line_index import Position


class ByteColumns:
    """Turns places of one result into bytes. Places on lines that the result does not hold have no answer."""

    __slots__ = ("_last", "_lines", "_starts")

    def __init__(self, result: DocumentResult) -> None:
        self._lines = result.lines
        self._last: dict[int, tuple[int, int]] = {}
        places = [place for found in result.diagnostics for place in (found.start, found.end)]
        self._starts = {place.line: place.offset - place.column + 1 for place in places if place.line in self._lines}

    def column(self, place: Position) -> int | None:
        """Return the column of a place, from 1, in bytes."""
        line = self._lines.get(place.line)
        if line is None:
            return None
        if line.isascii():
            return place.column
        # Counted on from the last question, as they come in order: a file may be one long line with many findings.
        column, count = self._last.get(place.line, (1, 1))
        if column > place.column:
            column = count = 1
        count += len(line[column - 1 : place.column - 1].encode(errors="surrogatepass"))
        self._last[place.line] = (place.column, count)
        return count

    def position(self, offset: int) -> Position | None:
        """Return line and column of an offset of the file."""
        for line, start in self._starts.items():
            if start <= offset <= start + len(self._lines[line]):
                return Position(line, offset - start + 1, offset)
        return None
