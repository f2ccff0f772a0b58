"""How TOML writes strings and names: four kinds of quotes, and bare names."""

import re

from seedance_lint.records import NamedTuple
from seedance_lint.source.source_map import SourceMap, SourceMapBuilder
from seedance_lint.source.span import Span

_PIECE = re.compile(r"\\(?:([ \t]*(?:\r\n|\n)[ \t\r\n]*)|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))|(\r\n)", re.DOTALL)
_SHORT = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b", '"': '"', "\\": "\\"}
_LONG = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_TO_ESCAPE = re.compile('[\x00-\x1f"\\\\\x7f\ud800-\udfff]')
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f\ud800-\udfff]")
_BARE = re.compile(r"[A-Za-z0-9_-]+")


class TomlString(NamedTuple):
    """A string or a name at ``[start, end)`` of the document, quotes included; ``quotes`` is empty for a bare name."""

    start: int
    end: int
    quotes: str
    value: str

    def source_map(self, text: str) -> SourceMap | None:
        """Map the string's characters to the document's text."""
        made = read(text, Span(self.start, self.end), self.quotes)
        return made if made is not None and made.value == self.value else None

    def encode(self, text: str, offset: int = 1) -> str | None:
        """Return how to write ``text`` inside this string; None if its kind cannot hold it."""
        if not self.quotes:
            return text if _BARE.fullmatch(text) else None
        is_long = len(self.quotes) == 3
        if is_long and (not text or (offset == 0 and text[0] == "\n")):
            return None  # quotes, spaces or line breaks that then are side by side may mean something else
        if self.quotes[0] == "'":
            return None if "'" in text or _CONTROL.search(text.replace("\n", "") if is_long else text) else text
        if is_long and text[:1].isspace():
            return None  # after a backslash at the end of a line it would be skipped
        return _TO_ESCAPE.sub(lambda match: match[0] if is_long and match[0] == "\n" else _escape(match[0]), text)


def read(text: str, span: Span, quotes: str) -> SourceMap | None:
    """Return the map of a string or a name, quotes included; None if an escape is not one of TOML's."""
    start, end = span.start + len(quotes), span.end - len(quotes)
    if len(quotes) == 3:  # a line break right after the quotes does not count
        start += 2 if text.startswith("\r\n", start, end) else 1 if text.startswith("\n", start, end) else 0
    builder = SourceMapBuilder()
    builder.verbatim("", start)
    if len(quotes) == 1 and (quotes == "'" or text.find("\\", start, end) < 0):
        builder.verbatim(text[start:end], start)
        return builder.build()
    while (match := _PIECE.search(text, start, end)) is not None:
        at = match.start()
        builder.verbatim(text[start:at], start)
        if quotes[:1] != '"' and match[0][0] == "\\":
            start = at + 1
            builder.verbatim("\\", at)
            continue
        meaning = _meaning(match)
        if meaning is None:
            return None
        start = match.end()
        builder.escape(meaning, at, start - at)
    builder.verbatim(text[start:end], start)
    return builder.build()


def _meaning(match: re.Match[str]) -> str | None:
    skipped, *numbers, short, line_break = match.groups()
    if line_break:
        return "\n"
    if skipped is not None:
        return ""
    number = next((int(number, 16) for number in numbers if number), None)
    if number is not None:
        return chr(number) if number < 0x110000 else None
    return _SHORT.get(short)


def _escape(character: str) -> str:
    return _LONG.get(character) or f"\\u{ord(character):04x}"
