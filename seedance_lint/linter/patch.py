"""Says what a fix changes, as a patch."""

import re
from typing import NamedTuple

from seedance_lint.source.document import SourceDocument
from seedance_lint.urls import masked

_CONTEXTS = (3, 2, 1, 0)
"""Lines that are shown before and behind a change; the most that hold no secret are taken."""

# What git writes in quotes, and what acts on a terminal though git lets it be.
_QUOTED = r"[\x00-\x1f\"\\\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
_SHORT = {"\a": "\\a", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\v": "\\v", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


class Patch(NamedTuple):
    """A unified diff, and how many of its lines are not as they stand in the file, since they hold a secret.

    With none of those, ``git apply`` and ``patch -p1`` apply it.
    """

    text: str = ""
    masked: int = 0


def patch_between(before: SourceDocument, after: SourceDocument) -> Patch:
    """Return what leads from one text of a file to the other; an empty patch where they are the same.

    Secrets in URLs are never in it. Lines that do not change are left out where they hold one; in those that change it is shown as stars.
    """
    if before.text == after.text:
        return Patch()
    import difflib

    old, new = _lines(before), _lines(after)
    name, new_name = (_name(f"{side}/{before.path}") for side in "ab")
    for context in _CONTEXTS:
        lines = list(difflib.unified_diff(old, new, name, new_name, n=context))
        if not any(line.startswith(" ") and masked(line) != line for line in lines[2:]):
            break
    shown = [*lines[:2], *map(masked, lines[2:])]
    return Patch("".join(map(_ended, shown)), sum(map(str.__ne__, lines, shown)))


def _lines(document: SourceDocument) -> list[str]:
    r"""Split at ``\n`` alone, as patch does; a byte order mark is part of the first line."""
    return re.findall(r"[^\n]*\n|[^\n]+", ("\ufeff" if document.bom else "") + document.text)


def _ended(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _name(path: str) -> str:
    """Return a path the way git writes it; the tab says where a name with spaces ends."""
    quoted = re.sub(_QUOTED, _escape, path)
    return f'"{quoted}"' if quoted != path else f"{path}\t" if " " in path else path


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _SHORT.get(character) or "".join(f"\\{byte:03o}" for byte in character.encode("utf-8", "surrogateescape"))
