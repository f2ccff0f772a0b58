"""The VS Code extension: it builds with its one command, and its grammar highlights what the linter understands."""

import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.npm import program

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
BUILT = shutil.ignore_patterns("node_modules", "dist", "*.vsix", "*.tmLanguage.json")


def npm(*arguments: str, cwd: Path) -> str:
    command = [*program("npm"), *arguments]
    path = os.pathsep.join([str(Path(program("node")[0]).parent), os.environ.get("PATH", os.defpath)])
    done = subprocess.run(command, cwd=cwd, env={**os.environ, "PATH": path}, capture_output=True, text=True, timeout=280, check=False)
    assert done.returncode == 0, f"npm {' '.join(arguments)}:\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def extension(tmp_path_factory) -> Path:
    """Return a copy of the extension's sources with its packages installed."""
    top = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "grammar", top / "grammar")
    folder = top / "editors" / "vscode"
    shutil.copytree(ROOT / "editors" / "vscode", folder, ignore=BUILT)
    npm("ci", "--no-audit", "--no-fund", cwd=folder)
    return folder


def test_the_grammar_highlights_tags_and_roles(extension):
    told = npm("test", cwd=extension)
    assert told.count("run successfuly") == len(list((extension / "tests").glob("*.prompt")))


def test_one_command_builds_the_package(extension):
    npm("run", "package", cwd=extension)
    with zipfile.ZipFile(extension / "seedance-lint.vsix") as package:
        names = {name.removeprefix("extension/") for name in package.namelist() if name.startswith("extension/")}
        manifest = json.loads(package.read("extension/package.json"))
    assert names == {
        "package.json", "readme.md", "LICENSE.txt", "language-configuration.json", "dist/extension.js",
        "syntaxes/seedance-prompt.tmLanguage.json",
    }  # fmt: skip
    contributed = manifest["contributes"]
    paths = [manifest["main"], contributed["grammars"][0]["path"], contributed["languages"][0]["configuration"]]
    assert {path.removeprefix("./") for path in paths} <= names
