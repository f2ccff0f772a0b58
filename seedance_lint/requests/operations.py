"""What a description of an interface says of the examples in it: which model its schema takes, and what an operation is called."""

from collections.abc import Iterator, Mapping

from seedance_lint.annotations import Any
from seedance_lint.contracts import products
from seedance_lint.requests.field_names import data, model_names, plain
from seedance_lint.requests.place import Place

_MOST_AROUND = 20
"""Objects around an example that are looked at: a list of shots is far inside of a schema."""
_MOST_FIELDS = 40
"""Fields of a schema that are looked at, since they are for each request in it; an object with more is a collection of requests."""


def describes_another(place: Place | None) -> bool:
    """Whether the schema or the operation around an example is for another product: ``{"model": {"enum": ["kling-3.0"]}, "input": {…}}``."""
    for _ in range(_MOST_AROUND):
        if place is None or place.ours:
            return False
        taken = list(_models_taken(place.value))
        if taken:
            return not any(products.is_ours(model) is not False for model in taken)
        if any(_names_another(place, name) for name in data()["operations"]["names"]):
            return True
        place = place.outer
    return False


def _models_taken(value: Mapping[str, Any]) -> Iterator[str]:
    """Yield the models that a schema says its field for one takes."""
    if len(value) > _MOST_FIELDS:
        return
    for name, schema in value.items():
        if isinstance(name, str) and plain(name) in model_names() and isinstance(schema, dict) and "type" in schema:
            for key in data()["operations"]["values"]:
                held = schema.get(key)
                yield from (text for text in (held if isinstance(held, list) else [held]) if isinstance(text, str))


def _names_another(place: Place, name: str) -> bool:
    """Whether an operation is called after another product, or has its address: ``"operationId": "generate-4o-image"``."""
    said = place.value.get(name)
    return isinstance(said, str) and (place.ours is False or products.is_named_after_another(said))
