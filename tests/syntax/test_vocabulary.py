"""The vocabulary: a word a line, each with one owner that some rule names."""

from collections import defaultdict
from collections.abc import Mapping
from unittest import mock

import pytest

from seedance_lint.syntax.grammar import build_tables, entries, folder, letters_of, rules, vocabulary
from seedance_lint.syntax.packing import packed, unpacked
from seedance_lint.syntax.parse import Parser
from seedance_lint.syntax.tables import load_tables
from seedance_lint.syntax.vocabulary import words_on
from seedance_lint.syntax.words import WordFinder

FILES = sorted((folder() / "vocabulary").glob("*.lark"))
APART = ("_WORD", "NEAR_", "GENERIC", "FAMILY_NAME", "FAMILIAR", "IN_NO_NAME")
"""Terminals of words that are parts of tags or of names, or stand for no role where one must stand: they own nothing in a sentence."""


def test_a_word_has_one_owner() -> None:
    owners = defaultdict(set)
    for word, terminal, file in entries():
        if not any(mark in terminal for mark in APART):
            owners[word.lower().replace("-", " ").strip() if len(word) > 2 else word.lower()].add((terminal, file))
    assert {word: claims for word, claims in owners.items() if len({terminal for terminal, _ in claims}) > 1} == {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_line_holds_one_word(path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if len(line) > 140] == []
    assert [line for line in lines if not line.startswith("//") and line.count('"') > 2] == []


def test_each_terminal_is_named_by_a_rule() -> None:
    letters = letters_of(vocabulary())
    named: set[str] = set()

    def collect(expression) -> None:
        kind, *parts = expression
        if kind == "letter":
            named.add(parts[0])
        for part in parts:
            if isinstance(part, tuple):
                collect(part)

    for file in ("nouns", "constructions"):
        for rule in rules(file, letters):
            for alternative in rule.alternatives:
                collect(alternative)
    read_by_code = {"BOTH_FRAMES", "NO", "DEAL"}  # what is denied, dealt out, and said in one breath
    used = {terminal for terminal in vocabulary().values() if terminal not in read_by_code}
    assert {terminal for terminal in used if letters[terminal] not in named} == set()


def test_a_word_by_itself_is_its_terminal() -> None:
    tables = load_tables()
    names = {letter: name for name, letter in tables.letters.items()}
    finder = WordFinder(tables, {})
    odd = []
    for word, letter in words_on(tables.shelves):
        if letter == tables.letters["BOTH_FRAMES"]:
            continue
        text = f"{word}xyz" if word[-1] in "'’" else word  # an elision stands before a word
        found = [item[0] for item in finder.split(text, 0, len(text))][: -1 if text != word else None]
        if found != [letter]:
            odd.append((word, names[letter], [names.get(one) for one in found]))
    assert odd == []


def _plain(value: object) -> object:
    """Return tables with lists for all sequences of numbers, which are compared by what is in them."""
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    return [*map(_plain, value)] if isinstance(value, tuple | list | memoryview | bytes) else value


def test_what_is_packed_for_the_wheel_comes_out_the_same() -> None:
    tables = build_tables()
    constants, file = packed(tables)
    read: list[int] = []

    def part(at: int, size: int) -> bytes:
        read.append(size)
        return file[at : at + size]

    made = unpacked(constants, part)
    assert sum(read) < len(file) / 2  # the shelves are read when a word on them is met
    assert _plain(made) == _plain(tables)
    assert [made.shelves.get(name) for name in ("ca", "图", "qq", "a", "")] == [
        tables.shelves.get(name) for name in ("ca", "图", "qq", "a", "")
    ]
    numbers = made.ahead.target_starts
    with mock.patch("sys.byteorder", "big"):
        assert [*unpacked(constants, part).ahead.target_starts] == [*numbers]


def test_the_dot_behind_a_tag_is_no_word_with_a_dot() -> None:
    (explained,) = Parser().explain("The style is @Image1. The rest is calm, says Dr. Lin.")
    assert explained.around[-1] == "STOP"
