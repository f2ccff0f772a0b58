"""What may be written at a place of a prompt: tags that the request really has, and roles that their files can play."""

import re
from collections.abc import Iterator

from seedance_lint.lsp.analysis import Analysis, LocatedReading
from seedance_lint.lsp.pointing import asset_of
from seedance_lint.lsp.roles import role_texts, title
from seedance_lint.profiles.profile import Profile
from seedance_lint.records import NamedTuple
from seedance_lint.source.span import Span
from seedance_lint.syntax import Tag
from seedance_lint.syntax.nodes import KINDS
from seedance_lint.syntax.tables import load_tables
from seedance_lint.urls import shown_name

# A tag that is being written: what is before the cursor, and what of the tag is there already after it.
_TAG_BEFORE = re.compile(r"[@＠][ ]?(?P<word>[^\W\d_]{0,12})[ ]?(?P<number>[0-9]{0,3})\Z")
_TAG_BEHIND = re.compile(r"[^\W\d_]*[0-9]*", re.ASCII)
# What leads to a role after a tag: "as", "for the", "作为", and the first words of the role itself.
_ROLE_BEFORE = re.compile(r"(?:[ ](?:as|for)[ ](?:(?:the|a|an)[ ])?(?P<en>[a-z ]{0,24})|[ ]?作为(?P<zh>\w{0,6}))\Z", re.IGNORECASE)
_LONGEST_LIST = 6
"""Files of a kind that are offered where nothing says how many there are."""


class Offer(NamedTuple):
    """One thing to write in place of a span of the prompt; ``is_tag`` tells tags from roles."""

    text: str
    detail: str
    documentation: str | None
    is_tag: bool


class Offers(NamedTuple):
    """What may be written in place of a span of a prompt.

    ``typed`` is what is there already of a tag. Tags are chosen here, by all the words for a kind of file, where an editor that compares
    texts would hide `@Image1` from somebody who typed `@图`; None for roles, which an editor may choose among itself.
    """

    located: LocatedReading
    span: Span
    offers: tuple[Offer, ...]
    typed: str | None


def offers_at(analysis: Analysis, offset: int) -> Offers | None:
    """Return what may be written at an offset of the document; None if nothing is to be completed."""
    located = analysis.reading_at(offset)
    at = located.offset(offset) if located is not None else None
    if located is None or at is None:
        return None
    text = located.reading.request.prompt
    before = _TAG_BEFORE.search(text, max(at - 20, 0), at)
    if before is not None:
        behind = _TAG_BEHIND.match(text, at)
        end = behind.end() if behind is not None else at
        return Offers(located, Span(before.start(), end), tuple(_tags(located, before)), text[before.start() : end])
    role = _ROLE_BEFORE.search(text, max(at - 48, 0), at)
    if role is None:
        return None
    group = "en" if role["en"] is not None else "zh"
    kind = _kind_before(located, role.start())
    if kind is None:
        return None
    return Offers(located, Span(role.start(group), at), tuple(_roles(located.reading.profile, kind, group)), None)


def _tags(located: LocatedReading, typed: "re.Match[str]") -> Iterator[Offer]:
    """Offer the tags of the files that fit what was typed, those first that the prompt has not named yet."""
    request, profile = located.reading.request, located.reading.profile
    start = typed.start()
    used = {
        key for key, binding in located.reading.bindings.by_file.items() if any(each.tag.span.start != start for each in binding.mentions)
    }
    word, number = typed["word"].lower(), typed["number"]
    meant = {kind for known, kind in load_tables().kind_words.items() if known.startswith(word)}
    offers: list[tuple[bool, Offer]] = []
    for kind in KINDS:
        if kind not in meant:
            continue
        if request.assets is not None:
            numbers = range(1, request.given(kind) + 1)
        else:
            highest = max((index for name, index in used if name == kind), default=0)
            numbers = range(1, min(highest + 1, profile.media[kind].max_count or _LONGEST_LIST) + 1)
        for index in numbers:
            if not str(index).startswith(number):
                continue
            asset = asset_of(located, kind, index)
            name = shown_name(asset.url) if asset is not None and asset.url else kind
            named = (kind, index) in used
            detail = name if named or request.assets is None else f"{name} (not used yet)"
            offers.append((named, Offer(profile.tag(kind, index), detail, None, is_tag=True)))
    return (offer for _, offer in sorted(offers, key=lambda each: each[0]))


def _roles(profile: Profile, kind: str, language: str) -> Iterator[Offer]:
    """Offer the roles that the profile documents for a kind of file, in the documentation's order."""
    for role in profile.roles.get(kind, ()):
        text = role_texts().get(role)
        words = getattr(text, language) if text is not None else title(role)
        if words is not None:
            yield Offer(words, title(role), text.does if text is not None else None, is_tag=False)


def _kind_before(located: LocatedReading, end: int) -> str | None:
    """Return the kind of the tag that ends at an offset of the prompt; None if none does."""
    return next((tag.kind for tag, _ in located.reading.bindings.tags if isinstance(tag, Tag) and tag.span.end == end), None)
