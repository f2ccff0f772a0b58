"""Where the nodes of tree-sitter's syntax tree are in the text of their script."""

import re
from bisect import bisect_left
from functools import cached_property

from seedance_lint.annotations import Any
from seedance_lint.source.span import Span

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_BRACKET = re.compile(r"[\[({})\]]")
_DEEPEST = 300
_WRAPPERS = frozenset(("parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression", "type_assertion"))


class Offsets:
    """Turns bytes of a text in UTF-16 into its code points."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._astral = [match.start() + index for index, match in enumerate(_ASTRAL.finditer(text))]  # in units of UTF-16

    @cached_property
    def is_deep(self) -> bool:
        """Whether brackets are in one another as nobody writes them: what a node is in is found by a walk from the root each time."""
        depth = deepest = 0
        for bracket in _BRACKET.finditer(self.text):
            depth += 1 if bracket[0] in "([{" else -1
            deepest = max(deepest, depth)
        return deepest > _DEEPEST

    def span(self, node: Any) -> Span:
        """Return the extent of a node."""
        if not self._astral:
            return Span(node.start_byte // 2, node.end_byte // 2)
        return Span(self.offset(node.start_byte), self.offset(node.end_byte))

    def offset(self, at: int) -> int:
        """Return the code point at a byte."""
        unit = at // 2
        return unit - bisect_left(self._astral, unit)

    def written(self, node: Any) -> str:
        """Return the text of a node."""
        if not self._astral:
            return self.text[node.start_byte // 2 : node.end_byte // 2]
        return self.text[self.offset(node.start_byte) : self.offset(node.end_byte)]


def unwrapped(node: Any) -> Any:
    """Return what is inside parentheses, and beside type annotations."""
    while node is not None and node.type in _WRAPPERS:
        parts = children(node)
        if not parts:
            break
        node = parts[-1 if node.type == "type_assertion" else 0]
    return node


def children(node: Any) -> list[Any]:
    """Return the parts of a node without the comments between them."""
    return [child for child in node.named_children if child.type != "comment"]


def returned(function: Any) -> Any:
    """Return the expression that a function returns and that is all it has; None for any other function."""
    body = function.child_by_field_name("body")
    if body is None or body.type != "statement_block":
        return body
    statements = children(body)
    inside = children(statements[0]) if len(statements) == 1 and statements[0].type == "return_statement" else []
    return inside[0] if inside else None


def call_with(node: Any) -> Any:
    """Return the call that an expression is the only argument of; None if there is none."""
    listed = node.parent
    is_only = listed is not None and listed.type == "arguments" and len(children(listed)) == 1
    return listed.parent if is_only and listed.parent.type == "call_expression" else None
