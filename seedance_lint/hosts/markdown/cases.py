"""Cases of a gallery: a prompt, and in bold below it the labels of the files that went in and of what came out."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from seedance_lint.hosts.markdown.files import Listing
from seedance_lint.hosts.prompt_files import KINDS, Entry, kind_of, url_of
from seedance_lint.package_data import read_toml
from seedance_lint.pattern import Pattern
from seedance_lint.source.span import Span

_MOST_BELOW = 20_000
"""Characters below a label that are looked at."""
_ENDS = Pattern(r"^(?:[ \t]*(?:\*\*|__)[^*_\n]|#{1,6}[ \t])", re.MULTILINE)
_FILE = Pattern(
    rf"(?:\b(?:src|href)=[\"']|\]\(|(?<=\s))(https?://[^\s\"'()<>]+?\.(?:{'|'.join(KINDS)})(?:\?[^\s\"'()<>]*)?)(?=[\s\"')]|$)",
    re.IGNORECASE,
)
_FENCE = Pattern(r"^[ \t>]*(?:`{3,}|~{3,})", re.MULTILINE)
_NUMBERED = Pattern(r"(image|video|audio)[ _-]?([0-9]{1,2})\.\w+$", re.IGNORECASE)


class Cases:
    """Where a page shows what went into its cases and what came out."""

    def __init__(self, text: str) -> None:
        """Look for the labels."""
        found = list(_labels().finditer(text)) if "**" in text or "__" in text else []
        self._text = text
        self._begins = [match.start() for match in found]
        self._inputs = [match.end(3) for match in found if match[2] is not None]

    def follow(self, place: int, end: int) -> bool:
        """Whether a case is shown between two places, and no fence before it, which holds its prompt."""
        at = bisect_left(self._begins, place)
        return at < len(self._begins) and self._begins[at] < end and _FENCE.search(self._text, place, self._begins[at]) is None

    def listings(self) -> Iterator[Listing]:
        """Yield the files below each label of what went in."""
        for start in self._inputs:
            ends = _ENDS.search(self._text, start, start + _MOST_BELOW)
            entries = tuple(_entries(self._text, start, start + _MOST_BELOW if ends is None else ends.start()))
            if entries:
                yield Listing(Span(start, entries[-1].span.end), entries, is_shown=True)


def _entries(text: str, start: int, end: int) -> Iterator[Entry]:
    """Yield the files that are shown between two places: what a picture leads to, where it leads to a file, and not the picture."""
    counts: dict[str, int] = {}
    covered = start
    for match in _FILE.finditer(text, start, end):
        kind = kind_of(match[1])
        if kind is None or match.start() < covered:
            continue
        if match[0][:4].lower() == "href":
            closing = text.find("</a>", match.end(), end)
            covered = closing if closing >= 0 else covered
        named = _NUMBERED.search(match[1].partition("?")[0])
        counts[kind] = counts.get(kind, 0) + 1
        index = int(named[2]) if named is not None and named[1].lower() == kind else counts[kind]
        yield Entry(kind, index, url_of(match[1]), Span(*match.span(1)))


@lru_cache(maxsize=1)
def _labels() -> Pattern:
    data = read_toml("hosts/prose/prose.toml")["cases"]
    given, shown = ("|".join(map(re.escape, data[name])) for name in ("inputs", "results"))
    return Pattern(
        rf"^[ \t]*(\*\*|__)[ \t]*(?:({given})|{shown})[ \t]*[:：]?\1[ \t]*[:：]?(\s+)(?=<(?:img|a|div|p|video|table)\b|!?\[|https?://)",
        re.IGNORECASE | re.MULTILINE,
    )
