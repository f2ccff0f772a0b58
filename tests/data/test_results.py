"""Results as plain values: nothing that a result says is missing from ``to_dict``, and all of it is JSON."""

import json

import pytest

import seedance_lint
from seedance_lint.diagnostics.diagnostic import Diagnostic, FileFix, RelatedPlace
from seedance_lint.linter.result import Failure, LintResult, Summary
from seedance_lint.source.line_index import Position

URLS = ["https://example.com/a.png", "https://example.com/b.png"]
BODY = {"prompt": "🥐 @image 1 as first frame, @Image3 as scene, @Image0.", "image_urls": [URLS[0], URLS[0]], "duration": float("nan")}
INTERNAL = {FileFix: {"root", "meant"}}
"""How a fix is made sure of, which is of no use elsewhere."""


def public(value):
    """Return the names of what a record or an object says of itself."""
    kind = type(value)
    fields = set(getattr(kind, "_fields", ()))
    return fields - INTERNAL.get(kind, set())


def assert_same(value, plain):
    """A record is an object with all of its fields, a tuple a list, an enumeration its text."""
    if hasattr(value, "_fields"):
        assert public(value) <= set(plain), type(value).__name__
        for name in public(value):
            assert_same(getattr(value, name), plain[name])
    elif isinstance(value, tuple):
        assert len(plain) == len(value)
        for mine, theirs in zip(value, plain, strict=True):
            assert_same(mine, theirs)
    elif value is None or isinstance(value, (bool, int, str)):
        assert plain == (str(value) if isinstance(value, str) else value)
    else:
        assert plain == str(value)


def results():
    yield (
        "a prompt",
        lambda: seedance_lint.lint(
            "@image 1, @Image3; @Audio1 as first frame.", image_urls=URLS, audio_urls=["https://example.com/a.mp3"], profile="seedance-2.0"
        ),
    )
    yield "a request", lambda: seedance_lint.lint_request(BODY, profile="seedance-2.0")
    yield "several", lambda: seedance_lint.lint_request({"shots": [{**BODY, "model": "seedance-2.0"}] * 2})
    yield "no request", lambda: seedance_lint.lint_request({"a": 1})
    yield "nothing found", lambda: seedance_lint.lint("A quiet harbour.")
    yield "from other processes", lambda: next(iter(seedance_lint.lint_many([BODY] * 3, jobs=2)))[1]


RESULTS = dict(results())


@pytest.mark.parametrize("name", RESULTS)
def test_nothing_is_missing(name):
    result = RESULTS[name]()
    plain = json.loads(json.dumps(result.to_dict(), allow_nan=False))
    assert plain == result.to_dict()
    assert set(plain) == {*LintResult._fields, "ok"}
    assert plain["ok"] is result.ok is bool(result)
    assert_same(result, plain)


def test_these_results_show_all_kinds_of_records():
    """Else the test above would show nothing of them."""
    found = [each() for each in RESULTS.values()]
    diagnostics = [each for result in found for each in result.diagnostics]
    kinds = {type(each) for each in diagnostics} | {type(each.start) for each in diagnostics}
    kinds |= {type(each) for found in diagnostics for each in (*found.related, *found.fixes)}
    kinds |= {type(each) for result in found for each in (*result.failures, result.summary)}
    assert {Diagnostic, Position, RelatedPlace, FileFix, Failure, Summary} <= kinds


def test_a_finding_says_what_the_report_says(check_page, tmp_path):
    (tmp_path / "a.json").write_text(json.dumps({**BODY, "duration": None}), "utf-8")
    told = check_page("a.json", "--output-format", "json").json["diagnostics"]
    result = seedance_lint.lint_request({**BODY, "duration": None}, profile="seedance-2.0")
    plain = result.to_dict()["diagnostics"]
    assert {*told[0]} <= {*plain[0]}
    same = ("rule", "severity", "message", "help", "pointer", "profile")

    def listed(records):
        return sorted(tuple(str(each[name]) for name in same) for each in records)

    assert listed(told) == listed(plain)


@pytest.mark.parametrize("value", ["@image1 to @image12", {**BODY, "duration": "99"}])
def test_what_was_converted(value):
    made = seedance_lint.convert(value, to="kie-2.0", profile="fal-2.0")
    plain = json.loads(json.dumps(made.to_dict(), allow_nan=False))
    assert set(plain) == {*type(made)._fields, "complete"}
    assert [each["pointer"] for each in plain["losses"]] == [each.pointer for each in made.losses]
    assert plain["complete"] is made.complete is False
    for loss in plain["losses"]:
        assert set(loss) == {"pointer", "message", "span"}
