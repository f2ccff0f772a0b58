"""Reads the files of a request from its fields."""

import re
from collections.abc import Iterator, Mapping

from seedance_lint.annotations import Any
from seedance_lint.diagnostics.violation import Path
from seedance_lint.hosts.located import Partial, PartialList, Template
from seedance_lint.pattern import Pattern
from seedance_lint.profiles.load import extensions
from seedance_lint.records import NamedTuple
from seedance_lint.requests.field_names import ItemNames, content_names, item_names, plain, result_names, stand_in
from seedance_lint.requests.request import Asset
from seedance_lint.requests.shapes import KINDS, LISTS, Field, Plan

HIDDEN = Template("", ())
"""The value of a file that is given, while nothing shows where it is."""
_EXPRESSION = Pattern(r"=?\s*\{\{.*\}\}\s*", re.DOTALL)
_LONGEST_STAND_IN = 24
_MOST_TYPES = 200
_MOST = 1e300
"""Numbers beyond this are endless: a whole number may have more digits than a float."""


class Media(NamedTuple):
    """The files of a request, and the paths of the lists that hold them; ``assets`` is None if not all of them are known."""

    assets: dict[str, tuple[Asset, ...]] | None
    paths: dict[str, Path]


UNKNOWN = Media(None, {})


def read_media(value: Mapping[str, Any], path: Path, plan: Plan, *, trusted: bool) -> Media | None:
    """Return the files that an object gives, or None if none of its fields is about files.

    ``trusted`` says that the object is surely a request, so that fields with names of many meanings count too.
    """
    fields = plan.media
    mixed = [name for name in plan.mixed if not isinstance(value[name], dict)]
    if plan.ambiguous:
        kinds = {field.kind for field in fields if field.role is None and value[field.name] not in (None, [], "")}
        perhaps = [
            field
            for field in plan.ambiguous
            if field.kind not in kinds and (field.kind == "image" or not kinds) and _may_be_file(value[field.name])
        ]
        if perhaps and (trusted or plan.beside or any(field.role is not None for field in fields)):
            fields = (*_framed(perhaps, value, fields), *fields)
        elif perhaps and not fields:
            return UNKNOWN
    content = typed_parts(value.get(content_names().name)) if plan.content else None
    if content is None and not mixed:
        return _read(value, path, fields) if fields else None
    media = _read(value, path, fields)
    return _add_typed(media, _typed_items(value, path, mixed, content), path)


def read_parts(parts: list[Any], path: Path) -> Media:
    """Return the files in a list of typed parts on its own."""
    names = content_names()
    items = ((_type(part), index, part) for index, part in enumerate(parts))
    typed = ((None, names.parts.get(kind or ""), part, (*path, index)) for kind, index, part in items if kind != names.text)
    media = _add_typed(Media({}, {}), typed, path)
    return media._replace(assets=None) if type(parts) is PartialList else media


def _framed(perhaps: list[Field], value: Mapping[str, Any], others: tuple[Field, ...]) -> list[Field]:
    """Return fields with an image of unknown use; beside a last frame that is the first one."""
    is_pair = any(field.role == "last_frame" and value[field.name] is not None for field in others) and not any(
        field.role == "first_frame" for field in others
    )
    return [
        field._replace(role="first_frame") if is_pair and field.kind == "image" and not isinstance(value[field.name], list) else field
        for field in perhaps
    ]


def _may_be_file(value: object) -> bool:
    """Whether a value may be a file that is sent, and is neither surely one that was made, nor a switch (``"audio": true``), nor what is heard or seen in words."""
    if isinstance(value, dict):
        return result_names().isdisjoint(value) and not _is_description(value)
    return not isinstance(value, bool)


def _is_description(value: Mapping[str, Any]) -> bool:
    """Whether an object says in words what a picture shows or a sound is like: ``{"music": "soft piano, rain"}``."""
    texts = [text for text in value.values() if isinstance(text, str)]
    is_told = any(" " in text.strip() or (not text.isascii() and "://" not in text) for text in texts)
    return is_told and _url(value, (), item_names().url)[0] is None and not _is_elsewhere(value, item_names().inline)


def _read(value: Mapping[str, Any], path: Path, fields: tuple[Field, ...]) -> Media:
    """Return the files of fields that hold files of one kind each."""
    files: dict[str, list[Asset]] = {}
    paths: dict[str, Path] = {}
    known = True
    for name, kind, role, number in fields:
        items = value[name]
        place = (*path, name)
        paths.setdefault(kind, place)
        made = files.setdefault(kind, [])
        if isinstance(items, str) and (urls := _several(items)) is not None:
            made += [Asset(kind, len(made) + at, url, place, items, role) for at, url in enumerate(urls, 1)]
        elif isinstance(items, (list, tuple)) and not _is_link(items) and not (number and len(items) == 1 and isinstance(items[0], list)):
            role = role if len(items) == 1 else None  # noqa: PLW2901 - several files cannot all be the one frame
            known = known and type(items) is not PartialList
            first = len(made) + 1
            made += [
                Asset(kind, first + index, item, (*place, index), item, role)
                if type(item) is str and len(item) > _LONGEST_STAND_IN
                else _item(item, kind, first + index, (*place, index), role)
                for index, item in enumerate(items)
            ]
        elif plain(name) in _COUNTED and (count := _number_of(items)) is not None:
            made += [Asset(kind, len(made) + at, None, place, HIDDEN, role) for at in range(1, count + 1)]
        elif isinstance(items, str) and plain(name).endswith(LISTS) and _EXPRESSION.fullmatch(items) is not None:
            known = False  # how many files a workflow puts there
        elif isinstance(items, str) and not items.strip() and plain(name).endswith(LISTS):
            continue  # none
        elif isinstance(items, (str, dict)):
            made.append(_item(items, kind, len(made) + 1, place, role))
        elif isinstance(items, (list, tuple)):
            made.append(Asset(kind, len(made) + 1, None, place, HIDDEN, role))
        else:
            known = known and items is None
    return Media({kind: tuple(made) for kind, made in files.items()} if known else None, paths)


def _number_of(items: object) -> int | None:
    """Return how many files a field says there are, where it holds their number and no file."""
    if isinstance(items, str) and type(items) is not Template and items.strip().isdecimal() and len(items) < _MOST_DIGITS:
        return int(items)
    return items if type(items) is int and 0 <= items < _MOST_TYPES else None


_COUNTED = frozenset(("images", "videos", "audios"))
_MOST_DIGITS = 3


def _is_link(value: list[Any] | tuple[Any, ...]) -> bool:
    """Whether a list is an output of another node of a workflow: ``["3", 0]``."""
    return len(value) == 2 and isinstance(value[0], str) and type(value[1]) is int and value[0].replace(":", "").isdecimal()


def _several(text: str) -> list[str] | None:
    """Return the URLs or names of files of a text that holds several, with commas between them."""
    if type(text) is Template or not ("," in text or "\n" in text) or text.startswith("data:"):
        return None
    parts = [part.strip() for part in text.replace("\n", ",").split(",")]
    files = [part for part in parts if part]
    are_all = len(files) > 1 and (
        all("://" in file for file in files) or not any("://" in file or _kind_of_suffix(file) is None for file in files)
    )
    return files if are_all else None


def _add_typed(media: Media, items: Iterator[tuple[str | None, str | None, Any, Path]], path: Path) -> Media:
    """Return media with the files of lists of several kinds after them."""
    found = None if media.assets is None else {kind: list(files) for kind, files in media.assets.items()}
    paths = media.paths
    for name, kind, item, place in items:
        if kind is None:
            found = None
            continue
        paths.setdefault(kind, path if name is None else (*path, name))
        if found is not None:
            files = found.setdefault(kind, [])
            made = _item(item, kind, len(files) + 1, place, None)
            given = (media.assets or {}).get(kind, ())
            same = next((at for at, each in enumerate(given) if made.url is not None and each.url == made.url), None)
            if same is None:
                files.append(made)
            else:  # named twice, here with what it is for
                files[same] = files[same]._replace(role=made.role or files[same].role)
    return Media(None if found is None else {kind: tuple(files) for kind, files in found.items()}, paths)


def typed_parts(content: object) -> list[Any] | None:
    """Return a list of typed parts, if that is what a value is. A program may compute some of them, which are no mappings here."""
    if not isinstance(content, list) or not content or len(content) > _MOST_TYPES:
        return None
    found = False
    for part in content:
        if isinstance(part, dict) and isinstance(part.get("type"), str):
            found = True
        elif not isinstance(part, (Template, Partial)):
            return None
    return content if found else None


def _type(part: Any) -> str | None:
    """Return the type of a part; None if the program computes it."""
    return part.get("type") if isinstance(part, dict) else None


def has_files(parts: list[Any]) -> bool:
    """Whether there is a file among typed parts, or something in place of one."""
    names = content_names()
    return any(_type(part) in names.parts or _type(part) in names.drafts for part in parts)


def text_part(parts: list[Any]) -> int | None:
    """Return the position of the text among typed parts; None if there is none."""
    text = content_names().text
    for index, part in enumerate(parts):
        if _type(part) == text and isinstance(part.get(text), str):
            return index
    return None


def may_have_text(parts: list[Any]) -> bool:
    """Whether a text may be among typed parts that a program puts together, while none is known."""
    return type(parts) is PartialList or any(_type(part) in (None, content_names().text) for part in parts)


def _typed_items(
    value: Mapping[str, Any], path: Path, mixed: list[str], content: list[Any] | None
) -> Iterator[tuple[str, str | None, Any, Path]]:
    """Yield the items of lists of several kinds: field, kind (None if nothing shows), item and its path."""
    names = content_names()
    if content is not None:
        for index, part in enumerate(content):
            kind = _type(part)
            if kind != names.text and kind not in names.drafts:
                yield names.name, names.parts.get(kind or ""), part, (*path, names.name, index)
        if type(content) is PartialList:
            yield names.name, None, content, (*path, names.name)
    for name in mixed:
        items = value[name]
        if isinstance(items, str) and not isinstance(items, Template):
            for part in filter(None, map(str.strip, items.split(","))):
                yield name, _kind_of_suffix(part), part, (*path, name)
            continue
        if not isinstance(items, list) or type(items) is PartialList:
            if items is not None:
                yield name, None, items, (*path, name)
            continue
        for index, item in enumerate(items):
            yield name, _kind(item, item_names()), item, (*path, name, index)


def _kind(item: object, names: ItemNames) -> str | None:
    """Return the kind that an item's type, role or suffix names; None if nothing does."""
    if isinstance(item, str):
        return None if isinstance(item, Template) else _kind_of_suffix(item)
    if not isinstance(item, dict):
        return None
    names = _as_written(item, names)
    words = " ".join(str(item[name]).lower() for name in (*names.type, *names.role) if name in item)
    kinds = [kind for kind in ("image", "video", "audio") if kind in words]
    if not kinds and any(role in words for role in names.roles.values()):
        return "image"
    if len(kinds) == 1:
        return kinds[0]
    url, _ = _url(item, (), names.url)
    return _kind_of_suffix(url) if url is not None else None


def _stands_for(text: str) -> str | None:
    """Return the kind of file that a document writes a word for, in place of where it is: ``图片1``, ``<image 2>``; ``""`` for ``base64...``."""
    if len(text) > _LONGEST_STAND_IN:
        return None
    match = stand_in().fullmatch(text)
    return None if match is None else KINDS[match.lastindex - 1] if match.lastindex else ""


def _kind_of_suffix(url: str) -> str | None:
    stands_for = _stands_for(url)
    if stands_for:
        return stands_for
    path = url.partition("?")[0].partition("#")[0]
    found = extensions().get(path.rpartition(".")[2].lower())
    return None if found is None else found[0]


def _item(item: Any, kind: str, index: int, path: Path, role: str | None) -> Asset:
    """Return one file, given as a URL or as an object that holds one."""
    if isinstance(item, str):
        if _stands_for(item) is not None:
            return Asset(kind, index, None, path, HIDDEN, role)
        return Asset(kind, index, None if isinstance(item, Template) else item, path, item, role)
    if not isinstance(item, dict):
        return Asset(kind, index, None, path, item, role)
    names = _as_written(item, item_names())
    url, place = _url(item, path, names.url)
    stated = next((item[name] for name in names.role if isinstance(item.get(name), str)), None)
    if stated is not None:
        said = stated.strip().lower().replace("-", "_").replace(" ", "_")
        if said not in names.plain_roles:
            role = names.roles.get(said, said)
    hidden = url is None and (place != path or _is_elsewhere(item, names.inline) or _is_computed(item, names.url))
    return Asset(kind, index, url, place, HIDDEN if hidden else item, role, _number(item, names.size), _number(item, names.duration))


def _as_written(item: Mapping[str, Any], names: ItemNames) -> ItemNames:
    """Return the names inside of an item as it writes them: ``sourceUrl`` for ``source_url``."""
    written = {plain(name): name for name in item if isinstance(name, str)}
    if all(name == form for form, name in written.items()):
        return names  # as nearly every item does

    def known(group: tuple[str, ...]) -> tuple[str, ...]:
        return tuple([written.get(plain(name), name) for name in group])

    return names._replace(
        url=known(names.url),
        role=known(names.role),
        type=known(names.type),
        size=known(names.size),
        duration=known(names.duration),
        inline=known(names.inline),
    )


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


def _is_elsewhere(item: Mapping[str, Any], inline: tuple[str, ...]) -> bool:
    """Whether a file is given in place of its URL, or has its URL under a name of the program's own: ``{"signedUrl": "https://…"}``."""
    return any(isinstance(held, str) and (name in inline or "://" in held or held.startswith("data:")) for name, held in item.items())


def _is_computed(item: Mapping[str, Any], names: tuple[str, ...]) -> bool:
    """Whether the program has a URL for a file, which only its run would tell: ``{"image_url": {"url": photo.url}}``."""
    parts = [item, *(item[name] for name in names if name in item)]
    return any(isinstance(part, Partial) and (part.open or not part.unknown.isdisjoint(names)) for part in parts)


def _number(item: Mapping[str, Any], names: tuple[str, ...]) -> float | None:
    for name in names:
        found = item.get(name)
        if isinstance(found, (int, float)) and not isinstance(found, bool):
            return found if abs(found) < _MOST else float("inf")
    return None
