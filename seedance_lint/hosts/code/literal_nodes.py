"""Literals of programs: what is between their quotes, or below their names, and what is filled in."""

from abc import ABC, abstractmethod

from seedance_lint.annotations import Any
from seedance_lint.hosts.code.heredocs import bodies
from seedance_lint.hosts.code.literals import block_lines, dedented_lines, pieces_of
from seedance_lint.hosts.code.records import Literal, Name, Unknown
from seedance_lint.hosts.javascript.places import Offsets
from seedance_lint.hosts.program.quotings import QUOTINGS
from seedance_lint.pattern import Pattern
from seedance_lint.source.span import Span

_NAMED = Pattern(r"(?<!\\)\$[A-Za-z_]\w*")
"""A name that is filled in, where the parser does not know it: ``$name`` of Kotlin."""


class LiteralNodes(ABC):
    """The literals of one program."""

    _apart: dict[int, Any] | None = None

    def __init__(self, offsets: Offsets, table: dict[str, Any]) -> None:
        """Take the places of a program, and the table of its language."""
        self._offsets = offsets
        self._table = table

    @abstractmethod
    def of(self, node: Any) -> Any:
        """Return what a node is."""

    @abstractmethod
    def part(self, node: Any, field: str) -> Any:
        """Return a part of a node."""

    def span(self, node: Any) -> Span:
        """Return the extent of a node."""
        return self._offsets.span(node)

    def children(self, node: Any) -> list[Any]:
        """Return the parts of a node without the comments between them."""
        return [child for child in node.named_children if child.type not in self._table["comments"]]

    def _literal(self, node: Any, ways: list[dict[str, Any]]) -> Any:
        span = self.span(node)
        text = self._offsets.text[slice(*span)]
        way = next((way for way in ways if text.startswith(way["opens"])), None)
        if way is None:
            return Unknown(span)
        opens, closes = way["opens"], way.get("closes", way["opens"])
        is_open = not text.endswith(closes) or len(text) < len(opens) + len(closes)
        body = Span(span.start + len(opens), span.end if is_open else span.end - len(closes))
        if (inner := self.part(node, way["body"]) if "body" in way else None) is not None:  # of a heredoc
            body = self.span(inner)
            end = self.part(node, "end_tag")
            body = Span(self._offsets.text.find("\n", span.start), self.span(end).start if end is not None else body.end)
        quoting, holds = QUOTINGS[way["quoting"]], inner if inner is not None else node
        if way.get("apart"):
            holds = self._body_of(node)
            if holds is None:
                return Unknown(span)
            span = body = self._apart_body(holds)
        lines = [body]
        if way.get("block"):
            lines = block_lines(self._offsets.text, body, strips=way["block"] == "strips", chomps=way["block"] == "chomps")
        if way.get("block") == "dedents":
            lines = dedented_lines(self._offsets.text, body)
        holes = [
            (self._hole(child), self._filled(child)) for child in self.children(holds) if child.type not in way.get("pieces", (child.type,))
        ]
        if way.get("named"):
            names = [Span(*match.span()) for match in _NAMED.finditer(self._offsets.text, body.start, body.end)]
            holes = sorted(
                [*holes, *((each, Name(each, self._offsets.text[each.start + 1 : each.end])) for each in names)], key=lambda each: each[0]
            )
        return Literal(span, tuple(pieces_of(lines, quoting, holes)))

    def _body_of(self, node: Any) -> Any:
        """Return the body of a text that is below the line with its name."""
        if self._apart is None:
            self._apart = bodies(node)
        return self._apart.get(node.start_byte)

    def _apart_body(self, node: Any) -> Span:
        """Return where the lines of such a text are: from the line below its name to the one that ends it."""
        text, (start, end) = self._offsets.text, self.span(node)
        closing = next((child for child in node.named_children[::-1] if child.type == "heredoc_end"), None)
        end = self.span(closing).start if closing is not None else end
        begin = text.find("\n", start, end) + 1 or start
        return Span(begin, max(begin, text.rfind("\n", begin, end) + 1))

    def _hole(self, node: Any) -> Span:
        """Return where a hole is, with braces around it that are no part of its node: ``{$name}``."""
        start, end = self.span(node)
        text = self._offsets.text
        if self._table.get("braced") and text[start - 1 : start] == "{" and text[end : end + 1] == "}":
            return Span(start - 1, end + 1)
        return Span(start, end)

    def _filled(self, node: Any) -> Any:
        """Return the expression that a hole is filled with."""
        if node.type in self._table["names"]:
            return self.of(node)
        names = [
            self.of(child) for child in self.children(node) if child.type in self._table["names"] or child.type in self._table["members"]
        ]
        return names[0] if len(names) == 1 else Unknown(self.span(node))
