"""Makes located values of the syntax tree of a script: what is there as a literal, and what is known not to."""

from collections.abc import Iterable, Iterator
from itertools import takewhile

from seedance_lint.annotations import Any
from seedance_lint.hosts import pages
from seedance_lint.hosts.javascript.calls import Calls
from seedance_lint.hosts.javascript.elements import ELEMENTS, entries
from seedance_lint.hosts.javascript.names import REFERRING, Survey
from seedance_lint.hosts.javascript.numbers import number
from seedance_lint.hosts.javascript.optional import optional_fields
from seedance_lint.hosts.javascript.placed import CallReader
from seedance_lint.hosts.javascript.places import Offsets, call_with, children, unwrapped
from seedance_lint.hosts.javascript.texts import Texts
from seedance_lint.hosts.located import Form, Node, Template
from seedance_lint.hosts.program import trees as program_trees
from seedance_lint.hosts.program.commands import may_be_words
from seedance_lint.hosts.program.growth import Addition, settled
from seedance_lint.hosts.program.known_calls import (
    asks_user,
    is_certain,
    is_file_part,
    takes_prompt,
)
from seedance_lint.hosts.program.mappings import Entry, NameString, computed, is_ours, mapping, sequence
from seedance_lint.hosts.program.placed_arguments import behind_file
from seedance_lint.hosts.program.prompt_lists import SHORTEST, offers
from seedance_lint.hosts.program.prompts import may_hold_prompt
from seedance_lint.hosts.program.typed_prompts import drives_pages
from seedance_lint.hosts.program.usage import may_have
from seedance_lint.hosts.program.whole import MODEL, gives_model, noted
from seedance_lint.source.span import Span

_MOST_STEPS = 10
"""Names, parts and ``await`` around the call that makes a value."""

_WORDS: dict[str, object] = {"true": True, "false": False, "null": None}
_COPIES = frozenset(("Object.freeze", "Object.seal", "structuredClone"))
"""Functions that return the mapping that they are given."""

_AROUND_LISTS = frozenset(("as_expression", "satisfies_expression", "parenthesized_expression"))
"""What may be between a list and its name."""


class Reader(CallReader):
    """Reads the object literals of one script."""

    _offsets: Offsets
    _survey: Survey

    def __init__(self, text: str, root: Any) -> None:
        self._root = root
        offsets = Offsets(text)
        survey = Survey(offsets, root)
        survey.names_ours = is_ours(text)
        survey.drives_pages = drives_pages(text)
        texts = Texts(offsets, survey)
        super().__init__(offsets, survey, texts, Calls(offsets, survey, texts))
        survey.choices.text = self._whole

    def _calls_own(self, expression: Any) -> bool:
        function = expression.child_by_field_name("function") if expression.type == "call_expression" else None
        return function is not None and (self._survey.is_own(function) or self._survey.own_method(function) is not None)

    def _takes_from_elsewhere(self, expression: Any) -> bool:
        for each in children(expression) if expression.type == "object" else ():
            key = each.child_by_field_name("key") if each.type == "pair" else each
            is_field = each.type in ("pair", "shorthand_property_identifier") and may_hold_prompt(self._offsets.written(key).strip("'\""))
            if is_field and self._is_imported(each.child_by_field_name("value") or each):
                return True
        return False

    @staticmethod
    def _given(call: Any) -> list[Any]:
        arguments = call.child_by_field_name("arguments")
        return children(arguments) if arguments is not None else []

    def _is_imported(self, node: Any) -> bool:
        """Whether an expression is, or is made by, what the script imports."""
        for _ in range(_MOST_STEPS):
            node = unwrapped(node)
            if node is None:
                return False
            if node.type == "await_expression":
                node = children(node)[0]
            elif node.type == "call_expression" and any(unwrapped(each).type == "object" for each in self._given(node)):
                return False  # it is given what it makes that of
            elif node.type in ("call_expression", "member_expression", "subscript_expression"):
                node = node.child_by_field_name("function") or node.child_by_field_name("object")
        return node.type in ("identifier", "shorthand_property_identifier") and self._survey.is_imported(node)

    def _anew(self) -> "Reader":
        reader: Reader = object.__new__(Reader)
        reader._root = self._root
        CallReader.__init__(reader, self._offsets, self._survey, Texts(self._offsets, self._survey), self._calls)
        return reader

    _unwrapped = staticmethod(unwrapped)

    @staticmethod
    def _identity(node: Any) -> int:
        return int(node.id)

    @staticmethod
    def _extent(node: Any) -> tuple[int, int]:
        return node.start_byte, node.end_byte

    def broken(self) -> int | None:
        """Return where the first part is that is not a program; None if all of it is."""
        at = program_trees.broken(self._root, self._offsets.written)
        return None if at is None else self._offsets.offset(at)

    def pages(self) -> Iterator[Node]:
        """Yield the templates that may be documents of their own."""
        for template in self._survey.templates:
            if pages.may_be(self._offsets.written(template)) and (made := self._text(template)) is not None:
                yield made

    def comments(self) -> Iterable[Span]:
        """Return the comments in which code may be shown, of a script that names our product."""
        return sorted(self._survey.comments) if self._survey.names_ours else ()

    def offered(self) -> Iterator[list[Node]]:
        """Yield the texts of arrays that are called prompts to choose from, of a script that names our product."""
        for node in self._survey.containers if self._survey.names_ours else ():
            items = children(node) if node.type == "array" else []
            if len(items) < SHORTEST or any(each.type not in ("string", "template_string") for each in items):
                continue
            held = node.parent
            while held is not None and held.type in _AROUND_LISTS:
                held = held.parent
            name = (held.child_by_field_name("name") or held.child_by_field_name("key")) if held is not None else None
            if name is not None and offers(self._offsets.written(name).strip("'\"")):
                made = [self._text(each) for each in items]
                yield [each for each in made if each is not None] if None not in made else []

    def descriptions(self) -> Iterator[Node]:
        """Yield the templates in which examples of command lines may be, of a script that names our product."""
        for template in self._survey.templates if self._survey.names_ours else ():
            written = self._offsets.written(template)
            if may_have(written) and (made := self._text(template)) is not None:
                is_page = pages.may_be(written) and pages.suffix_of(str(made.value)) is not None
                yield from () if is_page else (made,)
        end = 0
        for node in sorted(self._survey.helps, key=lambda node: (node.start_byte, -node.end_byte)) if self._survey.names_ours else ():
            if node.start_byte >= end:  # else it is in a sum
                end = node.end_byte
                made = self._text(node)
                yield from () if made is None or isinstance(made.value, Template) else (made,)

    def _outermost(self, node: Any) -> Node | None:
        kind = node.type
        if kind == "object":
            call = call_with(node)
            made = self._object(node)
            if call is None:
                return made
            takes_model = gives_model(made, self._survey.last(call.child_by_field_name("function")))
            return noted(made) if self._makes_video(call, takes_model=takes_model) else made
        if kind == "array":
            return self._array(node) if any(map(self._is_text_part, node.named_children)) else self._command(node)
        if kind == "call_expression":
            return self._chained(node) or self._assigned(node) or self._arguments(node)
        if kind in ELEMENTS:
            found = list(entries(self._offsets, node, self._entry))
            return self._mapping(node, [each for each in found if each is not None], open=None in found)
        return self._form(node) or self._arguments(node) if kind == "new_expression" else None

    def _command(self, node: Any) -> Node | None:
        """Return what a command sends that is an array of its words; None if no prompt is among them."""
        items = children(node)
        before = self._survey.programs.get(node.id)
        program = self._text(before) if before is not None else None
        written = [self._offsets.written(each).strip("'\"`") for each in items if each.type in ("string", "template_string")]
        if not may_be_words([*written, *([program.value] if program is not None else [])]):
            return None
        words = [self._value(self._sent_as_text(each)) or computed(self._offsets.span(each)) for each in items]
        return self._sent(node, words if program is None else [program, *words])  # spawn("program", ["--prompt", …])

    def _sent_as_text(self, node: Any) -> Any:
        """Return what ``JSON.stringify`` writes down; every other expression itself."""
        function = node.child_by_field_name("function") if node.type == "call_expression" else None
        given = children(node.child_by_field_name("arguments")) if function is not None else []
        return given[0] if given and self._offsets.written(function) == "JSON.stringify" else node

    def _arguments(self, node: Any) -> Node | None:
        """Return what a function of the script is called with, by the names of its parameters; None if none of them is a prompt."""
        listed = node.child_by_field_name("arguments")
        given = children(listed) if listed is not None and listed.type == "arguments" else []
        function = node.child_by_field_name("function") or node.child_by_field_name("constructor")
        if asks_user(self._survey.last(function)):
            return None
        parameters = self._placed(node, given) or self._survey.parameters(function)
        if given and not takes_prompt(parameters):
            parameters = self._helped(function, given) or parameters
        if not parameters and given:
            parameters = self._built_with(node, given) or self._typed(function, given)
        first = self._text(given[0]) if given else None
        parameters = behind_file(parameters, first.value if first is not None else None)
        if not takes_prompt(parameters[: len(given)]) or (parameters and unwrapped(given[0]).type == "object"):
            return None
        if any(self._has_prompt(unwrapped(each)) for each in given):  # which says it all by itself
            return None
        known = list(takewhile(lambda each: each.type != "spread_element", given))
        entries = [self._entry(Node(self._offsets.span(each), name), each) for name, each in zip(parameters, known, strict=False) if name]
        self.is_partial = self.is_partial or any(entry.value is None for entry in entries)
        made = mapping(self._offsets.span(node), entries, open=len(known) < len(given))
        takes_model = MODEL in parameters[:2]
        is_named = all(map(bool, parameters[: len(given)]))
        return noted(made) if is_named and len(given) <= len(parameters) and self._makes_video(node, takes_model=takes_model) else made

    def _has_prompt(self, node: Any) -> bool:
        pairs = children(node) if node.type == "object" else []
        names = [self._offsets.written(pair.child_by_field_name("key") or pair).strip("'\"") for pair in pairs]
        return "prompt" in names

    def _read(self, node: Any) -> Node | None:
        kind = node.type
        if kind in REFERRING:
            value = self._survey.value(node)
            if value is not None and value.id != node.id:
                if value.type in ("array", "object") and value.id not in self._survey.parts:
                    return None if value.id in self._survey.changed or value.id in self._survey.handed else self._borrowed(value)
                return self._value(value)
            if kind != "binary_expression":
                return None
        text = self._text(node)
        if text is not None:
            return text
        if kind == "object":
            return self._object(node)
        if kind == "array":
            return self._command(node) or self._array(node)
        if kind in _WORDS:
            return Node(self._offsets.span(node), _WORDS[kind])
        if kind == "number":
            value = number(self._offsets.written(node))
            return Node(self._offsets.span(node), value) if value is not None else None
        if kind == "unary_expression" and node.named_children and node.named_children[0].type == "number":
            value = number(self._offsets.written(node.named_children[0]))
            is_minus = self._offsets.written(node).startswith("-")
            return Node(self._offsets.span(node), -value) if value is not None and is_minus else None
        if kind == "await_expression" and (awaited := unwrapped(children(node)[0])).type == "call_expression":
            return self._array(node) if self._makes_array(awaited) else None
        if kind == "call_expression":
            return self._assigned(node) or (self._array(node) if self._makes_array(node) else None)
        return self._form(node) if kind == "new_expression" else None

    def _is_made(self, node: Any) -> bool:
        for _ in range(_MOST_STEPS):
            node = unwrapped(node)
            kind = node.type
            if kind == "await_expression":
                node = children(node)[0]
            elif kind == "call_expression":
                return is_certain(self._survey.last(node.child_by_field_name("function")))
            elif kind in ("member_expression", "subscript_expression") and (_is_numbered(node) or is_file_part(self._survey.last(node))):
                node = node.child_by_field_name("object")
            elif kind in ("identifier", "shorthand_property_identifier") and (value := self._survey.value(node)) is not None:
                node = value
            else:
                return False
        return False

    def _literal(self, node: Any) -> Node:
        return self._object(node)

    def _object(self, node: Any) -> Node:
        entries: list[Entry | Node] = []
        is_open = node.id in self._survey.changed
        for child in children(node):
            if child.type == "pair":
                key, value = child.child_by_field_name("key"), child.child_by_field_name("value")
                name = self._key(key)
                if name is not None and value is not None:
                    entries.append(self._entry(name, value))
                    continue
            elif child.type == "shorthand_property_identifier":
                # Renaming such a field would rename the variable, so its name has no form to be written in.
                entries.append(self._entry(Node(self._offsets.span(child), self._offsets.written(child)), child))
                continue
            elif child.type == "spread_element" and (inner := children(child)):
                of = self._chosen(inner[0])
                if of is None:
                    continue
                if (taken := self._taken(of)) is not None:
                    entries.append(taken)
                    continue
                if (names := optional_fields(of)) is not None:
                    entries += self._optional(names, entries)
                    continue
            is_open = True
        growth = self._survey.growths.get(node.id)
        if growth is not None:
            known = [self._add(addition, entries) for addition in growth.additions]
            is_open = not growth.whole or not all(known)
        return self._mapping(node, entries, open=is_open)

    def _optional(self, names: list[Any], entries: list[Entry | Node]) -> list[Entry | Node]:
        """Return fields that are there on a condition, of which nothing is known but their names; a prompt that is there before stays."""
        keys = [self._key(name) or Node(self._offsets.span(name), self._offsets.written(name)) for name in names]
        has_prompt = any(isinstance(each, Entry) and takes_prompt((str(each.key.value),)) and each.value is not None for each in entries)
        return [Entry(key, None) for key in keys if not has_prompt or not takes_prompt((str(key.value),))]

    def _add(self, addition: Addition, entries: list[Entry | Node]) -> bool:
        """Add a property to those of an object that its literal has; return whether it is known which one it is."""
        known = settled(addition, self._survey.holds)
        if known is None:
            return True
        addition = known
        name = self._key(addition.key)
        if name is None:
            return False
        before = next((each.value for each in entries if isinstance(each, Entry) and each.key.value == name.value), None)
        is_text = takes_prompt((str(name.value),))
        if before is None or before.value in ("", None, []):
            entries.append(self._entry(name, addition.value) if addition.sure or is_text else Entry(name, None))
        elif not is_text:
            entries.append(Entry(name, None))
        return True

    def _found(self, node: Any) -> Node | None:
        written = unwrapped(node)
        if written.type == "call_expression" and (made := self._shared(written)) is not None:
            return made
        node = self._survey.value(written)
        if node is None or node.id in self._survey.changed:
            return None
        if node.type not in ("object", "call_expression"):
            return None
        key = node.id
        if node is written or key in self._survey.parts or key in self._made:
            return self._value(node)
        return self._lend(node, self._object if node.type == "object" else self._assigned)

    def _assigned(self, node: Any) -> Node | None:
        """Return the mapping that ``Object.assign({}, …)`` makes, or a copy; None for every other call."""
        function, arguments = node.child_by_field_name("function"), node.child_by_field_name("arguments")
        name = self._offsets.written(function) if function is not None and function.type in ("member_expression", "identifier") else ""
        given = children(arguments) if arguments is not None and arguments.type == "arguments" else []
        if not given or unwrapped(given[0]).type != "object":
            return None
        if name in _COPIES:
            return self._value(given[0])
        if name != "Object.assign":
            return None
        taken = [self._taken_argument(each) for each in given]
        return mapping(self._offsets.span(node), [each for each in taken if each is not None], open=None in taken)

    def _taken_argument(self, node: Any) -> Node | None:
        inner = unwrapped(node)
        return self._value(inner) if inner.type == "object" else self._taken(inner)

    def _form(self, node: Any) -> Node | None:
        """Return the form that ``append`` fills field by field; None for everything else."""
        binding = self._survey.form_data.get(node.id)
        if binding is None or self._survey.names.binding(*binding) is None:
            return None
        fields: dict[str, list[tuple[Node, Any]]] = {}
        is_open = False
        for scope, call in self._survey.fields(binding):
            given = children(call.child_by_field_name("arguments"))
            name = self._key(given[0]) if len(given) > 1 else None
            is_open = is_open or name is None or scope is not binding.scope
            if name is not None:
                fields.setdefault(str(name.value), []).append((name, given[1]))
        entries = [Entry(found[0][0], self._repeated([value for _, value in found])) for found in fields.values()]
        return mapping(self._offsets.span(node), entries, open=is_open, kind=Form)

    def _repeated(self, values: list[Any]) -> Node | None:
        """Return the value of a field, which is a list where the field is filled more than once."""
        if len(values) == 1:
            return self._value(values[0])
        items = [self._value(value) or computed(self._offsets.span(value)) for value in values]
        return sequence(items[0].span, items, open=False)

    def _key(self, node: Any) -> Node | None:
        if node is None:
            return None
        span = self._offsets.span(node)
        if node.type == "property_identifier":
            return Node(span, self._offsets.written(node), NameString(*span))
        text = self._texts.made(node) if node.type == "string" else None
        return Node(span, text.text.value, self._texts.form(text)) if text is not None else None


def _is_numbered(node: Any) -> bool:
    """Whether an expression is one item of an array: ``urls[0]``."""
    index = node.child_by_field_name("index")
    return index is not None and index.type == "number"
