"""Runs a rule on its examples, on the cases of its YAML file, or on any request."""

import json
import re
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from datetime import datetime
from itertools import accumulate
from pathlib import Path

from seedance_lint.annotations import Any
from seedance_lint.diagnostics.violation import Applicability, Fix, Location, Place, Severity, Violation, pointer
from seedance_lint.profiles import Profile, load_profile
from seedance_lint.profiles.load import DEFAULT
from seedance_lint.records import NamedTuple
from seedance_lint.requests import find_requests
from seedance_lint.requests.facts import FileFacts, UrlAnswer
from seedance_lint.requests.request import Asset, PromptRequest
from seedance_lint.rules.base import Example, Rule
from seedance_lint.rules.engine import Crash, Engine
from seedance_lint.source.span import Span

Media = int | Sequence[object] | None
"""A number of made-up files, or the items that a request lists; None if the files are unknown."""

_SUFFIX = {"image": "png", "video": "mp4", "audio": "mp3"}


class Finding(NamedTuple):
    """A violation, the rule that yielded it, and its effective severity."""

    rule: str
    severity: Severity
    violation: Violation


def payload(prompt: object, profile: Profile, media: Mapping[str, Media], fields: Mapping[str, object] | None = None) -> dict[str, object]:
    """Return a request body with a prompt and files; ``fields`` adds further fields or replaces these.

    If the provider has no field for a kind of file, the body lists typed parts (``content``), like ModelArk's. ``fields``
    that contain typed parts are used as the whole body.
    """
    shape = profile.request
    lists = {kind: made_up(kind, files) if isinstance(files, int) else list(files) for kind, files in media.items() if files is not None}
    if fields is not None and "content" in fields:
        return dict(fields)
    if lists.keys() <= shape.media.keys():
        return {shape.prompt: prompt, **{shape.media[kind]: files for kind, files in lists.items()}, **(fields or {})}
    parts = [{"type": f"{kind}_url", f"{kind}_url": {"url": url}} for kind, files in lists.items() for url in files]
    return {"content": [{"type": "text", "text": prompt}, *parts], **(fields or {})}


def made_up(kind: str, count: int) -> list[object]:
    """Return URLs of made-up files."""
    return [f"https://example.com/{kind}-{number}.{_SUFFIX[kind]}" for number in range(1, count + 1)]


def as_request(body: Mapping[str, object], profile: Profile) -> PromptRequest:
    """Return a request body as rules see it."""
    (request,) = find_requests(dict(body), profile).found
    return request


def violations(
    rules: Sequence[Rule],
    request: PromptRequest,
    profile: Profile,
    *,
    options: Mapping[str, Mapping[str, Any]] | None = None,
    clock: Callable[[], float] | None = None,
) -> list[Finding]:
    """Run rules on one request and return what they find.

    Raises:
        AssertionError: a rule that sets ``skips_ordinary`` reports something ordinary.
    """
    found = _found(Engine(rules, options=options, clock=clock, every_thing=True), request, profile)
    if any(rule.skips_ordinary for rule in rules):
        missed = [each for each in found if each not in _found(Engine(rules, options=options, clock=clock), request, profile)]
        assert not missed, f"{missed[0].rule} reports something ordinary, although it sets `skips_ordinary`"
    return found


def _found(engine: Engine, request: PromptRequest, profile: Profile) -> list[Finding]:
    found = []
    for each in engine.check(engine.read(request, profile)):
        if isinstance(each, Crash):
            raise each.error
        found.append(Finding(each.rule.meta.id, each.violation.severity or each.rule.meta.severity, each.violation))
    return found


def example_bodies(example: Example) -> tuple[dict[str, object], dict[str, object]]:
    """Return the request bodies of an example: the bad one and the good one."""
    profile = load_profile(example.profile)
    media = {"image": example.images, "video": example.videos, "audio": example.audios}
    better = {"image": example.good_images, "video": example.good_videos, "audio": example.good_audios}
    good = {kind: media[kind] if files is None else files for kind, files in better.items()}
    good_fields = example.fields if example.good_fields is None else example.good_fields
    return payload(example.bad, profile, media, example.fields), payload(example.good, profile, good, good_fields)


def example_requests(example: Example) -> tuple[PromptRequest, PromptRequest]:
    """Return the requests of an example as rules see them: the bad one and the good one."""
    profile = load_profile(example.profile)
    bad, good = (with_findings(as_request(body, profile), example.found) for body in example_bodies(example))
    return bad, good


def with_findings(request: PromptRequest, found: Mapping[str, FileFacts | UrlAnswer] | None) -> PromptRequest:
    """Return a request as if its files had been looked at; ``found`` has the results by URL."""

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

    The ``others`` must not report errors in a bad example, or anything in a good one.
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


class Case(NamedTuple):
    """One case of a rule, from a YAML file.

    ``body`` is the request body. ``places`` are the places that the rule reports, in the order of the request: spans of the prompt, and
    JSON Pointers to values (``/image_urls/2``), or to their keys with a ``#`` at the end. Other fields are not compared if they are None.
    """

    name: str
    body: Mapping[str, object]
    places: tuple[Span | str, ...]
    messages: tuple[str, ...]
    severity: str | None
    help: str | None
    related: tuple[str, ...] | None
    fixed: Mapping[str, object] | None
    profile: str
    options: Mapping[str, Any]
    now: float


_MEDIA_KEYS = {"image_urls": "image", "video_urls": "video", "audio_urls": "audio"}
_CASE_KEYS = {
    "name",
    "prompt",
    "at",
    "message",
    "severity",
    "help",
    "related",
    "fixed",
    "fields",
    "fixed_fields",
    "profile",
    "options",
    "now",
}
_MARKS = re.compile("[«»]")


def load_cases(path: Path) -> tuple[Case, ...]:
    """Read a YAML file of cases, a list of mappings.

    ``prompt`` has «…» around each span that the rule reports, and ``at`` the pointers of the values that it reports; without either, the
    rule must be silent. ``image_urls``, ``video_urls`` and ``audio_urls`` are numbers of made-up files, or lists; ``fields`` are further
    fields of the body. ``message`` is the exact text, or a list of texts; ``help``, ``severity`` and ``related`` (messages) are compared if
    given. ``fixed`` is the prompt after the rule's fixes, and ``fixed_fields`` the other fields (null: removed).
    The rule runs with ``profile``, ``options`` (its own) and ``now`` (ISO 8601). Needs PyYAML.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast, where PyYAML was built with it
    return tuple(_case(entry) for entry in yaml.load(path.read_text(encoding="utf-8"), loader))  # noqa: S506 - both are safe


def _case(entry: Mapping[str, Any]) -> Case:
    unknown = entry.keys() - _CASE_KEYS - _MEDIA_KEYS.keys()
    assert not unknown, f"{entry.get('name')}: unknown keys {sorted(unknown)}"
    profile = load_profile(entry.get("profile", DEFAULT))
    marked = entry["prompt"]
    pieces = _MARKS.split(marked) if isinstance(marked, str) else [marked]
    assert len(pieces) % 2, f"{entry['name']}: unpaired « or »"
    prompt = "".join(pieces) if isinstance(marked, str) else marked
    ends = list(accumulate(map(len, pieces))) if len(pieces) > 1 else []
    spans = [Span(start, end) for start, end in zip(ends[::2], ends[1::2], strict=False)]
    body = payload(prompt, profile, {kind: entry.get(key) for key, kind in _MEDIA_KEYS.items()}, entry.get("fields"))
    fixed = None
    if "fixed" in entry or "fixed_fields" in entry:
        changed = {**body, profile.request.prompt: entry.get("fixed", prompt), **entry.get("fixed_fields", {})}
        fixed = {key: value for key, value in changed.items() if value is not None}
    message = entry.get("message", ())
    at = entry.get("at", ())
    return Case(
        name=entry["name"],
        body=body,
        places=(*spans, *((at,) if isinstance(at, str) else at)),
        messages=(message,) if isinstance(message, str) else tuple(message),
        severity=entry.get("severity"),
        help=entry.get("help"),
        related=tuple(entry["related"]) if "related" in entry else None,
        fixed=fixed,
        profile=entry.get("profile", DEFAULT),
        options=entry.get("options", {}),
        now=datetime.fromisoformat(entry["now"]).timestamp() if "now" in entry else time.time(),
    )


def check_case(rule: Rule, case: Case, others: Sequence[Rule] = ()) -> None:
    """Assert that a rule reports exactly what a case expects.

    That is: the exact places and messages and nothing else; fixes that lead to the expected body and leave nothing for a second run to fix;
    and no finding in the fixed request, of this rule or of ``others``, that the original did not have.
    """
    found = _run(rule, case, case.body)
    places = [_shown_place(each.violation.at) for each in found]
    assert sorted(map(str, places)) == sorted(map(str, case.places)), f"{case.name}: found at {places}, expected {list(case.places)}"
    by_place = sorted(found, key=lambda each: str(_shown_place(each.violation.at)))
    expected = [case.messages[case.places.index(_shown_place(each.violation.at))] for each in by_place] if case.messages else []
    assert [each.violation.message for each in by_place] == expected, f"{case.name}: {[each.violation.message for each in by_place]}"
    for each in found:
        assert case.severity in (None, each.severity), f"{case.name}: severity is {each.severity}"
        assert case.help in (None, each.violation.help), f"{case.name}: help is {each.violation.help!r}"
        related = tuple(place.message for place in each.violation.related)
        assert case.related in (None, related), f"{case.name}: related are {related}"
    fixes = [fix for each in found for fix in each.violation.fixes[:1]]
    best = min((fix.applicability for each in found for fix in each.violation.fixes), default=None)
    assert best is None or rule.meta.fix is not None, f"{case.name}: the rule offers a fix, but its meta declares none"
    assert best is not Applicability.SAFE or rule.meta.fix is Applicability.SAFE, (
        f"{case.name}: the fix is safe, but the rule's meta declares it unsafe"
    )
    if not fixes:
        assert case.fixed is None, f"{case.name}: no fix is offered"
        return
    assert case.fixed is not None, f"{case.name}: fixes are offered ({fixes[0].title}), but the case has no `fixed` or `fixed_fields`"
    fixed = apply_fixes(case.body, fixes, case.profile)
    assert fixed == case.fixed, f"{case.name}: the fix gives {fixed}"
    again = [fix for each in _run(rule, case, fixed) for fix in each.violation.fixes]
    assert not again, f"{case.name}: a second run would fix again: {again}"
    before, after = (Counter(each.rule for every in (rule, *others) for each in _run(every, case, body)) for body in (case.body, fixed))
    assert not after - before, f"{case.name}: the fix adds {dict(after - before)}"


def _run(rule: Rule, case: Case, body: Mapping[str, object]) -> list[Finding]:
    profile = load_profile(case.profile)
    return violations([rule], as_request(body, profile), profile, options={rule.meta.id: case.options}, clock=lambda: case.now)


def _shown_place(place: Place) -> Span | str:
    return place if isinstance(place, Span) else pointer(place.path) + ("#" if place.key else "")


def apply_fixes(body: Mapping[str, object], fixes: Sequence[Fix], profile: str = DEFAULT) -> dict[str, object]:
    """Return a request body with fixes applied, the last edit first so that earlier places stay valid."""
    prompt_path = (load_profile(profile).request.prompt,)
    fixed = deepcopy(dict(body))
    edits = [edit for fix in fixes for edit in fix.edits]
    spans = [(edit.at, edit) for edit in edits if isinstance(edit.at, Span)]
    for span, edit in sorted(spans, key=lambda pair: pair[0], reverse=True):
        text = _at(fixed, prompt_path)
        _set(fixed, prompt_path, text[: span.start] + edit.replacement + text[span.end :])
    values = [(edit.at, edit) for edit in edits if isinstance(edit.at, Location)]
    for location, edit in sorted(values, key=lambda pair: pair[0].key):  # the path of a renamed key would no longer exist
        if location.key:
            fixed = _renamed(fixed, location.path, edit.replacement)
        elif edit.wrap is not None:
            _set(fixed, location.path, json.loads(json.dumps(_at(fixed, location.path)).join(edit.wrap)))
        else:
            is_text = isinstance(_at(fixed, location.path), str)
            _set(fixed, location.path, edit.replacement if is_text else json.loads(edit.replacement))
    return fixed


def _at(value: Any, path: Sequence[str | int]) -> Any:
    for part in path:
        value = value[part]
    return value


def _set(value: Any, path: Sequence[str | int], new: object) -> None:
    _at(value, path[:-1])[path[-1]] = new


def _renamed(body: dict[str, object], path: Sequence[str | int], name: str) -> dict[str, object]:
    holder = _at(body, path[:-1])
    renamed = {name if key == path[-1] else key: value for key, value in holder.items()}
    holder.clear()
    holder.update(renamed)
    return body
