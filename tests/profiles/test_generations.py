"""Values as they are compared between providers."""

import pytest

from seedance_lint.profiles.generations import as_number, comparable


@pytest.mark.parametrize(
    ("value", "number"),
    [("5", 5), (" 5 ", 5), ("5\x1f", 5), ("-1", -1), ("4.5", 4.5), ("5s", None), ("٥", None), ("", None), (True, None), (5, 5)],
)
def test_what_a_value_is_as_a_number(value, number) -> None:
    assert as_number(value) == number


def test_what_is_compared() -> None:
    assert comparable(5) == comparable("5") == comparable("5.0\x1f") == "5"
    assert comparable("4K") == comparable("4k")
