"""What installed distributions add, through entry points, where the settings name them."""

from collections.abc import Iterator
from functools import lru_cache

from seedance_lint.records import NamedTuple

GROUPS = ("seedance_lint.rules", "seedance_lint.token_counters", "seedance_lint.profiles", "seedance_lint.hosts")
"""The entry point groups that are read."""


class PluginFailure(Exception):
    """A plugin that is not installed, fails to load, clashes with another, or was written for another version; ends a run with exit 2."""


class Plugin(NamedTuple):
    """One loaded entry point: its name, the object it names, and the distribution (``acme-rules 1.2``) that brought it."""

    name: str
    value: object
    distribution: str


@lru_cache(maxsize=16)
def load_plugins(group: str, names: tuple[str, ...]) -> tuple[Plugin, ...]:
    """Load the entry points of one group that ``names`` asks for, in that order.

    Raises:
        PluginFailure: a name that no installed distribution offers in any group, or that two offer in this one; or loading fails.
    """
    return tuple(_load(group, names)) if names else ()


def _load(group: str, names: tuple[str, ...]) -> Iterator[Plugin]:
    from importlib.metadata import entry_points

    installed = {each: entry_points(group=each) for each in GROUPS}
    for name in dict.fromkeys(names):
        found = {(entry.value, entry.dist.name if entry.dist else ""): entry for entry in installed[group] if entry.name == name}
        if not found:
            offered = sorted({entry.name for entries in installed.values() for entry in entries})
            if name not in offered:
                from seedance_lint.nearest import did_you_mean

                raise PluginFailure(f"no installed package provides the plugin `{name}`{did_you_mean(name, offered)}")
            continue
        if len(found) > 1:
            raise PluginFailure(
                f"the plugin `{name}` is provided by two distributions: {' and '.join(sorted({dist for _, dist in found}))}"
            )
        entry = next(iter(found.values()))
        distribution = f"{entry.dist.name} {entry.dist.version}" if entry.dist else entry.value
        try:
            value = entry.load()
        except (Exception, SystemExit) as error:  # whatever a foreign module raises is reported under the name of its distribution
            raise PluginFailure(f"the plugin `{name}` of {distribution} cannot be loaded: {type(error).__name__}: {error}") from error
        yield Plugin(name, value, distribution)
