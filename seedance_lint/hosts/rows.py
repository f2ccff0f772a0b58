"""Rows of tables that have types, as request bodies."""

from collections.abc import Mapping, Sequence

from seedance_lint.annotations import Any
from seedance_lint.hosts.commands.names import is_prompt
from seedance_lint.hosts.located import Row
from seedance_lint.plain_values import plain_request


def field_names(columns: Sequence[str]) -> list[str]:
    """Return the fields that columns stand for: a column ``Prompt`` is the prompt, unless there is one of that name."""
    taken = {*columns}
    return [low if is_prompt(name) and (low := name.lower()) not in taken else name for name in columns]


def as_request(row: Mapping[str, Any], *prompts: str) -> Row | None:
    """Return a row as a request body; None for one whose cells for the prompt are all empty.

    What a table holds as a text may be sent as a number, so it is read as a form is. Bytes are not part of any request.
    """
    if prompts and all(row.get(name) is None for name in prompts):
        return None
    named = {name: value for name, value in row.items() if not isinstance(value, bytes)}
    return Row(plain_request(named), frozenset(), open=False)
