"""Values of parameters as a contract writes them."""

from seedance_lint.profiles.generations import as_number, comparable
from seedance_lint.profiles.profile import ParameterRule, Range


def fitting(value: object, rule: ParameterRule, model: str | None) -> object | None:
    """Return a value as a parameter takes it; None if it does not."""
    values = (*rule.values_for(model), *rule.also)
    for each in values:
        if type(each) is type(value) and each == value:
            return each
    for each in values:
        if comparable(each) == comparable(value) and not isinstance(value, bool):
            return each
    if rule.values_for(model):
        return None
    made = native(value, rule)
    if not any(_is_of(made, kind) for kind in rule.types):
        return None
    limits = Range(rule.minimum, rule.maximum)
    if limits == Range():
        return made
    number = as_number(made)
    return made if number is not None and limits.holds(number) else None


def _is_of(value: object, kind: str) -> bool:
    if isinstance(value, bool) or kind == "boolean":
        return isinstance(value, bool) and kind == "boolean"
    return isinstance(value, {"string": (str,), "integer": (int,), "number": (int, float)}.get(kind, (object,)))


def native(value: object, rule: ParameterRule) -> object:
    """Return a value in the type that a parameter has: ``"5"`` for 5 if it is a string."""
    number = as_number(value)
    if number is None:
        return value
    if rule.type == "string":
        return f"{number:g}"
    if rule.type in ("integer", "number"):
        return int(number) if number == int(number) else number
    return value


def takes(rule: ParameterRule, model: str | None) -> str:
    """Say what a parameter takes."""
    values = [f"{value}" for value in (*rule.values_for(model), *rule.also)]
    if rule.minimum is not None or rule.maximum is not None:
        values.insert(0, str(Range(rule.minimum, rule.maximum)))
    return "it takes " + (", ".join(values) if values else f"a value of type {' or '.join(rule.types)}")
