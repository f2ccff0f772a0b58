"""The set-up of editors, as far as it can be read without them (a real Neovim runs its own in test_neovim.py)."""

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")
MANIFEST = json.loads((ROOT / "editors" / "vscode" / "package.json").read_text(encoding="utf-8"))


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


def test_every_block_of_settings_can_be_read():
    assert [json.loads(block) for block in blocks("json")]
    assert [tomllib.loads(block) for block in blocks("toml")]


def test_the_problem_matcher_is_the_one_that_is_tested():
    [matcher] = [task["problemMatcher"] for block in blocks("json") for task in as_tasks(json.loads(block)) if "problemMatcher" in task]
    [tested] = json.loads((ROOT / "docs" / "problem-matcher.json").read_text(encoding="utf-8"))["problemMatcher"]
    assert [matcher["pattern"]] == tested["pattern"]
    assert matcher == {key: value for key, value in MANIFEST["contributes"]["problemMatchers"][0].items() if key != "name"}


def as_tasks(data) -> list[dict]:
    return data.get("tasks", []) if isinstance(data, dict) else []


def test_settings_of_the_extension_exist():
    settings = MANIFEST["contributes"]["configuration"]["properties"]
    named = set(re.findall(r'"(seedance-lint\.(?!toml)[a-z.]+)"', TEXT)) | set(
        re.findall(r"`(seedance-lint\.[a-z.]+)`", (ROOT / "editors" / "vscode" / "README.md").read_text(encoding="utf-8"))
    )
    assert named
    assert named <= set(settings)


@pytest.mark.parametrize("word", ["vscode", "neovim", "helix", "emacs", "sublime-text", "zed"])
def test_every_editor_has_its_section(word):
    title = word.replace("vscode", "vs-code")
    headings = {re.sub(r"[^a-z0-9 ]", "", line.lower()).strip().replace(" ", "-") for line in re.findall(r"^## (.*)$", TEXT, re.MULTILINE)}
    assert title in headings
    assert f"(#{title})" in TEXT


def test_text_files_of_prompts_are_watched_for_where_the_extension_wakes():
    defaults = MANIFEST["contributes"]["configuration"]["properties"]["seedance-lint.textFiles"]["default"]
    wakes = next(event for event in MANIFEST["activationEvents"] if event.startswith("workspaceContains:")).partition(":")[2]
    assert set(defaults) == {wakes.replace("{prompt,prompts}", name) for name in ("prompt", "prompts")}


def test_every_language_that_is_checked_wakes_the_extension_and_is_known_to_the_server():
    from seedance_lint.lsp.session import _SUFFIXES

    languages = set(MANIFEST["contributes"]["configuration"]["properties"]["seedance-lint.languages"]["default"])
    own = {language["id"] for language in MANIFEST["contributes"]["languages"]}  # wakes it by itself
    woken = {event.partition(":")[2] for event in MANIFEST["activationEvents"] if event.startswith("onLanguage:")}
    assert languages == woken | own
    assert languages <= set(_SUFFIXES)
