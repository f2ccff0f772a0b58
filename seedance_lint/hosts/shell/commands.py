"""What the scanner of shell scripts makes: commands, their words, and what fills the holes of these."""

import re

from seedance_lint.hosts.shell.arrays import Array, Filled, Loop
from seedance_lint.hosts.shell.quoting import FALLBACK, Part, Word
from seedance_lint.hosts.shell.scopes import Variables
from seedance_lint.records import NamedTuple
from seedance_lint.source.span import Span

_NAME = re.compile(r"\$\{?([A-Za-z_]\w*)\}?", re.ASCII)
_DEFAULT = re.compile(r"\$\{\w+:?-([^\"'$`\\{}]+)\}", re.ASCII)


class Command(NamedTuple):
    """One simple command: its words, what is in front of them as ``NAME=value``, what it reads, and the file that it writes.

    ``feeds`` says that what it writes goes to the next command.
    """

    span: Span
    words: tuple[Word, ...]
    assigned: tuple[tuple[str, Word], ...] = ()
    reads: Word | None = None
    writes: Word | None = None
    feeds: bool = False


class Script(NamedTuple):
    """A script's commands in the order of their ends, its comments, and what its names stand for.

    ``assigned`` has every name that is given a value, and where that value stands.
    """

    commands: list[Command]
    comments: list[Span]
    variables: Variables
    arrays: dict[str, Array]
    loops: list[Loop]
    assigned: list[tuple[str, Span]]


def variable(text: str, part: Part) -> str | None:
    """Return the name of the variable that alone fills a hole; None for every other hole."""
    found = _NAME.fullmatch(text, *part.span) if part.quoting is None else None
    return None if found is None else found[1]


def default(text: str, part: Part) -> Part | None:
    """Return what fills a hole like ``${1:-a plain text}`` where nothing else is given; None for every other hole."""
    found = _DEFAULT.fullmatch(text, *part.span) if part.quoting is None else None
    return None if found is None else Part(Span(*found.span(1)), FALLBACK)


class Pending(NamedTuple):
    """A here-document whose text is still to come."""

    draft: "Draft"
    end: str
    verbatim: bool
    tabs: bool


class Draft:
    """A command that is being read."""

    def __init__(self, start: int) -> None:
        self.start = start
        self.end = start
        self.words: list[Word] = []
        self.assigned: list[tuple[str, Word]] = []
        self.reads: Word | None = None
        self.writes: Word | None = None
        self.takes: Word | None = None
        """The file that it reads."""
        self.feeds = False
        self.lines: tuple[Word, ...] = ()
        """Texts that it reads line by line from commands in brackets."""
        self.is_sure = True
        """Whether it runs whatever the command before it makes of its task."""
        self.filled: list[Filled] = []
