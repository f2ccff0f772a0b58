"""What the commands have in common that serve another program over standard input and output."""

import sys
from importlib import import_module

import click

from seedance_lint.cli.output import Refusal


def serve_stdio(start: str, *, missing: str, waiting: str) -> None:
    """Serve with the module ``start``, which has ``load`` and ``serve``.

    ``missing`` says which extra to install if a library is missing; ``waiting`` is for people who start the command by hand.

    Raises:
        Refusal: a library is missing, or nobody can talk to the server.
    """
    if sys.stdin is None:
        raise Refusal("standard input is closed")
    try:
        module = import_module(start)
        server = module.load()
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("seedance_lint"):
            raise
        raise Refusal(missing) from None
    if sys.stdin.isatty():
        click.echo(waiting, err=True)
    module.serve(server)
