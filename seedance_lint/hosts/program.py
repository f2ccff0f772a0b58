"""What programs of all languages share: mappings of which a file shows only a part."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from seedance_lint.hosts.located import Node, Partial, PartialList, Template
from seedance_lint.source.source_map import SourceMap
from seedance_lint.source.span import Span

HOLE = "{}"
"""What stands in a value where only the program's run would tell."""

DEEPEST = 100
"""Levels of values inside of values that are read, names followed; no request has more."""

_PROMPT, _MODEL = "prompt", "model"


class NameString(NamedTuple):
    """A bare name in a program (``prompt=…``, ``{prompt: …}``)."""

    start: int
    end: int

    def source_map(self, text: str) -> SourceMap | None:
        """Map the name to itself."""
        return SourceMap.verbatim(text[self.start : self.end], self.start)

    def encode(self, text: str, offset: int = 1) -> str | None:  # noqa: ARG002  # a name is a name everywhere
        """Return the text where it is a name."""
        return text if text.isidentifier() else None


class Entry(NamedTuple):
    """One field of a mapping; ``value`` is None where it is computed."""

    key: Node
    value: Node | None


def mapping(span: Span, entries: Sequence[Entry], *, open: bool) -> Node:
    """Return a mapping of a program. ``open`` says that it may get further fields.

    A prompt that is empty or no string, beside no model, is a variable that waits for its value: it counts as computed.
    """
    known: dict[str, Any] = {}
    unknown: set[str] = set()
    model = any(key.value == _MODEL and value is not None and isinstance(value.value, str) for key, value in entries)
    keys, children = [], []
    for key, value in entries:
        name = str(key.value)
        if value is None or (name == _PROMPT and not model and not (isinstance(value.value, str) and value.value.strip())):
            known.pop(name, None)
            unknown.add(name)
            continue
        known[name] = value.value
        unknown.discard(name)
        keys.append(key)
        children.append(value)
    return Node(span, Partial(known, frozenset(unknown), open=open), children=tuple(children), keys=tuple(keys))


def sequence(span: Span, items: Sequence[Node], *, open: bool) -> Node:
    """Return a list of a program, in which computed items are ``computed``; ``open`` says that there may be further items."""
    values = [node.value for node in items]
    return Node(span, PartialList(values) if open else values, children=tuple(items))


def computed(span: Span) -> Node:
    """Return a string that only the program's run would tell."""
    return Node(span, Template(HOLE, (Span(0, len(HOLE)),)))
