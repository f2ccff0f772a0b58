"""`mcp`: the server for agents."""

import sys

import click

from seedance_lint.cli.output import Refusal


@click.command("mcp")
@click.option("--stdio", is_flag=True, hidden=True, help="Accepted for clients that pass it; it is the only transport.")
def command(stdio: bool) -> None:  # noqa: ARG001, FBT001 - click's signature
    """Serve an agent over standard input and output (the Model Context Protocol)."""
    try:
        from seedance_lint.agents.start import load, serve

        server = load()
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("seedance_lint"):
            raise
        raise Refusal("the server for agents needs an extra; install it with: pip install 'seedance-lint[mcp]'") from None
    if sys.stdin.isatty():
        click.echo("Waiting for an agent. Agents start this command themselves (docs/agents.md); stop it with Ctrl+C.", err=True)
    serve(server)
