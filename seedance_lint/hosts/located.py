"""One tree for every kind of file: values with the places that wrote them down."""

from collections.abc import Callable, Iterator
from functools import cache

from seedance_lint.annotations import Any, Protocol
from seedance_lint.diagnostics.violation import Path
from seedance_lint.records import NamedTuple
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.source_map import SourceMap
from seedance_lint.source.span import Span

COMMENT_MARK = "seedance-lint:"
"""What a comment that suppresses rules starts with; a text without it has none."""


class StringForm(Protocol):
    """How one string is written in its file: quotes, escapes, folding.

    A form whose strings mean something else between brackets may say so: ``stands_alone`` is false then.
    """

    def source_map(self, text: str) -> SourceMap | None:
        """Map the string's characters to ``text``, the document's; None if they cannot be traced for certain."""

    def encode(self, text: str, offset: int = 1) -> str | None:
        """Return how to write ``text`` at an offset of this string's value; None if this form cannot hold it there."""


_MAPS = 8
_maps: dict[int, tuple[StringForm, str, SourceMap | None]] = {}


def source_map_of(form: StringForm, text: str) -> SourceMap | None:
    """Return a form's map of a text. It is made once for all that is asked of a form in a row: a prompt may have ten thousand tags to fix."""
    kept = _maps.get(id(form))
    if kept is None or kept[0] is not form or kept[1] is not text:
        if len(_maps) >= _MAPS:
            _maps.clear()
        kept = _maps[id(form)] = (form, text, form.source_map(text))
    return kept[2]


Entries = tuple[tuple["Node", ...], tuple["Node", ...]]
"""A container's values and, for a mapping, their keys."""


class Node:
    """A value and its extent in the document, quotes and brackets included.

    ``value`` is a plain Python value; a mapping's ``children`` are its values in the order of ``keys``, a sequence's its items.
    A container may be given ``load`` instead, which finds its children when they are first asked for.
    """

    __slots__ = ("_entries", "_index", "_inside", "_load", "form", "span", "value")

    def __init__(  # the first four read well without their names
        self,
        span: Span,
        value: object,
        form: StringForm | None = None,
        children: "tuple[Node, ...]" = (),
        keys: "tuple[Node, ...]" = (),
        load: "Callable[[Node], Entries] | None" = None,
    ) -> None:
        self.span = span
        self.value = value
        self.form = form
        self._entries: Entries | None = (children, keys) if load is None else None
        self._index: dict[object, int] | None = None
        self._inside: Node | None = None
        self._load = load

    @property
    def children(self) -> "tuple[Node, ...]":
        """The values of a mapping or the items of a sequence; empty for everything else."""
        return self._loaded()[0]

    @property
    def keys(self) -> "tuple[Node, ...]":
        """The keys of a mapping, in the order of ``children``; empty for everything else."""
        return self._loaded()[1]

    def find(self, path: Path, text: str | None = None) -> "Node | None":
        """Return the value that a path leads to; of a repeated key the last, as parsers have it.

        With the document's ``text`` the path may go on through a string that holds a value of its own (``nested``).
        """
        node: Node | None = self
        for part in path:
            if node is not None and isinstance(node.value, str):
                node = node._nested(text)
            if node is None:
                return None
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

    def find_key(self, path: Path, text: str | None = None) -> "Node | None":
        """Return the key that names the value that a path leads to."""
        parent = self.find(path[:-1], text) if path else None
        if parent is not None and isinstance(parent.value, str):
            parent = parent._nested(text)
        if parent is None or not isinstance(path[-1], str):
            return None
        found = parent._entry(path[-1])
        return None if found is None else found[0]

    def _nested(self, text: str | None) -> "Node | None":
        if self._inside is None and text is not None:
            from seedance_lint.hosts import nested

            self._inside = nested.tree(self, text)
        return self._inside

    def _loaded(self) -> Entries:
        if self._entries is None:
            assert self._load is not None
            self._entries = self._load(self)
        return self._entries

    def forget(self) -> None:
        """Drop the children that were found because somebody asked; they are found again when they are asked for."""
        self._inside = None
        if self._load is not None:
            self._entries = self._index = None

    def _entry(self, name: str) -> "tuple[Node, Node] | None":
        children, keys = self._loaded()
        if self._index is None:  # a mapping may hold ten thousand requests, each of which is asked for
            self._index = {key.value: number for number, key in enumerate(keys)}
        number = self._index.get(name)
        if number is None and not keys and children:
            from seedance_lint.hosts import named_values

            return named_values.entry(children, name)
        return None if number is None else (keys[number], children[number])

    def __repr__(self) -> str:
        return f"Node({self.span!r}, {self.value!r})"


class Elsewhere(Node):
    """A value of a part of a document that the document writes outside of that part: ``node`` has its places there."""

    __slots__ = ("node",)

    def __init__(self, node: Node) -> None:
        super().__init__(node.span, node.value, node.form, node.children, node.keys)
        self.node = node


class Template(str):
    """A string of a program of which some parts come to be only when it runs; each such hole reads ``{}`` here."""

    __slots__ = ("holes",)
    holes: tuple[Span, ...]

    def __new__(cls, text: str, holes: tuple[Span, ...]) -> "Template":
        """Make a template of a text and the spans of its holes."""
        made = super().__new__(cls, text)
        made.holes = holes
        return made

    def __getnewargs__(self) -> tuple[str, tuple[Span, ...]]:  # type: ignore[override]
        return (str(self), self.holes)


class Partial(dict[str, Any]):
    """A mapping of a program of which the file shows only a part.

    ``unknown`` are the names whose values are computed; ``open`` says that there may be further names (``**defaults``).
    ``made`` are those of the unknown ones that a call returns the value of: there is one, whatever it is.
    ``whole`` says that it is all that what makes the video is given: every argument of a call, or every word of a command.
    """

    __slots__ = ("made", "open", "unknown", "whole")

    def __init__(  # the first two read well without their names
        self, known: dict[str, Any], unknown: frozenset[str], *, open: bool, made: frozenset[str] = frozenset(), whole: bool = False
    ) -> None:
        super().__init__(known)
        self.unknown = unknown
        self.open = open
        self.made = made
        self.whole = whole


class Form(Partial):
    """A mapping whose values are texts because of how they are sent: form fields, a query string, options of a command."""

    __slots__ = ()


class Row(Form):
    """A row of a table; its cells are all there is of it."""

    __slots__ = ()


class PartialList(list[Any]):
    """A list of a program of which the file does not show every item."""

    __slots__ = ()


OF_THE_PROJECT = " of the project"
"""The end of the name of a function in a clue, if another module of the project defines it."""


PIECES = "pieces"
"""The kind of a clue: a value is one of the pieces that a program puts prompts together of."""


FOLDER = "folder"
"""The kind of a clue from the path of a file."""


WITHIN = "within"
"""The kind of a clue: what a value is in is called after another product."""


class Clue(NamedTuple):
    """A text that surrounds a value and may tell where the value is sent.

    ``kind`` is one of:

    - ``call``: the dotted name of the function that it is handed to (``fal_client.subscribe``), or of the program (``curl``)
    - ``argument``: another literal that the same call is given, or that its client was made with: an endpoint, a model, a URL
    - ``heading``: a heading of the document above it
    - ``fence``: the language of the fence of a page that it is in
    - ``profile``: the contract that the author names for it (``profile:`` in front matter)
    - ``folder``: what the path of a file of data says of its records
    - ``within``: the word for another product in the name of what it is in, a function, a test or a file
    - ``pieces``: the name of a constant of a program that holds pieces of prompts (``CAMERA_STYLES``)
    """

    kind: str
    text: str
    span: Span
    """Where it is in the document."""


class Root(NamedTuple):
    """One top-level value of a document: its plain value at once, its places only when asked for."""

    value: object
    tree: Callable[[], Node]
    offset: int = 0
    """Where in the document the value starts, for messages about it as a whole."""
    around: tuple[Clue, ...] = ()
    """What surrounds it, the nearest first."""


class Passed(NamedTuple):
    """A part of a document that looks like a prompt or a request and was not read.

    ``reason`` completes "n prompts were not read, since they are …": ``assembled at run time``.
    """

    reason: str
    offset: int


def shared(root: Root) -> Root:
    """Return a root whose places are found once, however many of its requests ask for them."""
    return root._replace(tree=cache(root.tree))


class Comment(NamedTuple):
    """One comment of a file: its extent with its marks, its text without them.

    ``own_line`` is false after other text on the same line. ``about`` is what the comment is in front of, where that is more than the next
    line.
    """

    span: Span
    text: str
    own_line: bool
    about: Span | None = None


def begins_line(text: str, place: int, blanks: str | None = None) -> bool:
    """Whether nothing but white space, or the ``blanks`` that are given, is between the start of its line and a place."""
    while place and text[place - 1] not in "\r\n":
        place -= 1
        if text[place] not in blanks if blanks else not text[place].isspace():
            return False
    return True


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
    # A host may have MARKS, what is before and after a comment: `check --add-ignores` writes comments then.

    def roots(self, document: SourceDocument) -> Iterator[Root | HostFailure | Passed]:
        """Yield the document's top-level values; a failure in one part does not hide the others."""

    def comments(self, document: SourceDocument) -> Iterator[Comment]:
        """Yield the document's comments; called only where the text mentions ``seedance-lint:``."""
