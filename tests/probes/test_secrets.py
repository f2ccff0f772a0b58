"""What is secret in a URL appears in no output, whatever file it stands in and whatever format is asked for."""

import json
import subprocess
import sys

import pytest

from seedance_lint.reporters.registry import FORMATS
from seedance_lint.urls import masked

SECRET = "s3cretS1gnature"
SIGNED = f"https://cdn.example.com/a.exe?X-Amz-Expires=60&X-Amz-Signature={SECRET}&v=1"
BODY = {
    "model": "seedance-2.0",
    "prompt": "@Image1 as first frame, @Image7 as scene.",
    "image_urls": [SIGNED, SIGNED, f"https://me:{SECRET}@localhost/a.png", f"http://[broken?token={SECRET}", f"/a.png?sig={SECRET}"],
    "video_urls": [f"https://example.com/a.png#access_token={SECRET}", f"data:video/mp4;sig={SECRET}"],
    "durations": f"https://example.com/?{SECRET}",
}
FILES = {
    "compact.json": json.dumps(BODY),
    "pretty.json": json.dumps(BODY, indent=2),
    "escaped.json": json.dumps(BODY).replace("/", "\\/").replace("&", "\\u0026"),
    "lines.jsonl": json.dumps(BODY) + "\n",
    "block.yaml": "".join(f"{key}: {json.dumps(value)}\n" for key, value in BODY.items()),
    "flow.yaml": f"{{prompt: '@Image1, @Image7', image_urls: [{SIGNED}, {SIGNED}]}}\n",
    "literal.py": f"run(**{BODY!r})\n",
    "call.py": f"run(\n    prompt='@Image1, @Image7',\n    image_urls=[\n        '{SIGNED}',\n        '{SIGNED}'])\n",
    "shot.toml": "".join(f"{key} = {json.dumps(value)}\n" for key, value in BODY.items()),
    "page.md": f"```prompt\n@Image0 as in {SIGNED}\n```\n",
    "plain.txt": f"---\nimage_urls:\n  - {SIGNED}\n---\n@Image1 as scene. @Image2 as in {SIGNED} too.",
}


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_shows_a_secret(tmp_path, form):
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "seedance_lint", "check", ".", "--output-format", form, "--select", "ALL", "--statistics"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1, done.stderr
    for name in FILES:
        assert name in done.stdout
    assert "undefined-reference" in done.stdout
    assert SECRET not in done.stdout + done.stderr


@pytest.mark.parametrize("command", [["parse"], ["parse", "--output-format", "jsonl"], ["tokens"]], ids=" ".join)
def test_no_other_command_shows_one(tmp_path, command):
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "seedance_lint", *command, "."], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    for name in FILES:
        assert name in done.stdout
    assert SECRET not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("https://e.com/a.png?sig=abc&v=1", "https://e.com/a.png?***********"),
        ("[https://e.com/a?abc](x)", "[https://e.com/a?*******"),
        ('"https:\\/\\/e.com\\/a?b=c"', '"https:\\/\\/e.com\\/a?***"'),
        ("//e.com/a#token=abc", "//e.com/a#*********"),
        ("https://me:pw@e.com/a.png", "https://*****@e.com/a.png"),
        ('"https:\\/\\/me:pw@e.com"', '"https:\\/\\/*****@e.com"'),
        ('    "&X-Sig=abc&v=1"', '    "&X-Sig=***&v=*"'),
        ("@Image1 as scene? Yes = no", "@Image1 as scene? Yes = no"),
        ("https://e.com/a.png and mail me@e.com", "https://e.com/a.png and mail me@e.com"),
        ("// a comment, a@b.c", "// a comment, a@b.c"),
    ],
)
def test_masking_moves_nothing(line, shown):
    assert masked(line) == shown
    assert len(shown) == len(line)


def test_masking_is_linear():
    for hostile in (
        "https://" * 50_000,
        "https://a?" * 50_000,
        "?a=" * 100_000,
        "//" * 200_000,
        "&" + "a" * 300_000,
        "https://" + "a" * 300_000,
    ):
        assert len(masked(hostile)) == len(hostile)
