"""What YAML cannot say: prompts that a program fills in, numbers that are none, shapes of profiles that we do not ship."""

import math

import pytest

from seedance_lint import lint
from seedance_lint.config import Settings
from seedance_lint.hosts import host_for
from seedance_lint.linter.lint import Linter
from seedance_lint.profiles import load_profile
from seedance_lint.profiles.profile import ParameterRule
from seedance_lint.rules.registry import all_rules
from seedance_lint.source import SourceDocument
from seedance_lint.testing import as_request, violations

PROFILE = load_profile("seedance-2.0")
RULES = all_rules()


def in_python(source):
    """Return (rule, text at the place) of what is found in a program."""
    result = Linter(Settings(PROFILE)).lint(SourceDocument("send.py", source), host_for("send.py"))
    assert not result.failures
    assert result.summary.prompts == 1
    return [(each.rule, source[each.start.offset : each.end.offset]) for each in result.diagnostics]


@pytest.mark.parametrize(
    "call",
    [
        'send(model="seedance-2.0", prompt=f"@Image{n} as first frame.", image_urls=["https://example.com/a.png"])',
        'send(model="seedance-2.0", prompt=f"@Image1 as first frame. {more}", image_urls=["https://example.com/a.png", "https://example.com/b.png"])',
        'prompt = {"model": "seedance-2.0", "prompt": f"@Image3 as scene, {tags}."}',
        'send(model="seedance-2.0", prompt="@Image1 as first frame.", image_urls=[{**item, "name": "hero"}])',
        'send(model="seedance-2.0", prompt="@Image1 as first frame.", image_urls=[{"url": make_url()}])',
        'send(model="seedance-2.0", prompt="@Image1 as first frame.", image_urls=[f"{BASE}/a.png"])',
        'send(model="seedance-2.0", prompt="@Image1 as first frame.", image_urls=[START])',
        'send(model="seedance-2.0", prompt="@Image1 as first frame.", image_urls=["https://example.com/a.png"], duration=seconds)',
    ],
)
def test_what_a_program_computes_is_not_judged(call):
    assert in_python(f"{call}\n") == []


def test_what_a_program_shows_is():
    source = 'send(model="seedance-2.0", prompt=f"@image1 as first frame. {more}", image_urls=[{"name": "hero"}], duration=20)\n'
    assert in_python(source) == [("nonstandard-tag", "@image1"), ("wrong-type", '{"name": "hero"}'), ("invalid-parameter", "20")]


def found(rule, profile=PROFILE, **fields):
    request = as_request({"prompt": "Rain.", "image_urls": [], **fields}, profile)
    return [each.violation for each in violations([RULES[rule]], request, profile)]


def with_parameter(**limits):
    shape = PROFILE.request._replace(parameters={"strength": ParameterRule("strength", **limits)})
    return PROFILE._replace(request=shape)


HUGE = [pytest.param(sign * 10**digits, id=f"{sign} with {digits} digits") for digits in (400, 5000) for sign in (1, -1)]
"""The longer ones cannot be printed."""


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan, 1e300, *HUGE])
def test_numbers_at_the_ends_of_the_world(value):
    (violation,) = found("invalid-parameter", duration=value)
    fixes = [fix.edits[0].replacement for fix in violation.fixes]
    assert fixes == ([] if isinstance(value, float) and math.isnan(value) else ["15" if value > 0 else "4"])
    assert len(violation.message) < 100
    assert not found("wrong-type", duration=value)


@pytest.mark.parametrize(
    ("limits", "value", "message", "fix"),
    [
        ({"type": "number", "minimum": 0.0, "maximum": 0.5}, 0.75, "expected from 0 to 0.5", "0.5"),
        ({"type": "number", "minimum": 1.0}, 0.5, "expected at least 1", "1"),
        ({"type": "integer", "maximum": 3.0}, 4, "expected a whole number of at most 3", "3"),
        ({"type": "integer", "values": (5, 10)}, 8, "expected 5 or 10", "10"),
        ({"type": "number", "values": (0.5, 1)}, 0.6, "expected 0.5 or 1", "0.5"),
    ],
)
def test_other_forms_of_limits(limits, value, message, fix):
    (violation,) = found("invalid-parameter", with_parameter(**limits), strength=value)
    assert violation.message == f"`strength` is {value}; {message}"
    assert [each.edits[0].replacement for each in violation.fixes] == [fix]


@pytest.mark.parametrize(
    ("limits", "value"),
    [
        ({"type": "number", "minimum": 1.0}, 7),
        ({"type": "number", "maximum": 1.0}, -7.5),
        ({"type": "boolean"}, True),
        ({"type": "string"}, "anything"),
        ({"type": "integer", "values": (5, 10)}, 10),
        ({"type": "integer", "also": ("auto",)}, "auto"),
    ],
)
def test_values_within_them(limits, value):
    assert not found("invalid-parameter", with_parameter(**limits), strength=value)
    assert not found("wrong-type", with_parameter(**limits), strength=value)


@pytest.mark.parametrize(
    ("type", "value"), [("boolean", 1), ("boolean", "true"), ("integer", True), ("string", True), ("number", [1]), ("integer", {})]
)
def test_values_of_another_type(type, value):
    assert len(found("wrong-type", with_parameter(type=type), strength=value)) == 1
    assert not found("invalid-parameter", with_parameter(type=type), strength=value)


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({"type": "integer", "several": ("integer", "string"), "also": ("auto",)}, "a whole number or `auto`"),
        ({"type": "string", "several": ("string", "number"), "values": ("auto", "long")}, "a number, `auto` or `long`"),
        ({"type": "integer", "several": ("integer", "string")}, "a whole number or a string"),
        ({"type": "string", "values": ("auto",)}, "a string"),
        ({"type": "integer", "also": ("auto",)}, "a whole number"),
    ],
)
def test_types_are_listed(limits, expected):
    (violation,) = found("wrong-type", with_parameter(**limits), strength=[1])
    assert violation.message == f"`strength` is a list; expected {expected}"


def test_a_profile_without_limits_is_silent():
    media = {kind: limits._replace(max_count=None, formats=(), max_bytes=None) for kind, limits in PROFILE.media.items()}
    profile = PROFILE._replace(media=media, max_total=None, max_tokens=None)
    urls = [{"url": f"https://example.com/{number}.heic", "size": 10**9} for number in range(20)]
    body = {"prompt": "@Image1 to @Image20 as scene. " + "Rain. " * 4000, "image_urls": urls}
    rules = [rule for rule in RULES.values() if rule.meta.default]
    assert violations(rules, as_request(body, profile), profile) == []


def test_no_rule_asks_for_the_time_of_a_url_without_a_signature(monkeypatch):
    monkeypatch.setattr("time.time", lambda: pytest.fail("asked"))
    found("expiring-url", image_urls=["https://example.com/a.png?Expires=5"])


def test_the_end_of_a_tag_in_a_spelling_of_ones_own_is_no_name_without_a_tag(tmp_path):
    profile = tmp_path / "hash.toml"
    profile.write_text(
        'extends = "seedance-2.0"\nname = "hash"\ntitle = "Hash"\nsource = "https://hash.example.com"\n[tags]\n'
        'spelling = { image = "#image{index}", video = "#video{index}", audio = "#audio{index}" }\n'
    )
    found = lint("#image1 meets image2.", image_urls=["https://example.com/1.png", "https://example.com/2.png"], profile=str(profile))
    assert [each.message for each in found.diagnostics] == ["`image2` names a file without a tag; write #image2"]


@pytest.mark.parametrize(("sent", "messages"), [
    ("7", []), ("7.0", []), ("7.5", ["`duration` is 7.5; expected a whole number from 4 to 15"]), ("99", ["`duration` is 99; expected a whole number from 4 to 15"]),
])  # fmt: skip
def test_numbers_of_a_form(sent, messages):
    text = f"curl https://example.com/v1 -F model=seedance-2.0 -F 'prompt=A ferry leaves.' -F duration={sent}\n"
    result = Linter(Settings(PROFILE, select=("invalid-parameter",))).lint(SourceDocument("a.sh", text), host_for("a.sh"))
    assert [found.message for found in result.diagnostics] == messages
