"""From the paths of the command line to what is linted."""

import os
import sys
from collections.abc import Iterator

import click

from seedance_lint.hosts import suffixes
from seedance_lint.linter.run import Input

STDIN = "<stdin>"


def inputs_from(paths: tuple[str, ...], stdin_filename: str | None) -> list[Input]:
    """Return the inputs that paths stand for: files as they are, folders as the files in them, ``-`` as standard input.

    Raises:
        click.UsageError: standard input twice, or a name for it without it.
    """
    if stdin_filename is not None and "-" not in paths:
        raise click.UsageError("--stdin-filename names standard input; give `-` as the path")
    if paths.count("-") > 1:
        raise click.UsageError("standard input (`-`) can be read once only")
    return [each for path in paths or (".",) for each in _inputs(path, stdin_filename or STDIN)]


def _inputs(path: str, stdin_name: str) -> Iterator[Input]:
    if path == "-":
        yield Input(stdin_name, sys.stdin.buffer)
    elif os.path.isdir(path):  # noqa: PTH112 - pathlib would be its only use on this path
        known = suffixes()
        for folder, folders, names in os.walk(path):
            folders.sort()
            for name in sorted(names):
                if "." + name.rpartition(".")[2].lower() in known:
                    yield Input(os.path.join(folder, name))  # noqa: PTH118
    else:
        yield Input(path)
