"""Where a file is in its repository does not depend on where the program was started."""

import json
import subprocess
import sys

import pytest

from seedance_lint.source.repository import path_in_repository

PAGE = "# The lake\n\n**Prompt:**\n\n```\nWide shot of the lake at dawn, slow dolly in, a fisherman rows to the pier, golden hour.\n```\n"


@pytest.fixture
def repository(tmp_path):
    folder = tmp_path / "seedance-films"
    (folder / "docs").mkdir(parents=True)
    (folder / "docs/lake.md").write_text(PAGE)
    return folder


def test_the_path_begins_with_the_folder_of_the_repository(repository, monkeypatch):
    page = repository / "docs/lake.md"
    assert path_in_repository(str(page)) == str(page)
    (repository / ".git").mkdir()
    path_in_repository.__globals__["_top"].cache_clear()
    for folder, path in (
        (repository, "docs/lake.md"),
        (repository / "docs", "lake.md"),
        (repository.parent, "seedance-films/docs/lake.md"),
    ):
        monkeypatch.chdir(folder)
        assert path_in_repository(path).replace("\\", "/") == "seedance-films/docs/lake.md"
    assert path_in_repository("not-there.md") == "not-there.md"


def test_a_page_is_read_alike_from_each_folder(repository):
    (repository / ".git").mkdir()
    found = []
    for folder, path in ((repository, "docs/lake.md"), (repository / "docs", "lake.md"), (repository.parent, "seedance-films")):
        command = [sys.executable, "-m", "seedance_lint", "show", "--output-format", "json", path]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True, timeout=60)
        found.append([each["prompt"] for each in json.loads(done.stdout)["requests"]])
    assert found == [[PAGE.split("```")[1].strip()]] * 3
