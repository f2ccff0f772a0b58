"""`lsp`: the language server."""

import sys

import click

from seedance_lint.cli.output import Refusal


@click.command("lsp")
@click.option("--stdio", is_flag=True, hidden=True, help="Accepted for editors that pass it; it is the only transport.")
def command(stdio: bool) -> None:  # noqa: ARG001, FBT001 - click's signature
    """Serve an editor over standard input and output (the Language Server Protocol)."""
    try:
        from seedance_lint.lsp.start import load, serve

        server = load()
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("seedance_lint"):
            raise
        raise Refusal("the language server needs an extra; install it with: pip install 'seedance-lint[lsp,hosts]'") from None
    if sys.stdin.isatty():
        click.echo("Waiting for an editor. Editors start this command themselves (docs/editors.md); stop it with Ctrl+C.", err=True)
    serve(server)
