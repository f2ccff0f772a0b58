"""How YAML writes strings as indented blocks, literal (``|``) and folded (``>``)."""

from collections.abc import Iterator
from itertools import pairwise

from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple
from seedance_lint.source.source_map import SourceMap, SourceMapBuilder
from seedance_lint.source.span import Span

_HEADER = Pattern(r"([|>])[-+]?([1-9]?)[-+]?[ \t]*(?:#[^\r\n]*)?(\r\n|\n|\r|\Z)")
_WIDEST = 100
"""Columns of indentation that are tried."""
_LINE = Pattern(r"( *)([^\r\n]*)(\r\n|\n|\r|\Z)")
_NOT_INSIDE = Pattern("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]|^[ \t]|[ \t]$")


class _Piece(NamedTuple):
    """Characters of the value and where the file has them; a line break has the indentation of the next line with it."""

    text: str
    start: int
    end: int


class BlockString(NamedTuple):
    """A block scalar at ``[start, end)`` of the document, header and last line breaks included."""

    start: int
    end: int
    value: str

    @property
    def stands_alone(self) -> bool:
        """Whether brackets around the block leave it as it is: they never do."""
        return False

    def source_map(self, text: str) -> SourceMap | None:
        """Map the block's characters to the document's text."""
        header = _HEADER.match(text, self.start)
        if header is None:
            return None
        for indent in _indents(text, header.end(), self.end, is_given=bool(header[2])):
            made = _map(text, Span(header.end(), self.end), indent, self.value, folded=header[1] == ">")
            if made is not None:
                return made
        return None

    def encode(self, text: str, offset: int = 1) -> str | None:  # noqa: ARG002  # a block has the same rules everywhere
        """Return how to write ``text`` inside this block; None if it would need a line of its own or change the indentation."""
        return None if not text or _NOT_INSIDE.search(text) else text


def _indents(text: str, start: int, end: int, *, is_given: bool) -> Iterator[int]:
    """Yield the indentations that a block may have: that of its first line, or a smaller one where the header gives it."""
    width = 0
    for match in _LINE.finditer(text, start, end):
        if match[2]:
            width = len(match[1])
            break
        width = max(width, len(match[1]))
    if not is_given:
        yield width
        return
    # The header counts from the indentation of the block's parent, which nobody has kept: the value shows which it was.
    yield from range(min(width, _WIDEST), -1, -1)


def _map(text: str, body: Span, indent: int, value: str, *, folded: bool) -> SourceMap | None:
    pieces = list(_pieces(text, body, indent, folded=folded))
    length = sum(len(piece.text) for piece in pieces)
    while length > len(value) and pieces and pieces[-1].text == "\n":  # the header says how many line breaks at the end count
        length -= 1
        pieces.pop()
    if length != len(value) or "".join(piece.text for piece in pieces) != value:
        return None
    builder = SourceMapBuilder()
    builder.verbatim("", body.start)
    for piece in pieces:
        if piece.text == text[piece.start : piece.end]:
            builder.verbatim(piece.text, piece.start)
        else:
            builder.escape(piece.text, piece.start, piece.end - piece.start)
    return builder.build()


def _pieces(text: str, body: Span, indent: int, *, folded: bool) -> Iterator[_Piece]:
    """Yield the lines of a block and what joins them, with all line breaks at its end."""
    before: _Piece | None = None
    blank: list[int] = []  # where the blank lines since then start
    stop = body.end
    for match in _LINE.finditer(text, *body):
        spaces, rest, line_break = match.groups()
        is_blank = not rest and len(spaces) <= indent
        if (is_blank and not line_break) or (not is_blank and len(spaces) < indent):
            stop = match.start()
            break
        if is_blank:
            blank.append(match.start())
            continue
        here = _Piece(match[0][indent : match.end(2) - match.start()], match.start() + indent, match.end(2))
        yield from _joint(before, here, blank, folded=folded)
        yield here
        before, blank = here, []
        if not line_break:
            return
    for place, following in pairwise([*([before.end] if before is not None else []), *blank, stop]):
        yield _Piece("\n", place, following)


def _joint(before: _Piece | None, here: _Piece, blank: list[int], *, folded: bool) -> Iterator[_Piece]:
    """Yield what is between two lines: line breaks, or a space where they are folded into one."""
    places = [*blank, here.start]
    if before is not None:
        if folded and not before.text.startswith((" ", "\t")) and not here.text.startswith((" ", "\t")):
            if not blank:
                yield _Piece(" ", before.end, here.start)
                return
        else:
            places = [before.end, *places]
    for place, following in pairwise(places):
        yield _Piece("\n", place, following)
