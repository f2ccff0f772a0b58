"""Compares the values of a request's parameters with those that a provider accepts."""

from collections.abc import Iterable, Mapping

from seedance_lint.hosts.located import Form, Template
from seedance_lint.nearest import nearest
from seedance_lint.profiles.generations import as_number
from seedance_lint.profiles.profile import ParameterRule
from seedance_lint.rules.base import listed
from seedance_lint.urls import examine

_NUMBERS = frozenset(("integer", "number"))
_TYPES = {"integer": "a whole number", "number": "a number", "string": "a string", "boolean": "true or false"}
_BOOLEANS = {"true": True, "false": False}
_LONGEST_SHOWN = 40


def is_unknown(value: object) -> bool:
    """Whether a value is unknown until a program or a template fills it in."""
    return value is None or (isinstance(value, str) and (bool(isinstance(value, Template) and value.holes) or examine(value).placeholder))


def as_sent(value: object, fields: Mapping[str, object], rule: ParameterRule) -> object:
    """Return a value as the service reads it; in a form, all values are strings."""
    if not isinstance(value, str) or not isinstance(fields, Form):
        return value
    number = as_number(value) if _NUMBERS.intersection(rule.types) else None
    if number is not None:
        return int(number) if number.is_integer() else number
    return _BOOLEANS.get(value.lower(), value) if "boolean" in rule.types else value


def has_type(value: object, rule: ParameterRule) -> bool:
    """Whether a value has one of a parameter's types; a fraction in place of a whole number is a wrong value, not a wrong type."""
    if any(value == allowed and type(value) is type(allowed) for allowed in (*rule.values, *rule.also)):
        return True
    if isinstance(value, str):
        return "string" in rule.types
    if isinstance(value, bool):
        return "boolean" in rule.types
    return isinstance(value, (int, float)) and not _NUMBERS.isdisjoint(rule.types)


def is_taken(value: object, rule: ParameterRule, model: str | None) -> bool:
    """Whether the provider accepts a value of the right type."""
    allowed = (*rule.values_for(model), *rule.also)
    if isinstance(value, bool):
        return True
    if isinstance(value, str):
        texts = [text for text in allowed if isinstance(text, str)]
        return not texts or value in texts or (rule.ignore_case and value.casefold() in [text.casefold() for text in texts])
    if not isinstance(value, (int, float)) or value in allowed:
        return True
    if "number" not in rule.types and isinstance(value, float) and not value.is_integer():
        return False
    numbers = [number for number in rule.values_for(model) if isinstance(number, (int, float))]
    return not numbers and (rule.minimum is None or value >= rule.minimum) and (rule.maximum is None or value <= rule.maximum)


def is_misspelt(value: object, rule: ParameterRule, model: str | None) -> bool:
    """Whether a value is one that the provider accepts, apart from letter case."""
    return isinstance(value, str) and value.casefold() in [str(each).casefold() for each in (*rule.values_for(model), *rule.also)]


def nearest_taken(value: object, rule: ParameterRule, model: str | None) -> object | None:
    """Return the accepted value that is nearest to another one; None if none is near."""
    values = rule.values_for(model)
    if isinstance(value, str):
        texts = [text for text in (*values, *rule.also) if isinstance(text, str)]
        numbers = [text for text in texts if text.isdecimal()]
        if numbers and value.isdecimal() and len(value) < _LONGEST_SHOWN:
            return min(numbers, key=lambda text: abs(int(text) - int(value)))
        return _nearest_ratio(value, texts) or nearest(value, texts)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value != value:  # noqa: PLR0124 - NaN is near nothing
        return None
    allowed = [number for number in values if isinstance(number, (int, float))]
    if allowed:
        return min(allowed, key=lambda number: abs(number - value))
    inside = value if rule.minimum is None else max(value, rule.minimum)
    inside = inside if rule.maximum is None else min(inside, rule.maximum)
    return round(inside) if "number" not in rule.types or inside == int(inside) else inside


def choices(rule: ParameterRule, model: str | None, conjunction: str = "or") -> str:
    """List the values that a parameter takes: ``a whole number from 4 to 15 or -1``."""
    also = [shown(value) for value in rule.also]
    values = rule.values_for(model)
    if values:
        return listed([*(shown(value) for value in values), *also], conjunction)
    low, high = rule.minimum, rule.maximum
    if low is None and high is None:
        return listed(also, conjunction) or types(rule)
    if low is not None and high is not None:
        span = f"from {low:g} to {high:g}"
    else:
        span = f"at most {high:g}" if low is None else f"at least {low:g}"
    if "number" not in rule.types:
        span = f"a whole number {'' if span.startswith('from') else 'of '}{span}"
    return listed([span, *also], conjunction)


def types(rule: ParameterRule) -> str:
    """List the types that a parameter takes: ``a number or a string``; the strings themselves, if it is a number or one of them."""
    texts = [shown(value) for value in (*rule.values, *rule.also) if isinstance(value, str)]
    if len(rule.types) > 1 and texts and "string" in rule.types:
        return listed([*(_TYPES[name] for name in rule.types if name != "string"), *texts])
    return listed([_TYPES[name] for name in rule.types])


def shown(value: object) -> str:
    """Return a value for a message, shortened."""
    if isinstance(value, float) and abs(value) == float("inf"):  # of thousands of digits, as a rule
        return f"a number that is too {'large' if value > 0 else 'small'}"
    text = str(value)
    if len(text) > _LONGEST_SHOWN:
        text = f"{text[:_LONGEST_SHOWN]}…"
    return f"`{text}`" if isinstance(value, str) else text


def _nearest_ratio(value: str, texts: Iterable[str]) -> str | None:
    """Return the aspect ratio, such as ``16:9``, that is nearest to another one."""
    ratios = {text: ratio for text in texts if (ratio := _ratio(text)) is not None}
    wanted = _ratio(value)
    if wanted is None or not ratios:
        return None
    return min(ratios, key=lambda text: max(ratios[text], wanted) / min(ratios[text], wanted))


def _ratio(text: str) -> float | None:
    width, _, height = text.partition(":")
    if not (width.isdecimal() and height.isdecimal() and len(text) < _LONGEST_SHOWN and int(width) and int(height)):
        return None
    return int(width) / int(height)
