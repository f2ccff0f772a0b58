"""SARIF, against the official schema and read back with an interpretation of regions of its own."""

import json
from urllib.parse import unquote

import jsonschema
import pytest

from tests.reporters.sample import HOSTILE, RULES, TEXT, render, sample


def log(**run) -> dict:
    (only,) = json.loads(render("sarif", **run))["runs"]
    return only


def test_what_it_looks_like(file_regression):
    file_regression.check(json.dumps(json.loads(render("sarif")), indent=1, ensure_ascii=False), extension=".json", encoding="utf-8")


@pytest.mark.slow
def test_it_keeps_the_official_schema(npm_package):
    schema = json.loads((npm_package("@microsoft/jest-sarif") / "lib/schemas/sarif-2.1.0-rtm.5.json").read_text("utf-8"))
    jsonschema.validate(json.loads(render("sarif")), schema)
    jsonschema.validate(json.loads(render("sarif", [])), schema)
    broken = json.loads(render("sarif"))
    broken["runs"][0]["columnKind"] = "bytes"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema)


def test_every_region_holds_the_text_it_is_about():
    run = log()
    assert run["columnKind"] == "unicodeCodePoints"
    lines = TEXT.split("\r\n")
    regions = [result["locations"][0]["physicalLocation"]["region"] for result in run["results"]]
    regions.append(run["results"][0]["relatedLocations"][0]["physicalLocation"]["region"])
    shown = []
    for region in regions:
        by_offset = TEXT[region["charOffset"] : region["charOffset"] + region["charLength"]]
        rows = lines[region["startLine"] - 1 : region["endLine"]]
        rows[-1] = rows[-1][: region["endColumn"] - 1]
        rows[0] = rows[0][region["startColumn"] - 1 :]
        assert "\r\n".join(rows) == by_offset
        shown.append(by_offset)
    assert shown == ["@Image3", "@Imag\\u0065 2", '["图.jpg"],\r\n  "x"', '["图.jpg"]']


def test_fixes_applied_give_the_mended_text():
    results = log()["results"]
    change = results[0]["fixes"][1]["artifactChanges"][0]
    text = TEXT
    for replacement in reversed(change["replacements"]):
        region = replacement["deletedRegion"]
        end = region["charOffset"] + region["charLength"]
        text = text[: region["charOffset"]] + replacement["insertedContent"]["text"] + text[end:]
    assert text == TEXT.replace("@Image3", "@Image1").replace("@Imag\\u0065 2", "@Image1")


def test_rules_come_with_their_documentation():
    run = log()
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    assert "引用不存在" in rules[0]["help"]["markdown"]
    # GitHub's code scanning refuses rules without these.
    assert all(rule[key]["text"] for rule in rules for key in ("shortDescription", "fullDescription", "help"))
    assert [rule["defaultConfiguration"] for rule in rules] == [{"level": "error", "enabled": True}, {"level": "note", "enabled": False}]
    assert [rules[found["ruleIndex"]]["id"] for found in run["results"] if "ruleIndex" in found] == [
        "undefined-reference",
        "off-by-default",
    ]


def test_file_names_are_relative_references():
    run = log()
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.isascii()
    assert not set(uri) & set(':\n "<>')
    assert unquote(uri) == HOSTILE


def test_absolute_paths_below_the_checkout_become_relative(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    paths = [str(tmp_path / "a b.json"), str(tmp_path.parent / "elsewhere.json")]
    found = sample()[0].diagnostics[0]
    results = [sample()[0]._replace(path=path, diagnostics=(found._replace(path=path),)) for path in paths]
    run = json.loads(render("sarif", results))["runs"][0]
    uris = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]]
    assert uris == ["a%20b.json", f"file://{tmp_path.parent}/elsewhere.json"]


def test_failures_are_notifications():
    (invocation,) = log()["invocations"]
    assert invocation["executionSuccessful"] is False
    notes = invocation["toolExecutionNotifications"]
    assert [note["message"]["text"] for note in notes] == ["line 3, column 1: 100% no value\n::stop", "no such file or folder"]
    assert notes[0]["locations"][0]["physicalLocation"]["region"] == {"startLine": 3}
    assert "region" not in notes[1]["locations"][0]["physicalLocation"]
    (clean,) = json.loads(render("sarif", sample()[:2]))["runs"][0]["invocations"]
    assert clean == {"executionSuccessful": True}


def test_brackets_of_a_prompt_make_no_links():
    result = log()["results"][0]
    assert r"\[the @list](x)" in result["message"]["text"]
    assert r"\[here](x)" in result["relatedLocations"][0]["message"]["text"]


def test_the_same_run_gives_the_same_bytes():
    assert render("sarif") == render("sarif")
    fingerprints = [result["partialFingerprints"]["seedanceLint/v1"] for result in log()["results"]]
    assert len(set(fingerprints)) == 3
