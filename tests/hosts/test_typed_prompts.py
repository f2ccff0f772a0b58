"""Prompts that a robot types into a web page."""

import pytest

from seedance_lint.hosts import Root
from tests.hosts.places import read
from tests.hosts.test_nested import check

ROBOT = "from playwright.sync_api import sync_playwright\npage.goto('https://dreamina.capcut.com/ai-tool/generate?type=video')\n"
SCRIPT = "import { chromium } from 'playwright';\nawait page.goto('https://jimeng.jianying.com/ai-tool/home?type=video');\n"
PROGRAMS = {
    "a field of several lines": ("a.py", ROBOT + "page.fill('textarea.box', 'A kite rises over @Image1')", ["A kite rises over @Image1"]),
    "a name": ("a.py", ROBOT + "PROMPT = 'A kite \\'rises\\' over the sea'\npage.keyboard.type(PROMPT, delay=9)", ["A kite 'rises' over the sea"]),
    "a film": ("a.py", ROBOT + "box.send_keys('Close-up of a kettle, the camera pushes in slowly, steam rises')", ["Close-up of a kettle, the camera pushes in slowly, steam rises"]),
    "something else": ("a.py", ROBOT + "page.fill('#mail', 'one of us at home')\npage.fill(BOX, 'what it is not')\nbox.send_keys('hello my old friend')", []),
    "a script": ("a.mjs", SCRIPT + "const promptText = '雨夜的街道，一个女孩慢慢回头'; await box.fill(promptText); await page.type('[contenteditable]', `A kite rises`, {delay: 9})", ["雨夜的街道，一个女孩慢慢回头", "A kite rises"]),
    "a function of the script": ("a.mjs", SCRIPT + "async function typePrompt(page, field, text) { await page.locator(field).fill(text); }\nconst said = 'A kite rises' + ' over the sea';\nawait typePrompt(page, BOX, said);", ["A kite rises over the sea"]),
    "a function of the program": ("a.py", ROBOT + "def enter_prompt(page, text):\n    page.keyboard.type(text)\nenter_prompt(page, 'A kite rises over the sea')", ["A kite rises over the sea"]),
    "a function of the script for pictures": ("a.mjs", SCRIPT + "async function typePrompt(page, field, text) { await page.locator(field).fill(text); }\nawait typePrompt(page, FIELDS.imagePrompt, 'A kite rises over the sea');", []),
    "a function of the script for something else": ("a.mjs", SCRIPT + "async function typeName(page, field, text) { await page.locator(field).fill(text); }\nawait typeName(page, BOX, 'A kite rises over the sea');", []),
    "other methods": ("a.mjs", SCRIPT + "new Array(3).fill('a kite of paper'); fill('textarea', 'a kite of paper'); context.fill()", []),
    "a page for pictures": ("a.mjs", SCRIPT.replace("type=video", "type=image") + "await page.fill('textarea', 'a kite of paper')", []),
    "a page of others": ("a.mjs", SCRIPT.replace("jimeng", "example") + "await page.fill('textarea', 'a kite of paper')", []),
    "no robot": ("a.mjs", SCRIPT.replace("playwright", "pages") + "await page.fill('textarea', 'a kite of paper')", []),
}  # fmt: skip


@pytest.mark.parametrize(("path", "text", "expected"), PROGRAMS.values(), ids=PROGRAMS)
def test_what_is_typed(path, text, expected) -> None:
    roots = [root for root in read(path, text) if isinstance(root, Root) and "prompt" in root.value]
    assert [root.value["prompt"] for root in roots] == expected
    for root in roots:
        assert check(root, text) == 1
