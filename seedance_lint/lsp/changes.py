"""From an old and a new text to the few edits between them, so that an editor keeps its cursors and marks where they are."""

import re
from collections.abc import Iterator
from itertools import accumulate

from seedance_lint.diagnostics.diagnostic import FileEdit
from seedance_lint.linter.alignment import changes

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_WORD = re.compile(r"\s+|\w+|[^\w\s]")


def edits_between(old: str, new: str) -> list[FileEdit]:
    """Return edits, in the order of the old text and apart from each other, that make the new text of it."""
    before, after = _LINE.findall(old), _LINE.findall(new)
    if len(before) != len(after):
        return list(_in_block(old, new, 0))
    starts = accumulate(map(len, before), initial=0)
    return [
        edit for start, left, right in zip(starts, before, after, strict=False) if left != right for edit in _in_block(left, right, start)
    ]


def _in_block(old: str, new: str, start: int) -> Iterator[FileEdit]:
    """Yield the edits within one changed place that is at ``start``."""
    left, right = _WORD.findall(old), _WORD.findall(new)
    places = list(accumulate(map(len, left), initial=start))
    for at, to, new_at, new_to in changes(left, right):
        yield FileEdit(places[at], places[to], "".join(right[new_at:new_to]))
