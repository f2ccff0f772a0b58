"""Whether a value as a whole is about our product: a title or a default of its file names it, and nothing in it names another."""

from seedance_lint.annotations import Any
from seedance_lint.contracts import products
from seedance_lint.hosts.located import Template
from seedance_lint.requests.field_names import model_names, plain

LONGEST_NAME = 100
"""Characters of a text that says what a file is about, or which model is used; a longer one may compare products."""
_MOST = 20_000
"""Values that are looked at."""


_MANY_RECORDS = 20
"""Objects of a list that are records of a collection: what one of them says is about that one."""
_ONE_IN = 10
"""Of so many records of a collection, one has to name our product for all of them to be for it."""


def speaks_only_of_us(value: object) -> bool:
    """Whether some short text in a value names our product, and none names another. In a collection of many records, a few of them say nothing of the rest."""
    stack: list[tuple[Any, Any]] = [(value, None)]
    seen = {id(value)}
    found = False
    records: dict[int, tuple[int, set[int]]] = {}
    while stack and len(seen) < _MOST:
        here, record = stack.pop()
        is_collection = record is None and isinstance(here, (list, tuple)) and _has_records(here)
        inner = here.values() if isinstance(here, dict) else here if isinstance(here, (list, tuple)) else ()
        for number, child in enumerate(inner):
            if isinstance(child, str):
                named = _named(child)
                if named is False:
                    return False
                if named and record is None:
                    found = True
                elif named:
                    records.setdefault(record[0], (record[1], set()))[1].add(record[2])
            elif isinstance(child, (dict, list, tuple)) and id(child) not in seen:
                seen.add(id(child))
                stack.append((child, (id(here), len(here), number) if is_collection else record))
    return found or any(len(naming) * _ONE_IN >= number for number, naming in records.values())


def _named(text: str) -> bool | None:
    """Whether a short text names our product; None if it names none."""
    return None if len(text) > LONGEST_NAME or isinstance(text, Template) else products.names_product(text)


def is_named_by_few(value: object) -> bool:
    """Whether data are a collection of many records, or have one, of which few name our product and nothing else does."""
    parts = list(value.values()) if isinstance(value, dict) else [value]
    records = [each for part in parts if isinstance(part, list) and _has_records(part) for each in part]
    if not records or any(products.is_named_in(str(part)) for part in parts if not (isinstance(part, list) and _has_records(part))):
        return False
    return sum(1 for each in records if products.is_named_in(str(each))) * _ONE_IN < len(records)


def _has_records(items: "list[Any] | tuple[Any, ...]") -> bool:
    return len(items) >= _MANY_RECORDS and all(isinstance(each, dict) for each in items)


def model_of_another(value: object) -> str:
    """Return the first model that a value names, anywhere in it, if it is one of another product's that makes videos; empty if there is none."""
    stack = [value]
    seen = {id(value)}
    while stack and len(seen) < _MOST:
        here = stack.pop()
        if isinstance(here, dict):
            for name, model in here.items():
                if (
                    isinstance(name, str)
                    and plain(name) in model_names()
                    and isinstance(model, str)
                    and products.makes_videos_of_another(model)
                ):
                    return model
        inner = here.values() if isinstance(here, dict) else here if isinstance(here, (list, tuple)) else ()
        for child in inner:
            if isinstance(child, (dict, list, tuple)) and id(child) not in seen:
                seen.add(id(child))
                stack.append(child)
    return ""
