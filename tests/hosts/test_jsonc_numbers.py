"""Numbers that JSON does not know, in JSON with comments: what they stand for is not known, and nothing fails."""

import pytest

from seedance_lint.hosts import host_for
from seedance_lint.source import SourceDocument


@pytest.mark.parametrize("number", ["00", "007", "-01", "٣", "1_000", "0x1F"])
def test_a_number_that_json_does_not_know_is_not_known(number: str) -> None:
    text = f'{{"prompt": "A dog.", "seed": {number}}}'
    (root,) = host_for("x.jsonc").roots(SourceDocument("x.jsonc", text))
    assert getattr(root, "value", {}).get("seed") is None


def test_a_file_that_is_nothing_but_such_a_number() -> None:
    assert list(host_for("x.jsonc").roots(SourceDocument("x.jsonc", "00")))
