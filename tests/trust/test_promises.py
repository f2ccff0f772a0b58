"""Promises of SECURITY.md that have no better place."""

import json
import os
import subprocess
import sys

import pytest

from seedance_lint.hosts import HostFailure, host_for
from seedance_lint.source import SourceDocument

WATCH = """
import os, sys

def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        os.write(2, b"OPENED " + os.fsencode(arguments[0]) + b"\\n")
    if event == "pickle.find_class":
        os.write(2, b"UNPICKLED\\n")

sys.addaudithook(watch)
sys.argv[:] = ["seedance-lint", *sys.argv[1:]]
from seedance_lint.cli import main
main()
"""


def test_no_file_of_a_shared_folder_is_read(tmp_path):
    """No cache in a temporary folder, where anybody could have put it; and nothing is unpickled without other processes."""
    shared, home, work = tmp_path / "shared", tmp_path / "home", tmp_path / "work"
    for folder in (shared, home, work):
        folder.mkdir()
    (work / "x.json").write_text(json.dumps({"prompt": "@Image0 as lantern maker", "image_urls": ["https://example.com/a.jpg"]}))
    environment = {**os.environ, "TMPDIR": str(shared), "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}
    for _ in range(2):  # a cache would be written by the first run, and read by the second
        command = [sys.executable, "-c", WATCH, "check", "--select", "ALL", "--output-format", "sarif", "x.json"]
        done = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 1
        opened = [line.removeprefix("OPENED ") for line in done.stderr.splitlines() if line.startswith("OPENED ")]
        assert any(path.endswith("x.json") for path in opened)
        assert not [path for path in opened if path.startswith((str(shared), str(home)))]
        assert "UNPICKLED" not in done.stderr
    assert not [*shared.iterdir(), *home.iterdir()]


@pytest.mark.parametrize(
    "tag",
    [
        "!!python/object/apply:os.system ['touch ran']",
        "!!python/name:os.system ''",
        "!<tag:yaml.org,2002:python/object/new:os.system> ['touch ran']",
    ],
)
def test_yaml_makes_no_objects(tmp_path, monkeypatch, tag):
    monkeypatch.chdir(tmp_path)
    (root,) = host_for("x.yaml").roots(SourceDocument("x.yaml", f"prompt: {tag}\n"))
    assert not isinstance(root, HostFailure)
    assert root.value["prompt"] is None or isinstance(root.value["prompt"], (str, list))
    assert not list(tmp_path.iterdir())
