"""The blocks of a function of JavaScript that may be left out, or run several times."""

from collections.abc import Iterator

from seedance_lint.annotations import Any
from seedance_lint.hosts.javascript.places import unwrapped
from seedance_lint.hosts.program.flow import Block

_LOOPS = frozenset(("for_statement", "for_in_statement", "while_statement", "do_statement"))
_OPTIONAL = frozenset(("catch_clause", "finally_clause"))
_CASES = frozenset(("switch_case", "switch_default"))
_INSIDE = frozenset((
    "program", "statement_block", "export_statement", "try_statement", "switch_statement", "switch_body", "labeled_statement", "expression_statement",
))  # fmt: skip
_FALLBACKS = frozenset(("||=", "??="))


def is_fallback(node: Any) -> bool:
    """Whether an assignment gives a name a value where it has none: ``prompt ??= "…"``."""
    operator = node.child_by_field_name("operator") if node.type == "augmented_assignment_expression" else None
    return operator is not None and operator.type in _FALLBACKS


def blocks(body: Any) -> Iterator[Block]:
    """Yield the blocks inside of what a function does, or a script, but not those of functions inside of it."""
    waiting = [body]
    while waiting:
        node = waiting.pop()
        kind = node.type
        if kind == "if_statement":
            for arm in _arms(node):
                yield Block(arm.start_byte, arm.end_byte, fork=node.id)
                waiting.append(arm)
        elif kind in _LOOPS:
            yield Block(node.start_byte, node.end_byte, loop=True)
            inner = node.child_by_field_name("body")
            waiting += [inner] if inner is not None else []
        elif kind in _CASES or kind in _OPTIONAL:
            yield Block(node.start_byte, node.end_byte)
            waiting += node.named_children
        elif kind == "try_statement":
            tried = node.child_by_field_name("body")
            if tried is not None:
                yield Block(tried.start_byte, tried.end_byte)
            waiting += node.named_children
        elif kind in _INSIDE:
            waiting += node.named_children
        elif is_fallback(node):
            yield Block(node.start_byte, node.end_byte)


def _arms(condition: Any) -> Iterator[Any]:
    """Yield the blocks of a condition, those of its further conditions among them."""
    while condition is not None:
        arm, otherwise = condition.child_by_field_name("consequence"), condition.child_by_field_name("alternative")
        if arm is not None:
            yield arm
        last = unwrapped(otherwise.named_children[-1]) if otherwise is not None and otherwise.named_children else None
        if last is not None and last.type != "if_statement":
            yield last
        condition = last if last is not None and last.type == "if_statement" else None
