"""Finds what the names of a Python module are bound to, where they are read, and which calls surround what."""

import ast
import sys
from collections.abc import Callable, Iterator

from seedance_lint.hosts.program.calls import NOWHERE, Around, Link
from seedance_lint.hosts.program.commands import runs_command
from seedance_lint.hosts.program.flow import Definition
from seedance_lint.hosts.program.growth import Growth
from seedance_lint.hosts.program.known_calls import only_looks_at
from seedance_lint.hosts.program.names import Binding, Scope, Use
from seedance_lint.hosts.python.growth import Growths
from seedance_lint.hosts.python.meanings import NAMED, Meanings, owner_of

_CHANGES = frozenset(("update", "setdefault", "pop", "popitem", "append", "extend", "insert", "clear", "remove", "__setitem__"))
_SENDERS = frozenset(("post", "put", "patch", "get", "delete", "request", "stream", "send"))
_FORMS = frozenset(("data", "params"))
"""Arguments of senders whose values become texts: form fields, and what is after the ``?`` of a URL."""

UNPLACED: tuple[type[ast.AST], ...] = () if sys.version_info >= (3, 12) else (ast.JoinedStr,)
"""Expressions inside of which older versions of the library do not know for certain where anything is."""

_HANDED_ON = (ast.Dict, ast.List, ast.Name)
"""Arguments that a function of the module may hand on as the body of a request."""

_Item = tuple[ast.AST, Scope, Around]


class Survey(Meanings):
    """One walk over a module, before anything of it is read."""

    def __init__(self, module: ast.Module) -> None:
        super().__init__(module)
        self.containers: list[ast.expr] = []
        """Lists, mappings, and calls with keyword arguments."""
        self.commands: list[ast.expr] = []
        """What may be the command that a function runs."""
        self.links: dict[int, Link] = {}
        """Identity of a call, list or mapping to what surrounds it."""
        self._forms: list[tuple[ast.expr, Scope]] = []
        self._spreads: set[int] = set()
        self._assigned: list[tuple[ast.expr, ast.expr, Scope]] = []
        self._stack: list[_Item] = [(module, self.names.module, NOWHERE)]
        self._returns: dict[Scope, Around] = {}
        """The scope of a function to where what it returns stands: wherever it is called."""
        self._growths = Growths(module, self.names)
        self._in_order: set[tuple[Scope, str]] = set()
        """Names of which it is noted what is added to each of their literals."""
        self._walk()
        self.names.settle()
        self.choices.settle(self.names, self._plain)
        self.choices.reaching = self.reaching
        self.changed = {id(value) for target, value, scope in self._assigned if self._is_changed(target, scope)}
        """Identities of the literals that the module changes after it has made them."""
        self.handed = {
            id(value) for target, value, scope in self._assigned if isinstance(target, ast.Name) and self.names.is_handed(scope, target.id)
        }
        """Identities of the literals that functions of others are given."""
        self.growths: dict[int, Growth] = {}
        """Identity of such a literal to what is added to it, as far as that is certain."""
        self.parts = set(self._parts())
        """Identities of the lists and mappings that stand for their names wherever these are read."""
        self.forms = {id(self.value(node, scope) if isinstance(node, ast.Name) else node) for node, scope in self._forms}
        """Identities of the mappings whose values are sent as texts."""

    def _walk(self) -> None:
        stack = self._stack
        while stack:
            node, scope, around = stack.pop()
            visit = _VISITS.get(type(node))
            if visit is not None:
                visit(self, node, scope, around)
            else:
                stack += [(child, scope, around) for child in ast.iter_child_nodes(node)]

    def _name(self, node: ast.Name, scope: Scope, around: Around) -> None:
        if isinstance(node.ctx, ast.Load):
            place = node.lineno << 20 | node.col_offset
            self.names.read(id(node), node.id, Use(scope, place, around.links, id(node) in self._spreads))
        else:
            self._binds(scope, node.id, node, None)

    def _binds(self, scope: Scope, name: str, target: ast.expr, value: ast.expr | None) -> None:
        """Bind a name to what an expression says, from the end of that on."""
        scope.bind(name, value)
        last = target if value is None else value
        since = (last.end_lineno or 0, last.end_col_offset or 0)
        self.names.define(scope, name, Definition((target.lineno, target.col_offset), since, value))

    def _unplaced(self, node: ast.AST, scope: Scope, around: Around) -> None:  # noqa: ARG002
        place = getattr(node, "lineno", 0) << 20
        for each in ast.walk(node):
            if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load):
                self.names.read(id(each), each.id, Use(scope, place, None, spread=False))

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, scope: Scope, around: Around) -> None:
        arguments = node.args
        outside: list[ast.expr | None] = [*arguments.defaults, *arguments.kw_defaults]
        body: list[ast.AST] = [node.body] if isinstance(node, ast.Lambda) else [*node.body]
        inner = scope.inner()
        self.choices.functions[inner] = node
        if not isinstance(node, ast.Lambda):
            scope.bind(node.name, node)
            self._returns[inner] = NOWHERE.bound_to(Binding(scope, node.name))
            outside += [*node.decorator_list, node.returns]
        for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg):
            if argument is not None:
                inner.bind(argument.arg)
                inner.parameters.add(argument.arg)
                start = (node.lineno, node.col_offset)
                self.names.define(inner, argument.arg, Definition(start, start, is_parameter=True))
                outside.append(argument.annotation)
        self._stack += [(each, scope, around) for each in outside if each is not None]
        self._stack += [(each, inner, NOWHERE) for each in body]

    def _return(self, node: ast.Return, scope: Scope, around: Around) -> None:
        if node.value is not None:
            self._stack.append((node.value, scope, self._returns.get(scope, around)))

    def _class(self, node: ast.ClassDef, scope: Scope, around: Around) -> None:
        scope.bind(node.name, node)
        self._stack += [(each, scope, around) for each in (*node.bases, *node.keywords, *node.decorator_list)]
        inner = scope.inner(hidden=True)
        self._stack += [(each, inner, NOWHERE) for each in node.body]
        self.class_of.update((id(each.value), node) for each in node.body if isinstance(each, (ast.Assign, ast.AnnAssign)))
        self.choices.note_methods(node)

    def _comprehension(self, node: ast.expr, scope: Scope, around: Around) -> None:
        inner = scope.inner()
        self._stack += [(child, inner, around) for child in ast.iter_child_nodes(node)]

    def _loop(self, node: ast.For | ast.AsyncFor | ast.comprehension, scope: Scope, around: Around) -> None:
        self.choices.note_loop(node.target, node.iter, scope, getattr(node, "body", ()))
        self._stack += [(child, scope, around) for child in ast.iter_child_nodes(node)]

    def _assign(self, node: ast.Assign, scope: Scope, around: Around) -> None:
        if len(node.targets) == 1 or isinstance(node.value, (ast.Constant, ast.JoinedStr)):
            for target in node.targets:
                self._bind(target, node.value, scope, around)
            return
        self._stack += [(each, scope, around) for each in (*node.targets, node.value)]

    def _annotated(self, node: ast.AnnAssign, scope: Scope, around: Around) -> None:
        self._stack.append((node.annotation, scope, around))
        if node.value is None:
            self._stack.append((node.target, scope, around))
        else:
            self._bind(node.target, node.value, scope, around)

    def _walrus(self, node: ast.NamedExpr, scope: Scope, around: Around) -> None:
        self._bind(node.target, node.value, scope, around)

    def _bind(self, target: ast.expr, value: ast.expr, scope: Scope, around: Around) -> None:
        self._assigned.append((target, value, scope))
        base = _base(target)
        inside = around.bound_to(Binding(scope, base.id)) if isinstance(base, ast.Name) else around
        self._stack.append((value, scope, inside))
        if isinstance(target, ast.Name):
            self._binds(scope, target.id, target, value)
            if scope.hidden:
                self.attributes.setdefault(target.id, []).append(value)
                self.owned.setdefault((target.id, scope), []).append(value)
        elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts):
            for each, part in zip(target.elts, value.elts, strict=True):
                if isinstance(each, ast.Name):
                    self._binds(scope, each.id, each, part)
                else:
                    self._stack.append((each, scope, around))
        elif isinstance(target, ast.Tuple) and isinstance(value, NAMED) and all(isinstance(each, ast.Name) for each in target.elts):
            for number, each in enumerate(target.elts):
                part = ast.copy_location(ast.Constant(number), value)
                taken = ast.copy_location(ast.Subscript(value, part, ast.Load()), value)
                self._binds(scope, each.id, each, taken)  # type: ignore[attr-defined]  # a name
        else:
            if isinstance(target, ast.Attribute):
                self.attributes.setdefault(target.attr, []).append(value)
                self.owned.setdefault((target.attr, owner_of(scope)), []).append(value)
            self._stack.append((target, scope, around))

    def _augmented(self, node: ast.AugAssign, scope: Scope, around: Around) -> None:
        self._change(node.target, scope)
        if isinstance(node.target, ast.Name) and isinstance(node.value, (ast.List, ast.ListComp)):  # the list itself grows
            node.target.ctx = ast.Load()
        self._stack += [(node.target, scope, around), (node.value, scope, around)]

    def _subscript(self, node: ast.Subscript, scope: Scope, around: Around) -> None:
        if not isinstance(node.ctx, ast.Load):
            self._change(node.value, scope)
        self._stack += [(node.value, scope, around), (node.slice, scope, around)]

    def _declared(self, node: ast.Global | ast.Nonlocal, scope: Scope, around: Around) -> None:  # noqa: ARG002
        for name in node.names:  # bound here and there: nobody knows which comes last
            scope.bind(name)
            scope.bind(name)
            outer = scope.outer
            if outer is not None:
                self.names.rebound.append((Binding(self.names.module if isinstance(node, ast.Global) else outer, name), None, None))

    def _import(self, node: ast.Import | ast.ImportFrom, scope: Scope, around: Around) -> None:  # noqa: ARG002
        origin = f"{node.module}." if isinstance(node, ast.ImportFrom) and node.module and not node.level else ""
        for alias in node.names:
            name = alias.asname or (alias.name if isinstance(node, ast.ImportFrom) else alias.name.partition(".")[0])
            scope.bind(name, f"{origin}{alias.name if alias.asname else name}")

    def _caught(self, node: ast.ExceptHandler | ast.MatchAs | ast.MatchStar, scope: Scope, around: Around) -> None:
        if node.name:
            scope.bind(node.name)
        self._stack += [(child, scope, around) for child in ast.iter_child_nodes(node)]

    def _with(self, node: ast.withitem, scope: Scope, around: Around) -> None:
        target = node.optional_vars
        if isinstance(target, ast.Name):
            scope.bind(target.id, node.context_expr)
        elif target is not None:
            self._stack.append((target, scope, around))
        self._stack.append((node.context_expr, scope, around))

    def _rest(self, node: ast.MatchMapping, scope: Scope, around: Around) -> None:
        if node.rest:
            scope.bind(node.rest)
        self._stack += [(child, scope, around) for child in ast.iter_child_nodes(node)]

    def _container(self, node: ast.expr, scope: Scope, around: Around) -> None:
        self.containers.append(node)
        if around.links is not None:
            self.links[id(node)] = around.links
        if isinstance(node, ast.Dict):
            self._spreads.update(id(value) for key, value in zip(node.keys, node.values, strict=True) if key is None)
        self._stack += [(child, scope, around) for child in ast.iter_child_nodes(node)]

    def _call(self, node: ast.Call, scope: Scope, around: Around) -> None:
        function = node.func
        name = function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
        if isinstance(function, ast.Attribute) and name in _CHANGES:
            self._change(function.value, scope)
        self.choices.note_call(node, scope)
        if name == "add_argument":
            self.note_option(node)
        if node.args and runs_command(name):
            self.commands.append(node.args[0])
        for each in node.args:
            if isinstance(each, ast.Name) and not only_looks_at(name, each.id):
                self.names.handed.append((Binding(scope, each.id), name if isinstance(function, ast.Name) else ""))
        inside = around.inside(node, name)
        if node.keywords or (node.args and isinstance(function, (ast.Name, ast.Attribute))):
            self.containers.append(node)
            if inside.links is not None and inside.links.outer is not None:
                self.links[id(node)] = inside.links.outer
        self._stack.append((function, scope, around))
        self._stack += [
            (each, scope, inside.given(number) if isinstance(each, _HANDED_ON) else inside) for number, each in enumerate(node.args)
        ]
        for keyword in node.keywords:
            if keyword.arg is None:
                self._spreads.add(id(keyword.value))
            elif keyword.arg in _FORMS and name in _SENDERS:
                self._forms.append((keyword.value, scope))
            is_handed_on = keyword.arg is not None and isinstance(keyword.value, _HANDED_ON)
            self._stack.append((keyword.value, scope, inside.given(str(keyword.arg)) if is_handed_on else inside))
        if name == "dict":
            self._spreads.update(map(id, node.args))

    def _union(self, node: ast.BinOp, scope: Scope, around: Around) -> None:
        if isinstance(node.op, ast.BitOr):
            self._spreads.update((id(node.left), id(node.right)))
            self.containers.append(node)
            if around.links is not None:
                self.links[id(node)] = around.links
        self._stack += [(node.left, scope, around), (node.right, scope, around)]

    def _change(self, target: ast.expr, scope: Scope) -> None:
        base = _base(target)
        if isinstance(base, ast.Name):
            self.names.changes.append(Binding(scope, base.id))
            if base is not target:
                self.names.deep_changes.append(Binding(scope, base.id))
        elif isinstance(base, ast.Attribute):
            self.names.changed_attributes.add(base.attr)

    def _is_changed(self, target: ast.expr, scope: Scope) -> bool:
        base = _base(target)
        if isinstance(base, ast.Name):
            return self.names.is_changed(scope, base.id, deep=base is not target)
        return isinstance(base, ast.Attribute) and base.attr in self.names.changed_attributes

    def _parts(self) -> Iterator[int]:
        for target, value, scope in self._assigned:
            if not isinstance(target, ast.Name) or not is_container(value):
                continue
            if self.names.is_part(scope, target.id):
                yield id(value)
            elif id(value) in self.changed and (binding := self.names.binding(scope, target.id)) is not None:
                yield from self._grown(binding, value)
            elif id(value) in self.changed and isinstance(value, (ast.List, ast.Dict)):
                yield from self._grown_in_order(scope, target.id)

    def _grown_in_order(self, scope: Scope, name: str) -> Iterator[int]:
        """Note what is added to each literal that a name is bound to, where it is bound to nothing else; yield what is a part of others then."""
        holder = scope.holder(name)
        if holder is None or (holder, name) in self._in_order:
            return
        self._in_order.add((holder, name))
        found = [each.value for each in self.names.definitions.get((holder, name), ())]
        if len(found) != holder.bound[name] or not all(isinstance(each, (ast.List, ast.Dict)) for each in found):
            return
        for value, growth in zip(found, self._growths.in_order(Binding(holder, name), found), strict=True):
            self.growths[id(value)] = growth
            if isinstance(value, ast.List):
                yield id(value)
            yield from (id(each.value) for each in growth.additions if is_container(each.value))

    def _grown(self, binding: Binding, value: ast.expr) -> Iterator[int]:
        """Note what is added to a literal; yield what is a part of others then."""
        growth = self._growths.of(binding, value)
        if growth is None:
            return
        self.growths[id(value)] = growth
        if isinstance(value, ast.List) or self._growths.readers(binding) == 1:
            yield id(value)
        yield from (id(each.value) for each in growth.additions if is_container(each.value))


def is_container(node: ast.expr) -> bool:
    """Whether an expression makes a list or a mapping that somebody might change later."""
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.BitOr)
    return isinstance(node, (ast.List, ast.Tuple, ast.Dict)) or (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "dict"
    )


def _base(node: ast.expr) -> ast.expr:
    """Return what holds a value: ``payload`` of ``payload["input"]["x"]``."""
    while isinstance(node, ast.Subscript):
        node = node.value
    return node


_VISITS: dict[type[ast.AST], Callable[..., None]] = {
    ast.Name: Survey._name,
    ast.FunctionDef: Survey._function,
    ast.AsyncFunctionDef: Survey._function,
    ast.Lambda: Survey._function,
    ast.ClassDef: Survey._class,
    ast.Return: Survey._return,
    ast.ListComp: Survey._comprehension,
    ast.SetComp: Survey._comprehension,
    ast.DictComp: Survey._comprehension,
    ast.GeneratorExp: Survey._comprehension,
    ast.For: Survey._loop,
    ast.AsyncFor: Survey._loop,
    ast.comprehension: Survey._loop,
    ast.Assign: Survey._assign,
    ast.AnnAssign: Survey._annotated,
    ast.NamedExpr: Survey._walrus,
    ast.AugAssign: Survey._augmented,
    ast.Subscript: Survey._subscript,
    ast.Global: Survey._declared,
    ast.Nonlocal: Survey._declared,
    ast.Import: Survey._import,
    ast.ImportFrom: Survey._import,
    ast.ExceptHandler: Survey._caught,
    ast.MatchAs: Survey._caught,
    ast.MatchStar: Survey._caught,
    ast.MatchMapping: Survey._rest,
    ast.withitem: Survey._with,
    ast.Dict: Survey._container,
    ast.List: Survey._container,
    ast.Tuple: Survey._container,
    ast.Call: Survey._call,
    ast.BinOp: Survey._union,
    **dict.fromkeys(UNPLACED, Survey._unplaced),
}
