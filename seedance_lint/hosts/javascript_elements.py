"""Elements of JSX whose attributes are a request: ``<Generate model="seedance-2.0" prompt="…" images={[…]} />``."""

from collections.abc import Callable, Iterator
from typing import Any

from seedance_lint.hosts.javascript_places import Offsets, children
from seedance_lint.hosts.located import Node
from seedance_lint.hosts.program import Entry, NameString, is_beside_prompt, takes_prompt
from seedance_lint.records import NamedTuple
from seedance_lint.source.source_map import SourceMap
from seedance_lint.source.span import Span

ELEMENTS = frozenset(("jsx_opening_element", "jsx_self_closing_element"))

_MARKS = frozenset("\"'&<>{}\\\r\n")
"""What stands for something else in an attribute, or may."""


class AttributeString(NamedTuple):
    """The text between the quotes of an attribute, which has no escapes."""

    start: int
    end: int

    def source_map(self, text: str) -> SourceMap | None:
        """Map the text to itself."""
        return SourceMap.verbatim(text[self.start : self.end], self.start)

    def encode(self, text: str, offset: int = 1) -> str | None:  # noqa: ARG002  # the same at every place
        """Return the text where nothing of it means something else in an attribute."""
        return None if _MARKS.intersection(text) else text


def may_be_request(offsets: Offsets, element: Any) -> bool:
    """Whether the attributes of an element may be a request: a prompt, beside the model or files."""
    names = [offsets.written(each.named_children[0]) for each in children(element) if each.type == "jsx_attribute"]
    return any(takes_prompt((name,)) for name in names) and any(map(is_beside_prompt, names))


def entries(offsets: Offsets, element: Any, read: Callable[[Node, Any], Entry]) -> Iterator[Entry | None]:
    """Yield the attributes of an element; None for what adds attributes that are not in sight."""
    for each in children(element):
        parts = children(each)
        if each.type == "jsx_expression":
            yield None
        elif each.type == "jsx_attribute":
            span = offsets.span(parts[0])
            name = Node(span, offsets.written(parts[0]), NameString(*span))
            value = parts[1] if len(parts) > 1 else None
            if value is None:
                yield Entry(name, Node(span, value=True))
            elif value.type == "string":
                yield Entry(name, _text(offsets, value))
            else:
                inside = children(value)
                yield read(name, inside[0]) if value.type == "jsx_expression" and len(inside) == 1 else Entry(name, None)


def _text(offsets: Offsets, node: Any) -> Node | None:
    """Return the text of an attribute; None where it has entities."""
    start, end = offsets.span(node)
    written = offsets.text[start + 1 : end - 1]
    return None if "&" in written else Node(Span(start, end), written, AttributeString(start + 1, end - 1))
