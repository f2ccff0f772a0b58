"""A row of words is read once; where it comes again, with other words of the same sense at other places, nothing is different."""

import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from seedance_lint.syntax.parse import _LONGEST_ROW, Parser

PIECES = (
    "@Image1", "@Video1", "@Audio1", "image 1", " ", " ", " ", "\n", "as ", "first frame", "参考@图片1的", "运镜", ", ", ". ", "and ", "the ", "style ", "replace ",
    "with ", "sync to ", "role: ", "(", ")", "no ", "wolpf ", "Rolf ", "character", "walks ", "respectively",
)  # fmt: skip
prompts = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@given(st.lists(prompts, min_size=2, max_size=6))
@settings(max_examples=60)
def test_a_parser_reads_a_prompt_as_if_it_were_its_first(texts: list[str]) -> None:
    parser = Parser()
    for text in (*texts, *texts):
        assert parser.parse(text) == Parser().parse(text)


def test_the_same_row_at_another_place() -> None:
    parser = Parser()
    for text in (
        "@Image1 as first frame.",
        "A ferry leaves. @Image3   as the opening frame!",
        "Character: a man.\n@Image1 as first frame.",
    ):
        assert parser.parse(text) == Parser().parse(text)


def test_the_same_row_of_another_kind_of_file() -> None:
    parser = Parser()
    roles = [[role.role for role in parser.parse(f"match @{kind}1 rhythm").references[0].roles] for kind in ("Video", "Audio", "Video")]
    assert roles == [["rhythm"], ["beat_sync"], ["rhythm"]]


def test_what_only_a_video_can_be_asked_does_not_depend_on_what_was_read_before() -> None:
    parser = Parser()
    for kind in ("Image", "Video", "Image"):
        text = f"@{kind}1 with the sky replaced, then the style of @{kind}2."
        assert parser.parse(text) == Parser().parse(text)


def test_words_that_name_no_role_are_told_from_names_by_their_spelling_each_time() -> None:
    parser = Parser()
    roles = [len(parser.parse(f"@Image1 as {word}.").references[0].roles) for word in ("wolpf", "Rolph", "wolpf")]
    assert roles == [1, 0, 1]


def test_a_label_goes_on_from_a_row_that_was_read_before() -> None:
    parser = Parser()
    text = "Character: a tall man. He waves, @Image1. "
    assert parser.parse(text + "\n" + text) == Parser().parse(text + "\n" + text)


def test_no_more_is_kept_than_a_few_megabytes(monkeypatch) -> None:
    monkeypatch.setattr(sys.modules[Parser.__module__], "_MOST_ROWS", 10)
    parser = Parser()
    for number in range(1, 40):
        parser.parse("@Image1 as style, " * number + "@Video1 rhythm " * 60)
        parser.parse("the style of " * number + "@Image1")
        assert len(parser._kept) <= 10
        assert all(len(letters) <= _LONGEST_ROW for letters, _ in parser._kept)
