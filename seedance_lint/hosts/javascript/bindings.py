"""What the names of a script are bound to, scope by scope: declarations, patterns, functions, classes, imports, assignments."""

from collections.abc import Iterator

from seedance_lint.annotations import Any
from seedance_lint.hosts.javascript.choices import Choices
from seedance_lint.hosts.javascript.flow import is_fallback
from seedance_lint.hosts.javascript.patterns import taken_by
from seedance_lint.hosts.javascript.places import Offsets, children, unwrapped
from seedance_lint.hosts.program.calls import NOWHERE, Around
from seedance_lint.hosts.program.flow import Definition
from seedance_lint.hosts.program.known_calls import calls_known, takes_prompt
from seedance_lint.hosts.program.names import Binding, Names, Scope, Use
from seedance_lint.source.span import Span

FUNCTIONS = frozenset((
    "function_declaration", "generator_function_declaration", "function_expression", "generator_function", "arrow_function", "method_definition",
))  # fmt: skip

_TEXTS = frozenset(("string", "template_string"))

_OF_THIS = frozenset(("accessibility_modifier", "readonly"))
"""What makes a parameter of a constructor a property as well: ``constructor(private prompt: string)``."""

_OWN_MODULES = ("./", "../", "@/", "~/", "src/")


class OwnName(str):
    """A name that a module of the same project exports: what a provider's client calls by that name has nothing to do with it."""

    __slots__ = ()


class Bindings:
    """The part of a walk over a script that notes what its names are bound to."""

    def __init__(self, offsets: Offsets, root: Any) -> None:
        self._offsets = offsets
        self.names = Names()
        self.choices = Choices(offsets)
        self.comments: list[Span] = []
        self.attributes: dict[str, list[Any]] = {}
        """What is bound to properties of ``this``, by their names."""
        self.form_data: dict[int, Binding] = {}
        """Identity of a ``new FormData()`` to the name that it is bound to."""
        self.assigned: list[tuple[Any, Any, Scope]] = []
        """What names and properties are bound to: target, value, and the scope of the target."""
        self._spreads: set[int] = set()
        self._named: dict[int, Binding] = {}
        """Identity of a function to the name that it has."""
        self._returns: dict[Scope, Around] = {}
        """The scope of a function to where what it returns stands: wherever it is called."""
        self._stack: list[tuple[Any, Scope, Around]] = [(root, self.names.module, NOWHERE)]

    def _push(self, nodes: list[Any], scope: Scope, around: Around) -> None:
        self._stack += [(node, scope, around) for node in nodes]

    def _nothing(self, node: Any, scope: Scope, around: Around) -> None:
        """Leave out what has no parts of interest."""

    def _comment(self, node: Any, scope: Scope, around: Around) -> None:  # noqa: ARG002
        self.comments.append(self._offsets.span(node))

    def _identifier(self, node: Any, scope: Scope, around: Around) -> None:
        use = Use(scope, node.start_byte, around.links, node.id in self._spreads)
        self.names.read(node.id, self._offsets.written(node), use)

    def _block(self, node: Any, scope: Scope, around: Around) -> None:
        self._push(node.named_children, scope.inner(block=True), around)

    def _headed(self, node: Any, scope: Scope, around: Around) -> None:
        """Enter a loop or a handler, whose head binds names of its block."""
        inner = scope.inner(block=True)
        bound = node.child_by_field_name("parameter" if node.type == "catch_clause" else "left")
        if bound is not None:
            self._pattern(bound, inner, around)
            items = node.child_by_field_name("right")
            if items is not None:
                self.choices.note_loop(bound, items, inner)
        self._push([child for child in node.named_children if bound is None or child.id != bound.id], inner, around)

    def _declaration(self, node: Any, scope: Scope, around: Around) -> None:
        holder = scope.function if node.type == "variable_declaration" else scope
        for child in node.named_children:
            if child.type == "variable_declarator":
                self._declarator(child, holder, scope, around)
            else:
                self._stack.append((child, scope, around))

    def _declarator(self, node: Any, holder: Scope, scope: Scope, around: Around) -> None:
        target, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        if target is None:
            self._push(node.named_children, scope, around)
            return
        self._push(
            [child for child in node.named_children if child.id not in (target.id, value.id if value is not None else None)], scope, around
        )
        if target.type != "identifier":
            self._pattern(target, holder, around, held=self._state(target, value), of=unwrapped(value))
            if value is not None:
                self._stack.append((value, scope, around))
            return
        name = self._offsets.written(target)
        if value is None:
            holder.declare(name)
            return
        text = self.state_text(value, "plain_states")
        holder.bind(name, value if text is None else text)
        self.names.define(holder, name, Definition(target.start_byte, value.end_byte, value if text is None else text))
        inner = unwrapped(value)
        if inner.type in FUNCTIONS:
            self._named[inner.id] = Binding(holder, name)
        self.assigned.append((target, inner, holder))
        if inner.type == "new_expression" and self.last(inner.child_by_field_name("constructor")) == "FormData":
            self.form_data[inner.id] = Binding(holder, name)
        self._stack.append((value, scope, around.bound_to(Binding(holder, name))))

    def state_text(self, value: Any, kind: str) -> Any:
        """Return the text with which a component begins what it keeps, by a call of a kind: ``ref("…")``; None for every other value."""
        call = unwrapped(value)
        function = call.child_by_field_name("function") if call is not None and call.type == "call_expression" else None
        if function is None or self._offsets.written(function) not in calls_known(kind):
            return None
        return self._only_text(call)

    def _only_text(self, call: Any) -> Any:
        given = children(call.child_by_field_name("arguments"))
        is_text = len(given) == 1 and given[0].type in _TEXTS
        return given[0] if is_text and self._offsets.written(given[0])[1:-1].strip() else None  # an empty one waits for the user

    def _state(self, target: Any, value: Any) -> Any:
        """Return the text that a state of a page begins with: ``const [prompt, setPrompt] = useState("…")``; None for every other value."""
        call = unwrapped(value)
        is_state = target.type == "array_pattern" and call is not None and call.type == "call_expression"
        if not is_state or self.last(call.child_by_field_name("function")) != "useState":
            return None
        return self._only_text(call)

    def _pattern(self, node: Any, scope: Scope, around: Around, *, given: bool = False, held: Any = None, of: Any = None) -> None:
        """Bind all names of a pattern in a scope; ``given``: they are parameters; ``held`` is what the first one stands for, ``of`` what all are parts of.

        A prompt is the text that it has where none is given.
        """
        waiting = [(node, of)]
        while waiting:
            here, of = waiting.pop()
            kind = here.type
            if kind in ("identifier", "shorthand_property_identifier_pattern"):
                name = self._offsets.written(here)
                scope.bind(name, held or of)
                since = here.end_byte if held is None else held.end_byte
                self.names.define(scope, name, Definition(here.start_byte, since, held or of, is_parameter=given))
                held = None
                if given:
                    scope.parameters.add(name)
            elif kind in ("assignment_pattern", "object_assignment_pattern"):
                left, right = here.child_by_field_name("left"), here.child_by_field_name("right")
                is_text = right is not None and right.type in _TEXTS and not given
                if left is not None and is_text and takes_prompt((self._offsets.written(left),)):
                    scope.bind(self._offsets.written(left), right)
                    self.names.define(scope, self._offsets.written(left), Definition(left.start_byte, right.end_byte, right))
                elif left is not None:
                    waiting.append((left, None))
                self._push([right] if right is not None else [], scope, around)
            elif kind in ("required_parameter", "optional_parameter"):
                pattern = here.child_by_field_name("pattern")
                if pattern is not None and any(each.type in _OF_THIS for each in here.children):
                    self.attributes.setdefault(self._offsets.written(pattern), []).append(pattern)
                    self.names.scope_of[pattern.id] = scope
                waiting += [(pattern, None)] if pattern is not None else []
                self._push([child for child in here.named_children if pattern is None or child.id != pattern.id], scope, around)
            elif kind == "pair_pattern":
                value = here.child_by_field_name("value")
                waiting += [(value, None)] if value is not None else []
            elif kind in ("object_pattern", "array_pattern", "rest_pattern", "formal_parameters"):
                waiting += [*taken_by(here, of)][::-1]
            else:
                self._stack.append((here, scope, around))

    def _function(self, node: Any, scope: Scope, around: Around) -> None:  # noqa: ARG002  # it is called later, if at all
        name = node.child_by_field_name("name")
        parameters = node.child_by_field_name("parameters") or node.child_by_field_name("parameter")
        inner = scope.inner()
        self.choices.note_function(node, inner)
        if name is not None and name.type == "identifier":
            holder = scope if node.type.endswith("declaration") else inner
            holder.bind(self._offsets.written(name), node)
            self._named.setdefault(node.id, Binding(holder, self._offsets.written(name)))
        if node.id in self._named:
            self._returns[inner] = NOWHERE.bound_to(self._named[node.id])
        if parameters is not None:
            self._pattern(parameters, inner, NOWHERE, given=True)
        body = node.child_by_field_name("body")
        is_made = body is not None and body.type != "statement_block"
        known = [each.id for each in (name, parameters, body if is_made else None) if each is not None]
        self._push([child for child in node.named_children if child.id not in known], inner, NOWHERE)
        if is_made:
            self._stack.append((body, inner, self._returns.get(inner, NOWHERE)))

    def _return(self, node: Any, scope: Scope, around: Around) -> None:
        self._push(node.named_children, scope, self._returns.get(scope.function, around))

    def _class(self, node: Any, scope: Scope, around: Around) -> None:  # noqa: ARG002
        name = node.child_by_field_name("name")
        if name is not None:
            scope.bind(self._offsets.written(name), node if node.type in ("class_declaration", "enum_declaration") else None)
        self._push([child for child in node.named_children if name is None or child.id != name.id], scope, NOWHERE)

    def _class_field(self, node: Any, scope: Scope, around: Around) -> None:
        name = node.child_by_field_name("name") or node.child_by_field_name("property")
        value = node.child_by_field_name("value")
        if name is not None and value is not None:
            self.attributes.setdefault(self._offsets.written(name), []).append(unwrapped(value))
        self._push(node.named_children, scope, around)

    def _import(self, node: Any, scope: Scope, around: Around) -> None:  # noqa: ARG002
        source = node.child_by_field_name("source")
        is_own = source is not None and self._offsets.written(source).strip("'\"").startswith(_OWN_MODULES)
        waiting = [node]
        while waiting:
            here = waiting.pop()
            if here.type == "comment":
                self.comments.append(self._offsets.span(here))
            elif here.type == "import_specifier":
                name, alias = here.child_by_field_name("name"), here.child_by_field_name("alias")
                if name is not None:
                    exported = self._offsets.written(name)
                    scope.bind(self._offsets.written(alias or name), OwnName(exported) if is_own else exported)
            elif here.type == "identifier":
                scope.bind(self._offsets.written(here), OwnName(self._offsets.written(here)) if is_own else None)
            else:
                waiting += here.named_children

    def _assignment(self, node: Any, scope: Scope, around: Around) -> None:
        target, value = node.child_by_field_name("left"), node.child_by_field_name("right")
        if target is None or value is None or node.type != "assignment_expression":
            if target is not None:
                self._rebind(target, value if is_fallback(node) else None, scope)
                self._change(target, scope)
            self._push(node.named_children, scope, around)
            return
        inner = unwrapped(value)
        base = _base(target)
        self.assigned.append((target, inner, scope))
        if target.type == "identifier":
            self._rebind(target, value, scope)
        else:
            if target.type in ("member_expression", "subscript_expression"):
                self._change(target.child_by_field_name("object"), scope)
                self.attributes.setdefault(self.last(target), []).append(inner)
            else:
                for each in _identifiers(target):
                    self._rebind(each, None, scope)
            self._stack.append((target, scope, around))
        is_named = base is not None and base.type == "identifier"
        self._stack.append((value, scope, around.bound_to(Binding(scope, self._offsets.written(base))) if is_named else around))

    def _update(self, node: Any, scope: Scope, around: Around) -> None:
        for child in node.named_children:
            self._rebind(child, None, scope)
        self._push(node.named_children, scope, around)

    def _rebind(self, target: Any, value: Any, scope: Scope) -> None:
        if target.type in ("identifier", "shorthand_property_identifier_pattern"):
            place = Definition(target.start_byte, (target if value is None else value).end_byte, value)
            self.names.rebound.append((Binding(scope, self._offsets.written(target)), value, place))

    def last(self, node: Any) -> str:
        """Return the last name of ``client.videos.create``."""
        node = unwrapped(node)
        if node is None:
            return ""
        if node.type in ("member_expression", "subscript_expression"):
            node = node.child_by_field_name("property") or node.child_by_field_name("index")
        if node is None:
            return ""
        return self._offsets.written(node).strip("'\"`") if node.type in ("identifier", "property_identifier", "string") else ""

    def _change(self, target: Any, scope: Scope) -> None:
        node = unwrapped(target)
        while node is not None and node.type in ("member_expression", "subscript_expression"):
            self.names.changed_attributes.add(self.last(node))
            node = unwrapped(node.child_by_field_name("object"))
        if node is not None and node.type == "identifier":
            self.names.changes.append(Binding(scope, self._offsets.written(node)))
            if node.id != unwrapped(target).id:
                self.names.deep_changes.append(Binding(scope, self._offsets.written(node)))


def _base(node: Any) -> Any:
    """Return the name that is in front of all properties and indices; None if there is none."""
    node = unwrapped(node)
    while node is not None and node.type in ("member_expression", "subscript_expression"):
        node = unwrapped(node.child_by_field_name("object"))
    return node if node is not None and node.type == "identifier" else None


def _identifiers(node: Any) -> Iterator[Any]:
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if here.type in ("identifier", "shorthand_property_identifier_pattern"):
            yield here
        waiting += here.named_children
