"""The repository as others get it, and programs that use it, each with homes of its own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TAG = "v0.0.1"


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


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the variables that programs run with: pip's settings stay, homes and caches are new ones."""
    homes = tmp_path_factory.mktemp("homes")
    settings = homes / "gitconfig"
    settings.write_text(
        "[user]\n name = Somebody\n email = somebody@example.com\n[init]\n defaultBranch = main\n"
        '[commit]\n gpgSign = false\n[safe]\n directory = *\n[protocol "file"]\n allow = always\n'
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTEST_", "COV_", "PRE_COMMIT", "PREK_"))}
    kept.pop("PYTHONPATH", None)
    return {
        **kept,
        **{name: value for name, value in os.environ.items() if name == "GIT_SSL_CAINFO"},
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), kept.get("PATH", os.defpath)]),
        "GIT_CONFIG_GLOBAL": str(settings),
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
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the files of this project: what Git knows of, changes included, and nothing that was built."""
    folder = tmp_path_factory.mktemp("project") / "seedance-lint"
    known = subprocess.run(["git", "ls-files", "-coz", "--exclude-standard"], cwd=ROOT, capture_output=True, check=False)
    if known.returncode or not (ROOT / ".git").exists():  # an unpacked sdist
        shutil.copytree(ROOT, folder, symlinks=True, ignore=shutil.ignore_patterns(".venv", "__pycache__", "*.egg-info", "node_modules"))
        return folder
    for name in known.stdout.decode().split("\0"):
        if name and os.path.lexists(ROOT / name):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name, follow_symlinks=False)
    return folder


@pytest.fixture(scope="session")
def published(project: Path, environment: dict[str, str]) -> Path:
    """Return the project as a Git repository with one tagged commit."""
    git: Callable[..., str] = Shell(project, environment)
    git("git", "init", "-q")
    git("git", "add", "-A")
    git("git", "commit", "-q", "-m", "Release")
    git("git", "tag", TAG)
    return project
