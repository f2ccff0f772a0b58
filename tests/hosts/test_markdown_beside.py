"""Markdown: texts that read like prompts and stand beside them, such as what is said to an assistant, or what a picture is made of."""

import pytest

from tests.hosts.places import read

TITLE = "# Seedance 2.0\n\n"
AD = "A film of sixty seconds for a bakery at dawn. Cinematic mood, warm color grading, slow push in, close-up of the dough, aerial shot of the town, four shots with smooth transitions."
HEN = "A hen walks over the yard at dawn, slow push in, dust in the light, cinematic close-up."


def found(page: str) -> list[str]:
    return [root.value["prompt"] for root in read("a.md", TITLE + page) if hasattr(root, "value") and "prompt" in root.value]


@pytest.mark.parametrize(
    "lead", ["Copy any of these into Claude Code or your agent of choice:", "Ask the assistant:", "对 Claude Code 说："]
)
def test_what_is_said_to_an_assistant_is_no_prompt(lead: str) -> None:
    page = f"## Example prompts\n\n{{}}\n\n**A brand**\n\n> {AD}\n"
    assert found(page.format(lead)) == []
    assert found(page.format("Copy any of these into Dreamina:")) == [AD]


def test_an_item_that_ends_with_the_word_is_no_label() -> None:
    page = "This skill is for:\n\n- Prompt work from a rough idea to a finished prompt\n- Mode choice: text only, or first and last frame, or all references\n"
    assert found(page) == []
    assert found(f"- **Prompt**\n- {HEN}\n") == [HEN]


@pytest.mark.parametrize(
    "text",
    [
        "Bind motion and camera to @Video1, bind the new identity to @Image1, and request the same timing.",
        '- "The bottle of @Image1 must remain unchanged in every shot."',
    ],
)
def test_an_order_or_a_part_with_tags_is_no_prompt(text: str) -> None:
    assert found(f"## Swap a character\n\n{text}\n") == []


@pytest.mark.parametrize("heading", ["Core rules", "Prompt rules", "Camera menu", "Camera cheat sheet", "Shot vocabulary", "运镜速查表"])
def test_a_list_of_rules_or_of_words_has_no_prompts(heading: str) -> None:
    item = "The camera stays on the same side of @Image2, slow push in at dusk, and no whip pans."
    assert found(f"## {heading}\n\n- {item}\n") == []
    assert found(f"## Clips\n\n- {item}\n") == [item]


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("**Board 1 prompt**", f"21:9 strip, 4 panels, {HEN}"),
        ("**Board prompt**", HEN),
        ("**Prompt**", "Create a 2x2 four-panel storyboard in pencil. Wide shot of the yard, close-up of a hen, slow push in."),
    ],
)
def test_a_board_of_panels_is_a_picture(label: str, text: str) -> None:
    assert found(f"{label}: {text}\n") == []
    assert found(f"**Prompt**: {HEN}\n") == [HEN]


@pytest.mark.parametrize(("name", "count"), [("imagePrompt", 0), ("keyframePrompt", 0), ("videoPrompt", 1)])
def test_what_a_program_makes_of_its_input_in_a_fence(name: str, count: int) -> None:
    page = f'```\nShot: {{type: wide, duration: 5}}\n\nLayer 1: camera\n  "extreme wide shot, dolly, deep focus"\n\n→ {name}: "{HEN} {HEN}"\n```\n'
    assert len(found(page)) == count


def test_a_list_of_words_in_quotes_is_no_film() -> None:
    lines = [
        f'  Y{number}: "{word}"/"{word} cut" (close-up)'
        for number, word in enumerate(("cinematic", "slow motion", "split screen", "whip pan"))
    ]
    page = "## Prompt\n\n```\nYellow:\n{}\n```\n"
    assert found(page.format("\n".join(lines))) == []


def test_a_marked_fence_with_several_slots_is_a_template() -> None:
    page = "```prompt\n{}\n```\n"
    form = "Scene: [where it is, and when]\nA hen walks from [place] to [another place], slow push in."
    assert found(page.format(form)) == []
    assert len([root for root in read("a.md", page.format(form)) if not hasattr(root, "value")]) == 1
    assert found(page.format(f"[Scene 1] {HEN} @Image1 is [the hen].")) == [f"[Scene 1] {HEN} @Image1 is [the hen]."]


def test_a_bad_example_with_tags_is_no_prompt() -> None:
    page = "❌ Wrong (names in place of tags):\n\n```\n@Image1 is the hen, the hen walks over the yard, slow push in.\n```\n"
    assert found(page) == []
    assert len(found(page.replace("❌ Wrong", "✅ Right"))) == 1


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("**Model:** Kling 3.0", 0),
        ("| Model | `gpt_image_2` |\n|---|---|\n| Ratio | 1:1 |", 0),
        ("- **推荐模型**：Veo 3.1", 0),
        ("**Model:** Kling 3.0 or Seedance 2.0", 1),
        ("**Model:** Kling 3.0\n\n**Model:** Seedance 2.0", 1),
        ("**Model:** Kling 3.0\n\n### Seedance", 1),
        ("```yaml\nmodel: kling-3.0\n```", 1),
    ],
)
@pytest.mark.parametrize("form", ["**Prompt:** {}\n", "**Prompt:**\n\n```text\n{}\n```\n", "> {}\n"])
def test_a_line_above_may_say_which_model_made_it(line: str, count: int, form: str) -> None:
    assert len(found(f"## Case 3\n\n{line}\n\n{form.format(AD)}")) == count
