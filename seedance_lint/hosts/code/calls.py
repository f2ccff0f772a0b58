"""What surrounds the values of a program: names of called functions and of classes, and the texts that these are given beside."""

from collections.abc import Iterator

from seedance_lint.annotations import Any
from seedance_lint.hosts.code.names import dotted, last
from seedance_lint.hosts.code.records import Chain, Made, Mapped, Member, Name
from seedance_lint.hosts.code.values import Reader
from seedance_lint.hosts.located import Clue
from seedance_lint.hosts.program.calls import MODELS, Link, clues, constant_clues, distinct, is_argument, piece_clues
from seedance_lint.hosts.program.names import Binding

_MOST_STEPS = 20
"""Of names that lead to a client."""
_MOST_GIVEN = 30
"""Arguments of one chain that are looked at."""


class Calls:
    """Describes the calls of one program."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._walk = reader.walk
        self._described: dict[tuple[int, int], tuple[Clue, ...]] = {}

    def around(self, found: Any) -> tuple[Clue, ...]:
        """Return what surrounds a value, the nearest first."""
        return distinct(self._around(found))

    def _around(self, found: Any) -> Iterator[Clue]:
        yield from self._models(found)
        if isinstance(found, (Mapped, Made)) and found.type:
            yield Clue("call", last(found.type), found.span)
        elif isinstance(found, Chain):
            base = found.base.type if isinstance(found.base, Made) else dotted(found.base)
            yield Clue("call", f"{base}.{found.steps[0].name.name}".strip("."), found.span)
            if any(each.name for each in found.steps[0].given):  # the others are beside what has names: `run("owner/model", input: {…})`
                yield from self._texts_of([each.value for each in found.steps[0].given if not each.name])
        links = self._walk.links.get(id(found))
        yield from piece_clues(_named(links), found.span)
        yield from clues(links, self._described_by, self._uses)

    def _models(self, found: Any) -> Iterator[Clue]:
        """Yield the constants that are the model of a request."""
        fields: list[tuple[str, Any]] = []
        if isinstance(found, Mapped):
            fields = [(getattr(key, "name", ""), value) for key, value in found.pairs]
        elif isinstance(found, Chain):
            fields = [(step.name.name, step.given[0].value) for step in found.steps if len(step.given) == 1]
        for name, value in fields:
            whole = dotted(value) if name.lower() in MODELS and isinstance(value, (Name, Member)) else ""
            if whole and self._reader.texts.made(value) is None:
                yield from constant_clues(last(whole), whole, value.span)

    def _uses(self, thing: tuple[Any, str]) -> Iterator[Link]:
        """Yield what surrounds each place where a name is read."""
        scope, name = thing
        for use in self._walk.uses.get(self._walk.holder(scope, name), ()):
            if use.links is not None:
                yield use.links

    def _described_by(self, thing: tuple[Any, int]) -> tuple[Clue, ...]:
        found, number = thing
        key = (id(found), number)
        if key not in self._described:
            self._described[key] = ()
            self._described[key] = tuple(self._describe(found, number))
        return self._described[key]

    def _describe(self, found: Any, number: int) -> Iterator[Clue]:
        """Yield the name of a function, or a class, all texts that the chain of it is given, and what made the object whose method it is."""
        if not isinstance(found, Chain):
            if found.type:
                yield Clue("call", last(found.type), found.span)
            yield from self._texts_of([each.value for each in getattr(found, "given", ())])
            return
        step = found.steps[number]
        base = dotted(found.base) if found.base is not None else ""
        yield Clue("call", f"{base}.{step.name.name}".strip("."), step.name.span)
        yield from self._texts_of([each.value for step in found.steps for each in step.given])
        yield from self._client(found.base)

    def _texts_of(self, values: list[Any]) -> Iterator[Clue]:
        for value in values[:_MOST_GIVEN]:
            made = self._reader.texts.made(value)
            if made is not None and is_argument(made.text.value):
                yield Clue("argument", made.text.value, made.span)

    def _client(self, of: Any) -> Iterator[Clue]:
        """Yield what made the object whose method is called, and the texts that it was made with."""
        for _ in range(_MOST_STEPS):
            if isinstance(of, Name):
                of = self._reader.names.value(of)
            elif isinstance(of, Member):
                of = self._reader.names.value(of) or of.of
            elif isinstance(of, Chain):
                yield Clue("call", dotted(of), of.span)
                yield from self._texts_of([each.value for step in of.steps for each in step.given])
                for step in of.steps:
                    for each, _ in step.given:
                        if isinstance(each, Chain):
                            yield from self._texts_of([one.value for inner in each.steps for one in inner.given])
                of = of.base
            elif isinstance(of, Made):
                yield Clue("call", of.type, of.span)
                yield from self._texts_of([each.value for each in of.given])
                return
            else:
                return


def _named(links: Link | None) -> Link | None:
    """Return links in which names are bindings."""
    found: list[Link] = []
    while links is not None:
        found.append(links if links.is_call else Link(Binding(*links.thing), is_call=False, outer=None))
        links = links.outer
    made = None
    for link in reversed(found):
        made = Link(link.thing, link.is_call, made)
    return made
