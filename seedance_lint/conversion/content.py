"""What a whole request says, whatever the names of its fields: prompt, files, model and parameters, each with its path."""

from collections.abc import Iterator, Mapping

from seedance_lint.annotations import Any
from seedance_lint.contracts import products
from seedance_lint.conversion.told import is_told, model_told, with_roles
from seedance_lint.diagnostics.violation import Path
from seedance_lint.profiles.generations import model_key
from seedance_lint.profiles.profile import Profile
from seedance_lint.records import NamedTuple
from seedance_lint.requests.field_names import content_names, item_names
from seedance_lint.requests.request import Asset, PromptRequest
from seedance_lint.requests.shapes import Shapes


class Parameter(NamedTuple):
    """A field that is neither prompt nor file nor model. ``inside`` says that it is inside of a file, where no target has a place for it."""

    name: str
    value: object
    path: Path
    inside: bool = False


class Content(NamedTuple):
    """What a request says; nothing of its body is left out."""

    request: PromptRequest
    files: tuple[Asset, ...]
    parameters: tuple[Parameter, ...]
    model: str
    """The model that it is for: ``2.0-fast``."""
    model_path: Path = ()


def content_of(payload: Mapping[str, Any], request: PromptRequest, profile: Profile) -> Content:
    """Return what a body says that holds one request."""
    files = with_roles(profile.family, request.fields, [asset for kind in (request.assets or {}).values() for asset in kind])
    taken = {request.prompt_path, *(asset.path for asset in files)}
    walked = list(_walk(payload, (), taken, Shapes(profile)))
    names = products.fields("model")
    model = next((each for each in walked if each.name in names and isinstance(each.value, str) and not each.inside), None)
    rest = tuple(each for each in walked if each is not model and not is_told(profile.family, each.name, each.value, files))
    stated = {each.name: each.value for each in walked if not each.inside}
    key = model_told(profile.family, stated) or model_key(profile, None if model is None else str(model.value))
    return Content(request, files, rest, key, () if model is None else model.path)


def _walk(value: Mapping[str, Any], path: Path, taken: set[Path], shapes: Shapes) -> Iterator[Parameter]:
    plan = shapes.plan(value)
    for name, inner in value.items():
        here = (*path, name)
        if here in taken:
            continue
        if isinstance(inner, dict) and name in (*plan.containers, *plan.mixed):
            yield from _walk(inner, here, taken, shapes)
        elif any(each[: len(here)] == here for each in taken):
            yield from _strays(inner, here, taken)
        elif not ((inner is None or inner == []) and name in {*plan.mixed, *(field.name for field in (*plan.media, *plan.ambiguous))}):
            yield Parameter(name, inner, here)


def _strays(value: Any, path: Path, taken: set[Path]) -> Iterator[Parameter]:
    """Yield what is beside the address of a file and says more than its kind and role."""
    known = {*item_names().type, *item_names().role}
    pairs = enumerate(value) if isinstance(value, list) else value.items() if isinstance(value, dict) else ()
    for key, inner in pairs:
        here = (*path, key)
        if here in taken or (key in known and isinstance(inner, str)):
            continue
        if any(each[: len(here)] == here for each in taken):
            yield from _strays(inner, here, taken)
        elif key != content_names().text or inner:
            yield Parameter(str(key), inner, here, inside=True)
