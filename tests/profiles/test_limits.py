"""Every limit of every profile, broken once: the finding names the limit and where it was read. And a right request of each is fine."""

import re

import pytest

from seedance_lint import lint_request
from seedance_lint.diagnostics.violation import Severity
from seedance_lint.profiles import load_profile, names
from seedance_lint.profiles.load import extensions
from seedance_lint.requests.facts import FileFacts
from seedance_lint.requests.request import Asset, PromptRequest
from seedance_lint.rules.examples import violations
from seedance_lint.rules.registry import all_rules

RULES = [
    all_rules()[name]
    for name in (
        "invalid-parameter", "wrong-type", "modality-limit", "total-limit", "media-duration", "media-dimensions", "file-too-large",
        "unsupported-format", "prompt-too-long",
    )
]  # fmt: skip
EXTENSIONS = {form: extension for extension, (_, form) in extensions().items()}
SUFFIX = {"image": "png", "video": "mp4", "audio": "mp3"}


def url(kind, number=1, suffix=None):
    return f"https://example.com/{kind}-{number}.{suffix or SUFFIX[kind]}"


def right_value(rule, model=None):
    values = (*rule.values_for(model), *rule.also)
    if values:
        return values[0]
    if rule.minimum is not None:
        return rule.minimum
    return {"integer": 1, "number": 1, "string": "{{later}}", "boolean": True}[rule.type]


def right_body(profile):
    """Return a request with one file of each kind and all parameters, in the provider's own form."""
    shape = profile.request
    kinds = [kind for kind, limits in profile.media.items() if limits.max_count != 0 and (kind in shape.media or shape.content)]
    tags = " and ".join(profile.tag(kind, 1) for kind in kinds) or "The harbour"
    model = next((each for each in shape.models if "reference" in each), next(iter(shape.models), None))
    body = {name: right_value(rule, model) for name, rule in shape.parameters.items()}
    if shape.task:
        body.pop(shape.task)
    if model:
        body["model"] = model
    if shape.content:
        parts = [{"type": f"{kind}_url", f"{kind}_url": {"url": url(kind)}, "role": f"reference_{kind}"} for kind in kinds]
        return {**body, "draft": False, "content": [{"type": "text", "text": f"{tags} meet."}, *parts]}
    return {**body, shape.prompt: f"{tags} meet.", **{shape.media[kind]: [url(kind)] for kind in kinds}}


@pytest.mark.parametrize("name", names())
def test_a_right_request_is_fine(name):
    profile = load_profile(name)
    body = right_body(profile)
    if "draft" in profile.request.parameters:
        body["draft"] = False
    result = lint_request(body, profile=name)
    assert [(each.rule, each.message) for each in result.diagnostics] == []
    assert result.summary.prompts == 1


def request(profile, prompt="A lantern swings.", assets=None, fields=None):
    shape = profile.request
    whole = {shape.prompt: prompt, **(fields or {})}
    files = {kind: tuple(of_kind) for kind, of_kind in (assets or {}).items()}
    return PromptRequest(prompt, (shape.prompt,), {kind: files.get(kind, ()) for kind in profile.media}, (), whole, {})


def assets(kind, count, **more):
    return {kind: [Asset(kind, number, url(kind, number), (kind, number - 1), **more) for number in range(1, count + 1)]}


def counts(profile):
    for kind, limits in profile.media.items():
        if limits.max_count is not None:
            yield f"media.{kind}.max_count", str(limits.max_count or "none"), request(profile, assets=assets(kind, limits.max_count + 1))
    if profile.max_total is not None:
        files, left = {}, profile.max_total + 1
        for kind, limits in profile.media.items():
            take = min(left, left if limits.max_count is None else limits.max_count)
            files |= assets(kind, take)
            left -= take
        if left == 0:
            yield "media.max_total", str(profile.max_total), request(profile, assets=files)


def sizes(profile):
    for kind, limits in profile.media.items():
        if limits.formats:
            wrong = next(form for of, form in extensions().values() if of == kind and form not in limits.formats)
            asset = Asset(kind, 1, url(kind, suffix=EXTENSIONS[wrong]), (kind, 0))
            yield f"media.{kind}.formats", f".{limits.formats[0]}", request(profile, assets={kind: [asset]})
        for key, limit in (("max_bytes", limits.max_bytes), ("max_total_bytes", limits.max_total_bytes)):
            if limit is not None:
                yield f"media.{kind}.{key}", f"{limit >> 20} MiB", request(profile, assets=assets(kind, 1, size=limit + (1 << 20)))


def lengths(profile):
    slack = profile.tolerance_seconds + 0.5
    for kind, limits in profile.media.items():
        for section, low, high in (
            ("seconds", limits.min_seconds, limits.max_seconds),
            ("total_seconds", limits.min_total_seconds, limits.max_total_seconds),
        ):
            count = 1 if section == "seconds" else min(3, limits.max_count or 3)
            if low is not None:
                yield f"media.{kind}.{section}", f"{low:g}", request(profile, assets=assets(kind, 1, duration=low - slack))
            if high is not None:
                yield f"media.{kind}.{section}", f"{high:g}", request(profile, assets=assets(kind, count, duration=(high + slack) / count))


def shapes(profile):
    for kind, limits in profile.media.items():
        for key, facts in (
            ("sides", {"width": 9000, "height": 9000}),
            ("ratio", {"width": 4000, "height": 400}),
            ("pixels", {"width": 4200, "height": 4200}),
            ("pixels", {"width": 310, "height": 310}),
            ("frame_rate", {"width": 1000, "height": 800, "frame_rate": 12}),
            ("frame_rate", {"width": 1000, "height": 800, "frame_rate": 120}),
        ):
            range_ = getattr(limits, key)
            measured = facts.get("frame_rate") or facts["width"] * facts["height"]
            if range_ != type(range_)() and (key in ("sides", "ratio") or not range_.holds(measured)):
                found = FileFacts(kind, SUFFIX[kind], 1000, **facts)
                yield f"media.{kind}.{key}", str(range_), request(profile, assets=assets(kind, 1, facts=found))


def prompts(profile):
    if profile.max_characters is not None:
        yield "prompt", f"{profile.max_characters:,}", request(profile, "x" * (profile.max_characters + 1))
    if profile.min_characters is not None:
        yield "prompt", f"{profile.min_characters:,}", request(profile, "x" * (profile.min_characters - 1))
    if profile.max_tokens is not None:
        yield "prompt", f"{profile.max_tokens:,}", request(profile, "lantern swings " * profile.max_tokens)


def parameters(profile):
    for name, rule in profile.request.parameters.items():
        section = f"request.parameters.{name}"
        values = (*rule.values, *rule.also)
        if rule.values:
            wrong = "nonsense" if "string" in rule.types else 10_000
            yield section, str(values[0]), request(profile, fields={name: wrong})
        if rule.minimum is not None:
            yield section, f"{rule.minimum:g}", request(profile, fields={name: rule.minimum - 2})
        if rule.maximum is not None:
            yield section, f"{rule.maximum:g}", request(profile, fields={name: rule.maximum + 1})
        for pattern, allowed in rule.by_model:
            model = next((model for model in profile.request.models if re.search(pattern, model)), None)
            wrong = next(value for value in rule.values if value not in allowed)
            if model is not None:
                yield section, str(allowed[-1]), request(profile, fields={name: wrong, "model": model})
        if rule.type == "boolean":
            yield section, "true or false", request(profile, fields={name: 7})
    for name in profile.request.retired:
        yield f"request.retired.{name}", name, request(profile, fields={name: True})


BROKEN = [
    pytest.param(name, section, limit, broken, id=f"{name} {section} {number}")
    for name in names()
    for number, (section, limit, broken) in enumerate(
        each for of in (counts, sizes, lengths, shapes, prompts, parameters) for each in of(load_profile(name))
    )
]


@pytest.mark.parametrize(("name", "section", "limit", "broken"), BROKEN)
def test_what_breaks_a_limit_is_told_the_limit_and_its_source(name, section, limit, broken):
    profile = load_profile(name)
    origin = profile.origin(section)
    found = violations(RULES, broken, profile)
    told = [each for each in found if limit in each.violation.message and origin.source in (each.violation.help or "")]
    if origin.standing == "disputed" and not told:
        assert not [each for each in found if each.severity is Severity.ERROR]
        return
    assert told, [(each.violation.message, each.violation.help) for each in found]
    assert origin.checked in told[0].violation.help
    if origin.standing == "documented" and "took" not in told[0].violation.message and "listed" not in told[0].violation.message:
        assert section.startswith("request.retired") or told[0].severity is Severity.ERROR or section == "prompt"


def test_there_are_many_of_them():
    assert len(BROKEN) > 700
