"""What surrounds the values of a program: the calls that they are handed to, themselves or by the name that they are bound to."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from seedance_lint.annotations import Any
from seedance_lint.hosts.located import PIECES, Clue
from seedance_lint.hosts.program.known_calls import holds_pieces
from seedance_lint.hosts.program.mappings import is_ours
from seedance_lint.records import NamedTuple
from seedance_lint.source.span import Span

MOST_CLUES = 60
MOST_LOOKED_AT = 500
MOST_LINKS = 200
MOST_USES = 20
"""Of one name. A value that is handed to more calls than that says nothing of where it goes."""

LONGEST_ARGUMENT = 500
MOST_BLANKS = 4
"""Of the text of an argument; ids, endpoints and URLs have fewer, prompts more."""

MODELS = frozenset(("model", "model_id", "modelId", "model_name", "modelName"))
"""Fields that name the model."""

DEEPEST_MODEL = 2
"""Mappings inside of a request in which its model may be."""

CARRIERS = frozenset((
    "dumps", "stringify", "dict", "encode", "urlencode", "freeze", "assign", "structuredClone", "copy", "deepcopy", "cast", "bytes", "from",
))  # fmt: skip
"""Last names of functions that return what they are given, in another form. (Classes do, too: their names start with a capital.)"""


class Link(NamedTuple):
    """One thing around a value, from the inside out: a call that has it as an argument, or the name that it is bound to."""

    thing: Any
    is_call: bool
    outer: "Link | None"


class Given(NamedTuple):
    """What a call gives to the function that it calls: at a place, or under a name. It stands for a parameter, where the program has the function."""

    call: Any
    part: int | str


class Around(NamedTuple):
    """Where in a program something is. ``calls`` leaves out the names: their values come of what is called here."""

    links: Link | None = None
    calls: Link | None = None

    def inside(self, call: Any, name: str) -> "Around":
        """Return where the arguments of a call stand, of a function with this last name."""
        calls = Link(call, True, self.calls)  # noqa: FBT003
        carries = name in CARRIERS or name[:1].isupper()
        return Around(Link(call, True, self.links) if carries else calls, calls)  # noqa: FBT003

    def given(self, part: int | str) -> "Around":
        """Return where one argument is of the call that is nearest."""
        call = self.links
        if call is None:
            return self
        return Around(Link(call.thing, True, Link(Given(call.thing, part), False, call.outer)), self.calls)  # noqa: FBT003

    def bound_to(self, binding: Any) -> "Around":
        """Return where a value is that a name is bound to."""
        return Around(Link(binding, False, self.links), self.calls)  # noqa: FBT003


NOWHERE = Around()


def clues(links: Link | None, describe: Callable[[Any], Iterable[Clue]], uses: Callable[[Any], Iterable[Link]]) -> Iterator[Clue]:
    """Yield what surrounds a value, the nearest first; ``uses`` are the places in which the value of a name is read."""
    waiting = [links]
    seen: set[int] = set()
    while waiting:
        link = waiting.pop()
        while link is not None and id(link) not in seen and len(seen) < MOST_LINKS:
            seen.add(id(link))
            if link.is_call:
                yield from describe(link.thing)
            else:
                waiting += list(islice(uses(link.thing), MOST_USES))[::-1]
            link = link.outer


def distinct(found: Iterable[Clue]) -> tuple[Clue, ...]:
    """Return clues without those that say again what a nearer one says."""
    kept: dict[tuple[str, str], Clue] = {}
    for clue in islice(found, MOST_LOOKED_AT):
        kept.setdefault((clue.kind, clue.text), clue)
        if len(kept) == MOST_CLUES:
            break
    return tuple(kept.values())


def piece_clues(links: Link | None, span: Span) -> Iterator[Clue]:
    """Yield the name of the constant that a value is in, where that says it holds pieces of prompts: ``CAMERA_STYLES``."""
    while links is not None:
        name = getattr(links.thing, "name", "")  # of a binding
        if not links.is_call and isinstance(name, str) and holds_pieces(name):
            yield Clue(PIECES, name, span)
        links = links.outer


def constant_clues(name: str, whole: str, span: Span) -> Iterator[Clue]:
    """Yield what a constant says that is the model of a request: its name, and then what it is of, if that is ours (``SeedanceModels.FAST``)."""
    yield Clue("argument", name, span)
    if is_ours(whole) and is_argument(whole):
        yield Clue("argument", whole, span)


def is_argument(text: str) -> bool:
    """Whether the text of an argument may be an id, an endpoint or a URL."""
    return 0 < len(text) <= LONGEST_ARGUMENT and "\n" not in text and text.count(" ") <= MOST_BLANKS
