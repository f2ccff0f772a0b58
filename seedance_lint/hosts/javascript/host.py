"""JavaScript and TypeScript: object literals, read from tree-sitter's syntax tree, which survives half-typed files."""

from collections.abc import Iterator

from seedance_lint.annotations import Any
from seedance_lint.hosts.javascript import ampersands as javascript_ampersands
from seedance_lint.hosts.located import Comment, HostFailure, Passed, Root, begins_line
from seedance_lint.hosts.program import trees as program_trees
from seedance_lint.hosts.program.trees import LARGEST
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.span import Span

NAME = "JavaScript"
SUFFIXES = (".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx")
MARKS = ("// ", "")

_EITHER = "JavaScript or TypeScript"
_GRAMMARS = {
    "javascript": ("tree_sitter_javascript", "language"),
    "typescript": ("tree_sitter_typescript", "language_typescript"),
    "tsx": ("tree_sitter_typescript", "language_tsx"),
}
_OF_SUFFIX = {".ts": ("typescript",), ".mts": ("typescript",), ".cts": ("typescript",), ".tsx": ("tsx",)}
_OTHERWISE = ("javascript", "tsx")  # the second for the types of Flow, and for TypeScript under another name


def roots(document: SourceDocument) -> Iterator[Root | HostFailure | Passed]:
    """Yield every outermost object literal; what is broken is a failure beside them."""
    from seedance_lint.hosts import pages
    from seedance_lint.hosts.javascript.values import Reader
    from seedance_lint.hosts.program import commands as program_commands
    from seedance_lint.hosts.program import docstring_code, prompt_lists, usage

    try:
        tree = _parse(document)
    except HostFailure as failure:
        yield failure
        return
    reader = Reader(document.text, tree)
    found = list(reader.roots("JavaScript"))
    yield from found
    run = list(reader.commands())
    yield from program_commands.roots(document, run)
    seen = frozenset(node.span for node in run)
    yield from pages.roots(document, (node for node in reader.pages() if node.span not in seen))
    yield from usage.roots(document, (node for node in reader.descriptions() if node.span not in seen), found)
    yield from docstring_code.comment_roots(document, reader.comments())
    yield from prompt_lists.roots(document.text, reader.offered(), found)
    broken = reader.broken() if reader.too_deep is None else None
    if broken is not None:
        yield HostFailure(f"broken {_EITHER}: syntax error here", broken)


def comments(document: SourceDocument) -> Iterator[Comment]:
    """Yield the document's comments."""
    from seedance_lint.hosts.javascript.names import Survey
    from seedance_lint.hosts.javascript.places import Offsets

    text = document.text
    try:
        tree = _parse(document)
    except HostFailure:
        return
    for start, end in sorted(Survey(Offsets(text), tree).comments):
        written = text[start:end]
        inside = written[2:-2].strip(" \t\r\n*") if written.startswith("/*") else written[2:].strip()
        yield Comment(Span(start, end), inside, own_line=begins_line(text, start))


def _parse(document: SourceDocument) -> Any:
    """Return the root node of a document in the language of its suffix; of several, the first in which nothing is broken.

    Raises:
        HostFailure: the document is too large, or would take forever.
        MissingExtra: the parser is not installed.
    """
    data = program_trees.written(document.text, LARGEST)
    first = None
    for name in _OF_SUFFIX.get(f".{document.path.rpartition('.')[2].lower()}", _OTHERWISE):
        root = _root(program_trees.parser(*_GRAMMARS[name], "JavaScript and TypeScript"), data)
        if not root.has_error:
            return root
        first = first or root
    return first


def _root(parser: Any, data: bytes) -> Any:
    """Return the root node of a text in UTF-16, in which bare ampersands of JSX are no errors."""
    root = program_trees.tree(parser, data, _EITHER).root_node
    for _ in range(javascript_ampersands.MOST_ROUNDS if root.has_error and b"&" in data else 0):
        sound = javascript_ampersands.without(data, root)
        if sound == data:
            break
        data, root = sound, program_trees.tree(parser, sound, _EITHER).root_node
    return root
