"""What an expression of a Python module may stand for where that is one of several: the items of a loop, the arguments of calls, the arms of a condition."""

import ast
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import islice, product

from seedance_lint.hosts.program_choices import DEEPEST_CHOICE, MOST_CHOICES, Chosen, Key, ProgramChoices
from seedance_lint.hosts.program_names import Scope

_WRAPPERS = frozenset(("enumerate", "list", "tuple", "set", "sorted", "reversed", "iter", "tqdm"))
"""Functions that go through the items of what they are given first."""
CHOOSING = (ast.IfExp, ast.BoolOp)
"""Expressions that are one of their parts."""

_GOERS = {
    **dict.fromkeys(("map", "imap", "imap_unordered"), "each"),
    "starmap": "spread",
    **dict.fromkeys(("submit", "to_thread", "partial", "apply_async", "spawn", "delay", "start_soon"), "once"),
}
"""Functions that call the one that they are given first: once, with each item, or with what each item has."""

_Function = ast.FunctionDef | ast.AsyncFunctionDef
_Item = ast.expr | tuple["_Item | None", ...]
"""One thing that a loop goes through; a tuple is one that a function makes, as ``enumerate`` does."""


class Choices(ProgramChoices[ast.expr]):
    """The choices of one module."""

    def __init__(self) -> None:
        super().__init__()
        self._loops: dict[str, list[tuple[ast.expr, ast.expr, Scope]]] = {}
        self._calls: dict[str, list[tuple[ast.Call, Scope]]] = {}
        self._handed: dict[str, list[tuple[ast.Call, Scope]]] = {}
        """Calls that are given a function to call, by its name."""
        self._methods: dict[str, list[ast.FunctionDef | ast.AsyncFunctionDef]] = {}
        self._scopes: dict[int, Scope] = {}
        """Identity of the target of a loop to the scope of its names."""
        self._scope_in: dict[int, Scope] | None = None

    def note_loop(self, target: ast.expr, items: ast.expr, scope: Scope) -> None:
        """Note that names are bound to the items of something, one after another."""
        self._scopes[id(target)] = scope
        for each in ast.walk(target):
            if isinstance(each, ast.Name):
                self._loops.setdefault(each.id, []).append((target, items, scope))

    def note_call(self, call: ast.Call, scope: Scope) -> None:
        """Note that a function is called by its name."""
        name = call.func.id if isinstance(call.func, ast.Name) else call.func.attr if isinstance(call.func, ast.Attribute) else ""
        if name:
            self._calls.setdefault(name, []).append((call, scope))
        if name in _GOERS and call.args and isinstance(call.args[0], ast.Name):
            self._handed.setdefault(call.args[0].id, []).append((call, scope))

    def note_methods(self, node: ast.ClassDef) -> None:
        """Note the methods of a class."""
        for each in node.body:
            if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef)):
                self._methods.setdefault(each.name, []).append(each)

    def scope_in(self, function: _Function) -> Scope | None:
        """Return the scope of what is inside of a function."""
        if self._scope_in is None:
            self._scope_in = {id(each): scope for scope, each in self.functions.items()}
        return self._scope_in.get(id(function))

    def method(self, name: str) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
        """Return the one method of this name that the classes of the module have."""
        found = self._methods.get(name, [])
        return found[0] if len(found) == 1 else None

    def key(self, node: ast.expr, scope: Scope | None = None) -> Key | None:
        """Return what an expression is known by that may be one of several; None if it is not."""
        if isinstance(node, ast.Name):
            scope = scope or self.names.scope_of.get(id(node))
            binding = self.names.binding(scope, node.id) if scope is not None else None
            if binding is None or (node.id not in binding.scope.parameters and self._loop(binding.scope, node.id) is None):
                return None
            return (binding.scope, node.id)
        if isinstance(node, CHOOSING) or (isinstance(node, ast.Subscript) and not isinstance(node.slice, (ast.Constant, ast.Slice))):
            return (node, "")
        return None

    def _loop(self, scope: Scope, name: str) -> tuple[ast.expr, ast.expr, Scope] | None:
        found = [loop for loop in self._loops.get(name, ()) if loop[2].holder(name) is scope]
        return found[0] if len(found) == 1 else None

    def bindings(self, target: ast.expr, items: ast.expr) -> list[Chosen[ast.expr]]:
        """Return what the names of a loop stand for with each of its items; nothing if these are not known, or too many."""
        scope = self._scopes.get(id(target))
        if scope is None or self.key(items) is not None:
            return []
        found = list(islice(self._items(items, 0), MOST_CHOICES))
        self._left -= len(found)
        return [{**further, **_bound(target, item, scope)} for item, further in found] if self._left > 0 else []

    @staticmethod
    def _base(node: ast.expr) -> ast.expr:
        while True:
            if isinstance(node, ast.Attribute) or (isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant)):
                node = node.value
            elif (got := got_from(node)) is not None:
                node = got[0]
            else:
                return node

    def _one_deep(self, key: Key, depth: int) -> Iterator[Chosen[ast.expr]]:
        of, name = key
        if isinstance(of, Scope):
            loop = self._loop(of, name)
            if loop is None:
                yield from self._arguments(of, depth)
                return
            target, items, scope = loop
            if isinstance(items, ast.Call) and isinstance(items.func, ast.Name) and items.func.id == "range":
                return  # the same prompt with another number
            for item, further in self._items(items, depth):
                yield {**further, **_bound(target, item, scope)}
        elif isinstance(of, ast.IfExp):
            yield from ({key: each} for each in (of.body, of.orelse))
        elif isinstance(of, ast.BoolOp) and isinstance(of.op, ast.Or):
            yield from ({key: each} for each in of.values)
        elif isinstance(of, ast.Subscript):
            for held, further in self._held(of.value, depth):
                values = held.values if isinstance(held, ast.Dict) else held.elts if isinstance(held, (ast.List, ast.Tuple)) else []
                yield from ({**further, key: each} for each in values)

    def _arguments(self, scope: Scope, depth: int) -> Iterator[Chosen[ast.expr]]:
        """Yield what the parameters of a function are in each of the calls that are in sight."""
        function = self.functions.get(scope)
        if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return
        given = function.args
        is_method = self.method(function.name) is function
        names = [each.arg for each in (*given.posonlyargs, *given.args)][is_method and not _is_static(function) :]
        others = [each.arg for each in given.kwonlyargs]
        defaults: dict[str, ast.expr] = dict(zip(names[::-1], given.defaults[::-1], strict=False))
        defaults.update((name, each) for name, each in zip(others, given.kw_defaults, strict=True) if each is not None)
        found = False
        for call, place in sorted(self._calls.get(function.name, ()), key=lambda each: (each[0].lineno, each[0].col_offset)):
            if any(isinstance(each, ast.Starred) for each in call.args) or any(each.arg is None for each in call.keywords):
                continue
            is_its = is_method if isinstance(call.func, ast.Attribute) else self.names.value(place, function.name) is function
            if is_its:
                found = True
                values = {**defaults, **dict(zip(names, call.args, strict=False)), **{str(each.arg): each.value for each in call.keywords}}
                yield {(scope, name): value for name, value in values.items() if name in scope.parameters}
        for bound in (*self._rows(function, names, depth), *self._called_by_others(function, names, depth)):
            found = True
            yield {**{(scope, name): value for name, value in defaults.items()}, **bound(scope)}
        if not found and defaults:  # others call it, with what they have; without, it is this
            yield {(scope, name): value for name, value in defaults.items()}

    def _called_by_others(self, function: _Function, names: list[str], depth: int) -> Iterator[Callable[[Scope], Chosen[ast.expr]]]:
        """Yield what the parameters are where another function calls one: ``pool.map(run, jobs)``, ``pool.submit(run, job)``."""
        for call, place in self._handed.get(function.name, ()):
            if self.names.value(place, function.name) is not function or any(isinstance(each, ast.Starred) for each in call.args):
                continue
            kind = _GOERS[call.func.attr if isinstance(call.func, ast.Attribute) else call.func.id]  # type: ignore[attr-defined]
            if kind == "once":
                values = {**dict(zip(names, call.args[1:], strict=False)), **{str(each.arg): each.value for each in call.keywords}}
                yield partial(_filled, values, {})
                continue
            columns = [list(islice(self._items(each, depth), MOST_CHOICES)) for each in call.args[1:]]
            for row in zip(*columns, strict=False):
                further = {key: value for _, inner in row for key, value in inner.items()}
                items = [item for item, _ in row]
                if kind == "spread" and items and isinstance(items[0], (ast.Tuple, ast.List)):
                    items = [*items[0].elts]
                yield partial(_filled, dict(zip(names, items, strict=False)), further)

    def _rows(self, function: _Function, names: list[str], depth: int) -> Iterator[Callable[[Scope], Chosen[ast.expr]]]:
        """Yield what the parameters of a test are in each row of its table: ``@pytest.mark.parametrize("prompt, images", […])``."""
        for decorator in function.decorator_list:
            if not isinstance(decorator, ast.Call) or len(decorator.args) < 2 or not isinstance(decorator.func, ast.Attribute):
                continue
            told = decorator.args[0]
            if decorator.func.attr != "parametrize":
                continue
            texts = told.elts if isinstance(told, (ast.Tuple, ast.List)) else [told]
            listed = [name.strip() for each in texts if isinstance(each, ast.Constant) for name in str(each.value).split(",")]
            for item, further in self._items(decorator.args[1], depth):
                row = item.args if isinstance(item, ast.Call) else item  # pytest.param(…)
                parts = row if isinstance(row, list) else row.elts if isinstance(row, (ast.Tuple, ast.List)) and len(listed) > 1 else [row]
                yield partial(_filled, {name: part for name, part in zip(listed, parts, strict=False) if name in names}, further)

    def _items(self, node: ast.expr, depth: int) -> Iterator[tuple[_Item, Chosen[ast.expr]]]:
        """Yield what a loop over an expression goes through."""
        if isinstance(node, ast.Call):
            yield from self._made(node, depth)
            return
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
            yield from self._items(node.value, depth)
            return
        for held, further in self._held(node, depth):
            if isinstance(held, ast.Call) and held is not node:
                yield from self._made(held, depth)
            if isinstance(held, (ast.ListComp, ast.GeneratorExp)) and len(held.generators) == 1 and depth <= DEEPEST_CHOICE:
                loop = held.generators[0]
                for each, inner in self._items(loop.iter, depth + 1):
                    yield held.elt, {**further, **inner, **_bound(loop.target, each, self._scopes[id(loop.target)])}
            items = [*held.elts] if isinstance(held, (ast.List, ast.Tuple, ast.Set)) else held.keys if isinstance(held, ast.Dict) else []
            for item in items:
                if isinstance(item, ast.Starred):
                    yield from self._items(item.value, depth)
                elif item is not None:
                    yield item, further

    def _made(self, call: ast.Call, depth: int) -> Iterator[tuple[_Item, Chosen[ast.expr]]]:
        function = call.func
        name = function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
        if isinstance(function, ast.Attribute) and name in ("items", "values"):
            for held, further in self._held(function.value, depth):
                if isinstance(held, ast.Dict):
                    for key, value in zip(held.keys, held.values, strict=True):
                        yield (value if name == "values" else (key, value)), further
        elif name == "range" and isinstance(function, ast.Name):
            for number in _numbers(call):
                yield ast.copy_location(ast.Constant(number), call), {}
        elif name == "zip":
            rows = [list(islice(self._items(each, depth), MOST_CHOICES)) for each in call.args]
            for row in zip(*rows, strict=False):
                yield tuple([item for item, _ in row]), {each: value for _, further in row for each, value in further.items()}
        elif name == "product":
            columns = [list(islice(self._items(each, depth), MOST_CHOICES)) for each in call.args]
            for row in islice(product(*columns), MOST_CHOICES):
                yield tuple([item for item, _ in row]), {each: value for _, further in row for each, value in further.items()}
        elif name in _WRAPPERS and call.args:
            for item, further in self._items(call.args[0], depth):
                yield ((None, item) if name == "enumerate" else item), further


def _filled(values: Mapping[str, "_Item | None"], further: Chosen[ast.expr], scope: Scope) -> Chosen[ast.expr]:
    known = {(scope, name): value for name, value in values.items() if isinstance(value, ast.expr) and name in scope.parameters}
    return {**further, **known}


def _numbers(call: ast.Call) -> range:
    """Return the numbers of ``range(3)``; none where they are computed, or too many."""
    given = [each.value for each in call.args if isinstance(each, ast.Constant) and type(each.value) is int]
    if len(given) != len(call.args) or not 1 <= len(given) <= 2:
        return range(0)
    numbers = range(*given)
    return numbers if len(numbers) <= MOST_CHOICES else range(0)


def _is_static(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(isinstance(each, ast.Name) and each.id == "staticmethod" for each in function.decorator_list)


def got_from(node: ast.expr) -> tuple[ast.expr, str, ast.expr] | None:
    """Return the mapping, the key and the default of ``mapping.get("key", default)``; None for every other expression."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr != "get" or node.keywords:
        return None
    if not 1 <= len(node.args) <= 2 or not isinstance(node.args[0], ast.Constant) or not isinstance(node.args[0].value, str):
        return None
    otherwise = node.args[1] if len(node.args) > 1 else ast.copy_location(ast.Constant(None), node)
    return node.func.value, node.args[0].value, otherwise


def _bound(target: ast.expr, item: _Item | None, scope: Scope) -> Chosen[ast.expr]:
    """Return what the names of a loop stand for with one of its items."""
    if isinstance(target, ast.Name):
        holder = scope.holder(target.id)
        return {(holder, target.id): item} if holder is not None and isinstance(item, ast.expr) else {}
    parts = item.elts if isinstance(item, (ast.Tuple, ast.List)) else item
    bound: Chosen[ast.expr] = {}
    if isinstance(target, (ast.Tuple, ast.List)) and isinstance(parts, (tuple, list)) and len(parts) == len(target.elts):
        for each, part in zip(target.elts, parts, strict=True):
            bound.update(_bound(each, part, scope))
    return bound
