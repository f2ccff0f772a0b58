"""How shells write words: quotes and escapes of POSIX shells, PowerShell and cmd, here-documents, and what is filled in when they run."""

import re
from collections.abc import Callable

from seedance_lint.hosts.located import Node, Template
from seedance_lint.hosts.program.mappings import HOLE
from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple
from seedance_lint.source.source_map import SourceMap, SourceMapBuilder
from seedance_lint.source.span import Span

MOST_PARTS = 200
"""Parts of one word, with what stands for its variables: variables of variables grow without end."""


class Quoting(NamedTuple):
    """The rules between one kind of quotes.

    ``escape`` finds what stands for another text, which ``meaning`` tells; ``write`` returns how a text is written there, None if it cannot be.
    ``hazard`` finds, at its end, what would take the character after it for its own.
    """

    write: Callable[[str], str | None]
    escape: Pattern | None = None
    meaning: Callable[[re.Match[str]], str] = lambda match: match[1] or ""
    hazard: Pattern | None = None

    def read(self, text: str, span: Span, builder: SourceMapBuilder) -> None:
        """Append what the characters of a document between such quotes mean."""
        at, end = span
        builder.verbatim("", at)
        if self.escape is not None:
            for match in self.escape.finditer(text, at, end):
                builder.verbatim(text[at : match.start()], at)
                at = match.end()
                builder.escape(self.meaning(match), match.start(), at - match.start())
        builder.verbatim(text[at:end], at)


class Many(Template):
    """A word that stands for any number of words, none of which is known."""

    __slots__ = ()


class Part(NamedTuple):
    """Characters of the document between one pair of quotes; without ``quoting`` they stand for what only the run would tell."""

    span: Span
    quoting: Quoting | None


class Word(NamedTuple):
    """One argument, with its quotes."""

    span: Span
    parts: tuple[Part, ...]


class WordString(NamedTuple):
    """The form of a word, or of the part of it that ``inside`` (places of the whole word's value) tells."""

    text: str
    parts: tuple[Part, ...]
    value: str
    inside: Span | None = None

    def source_map(self, text: str) -> SourceMap | None:
        """Map the string's characters to the document's text; a hole is one piece with what fills it."""
        made = _read(text, self.parts)[0]
        if self.inside is not None:
            made = made.part(self.inside)
        return made if made.value == self.value else None

    def encode(self, text: str, offset: int = 1) -> str | None:
        """Return how to write ``text`` between the quotes that hold the character at ``offset``; None if that cannot be done."""
        made = self.source_map(self.text)
        if made is None or not 0 <= offset <= made.length:
            return None
        place = made.to_file(Span(offset, offset)).start
        before = None
        for part in self.parts:
            if part.quoting is None:
                before = part if part.span.end == place else before
            elif part.span.start <= place <= part.span.end:
                hazard = part.quoting.hazard
                if hazard is not None and hazard.search(self.text[max(part.span.start, place - 64) : place]):
                    return None
                written = part.quoting.write(text)
                if written and before is not None and _WORD_END.match(self.text, before.span.end - 1) and _WORD_END.match(written):
                    return None  # it would be read as more of the variable's name
                return written
        return None


def word_node(text: str, word: Word, inside: Span | None = None) -> Node:
    """Return a word, or a part of its value, as a value with its places."""
    made, holes = _read(text, word.parts)
    value, span = made.value, word.span
    if inside is not None:
        value = value[slice(*inside)]
        holes = [hole.shift(-inside.start) for hole in holes if inside.start <= hole.start and hole.end <= inside.end]
        span = made.to_file(inside) if made.is_contiguous(inside) else span
    return Node(span, Template(value, tuple(holes)) if holes else value, WordString(text, word.parts, value, inside))


def _read(text: str, parts: tuple[Part, ...]) -> tuple[SourceMap, list[Span]]:
    builder = SourceMapBuilder()
    holes: list[Span] = []
    for span, quoting in parts:
        if quoting is None:
            holes.append(Span(builder.length, builder.length + len(HOLE)))
            builder.escape(HOLE, span.start, span.end - span.start)
            continue
        quoting.read(text, span, builder)
    return builder.build(), holes


_WORD_END = Pattern(r"\w", re.ASCII)
_BREAK = r"\\(?:\r\n|\n|\r)"
_WORD_SAFE = Pattern(r"[A-Za-z0-9_@+:./\-\u0080-\U0010ffff]*")
_IN_BRACES = Pattern(r"[^\"'$`\\{}\r\n]*")
_SAFE = Pattern(r"[A-Za-z0-9_@%+=:,./\-\u0080-\U0010ffff]")


def _plain(text: str) -> str | None:
    if "\n" in text or "\r" in text:
        return None
    return "".join([character if _SAFE.match(character) else f"\\{character}" for character in text])


def _one_line(text: str) -> str | None:
    return None if "\n" in text or "\r" in text else text


def _escaper(special: str, mark: str, *, lines: bool = True) -> Callable[[str], str | None]:
    pattern = Pattern(f"[{re.escape(special)}]")

    def write(text: str) -> str | None:
        if not lines and ("\n" in text or "\r" in text):
            return None
        return pattern.sub(lambda match: mark + match[0], text)

    return write


_ANSI_SHORT = {"a": "\a", "b": "\b", "e": "\x1b", "E": "\x1b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_ANSI_LONG = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\", "'": "\\'"}


def _ansi_meaning(match: re.Match[str]) -> str:
    octal, byte, short_unit, long_unit, letter = match.groups()
    if letter is not None:
        return _ANSI_SHORT.get(letter, letter if letter in "\\'\"?" else f"\\{letter}")
    number = int(octal, 8) & 0xFF if octal else int(byte or short_unit or long_unit, 16)
    return chr(number) if number < 0x110000 else "\ufffd"


def _ansi(text: str) -> str:
    return "".join([_ANSI_LONG.get(character) or (f"\\x{ord(character):02x}" if character < " " else character) for character in text])


_POWERSHELL_SHORT = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "e": "\x1b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
    "\n": "",
    "\r\n": "",
}


def _powershell_meaning(match: re.Match[str]) -> str:
    return '"' if match[1] is None else _POWERSHELL_SHORT.get(match[1], match[1])


def _cmd(text: str) -> str | None:
    if "\n" in text or "\r" in text or text.endswith("\\"):
        return None
    return re.sub(r'(\\*)"', r'\1\1\\"', text).replace("%", "%%")


# https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02
PLAIN = Quoting(_plain, Pattern(rf"{_BREAK}|\\(.)", re.DOTALL))
SINGLE = Quoting(lambda text: text.replace("'", "'\\''"))
DOUBLE = Quoting(_escaper('$`"\\', "\\"), Pattern(rf'{_BREAK}|\\([$`"\\])'), hazard=Pattern(r"(?<!\\)(?:\\\\)*\\$|\$$"))
ANSI_C = Quoting(
    _ansi,
    Pattern(r"\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|(.))", re.DOTALL),
    _ansi_meaning,
    Pattern(r"\\(?:[0-7]{1,2}|x[0-9a-fA-F]?|u[0-9a-fA-F]{0,3}|U[0-9a-fA-F]{0,7}|c)$"),
)
HERE = Quoting(_escaper("$`\\", "\\", lines=False), Pattern(rf"{_BREAK}|\\([$`\\])"), hazard=DOUBLE.hazard)
VERBATIM = Quoting(_one_line)
FALLBACK = Quoting(lambda text: text if _IN_BRACES.fullmatch(text) else None)

# https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules and about_special_characters
POWERSHELL_SINGLE = Quoting(lambda text: text.replace("'", "''"), Pattern("'(')"))
POWERSHELL_DOUBLE = Quoting(_escaper('`"$', "`"), Pattern(r'`(\r\n|.)|""', re.DOTALL), _powershell_meaning, Pattern(r"(?<!`)(?:``)*`$|\$$"))
POWERSHELL_PLAIN = Quoting(lambda text: text if _WORD_SAFE.fullmatch(text) else None, Pattern(r"`(.)", re.DOTALL), _powershell_meaning)
POWERSHELL_HERE = Quoting(_escaper("`$", "`", lines=False), Pattern(r"`(\r\n|.)", re.DOTALL), _powershell_meaning, POWERSHELL_DOUBLE.hazard)

# https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments
CMD_PLAIN = Quoting(lambda text: text if _WORD_SAFE.fullmatch(text) else None, Pattern(r"\^(?:\r\n|\n|\r|(.))"))
CMD_DOUBLE = Quoting(_cmd, Pattern(r'(\\)\\(?=\\*+")|\\(")|(%)%'), lambda match: match[1] or match[2] or match[3], Pattern(r"\\$"))
