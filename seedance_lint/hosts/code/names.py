"""What the names of a program stand for where they are read, and what their names say: of fields, constants and functions."""

import re
import sys
from bisect import bisect_left, bisect_right

from seedance_lint.annotations import Any
from seedance_lint.hosts.code.languages import common
from seedance_lint.hosts.code.records import Chain, Made, Member, Name
from seedance_lint.hosts.code.walk import Added, Bound, Walk, Where

_MOST_STEPS = 10
"""Names of names."""
_MOST_BOUND = 20
"""How often a name may be bound in other functions since it was in this one."""
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def _place(noted: Any) -> int:
    return noted.where.place  # type: ignore[no-any-return]


def snake(name: str) -> str:
    """Return the name of a field as requests have it: ``image_url`` for ``ImageURL`` and ``imageUrl``."""
    return name if name.islower() else _HUMP.sub("_", name.replace("URLs", "Urls")).lower()


def setter(name: str) -> str:
    """Return the name of the field that a method sets: ``image_url`` for ``setImageUrl``, ``with_image_url`` and ``imageUrl``."""
    for prefix in common("builders")["prefixes"]:
        if name.startswith(f"{prefix}_"):
            return snake(name[len(prefix) + 1 :])
        if name.startswith(prefix) and name[len(prefix) :][:1].isupper():
            return snake(name[len(prefix) :])
    return snake(name)


def last(name: str) -> str:
    """Return the last part of a name with dots."""
    return name.rpartition(".")[2].rpartition(":")[2].rpartition("\\")[2]


def dotted(found: Any) -> str:
    """Return the name of a part of named things; an empty text for everything else."""
    parts: list[str] = []
    while isinstance(found, Member) and found.name:
        parts.append(found.name)
        found = found.of
    if isinstance(found, Name):
        parts.append(found.name)
    elif isinstance(found, Made):
        parts.append(found.type)
    elif isinstance(found, Chain):
        parts += [step.name.name for step in reversed(found.steps)]
        parts += [dotted(found.base)] if found.base is not None and not isinstance(found.base, Chain) else []
    return ".".join(filter(None, reversed(parts)))


def constant(field: str, name: str) -> str | None:
    """Return what a constant is that has this name, in a field for the type or the role of a part of a request; None where that is not known."""
    known = common("constants")
    of = field if field in known["behind"] else None
    if of is None:
        return None
    words = snake(last(name))
    for behind in known["behind"]:
        words = words.rpartition(f"{behind}_")[2]
    if of == "role":
        return words if words in known["roles"] else None
    found: str | None = known["types"].get(words)
    return found


class Names:
    """The names of one program, once the walk over it is over."""

    def __init__(self, walk: Walk, given: dict[tuple[int, str], Any] | None = None) -> None:
        """Take the walk, and what parameters stand for in one call: by the identity of the scope of their function and their name."""
        self._walk = walk
        self._given = given or {}
        self._of_name: dict[str, list[list[Bound]]] = {}
        for (_, name), bounds in walk.bound.items() if given is None else ():
            self._of_name.setdefault(name, []).append(bounds)

    def in_call(self, given: dict[tuple[int, str], Any]) -> "Names":
        """Return the names of the same program, where parameters stand for what one call gives them."""
        other = Names(self._walk, given)
        other._of_name = self._of_name
        return other

    def bound(self, found: Name) -> Bound | None:
        """Return what a name is bound to where it is read, if that is certain: once, or last in front of it, in a branch that has run."""
        where = self._walk.where.get(id(found))
        if where is None:
            return None
        holder, name = self._walk.holder(where.scope, found.name)
        bounds = self._walk.bound.get((holder, name), ())
        if len(bounds) == 1:
            return bounds[0]
        at = bisect_left(bounds, where.place, key=_place)
        for each in bounds[max(0, at - _MOST_BOUND) : at][::-1]:
            if each.where.scope is where.scope:
                return each if each.where.branch.runs_with(where.branch) else None
        return None

    def value(self, found: Any) -> Any:
        """Return the expression that a name, or a name of the program's own objects, stands for; None if that is not certain."""
        for _ in range(_MOST_STEPS):
            if isinstance(found, Member) and isinstance(found.of, Name) and found.name:
                found = self._attribute(found)
            elif isinstance(found, Name):
                bound = self.bound(found)
                found = self._meant(found.name, bound) if bound is not None else None
            else:
                return found
            if found is None:
                return None
        return None

    def _meant(self, name: str, bound: Bound) -> Any:
        """Return what a name is bound to; of a parameter, what the call gives it that is looked at."""
        return self._given.get((id(bound.where.scope), name)) if bound.value is None and self._given else bound.value

    def _attribute(self, found: Member) -> Any:
        """Return what a constant of a class of the program stands for: ``this.MODEL``, ``Settings.MODEL``."""
        if found.of.name not in ("this", "self") and not found.of.name[:1].isupper():
            return None
        known = self._of_name.get(found.name, [])
        return known[0][0].value if len(known) == 1 and len(known[0]) == 1 else None

    def additions(self, name: str, bound: Bound) -> list[Added]:
        """Return what is added to the value of a name after it is bound to that, and before it is bound to another."""
        start, end = self._until(name, bound)
        added = self._walk.added.get(self._walk.holder(bound.where.scope, name), [])
        return added[bisect_right(added, start, key=_place) : bisect_left(added, end, key=_place)]

    def is_handed(self, name: str, bound: Bound) -> bool:
        """Whether a function is given what a name stands for, and may change it before it is used again."""
        key = self._walk.holder(bound.where.scope, name)
        start, end = self._until(name, bound)
        handed = self._walk.handed.get(key, [])
        first = bisect_right(handed, start, key=lambda each: each.place)
        if first == len(handed) or handed[first].place >= end:
            return False
        used: tuple[list[Any], list[Any]] = (self._walk.uses.get(key, []), self._walk.added.get(key, []))
        last = [each[at - 1].where.place for each in used if (at := bisect_left(each, end, key=_place))]
        return any(place > handed[first].place for place in last)

    def _until(self, name: str, bound: Bound) -> tuple[int, int]:
        """Return where a name is bound to something, and where to the next thing."""
        bounds = self._walk.bound.get(self._walk.holder(bound.where.scope, name), [])
        after = bisect_right(bounds, bound.where.place, key=_place)
        return bound.where.place, bounds[after].where.place if after < len(bounds) else sys.maxsize

    @staticmethod
    def is_sure(added: Where, bound: Where) -> bool:
        """Whether something is added each time that the name is bound."""
        return added.scope is bound.scope and added.branch.runs_with(bound.branch)
