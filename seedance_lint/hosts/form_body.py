"""Bodies of forms as they are sent: ``prompt=A+boat&image_url=https%3A%2F%2F…``, the format of https://url.spec.whatwg.org/#application/x-www-form-urlencoded."""

from collections.abc import Sequence
from urllib.parse import quote_plus

from seedance_lint.hosts.located import Form, Node, Template
from seedance_lint.hosts.program.mappings import HOLE
from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple
from seedance_lint.source.source_map import SourceMap, SourceMapBuilder
from seedance_lint.source.span import Span

_PAIR = Pattern(r"([^=&\s]+)=([^&]*)")
_ENCODED = Pattern(r"\+|(?:%[0-9A-Fa-f]{2})+")


class EncodedString(NamedTuple):
    """One name or value at ``[start, end)`` of a body; in its ``holes`` (places of the body) is what is filled in later."""

    start: int
    end: int
    value: str
    holes: tuple[Span, ...] = ()

    def source_map(self, text: str) -> SourceMap | None:
        """Map the string's characters to the body."""
        made = _decoded(text, self.start, self.end, self.holes)[0]
        return made if made.value == self.value else None

    def encode(self, text: str, offset: int = 1) -> str | None:  # noqa: ARG002  # it is written the same way everywhere
        """Return how to write ``text`` in a body."""
        return quote_plus(text, safe="/:@,!*()'~[]", errors="surrogatepass")


def read(text: str, holes: Sequence[Span] = ()) -> Node | None:
    """Return a body as a mapping of texts; None if it is not one."""
    entries: dict[str, tuple[Node, list[Node]]] = {}
    at = 0
    while at < len(text):
        pair = _PAIR.match(text, at)
        if pair is None:
            return None
        key, value = (_node(text, *pair.span(group), holes) for group in (1, 2))
        entries.setdefault(str(key.value).removesuffix("[]"), (key, []))[1].append(value)
        at = pair.end() + 1
    if not entries:
        return None
    made = {name: values[0] if len(values) == 1 else _list(values) for name, (_, values) in entries.items()}
    mapping = Form({name: node.value for name, node in made.items()}, frozenset(), open=False)
    keys = tuple([Node(key.span, name, key.form if key.value == name else None) for name, (key, _) in entries.items()])
    return Node(Span(0, len(text)), mapping, children=tuple(made.values()), keys=keys)


def _list(nodes: list[Node]) -> Node:
    return Node(Span(nodes[0].span.start, nodes[-1].span.end), [node.value for node in nodes], children=tuple(nodes))


def _node(text: str, start: int, end: int, holes: Sequence[Span]) -> Node:
    inside = tuple([hole for hole in holes if start <= hole.start and hole.end <= end])
    made, filled = _decoded(text, start, end, inside)
    value = Template(made.value, tuple(filled)) if filled else made.value
    return Node(Span(start, end), value, EncodedString(start, end, made.value, inside))


def _decoded(text: str, start: int, end: int, holes: Sequence[Span]) -> tuple[SourceMap, list[Span]]:
    builder = SourceMapBuilder()
    filled: list[Span] = []
    at = start
    builder.verbatim("", at)
    for hole in (*holes, Span(end, end)):
        for match in _ENCODED.finditer(text, at, hole.start):
            builder.verbatim(text[at : match.start()], at)
            _add(builder, match[0], match.start())
            at = match.end()
        builder.verbatim(text[at : hole.start], at)
        if hole.start < hole.end:
            filled.append(Span(builder.length, builder.length + len(HOLE)))
            builder.escape(HOLE, hole.start, hole.end - hole.start)
        at = hole.end
    return builder.build(), filled


def _add(builder: SourceMapBuilder, written: str, start: int) -> None:
    """Add what ``+`` or the bytes ``%E5%9B%BE`` stand for, character by character."""
    if written == "+":
        builder.escape(" ", start, 1)
        return
    data = bytes.fromhex(written.replace("%", ""))
    at = 0
    while at < len(data):
        length = next((size for size in (1, 2, 3, 4) if _is_text(data[at : at + size])), 0)
        builder.escape(data[at : at + length].decode() if length else "\ufffd", start + 3 * at, 3 * (length or 1))
        at += length or 1


def _is_text(data: bytes) -> bool:
    try:
        return len(data.decode()) == 1
    except UnicodeDecodeError:
        return False
