"""Files under names that nobody documents: ``--context photo.jpg``, ``"motion": "https://…/dance.mp4"``.

The name says word by word whether it is a file for the model; where it does not, the files of the request are unknown.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from seedance_lint.annotations import Any
from seedance_lint.diagnostics.violation import Path
from seedance_lint.hosts.located import Form, Template
from seedance_lint.package_data import read_toml
from seedance_lint.pattern import Pattern
from seedance_lint.profiles.load import extensions
from seedance_lint.records import NamedTuple
from seedance_lint.requests.media import UNKNOWN, Media
from seedance_lint.requests.request import Asset
from seedance_lint.requests.shapes import Shapes

_LONGEST = 2000
"""Characters of a path or a URL."""
_DATA = Pattern(r"data:(image|video|audio)/")
_WORD = Pattern(r"[a-z]+|[A-Z][a-z]+|[A-Z]+(?![a-z])")
"""Of a name in snake, kebab or camel case."""


class _Further(NamedTuple):
    """A field of a request that holds files; ``assets`` is None if nothing says what they are for."""

    fields: Mapping[str, Any]
    assets: list[Asset] | None


def with_further(media: Media | None, objects: Iterable[tuple[Mapping[str, Any], Path]], shapes: Shapes) -> Media | None:
    """Return the files of a request with those that its objects have under other names.

    Of one kind they have an order only if they are the options of a command.
    """
    if media is not None and media.assets is None:
        return media
    for fields, assets in (found for value, path in objects for found in _further_of(value, path, shapes)):
        files = dict((media.assets if media is not None else None) or {})
        if assets is None or (not isinstance(fields, Form) and any(files.get(asset.kind) for asset in assets)):
            return UNKNOWN
        order = {name: at for at, name in enumerate(fields)}
        for kind in {asset.kind for asset in assets}:
            both = [*files.get(kind, ()), *(asset for asset in assets if asset.kind == kind)]
            both.sort(key=lambda asset: (asset.role is not None, max(order.get(str(part), -1) for part in asset.path)))
            files[kind] = tuple([asset._replace(index=at) for at, asset in enumerate(both, 1)])
        paths = media.paths if media is not None else {}
        media = Media(files, {**{asset.kind: asset.path for asset in assets}, **paths})
    return media


def _further_of(value: Mapping[str, Any], path: Path, shapes: Shapes, *, is_part: bool = False) -> Iterator[_Further]:
    """Yield the fields of an object, and of its nested parts, that hold files under names of which nothing is known."""
    plan = shapes.plan(value)
    for name in plan.others:
        held = value[name]
        if not held or not isinstance(held, (str, list, tuple)) or is_for_model(name) is False:
            continue
        items = held if isinstance(held, (list, tuple)) else (held,)
        kinds = [_kind(item) for item in items]
        if None not in kinds and is_for_model(name):
            places = [(*path, name, at) for at in range(len(items))] if items is held else [(*path, name)]
            yield _Further(value, [_asset(str(kind), item, place) for kind, item, place in zip(kinds, items, places, strict=True)])
        elif any(kinds):
            yield _Further(value, None)
    for name in () if is_part else plan.containers:
        inner = value[name]
        if isinstance(inner, dict) and not shapes.plan(inner).prompts:
            yield from _further_of(inner, (*path, name), shapes, is_part=True)


def _asset(kind: str, item: str, place: Path) -> Asset:
    """Return a file whose number is not known yet."""
    return Asset(kind, 0, None if isinstance(item, Template) else item, place, item)


def _kind(value: object) -> str | None:
    """Return the kind of the file that a text is the path or the URL of, or has all of in it; None for every other value."""
    whole = _DATA.match(value) if isinstance(value, str) else None
    if whole is not None:
        return whole[1]
    if not isinstance(value, str) or len(value) > _LONGEST or any(character.isspace() for character in value):
        return None
    stem, dot, suffix = value.partition("?")[0].partition("#")[0].rpartition(".")
    found = extensions().get(suffix.lower()) if dot and stem else None
    return None if found is None else found[0]


@lru_cache(maxsize=2048)
def is_for_model(field: str) -> bool | None:
    """Whether the name of a field says that its file is given to the model; False if it says that the file is made, else None."""
    given, made = _words()
    words = {word[0].lower() for word in _WORD.finditer(field)}
    return False if words & made else True if words & given else None


@lru_cache(maxsize=1)
def _words() -> tuple[frozenset[str], frozenset[str]]:
    words = read_toml("requests/shapes.toml")["further"]
    return frozenset(words["given"]), frozenset(words["made"])
