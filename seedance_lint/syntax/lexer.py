"""Text to tokens for the grammar: tags first, then the words of the clauses that hold one."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from seedance_lint.syntax.clause import PROSE, Clause, readers
from seedance_lint.syntax.readings import READINGS
from seedance_lint.syntax.tables import Tables
from seedance_lint.syntax.tags import FoundTag, TagFinder
from seedance_lint.syntax.token import Token
from seedance_lint.syntax.words import WordFinder

_STOP = re.compile(r"[.!?。！？；;\n]")
_DOTS = ".!?"
# A dot ends a sentence before these; inside "16.9" or "v2.0" it ends nothing.
_BEHIND_DOT = frozenset(" \t\n\r\"')]”’*.!?")
# So many characters of a sentence are read on either side of a tag; a longer stretch without any stop is no sentence.
_REACH = 400
# The longest text between two tags that may join them to one reference: ", and " and some spaces.
_LONGEST_JOINT = 14
# Words before "@Image1 to @Image2" that make it a movement and no range.
_MOVING = re.compile(
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
            clause = Clause(text, sentence, tokens, self._readers, label)
            clause.read()
            label = clause.label
            reached = sentence[-1][2]
            tokens.append(PROSE)
        return tokens

    def _sentences(self, text: str, tags: list[FoundTag]) -> Iterator[list[Any]]:
        """Yield, for every sentence with tags, its words and tags in their order: terminal, start, end, and the tag of a tag."""
        split = self.words.split
        first = tags[0].start
        sentence: list[Any] = split(text, self._last_stop(text, 0, first), first)
        last = tags[-1]
        for number, tag in enumerate(tags, 1):
            sentence.append(("BAD_TAG" if tag.reason else "TAG", tag.start, tag.end, tag))
            start = tag.end
            if tag is last:
                sentence += split(text, start, self._first_stop(text, start, len(text)))
                yield sentence
                return
            following = tags[number]
            end = following.start
            joint = self._joint(text, tag, following) if end - start <= _LONGEST_JOINT else None
            if joint is not None:
                sentence.append((joint, start, end))
                continue
            stop = self._first_stop(text, start, end)
            if stop == end:
                sentence += split(text, start, end)
                continue
            sentence += split(text, start, stop)
            yield sentence
            sentence = split(text, max(stop, self._last_stop(text, start, end)), end)

    def _joint(self, text: str, left: FoundTag, right: FoundTag) -> str | None:
        """Return the terminal that joins two neighbouring tags to one reference, if one does."""
        if self.tags.list_mark.fullmatch(text, left.end, right.start):
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

    @staticmethod
    def _first_stop(text: str, start: int, end: int) -> int:
        """Return where the sentence of ``start`` ends: at a stop, out of reach, or at ``end``."""
        reach = min(end, start + _REACH)
        for match in _STOP.finditer(text, start, reach):
            if _is_stop(text, match.start()):
                return match.start()
        return reach

    @staticmethod
    def _last_stop(text: str, start: int, end: int) -> int:
        """Return where the sentence that goes on at ``end`` starts: behind a stop, out of reach, or at ``start``."""
        place = max(start, end - _REACH)
        for match in _STOP.finditer(text, place, end):
            if _is_stop(text, match.start()):
                place = match.end()
        return place


def _is_stop(text: str, at: int) -> bool:
    """Whether a dot or a line break ends a sentence: a line that breaks behind a comma goes on."""
    character = text[at]
    if character in _DOTS:
        return at + 1 == len(text) or text[at + 1] in _BEHIND_DOT
    return character != "\n" or at == 0 or text[at - 1] not in ",，、"
