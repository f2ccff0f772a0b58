"""From tags to their files and back, and other names for tags."""

from seedance_lint.binding import covered
from seedance_lint.diagnostics.diagnostic import FileEdit
from seedance_lint.diagnostics.violation import Edit, Fix, Location
from seedance_lint.lsp.analysis import Analysis, LocatedReading
from seedance_lint.lsp.pointing import PointedTag, asset_at, asset_of, mentions_of, tag_at
from seedance_lint.records import NamedTuple
from seedance_lint.source.span import Span
from seedance_lint.syntax import BareReference, MalformedTag, Reference, Tag, parse


class CannotRename(Exception):
    """A tag that cannot get another name, or a name that is not a tag; the message says why."""


class Target(NamedTuple):
    """Where a tag's file is named, and the tag itself."""

    origin: Span
    target: Span


def definition(analysis: Analysis, offset: int) -> list[Target]:
    """Return the places in the media lists that the tag at an offset means."""
    pointed = tag_at(analysis, offset)
    if pointed is None or isinstance(pointed.tag, MalformedTag):
        return []
    located, tag = pointed.located, pointed.tag
    places = []
    for index in covered(tag):
        asset = asset_of(located, tag.kind, index)
        span = located.span(Location(asset.path)) if asset is not None else None
        if span is not None:
            places.append(Target(pointed.span, span))
    return places


def mentions(analysis: Analysis, offset: int) -> list[Span]:
    """Return the tags that name the same file as the tag, or the URL, at an offset."""
    pointed = tag_at(analysis, offset)
    if pointed is not None:
        if isinstance(pointed.tag, MalformedTag):
            return []
        keys = [(pointed.tag.kind, index) for index in covered(pointed.tag)]
        located = pointed.located
    else:
        found = asset_at(analysis, offset)
        if found is None:
            return []
        located, asset, _ = found
        keys = [(asset.kind, asset.index)]
    spans = [located.span(mention.tag.span) for kind, index in keys for mention in mentions_of(located, kind, index)]
    return sorted({span for span in spans if span is not None})


def renamed(analysis: Analysis, offset: int) -> PointedTag:
    """Return the tag at an offset that can get another name.

    Raises:
        CannotRename: there is no tag, or it stands for several files.
    """
    pointed = tag_at(analysis, offset)
    if pointed is None:
        raise CannotRename("no tag here")
    tag = pointed.tag
    if isinstance(tag, MalformedTag):
        raise CannotRename(f"`{tag.text}` is not a complete tag: {tag.reason.replace('-', ' ')}")
    if tag.last is not None:
        raise CannotRename(f"`{tag.text}` stands for several files; only a tag of one file can be renamed")
    return pointed


def rename(analysis: Analysis, offset: int, name: str) -> list[FileEdit]:
    """Return the edits that give a tag another name wherever its prompt uses it.

    ``name`` is a tag (``@Image2``) or, for another file of the same kind, its number alone.

    Raises:
        CannotRename: see ``renamed``; or the name is not a tag, or a range of tags covers the file.
    """
    pointed = renamed(analysis, offset)
    tag, located = pointed.tag, pointed.located
    assert isinstance(tag, Tag)
    text = _spelled(name.strip(), tag, located)
    edits: list[FileEdit] = []
    for mention in mentions_of(located, tag.kind, tag.index):
        if mention.tag.last is not None or mention.tag.index != tag.index:
            cover = mention.tag.text if mention.tag.last is not None else mention.reference.text
            raise CannotRename(f"`{cover}` covers `{tag.text}` too; first write its tags one by one")
        fix = located.reading.places.fix(Fix("", (Edit(mention.tag.span, text),)))
        if fix is None:
            raise CannotRename("not every tag of this prompt can be changed safely; edit the prompt by hand")
        edits += [FileEdit(edit.start + located.shift, edit.end + located.shift, edit.replacement) for edit in fix.edits]
    return edits


def _spelled(name: str, tag: Tag, located: LocatedReading) -> str:
    profile = located.reading.profile
    if name.isascii() and name.isdigit() and 0 < int(name) <= _HIGHEST:
        return profile.tag(tag.kind, int(name))
    children = parse(name).children
    child = children[0] if len(children) == 1 else None
    if isinstance(child, BareReference) and profile.names_files_bare:
        return name
    tags = child.tags if isinstance(child, Reference) else ()
    if len(tags) != 1 or not isinstance(tags[0], Tag) or tags[0].last is not None:
        raise CannotRename(f"`{name}` is not a tag; write a tag such as {profile.tag(tag.kind, tag.index)}, or a number")
    return name


_HIGHEST = 999
