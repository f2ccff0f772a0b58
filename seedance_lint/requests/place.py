"""Where an object stands among those around it, and what their names say of each other."""

from collections.abc import Iterator, Mapping

from seedance_lint.annotations import Any
from seedance_lint.contracts import products
from seedance_lint.diagnostics.violation import Path
from seedance_lint.records import NamedTuple
from seedance_lint.requests.field_names import prompt_lists
from seedance_lint.requests.shapes import Plan

Link = tuple[Any, str | int] | None
"""A path as a chain, last part first: walking 100,000 levels down must not copy a path at each."""


class Place(NamedTuple):
    """One object on the way, what its names say, whether it names our product (None: it names none), and the object around it."""

    value: dict[str, Any]
    link: Link
    plan: Plan
    ours: bool | None
    outer: "Place | None"


def path_of(link: Link) -> Path:
    """Return the path that a link ends."""
    if link is None:
        return ()
    parts: list[str | int] = []
    while link is not None:
        link, part = link
        parts.append(part)
    return tuple(reversed(parts))


def holder(place: Place) -> str:
    """Return the name of what holds an object, itself or in a list; empty if there is none."""
    link = place.link
    while link is not None and isinstance(link[1], int):
        link = link[0]
    return link[1] if link is not None and isinstance(link[1], str) else ""


def is_in_list_of_prompts(link: Link) -> bool:
    """Whether an object is an item of a list that is called after prompts: ``"prompts": [{"label": …, "text": …}]``."""
    return link is not None and isinstance(link[1], int) and link[0] is not None and link[0][1] in prompt_lists()


def speaks_of_us(place: Place) -> bool | None:
    """Whether the nearest object that names a product, from a request outwards, names ours; None if none does."""
    here: Place | None = place
    while here is not None:
        if here.ours is not None:
            return here.ours
        here = here.outer
    return None


def names_our_model(place: Place) -> bool:
    """Whether an object names a model, and that may be ours."""
    models = [place.value[name] for name in place.plan.models]
    return any(type(model) is not str or products.is_ours(model) for model in models)


def is_plain_prompt(value: Mapping[str, Any]) -> bool:
    """Whether an object is a prompt alone, as a text file is."""
    return len(value) == 1


def whole(place: Place) -> Iterator[Place]:
    """Yield the objects of one request, from the one with the prompt outwards."""
    here: Place | None = place
    while here is not None:
        yield here
        here = here.outer if here.outer is not None and is_container(here.outer, here) else None


def is_container(outer: Place, inside: Place) -> bool:
    """Whether an object is a nested part of the one around it that belongs to the same request."""
    name = inside.link[1] if inside.link is not None else None
    return isinstance(name, str) and name in outer.plan.containers and outer.value.get(name) is inside.value
