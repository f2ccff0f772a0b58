"""One tree for every kind of file: values with the places that wrote them down."""

from collections.abc import Callable, Iterator
from typing import NamedTuple, Protocol

from seedance_lint.diagnostics.violation import Path
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.source_map import SourceMap
from seedance_lint.source.span import Span


class StringForm(Protocol):
    """How one string is written in its file: quotes, escapes, folding."""

    def source_map(self, text: str) -> SourceMap | None:
        """Map the string's characters to ``text``, the document's; None where they cannot be traced for certain."""

    def encode(self, text: str) -> str | None:
        """Return how to write ``text`` inside this string; None where this form cannot hold it."""


class Node(NamedTuple):
    """A value and its extent in the document, quotes and brackets included.

    ``value`` is a plain Python value; a mapping's ``children`` are its values in the order of ``keys``, a sequence's its items.
    ``span`` is None where the value has no text of its own (a YAML alias has: the alias).
    """

    span: Span
    value: object
    form: StringForm | None = None
    children: "tuple[Node, ...]" = ()
    keys: "tuple[Node, ...]" = ()

    def find(self, path: Path) -> "Node | None":
        """Return the value that a path leads to; of a repeated key the last, as parsers have it."""
        node: Node = self
        for part in path:
            if isinstance(part, int):
                if node.keys or not -1 < part < len(node.children):
                    return None
                node = node.children[part]
            else:
                found = node._entry(part)
                if found is None:
                    return None
                node = found[1]
        return node

    def find_key(self, path: Path) -> "Node | None":
        """Return the key that names the value that a path leads to."""
        parent = self.find(path[:-1]) if path else None
        if parent is None or not isinstance(path[-1], str):
            return None
        found = parent._entry(path[-1])
        return None if found is None else found[0]

    def _entry(self, name: str) -> "tuple[Node, Node] | None":
        for key, child in zip(reversed(self.keys), reversed(self.children), strict=True):
            if key.value == name:
                return key, child
        return None


class Root(NamedTuple):
    """One top-level value of a document: its plain value at once, its places only when somebody asks for them."""

    value: object
    tree: Callable[[], Node]
    offset: int = 0
    """Where in the document the value starts, for messages about it as a whole."""


class Comment(NamedTuple):
    """One comment of a file, without its marks. ``own_line`` is false behind other text on the same line."""

    span: Span
    text: str
    own_line: bool


class HostFailure(Exception):
    """A document, or a part of it, that its parser refuses."""

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


class MissingExtra(HostFailure):
    """A kind of file that needs an optional dependency which is not installed."""

    def __init__(self, kind: str, extra: str) -> None:
        super().__init__(f"reading {kind} files needs an extra; install it with: pip install 'seedance-lint[{extra}]'")


class Host(Protocol):
    """One kind of file. A module of ``seedance_lint.hosts`` that has these names, or an object from a plugin."""

    NAME: str
    SUFFIXES: tuple[str, ...]

    def roots(self, document: SourceDocument) -> Iterator[Root | HostFailure]:
        """Yield the document's top-level values; a failure in one part does not hide the others."""

    def comments(self, document: SourceDocument) -> Iterator[Comment]:
        """Yield the document's comments; called only where the text mentions ``seedance-lint:``."""
