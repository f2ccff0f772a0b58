"""Jupyter notebooks: cells as the files that they would be, each with its place in the notebook's JSON.

Code is Python, and `!command` and `%%bash` in it are shell.
"""

import re
from collections.abc import Iterator

from seedance_lint.annotations import Any
from seedance_lint.hosts import embedded
from seedance_lint.hosts.json import host as json
from seedance_lint.hosts.json.places import JsonString
from seedance_lint.hosts.located import Comment, Host, HostFailure, Node, Passed, Root
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.source_map import SourceMap, SourceMapBuilder
from seedance_lint.source.span import Span

NAME = "Jupyter notebook"
SUFFIXES = (".ipynb",)

# Strings and comments of Python first, so that nothing in them is taken for a line that only IPython understands: `%magic`, `!command`, `?help`,
# `help?`. Inside of brackets there is no such line either.
_TOKEN = re.compile(
    r"^(?P<indent>[ \t]*)(?:[%!?](?:[^\r\n\\]|\\(?:\r\n|.)?)*|[\w.]+\?{1,2}[ \t]*(?=[\r\n]|\Z))"
    r"|(?P<skipped>(\"\"\"|''')(?:[^\\]|\\.)*?(?:\3|\Z)|\"(?:[^\"\\\r\n]|\\.)*+\"?|'(?:[^'\\\r\n]|\\.)*+'?|#[^\r\n]*|\\(?:\r\n|.)[ \t]*[%!?]?)"
    r"|(?P<bracket>[()\[\]{}])",
    re.MULTILINE | re.DOTALL,
)
_CELL_MAGIC = re.compile(r"\s*%%(\w+)(?:[ \t]+([^\r\n]*))?[^\r\n]*(?:\r?\n|\Z)")
_PYTHON_MAGICS = frozenset(("time", "timeit", "capture", "prun"))
"""Magics of a whole cell after which Python is."""
# Magics of a whole cell after which another language is, as its files are called.
_OTHER_MAGICS = {"bash": "cell.sh", "sh": "cell.sh", "javascript": "cell.js", "js": "cell.js", "markdown": "cell.md"}
_LANGUAGES = {"python": "cell.py", "javascript": "cell.js", "typescript": "cell.ts", "deno": "cell.ts", "bash": "cell.sh"}
_NAMING_MAGICS = frozenset(("writefile", "file", "script"))
"""Magics that are followed by the name of a file that the cell is, or of the program that reads it."""
_LINE_START = re.compile(r"(?<=\n).", re.DOTALL)


def roots(document: SourceDocument) -> Iterator[Root | HostFailure | Passed]:
    """Yield the values of all cells."""
    try:
        parts = list(_parts(document, names=True))
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


def _parts(document: SourceDocument, *, names: bool = False) -> Iterator[embedded.Embedded]:
    """Yield the cells of a notebook; with ``names``, behind what they are given by others.

    Raises:
        HostFailure: the document is not JSON, or not a notebook.
    """
    from seedance_lint.hosts import host_for

    root = json.whole(document)
    notebook: Any = root.value
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list):
        raise HostFailure("not a Jupyter notebook of format 4: it has no `cells`", root.offset)
    code = _LANGUAGES.get(_language(notebook))
    hosts = {"code": host_for(code) if code else None, "markdown": host_for("cell.md")}
    tree = root.tree()
    parts: list[tuple[Host, SourceMap]] = []
    for index, cell in enumerate(cells):
        kind = str(cell.get("cell_type")) if isinstance(cell, dict) else ""
        host = hosts.get(kind)
        node = tree.find(("cells", index, "source")) if host is not None else None
        made = _source(node, document.text) if node is not None else None
        if host is not None and made is not None:
            parts += _of_python(made, host) if kind == "code" and code == _LANGUAGES["python"] else [(host, made)]
    python = [at for at, (host, _) in enumerate(parts) if host is hosts["code"] and code == _LANGUAGES["python"]]
    if names and len(python) > 1:
        from seedance_lint.hosts.notebook_names import with_names

        for at, made in zip(python, with_names([parts[at][1] for at in python]), strict=True):
            parts[at] = (parts[at][0], made)
    for host, made in parts:
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


def _of_python(made: SourceMap, python: Host) -> Iterator[tuple[Host, SourceMap]]:
    """Yield a cell of IPython as Python and as what its magics and commands are, each with its host."""
    from seedance_lint.hosts import host_for

    cell = _CELL_MAGIC.match(made.value)
    if cell is not None and cell[1] not in _PYTHON_MAGICS:
        host = host_for(_named(cell[1], (cell[2] or "").split()))
        if host is not None:
            yield host, made.part(Span(cell.end(), made.length))
        return
    commands: list[Span] = []
    yield python, _without_magic(made, commands)
    shell = host_for(_OTHER_MAGICS["sh"])
    if shell is not None:
        yield from ((shell, made.part(command)) for command in commands)


def _named(magic: str, words: list[str]) -> str:
    """Return the name of a file such as the rest of a cell is."""
    if magic not in _NAMING_MAGICS or not words:
        return _OTHER_MAGICS.get(magic, "")
    return _OTHER_MAGICS.get(words[0], "") if magic == "script" else words[-1].strip("\"'")


def _without_magic(made: SourceMap, commands: list[Span]) -> SourceMap:
    """Return a cell with the lines that only IPython understands as comments; add where those for the shell are."""
    text = made.value
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
            if text[start] == "!":
                commands.append(Span(start + 1, place))
            pieces += [text[at:start], "#", _LINE_START.sub(_hidden, text[start + 1 : place])]
            at = place
    return made.with_value("".join([*pieces, text[at:]])) if pieces else made


def _hidden(first: "re.Match[str]") -> str:
    """Return what makes a comment of a line that goes on with a command."""
    return first[0] if first[0] in "\r\n" else "#"
