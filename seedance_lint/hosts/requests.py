"""Finds the requests in plain values, whatever file they come from."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from seedance_lint.diagnostics.violation import Path
from seedance_lint.hosts.located import Partial, Template
from seedance_lint.hosts.media import Media, content_prompt, read_media
from seedance_lint.hosts.request import PromptRequest
from seedance_lint.hosts.shapes import Plan, Shapes

if TYPE_CHECKING:
    from seedance_lint.profiles.profile import Profile


class Requests(NamedTuple):
    """What one value holds: the requests in the order of the file, and how many more are for other products."""

    found: list[PromptRequest]
    skipped: int


_Link = tuple[Any, str | int] | None
"""A path as a chain, last part first: walking 100,000 levels down must not copy a path at each."""


class _Place(NamedTuple):
    """One object on the way, what its names say, and whether it names our product (None: it names none)."""

    value: dict[str, Any]
    link: _Link
    plan: Plan
    ours: bool | None


_Walk = list[tuple[Any, _Link, _Place | None]]
"""A value, its path, and the object around it of which it is a nested part (``{"model": …, "input": {…}}``)."""
_CONTAINERS = (dict, list, tuple)
_last: "tuple[Profile, Shapes] | None" = None


def find_requests(value: object, profile: "Profile") -> Requests:
    """Return every request in a value of mappings, lists and scalars, at any depth. Aliases and cycles are walked once."""
    shapes = _shapes_of(profile)
    found: list[PromptRequest] = []
    skipped = 0
    seen: set[int] = set()
    stack: _Walk = [(value, None, None)]
    while stack:
        here, link, outer = stack.pop()
        place = None
        names: Iterable[str | int]
        if isinstance(here, dict):
            plan = shapes.plan(here)
            names = plan.enter
            if plan.asks or plan.containers:
                place = _Place(here, link, plan, _is_ours(here, plan, outer, shapes))
            request = _request(place, outer, shapes) if place is not None and plan.asks else None
            if request is not None and place is not None and place.ours is False:
                skipped += 1
            elif request is not None:
                found.append(request)
        else:
            names = range(len(here)) if isinstance(here, (list, tuple)) else ()
        inner: _Walk = []
        for name in names:
            child = here[name]
            if isinstance(child, _CONTAINERS) and id(child) not in seen:
                seen.add(id(child))
                inner.append((child, (link, name), place if place is not None and name in place.plan.containers else None))
        if inner:
            stack.extend(reversed(inner))
    return Requests(found, skipped)


def _path(link: _Link) -> Path:
    if link is None:
        return ()
    parts: list[str | int] = []
    while link is not None:
        link, part = link
        parts.append(part)
    return tuple(reversed(parts))


def _shapes_of(profile: "Profile") -> Shapes:
    global _last  # noqa: PLW0603  # one profile at a time is in force, and its names are worth keeping
    if _last is None or _last[0] is not profile:
        _last = (profile, Shapes(profile))
    return _last[1]


def _is_ours(value: Mapping[str, Any], plan: Plan, outer: _Place | None, shapes: Shapes) -> bool | None:
    """Whether an object names our product; None where neither it nor what stands around it names any."""
    model = value[plan.model] if plan.model is not None else None
    if isinstance(model, str) and not isinstance(model, Template):
        ours = shapes.is_ours(model)
        if ours is not None:
            return ours
    for name in plan.hints:
        hint = value[name]
        if isinstance(hint, str) and shapes.is_ours(hint):
            return True
    return outer.ours if outer is not None else None


def _request(place: _Place, outer: _Place | None, shapes: Shapes) -> PromptRequest | None:
    """Return the request that an object is, whoever's; None where it is none."""
    value, link, plan, ours = place
    inside: Path = (shapes.prompt,)
    if shapes.prompt in value:
        prompt = value[shapes.prompt]
        if not isinstance(prompt, str):
            if not _lacks_prompt(place, prompt):
                return None
            prompt = ""
    elif plan.documented:
        return None
    else:
        content = content_prompt(value, ours=ours)
        if content is None:
            return None
        inside, prompt = content
    path = _path(link)
    media = _media_around(place, outer, shapes)
    if media is None:
        model = None if plan.model is None else value[plan.model]
        is_whole = plan.documented and isinstance(model, str) and model in shapes.models and type(value) is not Partial
        media = Media({} if is_whole else None, {})
    return PromptRequest(prompt, (*path, *inside), media.assets, path, value, media.paths, prompt.holes if type(prompt) is Template else ())


def _lacks_prompt(place: _Place, prompt: object) -> bool:
    """Whether an object whose prompt is no string was meant as a request, and not as a schema or a node of something else."""
    if place.ours:
        return True
    if isinstance(prompt, dict):
        return False
    return place.plan.documented or any(isinstance(place.value[field.name], (str, list)) for field in place.plan.media)


def _media_around(place: _Place, outer: _Place | None, shapes: Shapes) -> Media | None:
    """Return the files of a request: from the object with the prompt, else from its nested parts, else from the parts around it."""
    media = _media_of(place, shapes, trusted=place.ours is True)
    if media is None and outer is not None:
        media = _media_of(outer, shapes, trusted=place.ours is True)
    return media


def _media_of(place: _Place, shapes: Shapes, *, trusted: bool) -> Media | None:
    """Return the files that an object gives, itself or in a nested part that has no prompt of its own."""
    value, link, plan, _ = place
    if type(value) is Partial and _may_hide_files(value, shapes):
        return Media(None, {})
    path = _path(link)
    media = read_media(value, path, plan, trusted=trusted)
    if media is not None:
        return media
    for name in plan.containers:
        inner = value[name]
        if isinstance(inner, dict) and shapes.prompt not in inner:
            media = read_media(inner, (*path, name), shapes.plan(inner), trusted=trusted)
            if media is not None:
                return media
    return None


def _may_hide_files(value: Partial, shapes: Shapes) -> bool:
    """Whether a mapping of a program may have files that only its run would tell."""
    hidden = shapes.plan(value.unknown)
    return value.open or bool(hidden.media or hidden.ambiguous or hidden.mixed or hidden.containers)
