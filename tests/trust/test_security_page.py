"""SECURITY.md promises nothing that no test keeps."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
PROMISES = [
    part for part in PAGE.partition("## What is promised")[2].partition("## What is not promised")[0].split("\n\n") if part.startswith("**")
]
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise[2:40])
def test_every_promise_names_tests_that_there_are(promise):
    kept = promise.partition("Tested by ")[2]
    tests = NAMED.findall(kept)
    assert tests, "no test is named"
    for path, name in tests:
        source = (ROOT / path).read_text(encoding="utf-8")
        assert (f"def {name}(" in source) if name else ("def test_" in source), (path, name)


def test_the_page_has_its_parts():
    assert len(PROMISES) >= 8
    for heading in ("## Report a vulnerability", "## What is promised", "## What is not promised"):
        assert heading in PAGE
    assert all(Path(ROOT, path).exists() for path, _ in NAMED.findall(PAGE))
