"""Walks over a program once, and notes what its names are bound to, what is added to them, where they are read, and what may be a request."""

from collections.abc import Iterable, Iterator

from seedance_lint.annotations import Any
from seedance_lint.hosts.code.expressions import Expressions
from seedance_lint.hosts.code.languages import common, language, own_steps
from seedance_lint.hosts.code.records import Chain, Filled, Function, Listed, Literal, Made, Mapped, Member, Name, Sum, Unknown
from seedance_lint.hosts.javascript.places import Offsets
from seedance_lint.hosts.program.calls import NOWHERE, Around, Link
from seedance_lint.hosts.program.names import Scope
from seedance_lint.records import NamedTuple
from seedance_lint.source.span import Span

_ASSIGNS = frozenset(("=", ":="))
_MOST_PARTS = 20
"""Parts of parts to which something is assigned."""
_MOST_BRANCHES = 200
"""Branches inside of branches; what is deeper shares that of this level."""

_CARRIER = "copy"
"""A function that returns what it is given: what this has around it, that has, too."""


class Branch:
    """A part of a function that does not run each time, or more than once."""

    __slots__ = ("depth", "is_loop", "outer")

    def __init__(self, outer: "Branch | None" = None, *, is_loop: bool = False) -> None:
        self.outer = outer
        self.is_loop = is_loop
        self.depth: int = outer.depth + 1 if outer is not None else 0

    def inner(self, *, is_loop: bool) -> "Branch":
        """Return a new branch inside of this one."""
        return self if self.depth >= _MOST_BRANCHES else Branch(self, is_loop=is_loop)

    def runs_with(self, other: "Branch") -> bool:
        """Whether what is in this branch has surely run where ``other`` is reached."""
        here: Branch | None = other
        while here is not None and here is not self:
            here = here.outer
        return here is self


class Where(NamedTuple):
    """Where in a program something is: its scope, its branch, and its place in the text."""

    scope: Scope
    branch: Branch
    place: int


class Bound(NamedTuple):
    """What a name is bound to at one place; ``value`` is None if no expression says it."""

    where: Where
    value: Any


class Added(NamedTuple):
    """What is added to the value of a name: an assignment to a part of it, whose ``key`` is its name or an expression, or a step of a chain."""

    where: Where
    key: Any
    value: Any
    step: Any = None


class Use(NamedTuple):
    """A place where a name is read, and what surrounds it there."""

    where: Where
    links: Link | None


class Walk:
    """One walk over a program; what it noted is complete once it is made."""

    def __init__(self, offsets: Offsets, name: str, root: Any) -> None:
        self.table = language(name)
        self.expressions = Expressions(offsets, self.table)
        self.comments: list[Span] = []
        self.containers: list[Any] = []
        """Mappings, lists, objects, chains and texts, in the order of the walk."""
        self.links: dict[int, Link] = {}
        """Identity of a container to what surrounds it."""
        self.where: dict[int, Where] = {}
        """Identity of a name that is read, or of a container, to where it is."""
        self.bound: dict[tuple[Scope, str], list[Bound]] = {}
        self.added: dict[tuple[Scope, str], list[Added]] = {}
        self.uses: dict[tuple[Scope, str], list[Use]] = {}
        self.handed: dict[tuple[Scope, str], list[Where]] = {}
        """Names whose values a function is given that may change them."""
        self.own: set[str] = set()
        """Names of the functions of the program."""
        self.functions: dict[int, Function] = {}
        """Those functions with the names of their parameters, by the identities of the scopes of their bodies."""
        self.calls: dict[str, list[tuple[Any, Where]]] = {}
        """Calls by the last names of what they call, each with where it is."""
        self._offsets = offsets
        self._reads: list[tuple[Name, Where, Link | None]] = []
        self._binds: list[tuple[str, Bound, bool]] = []
        self._adds: list[tuple[str, Added]] = []
        self._hands: list[tuple[str, Where]] = []
        self.module = Scope(None)
        self._stack: list[tuple[Any, Scope, Branch, Around]] = [(root, self.module, Branch(), NOWHERE)]
        self._walk()
        self._settle()

    def holder(self, scope: Scope, name: str) -> tuple[Scope, str]:
        """Return the scope that a name belongs to which is used in another one, and the name; that of the program for one that is bound nowhere."""
        return scope.holder(name) or self.module, name

    def _settle(self) -> None:
        """Give everything to the scopes that hold its names, which are known only now."""
        for name, bound, is_declared in sorted(self._binds, key=lambda each: not each[2]):
            scope = bound.where.scope
            if is_declared or scope.holder(name) is None:
                scope.declare(name)
            self.bound.setdefault(self.holder(scope, name), []).append(bound)
        for bounds in self.bound.values():
            bounds.sort(key=lambda each: each.where.place)
        for name, added in self._adds:
            self.added.setdefault(self.holder(added.where.scope, name), []).append(added)
        for read, where, links in self._reads:
            self.uses.setdefault(self.holder(where.scope, read.name), []).append(Use(where, links))
        for name, where in self._hands:
            self.handed.setdefault(self.holder(where.scope, name), []).append(where)
        for called in self.calls.values():
            called.sort(key=lambda one: one[1].place)
        for handed in self.handed.values():
            handed.sort(key=lambda one: one.place)
        for found in (self.added, self.uses):
            for each in found.values():
                each.sort(key=lambda one: one.where.place)

    def _walk(self) -> None:
        table = self.table
        stack = self._stack
        leaves = table["numbers"] | table["words"].keys()
        kinds = {
            kind
            for name in ("members", "items", "methods", "calls", "creations", "typed", "lists", "sums", "texts", "infixes", "macros")
            for kind in table[name]
        }
        kinds |= table["names"] | table["bodies"] | table["flat"] | table["through"].keys()
        self._kinds = kinds
        while stack:
            node, scope, branch, around = stack.pop()
            kind = node.type
            if kind in kinds and not (kind in table["appends"] and self._is_append(node)):
                self._expression(node, Where(scope, branch, node.start_byte), around)
            elif kind in table["comments"]:
                self.comments.append(self._offsets.span(node))
            elif kind in leaves:
                continue
            elif kind in table["appends"]:
                self._append(node, Where(scope, branch, node.start_byte), around)
            elif kind in table["declared"] or kind in table["assigned"]:
                self._assignment(node, Where(scope, branch, node.start_byte), around)
            elif kind in table["functions"]:
                self._function(node, scope)
            elif kind in table["classes"]:
                self._push(node.named_children, scope.inner(), branch, NOWHERE)
            elif kind in table["bound"]:
                self._bind_names(self.expressions.part(node, table["bound"][kind]), scope, branch)
                self._push(node.named_children, scope, branch.inner(is_loop=True) if kind in table["loops"] else branch, around)
            elif kind in table["branches"] or kind in table["loops"]:
                for child in node.named_children:
                    stack.append((child, scope, branch.inner(is_loop=kind in table["loops"]), around))
            else:
                self._push(node.named_children, scope, branch, around)

    def _push(self, nodes: Iterable[Any], scope: Scope, branch: Branch, around: Around) -> None:
        self._stack += [(node, scope, branch, around) for node in nodes]

    def _is_append(self, node: Any) -> bool:
        operator = node.child_by_field_name("operator")
        return operator is not None and operator.type == self.table["appends"][node.type][2]

    def _append(self, node: Any, where: Where, around: Around) -> None:
        """Note what an operator adds to a list: ``urls << url``."""
        left, right, _ = self.table["appends"][node.type]
        target, value = (self.expressions.of(node.child_by_field_name(field)) for field in (left, right))
        if isinstance(target, Name):
            self._adds.append((target.name, Added(where, None, value)))
        elif isinstance(target, Member):
            self._assigned(target, Unknown(target.span), where, around)
        self._push(node.named_children, where.scope, where.branch, around)

    def _function(self, node: Any, scope: Scope) -> None:
        """Enter a function, whose parameters are names of its own."""
        name = node.child_by_field_name("name")
        if name is not None:
            self.own.add(self._offsets.written(name))
        inner, branch = scope.inner(), Branch()
        field = self.table["functions"][node.type]
        parameters = self.expressions.part(node, field) if field else None
        if parameters is not None:
            self._bind_names(parameters, inner, branch)
        if name is not None and parameters is not None:
            names = tuple(self._parameter_names(parameters))
            self.functions[id(inner)] = Function(self._offsets.written(name), inner, names)
        known = [each.id for each in (name, parameters) if each is not None]
        self._push([child for child in node.named_children if child.id not in known], inner, branch, NOWHERE)

    def _parameter_names(self, parameters: Any) -> Iterator[str]:
        """Yield the names of the parameters of a function, in their order, without that of the object whose method it is."""
        for each in self.expressions.children(parameters):
            if each.type in self.table["receivers"]:
                continue
            named = each.children_by_field_name("name") or [found for found in (each.child_by_field_name("pattern"),) if found is not None]
            inside = [each, *self.expressions.children(each)]
            for name in named or [found for found in inside if found.type in self.table["names"]][:1]:
                yield self._offsets.written(name).lstrip("$@")

    def _bind_names(self, node: Any, scope: Scope, branch: Branch) -> None:
        """Note that all names in a part of a program are bound there, to what nobody knows."""
        waiting = [node] if node is not None else []
        while waiting:
            here = waiting.pop()
            if here.type in self.table["names"]:
                where = Where(scope, branch, here.start_byte)
                name = self._offsets.written(here).lstrip("$")
                self._binds.append((name, Bound(where, None), True))
                scope.declare(name)
            else:
                waiting += here.named_children

    def _assignment(self, node: Any, where: Where, around: Around) -> None:
        """Note what a statement binds names to, or puts into what they stand for."""
        table = self.table
        is_declared = node.type in table["declared"]
        left, right = self.expressions.parts(node, "declared" if is_declared else "assigned")
        right = None if right is None or (left is not None and right.id == left.id) else right
        if left is None:
            self._push(node.named_children, where.scope, where.branch, around)
            return
        operator = node.child_by_field_name("operator")
        is_whole = operator is None or operator.type in _ASSIGNS
        targets = self.expressions.children(left) if left.type == "expression_list" else [left]
        values = [] if right is None else self.expressions.children(right) if right.type == "expression_list" else [right]
        inside = around
        for number, each in enumerate(targets):
            target = self.expressions.of(each)
            value = self.expressions.of(values[number]) if number < len(values) else None
            value = Unknown(target.span) if value is not None and not is_whole else value
            if isinstance(target, Name):
                bound = self._bind(target, value, where, around, is_declared=is_declared)
                inside = bound if number == 0 else inside
            elif isinstance(target, Member):
                inside = self._assigned(target, value, where, around)
                self._push([each], where.scope, where.branch, around)
            else:
                self._push([each], where.scope, where.branch, around)
        known = {left.id, *([right.id] if right is not None else [])}
        self._push([child for child in node.named_children if child.id not in known], where.scope, where.branch, around)
        self._push(values, where.scope, where.branch, inside)

    def _assigned(self, target: Member, value: Any, where: Where, around: Around) -> Around:
        """Note what is assigned to a part of what a name stands for; return what surrounds the value. Of a part of a part nothing is known."""
        outer, is_deep = target, False
        for _ in range(_MOST_PARTS):
            if not isinstance(outer.of, Member):
                break
            outer, is_deep = outer.of, True
        name = outer.of
        if not isinstance(name, Name):
            return around
        if value is not None and is_deep:
            self._adds.append((name.name, Added(where, outer if outer.name else outer.key, Unknown(target.span))))
        elif value is not None:
            self._adds.append((name.name, Added(where, target if target.name else target.key, value)))
        return around.bound_to(self._binding(name, where))

    def _binding(self, name: Name, where: Where) -> Any:
        return (where.scope, name.name)

    def _bind(self, target: Name, value: Any, where: Where, around: Around, *, is_declared: bool) -> Around:
        """Note what a name is bound to, or, where that is what it was with more behind it, what is added to it; return what surrounds the value."""
        if isinstance(value, Chain) and value.base is None and len(value.steps) == 1 and value.steps[0].name.name == "append":
            of, *items = [each.value for each in value.steps[0].given] or [None]
            if isinstance(of, Name) and of.name == target.name:
                self._adds += [(target.name, Added(where, None, item)) for item in items]
                return around.bound_to(self._binding(target, where))
        if value is None and is_declared:
            where.scope.declare(target.name)
            return around
        self._binds.append((target.name, Bound(where, value), is_declared))
        if is_declared:
            where.scope.declare(target.name)
        return around.bound_to(self._binding(target, where))

    def _expression(self, node: Any, where: Where, around: Around) -> None:
        """Note an expression, and go on with the nodes that are inside of it."""
        found = self.expressions.of(node)
        if isinstance(found, Name):
            self.where[id(found)] = where
            self._reads.append((found, where, around.links))
            return
        if isinstance(found, (Mapped, Listed, Made, Chain, Literal, Sum, Filled)):
            self.containers.append(found)
            self.where[id(found)] = where
            if around.links is not None:
                self.links[id(found)] = around.links
        inner = self.expressions.unwrapped(node)
        if inner.id != node.id and inner.type not in self._kinds:
            self._push([inner], where.scope, where.branch, around)
            return
        if isinstance(found, Chain):
            self._chain(inner, found, where, around)
            return
        if isinstance(found, Made):
            type_, given, *_ = self.expressions.parts(inner, "creations")
            inside = around.inside((found, 0), found.type)
            self._push(given.named_children if given is not None else (), where.scope, where.branch, inside)
            known = [each.id for each in (given, type_) if each is not None]
            self._push([child for child in inner.named_children if child.id not in known], where.scope, where.branch, inside)
            return
        if isinstance(found, Mapped) and found.type:
            around = around.inside((found, 0), "")
        self._push(self._inside(inner, found), where.scope, where.branch, around)

    def _inside(self, node: Any, found: Any) -> list[Any]:
        """Return the nodes inside of one that are no names of fields or classes."""
        table = self.table
        if node.type in table["typed"]:
            body = self.expressions.part(node, table["typed"][node.type][1])
            return self._inside(body, found) if body is not None else []
        if isinstance(found, (Mapped, Listed)) and node.type in table["bodies"]:
            return list(self._values(node))
        if isinstance(found, Sum):
            return list(self._terms(node))
        if isinstance(found, Member) and node.type in table["members"]:
            of = self.expressions.part(node, table["members"][node.type][0])
            return [of] if of is not None else []
        return list(node.named_children)

    def _values(self, node: Any) -> Iterator[Any]:
        """Yield the nodes of the values and items between braces, and not those of the names of fields."""
        for each in node.named_children:
            if each.type in self.table["pairs"]:
                value = self.expressions.part(each, self.table["pairs"][each.type][1])
                yield from (value,) if value is not None else ()
            elif each.type in self.table["elements"]:
                yield from each.named_children
            else:
                yield each

    def _terms(self, node: Any) -> Iterator[Any]:
        """Yield the terms of a sum which are no literals: those are a part of its text."""
        here = node
        while here is not None and here.type in self.table["sums"]:
            left, right, _ = self.table["sums"][here.type]
            term = here.child_by_field_name(right)
            if term is not None and self.expressions.unwrapped(term).type not in self.table["texts"]:
                yield term
            here = self.expressions.unwrapped(here.child_by_field_name(left))
        if here is not None and here.type not in self.table["texts"]:
            yield here

    def _chain(self, node: Any, chain: Chain, where: Where, around: Around) -> None:
        """Note what a chain adds to a name, and go on with all that its calls are given."""
        base = chain.base
        if isinstance(base, Name):
            self._adds += [(base.name, Added(where, None, None, step)) for step in own_steps(chain.steps)]
            around = around if around.links is not None else around.bound_to(self._binding(base, where))
        number = len(chain.steps)
        here = node
        while here is not None and self.expressions.is_call(here) and number:
            number -= 1
            here, block = self.expressions.call_and_block(here)
            of, _, given = self.expressions.called(here)
            name = chain.steps[number].name.name
            self.calls.setdefault(name, []).append((chain.steps[number], where))
            inside = around.inside((chain, number), _CARRIER if self._carries(name) else name)
            if base is None or name not in common("builders")["adds"]:
                self._hand(chain.steps[number], where._replace(place=node.end_byte), has_base=base is not None)
            self._push(given.named_children if given is not None else (), where.scope, where.branch, inside)
            self._push([block] if block is not None else (), where.scope, where.branch, inside)
            here = self.expressions.unwrapped(of)
        if here is not None:  # it may be something around the calls, which is looked at only once
            self._push([here] if here.id != node.id else here.named_children, where.scope, where.branch, around)

    @staticmethod
    def _carries(name: str) -> bool:
        """Whether a function of this name returns what it is given, in another form."""
        return name in common("wrappers")["functions"] or name in common("wrappers")["first"] or name in common("builders")["adds"]

    def _hand(self, step: Any, where: Where, *, has_base: bool) -> None:
        """Note the names that a call is given which may change what they stand for."""
        if step.name.name in common("looks")["names"] or step.name.name in common("wrappers")["functions"]:
            return
        for value, _ in step.given:
            if isinstance(value, Name) and not has_base:
                self._hands.append((value.name, where))
