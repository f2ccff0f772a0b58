"""Adds to mappings and lists of a program what its calls, assignments and blocks add to them."""

from abc import ABC, abstractmethod

from seedance_lint.annotations import Any
from seedance_lint.hosts.code.growing import Growing
from seedance_lint.hosts.code.languages import common
from seedance_lint.hosts.code.names import Names, constant, dotted, setter, snake
from seedance_lint.hosts.code.records import Chain, Member, Name, Pair, Step, Symbol
from seedance_lint.hosts.code.walk import Added, Branch, Where
from seedance_lint.hosts.located import Node, PartialList, Template
from seedance_lint.hosts.program.known_calls import is_certain, takes_prompt
from seedance_lint.hosts.program.mappings import TEXT, Entry, computed


class Adding(ABC):
    """What is put together step by step, by a reader of values."""

    names: Names

    @abstractmethod
    def text(self, found: Any) -> Node | None:
        """Return the text that an expression makes; None if it makes none."""

    @abstractmethod
    def _part(self, found: Any) -> Node | None:
        """Return what an expression is that another one has as a part."""

    @abstractmethod
    def _item(self, found: Any) -> Node:
        """Return what an item of a list is."""

    @abstractmethod
    def _spread(self, growing: Growing, found: Any) -> None:
        """Take over all that a list or a mapping has."""

    @abstractmethod
    def _use(self, key: int) -> None:
        """Note that a container is a part of another one."""

    def _step(self, growing: Growing, step: Step, *, is_sure: bool = True, is_loop: bool = False) -> None:
        """Add what one call of a chain adds."""
        names = common("builders")
        name, given = step.name.name, [each.value for each in step.given]
        if step.inside and name not in names["opens"]:
            for each in step.inside:
                self._stated(growing, each, is_sure=is_sure, is_loop=is_loop)
            return
        if name in names["opens"] and step.inside:
            self._opened(growing, step)
            return
        if not given:
            return
        if name in names["opens"]:
            key = self.text(given[0])
            growing.is_open = growing.is_open or key is None
            growing.entries += [Entry(key, None)] if key is not None else []
        elif name in names["adds"]:
            if len(given) == 1:
                if is_sure and not is_loop:
                    growing.items.append(self._item(given[0]))
                else:
                    self._perhaps(growing, given[0], is_loop=is_loop)
            elif len(given) == 2:
                self._enter(growing, given[0], given[1], is_sure=is_sure and not is_loop)
            else:
                growing.is_open = True
        elif name in names["adds_all"]:
            if is_sure and not is_loop and len(given) == 1:
                self._spread(growing, given[0])
            else:
                growing.is_open = True
        elif len(given) == 1 and growing.is_list is not True:
            self._field(growing, Node(step.name.span, setter(name)), given[0], is_sure=is_sure and not is_loop)
        else:
            growing.is_open = True

    def _stated(self, growing: Growing, found: Any, *, is_sure: bool, is_loop: bool) -> None:
        """Add what a statement in a block adds to what this is about."""
        if isinstance(found, Pair) and isinstance(found.key, Name):
            self._field(growing, Node(found.key.span, snake(found.key.name)), found.value, is_sure=is_sure and not is_loop)
        elif isinstance(found, Chain) and found.base is None:
            self._use(id(found))
            for step in found.steps:
                self._step(growing, step, is_sure=is_sure, is_loop=is_loop)
        else:
            growing.is_open = True

    def _opened(self, growing: Growing, step: Step) -> None:
        """Add a list or a mapping that a block fills: ``putJsonArray("image_urls") { add("…") }``."""
        inner = Growing(step.name.span, is_list=step.name.name.endswith("Array"))
        for each in step.inside:
            self._stated(inner, each, is_sure=True, is_loop=False)
        key = self.text(step.given[0].value) if step.given else None
        if key is not None:
            growing.entries.append(Entry(key, inner.node()))
        else:
            growing.items.append(inner.node())

    def _perhaps(self, growing: Growing, found: Any, *, is_loop: bool) -> None:
        """Add an item that need not be there: a text is taken as given, else there may be any number of others."""
        made = self._part(found)
        if made is not None and not is_loop and isinstance(made.value, dict) and made.value.get("type") == TEXT:
            growing.items.append(made)
        else:
            growing.is_open = True

    def _add(self, growing: Growing, added: Added, bound: Where) -> None:
        """Add what a statement adds."""
        is_sure = self.names.is_sure(added.where, bound)
        is_loop = not is_sure and _is_in_loop(added.where, bound)
        if added.step is not None:
            self._step(growing, added.step, is_sure=is_sure, is_loop=is_loop)
        elif added.key is None:
            if is_sure:
                growing.items.append(self._item(added.value))
            else:
                self._perhaps(growing, added.value, is_loop=is_loop)
        elif isinstance(added.key, Member):
            self._assign(growing, added, is_sure=is_sure, is_loop=is_loop)
        else:
            self._enter(growing, added.key, added.value, is_sure=is_sure)

    def _assign(self, growing: Growing, added: Added, *, is_sure: bool, is_loop: bool) -> None:
        """Add what is assigned to a field: a value, or what it was with items behind it."""
        target, value = added.key, added.value
        key = Node(target.key or target.span, snake(target.name))
        step = value.steps[0] if isinstance(value, Chain) and value.base is None and len(value.steps) == 1 else None
        if step is not None and step.name.name == "append" and step.given and dotted(step.given[0].value) == dotted(target):
            before = next((each for each in growing.entries if isinstance(each, Entry) and each.key.value == key.value), None)
            listed = before.value if before is not None else None
            more = Growing(listed.span if listed is not None else target.span, is_list=True)
            if listed is not None:
                more.items = list(listed.children)
                more.is_open = type(listed.value) is PartialList
            for each in step.given[1:]:
                self._perhaps(more, each.value, is_loop=is_loop) if not is_sure else more.items.append(self._item(each.value))
            growing.entries.append(Entry(before.key if before is not None else key, more.node()))
            return
        self._field(growing, key, value, is_sure=is_sure)

    def _enter(self, growing: Growing, key: Any, value: Any, *, is_sure: bool = True, plain: bool = False) -> None:
        """Add a field; ``plain``: a bare name is that of the field, and not of a variable that holds this."""
        if isinstance(key, Symbol):
            name: Node | None = Node(key.span, key.name)
        elif isinstance(key, Name) and plain:
            name = Node(key.span, snake(key.name))
        else:
            name = self.text(key)
        if name is None or isinstance(name.value, Template):
            growing.is_open = True
            return
        self._field(growing, name, value, is_sure=is_sure)

    def _field(self, growing: Growing, name: Node, found: Any, *, is_sure: bool) -> None:
        """Add a field. One that need not be there is unknown, except for a text of a prompt, which is taken as given."""
        value = self._part(found)
        if value is None and isinstance(found, (Name, Member)):
            said = constant(str(name.value), dotted(found))
            value = Node(found.span, said) if said is not None else None
        is_text = takes_prompt((str(name.value),))
        if not is_sure:
            before = next((each for each in growing.entries if isinstance(each, Entry) and each.key.value == name.value), None)
            if not is_text or (before is not None and before.value is not None and before.value.value not in ("", None)):
                growing.entries += [] if is_text else [Entry(name, None)]
                return
        if value is None and isinstance(found, Chain) and is_certain(found.steps[-1].name.name):
            growing.entries.append(Entry(name, computed(found.span), made=True))
            return
        growing.entries.append(Entry(name, value))


def _is_in_loop(inner: Where, outer: Where) -> bool:
    """Whether a loop is between two places of a function; so it may be where they are in different ones."""
    branch: Branch | None = inner.branch
    while branch is not None and branch is not outer.branch:
        if branch.is_loop:
            return True
        branch = branch.outer
    return inner.scope is not outer.scope
