"""The tables that reading runs on: plain data, made from the grammar."""

from functools import lru_cache
from typing import NamedTuple

from seedance_lint.data import prepared

Machine = tuple[tuple[dict[str, int], tuple[int, ...]], ...]


class Construction(NamedTuple):
    """One alternative of a rule: the rule's name, whether what it reads is sure, and whether it only looks at its last letter."""

    name: str
    sure: bool
    looks: bool


class Tables(NamedTuple):
    """The vocabulary and the machines that read rows of its letters.

    ``letters`` has the letter of each terminal. ``nouns`` reads rows of nouns forwards; ``noun_names`` says what the row means.
    ``ahead`` reads the constructions before a reference, from the reference backwards; ``behind`` those behind one; ``both`` the second
    half of those that stand on either side. ``words`` maps lower-case words and phrases to letters, ``stems`` and ``endings`` the
    beginnings and ends of words; ``kind_words`` the words of tags to the kind of file, ``near_words`` those that are mistaken for them.
    ``longest`` has, for what phrases begin with (their first word, and their first two), the number of words in the longest one;
    ``cjk_lengths`` the lengths of the words that begin with a character, the longest first.
    """

    letters: dict[str, str]
    nouns: Machine
    noun_names: tuple[str, ...]
    constructions: tuple[Construction, ...]
    ahead: Machine
    behind: Machine
    both: dict[int, Machine]
    words: dict[str, str]
    stems: dict[str, str]
    endings: dict[str, str]
    kind_words: dict[str, str]
    near_words: dict[str, str]
    bare_words: tuple[str, ...]
    generic: tuple[str, ...]
    longest: dict[str, int]
    cjk_lengths: dict[str, tuple[int, ...]]
    patterns: dict[str, str]


@lru_cache(maxsize=1)
def load_tables() -> Tables:
    """Return the tables that were prepared when the package was built, or make them from the grammar."""
    made = prepared("grammar")
    if made is None:
        from seedance_lint.syntax.grammar import build_tables

        return build_tables()
    return Tables(*made)
