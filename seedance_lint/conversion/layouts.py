"""How bodies are laid out, and which of their parameters and values mean the same."""

from functools import lru_cache

from seedance_lint.annotations import Any
from seedance_lint.package_data import read_toml
from seedance_lint.profiles.generations import comparable, meaning_of


def layouts() -> dict[str, Any]:
    """Return the data of ``layouts.toml``."""
    return read_toml("conversion/layouts.toml")


def wrappers() -> frozenset[str]:
    """Return the names of the objects that hold a body but for its model."""
    return frozenset(name for family, name in layouts()["wrapper"].items() if family != "source")


def meaning(parameter: str) -> str:
    """Return what a parameter means; its own name where no other parameter means the same."""
    return meaning_of(parameter) or _meanings().get(parameter) or parameter


def same_values(parameter: str, value: object) -> tuple[object, ...]:
    """Return a value and what means the same for a parameter, the model's own word last: ``auto``, ``adaptive``."""
    for group in layouts()["same"].get(meaning(parameter), ()):
        if comparable(value) in map(comparable, group):
            return (value, *group)
    return (value,)


@lru_cache(maxsize=1)
def _meanings() -> dict[str, str]:
    return {name: said for said, names in layouts()["meanings"].items() for name in names}
