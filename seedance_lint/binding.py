"""Who refers to what: the tags of a prompt against the files of its request."""

from bisect import bisect_left

from seedance_lint.records import NamedTuple
from seedance_lint.requests.request import Asset, PromptRequest
from seedance_lint.source.span import Span
from seedance_lint.syntax.nodes import BareReference, MalformedTag, Prompt, Reference, RolePhrase, Tag


class Mention(NamedTuple):
    """One tag for one file. A range gives one for every index it covers."""

    tag: Tag
    reference: Reference
    index: int  # type: ignore[assignment]  # tuple.index is of no use here

    @property
    def kind(self) -> str:
        """The tag's modality."""
        return self.tag.kind


class Binding(NamedTuple):
    """One file, known or only tagged, with everything the prompt says of it.

    ``asset`` is None if the request has no such file, or where its files are unknown.
    """

    kind: str
    index: int  # type: ignore[assignment]  # tuple.index is of no use here
    asset: Asset | None
    mentions: tuple[Mention, ...]

    @property
    def roles(self) -> tuple[RolePhrase, ...]:
        """The role phrases of all mentions, denied ones left out, each once."""
        seen = dict.fromkeys(role for mention in self.mentions for role in mention.reference.roles if not role.negated)
        return tuple(seen)


class Bindings(NamedTuple):
    """All tags of a prompt, resolved.

    ``unresolved`` are the mentions that point past the files of the request; empty if the files are unknown.
    ``by_file`` maps (kind, index) to its binding, tagged or given or both, in the order kind, index.
    ``references`` and ``bare`` are the prompt's mentions, in the order of the text; ``roles`` each role phrase that is not denied, with
    each mention that carries it.
    """

    mentions: tuple[Mention, ...]
    malformed: tuple[tuple[MalformedTag, Reference], ...]
    unresolved: tuple[Mention, ...]
    by_file: dict[tuple[str, int], Binding]
    references: tuple[Reference, ...] = ()
    bare: tuple[BareReference, ...] = ()
    roles: tuple[tuple[RolePhrase, Reference], ...] = ()

    @property
    def tags(self) -> tuple[tuple[Tag | MalformedTag, Reference], ...]:
        """Every tag with its mention, in the order of the text; plain words among them where those are the provider's tags."""
        tags = [(tag, reference) for reference in self.references for tag in reference.tags]
        words = {each.span for each in self.bare}
        tags += [(mention.tag, mention.reference) for mention in self.mentions if mention.tag.span in words]
        return tuple(sorted(tags, key=_start))


def _start(pair: tuple[Tag | MalformedTag, Reference]) -> int:
    return pair[0].span.start


_LONGEST_RANGE = 100
"""A range is spread over at most this many files, so that ``@Image1-999999999`` costs nothing; no provider takes half as many."""


_new = tuple.__new__  # as fast again as a named tuple's own constructor


def covered(tag: Tag) -> range:
    """Return the indexes that one tag names: one, or those of its range."""
    if tag.last is None or tag.last < tag.index:
        return range(tag.index, tag.index + 1)
    return range(tag.index, min(tag.last, tag.index + _LONGEST_RANGE) + 1)


def bind(prompt: Prompt, request: PromptRequest, *, bare_names: bool) -> Bindings:
    """Resolve the tags of a prompt to the files of its request; with ``bare_names`` mentions without a mark are tags too ("image 1")."""
    mentions: list[Mention] = []
    malformed: list[tuple[MalformedTag, Reference]] = []
    groups: dict[tuple[str, int], list[Mention]] = {}
    references: list[Reference] = []
    bare: list[BareReference] = []
    named_bare: list[Reference] = []
    for reference in prompt.marked:
        if type(reference) is not Reference:
            if type(reference) is BareReference:
                bare.append(reference)
                if bare_names and reference.index:
                    for mention in _as_mentions(reference):
                        mentions.append(mention)
                        groups.setdefault((mention.kind, mention.index), []).append(mention)
                    named_bare.append(mentions[-1].reference)
            continue
        references.append(reference)
        _, _, _, indexes, tags, _ = reference
        if len(tags) == len(indexes) == 1 and type(tags[0]) is Tag:  # most mentions: one tag for one file
            _, _, kind, index, _ = tags[0]
            mention = _new(Mention, (tags[0], reference, index))
            mentions.append(mention)
            groups.setdefault((kind, index), []).append(mention)
            continue
        named: set[tuple[str, int]] = set()
        for tag in tags:
            if type(tag) is MalformedTag:
                if not request.holes or not _is_completed(tag, request):
                    malformed.append((tag, reference))
                continue
            assert type(tag) is Tag
            for index in covered(tag):
                mention = _new(Mention, (tag, reference, index))
                mentions.append(mention)
                named.add((tag.kind, index))
                groups.setdefault((tag.kind, index), []).append(mention)
        if len(indexes) > len(named):
            _bind_range_middles(reference, named, mentions, groups)
    assets = request.assets
    by_file = {(kind, asset[1]): _new(Binding, (kind, asset[1], asset, ())) for kind, files in (assets or {}).items() for asset in files}
    points_past = False
    for key, found in groups.items():
        if (known := by_file.get(key)) is not None:
            by_file[key] = _new(Binding, (*key, known[2], tuple(found)))
        else:
            by_file[key] = _new(Binding, (*key, None, tuple(found)))
            points_past = True
    unresolved = (
        tuple([mention for mention in mentions if by_file[mention.kind, mention.index].asset is None])
        if points_past and assets is not None
        else ()
    )
    roles = tuple([(role, reference) for reference in (*references, *named_bare) for role in reference.roles if not role.negated])
    return Bindings(tuple(mentions), tuple(malformed), unresolved, by_file, tuple(references), tuple(bare), roles)


def _as_mentions(words: BareReference) -> list[Mention]:
    tag = Tag(words.span, words.text, words.kind, words.index, words.last)
    indexes = tuple(covered(tag))
    reference = Reference(words.span, words.text, words.kind, indexes, (tag,), words.roles)
    return [Mention(tag, reference, index) for index in indexes]


def _is_completed(tag: MalformedTag, request: PromptRequest) -> bool:
    """Whether a program fills in what the tag lacks: ``@Image{number}``."""
    holes = request.holes  # in the order of the text
    at = bisect_left(holes, tag.span.start, key=_end)
    return at < len(holes) and holes[at].start <= tag.span.end


def _end(span: Span) -> int:
    return span.end


def _bind_range_middles(
    reference: Reference, named: set[tuple[str, int]], mentions: list[Mention], groups: dict[tuple[str, int], list[Mention]]
) -> None:
    """Bind what a range of two tags covers between them (``@Image1 to @Image4``) to the tag that opens it."""
    if reference.kind is None:
        return
    tags = [tag for tag in reference.tags if type(tag) is Tag]
    if not tags:  # the indexes are those of broken tags
        return
    for index in reference.indexes:
        if (reference.kind, index) not in named:
            opener = next((tag for tag in reversed(tags) if tag.index < index), tags[0])
            mention = Mention(opener, reference, index)
            mentions.append(mention)
            groups.setdefault((reference.kind, index), []).append(mention)
