"""`parse`: show how prompts are read."""

import sys
from collections.abc import Iterator
from json import dumps

import click

from seedance_lint.annotations import Any
from seedance_lint.cli.inputs import inputs_from
from seedance_lint.cli.options import Name, config_options, paths_argument, profile_option, prompt_option, stdin_option
from seedance_lint.cli.output import on_terminal
from seedance_lint.cli.prompts import FoundPrompt, Prompts
from seedance_lint.cli.settings import configured
from seedance_lint.config.configuration import Overrides
from seedance_lint.masking import masked
from seedance_lint.reporters.readings import reference_record
from seedance_lint.reporters.visible import visible, visible_json
from seedance_lint.syntax import BareReference, MalformedTag, Parser, Prompt, Reference, RolePhrase


@click.command("parse")
@paths_argument
@prompt_option
@profile_option
@config_options
@stdin_option
@click.option(
    "--output-format", type=Name(["tree", "jsonl"]), default="tree", show_default=True, help="Text, or one JSON object per prompt."
)
@click.option("--explain", is_flag=True, help="Show which grammar construction matched, and the words around each reference.")
def command(
    paths: tuple[str, ...], prompt: str | None, stdin_filename: str | None, output_format: str, *, explain: bool, **overrides: Any
) -> int:
    """Show how prompts are read: references, roles, positions. `-` is standard input."""
    with configured(Overrides(**overrides)) as configuration:
        prompts = Prompts(inputs_from(paths, stdin_filename, configuration, prompt=prompt), configuration)
        for found in prompts:
            if explain:
                for line in _explanation(found):
                    sys.stdout.write(on_terminal(line, sys.stdout) + "\n")
                continue
            parsed = found.linter.parse(found.request.prompt)
            if output_format == "jsonl":
                sys.stdout.write(visible_json(dumps(_record(found, parsed), ensure_ascii=False)) + "\n")
            else:
                for line in _tree(found, parsed):
                    sys.stdout.write(on_terminal(line, sys.stdout) + "\n")
    return 2 if prompts.failed else 0


def _explanation(found: FoundPrompt) -> Iterator[str]:
    yield f"{visible(found.path)}:{found.line}: {visible(found.pointer)}"
    for each in Parser(found.linter.settings.roles).explain(found.request.prompt):
        yield f"{each.start:>6}–{each.end:<6} {_quoted(each.text)}"
        for construction, words in each.read:
            yield f"{'':13}   {construction} matched {_quoted(words)}"
        if not each.read:
            yield f"{'':13}   no construction matches here"
        yield f"{'':13}   around: {visible(masked(' | '.join(each.around)))}"
    yield ""


def _record(found: FoundPrompt, parsed: Prompt) -> dict[str, Any]:
    return {
        "path": found.path,
        "line": found.line,
        "pointer": found.pointer,
        "text_length": len(parsed.text),
        "references": [reference_record(reference, found.linter.profile) for reference in parsed.references],
    }


def _tree(found: FoundPrompt, parsed: Prompt) -> Iterator[str]:
    yield f"{visible(found.path)}:{found.line}: {visible(found.pointer)} ({len(parsed.text)} characters)"
    for child in parsed.children:
        place = f"{child.span.start:>6}–{child.span.end:<6}"
        if isinstance(child, Reference):
            yield f"{place} reference {_quoted(child.text)}{_target(child)}"
            for role in child.roles:
                yield f"{'':13}   {_role(role)} at {role.span.start}–{role.span.end}"
        elif isinstance(child, RolePhrase):
            yield f"{place} role      {_quoted(child.text)}"
        elif isinstance(child, BareReference):
            yield f"{place} bare      {_quoted(child.text)}: {child.kind} {child.index}, without a tag mark"
        else:
            yield f"{place} text      {_quoted(child.text)}"
    yield ""


def _target(reference: Reference) -> str:
    what = f": {reference.kind or 'unknown'}"
    if reference.indexes:
        what += " " + ", ".join(str(index) for index in reference.indexes)
    reasons = [tag.reason for tag in reference.tags if isinstance(tag, MalformedTag)]
    return f"{what} ({', '.join(reasons)})" if reasons else what


def _role(role: RolePhrase) -> str:
    name = role.role or "unknown role"
    return f"{'not ' if role.negated else ''}{name} {_quoted(role.text)}"


_LONGEST = 60


def _quoted(text: str) -> str:
    """Return a text in quotes, without secrets of URLs, its middle left out where it is long."""
    text = masked(text)
    if len(text) > _LONGEST:
        text = f"{text[: _LONGEST // 2]} … {text[-_LONGEST // 2 :]}"
    return f'"{visible(text)}"'
