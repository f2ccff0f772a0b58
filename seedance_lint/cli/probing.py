"""Options of `check` that look at more than text: local files, and servers."""

import sys
from collections.abc import Callable

import click

from seedance_lint.annotations import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from seedance_lint.config.configuration import Configuration
    from seedance_lint.linter.result import Failure
    from seedance_lint.linter.run import Input
    from seedance_lint.requests.facts import UrlAnswer

Command = TypeVar("Command", bound=Callable[..., Any])


def probing_options(command: Command) -> Command:
    """Take --media, --media-root and --online."""
    for option in (
        click.option("--online", is_flag=True, help="Request each URL, as the provider would."),
        click.option(
            "--media-root",
            type=click.Path(exists=True, file_okay=False),
            metavar="DIR",
            help="Folder of local files; implies --media. By default, the folder of the request.",
        ),
        click.option("--media", is_flag=True, help="Check local files that requests name: format, size, duration."),
    ):
        command = option(command)
    return command


def with_answers(
    inputs: "list[Input | Failure]", configuration: "Configuration", *, quiet: bool
) -> "tuple[list[Input | Failure], Configuration]":
    """Ask the servers of all URLs in the inputs; return inputs to read again, and the configuration with the answers."""
    from seedance_lint.linter.online import kept, urls_in

    again = kept(inputs)
    answers = _ask(urls_in(again, configuration), quiet=quiet)
    overrides = configuration.overrides
    assert overrides.probing is not None
    return again, type(configuration)(overrides._replace(probing=overrides.probing._replace(answers=answers)))


def _ask(urls: list[str], *, quiet: bool) -> "dict[str, UrlAnswer]":
    from seedance_lint.probes.online import ask, require_library

    require_library()  # before a bar is shown
    if quiet or not urls or not sys.stderr.isatty():
        return ask(urls, private=True)
    with click.progressbar(length=len(urls), label="checking URLs", file=sys.stderr) as bar:
        return ask(urls, private=True, progress=lambda: bar.update(1))
