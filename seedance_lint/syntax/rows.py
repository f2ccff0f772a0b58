"""Rows of letters in which each row of nouns is one: "the main character's walking style" names one role."""

import re
from collections.abc import Mapping, Sequence

from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple
from seedance_lint.syntax.machine import run, start
from seedance_lint.syntax.readings import READINGS, THINGS, WHO
from seedance_lint.syntax.tables import Tables

_new = tuple.__new__  # as fast again as a named tuple's own constructor
_TUNING = ("ART", "SAME", "ADV", "ONLY", "ITS", "WORD", "FEW", "SUFFIX", "AND", "TOGETHER", "NOUN", "THING", "OUTFIT")
BOUNDS = ("COMMA", "PAUSE", "STOP", "REF")
"""What a clause ends at."""

Words = tuple[int, int]
"""The numbers of the first of some words of a sentence, and of the first one after them."""


class Noun(NamedTuple):
    """A role noun: its terminal, its words, and its place among the letters."""

    terminal: str
    words: Words
    at: int


class Row(NamedTuple):
    """The letters of a sentence with each row of nouns made one, and ``nouns`` by their letter's place, in order."""

    letters: str
    begins: Sequence[int]
    """The number of the first word of each letter, and of the first after the last."""
    nouns: dict[int, Noun]
    rare: bool
    """Whether something is denied, edited, moved or dealt out in it; most sentences have nothing of that."""


class RowMaker:
    """Makes rows of the letters of one grammar."""

    __slots__ = ("_bounds", "_colon", "_no", "_noun", "_noun_letters", "_noun_names", "_noun_rows", "_nouns", "_plain_nouns", "_plain_words", "_ref", "_row_of_nouns", "_single_nouns", "_stop", "_terminals", "_tuning", "_word")  # fmt: skip

    def __init__(self, tables: Tables, own_words: Mapping[str, str]) -> None:
        """Take the tables of the grammar, and the letters of the user's own roles with their terminals."""
        letters = tables.letters
        self._nouns, self._noun_names = start(tables.nouns), tables.noun_names
        self._terminals = {letters[name]: name for name in READINGS} | dict(own_words)
        self._noun_rows = frozenset({*self._terminals, letters["GENITIVE"], letters["OF"], letters["NUMBER"]})
        self._ref, self._stop, self._noun, self._word = letters["REF"], letters["STOP"], letters["NOUN"], letters["WORD"]
        self._colon, self._no = letters["COLON"], letters["NO"]
        self._bounds = frozenset(letters[name] for name in BOUNDS)
        self._noun_letters = {
            name: letters["THING"] if name in THINGS else letters[name] if name in {"LIP_SYNC", "OUTFIT"} else letters["NOUN"]
            for name in READINGS
        }
        self._tuning = frozenset(letters[name] for name in _TUNING)
        self._plain_words = {letters["WORD"], letters["FEW"]}
        nouns = re.escape("".join(self._terminals))
        self._single_nouns = Pattern(f"[{nouns}]")
        self._row_of_nouns = Pattern(f"[{nouns}][{re.escape(''.join(self._noun_rows))}]")
        self._plain_nouns = {ord(letter): self._noun_letters.get(name, self._noun) for letter, name in self._terminals.items()}

    def row(self, letters: str, *, rare: bool) -> Row:
        """Make one noun of each row of nouns, and words of those that "no" denies by themselves."""
        if self._row_of_nouns.search(letters) is not None:
            return self._joined(letters, rare=rare)
        terminals = self._terminals
        nouns = {}
        for match in self._single_nouns.finditer(letters):
            words = match.span()
            nouns[words[0]] = _new(Noun, (terminals[match[0]], words, words[0]))
        begins = range(len(letters) + 1)
        if nouns:
            letters = letters.translate(self._plain_nouns)
            if rare and self._no in letters:
                letters = self._without_denied(letters, nouns)
        return _new(Row, (letters, begins, nouns, rare))

    def _joined(self, given: str, *, rare: bool) -> Row:
        """Do the same where nouns are in a row."""
        letters: list[str] = []
        begins: list[int] = []
        nouns: dict[int, Noun] = {}
        at, count, terminals, rows = 0, len(given), self._terminals, self._noun_rows
        while at < count:
            letter = given[at]
            begins.append(at)
            if letter in terminals:
                place = len(letters)
                end = at + 1
                terminal, head = terminals[letter], at
                if given[end] in rows:
                    end, terminal, head = self._noun_row(given, at)
                    if terminal == "OUTFIT" and given[end] == self._ref and terminals.get(given[end - 2]) == "CHARACTER":
                        end, terminal, head = end - 1, "CHARACTER", end - 2  # 男子穿着@图片2: who wears it is a noun of its own
                nouns[place] = Noun(terminal, (head, end), place)
                letters.append(self._noun_letters.get(terminal, self._noun))
                at = end
                continue
            letters.append(letter)
            at += 1
        begins.append(count)
        joined = "".join(letters)
        return Row(self._without_denied(joined, nouns) if self._no in joined else joined, begins, nouns, rare)

    def _noun_row(self, given: str, at: int) -> tuple[int, str, int]:
        """Return where the longest row of nouns ends, what it means, and where its name is."""
        found, number, _ = run(self._nouns, given, at, len(given))
        name = self._noun_names[number] if number >= 0 else "LAST"
        if name != "LAST":
            return found, name, at
        found = max(found, at + 1)
        return found, self._terminals[given[found - 1]], found - 1

    def _without_denied(self, given: str, nouns: dict[int, Noun]) -> str:
        """Make words of nouns that "no" denies and that stop before another begins: "no music, the style of …"."""
        letters = list(given)
        for at, letter in enumerate(letters):
            if letter != self._no:
                continue
            end = at + 1
            while letters[end] in self._tuning:
                end += 1
            if letters[end] in self._bounds and letters[end] != self._ref:
                for place in range(at + 1, end):
                    if nouns.pop(place, None) is not None:
                        letters[place] = self._word
                letters[at] = self._word
        return "".join(letters)

    def label(self, row: Row) -> Noun | None:
        """Return the role that a line begins with, for its references that get no other: "Character: a tall man from …"."""
        letters = row.letters
        if self._colon not in letters:
            return None
        at = 1
        while at < 4 and at not in row.nouns and letters[at] not in (self._ref, self._stop):
            at += 1
        if at not in row.nouns:
            return None
        end = at + 1
        tuning = self._tuning if row.nouns[at].terminal in WHO else self._tuning - self._plain_words
        while letters[end] in tuning and end not in row.nouns:
            end += 1
        if letters[end] == self._colon and letters[end + 1] != self._ref:
            return row.nouns[at]
        return None
