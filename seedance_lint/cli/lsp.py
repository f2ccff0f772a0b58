"""`lsp`: the language server."""

import click

from seedance_lint.cli.serving import serve_stdio


@click.command("lsp")
@click.option("--stdio", is_flag=True, hidden=True, help="Accepted for editors that pass it; it is the only transport.")
def command(stdio: bool) -> None:  # noqa: ARG001, FBT001 - click's signature
    """Serve an editor over standard input and output (the Language Server Protocol)."""
    serve_stdio(
        "seedance_lint.lsp.start",
        missing="the language server needs an extra; install it with: pip install 'seedance-lint[lsp,hosts]'",
        waiting="Waiting for an editor. Editors start this command themselves (docs/editors.md); stop it with Ctrl+C.",
    )
