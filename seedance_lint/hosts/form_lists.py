"""Lists in forms, which have a field for each item: ``files[0][type]=image``."""

import re
from collections.abc import Sequence

from seedance_lint.hosts.located import Node
from seedance_lint.hosts.program.mappings import Entry
from seedance_lint.pattern import Pattern
from seedance_lint.source.span import Span

_INDEXED = Pattern(r"([\w.-]+)\[(\d{1,2})\](?:\[(\w+)\])?", re.ASCII)


def with_lists(entries: Sequence[Entry]) -> list[Entry]:
    """Return fields with those of one list made a list: ``files[0][type]=image``, ``files[0][file]=@a.png``, ``files[1]=…``."""
    lists: dict[str, dict[int, list[tuple[str | None, Entry]]]] = {}
    kept: list[Entry] = []
    for entry in entries:
        match = _INDEXED.fullmatch(str(entry.key.value))
        if match is None or entry.value is None:
            kept.append(entry)
            continue
        if match[1] not in lists:
            kept.append(Entry(Node(entry.key.span, match[1]), None))
        lists.setdefault(match[1], {}).setdefault(int(match[2]), []).append((match[3], entry))
    return [
        Entry(entry.key, list_of([_item_of(found[index]) for index in sorted(found)]))
        if (found := lists.get(str(entry.key.value))) and entry.value is None
        else entry
        for entry in kept
    ]


def _item_of(parts: Sequence[tuple[str | None, Entry]]) -> Node:
    """Return an item of a list of form fields: the object that its parts make, or its only value."""
    named = {name: entry for name, entry in parts if name is not None and entry.value is not None}
    values = [entry.value for entry in named.values() if entry.value is not None]
    if not values:
        only = parts[0][1].value
        assert only is not None
        return only
    keys = tuple([Node(entry.key.span, name) for name, entry in named.items()])
    span = Span(min(key.span.start for key in keys), max(node.span.end for node in values))
    return Node(span, {name: node.value for name, node in zip(named, values, strict=True)}, children=tuple(values), keys=keys)


def list_of(nodes: Sequence[Node]) -> Node:
    """Return nodes as the items of one list."""
    span = Span(min(node.span.start for node in nodes), max(node.span.end for node in nodes))
    return Node(span, [node.value for node in nodes], children=tuple(nodes))
