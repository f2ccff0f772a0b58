"""A text's sentences that hold references: rows of letters, one for each word, row of unknown words, mark and reference."""

import re
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter

from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple
from seedance_lint.syntax.tables import Tables
from seedance_lint.syntax.tags import FoundTag
from seedance_lint.syntax.words import Item, WordFinder

# What ends a sentence. A dot inside of "16.9" or "v2.0" does not, nor does a line break after a comma.
_ENDS = r"[.!?。！？；;\n](?:(?<![.!?\n])|(?<=[.!?])(?=[ \t\n\r\"')\]*.!?]|”|’|\Z)|(?<=\n)(?<!,\n)(?<!，\n)(?<!、\n))"
_ASCII_ENDS = r"[.!?;\n](?:(?<![.!?\n])|(?<=[.!?])(?=[ \t\n\r\"')\]*.!?]|\Z)|(?<=\n)(?<!,\n))"  # compiled in a third of the time
_STOPS = Pattern(_ENDS), Pattern(f".*{_ENDS}", re.DOTALL)
_ASCII_STOPS = Pattern(_ASCII_ENDS), Pattern(f".*{_ASCII_ENDS}", re.DOTALL)
"""What ends a sentence, to be searched from the left, and to be matched up to the last one."""
# So many characters of a sentence are read on either side of a tag; a longer stretch without any stop is not a sentence.
_REACH = 400
# The longest text between two tags that may join them to one reference: ", and " and some spaces.
_LONGEST_JOINT = 14
_QUOTES = '"“”„«「『'
"""What a quote begins with."""

# What a file says, and no role: a quote that is a sentence, or as long as one, after a tag and a colon.
_SPEECH = Pattern(
    rf"(?: \([^()\n]{{0,40}}\))?[ \t]*[:：][ \t]*[{_QUOTES}]"
    r"(?=[^\"”“»」』\n]{0,200}[.!?。！？…][^\"”“»」』\n]{0,2}[\"”“»」』]|[^\"”“»」』\n\x00-\x7f]{7,}[”“」』\"])"
)

Group = list[tuple[FoundTag, str]]
"""The tags of one reference, each with what joins it to the one before it: nothing, a list mark or a range mark."""


class Sentence(NamedTuple):
    """A row of letters between two stops, the words that each of them is for, and the tags of its references by their letter's place."""

    letters: str
    words: Sequence[Item]
    groups: dict[int, Group]
    goes_on: bool
    """Whether it is in the line of the sentence before it."""


_letter = itemgetter(0)
_new = tuple.__new__  # as fast again as a named tuple's own constructor


class SentenceFinder:
    """Cuts texts into sentences."""

    __slots__ = (
        "_again_mark",
        "_begins_clause",
        "_has_dot",
        "_list_mark",
        "_moves",
        "_pause",
        "_range_mark",
        "_ref",
        "_sound_goes_on",
        "_sound_goes_on_cjk",
        "_split",
        "_stop",
    )

    def __init__(self, tables: Tables, words: WordFinder, moves: Callable[[str, int], bool]) -> None:
        """Take the grammar, what finds words, and what says whether the words before a tag make it and the next one a movement."""
        letters, patterns = tables.letters, tables.patterns
        self._split, self._has_dot, self._moves = words.split, words.has_dot, moves
        self._ref, self._stop, self._pause = letters["REF"], letters["STOP"], letters["PAUSE"]
        self._list_mark, self._again_mark, self._range_mark = (Pattern(patterns[f"{name}_MARK"]) for name in ("LIST", "AGAIN", "RANGE"))
        self._begins_clause = Pattern(rf"[ \t]+(?:{patterns['DOES_SOMETHING']})\b")
        self._sound_goes_on, self._sound_goes_on_cjk = Pattern(patterns["SOUND_GOES_ON"]), Pattern(patterns["SOUND_GOES_ON_CJK"])

    def find(self, text: str, tags: list[FoundTag]) -> Iterator[Sentence]:
        """Yield the sentences of a lower-cased text that hold its tags."""
        split, stop_letter, ref = self._split, self._stop, self._ref
        stops, up_to_stop = _ASCII_STOPS if (is_ascii := text.isascii()) else _STOPS
        speaks = '"' in text if is_ascii else any(quote in text for quote in _QUOTES)
        begin = self._last_stop(text, 0, tags[0][0], up_to_stop)
        words = [(stop_letter, begin, begin), *split(text, begin, tags[0][0])]
        groups: dict[int, Group] = {}
        group: Group = []
        reached = -1
        previous: FoundTag | None = None
        for tag in tags:
            start = tag[0]
            if previous is not None:
                end = previous[1]
                if tag.bare and tag[2:4] == previous[2:4] and self._is_again(text, previous, tag):
                    previous = tag._replace(bare=previous.bare)
                    continue
                joint = self._joint(text, previous, tag) if start - end <= _LONGEST_JOINT else None
                if joint is not None:
                    group.append((tag, joint))
                    previous = tag
                    continue
                stop = self._first_stop(text, end, start, stops, speaks=speaks)
                if previous[2] == "audio" and stop < start and self._goes_on_about_sound(text, stop, start):
                    words += [*split(text, end, stop), (self._pause, stop, stop)]
                    end, stop = stop + 1, self._first_stop(text, stop + 1, start, stops, speaks=speaks)
                words += split(text, end, stop)
                if stop < start:
                    words.append((stop_letter, stop, stop))
                    yield _sentence(text, words, groups, reached, begin)
                    reached = end
                    # Most sentences begin with a tag at once.
                    begin = start if text[stop:start] == ". " else self._last_stop(text, stop, start, up_to_stop)
                    words, groups = [(stop_letter, begin, begin), *split(text, begin, start)], {}
            groups[len(words)] = group = [(tag, "")]
            words.append((ref, start, tag[1]))
            previous = tag
        assert previous is not None
        end, stop = previous[1], self._first_stop(text, previous[1], len(text), stops, speaks=speaks)
        if previous[2] == "audio" and self._goes_on_about_sound(text, stop, len(text)):
            words += [*split(text, end, stop), (self._pause, stop, stop)]
            end, stop = stop + 1, self._first_stop(text, stop + 1, len(text), stops, speaks=speaks)
        words += split(text, end, stop)
        words.append((stop_letter, stop, stop))
        yield _sentence(text, words, groups, reached, begin)

    def _goes_on_about_sound(self, text: str, stop: int, end: int) -> bool:
        """Whether the sentence behind a stop is about the beat of the sound before it."""
        mark = text[stop : stop + 1]
        pattern = self._sound_goes_on if mark in {".", ";"} else self._sound_goes_on_cjk if mark in {"。", "；"} else None
        return pattern is not None and pattern.match(text, stop, end) is not None

    def _is_again(self, text: str, left: FoundTag, right: FoundTag) -> bool:
        """Whether a tag is followed by the name of its own file: "@Image1 (image 1)"."""
        return not left.bare and self._again_mark.fullmatch(text, left.end, right.start) is not None

    def _joint(self, text: str, left: FoundTag, right: FoundTag) -> str | None:
        """Return what joins two neighbouring tags to one reference, if they are one."""
        if self._list_mark.fullmatch(text, left.end, right.start):
            between = text[left.end : right.start]
            comma = "," in between or "，" in between
            if (comma and (left.kind != right.kind or self._begins_clause.match(text, right.end))) or left.bare != right.bare:
                return None
            return "LIST_MARK"
        if (
            left.kind == right.kind
            and left.index is not None
            and right.index is not None
            and left.index < right.index
            and self._range_mark.fullmatch(text, left.end, right.start)
            and ("thr" in text[left.end : right.start] or not self._moves(text, left.start))
        ):  # "from @Image1 through @Image4" is all of them, "from @Image1 to @Image4" a movement
            return "RANGE_MARK"
        return None

    def _first_stop(self, text: str, start: int, end: int, stops: Pattern, *, speaks: bool) -> int:
        """Return where the sentence of ``start`` ends: at a stop, at what somebody says, out of reach, or at ``end``.

        ``speaks`` says whether anything is quoted in the text.
        """
        said = _SPEECH.match(text, start, end) if speaks else None
        reach = min(end, start + _REACH) if said is None else said.end() - 1
        found = stops.search(text, start, reach + 1)  # what a dot is depends on the character after it
        while found is not None:
            at = found.start()
            if not self._has_dot(text, at):
                return min(at, reach)
            found = stops.search(text, at + 1, reach + 1)
        return reach

    def _last_stop(self, text: str, start: int, end: int, up_to_stop: Pattern) -> int:
        """Return where the sentence that goes on at ``end`` starts: after a stop, out of reach, or at ``start``."""
        reach = max(start, end - _REACH)
        found = up_to_stop.match(text, reach, end + 1)  # a tag begins there, so no stop
        while found is not None and self._has_dot(text, found.end() - 1):
            found = up_to_stop.match(text, reach, found.end() - 1)
        return reach if found is None else found.end()


def _sentence(text: str, words: list[Item], groups: dict[int, Group], reached: int, begin: int) -> Sentence:
    goes_on = reached >= 0 and text.find("\n", reached, begin + 1) < 0
    return _new(Sentence, ("".join(map(_letter, words)), words, groups, goes_on))
