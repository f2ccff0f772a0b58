"""Values of data libraries (numpy, pandas, polars, pyarrow) as the plain ones that a request is made of, without importing any of them."""

from collections.abc import Mapping

from seedance_lint.annotations import Any

_PLAIN = frozenset((str, int, bool, type(None)))
_AS_PLAIN = ("to_pylist", "to_list", "tolist", "as_py")
"""What arrays, series and scalars call the method that gives their plain value."""
_MISSING = frozenset(("NAType", "NaTType"))
"""Types of pandas' marks for a value that is not there."""
_DEEPEST = 16
"""Levels of a request that are read: those of any provider, twice over."""


def plain_list(values: object) -> Any:
    """Return a column of values as a list, without what is missing in it; a list or tuple without NaN, and anything else, as it is."""
    if isinstance(values, (list, tuple)):
        return values if set(map(type, values)) <= _PLAIN else [value for value in values if value is None or not _is_missing(value)]
    made = _converted(values)
    return made if made is values or not isinstance(made, list) else [value for value in made if not _is_missing(value)]


def plain_request(payload: Mapping[str, object]) -> dict[str, Any]:
    """Return a request body with arrays as lists, scalars of libraries as numbers, and None for what is missing (NaN)."""
    plain: dict[str, Any] = _plain(payload if isinstance(payload, dict) else dict(payload), _DEEPEST, {})
    return plain


def _plain(value: Any, depth: int, known: dict[int, Any]) -> Any:
    """Return a value in plain ones; ``known`` are containers that were met, by their ids: circles end there."""
    kind = type(value)
    if kind in _PLAIN or not depth:
        return value
    if id(value) in known:
        return known[id(value)]
    if isinstance(value, (dict, list, tuple)):
        known[id(value)] = value
        made = known[id(value)] = _plain_container(value, depth - 1, known)
        return made
    if _is_missing(value):
        return None
    made = float(value) if kind.__name__ == "Decimal" else plain_list(value)
    return value if made is value else _plain(made, depth - 1, {})


def _plain_container(value: Any, depth: int, known: dict[int, Any]) -> Any:
    if isinstance(value, dict):
        changed = {name: made for name, held in value.items() if (made := _plain(held, depth, known)) is not held}
        return {**value, **changed} if changed else value
    if set(map(type, value)) <= _PLAIN:
        return value
    return [_plain(held, depth, known) for held in value if held is None or not _is_missing(held)]


def _converted(value: Any) -> Any:
    if isinstance(value, (str, float)):  # scalars of numpy that already are one
        return value
    for name in _AS_PLAIN:
        if callable(convert := getattr(value, name, None)):
            return convert()
    return value


def _is_missing(value: object) -> bool:
    return value is None or (isinstance(value, float) and value != value) or type(value).__name__ in _MISSING  # noqa: PLR0124 - NaN
