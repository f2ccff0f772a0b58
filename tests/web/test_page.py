"""What the page's worker answers: the same words and places as everywhere else, in UTF-16."""

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import seedance_lint

WEB = Path(__file__).parents[2] / "web"

if not WEB.is_dir():
    pytest.skip("the page is not in this copy", allow_module_level=True)
sys.path.insert(0, str(WEB / "python"))

from page.bridge import answer  # noqa: E402
from page.units import Units  # noqa: E402

NO_FILES = {"image": [], "video": [], "audio": []}


def ask(do, **asked):
    said = json.loads(answer(json.dumps({"do": do, "profile": "auto", "files": None, **asked})))
    assert "error" not in said, said
    return said["answer"]


@given(st.text(st.characters() | st.sampled_from("🎬🐈𝒳a\n"), max_size=40))
def test_offsets_count_as_javascript_does(text):
    units = Units(text)
    for point in range(len(text) + 1):
        unit = len(text[:point].encode("utf-16-le", "surrogatepass")) // 2
        assert units.utf16(point) == unit
        assert units.points(unit) == point
        if point and text[point - 1] > "\uffff":
            assert units.points(unit - 1) == point - 1  # between the halves: where it starts


@pytest.mark.parametrize("before", ["", "🎬 ", "🎬🎬\n🐈 ", "字 "])
def test_findings_are_those_of_the_library_at_the_places_of_javascript(before):
    text = before + "@Image1 as first frame, @Image3 as scene, @image 1."
    files = {**NO_FILES, "image": [{"url": "https://example.com/a.png", "facts": None}]}
    state = ask("check", text=text, files=files)
    found = seedance_lint.lint(text, image_urls=["https://example.com/a.png"]).diagnostics
    assert sorted((each["rule"], each["message"]) for each in state["findings"]) == sorted((each.rule, each.message) for each in found)
    javascript = text.encode("utf-16-le")
    for each in state["findings"]:
        part = javascript[2 * each["start"] : 2 * each["end"]].decode("utf-16-le")
        assert part in each["message"]


def test_facts_of_the_browser_reach_the_rules():
    facts = {"kind": "video", "format": "mp4", "size": 1_000_000, "duration": 20.0, "width": 1280, "height": 720, "problem": None}
    files = {**NO_FILES, "video": [{"url": "clip.mp4", "facts": facts}]}
    state = ask("check", text="Replicate @Video1.", files=files, profile="fal-2.0")
    assert [(each["rule"], each["pointer"]) for each in state["findings"]] == [("media-duration", "/video/0")]
    assert not ask("check", text="Replicate @Video1.", files={**files, "video": [{"url": "clip.mp4", "facts": {**facts, "duration": 9.0}}]}, profile="fal-2.0")["findings"]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("🎬 @Image1, @Image2.", [2, 1], "🎬 @Image2, @Image1."),
        ("@Image1 @Image2 @Image3", [3, 1, 2], "@Image2 @Image3 @Image1"),
        ("@image 1, @Image3", [1, 3, 2], "@image 1, @Image2"),  # what does not move stays as it is written
        ("@Image1 to @Image4. @Image1", [1, 3, 2, 4], "@Image1, @Image3, @Image2, @Image4. @Image1"),
        ("@Image1-3", [1, 3, 2], "@Image1, @Image3, @Image2"),
    ],
)
def test_tags_follow_files(text, order, expected):
    files = {**NO_FILES, "image": [{"url": f"https://example.com/{number}.png", "facts": None} for number in range(len(order))]}
    made = ask("move", text=text, files=files, kind="image", order=order)
    units = Units(text)
    for edit in reversed(made["edits"]):
        text = text[: units.points(edit["start"])] + edit["text"] + text[units.points(edit["end"]) :]
    assert text == expected
    assert made["doubts"] == []


def test_a_prompt_is_one_whatever_stands_in_it():
    text = '---\nimages: 3\n---\n{"prompt": "@Image1"}\n===\n@Image2'
    assert len(ask("check", text=text)["marks"]) == 2


def test_a_question_that_goes_wrong_is_answered():
    assert "error" in json.loads(answer('{"do": "check"}'))
    assert "error" in json.loads(answer('{"do": "nothing"}'))


def test_every_profile_makes_a_request_that_it_accepts():
    for provider in ask("providers")["providers"]:
        for profile in provider["profiles"]:
            made = ask("request", text="A tram leaves the depot.", profile=profile["name"])
            result = seedance_lint.lint_request(made["body"], profile=profile["name"])
            assert not [each for each in result.diagnostics if each.severity == "error"], profile["name"]
