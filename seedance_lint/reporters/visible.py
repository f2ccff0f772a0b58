"""Text of linted files on a terminal and in the log of a CI service: nothing in it may act, and its width must be known."""

import re

# Controls of the terminal (C0, C1, DEL), marks that reorder or break lines, invisible fillers, and halves of surrogate pairs.
_ACTIVE = (
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0001-\U000e007f]"
)
_JSON_ACTIVE = r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
# GitHub's runner takes a line for a command that has `##[name]` anywhere or begins with `::name`, white space aside (ActionCommand.cs);
# Azure Pipelines and TeamCity one that has `##vso[name]` or `##teamcity[name]` anywhere.
_COMMAND_MARK = "##"
COMMAND = rf"{_COMMAND_MARK}(?=[A-Za-z]*\[)"
"""What begins a command wherever it is, up to what may be written in another way."""
_COMMAND_START = "::"
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_EVEN = ((" ", "~"), ("\u3001", "\u3029"), ("\u4e00", "\u9fff"), ("\uff01", "\uff60"))
"""Characters whose width is plain to see, from one up to another: ASCII takes one cell, Chinese two. Most prompts have no others, and need no tables.

They are no pattern: `re` would take a millisecond to compile it.
"""


def visible(text: str) -> str:
    r"""Return the text with everything that acts on a terminal written as ``\n``, ``\x1b`` or ``\u202e``.

    What would make a line that it is in, or that it begins, a command for a CI service is written out too: ``\x23#[``, ``\x3a:``.
    """
    text = _inactive(text)
    if _COMMAND_MARK in text:
        text = re.sub(COMMAND, r"\\x23#", text)
    if _COMMAND_START in text and text.lstrip().startswith(_COMMAND_START):
        text = text.replace(":", "\\x3a", 1)
    return text


def visible_lines(text: str) -> str:
    """Return the text like ``visible``, its line breaks kept: for JSON that holds whole paragraphs (``visible_json`` sees to commands there)."""
    return "\n".join(map(_inactive, text.split("\n")))


def _inactive(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return re.sub(_ACTIVE, _escape, text)  # compiled when a text needs it; re keeps it


def visible_patch(text: str) -> str:
    """Return a patch like ``visible``, its line breaks and tabs kept; a carriage return at the end of a line is left out."""
    return "\n".join("\t".join(map(visible, line.removesuffix("\r").split("\t"))) for line in text.split("\n"))


def visible_json(text: str) -> str:
    """Return a JSON text with what acts on a terminal escaped; what it means stays the same."""
    if _COMMAND_MARK in text:
        text = re.sub(COMMAND, r"\\u0023#", text)  # in a string: nowhere else does JSON have such a character
    if text.isascii() and text.isprintable():
        return text
    return re.sub(_JSON_ACTIVE, lambda match: f"\\u{ord(match[0]):04x}", text)


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if character in _SHORT:
        return _SHORT[character]
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def cells(text: str) -> list[tuple[str, int]]:
    """Return, for each code point, how it is shown and how many terminal cells that takes.

    Of a character of several code points (an emoji sequence, a letter with its accents) the first has the width of all. A tab is four spaces.
    """
    if text.isascii():
        shown = [(character, 1) if character.isprintable() else (_shown(character), len(_shown(character))) for character in text]
        return _without_commands(text, shown)
    if all(any(first <= character <= last for first, last in _EVEN) for character in {*text}):
        shown = [(character, 1 if character.isascii() else 2) for character in text]
        return _without_commands(text, shown)
    from wcwidth import iter_graphemes, wcswidth, wcwidth

    shown = []
    for grapheme in iter_graphemes(text):
        forms = [character if character.isprintable() else _shown(character) for character in grapheme]
        if forms == list(grapheme):
            shown += [(forms[0], max(wcswidth(grapheme), 0)), *((form, 0) for form in forms[1:])]
        else:
            shown += [
                (form, max(wcwidth(form), 0) if form == character else len(form)) for form, character in zip(forms, grapheme, strict=True)
            ]
    return _without_commands(text, shown)


def width(text: str) -> int:
    """Return how many terminal cells a text takes as ``cells`` shows it."""
    return len(text) if plain(text) else sum(size for _, size in cells(text))


def wrapped(text: str, room: int, indent: str = "") -> list[str]:
    """Return a text in lines of at most this many cells, broken between words; all but the first begin with ``indent``."""
    if width(text) <= room:
        return [text]
    line, *words = text.split(" ")
    lines, taken = [], width(line)
    for word in words:
        if line.strip() and taken + 1 + width(word) > room:
            lines.append(line)
            line = indent + word
            taken = width(line)
        else:
            line += f" {word}"
            taken += 1 + width(word)
    return [*lines, line]


def _without_commands(text: str, shown: list[tuple[str, int]]) -> list[tuple[str, int]]:
    for match in re.finditer(COMMAND, text) if _COMMAND_MARK in text else ():
        form = "\\x23"
        shown[match.start()] = (form, len(form))
    return shown


def plain(text: str) -> bool:
    """Whether each character of a text is shown as it is, in one cell."""
    return text.isascii() and text.isprintable() and (_COMMAND_MARK not in text or re.search(COMMAND, text) is None)


def _shown(character: str) -> str:
    return "    " if character == "\t" else visible(character)
