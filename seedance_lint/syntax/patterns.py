"""Words of all languages before and behind others, by the names that the grammar gives them."""

import re
from functools import lru_cache

from seedance_lint.pattern import Pattern
from seedance_lint.syntax.tables import load_tables


def written(name: str) -> str:
    """Return what the files of all languages have for a name, to be matched without regard to case."""
    return load_tables().patterns[name]


@lru_cache(maxsize=64)
def pattern(name: str) -> Pattern:
    """Return the pattern for a name."""
    return Pattern(written(name), re.IGNORECASE)


def says(name: str, text: str) -> bool:
    """Whether such words are anywhere in a text."""
    return pattern(name).search(text) is not None


def said_before(name: str, text: str) -> bool:
    """Whether a text, the part of a prompt before a place, ends with such words."""
    return _at_end(name).search(text) is not None


def said_behind(name: str, text: str) -> bool:
    """Whether a text, the part of a prompt behind a place, begins with such words."""
    return pattern(name).match(text) is not None


def number_in(match: "re.Match[str]") -> str:
    """Return the number in what a pattern with one for each language found."""
    return next(group for group in match.groups() if group is not None)


@lru_cache(maxsize=64)
def _at_end(name: str) -> Pattern:
    return Pattern(rf"(?:{written(name)})\Z", re.IGNORECASE)
