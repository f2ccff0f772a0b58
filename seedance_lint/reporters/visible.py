"""Text of linted files on a terminal: nothing in it may act, and its width must be known."""

import re

# Controls of the terminal (C0, C1, DEL), marks that reorder or break lines, invisible fillers, and halves of surrogate pairs.
_ACTIVE = (
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0001-\U000e007f]"
)
_JSON_ACTIVE = r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_JOINER, _EMOJI_STYLE = "\u200d", "\ufe0f"


def visible(text: str) -> str:
    r"""Return the text with everything that acts on a terminal written as ``\n``, ``\x1b`` or ``\u202e``."""
    if text.isascii() and text.isprintable():
        return text
    return re.sub(_ACTIVE, _escape, text)  # compiled when a text needs it; re keeps it


def visible_lines(text: str) -> str:
    """Return the text like ``visible``, its line breaks kept: for formats that hold whole paragraphs."""
    return "\n".join(visible(line) for line in text.split("\n"))


def visible_patch(text: str) -> str:
    """Return a patch like ``visible``, its line breaks and tabs kept; a carriage return at the end of a line is left out."""
    return "\n".join("\t".join(map(visible, line.removesuffix("\r").split("\t"))) for line in text.split("\n"))


def visible_json(text: str) -> str:
    """Return a JSON text with what acts on a terminal escaped; what it means stays the same."""
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
    """Return, for each character, how it is shown and how many terminal cells that takes.

    Wide characters (CJK, emoji) take two cells, combining ones none; an emoji sequence takes the cells of its first character. A tab is four spaces.
    """
    if text.isascii():
        if text.isprintable():
            return [(character, 1) for character in text]
        return [(_shown(character), len(_shown(character))) for character in text]
    from unicodedata import combining, east_asian_width

    shown: list[tuple[str, int]] = []
    joined = False
    for character in text:
        form = character if character.isprintable() else _shown(character)
        if len(form) > 1:
            width = len(form)
        elif (
            joined
            or character == _JOINER
            or combining(character)
            or "\ufe00" <= character <= _EMOJI_STYLE
            or "\U0001f3fb" <= character <= "\U0001f3ff"
        ):
            width = 0
            if character == _EMOJI_STYLE and shown and shown[-1][1] == 1:
                shown[-1] = (shown[-1][0], 2)
        else:
            width = 2 if east_asian_width(character) in "WF" else 1
        joined = character == _JOINER
        shown.append((form, width))
    return shown


def _shown(character: str) -> str:
    return "    " if character == "\t" else visible(character)
