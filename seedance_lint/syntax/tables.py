"""The tables that parsing runs on: plain data, made from the grammar."""

from functools import lru_cache
from typing import NamedTuple


class Tables(NamedTuple):
    """An LALR parse table and the vocabulary.

    ``states`` maps state and symbol to an action: a state to go to (0 or more), or the rule to reduce by (-1 minus its number).
    ``rules`` hold the symbol that a rule makes, how many symbols it takes, and its alias. ``words`` maps lower-case words and phrases
    to terminals, ``kind_words`` the words of tags to the kind of file, ``near_words`` likewise words that are mistaken for them.
    """

    states: dict[int, dict[str, int]]
    rules: tuple[tuple[str, int, str], ...]
    start: int
    end: int
    words: dict[str, str]
    kind_words: dict[str, str]
    near_words: dict[str, str]
    patterns: dict[str, str]


@lru_cache(maxsize=1)
def load_tables() -> Tables:
    """Return the tables that were prepared when the package was built, or make them from the grammar."""
    try:
        from seedance_lint.syntax import _prepared  # type: ignore[attr-defined]
    except ImportError:
        from seedance_lint.syntax.grammar import build_tables

        return build_tables()
    return Tables(*_prepared.TABLES)
