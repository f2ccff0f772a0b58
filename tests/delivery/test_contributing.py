"""What CONTRIBUTING.md says of adding words, a construction, a language, a provider, a kind of file and a format, done word for word in a copy of the project."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
FOLDERS = ("seedance_lint", "grammar", "tests/syntax")
FILES = ("tests/__init__.py", "tests/conftest.py", "tests/npm.py", "pyproject.toml")
RECIPES = ("Add a construction", "Add a language", "Add a provider, or an edition", "Add a kind of file", "Add an output format")

pytestmark = pytest.mark.slow


def section(title):
    """Return the text under a heading."""
    return PAGE.partition(f"## {title}\n")[2].partition("\n## ")[0]


def blocks(title, mark):
    """Return the blocks of a recipe that are marked so, by the file that they are about."""
    return dict(re.findall(rf"<!-- {mark}: (\S+) -->\n```\w*\n(.*?)```", section(title), re.DOTALL))


def change(path, old, new):
    """Replace a text that stands in a file once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def carry_out(copy):
    """Do in a copy of the project what every recipe says."""
    for name in FOLDERS:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(ROOT / name, copy / name)
    for title in RECIPES:
        for name, text in blocks(title, "file").items():
            (copy / name).write_text(text, encoding="utf-8")
        for name, line in blocks(title, "line").items():
            if name.endswith(".py"):
                change(copy / name, "_MODULES = {\n", "_MODULES = {\n" + line)
            else:
                with (copy / name).open("a", encoding="utf-8") as file:
                    file.write(line)
        for name, rule in blocks(title, "rule").items():
            heading = next(
                line for line in (copy / name).read_text(encoding="utf-8").split("\n") if line.endswith("what follows a reference")
            )
            change(copy / name, f"\n{heading}\n", f"{rule}\n{heading}\n")
    (block,) = re.findall(r"```lark\n(.*?)```", section("Add a word"), re.DOTALL)
    terminal, *words = block.splitlines()
    path = copy / "grammar/vocabulary/english.lark"
    assert words[0] in path.read_text(encoding="utf-8")
    change(path, f"{terminal}\n", f"{terminal}\n{words[-1]}\n")


@pytest.fixture
def copy(once):
    """Return a copy of the project in which every recipe was carried out."""
    return once("contributing", carry_out)


@pytest.fixture
def run(copy, tmp_path):
    """Run a module of the copy, by default the program, in an empty folder."""

    def start(*arguments, module="seedance_lint", folder=tmp_path):
        command = [sys.executable, "-m", module, *arguments]
        environment = {**os.environ, "PYTHONPATH": str(copy)}
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)

    return start


def test_a_provider_is_added(run, tmp_path):
    assert "Studio, Seedance 2.5" in run("profile", "studio-2.5").stdout
    assert "studio-2.5" in run("profile", "studio").stdout
    body = {"model": "studio/seedance-2.5", "prompt": "Image 1 walks.", "images": ["https://example.com/a.png"]}
    (tmp_path / "a.json").write_text(json.dumps(body), encoding="utf-8")
    assert "studio-2.5 (model studio/seedance-2.5)" in run("show", "a.json").stdout


def test_a_kind_of_file_is_added(run, tmp_path):
    (tmp_path / "a.card").write_text("Seedance: harbour\n@Image0 walks.\n", encoding="utf-8")
    ran = run("check", "a.card", "--output-format", "concise")
    assert (ran.returncode, ran.stdout.split(": ")[0]) == (1, "a.card:2:1"), ran.stderr


def test_a_format_is_added(run, tmp_path):
    (tmp_path / "a.txt").write_text("@Image0 walks.\n", encoding="utf-8")
    assert run("check", "a.txt", "--output-format", "names").stdout == "zero-index\n"


@pytest.mark.parametrize(
    ("prompt", "role"),
    [
        ("Neem de camerabeweging van @Video1 over.", 'camera_movement "camerabeweging" at 8–22'),
        ("Use the your words of @Video1.", 'camera_movement "your words" at 8–18'),
    ],
    ids=["a language", "a word"],
)
def test_words_are_added(run, tmp_path, prompt, role):
    (tmp_path / "a.txt").write_text(prompt, encoding="utf-8")
    assert role in run("parse", "a.txt").stdout


def test_a_construction_is_added(run, copy):
    """Its examples are read by it, the machine reads it as Lark does, and the line that was added is a case, whose tree is written down."""
    command = re.findall(r"^pytest (tests/syntax --force-regen)", section("Add a construction"), re.MULTILINE)[0]
    (line,) = blocks("Add a construction", "line").values()
    words = line.split(" => ")[0]
    chosen = "shown or each_rule or test_trees and english or (test_roles and outfit and shows)"
    more = ("--ignore=tests/syntax/test_invariants.py", "-v", "-n", "0", "-p", "no:cacheprovider")  # which needs the fuzzer
    ran = run(*command.split(), *more, "-k", chosen, module="pytest", folder=copy)
    results = dict(re.findall(r"^tests/syntax/\w+\.py::(\w+)(?:\[.*\])? (PASSED|FAILED)", ran.stdout, re.MULTILINE))
    assert results.pop("test_trees") == "FAILED", ran.stdout[-4000:]  # it was written down
    assert results == dict.fromkeys(
        ["test_an_example_is_read_by_its_rule", "test_each_rule_has_an_example", "test_the_machine_reads_what_lark_reads", "test_roles"],
        "PASSED",
    )
    trees = (copy / "tests/syntax/test_shapes/test_trees_english_roles_.yml").read_text(encoding="utf-8")
    assert words in trees
    assert "outfit by shown" in trees
