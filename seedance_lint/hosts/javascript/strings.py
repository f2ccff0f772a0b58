"""How JavaScript writes strings: quotes, templates, escapes, sums."""

import re
from collections.abc import Iterable

from seedance_lint.hosts.located import source_map_of
from seedance_lint.hosts.program.mappings import HOLE, MOST_PARTS
from seedance_lint.hosts.program.texts import Step, may_write, through
from seedance_lint.records import NamedTuple
from seedance_lint.source.source_map import SourceMap, SourceMapBuilder
from seedance_lint.source.span import Span

_PIECE = re.compile(
    r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
    r"|\\(?:(\r\n|[\n\r\u2028\u2029])|([0-3]?[0-7]{1,2})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]+)\}|(.))|(\r\n|\r)",
    re.DOTALL,
)
_SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_LONG = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\"}
_TO_ESCAPE = re.compile("[\x00-\x1f\\\\\x7f\ud800-\udfff\u2028\u2029]")


class ScriptPart(NamedTuple):
    """A part of an expression that makes a string: text between ``quote`` marks, or, without a quote, what is ``given`` or computed."""

    span: Span
    quote: str
    given: str | None = None


class ScriptString(NamedTuple):
    """An expression that makes a string of literals, templates, other such expressions and computed parts; ``steps`` are what is done to it."""

    text: str
    parts: "tuple[ScriptPart | ScriptString, ...]"
    value: str
    steps: tuple[Step, ...] = ()

    def source_map(self, text: str) -> SourceMap | None:
        """Map the string's characters to the document's text; a hole is one piece with what computes it."""
        made = read(text, self.parts)
        for step in self.steps if made is not None else ():
            if made is None or (step and step[-1].span.end > made.length):
                return None
            made = through(made, step)
        return made if made is not None and made.value == self.value else None

    def encode(self, text: str, offset: int = 1) -> str | None:
        """Return how to write ``text`` in the part that holds the character at ``offset``; None if that part is computed."""
        made = source_map_of(self, self.text) if len(self.parts) <= MOST_PARTS else None
        return None if made is None else self.encode_at(made.to_file(Span(offset, offset)).start, text)

    def encode_at(self, place: int, text: str) -> str | None:
        """Return how to write ``text`` at a place of the document; None if no part there can hold it."""
        if self.steps and not may_write(text):
            return None
        for part in self.parts:
            if isinstance(part, ScriptString):
                written = part.encode_at(place, text)
                if written is not None:
                    return written
            elif part.quote and part.span.start <= place <= part.span.end:
                return _written(self.text, place, text, part.quote)
        return None


def read(text: str, parts: "Iterable[ScriptPart | ScriptString]") -> SourceMap | None:
    """Return the map of the parts of a string; None if one of the parts is not JavaScript."""
    builder = SourceMapBuilder()
    for part in parts:
        if isinstance(part, ScriptString):
            made = part.source_map(text)
            if made is None:
                return None
            builder.append(made)
            continue
        span, quote, given = part
        if not quote:
            builder.escape(HOLE if given is None else given, span.start, span.end - span.start)
            continue
        at, end = span
        builder.verbatim("", at)
        while (match := _PIECE.search(text, at, end)) is not None:
            start = match.start()
            builder.verbatim(text[at:start], at)
            meaning = _meaning(match, quote)
            if meaning is None:
                return None
            at = match.end()
            builder.escape(meaning, start, at - start)
        builder.verbatim(text[at:end], at)
    return builder.build()


def _meaning(match: re.Match[str], quote: str) -> str | None:
    """Return what an escape stands for, or a line break of a template; None for what JavaScript refuses."""
    high, low, line_break, octal, *numbers, short, raw_break = match.groups()
    if high:
        return chr(0x10000 + ((int(high, 16) & 0x3FF) << 10) + (int(low, 16) & 0x3FF))
    if raw_break:
        return "\n"
    if line_break:
        return ""
    if octal:
        return chr(int(octal, 8)) if quote != "`" or octal == "0" else None
    number = next((int(number, 16) for number in numbers if number), None)
    if number is not None:
        return chr(number) if number < 0x110000 else None
    return None if short in ("x", "u") else _SHORT.get(short, short)


def _written(source: str, place: int, text: str, quote: str) -> str | None:
    if quote == "`" and (source[place - 1] == "$" or text.endswith("$")):
        return None  # a brace that follows would open a hole
    keep = "\n" if quote == "`" else ""
    text = _TO_ESCAPE.sub(lambda match: match[0] if match[0] in keep else _escape(match[0]), text).replace(quote, f"\\{quote}")
    return text.replace("${", "\\${") if quote == "`" else text


def _escape(character: str) -> str:
    return _LONG.get(character) or f"\\u{ord(character):04x}"
