"""Says what the names of a script stand for, as far as it is certain."""

from collections.abc import Iterator

from seedance_lint.annotations import Any
from seedance_lint.hosts.javascript.bindings import FUNCTIONS
from seedance_lint.hosts.javascript.choices import CHOOSING
from seedance_lint.hosts.javascript.conditions import Conditions
from seedance_lint.hosts.javascript.flow import blocks
from seedance_lint.hosts.javascript.growth import Growths
from seedance_lint.hosts.javascript.places import Offsets, children, returned, unwrapped
from seedance_lint.hosts.javascript.walk import Field, Walk
from seedance_lint.hosts.program.choices import Chosen
from seedance_lint.hosts.program.flow import Block, Definition, Definitions
from seedance_lint.hosts.program.growth import Growth
from seedance_lint.hosts.program.known_calls import parameters_of
from seedance_lint.hosts.program.names import Binding, Scope

_MOST_STEPS = 12
"""Properties and items of one another, as far as they are followed."""
_MOST_NAMES = 4
"""Names that stand for one another."""
_MOST_DIGITS = 6

NAMED = frozenset(("identifier", "shorthand_property_identifier", "member_expression", "ternary_expression", "subscript_expression"))
"""Expressions that may stand for another one."""

_WITH_FIELDS = frozenset(("object", "enum_declaration", "class_declaration"))
"""What has values under names."""

_KEYS = frozenset(("property_identifier", "shorthand_property_identifier_pattern", "string", "number"))
"""How a part of an object or an array is named."""

_PARTS = frozenset(("member_expression", "subscript_expression", "identifier"))

REFERRING = NAMED | {"binary_expression"}
"""The same, with ``a ?? b``."""


class Survey:
    """What is known of the names of one script, before anything of it is read."""

    def __init__(self, offsets: Offsets, root: Any) -> None:
        self._offsets = offsets
        self._walk = walk = Walk(offsets, root)
        self.names = walk.names
        self.choices = walk.choices
        self.last = walk.last
        self.comments = walk.comments
        self.containers = walk.containers
        self.templates = walk.templates
        self.helps = walk.helps
        self.programs = walk.programs
        self.commands = walk.commands
        self.links = walk.links
        self.attributes = walk.attributes
        self.form_data = walk.form_data
        self.choices.settle(self.names, self._plain)
        self.choices.reaching = self.reaching
        self._root = root
        self._definitions = Definitions(self.names, self._blocks_of)
        self._fields_of_forms: dict[str, dict[Scope | None, list[Field]]] = {}
        self._fields_of: dict[int, dict[str, Any]] = {}
        self._steps = 0
        self.holds = Conditions(offsets, self.value).holds
        self.names_ours = False
        """Whether the script names our product anywhere."""
        self.drives_pages = False
        """Whether it drives a browser on pages of ours."""
        self.borrowed = 0
        """How many values several readers have taken over altogether."""
        self.lists_read = 0
        """How many lists were put together."""
        self.returning = 0
        """How many functions are being read, one inside of the other."""
        self.changed: set[int] = set()
        self.changed = {value.id for target, value, scope in walk.assigned if self._is_changed(target, scope)}
        """Identities of the literals that the script changes after it has made them."""
        self.handed = {
            value.id
            for target, value, scope in walk.assigned
            if target.type == "identifier" and self.names.is_handed(scope, offsets.written(target))
        }
        """Identities of the literals that functions of others are given."""
        self.growths: dict[int, Growth] = {}
        """Identity of such a literal to what is added to it, as far as that is certain."""
        self.parts = set(self._parts())
        """Identities of the arrays and objects that stand for their names wherever these are read."""
        self.forms = {value.id for node, scope in walk.forms if (value := self.value(node, scope)) is not None}
        """Identities of the objects whose values are sent as texts."""

    def value(self, node: Any, scope: Scope | None = None) -> Any:
        """Return the expression that a name stands for where it is read, without parentheses and types; None if that is not certain.

        What is not a name stands for itself. Where it is one of several, this is the one that is tried right now.
        """
        found = self._plain(node, scope)
        return found if found is not None else self.choices.value(node, scope)

    def _plain(self, node: Any, scope: Scope | None = None) -> Any:
        kind = node.type
        if kind == "member_expression":
            return self._part(node, "property", scope)
        if kind == "subscript_expression":
            return self._part(node, "index", scope)
        if kind in CHOOSING:
            return self._first(node, scope) if kind == "binary_expression" else self._arm(node, scope)
        if kind not in NAMED:
            return node
        scope = scope or self.names.scope_of.get(node.id)
        name = self._offsets.written(node)
        value = self.names.value(scope, name) if scope is not None else None
        if value is None and scope is not None and len(reaching := self.reaching(node, scope)) == 1:
            value = reaching[0].value
        if scope is None or value is None or isinstance(value, str):
            return None
        inner = unwrapped(value)
        return None if inner.type in _PARTS and self._grows(scope, name) else inner

    def reaching(self, node: Any, scope: Scope) -> list[Definition]:
        """Return what a name stands for that its function binds several times: one thing, or each of several; nothing if that is not certain."""
        name = self._offsets.written(node)
        holder = scope.holder(name)
        if holder is None or holder.bound[name] < 2 or holder.function is not scope.function:
            return []
        return self._definitions.reaching(holder, name, node.start_byte)

    def _blocks_of(self, scope: Scope) -> Iterator[Block]:
        function = self.choices.functions.get(scope)
        body = function.child_by_field_name("body") if function is not None else self._root if scope is self.names.module else None
        return blocks(body) if body is not None else iter(())

    def _grows(self, scope: Scope, name: str) -> bool:
        """Whether somebody changes under this name what has another one as well: ``const refs = shot.refs``, ``refs.push(…)``."""
        return self.names.is_changed(scope, name) and not self.names.is_changed(scope, name, deep=True)

    def _arm(self, node: Any, scope: Scope | None) -> Any:
        """Return the arm of ``a ? b : c`` that it is; None where the condition is not known."""
        if node.type != "ternary_expression" or self._steps >= _MOST_STEPS:
            return None
        self._steps += 1
        held = self.holds(node.child_by_field_name("condition"))
        arm = None if held is None else self.value(unwrapped(node.child_by_field_name("consequence" if held else "alternative")), scope)
        self._steps -= 1
        return arm

    def _part(self, node: Any, name: str, scope: Scope | None) -> Any:
        """Return what a property or an item of a known object or array is, that nobody changes; None if that is not certain."""
        of, key = unwrapped(node.child_by_field_name("object")), unwrapped(node.child_by_field_name(name))
        if of is None or key is None or key.type not in _KEYS or self._steps >= _MOST_STEPS:
            return None
        written = self._offsets.written(key).strip("'\"")
        if of.type == "this":
            return self._own(written)
        self._steps += 1
        found = self._held(of, scope)
        self._steps -= 1
        if found is None or found.id in self.changed:
            return None
        if found.type == "array":
            items = children(found)
            is_plain = key.type == "number" and written.isdecimal() and all(each.type != "spread_element" for each in items)
            part = items[int(written)] if is_plain and len(written) < _MOST_DIGITS and int(written) < len(items) else None
        elif found.type == "call_expression":
            part = self._walk.state_text(found, "states") if written == "value" else None
        else:
            part = self._fields(found).get(written) if found.type in _WITH_FIELDS else None
        part = unwrapped(part)
        is_changed = part is not None and part.type in ("array", "object") and written in self.names.changed_attributes
        return None if is_changed else part

    def _held(self, node: Any, scope: Scope | None) -> Any:
        """Return what has a part that is asked for, behind all names that lead to it: ``SHOTS.pier`` of ``const shot = SHOTS.pier``."""
        for _ in range(_MOST_NAMES):
            found = self.value(node, scope)
            if found is None or found.id == node.id or found.type not in REFERRING:
                return found
            node, scope = found, None
        return None

    def _own(self, name: str) -> Any:
        """Return what a property of ``this`` is where it is bound once."""
        values = self.attributes.get(name, [])
        return values[0] if len(values) == 1 and name not in self.names.changed_attributes else None

    def _fields(self, node: Any) -> dict[str, Any]:
        """Return what an object has under its names; nothing where it has some under names that are computed."""
        fields = self._fields_of.get(node.id)
        if fields is None and node.type != "object":
            fields = self._fields_of[node.id] = self._constants(node)
        if fields is None:
            pairs = children(node)
            fields = {
                self._offsets.written(key).strip("'\""): pair.child_by_field_name("value") or pair
                for pair in pairs
                if (key := pair.child_by_field_name("key") or (pair if pair.type == "shorthand_property_identifier" else None)) is not None
            }
            fields = self._fields_of[node.id] = fields if len(fields) == len(pairs) else {}
        return fields

    def _constants(self, node: Any) -> dict[str, Any]:
        """Return what the members of an enumeration, or the static fields of a class, are."""
        found = {}
        for each in children(node.child_by_field_name("body")):
            name = each.child_by_field_name("name") or each.child_by_field_name("property")
            value = unwrapped(each.child_by_field_name("value"))
            is_static = each.type == "enum_assignment" or any(part.type == "static" for part in each.children)
            if name is not None and value is not None and is_static:
                found[self._offsets.written(name).strip("'\"")] = value
        return found

    def _first(self, node: Any, scope: Scope | None) -> Any:
        """Return the part of ``a ?? b`` or ``a || b`` that it is, where it is known to be a list or an object, or to have none."""
        operator = node.child_by_field_name("operator")
        if operator is None or operator.type not in ("??", "||") or self._steps >= _MOST_STEPS:
            return None
        left = unwrapped(node.child_by_field_name("left"))
        self._steps += 1
        found = self.value(left, scope)
        right = unwrapped(node.child_by_field_name("right"))
        if found is None and self._lacks(left, scope):
            found = self.value(right, scope)
        self._steps -= 1
        return found if found is not None and found.type in ("array", "object") else None

    def _lacks(self, node: Any, scope: Scope | None) -> bool:
        """Whether it is certain that a known object has no such property."""
        if node.type != "member_expression":
            return False
        of, name = unwrapped(node.child_by_field_name("object")), node.child_by_field_name("property")
        found = self.value(of, scope) if of is not None else None
        if found is None or found.type != "object" or found.id in self.changed:
            return False
        fields = self._fields(found)
        return len(fields) == len(children(found)) and self._offsets.written(name) not in fields

    def is_own(self, function: Any) -> bool:
        """Whether the script defines what it calls."""
        found = self.value(function) if function is not None and function.type == "identifier" else None
        return found is not None and (found.type in FUNCTIONS or found.type == "class_declaration")

    def one_mapping(self, call: Any) -> tuple[Any, Chosen[Any]] | None:
        """Return the object that a function of the script returns which does nothing else, and what its parameters are in a call."""
        function = unwrapped(call.child_by_field_name("function")) if call.type == "call_expression" else None
        if function is None:
            return None
        found = self.value(function) if function.type == "identifier" else self.own_method(function)
        made = unwrapped(returned(found)) if found is not None and found.type in FUNCTIONS else None
        given = self.choices.given(found, call) if made is not None and made.type == "object" else None
        return (made, given) if given is not None else None

    def parameter(self, call: Any, part: int | str) -> Binding | None:
        """Return the parameter that an argument of a call is, in the function or the method of the script that it calls; None of any other."""
        function = unwrapped(call.child_by_field_name("function"))
        if function is None or not isinstance(part, int):
            return None
        found = self.value(function) if function.type == "identifier" else self.own_method(function)
        scope = self.choices.scope_in(found) if found is not None and found.type in FUNCTIONS else None
        if scope is None:
            return None
        names = self._parameters_in(found)
        name = names[part] if part < len(names) else ""
        return Binding(scope, name) if name in scope.parameters else None

    def own_method(self, function: Any) -> Any:
        """Return the method that is called of ``this``, or of an object of a class of the script."""
        of = unwrapped(function.child_by_field_name("object")) if function.type == "member_expression" else None
        of = self.value(of) if of is not None and of.type == "identifier" else of
        if of is None or of.type not in ("this", "new_expression"):
            return None
        made = unwrapped(of.child_by_field_name("constructor")) if of.type == "new_expression" else None
        is_own = of.type == "this" or (made is not None and self.is_own(made))
        return self.choices.method(self._offsets.written(function.child_by_field_name("property"))) if is_own else None

    def parameters(self, function: Any) -> list[str]:
        """Return the names that arguments have in a function of the script; none of what is not known, an empty name for a pattern."""
        if function is not None and function.type == "member_expression" and (name := function.child_by_field_name("property")) is not None:
            return parameters_of(self._offsets.written(name))
        found = self.value(function) if function is not None and function.type == "identifier" else None
        return self._parameters_in(found) if found is not None and found.type in FUNCTIONS else []

    def _parameters_in(self, found: Any) -> list[str]:
        listed = found.child_by_field_name("parameters")
        names = []
        for each in children(listed) if listed is not None else [found.child_by_field_name("parameter")]:
            inner = each.child_by_field_name("pattern") or each.child_by_field_name("left") or each if each is not None else None
            names.append(self._offsets.written(inner) if inner is not None and inner.type == "identifier" else "")
        return names

    def fields(self, form: Binding) -> list[Field]:
        """Return what is added to a form, in the order of the text."""
        held = self._fields_of_forms.get(form.name)
        if held is None:
            held = self._fields_of_forms[form.name] = {}
            for field in sorted(self._walk.fields.get(form.name, ()), key=lambda field: int(field.call.start_byte)):
                held.setdefault(field.scope.holder(form.name), []).append(field)
        return held.get(form.scope, [])

    def is_imported(self, node: Any) -> bool:
        """Whether a name is that of something in another module."""
        scope = self.names.scope_of.get(node.id)
        return scope is not None and isinstance(self.names.value(scope, self._offsets.written(node)), str)

    def imported(self, node: Any) -> str:
        """Return the name under which a module exports what a name stands for: its own where it is not imported under another."""
        name = self._offsets.written(node)
        scope = self.names.scope_of.get(node.id)
        value = self.names.value(scope, name) if scope is not None else None
        return value if isinstance(value, str) else name

    def _is_changed(self, target: Any, scope: Scope) -> bool:
        if target.type == "identifier":
            return self.names.is_changed(scope, self._offsets.written(target))
        return self._walk.last(target) in self.names.changed_attributes

    def _parts(self) -> Iterator[int]:
        growths = None
        for target, value, scope in self._walk.assigned:
            if target.type != "identifier" or value.type not in ("array", "object"):
                continue
            name = self._offsets.written(target)
            if self.names.is_part(scope, name):
                yield value.id
            elif value.id in self.changed and (binding := self.names.binding(scope, name)) is not None:
                growths = growths or Growths(self._offsets, self.names)
                yield from self._grown(growths, binding, target, value)
        yield from self.form_data

    def _grown(self, growths: Growths, binding: Binding, target: Any, value: Any) -> Iterator[int]:
        """Note what is added to a literal; yield what is a part of others then."""
        growth = growths.of(binding, target, is_array=value.type == "array")
        if growth is None:
            return
        self.growths[value.id] = growth
        if value.type == "array" or growths.readers(binding) == 1:
            yield value.id
        yield from (each.value.id for each in growth.additions if each.value.type in ("array", "object"))
