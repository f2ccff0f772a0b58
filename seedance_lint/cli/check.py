"""`check`: what it takes. What it does is in ``checking``, which knows nothing of click."""

import click

from seedance_lint.annotations import Any
from seedance_lint.cli.checking import Options, check
from seedance_lint.cli.options import (
    Name,
    Names,
    color_option,
    config_options,
    media_options,
    paths_argument,
    profile_option,
    stdin_option,
    tokenizer_option,
)
from seedance_lint.cli.probing import probing_options
from seedance_lint.config.keys import FAIL_ON
from seedance_lint.reporters.registry import FORMATS, TABLES

_SECTIONS = {
    "Requests": ("prompt", "stdin_filename", "profile", "images", "videos", "audios", "media", "media_root", "online", "tokenizer"),
    "Findings": ("select", "ignore", "no_ignores", "baseline", "write_baseline", "changed", "fail_on"),
    "Report": ("output_format", "output", "color", "statistics", "quiet", "verbose", "output_schema"),
    "Changes to files": ("fix", "unsafe_fixes", "diff", "add_ignores"),
}
"""The headings of the help, and the options below them; the rest are the last."""


class _Check(click.Command):
    """The command, whose option ``--changed`` takes a value after ``=`` only: what follows it may be a path."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options in sections."""
        options = [each for each in self.get_params(ctx) if isinstance(each, click.Option)]
        texts = {each.name: text for each in options if (text := each.get_help_record(ctx)) is not None}
        for title, names in _SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([texts.pop(name) for name in names])
        with formatter.section("Other"):
            formatter.write_dl(list(texts.values()))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        options = args.index("--") if "--" in args else len(args)
        return super().parse_args(ctx, ["--changed=HEAD" if each == "--changed" else each for each in args[:options]] + args[options:])


@click.command("check", cls=_Check)
@paths_argument
@click.option("--select", multiple=True, type=Names(), metavar="RULES", help="Run only these rules or categories.")
@click.option("--ignore", multiple=True, type=Names(), metavar="RULES", help="Do not run these rules or categories.")
@click.option("--prompt", metavar="TEXT", help="Check this prompt instead of files.")
@profile_option
@media_options
@probing_options
@click.option(
    "--fail-on",
    type=Name(FAIL_ON),
    metavar="LEVEL",
    help="Lowest severity that makes the exit code 1: error (the default), warning, info or never.",
)
@click.option(
    "--output-format",
    type=Name((*FORMATS, *TABLES)),
    default=FORMATS[0],
    metavar="NAME",
    help=f"Format of the report: {', '.join((*FORMATS, *TABLES))}.",
)
@click.option("-o", "--output", metavar="FILE", help="Write the report to a file.")
@color_option
@stdin_option
@tokenizer_option
@click.option("--fix", is_flag=True, help="Apply safe fixes to the files; for standard input, print the fixed text.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: include fixes that may change the meaning.")
@click.option("--diff", is_flag=True, help="Print what --fix would change, without changing it.")
@click.option("--baseline", metavar="FILE", help="Hide the findings listed in this file.")
@click.option("--write-baseline", is_flag=True, help="Write all findings to the --baseline file instead of reporting them.")
@click.option("--changed", metavar="[=REV]", help="Report only findings on lines that Git says are new, since HEAD or since REV.")
@click.option("--no-ignores", is_flag=True, help="Also report findings that comments suppress.")
@click.option("--add-ignores", is_flag=True, help="Write comments that suppress what is found, where a file can have them.")
@click.option("--exclude", multiple=True, type=Names(), metavar="PATTERNS", help="Paths to exclude, in .gitignore syntax.")
@click.option("--force-exclude", is_flag=True, help="Apply exclusions and file checks to files named on the command line too (for hooks).")
@config_options
@click.option("--statistics", is_flag=True, help="Count the findings of each rule.")
@click.option("-q", "--quiet", is_flag=True, help="Print findings and errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Also list prompts that were not read or were skipped, and why.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Number of processes; chosen automatically by default.")
@click.option("--output-schema", is_flag=True, help="Print the JSON Schema of --output-format json and exit.")
def command(**options: Any) -> int:
    """Lint files and folders: the current folder by default, or `-` for standard input."""
    return check(Options(**options))
