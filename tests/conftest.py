"""What tests of the whole program share."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from filelock import FileLock
from hypothesis import settings

from tests.npm import npm_package, npm_program  # noqa: F401 - fixtures

# Machines that run tests are shared and slow at times: a late example is no failure. CI repeats the same examples each time.
settings.register_profile("default", deadline=None, derandomize=True)
# For work on a parser: pytest --hypothesis-profile thorough tests/hosts
settings.register_profile("thorough", deadline=None, max_examples=5000)
settings.load_profile("default")


# Hundreds of tests start the program; where containers have Python keep no compiled modules, each start would compile all of them again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


# Processes are killed, limited and looked at there with what only Linux has: /proc, /dev/full, resource limits.
collect_ignore = [] if sys.platform == "linux" else ["cli/test_faults.py", "faults", "trust/test_growing_files.py"]


def pytest_configure(config: pytest.Config) -> None:
    """Have what a clone prepares made once, before many processes want it at the same time."""
    if not hasattr(config, "workerinput"):
        from seedance_lint.clone_data import kept

        kept()


Once = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def once(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Give a function that has a folder filled once and returns it, however many processes share the tests (`pytest -n`)."""
    top = tmp_path_factory.getbasetemp()
    if hasattr(request.config, "workerinput"):  # of pytest-xdist: this process is one of several, each in a folder of its own
        top = top.parent

    def folder(name: str, fill: Callable[[Path], object]) -> Path:
        made, ready = top / f"once-{name}", top / f"once-{name}.ready"
        with FileLock(top / f"once-{name}.lock"):
            if not ready.exists():
                shutil.rmtree(made, ignore_errors=True)  # what a failure left
                made.mkdir()
                fill(made)
                ready.touch()
        return made

    return folder


class Ran(NamedTuple):
    """What a run of the program left: exit code and both outputs."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict:
        return json.loads(self.out)


@pytest.fixture
def program(tmp_path: Path) -> Callable[..., Ran]:
    """Run the program as a process of its own, in an empty folder."""

    def run(*arguments: str, input: str | bytes | None = None, env: dict[str, str] | None = None) -> Ran:
        data = input.encode() if isinstance(input, str) else input
        environment = {**os.environ, **(env or {})}
        done = subprocess.run(
            [sys.executable, "-m", "seedance_lint", *arguments], cwd=tmp_path, input=data, capture_output=True, env=environment, check=False
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def check(command: Callable[..., Ran]) -> Callable[..., Ran]:
    """Run `check` in this process, in an empty folder."""
    return partial(command, "check")


@pytest.fixture
def check_page(command: Callable[..., Ran]) -> Callable[..., Ran]:
    """Run `check` with every request under the contract of the reference page, so that its fixes are safe."""
    return partial(command, "check", "--profile", "seedance-2.0")


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run a command in this process, in an empty folder: fast, for everything but signals and pipes."""
    from click.testing import CliRunner

    from seedance_lint.cli.commands import commands

    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, input: str | bytes | None = None) -> Ran:
        done = CliRunner().invoke(commands, [*arguments], input=input, standalone_mode=False)
        if done.exception is not None:
            from click import ClickException

            from seedance_lint.cli.output import Refusal

            if not isinstance(done.exception, ClickException | Refusal):
                raise done.exception
            message = done.exception.format_message() if isinstance(done.exception, ClickException) else str(done.exception)
            return Ran(2, done.stdout, done.stderr + message)
        return Ran(int(done.return_value or 0), done.stdout, done.stderr)

    return run
