"""What a Python module adds to a list or a mapping after it has made it: ``append``, ``extend``, ``+=``, values under further keys."""

import ast
from collections import Counter
from collections.abc import Iterator

from seedance_lint.hosts.program.growth import MOST_STATEMENTS, Addition, Growth, Loop
from seedance_lint.hosts.program.names import Binding, Names

_ONE, _MANY = frozenset(("append", "insert")), frozenset(("extend",))
_Block = list[ast.stmt]
_When = tuple[tuple[ast.expr, bool], ...]


class Growths:
    """Finds what is added to the literals of one module."""

    def __init__(self, module: ast.Module, names: Names) -> None:
        self._module = module
        self._names = names
        self._blocks: dict[int, tuple[_Block, int]] | None = None
        self._changes: Counter[Binding] = Counter()

    def of(self, binding: Binding, value: ast.expr) -> Growth | None:
        """Return what is added to the literal that a name is bound to; None for a mapping whose changes are not known."""
        block, at = self._block_of(value)
        found = list(_additions(block[at + 1 : at + 1 + MOST_STATEMENTS], binding.name))
        changes = self._changes[binding]
        if len(found) > changes or not (found or isinstance(value, ast.List)):
            return None
        return Growth(tuple(found), len(found) == changes)

    def in_order(self, binding: Binding, values: list[ast.expr]) -> list[Growth]:
        """Return what is added to each of the literals that a name is bound to, one after another, before it is bound to the next."""
        found: list[tuple[Addition, ...]] = []
        for value in values:
            block, at = self._block_of(value)
            later = block[at + 1 : at + 1 + MOST_STATEMENTS]
            end = next((number for number, each in enumerate(later) if _binds(each, binding.name)), len(later))
            found.append(tuple(_additions(later[:end], binding.name)))
        is_whole = sum(map(len, found)) == self._changes[binding]
        return [Growth(additions, is_whole) for additions in found]

    def _block_of(self, value: ast.expr) -> tuple[_Block, int]:
        """Return the block of the statement that binds a literal to a name, and where it is in that."""
        if self._blocks is None:
            self._blocks = dict(_blocks(self._module))
            self._changes.update(Binding(holder, name) for scope, name in self._names.changes if (holder := scope.holder(name)) is not None)
        return self._blocks.get(id(value), ([], 0))

    def readers(self, binding: Binding) -> int:
        """Return how often a name is read other than to add something."""
        return len(self._names.uses(binding)) - self._changes[binding]


def _binds(statement: ast.stmt, name: str) -> bool:
    """Whether a statement binds a name."""
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target] if isinstance(statement, ast.AnnAssign) else []
    names = (each for target in targets for each in ast.walk(target) if isinstance(each, ast.Name))
    return any(each.id == name and isinstance(each.ctx, ast.Store) for each in names)


def _blocks(module: ast.Module) -> Iterator[tuple[int, tuple[_Block, int]]]:
    """Yield the statements that bind a list or a mapping, by the identity of that: their block, and where they are in it."""
    stack: list[ast.AST] = [module]
    while stack:
        node = stack.pop()
        for field in ("body", "orelse", "finalbody", "handlers", "cases"):
            block = getattr(node, field, None)
            if not isinstance(block, list):
                continue
            stack += block
            for at, each in enumerate(block):
                if isinstance(each, (ast.Assign, ast.AnnAssign)) and isinstance(each.value, (ast.List, ast.Dict)):
                    yield id(each.value), (block, at)


def _additions(block: _Block, name: str, loop: Loop | None = None, *, sure: bool = True, when: _When = ()) -> Iterator[Addition]:
    for each in block:
        if isinstance(each, ast.Expr) and isinstance(each.value, ast.Call):
            yield from (added._replace(when=when) for added in _called(each.value, name, loop, sure=sure))
        elif isinstance(each, ast.AugAssign):
            if isinstance(each.target, ast.Name) and each.target.id == name:
                yield Addition(None, each.value, spread=True, first=False, loop=loop, sure=sure, when=when)
        elif isinstance(each, ast.Assign):
            target = each.targets[0]
            if (
                isinstance(target, ast.Subscript)
                and isinstance(target.value, ast.Name)
                and target.value.id == name
                and len(each.targets) == 1
            ):
                is_sure = sure and loop is None
                yield Addition(
                    target.slice, each.value, spread=False, first=False, loop=loop, sure=is_sure, when=() if loop is not None else when
                )
        elif isinstance(each, (ast.With, ast.AsyncWith, ast.Try)):
            yield from _additions(each.body, name, loop, sure=sure, when=when)
        elif isinstance(each, ast.If):
            for arm, conditions in _arms(each):
                # One inside of a loop may be about the item.
                yield from _additions(arm, name, loop, sure=False, when=(*when, *conditions) if loop is None and (sure or when) else ())
        elif isinstance(each, (ast.For, ast.AsyncFor)):
            further = when if loop is None else ()
            yield from _additions(each.body, name, Loop(each.target, each.iter), sure=sure and loop is None, when=further)


def _arms(condition: ast.If) -> Iterator[tuple[_Block, _When]]:
    """Yield the blocks of a condition, those of its further conditions among them, each with what must hold."""
    before: _When = ()
    while True:
        yield condition.body, (*before, (condition.test, True))
        before = (*before, (condition.test, False))
        otherwise = condition.orelse
        if len(otherwise) != 1 or not isinstance(otherwise[0], ast.If):
            yield otherwise, before
            return
        condition = otherwise[0]


def _called(call: ast.Call, name: str, loop: Loop | None, *, sure: bool) -> Iterator[Addition]:
    function = call.func
    if not isinstance(function, ast.Attribute) or not isinstance(function.value, ast.Name) or function.value.id != name:
        return
    given = call.args
    if function.attr in _ONE and len(given) == 1 + (function.attr == "insert") and not call.keywords:
        at = given[0] if len(given) > 1 else None
        is_first = isinstance(at, ast.Constant) and at.value == 0
        yield Addition(None, given[-1], spread=False, first=is_first, loop=loop, sure=sure and (at is None or is_first))
    elif function.attr in _MANY and len(given) == 1:
        yield Addition(None, given[0], spread=True, first=False, loop=loop, sure=sure)
    elif function.attr == "update" and len(given) == 1 and isinstance(given[0], ast.Dict) and not call.keywords:
        yield Addition(None, given[0], spread=True, first=False, loop=loop, sure=sure and loop is None)
