"""`check`: lint files and folders."""

from collections.abc import Mapping
from contextlib import closing
from typing import TYPE_CHECKING, Any

import click

from seedance_lint import __version__
from seedance_lint.cli.inputs import inputs_from
from seedance_lint.cli.options import (
    Name,
    Names,
    joined,
    media_from,
    media_options,
    paths_argument,
    profile_option,
    stdin_option,
    tokenizer_option,
)
from seedance_lint.cli.output import opened, progress, say, wants_color, width_of
from seedance_lint.cli.probing import probing_from, probing_options, with_answers
from seedance_lint.cli.settings import configured
from seedance_lint.cli.tally import Tally, severity_named
from seedance_lint.linter.run import lint_inputs
from seedance_lint.reporters.base import Run
from seedance_lint.reporters.registry import FORMATS, load_report
from seedance_lint.rules.registry import all_rules

if TYPE_CHECKING:
    from seedance_lint.linter.rewrite import Fixing


@click.command("check")
@paths_argument
@click.option("--select", multiple=True, type=Names(), metavar="RULES", help="Run these rules or categories only.")
@click.option("--ignore", multiple=True, type=Names(), metavar="RULES", help="Do not run these rules or categories.")
@profile_option
@media_options
@probing_options
@click.option(
    "--fail-on",
    type=Name(["error", "warning", "info", "never"]),
    default="error",
    show_default=True,
    help="Exit with 1 from this severity on.",
)
@click.option("--output-format", type=Name(FORMATS), default=FORMATS[0], show_default=True, help="How findings are written.")
@click.option("-o", "--output", metavar="FILE", help="Write findings to a file.")
@stdin_option
@tokenizer_option
@click.option("--fix", is_flag=True, help="Apply safe fixes to the files; to standard input: print the fixed text.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: fixes that may change what you meant, too.")
@click.option("--diff", is_flag=True, help="Print what --fix would change, and change nothing.")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule.")
@click.option("-q", "--quiet", is_flag=True, help="Findings and failures only.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes to use; as many as pay off by default.")
@click.option("--output-schema", is_flag=True, help="Print the JSON Schema of --output-format json and exit.")
def command(**options: Any) -> int:
    """Lint files and folders; `-` is standard input, no path the current folder."""
    if options["output_schema"]:
        from seedance_lint.reporters.schema import output_schema

        click.echo(output_schema(), nl=False)
        return 0
    fixing = _fixing(options)
    inputs = inputs_from(options["paths"], options["stdin_filename"])
    tally = Tally(severity_named(options["fail_on"]))
    report = load_report(options["output_format"])
    overrides = {
        "profile": options["profile"],
        "select": joined(options["select"]),
        "ignore": joined(options["ignore"]),
        "media": media_from(options),
        "tokenizer": options["tokenizer"],
        "probing": probing_from(options),
    }
    with configured(**overrides) as said:
        inputs, configuration = with_answers(inputs, said, quiet=options["quiet"]) if options["online"] else (inputs, said)
        with (
            opened(options["output"], fixed_stdin="-" in options["paths"] and options["fix"]) as stream,
            progress(inputs, quiet=options["quiet"]) as shown,
            closing(lint_inputs(inputs, configuration, options["jobs"], shown.advance, fixing)) as results,
        ):
            run = Run(all_rules(), __version__, color=wants_color(stream), width=width_of(stream), fail_on=tally.fail_on)
            if fixing is not None and fixing.diff:
                tally.write_diffs(results, shown.beside(stream))
            else:
                report(tally.counted(results), run, shown.beside(stream))
    if not options["quiet"]:
        lines = [*(tally.statistics() if options["statistics"] else ()), *tally.sentences()]
        for line in lines:
            say(line)
    return tally.exit_code


def _fixing(options: Mapping[str, Any]) -> "Fixing | None":
    """Return how files are to be fixed; None where they are not.

    Raises:
        click.UsageError: options that make no sense together.
    """
    if options["fix"] and options["diff"]:
        raise click.UsageError("--fix changes files, --diff does not: give one of them")
    if options["fix"] or options["diff"]:
        from seedance_lint.linter.rewrite import Fixing

        return Fixing(unsafe=options["unsafe_fixes"], diff=options["diff"])
    if options["unsafe_fixes"]:
        raise click.UsageError("--unsafe-fixes says which fixes; give it with --fix or --diff")
    return None
