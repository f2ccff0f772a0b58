"""What is in a prompt under a cursor."""

from collections.abc import Iterator

from seedance_lint.binding import Mention
from seedance_lint.diagnostics.violation import Location
from seedance_lint.lsp.analysis import Analysis, LocatedReading
from seedance_lint.records import NamedTuple
from seedance_lint.requests.request import Asset
from seedance_lint.source.span import Span
from seedance_lint.syntax import MalformedTag, Reference, RolePhrase, Tag


class PointedTag(NamedTuple):
    """A tag, the mention it belongs to, and its place in the document."""

    located: LocatedReading
    tag: Tag | MalformedTag
    reference: Reference
    span: Span


class PointedRole(NamedTuple):
    """A role phrase, the mention that carries it (None if none does), and its place in the document."""

    located: LocatedReading
    phrase: RolePhrase
    reference: Reference | None
    span: Span


def tag_at(analysis: Analysis, offset: int) -> PointedTag | None:
    """Return the tag that an offset of the document lies in, or right after."""
    located = analysis.reading_at(offset)
    if located is None:
        return None
    found = [each for each in tags_of(located) if each.span.start <= offset <= each.span.end]
    return found[-1] if found else None  # of two that touch, the one that begins here


def tags_of(located: LocatedReading) -> Iterator[PointedTag]:
    """Yield the tags of a prompt that have exact places in the document."""
    for tag, reference in located.reading.bindings.tags:
        span = located.span(tag.span)
        if span is not None:
            yield PointedTag(located, tag, reference, span)


def role_at(analysis: Analysis, offset: int) -> PointedRole | None:
    """Return the role phrase that an offset of the document lies in, or right after."""
    located = analysis.reading_at(offset)
    if located is None:
        return None
    for phrase in located.reading.prompt.role_phrases:
        span = located.span(phrase.span)
        if span is not None and span.start <= offset <= span.end:
            carrier = next((each for each in located.reading.prompt.references if phrase in each.roles), None)
            return PointedRole(located, phrase, carrier, span)
    return None


def asset_of(located: LocatedReading, kind: str, index: int) -> Asset | None:
    """Return a file of the request; None if the request has none with that number, or its files are unknown."""
    binding = located.reading.bindings.by_file.get((kind, index))
    return None if binding is None else binding.asset


def mentions_of(located: LocatedReading, kind: str, index: int) -> list[Mention]:
    """Return the mentions of a file in its prompt, ranges included, in the order of the text."""
    binding = located.reading.bindings.by_file.get((kind, index))
    return [] if binding is None else sorted(binding.mentions, key=lambda mention: mention.tag.span)


def asset_at(analysis: Analysis, offset: int) -> tuple[LocatedReading, Asset, Span] | None:
    """Return the file of a request whose place in a media list an offset of the document lies in."""
    located = analysis.reading_at(offset)
    for files in (located.reading.request.assets or {}).values() if located is not None else ():
        for asset in files:
            assert located is not None
            span = located.span(Location(asset.path))
            if span is not None and span.start <= offset <= span.end:
                return located, asset, span
    return None
