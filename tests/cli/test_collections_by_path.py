"""Records of data that name no product, in files whose path says that they are prompts for ours."""

import json
from pathlib import Path

import pytest

RECORDS = [{"title": "Bowl", "prompt": "A potter turns a bowl", "tags": ["clay"]}, {"title": "Jug", "prompt": "A jug dries", "tags": []}]
FOUND = {
    "a folder": "seedance-prompts/bowls.json",
    "a name": "data/seedance_prompts.json",
    "a folder above": "awesome-seedance/data/prompts.json",
    "one record a line": "seedance-prompts/bowls.jsonl",
    "YAML": "seedance-prompts/bowls.yaml",
}
NONE = {
    "no word of prompts": "seedance/bowls.json",
    "prompts far above": "seedance-prompts/site/messages/en.json",
    "prompts of anything": "prompts/bowls.json",
    "another product": "seedance-kling-prompts/bowls.json",
    "pictures": "seedance-midjourney-prompts/bowls.json",
}


def written(tmp_path: Path, path: str, records: list[dict[str, object]]) -> None:
    (tmp_path / ".git").mkdir(exist_ok=True)
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = "\n".join(map(json.dumps, records))
    file.write_text(lines if path.endswith("l") and not path.endswith("yaml") else json.dumps(records), encoding="utf-8")


@pytest.mark.parametrize("path", FOUND.values(), ids=FOUND)
def test_each_record_is_a_request(program, tmp_path, path):
    written(tmp_path, path, RECORDS)
    assert "in 2 prompts" in program("check", path).err


@pytest.mark.parametrize("path", NONE.values(), ids=NONE)
def test_what_only_a_part_of_the_path_speaks_for_is_none(program, tmp_path, path):
    written(tmp_path, path, RECORDS)
    assert "No prompt found" in program("check", path).err


def test_records_that_name_another_product_are_none(program, tmp_path):
    written(tmp_path, "seedance-prompts/bowls.json", [*RECORDS, {"title": "for Kling 3.0"}])
    assert "No prompt found" in program("check", "seedance-prompts/bowls.json").err
