"""`tokens`: count the tokens of prompts."""

import click

from seedance_lint.annotations import Any
from seedance_lint.cli.inputs import inputs_from
from seedance_lint.cli.options import config_options, paths_argument, profile_option, prompt_option, stdin_option, tokenizer_option
from seedance_lint.cli.prompts import FoundPrompt, Prompts
from seedance_lint.cli.settings import configured
from seedance_lint.config.configuration import Overrides
from seedance_lint.reporters.visible import visible
from seedance_lint.tokens import TokenCount


@click.command("tokens")
@paths_argument
@prompt_option
@profile_option
@config_options
@stdin_option
@tokenizer_option
def command(paths: tuple[str, ...], prompt: str | None, stdin_filename: str | None, **overrides: Any) -> int:
    """Count the tokens of prompts and compare with the limit.

    The model's own tokenizer is not public: without --tokenizer, the count is a range that covers public tokenizers.
    """
    with configured(Overrides(**overrides)) as configuration:
        prompts = Prompts(inputs_from(paths, stdin_filename, configuration, prompt=prompt), configuration)
        for found in prompts:
            click.echo(_line(found, found.linter.counter.count(found.request.prompt)))
    return 2 if prompts.failed else 0


def _line(found: FoundPrompt, count: TokenCount) -> str:
    limit = found.linter.profile.max_tokens
    number = f"{count.low:,}" if count.low == count.high else f"{count.low:,} to {count.high:,}"
    place = f"{visible(found.path)}:{found.line}: {visible(found.pointer)}: {number} tokens"
    if limit is None:
        return f"{place}; {found.linter.profile.name} has no token limit"
    verdict = "too long" if count.low > limit else "may be too long" if count.high > limit else "fits"
    return f"{place} of {limit:,}, {verdict}"
