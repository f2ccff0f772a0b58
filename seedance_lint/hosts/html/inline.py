"""The text of one block of an HTML page, as Markdown writes it: white space as browsers show it, names in bold, spans of code, and signs that would mean something else."""

import html
from collections.abc import Iterator, Sequence

from seedance_lint.hosts.html.blocks import Piece
from seedance_lint.hosts.html.written import REFERENCE
from seedance_lint.pattern import Pattern
from seedance_lint.source.source_map import SourceMap, SourceMapBuilder

_PART = Pattern(rf"(?P<space>[ \t\n\f\r]+)|(?P<reference>{REFERENCE})|(?P<sign>[`\\<&|])|[^ \t\n\f\r`\\<&|]+")
_STARTS_BLOCK = Pattern(r"[#>=~|]")
_STARTS_LINE = Pattern(r"[#>=~|]|[-+*_](?=[ \t\-+*_=]|$)")
_NUMBER = Pattern(r"([0-9]{1,9})[.)](?=[ \t\n]|$)")
_ENTITY_LIKE = Pattern(r"&[#A-Za-z]")
_LONGEST_NAME = 60
IN_CELL = "<br>"
"""What stands for a line break in a cell."""
_COLONS = (":", "：")
_AFTER_NAME = (":", "：", "–", "—")


def plain(text: str, pieces: Sequence[Piece]) -> str:
    """Return what pieces say, with their white space as browsers show it."""
    return " ".join(
        html.unescape(
            "".join(text[slice(*piece.span)] if piece.kind == "text" else " " if piece.kind == "break" else "" for piece in pieces)
        ).split()
    )


def inline(text: str, pieces: Sequence[Piece], line_break: str = "\n", *, literal: bool = False) -> SourceMap:
    """Return the text of a block as Markdown; ``literal`` as it is between fences. ``line_break`` stands for one, with the marks of the next line."""
    marks = set() if literal else _marks(text, pieces)
    line = _Line(text, line_break, literal=literal)
    for number, piece in enumerate(pieces):
        if piece.kind == "text":
            line.add(piece)
        elif piece.kind == "break":
            line.end(piece)
        elif number in marks:
            line.mark("**" if piece.kind == "bold" else "`", piece, is_opening=number in marks and _opens(pieces, number))
    return line.builder.build()


def _opens(pieces: Sequence[Piece], number: int) -> bool:
    return pieces[number].span.start < pieces[number].span.end


class _Line:
    """Adds pieces of text to the lines of a block."""

    def __init__(self, text: str, line_break: str, *, literal: bool) -> None:
        self.text, self.line_break, self.literal = text, line_break, literal
        self.builder = SourceMapBuilder()
        self._space: tuple[int, int] | None = None
        self._is_start = line_break != IN_CELL  # of a line
        self._is_first = True
        self._in_code = False

    def end(self, piece: Piece) -> None:
        """End a line, unless nothing is in front."""
        self._space = None
        if not self._is_first:
            self.builder.escape(self.line_break, piece.span.start, piece.span.end - piece.span.start)
            self._is_start = self.line_break != IN_CELL

    def mark(self, mark: str, piece: Piece, *, is_opening: bool) -> None:
        """Add a mark of Markdown."""
        if is_opening:
            self._add_space()
        self.builder.escape(mark, piece.span.start, 0)
        if mark == "`":
            self._in_code = is_opening
        self._is_start = self._is_first = False

    def add(self, piece: Piece) -> None:
        """Add a text."""
        for match in _PART.finditer(self.text, *piece.span):
            start, end = match.span()
            if match["space"] is not None:
                self._space = self._space or (start, end - start)
                continue
            self._add_space()
            if match["reference"] is not None:
                meant = html.unescape(match[0])
                written = meant if self.literal or self._in_code or meant not in "`\\<&|" else f"\\{meant}"
                written = f"\\{written}" if self._is_start and not self.literal and _STARTS_BLOCK.match(written) is not None else written
                self.builder.escape(written, start, end - start)
            elif match["sign"] is not None and not self.literal and not self._in_code and self._means_else(start):
                self.builder.escape(f"\\{match[0]}", start, 1)
            else:
                self._add_words(start, end)
            self._is_start = self._is_first = False

    def _means_else(self, place: int) -> bool:
        """Whether a sign means something else in Markdown than in a text of HTML."""
        sign = self.text[place]
        return (
            sign in "`<|"
            or (sign == "&" and _ENTITY_LIKE.match(self.text, place) is not None)
            or (sign == "\\" and not self.text[place + 1 : place + 2].isalnum())
        )

    def _add_words(self, start: int, end: int) -> None:
        if self._is_start and not self.literal:
            number = None if self._is_first else _NUMBER.match(self.text, start)
            if number is not None:
                self.builder.verbatim(number[1], start)
                self.builder.escape(f"\\{self.text[number.end(1)]}", number.end(1), 1)
                start = number.end()
            elif (_STARTS_BLOCK if self._is_first else _STARTS_LINE).match(self.text, start) is not None:
                self.builder.escape(f"\\{self.text[start]}", start, 1)
                start += 1
        self.builder.verbatim(self.text[start:end], start)

    def _add_space(self) -> None:
        if self._space is not None and not (self._is_start or self._is_first):
            start, length = self._space
            if self.text[start] == " " and length == 1:
                self.builder.verbatim(" ", start)
            else:
                self.builder.escape(" ", start, length)
        self._space = None


def _marks(text: str, pieces: Sequence[Piece]) -> set[int]:
    """Return the numbers of the pieces that are marks of Markdown: names in bold at the start of a line, and code, if no mark of it is in the text."""
    found: set[int] = set()
    codes = [number for number, piece in enumerate(pieces) if piece.kind == "code"]
    has_mark = any("`" in text[slice(*piece.span)] for piece in pieces if piece.kind == "text")
    if len(codes) % 2 == 0 and not has_mark:
        for first, last in zip(codes[::2], codes[1::2], strict=True):
            if plain(text, pieces[first:last]):
                found.update((first, last))
    for first, last in _bold(pieces):
        name = plain(text, pieces[first:last])
        if 0 < len(name) <= _LONGEST_NAME and _starts_line(text, pieces, first):
            behind = _behind(text, pieces, last)
            if not behind or name.endswith(_COLONS) or behind.startswith(_AFTER_NAME):
                found.update((first, last))
    return found


def name_and_rest(text: str, pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]] | None:
    """Return a name in bold at the start of a block, and the rest that begins on another line of the file, as it does where a style sheet parts the two."""
    for first, last in _bold(pieces):
        if not _starts_line(text, pieces, first) or last + 1 >= len(pieces):
            return None
        behind = text[slice(*pieces[last + 1].span)]
        begins_line = behind[: len(behind) - len(behind.lstrip())].count("\n") > 0 and bool(behind.strip())
        name = plain(text, pieces[first:last])
        return (tuple(pieces[first + 1 : last]), tuple(pieces[last + 1 :])) if begins_line and 0 < len(name) <= _LONGEST_NAME else None
    return None


def _bold(pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    first = None
    for number, piece in enumerate(pieces):
        if piece.kind == "bold":
            if first is None and _opens(pieces, number):
                first = number
            elif first is not None and not _opens(pieces, number):
                yield first, number
                first = None


def _starts_line(text: str, pieces: Sequence[Piece], number: int) -> bool:
    while number and pieces[number - 1].kind != "break":
        number -= 1
        if pieces[number].kind == "text" and not text[slice(*pieces[number].span)].isspace():
            return False
    return True


def _behind(text: str, pieces: Sequence[Piece], number: int) -> str:
    """Return the text behind a piece in its line, or the beginning of it."""
    for at in range(number + 1, len(pieces)):
        piece = pieces[at]
        if piece.kind == "break":
            break
        if piece.kind == "text" and (found := text[slice(*piece.span)].strip()):
            return found
    return ""
