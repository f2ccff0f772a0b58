"""What a tag, a role and a finding are, for hover."""

from collections.abc import Iterable, Iterator
from inspect import cleandoc

from seedance_lint.binding import covered
from seedance_lint.diagnostics.diagnostic import Diagnostic
from seedance_lint.lsp.analysis import Analysis, span_of
from seedance_lint.lsp.pointing import PointedRole, PointedTag, asset_of, mentions_of, role_at, tag_at
from seedance_lint.lsp.roles import role_texts, title
from seedance_lint.profiles.profile import MediaLimits, Profile
from seedance_lint.rules.base import Rule, listed, nouns, plural, with_article
from seedance_lint.source.span import Span
from seedance_lint.syntax import MalformedTag
from seedance_lint.urls import redacted, shown_name


def hover_text(analysis: Analysis, offset: int) -> tuple[str, Span] | None:
    """Return Markdown about what is at an offset, and the characters it is about; None if there is nothing to say."""
    parts: list[str] = []
    rules: list[str] = []
    span: Span | None = None
    tag = tag_at(analysis, offset)
    role = role_at(analysis, offset) if tag is None else None
    if tag is not None:
        span = tag.span
        parts += _of_tag(tag)
    elif role is not None:
        span = role.span
        parts += _of_role(role)
    for found, place in _findings(analysis, offset):
        span = span or place
        rules.append(_of_rule(found, analysis.linter.rules))
    return None if span is None else ("\n\n---\n\n".join(filter(None, ("\n\n".join(filter(None, parts)), *rules))), span)


def _of_tag(pointed: PointedTag) -> Iterator[str]:
    located, tag, _, _ = pointed
    profile = located.reading.profile
    if isinstance(tag, MalformedTag):
        if tag.kind is not None:
            yield f"`{tag.text}` is not a tag; {with_article(tag.kind)} is written `{profile.tag(tag.kind, tag.index or 1)}`"
        return
    for index in covered(tag)[:_MOST_FILES]:
        yield _file_line(pointed, tag.kind, index)
    roles = {
        role.role: None
        for index in covered(tag)
        for mention in mentions_of(located, tag.kind, index)
        for role in mention.reference.roles
        if role.role is not None and not role.negated
    }
    if roles:
        noted = [title(role) if role in profile.roles.get(tag.kind, ()) else f"{title(role)} (not documented)" for role in roles]
        yield f"Roles: {', '.join(noted)}"
    yield _limits(profile.media[tag.kind], profile)


_MOST_FILES = 12


def _file_line(pointed: PointedTag, kind: str, index: int) -> str:
    located = pointed.located
    request, profile = located.reading.request, located.reading.profile
    name = f"**`{profile.tag(kind, index)}`**"
    asset = asset_of(located, kind, index)
    if asset is None:
        if request.assets is None:
            return f"{name}: {kind} {index}; the files of this prompt are unknown"
        return f"{name} does not name a file: the request has {plural(request.given(kind), kind)}"
    if asset.url is None:
        return f"{name} → {kind} {index} of the request"
    shown = shown_name(asset.url)
    url = redacted(asset.url)
    return f"{name} → `{shown}`" if url == shown else f"{name} → `{shown}`  \n{url}"


def _limits(limits: MediaLimits, profile: Profile) -> str:
    said = []
    if limits.max_count is not None:
        said.append(f"up to {plural(limits.max_count, limits.kind)}")
    if limits.formats:
        said.append(listed(list(limits.formats)))
    if limits.max_bytes is not None:
        said.append(f"{limits.max_bytes / 1024 / 1024:g} MB each")
    seconds = [f"{value:g}" for value in (limits.min_total_seconds, limits.max_total_seconds) if value is not None]
    if seconds:
        said.append(
            f"{'–'.join(seconds)} s in total" if len(seconds) == 2 or limits.min_total_seconds else f"at most {seconds[0]} s in total"
        )
    if not said:
        return ""
    return f"{profile.title}: {'; '.join(said)}"


def _of_role(pointed: PointedRole) -> Iterator[str]:
    located, phrase, reference, _ = pointed
    profile = located.reading.profile
    if phrase.role is None:
        yield f"`{phrase.text}` is not a known role"
        return
    text = role_texts().get(phrase.role)
    carrier = f" of {' and '.join(f'`{tag.text}`' for tag in reference.tags)}" if reference is not None else ""
    yield f"**{title(phrase.role)}**, {'negated role' if phrase.negated else 'role'}{carrier}"
    if text is not None:
        yield text.does
    kinds = profile.kinds_of(phrase.role)
    source = f" ([source]({profile.source}))" if profile.source.startswith("http") else ""
    if kinds:
        yield f"Documented for {listed([nouns(kind) for kind in kinds], 'and')} by {profile.title}{source}"
    else:
        yield f"Not documented by {profile.title}{source}, but in common use"


def _findings(analysis: Analysis, offset: int) -> Iterator[tuple[Diagnostic, Span]]:
    for placed in analysis.within(Span(offset, offset)):
        for found in placed.piece.result.diagnostics:
            place = span_of(found, placed)
            if place.start <= offset <= place.end:
                yield found, place


def _of_rule(found: Diagnostic, rules: Iterable[Rule]) -> str:
    """Return a rule's documentation without its examples: the finding itself is one."""
    rule = next((rule for rule in rules if rule.meta.id == found.rule), None)
    text = cleandoc(rule.__doc__ or "") if rule is not None else None
    if not text:
        return ""
    kept = []
    for section in text.split("## ")[1:]:
        heading, _, body = section.partition("\n")
        if heading.strip() in {"What it does", "Why is this bad?"}:
            kept.append(" ".join(body.split()))
    return f"**{found.rule}**: " + "\n\n".join(kept) if kept else ""
