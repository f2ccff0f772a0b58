"""YAML: extents and values of scalars by PyYAML's event stream, everything else by an own composer that no alias can blow up."""

from collections.abc import Iterator

from seedance_lint.annotations import Any
from seedance_lint.hosts.file_names import collection_of
from seedance_lint.hosts.located import Comment, HostFailure, MissingExtra, Node, Passed, Root, begins_line
from seedance_lint.hosts.scalars import resolve
from seedance_lint.hosts.yaml.blocks import BlockString
from seedance_lint.hosts.yaml.strings import FlowString
from seedance_lint.pattern import Pattern
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.span import Span

NAME = "YAML"
SUFFIXES = (".yaml", ".yml")
MARKS = ("# ", "")

LARGEST = 1_000_000
"""Values of a document with all its aliases written out. A document that holds more is refused: it is made to do harm."""

DEEPEST = 500
"""Levels of nesting. The library takes quadratic time on brackets that open and never close."""

_QUOTES = "'\""
_TOO_DEEP = "YAML is nested too deeply to be a request"
_CORE = "tag:yaml.org,2002:"
_PROPERTIES = Pattern(r"(?:[&!][^\s,\[\]{}]*(?:[ \t\r\n]|(?<=[ \t\r\n])#[^\r\n]*)+)*")
_UNPRINTABLE = Pattern("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_HEADER = Pattern(r"[^\r\n]*")
_BREAK = Pattern(r"[\r\n]")
_COMMENT = Pattern(r"(?:(?<=[ \t\r\n])|\A)#[^\r\n]*")


class _Open:
    """A container whose end is not reached yet.

    ``size`` counts what it would hold with all aliases written out; ``end`` is where its last part ends.
    """

    __slots__ = ("anchor", "end", "in_flow", "is_mapping", "parts", "size", "start")

    def __init__(self, start: int, anchor: str | None, *, in_flow: bool, is_mapping: bool) -> None:
        self.start = start
        self.end = start
        self.anchor = anchor
        self.in_flow = in_flow
        self.is_mapping = is_mapping
        self.parts: list[Node] = []
        self.size = 1


def roots(document: SourceDocument) -> Iterator[Root | HostFailure | Passed]:
    """Yield one value for each document of the stream, up to the first that is broken, and what programs hold that are texts of it."""
    from seedance_lint.hosts import samples

    text, around = document.text, collection_of(document)
    try:
        for tree in _Composer(text).documents():
            root = Root(tree.value, lambda tree=tree: tree, tree.span.start, around)  # type: ignore[misc]
            yield root
            if isinstance(root.value, (dict, list)):
                yield from samples.roots(document, root)
    except HostFailure as failure:
        yield failure


def comments(document: SourceDocument) -> Iterator[Comment]:
    """Yield the document's comments, up to the place where it is broken."""
    text = document.text
    composer = _Composer(text)
    try:
        for _ in composer.documents():
            pass
    except HostFailure:
        pass
    match = _COMMENT.search(text)
    for string in [*sorted(composer.strings), Span(len(text), len(text))]:
        while match is not None and match.start() < string.start:
            yield Comment(Span(*match.span()), match[0][1:].strip(), own_line=begins_line(text, match.start()))
            match = _COMMENT.search(text, match.end())
        if match is not None and match.start() < string.end:  # what looks like a comment is in the string
            match = _COMMENT.search(text, string.end)


class _Composer:
    """Makes trees of the events of one text. ``strings`` are the extents of all scalars, block headers left out."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.strings: list[Span] = []
        self._anchors: dict[str, tuple[Node, int] | None] = {}
        self._stack: list[_Open] = []

    def documents(self) -> Iterator[Node]:
        """Yield the tree of each document.

        Raises:
            HostFailure: the text is not YAML, or its aliases stand for more than anybody means.
        """
        from importlib import import_module

        try:
            yaml: Any = import_module("yaml")
        except ImportError:
            raise MissingExtra("YAML", "hosts") from None
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        shift = 1 if self.text.startswith("\ufeff") else 0  # the library does not count a byte order mark
        last = 0
        try:
            for event in yaml.parse(self.text[shift:], Loader=loader):
                last = event.end_mark.index + shift
                tree = self._take(event, type(event).__name__, event.start_mark.index + shift, event.end_mark.index + shift)
                if tree is not None:
                    yield tree
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self._refuse_depth(last, mark.index + shift if mark is not None else last)
            raise HostFailure(f"broken YAML: {error.problem or error.context}", mark.index + shift if mark is not None else 0) from None
        except yaml.reader.ReaderError as error:
            raise HostFailure(f"broken YAML: {error.reason}", _unprintable(self.text)) from None
        except UnicodeEncodeError as error:  # a text that came from no file
            raise HostFailure("broken YAML: a lone surrogate", error.start + shift) from None
        except (RecursionError, yaml.YAMLError):
            raise HostFailure(_TOO_DEEP, last) from None

    def _refuse_depth(self, start: int, end: int) -> None:
        """Say that brackets after the last event open too many levels: the library looks ahead, and newer ones have a limit of their own.

        Raises:
            HostFailure: they do.
        """
        depth = len(self._stack)
        for place in range(start, end):
            if self.text[place] in _QUOTES:
                return
            depth += (self.text[place] in "[{") - (self.text[place] in "]}")
            if depth > DEEPEST:
                raise HostFailure(_TOO_DEEP, place)

    def _take(self, event: Any, kind: str, start: int, end: int) -> Node | None:
        """Add one event; return the tree of the document that it completes, if it does."""
        if kind == "DocumentStartEvent":
            self._anchors = {}
        elif kind == "ScalarEvent":
            node = self._scalar(event, min(self._behind_properties(event, start), end), end)
            return self._add(node, 1, node.span.end, event.anchor)
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            if len(self._stack) >= DEEPEST:
                raise HostFailure(_TOO_DEEP, start)
            if event.anchor is not None:
                self._anchors[event.anchor] = None
            start = self._behind_properties(event, start)
            self._stack.append(_Open(start, event.anchor, in_flow=bool(event.flow_style), is_mapping=kind == "MappingStartEvent"))
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            return self._close(end)
        elif kind == "AliasEvent":
            found = self._anchors.get(event.anchor)
            if found is None:
                why = "is inside the value that it refers to" if event.anchor in self._anchors else "does not refer to anything above it"
                raise HostFailure(f"broken YAML: the alias `*{event.anchor}` {why}", start)
            return self._add(*found, end, None)
        return None

    def _add(self, node: Node, size: int, end: int, anchor: str | None) -> Node | None:
        if anchor is not None:
            self._anchors[anchor] = (node, size)
        if not self._stack:
            return node
        container = self._stack[-1]
        container.parts.append(node)
        container.end = end
        container.size += size
        if container.size > LARGEST:
            raise HostFailure(f"the aliases of this document expand to more than {LARGEST:,} values", container.start)
        return None

    def _close(self, end: int) -> Node | None:
        opened = self._stack.pop()
        span = Span(opened.start, end if opened.in_flow else opened.end)  # of a block, the library's end lies after the blank lines
        if opened.is_mapping:
            node = self._mapping(span, opened.parts[::2], opened.parts[1::2])
        else:
            node = Node(span, [part.value for part in opened.parts], children=tuple(opened.parts))
        return self._add(node, opened.size, span.end, opened.anchor)

    def _mapping(self, span: Span, keys: list[Node], values: list[Node]) -> Node:
        entries: list[tuple[Node, Node]] = []
        merged: list[tuple[Node, Node]] = []
        for key, value in zip(keys, values, strict=True):
            if key.value == "<<" and isinstance(key.form, FlowString) and not key.form.quote:
                sources = value.children if isinstance(value.value, list) else (value,)
                for source in reversed(sources):  # of several, the first counts most; of equal names, the last found here does
                    merged += zip(source.keys, source.children, strict=True)
            else:
                name = key.value if isinstance(key.value, str) else self.text[slice(*key.span)]
                entries.append((Node(key.span, name, key.form), value))
        entries = merged + entries
        names = {key.value: value.value for key, value in entries}
        return Node(span, names, children=tuple(value for _, value in entries), keys=tuple(key for key, _ in entries))

    def _scalar(self, event: Any, start: int, end: int) -> Node:
        value: object = event.value
        if event.style in ("|", ">"):
            header = _HEADER.match(self.text, start)
            assert header is not None
            self.strings.append(Span(header.end(), end))
            form = BlockString(start, end, event.value)
            return Node(Span(start, start + len(self.text[start:end].rstrip())), value, form)
        self.strings.append(Span(start, end))
        is_typed = event.tag is not None and event.tag.startswith(_CORE) and event.tag != f"{_CORE}str"
        if is_typed or (event.implicit[0] and not event.style):
            value = resolve(event.value)
        in_flow = bool(self._stack) and self._stack[-1].in_flow
        if not isinstance(value, str):
            return Node(Span(start, end), value)
        is_folded = _BREAK.search(self.text, start, end) is not None
        return Node(Span(start, end), value, FlowString(start, end, value, event.style or "", in_flow, is_folded))

    def _behind_properties(self, event: Any, start: int) -> int:
        """Return where a value starts after its anchor and its tag."""
        if event.anchor is None and event.tag is None:
            return start
        match = _PROPERTIES.match(self.text, start)
        return match.end() if match is not None else start


def _unprintable(text: str) -> int:
    match = _UNPRINTABLE.search(text)
    return match.start() if match is not None else 0
