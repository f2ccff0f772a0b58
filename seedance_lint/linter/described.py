"""What was understood of each request, as plain values that travel from process to process: for reports that show requests, not findings alone."""

import re
from collections.abc import Callable, Iterable, Iterator

from seedance_lint.binding import Bindings
from seedance_lint.contracts.contract import Contract
from seedance_lint.diagnostics.diagnostic import Diagnostic
from seedance_lint.diagnostics.violation import Location, Place
from seedance_lint.linter.understood import given, roles, unresolved
from seedance_lint.masking import masked
from seedance_lint.profiles.profile import Profile
from seedance_lint.records import NamedTuple
from seedance_lint.requests.facts import FileFacts
from seedance_lint.requests.request import PromptRequest
from seedance_lint.rules.base import LintContext
from seedance_lint.source.line_index import Position
from seedance_lint.source.span import Span
from seedance_lint.syntax.nodes import MalformedTag
from seedance_lint.urls import examine, redacted, shown_name

UNRESOLVED, ROLE = "unresolved", "role"

_LONGEST_LINK = 2000
_PLAIN = re.compile(r"(?i:https?)://[\w.-]+(?::\d{1,5})?(?:/[^\s?#@\"'<>\\\x00-\x1f\x7f]*)?")
"""A URL without user, query and fragment."""

LocalPath = Callable[[str], str | None]
"""Returns where a local file of a request is; None if nobody looks at it."""


class Mark(NamedTuple):
    """Something that was recognised in a prompt.

    ``what`` is the kind of the file that a tag names, ``unresolved`` for a tag that names none, or ``role``; ``index`` is the file's number.
    ``role`` is the canonical name of a role.
    """

    span: Span
    what: str
    index: int | None = None  # type: ignore[assignment]  # tuple.index is of no use here
    role: str | None = None


class DescribedFile(NamedTuple):
    """One file of a request.

    ``url`` is fit to be shown; ``link`` is the whole URL, where it leads to a public host and holds nothing that may be a secret. ``path`` is
    where a local file was looked at. ``stated_role`` is the role that the request gives, ``roles`` are those that the prompt gives.
    """

    kind: str
    index: int  # type: ignore[assignment]  # tuple.index is of no use here
    tag: str
    name: str | None
    url: str | None
    link: str | None
    stated_role: str | None
    roles: tuple[str, ...]
    mentions: int
    facts: FileFacts | None
    path: str | None


class PlacedFinding(NamedTuple):
    """Where a finding is in its request: in the prompt, at a file (kind and number), or elsewhere.

    ``key`` shows which diagnostic it is: several stages after this one leave some out.
    """

    key: tuple[str, str, int, int]
    span: Span | None
    file: tuple[str, int] | None


class DescribedRequest(NamedTuple):
    """One request: where it is, what it is checked against, what its prompt says, and its files (None if they are not known).

    ``prompt`` has stars for secrets, one for each character.
    """

    start: Position
    pointer: str
    contract: str
    certain: bool
    prompt: str
    marks: tuple[Mark, ...]
    files: tuple[DescribedFile, ...] | None
    unresolved: tuple[str, ...]
    findings: tuple[PlacedFinding, ...]


def key_of(found: Diagnostic) -> tuple[str, str, int, int]:
    """Return what tells a diagnostic from the others of its file."""
    return found.rule, found.message, found.start.offset, found.end.offset


def describe(
    request: PromptRequest,
    context: LintContext,
    placed: tuple[Position, str],
    found: Iterable[tuple[Place, Diagnostic]],
    local_path: LocalPath,
) -> DescribedRequest:
    """Return what was understood of a request; ``placed`` is where it starts and the pointer to its prompt, ``found`` what rules say, and of what."""
    contract = request.contract or Contract(context.profile)
    files = _files(context.bindings, contract.profile, local_path)
    return DescribedRequest(
        start=placed[0],
        pointer=placed[1],
        contract=contract.summary,
        certain=contract.certain,
        prompt=masked(request.prompt),
        marks=tuple(_marks(context)),
        files=None if request.assets is None else tuple(files),
        unresolved=tuple(unresolved(context.bindings)),
        findings=tuple([_placed(at, diagnostic, request) for at, diagnostic in found]),
    )


def _marks(context: LintContext) -> list[Mark]:
    """Return what was recognised in the prompt, in its order; no two overlap."""
    bindings = context.bindings
    past = {mention.tag.span for mention in bindings.unresolved}
    marks = [
        Mark(tag.span, UNRESOLVED) if isinstance(tag, MalformedTag) or tag.span in past else Mark(tag.span, tag.kind, tag.index)
        for tag, _ in bindings.tags
    ]
    marks += [Mark(phrase.span, ROLE, role=phrase.role) for phrase in context.prompt.role_phrases if not phrase.negated]
    kept: list[Mark] = []
    for mark in sorted(marks):
        if not kept or mark.span.start >= kept[-1].span.end:
            kept.append(mark)
    return kept


def _files(bindings: Bindings, profile: Profile, local_path: LocalPath) -> Iterator[DescribedFile]:
    for binding in given(bindings):
        asset = binding.asset
        assert asset is not None
        url = asset.url
        yield DescribedFile(
            kind=binding.kind,
            index=binding.index,
            tag=profile.tag(binding.kind, binding.index),
            name=None if not url else shown_name(url),
            url=None if not url else redacted(url),
            link=None if url is None else public_link(url),
            stated_role=asset.role,
            roles=tuple(roles(binding)),
            mentions=len(binding.mentions),
            facts=asset.facts,
            path=None if url is None or asset.facts is None else local_path(url),
        )


def public_link(url: str) -> str | None:
    """Return a URL that others may be given to follow: of a public host, by http(s), with nothing in it that may be a secret; else None."""
    address = url.strip()
    facts = examine(address)
    plain = facts.scheme in {"http", "https"} and facts.host and not (facts.credentials or facts.private or facts.placeholder)
    return address if plain and len(address) <= _LONGEST_LINK and _PLAIN.fullmatch(address) else None


def _placed(at: Place, found: Diagnostic, request: PromptRequest) -> PlacedFinding:
    if not isinstance(at, Location):
        return PlacedFinding(key_of(found), at, None)
    if at.path == request.prompt_path:
        return PlacedFinding(key_of(found), None if at.key else at.span or Span(0, len(request.prompt)), None)
    return PlacedFinding(key_of(found), None, _file_at(at, request))


def _file_at(at: Location, request: PromptRequest) -> tuple[str, int] | None:
    """Return the file that a place of the request belongs to; None for every other place."""
    for assets in (request.assets or {}).values():
        for asset in assets:
            if at.path[: len(asset.path)] == asset.path or (
                at.path and at.path == asset.path[:-1] and at.path not in request.media_paths.values()
            ):
                return asset.kind, asset.index
    return None
