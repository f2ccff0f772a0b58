"""The head of a prompt file or a page: a strict little part of YAML, so that plain text needs no YAML library.

``name: value`` lines and lists of values, as ``- value`` lines or between brackets. Everything it reads, YAML 1.2 reads the same way.
A head that has more than that is read by the YAML library where it is installed. Fields that say nothing of a prompt may be anything.
"""

import re

from seedance_lint.annotations import NoReturn
from seedance_lint.hosts.located import COMMENT_MARK, Clue, Comment, HostFailure, Node, Root
from seedance_lint.hosts.scalars import resolve
from seedance_lint.hosts.yaml.strings import FlowString, decode
from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.source_map import SourceMap
from seedance_lint.source.span import Span

_HEAD = Pattern(r"---[ \t]*(?:\r\n|\n|\r)")
_FOOT = Pattern(r"(?<=[\r\n])---[ \t]*(?:\r\n|\n|\r|\Z)")
_NAME = Pattern(r"([A-Za-z_][\w.-]*|\"[^\"\\\r\n]*\"|'[^'\r\n]*')[ \t]*:(?=[ \t\r\n]|\Z)")
# What front matter is known by: a name, or a comment for us, since a prompt file has no other place for one.
_SIGN = Pattern(rf"(?<=[\r\n])(?:{_NAME.pattern}|[ \t]*#[ \t]*{COMMENT_MARK})")
_NAME_LINE = Pattern(rf"(?<=[\r\n]){_NAME.pattern}")
_SPACE = Pattern(r"[ \t]*+")
_LINE_END = Pattern(r"[ \t]*+((?<=[ \t\r\n])#[^\r\n]*+)?(?:\r\n|\n|\r|\Z)")
_DASH = Pattern(r"[ \t]*+-(?=[ \t\r\n])")
_QUOTED = Pattern(r"\"[^\"\\\r\n]*+(?:\\.[^\"\\\r\n]*+)*+\"|'(?:[^'\r\n]|'')*+'")
_PLAIN = Pattern(r"(?:[^\s#:]|:(?![ \t\r\n]|\Z)|(?<![ \t\r\n])#|[ \t]+(?![ \t#\r\n]|\Z))++")
_PLAIN_IN_FLOW = Pattern(r"(?:[^\s#:,\[\]{}]|:(?![ \t\r\n,\[\]{}]|\Z)|(?<![ \t\r\n])#|[ \t]+(?![ \t#\r\n,\[\]{}]|\Z))++")
_NO_PLAIN_START = frozenset("&*!|>%@`{}[],#\"'")
_FILL = Pattern(r"(?:[ \t\r\n]|(?<=[ \t\r\n])#[^\r\n]*+)*+")
_COMMENT = Pattern(r"(?<=[ \t\r\n])#[^\r\n]*+")
# Names that say something of a prompt; a mistake in one of them is reported.
_OURS = Pattern(
    r"prompt$|profile$|model|duration|ratio$|aspect|resolution$|seed$|generate|watermark$|camera|(?:\w+[_-])?(?:image|video|audio|file|frame|reference)s?(?:[_-]\w+)?$",
    re.IGNORECASE,
)


class FrontMatter(NamedTuple):
    """The fields of a head, their places, the offset after its last line, and its comments."""

    fields: dict[str, object]
    node: Node
    end: int
    comments: tuple[Comment, ...]


def read(text: str) -> FrontMatter | None:
    """Return the front matter of a text, or None if it has none: no two ``---`` lines, or neither a ``name:`` nor a comment for us between them.

    Raises:
        HostFailure: there is front matter, and nobody can tell what it says of the prompt.
    """
    head = _HEAD.match(text)
    if head is None:
        return None
    foot = _FOOT.search(text, head.end() - 1)
    if foot is None or (foot.start() > head.end() and _SIGN.search(text, head.end(), foot.start()) is None):
        return None
    span = Span(head.end(), foot.start())
    try:
        return _little(text, span, foot.end(), lenient=False)
    except HostFailure as failure:
        found = None if isinstance(failure, _Twice) else _by_library(text, span, foot.end())
        if found is not None:
            return found
        try:
            return _little(text, span, foot.end(), lenient=True)
        except HostFailure:
            raise failure from None


def clues(front: FrontMatter) -> tuple[Clue, ...]:
    """Return what a head says of where its prompts are sent: the profile that it names, and the title of the page."""
    found = []
    for name, kind in (("profile", "profile"), ("title", "heading")):
        node = front.node.find((name,))
        if node is not None and isinstance(node.value, str) and node.value:
            found.append(Clue(kind, node.value, node.span))
    return tuple(found)


def _little(text: str, span: Span, end: int, *, lenient: bool) -> FrontMatter:
    reader = _Reader(text, span.end, lenient=lenient)
    keys, values = reader.lines(span.start)
    fields = {str(key.value): value.value for key, value in zip(keys, values, strict=True)}
    return FrontMatter(fields, Node(span, fields, children=tuple(values), keys=tuple(keys)), end, tuple(reader.comments))


def _by_library(text: str, span: Span, end: int) -> FrontMatter | None:
    """Return what the YAML library reads in a head; None if it is not installed, or reads no fields there."""
    from seedance_lint.hosts import embedded, host_for

    host = host_for("head.yaml")
    assert host is not None
    document = SourceDocument("", text)
    part = embedded.Embedded(host, SourceMap.verbatim(text[slice(*span)], span.start))
    found = list(embedded.roots(document, part))
    if len(found) != 1 or not isinstance(found[0], Root) or not isinstance(found[0].value, dict):
        return None
    fields = {name: value for name, value in found[0].value.items() if isinstance(name, str)}
    return FrontMatter(fields, found[0].tree(), end, tuple(embedded.comments(document, part)))


class _Twice(HostFailure):
    """A name that is twice: of two values one is not what the author meant."""


class _Reader:
    """Reads ``text`` up to ``end``, line by line; a lenient one leaves out fields that it cannot read and that say nothing of a prompt."""

    def __init__(self, text: str, end: int, *, lenient: bool) -> None:
        self.lenient = lenient
        self.text = text[:end]
        self.end = end
        self.comments: list[Comment] = []

    def lines(self, at: int) -> tuple[list[Node], list[Node]]:
        """Read all fields from an offset on; return their names and their values."""
        keys: list[Node] = []
        values: list[Node] = []
        names: set[str] = set()
        at = self.blank_lines(at)
        while at < self.end:
            match = _NAME.match(self.text, at)
            if match is None:
                at = _SPACE.match(self.text, at).end()  # type: ignore[union-attr]  # it matches everywhere
                self.fail("expected a `name: value` line or a list of values in the front matter", at)
            name = match[1].strip("\"'")
            if name in names and not (self.lenient and _OURS.match(name) is None):
                raise _Twice(f"`{name}` is in the front matter twice", at)
            names.add(name)
            quote = match[1][0] if match[1][0] in "\"'" else ""
            try:
                value, at = self.value(match.end())
                at = self.blank_lines(at)
                if self.lenient and at < self.end and _NAME.match(self.text, at) is None:
                    self.fail("", at)
            except HostFailure:
                if not self.lenient or _OURS.match(name):
                    raise
                at = self.next_name(match.end())
                continue
            keys.append(Node(Span(*match.span(1)), name, FlowString(*match.span(1), name, quote)))
            values.append(value)
        return keys, values

    def next_name(self, at: int) -> int:
        """Return where the next line with a name starts."""
        found = _NAME_LINE.search(self.text, at)
        return self.end if found is None else found.start()

    def value(self, at: int) -> tuple[Node, int]:
        """Read what is after a name and its colon; return it and the offset of the next line."""
        at = _SPACE.match(self.text, at).end()  # type: ignore[union-attr]
        if _LINE_END.match(self.text, at):
            return self.block_list(at)
        if self.text.startswith("[", at):
            node, at = self.flow_list(at)
        else:
            node, at = self.scalar(at, in_flow=False)
        return node, self.line_end(at)

    def block_list(self, at: int) -> tuple[Node, int]:
        """Read ``- value`` lines below an empty value; without any of them the value is null."""
        empty = Node(Span(at, at), None)
        items: list[Node] = []
        indent = None
        at = self.line_end(at)
        while True:
            line = self.blank_lines(at)
            dash = _DASH.match(self.text, line)
            if dash is None:
                break
            if indent not in (None, dash.end() - line):
                self.fail("all items of a list in the front matter must have the same indentation", line)
            indent = dash.end() - line
            at = _SPACE.match(self.text, dash.end()).end()  # type: ignore[union-attr]
            if _LINE_END.match(self.text, at):
                items.append(Node(Span(at, at), None))
            else:
                node, at = self.scalar(at, in_flow=False)
                items.append(node)
            at = self.line_end(at)
        if not items:
            return empty, at
        return Node(Span(items[0].span.start, items[-1].span.end), [item.value for item in items], children=tuple(items)), at

    def flow_list(self, start: int) -> tuple[Node, int]:
        """Read values between brackets."""
        items: list[Node] = []
        at = self.fill(start + 1)
        while not self.text.startswith("]", at):
            if at >= self.end:
                self.fail("this list is never closed", start)
            node, at = self.scalar(at, in_flow=True)
            items.append(node)
            at = self.fill(at)
            if self.text.startswith(",", at):
                at = self.fill(at + 1)
            elif not self.text.startswith("]", at) and at < self.end:
                self.fail("expected `,` or `]` here", at)
        return Node(Span(start, at + 1), [item.value for item in items], children=tuple(items)), at + 1

    def scalar(self, at: int, *, in_flow: bool) -> tuple[Node, int]:
        """Read a plain or quoted value; return it and the offset after it."""
        quote = self.text[at] if self.text[at] in "\"'" else ""
        if quote:
            match = _QUOTED.match(self.text, at)
            if match is None:
                self.fail("this quote is not closed on the same line", at)
            value = decode(self.text, at + 1, match.end() - 1, quote)
            if value is None:
                self.fail('this is not a valid escape; write a backslash between double quotes as "\\\\"', at)
            return Node(Span(at, match.end()), value, FlowString(at, match.end(), value, quote, in_flow)), match.end()
        match = (_PLAIN_IN_FLOW if in_flow else _PLAIN).match(self.text, at)
        if match is None or self.text[at] in _NO_PLAIN_START or match[0] in ("-", "?"):
            self.fail("expected a plain value, a quoted value or a list of values; put other text in quotes", at)
        if match[0].startswith(("- ", "? ", "-\t", "?\t")):
            self.fail("lists inside lists are not supported in front matter; put text that starts with a dash in quotes", at)
        word = resolve(match[0])
        form = FlowString(at, match.end(), word, "", in_flow) if isinstance(word, str) else None
        return Node(Span(at, match.end()), word, form), match.end()

    def blank_lines(self, at: int) -> int:
        """Skip lines with nothing but white space or a comment."""
        while at < self.end:
            match = _LINE_END.match(self.text, at)
            if match is None:
                break
            self.note(match, own_line=True)
            at = match.end()
        return at

    def line_end(self, at: int) -> int:
        """Step after the line break, which only a comment may be before."""
        match = _LINE_END.match(self.text, at)
        if match is None:
            self.fail("expected the end of the line here; put text that contains `: ` or ` #` in quotes", at)
        self.note(match, own_line=False)
        return match.end()

    def fill(self, at: int) -> int:
        """Skip white space, line breaks and comments between brackets."""
        end = _FILL.match(self.text, at).end()  # type: ignore[union-attr]
        for match in _COMMENT.finditer(self.text, at, end):
            self.comments.append(_comment(match.start(), match[0], own_line="\n" in self.text[at : match.start()]))
        return end

    def note(self, match: re.Match[str], *, own_line: bool) -> None:
        """Keep the comment of a line, if it has one."""
        if match[1] is not None:
            self.comments.append(_comment(match.start(1), match[1], own_line=own_line))

    def fail(self, message: str, at: int) -> NoReturn:
        """Give the head up."""
        raise HostFailure(message, at)


def _comment(start: int, text: str, *, own_line: bool) -> Comment:
    return Comment(Span(start, start + len(text)), text[1:].strip(), own_line)
