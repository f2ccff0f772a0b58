"""What a request is in: a function, a class, a constant, a test, a branch or a file that is called after another product."""

import pytest

from seedance_lint.config.configuration import Configuration, Overrides
from seedance_lint.hosts import host_for
from seedance_lint.linter.lint import Linter
from seedance_lint.requests.within import within
from seedance_lint.source import SourceDocument

LINTER = Linter(Configuration(Overrides(isolated=True)).settings_for("a.py"))
PYTHON = "# Seedance and others\n"
BODY = '{"prompt": "A kite rises, slow push in.", "duration": 5}'
SENT = f'post("/v1/videos", json={BODY})'
SCRIPT = "// Seedance and others\n"  # fmt: skip
MADE = 'generateVideo({prompt: "A kite rises, slow push in.", duration: 5})'
BLOCKS = {
    "a constant": ("a.py", f"{PYTHON}{{}}_EXAMPLE = {BODY}\n"),
    "a variable": ("a.py", f"{PYTHON}{{}}_payload = {BODY}\nsend({{}}_payload)\n"),
    "a class": ("a.py", f"{PYTHON}class {{}}Adapter:\n    def send(self):\n\n        return {SENT}\n"),
    "a function": ("a.py", f"{PYTHON}def test_{{}}_clip():\n    # as ours\n    generate_video(\n        prompt='A kite rises, slow push in.',\n        duration=5,\n    )\n"),
    "a branch": ("a.py", f"{PYTHON}def send(provider):\n    if provider == '{{}}':\n        {SENT}\n"),
    "a constant of a script": ("a.ts", f"{SCRIPT}const {{}}_EXAMPLE = {BODY};\n"),
    "a class on one line": ("a.ts", f"{SCRIPT}class {{}}Adapter {{{{ async send() {{{{ return {MADE}; }}}} }}}}\n"),
    "a group of tests": ("a.ts", f'{SCRIPT}describe("{{}}", () => {{{{\n  it("sends", async () => {{{{\n    await {MADE};\n  }}}});\n}}}});\n'),
    "a field with a function": ("a.ts", f"{SCRIPT}export const senders = {{{{\n  {{}}: async () => {MADE},\n}}}};\n"),
    "a function of Go": ("a.go", 'package main\n\n// Seedance and others\nfunc send_{}() {{\n\tpost(map[string]any{{"prompt": "A kite rises, slow push in.", "duration": 5}})\n}}\n'),
    "a class of Java": ("A.java", '// Seedance and others\nclass {}Client {{\n    void send() {{\n        post(Map.of("prompt", "A kite rises, slow push in.", "duration", 5));\n    }}\n}}\n'),
    "a class of PHP": ("a.php", "<?php\n// Seedance and others\nclass {}Client {{\n    function send() {{\n        post(['prompt' => 'A kite rises, slow push in.', 'duration' => 5]);\n    }}\n}}\n"),
    "a file": ("{}_client.py", f"{PYTHON}send({BODY})\n"),
    "a folder": ("{}/client.ts", f"{SCRIPT}{MADE};\n"),
    "a file of data": ("acme-{}-v2.1-examples.json", '{{"examples": [{{"inputs": {{"prompt": "A kite rises, slow push in.", "duration": "5"}}}}]}}'),
}  # fmt: skip


def _found(path: str, text: str) -> tuple[int, int]:
    summary = LINTER.lint(SourceDocument(path, text), host_for(path)).summary
    return summary.prompts, summary.skipped


def _named(case: tuple[str, str], name: str) -> tuple[str, str]:
    path, text = case
    return path.replace("{}", name), text.replace("{{", "\x01").replace("}}", "\x02").replace("{}", name).replace("\x01", "{").replace(
        "\x02", "}"
    )


@pytest.mark.parametrize("name", ["Kling", "veo", "RUNWAY", "MiniMax"])
@pytest.mark.parametrize("case", BLOCKS.values(), ids=BLOCKS)
def test_what_is_called_after_another_product_is_for_that(case, name) -> None:
    assert _found(*_named(case, name)) == (0, 1)


@pytest.mark.parametrize("name", ["Seedance", "seedance_like_kling", "Studio", "revealed", "lumabench"])
@pytest.mark.parametrize("case", BLOCKS.values(), ids=BLOCKS)
def test_what_is_called_after_ours_or_after_none_is_for_us(case, name) -> None:
    assert _found(*_named(case, name)) == (1, 0)


NEARER = {
    "a model": "class KlingAdapter:\n    def send(self):\n        generate_video(model='seedance-2.0', prompt='A kite rises.', duration=5)\n",
    "a function": f"class KlingAdapter:\n    def send_seedance(self):\n        {SENT}\n",
    "a remark": f"class Adapter:\n    def send(self):\n        if self.is_new:\n            {SENT}\n      # as Kling:\n",
    "a remark above": f"def send(self):\n  # as Kling has it:\n    {SENT}\n",
    "another statement of the line": f"kling_payload = load(); {SENT}\n",
    "a line above at the left": f"kling_payload = {{}}\n{SENT}\n",
    "the branch before": f"def send(provider):\n    if provider == 'kling':\n        pass\n    else:\n        {SENT}\n",
    "a line that opens nothing": f"def send(provider):\n    old = 'kling'\n    if provider:\n        {SENT}\n",
}  # fmt: skip


@pytest.mark.parametrize("text", NEARER.values(), ids=NEARER)
def test_what_is_nearer_counts(text) -> None:
    assert _found("a.py", PYTHON + text) == (1, 0)


def test_a_page_is_not_judged_by_its_name() -> None:
    assert within({"prompt": "a"}, "Kling", 0, "kling.md") == ()
    assert [clue.text for clue in within({"prompt": "a"}, "", 0, "kling.json")] == ["kling"]


BOUND = {
    "a payload of a picture": ("a.py", f'{PYTHON}img_payload: dict[str, Any] = {{"prompt": f"{{who}} at dusk, slow push in, close-up", "width": 9}}\n', 0),
    "a request of a picture": ("a.ts", f'{SCRIPT}const imageRequest = {{prompt: "A kite rises, slow push in."}};\n', 0),
    "pictures": ("a.ts", f'{SCRIPT}const KEYFRAMES: Still[] = [{{id: "a", prompt: "A kite rises, slow push in."}}];\n', 0),
    "pictures of Go": ("a.go", 'package main\n\n// Seedance and others\nfunc send() {\n\timagePayload := map[string]any{"prompt": "A kite rises, slow push in."}\n}\n', 0),
    "music": ("a.py", f'{PYTHON}music = {{"prompt": "A kite rises, slow push in.", "duration": 5}}\n', 0),
    "a picture that becomes a video": ("a.py", f'{PYTHON}image_payload = {{"prompt": "A kite rises, slow push in.", "duration": 5}}\n', 1),
    "a video of a picture": ("a.py", f'{PYTHON}image_to_video_payload = {{"prompt": "A kite rises, slow push in."}}\n', 1),
    "a model of ours": ("a.py", f'{PYTHON}image_payload = {{"prompt": "A kite rises.", "model": "seedance-2.0"}}\n', 1),
    "another name": ("a.py", f'{PYTHON}shots = [{{"prompt": "A kite rises, slow push in."}}]\n', 1),
}  # fmt: skip


@pytest.mark.parametrize(("path", "text", "count"), BOUND.values(), ids=BOUND)
def test_what_is_bound_to_a_name_of_pictures_or_sounds_is_for_those(path, text, count) -> None:
    assert _found(path, text)[0] == count
