"""Markdown: tables whose column is called just prompts, where few words are enough."""

import pytest

from tests.hosts.places import only, pieces, read

SHORT = "A bottle turns on wet stone, macro shot"
CHINESE = "陶罐在转盘上慢慢成形，泥水飞溅，特写"
TAGGED = "@Image1 runs through the wet market"


def page_of(head: str, *cells: str, first: str = "Use") -> str:
    rows = "".join(f"| ad {number} | {cell} |\n" for number, cell in enumerate(cells))
    return f"# Seedance 2.0 by example\n\n| {first} | {head} |\n|---|---|\n{rows}"


@pytest.mark.parametrize("head", ["Prompt", "Prompt Example", "Example prompt", "**Prompt**", "提示词(示例)", "提示词示例", "Prompt (EN)"])
@pytest.mark.parametrize("cell", [SHORT, CHINESE, TAGGED])
def test_few_words_are_enough_in_a_column_of_prompts(head, cell) -> None:
    page = page_of(head, cell)
    root = only("a.md", page)
    assert root.value == {"prompt": cell}
    made = root.tree().find(("prompt",)).form.source_map(page)
    assert all(page[slice(*span)] == character for character, span in pieces(made))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("by example", "and Midjourney"),  # and may be of pictures
        ("Seedance", "Kling"),
        ("| Prompt |", "| What the prompt says |"),
        ("| Prompt |", "| Negative prompt |"),
        ("| Use |", "| Camera movement |"),  # the cells are parts of prompts
        (SHORT, "A bottle turns on wet stone, and drops run down"),  # nothing of a film
        (SHORT, "Slow macro shot, wet stone"),
        (SHORT, "Describe the bottle, the stone and the macro shot"),
    ],
)
def test_what_is_no_such_column_needs_more_words(old, new) -> None:
    page = page_of("Prompt", SHORT)
    assert old in page
    assert read("a.md", page.replace(old, new)) == []


@pytest.mark.parametrize("cell", ["Use @Image1 as the hero", "@Image1 @Image2", "`@Image1` runs through the wet tag"])
def test_a_cell_that_says_how_tags_are_used_is_no_prompt(cell) -> None:
    assert read("a.md", page_of("Prompt", cell)) == []
