"""What expressions of programs are, the same for all languages of ``code.toml``."""

from seedance_lint.annotations import Any
from seedance_lint.hosts.shell.quoting import Quoting
from seedance_lint.records import NamedTuple
from seedance_lint.source.span import Span

DEEPEST = 40
"""Levels of expressions inside of expressions that are read, each of which takes several frames of the stack; no request has more."""


class Unknown(NamedTuple):
    """An expression of which nothing is known."""

    span: Span


class Plain(NamedTuple):
    """A number, a truth value or nothing."""

    span: Span
    value: object


class Name(NamedTuple):
    """A bare name."""

    span: Span
    name: str


class Symbol(NamedTuple):
    """A name that stands for itself: ``:prompt``, and the key in ``prompt: …``."""

    span: Span
    name: str


class Member(NamedTuple):
    """A part of something, by its name, or, where that is an expression, by what this tells."""

    span: Span
    of: Any
    name: str
    key: Any


class Piece(NamedTuple):
    """A part of a literal: characters with their quoting, or else an expression."""

    span: Span
    quoting: Quoting | None
    value: Any = None


class Literal(NamedTuple):
    """A text that is written down, whole or with holes."""

    span: Span
    pieces: tuple[Piece, ...]


class Sum(NamedTuple):
    """Terms with a plus between them."""

    span: Span
    terms: tuple[Any, ...]


class Filled(NamedTuple):
    """A text with braces, and what they are filled in with: ``format!("{} {name}", mood)``."""

    span: Span
    text: Any
    given: tuple[Any, ...]


class Argument(NamedTuple):
    """What a function is given, by its place or under a name."""

    value: Any
    name: Name | None = None


class Step(NamedTuple):
    """One call of a chain: the name of the function or method, and what it is given. ``inside`` are calls and assignments about what it is called on."""

    name: Name
    given: tuple[Argument, ...]
    inside: tuple[Any, ...] = ()


class Function(NamedTuple):
    """A function of the program: its name, the scope of its body, and the names of its parameters in their order."""

    name: str
    scope: Any
    parameters: tuple[str, ...]


class Chain(NamedTuple):
    """Calls of methods one behind the other, of ``base``, which is None for functions: ``Content.builder().type("text").build()``."""

    span: Span
    base: Any
    steps: tuple[Step, ...]


class Made(NamedTuple):
    """An object that is made of a class: ``new Content("text")``. ``body`` is what the braces behind it have."""

    span: Span
    type: str
    given: tuple[Argument, ...]
    body: Any = None


class Spread(NamedTuple):
    """All that another list has: ``...more``."""

    span: Span
    value: Any


class Pair(NamedTuple):
    """A field of a mapping; ``key`` is a name or an expression, and None where all fields of ``value`` are taken over."""

    key: Any
    value: Any


class Mapped(NamedTuple):
    """A mapping or an object with fields that is written down. ``type`` is the name of its class, if any; ``plain``: its keys are names of fields."""

    span: Span
    type: str
    pairs: tuple[Pair, ...]
    plain: bool


class Listed(NamedTuple):
    """A list that is written down."""

    span: Span
    items: tuple[Any, ...]


def last_name(found: Any) -> str:
    """Return the last of the names of something: ``prompt`` of ``shot.prompt``."""
    return found.name if isinstance(found, (Name, Member)) else ""
