"""Where the nodes of a syntax tree are in the text of their program."""

import ast
import re

from seedance_lint.source.span import Span

_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_WIDE_LINE = 2000
"""Bytes; in longer lines that are not ASCII, every column is worth a table."""


class Offsets:
    """Turns lines and columns of the standard library into offsets of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(match.end() for match in _LINE_BREAK.finditer(text))]
        self._tables: dict[int, list[int]] = {}

    def span(self, node: ast.expr) -> Span:
        """Return the extent of an expression."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return Span(self.offset(node.lineno, node.col_offset), self.offset(node.end_lineno, node.end_col_offset))

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a place that the library gives as a line from 1 and a column in UTF-8 bytes."""
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self.text)
        written = self.text[start : min(end, start + column)]
        if written.isascii():
            return start + column
        if end - start <= _WIDE_LINE:
            return start + len(self.text[start:end].encode()[:column].decode(errors="ignore"))
        table = self._tables.get(line)
        if table is None:
            table = self._tables[line] = []
            for index, character in enumerate(self.text[start:end]):
                table += [index] * len(character.encode())
            table.append(end - start)
        return start + table[column]
