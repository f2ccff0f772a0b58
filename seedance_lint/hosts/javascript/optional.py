"""Fields of an object that are there on a condition: ``...(url ? {image_url: url} : {})``, ``...(urls.length && {image_urls: urls})``."""

from seedance_lint.annotations import Any
from seedance_lint.hosts.javascript.places import children, unwrapped

_NOTHING = frozenset(("null", "undefined"))


def optional_fields(node: Any) -> list[Any] | None:
    """Return the names of what a spread adds if a condition holds; None where it may be anything."""
    names: list[Any] = []
    for arm in _arms(unwrapped(node)):
        if arm is None or arm.type in _NOTHING:
            continue
        if arm.type != "object":
            return None
        for each in children(arm):
            key = each.child_by_field_name("key") if each.type == "pair" else each
            if key is None or key.type not in ("property_identifier", "string", "shorthand_property_identifier"):
                return None
            names.append(key)
    return names or None


def _arms(node: Any) -> list[Any]:
    if node.type == "ternary_expression":
        return [unwrapped(node.child_by_field_name(arm)) for arm in ("consequence", "alternative")]
    operator = node.child_by_field_name("operator") if node.type == "binary_expression" else None
    return [unwrapped(node.child_by_field_name("right"))] if operator is not None and operator.type == "&&" else [node]
