"""What the patterns of a script take out of objects: ``const {prompt, refs: [first]} = shot``."""

from collections.abc import Iterator
from typing import Any

from seedance_lint.hosts.javascript_places import children


class Taken:
    """One name of a pattern, as if it were written out: ``shot.prompt`` of ``const {prompt} = shot``. It is read like a node of the tree."""

    __slots__ = ("_parts", "end_byte", "id", "start_byte")

    type = "member_expression"
    named_children: tuple[Any, ...] = ()
    children: tuple[Any, ...] = ()

    def __init__(self, of: Any, key: Any) -> None:
        self._parts = {"object": of, "property": key}
        self.id: int = -key.id
        """No node of the tree has one below zero."""
        self.start_byte: int = key.start_byte
        self.end_byte: int = key.end_byte

    def child_by_field_name(self, name: str) -> Any:
        """Return the object or the property."""
        return self._parts.get(name)


def taken_by(pattern: Any, of: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the parts of a pattern, each with what it takes of a value; None where that cannot be said."""
    for each in children(pattern):
        if of is None or pattern.type != "object_pattern":
            yield each, None
        elif each.type == "shorthand_property_identifier_pattern":
            yield each, Taken(of, each)
        elif each.type == "pair_pattern":
            yield each.child_by_field_name("value"), Taken(of, each.child_by_field_name("key"))
        else:
            yield each, None
