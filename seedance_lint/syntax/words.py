"""Splitting a clause into the words of the vocabulary."""

import re
from collections.abc import Mapping

from seedance_lint.syntax.readings import READINGS
from seedance_lint.syntax.tables import Tables

_CJK = "⺀-⿟぀-ヿ㐀-䶿一-鿿豈-﫿"
_PIECE = re.compile(
    rf"['’]s(?![a-z])|[a-zà-öø-ÿ][a-zà-öø-ÿ0-9_]*(?:['’](?!s(?![a-z]))[a-z]+)?|[{_CJK}]+|[0-9][0-9.:%]*[a-z]*|=>|->|——|[^\S\n]+|.",
    re.DOTALL,
)
_ROLES = frozenset(READINGS)
_HYPHENS = str.maketrans("-_\n\t", "    ")

# A noun of one character is one only at the end of its phrase: 人 is no person in 聂人王.
_AFTER_SHORT = "的中里裏和与與在及"

RawToken = tuple[str, int, int]
"""Terminal, start and end. Words that are in no vocabulary are WORDS, one token for a row of them."""


class WordFinder:
    """Looks up the words and phrases of a text, the longest first."""

    __slots__ = ("_cjk_lengths", "_longest", "_words")

    def __init__(self, tables: Tables, own_words: Mapping[str, str]) -> None:
        words = dict(tables.words)
        words.update(own_words)
        longest: dict[str, int] = {}
        lengths: dict[str, set[int]] = {}
        for word in words:
            first = word.partition(" ")[0]
            if word[0] >= "⺀" and word[0].isalpha():
                lengths.setdefault(word[0], set()).add(len(word))
            else:
                longest[first] = max(longest.get(first, 0), word.count(" ") + 1)
        self._words = words
        self._longest = longest
        self._cjk_lengths = {character: tuple(sorted(found, reverse=True)) for character, found in lengths.items()}

    def split(self, text: str, start: int, end: int) -> list[RawToken]:
        """Return the tokens of a lower-cased text between two offsets; white space gives none."""
        region = text[start:end]
        plain = region.translate(_HYPHENS) if "-" in region or "_" in region or "\n" in region else region
        tokens: list[RawToken] = []
        pieces = [match.span() for match in _PIECE.finditer(region)]
        words, longest = self._words, self._longest
        number, count = 0, len(pieces)
        while number < count:
            at, to = pieces[number]
            character = plain[at]
            if character == " ":
                kind = "MARK" if region[at] == "-" and (at == 0 or region[at - 1] in " \t") else None
                if kind:
                    tokens.append((kind, start + at, start + to))
                number += 1
                continue
            if character >= "⺀" and character.isalpha():
                self._split_cjk(plain, at, to, start, tokens)
                number += 1
                continue
            most = longest.get(plain[at:to], 0)
            found = None
            for length in range(most, 0, -1):
                last = number + 2 * (length - 1)
                if last < count:
                    stop = pieces[last][1]
                    found = words.get(plain[at:stop])
                    if found is not None:
                        number, to = last, stop
                        break
            if found is None:
                if tokens and tokens[-1][0] == "WORDS":
                    tokens[-1] = ("WORDS", tokens[-1][1], start + to)
                else:
                    tokens.append(("WORDS", start + at, start + to))
            else:
                tokens.append((found, start + at, start + to))
            number += 1
        return tokens

    def _split_cjk(self, plain: str, at: int, to: int, start: int, tokens: list[RawToken]) -> None:
        """Split a run of characters without spaces: the longest word at each place, from the left."""
        words, lengths = self._words, self._cjk_lengths
        unknown = -1
        while at < to:
            for length in lengths.get(plain[at], ()):
                found = words.get(plain[at : at + length]) if at + length <= to else None
                if found is not None and (length > 1 or at + 1 == to or plain[at + 1] in _AFTER_SHORT or found not in _ROLES):
                    if unknown >= 0:
                        tokens.append(("WORDS", start + unknown, start + at))
                        unknown = -1
                    tokens.append((found, start + at, start + at + length))
                    at += length
                    break
            else:
                if unknown < 0:
                    unknown = at
                at += 1
        if unknown >= 0:
            tokens.append(("WORDS", start + unknown, start + to))
