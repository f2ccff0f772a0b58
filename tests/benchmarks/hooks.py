"""How long the hook takes, cold and warm. Run it on demand: ``python tests/benchmarks/hooks.py``.

Cold is the first run with an empty home: the runner clones the repository, makes an environment and installs the program with its extras, so
the network and pip's cache are in it. Warm is every run after that. A commit without a hook is there for comparison.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.delivery.conftest import TAG, Shell, environment_with, publish

RUNNERS = {"pre-commit": "PRE_COMMIT_HOME", "prek": "PREK_HOME"}
FILES = 100
REQUEST = {"model": "seedance-2.0", "prompt": "@Image1 as first frame. ", "image_urls": ["https://cdn.example.org/port.png"]}


def seconds(action: Callable[[], object]) -> float:
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


class Checkout:
    """A repository of somebody who uses the hook."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.number = 0
        shell.folder.mkdir()
        shell("git", "init", "-q")
        for number in range(FILES):
            shell.write(f"shots/{number:03}.json", json.dumps(REQUEST, indent=2) + "\n")
        shell("git", "add", "-A")
        shell("git", "commit", "-q", "-m", "Shots")

    def commit(self) -> float:
        """Change one file; return the seconds that committing it takes."""
        self.number += 1
        self.shell.write("shots/000.json", json.dumps({**REQUEST, "seed": self.number}, indent=2) + "\n")
        self.shell("git", "add", "-A")
        return seconds(lambda: self.shell("git", "commit", "-q", "-m", "Shot"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        (top / "homes").mkdir()
        (top / "project").mkdir()
        environment = environment_with(top / "homes")
        published = publish(top / "project", environment)
        bare = Checkout(Shell(top / "bare", environment))
        show("git commit of one file, no hook", [bare.commit() for _ in range(options.rounds)])
        for runner in RUNNERS:
            checkout = Checkout(Shell(top / runner, environment))
            shell = checkout.shell
            shell.write(
                ".pre-commit-config.yaml",
                f"repos:\n  - repo: {published.as_uri()}\n    rev: {TAG}\n    hooks:\n      - id: seedance-lint\n",
            )
            shell("git", "add", "-A")
            shell(runner, "install")
            show(f"{runner}: cold, {FILES} files", [seconds(lambda: shell(runner, "run", "--all-files"))])  # noqa: B023 - runs at once
            show(f"{runner}: warm, {FILES} files", [seconds(lambda: shell(runner, "run", "--all-files")) for _ in range(options.rounds)])  # noqa: B023
            show(f"{runner}: warm, git commit of one file", [checkout.commit() for _ in range(options.rounds)])


def show(title: str, taken: list[float]) -> None:
    ordered = sorted(taken)
    print(f"{title:<45} best {ordered[0]:7.2f} s  median {ordered[len(ordered) // 2]:7.2f} s", flush=True)


if __name__ == "__main__":
    main()
