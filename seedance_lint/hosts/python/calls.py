"""What surrounds the values of a Python module: names of called functions, and the texts that these are given beside."""

import ast
from collections.abc import Iterator

from seedance_lint.hosts.located import Clue
from seedance_lint.hosts.program.calls import DEEPEST_MODEL, MODELS, Given, Link, clues, constant_clues, is_argument, piece_clues
from seedance_lint.hosts.program.made import ProgramCalls
from seedance_lint.hosts.program.names import Binding
from seedance_lint.hosts.python.definitions import last_name
from seedance_lint.hosts.python.meanings import NAMED
from seedance_lint.hosts.python.names import Survey
from seedance_lint.hosts.python.places import Offsets

_WITH_DEFAULT = frozenset(("get", "getenv", "setdefault", "pop"))
"""Functions that return what they are given second where they find nothing."""

_MOST_STEPS = 20
"""Of names that lead to a client."""


class Calls(ProgramCalls):
    """Describes the calls of one module."""

    _offsets: Offsets
    _survey: Survey

    def _around(self, node: ast.expr) -> Iterator[Clue]:
        if isinstance(node, ast.Call):
            yield from self._models(node)
            yield from self._fields(keyword.value for keyword in node.keywords)
            yield from self._describe(node, positional_only=True)
        elif isinstance(node, ast.Dict):
            yield from self._models(node)
            yield from self._fields(iter(node.values))
        yield from piece_clues(self._survey.links.get(id(node)), self._offsets.span(node))
        yield from clues(self._survey.links.get(id(node)), self._known, self._uses)

    def _uses(self, thing: Binding | Given) -> Iterator[Link]:
        """Yield what surrounds each place where a name is read, or the parameter that an argument is."""
        binding = self._survey.parameter(*thing) if isinstance(thing, Given) else thing
        if binding is not None:
            yield from self._survey.names.links(binding)

    def _models(self, node: ast.expr, depth: int = 0) -> Iterator[Clue]:
        """Yield what fields call the model that is a constant of others: ``model=Model.SEEDANCE_2``."""
        if isinstance(node, ast.Call):
            fields = [(keyword.arg, keyword.value) for keyword in node.keywords]
        elif isinstance(node, ast.Dict):
            fields = [
                (str(key.value) if isinstance(key, ast.Constant) else None, value)
                for key, value in zip(node.keys, node.values, strict=True)
            ]
        else:
            return
        for name, value in fields:
            if name in MODELS and isinstance(value, ast.Attribute) and self._texts.made(value) is None:
                yield from constant_clues(value.attr, ast.unparse(value), self._offsets.span(value))
            elif name in MODELS and (otherwise := self._otherwise(value)) is not None:
                yield from self._texts_of([otherwise])
            elif depth < DEEPEST_MODEL and isinstance(value, ast.Dict):
                yield from self._models(value, depth + 1)

    def _otherwise(self, value: ast.expr) -> ast.expr | None:
        """Return what a model is where nobody gives another one: ``os.getenv("MODEL", "…")``; None if no such text is in sight."""
        value = self._survey.value(value) or value if isinstance(value, NAMED) else value
        if isinstance(value, ast.BoolOp) and isinstance(value.op, ast.Or):
            last: ast.expr | None = value.values[-1]
        elif isinstance(value, ast.Call) and last_name(value.func) in _WITH_DEFAULT and len(value.args) == 2:
            last = value.args[1]
        else:
            return None
        return last if last is not None and self._texts.made(last) is not None else None

    def _fields(self, values: Iterator[ast.expr]) -> Iterator[Clue]:
        """Yield the calls that give a field its value: ``model=provider.video("…")``."""
        for value in values:
            if isinstance(value, ast.Call) and value.args and not value.keywords:
                texts = list(self._texts_of(value.args))
                if texts and len(texts) == len(value.args):
                    yield from self._name(value)
                    yield from texts

    def _known(self, call: ast.Call) -> tuple[Clue, ...]:
        described = self._described.get(id(call))
        if described is None:
            described = self._described[id(call)] = tuple(self._describe(call))
        return described

    def _describe(self, call: ast.Call, *, positional_only: bool = False) -> Iterator[Clue]:
        yield from self._name(call)
        yield from self._texts_of(call.args)
        if not positional_only:
            yield from self._texts_of([keyword.value for keyword in call.keywords if keyword.arg and "prompt" not in keyword.arg])
        yield from self._client(call)

    def _name(self, call: ast.Call) -> Iterator[Clue]:
        name = ".".join(self._dotted(call.func))
        if name:
            yield Clue("call", name, self._offsets.span(call.func))

    def _dotted(self, node: ast.expr) -> list[str]:
        names: list[str] = []
        while True:
            if isinstance(node, ast.Attribute):
                names.append(node.attr)
                node = node.value
            elif isinstance(node, ast.Name):
                return [self._survey.imported(node), *reversed(names)]
            elif isinstance(node, ast.Call):
                node = node.func
            elif isinstance(node, (ast.Subscript, ast.Await)):
                node = node.value
            else:
                return names[::-1]

    def _texts_of(self, arguments: list[ast.expr]) -> Iterator[Clue]:
        for argument in arguments:
            if isinstance(argument, ast.Attribute):
                values = self._survey.attributes.get(argument.attr, [])
                argument = values[0] if len(values) == 1 else argument  # noqa: PLW2901
            made = self._texts.made(argument)
            if made is not None and is_argument(made.text.value):
                yield Clue("argument", made.text.value, made.span)

    def _client(self, call: ast.Call) -> Iterator[Clue]:
        """Yield what made the object whose method is called, and the texts that it was made with."""
        node: ast.expr = call.func
        for _ in range(_MOST_STEPS):
            if isinstance(node, ast.Call):
                if node is not call:
                    yield from self._name(node)
                    yield from self._texts_of(node.args)
                    for clue in self._texts_of([keyword.value for keyword in node.keywords]):
                        if "://" in clue.text:
                            yield clue
                node = node.func
            elif isinstance(node, ast.Attribute):
                values = self._survey.attributes.get(node.attr, [])
                node = values[0] if len(values) == 1 and isinstance(values[0], ast.Call) else node.value
            elif isinstance(node, ast.Name):
                value = self._survey.value(node)
                if value is None:
                    return
                node = value
            elif isinstance(node, (ast.Subscript, ast.Await)):
                node = node.value
            else:
                return
