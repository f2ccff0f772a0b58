"""The part of a source line that shows a marked place, and where on the screen that place is."""

from typing import NamedTuple

from seedance_lint.reporters.visible import cells, plain

_LEFT_SHARE = 3
"""Of a line that is too long, one part in so many of what room is left stands before the marked place, if there is enough behind it."""


class Excerpt(NamedTuple):
    """What of a line is shown, and the terminal cells before the marked place and under it."""

    text: str
    before: int
    under: int


class _Characters:
    """Some characters as they are shown; ``sizes`` are their cells, None where each takes one."""

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
        """Return how many characters of a range fit into so many cells, from its start on; a range that runs backwards is read backwards."""
        step = 1 if start <= end else -1
        if self.sizes is None:
            return min(abs(end - start), max(room, 0))
        for count, place in enumerate(range(start, end, 1) if step > 0 else range(start - 1, end - 1, -1)):
            room -= self.sizes[place]
            if room < 0:
                return count
        return abs(end - start)


def excerpt(line: str, start: int, end: int, width: int) -> Excerpt:
    """Return what to show of a line so that its characters from ``start`` to ``end`` are seen, in at most ``width`` cells where the line is longer."""
    start, end = min(start, len(line)), min(end, len(line))
    # No more than the width around the place is looked at: lines of megabytes exist. A character without width must not shrink that much.
    first = max(0, start - 2 * width)
    last = min(len(line), max(min(end, start + width), start) + 2 * width)
    here = _Characters(line[first:last])
    at, to, size = start - first, min(end, last) - first, last - first
    left, right = 0, size
    if first > 0 or last < len(line) or here.width(0, size) > width:
        room = max(0, width - 2 - here.width(at, to))  # two for the dots
        left = at - here.fitting(at, 0, max(room // _LEFT_SHARE, room - here.width(to, size)))
        right = at + here.fitting(at, size, width - 2 - here.width(left, at))
    dots = ("…" if first + left > 0 else "", "…" if first + right < len(line) else "")
    text = f"{dots[0]}{''.join(here.forms[left:right])}{dots[1]}"
    return Excerpt(text.rstrip(), len(dots[0]) + here.width(left, at), here.width(at, min(to, right)))
