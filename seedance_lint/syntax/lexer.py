"""Text to tokens for the grammar: tags first, then the words of the clauses that hold one."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from seedance_lint.syntax.clause import PROSE, Clause, readers
from seedance_lint.syntax.pattern import Pattern
from seedance_lint.syntax.readings import READINGS
from seedance_lint.syntax.tables import Tables
from seedance_lint.syntax.tags import FoundTag, TagFinder
from seedance_lint.syntax.token import Token
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


class Lexer:
    """Cuts texts into tokens, with one vocabulary."""

    __slots__ = ("_readers", "tags", "words")

    def __init__(self, tables: Tables, own_words: Mapping[str, str]) -> None:
        """Take the vocabulary of the grammar, and the user's own words mapped to ``OWN:role``."""
        self.tags = TagFinder(tables)
        self.words = WordFinder(tables, own_words)
        self._readers = readers(frozenset({*READINGS, *own_words.values()}), frozenset(tables.generic))

    def tokens(self, text: str, tags: list[FoundTag]) -> list[Token]:
        """Return the tokens of the clauses around the tags of a lower-cased text; everything else is left out."""
        tokens: list[Token] = []
        label: list[Token] = []
        reached = 0
        for sentence in self._sentences(text, tags):
            if "\n" in text[reached : sentence[0][1]]:
                label = []  # "Characters: …" speaks for its line
            label = Clause(text, sentence, tokens, self._readers, label).read()
            reached = sentence[-1][2]
            tokens.append(PROSE)
        return tokens

    def _sentences(self, text: str, tags: list[FoundTag]) -> Iterator[list[Any]]:
        """Yield, for every sentence with tags, its words and tags in their order: terminal, start, end, and the tag of a tag."""
        split = self.words.split
        stops = _Stops(text)
        first = tags[0][0]
        sentence: list[Any] = split(text, stops.last(0, first), first)
        following = iter(tags)
        tag = next(following)
        while True:
            start, end, _, _, _, reason = tag
            sentence.append(("BAD_TAG" if reason else "TAG", start, end, tag))
            previous, start = tag, end
            tag = next(following, None)  # type: ignore[assignment]
            if tag is None:
                sentence += split(text, start, stops.first(start, len(text)))
                yield sentence
                return
            end = tag[0]
            joint = self._joint(text, previous, tag) if end - start <= _LONGEST_JOINT else None
            if joint is not None:
                sentence.append((joint, start, end))
                continue
            stop = stops.first(start, end)
            sentence += split(text, start, stop)
            if stop < end:
                yield sentence
                # Behind most sentences comes the next tag at once.
                sentence = [] if text[stop:end] == ". " else split(text, stops.last(stop, end), end)

    def _joint(self, text: str, left: FoundTag, right: FoundTag) -> str | None:
        """Return the terminal that joins two neighbouring tags to one reference, if one does."""
        if self.tags.list_mark.fullmatch(text, left.end, right.start):
            between = text[left.end : right.start]
            comma = "," in between or "，" in between
            if comma and (left.kind != right.kind or _BEGINS_CLAUSE.match(text, right.end)):
                return None
            return "LIST_MARK"
        if (
            left.kind == right.kind
            and left.index is not None
            and right.index is not None
            and left.index < right.index
            and self.tags.range_mark.fullmatch(text, left.end, right.start)
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
