"""Parameters outside the provider's values."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Applicability, Edit, Fix, Location, Severity, Violation
from seedance_lint.nearest import nearest
from seedance_lint.profiles.profile import ParameterRule
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta, listed
from seedance_lint.urls import examine


class InvalidParameter(Rule):
    """
    ## What it does
    Finds values that the provider does not document for `duration`, `quality`, `aspect_ratio`, `model` and the other
    parameters. A model id that goes on where a documented one ends (`seedance-2.0-fast`), or that is one of
    another provider's, gives a warning only: the request may be meant for another service.

    ## Why is this bad?
    The request is rejected: "the specified duration is not supported".

    The nearest value is offered as an unsafe fix.
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
        rule = shape.parameters.get(name)
        if rule is not None and value is not None and not _is_allowed(value, rule):
            yield self._violation(ctx, name, value, rule)
        if name == "model" and isinstance(value, str) and shape.models and value not in shape.models and not examine(value).placeholder:
            yield self._other_model(ctx, value)

    def _violation(self, ctx: LintContext, name: str, value: object, rule: ParameterRule) -> Violation:
        place = Location((*ctx.request.path, name))
        meant = _nearest(value, rule)
        fix = (Fix(f"Write {meant}", (Edit(place, str(meant)),), Applicability.UNSAFE),) if meant is not None else ()
        return Violation(place, f"`{name}` is {_shown(value)}; expected {_choices(rule)}", fixes=fix)

    def _other_model(self, ctx: LintContext, model: str) -> Violation:
        place = Location((*ctx.request.path, "model"))
        known = ctx.profile.request.models
        message = f"`model` is {_shown(model)}; expected {listed([f'`{name}`' for name in known])}"
        others = _profiles_with(model)
        if others or "/" in model or any(model.startswith(f"{name}-") for name in known):
            hint = f"if the request goes to another provider, choose its limits with --profile{' ' + others[0] if others else ''}"
            return Violation(place, message, help=hint, severity=Severity.WARNING)
        meant = nearest(model, known)
        fix = (Fix(f"Write {meant}", (Edit(place, meant),), Applicability.UNSAFE),) if meant else ()
        return Violation(place, message, fixes=fix)


def _is_allowed(value: object, rule: ParameterRule) -> bool:
    """Whether a value is one of a parameter's; those of another type are wrong-type's."""
    if value in (*rule.values, *rule.also):
        return True
    if isinstance(value, str):
        return rule.type != "string" or not rule.values or examine(value).placeholder
    if isinstance(value, bool) or not isinstance(value, (int, float)) or rule.type not in ("integer", "number"):
        return True
    if rule.type == "integer" and isinstance(value, float) and not value.is_integer():
        return False
    if rule.values:
        return False
    return (rule.minimum is None or value >= rule.minimum) and (rule.maximum is None or value <= rule.maximum)


def _nearest(value: object, rule: ParameterRule) -> object | None:
    if isinstance(value, str):
        texts = [str(allowed) for allowed in rule.values]
        numbers = [text for text in texts if text.isdecimal()]
        if numbers and value.isdecimal():
            return min(numbers, key=lambda text: abs(int(text) - int(value)))
        return _nearest_ratio(value, texts) or nearest(value, texts)
    if not isinstance(value, (int, float)) or value != value:  # noqa: PLR0124 - NaN is near nothing
        return None
    allowed = [number for number in rule.values if isinstance(number, (int, float))]
    if allowed:
        return min(allowed, key=lambda number: abs(number - value))
    inside = value if rule.minimum is None else max(value, rule.minimum)
    inside = inside if rule.maximum is None else min(inside, rule.maximum)
    return round(inside) if rule.type == "integer" or inside == int(inside) else inside


def _choices(rule: ParameterRule) -> str:
    also = [_shown(value) for value in rule.also]
    if rule.values:
        return listed([*(_shown(value) for value in rule.values), *also])
    low, high = rule.minimum, rule.maximum
    if low is not None and high is not None:
        span = f"from {low:g} to {high:g}"
    else:
        span = f"at most {high:g}" if low is None else f"at least {low:g}"
    if rule.type == "integer":
        span = f"a whole number {'' if span.startswith('from') else 'of '}{span}"
    return listed([span, *also])


def _shown(value: object) -> str:
    text = str(value)
    if len(text) > _LONGEST_SHOWN:
        text = f"{text[:_LONGEST_SHOWN]}…"
    return f"`{text}`" if isinstance(value, str) else text


_LONGEST_SHOWN = 40


def _profiles_with(model: str) -> list[str]:
    """Return the profiles that document a model id."""
    from seedance_lint.profiles import catalogue

    return [entry.name for entry in catalogue().values() if model in entry.models]


def _nearest_ratio(value: str, texts: list[str]) -> str | None:
    """Return the ratio of sides, such as ``16:9``, that comes closest to another one."""
    ratios = {text: ratio for text in texts if (ratio := _ratio(text)) is not None}
    wanted = _ratio(value)
    if wanted is None or not ratios:
        return None
    return min(ratios, key=lambda text: max(ratios[text], wanted) / min(ratios[text], wanted))


def _ratio(text: str) -> float | None:
    width, _, height = text.partition(":")
    return int(width) / int(height) if width.isdecimal() and height.isdecimal() and int(width) and int(height) else None
