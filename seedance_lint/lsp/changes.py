"""From an old and a new text to the few edits between them, so that an editor keeps its cursors and marks where they are."""

import re
from collections.abc import Iterator
from itertools import accumulate

from seedance_lint.diagnostics.diagnostic import FileEdit

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_MOST_WORDS = 4000
"""Words of one changed place that are compared one by one; the comparison's time grows faster than their number."""


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
    """Yield the edits within one changed place that stands at ``start``."""
    from difflib import SequenceMatcher

    left, right = _WORD.findall(old), _WORD.findall(new)
    shorter = min(len(left), len(right))
    head = next((number for number in range(shorter) if left[number] != right[number]), shorter)
    tail = next((number for number in range(shorter - head) if left[-1 - number] != right[-1 - number]), shorter - head)
    start += sum(map(len, left[:head]))
    left, right = left[head : len(left) - tail], right[head : len(right) - tail]
    places = list(accumulate(map(len, left), initial=start))
    if max(len(left), len(right)) > _MOST_WORDS:
        yield FileEdit(start, places[-1], "".join(right))
        return
    for what, at, to, new_at, new_to in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if what != "equal":
            yield FileEdit(places[at], places[to], "".join(right[new_at:new_to]))
