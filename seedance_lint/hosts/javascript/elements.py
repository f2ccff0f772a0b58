"""Elements of JSX whose attributes are a request: ``<Generate model="seedance-2.0" prompt="…" images={[…]} />``."""

import html
from collections.abc import Callable, Iterator

from seedance_lint.annotations import Any
from seedance_lint.hosts.javascript.places import Offsets, children
from seedance_lint.hosts.located import Node
from seedance_lint.hosts.program.known_calls import is_beside_prompt, takes_prompt
from seedance_lint.hosts.program.mappings import Entry, NameString
from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple
from seedance_lint.source.source_map import SourceMap, SourceMapBuilder
from seedance_lint.source.span import Span

_PROMPT = Pattern(r"(?:[A-Z]\w*)?Prompt")
"""The name of an element that holds a prompt."""

ELEMENTS = frozenset(("jsx_opening_element", "jsx_self_closing_element"))

_MARKS = frozenset("{}\\\r\n")
"""What means something else in an attribute, or may."""

_ENTITY = Pattern(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
"""What stands for a character (https://facebook.github.io/jsx/#prod-HTMLCharacterReference)."""


class AttributeString(NamedTuple):
    """The text between the quotes of an attribute, or of an element, in which entities are the only escapes."""

    start: int
    end: int
    value: str

    def source_map(self, text: str) -> SourceMap | None:
        """Map the text to itself, each entity to what it stands for."""
        made = _decoded(text, self.start, self.end)
        return made if made.value == self.value else None

    def encode(self, text: str, offset: int = 1) -> str | None:  # noqa: ARG002  # the same at every place
        """Return how to write a text where nothing of it means something else in an attribute."""
        return None if _MARKS.intersection(text) else html.escape(text, quote=True)


def _decoded(text: str, start: int, end: int) -> SourceMap:
    builder = SourceMapBuilder()
    builder.verbatim("", start)
    at = start
    for match in _ENTITY.finditer(text, start, end):
        meaning = html.unescape(match[0])
        if meaning == match[0]:
            continue  # there is no such entity
        builder.verbatim(text[at : match.start()], at)
        builder.escape(meaning, match.start(), match.end() - match.start())
        at = match.end()
    builder.verbatim(text[at:end], at)
    return builder.build()


def may_be_request(offsets: Offsets, element: Any) -> bool:
    """Whether the attributes of an element may be a request: a prompt, beside the model or files; or what it holds, by its name."""
    if _text_inside(offsets, element):
        return True
    names = [offsets.written(each.named_children[0]) for each in children(element) if each.type == "jsx_attribute"]
    return any(takes_prompt((name,)) for name in names) and any(map(is_beside_prompt, names))


def _text_inside(offsets: Offsets, element: Any) -> list[Any]:
    """Return the parts of the text that an element of this name holds and nothing else: ``<Prompt>…</Prompt>``; nothing for any other."""
    name = element.child_by_field_name("name")
    if name is None or _PROMPT.fullmatch(offsets.written(name)) is None:
        return []
    outer = element.parent
    if outer is None or outer.type != "jsx_element":
        return []
    inside = [each for each in children(outer) if each.type not in ("jsx_opening_element", "jsx_closing_element")]
    inside = [each for each in inside if each.type != "jsx_text" or offsets.written(each).strip()]
    is_code = len(inside) == 1 and inside[0].type == "jsx_expression"
    return inside if is_code or all(each.type in ("jsx_text", "html_character_reference") for each in inside) else []


def entries(offsets: Offsets, element: Any, read: Callable[[Node, Any], Entry]) -> Iterator[Entry | None]:
    """Yield the attributes of an element, and the prompt that it holds; None for what adds attributes that are not in sight."""
    held = _text_inside(offsets, element)
    if held:
        yield _held(offsets, element, held, read)
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


def _held(offsets: Offsets, element: Any, held: list[Any], read: Callable[[Node, Any], Entry]) -> Entry:
    """Return the prompt that an element holds."""
    name = Node(offsets.span(element.child_by_field_name("name")), "prompt")
    if held[0].type == "jsx_expression":
        inside = children(held[0])
        return read(name, inside[0]) if len(inside) == 1 else Entry(name, None)
    start, end = offsets.span(held[0]).start, offsets.span(held[-1]).end
    written = offsets.text[start:end]
    start, end = start + len(written) - len(written.lstrip()), end - len(written) + len(written.rstrip())
    return Entry(name, _node(offsets.text, start, end, Span(start, end)))


def _text(offsets: Offsets, node: Any) -> Node:
    """Return the text of an attribute."""
    start, end = offsets.span(node)
    return _node(offsets.text, start + 1, end - 1, Span(start, end))


def _node(text: str, start: int, end: int, span: Span) -> Node:
    value = _decoded(text, start, end).value
    return Node(span, value, AttributeString(start, end, value))
