"""Says what a fix changes, as a patch."""

import re
from collections.abc import Iterable, Iterator, Mapping

from seedance_lint.linter.alignment import Change, changes
from seedance_lint.masking import masked
from seedance_lint.records import NamedTuple
from seedance_lint.source.document import SourceDocument

_CONTEXTS = (3, 2, 1, 0)
"""Lines that are shown before and after a change; the most that need no change of their own are taken."""
# What a CI service would take for a command: `##[`, `##vso[` anywhere, `::` at the start of a line. For a runner a carriage return ends one.
_COMMAND = r"##(?=[A-Za-z]*\[)|((?:\A |\r)\s*):(?=:)"

# What git writes in quotes, and what acts on a terminal though git lets it be.
_QUOTED = r"##(?=[A-Za-z]*\[)|[\x00-\x1f\"\\\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
_SHORT = {"\a": "\\a", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\v": "\\v", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


class Patch(NamedTuple):
    """A unified diff, and how many of its lines are not as they are in the file, since they hold a secret or what a CI service would obey.

    With none of those, ``git apply`` and ``patch -p1`` apply it.
    """

    text: str = ""
    masked: int = 0


def patch_between(before: SourceDocument, after: SourceDocument) -> Patch:
    """Return what leads from one text of a file to the other; an empty patch where they are the same.

    Secrets in URLs are never in it, nor are commands for the runner of a CI service. Lines that do not change are left out where they hold such
    a thing; in those that change a secret is shown as stars, a command is broken.
    """
    if before.text == after.text:
        return Patch()
    old, new = _lines(before), _lines(after)
    shown_lines = {**_shown_lines(old), **_shown_lines(new)}
    name, new_name = (_name(f"{side}/{before.path}") for side in "ab")
    found = list(changes(old, new))
    for context in _CONTEXTS:
        lines = [line for group in _groups(found, 2 * context) for line in _hunk(group, old, new, context)]
        if not any(line.startswith(" ") and _shown(line, shown_lines) != line for line in lines):
            break
    shown = [_shown(line, shown_lines) for line in lines]
    return Patch(f"--- {name}\n+++ {new_name}\n" + "".join(map(_ended, shown)), sum(map(str.__ne__, lines, shown)))


def _groups(found: Iterable[Change], distance: int) -> Iterator[list[Change]]:
    """Yield the changes that are no further from each other than that."""
    group: list[Change] = []
    for change in found:
        if group and change.start - group[-1].end > distance:
            yield group
            group = []
        group.append(change)
    yield group


def _hunk(group: list[Change], old: list[str], new: list[str], context: int) -> Iterator[str]:
    """Yield the lines of one hunk of a unified diff."""
    first, last = group[0], group[-1]
    start, end = max(first.start - context, 0), min(last.end + context, len(old))
    new_start, new_end = first.new_start - (first.start - start), last.new_end + (end - last.end)
    yield f"@@ -{_range(start, end)} +{_range(new_start, new_end)} @@\n"
    for change in group:
        yield from (f" {line}" for line in old[start : change.start])
        yield from (f"-{line}" for line in old[change.start : change.end])
        yield from (f"+{line}" for line in new[change.new_start : change.new_end])
        start = change.end
    yield from (f" {line}" for line in old[start:end])


def _range(start: int, end: int) -> str:
    length = end - start
    return f"{start + 1}" if length == 1 else f"{start + bool(length)},{length}"


def _shown_lines(lines: list[str]) -> dict[str, str]:
    """Return the lines that hold a secret, with stars for it."""
    return {line: shown for line, shown in zip(lines, _split(masked("".join(lines))), strict=True) if line != shown}


def _shown(line: str, shown_lines: Mapping[str, str]) -> str:
    shown = line[:1] + shown_lines.get(line[1:], line[1:])
    return re.sub(_COMMAND, _broken, shown) if "##" in shown or "::" in shown else shown


def _broken(match: re.Match[str]) -> str:
    return "\\x23#" if match[1] is None else f"{match[1]}\\x3a"


def _lines(document: SourceDocument) -> list[str]:
    r"""Split at ``\n`` alone, as patch does; a byte order mark is part of the first line."""
    return _split(("\ufeff" if document.bom else "") + document.text)


def _split(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _ended(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _name(path: str) -> str:
    """Return a path the way git writes it; the tab says where a name with spaces ends."""
    quoted = re.sub(_QUOTED, _escape, path)
    return f'"{quoted}"' if quoted != path else f"{path}\t" if " " in path else path


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if character == "##":
        return "\\043#"
    return _SHORT.get(character) or "".join(f"\\{byte:03o}" for byte in character.encode("utf-8", "surrogateescape"))
