"""Columns the way editors count them: in UTF-8, UTF-16 or UTF-32 code units of a line."""

from collections.abc import Callable

from seedance_lint.records import NamedTuple


class Units(NamedTuple):
    """How an editor counts the characters of a line; everything else in this program counts code points."""

    count: Callable[[str], int]
    """Text to the number of its units."""
    points: Callable[[str, int], int]
    """Text and a number of its units to the number of code points in them; within a character, those before it."""


def _count_utf8(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def _count_utf16(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _points_utf8(text: str, units: int) -> int:
    if text.isascii():
        return min(units, len(text))
    data = text.encode("utf-8", "surrogatepass")
    while units < len(data) and data[units] & 0xC0 == 0x80:
        units -= 1
    return len(data[:units].decode("utf-8", "surrogatepass"))


def _points_utf16(text: str, units: int) -> int:
    if text.isascii():
        return min(units, len(text))
    count = 0
    for number, character in enumerate(text):
        count += 2 if character > "\uffff" else 1
        if count > units:
            return number
    return len(text)


UNITS = {
    "utf-8": Units(_count_utf8, _points_utf8),
    "utf-16": Units(_count_utf16, _points_utf16),
    "utf-32": Units(len, lambda text, units: min(units, len(text))),
}
"""The encodings by their names in the protocol."""
