"""What tests send where any text will do, as long as no file is beside it."""

import pytest

from seedance_lint.config.configuration import Configuration, Overrides
from seedance_lint.hosts import host_for
from seedance_lint.linter.lint import Linter
from seedance_lint.source import SourceDocument

LINTER = Linter(Configuration(Overrides(isolated=True)).settings_for("a.py"))
FORMS = {
    "a.py": 'send(model="seedance-2.0", prompt="{}", duration=5)',
    "a.ts": 'send({{model: "seedance-2.0", content: [{{type: "text", text: "{}"}}], duration: 5}})',
    "a.go": 'package main\n\nfunc send() {{\n\tpost(map[string]any{{"model": "seedance-2.0", "prompt": "{}"}})\n}}\n',
    "a.json": '{{"model": "seedance-2.0", "input": {{"prompt": "{}"}}}}',
    "a.sh": 'seedance generate --prompt "{}"',
    "a.md": '# Seedance\n\n```json\n{{"model": "seedance-2.0", "prompt": "{}"}}\n```\n',
}
STAND_INS = [
    *("fixture prompt", "Fixture prompt", "Acceptance fixture", "test sync"),
    *("hello", "Hello, world!", "test", "Test prompt", "a test", "foo", "foo bar", "this is a simple test", "smoke test 2", "prompt-1"),
    *(
        "some text",
        "a video",
        "shot one",
        "animate this",
        "New prompt",
        "test timeout",
        "lorem ipsum",
        "你好",
        "テスト",
        "原始生成提示词",
        "可直接交给 Seedance 的导演式提示词",
        "测试提示词一",
        "测试提示词 2",
    ),
]
PROMPTS = ["a bar", "a kite", "Testing a kite in the wind", "hello kitten", "A test drive", "测试车驶过", "test @Image1"]


def _found(path: str, text: str) -> int:
    return LINTER.lint(SourceDocument(path, text), host_for(path)).summary.prompts


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("prompt", STAND_INS)
def test_a_word_of_tests_is_no_prompt(path, prompt) -> None:
    assert _found(path, FORMS[path].format(prompt)) == 0


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("prompt", PROMPTS)
def test_a_short_prompt_is_one(path, prompt) -> None:
    assert _found(path, FORMS[path].format(prompt)) == 1


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.json", '{"model": "seedance-2.0", "prompt": "test", "image_urls": ["https://example.com/a.png"]}'),
        ("a.py", 'send(model="seedance-2.0", prompt="hello", image_urls=["https://example.com/a.png"])'),
        ("a.prompt", "hello"),
        ("a.json", '{"prompt": "hello"}'),
    ],
)
def test_with_a_file_or_all_by_itself_it_is_read(path, text) -> None:
    assert _found(path, text) == 1


BODY = 'curl https://example.com/api/tasks -d \'{{"prompt": "{}"}}\''


@pytest.mark.parametrize(("prompt", "count"), [("测试提示词", 0), ("更新后的提示词", 0), ("your prompt", 0), ("渡轮驶离码头", 1)])
def test_all_of_a_body_may_say_that_a_prompt_goes_there(prompt, count) -> None:
    assert _found("a.md", f"# Seedance\n\n```bash\n{BODY.format(prompt)}\n```\n") == count


ANSWER = "Split the story into shots, ferry first, and answer in JSON with a slow push in for each shot."


@pytest.mark.parametrize(("beside", "count"), [("", 0), (", duration=5", 1), (", model='seedance-2.0'", 1)])
def test_what_asks_a_program_for_json_is_for_a_chat(beside, count) -> None:
    assert _found("a.py", f"# Seedance\nrun(prompt='{ANSWER}'{beside})\n") == count


@pytest.mark.parametrize(("path", "count"), [("tests/a.py", 0), ("src/test_a.py", 0), ("src/clips.test.ts", 0), ("src/contest.py", 1)])
def test_a_single_word_in_a_test_is_no_prompt(path, count) -> None:
    text = 'send({model: "seedance-2.0", prompt: "Slow", duration: 5})' if path.endswith(".ts") else FORMS["a.py"].format("Slow")
    assert _found(path, text) == count
    assert _found(path, text.replace("Slow", "A slow walk")) == 1


def test_a_video_with_its_job_was_made() -> None:
    record = 'clips = [{"prompt": "A kite rises.", "model": "seedance-2.0", "video_url": "https://example.com/a.mp4"}]'
    assert _found("a.py", record) == 1
    assert _found("a.py", record.replace('"model"', '"task_id": "t-1", "model"')) == 0
