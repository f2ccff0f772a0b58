"""Fences of which a part is the prompt: by remarks above versions, as a field of a form; and short texts that are called just a prompt."""

import pytest

from seedance_lint.hosts import Root
from tests.hosts.places import read
from tests.hosts.test_nested import check

GOOD = "A potter turns a bowl by the window at dawn, slow push-in, close-up of the hands"
BAD = "a potter in a workshop who makes very beautiful things"


def prompts(page: str) -> list[str]:
    roots = [root for root in read("a.md", page) if isinstance(root, Root)]
    assert sum(check(root, page) for root in roots) >= 0
    return [root.value["prompt"] for root in roots]


VERSIONS = {
    "words": (f"// BAD\n{BAD}\n\n// GOOD\n{GOOD}", [GOOD]),
    "marks and words": (f"# ❌ Too vague\n{BAD}\n\n# ✅ Says what is seen:\n{GOOD}", [GOOD]),
    "quotes": (f'// ❌ Bad\n"{BAD}"\n// ✅ Good\n"{GOOD}"', [GOOD]),
    "several": (f"// BAD\n{BAD}\n// GOOD\n{GOOD}\n\n// BAD\n{BAD}\n// GOOD\n{GOOD} again", [GOOD, f"{GOOD} again"]),
    "the good one first": (f"-- Good\n{GOOD}\n-- Bad\n{BAD}", [GOOD]),
    "a bad one alone": (f"// BAD\n{GOOD}", []),
    "remarks on something else": (f"// BAD\n{BAD}\n// LATER\n{GOOD}", []),
    "a good one that says little": (f"// BAD\n{BAD}\n// GOOD\na bowl", []),
}


@pytest.mark.parametrize(("fence", "expected"), VERSIONS.values(), ids=VERSIONS)
def test_versions_below_remarks(fence, expected):
    assert prompts(f"# Seedance 2.0 at the potter's\n\nText.\n\n```\n{fence}\n```\n") == expected


FORMS = {
    "three fields": ("Prompt: A potter turns a bowl\nImages: 2\nDuration: 5s", ["A potter turns a bowl"]),
    "in Chinese": ("提示词: 陶匠在窗边慢慢转动一只陶碗\n图片: 2张\n时长: 5s", ["陶匠在窗边慢慢转动一只陶碗"]),
    "the prompt last": ("Duration: 5s\nRatio: 9:16\nPrompt: A potter turns a bowl", ["A potter turns a bowl"]),
    "several lines": (
        "Prompt: A potter turns a bowl\nby the window at dawn\nDuration: 5s",
        ["A potter turns a bowl\nby the window at dawn"],
    ),
    "no parameter": ("Prompt: A potter turns a bowl\nNote: this is a start", []),
    "a slot": ("Prompt: [what is seen]\nDuration: 5s", []),
    "a sentence before it": ("Fill in the form.\nPrompt: A potter turns a bowl\nDuration: 5s", []),
    "two prompts": ("Prompt: A potter turns a bowl\nPrompt: A potter rests\nDuration: 5s", []),
    "one of a picture": ("Image prompt: A potter turns a bowl\nDuration: 5s", []),
}


@pytest.mark.parametrize(("fence", "expected"), FORMS.values(), ids=FORMS)
def test_forms_of_one_field_a_line(fence, expected):
    assert prompts(f"# Seedance 2.0\n\n```\n{fence}\n```\n") == expected


BOWL = "A potter turns a bowl"
JUST = {
    "in quotes": (f'**Prompt:** "{BOWL}"', [BOWL]),
    "in a quote": (f"Prompt:\n\n> {BOWL}", [BOWL]),
    "in a fence": (f"### Prompt 2\n\n```\n{BOWL}\n```", [BOWL]),
    "in Chinese": ("**提示词**：“陶匠在窗边慢慢转动一只陶碗”", ["陶匠在窗边慢慢转动一只陶碗"]),
    "without quotes": (f"**Prompt:** {BOWL}", []),
    "with more words": (f'**Prompt that I used:** "{BOWL}"', []),
    "too short": ('**Prompt:** "A bowl"', []),
    "an order": ('**Prompt:** "Add more light to the prompt"', []),
    "beside pictures": (f'Midjourney makes the pictures.\n\n**Prompt:** "{BOWL}"', []),
}


@pytest.mark.parametrize(("text", "expected"), JUST.values(), ids=JUST)
def test_short_texts_below_the_word_alone(text, expected):
    assert prompts(f"# Seedance 2.0 at the potter's\n\n{text}\n") == expected


def test_a_page_that_only_a_folder_says_is_ours_needs_more():
    roots = read("seedance/a.md", f'# At the potter\'s\n\n**Prompt:** "{BOWL}"\n')
    assert roots == []
