"""Splitting a clause into the words of the vocabulary."""

from collections.abc import Mapping

from seedance_lint.pattern import Pattern
from seedance_lint.syntax.readings import READINGS
from seedance_lint.syntax.tables import Tables
from seedance_lint.syntax.vocabulary import ASCII_PIECE, CJK, CJK_FROM, HYPHEN, PIECE, Known, Vocabulary, is_unspaced

# A word of one character is a part of a longer word that nobody listed, unless it ends its run or one of these follows: 人 is not a person
# in 聂人王, 见 no cue in 可见, 学 none in 学校.
_IN_OTHERS = frozenset(
    {*READINGS, "REFER", "SYNC", "OF", "AS", "KEEPS", "HANDLES", "ALIKE", "MODAL", "MATCH", "NOT", "ADV", "SUFFIX", "OPENS_ON", "STARTS"}
)
_FOLLOWING = frozenset(
    {
        "GENITIVE",
        "INSIDE",
        "TOGETHER",
        "REFER",
        "KEEPS",
        "IS",
        "AS",
        "OF",
        "COMMA",
        "REFERENCE",
        "TOPIC",
        "OBJ",
        "FROM_BEHIND",
        "AS_BEHIND",
        "ITS",
        "AND",
    }
)
# What a name without an end of its own comes behind: @图片1是林冲.
_BEFORE_NAMES = frozenset({"IS", "AS", "SETS"})
_HANGUL_FROM = "가"
_NUMBER = Pattern(r"(?<![^ ])[0-9]+(?![^ :])")
"""What `#` stands for in a phrase."""
_MANY = 7
"""Words that make the longest row; one of two or three is FEW, one of up to six SOME."""

_MOST_KEPT, _LONGEST_KEPT = 2048, 80
"""The parts of sentences whose letters are kept at most, and their length: three megabytes. Most of a prompt's come again after a key in an editor."""

_LONGEST_WITH_DOT = 6
"""Characters of a word that keeps its dot ("approx.")."""

_PROGRESSIVE = "ing"
"""What ends a word behind "is" that no vocabulary has, if somebody does something: "@Image2 is drinking tea"."""

_BOTH_FRAMES = "BOTH_FRAMES"
_BETWEEN_FRAMES = Pattern(rf"\s*(?:and|&|/)\s*|(?<=[{CJK}])(?=[{CJK}])")


Item = tuple[str, int, int]
"""A letter, and the start and end of its words. A row of words that are in no vocabulary has one letter, by its length."""


class WordFinder:
    """Looks up the words and phrases of a text, the longest first."""

    __slots__ = (
        "_alike",
        "_as",
        "_before_names",
        "_both",
        "_break",
        "_dotted",
        "_dotted_ends",
        "_familiar",
        "_family_names",
        "_following",
        "_frames",
        "_in_no_name",
        "_in_others",
        "_is",
        "_kept",
        "_known",
        "_lengths",
        "_longest",
        "_name",
        "_number",
        "_roles",
        "_rows",
        "_rows_by_count",
        "_vocabulary",
        "_words",
    )

    def __init__(self, tables: Tables, own_words: Mapping[str, str]) -> None:
        """Take the vocabulary of the grammar, and the user's own words with their letters."""
        letters = tables.letters
        self._vocabulary = vocabulary = Vocabulary(tables.shelves, own_words)
        self._words, self._longest, self._lengths = vocabulary.words, vocabulary.longest, vocabulary.lengths
        self._known = Known(vocabulary, tables)
        self._kept: dict[str, list[Item]] = {}
        self._dotted = frozenset({*tables.dotted, *(word for word in own_words if word.endswith(".") and len(word) > 2)})
        self._dotted_ends = frozenset(word[-3:] for word in self._dotted)
        self._rows = tuple(letters[name] for name in ("WORD", "FEW", "SOME", "MANY"))
        self._rows_by_count = tuple(
            self._rows[0 if count == 1 else 1 if count < 4 else 2 if count < _MANY else 3] for count in range(_MANY + 1)
        )
        self._both, self._break, self._is = letters[_BOTH_FRAMES], letters["BREAK"], letters["IS"]
        self._frames = letters["FIRST_FRAME"], letters["AND"], letters["LAST_FRAME"]
        self._alike, self._as = letters["ALIKE"], letters["AS"]
        self._number, self._name = letters["NUMBER"], letters["NAME"]
        self._before_names = frozenset(letters[name] for name in _BEFORE_NAMES)
        self._family_names, self._familiar = frozenset(tables.family_names), tables.familiar
        self._in_no_name = frozenset(tables.in_no_name)
        self._roles = frozenset(letters[name] for name in READINGS) | frozenset(own_words.values())
        self._in_others = frozenset(letters[name] for name in _IN_OTHERS)
        self._following = frozenset(letters[name] for name in _FOLLOWING)

    def split(self, text: str, start: int, end: int) -> list[Item]:
        """Return the letters of a lower-cased text between two offsets; white space gives none."""
        if start >= end or (end - start == 1 and text[start] == " "):
            return []
        region = text[start:end]
        items = self._kept.get(region)
        if items is None:
            items = self._items(region)
            if end - start <= _LONGEST_KEPT:
                if len(self._kept) >= _MOST_KEPT:
                    self._kept.clear()
                self._kept[region] = items
        return [(letter, start + at, start + to) for letter, at, to in items]

    def _items(self, region: str) -> list[Item]:  # noqa: PLR0915 - one loop, for speed
        """Return the letters of a part of a text, with the places of their words in it."""
        items: list[Item] = []
        if "-" in region or "_" in region:
            region = HYPHEN.sub(" ", region)
        known, words, longest, is_ascii = self._known, self._words, self._longest, region.isascii()
        pieces = [match.span() for match in (ASCII_PIECE if is_ascii else PIECE).finditer(region)]
        last = len(pieces) - 1
        unknown = -1  # where a row of words that are in no vocabulary starts, where it has come to, and how many they are
        count = known_to = unknown_to = 0
        rows = self._rows_by_count
        for number, (at, to) in enumerate(pieces):
            if at < known_to:
                if to > known_to and region[at] >= CJK_FROM:  # a phrase ended inside of a run
                    known_to = self._split_cjk(region, known_to, to, items)
                continue
            piece = region[at:to]
            if not is_ascii and is_unspaced(piece):
                if unknown >= 0:
                    items.append((rows[count], unknown, unknown_to))
                    unknown, count = -1, 0
                known_to = self._split_cjk(region, at, to, items)
                continue
            found, begins = known[piece]
            known_to = to
            if begins and number < last:
                stop = pieces[number + 1][1]
                two = region[at:stop] if pieces[number + 1][0] - to < 2 else _joined(region, at, stop)
                if two[-1].isdigit():
                    two = _NUMBER.sub("#", two)
                phrase = words.get(two)
                if two in longest:
                    phrase, stop = self._phrase(region, pieces, number, two)
                if phrase is not None:
                    found, known_to = phrase, stop
            if found is None and piece.endswith(_PROGRESSIVE) and unknown < 0 and items and items[-1][0] == self._is:
                found = self._break
            if found is None:
                if unknown < 0:
                    if piece.isdigit():
                        items.append((self._number, at, to))
                        continue
                    unknown = at
                unknown_to = to
                count = min(count + 1, _MANY)
                continue
            if unknown >= 0:
                items.append((rows[count], unknown, unknown_to))
                unknown, count = -1, 0
            if found == self._both:
                items += self._two_frames(region, at, known_to)
            else:
                items.append((found, at, known_to))
        if unknown >= 0:
            items.append((rows[count], unknown, unknown_to))
        return items

    def has_dot(self, text: str, at: int) -> bool:
        """Whether a character is the dot of a word such as "Dr." and ends no sentence."""
        if text[at - 2 : at + 1] not in self._dotted_ends:
            return False
        begin = at
        while begin > 0 and at - begin < _LONGEST_WITH_DOT and (text[begin - 1].isalpha() or text[begin - 1] == "."):
            begin -= 1
        return text[begin : at + 1] in self._dotted

    def _phrase(self, region: str, pieces: list[tuple[int, int]], number: int, two: str) -> tuple[str | None, int]:
        """Return the letter of the longest phrase that starts with two pieces, and where it ends."""
        at = pieces[number][0]
        for last in range(min(number + self._longest[two], len(pieces)) - 1, number + 1, -1):
            end = pieces[last][1]
            if (found := self._words.get(_NUMBER.sub("#", _joined(region, at, end)))) is not None:
                return found, end
        return self._words.get(two), pieces[number + 1][1]

    def _split_cjk(self, region: str, at: int, to: int, items: list[Item]) -> int:
        """Split a run of characters without spaces, the longest word at each place from the left, and return where it ends.

        A phrase may go on after the run, as Korean ones do.
        """
        begin, size = at, len(region)
        words, lengths = self._words, self._lengths
        unknown = -1
        while at < to:
            for length in lengths[region[at]]:
                stop = at + length
                if stop > size:
                    continue
                found = words.get(region[at:stop])
                if found is not None and (
                    (stop == to and not self._is_last_syllable(region, at, begin, length, found))
                    or (length == 1 and self._stands_alone(region, at, begin, to, found))
                    or (length > 1 and not (found == self._alike and self._goes_on(region, stop)))
                ):
                    if unknown >= 0:
                        items.append((self._row_of(at - unknown), unknown, at))
                        unknown = -1
                    if found == self._both:
                        items += self._two_frames(region, at, stop)
                    else:
                        items.append((found, at, stop))
                    at = stop
                    break
            else:
                if unknown < 0:
                    unknown = at
                at += 1
        if unknown >= 0:
            named = (unknown == begin or items[-1][0] in self._before_names) and self._is_name(region[unknown:to])
            items.append((self._name if named else self._row_of(to - unknown), unknown, to))
        return max(at, to)

    def _is_name(self, row: str) -> bool:
        """Whether a row that is in no vocabulary may be a Chinese name: a family name with one or two characters, or 老周."""
        if row[0] in self._familiar and row[1:] in self._family_names:
            return True
        family = 2 if row[:2] in self._family_names else 1
        given = row[family:]
        return row[:family] in self._family_names and 0 < len(given) < 3 and self._in_no_name.isdisjoint(given)

    def _row_of(self, characters: int) -> str:
        return self._rows[0 if characters < 5 else 1 if characters < 9 else 2 if characters < 17 else 3]

    def _is_last_syllable(self, region: str, at: int, begin: int, length: int, found: str) -> bool:
        """Whether a syllable ends a Korean word that nobody listed: 완*성* (completion) is no castle."""
        return length == 1 and at > begin and region[at] >= _HANGUL_FROM and found in self._roles

    def _stands_alone(self, region: str, at: int, begin: int, to: int, found: str) -> bool:
        """Whether a word of one character inside a run is one, and not a part of a longer word that nobody listed."""
        if region[at] >= _HANGUL_FROM:
            return (
                at == begin and found in self._roles and self._vocabulary.letter(region[at + 1 : to]) is not None
            )  # particles of Korean end their run
        if found == self._as:
            return at == begin and self._follows(region, at + 1, self._roles)
        return found not in self._in_others or self._follows(region, at + 1, self._following)

    def _follows(self, region: str, at: int, letters: frozenset[str]) -> bool:
        return any(self._words.get(region[at : at + length]) in letters for length in self._lengths[region[at]])

    def _goes_on(self, region: str, stop: int) -> bool:
        """Whether the last character of a word is the first of a longer role: 以@图片1为*主*角 says no 为主."""
        lengths = self._lengths[region[stop - 1]]
        return any(length > 1 and self._words.get(region[stop - 1 : stop - 1 + length]) in self._roles for length in lengths)

    def _two_frames(self, region: str, at: int, to: int) -> list[Item]:
        """Return what "first and last frame" and 首尾帧 say: two roles and what joins them."""
        between = _BETWEEN_FRAMES.search(region, at + 1, to)
        first, joint, last = self._frames
        cut, behind = between.span() if between is not None else (to, to)
        return [(first, at, cut), (joint, cut, behind), (last, behind, to)]


def _joined(region: str, at: int, end: int) -> str:
    """Return some words with one space between them."""
    words = region[at:end]
    return " ".join(words.split()) if "  " in words or "\n" in words else words
