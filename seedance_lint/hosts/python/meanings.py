"""What the names of a Python module mean: the expressions that they, their attributes and items stand for, as far as that is certain."""

import ast
from collections.abc import Iterator

from seedance_lint.hosts.program.choices import Chosen
from seedance_lint.hosts.program.flow import Block, Definition, Definitions
from seedance_lint.hosts.program.known_calls import asks_user, model_parameters, parameters_of, takes_prompt
from seedance_lint.hosts.program.names import Binding, Names, Scope
from seedance_lint.hosts.python.choices import CHOOSING, Choices
from seedance_lint.hosts.python.definitions import (
    INSTANCES,
    field_default,
    given_by_position,
    got_from,
    is_data_class,
    last_name,
    parameters_in,
)
from seedance_lint.hosts.python.fallbacks import option_name
from seedance_lint.hosts.python.flow import blocks

_PARSERS = frozenset(("parse_args", "parse_known_args"))

_MOST_STEPS = 12
"""Attributes and items of one another, as far as they are followed."""

_MOST_NAMES = 4
"""Names that stand for one another."""

NAMED = (ast.Name, ast.Attribute, ast.Subscript, *CHOOSING)
"""Expressions that may stand for another one."""

_CONTAINERS = (ast.List, ast.Tuple, ast.Dict, ast.Call)


class Meanings:
    """What names stand for. The walk over the module fills this; nothing is asked before the walk is over."""

    def __init__(self, module: ast.Module) -> None:
        self._module = module
        self.names = Names()
        self.choices = Choices()
        self.definitions = Definitions(self.names, self._blocks_of)
        self.attributes: dict[str, list[ast.expr]] = {}
        """What is bound to attributes of objects and classes, by their names."""
        self.owned: dict[tuple[str, Scope | None], list[ast.expr]] = {}
        """The same, by their names and the scope of the class whose methods do so."""
        self.class_of: dict[int, ast.ClassDef] = {}
        """Identity of an expression that a class binds a name to, to the class."""
        self.changed: set[int] = set()
        """Identities of the literals that the module changes after it has made them."""
        self.options: dict[str, ast.expr] = {}
        """What options of the command line are where they are not given."""
        self.names_ours = False
        """Whether the program names our product anywhere."""
        self.drives_pages = False
        """Whether it drives a browser on pages of ours."""
        self.borrowed = 0
        """How many values several readers have taken over altogether."""
        self.lists_read = 0
        """How many lists were put together."""
        self.returning = 0
        """How many functions are being read, one inside of the other."""
        self._fields_of: dict[int, dict[str, ast.expr]] = {}
        self._asking: dict[int, bool] = {}
        self._steps = 0

    def value(self, node: ast.expr, scope: Scope | None = None) -> ast.expr | None:
        """Return the expression that a name stands for, or ``NAME["key"]``, or ``Class.NAME``; None if that is not certain.

        Where it is one of several, this is the one that is tried right now.
        """
        if self._steps >= _MOST_STEPS:
            return None
        self._steps += 1
        found = self._plain(node, scope)
        found = found if found is not None else self.choices.value(node, scope)
        self._steps -= 1
        return found

    def _plain(self, node: ast.expr, scope: Scope | None = None) -> ast.expr | None:
        if isinstance(node, ast.Name):
            value = self._bound(node, scope)
            return value if isinstance(value, ast.expr) and not (isinstance(value, NAMED) and self._grows(node, scope)) else None
        if isinstance(node, ast.BoolOp):
            return self._first(node, scope)
        if isinstance(node, ast.IfExp):
            is_first = self.holds(node.test)
            return None if is_first is None else self._held(node.body if is_first else node.orelse, scope)
        part: ast.expr | None = None
        of: ast.expr | None = None
        if isinstance(node, ast.Attribute):
            of = node.value
            part = self._attribute(node, scope)
        elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            of = node.value
            part = self._item(self._held(of, scope), node.slice.value)
        elif (got := got_from(node)) is not None:
            of, key, otherwise = got
            held = self._held(of, scope)
            part = self._item(held, key)
            if part is None and held is not None and self._lacks(held, key):
                part = otherwise
        if part is None or (isinstance(part, _CONTAINERS) and of is not None and self._is_changed_inside(of, scope)):
            return None
        return part

    def holds(self, test: ast.expr) -> bool | None:
        """Return whether a condition holds with what names stand for right now; None if that is not known."""
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            held = self.holds(test.operand)
            return None if held is None else not held
        if isinstance(test, ast.BoolOp):
            found = [self.holds(each) for each in test.values]
            decides = isinstance(test.op, ast.Or)
            return decides if decides in found else None if None in found else not decides
        if isinstance(test, ast.Compare) and len(test.ops) == 1:
            against = test.comparators[0]
            is_none = isinstance(against, ast.Constant) and against.value is None
            if not is_none or not isinstance(test.ops[0], (ast.Is, ast.IsNot, ast.Eq, ast.NotEq)):
                return None
            value = self._held(test.left, None)
            if value is None or (not isinstance(value, ast.Constant) and isinstance(value, NAMED)):
                return None
            is_it = isinstance(value, ast.Constant) and value.value is None
            return is_it if isinstance(test.ops[0], (ast.Is, ast.Eq)) else not is_it
        return self._is_true(test)

    def _is_true(self, node: ast.expr) -> bool | None:
        """Return whether what an expression stands for counts as true."""
        value = self._held(node, None)
        if isinstance(value, ast.Constant):
            return bool(value.value)
        if isinstance(value, (ast.List, ast.Tuple)):
            return None if any(isinstance(each, ast.Starred) for each in value.elts) or id(value) in self.changed else bool(value.elts)
        return None

    def note_option(self, call: ast.Call) -> None:
        """Note the text that an option of ``argparse`` has where it is not given."""
        named = {each.arg: each.value for each in call.keywords}
        words = [each.value for each in (*call.args, named.get("dest")) if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        default = named.get("default")
        is_text = default.value if isinstance(default, ast.Constant) else isinstance(default, NAMED)
        if words and default is not None and is_text:
            self.options[option_name(words)] = default

    def _held(self, node: ast.expr, scope: Scope | None) -> ast.expr | None:
        """Return what has a part that is asked for, behind all names that lead to it: ``SHOTS["pier"]`` of ``shot = SHOTS["pier"]``."""
        found: ast.expr | None = node
        for _ in range(_MOST_NAMES):
            if found is None or not (isinstance(found, NAMED) or got_from(found) is not None):
                return found
            found = self.value(found, scope)
            scope = None
        return None

    def _is_changed_inside(self, node: ast.expr, scope: Scope | None) -> bool:
        """Whether somebody changes what is inside of what a name stands for."""
        while isinstance(node, (ast.Attribute, ast.Subscript)):
            node = node.value
        if not isinstance(node, ast.Name):
            return False
        scope = scope or self.names.scope_of.get(id(node))
        return scope is not None and self.names.is_changed(scope, node.id, deep=True)

    def _attribute(self, node: ast.Attribute, scope: Scope | None) -> ast.expr | None:
        values = self.attributes.get(node.attr, [])
        if isinstance(node.value, ast.Name):
            found = self._bound(node.value, scope)
            if isinstance(found, ast.ClassDef):
                own = [each for each in values if self.class_of.get(id(each)) is found]
                is_its = len(own) == 1 and all(id(each) in self.class_of for each in values)
                return own[0] if is_its and not is_data_class(found) and not found.decorator_list else None
            if node.value.id in INSTANCES and node.attr not in self.names.changed_attributes:
                owner = owner_of(scope or self.names.scope_of.get(id(node.value)))
                values = self.owned.get((node.attr, owner)) or values if owner is not None else values
                return values[0] if len(values) == 1 and self._is_certain(values[0]) else None
        held = self._held(node.value, scope)
        if isinstance(held, ast.Constant) and node.attr == "value" and isinstance(node.value, ast.Attribute):
            return held  # of a member of an enumeration
        if not isinstance(held, ast.Call):
            return None
        return self.options.get(node.attr) if last_name(held.func) in _PARSERS else self._item(held, node.attr)

    def _is_certain(self, value: ast.expr) -> bool:
        """Whether an attribute has a value whatever its object was made with: the fields of a data class are parameters."""
        owner = self.class_of.get(id(value))
        return owner is None or (not owner.bases and not owner.decorator_list)

    def _item(self, held: ast.expr | None, key: object) -> ast.expr | None:
        """Return what a known mapping, list or object has under a key."""
        if held is None or id(held) in self.changed:
            return None
        if isinstance(held, (ast.List, ast.Tuple)):
            items = [] if any(isinstance(each, ast.Starred) for each in held.elts) else held.elts
            return items[key] if isinstance(key, int) and -len(items) <= key < len(items) else None
        return self._fields(held).get(key) if isinstance(key, str) else None

    def _lacks(self, held: ast.expr, key: str) -> bool:
        """Whether it is certain that a mapping has nothing under a key."""
        fields = self._fields(held)
        return isinstance(held, ast.Dict) and len(fields) == len(held.keys) and key not in fields and id(held) not in self.changed

    def _first(self, node: ast.BoolOp, scope: Scope | None) -> ast.expr | None:
        """Return the part of ``a or b`` that it is, where the ones before it are known to be empty."""
        for number, each in enumerate(node.values if isinstance(node.op, ast.Or) else ()):
            value = self._held(each, scope)
            if value is None or not isinstance(value, (ast.Constant, ast.List, ast.Tuple, ast.Dict)):
                return None
            if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value:
                is_tried = number > 0 or self.choices.key(each) in self.choices.taken
                return value if is_tried else None  # a text may be chosen otherwise as well: each is read
            if value.value if isinstance(value, ast.Constant) else value.keys if isinstance(value, ast.Dict) else value.elts:
                return value
            if each is node.values[-1]:
                return value
        return None

    def _fields(self, node: ast.expr) -> dict[str, ast.expr]:
        """Return what a mapping or a made object has under its names; nothing where it has some under names that are computed."""
        fields = self._fields_of.get(id(node))
        if fields is None:
            fields = self._made(node) if isinstance(node, ast.Call) else {}
            if isinstance(node, ast.Dict):
                pairs = list(zip(node.keys, node.values, strict=True))
                fields = {key.value: value for key, value in pairs if isinstance(key, ast.Constant) and isinstance(key.value, str)}
                fields = fields if len(fields) == len(pairs) else {}
            self._fields_of[id(node)] = fields
        return fields

    def _made(self, call: ast.Call) -> dict[str, ast.expr]:
        """Return the fields of the mapping or the object of a data class that a call makes."""
        is_mapping = isinstance(call.func, ast.Name) and call.func.id == "dict"
        owner = self._bound(call.func) if isinstance(call.func, ast.Name) else None
        is_known = is_mapping if not isinstance(owner, ast.ClassDef) else is_data_class(owner)
        if not is_known and not is_mapping and not isinstance(owner, ast.ClassDef):
            return self._given_to(call)
        if not is_known or any(each.arg is None for each in call.keywords) or any(isinstance(each, ast.Starred) for each in call.args):
            return {}
        if is_mapping and call.args:
            return {}
        fields: dict[str, ast.expr] = {}
        if isinstance(owner, ast.ClassDef):
            for each in owner.body:
                if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name) and each.value is not None:
                    fields[each.target.id] = field_default(each.value)
        fields.update(zip(self.parameters(call.func), call.args, strict=False))
        fields.update((str(each.arg), each.value) for each in call.keywords)
        return fields

    def _given_to(self, call: ast.Call) -> dict[str, ast.expr]:
        """Return the fields of an object of a class from elsewhere: what it is given by name, and a model of ours behind a prompt.

        Its prompt is a request where the object is made, and not again wherever somebody looks at it.
        """
        name = last_name(call.func)
        if not name[:1].isupper() or any(isinstance(each, ast.Starred) for each in call.args):
            return {}
        model = self._held(call.args[1], None) if len(call.args) > 1 else None
        names = model_parameters(name, model.value) if isinstance(model, ast.Constant) else []
        fields = {**dict(zip(names, call.args, strict=False)), **{str(each.arg): each.value for each in call.keywords if each.arg}}
        return {name: value for name, value in fields.items() if not takes_prompt((name,))}

    def parameters(self, function: ast.expr) -> list[str]:
        """Return the names that positional arguments have in a function or a data class of the module; none of what is not known."""
        if isinstance(function, ast.Attribute):
            own = self.choices.method(function.attr)
            if own is not None:
                return parameters_in(own) if self.names_ours else []  # a prompt of a method may be for anybody
            return parameters_of(function.attr)
        found = self._bound(function) if isinstance(function, ast.Name) else None
        if isinstance(found, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return parameters_in(found)
        if isinstance(found, ast.ClassDef) and is_data_class(found):
            return [each.target.id for each in found.body if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)]
        return []

    def parameter(self, call: ast.Call, part: int | str) -> Binding | None:
        """Return the parameter that an argument of a call is, in the function or the method of the module that it calls; None of any other."""
        function = call.func
        found = self._bound(function) if isinstance(function, ast.Name) else self._own_method(function)
        scope = self.choices.scope_in(found) if isinstance(found, (ast.FunctionDef, ast.AsyncFunctionDef)) else None
        if scope is None:
            return None
        named = parameters_in(found)  # type: ignore[arg-type]
        name = part if isinstance(part, str) else named[part] if part < len(named) else ""
        return Binding(scope, name) if name in scope.parameters else None

    def _own_method(self, function: ast.expr) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
        """Return the method that is called of ``self``, or of an object of a class of the module."""
        if not isinstance(function, ast.Attribute):
            return None
        of: ast.expr | None = function.value
        if isinstance(of, ast.Name) and of.id not in INSTANCES:
            of = self.value(of)
        is_made = isinstance(of, ast.Call) and isinstance(of.func, ast.Name) and isinstance(self._bound(of.func), ast.ClassDef)
        return self.choices.method(function.attr) if is_made or isinstance(of, ast.Name) else None

    def one_mapping(self, call: ast.Call) -> tuple[ast.Dict, Chosen[ast.expr]] | None:
        """Return the literal that a function of the module returns which does nothing else, and what its parameters are in a call."""
        found = self._bound(call.func) if isinstance(call.func, ast.Name) else self._own_method(call.func)
        if isinstance(found, (ast.FunctionDef, ast.AsyncFunctionDef)):
            last = found.body[-1]
            others = [each for each in found.body[:-1] if not isinstance(each, ast.Expr) or not isinstance(each.value, ast.Constant)]
            made = last.value if isinstance(last, ast.Return) and not others and not found.decorator_list else None
        elif isinstance(found, ast.Lambda):
            made = found.body
        else:
            return None
        given = self.choices.given(found, call)
        return (made, given) if isinstance(made, ast.Dict) and given is not None else None

    def is_own(self, function: ast.expr) -> bool:
        """Whether the module defines what it calls."""
        if isinstance(function, ast.Attribute):
            return self.choices.method(function.attr) is not None
        return isinstance(function, ast.Name) and isinstance(self._bound(function), (ast.AST))

    def asks(self, function: ast.expr) -> bool:
        """Whether a function of the module does nothing with the prompt that it is given but ask its user: ``input(f"{prompt}: ")``."""
        own = self.choices.method(function.attr) if isinstance(function, ast.Attribute) else None
        own = self._bound(function) if isinstance(function, ast.Name) else own  # type: ignore[assignment]
        if not isinstance(own, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return False
        if id(own) not in self._asking:
            named = [name for name in parameters_in(own) if takes_prompt((name,))]
            inside = list(ast.walk(own))
            used = {id(each) for each in inside if isinstance(each, ast.Name) and each.id in named}
            calls = [
                each for each in inside if isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and not self.is_own(each.func)
            ]
            asked = given_by_position([call for call in calls if asks_user(last_name(call.func))])
            shown = given_by_position([call for call in calls if last_name(call.func) == "print"])
            self._asking[id(own)] = bool(used & asked) and used <= asked | shown
        return self._asking[id(own)]

    def _grows(self, node: ast.Name, scope: Scope | None) -> bool:
        """Whether somebody changes under this name what has another one as well: ``refs = shot["refs"]``, ``refs.append(…)``."""
        scope = scope or self.names.scope_of.get(id(node))
        return scope is not None and self.names.is_changed(scope, node.id) and not self.names.is_changed(scope, node.id, deep=True)

    def _bound(self, node: ast.Name, scope: Scope | None = None) -> object:
        scope = scope or self.names.scope_of.get(id(node))
        value = self.names.value(scope, node.id) if scope is not None else None
        if value is not None or scope is None:
            return value
        reaching = self.reaching(node, scope)
        return reaching[0].value if len(reaching) == 1 else None

    def reaching(self, node: ast.Name, scope: Scope) -> list[Definition]:
        """Return what a name stands for that its function binds several times: one thing, or each of several; nothing if that is not certain."""
        holder = scope.holder(node.id)
        if holder is None or holder.bound[node.id] < 2:
            return []
        inside: Scope | None = scope
        while inside is not None and inside is not holder:
            if inside in self.choices.functions:
                return []  # it is called later
            inside = inside.outer
        return self.definitions.reaching(holder, node.id, (node.lineno, node.col_offset))

    def _blocks_of(self, scope: Scope) -> Iterator[Block]:
        function = self.choices.functions.get(scope)
        is_named = isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef))
        return blocks(function.body if is_named else self._module.body if scope is self.names.module else [])  # type: ignore[union-attr]

    def is_imported(self, node: ast.Name) -> bool:
        """Whether a name is that of a module, or of something in one."""
        return isinstance(self._bound(node), str)

    def imported(self, node: ast.Name) -> str:
        """Return the dotted name under which others know what a name stands for: its own where it is not imported."""
        value = self._bound(node)
        return value if isinstance(value, str) else node.id


def owner_of(scope: Scope | None) -> Scope | None:
    """Return the scope of the class that something is inside of."""
    while scope is not None and not scope.hidden:
        scope = scope.outer
    return scope
