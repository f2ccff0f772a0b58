"""Markdown: lists of prompts without tags, below a heading that promises prompts or examples."""

import pytest

from seedance_lint.hosts import Root
from tests.hosts.places import read

SCENES = [
    "Close-up of dough under a baker's hands, flour in the air",
    "Aerial shot of a market in the fog",
    "A boat leaves the harbour at dusk",
    "Slow motion of rain on the window of a tram",
]


def prompts(page: str) -> list[str]:
    return [root.value["prompt"] for root in read("a.md", page) if isinstance(root, Root)]


def listed(heading: str, items: list[str]) -> str:
    return "# Clips with Seedance 2.0\n\nMakes clips.\n\n" + heading + "\n\n" + "\n".join(f"- {item}" for item in items) + "\n"


@pytest.mark.parametrize("heading", ["## Example prompts", "## Examples", "Try one of them.\n\n**Example prompts:**", "示例："])
@pytest.mark.parametrize("form", ['"{}"', "`{}`", '**One:** "{}"'])
def test_a_list_of_texts_in_quotes_is_one_of_prompts_if_most_read_like_a_scene(heading, form) -> None:
    items = [form.format(scene) for scene in SCENES]
    assert sorted(prompts(listed(heading, items))) == sorted(SCENES)
    assert prompts(listed("## Features", items)) == []
    assert (
        prompts(
            listed(
                heading, [items[2], form.format("The baker wants to be paid today"), form.format("Nobody knows what it costs"), items[1]]
            )
        )
        == []
    )


def test_what_is_not_in_quotes_is_a_prompt_of_such_a_list_if_prompts_are_promised() -> None:
    assert sorted(prompts(listed("## Example prompts", SCENES))) == sorted(SCENES)
    assert prompts(listed("## Examples", SCENES)) == []
    assert not {*prompts(listed("If you are about to test prompts:", SCENES))} & {*SCENES}
    assert (
        prompts(
            listed(
                "## Example prompts",
                ["Subject: a baker at dawn", "Camera: slow push-in, close-up", "Light: golden hour", "Style: cinematic"],
            )
        )
        == []
    )


def test_what_orders_the_reader_or_names_the_product_is_no_prompt_of_a_list() -> None:
    more = [
        "Use Seedance to make a cinematic clip of my shop",
        "Keep the camera still in a close-up of hands",
        "Create a 30-second video of a shop",
    ]
    assert sorted(prompts(listed("## Example prompts", [f'"{each}"' for each in [*SCENES, *more]]))) == sorted(SCENES)


def test_a_page_that_makes_pictures_as_well_has_no_such_lists() -> None:
    page = listed("## Examples", [f'"{scene}"' for scene in SCENES])
    assert prompts(page.replace("Makes clips.", "Makes pictures with Nano Banana, and clips.")) == []


@pytest.mark.parametrize("form", ["> {}\n", "**One:** {}\n"])
def test_quotes_and_paragraphs_with_names_are_a_list_as_well(form) -> None:
    page = listed("## Example prompts", []) + "\n".join(form.format(scene) for scene in SCENES)
    assert sorted(prompts(page)) == sorted(SCENES)
    assert prompts(page.replace("## Example prompts", "## Notes")) == []


FILM = "A woman walks on the pier at sunset, slow tracking shot, golden hour light, waves roll behind her."


def test_a_heading_that_numbers_a_prompt_calls_what_is_below_it_one() -> None:
    page = f"# Seedance 2.0\n\nText.\n\n## Prompt 1: The pier\n\n{FILM}\n"
    assert prompts(page) == [FILM]
    assert prompts(page.replace("Prompt 1:", "Image prompt 1:")) == []


def test_the_end_of_a_word_says_nothing_of_each_prompt() -> None:
    page = f"# Seedance 2.0\n\n**Beach prompt:** {FILM}\n"
    assert prompts(page) == [FILM]
    assert prompts(page.replace("Beach prompt", "For each prompt")) == []
