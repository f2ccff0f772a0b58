"""How YAML writes strings on a line of their own or in quotes: what each piece of text stands for."""

import re

from seedance_lint.hosts.scalars import resolve
from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple
from seedance_lint.source.source_map import SourceMap, SourceMapBuilder

_FOLD = r"[ \t]*+(?:\r\n|\n|\r)[ \t\r\n]*+"
_BREAK = Pattern(r"\r\n|\n|\r")
_PIECES = {
    "": Pattern(_FOLD),
    "'": Pattern(rf"''|{_FOLD}"),
    '"': Pattern(rf"\\(?:x[0-9a-fA-F]{{2}}|u[0-9a-fA-F]{{4}}|U[0-9a-fA-F]{{8}}|(?:\r\n|\n|\r)[ \t\r\n]*+|.)|{_FOLD}", re.DOTALL),
}
_SHORT = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_TO_ESCAPE = Pattern('[\x00-\x1f"\\\\\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]')
_LONG = {value: f"\\{short}" for short, value in _SHORT.items() if short not in ("/", " ", "\t")}
_CONTROL = Pattern("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
# What no plain scalar holds, what none begins with, and what none holds between brackets.
_NOT_PLAIN = Pattern(r":(?:\s|$)|\s#|\s$")
_NO_START = Pattern(r"[-?:](?:\s|$)|[,\[\]{}#&*!|>'\"%@`\s]|---|\.\.\.")
_NOT_IN_FLOW = Pattern(r"[,\[\]{}]")


class FlowString(NamedTuple):
    """A plain or quoted scalar at ``[start, end)`` of the document, quotes included; ``quote`` is empty for a plain one.

    ``in_flow`` says that it is between brackets, where commas and brackets end a plain scalar; ``is_folded`` that it has many lines.
    """

    start: int
    end: int
    value: str
    quote: str = ""
    in_flow: bool = False
    is_folded: bool = False

    @property
    def stands_alone(self) -> bool:
        """Whether brackets around the scalar leave it as it is."""
        return bool(self.quote) or not _NOT_IN_FLOW.search(self.value)

    def source_map(self, text: str) -> SourceMap | None:
        """Map the scalar's characters to the document's text."""
        width = len(self.quote)
        start, end = self.start + width, self.end - width
        if text[start:end] == self.value and (self.quote != '"' or "\\" not in self.value):
            return SourceMap.verbatim(self.value, start)
        made = _map(text, start, end, self.quote)
        return made if made is not None and made.value == self.value else None

    def encode(self, text: str, offset: int = 1) -> str | None:
        """Return how to write ``text`` inside this scalar, ``offset`` characters after its start; None if its style cannot hold it."""
        if (self.is_folded or not self.quote) and (not text or text != text.strip()):
            return None  # spaces at the ends of a line are folded away, and those that a change leaves there would be, too
        if self.quote == '"':
            return _TO_ESCAPE.sub(_escape, text)
        if _CONTROL.search(text):
            return None
        if self.quote:
            return text.replace("'", "''")
        if _NOT_PLAIN.search(text) or (self.in_flow and _NOT_IN_FLOW.search(text)):
            return None
        if offset == 0 and (_NO_START.match(text) or (self.in_flow and text.startswith(("-", "?", ":"))) or resolve(text) != text):
            return None
        return text


def decode(text: str, start: int, end: int, quote: str) -> str | None:
    """Return what the scalar whose inside is ``[start, end)`` stands for; None if an escape is not one of YAML's."""
    made = _map(text, start, end, quote)
    return None if made is None else made.value


def _map(text: str, start: int, end: int, quote: str) -> SourceMap | None:
    builder = SourceMapBuilder()
    for match in _PIECES[quote].finditer(text, start, end):
        builder.verbatim(text[start : match.start()], start)
        start = match.end()
        meaning = _meaning(match[0])
        if meaning is None:
            return None
        builder.escape(meaning, match.start(), start - match.start())
    builder.verbatim(text[start:end], start)
    return builder.build()


def _meaning(piece: str) -> str | None:
    """Return what an escape, a doubled quote or a folded line break stands for."""
    if piece == "''":
        return "'"
    mark = piece[1:2] if piece[0] == "\\" else ""
    if mark in ("x", "u", "U"):
        if len(piece) == 2:
            return None
        number = int(f"0x{piece[2:]}", 0)
        return chr(number) if number < 0x110000 else None
    breaks = len(_BREAK.findall(piece))
    if breaks:  # one line break is a space, further ones are themselves; an escaped one is nothing
        return "\n" * (breaks - 1) or ("" if mark else " ")
    return _SHORT.get(mark)


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _LONG.get(character) or (f"\\x{ord(character):02x}" if ord(character) < 0x100 else f"\\u{ord(character):04x}")
