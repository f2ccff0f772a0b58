"""The profiles in the documentation are ones."""

import re
from pathlib import Path

import pytest

from seedance_lint.profiles import load as loader
from seedance_lint.profiles import load_profile, load_profile_file, names
from seedance_lint.profiles.schema import Table

PAGE = Path(__file__).parents[2] / "docs" / "profiles.md"
BLOCKS = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("block", BLOCKS, ids=["extending", "whole"])
def test_a_profile_of_the_page_loads(tmp_path, block):
    path = tmp_path / "mine.toml"
    path.write_text(block, encoding="utf-8")
    assert load_profile_file(path).source.startswith("https://")


def test_the_whole_one_leaves_no_key_out(tmp_path, monkeypatch):
    """Whatever the loader asks for stands in the example."""
    asked = set()
    take = Table.take

    def recorded(self, key, *arguments, **options):
        asked.add(re.sub(r"(image|video|audio)\b", "KIND", self.path(key)))
        return take(self, key, *arguments, **options)

    monkeypatch.setattr(Table, "take", recorded)
    path = tmp_path / "mine.toml"
    path.write_text(BLOCKS[1], encoding="utf-8")
    load_profile_file(path)
    last = {key.rpartition(".")[2] for key in asked} - {"KIND"}
    missing = {key for key in last if key not in BLOCKS[1]}
    assert missing == set()
    assert loader.DEFAULT in PAGE.read_text(encoding="utf-8")


def test_all_of_ours_are_listed_with_their_tags():
    text = PAGE.read_text(encoding="utf-8")
    for name in names():
        row = next(line for line in text.splitlines() if line.startswith("|") and f"`{name}`" in line)
        assert f"`{load_profile(name).tag('image', 1)}`" in row
