"""Arrays that scripts write down, put together of others, fill in loops, or make of each item of another one."""

from itertools import pairwise

from seedance_lint.annotations import Any
from seedance_lint.hosts.javascript.names import REFERRING, Survey
from seedance_lint.hosts.javascript.places import Offsets, children, returned, unwrapped
from seedance_lint.hosts.located import Node, Template
from seedance_lint.hosts.program.growth import Loop, grown
from seedance_lint.hosts.program.lists import ProgramLists
from seedance_lint.hosts.program.mappings import computed, sequence

_MAKE_ARRAYS = frozenset(("map", "concat", "filter"))
"""Methods that make an array of another one."""

_WAITS_FOR_ALL = "Promise.all"
"""The function whose results are in the order of what it waits for."""


class ListReader(ProgramLists):
    """Reads the arrays of one script."""

    _offsets: Offsets
    _survey: Survey

    def _makes_array(self, node: Any) -> bool:
        """Whether a call puts an array together: ``urls.map(…)``, ``[…].concat(more)``."""
        function = node.child_by_field_name("function")
        is_method = function.type == "member_expression"
        return is_method and (
            self._offsets.written(function.child_by_field_name("property")) in _MAKE_ARRAYS
            or self._offsets.written(function) == _WAITS_FOR_ALL
        )

    def _array(self, node: Any) -> Node:
        items, is_open = self._items_of(node)
        return sequence(self._offsets.span(node), items, open=is_open)

    def _items_of(self, node: Any) -> tuple[list[Node], bool]:
        kind = node.type
        if kind == "await_expression":
            return self._items(children(node)[0])
        if kind == "call_expression":
            return self._made_items(node) if self._makes_array(node) else ([], True)
        if kind in REFERRING:
            value = self._survey.value(node)
            is_known = value is not None and (value.id not in self._survey.changed or value.id in self._survey.growths)
            return self._items(value) if is_known else ([], True)
        if kind != "array":
            return [], True
        found: list[Node] = []
        is_open = any(after.type == "," and before.type in ("[", ",") for before, after in pairwise(node.children))
        for item in children(node):
            inside = children(item) if item.type == "spread_element" else []
            if inside and self._chosen(inside[0]) is None:
                continue
            added, more = self._items(self._chosen(inside[0])) if inside else ([self._item(item)], False)
            found += added
            is_open = is_open or more
        may_be_more = grown(found, self._survey.growths.get(node.id), self._added)
        return found, is_open or may_be_more

    def _item(self, node: Any) -> Node:
        return self._value(node) or self._returned(unwrapped(node)) or computed(self._offsets.span(node))

    def _made_items(self, call: Any) -> tuple[list[Node], bool]:
        """Return the items of the array that a method makes of another one."""
        function, given = call.child_by_field_name("function"), children(call.child_by_field_name("arguments"))
        method, of = self._offsets.written(function.child_by_field_name("property")), function.child_by_field_name("object")
        if self._offsets.written(function) == _WAITS_FOR_ALL:
            return self._items(given[0]) if len(given) == 1 else ([], True)
        if method == "map":
            body = returned(given[0]) if len(given) == 1 else None
            made = self._each(Loop(given[0], of), body) if body is not None else None
            if made is not None:
                return made, False
            items, is_open = self._items(of)  # whatever is made of each, it is as many
            return [computed(self._offsets.span(call)) for _ in items], is_open
        if method == "filter":
            items, is_open = self._items(of) if [self._offsets.written(each) for each in given] == ["Boolean"] else ([], True)
            return items, is_open or any(isinstance(each.value, Template) for each in items)
        found, is_open = self._items(of)
        for each in given:
            added, more = self._items(each)
            found = [*found, *added]
            is_open = is_open or more
        return found, is_open

    def _listed(self, node: Any) -> Any:
        return self._survey.value(unwrapped(node))

    @staticmethod
    def _is_empty(node: Any) -> bool:
        return node.type == "array" and not children(node)

    def _chosen(self, node: Any) -> Any:
        """Return what of ``a && b`` is taken over, which is ``b`` if ``a`` holds, and None if it does not; every other expression itself."""
        inner = unwrapped(node)
        operator = inner.child_by_field_name("operator") if inner.type == "binary_expression" else None
        if operator is None or operator.type != "&&":
            return node
        held = self._survey.holds(inner.child_by_field_name("left"))
        return node if held is None else inner.child_by_field_name("right") if held else None

    def _is_text_part(self, node: Any) -> bool:
        if node.type != "object":
            return False
        fields = {
            self._offsets.written(key).strip("'\""): pair.child_by_field_name("value")
            for pair in node.named_children
            if (key := pair.child_by_field_name("key") if pair.type == "pair" else pair) is not None
        }
        kind = fields.get("type")
        return "text" in fields and kind is not None and self._offsets.written(kind).strip("'\"") == "text"
