"""`convert` on real files."""

import json
import subprocess
import sys
from pathlib import Path


def convert(*arguments, text=None):
    return subprocess.run(
        [sys.executable, "-m", "seedance_lint", "convert", *arguments], input=text, capture_output=True, text=True, check=False
    )


CALL = 'await fal.subscribe("bytedance/seedance-2.0/reference-to-video", {input: {prompt: "@Image1 \\u00e9 \\"to\\" @Image2", image_urls: [a, b]}})\n'


def test_tags_change_at_their_places_in_any_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    files = {
        "a.yaml": ("prompt: '@Image1 isn''t @Image2'\n", "prompt: 'Image 1 isn''t Image 2'\n"),
        "a.py": (
            'r = {"model": "seedance-2.0", "prompt": "\\x40Image1 walks, @Image2"}\n',
            'r = {"model": "seedance-2.0", "prompt": "Image 1 walks, Image 2"}\n',
        ),
        "a.js": (CALL, CALL.replace("@Image1", "Image 1").replace("@Image2", "Image 2")),
        "a.txt": ("@Image1 walks.\n", "Image 1 walks.\n"),
    }
    for name, (before, _) in files.items():
        Path(name).write_text(before)
    shown = convert("--to", "ark-2.0", "--profile", "fal-2.0", "--diff", ".")
    assert shown.returncode == 0, shown.stderr
    assert {name: Path(name).read_text() for name in files} == {name: before for name, (before, _) in files.items()}
    assert "+Image 1 walks." in shown.stdout
    done = convert("--to", "ark-2.0", "--profile", "fal-2.0", "--write", ".")
    assert (done.returncode, done.stdout) == (0, "")
    assert {name: Path(name).read_text() for name in files} == {name: after for name, (_, after) in files.items()}


def test_a_body_of_json_is_written_anew_and_losses_are_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    body = {
        "model": "bytedance/seedance-2.5/reference-to-video",
        "prompt": "@Image1",
        "image_urls": ["https://e.com/a.png"],
        "duration": "30",
    }
    Path("a.json").write_text(json.dumps(body))
    ran = convert("--to", "kie-2.0", "a.json")
    assert ran.returncode == 1
    assert json.loads(ran.stdout)["input"]["reference_image_urls"] == ["https://e.com/a.png"]
    assert ran.stderr.startswith("a.json:1:")
    assert "does not take '30' for `duration`: it takes 4 to 15" in ran.stderr


def test_standard_input_and_bad_usage():
    assert convert("--to", "ark", "-", text="@Image1 walks.\n").stdout == "Image 1 walks.\n"
    assert convert("--to", "nobody", "-", text="").returncode == 2
    assert convert("-", text="").returncode == 2
    assert convert("--to", "ark", "--write", "-", text="").returncode == 2
