"""JSON as commands, workflows and documents write it: with holes that something fills in later, and with parts left out."""

import json
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from seedance_lint.hosts.json.places import JsonString
from seedance_lint.hosts.located import Elsewhere, Node, Partial, Template
from seedance_lint.hosts.program.mappings import HOLE, Entry, NameString, computed, mapping, sequence
from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple
from seedance_lint.source.source_map import SourceMap, SourceMapBuilder
from seedance_lint.source.span import Span

DEEPEST = 100
"""Levels of nesting; no request comes near it."""

_SPACE = Pattern(r"(?:[ \t\r\n]++|\\(?=[ \t]*[\r\n])|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
_STOP = Pattern(r'["\\]')
_LEFT_OUT = Pattern(r"\.{3}|…")
_SCALAR = Pattern(r"(?:true|false|null|-?(?:0|[1-9][0-9]{0,299})(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)(?![^\s,\]}/])")
_NAME = Pattern(r"[A-Za-z_]\w*", re.ASCII)
_GIVEN = Pattern(r"\$([A-Za-z_]\w*)(?=\s*(?:[,}\]]|\Z))", re.ASCII)
"""A value that a program of jq is given by its name."""
_FILLED = Pattern(r"\\\((?:[^()\"]|\([^()\"]*\)|\"[^\"\\]*\")*\)")
"""What a program of jq fills into a text: ``\\($place)``."""
_UNKNOWN = Pattern(r'[^\s,:"{}\[\]][^\s,"{}\[\]]*')
"""What stands for a value and is not one of JSON's: ``<seconds>``, ``YOUR_SEED``, ``$duration``."""


class Broken(ValueError):
    """A text that is not JSON, even with its holes; ``offset`` is where that shows."""

    def __init__(self, offset: int) -> None:
        super().__init__("broken JSON")
        self.offset = offset


class HoledString(NamedTuple):
    """A JSON string at ``[start, end)`` of a text, quotes included; in its ``holes`` (places of the text) is what is filled in later."""

    start: int
    end: int
    value: str
    holes: tuple[Span, ...]

    def source_map(self, text: str) -> SourceMap | None:
        """Map the string's characters to the text; a hole is one piece with what fills it."""
        builder = SourceMapBuilder()
        at = self.start + 1
        for hole in (*self.holes, Span(self.end - 1, self.end - 1)):
            made = JsonString(at - 1, hole.start + 1, _meaning(text, at, hole.start)).source_map(text)
            if made is None:
                return None
            builder.append(made)
            builder.escape(HOLE if hole.end > hole.start else "", hole.start, hole.end - hole.start)
            at = hole.end
        made = builder.build()
        return made if made.value == self.value else None

    def encode(self, text: str, offset: int = 1) -> str | None:
        """Return how to write ``text`` inside this string."""
        return JsonString(self.start, self.end, self.value).encode(text, offset)


def read(text: str, holes: Sequence[Span] = (), start: int = 0, *, bare: Mapping[str, Node] | None = None) -> Node:
    """Return the value that starts at ``start`` of a text and reaches to its end, white space and comments aside.

    ``holes`` are in order and apart from each other; places are places of the text. ``bare``: it is a program of
    jq, whose keys may do without quotes, and these are the values that are given to it; what it adds to the value is not known.

    Raises:
        Broken: there is no such value.
    """
    reader = _Reader(text, holes, bare)
    node, at = reader.value(reader.skip(start), 0)
    at = reader.skip(at)
    if bare is not None and node is not None and text[at : at + 1] in ("|", "+"):
        if "+" in text[at:] and isinstance(node.value, dict):
            node.value = Partial(node.value, getattr(node.value, "unknown", frozenset()), open=True)
    elif at < len(text):
        raise Broken(at)
    return node or computed(Span(start, at))


def read_all(text: str) -> list[Node]:
    """Return the values of a text that has several, one behind the other, as pages show what is sent and what comes back.

    Raises:
        Broken: it has something else.
    """
    reader = _Reader(text, (), None)
    found: list[Node] = []
    at = reader.skip(0)
    while at < len(text):
        if text[at] not in "{[":
            raise Broken(at)
        node, at = reader.value(at, 0)
        found += [node] if node is not None else []
        at = reader.skip(at)
    return found


class _Reader:
    def __init__(self, text: str, holes: Sequence[Span], bare: Mapping[str, Node] | None) -> None:
        self._text = text
        self._bare = bare
        self._holes = holes
        self._starts = [hole.start for hole in holes]

    def skip(self, at: int) -> int:
        """Return where the next thing is that is neither white space nor a comment."""
        return _SPACE.match(self._text, at).end()  # type: ignore[union-attr]  # it matches everywhere

    def value(self, at: int, depth: int) -> tuple[Node | None, int]:
        """Return the value at a place and where it ends; None for one that is not known yet."""
        text = self._text
        mark = text[at : at + 1]
        if mark == '"':
            return self._string(at)
        if mark == "{" and self._hole(at) is None:
            return self._object(at, depth + 1)
        if mark == "[":
            return self._list(at, depth + 1)
        given = _GIVEN.match(text, at) if self._bare is not None and mark == "$" else None
        if given is not None and self._bare is not None:
            node = self._bare.get(given[1])
            return None if node is None else Elsewhere(node), given.end()
        found = _SCALAR.match(text, at)
        if found is not None and self._hole(at, found.end()) is None:
            return Node(Span(*found.span()), json.loads(found[0])), found.end()
        end = at
        while (hole := self._hole(end)) is not None or (found := _UNKNOWN.match(text, end)) is not None:
            end = hole.end if hole is not None else min(found.end(), self._next_hole(end + 1))  # type: ignore[union-attr]
        if end == at:
            raise Broken(at)
        return None, end

    def _object(self, at: int, depth: int) -> tuple[Node, int]:
        if depth > DEEPEST:
            raise Broken(at)
        text, start = self._text, at
        entries: list[Entry] = []
        is_open = False
        at = self.skip(at + 1)
        while not text.startswith("}", at):
            end = self._left_out(at)
            name = _GIVEN.match(text, at) if self._bare is not None else None
            if end is not None:
                is_open = True
            elif name is not None:  # `{$prompt}`
                entries.append(Entry(Node(Span(*name.span()), name[1]), self.value(at, depth)[0]))
                end = name.end()
            else:
                key, end = self._key(at)
                end = self.skip(end)
                if not text.startswith(":", end):
                    raise Broken(end)
                value, end = self.value(self.skip(end + 1), depth)
                is_open |= isinstance(key.value, Template)
                if not isinstance(key.value, Template):
                    entries.append(Entry(key, value))
            at = self._next(end, "}")
        node = mapping(Span(start, at + 1), entries, open=is_open)
        if not is_open and len(node.children) == len(entries):
            assert isinstance(node.value, dict)
            node.value = dict(node.value)
        return node, at + 1

    def _key(self, at: int) -> tuple[Node, int]:
        name = _NAME.match(self._text, at) if self._bare is not None else None
        if name is not None:
            return Node(Span(*name.span()), name[0], NameString(*name.span())), name.end()
        if not self._text.startswith('"', at):
            raise Broken(at)
        return self._string(at)

    def _list(self, at: int, depth: int) -> tuple[Node, int]:
        if depth > DEEPEST:
            raise Broken(at)
        start = at
        items: list[Node] = []
        is_open = False
        at = self.skip(at + 1)
        while not self._text.startswith("]", at):
            end = self._left_out(at)
            if end is not None and self._hole(at) is None:
                is_open = True
            else:
                item, end = self.value(at, depth)
                items.append(item or computed(Span(at, end)))
            at = self._next(end, "]")
        return sequence(Span(start, at + 1), items, open=is_open), at + 1

    def _next(self, at: int, closing: str) -> int:
        """Return where the next entry stands, or the bracket that closes them; between entries there is a comma, or something left out."""
        at = self.skip(at)
        if self._text.startswith(",", at):
            return self.skip(at + 1)
        if not self._text.startswith(closing, at) and self._left_out(at) is None:
            raise Broken(at)
        return at

    def _left_out(self, at: int) -> int | None:
        """Return the end of what stands for entries that are not shown; None if there is none of it."""
        hole = self._hole(at)
        if hole is not None:
            return hole.end
        found = _LEFT_OUT.match(self._text, at)
        return None if found is None else found.end()

    def _hole(self, at: int, end: int | None = None) -> Span | None:
        """Return the hole at a place, or the first one that starts before ``end``."""
        index = bisect_left(self._starts, at)
        if index < len(self._starts) and self._starts[index] < (at + 1 if end is None else end):
            return self._holes[index]
        return None

    def _next_hole(self, at: int) -> int:
        index = bisect_left(self._starts, at)
        return self._starts[index] if index < len(self._starts) else len(self._text)

    def _string(self, at: int) -> tuple[Node, int]:
        """Return the string whose quotes open at a place."""
        start, text = at, self._text
        inside: list[Span] = []
        at += 1
        stop = _STOP.search(text, at)
        while True:
            if stop is not None and stop.start() < at:
                stop = _STOP.search(text, at)
            hole = self._hole(at, len(text) if stop is None else stop.end())
            if hole is not None:
                inside.append(hole)
                at = hole.end
            elif stop is None:
                raise Broken(start)
            elif stop[0] == "\\":
                filled = _FILLED.match(text, stop.start()) if self._bare is not None else None
                if filled is not None:
                    inside.append(Span(*filled.span()))
                at = stop.end() + 1 if filled is None else filled.end()
            else:
                return self._read(start, stop.end(), tuple(inside)), stop.end()

    def _read(self, start: int, end: int, holes: tuple[Span, ...]) -> Node:
        text = self._text
        value, at = "", start + 1
        filled: list[Span] = []
        for hole in holes:
            value += _meaning(text, at, hole.start)
            filled.append(Span(len(value), len(value) + len(HOLE)))
            value += HOLE
            at = hole.end
        value += _meaning(text, at, end - 1)
        form = HoledString(start, end, value, holes) if holes else JsonString(start, end, value)
        return Node(Span(start, end), Template(value, tuple(filled)) if holes else value, form)


def _meaning(text: str, start: int, end: int) -> str:
    """Return what a piece of a string means.

    Raises:
        Broken: it has an escape that JSON does not have.
    """
    piece = text[start:end]
    if "\\" not in piece:
        return piece
    try:
        return str(json.loads(f'"{piece}"', strict=False))
    except ValueError:
        raise Broken(start) from None
