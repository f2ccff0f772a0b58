"""The tables of ``code.toml``: what the nodes of the syntax trees of a language are, and what names say in all of them."""

from collections.abc import Iterator
from functools import cache

from seedance_lint.annotations import Any
from seedance_lint.package_data import read_toml


@cache
def common(table: str) -> dict[str, Any]:
    """Return a table of ``code.toml`` that holds for all languages."""
    found: dict[str, Any] = read_toml("hosts/code/code.toml")[table]
    return {name: frozenset(value) if isinstance(value, list) else value for name, value in found.items()}


def own_steps(steps: tuple[Any, ...]) -> Iterator[Any]:
    """Yield the steps of a chain that are about its beginning: up to the first that opens something inside of that."""
    for step in steps:
        yield step
        if step.name.name in common("builders")["opens"]:
            return


@cache
def language(name: str) -> dict[str, Any]:
    """Return the table of a language."""
    found: dict[str, Any] = read_toml("hosts/code/code.toml")[name]
    tables = ("through", "members", "items", "methods", "calls", "creations", "typed", "pairs", "lists", "sums", "declared", "assigned")
    more = ("functions", "bound", "words", "texts", "arguments", "appends", "infixes", "macros")
    filled = {each: found.get(each, {}) for each in (*tables, *more)}
    kinds = (
        "comments",
        "names",
        "bodies",
        "classes",
        "branches",
        "loops",
        "numbers",
        "elements",
        "spreads",
        "flat",
        "symbols",
        "shorthands",
        "read_macros",
        "read_suffixes",
        "format_macros",
        "blocks",
        "receivers",
    )
    lists = {each: frozenset(found.get(each, ())) for each in kinds}
    return {**found, **filled, **lists}
