"""What is kept between versions of a document is what a fresh look finds."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_lint.config.configuration import Configuration, Overrides
from seedance_lint.hosts import host_for
from seedance_lint.linter.lint import Linter
from seedance_lint.lsp.analysis import Analysis
from seedance_lint.lsp.buffer import Buffer
from seedance_lint.lsp.diagnostics import shown_diagnostics
from seedance_lint.lsp.hover import hover_text
from seedance_lint.lsp.navigation import definition, mentions, rename
from seedance_lint.lsp.units import UNITS
from seedance_lint.profiles import load_profile
from seedance_lint.rules.examples import payload
from seedance_lint.source.document import SourceDocument

IMAGES = '"image_urls": ["https://a.example.org/1.png"]'
LINES = st.sampled_from([
    '{"prompt": "@Image1 as scene", ' + IMAGES + "}",
    '{"prompt": "图🌆 @Image2 as scene", ' + IMAGES + "}",
    '{"prompt": "@image 1",\r ' + IMAGES + "}",
    '{"prompt":\r "@Image7", ' + IMAGES + "}",
    '{"prompt": "@Image0"}\r',
    '{"prompt": "\\u56fe \\"line\\":0, @Image7", ' + IMAGES + "}",
    "",
    "{",
    '{"prompt": 7',
])  # fmt: skip
TEXTS = st.lists(LINES, max_size=6).map("\n".join)
LINTER = Linter(Configuration(Overrides(isolated=True)).settings_for("a.jsonl"))
HOST = host_for("a.jsonl")


def shown(buffer: Buffer, analysis: Analysis) -> list[dict]:
    return json.loads(shown_diagnostics(buffer, analysis))


@given(st.lists(TEXTS, min_size=2, max_size=4), st.sampled_from(sorted(UNITS)))
def test_a_later_version_says_what_a_fresh_look_says(versions, units):
    before = None
    for number, text in enumerate(versions):
        buffer = Buffer("file:///a.jsonl", text, number, "jsonl", UNITS[units])
        before = Analysis(text, "a.jsonl", HOST, LINTER, before)
        assert shown(buffer, before) == shown(buffer, Analysis(text, "a.jsonl", HOST, LINTER))


@given(TEXTS)
def test_line_by_line_says_what_the_whole_file_says(text):
    buffer = Buffer("file:///a.jsonl", text, 1, "jsonl", UNITS["utf-32"])
    whole = LINTER.lint(SourceDocument("a.jsonl", text), HOST)
    found = [(each["code"], each["range"]) for each in shown(buffer, Analysis(text, "a.jsonl", HOST, LINTER)) if "code" in each]
    assert found == [
        (
            each.rule,
            {name: {"line": place.line - 1, "character": place.column - 1} for name, place in (("start", each.start), ("end", each.end))},
        )
        for each in whole.diagnostics
    ]


def test_only_the_line_that_changed_is_looked_at_again():
    text = "\n".join(f'{{"prompt": "@Image{number}"}}' for number in range(5))
    first = Analysis(text, "a.jsonl", HOST, LINTER)
    second = Analysis("\n" + text.replace("@Image3", "@Image9"), "a.jsonl", HOST, LINTER, first)
    kept = [one.piece is other.piece for one, other in zip(first.pieces, second.pieces[1:], strict=True)]
    assert kept == [False, True, True, False, True]  # the first line of a file is read more closely than others


@pytest.mark.parametrize(
    ("profile", "first", "second"),
    [("seedance-2.0", "@Image1", "@Image2"), ("ark-2.0", "Image 1", "Image 2"), ("ark-2.0", "图片1", "图片2")],
)
def test_tags_lead_to_their_files_in_the_provider_s_own_spelling(profile, first, second):
    prompt = f"{first} as character walks past {second}, then {first} turns."
    text = json.dumps(payload(prompt, load_profile(profile), {"image": 2}), ensure_ascii=False)
    linter = Linter(Configuration(Overrides(isolated=True, profile=profile)).settings_for("a.json"))
    analysis = Analysis(text, "a.json", host_for("a.json"), linter)
    starts = [text.index(first), text.rindex(first)]
    markdown, span = hover_text(analysis, starts[1] + 2)
    assert markdown.startswith(f"**`{load_profile(profile).tag('image', 1)}`** → `image-1.png`")
    assert text[span.start : span.end] == first
    (target,) = definition(analysis, starts[0])
    assert "https://example.com/image-1.png" in text[target.target.start : target.target.end]
    assert [place.start for place in mentions(analysis, starts[0])] == starts
    assert [text[edit.start : edit.end] for edit in rename(analysis, starts[0], second)] == [first, first]


class Breaking:
    """A host that breaks on each document."""

    @staticmethod
    def roots(document):
        raise ZeroDivisionError("by a host")


def test_what_the_program_breaks_on_is_shown_on_its_first_line_and_nothing_else_is_asked_of_it():
    text = '{"prompt": "@Image1"}\n'
    buffer = Buffer("file:///a.json", text, 1, "json", UNITS["utf-32"])
    analysis = Analysis(text, "a.json", Breaking, LINTER)
    [problem] = shown(buffer, analysis)
    assert problem["message"].startswith("the program failed on this file: ZeroDivisionError: by a host (")
    assert problem["range"] == {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": len(text) - 1}}
    assert hover_text(analysis, text.index("@Image1")) is None
