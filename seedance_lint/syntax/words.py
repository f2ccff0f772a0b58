"""Splitting a clause into the words of the vocabulary."""

from collections.abc import Iterable, Mapping

from seedance_lint.syntax.pattern import Pattern
from seedance_lint.syntax.readings import READINGS
from seedance_lint.syntax.tables import Tables

# Letters outside of the Latin script, by what they are not: a range of 20,000 characters costs `re` a millisecond at start.
_CJK = "^\\W\x00-\u024f"
_PIECE = Pattern(
    rf"['’]s(?![a-z])|[a-zà-öø-ÿ][a-zà-öø-ÿ0-9]*(?:['’](?!s(?![a-z]))[a-z]+)?|[{_CJK}]+|[0-9][0-9.:%]*[a-z]*|=>|->|——|[^\s\"'`*~“”‘’「」]"
)
# Hyphens and underscores inside words are read like spaces: lip-sync, main_character.
_HYPHEN = Pattern(r"(?<=[a-z0-9])[-_](?=[a-z])")
# A noun of one character is one only at the end of its phrase: 人 is no person in 聂人王.
_AFTER_SHORT = "的中里裏和与與在及用采採参參由跟作做当當为為是"
_ROLES = frozenset(READINGS)
# So are cues of one character only before a tag: 见 is none in 可见, 学 none in 学校. These two are cues anywhere.
_IN_OTHERS = _ROLES | {"REFER", "SYNC", "OF"}
_ANYWHERE = "以用"
# And these only right before a role, 作 right behind a tag, too: it is a cue in @图片1作首帧, and none in 制作风格.
_BEFORE_ROLES = "作做当當"

_BOTH_FRAMES = "BOTH_FRAMES"
_BETWEEN_FRAMES = Pattern(rf"\s*(?:and|&|/)\s*|(?<=[{_CJK}])(?=[{_CJK}])")


def index_words(words: Iterable[str]) -> tuple[dict[str, int], dict[str, tuple[int, ...]]]:
    """Return ``longest`` and ``cjk_lengths`` of a vocabulary (see ``Tables``)."""
    longest: dict[str, int] = {}
    lengths: dict[str, set[int]] = {}
    for word in words:
        if word[0] >= "⺀" and word[0].isalpha():
            lengths.setdefault(word[0], set()).add(len(word))
            continue
        ends = [match.end() for match in _PIECE.finditer(word)]
        for end in ends[:2]:
            longest[word[:end]] = max(longest.get(word[:end], 0), len(ends))
    return longest, {character: tuple(sorted(found, reverse=True)) for character, found in lengths.items()}


def spellings(word: str) -> set[str]:
    """Return a word or phrase as texts are read: lower case, hyphens as spaces, one space at a time, with either apostrophe."""
    plain = _HYPHEN.sub(" ", " ".join(word.lower().split())).replace("’", "'")
    return {plain, plain.replace("'", "’")}


RawToken = tuple[str, int, int]
"""Terminal, start and end. Words that are in no vocabulary are WORDS, one token for a row of them."""


class WordFinder:
    """Looks up the words and phrases of a text, the longest first."""

    __slots__ = ("_cjk_lengths", "_longest", "_words")

    def __init__(self, tables: Tables, own_words: Mapping[str, str]) -> None:
        self._words = tables.words
        self._longest = tables.longest
        self._cjk_lengths = tables.cjk_lengths
        if own_words:
            self._words = {**tables.words, **own_words}
            self._longest, self._cjk_lengths = index_words(self._words)

    def split(self, text: str, start: int, end: int) -> list[RawToken]:
        """Return the tokens of a lower-cased text between two offsets; white space gives none."""
        tokens: list[RawToken] = []
        if start >= end or (end - start == 1 and text[start] == " "):
            return tokens
        region = text[start:end]
        if "-" in region or "_" in region:
            region = _HYPHEN.sub(" ", region)
        longest, words = self._longest, self._words
        pieces = [match.span() for match in _PIECE.finditer(region)]
        last = len(pieces) - 1
        unknown = -1  # where a row of words that are in no vocabulary starts, and where it has come to
        known_to = unknown_to = 0
        for number, (at, to) in enumerate(pieces):
            if at < known_to:
                continue
            piece = region[at:to]
            most = longest.get(piece)
            if most is None:
                if piece >= "⺀" and piece[0].isalpha():
                    if unknown >= 0:
                        tokens.append(("WORDS", start + unknown, start + unknown_to))
                        unknown = -1
                    self._split_cjk(region, at, to, start, tokens)
                    continue
                if unknown < 0:
                    unknown = at
                unknown_to = to
                continue
            found: str | None
            if most > 1:  # for most words, what follows makes no phrase of them
                most = longest.get(region[at : pieces[number + 1][1]], 1) if number < last else 1
            if most == 1:
                found, known_to = words.get(piece), to
            else:
                found, known_to = self._phrase(region, pieces, number, most)
            if found is None:
                if unknown < 0:
                    unknown = at
                unknown_to = to
                continue
            if unknown >= 0:
                tokens.append(("WORDS", start + unknown, start + unknown_to))
                unknown = -1
            if found == _BOTH_FRAMES:
                tokens += _two_frames(region, at, known_to, start)
            else:
                tokens.append((found, start + at, start + known_to))
        if unknown >= 0:
            tokens.append(("WORDS", start + unknown, start + unknown_to))
        return tokens

    def _phrase(self, region: str, pieces: list[tuple[int, int]], number: int, most: int) -> tuple[str | None, int]:
        """Return the terminal of the longest phrase that starts with a piece, of at most ``most`` pieces, and where it ends."""
        at = pieces[number][0]
        last = min(number + most, len(pieces)) - 1
        while last > number:
            stop = pieces[last][1]
            found = self._words.get(region[at:stop])
            if found is not None:
                return found, stop
            last -= 1
        stop = pieces[number][1]
        return self._words.get(region[at:stop]), stop

    def _stands_alone(self, region: str, stop: int, found: str, *, starts: bool) -> bool:
        """Whether a word of one character that ends before ``stop`` is one, and not a part of a longer word that nobody listed.

        ``starts``: it is the first of its run.
        """
        character, behind = region[stop - 1], region[stop]
        if character in _BEFORE_ROLES:
            return (character != "作" or starts) and any(
                self._words.get(region[stop : stop + length]) in _ROLES for length in self._cjk_lengths.get(behind, ())
            )
        return behind in _AFTER_SHORT or character in _ANYWHERE or found not in _IN_OTHERS

    def _split_cjk(self, region: str, at: int, to: int, start: int, tokens: list[RawToken]) -> None:
        """Split a run of characters without spaces: the longest word at each place, from the left."""
        begin = at
        words, lengths = self._words, self._cjk_lengths
        unknown = -1
        while at < to:
            for length in lengths.get(region[at], ()):
                stop = at + length
                if stop > to:
                    continue
                found = words.get(region[at:stop])
                if found is not None and (length > 1 or stop == to or self._stands_alone(region, stop, found, starts=at == begin)):
                    if unknown >= 0:
                        tokens.append(("WORDS", start + unknown, start + at))
                        unknown = -1
                    if found == _BOTH_FRAMES:
                        tokens += _two_frames(region, at, stop, start)
                    else:
                        tokens.append((found, start + at, start + stop))
                    at = stop
                    break
            else:
                if unknown < 0:
                    unknown = at
                at += 1
        if unknown >= 0:
            tokens.append(("WORDS", start + unknown, start + to))


def _two_frames(region: str, at: int, to: int, start: int) -> list[RawToken]:
    """Return what "first and last frame" and 首尾帧 say: two roles and what joins them."""
    between = _BETWEEN_FRAMES.search(region, at + 1, to)
    assert between is not None, "the grammar joins the words of all of them"
    cut, last = between.span()
    return [("FIRST_FRAME", start + at, start + cut), ("COMMA", start + cut, start + last), ("LAST_FRAME", start + last, start + to)]
