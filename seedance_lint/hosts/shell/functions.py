"""Functions of a shell script, and what these are called with: ``shot "A ferry leaves." dock.png``."""

import re
from collections.abc import Sequence
from itertools import islice

from seedance_lint.hosts.shell.commands import Command
from seedance_lint.hosts.shell.quoting import Part, Word
from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple
from seedance_lint.source.span import Span

MOST_FUNCTIONS = 100
"""Of one script; those behind are read without what they are called with."""

MOST_CALLS = 100
"""Of one function; each may send a request of its own."""

_DEFINITION = Pattern(r"^([ \t]*)(?:function[ \t]+([\w-]+)[ \t]*(?:\([ \t]*\))?|([\w-]+)[ \t]*\([ \t]*\))\s*\{", re.MULTILINE | re.ASCII)
_ARGUMENT = Pattern(r"\$(?:([1-9])|\{([1-9])(?::?-[^{}]*)?\})")
_SHIFT = Pattern(r"(?:^|[;&|\s])shift\b(?:[ \t]+([1-9])\b)?", re.MULTILINE)
_AGAIN = Pattern(r"^[ \t]*(?:while|until|for|case)\b", re.MULTILINE)
"""What may run a ``shift`` several times, or not at all."""
_REST = Pattern(r"\$[@*]|\$\{[@*]\}")


class Shift(NamedTuple):
    """The place behind which the arguments of a function have other numbers, and by how many."""

    at: int
    by: int


class Functions:
    """The functions of one script. Those that ``shift`` their arguments again and again are left out: nobody knows their numbers."""

    def __init__(self, text: str, found: Sequence[Command]) -> None:
        self._text = text
        self._bodies: list[tuple[Span, str]] = []
        self._shifts: dict[str, Shift] = {}
        for match in islice(_DEFINITION.finditer(text), MOST_FUNCTIONS):
            end = Pattern(rf"^{match[1]}\}}", re.MULTILINE).search(text, match.end())
            shifts = list(islice(_SHIFT.finditer(text, match.end(), end.start()), 2)) if end is not None else []
            if end is None or len(shifts) > 1 or (shifts and _AGAIN.search(text, match.end(), end.start()) is not None):
                continue
            self._bodies.append((Span(match.end(), end.start()), match[2] or match[3]))
            if shifts:
                self._shifts[match[2] or match[3]] = Shift(shifts[0].start(), int(shifts[0][1] or 1))
        self._calls: dict[str, list[Command]] = {name: [] for _, name in self._bodies}
        for command in found if self._bodies else ():
            name = text[slice(*command.words[0].span)] if len(command.words) > 1 else ""
            if name in self._calls and len(self._calls[name]) < MOST_CALLS:
                self._calls[name].append(command)

    def calls(self, command: Command) -> list[Command]:
        """Return the commands that call the function which a command is in; none if it is in no function, or nobody calls it."""
        name = next((name for body, name in self._bodies if body.start <= command.span.start < body.end), None)
        return self._calls[name] if name is not None else []

    def shift(self, command: Command) -> Shift | None:
        """Return where the function shifts its arguments that is called."""
        return self._shifts.get(self._name(command))

    def _name(self, command: Command) -> str:
        return self._text[slice(*command.words[0].span)] if command.words else ""


class Given(NamedTuple):
    """What a function is called with, and where it shifts that."""

    words: tuple[Word, ...] = ()
    shift: Shift | None = None

    def argument(self, text: str, part: Part) -> Word | None:
        """Return the argument that fills a hole like ``$2`` or ``${2:-other}``; None if it is another hole, or not given."""
        found = _ARGUMENT.fullmatch(text, *part.span) if self.words and part.quoting is None else None
        number = int(found[1] or found[2]) + self._shifted(part.span.start) if found is not None else 0
        return self.words[number - 1] if 0 < number <= len(self.words) else None

    def rest(self, text: str, part: Part | None) -> tuple[Word, ...] | None:
        """Return the arguments that fill ``$@`` behind a shift; None for every other hole. Without one, the call says it all by itself."""
        is_rest = part is not None and self._shifted(part.span.start) > 0 and _REST.fullmatch(text, *part.span) is not None
        return self.words[self._shifted(part.span.start) :] if is_rest else None  # type: ignore[union-attr]  # it is a hole

    def _shifted(self, at: int) -> int:
        return self.shift.by if self.shift is not None and at > self.shift.at else 0
