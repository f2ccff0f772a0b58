"""Columns in code units."""

from hypothesis import given
from hypothesis import strategies as st

from seedance_lint.lsp.units import UNITS

TEXTS = st.text(st.one_of(st.sampled_from("a@图é😀\ud800\u2028\x0c "), st.characters()))
CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


@given(TEXTS, st.sampled_from(sorted(UNITS)))
def test_units_are_those_of_the_encoding(text, name):
    codec, size = CODECS[name]
    assert UNITS[name].count(text) == len(text.encode(codec, "surrogatepass")) // size


@given(TEXTS, st.sampled_from(sorted(UNITS)))
def test_every_character_comes_back(text, name):
    units = UNITS[name]
    for number in range(len(text) + 1):
        assert units.points(text, units.count(text[:number])) == number


@given(TEXTS, st.sampled_from(sorted(UNITS)), st.integers(0, 60))
def test_a_place_inside_a_character_is_in_front_of_it(text, name, asked):
    units = UNITS[name]
    found = units.points(text, asked)
    assert units.count(text[:found]) <= asked
    assert found == len(text) or units.count(text[: found + 1]) > asked
