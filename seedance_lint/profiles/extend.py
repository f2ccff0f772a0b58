"""Profiles that extend others, and where each of their numbers was read."""

from collections.abc import Callable, Iterator, Mapping

from seedance_lint.annotations import Any
from seedance_lint.profiles.profile import Origin

ORIGIN = ("source", "checked", "standing")
"""The keys that any table may have beside its own."""
DOUBTS = ("reported", "disputed")
"""Keys that name those keys of their table which are less sure than the others."""
_MOST_EXTENDS = 8

_HOLDERS = (("request", "parameters"), ("request", "retired"))
"""Tables that hold nothing but sections."""

Tables = Mapping[str, Any]
Path = tuple[str, ...]


class EndlessExtends(ValueError):
    """A profile that extends itself, through others."""


def resolve(data: Tables, read: Callable[[str], Tables]) -> dict[str, Any]:
    """Return the tables of a profile with those that it takes from others, which ``read`` finds by name.

    Raises:
        EndlessExtends: they go round in a circle.
    """
    chain = [data]
    while "extends" in chain[-1]:
        if len(chain) > _MOST_EXTENDS:
            raise EndlessExtends("`extends` is circular, or chains more than 8 profiles")
        chain.append(read(chain[-1]["extends"]))
    whole: dict[str, Any] = dict(chain.pop())
    while chain:
        own = {key: value for key, value in chain.pop().items() if key != "extends"}
        whole = _merged(whole, own, Origin(""))
    return whole


def _merged(base: Tables, own: Tables, around: Origin, path: Path = ()) -> dict[str, Any]:
    """Return the tables of two profiles as one; where both have a value, the own one, and none where that is an empty text.

    What is changed was read where the own profile says, not where the other one does; ``around`` is what it says of the tables around.
    """
    here = _origin(own, around)
    whole = dict(base)
    for key, value in own.items():
        if key in ORIGIN:
            whole[key] = value
        elif value == "":
            whole.pop(key, None)
        elif isinstance(value, dict):
            inner = base.get(key, {})
            whole[key] = _merged(inner if isinstance(inner, dict) else {}, value, here, (*path, key))
        else:
            whole[key] = value
    if _is_section(path) and any(_states(value, (*path, key)) for key, value in own.items() if key not in ORIGIN):
        whole |= ((key, value) for key, value in zip(ORIGIN, here, strict=True) if value or key != "source")
    return whole


def _is_section(path: Path) -> bool:
    """Whether the table at a path states where its numbers were read."""
    return len(path) < 2 or (path[0] == "media" and len(path) == 2) or (path[:2] in _HOLDERS and len(path) == 3)


def _states(value: object, path: Path) -> bool:
    """Whether a value says something of the section that it is in, and not of a section of its own."""
    return not isinstance(value, dict) or not (_is_section(path) or path in _HOLDERS)


def _origin(table: Tables, around: Origin) -> Origin:
    """Return what a table says of where it was read, else what the one around it says."""
    return Origin(table.get("source", around.source), table.get("checked", around.checked), table.get("standing", around.standing))


def origins(table: Tables, name: str = "", around: Origin = Origin("")) -> Iterator[tuple[str, Origin]]:  # noqa: B008 - immutable
    """Yield the origins of a profile's sections by their names; what a section does not say it takes from the one around it."""
    here = _origin(table, around)
    if here != around or not name:
        yield name, here
    for doubt in DOUBTS:
        for key in table.get(doubt, ()):
            yield f"{name}.{key}" if name else key, here._replace(standing=doubt)
    for key, value in table.items():
        if isinstance(value, dict):
            yield from origins(value, f"{name}.{key}" if name else key, here)
