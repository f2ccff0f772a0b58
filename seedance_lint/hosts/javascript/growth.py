"""What a script adds to an array or an object after it has made it: ``push``, ``unshift``, values of further properties."""

from collections import Counter
from collections.abc import Iterable, Iterator

from seedance_lint.annotations import Any
from seedance_lint.hosts.javascript.places import Offsets, children, unwrapped
from seedance_lint.hosts.program.growth import MOST_STATEMENTS, Addition, Growth, Loop
from seedance_lint.hosts.program.names import Binding, Names

_DEEPEST = 20
_When = tuple[tuple[Any, bool], ...]
_ADDS = frozenset(("push", "unshift"))


class Growths:
    """Finds what is added to the literals of one script."""

    def __init__(self, offsets: Offsets, names: Names) -> None:
        self._offsets = offsets
        self._names = names
        self._blocks: dict[int, tuple[list[Any], dict[int, int]]] = {}
        """Identity of a block to its statements, and where each is among them."""
        self._changes: Counter[Binding] = Counter(
            Binding(holder, name) for scope, name in names.changes if (holder := scope.holder(name)) is not None
        )

    def of(self, binding: Binding, target: Any, *, is_array: bool) -> Growth | None:
        """Return what is added to the literal that a name is bound to where ``target`` is; None for an object whose changes are not known."""
        statement = target.parent.parent if target.parent is not None else None
        if statement is None or statement.type not in ("lexical_declaration", "variable_declaration"):
            return None
        found: list[Addition] = []
        added = 0
        for each in self._after(statement):
            for additions in self._additions(each, binding.name, None, 0, sure=True, when=()):
                added += 1
                found += additions
        changes = self._changes[binding]
        if added > changes or not (found or is_array):
            return None
        return Growth(tuple(found), added == changes)

    def _after(self, statement: Any) -> list[Any]:
        """Return the statements after one in its block, as many as are looked through."""
        block = statement.parent
        if block is None:
            return []
        if block.id not in self._blocks:
            statements = block.named_children
            self._blocks[block.id] = (statements, {each.id: number for number, each in enumerate(statements)})
        statements, numbers = self._blocks[block.id]
        start = numbers.get(statement.id, len(statements)) + 1
        return statements[start : start + MOST_STATEMENTS]

    def readers(self, binding: Binding) -> int:
        """Return how often a name is read other than to add something."""
        return len(self._names.uses(binding)) - self._changes[binding]

    def _additions(self, node: Any, name: str, loop: Loop | None, depth: int, *, sure: bool, when: _When) -> Iterator[list[Addition]]:
        """Yield what each change in a statement adds."""
        kind = node.type
        if depth > _DEEPEST:
            return
        inner: Iterable[Any] = ()
        if kind == "expression_statement":
            inside = children(node)
            expression = unwrapped(inside[0]) if inside else None
            if expression is not None and expression.type == "assignment_expression":
                yield from self._with(self._assigned(expression, name, loop, sure=sure), when if loop is None else ())
            elif expression is not None and expression.type == "call_expression":
                yield from self._with(self._called(expression, name, loop, depth, sure=sure), when)
        elif kind == "if_statement":
            test = node.child_by_field_name("condition")
            is_told = loop is None and (sure or bool(when))  # one inside of a loop may be about the item
            for field, wanted in (("consequence", True), ("alternative", False)):
                arm = node.child_by_field_name(field)
                further = (*when, (test, wanted)) if is_told else ()
                if arm is not None:
                    yield from self._additions(arm, name, loop, depth + 1, sure=False, when=further)
            return
        elif kind == "for_in_statement":
            sure, when = sure and loop is None, when if loop is None else ()
            loop = Loop(node.child_by_field_name("left"), node.child_by_field_name("right"))
            inner = [node.child_by_field_name("body")]
        elif kind == "try_statement":
            inner = [node.child_by_field_name("body")]
        elif kind in ("statement_block", "else_clause"):
            inner = children(node)
        for each in inner:
            if each is not None:
                yield from self._additions(each, name, loop, depth + 1, sure=sure, when=when)

    @staticmethod
    def _with(found: Iterable[list[Addition]], when: _When) -> Iterator[list[Addition]]:
        for additions in found:
            yield [each._replace(when=when) if when and not each.sure else each for each in additions]

    def _assigned(self, node: Any, name: str, loop: Loop | None, *, sure: bool) -> Iterator[list[Addition]]:
        target, value = node.child_by_field_name("left"), node.child_by_field_name("right")
        of = unwrapped(target.child_by_field_name("object")) if target.type in ("member_expression", "subscript_expression") else None
        if of is not None and self._is(of, name):
            key = target.child_by_field_name("property") or target.child_by_field_name("index")
            yield [Addition(key, unwrapped(value), spread=False, first=False, loop=loop, sure=sure and loop is None)]

    def _called(self, call: Any, name: str, loop: Loop | None, depth: int, *, sure: bool) -> Iterator[list[Addition]]:
        function, listed = call.child_by_field_name("function"), call.child_by_field_name("arguments")
        if function is None or listed is None or function.type != "member_expression":
            return
        of, method = unwrapped(function.child_by_field_name("object")), self._offsets.written(function.child_by_field_name("property"))
        given = children(listed)
        if method in _ADDS and self._is(of, name):
            yield [_pushed(each, loop, first=method == "unshift", sure=sure) for each in given]
        elif method == "forEach" and given and (body := given[0].child_by_field_name("body")) is not None:
            each_of = Loop(given[0], of)
            if body.type == "call_expression":
                yield from self._called(body, name, each_of, depth + 1, sure=sure and loop is None)
            else:
                yield from self._additions(body, name, each_of, depth + 1, sure=sure and loop is None, when=())

    def _is(self, node: Any, name: str) -> bool:
        return node is not None and node.type == "identifier" and self._offsets.written(node) == name


def _pushed(node: Any, loop: Loop | None, *, first: bool, sure: bool) -> Addition:
    inside = children(node) if node.type == "spread_element" else []
    return Addition(None, unwrapped(inside[0] if inside else node), spread=bool(inside), first=first, loop=loop, sure=sure)
