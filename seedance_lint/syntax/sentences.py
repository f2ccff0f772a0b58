"""A text's sentences that hold references: rows of letters, one for each word, row of unknown words, mark and reference."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple
from seedance_lint.syntax.tags import FoundTag, TagFinder
from seedance_lint.syntax.words import WordFinder

_STOP = Pattern(r"[.!?。！？；;\n]")
_UP_TO_STOP = Pattern(r".*[.!?。！？；;\n]", re.DOTALL)
_DOTS = ".!?"
# A dot ends a sentence before these; inside "16.9" or "v2.0" it ends nothing.
_BEHIND_DOT = frozenset(" \t\n\r\"')]”’*.!?")
# So many characters of a sentence are read on either side of a tag; a longer stretch without any stop is no sentence.
_REACH = 400
# The longest text between two tags that may join them to one reference: ", and " and some spaces.
_LONGEST_JOINT = 14
# What a single file does, so that ", and @Image2" begins a clause and goes on with no list.
_BEGINS_CLAUSE = Pattern(
    r"[ \t]+(?:is|has|appears|walks|stands|sits|runs|turns|looks|enters|shows|provides|controls|sets|defines|drives|serves|acts|becomes|gives|plays"
    r"|dances|comes|goes|moves|takes)\b"
)
# Words before "@Image1 to @Image2" that make it a movement and no range.
_MOVING = Pattern(
    r"\b(?:from|transition\w*|morph\w*|chang\w*|cut\w*|fad\w*|switch\w*|turn\w*|transform\w*|between)\b[^.\n]{0,60}$|[从由從][^。\n]{0,12}$"
)

Group = list[tuple[FoundTag, str]]
"""The tags of one reference, each with what joins it to the one before it: nothing, a list mark or a range mark."""


class Sentence(NamedTuple):
    """The letters of a sentence and the stops around it, where their words stand, and the tags of its references by their letter's place."""

    letters: Sequence[str]
    spans: Sequence[tuple[int, int]]
    groups: dict[int, Group]
    goes_on: bool
    """Whether it stands in the line of the sentence before it."""


_new = tuple.__new__  # as fast again as a named tuple's own constructor


class SentenceFinder:
    """Cuts texts into sentences."""

    __slots__ = ("_ref", "_split", "_stop", "_tags")

    def __init__(self, tags: TagFinder, words: WordFinder, letters: dict[str, str]) -> None:
        """Take what finds tags and words, and the letters of the grammar."""
        self._tags = tags
        self._split = words.split
        self._ref, self._stop = letters["REF"], letters["STOP"]

    def find(self, text: str, tags: list[FoundTag]) -> Iterator[Sentence]:
        """Yield the sentences of a lower-cased text that hold its tags."""
        split, stops = self._split, _Stops(text)
        begin = stops.last(0, tags[0][0])
        items: list[Any] = [(self._stop, begin, begin), *split(text, begin, tags[0][0])]
        groups: dict[int, Group] = {}
        reached = -1
        previous: FoundTag | None = None
        for tag in tags:
            start = tag[0]
            joint = None
            if previous is not None:
                end = previous[1]
                joint = self._joint(text, previous, tag) if start - end <= _LONGEST_JOINT else None
                if joint is None:
                    stop = stops.first(end, start)
                    items += split(text, end, stop)
                    if stop < start:
                        yield self._made(items, stop, groups, text, reached, begin)
                        reached = end
                        begin = (
                            start if text[stop:start] == ". " else stops.last(stop, start)
                        )  # behind most sentences comes the next tag at once
                        items, groups = [(self._stop, begin, begin), *split(text, begin, start)], {}
            if joint is None:
                groups[len(items)] = group = [(tag, "")]
                items.append((self._ref, start, tag[1]))
            else:
                group.append((tag, joint))
            previous = tag
        assert previous is not None
        stop = stops.first(previous[1], len(text))
        items += split(text, previous[1], stop)
        yield self._made(items, stop, groups, text, reached, begin)

    def _made(self, items: list[Any], stop: int, groups: dict[int, Group], text: str, reached: int, begin: int) -> Sentence:
        items.append((self._stop, stop, stop))
        goes_on = reached >= 0 and text.find("\n", reached, begin + 1) < 0
        letters, starts, ends = zip(*items, strict=True)
        return _new(Sentence, (letters, tuple(zip(starts, ends, strict=True)), groups, goes_on))

    def _joint(self, text: str, left: FoundTag, right: FoundTag) -> str | None:
        """Return what joins two neighbouring tags to one reference, if they are one."""
        if self._tags.list_mark.fullmatch(text, left.end, right.start):
            between = text[left.end : right.start]
            comma = "," in between or "，" in between
            if (comma and (left.kind != right.kind or _BEGINS_CLAUSE.match(text, right.end))) or left.bare != right.bare:
                return None
            return "LIST_MARK"
        if (
            left.kind == right.kind
            and left.index is not None
            and right.index is not None
            and left.index < right.index
            and self._tags.range_mark.fullmatch(text, left.end, right.start)
            and not _MOVING.search(text, max(0, left.start - 60), left.start)
        ):
            return "RANGE_MARK"
        return None


class _Stops:
    """The ends of a text's sentences, looked for where a tag stands near."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def first(self, start: int, end: int) -> int:
        """Return where the sentence of ``start`` ends: at a stop, out of reach, or at ``end``."""
        reach = min(end, start + _REACH)
        found = _STOP.search(self._text, start, reach)
        while found is not None:
            place = found.start()
            if self._is_stop(place):
                return place
            found = _STOP.search(self._text, place + 1, reach)
        return reach

    def last(self, start: int, end: int) -> int:
        """Return where the sentence that goes on at ``end`` starts: behind a stop, out of reach, or at ``start``."""
        reach = max(start, end - _REACH)
        found = _UP_TO_STOP.match(self._text, reach, end)
        while found is not None:
            place = found.end()
            if self._is_stop(place - 1):
                return place
            found = _UP_TO_STOP.match(self._text, reach, place - 1)
        return reach

    def _is_stop(self, at: int) -> bool:
        """Whether a dot or a line break ends a sentence: a line that breaks behind a comma goes on."""
        text = self._text
        character = text[at]
        if character in _DOTS:
            return at + 1 == len(text) or text[at + 1] in _BEHIND_DOT
        return character != "\n" or at == 0 or text[at - 1] not in ",，、"
