"""What a program adds to a list or a mapping after it has made it, whatever its language."""

from collections.abc import Callable

from seedance_lint.annotations import Any
from seedance_lint.hosts.located import Node
from seedance_lint.records import NamedTuple

MOST_STATEMENTS = 200
"""Statements after the one that makes a list or a mapping in which something may be added to it."""


class Loop(NamedTuple):
    """What goes through items: the node that binds their names, and the items."""

    binds: Any
    items: Any


class Addition(NamedTuple):
    """One thing that is added. ``key`` is None in a list; ``spread``: all that ``value`` has is added; ``first``: before all others.

    ``loop`` is the one around it. It is not ``sure`` inside of a condition; ``when`` are these, and whether each must hold.
    """

    key: Any
    value: Any
    spread: bool
    first: bool
    loop: Loop | None
    sure: bool
    when: tuple[tuple[Any, bool], ...] = ()


def settled(addition: Addition, holds: Callable[[Any], bool | None]) -> Addition | None:
    """Return an addition that is sure if ``holds`` says so of its conditions, none if one does not hold, and otherwise the same."""
    if addition.sure or not addition.when:
        return addition
    found = [None if (held := holds(test)) is None else held is wanted for test, wanted in addition.when]
    return None if False in found else addition if None in found else addition._replace(sure=True)


class Growth(NamedTuple):
    """What is added to a list or a mapping, in the order of the text; unless ``whole``, it is changed in other ways as well."""

    additions: tuple[Addition, ...]
    whole: bool


def grown(items: list[Node], growth: Growth | None, read: Callable[[Addition], list[Node] | None]) -> bool:
    """Add what a list gets after it was made; return whether there may be more. ``read`` returns None for what is not certain."""
    if growth is None:
        return False
    may_be_more = not growth.whole
    for addition in growth.additions:
        added = read(addition)
        may_be_more = may_be_more or added is None
        place = 0 if addition.first else len(items)
        items[place:place] = added or []
    return may_be_more
