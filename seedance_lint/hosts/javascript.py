"""JavaScript and TypeScript: object literals, read from tree-sitter's syntax tree, which survives half-typed files."""

from collections.abc import Iterator
from time import process_time

from seedance_lint.annotations import Any
from seedance_lint.hosts import javascript_ampersands
from seedance_lint.hosts.located import Comment, HostFailure, MissingExtra, Passed, Root, begins_line
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.span import Span

NAME = "JavaScript"
SUFFIXES = (".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx")
MARKS = ("// ", "")

LARGEST = 8 * 1024 * 1024
"""Characters. Larger files are bundles, and their trees take gigabytes."""

_PIECE = 4096
"""Bytes that the library is given at a time."""

MOST_PIECES = 10
MOST_STEPS = 0.05
"""How often the library may take each piece of a file, and the hundreds of its steps for each byte; sound programs take a fifth of both.
Where it looks for a way out of what is broken, the one or the other grows with the square of the text."""

MOST_SECONDS = 0.1
MOST_SECONDS_A_BYTE = 5e-7
"""Processor time that the library may take before its steps are compared: sound programs take a tenth, and each step as long as another.
Where it passes over what is broken, it copies all of that with each step, so that these grow with the square, too."""

_GROWING = 3
"""How many times as long all steps take as the first half of them, where each takes longer than those before: 2 if all are alike, else 4."""

_GRAMMARS = {
    "javascript": ("tree_sitter_javascript", "language"),
    "typescript": ("tree_sitter_typescript", "language_typescript"),
    "tsx": ("tree_sitter_typescript", "language_tsx"),
}
_OF_SUFFIX = {".ts": ("typescript",), ".mts": ("typescript",), ".cts": ("typescript",), ".tsx": ("tsx",)}
_OTHERWISE = ("javascript", "tsx")  # the second for the types of Flow, and for TypeScript under another name


def roots(document: SourceDocument) -> Iterator[Root | HostFailure | Passed]:
    """Yield every outermost object literal; what is broken is a failure beside them."""
    from seedance_lint.hosts import docstring_code, pages, program_commands, usage
    from seedance_lint.hosts.javascript_values import Reader

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
    broken = reader.broken() if reader.too_deep is None else None
    if broken is not None:
        yield HostFailure("broken JavaScript or TypeScript: syntax error here", broken)


def comments(document: SourceDocument) -> Iterator[Comment]:
    """Yield the document's comments."""
    from seedance_lint.hosts.javascript_names import Survey
    from seedance_lint.hosts.javascript_places import Offsets

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
    text = document.text
    if len(text) > LARGEST:
        raise HostFailure(f"the file has {len(text):,} characters; the limit for programs is {LARGEST:,}")
    data = text.encode("utf-16-le", "surrogatepass")
    first = None
    for name in _OF_SUFFIX.get(f".{document.path.rpartition('.')[2].lower()}", _OTHERWISE):
        root = _root(_parser(name), data)
        if not root.has_error:
            return root
        first = first or root
    return first


def _root(parser: Any, data: bytes) -> Any:
    """Return the root node of a text in UTF-16, in which bare ampersands of JSX are no errors."""
    root = _tree(parser, data).root_node
    for _ in range(javascript_ampersands.MOST_ROUNDS if root.has_error and b"&" in data else 0):
        sound = javascript_ampersands.without(data, root)
        if sound == data:
            break
        data, root = sound, _tree(parser, sound).root_node
    return root


def _tree(parser: Any, data: bytes) -> Any:
    """Return the tree of a text in UTF-16, in time that grows as its length does.

    Raises:
        HostFailure: it would take longer.
    """
    pieces, most_pieces = 0, 1000 + MOST_PIECES * len(data) // _PIECE
    most_steps = 5000 + MOST_STEPS * len(data)
    most_seconds = MOST_SECONDS + MOST_SECONDS_A_BYTE * len(data)
    begun, reached = process_time(), 0
    times: list[float] = []

    def piece(start: int, _: object) -> bytes:
        nonlocal pieces
        pieces += 1
        return data[start : start + _PIECE] if pieces <= most_pieces else b""

    def is_too_much(place: int, _: bool) -> bool:  # noqa: FBT001  # so the library calls it
        nonlocal reached
        reached = max(reached, place)
        spent = process_time() - begun
        times.append(spent)
        return len(times) > most_steps or pieces > most_pieces or (spent > most_seconds and spent > _GROWING * times[len(times) // 2])

    try:
        tree = parser.parse(piece, encoding="utf16le", progress_callback=is_too_much)
    except ValueError:  # what it says when it is stopped
        tree = None
    if tree is None or pieces > most_pieces:
        raise HostFailure("broken JavaScript or TypeScript: too many syntax errors before this", _behind(data, reached))
    return tree


def _behind(data: bytes, place: int) -> int:
    """Return the code point at a byte of a text in UTF-16."""
    return len(data[:place].decode("utf-16-le", "replace"))


def _parser(name: str) -> Any:
    from importlib import import_module

    module, function = _GRAMMARS[name]
    try:
        tree_sitter = import_module("tree_sitter")
        language = getattr(import_module(module), function)
    except ImportError:
        raise MissingExtra("JavaScript and TypeScript", "hosts") from None
    return tree_sitter.Parser(tree_sitter.Language(language()))
