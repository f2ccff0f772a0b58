"""What is said of a file that cannot be read, word for word, and where; what libraries say in their own words is left out."""

import pytest

from seedance_lint.hosts import host_for
from seedance_lint.hosts.located import HostFailure
from seedance_lint.source import SourceDocument


def aliases(levels: int) -> str:
    """Return a document of which each level is ten times the one before."""
    lines = [f"- &l0 [{', '.join('x' * 10)}]\n"]
    lines += [f"- &l{level} [{', '.join([f'*l{level - 1}'] * 10)}]\n" for level in range(1, levels)]
    return "".join(lines)


REFUSED = [
    ("x.toml", "a = " + "[" * 3000 + "]" * 3000, "TOML is nested too deeply to be a request", 0),
    ("x.yaml", "a: &a [*a]\n", "broken YAML: the alias `*a` is inside the value that it refers to", 7),
    ("x.yaml", "a: *b\n", "broken YAML: the alias `*b` does not refer to anything above it", 3),
    ("x.yaml", aliases(6), "the aliases of this document expand to more than 1,000,000 values", aliases(6).rindex("[")),
    ("x.yaml", "[" * 3000, "YAML is nested too deeply to be a request", 500),
    ("x.json", "[" * 3000, "JSON is nested too deeply to be a request", 500),
    ("x.json", "{'a': 1}", "broken JSON: expected the name of a field here, in double quotes", 1),
    ("x.json", '{"a": "b\n"}', "broken JSON: line break or other control character inside a string; write a line break as \\n", 8),
    ("x.json", "{} {}", "broken JSON: more text after the end of the value; for one value per line, use a .jsonl file", 3),
    ("x.js", "prompt(" * 3000, "broken JavaScript or TypeScript: syntax error here", 0),
    ("x.ipynb", '{"cells": 5}', "not a Jupyter notebook of format 4: it has no `cells`", 0),
]


@pytest.mark.parametrize(("path", "text", "message", "offset"), REFUSED, ids=[f"{path}: {message}" for path, _, message, _ in REFUSED])
def test_what_is_said(path, text, message, offset):
    (refused,) = host_for(path).roots(SourceDocument(path, text))
    assert isinstance(refused, HostFailure)
    assert (refused.message, refused.offset) == (message, offset)


def test_aliases_that_stand_for_much_but_not_too_much():
    (read,) = host_for("x.yaml").roots(SourceDocument("x.yaml", aliases(5)))
    assert not isinstance(read, HostFailure)
