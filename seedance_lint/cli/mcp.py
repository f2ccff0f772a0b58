"""`mcp`: the server for agents."""

import click

from seedance_lint.cli.serving import serve_stdio


@click.command("mcp")
@click.option("--stdio", is_flag=True, hidden=True, help="Accepted for clients that pass it; it is the only transport.")
def command(stdio: bool) -> None:  # noqa: ARG001, FBT001 - click's signature
    """Serve an agent over standard input and output (the Model Context Protocol)."""
    serve_stdio(
        "seedance_lint.agents.start",
        missing="the server for agents needs an extra; install it with: pip install 'seedance-lint[mcp]'",
        waiting="Waiting for an agent. Agents start this command themselves (docs/agents.md); stop it with Ctrl+C.",
    )
