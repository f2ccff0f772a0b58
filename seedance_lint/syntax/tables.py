"""The tables that reading runs on: plain data, made from the grammar."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from seedance_lint.package_data import prepared, stored
from seedance_lint.records import NamedTuple


class Machine(NamedTuple):
    """A finite-state machine: few large objects, because one for each of thousands of states would be half of a run's memory.

    Many states have the same letters, and which of them lead to one state together is often the same, too. So state ``n`` has the row
    ``rows[n]``. The letters of row ``r`` are those of ``letters`` (in Latin 1) from ``letter_starts[r]`` up to ``letter_ends[r]``; in the
    same places of ``choices``, from ``choice_starts[r]``, is which of the state's ``targets``, from ``target_starts[n]``, a letter leads to.
    What may end in state ``n`` is ``accepted[ends[n]]``: numbers of expressions, the one that counts first. State 0 is the start.
    """

    letters: bytes
    letter_starts: Sequence[int]
    letter_ends: Sequence[int]
    choices: Sequence[int]
    choice_starts: Sequence[int]
    rows: Sequence[int]
    targets: Sequence[int]
    target_starts: Sequence[int]
    ends: Sequence[int]
    accepted: tuple[tuple[int, ...], ...]


class Construction(NamedTuple):
    """Alternatives of a rule: the rule's name, whether what they read is sure, and whether they only look at their last letter."""

    name: str
    sure: bool
    looks: bool


NOT_OF_IMAGES = "sync"
"""The construction that leads to no image: "cut to the kitchen of @Image2"."""
NOT_ALWAYS = frozenset({NOT_OF_IMAGES, "put_in", "moves_like", "camera_like", "aspect_of", "trailed", "starts_too", "ends_too"})
"""The constructions that lead to files of some kinds alone: where they do not, the next one counts."""


class Tables(NamedTuple):
    """The vocabulary and the machines that read rows of its letters.

    ``letters`` has the letter of each terminal. ``nouns`` reads rows of nouns forwards; ``noun_names`` says what the row means.
    ``ahead`` reads the constructions before a reference, from the reference backwards; ``after`` those after one; ``both`` the second
    half of those that are on either side. ``family_names`` are Chinese ones of one or two characters, ``familiar`` the characters that stand
    before one, ``in_no_name`` those that are in no given name. ``stems`` and ``endings`` map beginnings and ends of
    lower-case words to letters; ``kind_words`` the words of tags to the kind of file, ``near_words`` those that are mistaken for them.

    ``dotted`` are those that keep their dot ("dr."), which ends no sentence.

    ``shelves`` has the words and phrases by how they begin (``vocabulary.shelf_of``): a line for all with the same first word (the same first
    character, in scripts without spaces), of five parts with a vertical tab between them. That word; what follows it in each, with tabs
    between them; the letter of each; what follows it in what phrases begin with (nothing, or a second word); and the number of words in the
    longest phrase that begins so, as a digit or one of the characters after them.
    """

    letters: dict[str, str]
    nouns: Machine
    noun_names: tuple[str, ...]
    constructions: tuple[Construction, ...]
    ahead: Machine
    behind: Machine
    both: dict[int, Machine]
    shelves: Mapping[str, str]
    dotted: tuple[str, ...]
    stems: dict[str, str]
    endings: dict[str, str]
    kind_words: dict[str, str]
    near_words: dict[str, str]
    bare_words: tuple[str, ...]
    generic: tuple[str, ...]
    family_names: tuple[str, ...]
    familiar: str
    in_no_name: str
    patterns: dict[str, str]


@lru_cache(maxsize=1)
def load_tables() -> Tables:
    """Return the tables that were prepared when the package was built, or make them from the grammar."""
    made = prepared("grammar")
    if made is None:
        from seedance_lint.syntax.grammar import build_tables

        return build_tables()
    from seedance_lint.syntax.packing import unpacked

    file, constants = made
    return unpacked(constants, stored(file))
