"""The few edits between two texts."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_lint.lsp.changes import edits_between

TEXTS = st.text(st.sampled_from("ab @1图\n"), max_size=30)


def applied(text: str, edits) -> str:
    for start, end, replacement in reversed(edits):
        text = text[:start] + replacement + text[end:]
    return text


@given(TEXTS, TEXTS)
def test_the_edits_make_the_new_text(old, new):
    edits = edits_between(old, new)
    assert applied(old, edits) == new
    assert all(left.end < right.start or left.end == right.start for left, right in pairwise(edits))


@pytest.mark.parametrize(
    ("old", "new", "replaced"),
    [
        ("a @image 1 b\nc\n@img2 d", "a @Image1 b\nc\n@Image2 d", ["image 1", "img2"]),
        ("one two three four", "one 2 three 4", ["two", "four"]),
        ("same", "same", []),
        ("one\ntwo", "one\nand\ntwo", [""]),
    ],
)
def test_what_is_the_same_stays_out_of_them(old, new, replaced):
    assert [old[start:end] for start, end, _ in edits_between(old, new)] == replaced


def test_words_that_come_again_and_again_are_compared_in_no_time():
    old, new = "a@b " * 5000, "b@a " * 5000
    assert applied(old, edits_between(old, new)) == new
    old, new = "@image 1, " * 5000, "@Image1, " * 5000
    assert applied(old, edits_between(old, new)) == new
