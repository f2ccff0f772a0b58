"""`show`: what was understood of each request."""

import sys
from collections.abc import Iterator
from json import dumps

import click

from seedance_lint.annotations import Any
from seedance_lint.binding import Binding
from seedance_lint.cli.given import media_from
from seedance_lint.cli.inputs import inputs_from
from seedance_lint.cli.options import Name, config_options, media_options, paths_argument, profile_option, prompt_option, stdin_option
from seedance_lint.cli.output import complain, on_terminal
from seedance_lint.cli.prompts import FoundPrompt, Prompts
from seedance_lint.cli.settings import configured
from seedance_lint.cli.tally import for_others
from seedance_lint.config.configuration import Overrides
from seedance_lint.contracts import Contract
from seedance_lint.linter.understood import given, roles, understood, unresolved
from seedance_lint.masking import masked
from seedance_lint.reporters.visible import visible, visible_json, width
from seedance_lint.rules.base import plural, role_words
from seedance_lint.urls import shown_name


@click.command("show")
@paths_argument
@prompt_option
@profile_option
@media_options
@config_options
@stdin_option
@click.option("--output-format", type=Name(["text", "json"]), default="text", show_default=True, help="Text or JSON.")
def command(
    paths: tuple[str, ...],
    prompt: str | None,
    stdin_filename: str | None,
    output_format: str,
    images: tuple[str, ...],
    videos: tuple[str, ...],
    audios: tuple[str, ...],
    **overrides: Any,
) -> int:
    """Show each request: its provider and how it was recognized, its files and roles, and tags without a file. `-` is standard input."""
    given = media_from({"image": images, "video": videos, "audio": audios}, looked_at=True)
    with configured(Overrides(media=given, **overrides)) as configuration:
        prompts = Prompts(inputs_from(paths, stdin_filename, configuration, prompt=prompt), configuration)
        if output_format == "json":
            records = [_record(found) for found in prompts]
            document = {"requests": records, "skipped": prompts.products.total(), "unread": prompts.unread}
            sys.stdout.write(visible_json(dumps(document, ensure_ascii=False, indent=2)) + "\n")
        else:
            counts: dict[str, int] = {}
            for found in prompts:
                for line in _lines(found):
                    sys.stdout.write(line + "\n")
                name = _contract(found).profile.name
                counts[name] = counts.get(name, 0) + 1
            sys.stdout.flush()  # before the summary, in logs that both streams go to
            complain(_summary(counts, prompts))
    return 2 if prompts.failed else 0


def _contract(found: FoundPrompt) -> Contract:
    return found.request.contract or Contract(found.linter.profile)


def _record(found: FoundPrompt) -> dict[str, Any]:
    place = {"path": found.path, "line": found.line, "column": found.column, "pointer": found.pointer}
    return {**place, **understood(found.linter.read(found.request), _contract(found))}


def _lines(found: FoundPrompt) -> Iterator[str]:
    contract = _contract(found)
    bindings = found.linter.read(found.request).bindings
    yield on_terminal(f"{visible(found.path)}:{found.line}:{found.column}: {_named(contract)}", sys.stdout)
    yield f"  {_shortened(found.request.prompt)}"
    rows = [
        (
            contract.profile.tag(binding.kind, binding.index),
            "(not known)" if binding.asset is None or not binding.asset.url else shown_name(binding.asset.url),
            _use(binding),
            f"mentioned {'once' if len(binding.mentions) == 1 else f'{len(binding.mentions)} times'}"
            if binding.mentions
            else "never mentioned",
        )
        for binding in given(bindings)
    ]
    widths = [max((width(row[column]) for row in rows), default=0) for column in range(3)]
    for row in rows:
        padded = [cell + " " * (room - width(cell)) for cell, room in zip(row[:3], widths, strict=True)]
        yield "  " + visible("  ".join([*padded, row[3]]).rstrip())
    if found.request.assets is None:
        tagged = list(dict.fromkeys(mention.tag.text for mention in bindings.mentions))
        yield f"  files unknown{'; tags: ' + visible(', '.join(tagged)) if tagged else ''}"
    for tag in unresolved(bindings):
        yield f"  {visible(tag)} does not name a file of the request"
    yield ""


def _use(binding: Binding) -> str:
    """Say what a file is for: by the request first, then by the prompt."""
    stated = binding.asset.role if binding.asset is not None else None
    said = [*([f"{role_words(stated)} (request)"] if stated else []), *(role_words(role) for role in roles(binding))]
    return ", ".join(said) or "no role"


def _named(contract: Contract) -> str:
    return visible(contract.summary) + ("" if contract.certain else "; set the provider with --profile or `profile`")


_LONGEST = 76


def _shortened(prompt: str) -> str:
    text = visible(masked(" ".join(prompt.split())))
    return f'"{text}"' if len(text) <= _LONGEST else f'"{text[: _LONGEST - 1]}…"'


def _summary(counts: dict[str, int], prompts: Prompts) -> str:
    total = sum(counts.values())
    if not total:
        text = "No requests found"
    else:
        text = f"{plural(total, 'request')}: {', '.join(f'{number} {name}' for name, number in sorted(counts.items()))}"
    if prompts.products:
        text += f"; {prompts.products.total()} skipped ({for_others(prompts.products)})"
    if prompts.unread:
        text += f"; {prompts.unread} not read"
    return f"{text}."
