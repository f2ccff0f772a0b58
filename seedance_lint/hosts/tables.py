"""Tables in which each row is a request: CSV (https://www.rfc-editor.org/rfc/rfc4180) and TSV, with a column that holds the prompt."""

import re
from collections.abc import Iterator

from seedance_lint.hosts import nested
from seedance_lint.hosts.commands import names as command_names
from seedance_lint.hosts.located import Comment, HostFailure, Node, Root, Row
from seedance_lint.hosts.rows import field_names
from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.source_map import SourceMap, SourceMapBuilder
from seedance_lint.source.span import Span

NAME = "table"
SUFFIXES = (".csv", ".tsv")

_SEPARATORS = ",;\t|"
_HEADER = Pattern(r"(?:sep=(?P<separator>.)(?:\r\n|\n|\r))?(?P<names>[^\r\n]*)")
_QUOTED = Pattern(r'(?:[^"]++|"")*+')
_NAME_CELL = Pattern(r'[ ]*"((?:[^"]|"")*)"[ ]*|([^"]*)')
_TAG = Pattern(r"[@＠\[](?:image|video|audio|图|視頻|视频|音频)", re.IGNORECASE)
"""What is in prompts of ours and hardly in any other text."""


class Cell(NamedTuple):
    """A cell at ``[start, end)`` of the document, quotes included, and what it means."""

    start: int
    end: int
    value: str
    is_quoted: bool
    separator: str

    def source_map(self, text: str) -> SourceMap | None:
        """Map the cell's characters to the document's text."""
        if not self.is_quoted:
            return SourceMap.verbatim(text[self.start : self.end], self.start)
        builder = SourceMapBuilder()
        at, end = self.start + 1, self.end - 1
        builder.verbatim("", at)
        while (double := text.find('""', at, end)) >= 0:
            builder.verbatim(text[at:double], at)
            builder.escape('"', double, 2)
            at = double + 2
        builder.verbatim(text[at:end], at)
        return builder.build()

    def encode(self, text: str, offset: int = 1) -> str | None:  # noqa: ARG002  # a cell is the same everywhere
        """Return how to write ``text`` in this cell; None if it would need quotes around it."""
        if self.is_quoted:
            return text.replace('"', '""')
        return None if any(mark in text for mark in ('"', "\r", "\n", self.separator)) else text


def roots(document: SourceDocument) -> Iterator[Root | HostFailure]:
    """Yield every row that has a prompt; nothing of a table that has no column for it."""
    text = document.text
    header = _HEADER.match(text)
    assert header is not None  # it matches everywhere
    found = _names(header["names"], header["separator"])
    if found is None:
        return
    names, separator = found
    if not any(map(command_names.is_beside, names)) and not command_names.names_ours(text) and _TAG.search(text) is None:
        return
    rows = _rows(text, header.start("names"), separator)
    heads = next(rows)
    if isinstance(heads, HostFailure):
        yield heads
        return
    keys = tuple([Node(Span(cell.start, cell.end), name, cell) for cell, name in zip(heads, field_names(names), strict=False)])
    prompts = [index for index, name in enumerate(names) if command_names.is_prompt(name)]
    for index in prompts:
        if names.index(names[index]) < index:
            yield HostFailure(f"several columns are named `{names[index]}`; rename the others or drop them", heads[index].start)
            return
    for row in rows:
        if isinstance(row, HostFailure):
            yield row
            continue
        if not any(index < len(row) and row[index].value.strip() for index in prompts):
            continue
        if any(cell.value.strip() for cell in row[len(names) :]):
            message = (
                f"this row has {len(row)} cells, but the header has {len(names)}; put cells that contain `{separator}` in double quotes"
            )
            yield HostFailure(message, row[0].start)
            continue
        tree = _tree(text, keys, row)
        yield Root(tree.value, lambda tree=tree: tree, row[0].start)  # type: ignore[misc]


def comments(document: SourceDocument) -> Iterator[Comment]:  # noqa: ARG001  # every host has it
    """Yield nothing: tables have no comments."""
    return iter(())


def _names(line: str, given: str | None) -> tuple[list[str], str] | None:
    """Return the names in the first line of a table, one of which is a prompt, and what is between them."""
    for separator in given or _SEPARATORS:
        names = []
        for cell in line.split(separator):
            match = _NAME_CELL.fullmatch(cell)
            if match is None:
                break
            names.append((match[1] or match[2] or "").replace('""', '"').strip())
        else:
            if any(map(command_names.is_prompt, names)) and (len(names) > 1 or separator == _SEPARATORS[-1] or given):
                return names, separator
    return None


def _rows(text: str, at: int, separator: str) -> Iterator[list[Cell] | HostFailure]:
    """Yield the rows of a table from a place on; a row that ends in no sound way is a failure."""
    plain = Pattern(rf"[^{re.escape(separator)}\r\n]*")
    after = Pattern(rf"[ ]*(?={re.escape(separator)}|\r|\n|\Z)")
    row: list[Cell] = []
    fault: HostFailure | None = None
    while at < len(text):
        start = at
        if text.startswith('"', at):
            at = _QUOTED.match(text, at + 1).end() + 1  # type: ignore[union-attr]  # it matches everywhere
            if at > len(text):
                yield HostFailure("broken table: this quoted cell is never closed", start)
                return
            row.append(Cell(start, at, text[start + 1 : at - 1].replace('""', '"'), True, separator))  # noqa: FBT003
            behind = after.match(text, at)
            if behind is None:
                fault = fault or HostFailure(
                    'broken table: text after the closing quote of a cell; write a quote inside a cell as `""`', at
                )
                behind = plain.match(text, at)
        else:
            behind = plain.match(text, at)
            assert behind is not None
            row.append(Cell(start, behind.end(), behind[0], False, separator))  # noqa: FBT003
        at = behind.end()  # type: ignore[union-attr]  # it matches everywhere
        if text.startswith(separator, at):
            at += 1
            if at < len(text):
                continue
        yield fault or row
        row, fault = [], None
        at += 2 if text.startswith("\r\n", at) else 1


def _tree(text: str, keys: tuple[Node, ...], row: list[Cell]) -> Node:
    pairs = [(key, cell) for key, cell in zip(keys, row, strict=False) if key.value and cell.value.strip()]
    cells = [Node(Span(cell.start, cell.end), cell.value, cell) for _, cell in pairs]
    cells = [
        cell if command_names.is_prompt(str(key.value)) else nested.whole(cell, text) for (key, _), cell in zip(pairs, cells, strict=True)
    ]
    value = Row({str(key.value): cell.value for (key, _), cell in zip(pairs, cells, strict=True)}, frozenset(), open=False)
    return Node(Span(row[0].start, row[-1].end), value, children=tuple(cells), keys=tuple([key for key, _ in pairs]))
