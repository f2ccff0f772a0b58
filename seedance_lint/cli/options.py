"""Options that several commands share."""

from collections.abc import Callable

import click

from seedance_lint.annotations import TYPE_CHECKING, Any, TypeVar
from seedance_lint.cli.given import MEDIA
from seedance_lint.cli.output import COLORS

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Command = TypeVar("Command", bound=Callable[..., Any])


class Name(click.Choice):  # type: ignore[type-arg]  # generic since click 8.2 only
    """One of several names; for a misspelt one, the message names the nearest."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the name.

        Raises:
            click.BadParameter: it is not one of them.
        """
        if value not in self.choices:
            from seedance_lint.nearest import did_you_mean

            self.fail(f"`{value}` is not one of {', '.join(self.choices)}{did_you_mean(str(value), self.choices)}", param, ctx)
        return value


class Names(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.2 only
    """Several names with commas between them."""

    name = "names"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:  # noqa: ARG002
        """Split at commas; blanks do not count."""
        return value if isinstance(value, tuple) else tuple(name.strip() for name in value.split(",") if name.strip())

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":  # noqa: ARG002
        """Return the rules and categories that the last name may become."""
        from seedance_lint.cli.completion import rule_names

        return rule_names(incomplete)


class RuleName(click.types.StringParamType):
    """The id of a rule."""

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":  # noqa: ARG002
        """Return the rules that the name may become."""
        from seedance_lint.cli.completion import rules

        return rules(incomplete)


class ProfileName(click.types.StringParamType):
    """The name of a profile."""

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":  # noqa: ARG002
        """Return the profiles that the name may become."""
        from seedance_lint.cli.completion import profiles

        return profiles(incomplete)


def paths_argument(command: Command) -> Command:
    """Take files and folders, or ``-``."""
    return click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATHS...|-]")(command)


def stdin_option(command: Command) -> Command:
    """Take the name that standard input goes by."""
    return click.option("--stdin-filename", metavar="NAME", help="Name of standard input; its suffix selects the file type.")(command)


def prompt_option(command: Command) -> Command:
    """Take a prompt by itself."""
    return click.option("--prompt", metavar="TEXT", help="Read this prompt instead of files.")(command)


def profile_option(command: Command) -> Command:
    """Take a profile by name."""
    return click.option(
        "--profile", type=ProfileName(), metavar="NAME", help="Provider whose limits apply; `seedance-lint profile` lists them."
    )(command)


def color_option(command: Command) -> Command:
    """Take whether output is in color."""
    return click.option("--color", type=Name(COLORS), default=COLORS[0], show_default=True, help="When to use color.")(command)


def config_options(command: Command) -> Command:
    """Take what governs the search for configuration files."""
    command = click.option("--isolated", is_flag=True, help="Use no configuration file.")(command)
    return click.option("--config", metavar="FILE", help="Use this configuration file, and no other.")(command)


def tokenizer_option(command: Command) -> Command:
    """Take a vocabulary to count tokens with."""
    return click.option("--tokenizer", metavar="FILE", help="Use this tokenizer.json for exact token counts.")(command)


def media_options(command: Command) -> Command:
    """Take the files of prompts without a request."""
    for kind, option in reversed(MEDIA.items()):
        text = f"{kind.capitalize()} files for prompts without a request: a number, a URL or a file (repeatable)."
        command = click.option(f"--{option}", multiple=True, metavar="N|URL|FILE", help=text)(command)
    return command
