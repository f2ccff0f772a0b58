"""`check`: lint files and folders."""

from collections.abc import Iterable, Mapping
from contextlib import closing
from typing import TYPE_CHECKING, Any

import click

from seedance_lint import __version__
from seedance_lint.cli.inputs import inputs_from
from seedance_lint.cli.options import (
    Name,
    Names,
    config_options,
    joined,
    media_from,
    media_options,
    paths_argument,
    profile_option,
    stdin_option,
    tokenizer_option,
)
from seedance_lint.cli.output import Refusal, opened, progress, say, wants_color, width_of
from seedance_lint.cli.probing import probing_from, probing_options, with_answers
from seedance_lint.cli.settings import configured
from seedance_lint.cli.tally import Tally
from seedance_lint.config.configuration import Configuration
from seedance_lint.config.keys import FAIL_ON
from seedance_lint.linter.result import DocumentResult, Failure
from seedance_lint.linter.run import Input, lint_inputs
from seedance_lint.reporters.base import Run
from seedance_lint.reporters.registry import FORMATS, load_report
from seedance_lint.rules.registry import all_rules

if TYPE_CHECKING:
    from seedance_lint.linter.baseline import Baseline
    from seedance_lint.linter.rewrite import Fixing


@click.command("check")
@paths_argument
@click.option("--select", multiple=True, type=Names(), metavar="RULES", help="Run these rules or categories only.")
@click.option("--ignore", multiple=True, type=Names(), metavar="RULES", help="Do not run these rules or categories.")
@profile_option
@media_options
@probing_options
@click.option("--fail-on", type=Name(FAIL_ON), help="Exit with 1 from this severity on; error by default.")
@click.option("--output-format", type=Name(FORMATS), default=FORMATS[0], show_default=True, help="How findings are written.")
@click.option("-o", "--output", metavar="FILE", help="Write findings to a file.")
@stdin_option
@tokenizer_option
@click.option("--fix", is_flag=True, help="Apply safe fixes to the files; to standard input: print the fixed text.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: fixes that may change what you meant, too.")
@click.option("--diff", is_flag=True, help="Print what --fix would change, and change nothing.")
@click.option("--baseline", metavar="FILE", help="Do not report the findings that this file holds.")
@click.option("--write-baseline", is_flag=True, help="Write all findings into the --baseline file, in place of a report.")
@click.option("--no-ignores", is_flag=True, help="Report what comments in the files silence, too.")
@click.option("--exclude", multiple=True, type=Names(), metavar="PATTERNS", help="Paths to leave out, as in .gitignore.")
@click.option("--force-exclude", is_flag=True, help="Treat files that are named like files of a folder, as hooks need it.")
@config_options
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
    baseline = _baseline(options)
    report = load_report(options["output_format"])
    overrides = {name: options[name] for name in ("profile", "fail_on", "tokenizer", "config", "isolated")}
    rules = {name: joined(options[name]) for name in ("select", "ignore")}
    more = {"media": media_from(options), "probing": probing_from(options), "suppressions": not options["no_ignores"]}
    with configured(**overrides, **rules, **more) as configuration:
        exclude, force_exclude = joined(options["exclude"]) or (), options["force_exclude"]
        inputs = inputs_from(options["paths"], options["stdin_filename"], configuration, exclude=exclude, force_exclude=force_exclude)
        if options["online"]:
            inputs, configuration = with_answers(inputs, configuration, quiet=options["quiet"])  # noqa: PLW2901
        tally = Tally(configuration)
        with (
            opened(options["output"], fixed_stdin="-" in options["paths"] and options["fix"]) as stream,
            progress(inputs, quiet=options["quiet"]) as shown,
            closing(lint_inputs(inputs, configuration, options["jobs"], shown.advance, fixing)) as linted,
        ):
            results: Iterable[DocumentResult] = linted
            if baseline is not None:
                results = baseline.recorded(results) if options["write_baseline"] else baseline.filtered(results)
            run = Run(
                all_rules(_plugins(inputs, configuration)),
                __version__,
                wants_color(stream),
                width_of(stream),
                configuration.settings_for("").fail_on,
            )
            if options["write_baseline"] or (fixing is not None and fixing.diff):
                tally.write_rewritten(results, shown.beside(stream))
            else:
                report(tally.counted(results), run, shown.beside(stream))
        if baseline is not None and options["write_baseline"]:
            _write(baseline)
    if not options["quiet"]:
        lines = [*(tally.statistics() if options["statistics"] else ()), *tally.sentences()]
        for line in [*lines, *(baseline.sentences() if baseline is not None else ())]:
            say(line)
    return tally.exit_code


def _plugins(inputs: Iterable[Input | Failure], configuration: Configuration) -> tuple[str, ...]:
    """Return the plugins that some input is linted with."""
    return tuple(dict.fromkeys(plugin for each in inputs for plugin in configuration.settings_for(each.path).plugins))


def _baseline(options: Mapping[str, Any]) -> "Baseline | None":
    """Return the baseline of a run; None without one.

    Raises:
        click.UsageError: it is to be written, and nobody says where; or together with a fix.
        Refusal: the file is no baseline.
    """
    if options["write_baseline"]:
        if options["baseline"] is None:
            raise click.UsageError("--write-baseline writes the file that --baseline names; give both")
        if options["fix"] or options["diff"]:
            raise click.UsageError("--write-baseline records findings, --fix and --diff change files: give one of them")
    if options["baseline"] is None:
        return None
    from seedance_lint.linter.baseline import Baseline, BaselineFailure

    try:
        return Baseline(options["baseline"]) if options["write_baseline"] else Baseline.read(options["baseline"])
    except BaselineFailure as failure:
        raise Refusal(str(failure)) from None


def _write(baseline: "Baseline") -> None:
    from seedance_lint.linter.baseline import BaselineFailure

    try:
        baseline.write()
    except BaselineFailure as failure:
        raise Refusal(str(failure)) from None


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
