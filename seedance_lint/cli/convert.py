"""`convert`: prompts and requests as another provider takes them."""

import sys

import click

from seedance_lint.annotations import Any
from seedance_lint.cli.given import bad_usage
from seedance_lint.cli.inputs import inputs_from
from seedance_lint.cli.options import ProfileName, config_options, paths_argument, profile_option, stdin_option
from seedance_lint.cli.output import complain, say
from seedance_lint.cli.settings import configured
from seedance_lint.config.configuration import Configuration, Overrides
from seedance_lint.contracts.recognise import Chosen
from seedance_lint.conversion.document import ConvertedDocument, convert_document
from seedance_lint.linter.atomic import WriteFailure, replace_file
from seedance_lint.linter.patch import patch_between
from seedance_lint.linter.read import ReadFailure, open_file, read_document
from seedance_lint.linter.result import Failure
from seedance_lint.linter.run import Input
from seedance_lint.linter.workshop import NO_TEXT, Workshop, host_of, unknown_kind
from seedance_lint.profiles.load import find_profile
from seedance_lint.rules.base import plural
from seedance_lint.source.document import SourceDocument


@click.command("convert")
@paths_argument
@click.option(
    "--to", "name", type=ProfileName(), metavar="NAME", required=True, help="The provider (fal) or profile (fal-2.5) to write for."
)
@click.option("--diff", is_flag=True, help="Show what would change.")
@click.option("--write", is_flag=True, help="Write the files.")
@profile_option
@config_options
@stdin_option
def command(paths: tuple[str, ...], stdin_filename: str | None, name: str, *, diff: bool, write: bool, **overrides: Any) -> int:
    """Convert prompts and requests for another provider, to standard output or in place with --write.

    A JSON file with one request is rewritten with the provider's fields; in other files only the tags change. Whatever the provider cannot
    take is reported with its place, and the exit code is 1. `-` is standard input.
    """
    if diff and write:
        raise bad_usage("--write and --diff cannot be used together")
    if write and "-" in paths:
        raise bad_usage("--write cannot be used with standard input")
    with configured(Overrides(**overrides)) as configuration:
        target = Chosen(find_profile(name))
        inputs = inputs_from(paths, stdin_filename, configuration)
        if not diff and not write and len(inputs) != 1:
            raise bad_usage("several files need --diff or --write")
        run = _Run(configuration, target, diff=diff, write=write)
        for each in inputs:
            run.add(each)
        return run.finish()


class _Run:
    def __init__(self, configuration: Configuration, target: Chosen, *, diff: bool, write: bool) -> None:
        self._workshop = Workshop(configuration)
        self._target, self._diff, self._write = target, diff, write
        self._failed = False
        self._losses = self._changed = self._prompts = 0

    def add(self, given: Input | Failure) -> None:
        if isinstance(given, Failure):
            self._fail(given.path, given.message)
            return
        from seedance_lint.hosts import host_for

        if hasattr(host_for(given.path), "parts"):
            self._fail(given.path, NO_TEXT)
            return
        linter = self._workshop.linter_for(given.path)
        try:
            if given.stream is not None:
                before = read_document(given.path, given.stream, linter.settings.max_file_bytes)
            else:
                with open_file(given.path) as stream:
                    before = read_document(given.path, stream, linter.settings.max_file_bytes)
        except ReadFailure as failure:
            self._fail(given.path, failure.message)
            return
        host = host_of(before) if given.stream is not None else host_for(given.path)
        if host is None:
            self._fail(given.path, unknown_kind(given.path))
            return
        made = convert_document(before, host, linter, self._target)
        self._tell(given.path, made)
        self._put(before, made.document)

    def finish(self) -> int:
        if self._diff or self._write:
            verb = "changed" if self._write else "would change"
            told = f"; {plural(self._losses, 'problem')} reported above" if self._losses else ""
            complain(f"{plural(self._prompts, 'prompt')}, {plural(self._changed, 'file')} {verb}{told}.")
        return 2 if self._failed else 1 if self._losses else 0

    def _tell(self, path: str, made: ConvertedDocument) -> None:
        self._prompts += made.prompts
        self._losses += len(made.losses)
        for failure in made.failures:
            self._fail(path, failure.message)
        for told in made.losses:
            say(f"{path}:{told.line}:{told.column}: {told.message}")
        for told in made.notes:
            say(f"{path}:{told.line}:{told.column}: note: {told.message}")

    def _put(self, before: SourceDocument, after: SourceDocument) -> None:
        self._changed += before.text != after.text
        if self._diff:
            sys.stdout.write(patch_between(before, after).text)
        elif not self._write:
            sys.stdout.write(after.text)
        elif before.text != after.text:
            try:
                replace_file(before.path, before.to_bytes(before.text), after.to_bytes(after.text))
            except WriteFailure as failure:
                self._fail(before.path, str(failure))

    def _fail(self, path: str, message: str) -> None:
        self._failed = True
        complain(f"{path}: {message}")
