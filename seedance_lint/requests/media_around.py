"""The files of a request: in the object with its prompt, in the parts of it, or in what is around it."""

from collections.abc import Mapping

from seedance_lint.annotations import Any
from seedance_lint.diagnostics.violation import Path
from seedance_lint.hosts.located import Partial
from seedance_lint.requests.field_names import holders, plain
from seedance_lint.requests.further_files import with_further
from seedance_lint.requests.media import HIDDEN, UNKNOWN, Media, read_media
from seedance_lint.requests.place import Place, is_container, path_of, whole
from seedance_lint.requests.shapes import Shapes

_DEEPEST_CONTAINER = 3
"""How far inside of a request its files may be: ``providerOptions.bytedance.referenceImages``."""
_FORM_FILES = "files"
"""What holds the files of a form in Python's clients: ``requests.post(…, data={…}, files={"image": open("a.png", "rb")})``."""


def media_around(place: Place, shapes: Shapes, *, trusted: bool) -> Media | None:
    """Return the files of a request: from the object with the prompt, else from its nested parts, else from the parts around it."""
    media = _media_of(place.value, path_of(place.link), shapes, trusted=trusted)
    here = place
    while media is None and here.outer is not None and is_container(here.outer, here):
        here = here.outer
        media = _media_of(here.value, path_of(here.link), shapes, trusted=trusted)
    if media is None and not trusted and not place.plan.beside:
        return None
    return with_further(media, ((each.value, path_of(each.link)) for each in whole(place)), shapes)


def _media_of(value: Mapping[str, Any], path: Path, shapes: Shapes, *, trusted: bool, depth: int = 0) -> Media | None:
    """Return the files that an object gives, itself or in a nested part that has no prompt of its own."""
    if isinstance(value, Partial):
        value = _with_made(value, shapes)
    plan = shapes.plan(value)
    if isinstance(value, Partial) and _may_hide_files(value, shapes):
        return UNKNOWN
    media = read_media(value, path, plan, trusted=trusted)
    if media is not None:
        return media
    if depth == _DEEPEST_CONTAINER:
        return None
    for name in dict.fromkeys((*plan.containers, *plan.mixed)):
        inner = value[name]
        if isinstance(inner, dict) and not any(isinstance(inner.get(prompt), str) for prompt in shapes.plan(inner).prompts):
            media = _media_of(inner, (*path, name), shapes, trusted=trusted or plain(name) == _FORM_FILES, depth=depth + 1)
            if media is not None:
                return media
            if not inner and not (isinstance(inner, Partial) and (inner.open or inner.unknown)) and plain(name) in holders():
                return Media({}, {})
    return None


def _with_made(value: Partial, shapes: Shapes) -> Partial:
    """Return a mapping of a program with the single files that calls return: ``image_url: await upload("a.png")`` is one."""
    made = [field.name for field in shapes.single_files(value.made)] if value.made else []
    if not made:
        return value
    return Partial({**value, **dict.fromkeys(made, HIDDEN)}, value.unknown.difference(made), open=value.open)


def _may_hide_files(value: Partial, shapes: Shapes) -> bool:
    """Whether a mapping of a program may have files that only its run would tell."""
    hidden = shapes.plan(value.unknown)
    return value.open or bool(hidden.media or hidden.ambiguous or hidden.mixed or hidden.containers)


def with_image_of_prompt(media: Media | None, value: Mapping[str, Any], path: Path, name: str, shapes: Shapes) -> Media | None:
    """Return media with the image that is in the prompt beside its text, as the AI SDK has it: ``{image, text}``."""
    inner = value[name]
    held = _as_first_frame(read_media(inner, (*path, name), shapes.plan(inner), trusted=True))
    if held is None or media is None or held.assets is None or media.assets is None:
        return held if media is None else media if held is None else UNKNOWN
    joined = dict(media.assets)
    for kind, files in held.assets.items():
        before = joined.get(kind, ())
        joined[kind] = (*before, *(asset._replace(index=len(before) + asset.index) for asset in files))
    return Media(joined, {**held.paths, **media.paths})


def _as_first_frame(media: Media | None) -> Media | None:
    """Return media with a single image that has no role as the first frame, which an image inside of the prompt always is."""
    images = media.assets.get("image", ()) if media is not None and media.assets is not None else ()
    if media is None or media.assets is None or len(images) != 1 or images[0].role is not None:
        return media
    return Media({**media.assets, "image": (images[0]._replace(role="first_frame"),)}, media.paths)
