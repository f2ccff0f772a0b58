"""Whether a condition of a script holds with what its names stand for right now."""

from collections.abc import Callable

from seedance_lint.annotations import Any
from seedance_lint.hosts.javascript.places import Offsets, children, unwrapped

_EQUAL, _OTHER = frozenset(("==", "===")), frozenset(("!=", "!=="))
_NOTHING = frozenset(("null", "undefined"))
_DEEPEST = 10


class Conditions:
    """The conditions of one script; ``value`` returns what an expression stands for, itself if it is no name."""

    def __init__(self, offsets: Offsets, value: Callable[[Any], Any]) -> None:
        self._offsets = offsets
        self._value = value

    def holds(self, test: Any, depth: int = 0) -> bool | None:
        """Return whether a condition holds; None if that is not known."""
        test = unwrapped(test)
        if test is None or depth > _DEEPEST:
            return None
        if test.type == "unary_expression" and self._offsets.written(test).startswith("!"):
            held = self.holds(test.child_by_field_name("argument"), depth + 1)
            return None if held is None else not held
        if test.type == "binary_expression":
            return self._compared(test, depth)
        return self._is_true(test)

    def _compared(self, test: Any, depth: int) -> bool | None:
        left, right = test.child_by_field_name("left"), unwrapped(test.child_by_field_name("right"))
        operator = test.child_by_field_name("operator")
        mark = operator.type if operator is not None else ""
        if mark in ("&&", "||"):
            found = [self.holds(left, depth + 1), self.holds(right, depth + 1)]
            decides = mark == "||"
            return decides if decides in found else None if None in found else not decides
        if mark == ">" and right.type == "number" and self._offsets.written(right) == "0":
            return self._is_true(unwrapped(left))
        if mark in _EQUAL | _OTHER and self._offsets.written(right) in _NOTHING:
            value = self._value(unwrapped(left))
            is_nothing = None if value is None else value.type in _NOTHING or self._offsets.written(value) == "undefined"
            return None if is_nothing is None or not _is_literal(value, is_nothing=is_nothing) else is_nothing is (mark in _EQUAL)
        return None

    def _is_true(self, node: Any) -> bool | None:
        """Return whether what an expression stands for counts as true; the length of an array does if that has items."""
        if node.type == "member_expression" and self._offsets.written(node.child_by_field_name("property")) == "length":
            of = self._value(unwrapped(node.child_by_field_name("object")))
            is_plain = of is not None and of.type == "array" and not any(each.type == "spread_element" for each in children(of))
            return bool(children(of)) if is_plain else None
        value = self._value(node)
        if value is None:
            return None
        if value.type in ("true", "object", "array"):
            return True
        if value.type in ("false", *_NOTHING) or self._offsets.written(value) == "undefined":
            return False
        return len(self._offsets.written(value)) > len("''") if value.type == "string" else None


def _is_literal(value: Any, *, is_nothing: bool) -> bool:
    return is_nothing or value.type in ("string", "array", "object", "number", "true", "false", "template_string")
