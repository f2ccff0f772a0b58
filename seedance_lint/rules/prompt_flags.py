"""Parameters written into the prompt as flags."""

import re
from collections.abc import Iterator

from seedance_lint.contracts.products import fields
from seedance_lint.contracts.surroundings import version_of
from seedance_lint.diagnostics.violation import Applicability, Edit, Fix, Location, Related, Severity, Violation
from seedance_lint.package_data import read_toml
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta
from seedance_lint.rules.limits import model_of
from seedance_lint.source.span import Span

_FLAG = r"(?<![\w-])--([a-z]+)(?:[ \t]*=[ \t]*|[ \t]+)([0-9]+(?:[.:x][0-9]+)*[a-z]*|true|false|adaptive|-1)(?![\w:])"


class PromptFlags(Rule):
    """
    ## What it does
    Finds parameters that are written into the prompt as flags: `--rs 720p --dur 8`. Requests for Seedance 1.0 are left alone, and those whose
    model has no version in its name or is only known when a program runs, since it may be that one.

    ## Why is this bad?
    Seedance 1.0 took its parameters this way. Services that still read such flags let them override the fields of the
    request, and charge for the result; to other services, they are words of the prompt.

    The fix removes the flag from the prompt. It is unsafe, because the request may not have the field.
    """

    meta = RuleMeta(
        "prompt-flags", "request", Severity.WARNING, since="0.2.0", fix=Applicability.UNSAFE, source="request", rests_on="prompt"
    )
    examples = (
        Example(
            bad="A lantern swings in the rain. --rs 720p --dur 8",
            good="A lantern swings in the rain.",
            fields={"duration": 10},
            good_fields={"duration": 8, "quality": "720p"},
        ),
    )

    def check_request(self, ctx: LintContext) -> Iterator[Violation]:
        text = ctx.prompt.text
        if "--" not in text or not _is_known_to_take_fields(ctx):
            return
        flags: dict[str, list[str]] = read_toml("rules/flags.toml")["flags"]
        for match in re.finditer(_FLAG, text):
            names = flags.get(match[1])
            if names is None:
                continue
            known = ctx.profile.request.parameters
            name = next((each for each in names if each in ctx.request.fields or each in known), names[0])
            start = match.start()
            while start and text[start - 1] in " \t":
                start -= 1
            if start and text[start - 1] == "," == text[match.end() : match.end() + 1]:
                start -= 1  # of the commas around it, one stays
            fix = Fix("Remove the flag", (Edit(Span(start, match.end()), ""),), Applicability.UNSAFE)
            stated = ctx.request.fields.get(name)
            yield Violation(
                Span(*match.span()),
                f"`{match[0]}` is a parameter written into the prompt; set `{name}` in the request instead",
                related=() if stated is None else (Related(Location((*ctx.request.path, name)), f"`{name}` is {stated} here"),),
                fixes=(fix,),
            )


def _is_known_to_take_fields(ctx: LintContext) -> bool:
    """Whether a request is for a version that takes its parameters as fields: its model says so, or nothing is said of a model."""
    model = model_of(ctx)
    if model is not None:
        version = version_of(model)
        return version is not None and not version.startswith("1.")
    return not any(name in fields("model") for name in getattr(ctx.request.fields, "unknown", ()))
