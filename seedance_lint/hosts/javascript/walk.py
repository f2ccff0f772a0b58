"""Walks over a script once, and notes beside its names which calls surround what, and what may be a request."""

from collections.abc import Callable

from seedance_lint.annotations import Any
from seedance_lint.hosts.javascript.bindings import FUNCTIONS, Bindings
from seedance_lint.hosts.javascript.elements import ELEMENTS, may_be_request
from seedance_lint.hosts.javascript.places import Offsets, children, unwrapped
from seedance_lint.hosts.program.calls import Around, Link
from seedance_lint.hosts.program.commands import runs_command
from seedance_lint.hosts.program.known_calls import builder_parameters, only_looks_at, parameters_of, types_text
from seedance_lint.hosts.program.names import Binding, Scope
from seedance_lint.hosts.program.setters import sets_prompt
from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple

_CHANGES = frozenset(("push", "unshift", "splice", "pop", "shift", "assign", "set", "append", "defineProperty", "merge", "extend"))
_CHANGES_FIRST = frozenset(("assign", "set", "defineProperty", "merge", "extend"))
"""Functions that change what they are given first."""

_FORMS = frozenset(("URLSearchParams", "qs.stringify", "querystring.stringify"))
"""What makes form fields of the mapping that it is given: the values become texts."""

_MAKERS = frozenset(("assign", "freeze", "seal", "structuredClone", "FormData"))
"""Last names of functions and classes that may make a mapping out of known ones."""

_HANDED_ON = frozenset(("object", "array", "identifier"))
"""Arguments that a function of the script may hand on as the body of a request."""

_FIELDS = frozenset(("append", "set"))


class Field(NamedTuple):
    """One field that is added to a form (``form.append("prompt", …)``)."""

    scope: Scope
    call: Any


class Walk(Bindings):
    """One walk over a script; what it noted is complete once it is made."""

    def __init__(self, offsets: Offsets, root: Any) -> None:
        super().__init__(offsets, root)
        self.containers: list[Any] = []
        """Arrays, objects, and calls that may make one."""
        self.templates: list[Any] = []
        """Templates, in which whole documents may be."""
        self.helps: list[Any] = []
        """Strings, and sums of them, in which examples of command lines may be."""
        self._summed: set[int] = set()
        """Sums that are parts of longer ones, by their identity."""
        self.commands: list[Any] = []
        self.programs: dict[int, Any] = {}  # by the list of words behind it: a node knows what it is in only by a walk from the root
        """What may be the command that a function runs."""
        self.links: dict[int, Link] = {}
        """Identity of an array, an object or a form to what surrounds it."""
        self.fields: dict[str, list[Field]] = {}
        """What is added to forms, by the names that these are read by."""
        self.forms: list[tuple[Any, Scope]] = []
        """Mappings whose values are sent as texts."""
        self._walk()
        self.names.settle()

    def _walk(self) -> None:
        stack = self._stack
        visits = _VISITS
        while stack:
            node, scope, around = stack.pop()
            visit = visits.get(node.type)
            if visit is not None:
                visit(self, node, scope, around)
            else:
                stack += [(child, scope, around) for child in node.named_children]

    def _container(self, node: Any, scope: Scope, around: Around) -> None:
        self.containers.append(node)
        if around.links is not None:
            self.links[node.id] = around.links
        parts = node.named_children
        if node.type == "object":
            self._spreads.update(inner[0].id for child in parts if child.type == "spread_element" and (inner := children(child)))
        self._push(parts, scope, around)

    def _template(self, node: Any, scope: Scope, around: Around) -> None:
        self.templates.append(node)
        self._push(node.named_children, scope, around)

    def _string(self, node: Any, scope: Scope, around: Around) -> None:  # noqa: ARG002  # as each visit
        if HELP.search(self._offsets.written(node)) is not None:
            self.helps.append(node)

    def _sum(self, node: Any, scope: Scope, around: Around) -> None:
        is_part = node.id in self._summed
        if not is_part and node.end_byte - node.start_byte <= _LONGEST_HELP and HELP.search(self._offsets.written(node)) is not None:
            self.helps.append(node)
        self._summed.update(child.id for child in node.named_children if child.type == node.type)
        self._stack += [(child, scope, around) for child in node.named_children]

    def _element(self, node: Any, scope: Scope, around: Around) -> None:
        if may_be_request(self._offsets, node):
            self.containers.append(node)
        self._push(node.named_children, scope, around)

    def _call(self, node: Any, scope: Scope, around: Around) -> None:
        function = node.child_by_field_name("function" if node.type == "call_expression" else "constructor")
        arguments = node.child_by_field_name("arguments")
        if function is None or arguments is None:
            self._push(node.named_children, scope, around)
            return
        name = self.last(function)
        given = children(arguments) if arguments.type == "arguments" else []
        if function.type == "member_expression" and name in _CHANGES:
            self._change(function.child_by_field_name("object"), scope)
            self._note_field(node, function, name, scope)
            if name in _CHANGES_FIRST and given:
                self._change(given[0], scope)
        self.choices.note_call(node, function, given, scope)
        if name == "assign":
            self._spreads.update(each.id for each in given)
        if given and (name in _FORMS or (name == "stringify" and self._offsets.written(function) in _FORMS)):
            self.forms.append((unwrapped(given[0]), scope))
        if len(given) > 1 and given[0].type == "string" and given[1].type == "array":
            self.programs[given[1].id] = given[0]
        if given and runs_command(name):
            self.commands.append(unwrapped(given[0]))
        for each in given:
            if each.type == "identifier" and not only_looks_at(name, written := self._offsets.written(each)):
                self.names.handed.append((Binding(scope, written), name if function.type == "identifier" else ""))
        inside = around.inside(node, name)
        if name in _MAKERS or (
            given
            and (
                function.type == "identifier"
                or parameters_of(name)
                or types_text(name)
                or sets_prompt(name)
                or builder_parameters(name, "", (), files=False)
            )
        ):
            self.containers.append(node)
            if inside.links is not None and inside.links.outer is not None:
                self.links[node.id] = inside.links.outer
        for child in node.named_children:
            if child.id != arguments.id:
                self._stack.append((child, scope, around))
            elif not given:
                self._stack.append((child, scope, inside))
            else:
                self._push([each for each in child.named_children if each.type == "comment"], scope, inside)
                self._stack += [
                    (each, scope, inside.given(number) if unwrapped(each).type in _HANDED_ON else inside)
                    for number, each in enumerate(given)
                ]

    def _note_field(self, node: Any, function: Any, name: str, scope: Scope) -> None:
        base = unwrapped(function.child_by_field_name("object"))
        if name in _FIELDS and base is not None and base.type == "identifier":
            self.fields.setdefault(self._offsets.written(base), []).append(Field(scope, node))


_LONGEST_HELP = 10_000
"""Bytes of a sum of strings that is looked at."""
HELP = Pattern(r"--[\w-]*prompt[ =]|(?:eedance|reamina|imeng)[\w-]*\.m?[jt]s ")
"""What a text has that shows a command with a prompt."""

_VISITS: dict[str, Callable[[Walk, Any, Scope, Around], None]] = {
    "string": Walk._string,
    "binary_expression": Walk._sum,
    **dict.fromkeys(("number", "property_identifier", "type_identifier", "predefined_type", "regex", "this"), Walk._nothing),
    "comment": Walk._comment,
    "identifier": Walk._identifier,
    "shorthand_property_identifier": Walk._identifier,
    "statement_block": Walk._block,
    "for_statement": Walk._block,
    "switch_body": Walk._block,
    "for_in_statement": Walk._headed,
    "catch_clause": Walk._headed,
    "lexical_declaration": Walk._declaration,
    "variable_declaration": Walk._declaration,
    **dict.fromkeys(FUNCTIONS, Walk._function),
    "return_statement": Walk._return,
    "class_declaration": Walk._class,
    "abstract_class_declaration": Walk._class,
    "class": Walk._class,
    "enum_declaration": Walk._class,
    "field_definition": Walk._class_field,
    "public_field_definition": Walk._class_field,
    "import_statement": Walk._import,
    "assignment_expression": Walk._assignment,
    "augmented_assignment_expression": Walk._assignment,
    "update_expression": Walk._update,
    "object": Walk._container,
    "array": Walk._container,
    "template_string": Walk._template,
    **dict.fromkeys(ELEMENTS, Walk._element),
    "call_expression": Walk._call,
    "new_expression": Walk._call,
}  # fmt: skip
