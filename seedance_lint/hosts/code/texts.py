"""Which text an expression of a program makes: literals, sums, formats, what trims them, and names of all these."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

from seedance_lint.annotations import Any
from seedance_lint.hosts.code.languages import common
from seedance_lint.hosts.code.records import DEEPEST, Chain, Filled, Literal, Plain, Sum
from seedance_lint.hosts.code.records import Made as Object
from seedance_lint.hosts.program.made import MadeText
from seedance_lint.hosts.program.mappings import HOLE
from seedance_lint.hosts.program.strings import PartedString, StringPart, holes, read
from seedance_lint.hosts.program.texts import MOST_GIVEN, Cut, Step, Text, fields, formatted, outside
from seedance_lint.source.span import Span

_VERB = re.compile(r"%(?:%|n|(?:\d+\$)?[-+# 0,(]*(?:\*|\d+)?(?:\.(?:\*|\d+))?(?P<kind>[a-zA-Z]))")
"""A verb of Java's and Go's formats."""
_KNOWN = frozenset("sv")

Made = MadeText[StringPart]


class Texts:
    """The texts of one program; ``value`` returns what a name stands for, ``pieces`` those of a text that is put together statement by statement."""

    def __init__(self, text: str, value: Callable[[Any], Any], pieces: Callable[[Any], Sum | None]) -> None:
        self._text = text
        self._value = value
        self._pieces = pieces
        self._made: dict[int, Made | None] = {}
        self._depth = 0
        self._given = 0
        self._kept: list[Any] = []
        """Expressions that are made here: what they are known by must stay theirs."""

    def form(self, made: Made) -> PartedString:
        """Return how a text is written."""
        return PartedString(self._text, made.parts, made.text.value, made.steps)

    def made(self, found: Any) -> Made | None:
        """Return the text that an expression makes; None if there is none in it. Each is read once."""
        key = id(found)
        if key not in self._made:
            self._made[key] = None
            if self._depth < DEEPEST:
                self._depth += 1
                self._made[key] = self._read(found)
                self._depth -= 1
        return self._made[key]

    def known(self, found: Any) -> str | None:
        """Return the text that an expression puts into another one; None if it is computed."""
        if isinstance(found, Plain):
            return str(found.value) if type(found.value) is int else None
        made = self.made(found)
        if made is None or made.text.holes or self._given + len(made.text.value) > MOST_GIVEN:
            return None
        self._given += len(made.text.value)
        return made.text.value

    def _read(self, found: Any) -> Made | None:
        if isinstance(found, Literal):
            parts = [StringPart(span, quoting, None if quoting is not None else self.known(value)) for span, quoting, value in found.pieces]
            return self._of(parts, found.span)
        if isinstance(found, Sum):
            return self._sum(found)
        if isinstance(found, (Chain, Object)) and (grown := self._pieces(found)) is not None:
            return self._sum(grown)
        if isinstance(found, Chain):
            return self._called(found)
        if isinstance(found, Filled):
            return self._braced(found.text, found.given, found.span)
        value = self._value(found)
        return self.made(value) if value is not None and value is not found else None

    def _of(self, parts: Iterable[StringPart], span: Span) -> Made:
        parts = tuple(parts)
        return Made(Text(read(self._text, parts).value, holes(self._text, parts)), parts, (), span)

    def _sum(self, found: Sum) -> Made | None:
        parts: list[StringPart] = []
        has_text = False
        for term in found.terms:
            made = self.made(term) if isinstance(term, (Literal, Sum)) else None
            if made is not None and not made.steps:
                parts += made.parts
                has_text = True
                continue
            given = self.known(term)
            has_text = has_text or (given is not None and not isinstance(term, Plain))
            parts.append(StringPart(term.span, None, given))
        return self._of(parts, found.span) if has_text else None

    def _called(self, chain: Chain) -> Made | None:
        """Return what a function makes that leaves its text nearly as it is."""
        *before, last = chain.steps
        name, given = last.name.name, [each.value for each in last.given]
        wrappers = common("wrappers")
        base = chain.base if not before else Chain(Span(chain.span.start, before[-1].name.span.end), chain.base, tuple(before))
        self._kept.append(base)
        if name in wrappers["formats"]:
            return self._formatted(chain, base, given)
        if name in wrappers["brace_formats"] and given:
            return self._braced(given[0], given[1:], chain.span)
        if name in wrappers["trims"]:
            of = self.made(given[0] if given else base) if given or base is not None else None
            return of.after(_trimmed(of.text), chain.span) if of is not None else None
        if name in wrappers["functions"] or name in wrappers["first"]:
            if not given:
                return self.made(base) if base is not None else None
            return self.made(given[0]) if len(given) == 1 or name in wrappers["first"] else None
        return None

    def _braced(self, text: Any, given: Sequence[Any], span: Span) -> Made | None:
        """Return what a format with braces makes: ``"{} {0} {name} {{"``; None if it cannot be one."""
        of = self.made(text)
        step = formatted(of.text, fields([self.known(each) for each in given], {})) if of is not None else None
        return of.after(step, span) if of is not None and step is not None else None

    def _formatted(self, chain: Chain, base: Any, given: list[Any]) -> Made | None:
        of = self.made(given[0]) if given and self.made(given[0]) is not None and chain.steps[-1].name.name != "formatted" else None
        given = given[1:] if of is not None else given
        if of is None:
            of = self.made(base) if base is not None else None
        return of.after(_filled(of.text, given, self.known), chain.span) if of is not None else None


def _trimmed(text: Text) -> Step:
    value = text.value
    start = len(value) - len(value.lstrip())
    return outside(value, Span(start, start + len(value.strip())))


def _filled(text: Text, given: list[Any], known: Callable[[Any], str | None]) -> Step:
    """Return the step of a format with verbs: ``%s``, ``%d``, ``%%``."""
    cuts: list[Cut] = []
    number = 0
    for match in _VERB.finditer(text.value):
        span = Span(*match.span())
        behind = bisect_left(text.holes, span)
        if any(hole.start < span.end and span.start < hole.end for hole in text.holes[max(0, behind - 1) : behind + 1]):
            continue
        kind = match["kind"]
        if kind is None:
            cuts.append(Cut(span, "%" if match[0] == "%%" else "\n"))
            continue
        filled = known(given[number]) if kind in _KNOWN and len(match[0]) == 2 and number < len(given) else None
        number += 1
        cuts.append(Cut(span, HOLE, is_hole=True) if filled is None else Cut(span, filled))
    return tuple(cuts)
