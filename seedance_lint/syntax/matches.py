"""What constructions read of a row of letters: the match of each, and the reading of each reference."""

from seedance_lint.records import NamedTuple
from seedance_lint.syntax.rows import Noun, Words
from seedance_lint.syntax.tables import Construction


class Match(NamedTuple):
    """What a construction read: its letters from ``first`` to ``last``, where they stand, and the nouns among them that name roles."""

    construction: Construction
    first: int
    last: int
    nouns: tuple[Noun, ...]
    negated: bool
    cue: Words
    """All words that were read before the reference, or else after it."""
    unknown: Words | None
    """Words that name no role, where one must."""


class Reading(NamedTuple):
    """Everything that constructions join to one reference: what leads to it first, then what follows it."""

    matches: tuple[Match, ...]
    moving: bool
    edited: tuple[Noun, ...] | None
    """The nouns of the edit that it is put into, if it is."""
    dealt: bool
    """Whether a word such as "respectively" deals the roles out."""
