"""Functions of a shell script, and what these are called with: ``shot "A ferry leaves." dock.png``."""

import re
from collections.abc import Sequence
from itertools import islice

from seedance_lint.hosts.quoting import Part, Word
from seedance_lint.hosts.shell_commands import Command
from seedance_lint.source.span import Span

MOST_FUNCTIONS = 100
"""Of one script; those behind are read without what they are called with."""

MOST_CALLS = 100
"""Of one function; each may send a request of its own."""

_DEFINITION = re.compile(r"^([ \t]*)(?:function[ \t]+([\w-]+)[ \t]*(?:\([ \t]*\))?|([\w-]+)[ \t]*\([ \t]*\))\s*\{", re.MULTILINE | re.ASCII)
_ARGUMENT = re.compile(r"\$(?:([1-9])|\{([1-9])(?::?-[^{}]*)?\})")
_SHIFT = re.compile(r"^[ \t]*shift\b", re.MULTILINE)

Arguments = tuple[Word, ...]


class Functions:
    """The functions of one script. Those that ``shift`` their arguments are left out: their numbers change."""

    def __init__(self, text: str, found: Sequence[Command]) -> None:
        self._bodies: list[tuple[Span, str]] = []
        for match in islice(_DEFINITION.finditer(text), MOST_FUNCTIONS):
            end = re.compile(rf"^{match[1]}\}}", re.MULTILINE).search(text, match.end())
            if end is not None and _SHIFT.search(text, match.end(), end.start()) is None:
                self._bodies.append((Span(match.end(), end.start()), match[2] or match[3]))
        self._calls: dict[str, list[Command]] = {name: [] for _, name in self._bodies}
        for command in found if self._bodies else ():
            name = text[slice(*command.words[0].span)] if len(command.words) > 1 else ""
            if name in self._calls and len(self._calls[name]) < MOST_CALLS:
                self._calls[name].append(command)

    def calls(self, command: Command) -> list[Command]:
        """Return the commands that call the function which a command is in; none if it is in no function, or nobody calls it."""
        name = next((name for body, name in self._bodies if body.start <= command.span.start < body.end), None)
        return self._calls[name] if name is not None else []


def argument(text: str, part: Part, given: Arguments) -> Word | None:
    """Return the argument that fills a hole like ``$2`` or ``${2:-other}``; None if it is another hole, or not given."""
    found = _ARGUMENT.fullmatch(text, *part.span) if given and part.quoting is None else None
    number = int(found[1] or found[2]) if found is not None else 0
    return given[number - 1] if 0 < number <= len(given) else None
