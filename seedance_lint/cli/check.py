"""`check`: what it takes. What it does is in ``checking``, which knows nothing of click."""

from typing import Any

import click

from seedance_lint.cli.checking import Options, check
from seedance_lint.cli.options import (
    Name,
    Names,
    config_options,
    media_options,
    paths_argument,
    profile_option,
    stdin_option,
    tokenizer_option,
)
from seedance_lint.cli.probing import probing_options
from seedance_lint.config.keys import FAIL_ON
from seedance_lint.reporters.registry import FORMATS


@click.command("check")
@paths_argument
@click.option("--select", multiple=True, type=Names(), metavar="RULES", help="Run these rules or categories only.")
@click.option("--ignore", multiple=True, type=Names(), metavar="RULES", help="Do not run these rules or categories.")
@click.option("--prompt", metavar="TEXT", help="Check this prompt, in place of files.")
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
    return check(Options(**options))
