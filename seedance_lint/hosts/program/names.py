"""What the names of a program stand for, scope by scope, as far as it is certain; the same for all languages."""

from collections.abc import Callable, Container, Iterable, Iterator

from seedance_lint.annotations import Any
from seedance_lint.hosts.program.calls import Link
from seedance_lint.records import NamedTuple

DEEPEST_SCOPE = 200
"""Scopes inside of scopes; what is deeper shares the scope of this level, and names that are bound twice there stand for nothing."""


class Scope:
    """The names of one function, class, block or module.

    ``bound`` counts how often each is bound there, ``values`` has what it is bound to where one expression says so.
    """

    __slots__ = ("bound", "depth", "function", "hidden", "outer", "parameters", "values")

    def __init__(self, outer: "Scope | None", *, hidden: bool = False, block: bool = False) -> None:
        self.outer = outer
        self.function: Scope = outer.function if block and outer is not None else self
        """The innermost scope that is not a block."""
        self.depth: int = outer.depth + 1 if outer is not None else 0
        self.hidden = hidden
        """Whether scopes inside do not see its names, as those of a class."""
        self.bound: dict[str, int] = {}
        self.values: dict[str, Any] = {}
        self.parameters: set[str] = set()

    def inner(self, *, hidden: bool = False, block: bool = False) -> "Scope":
        """Return a new scope inside of this one."""
        return self if self.depth >= DEEPEST_SCOPE else Scope(self, hidden=hidden, block=block)

    def declare(self, name: str) -> None:
        """Note that a name belongs here, before it is bound."""
        self.bound.setdefault(name, 0)

    def bind(self, name: str, value: Any = None) -> None:
        """Note that a name is bound here; without a value it stands for nothing that is known."""
        self.bound[name] = self.bound.get(name, 0) + 1
        if value is not None:
            self.values[name] = value

    def holder(self, name: str) -> "Scope | None":
        """Return the scope that a name is bound in which is read here."""
        scope: Scope | None = self
        while scope is not None and (name not in scope.bound or (scope.hidden and scope is not self)):
            scope = scope.outer
        return scope


class Binding(NamedTuple):
    """A name, and a scope that it is used in."""

    scope: Scope
    name: str


class Use(NamedTuple):
    """A place where the value of a name is read; ``spread``: only its fields are taken over there."""

    scope: Scope
    place: int
    links: Link | None
    spread: bool


class Names:
    """The names of one program. The walk over its tree fills this; nothing is asked before the walk is over."""

    def __init__(self) -> None:
        self.module = Scope(None)
        self.scope_of: dict[int, Scope] = {}
        """Identity of a node that reads a name to the scope where it does."""
        self.changes: list[Binding] = []
        """Names whose values are changed in place."""
        self.deep_changes: list[Binding] = []
        """Names of which what is inside of their values is changed in place."""
        self.changed_attributes: set[str] = set()
        self.handed: list[tuple[Binding, str]] = []
        """Names whose values a function is given that may change them, and its name where it may be one of the program."""
        self.definitions: dict[tuple[Scope, str], list[Any]] = {}
        """Names, and each place where one is bound (see ``program_flow``)."""
        self.rebound: list[tuple[Binding, Any, Any]] = []
        """Names that are bound where another scope may hold them, what to, which is None if no expression says it, and that place."""
        self._uses: dict[str, list[Use]] = {}
        self._held: dict[str, dict[Scope | None, list[Use]]] = {}
        self._changed: set[Binding] = set()
        self._deeply_changed: set[Binding] = set()
        self._handed: set[Binding] = set()
        self._changed_by_others: set[str] = set()

    def read(self, key: int, name: str, use: Use) -> None:
        """Note that a name is read."""
        self.scope_of[key] = use.scope
        self._uses.setdefault(name, []).append(use)

    def define(self, scope: Scope, name: str, place: Any) -> None:
        """Note where a name is bound in the scope that holds it; None if that is not known."""
        if place is not None:
            self.definitions.setdefault((scope, name), []).append(place)

    def settle(self) -> None:
        """Draw the conclusions that need the whole program."""
        for (scope, name), value, place in self.rebound:
            holder = scope.holder(name)
            if holder is not None:
                holder.bound[name] += 1
                holder.values.setdefault(name, value)
                self.define(holder, name, place if holder.function is scope.function else None)  # else nobody knows when
        for scope, name in self.changes:
            holder = scope.holder(name)
            if holder is None:
                continue
            self._changed.add(Binding(holder, name))
            if name in holder.parameters:  # it may be given what has the same name elsewhere
                self._changed_by_others.add(name)

        self._deeply_changed.update(
            Binding(holder, name) for scope, name in self.deep_changes if (holder := scope.holder(name)) is not None
        )

        for (scope, name), function in self.handed:
            is_own = bool(function) and not isinstance(self.value(scope, function), (str, type(None)))
            holder = scope.holder(name)
            if holder is not None and not is_own:
                self._handed.add(Binding(holder, name))

    def is_handed(self, scope: Scope, name: str) -> bool:
        """Whether a function that is not of the program is given what a name stands for, and may change it."""
        holder = scope.holder(name)
        return holder is not None and Binding(holder, name) in self._handed

    def binding(self, scope: Scope, name: str) -> Binding | None:
        """Return the one place where a name is bound that is read in a scope; None if there is none, or there are several."""
        holder = scope.holder(name)
        return Binding(holder, name) if holder is not None and holder.bound[name] == 1 else None

    def value(self, scope: Scope, name: str) -> Any:
        """Return the expression that a name stands for; None if several may."""
        binding = self.binding(scope, name)
        return binding.scope.values.get(name) if binding is not None else None

    def is_changed(self, scope: Scope, name: str, *, deep: bool = False) -> bool:
        """Whether somebody changes in place what a name stands for; ``deep``: what is inside of it."""
        holder = scope.holder(name)
        changed = self._deeply_changed if deep else self._changed
        return name in self._changed_by_others or (holder is not None and Binding(holder, name) in changed)

    def uses(self, binding: Binding) -> list[Use]:
        """Return where a name is read, in the order of the text; the scope of the binding may be any that sees it."""
        name = binding.name
        held = self._held.get(name)
        if held is None:
            held = self._held[name] = {}
            for use in sorted(self._uses.get(name, ()), key=lambda use: use.place):
                held.setdefault(use.scope.holder(name), []).append(use)
        return held.get(binding.scope.holder(name), [])

    def links(self, binding: Binding) -> Iterator[Link]:
        """Yield what surrounds each place where a name is read that is bound once."""
        if self.binding(*binding) is not None:
            for use in self.uses(binding):
                if use.links is not None:
                    yield use.links

    def is_part(self, scope: Scope, name: str) -> bool:
        """Whether a reader of a name may have its value, a list or a mapping, as a part of its own: nobody changes it in between."""
        binding = self.binding(scope, name)
        if binding is None or self.is_changed(scope, name):
            return False
        uses = self.uses(binding)
        return len(uses) == 1 or (bool(uses) and all(use.spread for use in uses))


def parts_last(
    nodes: Iterable[Any], parts: Container[int], extent: Callable[[Any], tuple[Any, Any]], key: Callable[[Any], int]
) -> list[Any]:
    """Return nodes by where they start, outer ones first, and those that stand for names, with all inside them, at the end.

    A reader of such a name may take its value for a part of its own. ``extent`` is where a node starts and ends.
    """
    early: list[Any] = []
    late: list[Any] = []
    end = None
    ordered = sorted(((*extent(node), node) for node in nodes), key=lambda each: each[1], reverse=True)
    for _, node_end, node in sorted(ordered, key=lambda each: each[0]):
        if end is not None and node_end <= end:
            late.append(node)
        elif key(node) in parts:
            late.append(node)
            end = node_end
        else:
            early.append(node)
    return early + late
