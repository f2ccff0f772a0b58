"""What CONTRIBUTING.md says of adding words, a language, a provider, a kind of file and a format, done word for word in a copy of the project."""

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


def section(title):
    """Return the text under a heading."""
    return PAGE.partition(f"## {title}\n")[2].partition("\n## ")[0]


def recipe(title):
    """Return the files of a recipe, and the lines that it adds to others."""
    text = section(title)
    files = dict(re.findall(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", text, re.DOTALL))
    lines = dict(re.findall(r"<!-- line: (\S+) -->\n```\w+\n(.*?)```", text, re.DOTALL))
    assert files
    return files, lines


@pytest.fixture
def added(tmp_path):
    """Carry out a recipe in a copy, and give a function that runs the program there."""

    def add(title):
        for name in ("seedance_lint", "grammar"):
            shutil.copytree(ROOT / name, tmp_path / "copy" / name, ignore=shutil.ignore_patterns("__pycache__"))
        files, lines = recipe(title)
        for name, text in files.items():
            (tmp_path / "copy" / name).write_text(text, encoding="utf-8")
        for name, line in lines.items():
            path = tmp_path / "copy" / name
            path.write_text(path.read_text(encoding="utf-8").replace("_MODULES = {\n", "_MODULES = {\n" + line, 1), encoding="utf-8")

        def run(*arguments):
            environment = {**os.environ, "PYTHONPATH": str(tmp_path / "copy")}
            command = [sys.executable, "-m", "seedance_lint", *arguments]
            return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

        return run

    return add


@pytest.mark.slow
def test_a_provider_is_added(added, tmp_path):
    run = added("Add a provider, or an edition")
    assert "Studio, Seedance 2.5" in run("profile", "studio-2.5").stdout
    assert "studio-2.5" in run("profile", "studio").stdout
    body = {"model": "studio/seedance-2.5", "prompt": "Image 1 walks.", "images": ["https://example.com/a.png"]}
    (tmp_path / "a.json").write_text(json.dumps(body), encoding="utf-8")
    assert "studio-2.5 (model studio/seedance-2.5)" in run("show", "a.json").stdout


@pytest.mark.slow
def test_a_kind_of_file_is_added(added, tmp_path):
    run = added("Add a kind of file")
    (tmp_path / "a.card").write_text("Seedance: harbour\n@Image0 walks.\n", encoding="utf-8")
    ran = run("check", "a.card", "--output-format", "concise")
    assert (ran.returncode, ran.stdout.split(": ")[0]) == (1, "a.card:2:1"), ran.stderr


@pytest.mark.slow
def test_a_format_is_added(added, tmp_path):
    run = added("Add an output format")
    (tmp_path / "a.txt").write_text("@Image0 walks.\n", encoding="utf-8")
    assert run("check", "a.txt", "--output-format", "names").stdout == "zero-index\n"


def read(run, path, prompt):
    """Return how the program in the copy reads a prompt, roles by their words."""
    path.write_text(prompt, encoding="utf-8")
    return run("parse", path.name).stdout


@pytest.mark.slow
def test_a_language_is_added(added, tmp_path):
    run = added("Add a language")
    assert 'camera_movement "camerabeweging" at 8–22' in read(run, tmp_path / "a.txt", "Neem de camerabeweging van @Video1 over.")


@pytest.mark.slow
def test_a_word_is_added(added, tmp_path):
    run = added("Add a language")  # a copy; the word comes beside it
    (block,) = re.findall(r"```lark\n(.*?)```", section("Add a word"), re.DOTALL)
    terminal, *words = block.splitlines()
    path = tmp_path / "copy" / "grammar" / "vocabulary" / "english.lark"
    text = path.read_text(encoding="utf-8")
    assert text.count(f"{terminal}\n") == 1
    assert words[0] in text
    path.write_text(text.replace(f"{terminal}\n", f"{terminal}\n{words[-1]}\n"), encoding="utf-8")
    assert 'camera_movement "your words" at 8–18' in read(run, tmp_path / "a.txt", "Use the your words of @Video1.")


@pytest.mark.slow
def test_a_construction_reads_what_stands_above_it(added, tmp_path):
    (block,) = re.findall(r"```lark\n(.*?)```", section("Add a construction"), re.DOTALL)
    comment, rule = block.splitlines()
    examples = comment.removeprefix("// ").split(" · ")
    run = added("Add a language")
    path = tmp_path / "copy" / "grammar" / "constructions.lark"
    text = path.read_text(encoding="utf-8")
    assert f"{rule}\n" in text
    for example, role in zip(examples, ("camera_movement", "audio_extraction"), strict=True):
        assert f"    {role} " in read(run, tmp_path / "a.txt", f"{example}.")
