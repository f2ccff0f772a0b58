"""From the paths of the command line to what is linted."""

import os
import sys
from collections.abc import Iterator
from io import BytesIO

from seedance_lint.annotations import TYPE_CHECKING
from seedance_lint.cli.given import bad_usage
from seedance_lint.cli.output import Refusal
from seedance_lint.config.configuration import Configuration
from seedance_lint.linter.result import Failure
from seedance_lint.linter.run import Input

if TYPE_CHECKING:
    from seedance_lint.linter.changed import Changed

STDIN = "<stdin>"
PROMPT = "<prompt>"


def inputs_from(
    paths: tuple[str, ...],
    stdin_filename: str | None,
    configuration: Configuration,
    *,
    exclude: tuple[str, ...] = (),
    force_exclude: bool = False,
    own: tuple[str, ...] = (),
    prompt: str | None = None,
) -> list[Input | Failure]:
    """Return the inputs that paths stand for: files as they are, folders as the files in them, ``-`` as standard input.

    ``exclude`` are patterns as in ``.gitignore``, relative to the current folder; with ``force_exclude`` they, and those of the configuration,
    hold for files that are named outright, too. It is for programs that name every file they find (Git hooks), so that the rest of what holds
    for files of folders holds as well: one that is broken and does not mention a prompt is skipped. ``own`` are files of the run itself, its
    baseline and its report of last time, which are left out as excluded files are. ``prompt`` is linted as it is.

    Raises:
        click.UsageError: standard input twice, or a name for it without it.
        ConfigFailure: a configuration file is wrong.
    """
    if stdin_filename is not None and "-" not in paths:
        raise bad_usage("--stdin-filename needs `-` as the path")
    if paths.count("-") > 1:
        raise bad_usage("standard input (`-`) can be read only once")
    found: list[Input | Failure] = []
    if prompt is not None:
        if stdin_filename is not None:
            raise bad_usage("--prompt and --stdin-filename cannot be used together")
        found.append(Input(PROMPT, BytesIO(prompt.encode("utf-8", "surrogateescape"))))
    if "-" in paths:
        name = stdin_filename or STDIN
        found.append(Failure(name, "standard input is closed") if sys.stdin is None else Input(name, sys.stdin.buffer))
    files = [path for path in paths if path != "-"]
    if files or not (paths or found):
        found += _files(files or ["."], configuration, exclude, force_exclude=force_exclude, own=frozenset(map(os.path.abspath, own)))
    return found


def only_changed(inputs: list[Input | Failure], changed: "Changed") -> list[Input | Failure]:
    """Return the inputs in which something changed, and those that cannot be read.

    Raises:
        Refusal: Git cannot tell.
    """
    from seedance_lint.linter.changed import GitFailure

    try:
        return [each for each in inputs if isinstance(each, Failure) or changed.has(each.path)]
    except GitFailure as failure:
        raise Refusal(f"--changed: {failure}") from None


def _files(
    paths: list[str], configuration: Configuration, exclude: tuple[str, ...], *, force_exclude: bool, own: frozenset[str]
) -> Iterator[Input | Failure]:
    if not (exclude or force_exclude) and len(paths) == 1 and os.path.isfile(paths[0]):  # noqa: PTH113 - one file: nothing to look for
        yield Input(paths[0])
        return
    from seedance_lint.linter.discovery import discover

    patterns = [(each.folder, each.patterns) for each in configuration.settings_for("").exclude]
    for each in discover(paths, exclude=exclude, exclude_in=patterns, force_exclude=force_exclude):
        if isinstance(each, Failure):
            yield each
        elif (each.named and not force_exclude) or not (
            (own and os.path.abspath(each.path) in own)  # noqa: PTH100 - links are not to be followed
            or any(excluded.match(each.path) for excluded in configuration.settings_for(each.path).exclude)
        ):
            yield Input(each.path, walked=force_exclude or not each.named)
