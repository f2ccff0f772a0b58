"""Jupyter notebooks: code cells as Python, Markdown cells as Markdown, each with its place in the notebook's JSON."""

import re
from collections.abc import Iterator
from typing import Any

from seedance_lint.hosts import embedded, json
from seedance_lint.hosts.json_places import JsonString
from seedance_lint.hosts.located import Comment, HostFailure, Node, Passed, Root
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.source_map import SourceMap, SourceMapBuilder

NAME = "Jupyter notebook"
SUFFIXES = (".ipynb",)

# Strings and comments of Python first, so that nothing in them is taken for a line that only IPython understands: `%magic`, `!command`, `?help`,
# `help?`. Inside of brackets there is no such line either.
_TOKEN = re.compile(
    r"^(?P<indent>[ \t]*)(?:[%!?][^\r\n]*|[\w.]+\?{1,2}[ \t]*(?=[\r\n]|\Z))"
    r"|(?P<skipped>(\"\"\"|''')(?:[^\\]|\\.)*?(?:\3|\Z)|\"(?:[^\"\\\r\n]|\\.)*+\"?|'(?:[^'\\\r\n]|\\.)*+'?|#[^\r\n]*|\\(?:\r\n|.)[ \t]*[%!?]?)"
    r"|(?P<bracket>[()\[\]{}])",
    re.MULTILINE | re.DOTALL,
)
_CELL_MAGIC = re.compile(r"\s*%%(\w+)")
_PYTHON_MAGICS = frozenset(("time", "timeit", "capture", "prun"))
"""Magics of a whole cell after which Python is."""


def roots(document: SourceDocument) -> Iterator[Root | HostFailure | Passed]:
    """Yield the values of all cells."""
    try:
        parts = list(_parts(document))
    except HostFailure as failure:
        yield failure
        return
    for part in parts:
        yield from embedded.roots(document, part)


def comments(document: SourceDocument) -> Iterator[Comment]:
    """Yield the comments of all cells."""
    try:
        parts = list(_parts(document))
    except HostFailure:
        return
    for part in parts:
        yield from embedded.comments(document, part)


def _parts(document: SourceDocument) -> Iterator[embedded.Embedded]:
    """Yield the cells of a notebook.

    Raises:
        HostFailure: the document is not JSON, or not a notebook.
    """
    from seedance_lint.hosts import host_for

    root = json.whole(document)
    notebook: Any = root.value
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list):
        raise HostFailure("not a Jupyter notebook of format 4: it has no `cells`", root.offset)
    python = host_for("cell.py") if _language(notebook) == "python" else None
    hosts = {"code": python, "markdown": host_for("cell.md")}
    tree = root.tree()
    for index, cell in enumerate(cells):
        host = hosts.get(str(cell.get("cell_type"))) if isinstance(cell, dict) else None
        node = tree.find(("cells", index, "source")) if host is not None else None
        made = _source(node, document.text) if node is not None else None
        if made is not None and host is python:
            made = _without_magic(made)
        if host is not None and made is not None:
            yield embedded.Embedded(host, made, outer=JsonString(0, 0, ""))


def _language(notebook: dict[str, Any]) -> str:
    metadata = notebook.get("metadata")
    for table, name in (("language_info", "name"), ("kernelspec", "language")):
        found = metadata.get(table) if isinstance(metadata, dict) else None
        if isinstance(found, dict) and isinstance(found.get(name), str):
            return str(found[name]).lower()
    return "python"


def _source(node: Node, text: str) -> SourceMap | None:
    """Return the text of a cell, which is a string or a list of them; None for everything else."""
    builder = SourceMapBuilder()
    for line in node.children if isinstance(node.value, list) else (node,):
        made = line.form.source_map(text) if line.form is not None else None
        if made is None:
            return None
        builder.append(made)
    return builder.build()


def _without_magic(made: SourceMap) -> SourceMap | None:
    """Return a cell with the lines that only IPython understands as comments; None for a cell in another language."""
    text = made.value
    cell = _CELL_MAGIC.match(text)
    if cell is not None and cell[1] not in _PYTHON_MAGICS:
        return None
    pieces: list[str] = []
    at = place = depth = 0
    while (token := _TOKEN.search(text, place)) is not None:
        place = token.end()
        if token["bracket"]:
            depth = max(0, depth + (1 if token[0] in "([{" else -1))
        elif token["skipped"] is None:
            start = token.end("indent")
            if depth:
                place = start + 1
                continue
            pieces += [text[at:start], "#"]
            at = start + 1
    return made.with_value("".join([*pieces, text[at:]])) if pieces else made
