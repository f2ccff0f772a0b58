"""Parameters outside the provider's values."""

import re
from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Applicability, Edit, Fix, Location, Severity, Violation
from seedance_lint.nearest import nearest
from seedance_lint.profiles.catalogue import Entry, catalogue
from seedance_lint.profiles.generations import generation_of, meaning_of
from seedance_lint.profiles.profile import ParameterRule, Retired
from seedance_lint.requests.request import Asset
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta, listed, with_article
from seedance_lint.rules.limits import beyond, cite, model_of
from seedance_lint.rules.values import as_sent, choices, has_type, is_misspelt, is_taken, is_unknown, nearest_taken, shown

# An id that names Seedance and a version: providers keep adding these.
_OF_SEEDANCE = r"(?i)[\w./:@ -]*seedance[-_ @.]?v?\d+([._-]\d+)*([-_/ :][\w.-]+)*"


class InvalidParameter(Rule):
    """
    ## What it does
    Finds values that the provider does not accept for `duration`, `quality`, `aspect_ratio` and the other parameters, and
    parameters that it no longer accepts. Values that only one model of the provider accepts are checked per model.

    A value that no provider accepts is an error. It is a warning, with the date, if this provider's documentation did not
    list the value when it was read but another provider accepts it for the same model: such lists grow. It is also a
    warning if the limit is not in the provider's own documentation but reported by others.

    If the provider lists the roles that a file in `content` can have, a `role` that is not among those of its kind is an error.

    Model ids that name Seedance and a version are left alone, because new ones appear every month. A misspelt id is an
    error; an id of another provider than the chosen one is a note.

    ## Why is this bad?
    The request is rejected: "the specified duration is not supported".

    The nearest accepted value is offered as an unsafe fix; another model never is.
    """

    meta = RuleMeta(
        "invalid-parameter", "request", Severity.ERROR, since="0.1.0", fix=Applicability.UNSAFE, source="request", rests_on="contract"
    )
    examples = (
        Example(bad="A lantern swings.", good="A lantern swings.", fields={"duration": 20}, good_fields={"duration": 15}),
        Example(bad="A lantern swings.", good="A lantern swings.", fields={"aspect_ratio": "16:10"}, good_fields={"aspect_ratio": "16:9"}),
    )

    def check_field(self, ctx: LintContext, name: str, value: object) -> Iterator[Violation]:
        shape = ctx.profile.request
        if is_unknown(value):
            return
        if name in shape.parameters:
            rule = shape.parameters[name]
            yield from self._value(ctx, name, as_sent(value, ctx.request.fields, rule), rule)
        elif name in shape.retired:
            if _says_something(value):
                yield from self._retired(ctx, name, shape.retired[name])
        elif name == "model" and isinstance(value, str):
            yield from self._model(ctx, value)

    def check_request(self, ctx: LintContext) -> Iterator[Violation]:
        known = ctx.profile.request.part_roles
        for files in (ctx.request.assets or {}).values() if known else ():
            for asset in files:
                part, roles = asset.value, known.get(asset.kind, ())
                role = part.get("role") if isinstance(part, dict) and "type" in part else None
                if isinstance(role, str) and role and roles and role not in roles and not is_unknown(role):
                    yield from self._role(ctx, asset, role, roles)

    def _role(self, ctx: LintContext, asset: Asset, role: str, roles: tuple[str, ...]) -> Iterator[Violation]:
        at = next((end for end in range(len(asset.path), 0, -1) if isinstance(asset.path[end - 1], int)), None)
        if at is None:
            return
        place = Location((*asset.path[:at], "role"))
        meant = roles[0] if len(roles) == 1 else nearest(role, roles)
        fixes = (Fix(f"Write {meant}", (Edit(place, meant),), Applicability.UNSAFE),) if meant is not None else ()
        of_others = any(role in named for named in ctx.profile.request.part_roles.values())
        wrong = f"`role` is {shown(role)}, which {with_article(asset.kind)} cannot have" if of_others else f"`role` is {shown(role)}"
        message = f"{wrong}; expected {listed([shown(name) for name in roles])}"
        yield Violation(place, message, cite(ctx.profile, "request"), fixes=fixes)

    def _value(self, ctx: LintContext, name: str, value: object, rule: ParameterRule) -> Iterator[Violation]:
        model = model_of(ctx)
        if not has_type(value, rule) or is_taken(value, rule, model):
            return
        meaning, generation = meaning_of(name), generation_of(ctx.profile, model)
        misspelt = is_misspelt(value, rule, model)
        taker = generation.taker(meaning, value) if meaning and generation and not misspelt else None
        told = beyond(
            ctx.profile,
            f"request.parameters.{name}",
            limit=meaning or "",
            elsewhere=f"{taker} takes {shown(value)}" if taker else None,
            compared=misspelt or (meaning is not None and generation is not None),
        )
        if told is None:
            return
        place = Location((*ctx.request.path, name))
        if told.severity is not Severity.ERROR:
            allowed = told.takes(choices(rule, model, "and"))
            yield Violation(place, f"`{name}` is {shown(value)}; {allowed}", told.source, severity=told.severity)
            return
        meant = nearest_taken(value, rule, model)
        fixes = (Fix(f"Write {meant}", (Edit(place, str(meant)),), Applicability.UNSAFE),) if meant is not None else ()
        yield Violation(place, f"`{name}` is {shown(value)}; expected {choices(rule, model)}", told.source, fixes=fixes)

    def _retired(self, ctx: LintContext, name: str, retired: Retired) -> Iterator[Violation]:
        section = f"request.retired.{name}"
        standing = ctx.profile.origin(section).standing
        if standing == "disputed":
            return
        what = "it is ignored" if retired.effect == "ignored" else "the request is rejected"
        severity = Severity.WARNING if standing == "documented" else Severity.INFO
        said = f"`{name}` is not accepted for this model: {what}"
        place = Location((*ctx.request.path, name), key=True)
        yield Violation(place, said, f"{f'{retired.instead}; ' if retired.instead else ''}{cite(ctx.profile, section)}", severity=severity)

    def _model(self, ctx: LintContext, model: str) -> Iterator[Violation]:
        known = ctx.profile.request.models
        if not known or model in known or any(re.fullmatch(pattern, model) for pattern in ctx.profile.signals.models):
            return
        place = Location((*ctx.request.path, "model"))
        other = _other(model)
        if other is not None:
            message = f"`model` is {shown(model)}, a model id of {other.provider}; expected {listed([shown(name) for name in known])}"
            yield Violation(place, message, f"use --profile {other.name} to check against its limits", severity=Severity.INFO)
        elif not re.fullmatch(_OF_SEEDANCE, model):
            meant = nearest(model, known, likeness=0.9)
            if meant is not None:
                message = f"`model` is {shown(model)}; did you mean {shown(meant)}?"
                yield Violation(place, message, cite(ctx.profile, "request"))


def _says_something(value: object) -> bool:
    """Whether a value is set, and not just a parameter's usual "nothing"."""
    return value not in (False, "", -1)


def _other(model: str) -> Entry | None:
    """Return the first profile that documents a model id."""
    return next((entry for entry in catalogue().values() if model in entry.models), None)
