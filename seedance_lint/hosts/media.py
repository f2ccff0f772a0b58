"""Reads the files of a request from its fields."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from seedance_lint.diagnostics.violation import Path
from seedance_lint.hosts.located import PartialList, Template
from seedance_lint.hosts.request import Asset
from seedance_lint.hosts.shapes import Field, ItemNames, Plan, content_parts, item_names

# Half the cost of Asset(…), which a file with 100,000 requests pays a million times.
_make = tuple.__new__
_UNSTATED = tuple(Asset._field_defaults[name] for name in Asset._fields[Asset._fields.index("size") :])


class Media(NamedTuple):
    """The files of a request, and the paths of the lists that hold them; ``assets`` is None where not all of them are known."""

    assets: dict[str, tuple[Asset, ...]] | None
    paths: dict[str, Path]


def read_media(value: Mapping[str, Any], path: Path, plan: Plan, *, trusted: bool) -> Media | None:
    """Return the files that an object gives, or None if none of its fields is about files.

    ``trusted`` says that the object is surely a request, so that fields with names of many meanings count too.
    """
    fields = plan.media
    if plan.documented:
        return _read(value, path, fields) if fields else None
    if not fields and plan.ambiguous:
        if not trusted and not plan.beside:
            return Media(None, {})
        fields = plan.ambiguous
    content = _content(value)
    if content is None and not plan.mixed:
        return _read(value, path, fields) if fields else None
    media = _read(value, path, fields)
    return _add_typed(media, _typed_items(value, path, plan, content), path)


def _read(value: Mapping[str, Any], path: Path, fields: tuple[Field, ...]) -> Media:
    """Return the files of fields that hold files of one kind each."""
    files: dict[str, tuple[Asset, ...]] = {}
    paths: dict[str, Path] = {}
    known = True
    for name, kind, role in fields:
        items = value[name]
        place = (*path, name)
        paths.setdefault(kind, place)
        first = len(files.get(kind, ())) + 1
        if isinstance(items, (list, tuple)):
            known = known and type(items) is not PartialList
            made = tuple(
                [
                    _make(Asset, (kind, first + index, item, (*place, index), item, role, *_UNSTATED))
                    if type(item) is str
                    else _item(item, kind, first + index, (*place, index), role)
                    for index, item in enumerate(items)
                ]
            )
        elif isinstance(items, (str, dict)):
            made = (_item(items, kind, first, place, role),)
        else:
            made = ()
            known = known and items is None
        files[kind] = files[kind] + made if kind in files else made
    return Media(files if known else None, paths)


def _add_typed(media: Media, items: Iterator[tuple[str, str | None, Any, Path]], path: Path) -> Media:
    """Return media with the files of lists of several kinds behind them."""
    assets, paths = media
    for name, kind, item, place in items:
        if kind is None:
            assets = None
            continue
        paths.setdefault(kind, (*path, name))
        if assets is not None:
            files = assets.get(kind, ())
            assets[kind] = (*files, _item(item, kind, len(files) + 1, place, None))
    return Media(assets, paths)


def content_prompt(value: Mapping[str, Any], *, ours: bool | None) -> tuple[Path, str] | None:
    """Return the text of a request that lists typed parts, and the path to it; None where the list is something else, such as a chat message."""
    content = _content(value)
    if content is None or "role" in value:
        return None
    name, text, parts = content_parts()
    has_files = any(part.get("type") in parts for part in content if isinstance(part, dict) and isinstance(part.get("type"), str))
    if not has_files and not ours:
        return None
    for index, part in enumerate(content):
        if isinstance(part, dict) and part.get("type") == text and isinstance(part.get(text), str):
            return (name, index, text), part[text]
    return None


def _content(value: Mapping[str, Any]) -> list[Any] | None:
    """Return the list of typed parts of an object, if it has one."""
    content = value.get("content")
    if not isinstance(content, list) or not content:
        return None
    return content if all(isinstance(part, dict) and isinstance(part.get("type"), str) for part in content) else None


def _typed_items(
    value: Mapping[str, Any], path: Path, plan: Plan, content: list[Any] | None
) -> Iterator[tuple[str, str | None, Any, Path]]:
    """Yield the items of lists of several kinds: field, kind (None where nothing tells), item and its path."""
    if content is not None:
        name, text, parts = content_parts()
        for index, part in enumerate(content):
            if part["type"] != text:
                yield name, parts.get(part["type"]), part, (*path, name, index)
    names = item_names()
    for name in plan.mixed:
        items = value[name]
        if not isinstance(items, list) or type(items) is PartialList:
            if items is not None:
                yield name, None, items, (*path, name)
            continue
        for index, item in enumerate(items):
            yield name, _kind(item, names), item, (*path, name, index)


def _kind(item: object, names: ItemNames) -> str | None:
    """Return the kind that an item's type or role names; None where nothing does."""
    if not isinstance(item, dict):
        return None
    words = " ".join(str(item[name]).lower() for name in (*names.type, *names.role) if name in item)
    kinds = [kind for kind in content_parts()[2].values() if kind in words]
    return kinds[0] if len(kinds) == 1 else None


def _item(item: Any, kind: str, index: int, path: Path, role: str | None) -> Asset:
    """Return one file, given as a URL or as an object that holds one."""
    if isinstance(item, str):
        return Asset(kind, index, None if isinstance(item, Template) else item, path, item, role)
    if not isinstance(item, dict):
        return Asset(kind, index, None, path, item, role)
    names = item_names()
    url, place = _url(item, path, names.url)
    stated = next((item[name] for name in names.role if isinstance(item.get(name), str)), None)
    if stated is not None and stated.strip().lower().replace("-", "_") not in names.plain_roles:
        role = stated.strip().lower().replace("-", "_").replace(" ", "_")
    return Asset(kind, index, url, place, item, role, _number(item, names.size), _number(item, names.duration))


def _url(item: Mapping[str, Any], path: Path, names: tuple[str, ...]) -> tuple[str | None, Path]:
    for name in names:
        found = item.get(name)
        if isinstance(found, str):
            return (None if isinstance(found, Template) else found), (*path, name)
        if isinstance(found, dict):
            for inner in names:
                if isinstance(found.get(inner), str):
                    return (None if isinstance(found[inner], Template) else found[inner]), (*path, name, inner)
    return None, path


def _number(item: Mapping[str, Any], names: tuple[str, ...]) -> float | None:
    for name in names:
        found = item.get(name)
        if isinstance(found, (int, float)) and not isinstance(found, bool):
            return found
    return None
