"""From what a rule points at to characters of the file: verified, or the whole string."""

from bisect import bisect_left
from functools import lru_cache
from itertools import pairwise

from seedance_lint.diagnostics.diagnostic import Cell, FileEdit, FileFix
from seedance_lint.diagnostics.violation import Edit, Fix, Location, Path, Place, pointer
from seedance_lint.hosts import named_values
from seedance_lint.hosts.located import HostFailure, Node, Root, StringForm
from seedance_lint.records import NamedTuple
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.source_map import SourceMap
from seedance_lint.source.span import Span


class Placed(NamedTuple):
    """Where something is in the document's text.

    ``found`` is false if the value has no text of its own there (files named on the command line): the span is the whole prompt then.
    """

    span: Span
    exact: bool
    pointer: str
    found: bool


class Places:
    """The places of one request's values. Nothing is computed before the first question."""

    __slots__ = ("_maps", "_prompt_path", "_root", "_tree", "_whole", "document")

    def __init__(self, document: SourceDocument, root: Root, prompt_path: Path) -> None:
        self.document = document
        self._root = root
        self._prompt_path = prompt_path
        self._tree: Node | None = None
        self._whole: Span | None = None
        self._maps: dict[int, SourceMap | None] = {}

    def may_have(self, at: Place) -> bool:  # noqa: ARG002 - those of a file may hold anything
        """Whether it is worth the time to look for a place."""
        return True

    def place(self, at: Place) -> Placed:
        """Return the characters that a span of the prompt, or a value of the request, was written with."""
        location = self._location(at)
        where = pointer(location.path)
        node = self._node(location)
        if node is None:
            return Placed(self._whole_prompt(), exact=False, pointer=where, found=False)
        if location.span is None:
            return Placed(node.span, exact=True, pointer=where, found=True)
        mapped = self._mapped(node, location.span)
        return Placed(mapped or node.span, exact=mapped is not None, pointer=where, found=True)

    def anchors(self, at: Place) -> frozenset[int]:
        """Return the lines (from 1) on which a comment would be about a place: its own, its value's first one, and that of the value's key."""
        location = self._location(at)
        offsets = [self.place(at).span.start]
        if (node := self._node(Location(location.path))) is not None:
            offsets.append(node.span.start)
        if (key := self._node(Location(location.path, key=True))) is not None:
            offsets.append(key.span.start)
        return frozenset(self.document.position(offset).line for offset in offsets)

    def cell(self, at: Place) -> Cell:
        """Return the cell of a table that a place is in."""
        location = self._location(at)
        start, end = location.span or (None, None)
        return Cell(self.document.position(self.place(at).span.start).line, str(location.path[0]), start, end)

    def forget(self) -> None:
        """Drop what was found of the request: the files of most documents are larger than what is said of them."""
        if (
            len(self._prompt_path) > 1
            and self._tree is not None
            and (node := self._tree.find(self._prompt_path[:-1], self.document.text)) is not None
        ):
            node.forget()
            self._maps.clear()

    def prompt(self) -> Placed:
        """Return where the prompt is as a whole."""
        return self.place(Location(self._prompt_path))

    def offset_in_prompt(self, offset: int) -> int | None:
        """Return the first character of the prompt that starts at or after an offset of the document.

        None if the offset is outside of the prompt, or its characters cannot be told for certain.
        """
        node = self._node(Location(self._prompt_path))
        if node is None or not node.span.start <= offset <= node.span.end:
            return None
        source_map = self._source_map(node)
        return None if source_map is None else bisect_left(range(source_map.length), offset, key=source_map.start)

    def fix(self, fix: Fix) -> FileFix | None:
        """Return a fix as edits of the file; None if one of them could hit anything but its target, and in a table."""
        if self.document.is_table:
            return None
        edits: list[FileEdit] = []
        for edit in fix.edits:
            made = self._edits(edit)
            if made is None:
                return None
            edits += made
        edits.sort()
        if any(left.end > right.start for left, right in pairwise(edits)):
            return None
        shift = self.document.first_offset
        moved = tuple(FileEdit(edit.start + shift, edit.end + shift, edit.replacement) for edit in edits)
        meant = tuple([edit._replace(at=self._location(edit.at)) for edit in fix.edits])
        return FileFix(fix.title, fix.applicability, moved, self._root.offset, meant)

    def _edits(self, edit: Edit) -> list[FileEdit] | None:
        location = self._location(edit.at)
        node = self._node(location)
        if node is None:
            return None
        if edit.wrap is not None:
            if not getattr(node.form, "stands_alone", True):
                return None
            before, after = (_code(node.form, text) for text in edit.wrap)
            if before is None or after is None:
                return None
            return [FileEdit(node.span.start, node.span.start, before), FileEdit(node.span.end, node.span.end, after)]
        if not isinstance(node.value, str):
            written = edit.replacement if node.form is None else node.form.encode(edit.replacement)  # in a part of another language
            return None if location.key or written is None else [FileEdit(*node.span, written)]
        source_map = self._source_map(node)
        if source_map is None or node.form is None:
            return None
        span = location.span or Span(0, len(node.value))
        mapped = self._mapped(node, span)
        encoded = node.form.encode(edit.replacement, span.start)
        if mapped is None or encoded is None or not source_map.is_contiguous(span):
            return None
        return [FileEdit(*mapped, encoded)]

    def _location(self, at: Place) -> Location:
        return at if isinstance(at, Location) else Location(self._prompt_path, span=at)

    def _node(self, location: Location) -> Node | None:
        if self._tree is None:
            try:
                self._tree = self._root.tree()
            except HostFailure:
                self._tree = Node(Span(self._root.offset, len(self.document.text)), None)
        if location.key:
            return self._tree.find_key(location.path, self.document.text)
        node = self._tree.find(location.path, self.document.text)
        if node is not None and isinstance(node.value, str) and node.value != _value(self._root.value, location.path):
            return Node(node.span, node.value)  # the parser read another text here: only the string as a whole is sure
        return node

    def _whole_prompt(self) -> Span:
        if self._whole is None:
            node = self._node(Location(self._prompt_path))
            self._whole = node.span if node is not None else Span(self._root.offset, len(self.document.text))
        return self._whole

    def _mapped(self, node: Node, span: Span) -> Span | None:
        """Return the file's characters of a span of a string; None if they cannot be told for certain."""
        source_map = self._source_map(node)
        if source_map is None or not 0 <= span.start <= span.end <= source_map.length:
            return None
        try:
            return source_map.to_file(span)
        except ValueError:  # an empty string whose form kept no place
            return None

    def _source_map(self, node: Node) -> SourceMap | None:
        if node.form is None:
            return None
        key = id(node)  # the tree keeps its nodes alive
        if key not in self._maps:
            source_map = node.form.source_map(self.document.text)
            if source_map is not None and source_map.value != node.value:
                source_map = None
            self._maps[key] = source_map
        return self._maps[key]


def _code(form: StringForm | None, text: str) -> str | None:
    """Return how a document holds code that it is written in, or that a part of it is written in."""
    write = getattr(form, "code", None)
    return text if write is None else write(text)


def _value(value: object, path: Path) -> object:
    """Return what a path leads to in a plain value; None if it leads nowhere."""
    for part in path:
        if isinstance(value, str):
            value = _inside(value) if type(value) is str else _inside.__wrapped__(value)  # a text with holes is more than its letters
        elif isinstance(value, list) and isinstance(part, str):
            value = named_values.form(value)
        try:
            value = value[part]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            return None
    return value


@lru_cache(maxsize=4)  # one text holds many requests, each of which has many places
def _inside(text: str) -> object:
    from seedance_lint.hosts import nested

    return nested.parse(text)
