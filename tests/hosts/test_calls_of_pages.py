"""Calls that pages show in no language: in fences that say none, and in spans of code."""

import pytest

from seedance_lint.hosts import Root
from seedance_lint.requests import Contracts, find_requests
from tests.hosts.places import read
from tests.hosts.test_nested import check

KITE = "a red kite over the dunes"
CALLS = {
    "a tool": (f'generate_video(\n  prompt="{KITE}",\n  duration=5\n)', [KITE]),
    "words around it": (f'First upload.\n1. clip = client.generate_video(prompt="{KITE} (slow)", seconds=5)\nThen wait.', [f"{KITE} (slow)"]),
    "a script": (f'const clip = await generateVideo({{ prompt: "{KITE}", duration: 5 }});', [KITE]),
    "two": (f'generate_video(prompt="{KITE}")\ngenerate_video(prompt="the fog lifts")', [KITE, "the fog lifts"]),
    "a picture": (f'generate_image(prompt="{KITE}")', []),
    "a variable": ("generate_video(prompt=scene.text, duration=5)", []),
    "a bracket that stays open": (f'generate_video(prompt="{KITE}"', []),
    "a declaration": ("generate_video(prompt: string, duration: number)", []),
    "another product": (f'kling.generate_video(prompt="{KITE}")', []),
}  # fmt: skip


def prompts(page: str) -> list[str]:
    roots = [root for root in read("a.md", page) if isinstance(root, Root)]
    for root in roots:
        check(root, page)
    return [each.prompt for root in roots for each in find_requests(root.value, Contracts(), root.around).found]


@pytest.mark.parametrize("language", ["", "text"])
@pytest.mark.parametrize(("call", "expected"), CALLS.values(), ids=CALLS)
def test_calls_in_a_fence_without_a_language(call, expected, language):
    page = f"# Seedance skill\n\n```{language}\n{call}\n```\n"
    assert prompts(page) == expected
    assert prompts(page.replace("Seedance", "Film")) == []


def test_a_call_in_a_quote():
    assert prompts(f'# Seedance skill\n\n> ```\n> generate_video(\n>   prompt="{KITE}")\n> ```\n') == [KITE]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f'- Call `generate_video(prompt="{KITE}", duration=5)` and wait.', [KITE]),
        (f'Use `seedance.create({{prompt: "{KITE}", duration: 5}})`.', [KITE]),
        (f'- Call `generate_image(prompt="{KITE}")`.', []),
        (f'- Give it `prompt="{KITE}"`.', []),
    ],
)
def test_calls_in_spans_of_code(line, expected):
    page = f"# Seedance skill\n\n{line}\n"
    assert prompts(page) == expected
