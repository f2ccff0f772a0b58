"""The commands. Their modules are imported when one is called."""

import os
from importlib import import_module

import click

from seedance_lint.cli.output import ClosedOutput

_MODULES = {
    "check": "Lint files and folders.",
    "show": "Show how requests are understood: provider, files and roles.",
    "convert": "Convert prompts and requests for another provider.",
    "parse": "Show how prompts are read: references, roles, positions.",
    "rule": "Explain one rule, or list all rules.",
    "profile": "Show a provider's limits and their sources, or list all.",
    "config": "Show the settings for a path, and where each comes from.",
    "tokens": "Count the tokens of prompts and compare with the limit.",
    "init": "Propose a configuration, a Git hook and a CI job for a project.",
    "lsp": "Run the language server for editors.",
    "mcp": "Run the server for agents (Model Context Protocol).",
}


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        if cmd_name not in _MODULES:
            return None
        command: click.Command = import_module(f"seedance_lint.cli.{cmd_name}").command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _MODULES and not args[0].startswith("-"):
            from seedance_lint.nearest import did_you_mean

            meant = did_you_mean(args[0], _MODULES)
            if not meant and (args[0].startswith("@") or " " in args[0]):
                meant = "; to check a prompt: seedance-lint check --prompt TEXT"
            elif not meant and (os.path.lexists(args[0]) or "." in args[0] or "/" in args[0]):
                meant = f"; did you mean `seedance-lint check {' '.join(args)}`?"
            raise click.UsageError(f"unknown command `{args[0]}`{meant}", ctx)
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Show the help where nothing is asked for, and the right place where an option of `check` is before it."""
        if not args and not ctx.resilient_parsing:  # a shell that asks for completions has given nothing yet
            click.echo(ctx.get_help())
            ctx.exit()
        given = list(args)
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            check = self.get_command(ctx, "check")
            assert check is not None
            if not any(error.option_name in parameter.opts for parameter in check.params):
                raise
            rest = [each for each in given if each != "check"]
            message = f"{error.option_name} is an option of `check`; did you mean `seedance-lint check {' '.join(rest)}`?"
            raise click.UsageError(message, ctx) from None

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; click itself would take a closed pipe for exit code 1."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise ClosedOutput from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        with formatter.section("Commands"):
            formatter.write_dl(list(_MODULES.items()))


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: ARG001, FBT001 - click's signature
    if value:
        from seedance_lint import __version__

        click.echo(f"seedance-lint {__version__}")
        ctx.exit()


@click.command("seedance-lint", cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-V", "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version and exit.")
def commands() -> None:
    """Check the tags of Seedance prompts against the files of their requests."""
