"""Values of the wrong type."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Applicability, Edit, Fix, Location, Severity, Violation
from seedance_lint.hosts.located import Partial
from seedance_lint.profiles.profile import ParameterRule
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta
from seedance_lint.urls import examine


class WrongType(Rule):
    """
    ## What it does
    Finds values whose type the provider does not take: a list of files that is a single string, a file that is a number,
    a prompt that is no text, a duration in quotes. `null` is taken for a parameter that is not given.

    ## Why is this bad?
    The request is rejected, or a string is read as a list of its letters.

    A single file in place of a list is put into one; that fix is safe.
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
        if not isinstance(fields.get(shape.prompt, ""), str):
            where = Location((*path, shape.prompt))
            yield Violation(where, f"`{shape.prompt}` is {_named(fields[shape.prompt])}; expected a text")
        for kind, field in shape.media.items():
            value = fields.get(field)
            if value is None or isinstance(value, (list, tuple)):
                continue
            fixes: tuple[Fix, ...] = ()
            if isinstance(value, (str, dict)):
                fixes = (Fix("Put it into a list", (Edit(Location((*path, field)), wrap=("[", "]")),)),)
            message = f"`{field}` is {_named(value)}; expected a list of {kind} URLs"
            yield Violation(Location((*path, field)), message, fixes=fixes)
        for asset in ctx.files_without_url:
            if asset.kind not in ctx.request.media_paths or isinstance(asset.value, str) or _is_hidden(asset.value):
                continue  # files that the caller only counted have no values
            told = "an object without a URL" if isinstance(asset.value, dict) else _named(asset.value)
            yield Violation(Location(asset.path), f"this {asset.kind} is {told}; expected a URL")

    def check_field(self, ctx: LintContext, name: str, value: object) -> Iterator[Violation]:
        rule = ctx.profile.request.parameters.get(name)
        if rule is not None and value is not None and not _fits(value, rule):
            yield Violation(Location((*ctx.request.path, name)), f"`{name}` is {_named(value)}; expected {_TYPES[rule.type]}")


_TYPES = {"integer": "a whole number", "number": "a number", "string": "a text", "boolean": "true or false"}


def _is_hidden(value: object) -> bool:
    """Whether a program computes what an object of it holds."""
    return isinstance(value, Partial) and (value.open or bool(value.unknown))


def _fits(value: object, rule: ParameterRule) -> bool:
    """Whether a value has a parameter's type; a number that is not whole is a wrong value, not a wrong type."""
    if value in (*rule.values, *rule.also):
        return True
    if isinstance(value, str):
        return rule.type == "string" or examine(value).placeholder
    if isinstance(value, bool):
        return rule.type == "boolean"
    return isinstance(value, (int, float)) and rule.type in ("integer", "number")


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
