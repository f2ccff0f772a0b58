"""Where two rows of lines or words differ, in time that grows as they do.

The standard library's ``difflib`` looks for the longest common piece, of all, first; for words that come again and again that takes time that
grows with the cube of their number. Fixes change little, here and there, so it is enough to look ahead from each change.
"""

from collections.abc import Iterator, Sequence

from seedance_lint.records import NamedTuple

_AHEAD = 40
"""How far ahead two rows are looked through for where they are the same again."""
_SURE = 4
"""So many that are the same in a row are no chance."""


class Change(NamedTuple):
    """``old[start:end]`` became ``new[new_start:new_end]``."""

    start: int
    end: int
    new_start: int
    new_end: int


def changes(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Yield what makes the new row of the old one, in order; between any two changes at least one piece is the same."""
    at = new_at = 0
    pending: Change | None = None
    while at < len(old) or new_at < len(new):
        if at < len(old) and new_at < len(new) and old[at] == new[new_at]:
            if pending is not None:
                yield pending
                pending = None
            at += 1
            new_at += 1
            continue
        left, right = _gap(old, new, at, new_at)
        start, new_start = (at, new_at) if pending is None else (pending.start, pending.new_start)
        at, new_at = at + left, new_at + right
        pending = Change(start, at, new_start, new_at)
    if pending is not None:
        yield pending


def _gap(old: Sequence[str], new: Sequence[str], at: int, new_at: int) -> tuple[int, int]:
    """Return how much of each row is before the nearest place where they are the same again; better a little later, where they stay so."""
    left, right = min(len(old) - at, _AHEAD), min(len(new) - new_at, _AHEAD)
    chance: tuple[int, int] | None = None
    for both in range(1, left + right):
        if chance is not None and both > sum(chance) + _SURE:
            break
        for skipped in range(max(0, both - right + 1), min(both, left - 1) + 1):
            here, there = at + skipped, new_at + both - skipped
            if old[here] == new[there]:
                if old[here : here + _SURE] == new[there : there + _SURE]:
                    return skipped, both - skipped
                chance = chance or (skipped, both - skipped)
    return chance or (left, right)
