"""The examples of the page about data run."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "data.md").read_text("utf-8")
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


def test_every_extra_has_its_size_and_version():
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    rows = dict(re.findall(r"^\| `(\w+)` \| \d+ \| (.+) \|$", PAGE, re.MULTILINE))
    assert set(rows) == set(extras) - {"all", "dev", "test"}
    pinned = set(re.findall(r"^([\w.-]+)==(\d+\.\d+\.\d+)", (ROOT / "constraints.txt").read_text("utf-8"), re.MULTILINE))
    for named in rows.values():
        for name, version in re.findall(r"([A-Za-z][\w-]+) (\d+\.\d+\.\d+)", named):
            assert (name.lower(), version) in pinned
