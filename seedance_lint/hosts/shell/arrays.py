"""Arrays and loops of a shell script: what ``"${IMAGES[@]}"`` stands for, and what ``$prompt`` is in each turn of a loop."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, product

from seedance_lint.hosts.commands.names import takes_files
from seedance_lint.hosts.shell.lines import Reading, lines
from seedance_lint.hosts.shell.quoting import Part, Word
from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple
from seedance_lint.source.span import Span

MOST_TURNS = 100
"""Of the loops that a command is in."""

MOST_LINES = 1000
"""Of one text that a loop goes through."""

MOST_LOOPS = 500
"""Of one script; commands in those behind are read without what they go through."""

NAME = Pattern(r"([A-Za-z_]\w*)(\+?=)", re.ASCII)
KEY = Pattern(r"\[(?:\"[^\"]*\"|'[^']*'|[^\]\"'\s])*\]=")
"""In front of an item that says where it belongs: ``[sea]="…"``."""
_ALL = Pattern(r"\$\{(?P<name>[A-Za-z_]\w*)\[[@*]\](?:[:+-][^}]*(?:\}\"?)?)?\}|\$[@*]|\$\{[@*]\}", re.ASCII)
_ITEM = Pattern(r"\$\{([A-Za-z_]\w*)\[(?:(\d+)|\$?\{?([A-Za-z_]\w*)\}?)\]\}", re.ASCII)
_INDICES = Pattern(r"\$\{!([A-Za-z_]\w*)\[[@*]\]\}", re.ASCII)
_COUNTED = Pattern(r"for[ \t]*\(\([ \t]*([A-Za-z_]\w*)[ \t]*=[ \t]*0[ \t]*;[^;]*\$\{#([A-Za-z_]\w*)\[[@*]\]\}", re.ASCII)


class Filled(NamedTuple):
    """Items that are given to an array, or added to it; ``block`` is the part of the script that runs as a whole."""

    name: str
    items: tuple[Word, ...]
    adds: bool
    block: int
    span: Span


class Array(NamedTuple):
    """An array that is given its items once; ``open``: some that may be files are only added on a condition."""

    items: tuple[Word, ...]
    open: bool


class Loop(NamedTuple):
    """A loop over words, over the numbers of an array's items, or over the lines of texts."""

    name: str
    words: tuple[Word, ...]
    span: Span
    counts: str | None = None
    reads: Reading | None = None


Turn = Mapping[str, Word | int]
"""What the names of loops stand for in one turn."""


def arrays(text: str, filled: Iterable[Filled]) -> dict[str, Array]:
    """Return the arrays of a script of which it is certain how they begin."""
    by_name: dict[str, list[Filled]] = {}
    for each in filled:
        by_name.setdefault(each.name, []).append(each)
    found = {}
    for name, (first, *others) in by_name.items():
        if first.adds or not all(each.adds for each in others):
            continue
        sure = [each for each in others if each.block == first.block]
        doubtful = [each for each in others if each.block != first.block and _may_be_files(text, each.items)]
        found[name] = Array((*first.items, *[item for each in sure for item in each.items]), bool(doubtful))
    return found


def _may_be_files(text: str, items: Sequence[Word]) -> bool:
    """Whether words that are added to a command may name files: by an option that takes some, or without any."""
    options = [written for item in items if (written := text[slice(*item.span)]).startswith("-")]
    return not options or any(map(takes_files, options))


def loop(text: str, start: int, words: Sequence[Word]) -> Loop | None:
    """Return the loop that the words behind ``for`` begin; its end is not known yet."""
    at = Span(start, start)
    if len(words) == 1:
        counted = _COUNTED.match(text, start)
        return Loop(counted[1], (), at, counted[2]) if counted is not None else None
    name = text[slice(*words[1].span)]
    if len(words) < 4 or text[slice(*words[2].span)] != "in" or not name.isidentifier():
        return None
    hole = only_hole(words[3]) if len(words) == 4 else None
    indices = _INDICES.fullmatch(text, *hole.span) if hole is not None else None
    return Loop(name, tuple(words[3:]), at, indices[1] if indices is not None else None)


def _is_inside(span: Span, values: Iterable[Span]) -> bool:
    return any(span.start <= value.start < span.end for value in values)


def only_hole(word: Word) -> Part | None:
    """Return the hole that a word is as a whole, with or without quotes around it; None for every other word."""
    parts = [part for part in word.parts if part.quoting is None or part.span.start < part.span.end]
    return parts[0] if len(parts) == 1 and parts[0].quoting is None else None


def stands_for_many(text: str, word: Word) -> bool:
    """Whether a word stands for any number of words: ``"${IMAGES[@]}"``, ``"$@"``."""
    hole = only_hole(word)
    return hole is not None and _ALL.fullmatch(text, *hole.span) is not None


class Arrays:
    """The arrays of one script, and the loops that go through them."""

    def __init__(
        self,
        text: str,
        found: Mapping[str, Array],
        loops: Sequence[Loop],
        assigned: Iterable[tuple[str, Span]],
        known: Callable[[Word], Word],
    ) -> None:
        self._text = text
        self._known = known
        """Fills the holes of a word with what constants stand for."""
        self._arrays = found
        values: dict[str, list[Span]] = {}
        for name, value in assigned:
            values.setdefault(name, []).append(value)
        self._loops = [each for each in loops[:MOST_LOOPS] if each.counts or not _is_inside(each.span, values.get(each.name, ()))]

    def spread(self, words: Iterable[Word]) -> Iterator[Word]:
        """Yield words, those of an array in place of what stands for all of it."""
        for word in words:
            hole = only_hole(word)
            match = _ALL.fullmatch(self._text, *hole.span) if hole is not None else None
            array = self._arrays.get(match["name"]) if match is not None and match["name"] else None
            if array is None:
                yield word
                continue
            yield from array.items
            if array.open:
                yield word

    def item(self, part: Part, turn: Turn) -> Word | None:
        """Return the item that fills a hole like ``${IMAGES[0]}``; None for every other hole."""
        match = _ITEM.fullmatch(self._text, *part.span) if part.quoting is None else None
        array = self._arrays.get(match[1]) if match is not None else None
        if match is None or array is None or array.open:
            return None
        at = int(match[2][:4]) if match[2] else turn.get(match[3])
        return array.items[at] if isinstance(at, int) and at < len(array.items) else None

    def turns(self, span: Span, names: Iterable[str]) -> list[Turn]:
        """Return what the loops around a place go through whose names are used there; one turn without any if there are none."""
        used = frozenset(names)
        around = [each for each in self._loops if each.span.start < span.start and span.end <= each.span.end]
        around = [each for each in around if not used.isdisjoint(each.reads.names if each.reads is not None else (each.name,))]
        choices: list[list[Turn]] = [
            [*islice(self._read(each, each.reads), MOST_TURNS)] if each.reads else [{each.name: value} for value in self._values(each)]
            for each in around
        ]
        rows = islice(product(*filter(None, choices)), MOST_TURNS)
        return [{name: value for turn in row for name, value in turn.items()} for row in rows]

    def _read(self, each: Loop, reads: Reading) -> Iterator[dict[str, Word]]:
        """Yield what the names of a loop over lines stand for in each turn."""
        for word in self.spread(each.words):
            known = self._known(word)
            for line in islice(lines(self._text, known), MOST_LINES) if only_hole(known) is None else ():
                row = reads.row(self._text, line)
                if row is not None:
                    yield row

    def _values(self, each: Loop) -> list[Word | int]:
        if each.counts is not None:
            array = self._arrays.get(each.counts)
            return list(range(len(array.items))) if array is not None and not array.open else []
        words = list(self.spread(each.words))
        return [] if any(stands_for_many(self._text, word) for word in words) else list(words)
