"""Where the values of a JSON text are: read only for files in which somebody asks for a place."""

import json
import re
from functools import partial

from seedance_lint.annotations import Any
from seedance_lint.hosts.json.host import decode
from seedance_lint.hosts.located import Entries, Node
from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple
from seedance_lint.source.source_map import SourceMap, SourceMapBuilder
from seedance_lint.source.span import Span

DEEPEST = 500
"""The level of nesting that is pointed at where the library gives up; no request comes near it."""

_STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_SCALAR = r'[^\s\[\]{}:,"]++'
_FLAT = rf'[^{{}}\[\]"]*+(?:{_STRING}[^{{}}\[\]"]*+)*+'
# A container that holds no other is one token: its inside is read only when somebody looks there.
_TOKEN = Pattern(rf"{_STRING}|\{{{_FLAT}\}}|\[{_FLAT}\]|[\[\]{{}}]|{_SCALAR}", re.DOTALL)
_LEAF = Pattern(rf"{_STRING}|{_SCALAR}", re.DOTALL)
_BRACKET = Pattern(rf"{_STRING}|[\[\]{{}}]", re.DOTALL)
_ESCAPE = Pattern(r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_SHORT = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_TO_ESCAPE = Pattern('[\x00-\x1f"\\\\\ud800-\udfff]')
_LONG = {value: f"\\{short}" for short, value in _SHORT.items() if short != "/"}


class JsonString(NamedTuple):
    """A string literal at ``[start, end)`` of the document, quotes included, and what it means."""

    start: int
    end: int
    value: str

    def source_map(self, text: str) -> SourceMap | None:
        """Map the string's characters to the document's text."""
        start, end = self.start + 1, self.end - 1
        if text.find("\\", start, end) < 0:
            return SourceMap.verbatim(self.value, start) if text[start:end] == self.value else None
        builder = SourceMapBuilder()
        for match in _ESCAPE.finditer(text, start, end):
            builder.verbatim(text[start : match.start()], start)
            high, low, unit, short = match.groups()
            if high:
                character = chr(0x10000 + ((int(high, 16) & 0x3FF) << 10) + (int(low, 16) & 0x3FF))
            else:
                character = chr(int(unit, 16)) if unit else _SHORT[short]
            start = match.end()
            builder.escape(character, match.start(), start - match.start())
        builder.verbatim(text[start:end], start)
        made = builder.build()
        return made if made.value == self.value else None

    def encode(self, text: str, offset: int = 1) -> str | None:  # noqa: ARG002  # JSON's strings are the same everywhere
        """Return how to write ``text`` inside this string."""
        return _TO_ESCAPE.sub(lambda match: _LONG.get(match[0]) or f"\\u{ord(match[0]):04x}", text)


def tree(text: str, start: int, end: int, value: object) -> Node:
    """Return the places of a valid JSON value that starts at ``start`` and ends before ``end``, white space aside."""
    stack: list[list[Any]] = [[start, end]]
    for match in _TOKEN.finditer(text, start, end):
        at = match.start()
        mark = text[at]
        if mark in "}]":
            stack.pop()[1] = at + 1
        elif mark in "{[" and match.end() == at + 1:
            inner: list[Any] = [at, at + 1]
            stack[-1].append(inner)
            stack.append(inner)
        else:
            stack[-1].append(at)
    return _node(text, stack[0][2], value)


# A skeleton of a value is the offset at which it starts, if it holds no further container,
# else a list: its start, its end, and the skeletons inside it, names and values of an object in turn.
def _node(text: str, skeleton: Any, value: object) -> Node:
    if isinstance(skeleton, list):
        return Node(Span(skeleton[0], skeleton[1]), value, load=partial(_children, text, skeleton))
    mark = text[skeleton]
    if mark == '"' and isinstance(value, str):
        end = _end_of_string(text, skeleton, value)
        return Node(Span(skeleton, end), value, JsonString(skeleton, end, value))
    match = (_TOKEN if mark in "{[" else _LEAF).match(text, skeleton)
    assert match is not None
    span = Span(skeleton, match.end())
    return Node(span, value, load=partial(_flat_children, text)) if mark in "{[" else Node(span, value)


def _end_of_string(text: str, start: int, value: str) -> int:
    """Return where the literal of a string ends, which most often has no escapes."""
    end = start + len(value) + 2
    if text.startswith(value, start + 1) and text.startswith('"', end - 1):
        return end
    match = _LEAF.match(text, start)
    assert match is not None
    return match.end()


def _flat_children(text: str, node: Node) -> Entries:
    inside = [match.start() for match in _LEAF.finditer(text, node.span.start + 1, node.span.end - 1)]
    return _children(text, [*node.span, *inside], node)


def _children(text: str, skeleton: list[Any], node: Node) -> Entries:
    value = node.value
    if isinstance(value, list):
        return tuple(map(partial(_node, text), skeleton[2:], value)), ()
    assert isinstance(value, dict)
    keys, children = [], []
    for at, inner in zip(skeleton[2::2], skeleton[3::2], strict=True):
        end = text.index('"', at + 1) + 1
        name = text[at + 1 : end - 1]
        if "\\" in name:
            match = _LEAF.match(text, at)
            assert match is not None
            name, end = json.loads(match[0]), match.end()
        keys.append(Node(Span(at, end), name, JsonString(at, end, name)))
        children.append(_node(text, inner, value[name]))
    if len(keys) != len(value):  # of a repeated name, all but the last have a value that the mapping no longer knows
        last = {key.value: index for index, key in enumerate(keys)}
        for index, (key, child) in enumerate(zip(keys, children, strict=True)):
            if last[key.value] != index:
                children[index] = tree(text, *child.span, decode(text[child.span.start : child.span.end]))
    return tuple(children), tuple(keys)


def depth_break(text: str) -> int:
    """Return the offset of the first bracket that opens a level deeper than ``DEEPEST``."""
    depth = 0
    for match in _BRACKET.finditer(text):
        mark = match[0]
        if mark in ("[", "{"):
            depth += 1
            if depth > DEEPEST:
                return match.start()
        elif mark in ("]", "}"):
            depth -= 1
    return 0
