"""Markdown: good versions beside bad ones, examples under headings, and names of parts in brackets that look like slots."""

import pytest

from seedance_lint.hosts import Root
from tests.hosts.places import only, read

FILM = "A baker opens the shop at dawn, the camera slowly pushes in over the wet street. Warm light falls on the bread in the window, 35mm."
TITLE = "# Examples for Seedance 2.0\n\n"


def prompts(page: str) -> list[str]:
    return [root.value["prompt"] for root in read("a.md", page) if isinstance(root, Root)]


@pytest.mark.parametrize("sign", ["@Image1", "A baker"])
def test_of_a_bad_and_a_good_version_in_a_fence_the_good_one_is_the_prompt(sign) -> None:
    film = FILM.replace("A baker", sign)
    page = f"# Seedance 2.0\n\n## Vague light\n\n```\n❌ A nice shop, beautiful light.\n\n✅ {film}\n   Bread on the sill.\n```\n"
    root = only("a.md", page)
    assert root.value == {"prompt": f"{film}\n   Bread on the sill."}
    assert root.tree().find(("prompt",)).span == (page.index(film), page.index("\n```\n", page.index(film)))


@pytest.mark.parametrize(
    "fence",
    [
        f"✅ {FILM}\n❌ A nice shop.",
        f"❌ A nice shop.\n✅ {FILM}\n✅ {FILM}",
        "❌ beautiful light\n✅ slow dolly push-in from a wide shot to a close-up over 8 s, anamorphic",
        f"❌ One clip for all.\n✅ Phone version: 9:16. {FILM}\n   Cinema version: 21:9, slow push in, wide shot.",
        "❌ A nice shop.\n✅ [Subject] opens the shop at dawn, the camera slowly pushes in.",
    ],
)
def test_other_marks_in_a_fence_show_no_prompt(fence) -> None:
    assert prompts(f"# Seedance 2.0\n\n## Vague light\n\n```\n{fence}\n```\n") == []


@pytest.mark.parametrize("label", ["Corrected", "Fixed", "Revised", "✅ Corrected version", "**Corrected** (with a light)"])
def test_a_version_that_was_corrected_is_an_example(label) -> None:
    assert prompts(f"# Seedance 2.0\n\n{label}:\n\n> {FILM}\n") == [FILM]
    other = label.replace("Corrected", "Cut").replace("Fixed", "Cut").replace("Revised", "Cut")
    assert prompts(f"# Seedance 2.0\n\n{other}:\n\n> {FILM}\n") == []


@pytest.mark.parametrize("label", ["**Text prompt** (plain path)", "**Prompt** *(for the plain path)*", "**Prompt (plain path)**"])
def test_a_remark_in_brackets_may_be_behind_a_label_in_bold(label) -> None:
    assert prompts(f"# Seedance 2.0\n\n{label}:\n\n```\n{FILM}\n```\n") == [FILM]


@pytest.mark.parametrize("label", ["Prompt (ignition system)", "The solar system: prompt", "System shock prompt"])
def test_a_system_may_be_in_a_film(label) -> None:
    assert prompts(f"# Seedance 2.0\n\n**{label}:**\n\n```\n{FILM}\n```\n") == [FILM]


@pytest.mark.parametrize(
    "label", ["System prompt", "Prompt of the system role", "System", "Never prompt", "Do not use this prompt", "Don't prompt"]
)
def test_what_a_label_gives_to_a_chat_or_forbids_is_no_prompt(label) -> None:
    assert prompts(f"# Seedance 2.0\n\n**{label}:**\n\n> {FILM}\n") == []


def test_what_a_person_says_in_quotes_is_a_request_to_an_assistant() -> None:
    text = '"A 10-second clip of the bakery, wide shot, slow push in, close-up of the bread at dawn."'
    assert prompts(f"# Seedance 2.0\n\n**User:** {text}\n\n**Assistant:** Sure.\n") == []
    assert prompts(f"# Seedance 2.0\n\n**Bakery:** {text}\n") == [text[1:-1]]


def test_a_quote_under_a_heading_of_a_page_of_examples_is_one() -> None:
    film = "A baker opens the shop at dawn and sweeps the wet street in front of it, and the camera follows the broom to the corner."
    page = f"{TITLE}Intro.\n\n## The bakery\n\nA shop.\n\n> {film}\n\n## The pier\n\n> No film at all.\n"
    assert prompts(page) == [film]
    assert prompts(page.replace("Examples", "Notes")) == []
    assert prompts(page.replace("Seedance", "Kling")) == []


def test_a_film_in_a_fence_may_say_plainly_that_it_is_a_prompt() -> None:
    shots = "".join(
        f"Shot {number}: {what}\n"
        for number, what in enumerate(
            [
                "Wide shot of the mill at dawn, the camera pans left, cinematic, volumetric light.",
                "Close-up of the wheel, shallow depth of field, slow motion, film grain.",
                "Tracking shot along the stream, handheld, low angle, golden hour, lens flare.",
                "Medium shot of the miller, the camera dollies in, rack focus, anamorphic.",
                "Extreme close-up of his hand on the old stone, flour in the air, the camera holds still for two seconds.",
            ],
            start=1,
        )
    )
    fence = f"The whole prompt of the mill for one clip, all in one take.\n{shots}"
    page = "# Seedance 2.0\n\n## The mill\n\nText.\n\n```\n{}\n```\n"
    assert prompts(page.format(fence.strip())) == [fence.strip()]
    assert prompts(page.format(fence[:150])) == []


def test_a_formula_does_not_hide_a_timed_film() -> None:
    film = (
        "@图片1 + @图片2 的面包师和猫\n0-3秒：远景，面包师推开木窗，镜头推近。\n3-6秒：近景，猫跳上屋顶，云散开。\n6-9秒：特写，炊烟升起。"
    )
    assert prompts(f"# Seedance 2.0\n\n```\n{film}\n```\n") == [film]
    assert prompts("# Seedance 2.0\n\n```\n@图片1 + @图片2 的面包师和猫，镜头推近，炊烟升起\n```\n") == []


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_fence_inside_of_another_ends_with_the_line_above_the_end_of_that(end) -> None:
    page = (
        f'# Seedance 2.0\n\n```\nReturn a body:\n\n```json\n{{"a": 1}}\n```\n```\n\nMore.\n\n**Prompt:**\n\n```\n{FILM}\n```\n\nThe end.\n'
    )
    assert prompts(page.replace("\n", end)) == [FILM]
    assert prompts(page.replace("```\n```", "```\n").replace("\n", end)) == [FILM]
    assert prompts(page.replace("```json", "json").replace("\n", end)) != [FILM]


def test_a_fence_right_behind_another_opens_one_of_its_own() -> None:
    assert prompts(f"# Seedance 2.0\n\n**Prompt:**\n\n```text\nA list.\n```\n```\n{FILM}\n```\n\nThe end.\n") == [FILM]


def test_a_page_of_examples_in_a_folder_of_ours_needs_no_other_name() -> None:
    film = f"Wide shot: {FILM} Close-up of her hands, tracking shot along the street, handheld, golden hour, shallow depth of field."
    page = f"# Examples by mode\n\nOf all kinds.\n\n## The bakery\n\n`{film}`\n"
    path = "seedance-skill/modes.md"
    assert only(path, page).value == {"prompt": film}
    assert read(path, page.replace("Examples", "Notes")) == read("skill/modes.md", page) == []


def test_in_a_long_row_of_prompts_the_others_are_some_whatever_they_say() -> None:
    film = "{} Wide shot of the pier at dawn, the camera tracks slowly along the boats, golden hour, film grain, close-up of the oars."
    plain = "The mouse runs into the old inn and looks for food. A slice of bread falls from the table, and it takes that home."
    page = "# Seedance 2.0\n\n## Notes\n\nText.\n\n"
    row = "".join(f"## {number}. Clip\n\nBy a friend.\n\n```\n{film.format(number)}\n```\n\n" for number in range(10))
    other = f"## 10. Mouse\n\nBy a friend.\n\n```\n{plain}\n```\n"
    assert plain in prompts(f"{page}{row}{other}")
    assert plain not in prompts(f"{page}{row[row.index('## 1.') :]}{other}")
    assert plain.replace(". ", " ").replace(".", "") not in prompts(f"{page}{row}{other.replace('. A', ' A').replace('home.', 'home')}")
    listed = "".join(f"## {number}. Notes\n\nBy a friend.\n\n```\n{plain} {number}.\n```\n\n" for number in range(11))
    assert plain not in prompts(f"{page}{row}{listed}{other}")


def test_what_is_only_called_a_prompt_may_have_words_that_fields_have_if_it_is_long() -> None:
    story = "Once there lived a hare who could run like the wind. One day it met a tortoise on the road and laughed at it. So the two had a race over the hill. "
    story += (
        "The hare was soon far ahead and lay down to rest, and the tortoise walked on without a word until it came to the gate of the mill."
    )
    page = "# Clip for Seedance 2.0\n\n## Prompt\n\n```\n{}\n```\n"
    assert prompts(page.format(story)) == [story]
    assert prompts(page.format(f"{story} Write, copy and paste a file.")) == []
    assert prompts(page.format("What the hare should run to, copy of the file.")) == []


def test_what_is_only_called_a_prompt_may_say_what_should_be_seen() -> None:
    text = "Skateboard through the streets of a city, 15s. The clip should end at a wall with a drawing of a boat."
    page = "# Seedance 2.0\n\n## Prompt\n\n```\n{}\n```\n"
    assert prompts(page.format(f"{text} Slow motion.")) == [f"{text} Slow motion."]
    assert prompts(page.format(f"{text} Slow motion.").replace("## Prompt", "## The clip")) == []
    assert prompts(page.format(f"{text} Slow motion. You upload a picture.")) == []


def test_three_examples_in_quotes_make_prompts_of_the_others() -> None:
    plain = "The girl in the picture comes to life, and drinks tea while nobody looks."
    row = "".join(f"## Clip {number}\n\nBy a friend.\n\n> {number}: {FILM}\n\n" for number in range(3))
    other = f"## Tea\n\nBy a friend.\n\n> {plain}\n\n## Sources\n\nFriends.\n"
    assert plain in prompts(f"{TITLE}Intro.\n\n{row}{other}")
    assert plain not in prompts(f"{TITLE}Intro.\n\n{row[row.index('## Clip 1') :]}{other}")
    assert plain not in prompts(f"{TITLE.replace('Examples', 'Notes')}Intro.\n\n{row}{other}")
    assert prompts(f"{TITLE}Intro.\n\n{row}{other.replace('> ', '> Note: ')}") == [f"{number}: {FILM}" for number in range(3)]


@pytest.mark.parametrize("label", ["**Video prompt**", "**Step C 图生视频 prompt：**", "Prompt for Seedance (image to video):"])
def test_a_label_of_a_video_stands_below_what_is_said_of_pictures(label) -> None:
    page = f"# Seedance 2.0\n\n## The bakery\n\n**Picture**\n\n`nano_banana/1.png`, made with Nano Banana.\n\n{label}\n\n{FILM}\n\nEnd.\n"
    assert FILM in prompts(page)
    assert prompts(page.replace(label, "**The look of it**")) == []
