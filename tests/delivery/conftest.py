"""The repository as others get it, and programs that use it, each with homes of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Once

ROOT = Path(__file__).parents[2]
TAG = "v0.0.1"
BUILD = (sys.executable, "-m", "build")
PIP = (sys.executable, "-m", "pip")


class Shell:
    """Runs commands in one folder, with the programs of this environment first and nothing of the user's Git or hook set-up."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = environment

    def __call__(self, *command: str | Path, code: int | None = 0, **more) -> str:
        """Run a command; return what it printed on both outputs. It must leave with ``code``, if one is given."""
        done = subprocess.run(
            [str(part) for part in command],
            cwd=more.pop("cwd", self.folder),
            env={**self.environment, **more.pop("env", {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            timeout=600,
            check=False,
            **more,
        )
        text = done.stdout.decode(errors="replace")
        assert code is None or done.returncode == code, f"{command} left with {done.returncode}:\n{text}"
        return text

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def read(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8")


GIT_SETTINGS = (
    "[user]\n name = Somebody\n email = somebody@example.com\n[init]\n defaultBranch = main\n"
    '[commit]\n gpgSign = false\n[safe]\n directory = *\n[protocol "file"]\n allow = always\n'
)


@pytest.fixture(scope="session")
def environment(once: Once) -> dict[str, str]:
    """Return the variables that programs run with, homes and caches shared by all tests."""
    return environment_with(once("homes", lambda folder: None))


def environment_with(homes: Path) -> dict[str, str]:
    """Return the variables that programs run with: pip's settings stay, homes and caches are in a folder of the tests."""
    (homes / "gitconfig").write_text(GIT_SETTINGS)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTEST_", "COV_", "PRE_COMMIT", "PREK_"))}
    kept.pop("PYTHONPATH", None)
    return {
        **kept,
        **{name: value for name, value in os.environ.items() if name == "GIT_SSL_CAINFO"},
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), kept.get("PATH", os.defpath)]),
        "GIT_CONFIG_GLOBAL": str(homes / "gitconfig"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "PRE_COMMIT_HOME": str(homes / "pre-commit"),
        "PREK_HOME": str(homes / "prek"),
        "UV_CACHE_DIR": str(homes / "uv"),
        "NO_COLOR": "1",
    }


@pytest.fixture
def shell(tmp_path: Path, environment: dict[str, str]) -> Shell:
    """Run commands in an empty folder."""
    return Shell(tmp_path, environment)


@pytest.fixture(scope="session")
def project(once: Once) -> Path:
    """Return a copy of the files of this project: what Git knows of, changes included, and nothing that was built."""
    return once("project", copy_project) / "seedance-lint"


def copy_project(folder: Path) -> None:
    top = folder / "seedance-lint"
    known = subprocess.run(["git", "ls-files", "-coz", "--exclude-standard"], cwd=ROOT, capture_output=True, check=False)
    if known.returncode or not (ROOT / ".git").exists():  # an unpacked sdist
        shutil.copytree(ROOT, top, symlinks=True, ignore=shutil.ignore_patterns(".venv", "__pycache__", "*.egg-info", "node_modules"))
        return
    for name in known.stdout.decode().split("\0"):
        if name and os.path.lexists(ROOT / name):
            (top / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, top / name, follow_symlinks=False)


@pytest.fixture(scope="session")
def published(once: Once, environment: dict[str, str]) -> Path:
    """Return the project as a Git repository with one tagged commit."""

    return once("published", lambda folder: publish(folder, environment)) / "seedance-lint"


def publish(folder: Path, environment: dict[str, str]) -> Path:
    """Put the project into a folder, as a Git repository with one tagged commit."""
    copy_project(folder)
    git = Shell(folder / "seedance-lint", environment)
    git("git", "init", "-q")
    git("git", "add", "-A")
    git("git", "commit", "-q", "-m", "Release")
    git("git", "tag", TAG)
    return git.folder


@pytest.fixture(scope="session")
def sdist(once: Once, project: Path, environment: dict[str, str]) -> Path:
    """Return the sdist of the project."""
    (path,) = once("sdist", lambda folder: Shell(project, environment)(*BUILD, "--sdist", "--outdir", folder, ".")).iterdir()
    return path


@pytest.fixture(scope="session")
def wheel(once: Once, sdist: Path, environment: dict[str, str]) -> Path:
    """Return the wheel that is built from the sdist, which is what an installer without a wheel gets."""
    (path,) = once("wheel", lambda folder: Shell(folder, environment)(*PIP, "wheel", "-q", "--no-deps", "-w", folder, sdist)).glob("*.whl")
    return path
