"""Values of the wrong type."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Applicability, Edit, Fix, Location, Severity, Violation
from seedance_lint.hosts.located import Form, Partial
from seedance_lint.profiles.profile import ParameterRule
from seedance_lint.requests.field_names import item_names
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta, noun
from seedance_lint.rules.limits import beyond, cite, in_doubt, model_of
from seedance_lint.rules.values import as_sent, has_type, is_taken, is_unknown, types


class WrongType(Rule):
    """
    ## What it does
    Finds values of a type that the provider does not accept: a single string in place of a list of files, a number in place
    of a file, a prompt that is not a string, a duration in quotes. `null` counts as a parameter that is not given. In forms
    and on command lines all values are strings, so strings are right there.

    ## Why is this bad?
    The request is rejected, or a string is read as a list of letters.

    A safe fix puts a single file into a list. An unsafe fix puts quotes around a number if the provider takes the same
    number as a string.
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
        is_known = ctx.request.contract is None or ctx.request.contract.certain
        held = ctx.request.prompt_path[len(path) :]
        # `{image, text}` of the AI SDK, and typed parts where a client may take them
        is_held = held[:1] == (shape.prompt,) and (len(held) == 2 or (len(held) == 3 and not is_known))
        if not isinstance(prompt, str) and not is_held and not (shape.node and isinstance(prompt, list)):
            yield Violation(Location((*path, shape.prompt)), f"`{shape.prompt}` is {_named(prompt)}; expected a string")
        yield from self._lists(ctx)
        for asset in ctx.files_without_url:
            if asset.kind not in ctx.request.media_paths or isinstance(asset.value, str) or _is_hidden(asset.value):
                continue  # files that the caller only counted have no values
            told = "an object without a URL" if isinstance(asset.value, dict) else _named(asset.value)
            yield Violation(Location(asset.path), f"this {noun(asset.kind)} is {told}; expected a URL")

    def check_field(self, ctx: LintContext, name: str, value: object) -> Iterator[Violation]:
        shape = ctx.profile.request
        rule = shape.parameters.get(name)
        if rule is not None and not (shape.node and isinstance(value, list)):  # the output of another node
            yield from self._parameter(ctx, name, value, rule)

    def _lists(self, ctx: LintContext) -> Iterator[Violation]:
        fields, path, shape = ctx.request.fields, ctx.request.path, ctx.profile.request
        for kind, field in shape.media.items():
            value = fields.get(field)
            if isinstance(value, (list, tuple)) or is_unknown(value) or isinstance(fields, Form):
                continue
            fixes: tuple[Fix, ...] = ()
            if isinstance(value, (str, dict)):
                fixes = (Fix("Put it into a list", (Edit(Location((*path, field)), wrap=("[", "]")),)),)
            message = f"`{field}` is {_named(value)}; expected a list of {kind} URLs"
            yield Violation(Location((*path, field)), message, cite(ctx.profile, "request"), fixes=fixes)
        for field in (*shape.singles.values(), *shape.frames):
            value = fields.get(field)
            if isinstance(value, list) and not _says_roles(value) and not shape.node:
                yield Violation(Location((*path, field)), f"`{field}` is a list; expected one URL", cite(ctx.profile, "request"))

    def _parameter(self, ctx: LintContext, name: str, given: object, rule: ParameterRule) -> Iterator[Violation]:
        value = as_sent(given, ctx.request.fields, rule)
        if is_unknown(value) or has_type(value, rule):
            return
        section = f"request.parameters.{name}"
        told = beyond(ctx.profile, section) or in_doubt(ctx.profile, section)
        place = Location((*ctx.request.path, name))
        message = f"`{name}` is {_named(value)}; expected {types(rule)}"
        text = f"{value:g}" if isinstance(value, (int, float)) and not isinstance(value, bool) else ""
        fixes: tuple[Fix, ...] = ()
        if text and "string" in rule.types and is_taken(text, rule, model_of(ctx)) and str(value) == text:
            fixes = (Fix("Put it in quotes", (Edit(place, wrap=('"', '"')),), Applicability.UNSAFE),)
        yield Violation(place, message, told.source, fixes=fixes, severity=told.severity)


def _says_roles(files: list[object]) -> bool:
    """Whether a list has objects that say themselves which frame each is, as some SDKs take in place of one file: ``[{uri, position: "last"}]``."""
    roles = item_names().role
    return bool(files) and all(isinstance(each, dict) and any(name in each for name in roles) for each in files)


def _is_hidden(value: object) -> bool:
    """Whether a program computes a part of this object."""
    return isinstance(value, Partial) and (value.open or bool(value.unknown))


def _named(value: object) -> str:
    """Describe a value in the terms of JSON."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case str():
            return f'the string "{value}"' if len(value) <= _SHORT and "/" not in value else "a string"
        case int() | float():
            return f"the number {value}" if len(str(value)) <= _SHORT else "a number"
        case dict():
            return "an object"
        case list() | tuple():
            return "a list"
    return f"a {type(value).__name__}"


_SHORT = 24
