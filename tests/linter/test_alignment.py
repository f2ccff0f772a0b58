"""What two rows of words have in common."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_lint.linter.alignment import changes

CASES = [
    ("a b c", "a b c", []),
    ("a b c", "a x c", [(1, 2, 1, 2)]),
    ("a b c", "a c", [(1, 2, 1, 1)]),
    ("a c", "a b c", [(1, 1, 1, 2)]),
    ("", "a", [(0, 0, 0, 1)]),
    ("a", "", [(0, 1, 0, 0)]),
    ("x x x a", "a", [(0, 3, 0, 0)]),
    ("a b", "c d", [(0, 2, 0, 2)]),
    ("x a b c d e", "a b c d e", [(0, 1, 0, 0)]),
    ("a q b c d e f", "q q b c d e f", [(0, 1, 0, 1)]),
    ("m x n x a b c d", "x a b c d", [(0, 3, 0, 0)]),
    ("m x n o p q r s x a b c d", "x a b c d", [(0, 1, 0, 0), (2, 9, 1, 1)]),
]


@pytest.mark.parametrize(("old", "new", "expected"), CASES)
def test_changes(old, new, expected):
    assert list(changes(old.split(), new.split())) == expected


words = st.lists(st.sampled_from("abc"), max_size=60)


@given(words, words)
def test_they_make_the_new_row_of_the_old_one(old, new):
    made, at = [], 0
    for start, end, new_start, new_end in changes(old, new):
        assert start >= at
        assert not made or start > at, "two changes side by side"
        assert old[start:end] != new[new_start:new_end]
        made += old[at:start]
        assert len(made) == new_start
        made += new[new_start:new_end]
        at = end
    assert made + old[at:] == new


@pytest.mark.parametrize("length", [100, 10_000])
def test_words_that_come_again_and_again(length):
    old = ["@", "image", " ", "1", ",", " "] * length
    new = ["@", "Image1", ",", " "] * length
    assert len(list(changes(old, new))) <= 2 * length
