"""Lists that Python modules write down, put together of others, fill in loops, or make of each item of another one."""

import ast
from abc import abstractmethod
from collections.abc import Iterable

from seedance_lint.hosts.located import Node
from seedance_lint.hosts.program.choices import MOST_CHOICES
from seedance_lint.hosts.program.growth import Loop, grown
from seedance_lint.hosts.program.lists import ProgramLists
from seedance_lint.hosts.program.mappings import computed, sequence
from seedance_lint.hosts.python.definitions import got_from, last_name
from seedance_lint.hosts.python.meanings import NAMED
from seedance_lint.hosts.python.names import Survey, is_container
from seedance_lint.hosts.python.places import Offsets

_COPIES = frozenset(("list", "tuple"))
"""Functions that make a list of the items that they are given."""


class ListReader(ProgramLists):
    """Reads the lists of one module."""

    _offsets: Offsets
    _survey: Survey

    @abstractmethod
    def _reference(self, node: ast.expr) -> Node | None:
        """Return the file of a request that a call makes; None for everything else."""

    def _makes_list(self, node: ast.expr) -> bool:
        """Whether an expression puts a list together: ``[…] + more``, ``[… for … in …]``."""
        if not isinstance(node, ast.BinOp):
            is_made = isinstance(node, (ast.ListComp, ast.GeneratorExp)) or _copied(node) is not None or _gathered(node) is not None
            return is_made or self._valued(node) is not None
        if isinstance(node.op, ast.Mult):
            return isinstance(node.left, ast.List)
        return any(isinstance(term, (ast.List, ast.ListComp)) for term in _terms(node))

    def _list(self, node: ast.expr) -> Node:
        items, is_open = self._items_of(node)
        return sequence(self._offsets.span(node), items, open=is_open)

    def _items_of(self, node: ast.expr) -> tuple[list[Node], bool]:
        if isinstance(node, (ast.ListComp, ast.GeneratorExp)):
            (loop, *others) = node.generators
            made = None if others or loop.ifs else self._each(Loop(loop.target, loop.iter), node.elt)
            return made or [], made is None
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
            return self._repeated(node)
        if isinstance(node, ast.BinOp):
            parts = [self._items(term) for term in _terms(node)]
            return [item for items, _ in parts for item in items], any(is_open for _, is_open in parts)
        copied = _copied(node)
        if copied is not None:
            return self._items(copied)
        if (gathered := _gathered(node)) is not None:
            return self._elements(gathered)
        if (mapped := _mapped(node)) is not None:
            items, is_open = self._items(mapped)
            return [computed(self._offsets.span(node)) for _ in items], is_open
        if (held := self._valued(node)) is not None:
            return [self._value(each) or computed(self._offsets.span(each)) for each in held.values], False
        if isinstance(node, NAMED) or got_from(node) is not None:
            value = self._survey.value(node)
            if (
                value is None
                or value is node
                or (is_container(value) and id(value) in self._survey.changed and id(value) not in self._survey.growths)
            ):
                return [], True
            return self._items(value)
        if not isinstance(node, (ast.List, ast.Tuple)):
            return [], True
        found, is_open = self._elements(node.elts)
        may_be_more = grown(found, self._survey.growths.get(id(node)), self._added)
        return found, is_open or may_be_more

    def _valued(self, node: ast.expr) -> ast.Dict | None:
        """Return the mapping whose ``values()`` an expression is, where all of them are in sight; None for everything else."""
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr != "values" or node.args:
            return None
        of = self._survey.value(node.func.value) if isinstance(node.func.value, NAMED) else node.func.value
        is_known = isinstance(of, ast.Dict) and None not in of.keys and id(of) not in self._survey.changed
        return of if is_known else None  # type: ignore[return-value]  # a mapping

    def _elements(self, written: Iterable[ast.expr]) -> tuple[list[Node], bool]:
        """Return the items that are written one after another, or taken over from other lists."""
        found: list[Node] = []
        is_open = False
        for item in written:
            if isinstance(item, ast.Starred):
                inner, more = self._items(item.value)
                found += inner
                is_open = is_open or more
            else:
                found.append(self._item(item))
        return found, is_open

    def _sliced(self, node: ast.Subscript) -> Node | None:
        """Return the items of ``refs[:3]``; None where not all of them are in sight, or what has them is no list."""
        bounds = [_number(each) for each in (node.slice.lower, node.slice.upper)] if isinstance(node.slice, ast.Slice) else []
        of = self._survey.value(node.value) if isinstance(node.value, NAMED) else None
        if not bounds or "?" in bounds or node.slice.step is not None or not isinstance(of, (ast.List, ast.Tuple)):  # type: ignore[attr-defined]
            return None
        held = None if id(of) in self._survey.changed or id(of) in self._survey.handed else self._borrowed(of)
        if held is None or type(held.value) is not list:
            return None
        return sequence(self._offsets.span(node), held.children[bounds[0] : bounds[1]], open=False)  # type: ignore[index]  # numbers

    def _repeated(self, node: ast.BinOp) -> tuple[list[Node], bool]:
        """Return the items of ``[…] * 3``."""
        times = node.right.value if isinstance(node.right, ast.Constant) else None
        items, is_open = self._items(node.left)
        if type(times) is not int or not 0 <= times * len(items) <= MOST_CHOICES:
            return items, True
        return items * times, is_open

    def _item(self, node: ast.expr) -> Node:
        return self._value(node) or self._reference(node) or computed(self._offsets.span(node))

    def _listed(self, node: ast.expr) -> ast.expr | None:
        return self._survey.value(node) if isinstance(node, NAMED) else node

    @staticmethod
    def _is_empty(node: ast.expr) -> bool:
        return isinstance(node, (ast.List, ast.Tuple)) and not node.elts

    def _is_text_part(self, node: ast.expr) -> bool:
        made = self._survey.one_mapping(node) if isinstance(node, ast.Call) else None
        node = made[0] if made is not None else node
        if not isinstance(node, ast.Dict):
            return False
        fields = {key.value: value for key, value in zip(node.keys, node.values, strict=True) if isinstance(key, ast.Constant)}
        kind = fields.get("type")
        return "text" in fields and isinstance(kind, ast.Constant) and kind.value == "text"


def _copied(node: ast.expr) -> ast.expr | None:
    """Return what ``list(…)`` makes a list of; None for everything else."""
    is_copy = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _COPIES
    return node.args[0] if is_copy and len(node.args) == 1 and not node.keywords else None  # type: ignore[attr-defined]


def _terms(node: ast.BinOp) -> list[ast.expr]:
    """Return what a sum adds up; nothing for another operation."""
    terms: list[ast.expr] = []
    first: ast.expr = node
    while isinstance(first, ast.BinOp) and isinstance(first.op, ast.Add):
        terms.append(first.right)
        first = first.left
    return [first, *reversed(terms)] if terms else []


def _mapped(node: ast.expr) -> ast.expr | None:
    """Return what ``map(upload, paths)`` goes through, or that of a pool; None for everything else."""
    is_map = isinstance(node, ast.Call) and last_name(node.func) == "map" and len(node.args) == 2 and not node.keywords
    return node.args[1] if is_map else None  # type: ignore[attr-defined]  # a call


def _gathered(node: ast.expr) -> list[ast.expr] | None:
    """Return what ``await asyncio.gather(*[…])`` waits for, whose results are in the same order; None for everything else."""
    call = node.value if isinstance(node, ast.Await) else None
    return call.args if isinstance(call, ast.Call) and last_name(call.func) == "gather" else None


def _number(node: ast.expr | None) -> int | str | None:
    """Return a bound of a slice: a number, None where there is none, ``"?"`` where it is computed."""
    if node is None:
        return None
    return node.value if isinstance(node, ast.Constant) and type(node.value) is int else "?"
