"""The examples of the page about data run."""

import re
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "data.md").read_text("utf-8")
EXAMPLES = dict(re.findall(r"^<!-- example: (\w+) -->\n```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))


def test_many(capsys):
    exec(EXAMPLES["many"], {"__name__": "example"})
    shown = capsys.readouterr().out.splitlines()
    assert shown == ["shot-7 ['`@Image2` points past the 1 image of this request; expected @Image1']", "shot-8 []"]


def test_batches():
    pytest.importorskip("pyarrow")
    names = {"__name__": "example"}
    exec(EXAMPLES["batches"], names)
    assert [(row["id"], row["rule"]) for row in names["findings"].to_pylist()] == [(7, "undefined-reference")]
    assert names["scores"].column("worst").to_pylist() == ["error"]


def test_the_schemas_are_described():
    pytest.importorskip("pyarrow")
    from seedance_lint.data import FINDINGS, SCORES

    for name, schema in (("FINDINGS", FINDINGS), ("SCORES", SCORES)):
        rows = PAGE.partition(f"| column of `{name}` | |\n|---|---|\n")[2].partition("\n\n")[0]
        named = [word for row in rows.splitlines() for word in re.findall(r"`(\w+)`", row.split("|")[1])]
        assert named == schema.names
