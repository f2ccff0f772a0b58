"""For those who write rules: check a rule on one prompt, and run its examples."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from seedance_lint.binding import bind
from seedance_lint.diagnostics.violation import Fix, Location, Path, Severity, Violation
from seedance_lint.hosts.facts import FileFacts, UrlAnswer
from seedance_lint.hosts.request import Asset, PromptRequest
from seedance_lint.profiles import Profile, load_profile
from seedance_lint.rules.base import Example, LintContext, Rule
from seedance_lint.syntax import parse

Media = int | Sequence[object] | None
"""A count of made-up files, or their items as a request lists them; None where nothing is said."""

_SUFFIX = {"image": "png", "video": "mp4", "audio": "mp3"}


class Finding(NamedTuple):
    """A violation and the rule that yielded it, with the severity that counts."""

    rule: str
    severity: Severity
    violation: Violation


def payload(prompt: object, profile: Profile, media: Mapping[str, Media], fields: Mapping[str, object] | None = None) -> dict[str, object]:
    """Return a request body with this prompt and these files; ``fields`` are further ones, or other values for them."""
    shape = profile.request
    body: dict[str, object] = {shape.prompt: prompt}
    for kind, files in media.items():
        if files is not None:
            body[shape.media[kind]] = made_up(kind, files) if isinstance(files, int) else list(files)
    return {**body, **(fields or {})}


def made_up(kind: str, count: int) -> list[object]:
    """Return URLs of files that nobody has."""
    return [f"https://example.com/{kind}-{number}.{_SUFFIX[kind]}" for number in range(1, count + 1)]


def as_request(body: Mapping[str, object], profile: Profile) -> PromptRequest:
    """Return a request body as what rules see; the files are unknown where no list of files is in it."""
    shape = profile.request
    assets: dict[str, tuple[Asset, ...]] = {}
    paths: dict[str, Path] = {}
    for kind, field in shape.media.items():
        if field in body:
            value = body[field]
            items = value if isinstance(value, list) else [value]
            paths[kind] = (field,)
            assets[kind] = tuple(
                _asset(kind, number, item, (field, number) if items is value else (field,)) for number, item in enumerate(items)
            )
    prompt = body[shape.prompt]
    text = prompt if isinstance(prompt, str) else ""
    return PromptRequest(text, (shape.prompt,), assets if paths else None, (), body, paths)


def _asset(kind: str, number: int, item: object, path: Path) -> Asset:
    if not isinstance(item, dict):
        return Asset(kind, number + 1, item if isinstance(item, str) else None, path, item)
    url, role, size, duration = (item.get(name) for name in ("url", "role", "size", "duration"))
    return Asset(kind, number + 1, url, (*path, "url"), item, role=role, size=size, duration=duration)


def violations(
    rules: Sequence[Rule],
    request: PromptRequest,
    profile: Profile,
    *,
    options: Mapping[str, Mapping[str, Any]] | None = None,
    clock: Callable[[], float] = time.time,
) -> list[Finding]:
    """Run rules on one request and return what they find, in the order of the rules."""
    prompt = parse(request.prompt)
    context = LintContext(prompt, bind(prompt, request), request, profile, options or {}, clock=clock)
    return [
        Finding(rule.meta.id, violation.severity or rule.meta.severity, violation) for rule in rules for violation in rule.check(context)
    ]


def example_requests(example: Example) -> tuple[PromptRequest, PromptRequest]:
    """Return the bad and the good request of an example."""
    profile = load_profile(example.profile)
    media = {"image": example.images, "video": example.videos, "audio": example.audios}
    better = {"image": example.good_images, "video": example.good_videos, "audio": example.good_audios}
    good = {kind: media[kind] if files is None else files for kind, files in better.items()}
    bad_body = payload(example.bad, profile, media, example.fields)
    good_body = payload(example.good, profile, good, example.fields if example.good_fields is None else example.good_fields)
    return with_findings(as_request(bad_body, profile), example.found), with_findings(as_request(good_body, profile), example.found)


def with_findings(request: PromptRequest, found: Mapping[str, FileFacts | UrlAnswer] | None) -> PromptRequest:
    """Return a request as a look at its files would leave it; ``found`` has what is found, by URL."""

    def seen(asset: Asset) -> Asset:
        facts = found.get(asset.url) if found and asset.url is not None else None
        if facts is None:
            return asset
        if isinstance(facts, UrlAnswer):
            return asset._replace(answer=facts, size=asset.size if facts.size is None else facts.size)
        return asset._replace(facts=facts, size=facts.size, duration=facts.duration) if facts.exists else asset._replace(facts=facts)

    if not found or request.assets is None:
        return request
    return request._replace(assets={kind: tuple(map(seen, assets)) for kind, assets in request.assets.items()})


def check_examples(rule: Rule, others: Sequence[Rule] = ()) -> None:
    """Assert that a rule finds something in each of its bad examples and nothing in the good ones.

    None of the ``others`` may report an error in a bad example, nor anything at all in a good one.
    """
    assert rule.examples or rule.meta.category == "suppressions", f"{rule.meta.id} has no examples"
    for example in rule.examples:
        profile = load_profile(example.profile)
        bad, good = example_requests(example)
        assert violations([rule], bad, profile), f"{rule.meta.id} finds nothing in: {example.bad}"
        wrong = [found for found in violations(others, bad, profile) if found.rule != rule.meta.id and found.severity is Severity.ERROR]
        assert not wrong, f"{example.bad}: {wrong}"
        wrong = violations([*others, rule], good, profile)
        assert not wrong, f"{example.good}: {wrong}"


__all__ = ["Finding", "Fix", "Location", "as_request", "check_examples", "example_requests", "made_up", "payload", "violations"]
