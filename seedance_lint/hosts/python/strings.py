"""How Python writes strings: prefixes, quotes, escapes, holes, and literals side by side."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from seedance_lint.hosts.located import source_map_of
from seedance_lint.hosts.program.mappings import HOLE, MOST_PARTS
from seedance_lint.hosts.program.texts import Step, may_write, through
from seedance_lint.records import NamedTuple
from seedance_lint.source.source_map import SourceMap, SourceMapBuilder
from seedance_lint.source.span import Span

_OPENING = re.compile(r"([A-Za-z]{0,2})(\"\"\"|'''|\"|')")
_BETWEEN = re.compile(r"(?:[\s()+]|\\(?:\r\n|\n|\r)|#[^\r\n]*)*+")
_PIECE = re.compile(
    r"\\(?:(\r\n|\n|\r)|N\{([^}]*)\}|([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))|(\r\n|\r)|(\{\{?|\}\}?)",
    re.DOTALL,
)
_SHORT = {"\\": "\\", "'": "'", '"': '"', "a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_LONG = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\"}
_TO_ESCAPE = re.compile("[\x00-\x1f\\\\\x7f\ud800-\udfff]")
_STRING = re.compile(r"(\"\"\"|''')(?:[^\\]|\\.)*?\1|\"(?:[^\"\\\r\n]|\\.)*+\"|'(?:[^'\\\r\n]|\\.)*+'", re.DOTALL)


_IN_HOLE = re.compile(r"[\"'()\[\]{}:]")
_HOLED = frozenset("ft")
"""Prefixes of strings with holes: formatted strings and, from Python 3.14 on, template strings."""


class Literal(NamedTuple):
    """One string literal: its prefix in lower case, its quotes, and where the text between the quotes is."""

    prefix: str
    quotes: str
    body: Span


class Literals(NamedTuple):
    """Literals side by side. ``known`` has a text for each of their holes, None if it is computed; holes without one are computed."""

    span: Span
    known: tuple[str | None, ...] = ()

    def write(self, text: str, builder: SourceMapBuilder) -> bool:
        """Add the characters; false if they cannot be traced."""
        known = iter(self.known)
        for literal in literals(text, self.span):
            _read(text, literal, builder, known)
        return True

    def encode(self, source: str, place: int, text: str) -> str | None:
        """Return how to write ``text`` at a place; None if no literal there can hold it."""
        found = _known_literals(source, self.span)
        at = bisect_right(found, place, key=_body_start) - 1
        if at < 0 or place > found[at].body.end:
            return None
        return _written(text, found[at]) if _is_sturdy(source, found[at], place) else None


class Given(NamedTuple):
    """A part of an expression that stands for a text as a whole: a hole where it is computed, else the text of a name."""

    span: Span
    text: str = HOLE

    def write(self, text: str, builder: SourceMapBuilder) -> bool:  # noqa: ARG002  # the characters are known
        """Add the characters."""
        builder.escape(self.text, self.span.start, self.span.end - self.span.start)
        return True

    def encode(self, source: str, place: int, text: str) -> None:  # noqa: ARG002
        """Return None: there is no literal."""
        return


class PythonString(NamedTuple):
    """An expression that makes a string of literals, other such expressions, and what is given; ``steps`` are what is done to it."""

    text: str
    parts: "tuple[Literals | Given | PythonString, ...]"
    value: str
    steps: tuple[Step, ...] = ()

    def source_map(self, text: str) -> SourceMap | None:
        """Map the string's characters to the document's text; a hole is one piece with what computes it."""
        builder = SourceMapBuilder()
        if not all(part.write(text, builder) for part in self.parts):
            return None
        made = builder.build()
        for step in self.steps:
            if step and step[-1].span.end > made.length:
                return None
            made = through(made, step)
        return made if made.value == self.value else None

    def write(self, text: str, builder: SourceMapBuilder) -> bool:
        """Add the characters; false if they cannot be traced."""
        made = self.source_map(text)
        if made is not None:
            builder.append(made)
        return made is not None

    def encode(self, text: str, offset: int = 1) -> str | None:
        """Return how to write ``text`` in the literal that holds the character at ``offset``; None if that literal cannot hold it."""
        made = source_map_of(self, self.text) if len(self.parts) <= MOST_PARTS else None
        if made is None:
            return None
        if offset and made.value[offset - 1] == "\\" and made.end(offset - 1) - made.start(offset - 1) == 1:
            return None  # a backslash that stands for itself would take what is written after it for its own
        return self.encode_at(made.to_file(Span(offset, offset)).start, text)

    def encode_at(self, place: int, text: str) -> str | None:
        """Return how to write ``text`` at a place of the document; None if no literal there can hold it."""
        if self.steps and not may_write(text):
            return None
        for part in self.parts:
            written = part.encode_at(place, text) if isinstance(part, PythonString) else part.encode(self.text, place, text)
            if written is not None:
                return written
        return None


def _is_sturdy(source: str, literal: Literal, place: int) -> bool:
    """Whether an edit at a place leaves the rest of a literal as it is: no backslash or quote there hangs on what is changed."""
    if "r" in literal.prefix and "\\" in source[slice(*literal.body)]:
        return False
    return not (len(literal.quotes) == 3 and place > literal.body.start and source[place - 1] == literal.quotes[0])


def literals(text: str, span: Span) -> Iterator[Literal]:
    """Yield the string literals that are side by side in a part of a program."""
    at, end = span
    while True:
        at = _BETWEEN.match(text, at, end).end()  # type: ignore[union-attr]  # it matches everywhere
        opening = _OPENING.match(text, at, end)
        if opening is None:
            return
        literal = Literal(opening[1].lower(), opening[2], Span(opening.end(), opening.end()))
        closing = _closing(text, literal, end)
        if closing < 0:
            return
        yield literal._replace(body=Span(opening.end(), closing))
        at = closing + len(opening[2])


@lru_cache(maxsize=8)
def _known_literals(text: str, span: Span) -> tuple[Literal, ...]:
    return tuple(literals(text, span))


def _body_start(literal: Literal) -> int:
    return literal.body.start


def _closing(text: str, literal: Literal, end: int) -> int:
    """Return where the quotes close that open in front of ``literal.body``; -1 where they never do."""
    at = literal.body.start
    has_holes = bool(_HOLED & set(literal.prefix))
    mark = re.compile((r"\\.|\{\{|\{|" if has_holes else r"\\.|") + literal.quotes, re.DOTALL)
    while (match := mark.search(text, at, end)) is not None:
        if match[0] == literal.quotes:
            return match.start()
        at = _hole_end(text, match.start(), end) if match[0] == "{" else match.end()
        if match[0] == "\\{":  # no escape: the backslash stands for itself, and a hole follows
            at = match.start() + 1 if text[match.end() : match.end() + 1] == "{" else _hole_end(text, match.start() + 1, end)
    return -1


def _hole_end(text: str, start: int, end: int) -> int:
    """Return where a hole ends that opens with the brace at ``start``, after its own brace; ``end`` where it never does."""
    depth = 0
    in_format = False
    at = start
    while (match := _IN_HOLE.search(text, at, end)) is not None:
        mark = match[0]
        at = match.end()
        if mark in "\"'":
            if not in_format:
                string = _STRING.match(text, match.start(), end)
                at = string.end() if string is not None else at
        elif mark in "([{":
            depth += mark == "{" or not in_format
        elif mark in ")]}":
            depth -= mark == "}" or not in_format
            in_format = in_format and depth > 0
            if depth == 0:
                return at
        elif depth == 1:
            in_format = True
    return end


def _read(text: str, literal: Literal, builder: SourceMapBuilder, known: Iterator[str | None]) -> None:
    """Add the characters of one literal."""
    at, end = literal.body
    is_raw = "r" in literal.prefix
    has_holes = bool(_HOLED & set(literal.prefix))
    builder.verbatim("", at)
    while (match := _PIECE.search(text, at, end)) is not None:
        start = match.start()
        builder.verbatim(text[at:start], at)
        at = match.end()
        line_break, braces = match[8], match[9]
        if line_break:
            builder.escape("\n", start, at - start)
        elif braces:
            if not has_holes:
                builder.verbatim(braces, start)
            elif len(braces) == 2:
                builder.escape(braces[0], start, 2)
            else:
                at = _hole_end(text, start, end)
                given = next(known, None)
                builder.escape(HOLE if given is None else given, start, at - start)
        else:
            meaning = None if is_raw else _meaning(match)
            if meaning is None:  # no escape: the backslash stands for itself
                at = start + 1
                builder.verbatim("\\", start)
            else:
                builder.escape(meaning, start, at - start)
    builder.verbatim(text[at:end], at)


def _meaning(match: re.Match[str]) -> str | None:
    """Return what an escape stands for; None for a backslash that starts none."""
    line_break, name, octal, *numbers, short = match.groups()[:7]
    if line_break:
        return ""
    if name is not None:
        import unicodedata

        return unicodedata.lookup(name)
    if octal:
        return chr(int(octal, 8))
    number = next((number for number in numbers if number), None)
    return _SHORT.get(short) if number is None else chr(int(number, 16))


def _written(text: str, literal: Literal) -> str | None:
    quote, is_long = literal.quotes[0], len(literal.quotes) == 3
    if "r" in literal.prefix:
        if _TO_ESCAPE.search(text.replace("\n", "") if is_long else text) or quote in text:
            return None
    else:
        text = _TO_ESCAPE.sub(lambda match: match[0] if is_long and match[0] == "\n" else _escape(match[0]), text).replace(
            quote, f"\\{quote}"
        )
    return text.replace("{", "{{").replace("}", "}}") if _HOLED & set(literal.prefix) else text


def _escape(character: str) -> str:
    return _LONG.get(character) or (f"\\x{ord(character):02x}" if ord(character) < 0x100 else f"\\u{ord(character):04x}")
