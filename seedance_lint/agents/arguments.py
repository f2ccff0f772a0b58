"""Arguments of a tool: of the right types, and no more than a request can need."""

from collections.abc import Mapping
from typing import Any

from seedance_lint.nearest import did_you_mean
from seedance_lint.rules.wording import listed

MOST_CHARACTERS = 2_000_000
"""Characters of all texts of one call together; a prompt of the longest kind has a thousandth of that."""
MOST_VALUES = 50_000
"""Values of one call, however they are nested."""
DEEPEST = 64
"""Objects and lists that are in each other."""

_TYPES: Mapping[str, tuple[type, ...]] = {"string": (str,), "boolean": (bool,), "array": (list,), "object": (dict,)}
_NAMES = {str: "a string", bool: "a boolean", list: "a list", dict: "an object", int: "a number", float: "a number", type(None): "null"}


class Refused(Exception):
    """A call that cannot be answered; the message says why, and what to do."""


def checked(schema: Mapping[str, Any], arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of a call, those that are null left out.

    Raises:
        Refused: one is unknown, missing, of the wrong type, or all together are too many.
    """
    _weigh(arguments)
    properties = schema["properties"]
    given = {name: value for name, value in arguments.items() if value is not None}
    for name, value in given.items():
        if name not in properties:
            raise Refused(
                f"`{_short(name)}` is not an argument of this tool{did_you_mean(name, properties)}; it takes {listed(_quoted(properties), 'and')}"
            )
        _check(name, value, properties[name])
    missing = [name for name in schema.get("required", ()) if name not in given]
    if missing:
        raise Refused(f"{listed(_quoted(missing), 'and')} must be given")
    return given


def _check(name: str, value: Any, schema: Mapping[str, Any]) -> None:
    kind = schema["type"]
    if not isinstance(value, _TYPES[kind]):
        hint = "; pass the object itself, not its text" if kind == "object" and isinstance(value, str) else ""
        raise Refused(f"`{name}` must be {_NAMES[_TYPES[kind][0]]}, not {_NAMES.get(type(value), 'that')}{hint}")
    if isinstance(value, list):
        for number, item in enumerate(value):
            _check(f"{name}[{number}]", item, schema["items"])


def _weigh(arguments: Mapping[str, Any]) -> None:
    characters = values = 0
    rest: list[tuple[Any, int]] = [(arguments, 0)]
    while rest:
        value, depth = rest.pop()
        values += 1
        if isinstance(value, str):
            characters += len(value)
            _encode(value)
        elif isinstance(value, (dict, list)):
            if depth > DEEPEST:
                raise Refused(f"the arguments are nested more than {DEEPEST} levels deep")
            rest += [(inner, depth + 1) for inner in (value.values() if isinstance(value, dict) else value)]
            if isinstance(value, dict):
                characters += sum(map(len, value))
                for name in value:
                    _encode(name)
        if characters > MOST_CHARACTERS or values + len(rest) > MOST_VALUES:
            raise Refused(
                f"the arguments have more than {MOST_CHARACTERS:,} characters or {MOST_VALUES:,} values; check files of that size with check_paths"
            )


def _encode(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Refused("a string contains half of a surrogate pair, which cannot be sent; write the whole character") from None


def _quoted(names: Any) -> list[str]:
    return [f"`{name}`" for name in names]


def _short(name: str) -> str:
    return name if len(name) <= 40 else f"{name[:40]}…"
