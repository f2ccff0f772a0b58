"""Documents inside of documents: what a host finds in a part of a file, moved to its place in the file."""

from collections.abc import Iterator
from functools import partial

from seedance_lint.hosts.located import (
    COMMENT_MARK,
    Clue,
    Comment,
    Elsewhere,
    Entries,
    Host,
    HostFailure,
    Node,
    Passed,
    Root,
    StringForm,
    source_map_of,
)
from seedance_lint.records import NamedTuple
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.source_map import SourceMap
from seedance_lint.source.span import Span

_WORDS = ("prompt", "seedance", "image_url", "video_url", "audio_url")
"""A part that has none of these and that its host refuses is an example of something else: nobody hears of it."""


class Embedded(NamedTuple):
    """A part of a document: its text and where that is in the document, and who reads it.

    ``one_line`` says that a change of it cannot hold a line break: its lines have something in front of them.
    ``outer`` writes its text where it is itself a string of the document.
    """

    host: Host
    made: SourceMap
    one_line: bool = False
    outer: StringForm | None = None

    def written(self, text: str | None, offset: int) -> str | None:
        """Return how the document holds a piece of the part's text at an offset of it; None if it cannot."""
        if text is None or (self.one_line and ("\n" in text or "\r" in text)):
            return None
        return text if self.outer is None else self.outer.encode(text, offset)


class _Moved(NamedTuple):
    """The form of a value of a part; ``form`` is None for what is not a string, and then new text is code of the part."""

    form: StringForm | None
    part: Embedded
    span: Span
    """Where the value is in the part."""

    @property
    def stands_alone(self) -> bool:
        """Whether brackets around the value leave it as it is."""
        return getattr(self.form, "stands_alone", True)

    def source_map(self, text: str) -> SourceMap | None:  # noqa: ARG002  # the form knows the part's text, not the document's
        """Map the string's characters to the document's text, through the part."""
        inner = self.form.source_map(self.part.made.value) if self.form is not None else None
        return inner.then(self.part.made) if inner is not None else None

    def code(self, text: str) -> str | None:
        """Return how the document holds code of the part."""
        return self.part.written(text, self.span.start)

    def encode(self, text: str, offset: int = 1) -> str | None:
        """Return how the part's host writes ``text``, as the document holds it."""
        if self.form is None:
            return self.code(text)
        inner = source_map_of(self.form, self.part.made.value) if self.part.outer is not None else None
        at = inner.to_file(Span(offset, offset)).start if inner is not None and 0 <= offset <= inner.length else self.span.start + 1
        return self.part.written(self.form.encode(text, offset), at)


def roots(document: SourceDocument, part: Embedded, around: tuple[Clue, ...] = ()) -> Iterator[Root | HostFailure | Passed]:
    """Yield what the host of a part finds there, with places in the document; ``around`` is what surrounds the part itself."""
    inner = SourceDocument(document.path, part.made.value)
    for root in part.host.roots(inner):
        if isinstance(root, Root):
            clues = tuple([clue._replace(span=_span(part, clue.span)) for clue in root.around])
            yield Root(root.value, partial(_tree, root, part), _start(part, root.offset), (*clues, *around))
        elif isinstance(root, Passed):
            yield root._replace(offset=_start(part, root.offset))
        elif any(word in part.made.value for word in _WORDS):
            root.offset = _start(part, root.offset)
            yield root


def comments(document: SourceDocument, part: Embedded) -> Iterator[Comment]:
    """Yield the comments of a part, with places in the document."""
    inner = SourceDocument(document.path, part.made.value)
    found = list(part.host.comments(inner))
    # The next line of a part may be the same line of the document (a cell in one string), and one that is blank has marks there.
    passed = {inner.lines.row(each.span.start) for each in found if each.own_line and each.text.startswith(COMMENT_MARK)}
    behind = _next_lines(inner, passed)
    for comment in found:
        about = comment.about
        if about is None and inner.lines.row(comment.span.start) in passed:
            about = behind.get(inner.lines.row(max(0, comment.span.end - 1)))
        yield comment._replace(span=_span(part, comment.span), about=None if about is None else _span(part, about))


def _next_lines(inner: SourceDocument, passed: set[int]) -> dict[int, Span]:
    """Return, for each line, the first one after it that is not blank and has no such comment alone."""
    lines = inner.lines
    behind: dict[int, Span] = {}
    following = None
    for row in range(len(lines) - 1, -1, -1) if passed else ():
        if following is not None:
            behind[row] = following
        if row not in passed and (line := lines.line_text(row)).strip():
            start = lines.start_of_row(row)
            following = Span(start, start + len(line))
    return behind


def _tree(root: Root, part: Embedded) -> Node:
    return moved(part, root.tree())


def moved(part: Embedded, node: Node) -> Node:
    """Return a value of a part with its places in the document."""
    if isinstance(node, Elsewhere):
        return node.node
    form = _Moved(node.form, part, node.span)
    return Node(_span(part, node.span), node.value, form, load=partial(_moved_entries, part, node))


def _moved_entries(part: Embedded, node: Node, _: Node) -> Entries:
    return tuple([moved(part, child) for child in node.children]), tuple([moved(part, key) for key in node.keys])


def _start(part: Embedded, offset: int) -> int:
    return part.made.to_file(Span(offset, offset)).start


def _span(part: Embedded, span: Span) -> Span:
    return part.made.to_file(span)
