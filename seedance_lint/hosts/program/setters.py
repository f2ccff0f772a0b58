"""Requests that are put together by methods in a row, each of which sets a field: ``Request().prompt("…").image("…")``."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from seedance_lint.annotations import Any
from seedance_lint.hosts.located import Node
from seedance_lint.hosts.program.known_calls import calls_known, reads_as_prompt
from seedance_lint.hosts.program.mappings import Entry, sequence
from seedance_lint.package_data import read_toml
from seedance_lint.source.span import Span

MOST_STEPS = 100
"""Methods in a row that are looked at."""
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@cache
def _prefixes() -> tuple[str, ...]:
    return tuple(f"{each}_" for each in read_toml("hosts/program/calls.toml")["setters"]["prefixes"])


@cache
def field_of(method: str) -> str:
    """Return the name of the field that a method sets, if it sets one: ``image_url`` for ``setImageUrl``, ``with_image_url`` and ``imageUrl``."""
    name = _HUMP.sub("_", method).lower()
    prefix = next((each for each in _prefixes() if name.startswith(each)), "")
    return name[len(prefix) :]


def sets_prompt(method: str) -> bool:
    """Whether a method of this name may set the prompt of a request: ``prompt``, ``setPrompt``."""
    return field_of(method) in calls_known("setters")


def entries(steps: Sequence[tuple[str, Any]], entry: Callable[[Node, Any], Entry], span: Callable[[Any], Span]) -> list[Entry]:
    """Return the fields that methods in a row set, of which one is the prompt of a video; none of any other row.

    ``steps`` are the methods that are given one thing, and these. One field that is set several times is a list.
    """
    named = [(method, field_of(method), given) for method, given in steps]
    told = [(method, given) for method, field, given in named if field in calls_known("setters")]
    if len(told) != 1:
        return []
    is_beside = any(field in read_toml("hosts/program/calls.toml")["setters"]["beside"] for _, field, _ in named)
    if field_of(told[0][0]) == told[0][0] and not is_beside:
        return []  # `inquirer.prompt("…")`
    made = [entry(Node(span(given), field), given) for _, field, given in named]
    prompt = next(each.value for each in made if each.key.value in calls_known("setters"))
    if prompt is None or not isinstance(prompt.value, str) or not reads_as_prompt(prompt.value):
        return []
    return list(_together(made))


def _together(made: list[Entry]) -> Iterator[Entry]:
    fields: dict[str, list[Entry]] = {}
    for each in made:
        fields.setdefault(str(each.key.value), []).append(each)
    for name, found in fields.items():
        values = [each.value for each in found if each.value is not None]
        if len(found) == 1:
            yield found[0]
        else:
            whole = Span(found[0].key.span.start, found[-1].key.span.end)
            yield Entry(Node(found[0].key.span, f"{name}s"), sequence(whole, values, open=len(values) < len(found)))
