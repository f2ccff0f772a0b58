"""The files of a prompt that are named beside it and not in a request: by tags, by names, or only by how many there are."""

from collections.abc import Iterable, Iterator

from seedance_lint.annotations import TYPE_CHECKING
from seedance_lint.hosts.located import Node, Template
from seedance_lint.records import NamedTuple
from seedance_lint.source.span import Span

if TYPE_CHECKING:
    from seedance_lint.hosts.front_matter import FrontMatter

FIELDS = {"image": "image_urls", "video": "video_urls", "audio": "audio_urls"}
"""The fields of a request that the files of a page become."""

SUFFIXES = {
    "image": ("png", "jpg", "jpeg", "webp", "bmp", "gif", "tif", "tiff", "heic", "heif", "avif"),
    "video": ("mp4", "mov", "webm", "mkv", "avi", "m4v"),
    "audio": ("mp3", "wav", "m4a", "aac", "flac", "ogg"),
}
KINDS = {suffix: kind for kind, suffixes in SUFFIXES.items() for suffix in suffixes}
MOST = 100
"""Files of one kind that are counted; no contract takes half of that."""


class Entry(NamedTuple):
    """A file that a page names: what kind, as which tag, and where; the URL where it is one."""

    kind: str
    index: int  # type: ignore[assignment]  # tuple.index is of no use here
    url: str | None
    span: Span


class Files(NamedTuple):
    """The fields that say which files a prompt has, and their places."""

    fields: dict[str, object]
    keys: tuple[Node, ...]
    values: tuple[Node, ...]


NO_FILES = Files({}, (), ())


def covers(files: Files, tags: Iterable[tuple[str, int]]) -> bool:
    """Whether each of some tags means one of these files, and there are such tags."""
    numbers = {kind: len(listed) for kind, name in FIELDS.items() if isinstance(listed := files.fields.get(name), list)}
    meant = list(tags)
    return bool(meant) and all(index <= numbers.get(kind, 0) for kind, index in meant)


def made(entries: Iterable[Entry]) -> Files:
    """Return the fields of a list of files; a place that is left out holds a file of which nothing is known.

    There is no field if the numbers are the places of files of several kinds in one list.
    """
    keys: list[Node] = []
    values: list[Node] = []
    fields: dict[str, object] = {}
    listed = list(entries)
    if _counts_over_kinds(listed):
        return NO_FILES
    for kind, name in FIELDS.items():
        known = {entry.index: entry for entry in listed if entry.kind == kind and 0 < entry.index <= MOST}
        if not known:
            continue
        nearest = next(iter(known.values())).span
        items = [known.get(index) for index in range(1, max(known) + 1)]
        nodes = tuple([_unknown(nearest) if item is None or item.url is None else Node(item.span, item.url) for item in items])
        nodes = tuple([node if item is None else Node(item.span, node.value) for node, item in zip(nodes, items, strict=True)])
        spans = [entry.span for entry in known.values()]
        extent = Span(min(span.start for span in spans), max(span.end for span in spans))
        fields[name] = [node.value for node in nodes]
        keys.append(Node(Span(extent.start, extent.start), name))
        values.append(Node(extent, fields[name], children=nodes))
    return Files(fields, tuple(keys), tuple(values))


def _counts_over_kinds(entries: list[Entry]) -> bool:
    """Whether files of several kinds are numbered in one row, as they are uploaded: ``@Video1``, ``@Image2``, ``@Image3``."""
    places = {(entry.kind, entry.index) for entry in entries}
    return len({kind for kind, _ in places}) > 1 and sorted(index for _, index in places) == list(range(1, len(places) + 1))


def counted(kind: str, number: int, span: Span) -> list[Entry]:
    """Return this many files of which nothing but their number is known."""
    return [Entry(kind, index + 1, None, span) for index in range(min(number, MOST))]


def kind_of(name: str) -> str | None:
    """Return the kind of a file by its suffix."""
    path = name.partition("?")[0].partition("#")[0]
    return KINDS.get(path.rpartition(".")[2].lower())


def url_of(name: str) -> str | None:
    """Return what a page gives for a file, where it is a URL; the path of a local file tells a provider nothing."""
    return name if "://" in name else None


def _unknown(span: Span) -> Node:
    return Node(span, Template("{}", (Span(0, 2),)))


def counts_as_files(front: "FrontMatter") -> Files:
    """Return the fields of front matter; a number of files (``images: 3``) as so many of which nothing else is known."""
    entries: list[Entry] = []
    keys: list[Node] = []
    values: list[Node] = []
    for key, value in zip(front.node.keys, front.node.children, strict=True):
        kind = COUNTS.get(str(key.value).lower())
        number = value.value
        if kind is not None and isinstance(number, int) and not isinstance(number, bool) and FIELDS[kind] not in front.fields:
            entries.extend(counted(kind, number, value.span))
        else:
            keys.append(key)
            values.append(value)
    if not entries:
        return Files(front.fields, front.node.keys, front.node.children)
    added = made(entries)
    fields = {name: value for name, value in front.fields.items() if name in {key.value for key in keys}}
    return Files({**fields, **added.fields}, (*keys, *added.keys), (*values, *added.values))


COUNTS = {"images": "image", "videos": "video", "audios": "audio"}
"""The fields of front matter that may hold a number of files."""


def named_by_page(front: "FrontMatter") -> Files:
    """Return the files that the front matter of a page names for the prompts on it: their number, or lists of them."""
    entries: list[Entry] = []
    for key, value in zip(front.node.keys, front.node.children, strict=True):
        name = str(key.value).lower()
        kind = _PAGE_FIELDS.get(name)
        if kind is None and name in _MIXED_FIELDS and isinstance(value.value, list):
            entries.extend(_typed(value))
        if kind is None:
            continue
        if isinstance(value.value, int) and not isinstance(value.value, bool):
            entries.extend(counted(kind, value.value, value.span))
        elif isinstance(value.value, list):
            items = enumerate(value.children)
            entries.extend(Entry(kind, index + 1, url_of(str(item.value)), item.span) for index, item in items)
    return made(entries)


def _typed(listed: Node) -> Iterator[Entry]:
    """Yield the files of a list whose items say of which kind they are: ``- {kind: image, url: a.png}``; nothing if one does not."""
    entries: list[Entry] = []
    counts: dict[str, int] = {}
    for item in listed.children:
        value = item.value
        said = [value[name] for name in ("kind", "type") if value.get(name) in FIELDS] if isinstance(value, dict) else []
        url = next((str(value[name]) for name in ("url", "file", "path", "src") if name in value), "") if isinstance(value, dict) else ""
        kind = said[0] if said else kind_of(url)
        if kind is None:
            return
        counts[kind] = counts.get(kind, 0) + 1
        entries.append(Entry(kind, counts[kind], url_of(url), item.span))
    yield from entries


_MIXED_FIELDS = frozenset(("inputs", "references", "reference_files"))
"""What only goes in: the assets of a page may be what came out."""
_PAGE_FIELDS = {**COUNTS, **{name: kind for kind, name in FIELDS.items()}, **{f"reference_{kind}s": kind for kind in FIELDS}}
