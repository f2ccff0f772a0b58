"""Prompts that a robot types into a web page, and those that a function from elsewhere is given in a loop."""

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
    "items of a loop": ("a.mjs", SCRIPT + "async function typePrompt(page, text) { await page.keyboard.type(text); }\nconst SHOTS = ['A kite rises over the sea', 'A kite falls into the sea'];\nfor (let i = 0; i < SHOTS.length; i++) { await typePrompt(page, SHOTS[i]); }", ["A kite rises over the sea", "A kite falls into the sea"]),
    "items of a loop in Python": ("a.py", ROBOT + "for text in ['Close-up of a kettle, the camera pushes in slowly', 'Wide shot of a kettle, the camera pulls back']:\n    box.send_keys(text)", ["Close-up of a kettle, the camera pushes in slowly", "Wide shot of a kettle, the camera pulls back"]),
    "a text that is put together of one for pictures": ("a.mjs", SCRIPT + "async function typePrompt(page, text) { await page.keyboard.type(text); }\nconst full = `A kite of paper ${IMAGE_LOOKS[i]}`;\nawait typePrompt(page, full);", []),
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


TAKEN = ["The sea at dusk, slow push-in.", "The fog at dawn, aerial shot."]
LOOPS = {
    "a script": ("a.mjs", "import {{generateVideo}} from 'seedance-tools';\nconst SHOTS = ['{0}', '{1}'];\nfor (const shot of SHOTS) {{ await generateVideo(shot, {{duration: 5}}); }}", TAKEN),
    "a program": ("a.py", "from seedance_tools import generate_video\nSHOTS = ['{0}', '{1}']\nfor shot in SHOTS:\n    generate_video(shot, duration=5)", TAKEN),
    "another function": ("a.py", "from seedance_tools import note_title\nSHOTS = ['{0}', '{1}']\nfor shot in SHOTS:\n    note_title(shot, size=5)", []),
    "words that are no prompts": ("a.py", "from seedance_tools import generate_video\nfor name in ['sea', 'fog']:\n    generate_video(name, duration=5)", []),
}  # fmt: skip


@pytest.mark.parametrize(("path", "text", "expected"), LOOPS.values(), ids=LOOPS)
def test_what_a_function_from_elsewhere_is_given_in_a_loop(path, text, expected) -> None:
    program = text.format(*TAKEN)
    roots = [root for root in read(path, program) if isinstance(root, Root) and "prompt" in root.value]
    assert [root.value["prompt"] for root in roots] == expected
    assert all(check(root, program) == 1 for root in roots)
