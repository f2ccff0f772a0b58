"""The VS Code extension: it builds with its one command, and its grammar highlights what the linter understands."""

import json
import os
import shutil
import subprocess
import sys
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
    done = subprocess.run(command, cwd=cwd, env={**os.environ, "PATH": path}, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, f"npm {' '.join(arguments)}:\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="session")
def extension(once) -> Path:
    """Return a copy of the extension's sources with its packages installed."""

    def install(top: Path) -> None:
        shutil.copytree(ROOT / "grammar", top / "grammar")
        folder = top / "editors" / "vscode"
        shutil.copytree(ROOT / "editors" / "vscode", folder, ignore=BUILT)
        npm("ci", "--no-audit", "--no-fund", cwd=folder)

    return once("extension", install) / "editors" / "vscode"


def test_the_grammar_highlights_tags_and_roles(built):
    told = npm("test", cwd=built)
    assert told.count("run successfuly") == len(list((built / "tests").glob("*.prompt")))


@pytest.fixture(scope="session")
def built(once, extension) -> Path:
    once("built", lambda _: npm("run", "package", cwd=extension))
    return extension


def test_one_command_builds_the_package(built):
    with zipfile.ZipFile(built / "seedance-lint.vsix") as package:
        names = {name.removeprefix("extension/") for name in package.namelist() if name.startswith("extension/")}
        manifest = json.loads(package.read("extension/package.json"))
    assert names == {
        "package.json", "readme.md", "LICENSE.txt", "language-configuration.json", "dist/extension.js",
        "syntaxes/seedance-prompt.tmLanguage.json",
    }  # fmt: skip
    contributed = manifest["contributes"]
    paths = [manifest["main"], contributed["grammars"][0]["path"], contributed["languages"][0]["configuration"]]
    assert {path.removeprefix("./") for path in paths} <= names


def activated(built: Path, command: str, text: str, *choice: str, **environment: str) -> dict:
    """Start the built extension with a document open, in an editor that is made up; return what it showed. A button may be pressed."""
    script = built / "tests" / "activation.cjs"
    done = subprocess.run(
        [*program("node"), str(script), str(built / "dist" / "extension.js"), command, text, *choice],
        capture_output=True, text=True, encoding="utf-8", timeout=60, check=False,
        env={**os.environ, **environment},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_extension_starts_the_server_and_shows_what_it_finds(built):
    shown = activated(built, str(Path(sys.executable).with_name("seedance-lint")), "图🌆 @Image0 sails")
    assert shown["errors"] == []
    assert [(each["code"], each["range"]["start"], each["range"]["end"]) for each in shown["diagnostics"]] == [
        ("zero-index", {"line": 0, "character": 4}, {"line": 0, "character": 11})
    ]


@pytest.mark.parametrize("trusted", ["", "1"])
def test_the_environment_of_the_workspace_comes_first_where_it_is_trusted(built, tmp_path, trusted):
    own = tmp_path / "workspace" / ".venv" / "bin" / "seedance-lint"
    other = tmp_path / "path" / "seedance-lint"
    for each in (own, other):
        each.parent.mkdir(parents=True)
        each.write_text(WITHOUT_EXTRA)
        each.chmod(0o755)
    path = os.pathsep.join([str(other.parent), os.environ.get("PATH", os.defpath)])
    activated(built, "seedance-lint", "", WORKSPACE=str(tmp_path / "workspace"), TRUSTED=trusted, PATH=path)
    assert own.with_name("seedance-lint.log").exists() == bool(trusted)
    assert other.with_name("seedance-lint.log").exists() != bool(trusted)


WITHOUT_EXTRA = "#!/bin/sh\necho started >> $0.log\necho \"seedance-lint: install it with: pip install 'seedance-lint[lsp]'\" >&2\nexit 2\n"


OUTPUT_FIRST = WITHOUT_EXTRA.replace("exit 2", "exec >&-\nsleep 0.3\nexit 2")


@pytest.mark.parametrize("lines", ["", WITHOUT_EXTRA, OUTPUT_FIRST], ids=["program", "extra", "output first"])
def test_the_extension_says_once_how_to_install_the_server(built, tmp_path, lines):
    program = tmp_path / "seedance-lint"
    if lines:
        program.write_text(lines)
        program.chmod(0o755)
    shown = activated(built, str(program), "", "How to Install")
    if lines:
        assert (tmp_path / "seedance-lint.log").read_text() == "started\n"
    [[message, buttons]] = shown["errors"]
    assert "pip install 'seedance-lint[lsp,hosts]'" in message
    assert buttons == ["How to Install", "Open Settings", "Show Output"]
    manifest = json.loads((built / "package.json").read_text("utf-8"))
    assert shown["commands"] == [["extension.open", f"{manifest['publisher']}.{manifest['name']}"]]
