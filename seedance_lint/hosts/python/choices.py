"""What an expression of a Python module may stand for where that is one of several: the items of a loop, the arguments of calls, the arms of a condition."""

import ast
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice, product, takewhile

from seedance_lint.hosts.program.choices import DEEPEST_CHOICE, MOST_CHOICES, Chosen, Key, ProgramChoices, parts_of
from seedance_lint.hosts.program.flow import Definition
from seedance_lint.hosts.program.known_calls import takes_prompt, wires
from seedance_lint.hosts.program.names import Scope
from seedance_lint.hosts.python.definitions import got_from, is_static, last_name
from seedance_lint.hosts.python.fallbacks import click_defaults, fallback, wired
from seedance_lint.records import NamedTuple
from seedance_lint.source.span import Span

_WRAPPERS = frozenset(("enumerate", "list", "tuple", "set", "sorted", "reversed", "iter", "tqdm"))
"""Functions that go through the items of what they are given first."""
_SPLITTERS = frozenset(("split", "splitlines"))
"""Methods that part a text into a list."""

_MAKER = "__init__"
"""The method that is given what its class is called with."""

_LINE_BREAK = r"\r\n|\n|\r"

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


class _Loop(NamedTuple):
    """What a loop binds, what it goes through, the scope of its names, and where its body starts and ends."""

    target: ast.expr
    items: ast.expr
    scope: Scope
    start: tuple[int, int]
    end: tuple[int, int]


class Piece(ast.Constant):
    """A part of the text that an expression makes: one line of ``PROMPTS.splitlines()``."""

    def __init__(self, of: ast.expr, kept: Span, text: str) -> None:
        super().__init__(text)
        self.of = of
        self.kept = kept
        ast.copy_location(self, of)


class Choices(ProgramChoices[ast.expr]):
    """The choices of one module."""

    reaching: Callable[[ast.Name, Scope], list[Definition]]
    """Returns what a name may stand for that is bound several times."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: dict[int, list[Piece]] = {}
        """Identity of a call to the parts of a text that it makes."""
        self._loops: dict[str, list[_Loop]] = {}
        self._calls: dict[str, list[tuple[ast.Call, Scope]]] = {}
        self._handed: dict[str, list[tuple[ast.Call, Scope]]] = {}
        """Calls that are given a function to call, by its name."""
        self._methods: dict[str, list[ast.FunctionDef | ast.AsyncFunctionDef]] = {}
        self._class_of: dict[int, ast.ClassDef] = {}
        """Identity of a method to its class."""
        self._scopes: dict[int, Scope] = {}
        """Identity of the target of a loop to the scope of its names."""
        self._scope_in: dict[int, Scope] | None = None

    def note_loop(self, target: ast.expr, items: ast.expr, scope: Scope, body: Sequence[ast.stmt]) -> None:
        """Note that names are bound to the items of something, one after another."""
        extent = (_start(body[0]), (body[-1].end_lineno or 0, body[-1].end_col_offset or 0)) if body else ((0, 0), (0, 0))
        self._scopes[id(target)] = scope
        for each in ast.walk(target):
            if isinstance(each, ast.Name):
                self._loops.setdefault(each.id, []).append(_Loop(target, items, scope, *extent))

    def note_call(self, call: ast.Call, scope: Scope) -> None:
        """Note that a function is called by its name."""
        name = last_name(call)
        if name:
            self._calls.setdefault(name, []).append((call, scope))
        by_page = wired(call, by_name=name in _GOERS) if wires(name) else None
        if by_page is not None:
            self._handed.setdefault(by_page[0].id, []).append((call, scope))
        elif name in _GOERS and call.args and isinstance(call.args[0], ast.Name):
            self._handed.setdefault(call.args[0].id, []).append((call, scope))

    def note_methods(self, node: ast.ClassDef) -> None:
        """Note the methods of a class."""
        for each in node.body:
            if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef)):
                self._methods.setdefault(each.name, []).append(each)
                self._class_of[id(each)] = node

    def scope_in(self, function: _Function | ast.Lambda) -> Scope | None:
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
            holder = scope.holder(node.id) if scope is not None else None
            if holder is None or scope is None:
                return None
            if holder.bound[node.id] > 1:
                around = self._loop_around(node, holder)
                if around is not None:
                    return around.target, node.id
                reaching = self.reaching(node, scope)
                if len(reaching) > 1:
                    return node, ""
                return (holder, node.id) if reaching and reaching[0].is_parameter else None
            return (holder, node.id) if node.id in holder.parameters or self._loop(holder, node.id) is not None else None
        if isinstance(node, CHOOSING) or (isinstance(node, ast.Subscript) and not isinstance(node.slice, (ast.Constant, ast.Slice))):
            return (node, "")
        if fallback(node) is not None and self.plain(node) is None:
            return (node, "")
        return None

    def _loop(self, scope: Scope, name: str) -> "_Loop | None":
        found = [loop for loop in self._loops.get(name, ()) if loop.scope.holder(name) is scope]
        return found[0] if len(found) == 1 else None

    def _loop_around(self, node: ast.Name, scope: Scope) -> "_Loop | None":
        """Return the innermost loop around a name which several loops bind and nothing else does."""
        loops = self._loops.get(node.id, ())
        own = [loop for loop in loops if loop.scope.holder(node.id) is scope] if len(loops) <= MOST_CHOICES else []
        if len(own) != scope.bound[node.id]:
            return None
        return max((loop for loop in own if loop.start <= _start(node) < loop.end), key=lambda loop: loop.start, default=None)

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
        if name:
            loop = self._loop(of, name) if isinstance(of, Scope) else next(each for each in self._loops[name] if each.target is of)
            if loop is None:
                yield from self._arguments(of, depth)
                return
            target, items, scope = loop[:3]
            if isinstance(items, ast.Call) and isinstance(items.func, ast.Name) and items.func.id == "range":
                return  # the same prompt with another number
            for item, further in self._items(items, depth):
                yield {**further, **_bound(target, item, scope)}
        elif isinstance(of, ast.Name):
            scope = self.names.scope_of[id(of)]
            yield from self._bound_to(key, (scope.holder(of.id) or scope, of.id), self.reaching(of, scope), depth)
        elif isinstance(of, ast.IfExp):
            yield from ({key: each} for each in (of.body, of.orelse))
        elif isinstance(of, ast.BoolOp) and isinstance(of.op, ast.Or):
            yield from ({key: each} for each in of.values)
        elif isinstance(of, ast.Call) and (otherwise := fallback(of)) is not None:
            yield {key: otherwise}
        elif isinstance(of, ast.Subscript):
            for held, further in self._held(of.value, depth):
                if isinstance(held, ast.Call):
                    yield from ({**further, key: each} for each in self._parted(held))
                values = held.values if isinstance(held, ast.Dict) else held.elts if isinstance(held, (ast.List, ast.Tuple)) else []
                yield from ({**further, key: each} for each in values)

    def _arguments(self, scope: Scope, depth: int) -> Iterator[Chosen[ast.expr]]:
        """Yield what the parameters of a function are in each of the calls that are in sight."""
        function = self.functions.get(scope)
        if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return
        names, defaults = self._parameters(function)
        is_method = self.method(function.name) is function
        owner = self._class_of.get(id(function)) if function.name == _MAKER else None
        what, name = (function, function.name) if owner is None else (owner, owner.name)  # what is called, and how
        found = False
        is_unseen = False
        for call, place in sorted(self._calls.get(name, ()), key=lambda each: (each[0].lineno, each[0].col_offset)):
            is_its = is_method if isinstance(call.func, ast.Attribute) else self.names.value(place, name) is what
            given = self.given(function, call) if is_its else None
            is_unseen = is_unseen or (is_its and given is None)
            if given is not None:
                found = True
                yield given
        for bound in (*self._rows(function, names, depth), *self._called_by_others(function, names, depth)):
            found = True
            yield {**{(scope, name): value for name, value in defaults.items()}, **bound(scope)}
        if not found and defaults:  # others call it, with what they have; without, it is this
            yield {(scope, name): value for name, value in defaults.items() if not is_unseen or _is_text(value)}

    def _parameters(self, function: _Function | ast.Lambda) -> tuple[list[str], dict[str, ast.expr]]:
        """Return the parameters of a function that are filled by their position, and what those are that are left out."""
        given = function.args
        is_method = not isinstance(function, ast.Lambda) and id(function) in self._class_of and not is_static(function)
        names = [each.arg for each in (*given.posonlyargs, *given.args)][is_method:]
        defaults: dict[str, ast.expr] = dict(zip(names[::-1], given.defaults[::-1], strict=False))
        others = [each.arg for each in given.kwonlyargs]
        defaults.update((name, each) for name, each in zip(others, given.kw_defaults, strict=True) if each is not None)
        if not isinstance(function, ast.Lambda):
            defaults.update(click_defaults(function))
        return names, defaults

    def given(self, function: _Function | ast.Lambda, call: ast.Call) -> Chosen[ast.expr] | None:
        """Return what the parameters of a function are in a call; None if that is not in sight.

        Beside a spread, nothing counts that is left out but a text such as a model or a ratio: it may be given there.
        """
        scope = self.scope_in(function)
        if scope is None:
            return None
        names, defaults = self._parameters(function)
        listed = [*takewhile(lambda each: not isinstance(each, ast.Starred), call.args)]
        named = {each.arg: each.value for each in call.keywords if each.arg is not None}
        if len(listed) < len(call.args) or len(named) < len(call.keywords):
            if not listed and not named:
                return None
            defaults = {name: value for name, value in defaults.items() if _is_text(value) and not takes_prompt((name,))}
        values = {**defaults, **dict(zip(names, listed, strict=False)), **named}
        return {(scope, name): value for name, value in values.items() if name in scope.parameters}

    def _called_by_others(self, function: _Function, names: list[str], depth: int) -> Iterator[Callable[[Scope], Chosen[ast.expr]]]:
        """Yield what the parameters are where another function calls one: ``pool.map(run, jobs)``, ``pool.submit(run, job)``."""
        for call, place in self._handed.get(function.name, ()):
            if self.names.value(place, function.name) is not function or any(isinstance(each, ast.Starred) for each in call.args):
                continue
            by_page = wired(call, by_name=last_name(call) in _GOERS) if wires(last_name(call)) else None
            if by_page is not None:
                yield partial(_filled, dict(zip(names, by_page[1], strict=False)), {})
                continue
            kind = _GOERS[last_name(call)]
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

    def _parted(self, call: ast.Call) -> list[Piece]:
        """Return the parts of a text that a call of ``split`` or ``splitlines`` makes and that are not blank; none where they are not in sight."""
        function = call.func
        if not isinstance(function, ast.Attribute) or function.attr not in _SPLITTERS or call.keywords:
            return []
        found = self._pieces.get(id(call))
        if found is None:
            found = self._pieces[id(call)] = []
            given = [each.value for each in call.args if isinstance(each, ast.Constant)]
            breaks = _LINE_BREAK if function.attr == "splitlines" else re.escape(str(given[0])) if given and given[0] else None
            text = self._certain(function.value) if breaks is not None and len(given) == len(call.args) < 2 else None
            if breaks is not None and text is not None:
                found += [Piece(function.value, span, text[slice(*span)]) for span in islice(parts_of(text, breaks), MOST_CHOICES)]
        return found

    def _made(self, call: ast.Call, depth: int) -> Iterator[tuple[_Item, Chosen[ast.expr]]]:
        function = call.func
        name = function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
        if isinstance(function, ast.Attribute) and name in ("items", "values"):
            for held, further in self._held(function.value, depth):
                if isinstance(held, ast.Dict):
                    for key, value in zip(held.keys, held.values, strict=True):
                        yield (value if name == "values" else (key, value)), further
        elif isinstance(function, ast.Attribute) and name in _SPLITTERS:
            yield from ((each, {}) for each in self._parted(call))
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


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(node.value)


def _start(node: ast.expr | ast.stmt) -> tuple[int, int]:
    return node.lineno, node.col_offset


def _bound(target: ast.expr, item: _Item | None, scope: Scope, loop: ast.expr | None = None) -> Chosen[ast.expr]:
    """Return what the names of a loop stand for with one of its items; ``loop`` is all that it binds."""
    loop = loop or target
    if isinstance(target, ast.Name):
        holder = scope.holder(target.id)
        if holder is None or not isinstance(item, ast.expr):
            return {}
        return {(holder if holder.bound[target.id] == 1 else loop, target.id): item}
    parts = item.elts if isinstance(item, (ast.Tuple, ast.List)) else item
    bound: Chosen[ast.expr] = {}
    if isinstance(target, (ast.Tuple, ast.List)) and isinstance(parts, (tuple, list)) and len(parts) == len(target.elts):
        for each, part in zip(target.elts, parts, strict=True):
            bound.update(_bound(each, part, scope, loop))
    return bound
