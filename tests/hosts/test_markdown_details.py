"""Prompts that a page folds up in elements of HTML."""

import pytest

from seedance_lint.hosts import Passed, Root
from seedance_lint.hosts.prose.verdict import TEMPLATE
from tests.hosts.places import pieces, read

SCENE = "A baker kneads dough by the window at dawn, slow push in on the hands."
FOLDED = "# Seedance scenes\n\n<details>\n<summary><b>{label}</b></summary>\n\n<{mark}>{text}</{mark}>\n\n</details>\n"
FOUND = {
    "a quote": (FOLDED.format(label="Prompt", mark="blockquote", text=SCENE), SCENE),
    "a hint beside the label": (FOLDED.format(label="Prompt</b> — <b>show it", mark="blockquote", text=SCENE), SCENE),
    "text as it is": (FOLDED.format(label="提示词", mark="pre", text=f"\n{SCENE}\nRain falls.\n"), f"{SCENE}\nRain falls."),
    "characters by their names": (FOLDED.format(label="Prompt", mark="blockquote", text=f"{SCENE}<br>The baker&#x27;s dog."), f"{SCENE}\nThe baker's dog."),
    "tags": (FOLDED.format(label="Prompt", mark="blockquote", text="@Image1 kneads the dough slowly."), "@Image1 kneads the dough slowly."),
    "something else": (FOLDED.format(label="Negative prompt", mark="blockquote", text=SCENE), None),
    "no label of a prompt": (FOLDED.format(label="More", mark="blockquote", text=SCENE), None),
    "elements in it": (FOLDED.format(label="Prompt", mark="blockquote", text=f"<ul><li>{SCENE}</li></ul>"), None),
    "a page about something else": (FOLDED.format(label="Prompt", mark="blockquote", text=SCENE).replace("Seedance", "Film"), None),
    "a fence that shows it": ("# Seedance\n\n```html\n" + FOLDED.format(label="Prompt", mark="blockquote", text=SCENE) + "```\n", None),
    "a comment": ("# Seedance\n\n<!--\n" + FOLDED.format(label="Prompt", mark="blockquote", text=SCENE) + "-->\n", None),
}  # fmt: skip


@pytest.mark.parametrize(("page", "prompt"), FOUND.values(), ids=FOUND)
def test_what_a_summary_calls_a_prompt(page, prompt):
    roots = [root for root in read("a.md", page) if isinstance(root, Root)]
    assert [root.value["prompt"] for root in roots] == [prompt] * (prompt is not None)
    for root in roots:
        node = root.tree().find(("prompt",))
        assert node.form.source_map(page).value == prompt
        assert page[node.span.start] == prompt[0]


def test_a_template_that_is_folded_up_is_passed_over():
    (passed,) = read("a.md", FOLDED.format(label="Prompt", mark="blockquote", text=f"{SCENE} {{PRODUCT}} stands beside it."))
    assert isinstance(passed, Passed)
    assert passed.reason == TEMPLATE


OUTPUT = "# Instructions for Seedance\n\n<example>\n<input>\nA bakery.\n</input>\n<output>\n{text}\n</output>\n</example>\n"
FILM = "15s, 9:16, film grain\n\n**Shot 1 (0-4s)** | close-up\nThe baker opens the oven, slow push-in.\n\n**Shot 2 (4-8s)** | wide shot\nLoaves steam on the shelf, the camera orbits."


def test_the_output_of_an_example_is_a_prompt_as_a_whole():
    page = OUTPUT.format(text=FILM)
    (root,) = read("a.md", page)
    made = root.tree().find(("prompt",)).form.source_map(page)
    assert made.value == root.value["prompt"]
    assert made.value.split("\n")[:2] == ["15s, 9:16, film grain", "**Shot 1 (0-4s)** | close-up"]
    assert all(page[slice(*span)] == character or character == "\n" for character, span in pieces(made))
    for other in (
        page.replace("Seedance", "Kling"),
        page.replace("<output>", "<input>").replace("</output>", "</input>"),
        OUTPUT.format(text="The bakery opens at dawn, and the baker is happy to see the guests who come in from the rain."),
        f"```\n{page}```\n",
    ):
        assert all(root.value.get("prompt") != made.value for root in read("a.md", other))


def test_what_an_output_calls_a_prompt_is_one_without_the_rest():
    text = f"```\n# Bakery, 8s\nGrain.\n---\n## Shots (0-8s)\nOven, then shelf.\n---\n## 【Seedance提示词】\n{SCENE}\n---\n## Sound\nBirds.\n```"
    page = OUTPUT.format(text=text)
    (root,) = read("a.md", page)
    assert root.value == {"prompt": SCENE}
    assert root.offset == page.index(SCENE)
    assert read("a.md", page.replace("Seedance提示词", "Image prompt")) == []
