"""Says what the names of a script stand for, as far as it is certain."""

from collections.abc import Iterator
from typing import Any

from seedance_lint.hosts.javascript_choices import CHOOSING
from seedance_lint.hosts.javascript_growth import Growths
from seedance_lint.hosts.javascript_places import Offsets, children, unwrapped
from seedance_lint.hosts.javascript_walk import FUNCTIONS, Field, Walk
from seedance_lint.hosts.program import parameters_of
from seedance_lint.hosts.program_growth import Growth
from seedance_lint.hosts.program_names import Binding, Scope

NAMED = frozenset(("identifier", "shorthand_property_identifier", "member_expression", "ternary_expression", "subscript_expression"))
"""Expressions that may stand for another one."""


class Survey:
    """What is known of the names of one script, before anything of it is read."""

    def __init__(self, offsets: Offsets, root: Any) -> None:
        self._offsets = offsets
        self._walk = walk = Walk(offsets, root)
        self.names = walk.names
        self.choices = walk.choices
        self.comments = walk.comments
        self.containers = walk.containers
        self.templates = walk.templates
        self.links = walk.links
        self.attributes = walk.attributes
        self.form_data = walk.form_data
        self.choices.settle(self.names, self._plain)
        self._fields_of_forms: dict[str, dict[Scope | None, list[Field]]] = {}
        self._fields_of: dict[int, dict[str, Any]] = {}
        self.changed = {value.id for target, value, scope in walk.assigned if self._is_changed(target, scope)}
        """Identities of the literals that the script changes after it has made them."""
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
        if node.type in CHOOSING:
            return None
        if node.type == "member_expression":
            return self._property(node, scope)
        if node.type not in NAMED:
            return node
        scope = scope or self.names.scope_of.get(node.id)
        value = self.names.value(scope, self._offsets.written(node)) if scope is not None else None
        return None if value is None or isinstance(value, str) else unwrapped(value)

    def _property(self, node: Any, scope: Scope | None) -> Any:
        """Return what a property of a known object is, that nobody changes; None if that is not certain."""
        of, name = unwrapped(node.child_by_field_name("object")), node.child_by_field_name("property")
        found = self.value(of, scope) if of is not None and of.type == "identifier" else None
        if found is None or found.type != "object" or found.id in self.changed or name is None:
            return None
        fields = self._fields_of.get(found.id)
        if fields is None:
            pairs = children(found)
            fields = {
                self._offsets.written(key).strip("'\""): pair for pair in pairs if (key := pair.child_by_field_name("key")) is not None
            }
            fields = self._fields_of[found.id] = fields if len(fields) == len(pairs) else {}
        pair = fields.get(self._offsets.written(name))
        return unwrapped(pair.child_by_field_name("value")) if pair is not None else None

    def parameters(self, function: Any) -> list[str]:
        """Return the names that arguments have in a function of the script; none of what is not known, an empty name for a pattern."""
        if function is not None and function.type == "member_expression" and (name := function.child_by_field_name("property")) is not None:
            return parameters_of(self._offsets.written(name))
        found = self.value(function) if function is not None and function.type == "identifier" else None
        if found is None or found.type not in FUNCTIONS:
            return []
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
