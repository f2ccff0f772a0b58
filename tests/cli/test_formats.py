"""One file, every format: the same findings at the same places, the same exit code."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest

from seedance_lint.reporters.registry import FORMATS

REQUEST = """\
{
  "prompt": "🎬 夜里的街道\\n100% neon, ＠Image１ 作为首帧, then @Image3 and @Image0 — \\u0040Image4",
  "image_urls": ["https://example.com/图%20片.png"],
  "video_urls": ["https://example.com/50%.mov"]
}
"""
NAME = "夜 100%.json"

Place = tuple[str, int, int]


def of_json(text: str) -> list[Place]:
    return [(found["rule"], found["start"]["line"], found["start"]["column"]) for found in json.loads(text)["diagnostics"]]


def of_jsonl(text: str) -> list[Place]:
    rows = [json.loads(line) for line in text.splitlines()]
    return [(row["rule"], row["start"]["line"], row["start"]["column"]) for row in rows if row["type"] == "diagnostic"]


def of_concise(text: str) -> list[Place]:
    found = re.findall(r"^(.+?):(\d+):(\d+): (?:error|warning|info) ([a-z-]+) .+$", text, re.MULTILINE)
    return [(rule, int(line), int(column)) for _, line, column, rule in found]


def of_full(text: str) -> list[Place]:
    places = []
    for block in text.split("\n\n"):
        if heading := re.match(r"(.+?):(\d+):(\d+): (?:error|warning|info)\[([a-z-]+)\]: ", block):
            further = re.findall(r"^ += also (.+)$", block, re.MULTILINE)
            also = re.findall(r"at (\d+):(\d+)", "".join(further))
            places += [(heading[4], int(line), int(column)) for line, column in [(heading[2], heading[3]), *also]]
    return sorted(places, key=lambda place: place[1:])


def of_github(text: str) -> list[Place]:
    found = re.findall(r"^::(?:error|warning|notice) title=([a-z-]+),file=.+,line=(\d+),endLine=\d+,col=(\d+),", text, re.MULTILINE)
    return [(rule, int(line), int(column)) for rule, line, column in found]


def of_gitlab(text: str) -> list[Place]:
    begins = [(issue["check_name"], issue["location"]["positions"]["begin"]) for issue in json.loads(text)]
    return [(rule, begin["line"], begin["column"]) for rule, begin in begins]


def of_sarif(text: str) -> list[Place]:
    results = json.loads(text)["runs"][0]["results"]
    regions = [(result["ruleId"], result["locations"][0]["physicalLocation"]["region"]) for result in results]
    return [(rule, region["startLine"], region["startColumn"]) for rule, region in regions]


def of_junit(text: str) -> list[Place]:
    names = [re.fullmatch(r"([a-z-]+) \((\d+):(\d+)\)", case.get("name")) for case in ET.fromstring(text).iter("testcase")]
    return [(name[1], int(name[2]), int(name[3])) for name in names]


def of_rdjson(text: str) -> list[Place]:
    lines = REQUEST.encode().split(b"\n")
    starts = [(found["code"]["value"], found["location"]["range"]["start"]) for found in json.loads(text)["diagnostics"]]
    return [(rule, start["line"], len(lines[start["line"] - 1][: start["column"] - 1].decode()) + 1) for rule, start in starts]


def of_html(text: str) -> list[Place]:
    found = re.findall(r'<p class="facts"><a href="#[\w-]+">([a-z-]+)</a> · [^<]+?:(\d+):(\d+)', text)
    return sorted([(rule, int(line), int(column)) for rule, line, column in found], key=lambda place: place[1:])


READERS: dict[str, Callable[[str], list[Place]]] = {
    name.removeprefix("of_"): reader for name, reader in globals().items() if name.startswith("of_")
}


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "html"])  # its cards are read in tests/reporters/test_html.py
def test_formats_agree_on_the_findings(name, check, tmp_path):
    (tmp_path / NAME).write_text(REQUEST, "utf-8")
    expected = check(NAME, "--output-format", "json")
    assert len(of_json(expected.out)) > 4
    shown = check(NAME, "--output-format", name)
    assert READERS[name](shown.out) == of_json(expected.out)
    assert shown.code == expected.code == 1
    assert check(NAME, "--output-format", name).out == shown.out


@pytest.mark.parametrize("name", FORMATS)
def test_what_could_not_be_read_is_told_in_every_format(name, check, tmp_path):
    (tmp_path / "broken.json").write_text('{"prompt": }', "utf-8")
    shown = check("broken.json", "--output-format", name)
    assert shown.code == 2
    assert "broken.json" in (shown.err if name in {"full", "concise"} else shown.out)
    assert "broken.json" in shown.err


@pytest.mark.parametrize("name", FORMATS)
def test_findings_that_do_not_count_leave_the_exit_code_alone(name, check, tmp_path):
    (tmp_path / NAME).write_text(REQUEST, "utf-8")
    shown = check(NAME, "--output-format", name, "--fail-on", "never")
    assert shown.code == 0
    assert "<failure" not in shown.out
