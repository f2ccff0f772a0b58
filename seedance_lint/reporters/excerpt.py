"""The part of a source line that shows marked places, and where on the screen those places are."""

from collections.abc import Iterator, Sequence

from seedance_lint.records import NamedTuple
from seedance_lint.reporters.visible import cells, plain

_LEFT_SHARE = 3
"""Of a line that is too long, one part in so many of what room is left is before the marked place, if there is enough after it."""


class Shown(NamedTuple):
    """Where a marked place is on the screen: the terminal cells before it and under it."""

    before: int
    under: int


class Excerpt(NamedTuple):
    """What of a line is shown, and the places in it."""

    text: str
    places: tuple[Shown, ...]


class _Characters:
    """Some characters as they are shown; ``sizes`` are their cells, None if each takes one."""

    __slots__ = ("forms", "sizes")

    def __init__(self, text: str) -> None:
        self.forms: str | list[str] = text
        self.sizes: list[int] | None = None
        if not plain(text):
            shown = cells(text)
            self.forms = [form for form, _ in shown]
            self.sizes = [size for _, size in shown]

    def width(self, start: int, end: int) -> int:
        """Return the cells of a range of the characters."""
        return end - start if self.sizes is None else sum(self.sizes[start:end])

    def fitting(self, start: int, end: int, room: int) -> int:
        """Return how many characters of a range fit into this many cells, from its start on; a range that runs backwards is read backwards.

        A character of several code points is never taken apart: all but the first of them have no width.
        """
        if self.sizes is None:
            return min(abs(end - start), max(room, 0))
        if start <= end:
            for count, place in enumerate(range(start, end)):
                room -= self.sizes[place]
                if room < 0:
                    return count
            return end - start
        whole = 0
        for count, place in enumerate(range(start - 1, end - 1, -1), 1):
            room -= self.sizes[place]
            if room < 0:
                break
            if self.sizes[place]:
                whole = count
        return whole


def excerpts(line: str, places: Sequence[tuple[int, int]], width: int) -> Iterator[Excerpt]:
    """Yield what to show of a line so that its places are seen, in at most ``width`` cells each: places that fit together are in one excerpt.

    ``places`` are ranges of characters, from left to right.
    """
    ranges = [(min(start, len(line)), min(end, len(line))) for start, end in places]
    while ranges:
        count = _together(line, ranges, width)
        yield _excerpt(line, ranges[:count], width)
        del ranges[:count]


def _together(line: str, ranges: list[tuple[int, int]], width: int) -> int:
    """Return how many of the ranges, from the first on, fit into one excerpt."""
    start, count = ranges[0][0], 1
    end = ranges[0][1]
    for further in ranges[1:]:
        end = max(end, further[1])
        if end - start > width or _Characters(line[start:end]).width(0, end - start) > width - 2:  # two for the dots
            break
        count += 1
    return count


def _excerpt(line: str, ranges: list[tuple[int, int]], width: int) -> Excerpt:
    start, end = ranges[0][0], max(end for _, end in ranges)
    # No more than the width around the places is looked at: lines of megabytes exist. A character without width must not shrink that much.
    first = max(0, start - 2 * width)
    last = min(len(line), max(min(end, start + width), start) + 2 * width)
    here = _Characters(line[first:last])
    at, to, size = start - first, min(end, last) - first, last - first
    left, right = 0, size
    if first > 0 or last < len(line) or here.width(0, size) > width:
        room = max(0, width - 2 - here.width(at, to))
        left = at - here.fitting(at, 0, max(room // _LEFT_SHARE, room - here.width(to, size)))
        right = at + here.fitting(at, size, width - 2 - here.width(left, at))
    dots = ("…" if first + left > 0 else "", "…" if first + right < len(line) else "")
    text = f"{dots[0]}{''.join(here.forms[left:right])}{dots[1]}"
    shown = [(from_ - first, min(until - first, right)) for from_, until in ranges]
    return Excerpt(
        text.rstrip(), tuple([Shown(len(dots[0]) + here.width(left, from_), here.width(from_, until)) for from_, until in shown])
    )
