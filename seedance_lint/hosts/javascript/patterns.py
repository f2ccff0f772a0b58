"""What stands for a node where the script does not write it out: names of patterns (``const {prompt} = shot``), parts of texts."""

from collections.abc import Iterator

from seedance_lint.annotations import Any
from seedance_lint.hosts.javascript.places import children
from seedance_lint.source.span import Span


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


class Piece:
    """A part of the text that an expression makes: one shot of ``PROMPTS.split("|")``. It is read like a node of the tree."""

    __slots__ = ("end_byte", "id", "kept", "of", "start_byte")

    type = "piece"
    named_children: tuple[Any, ...] = ()
    children: tuple[Any, ...] = ()

    def __init__(self, call: Any, of: Any, kept: Span) -> None:
        self.of = of
        self.kept = kept
        self.id: int = -(call.id << 32) - kept.start
        self.start_byte: int = of.start_byte
        self.end_byte: int = of.end_byte

    def child_by_field_name(self, name: str) -> None:
        """Return nothing: it has no parts."""
