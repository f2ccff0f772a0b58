"""Prompt text to syntax tree: total, lossless, linear."""

import re
from collections.abc import Iterator, Mapping, Sequence

from seedance_lint.annotations import TYPE_CHECKING
from seedance_lint.pattern import Pattern
from seedance_lint.source.span import Span
from seedance_lint.syntax.bare import BareFinder
from seedance_lint.syntax.matches import Reading
from seedance_lint.syntax.meaning import AS_UNKNOWN, Label, Mention, Said, build, meant
from seedance_lint.syntax.nodes import KINDS, Prompt
from seedance_lint.syntax.reader import Reader
from seedance_lint.syntax.rows import Noun
from seedance_lint.syntax.sentences import Sentence, SentenceFinder
from seedance_lint.syntax.tables import load_tables
from seedance_lint.syntax.tags import FoundTag, TagFinder
from seedance_lint.syntax.vocabulary import spellings
from seedance_lint.syntax.words import WordFinder

if TYPE_CHECKING:
    from seedance_lint.syntax.explain import Explanation

_new = tuple.__new__  # as fast again as a named tuple's own constructor
_OWN_LETTERS = 0xE000
"""Letters for roles of the user's own words, out of the way of the grammar's."""
_MOST_ROWS, _LONGEST_ROW = 2048, 100
"""The rows of letters whose readings are kept at most, and their length: three megabytes of memory."""

_UNSEEN = "\u200b\u200e\u200f\u2060\ufeff"
"""Zero-width spaces, marks of direction and byte order marks, which come along when a text is copied from a page."""
_WRAP = Pattern(r"(?<=[^\n]{40}[a-z,;’'\"0-9])[ \t]*\r?\n[ \t]*(?=[a-z])")
"""A line break inside of a sentence: a long line without an end, and small letters on the next."""

_REACH_OF_LABEL = 300
"""The characters behind a label within which a sentence may begin that belongs to it."""

_Kept = tuple[list[tuple[Reading, Sequence[Said] | None]], Noun | None]
"""For each reference of a row how it is read and what that says of it, and the label of the row."""


class Parser:
    """A parser with one vocabulary. Parsing raises for no text, and the children's texts joined are the text."""

    __slots__ = ("_bare", "_generic", "_goes_on", "_kept", "_leads_on", "_reader", "_sentences", "_tags")

    def __init__(self, roles: Mapping[str, tuple[str, ...]] | None = None) -> None:
        """Make a parser; ``roles`` maps canonical roles to further words for them."""
        tables = load_tables()
        own: dict[str, str] = {}
        terminals: dict[str, str] = {}
        for number, (role, words) in enumerate((roles or {}).items()):
            letter = chr(_OWN_LETTERS + number)
            terminals[letter] = f"OWN:{role}"
            own.update((spelling, letter) for word in words for spelling in spellings(word))
        self._tags, self._bare = TagFinder(tables), BareFinder(tables)
        self._sentences = SentenceFinder(tables, WordFinder(tables, own), self._bare.moves)
        self._reader = Reader(tables, terminals)
        self._generic = frozenset(tables.generic)
        self._goes_on = Pattern(tables.patterns["LINE_GOES_ON"])
        self._leads_on = Pattern(tables.patterns["LINE_LEADS_ON"])
        self._kept: dict[tuple[str, tuple[str | None, ...]], _Kept] = {}

    def parse(self, text: str) -> Prompt:
        """Return the syntax tree of a prompt."""
        lowered = self._lower(text)
        mentions: list[Mention] = []
        label: Label | None = None
        for sentence in [*self._found(lowered)]:  # one stage after the other: a processor's cache holds one, not all of them
            found, label = self._read(sentence, label)
            mentions += found
        return build(text, lowered, mentions, self._generic) if mentions else Prompt(text, ())

    def explain(self, text: str) -> "list[Explanation]":
        """Return, for each reference of a prompt, what reads it or what surrounds it."""
        from seedance_lint.syntax.explain import explanations

        lowered = self._lower(text)
        explained: list[Explanation] = []
        for sentence in self._found(lowered):
            mentions, _ = self._read(sentence, None)
            explained += explanations(text, sentence, mentions, self._reader.names)
        return explained

    def read_row(self, terminals: list[str]) -> None:
        """Read a row of terminals as if it were a sentence: nothing may raise, whatever they are."""
        letters = load_tables().letters
        row = "".join([letters["STOP"], *(letters[name] for name in terminals), letters["REF"], letters["STOP"]])
        tag = FoundTag(0, 1, "image", 1, None, None)
        groups = {at: [(tag._replace(kind=KINDS[at % 3]), "")] for at, letter in enumerate(row) if letter == letters["REF"]}
        mentions, _ = self._read(Sentence(row, [(letter, at, at + 1) for at, letter in enumerate(row)], groups, goes_on=False), None)
        build(" " * len(row), " " * len(row), mentions, self._generic)

    def _read(self, sentence: Sentence, label: Label | None) -> tuple[list[Mention], Label | None]:
        """Return the mentions of a sentence, and the label that its line began with; ``label`` is that of the sentence before it."""
        letters, words, groups, goes_on = sentence
        kinds = tuple([group[0][0][2] for group in groups.values()])
        kept = self._kept.get((letters, kinds))
        readings, noun = self._read_row(letters, kinds) if kept is None else kept
        if noun is not None:
            first, end = noun.words
            label = Label(noun.terminal, Span(words[first][1], words[end - 1][2]))
        elif not goes_on or (label is not None and words[0][1] - label.span[1] > _REACH_OF_LABEL):
            label = None
        return [
            _new(Mention, (group, reading, words, label if label and self._reader.labels(label.terminal, letters, at) else None, said))
            for (at, group), (reading, said) in zip(groups.items(), readings, strict=True)
        ], label

    def _read_row(self, letters: str, kinds: tuple[str | None, ...]) -> _Kept:
        """Read a row of letters, and keep what it says: in prompts from a template, after a key in an editor, in a fix it comes again."""
        readings, label = self._reader.read(letters, kinds)
        read = [(reading, _said(reading, kind)) for reading, kind in zip(readings, kinds, strict=True)], label
        if len(letters) <= _LONGEST_ROW:
            if len(self._kept) >= _MOST_ROWS:
                self._kept.clear()
            self._kept[letters, kinds] = read
        return read

    def _lower(self, text: str) -> str:
        """Lower a text without moving a character: the few that become two stay as they are.

        Characters that nobody sees are spaces, and so is a line break that wraps a sentence.
        """
        if "\n" in text:
            text = self._leads_on.sub(_blanks, _WRAP.sub(_blanks, text))
        if not text.isascii():
            if "\n" in text:
                text = self._goes_on.sub(_blanks, text)
            for character in _UNSEEN:
                text = text.replace(character, " ")
        lowered = text.lower()
        return lowered if len(lowered) == len(text) else "".join(character.lower()[0] for character in text)

    def _found(self, lowered: str) -> Iterator[Sentence]:
        tags = self._tags.find(lowered)
        bare = self._bare.find(lowered, tags)
        if bare:
            tags = sorted([*tags, *bare])
        return self._sentences.find(lowered, tags) if tags else iter(())


def _said(reading: Reading, kind: str | None) -> Sequence[Said] | None:
    """Return what a reading says of a file; None if that depends on the spelling of its words."""
    if any(match.construction.name == AS_UNKNOWN for match in reading.matches):
        return None
    return meant(reading, kind, lambda _: False)


_default: Parser | None = None


def parse(text: str) -> Prompt:
    """Return the syntax tree of a prompt, read with the vocabulary of the grammar alone."""
    global _default  # noqa: PLW0603  # built once, at the first prompt
    if _default is None:
        _default = Parser()
    return _default.parse(text)


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match[0])
