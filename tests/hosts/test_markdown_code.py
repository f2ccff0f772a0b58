"""Markdown: prompts that are shown as a span of code, to be copied."""

import pytest

from tests.hosts.places import only, read

SHORT = "@Image1 walks slowly along the pier."
LONG = "@Image1 walks slowly along the pier of the town while the gulls rise and a bell rings."


@pytest.mark.parametrize(
    ("text", "prompt"), [(f"`{SHORT}`\n\nMore.\n", SHORT), (f"`{LONG}`\n\nMore.\n", LONG), (f"- `{LONG}`\n- b\n", LONG)]
)
def test_a_span_of_code_alone_is_a_prompt(text, prompt) -> None:
    root = only("a.md", text)
    assert (root.value, text[slice(*root.tree().find(("prompt",)).span)]) == ({"prompt": prompt}, prompt)


@pytest.mark.parametrize("text", [f"- `{SHORT}`\n- b\n", f"It is `{LONG}` here.\n", f"`{SHORT}` and `{SHORT}`\n"])
def test_an_item_of_a_few_words_and_code_in_a_sentence_are_none(text) -> None:
    assert read("a.md", text) == []
