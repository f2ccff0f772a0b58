"""The tables that parsing runs on: plain data, made from the grammar."""

from functools import lru_cache
from typing import NamedTuple

from seedance_lint.data import prepared


class Tables(NamedTuple):
    """An LALR parse table and the vocabulary.

    ``states`` maps state and symbol to an action: a state to go to (0 or more), or the rule to reduce by (-1 minus its number).
    ``rules`` hold the symbol that a rule makes, how many symbols it takes, and its alias. ``words`` maps lower-case words and phrases
    to terminals, ``kind_words`` the words of tags to the kind of file, ``near_words`` likewise words that are mistaken for them.
    ``longest`` has, for what phrases begin with (their first word, and their first two), the number of words in the longest one;
    ``cjk_lengths`` the lengths of the words that begin with a character, the longest first.
    """

    states: dict[int, dict[str, int]]
    rules: tuple[tuple[str, int, str], ...]
    start: int
    end: int
    words: dict[str, str]
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
