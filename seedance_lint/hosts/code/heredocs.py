"""Texts that are below the line with their names, as the heredocs of Ruby are."""

from seedance_lint.annotations import Any

_NAME, _BODY = "heredoc_beginning", "heredoc_body"


def bodies(node: Any) -> dict[int, Any]:
    """Return the bodies of all such texts of the program that a node is in, by the places of their names: they come in the order of these."""
    while node.parent is not None:
        node = node.parent
    names: list[int] = []
    found: list[Any] = []
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if here.type == _NAME:
            names.append(here.start_byte)
        elif here.type == _BODY:
            found.append(here)
        waiting += here.named_children
    return dict(zip(sorted(names), sorted(found, key=lambda each: each.start_byte), strict=False))
