"""What an expression of a script may stand for where that is one of several: the items of a loop, the arguments of calls, the arms of a condition."""

import re
from collections.abc import Callable, Iterator
from itertools import islice, zip_longest

from seedance_lint.annotations import Any
from seedance_lint.hosts.javascript.patterns import Piece
from seedance_lint.hosts.javascript.places import Offsets, children, returned, unwrapped
from seedance_lint.hosts.program.choices import DEEPEST_CHOICE, MOST_CHOICES, Chosen, Key, ProgramChoices, parts_of
from seedance_lint.hosts.program.flow import Definition
from seedance_lint.hosts.program.names import Scope
from seedance_lint.pattern import Pattern

_CALLBACKS = frozenset(("map", "forEach", "flatMap", "filter", "find"))
"""Methods of arrays that call a function with each of the items."""
_KEPT = frozenset(("slice", "filter", "reverse", "toReversed", "sort", "toSorted", "concat", "entries", "values"))
"""Methods that go through items of what they belong to."""
OTHERWISE = frozenset(("||", "??"))
"""Operators of which what is behind them counts where nothing is in front of them."""

_SIMPLE = Pattern(r"(?:\\[rnst]|[?+*| ;,#-]|\(\?:|\))+")
"""Regular expressions between parts of a text that mean the same in Python."""

CHOOSING = frozenset(("ternary_expression", "binary_expression", "subscript_expression"))
"""Expressions that may be one of their parts."""


class Choices(ProgramChoices[Any]):
    """The choices of one script."""

    reaching: Callable[[Any, Scope], list[Definition]]
    """Returns what a name may stand for that is bound several times."""

    def __init__(self, offsets: Offsets) -> None:
        super().__init__()
        self._offsets = offsets
        self._loops: dict[Scope, tuple[Any, Any]] = {}
        self._calls: list[tuple[Any, Any, Scope]] = []
        self._callbacks: dict[int, list[Any]] = {}
        """Identity of a function to the arrays that it is called with each item of."""
        self._named_callbacks: list[tuple[Any, Any, Scope]] = []
        """Functions that are named there, and the arrays."""
        self._tables: dict[int, Any] = {}
        """Identity of a function to the table that it is called with each row of."""
        self._calls_of: dict[int, list[Any]] | None = None
        self._methods: dict[str, list[Any]] = {}
        self._method_calls: dict[str, list[Any]] = {}
        self._pieces: dict[int, list[Piece]] = {}
        """Identity of a call to the parts of a text that it makes."""
        self._nodes: dict[int, Any] = {}
        self._scopes: dict[int, Scope] = {}
        """Identity of the pattern of a loop to the scope of its names."""

    def note_loop(self, pattern: Any, items: Any, scope: Scope) -> None:
        """Note that the names of a block are bound to the items of something, one after another."""
        self._loops[scope] = (pattern, items)
        self._scopes[pattern.id] = scope

    def note_function(self, function: Any, scope: Scope) -> None:
        """Note the scope of a function's names."""
        self.functions[scope] = function
        self._scopes[function.id] = scope
        name = function.child_by_field_name("name") if function.type == "method_definition" else None
        if name is not None:
            self._methods.setdefault(self._offsets.written(name), []).append(function)

    def method(self, name: str) -> Any:
        """Return the one method of this name that the classes of the script have."""
        found = self._methods.get(name, [])
        return found[0] if len(found) == 1 else None

    def scope_in(self, function: Any) -> Scope | None:
        """Return the scope of what is inside of a function."""
        return self._scopes.get(function.id)

    def bindings(self, binds: Any, items: Any) -> list[Chosen[Any]]:
        """Return what the names of a loop, or of a function that is called with each item, stand for; nothing if that is not known."""
        scope = self._scopes.get(binds.id)
        if scope is None or self.key(unwrapped(items)) is not None:
            return []
        found = list(islice(self._items(items, 0), MOST_CHOICES))
        self._left -= len(found)
        listed = binds.child_by_field_name("parameters")
        alone = binds.child_by_field_name("parameter")
        pattern = next(iter(children(listed)), None) if listed is not None else alone if alone is not None else binds
        return [{**further, **self._bound(pattern, item, scope)} for item, further in found] if self._left > 0 else []

    def note_call(self, call: Any, function: Any, given: list[Any], scope: Scope) -> None:
        """Note that a function is called, by its name or with each item of an array."""
        if function.type == "identifier":
            self._calls.append((call, function, scope))
        elif function.type == "call_expression" and len(given) > 1:
            self._note_table(function, unwrapped(given[1]))
        elif function.type == "member_expression" and given:
            method = function.child_by_field_name("property")
            if method is not None:
                self._method_calls.setdefault(self._offsets.written(method), []).append(call)
            if method is not None and self._offsets.written(method) in _CALLBACKS:
                called, items = unwrapped(given[0]), function.child_by_field_name("object")
                if called.type == "identifier":
                    self._named_callbacks.append((called, items, scope))
                else:
                    self._callbacks.setdefault(called.id, []).append(items)

    def _note_table(self, maker: Any, test: Any) -> None:
        """Note that a function is called with each row of a table: ``it.each([…])("…", (prompt, images) => …)``."""
        method, rows = maker.child_by_field_name("function"), children(maker.child_by_field_name("arguments"))
        name = method.child_by_field_name("property") if method.type == "member_expression" else None
        if name is not None and self._offsets.written(name) == "each" and len(rows) == 1:
            self._tables[test.id] = rows[0]

    def key(self, node: Any, scope: Scope | None = None) -> Key | None:
        """Return what an expression is known by that may be one of several; None if it is not."""
        kind = node.type
        if kind in ("identifier", "shorthand_property_identifier"):
            name = self._offsets.written(node)
            scope = scope or self.names.scope_of.get(node.id)
            binding = self.names.binding(scope, name) if scope is not None else None
            if binding is None and scope is not None and (reaching := self.reaching(node, scope)):
                if len(reaching) == 1:
                    return (scope.holder(name), name) if reaching[0].is_parameter else None
                self._nodes[node.id] = node
                return (node.id, "")
            if binding is None or (binding.scope not in self._loops and name not in binding.scope.parameters):
                return None
            return (binding.scope, name)
        if kind == "binary_expression":
            operator = node.child_by_field_name("operator")
            if operator is None or operator.type not in OTHERWISE:
                return None
        elif kind == "subscript_expression":
            index = unwrapped(node.child_by_field_name("index"))
            if index is None or index.type in ("string", "number"):
                return None
        elif kind != "ternary_expression":
            return None
        self._nodes[node.id] = node
        return (node.id, "")

    _plainly = staticmethod(unwrapped)

    @staticmethod
    def _base(node: Any) -> Any:
        while node.type == "member_expression" or (
            node.type == "subscript_expression" and unwrapped(node.child_by_field_name("index")).type in ("string", "number")
        ):
            node = unwrapped(node.child_by_field_name("object"))
        return node

    def _one_deep(self, key: Key, depth: int) -> Iterator[Chosen[Any]]:
        of, _ = key
        if isinstance(of, Scope):
            if of in self._loops:
                pattern, items = self._loops[of]
                for item, further in self._items(items, depth):
                    yield {**further, **self._bound(pattern, item, of)}
            else:
                yield from self._arguments(of, depth)
            return
        node = self._nodes[of]
        if node.type == "subscript_expression":
            for held, further in self._held(node.child_by_field_name("object"), depth):
                for value in self._parts_of(held) if held.type == "call_expression" else self._values(held):
                    yield {**further, key: value}
        elif node.type in ("identifier", "shorthand_property_identifier"):
            scope, name = self.names.scope_of[node.id], self._offsets.written(node)
            yield from self._bound_to(key, (scope.holder(name), name), self.reaching(node, scope), depth)
        else:
            names = ("consequence", "alternative") if node.type == "ternary_expression" else ("left", "right")
            for name in names:
                yield {key: unwrapped(node.child_by_field_name(name))}

    def _values(self, held: Any) -> list[Any]:
        if held.type == "array":
            return [unwrapped(each) for each in children(held) if each.type != "spread_element"]
        pairs = children(held) if held.type == "object" else []
        return [unwrapped(pair.child_by_field_name("value")) for pair in pairs if pair.type == "pair"]

    def _arguments(self, scope: Scope, depth: int) -> Iterator[Chosen[Any]]:
        """Yield what the parameters of a function are in each of the calls that are in sight."""
        function = self.functions.get(scope)
        if function is None:
            return
        patterns = _patterns(function)
        calls = self._called(function)
        for items in self._callbacks.get(function.id, ()) if patterns else ():
            for item, further in self._items(items, depth):
                yield {**further, **self._bound(patterns[0], item, scope)}
        for item, further in self._items(self._tables[function.id], depth) if function.id in self._tables else ():
            row = self._values(item) if not isinstance(item, tuple) and item.type == "array" else [item]
            bound = dict(further)
            for pattern, part in zip(patterns, row, strict=False):
                bound.update(self._bound(pattern, part, scope))
            yield bound
        for call in sorted((*calls, *self._called_of_objects(function)), key=lambda each: int(each.start_byte)):
            yield from self._given(patterns, call, scope, depth)

    def given(self, function: Any, call: Any) -> Chosen[Any] | None:
        """Return what the parameters of a function are in a call; None if that is not in sight."""
        scope = self._scopes.get(function.id)
        return next(self._given(_patterns(function), call, scope, 0), None) if scope is not None else None

    def _given(self, patterns: list[Any], call: Any, scope: Scope, depth: int) -> Iterator[Chosen[Any]]:
        """Yield what the parameters of a function are in a call, in each case if one is a pattern and its argument is one of several objects."""
        given = [unwrapped(each) for each in children(call.child_by_field_name("arguments"))][: len(patterns)]
        if any(each.type == "spread_element" for each in given):
            return
        cases: list[tuple[list[Any], Chosen[Any]]] = [(given, {})]
        at = next(
            (at for at, pattern in enumerate(patterns[: len(given)]) if _is_object(pattern) and self.key(given[at]) is not None), None
        )
        if at is not None:
            held = islice(self._held(given[at], depth + 1), MOST_CHOICES)
            cases = [([*given[:at], each, *given[at + 1 :]], further) for each, further in held] or cases
        for arguments, further in cases:
            bound = {**further}
            for pattern, each in zip_longest(patterns, arguments):
                bound.update(self._bound(pattern, each, scope))
            yield bound

    def _called(self, function: Any) -> list[Any]:
        if self._calls_of is None:
            self._calls_of = {}
            for call, name, scope in sorted(self._calls, key=lambda each: int(each[0].start_byte)):
                found = self.names.value(scope, self._offsets.written(name))
                if found is not None and not isinstance(found, str):
                    self._calls_of.setdefault(unwrapped(found).id, []).append(call)
            for name, items, scope in self._named_callbacks:
                found = self.names.value(scope, self._offsets.written(name))
                if found is not None and not isinstance(found, str):
                    self._callbacks.setdefault(unwrapped(found).id, []).append(items)
        return self._calls_of.get(self._made_by(function), [])

    def _made_by(self, function: Any) -> int:
        """Return the identity of what is called: the class of a constructor, or else the function itself."""
        name = function.child_by_field_name("name") if function.type == "method_definition" else None
        if name is None or self._offsets.written(name) != "constructor" or self._offsets.is_deep or function.parent is None:
            return int(function.id)
        owner = function.parent.parent
        return int(owner.id if owner is not None else function.id)

    def _called_of_objects(self, function: Any) -> Iterator[Any]:
        """Yield the calls of a method, of ``this`` or of an object of a class of the script; none where several methods have its name."""
        name = self._offsets.written(function.child_by_field_name("name")) if function.type == "method_definition" else ""
        for call in self._method_calls.get(name, ()) if name and self.method(name) is function else ():
            of = unwrapped(unwrapped(call.child_by_field_name("function")).child_by_field_name("object"))
            made = self.plain(of) if of.type == "identifier" else of
            maker = unwrapped(made.child_by_field_name("constructor")) if made is not None and made.type == "new_expression" else None
            is_own = maker is not None and maker.type == "identifier" and getattr(self.plain(maker), "type", "") == "class_declaration"
            if of.type == "this" or is_own:
                yield call

    def _items(self, node: Any, depth: int) -> Iterator[tuple[Any, Chosen[Any]]]:
        """Yield what a loop over an expression goes through."""
        node = unwrapped(node)
        if node.type == "call_expression":
            yield from self._made(node, depth)
            return
        for held, further in self._held(node, depth):
            if held.type == "call_expression":
                yield from self._made(held, depth)
            for item in children(held) if held.type == "array" else ():
                if item.type == "spread_element":
                    yield from self._items(children(item)[0], depth)
                else:
                    yield unwrapped(item), further

    def _made(self, call: Any, depth: int) -> Iterator[tuple[Any, Chosen[Any]]]:
        function = unwrapped(call.child_by_field_name("function"))
        given = children(call.child_by_field_name("arguments"))
        written = self._offsets.written(function)
        if written in ("Object.entries", "Object.values") and given:
            for held, further in self._held(unwrapped(given[0]), depth):
                for pair in children(held) if held.type == "object" else ():
                    if pair.type == "pair":
                        value = unwrapped(pair.child_by_field_name("value"))
                        yield ((None, value) if written == "Object.entries" else value), further
            return
        method = function.child_by_field_name("property") if function.type == "member_expression" else None
        if method is not None and self._offsets.written(method) == "split":
            yield from ((each, {}) for each in self._parts_of(call))
            return
        if method is not None and self._offsets.written(method) == "map" and given and depth <= DEEPEST_CHOICE:
            yield from self._mapped(function.child_by_field_name("object"), unwrapped(given[0]), depth + 1)
            return
        if method is not None and self._offsets.written(method) in _KEPT:
            is_numbered = self._offsets.written(method) == "entries"
            for item, further in self._items(function.child_by_field_name("object"), depth):
                yield ((None, item) if is_numbered else item), further

    def _parts_of(self, call: Any) -> list[Piece]:
        """Return the parts of a text that a call of ``split`` makes and that are not blank; none where they are not in sight."""
        function = unwrapped(call.child_by_field_name("function"))
        method = function.child_by_field_name("property") if function.type == "member_expression" else None
        found = self._pieces.get(call.id)
        if found is None:
            found = self._pieces[call.id] = []
            if method is None or self._offsets.written(method) != "split":
                return found
            of, given = function.child_by_field_name("object"), children(call.child_by_field_name("arguments"))
            pattern = given[0].child_by_field_name("pattern") if len(given) == 1 and given[0].type == "regex" else None
            between = self._certain(given[0]) if len(given) == 1 and pattern is None else None
            breaks = re.escape(between) if between else None
            if pattern is not None and _SIMPLE.fullmatch(self._offsets.written(pattern)):
                breaks = self._offsets.written(pattern)
            text = self._certain(of) if breaks else None
            if breaks and text is not None:
                found += [Piece(call, of, span) for span in islice(parts_of(text, breaks), MOST_CHOICES)]
        return found

    def _mapped(self, of: Any, function: Any, depth: int) -> Iterator[tuple[Any, Chosen[Any]]]:
        """Yield what a function makes of each item of an array."""
        scope, made = self._scopes.get(function.id), returned(function)
        if scope is None or made is None:
            return
        listed = function.child_by_field_name("parameters")
        pattern = next(iter(children(listed)), None) if listed is not None else function.child_by_field_name("parameter")
        for item, further in self._items(of, depth):
            yield unwrapped(made), {**further, **self._bound(pattern, item, scope)}

    def _bound(self, pattern: Any, item: Any, scope: Scope) -> Chosen[Any]:
        """Return what the names of a pattern stand for with one item; a tuple is an array that a function makes."""
        if pattern is None:
            return {}
        kind = pattern.type
        if kind in ("required_parameter", "optional_parameter"):
            value = pattern.child_by_field_name("value")
            return self._bound(pattern.child_by_field_name("pattern"), item if item is not None else unwrapped(value), scope)
        if kind in ("assignment_pattern", "object_assignment_pattern"):
            right = unwrapped(pattern.child_by_field_name("right"))
            return self._bound(pattern.child_by_field_name("left"), item if item is not None else right, scope)
        if kind in ("identifier", "shorthand_property_identifier_pattern"):
            return {(scope, self._offsets.written(pattern)): item} if item is not None and not isinstance(item, tuple) else {}
        bound: Chosen[Any] = {}
        if kind == "array_pattern":
            parts = item if isinstance(item, tuple) else self._values(item) if item is not None and item.type == "array" else ()
            for each, part in zip(children(pattern), parts, strict=False):
                bound.update(self._bound(each, part, scope))
        elif kind == "object_pattern" and item is not None and not isinstance(item, tuple):
            for held, further in self._held(item, 0):
                bound.update(further)
                fields = {
                    self._offsets.written(name).strip("'\""): unwrapped(pair.child_by_field_name("value") or pair)
                    for pair in (children(held) if held.type == "object" else ())
                    if (name := pair.child_by_field_name("key") or pair) is not None
                }
                for each in children(pattern):
                    name = each.child_by_field_name("key") or each.child_by_field_name("left") or each
                    inner = each.child_by_field_name("value") or each if each.type == "pair_pattern" else each
                    bound.update(self._bound(inner, fields.get(self._offsets.written(name)), scope))
                break
        return bound


def _patterns(function: Any) -> list[Any]:
    """Return the parameters of a function."""
    listed = function.child_by_field_name("parameters")
    return children(listed) if listed is not None else [function.child_by_field_name("parameter")]


def _is_object(pattern: Any) -> bool:
    """Whether a parameter takes an object apart: ``({prompt, images})``."""
    inner = pattern.child_by_field_name("pattern") or pattern.child_by_field_name("left") or pattern
    return bool(inner.type == "object_pattern")
