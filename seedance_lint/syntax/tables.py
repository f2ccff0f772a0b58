"""The tables that reading runs on: plain data, made from the grammar."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from seedance_lint.package_data import prepared, prepared_part
from seedance_lint.records import NamedTuple


class Machine(NamedTuple):
    """A finite-state machine: strings for all states together, because an object for each of thousands would be half of a run's memory.

    The steps of state ``n`` are those from number ``firsts[n]`` up to ``firsts[n + 1]``: a letter of ``letters`` leads to the state in the
    same place of ``targets``. What may end in state ``n`` is ``accepted[ends[n]]``: numbers of expressions, the one that counts first.
    Numbers are written as characters; state 0 is the start.
    """

    letters: str
    targets: str
    firsts: str
    ends: str
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


Shelves = tuple[dict[str, str], ...]


class Tables(NamedTuple):
    """The vocabulary and the machines that read rows of its letters.

    ``letters`` has the letter of each terminal. ``nouns`` reads rows of nouns forwards; ``noun_names`` says what the row means.
    ``ahead`` reads the constructions before a reference, from the reference backwards; ``after`` those after one; ``both`` the second
    half of those that are on either side. ``family_names`` are Chinese ones of one or two characters, ``familiar`` the characters that stand
    before one, ``in_no_name`` those that are in no given name. ``stems`` and ``endings`` map beginnings and ends of
    lower-case words to letters; ``kind_words`` the words of tags to the kind of file, ``near_words`` those that are mistaken for them.

    ``dotted`` are those that keep their dot ("dr."), which ends no sentence.

    ``shelves`` has the words and phrases: first those in ASCII, then all others. Those that begin in the same way are one string of four
    lines: the words, with tabs between them; the letter of each; what phrases begin with (their first word, the first two of more); and
    the number of words in the longest phrase that begins so, as a digit or one of the characters after them.
    """

    letters: dict[str, str]
    nouns: Machine
    noun_names: tuple[str, ...]
    constructions: tuple[Construction, ...]
    ahead: Machine
    behind: Machine
    both: dict[int, Machine]
    shelves: Shelves
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


_MACHINES = ("nouns", "ahead", "behind")
_MAPPINGS = ("stems", "endings")
_Packed = tuple[str, tuple[str, ...]]


def packed(tables: Tables) -> tuple[tuple[object, ...], tuple[object, ...]]:
    """Return tables as constants alone, which Python loads ten times as fast as it fills dictionaries.

    First those for texts in ASCII, then the other words, which runs on such texts need not load.
    """
    fields = tables._asdict()
    within, further = tables.shelves
    fields["shelves"] = _pack(within)
    beyond = [_pack(further)]
    for name in _MAPPINGS:
        within, further = _halves(fields[name])
        fields[name] = _pack(within)
        beyond.append(_pack(further))
    fields["constructions"] = tuple(tuple(each) for each in tables.constructions)
    for name in _MACHINES:
        fields[name] = tuple(fields[name])
    fields["both"] = {number: tuple(machine) for number, machine in tables.both.items()}
    return tuple(fields.values()), tuple(beyond)


def _unpacked(made: tuple[Any, ...], beyond: tuple[Any, ...] = ()) -> Tables:
    fields = dict(zip(Tables._fields, made, strict=True))
    for name in _MAPPINGS:
        fields[name] = _unpack(fields[name])
    fields["shelves"] = tuple(map(_unpack, (fields["shelves"], *beyond[:1])))
    for name, further in zip(_MAPPINGS, beyond[1:]):  # noqa: B905 - none for texts in ASCII
        fields[name].update(_unpack(further))
    fields["constructions"] = tuple(Construction(*each) for each in fields["constructions"])
    for name in _MACHINES:
        fields[name] = Machine(*fields[name])
    fields["both"] = {number: Machine(*machine) for number, machine in fields["both"].items()}
    return Tables(**fields)


def _halves(mapping: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return what a mapping has for keys in ASCII, and the rest."""
    return {key: value for key, value in mapping.items() if key.isascii()}, {
        key: value for key, value in mapping.items() if not key.isascii()
    }


def _pack(mapping: Mapping[str, str]) -> _Packed:
    return "\n".join(mapping), tuple(mapping.values())


def _unpack(half: _Packed) -> dict[str, str]:
    keys, values = half
    return dict(zip(keys.split("\n"), values, strict=True)) if values else {}


@lru_cache(maxsize=1)
def load_tables() -> Tables:
    """Return the tables that were prepared when the package was built, or make them from the grammar."""
    made = prepared("grammar")
    if made is None:
        from seedance_lint.syntax.grammar import build_tables

        return build_tables()
    return _unpacked(made, prepared_part("grammar-beyond"))


@lru_cache(maxsize=1)
def load_ascii_tables() -> Tables:
    """Return the tables for texts in ASCII: half of the vocabulary, which takes most of the time and memory of a short run."""
    made = prepared("grammar")
    if made is None:
        made, _ = packed(load_tables())
    return _unpacked(made)
