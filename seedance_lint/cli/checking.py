"""What `check` does. It does not import click, which is a third of a short run: see ``quick``."""

import sys
from collections.abc import Iterable
from contextlib import closing

from seedance_lint import __version__
from seedance_lint.annotations import TYPE_CHECKING
from seedance_lint.cli import collect_garbage
from seedance_lint.cli.given import bad_usage, joined, media_from
from seedance_lint.cli.inputs import inputs_from, only_changed
from seedance_lint.cli.output import COLORS, Refusal, bytes_of, flushed, opened, progress, say, wants_color, width_of
from seedance_lint.cli.settings import configured
from seedance_lint.cli.signals import settle
from seedance_lint.cli.tally import Tally
from seedance_lint.config.configuration import Configuration, Overrides
from seedance_lint.linter.result import DocumentResult, Failure
from seedance_lint.linter.run import Input, lint_inputs
from seedance_lint.records import NamedTuple
from seedance_lint.reporters.base import Run
from seedance_lint.reporters.registry import FORMATS, TABLES, load_rendering, load_report, load_table, shows_requests
from seedance_lint.rules.registry import all_rules

if TYPE_CHECKING:
    from seedance_lint.linter.baseline import Baseline
    from seedance_lint.linter.changed import Changed
    from seedance_lint.linter.rewrite import Fixing
    from seedance_lint.probes import Probing


class Options(NamedTuple):
    """What was asked for; the defaults are those of the command line. Names with commas come split, one tuple for each time an option is given."""

    paths: tuple[str, ...] = ()
    select: tuple[tuple[str, ...], ...] = ()
    ignore: tuple[tuple[str, ...], ...] = ()
    profile: str | None = None
    images: tuple[str, ...] = ()
    videos: tuple[str, ...] = ()
    audios: tuple[str, ...] = ()
    online: bool = False
    media: bool = False
    media_root: str | None = None
    fail_on: str | None = None
    output_format: str = FORMATS[0]
    output: str | None = None
    color: str = COLORS[0]
    stdin_filename: str | None = None
    prompt: str | None = None
    tokenizer: str | None = None
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    baseline: str | None = None
    write_baseline: bool = False
    changed: str | None = None
    no_ignores: bool = False
    add_ignores: bool = False
    exclude: tuple[tuple[str, ...], ...] = ()
    force_exclude: bool = False
    config: str | None = None
    isolated: bool = False
    statistics: bool = False
    quiet: bool = False
    verbose: bool = False
    jobs: int | None = None
    watch: bool = False
    output_schema: bool = False


def check(options: Options) -> int:
    """Lint files and folders; return the exit code."""
    if options.output_schema:
        from seedance_lint.reporters.schema import output_schema

        sys.stdout.write(output_schema())
        return 0
    if options.prompt is not None and (options.fix or options.add_ignores):
        option = "--fix" if options.fix else "--add-ignores"
        raise bad_usage(f"{option} cannot be used with --prompt, which has no file; use --diff, or pipe the prompt into `check - {option}`")
    if options.quiet and options.verbose:
        raise bad_usage("--quiet and --verbose cannot be used together")
    if options.watch:
        return _watch(options)
    fixing = _fixing(options)
    baseline = _baseline(options)
    no_report = options.write_baseline or options.diff
    is_table = not no_report and _is_table(options)
    with configured(_overrides(options)) as configuration:
        exclude, force_exclude = joined(options.exclude) or (), options.force_exclude
        own = tuple(filter(None, (options.baseline, options.output)))
        inputs = inputs_from(
            options.paths,
            options.stdin_filename,
            configuration,
            exclude=exclude,
            force_exclude=force_exclude,
            own=own,
            prompt=options.prompt,
        )
        if options.online:
            from seedance_lint.cli.probing import with_answers

            inputs, configuration = with_answers(inputs, configuration, quiet=options.quiet)  # noqa: PLW2901
        changed = _changed(options)
        if changed is not None:
            inputs = only_changed(inputs, changed)
        tally = Tally(configuration)
        rules = all_rules(_plugins(inputs, configuration))
        with (
            opened(options.output, fixed_stdin="-" in options.paths and (options.fix or options.add_ignores)) as stream,
            progress(inputs, quiet=options.quiet) as shown,
        ):
            run = Run(
                rules,
                __version__,
                wants_color(stream, options.color),
                width_of(stream),
                configuration.settings_for("").fail_on,
                stream.isatty(),
            )
            rendering = None if no_report or baseline is not None or changed is not None else load_rendering(options.output_format, run)
            collect_garbage()
            with closing(lint_inputs(inputs, configuration, options.jobs, shown.advance, fixing, rendering)) as linted:
                results: Iterable[DocumentResult] = linted if changed is None else changed.filtered(linted)
                if baseline is not None:
                    results = baseline.recorded(results) if options.write_baseline else baseline.filtered(results)
                if no_report:
                    tally.write_rewritten(results, shown.beside(stream), terminal=stream.isatty())
                elif is_table:
                    load_table(options.output_format)(tally.counted(results), run, bytes_of(stream))
                else:
                    counted = flushed(tally.counted(results), stream) if "-" in options.paths else tally.counted(results)
                    load_report(options.output_format)(counted, run, shown.beside(stream))
        if baseline is not None and options.write_baseline:
            settle()
            _write(baseline)
    sys.stdout.flush()  # findings first, in logs that both streams go to
    lines = [*tally.statistics()] if options.statistics else []
    if not options.quiet:
        lines += tally.sentences()
        for each in (changed, baseline):
            lines += () if each is None else each.sentences()
    for line in lines:
        say(line)
    return tally.exit_code


def _is_table(options: Options) -> bool:
    """Whether the report is a file of bytes.

    Raises:
        click.UsageError: it would go to standard output.
    """
    is_table = options.output_format in TABLES
    if is_table and options.output in (None, "-"):
        raise bad_usage(f"--output-format {options.output_format} needs -o FILE, since the report is not text")
    return is_table


def _watch(options: Options) -> int:
    """Check now and whenever something changes.

    Raises:
        click.UsageError: options that do more than report.
    """
    if options.fix or options.diff or options.add_ignores or options.write_baseline or options.output or options.prompt is not None:
        raise bad_usage("--watch only reports: it cannot be used with --fix, --diff, --add-ignores, --write-baseline, --output or --prompt")
    from seedance_lint.cli.watching import watch

    once = options._replace(watch=False)
    return watch(options.paths, lambda: check(once), every_file=options.media or options.media_root is not None)


def _overrides(options: Options) -> Overrides:
    """Return what the options say that configuration files may say too, and what they ask for."""
    return Overrides(
        profile=options.profile,
        select=joined(options.select),
        ignore=joined(options.ignore),
        fail_on=options.fail_on,
        media=media_from(
            {"image": options.images, "video": options.videos, "audio": options.audios}, looked_at=bool(options.media or options.media_root)
        ),
        suppressions=not options.no_ignores,
        tokenizer=options.tokenizer,
        probing=_probing(options),
        config=options.config,
        isolated=options.isolated,
        verbose=options.verbose,
        anchored=options.add_ignores,
        described=shows_requests(options.output_format),
    )


def _probing(options: Options) -> "Probing | None":
    """Return what the options ask to look at besides text; None for nothing."""
    if not (options.media or options.media_root or options.online):
        return None
    from seedance_lint.probes import Probing

    return Probing(media=bool(options.media or options.media_root), media_root=options.media_root)


def _changed(options: Options) -> "Changed | None":
    """Return what changed, where only that is asked for.

    Raises:
        click.UsageError: it is to be fixed, or is not a file.
        Refusal: Git is not installed.
    """
    if options.changed is None:
        return None
    if options.fix or options.diff or options.add_ignores or options.write_baseline:
        raise bad_usage("--changed cannot be used with --fix, --diff, --add-ignores or --write-baseline")
    if options.prompt is not None or "-" in options.paths:
        raise bad_usage("--changed compares files; it cannot be used with --prompt or standard input")
    from seedance_lint.linter.changed import Changed, GitFailure

    try:
        return Changed(options.changed)
    except GitFailure as failure:
        raise Refusal(f"--changed: {failure}") from None


def _plugins(inputs: Iterable[Input | Failure], configuration: Configuration) -> tuple[str, ...]:
    """Return the plugins that some input is linted with."""
    return tuple(dict.fromkeys(plugin for each in inputs for plugin in configuration.settings_for(each.path).plugins))


def _baseline(options: Options) -> "Baseline | None":
    """Return the baseline of a run; None without one.

    Raises:
        click.UsageError: it is to be written, and nobody says where; or together with a fix.
        Refusal: the file is not a baseline.
    """
    if options.write_baseline:
        if options.baseline is None:
            raise bad_usage("--write-baseline needs --baseline FILE")
        if options.fix or options.diff:
            raise bad_usage("--write-baseline cannot be used with --fix or --diff")
    if options.baseline is None:
        return None
    from seedance_lint.linter.baseline import Baseline, BaselineFailure

    try:
        return Baseline(options.baseline) if options.write_baseline else Baseline.read(options.baseline)
    except BaselineFailure as failure:
        raise Refusal(str(failure)) from None


def _write(baseline: "Baseline") -> None:
    from seedance_lint.linter.baseline import BaselineFailure

    try:
        baseline.write()
    except BaselineFailure as failure:
        raise Refusal(str(failure)) from None


def _fixing(options: Options) -> "Fixing | None":
    """Return how files are to be fixed; None if they are not.

    Raises:
        click.UsageError: options that exclude each other.
    """
    if options.fix and options.diff:
        raise bad_usage("--fix and --diff cannot be used together")
    if options.add_ignores:
        if options.fix or options.unsafe_fixes or options.no_ignores or options.write_baseline:
            raise bad_usage("--add-ignores cannot be used with --fix, --unsafe-fixes, --no-ignores or --write-baseline")
        from seedance_lint.linter.rewrite import Fixing

        return Fixing(diff=options.diff, ignores=True)
    if options.fix or options.diff:
        from seedance_lint.linter.rewrite import Fixing

        return Fixing(unsafe=options.unsafe_fixes, diff=options.diff)
    if options.unsafe_fixes:
        raise bad_usage("--unsafe-fixes needs --fix or --diff")
    return None
