"""Known findings are left out, new ones never."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_lint.diagnostics import Diagnostic, Severity
from seedance_lint.linter.baseline import Baseline, BaselineFailure
from seedance_lint.linter.result import DocumentResult, Summary
from seedance_lint.source import Position


def prompts(name: str, *texts: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(json.dumps([{"prompt": text, "image_urls": ["https://example.com/a.jpg"]} for text in texts], indent=1))


def test_written_then_silent_then_new_ones_speak(check):
    prompts("a.json", "@Image1 @Image2", "@Image1 @Image3")
    assert check(".", "--baseline", "known.json", "--write-baseline").code == 0
    ran = check(".", "--baseline", "known.json")
    assert (ran.code, ran.out) == (0, "")
    assert "2 in the baseline." in ran.err

    prompts("a.json", "A lantern.", "@Image1", "@Image1 @Image2 and a longer text", "@Image1 @Image3", "@Image1 @Image3")
    document = check(".", "--baseline", "known.json", "--output-format", "json").json
    assert [found["pointer"] for found in document["diagnostics"] if found["rule"] == "undefined-reference"] == ["/4/prompt"]
    assert document["summary"]["baselined"] == 2


def test_what_is_known_is_counted_nowhere_else(check):
    prompts("a.json", "@image1 as fist frame, @Image2.")
    every = ("--select", "ALL", "--output-format", "json")
    before = check("a.json", *every).json["summary"]
    counts = [before[kind] for kind in ("errors", "warnings", "infos")]
    assert all(counts)
    check("a.json", "--select", "ALL", "--baseline", "known.json", "--write-baseline")
    after = check("a.json", *every, "--baseline", "known.json").json["summary"]
    assert [after[kind] for kind in ("errors", "warnings", "infos")] == [0, 0, 0]
    assert after["baselined"] == sum(counts)


@pytest.mark.parametrize("hook", [False, True])
def test_files_of_the_run_itself_are_not_linted(check, hook):
    prompts("a.json", "@Image1 @Image2")
    given = ["a.json", "known.json", "kept/report.json", "--force-exclude"] if hook else ["."]
    Path("kept").mkdir()
    again = [*given, "--baseline", "known.json", "--output-format", "json", "--output", "kept/report.json"]
    check("a.json", "--baseline", "known.json", "--write-baseline")
    for _ in range(2):
        ran = check(*again)
        assert (ran.code, json.loads(Path("kept/report.json").read_text())["summary"]["files"]) == (0, 1)
        assert "No prompt" not in ran.err
    assert "No prompt found in known.json" in check("known.json", "--baseline", "known.json").err  # it was asked for


def test_findings_that_are_gone_are_told(check):
    prompts("a.json", "@Image1 @Image2", "@Image1 @Image3")
    prompts("b.json", "@Image1 @Image9")
    check(".", "--baseline", "known.json", "--write-baseline")
    prompts("a.json", "@Image1 @Image2")
    ran = check("a.json", "--baseline", "known.json")
    assert ran.code == 0
    assert "1 entry in known.json no longer matches a finding" in ran.err
    assert "a.json: undefined-reference: `@Image3`" in ran.err
    assert "b.json" not in ran.err  # it was not linted, so nobody knows


def test_the_file_is_stable_and_readable(check, file_regression):
    prompts("sub/a.json", "@Image1 @Image2 图", "@Image1 @Image2", "@Image1 @Image0")
    Path("deep").mkdir()
    check("sub", "--baseline", "deep/known.json", "--write-baseline")
    file_regression.check(Path("deep/known.json").read_text(encoding="utf-8"), extension=".json", encoding="utf-8")
    check(".", "--baseline", "deep/known.json", "--write-baseline", "--jobs", "2")
    file_regression.check(Path("deep/known.json").read_text(encoding="utf-8"), extension=".json", encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "known.json: cannot be read"),
        ("{", "known.json: is not a baseline"),
        ("[]", "known.json: is not a baseline"),
        ('{"version": 1}', "known.json: is not a baseline"),
        ("[" * 100_000, "known.json: is not a baseline: nested too deeply"),
        ('{"version": 1, "findings": [{"path": "a", "rule": "b", "message": "c", "count": -1}]}', "known.json: is not a baseline"),
        ('{"version": 2, "findings": []}', "known.json: has the version 2"),
    ],
)
def test_a_file_that_is_no_baseline(check, content, told):
    prompts("a.json", "@Image1")
    if content is not None:
        Path("known.json").write_text(content)
    ran = check("a.json", "--baseline", "known.json")
    assert ran.code == 2
    assert told in ran.err


def test_options_that_make_no_sense_together(check):
    assert check("--write-baseline").code == 2
    assert check("--write-baseline", "--baseline", "x.json", "--fix").code == 2


def test_failures_still_count(check):
    Path("broken.json").write_text("{")
    assert check("broken.json", "--baseline", "known.json", "--write-baseline").code == 2


FINDINGS = st.lists(st.tuples(st.sampled_from(["a.json", "b.json"]), st.sampled_from(["r", "s"]), st.sampled_from(["m", "n"])), max_size=12)


def results(findings: list[tuple[str, str, str]]) -> list[DocumentResult]:
    made = []
    for path in sorted({path for path, _, _ in findings}):
        place = Position(1, 1, 0)
        found = tuple(
            Diagnostic(path, rule, Severity.ERROR, message, None, place, place, exact=True, pointer="", related=(), fixes=())
            for at, rule, message in findings
            if at == path
        )
        made.append(DocumentResult(path, found, (), Summary(files=1, errors=len(found))))
    return made


@given(old=FINDINGS, new=FINDINGS)
def test_no_new_finding_is_ever_swallowed(old, new):
    recorded = Baseline("known.json")
    list(recorded.recorded(results(old)))
    baseline = Baseline("known.json", recorded._counts)
    shown = Counter((found.path, found.rule, found.message) for result in baseline.filtered(results(new)) for found in result.diagnostics)
    assert shown == Counter(new) - Counter(old)


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, []),
        (1, ["1 entry in known.json no longer matches a finding; update it with --write-baseline.", "  a.json: rule-0: said"]),
        (5, ["6 entries in known.json no longer match a finding; update it with --write-baseline.", *(f"  a.json: rule-{number}: said" for number in range(4)), "  a.json: rule-4: said (2 times)"]),
        (7, ["8 entries in known.json no longer match a finding; update it with --write-baseline.", *(f"  a.json: rule-{number}: said" for number in range(4)), "  a.json: rule-4: said (2 times)", "  and 2 more"]),
    ],
)  # fmt: skip
def test_what_is_gone_is_named_in_part(tmp_path, monkeypatch, count, expected):
    monkeypatch.chdir(tmp_path)
    found = [{"path": "a.json", "rule": f"rule-{number}", "message": "said", "count": 1 + (number == 4)} for number in range(count)]
    Path("known.json").write_text(
        json.dumps({"version": 1, "findings": [*found, {"path": "b.json", "rule": "x", "message": "y", "count": 1}]})
    )
    baseline = Baseline.read("known.json")
    assert [*baseline.filtered([DocumentResult("a.json", (), (), Summary())])] == [DocumentResult("a.json", (), (), Summary())]
    assert [*baseline.sentences()] == expected


def test_a_file_that_cannot_be_written(tmp_path):
    path = str(tmp_path / "none" / "known.json")
    with pytest.raises(BaselineFailure, match=r"none/known\.json: "):
        Baseline(path).write()
