"""What installed distributions add, through entry points, where the settings name them."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from seedance_lint.annotations import Any, ParamSpec, TextIO, TypeVar
from seedance_lint.records import NamedTuple

GROUPS = ("seedance_lint.rules", "seedance_lint.token_counters", "seedance_lint.profiles", "seedance_lint.hosts")
"""The entry point groups that are read."""


class PluginFailure(Exception):
    """A plugin that is not installed, fails to load, clashes with another, or was written for another version; ends a run with exit 2."""


class Ending(Exception):
    """Something that a plugin raised to end more than itself: the program (``sys.exit``), a task, a generator. Nobody else would report it."""

    def __init__(self, raised: BaseException) -> None:
        super().__init__(str(raised))
        self.raised = raised


class Plugin(NamedTuple):
    """One loaded entry point: its name, the object it names, and the distribution (``acme-rules 1.2``) that brought it."""

    name: str
    value: object
    distribution: str


_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")
_LAST: Any = object()
_aside: TextIO | None = None
"""Where plugins print while standard output is kept for the report."""


def keep_output_apart() -> None:
    """Have what plugins print go to standard error from now on, so that a line for debugging breaks no report.

    This is for programs: in the process of somebody else, the library leaves the streams alone.
    """
    global _aside  # noqa: PLW0603 - as the standard streams are
    if _aside is None or not _is_open(_aside):  # a plugin may have closed it
        _aside = open(os.dup(2), "w", encoding="utf-8", errors="backslashreplace", buffering=1)  # noqa: PTH123, SIM115


def called(function: "Callable[_Given, _Made]", *given: _Given.args, **named: _Given.kwargs) -> _Made:
    """Call a function of a plugin. Whatever it raises is an ``Exception``, unless the user interrupts it."""
    before = sys.stdout, sys.stderr
    if _aside is not None:
        sys.stdout = sys.stderr = _aside
    try:
        return function(*given, **named)
    except (Exception, KeyboardInterrupt):
        raise
    except BaseException as raised:
        raise Ending(raised) from None
    finally:
        if _aside is not None:
            sys.stdout, sys.stderr = before
            keep_output_apart()


def _is_open(stream: TextIO) -> bool:
    try:
        return not stream.closed
    except ValueError:  # detached
        return False


def each_of(made: Iterable[_Made]) -> Iterator[_Made]:
    """Yield what a plugin yields, with the same promise."""
    iterator = called(iter, made)
    while (found := called(next, iterator, _LAST)) is not _LAST:
        yield found


def in_a_line(error: Exception) -> str:
    """Return the name of what a plugin raised, and what it says, in one line."""
    name = type(error.raised if isinstance(error, Ending) else error).__name__
    said = " ".join(str(error).split())
    return f"{name}: {said}" if said else name


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
            value = called(entry.load)
        except Exception as error:  # whatever a foreign module raises is reported under the name of its distribution
            raise PluginFailure(f"the plugin `{name}` of {distribution} cannot be loaded: {in_a_line(error)}") from error
        yield Plugin(name, value, distribution)
