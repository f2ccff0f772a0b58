"""A text that is open in an editor, and its places as the editor counts them."""

from collections.abc import Iterable

from lsprotocol import types

from seedance_lint.lsp.units import Units
from seedance_lint.source.line_index import LineIndex
from seedance_lint.source.span import Span


class Buffer:
    """One open document. Lines end where editors end them, which is why this is not a document of pygls: those also end at form feeds."""

    __slots__ = ("_lines", "language", "text", "units", "uri", "version")

    def __init__(self, uri: str, text: str, version: int, language: str, units: Units) -> None:
        self.uri = uri
        self.text = text
        self.version = version
        self.language = language
        self.units = units
        self._lines: LineIndex | None = None

    @property
    def lines(self) -> LineIndex:
        """The line index of the current text."""
        if self._lines is None:
            self._lines = LineIndex(self.text)
        return self._lines

    def change(self, changes: Iterable[types.TextDocumentContentChangeEvent], version: int) -> None:
        """Apply the changes that the editor tells, one after the other."""
        for change in changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                start, end = self.span(change.range)
                self.text = self.text[:start] + change.text + self.text[end:]
            else:
                self.text = change.text
            self._lines = None
        self.version = version

    def offset(self, position: types.Position) -> int:
        """Return the offset, in code points, of a position; places that do not exist are the next before them."""
        lines = self.lines
        if position.line >= len(lines):
            return len(self.text)
        return lines.start_of_row(position.line) + self.units.points(lines.line_text(position.line), position.character)

    def span(self, place: types.Range) -> Span:
        """Return the code points of a range."""
        start = self.offset(place.start)
        return Span(start, max(start, self.offset(place.end)))

    def position(self, offset: int) -> types.Position:
        """Return the position of an offset in code points."""
        lines = self.lines
        row = lines.row(offset)
        return types.Position(row, self.units.count(self.text[lines.start_of_row(row) : offset]))

    def range(self, span: Span) -> types.Range:
        """Return the range of a span of code points."""
        return types.Range(self.position(span.start), self.position(span.end))
