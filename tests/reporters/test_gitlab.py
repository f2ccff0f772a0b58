"""The Code Quality report."""

import json

from tests.reporters.sample import HOSTILE, render, sample

# What https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format asks of an issue.
SEVERITIES = {"info", "minor", "major", "critical", "blocker"}


def test_what_it_looks_like(file_regression):
    file_regression.check(render("gitlab"), extension=".json", encoding="utf-8")


def test_every_issue_has_what_the_service_asks_for():
    issues = json.loads(render("gitlab"))
    assert len(issues) == 5
    for issue in issues:
        assert isinstance(issue["description"], str)
        assert isinstance(issue["check_name"], str)
        assert issue["severity"] in SEVERITIES
        assert not issue["location"]["path"].startswith(("/", "./"))
        begin = issue["location"]["lines"]["begin"] if "lines" in issue["location"] else issue["location"]["positions"]["begin"]["line"]
        assert begin >= 1
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


def test_text_survives():
    issue = json.loads(render("gitlab"))[0]
    assert issue["description"] == sample()[0].diagnostics[0].message
    assert issue["location"]["path"] == HOSTILE


def fingerprints(*results) -> list[str]:
    return [issue["fingerprint"] for issue in json.loads(render("gitlab", list(results)))]


def moved(result, lines: int):
    down = [
        found._replace(start=found.start._replace(line=found.start.line + lines), end=found.end._replace(line=found.end.line + lines))
        for found in result.diagnostics
    ]
    return result._replace(diagnostics=tuple(down))


def test_fingerprints_outlive_new_lines_above():
    result = sample()[0]
    assert fingerprints(result) == fingerprints(moved(result, 7))


def test_findings_alike_have_fingerprints_of_their_own():
    result = sample()[0]
    twice = result._replace(diagnostics=(*result.diagnostics, *moved(result, 3).diagnostics))
    made = fingerprints(twice)
    assert len(set(made)) == len(made) == 6
    assert made[:3] == fingerprints(result)


def test_nothing_found_is_an_empty_list():
    assert json.loads(render("gitlab", [])) == []
