"""The vocabulary: words and phrases on shelves by how they begin, of which a text opens few."""

from collections.abc import Iterator, Mapping

from seedance_lint.pattern import Pattern
from seedance_lint.syntax.tables import Tables

# Letters of scripts without spaces, by what they are not: a range of 20,000 characters costs `re` a millisecond at start.
CJK = "^\\W\x00-\u1eff"
_WORD = "a-zß-ỿ"  # All scripts up to the accents of Vietnamese. Two ranges: a third costs `re` half a millisecond at start.
_ENGLISH = "a-z"
_RUNS_FROM = "\u1f00"
"""The first character after those of ``_WORD``; others are read in runs."""
CJK_FROM = "⺀"


def _piece(word: str, apostrophe: str, run: str, quotes: str) -> Pattern:
    # A range of thousands of characters costs `re` half a millisecond each time it is in a pattern: what is only looked at is any letter.
    return Pattern(
        rf"(?:[cdjlmnst]|qu|(?:a|da|de|ne|su)ll){apostrophe}(?=[^\W\d_]{{2}})|{apostrophe}s(?![a-z])"
        rf"|(?:^{apostrophe}(?=[^\W\d_]{{1,5}}(?![^\W\d_])))?(?![0-9])[{word}0-9]+(?:{apostrophe}(?!s(?![a-z]))[{word}]+)?{run}"
        rf"|[0-9](?:[0-9.:%]*[0-9%])?[a-z]*|=>|->|——|{quotes}[^\s\"'`*~]"
    )


PIECE = _piece(_WORD, "['’]", f"|[{CJK}]+", "(?![‘-’“-”]|[「」])")
"""A word of the text, a run of characters without spaces, or a mark."""
# The same for what is in ASCII: to compile the other takes a tenth of a short run.
ASCII_PIECE = _piece(_ENGLISH, "'", "", "")
# Hyphens and underscores inside words are read like spaces: lip-sync, main_character.
HYPHEN = Pattern(rf"(?<=[{_WORD}0-9])[-_](?=[{_WORD}])")

_MOST_KNOWN, _LONGEST_KNOWN = 10_000, 40
"""The words that are kept at most, and their length: a megabyte of memory."""
_APOSTROPHES = frozenset("'’")
_KEY = 4
"""Characters of a word's beginning or end by which its stem or ending is looked for."""


def spellings(word: str) -> set[str]:
    """Return a word or phrase as texts are read: lower case, hyphens as spaces, one space at a time, with either apostrophe."""
    plain = HYPHEN.sub(" ", " ".join(word.lower().split())).replace("’", "'")
    return {plain, plain.replace("'", "’")}


def is_unspaced(text: str) -> bool:
    """Whether a text begins with a letter of a script without spaces."""
    return text[0] >= CJK_FROM and text[0].isalpha()


def shelf_of(text: str) -> str:
    """Return the name of the shelf of a text: its first two letters, or its first character."""
    two = text[:2]
    return two if two.isalnum() and max(two) < _RUNS_FROM else text[0]


def head_of(phrase: str) -> str:
    """Return what a phrase is looked for by: its first word, or its first character in a script without spaces."""
    piece = None if is_unspaced(phrase) else PIECE.match(phrase)
    if piece is None:
        return phrase[0]
    return phrase if phrase[piece.end() :] in _APOSTROPHES else piece[0]  # an elision is one before letters alone: "l'"


def shelved(words: Mapping[str, str]) -> dict[str, str]:
    """Return words and their letters on shelves (see ``Tables``)."""
    rows: dict[str, tuple[dict[str, str], dict[str, int]]] = {}
    for word, letter in words.items():
        head = head_of(word)
        own, longest = rows.setdefault(head, ({}, {}))
        own[word[len(head) :]] = letter
        ends = [] if is_unspaced(word) else [match.end() for match in PIECE.finditer(word)]
        for beginning in [word[len(head) : end] for end in ends[:-1][:2]]:
            longest[beginning] = max(longest.get(beginning, 0), len(ends))
    shelves: dict[str, str] = {}
    for head, (own, longest) in rows.items():
        counts = "".join(chr(ord("0") + count) for count in longest.values())
        row = "\v".join((head, "\t".join(own), "".join(own.values()), "\t".join(longest), counts))
        name = shelf_of(head)
        shelves[name] = shelves.get(name, "\n") + row + "\n"
    return shelves


def words_on(shelves: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield all words with their letters."""
    for shelf in shelves.values():
        for row in shelf.strip("\n").split("\n"):
            head, rests, letters, *_ = row.split("\v")
            yield from ((head + rest, letter) for rest, letter in zip(rests.split("\t"), letters, strict=True))


class Vocabulary:
    """The words and phrases that begin with a word that was met, of the grammar and of the user.

    ``words`` has their letters, ``longest`` the number of words in the longest phrase that begins so, ``lengths`` the lengths of the words
    that begin with a character of a script without spaces, the longest first.
    """

    __slots__ = ("_met", "_opened", "_shelves", "lengths", "longest", "words")

    def __init__(self, shelves: Mapping[str, str], own_words: Mapping[str, str]) -> None:
        """Take the shelves of the grammar, and the user's own words with their letters."""
        self._shelves = (shelves, shelved(own_words))
        self._opened: dict[str, tuple[str, ...]] = {}
        self._met: set[str] = set()
        self.words: dict[str, str] = {}
        self.longest: dict[str, int] = {}
        self.lengths = _Lengths(self)

    def open(self, head: str) -> None:
        """Take what begins with a word, or a character, from its shelf. Several threads may do that at once."""
        if head in self._met:
            return
        name = shelf_of(head)
        shelves = self._opened.get(name)
        if shelves is None:
            shelves = tuple(filter(None, [each.get(name) for each in self._shelves]))
            if shelves:
                self._opened[name] = shelves
        lengths: set[int] = set()
        for shelf in shelves:
            at = shelf.find(f"\n{head}\v") + 1
            if not at:
                continue
            _, rests, letters, beginnings, counts = shelf[at : shelf.find("\n", at)].split("\v")
            words = [head + rest for rest in rests.split("\t")]
            self.words.update(zip(words, letters, strict=True))
            lengths.update(map(len, words))
            for beginning, count in zip(beginnings.split("\t"), counts):  # noqa: B905 - none is one empty string
                self.longest[head + beginning] = max(ord(count) - ord("0"), self.longest.get(head + beginning, 0))
        if lengths:
            if is_unspaced(head):
                self.lengths[head] = tuple(sorted(lengths, reverse=True))
            self._met.add(head)

    def letter(self, word: str) -> str | None:
        """Return the letter of a word; None for one that is in no vocabulary."""
        self.open(head_of(word))
        return self.words.get(word)


class _Lengths(dict[str, tuple[int, ...]]):
    """The lengths of words by their first character."""

    __slots__ = ("_vocabulary",)

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, character: str) -> tuple[int, ...]:
        if is_unspaced(character):
            self._vocabulary.open(character)
        found = self.get(character, ())
        if len(self) < _MOST_KNOWN:
            self[character] = found
        return found


class Known(dict[str, tuple[str | None, bool]]):
    """The letter of each word that was met, None for one that is in no vocabulary, and whether phrases begin with it."""

    __slots__ = ("_counted", "_endings", "_stems", "_vocabulary")

    def __init__(self, vocabulary: Vocabulary, tables: Tables) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._stems = _by_key(tables.stems, at_end=False)
        self._endings = _by_key(tables.endings, at_end=True)
        self._counted = frozenset(tables.letters[name] for name in ("CHARACTER", "SUBJECT", "OBJECT"))

    def __missing__(self, word: str) -> tuple[str | None, bool]:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        self._vocabulary.open(word)
        found = self._vocabulary.words.get(word) or self._inflected(word), word in self._vocabulary.longest
        if len(word) <= _LONGEST_KNOWN:
            self[word] = found
        return found

    def _inflected(self, word: str) -> str | None:
        """Return the letter of the longest stem that a word begins with, or of the longest ending that it has."""
        best, length = None, 0
        for stem, letter in self._stems.get(word[:_KEY], ()):
            if len(stem) > length and word.startswith(stem):
                best, length = letter, len(stem)
        for ending, letter in self._endings.get(word[-_KEY:], ()):
            if len(ending) > length and word.endswith(ending):
                best, length = letter, len(ending)
        return best or self._numbered(word)

    def _numbered(self, word: str) -> str | None:
        """Return the letter of somebody or something with its number behind it: "character1"."""
        letter = self._vocabulary.letter(head) if (head := word.rstrip("0123456789")) not in {word, ""} else None
        return letter if letter in self._counted else None


def _by_key(parts: Mapping[str, str], *, at_end: bool) -> dict[str, list[tuple[str, str]]]:
    """Return stems by their first characters, or endings by their last."""
    found: dict[str, list[tuple[str, str]]] = {}
    for part, letter in parts.items():
        found.setdefault(part[-_KEY:] if at_end else part[:_KEY], []).append((part, letter))
    return found
