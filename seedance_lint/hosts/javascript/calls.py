"""What surrounds the values of a script: names of called functions, and the texts that these are given beside."""

from collections.abc import Iterable, Iterator

from seedance_lint.annotations import Any
from seedance_lint.hosts.javascript.bindings import FUNCTIONS, OwnName
from seedance_lint.hosts.javascript.choices import OTHERWISE
from seedance_lint.hosts.javascript.elements import ELEMENTS
from seedance_lint.hosts.javascript.names import Survey
from seedance_lint.hosts.javascript.places import Offsets, children, unwrapped
from seedance_lint.hosts.located import OF_THE_PROJECT, Clue
from seedance_lint.hosts.program.calls import DEEPEST_MODEL, MODELS, Given, Link, clues, constant_clues, is_argument, piece_clues
from seedance_lint.hosts.program.made import ProgramCalls
from seedance_lint.hosts.program.names import Binding
from seedance_lint.pattern import Pattern

_MOST_STEPS = 20
"""Of names that lead to a client."""

_LOADERS = frozenset(("require", "import"))
"""Functions that return a module: no client is made with what they are given."""

_MOST_LEVELS = 12
_MOST_FIELDS = 30
_SAY_WHAT_IT_IS = MODELS | {"name", "id", "endpoint", "provider"}
"""Fields of an object that say what its functions are for."""

_MADE_BY_CALLS = MODELS | {"adapter"}
"""Fields for what a call makes that is given the model, as the SDKs of Vercel and TanStack have it."""

_CASTS = frozenset(("as_expression", "satisfies_expression"))
_DECLARED = frozenset(("variable_declarator", "public_field_definition"))
_BEFORE_TYPE = frozenset((*_CASTS, *_DECLARED, "parenthesized_expression", "array"))
"""What may be between a value and its type."""

_MOST_AROUND_TYPE = 4
_TYPE = Pattern(r"(?!(?:const|Array|ReadonlyArray|Partial|Readonly|Record|Promise)\b)[A-Z]\w+")
"""The name of a type: what is made of others by those of the language stands for these."""

_THROUGH = frozenset(("await_expression", "parenthesized_expression", "non_null_expression", "as_expression", "satisfies_expression"))


class Calls(ProgramCalls):
    """Describes the calls of one script."""

    _offsets: Offsets
    _survey: Survey

    def _around(self, node: Any) -> Iterator[Clue]:
        if node.type == "object":
            yield from self._fields(node)
        elif node.type in ELEMENTS:
            yield from self._attributes(node)
        elif node.type == "call_expression" and self._survey.parameters(_function(node)):
            yield from self._known(node)
        if not self._offsets.is_deep:
            yield from self._typed(node)
        yield from piece_clues(self._survey.links.get(node.id), self._offsets.span(node))
        yield from clues(self._survey.links.get(node.id), self._known, self._uses)
        if not self._offsets.is_deep:
            yield from self._outside(node)

    def _typed(self, node: Any) -> Iterator[Clue]:
        """Yield the name of the type that a value is said to have, which is as good as that of a class: ``const still: ImageParams = {…}``."""
        for _ in range(_MOST_AROUND_TYPE):
            inside, node = node, node.parent
            if node is None or node.type not in _BEFORE_TYPE:
                return
            said = node.child_by_field_name("type") if node.type in _DECLARED else next(iter(node.named_children[1:]), None)
            if node.type in _CASTS or (node.type in _DECLARED and said is not None):
                name = _TYPE.search(self._offsets.written(said)) if said is not None and said.id != inside.id else None
                if name is not None:
                    yield Clue("call", name[0], self._offsets.span(said))
                return

    def _uses(self, thing: Binding | Given) -> Iterator[Link]:
        """Yield what surrounds each place where a name is read, or the parameter that an argument is."""
        binding = self._survey.parameter(*thing) if isinstance(thing, Given) else thing
        if binding is not None:
            yield from self._survey.names.links(binding)

    def _outside(self, node: Any) -> Iterator[Clue]:
        """Yield what the objects say of themselves around a function that makes a value: ``{name: "seedance", body: (input) => ({…})}``."""
        inside = False
        for _ in range(_MOST_LEVELS):
            node = node.parent
            if node is None:
                return
            inside = inside or node.type in FUNCTIONS
            if node.type == "object" and inside:
                for pair in children(node)[:_MOST_FIELDS]:
                    key, value = pair.child_by_field_name("key"), pair.child_by_field_name("value")
                    if pair.type == "pair" and self._offsets.written(key).strip("'\"") in _SAY_WHAT_IT_IS:
                        yield from self._texts_of([value])

    def _attributes(self, element: Any) -> Iterator[Clue]:
        """Yield the calls that give an attribute of an element its value: ``<Clip model={provider.video("…")} … />``."""
        for each in children(element):
            parts = children(each) if each.type == "jsx_attribute" else []
            inside = children(parts[1]) if len(parts) > 1 and parts[1].type == "jsx_expression" else []
            if len(inside) == 1 and inside[0].type == "call_expression" and self._offsets.written(parts[0]) in MODELS:
                yield from self._name(inside[0])
                yield from self._texts_of(self._arguments(inside[0]))

    def _fields(self, node: Any, depth: int = 0) -> Iterator[Clue]:
        """Yield the calls that give a field its value: ``model: provider.video("…")``."""
        for pair in node.named_children:
            yield from self._bound(pair)
            value = unwrapped(pair.child_by_field_name("value")) if pair.type == "pair" else None
            if value is not None and value.type == "member_expression":
                name = self._offsets.written(pair.child_by_field_name("key")).strip("'\"")
                last = value.child_by_field_name("property")
                if name in MODELS and last is not None and self._texts.made(value) is None:
                    yield from constant_clues(self._offsets.written(last), self._offsets.written(value), self._offsets.span(value))
            elif value is not None and self._offsets.written(pair.child_by_field_name("key")).strip("'\"") in MODELS:
                yield from self._texts_of(self._otherwise(value))
            elif value is not None and value.type == "object" and depth < DEEPEST_MODEL:
                yield from self._fields(value, depth + 1)
            if value is not None and value.type == "call_expression":
                given = self._arguments(value)
                if given and self._texts.made(given[0]) is not None:
                    yield from self._name(value)
                    yield from self._texts_of(given)

    def _bound(self, pair: Any) -> Iterator[Clue]:
        """Yield the call that made what a field for a model has by name: ``const adapter = provider.video("…"); send({adapter, …})``."""
        is_short = pair.type == "shorthand_property_identifier"
        key, value = (pair, pair) if is_short else (pair.child_by_field_name("key"), unwrapped(pair.child_by_field_name("value")))
        if key is None or value is None or (value.type != "identifier" and not is_short):
            return
        if self._offsets.written(key).strip("'\"") not in _MADE_BY_CALLS:
            return
        call = unwrapped(self._survey.value(value))
        if call is not None and call.type == "call_expression":
            yield from self._known(call)

    def _otherwise(self, value: Any) -> list[Any]:
        """Return what a model is where nobody gives another one: ``process.env.MODEL ?? "…"``."""
        held = unwrapped(self._survey.value(value) or value) if value.type == "identifier" else value
        operator = held.child_by_field_name("operator") if held.type == "binary_expression" else None
        return [held.child_by_field_name("right")] if operator is not None and operator.type in OTHERWISE else []

    def _known(self, call: Any) -> tuple[Clue, ...]:
        described = self._described.get(call.id)
        if described is None:
            described = self._described[call.id] = (*self._name(call), *self._texts_of(self._arguments(call)), *self._client(call))
        return described

    def _name(self, call: Any) -> Iterator[Clue]:
        function = _function(call)
        name = ".".join(self._dotted(function)) if function is not None else ""
        if name:
            yield Clue("call", name, self._offsets.span(function))

    def _dotted(self, node: Any) -> list[str]:
        names: list[str] = []
        while node is not None:
            kind = node.type
            if kind == "identifier":
                name = self._survey.imported(node)
                return [f"{name}{OF_THE_PROJECT}" if isinstance(name, OwnName) and not names else name, *reversed(names)]
            if kind == "this":
                return ["this", *reversed(names)]
            if kind in ("member_expression", "subscript_expression"):
                last = node.child_by_field_name("property") or node.child_by_field_name("index")
                if last is not None and last.type in ("property_identifier", "string"):
                    names.append(self._offsets.written(last).strip("'\""))
                node = node.child_by_field_name("object")
            elif kind in ("call_expression", "new_expression"):
                node = _function(node)
            elif kind in _THROUGH:
                node = next(iter(children(node)), None)
            else:
                break
        return names[::-1]

    def _arguments(self, call: Any) -> list[Any]:
        arguments = call.child_by_field_name("arguments")
        return children(arguments) if arguments is not None and arguments.type == "arguments" else []

    def _texts_of(self, arguments: Iterable[Any]) -> Iterator[Clue]:
        for argument in arguments:
            made = self._texts.made(self._attribute(unwrapped(argument)))
            if made is not None and is_argument(made.text.value):
                yield Clue("argument", made.text.value, made.span)

    def _attribute(self, node: Any) -> Any:
        """Return what a property of ``this`` stands for, where it is bound once; any other node itself."""
        if node.type == "member_expression" and (of := node.child_by_field_name("object")) is not None and of.type == "this":
            values = self._survey.attributes.get(self._offsets.written(node.child_by_field_name("property")), [])
            return values[0] if len(values) == 1 else node
        return node

    def _client(self, call: Any) -> Iterator[Clue]:
        """Yield what made the object whose method is called, and the texts that it was made with."""
        node = _function(call)
        for _ in range(_MOST_STEPS):
            if node is None:
                return
            made = self._attribute(node)
            kind = node.type
            if made is not node:
                node = made
            elif kind in ("call_expression", "new_expression"):
                names = list(self._name(node))
                if not names or names[0].text in _LOADERS:
                    return
                yield from names
                given = self._arguments(node)
                yield from self._texts_of(given)
                for settings in given:
                    yield from self._urls(settings)
                node = _function(node)
            elif kind == "identifier":
                value = self._survey.value(node)
                node = None if value is None or (value.type == "identifier" and value.id == node.id) else value
            elif kind in ("member_expression", "subscript_expression"):
                node = node.child_by_field_name("object")
            elif kind in _THROUGH:
                node = next(iter(children(node)), None)
            else:
                return

    def _urls(self, settings: Any) -> Iterator[Clue]:
        """Yield the URLs among the settings that a client is made with."""
        settings = unwrapped(settings)
        if settings.type == "object":
            values = [pair.child_by_field_name("value") for pair in settings.named_children if pair.type == "pair"]
            for clue in self._texts_of([value for value in values if value is not None]):
                if "://" in clue.text:
                    yield clue


def _function(call: Any) -> Any:
    return call.child_by_field_name("function") or call.child_by_field_name("constructor")
