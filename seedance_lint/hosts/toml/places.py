"""The places of a TOML document's values: one pass over a text that the library has found to be right."""

import re

from seedance_lint.annotations import Any, NoReturn
from seedance_lint.hosts.located import Node
from seedance_lint.hosts.toml.strings import TomlString
from seedance_lint.hosts.toml.strings import read as read_string
from seedance_lint.source.span import Span

_FILL = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*+)*+")
_SPACE = re.compile(r"[ \t]*+")
_TOKEN = re.compile(
    r"(\"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*+\"{3,5}|'''(?:[^']|'(?!''))*+'{3,5})|(\"(?:[^\"\\\r\n]|\\.)*+\"|'[^'\r\n]*+')"
    r"|(\d{4}-\d\d-\d\d \d\d:[^\s,\]}#]*|[^\s,\[\]{}#]+)",
    re.DOTALL,
)
_NAME = re.compile(r"\"(?:[^\"\\\r\n]|\\.)*+\"|'[^'\r\n]*+'|[A-Za-z0-9_-]+")


class _Lost(Exception):
    """The scan and the library disagree: nothing is certain any more."""


class _Branch:
    """A table or a list that is being collected; ``parts`` are branches and leaves, by name or one after the other."""

    def __init__(self, start: int, *, is_list: bool = False) -> None:
        self.start = start
        self.end = start
        self.is_list = is_list
        self.keys: dict[str, Node] = {}
        self.parts: dict[str | int, _Branch | Node] = {}


def read(text: str, value: dict[str, Any]) -> Node:
    """Return the places of a document whose value is known; without any of them where the two do not fit."""
    try:
        return _node(_Scanner(text).document(), value, len(text))
    except (_Lost, RecursionError):
        return Node(Span(0, len(text)), value)


class _Scanner:
    """Reads names and values one after the other."""

    def __init__(self, text: str) -> None:
        self.text = text

    def document(self) -> _Branch:
        """Return everything in the text."""
        root = table = _Branch(0)
        at = self.fill(0)
        while at < len(self.text):
            if self.text[at] == "[":
                table, at = self.header(root, at)
            else:
                at = self.entry(table, at)
            at = self.fill(at)
        root.end = len(self.text)
        return root

    def header(self, root: _Branch, start: int) -> tuple[_Branch, int]:
        """Read ``[a.b]`` or ``[[a.b]]``; return its table and the offset after it."""
        is_item = self.text.startswith("[[", start)
        names, at = self.name(self.space(start + 1 + is_item))
        table = self.descend(root, names[:-1])
        last = names[-1]
        table.keys.setdefault(str(last.value), last)
        if is_item:
            items = table.parts.setdefault(str(last.value), _Branch(start, is_list=True))
            if not isinstance(items, _Branch):
                self.lose()
            made = items.parts[len(items.parts)] = _Branch(start)
        else:
            made = self.descend(table, [last])
            made.start = min(made.start, start)
        made.end = max(made.end, at)
        return made, self.space(at) + 1 + is_item

    def entry(self, table: _Branch, at: int) -> int:
        """Read ``a.b = value``; return the offset after it."""
        names, at = self.name(at)
        inner = self.descend(table, names[:-1])
        last = names[-1]
        inner.keys[str(last.value)] = last
        part, end = self.value(self.space(self.space(at) + 1))
        inner.parts[str(last.value)] = part
        inner.end = table.end = end
        return end

    def descend(self, table: _Branch, names: list[Node]) -> _Branch:
        """Return the table under dotted names, made where there is none; of a list of tables, the last one."""
        for name in names:
            table.keys.setdefault(str(name.value), name)
            inner = table.parts.setdefault(str(name.value), _Branch(name.span.start))
            if isinstance(inner, _Branch) and inner.is_list and inner.parts:
                inner = inner.parts[len(inner.parts) - 1]
            if not isinstance(inner, _Branch):
                self.lose()
            table = inner
        return table

    def name(self, at: int) -> tuple[list[Node], int]:
        """Read a dotted name; return its parts and the offset after it."""
        names: list[Node] = []
        while True:
            match = _NAME.match(self.text, at)
            if match is None:
                self.lose()
            names.append(self.string(match, match[0][0] if match[0][0] in "\"'" else ""))
            at = self.space(match.end())
            if not self.text.startswith(".", at):
                return names, match.end()
            at = self.space(at + 1)

    def value(self, at: int) -> tuple[_Branch | Node, int]:
        """Read a value; return it and the offset after it."""
        if self.text.startswith("[", at):
            return self.items(at)
        if self.text.startswith("{", at):
            return self.inline_table(at)
        match = _TOKEN.match(self.text, at)
        if match is None:
            self.lose()
        if match[3] is None:
            return self.string(match, match[0][:3] if match[1] else match[0][0]), match.end()
        return Node(Span(*match.span()), None), match.end()

    def items(self, start: int) -> tuple[_Branch, int]:
        """Read a list between brackets."""
        branch = _Branch(start, is_list=True)
        at = self.fill(start + 1)
        while not self.text.startswith("]", at):
            branch.parts[len(branch.parts)], at = self.value(at)
            at = self.separated(at, "]")
        branch.end = at + 1
        return branch, at + 1

    def inline_table(self, start: int) -> tuple[_Branch, int]:
        """Read a table between braces."""
        branch = _Branch(start)
        at = self.fill(start + 1)
        while not self.text.startswith("}", at):
            at = self.separated(self.entry(branch, at), "}")
        branch.end = at + 1
        return branch, at + 1

    def separated(self, at: int, closing: str) -> int:
        """Step over white space and a comma after a part."""
        at = self.fill(at)
        if self.text.startswith(",", at):
            return self.fill(at + 1)
        if not self.text.startswith(closing, at):
            self.lose()
        return at

    def string(self, match: re.Match[str], quotes: str) -> Node:
        """Return a string or a name."""
        span = Span(*match.span())
        made = read_string(self.text, span, quotes)
        if made is None:
            self.lose()
        return Node(span, made.value, TomlString(*span, quotes, made.value))

    def fill(self, at: int) -> int:
        """Step over white space, line breaks and comments."""
        return _FILL.match(self.text, at).end()  # type: ignore[union-attr]  # it matches everywhere

    def space(self, at: int) -> int:
        """Step over white space within a line."""
        return _SPACE.match(self.text, at).end()  # type: ignore[union-attr]

    def lose(self) -> NoReturn:
        """Give up."""
        raise _Lost


def _node(part: "_Branch | Node", value: Any, end: int) -> Node:
    """Return what was collected as a tree, with the values of the library."""
    if isinstance(part, Node):
        if isinstance(value, str) != isinstance(part.value, str) or isinstance(value, (dict, list)):
            raise _Lost
        return Node(part.span, value, part.form if part.value == value else None)
    span = Span(part.start, min(part.end, end))
    if part.is_list:
        if not isinstance(value, list) or len(value) != len(part.parts):
            raise _Lost
        return Node(span, value, children=tuple([_node(part.parts[index], item, end) for index, item in enumerate(value)]))
    if not isinstance(value, dict) or value.keys() != part.parts.keys():
        raise _Lost
    children = tuple([_node(inner, value[str(name)], end) for name, inner in part.parts.items()])
    return Node(span, value, children=children, keys=tuple([part.keys[str(name)] for name in part.parts]))
