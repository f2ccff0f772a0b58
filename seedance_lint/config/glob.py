"""One pattern of a path, as Git has them, as a regular expression that takes time in proportion to pattern and path.

See https://git-scm.com/docs/gitignore#_pattern_format and Git's ``wildmatch.c``. Wherever a piece of a pattern may begin at several places, the
first one that fits is as good as any other, so the expression never comes back to it (``(?>…)``).
"""

import re
from collections.abc import Iterator

LONGEST = 4096
"""Characters of a pattern; no path is as long."""

_ANY = "[^/]"
_FOLDERS = "(?:[^/]++/)*"
_NOTHING = "(?!)"
_CLASSES = {
    "alnum": "0-9A-Za-z", "alpha": "A-Za-z", "blank": " \\t", "cntrl": "\\x00-\\x1f\\x7f", "digit": "0-9", "graph": "!-~", "lower": "a-z",
    "print": " -~", "punct": "!-/:-@\\[-`{-~", "space": "\\t-\\r ", "upper": "A-Z", "xdigit": "0-9A-Fa-f",
}  # fmt: skip
_NAMED = re.compile(r"\[:([^\]]*):\]")


class NoPattern(ValueError):
    """A text that is not a pattern: Git passes over those, too."""


def expression(pattern: str) -> str:
    """Return the regular expression for paths that a pattern with slashes matches; ``**`` stands for any number of folders.

    Raises:
        NoPattern: a bracket or an escape is not finished, or the text is longer than any path.
    """
    if len(pattern) > LONGEST:
        raise NoPattern(pattern)
    groups: list[list[str]] = [[]]  # segments, parted where any number of folders may be
    *folders, last = _segments(pattern)
    for segment in folders:
        if segment == "**":
            groups.append([])
        else:
            groups[-1].append(f"(?>{_segment(segment)})/")
    groups[-1].append(f"{_ANY}.*" if last == "**" else _segment(last))
    first, *others = map("".join, groups)
    if not others:
        return first
    *between, end = others
    return first + "".join(f"(?>{_FOLDERS}?{each})" for each in between if each) + _FOLDERS + end


def _segments(pattern: str) -> Iterator[str]:
    """Yield what is between the slashes outside of brackets."""
    start = at = 0
    while at < len(pattern):
        character = pattern[at]
        at += 1
        if character == "/":
            yield pattern[start : at - 1]
            start = at
        elif character == "[":
            at = _bracket(pattern, at)[1]
        else:
            at += character == "\\"
    yield pattern[start:]


def _segment(text: str) -> str:
    """Return the regular expression for one name."""
    pieces = [""]  # what is between stars
    at = 0
    while at < len(text):
        character = text[at]
        at += 1
        if character == "*":
            pieces += [""] if pieces[-1] or len(pieces) == 1 else []
        elif character == "?":
            pieces[-1] += _ANY
        elif character == "[":
            made, at = _bracket(text, at)
            pieces[-1] += made
        else:
            if character == "\\":
                if at == len(text):
                    raise NoPattern(text)
                character, at = text[at], at + 1
            pieces[-1] += re.escape(character)
    first, *others = pieces
    if not others:
        return first
    *between, end = others
    return first + "".join(f"(?>{_ANY}*?{each})" for each in between) + f"{_ANY}*{end}"


def _bracket(text: str, at: int) -> tuple[str, int]:
    """Return the regular expression for a bracket whose inside starts at a place, and the place after it."""
    negated = text.startswith(("!", "^"), at)
    at += negated
    parts: list[str] = []
    start = at
    while True:
        if (named := _NAMED.match(text, at)) is not None:
            if named[1] not in _CLASSES:
                raise NoPattern(text)
            parts.append(_CLASSES[named[1]])
            at = named.end()
        elif text.startswith("]", at) and at > start:
            break
        else:
            low, at = _character(text, at)
            high = low
            if text.startswith("-", at) and not text.startswith("-]", at):
                high, at = _character(text, at + 1)
            if low <= high:
                parts.append(f"{re.escape(low)}-{re.escape(high)}")
    inside = "".join(parts)
    if negated:
        return f"[^/{inside}]", at + 1
    return f"(?!/)[{inside}]" if inside else _NOTHING, at + 1


def _character(text: str, at: int) -> tuple[str, int]:
    if text.startswith("\\", at):
        at += 1
    if at >= len(text):
        raise NoPattern(text)
    return text[at], at + 1
