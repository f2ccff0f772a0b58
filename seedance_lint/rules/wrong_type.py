"""Values of the wrong type."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Applicability, Edit, Fix, Location, Severity, Violation
from seedance_lint.hosts.located import Form, Partial
from seedance_lint.profiles.profile import ParameterRule
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta
from seedance_lint.rules.limits import beyond, cite, model_of
from seedance_lint.rules.values import as_sent, has_type, is_taken, is_unknown, types


class WrongType(Rule):
    """
    ## What it does
    Finds values whose type the provider does not take: a list of files that is a single string, a file that is a number,
    a prompt that is no text, a duration in quotes. `null` is taken for a parameter that is not given. In forms and on
    command lines all values are texts, so those are right there.

    ## Why is this bad?
    The request is rejected, or a string is read as a list of its letters.

    A single file in place of a list is put into one; that fix is safe. A number where the provider takes the same one as a
    text is put in quotes; that fix is unsafe.
    """

    meta = RuleMeta("wrong-type", "request", Severity.ERROR, since="0.1.0", fix=Applicability.SAFE, source="request", rests_on="contract")
    examples = (
        Example(
            bad="@Image1 as first frame.",
            good="@Image1 as first frame.",
            fields={"image_urls": "https://example.com/start.png"},
            good_fields={"image_urls": ["https://example.com/start.png"]},
        ),
    )

    def check_request(self, ctx: LintContext) -> Iterator[Violation]:
        shape, fields, path = ctx.profile.request, ctx.request.fields, ctx.request.path
        prompt = fields.get(shape.prompt, "")
        if not isinstance(prompt, str) and not (shape.node and isinstance(prompt, list)):
            yield Violation(Location((*path, shape.prompt)), f"`{shape.prompt}` is {_named(prompt)}; expected a text")
        yield from self._lists(ctx)
        for asset in ctx.files_without_url:
            if asset.kind not in ctx.request.media_paths or isinstance(asset.value, str) or _is_hidden(asset.value):
                continue  # files that the caller only counted have no values
            told = "an object without a URL" if isinstance(asset.value, dict) else _named(asset.value)
            yield Violation(Location(asset.path), f"this {asset.kind} is {told}; expected a URL")

    def check_field(self, ctx: LintContext, name: str, value: object) -> Iterator[Violation]:
        shape = ctx.profile.request
        rule = shape.parameters.get(name)
        if rule is not None and not (shape.node and isinstance(value, list)):  # what another node gives
            yield from self._parameter(ctx, name, value, rule)

    def _lists(self, ctx: LintContext) -> Iterator[Violation]:
        fields, path = ctx.request.fields, ctx.request.path
        for kind, field in ctx.profile.request.media.items():
            value = fields.get(field)
            if isinstance(value, (list, tuple)) or is_unknown(value) or isinstance(fields, Form):
                continue
            fixes: tuple[Fix, ...] = ()
            if isinstance(value, (str, dict)):
                fixes = (Fix("Put it into a list", (Edit(Location((*path, field)), wrap=("[", "]")),)),)
            message = f"`{field}` is {_named(value)}; expected a list of {kind} URLs"
            yield Violation(Location((*path, field)), message, cite(ctx.profile, "request"), fixes=fixes)

    def _parameter(self, ctx: LintContext, name: str, given: object, rule: ParameterRule) -> Iterator[Violation]:
        value = as_sent(given, ctx.request.fields, rule)
        if is_unknown(value) or has_type(value, rule):
            return
        told = beyond(ctx.profile, f"request.parameters.{name}")
        if told is None:
            return
        place = Location((*ctx.request.path, name))
        message = f"`{name}` is {_named(value)}; expected {types(rule)}"
        text = f"{value:g}" if isinstance(value, (int, float)) and not isinstance(value, bool) else ""
        fixes: tuple[Fix, ...] = ()
        if text and "string" in rule.types and is_taken(text, rule, model_of(ctx)) and str(value) == text:
            fixes = (Fix("Put it in quotes", (Edit(place, wrap=('"', '"')),), Applicability.UNSAFE),)
        yield Violation(place, message, told.source, fixes=fixes, severity=told.severity)


def _is_hidden(value: object) -> bool:
    """Whether a program computes what an object of it holds."""
    return isinstance(value, Partial) and (value.open or bool(value.unknown))


def _named(value: object) -> str:
    """Say what a value is, in the words of JSON."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case str():
            return f'the text "{value}"' if len(value) <= _SHORT and "/" not in value else "a text"
        case int() | float():
            return f"the number {value}" if len(str(value)) <= _SHORT else "a number"
        case dict():
            return "an object"
        case list() | tuple():
            return "a list"
    return f"a {type(value).__name__}"


_SHORT = 24
