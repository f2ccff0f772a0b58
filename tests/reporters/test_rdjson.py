"""Reviewdog's format, against an independent validator and read back in bytes."""

import json
import subprocess

import pytest

from tests.reporters.sample import HOSTILE, TEXT, render


def test_what_it_looks_like(file_regression):
    file_regression.check(render("rdjson"), extension=".json", encoding="utf-8")


@pytest.mark.slow
def test_it_satisfies_an_independent_validator(npm_program):
    command = npm_program("@umbrelladocs/rdformat-validator", "rdformat-validator", "--strict", "--no-extra-fields")

    def validate(text: str) -> subprocess.CompletedProcess:
        return subprocess.run(command, input=text.encode(), capture_output=True, check=False)

    for text in (render("rdjson"), render("rdjson", [])):
        done = validate(text)
        assert done.returncode == 0, done.stdout + done.stderr
    assert validate(render("rdjson").replace('"ERROR"', '"BAD"')).returncode != 0


def cut(extent: dict) -> str:
    """Return the text of a range: columns are bytes, from 1, the end is exclusive."""
    lines = TEXT.encode().split(b"\r\n")[extent["start"]["line"] - 1 : extent["end"]["line"]]
    lines[-1] = lines[-1][: extent["end"]["column"] - 1]
    lines[0] = lines[0][extent["start"]["column"] - 1 :]
    return b"\r\n".join(lines).decode()


def test_ranges_hold_the_text_they_are_about():
    found = json.loads(render("rdjson"))["diagnostics"]
    assert [cut(each["location"]["range"]) for each in found[:3]] == ["@Image3", "@Imag\\u0065 2", '["图.jpg"],\r\n  "x"']
    assert found[0]["location"]["path"] == HOSTILE


def test_fixes_of_one_edit_are_suggestions():
    found = json.loads(render("rdjson"))["diagnostics"]
    assert [(cut(each["range"]), each["text"]) for each in found[0]["suggestions"]] == [("@Image3", "@Image1 图")]
    assert [(cut(each["range"]), each["text"]) for each in found[1]["suggestions"]] == [("@Imag\\u0065 2", "@Image2")]
    assert "suggestions" not in found[2]


def test_failures_have_a_line_where_it_is_known():
    found = json.loads(render("rdjson"))["diagnostics"]
    assert found[3]["location"] == {"path": "broken.json", "range": {"start": {"line": 3}}}
    assert found[4]["location"] == {"path": "gone\r\n.txt"}
    assert {each["severity"] for each in found[3:]} == {"ERROR"}


def test_lines_that_nobody_kept_are_meant_as_a_whole():
    from tests.reporters.sample import sample

    result = sample()[0]._replace(lines={})
    (first, *_) = json.loads(render("rdjson", [result]))["diagnostics"]
    assert first["location"]["range"] == {"start": {"line": 2}, "end": {"line": 2}}
    assert "suggestions" not in first
