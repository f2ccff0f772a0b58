"""A file's text, as the user wrote it."""

from seedance_lint.source.line_index import LineIndex, Position

_BOM = b"\xef\xbb\xbf"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class DecodeFailure(ValueError):
    """Bytes that are not text: what is wrong and on which line (from 1); ``whole`` says that the rest of the file is no better."""

    def __init__(self, message: str, line: int, *, whole: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.whole = whole


class SourceDocument:
    """One text to lint. Offsets in it are the user's: nothing is padded, stripped or normalised.

    A byte order mark is not a part of ``text``; ``bom`` remembers it, so that writing keeps it.
    ``first_line`` and ``first_offset`` say where the text starts when it is one part of a larger file.
    ``is_table`` says that the file is a table, not text: each line is one of its rows, written as JSON.
    """

    __slots__ = ("_lines", "bom", "first_line", "first_offset", "is_table", "path", "text")

    def __init__(
        self, path: str, text: str, *, bom: bool = False, first_line: int = 1, first_offset: int = 0, is_table: bool = False
    ) -> None:
        self.path = path
        self.text = text
        self.bom = bom
        self.first_line = first_line
        self.first_offset = first_offset
        self.is_table = is_table
        self._lines: LineIndex | None = None

    @classmethod
    def from_bytes(cls, path: str, data: bytes, *, first_line: int = 1, first_offset: int = 0) -> "SourceDocument":
        """Decode a file's bytes as UTF-8; those of a part of a file with the place at which the part starts.

        Raises:
            DecodeFailure: the bytes are not UTF-8, or hold a NUL byte (a binary file).
        """
        if not first_offset and data.startswith(UTF_16):  # what PowerShell writes after a `>`
            raise DecodeFailure("line 1: this is UTF-16; save the file as UTF-8", 1, whole=True)
        bom = not first_offset and data.startswith(_BOM)
        body = data[len(_BOM) :] if bom else data
        nul = body.find(0)
        if nul >= 0:
            line = body.count(b"\n", 0, nul) + first_line
            raise DecodeFailure(f"line {line}: a NUL byte, so this is not a text file", line)
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError as error:
            line = body.count(b"\n", 0, error.start) + first_line
            raise DecodeFailure(f"line {line}: byte 0x{body[error.start]:02x} is not UTF-8; save the file as UTF-8", line) from None
        return cls(path, text, bom=bom, first_line=first_line, first_offset=first_offset)

    @classmethod
    def guess(cls, path: str, data: bytes) -> "SourceDocument":
        """Make a text of bytes that are not text, good enough for a glance at its words."""
        return cls(path, data.decode("utf-16" if data.startswith(UTF_16) else "latin-1", errors="replace"))

    def to_bytes(self, text: str) -> bytes:
        """Encode a changed text the way this document was stored."""
        return (_BOM if self.bom else b"") + text.encode("utf-8")

    @property
    def lines(self) -> LineIndex:
        """The line index, built at first use."""
        if self._lines is None:
            self._lines = LineIndex(self.text, self.first_line, self.first_offset)
        return self._lines

    def position(self, offset: int) -> Position:
        """Return line, column and offset in the file of an offset in ``text``."""
        return self.lines.position(offset)
