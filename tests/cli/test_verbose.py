"""`--verbose` names every place that was passed over, and why; the summary counts them without it."""

import json
from pathlib import Path

import pytest

PROGRAM = """\
import fal_client

fal_client.submit("fal-ai/bytedance/seedance-2.0", arguments={"prompt": read(), "image_urls": [url]})
fal_client.submit("fal-ai/kling-video/v2", arguments={"prompt": "@Image1 in the rain", "image_urls": ["https://example.com/a.png"]})
fal_client.submit("fal-ai/bytedance/seedance-2.0", arguments={"prompt": "Rain."})
"""
LINES = '{"model": "kling-v2", "prompt": "@Image1", "image_urls": ["https://example.com/a.png"]}\n' * 2


@pytest.fixture
def tree(tmp_path):
    files = {
        "send.py": PROGRAM,
        "many.jsonl": LINES,
        "none.json": "{}",
        "several.txt": "Prompt 1: @Image1 runs.\n\nPrompt 2: @Image2 runs.\n",
    }
    for name, text in files.items():
        Path(tmp_path, name).write_text(text, encoding="utf-8")
    return sorted(files)


PLACES = [
    "many.jsonl:1:33: skipped: for another product (Kling)",
    "many.jsonl:2:33: skipped: for another product (Kling)",
    "send.py:3:62: not read: assembled at run time",
    "send.py:4:65: skipped: for another product (Kling)",
    "several.txt:1:1: not read: blank lines seem to separate several prompts; separate them with lines of ---",
]


@pytest.mark.parametrize("more", [[], ["--jobs", "2"], ["--diff"], ["--output-format", "json"]])
def test_each_place_is_listed_with_its_reason(program, tree, more):
    ran = program("check", "--verbose", *more, *tree)
    told = ran.err.splitlines()
    assert [line for line in told if ": skipped: " in line or ": not read: " in line] == PLACES
    assert told.index(PLACES[-1]) < next(number for number, line in enumerate(told) if line.startswith("No findings in 1 prompt"))
    assert "3 prompts skipped (for other products: Kling)." in told


def test_without_it_they_are_counted(program, tree):
    told = program("check", *tree).err
    assert not any(place in told for place in PLACES)
    assert "2 prompts were not read: 1 assembled at run time, 1 blank lines" in told
    assert "3 prompts skipped (for other products: Kling)." in told


def test_every_file_without_a_prompt_is_named(program, tmp_path):
    names = [f"{number}.json" for number in range(8)]
    for name in names:
        Path(tmp_path, name).write_text("{}", encoding="utf-8")
    assert "and 3 more" in program("check", *names).err
    assert f"No prompt found in {', '.join(names)}." in program("check", "-v", *names).err


def test_it_cannot_be_quiet_at_the_same_time(program):
    ran = program("check", "-q", "-v")
    assert ran.code == 2
    assert "--quiet and --verbose cannot be used together" in ran.err


NAMED = {
    "one": (["seedance-1-5-pro-251215"], "for other products: Seedance 1.5"),
    "the most frequent first": (["veo3", "doubao-seedance-1-0-pro-250528", "seedance-v1-lite"], "for other products: Seedance 1.0, Veo 3"),
    "three at most": (["wan-2.5", "kling-v2", "sora-2", "veo-3.1"], "for other products: Kling, Sora, Veo 3 and others"),
    "one without a name": (["other-video", "kling-v2"], "for other products: Kling and others"),
    "none with a name": (["other-video"], "for other products"),
}


@pytest.mark.parametrize(("models", "said"), NAMED.values(), ids=NAMED)
@pytest.mark.parametrize("command", ["check", "show"])
def test_the_summary_names_the_other_products(program, tmp_path, models, said, command):
    lines = [json.dumps({"model": model, "prompt": "Rain on a roof.", "duration": 5}) for model in models]
    Path(tmp_path, "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert f"skipped ({said})." in program(command, "many.jsonl").err


def test_a_product_is_named_by_what_is_around_its_request_too(program, tmp_path):
    Path(tmp_path, "a.json").write_text(
        '{"url": "https://api.example.com/veo3/generate", "body": {"prompt": "Rain.", "duration": 5}}', encoding="utf-8"
    )
    assert "for another product (Veo 3)" in program("check", "-v", "a.json").err
