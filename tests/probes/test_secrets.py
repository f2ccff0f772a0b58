"""What is secret in a URL appears in no output, whatever file it stands in and whatever format is asked for."""

import json
import subprocess
import sys

import pytest

from seedance_lint.config.settings import Settings
from seedance_lint.hosts import host_for
from seedance_lint.linter.lint import Linter
from seedance_lint.masking import masked
from seedance_lint.profiles import load_profile
from seedance_lint.reporters.registry import FORMATS
from seedance_lint.source.document import SourceDocument

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
        (r"https://me:pw\x40e.com/a.png", r"https://*****\x40e.com/a.png"),
        (r'"https://e.com/a?b \x41", "d"', r'"https://e.com/a?******", "d"'),
        ('"https:/" "/me:pw@e.com/a"', '"https:/" "/*****@e.com/a"'),
        (r"see \"https://me:p\\\"w@e.com/a.png\", x", r"see \"https://*********@e.com/a.png\", x"),
        (r'"\U00110000" of "https://me:pw@e.com"', r'"\U00110000" of "https://*****@e.com"'),
        (r'"https://me:p\x22w@e.com/a.png"', r'"https://*********@e.com/a.png"'),
        ("@Image1 and @Image2 of me:pw@e.com/a.png, @Image3", "@Image1 and @Image2 of *****@e.com/a.png, @Image3"),
        (r'"https://me:pw\100e.com/a.png"', r'"https://*****\100e.com/a.png"'),
        (r'"https://me:pw\U00000040e.com/a.png"', r'"https://*****\U00000040e.com/a.png"'),
        (r'"https://me:\UFFFFFFFFw@e.com/a.png"', r'"https://me:\UFFFFFFFF*************"'),
        (r'"https://me:p\"w@e.com/a.png"', r'"https://*******@e.com/a.png"'),
        (r"see https://e.com/a?b\nhttps://e.com/c", r"see https://e.com/a?*\nhttps://e.com/c"),
        ('"https://me:" "pw" "@e.com/a"', '"https://***********@e.com/a"'),
        ("@Image1 of me:pw@e.com/a.png", "@Image1 of *****@e.com/a.png"),
        (f'"{"s" * 31}://e.com/it\'s a?b"', f'"{"s" * 31}://e.com/it\'s a?b"'),
        (f'"{"s" * 31}://e.com/it\'s?b"', f'"{"s" * 31}://e.com/it\'s?*"'),
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
        "https://" + "a:" * 100_000,
        "//a:b " * 50_000,
        '\\"https://a:b ' * 20_000,
        '\\\\\\"' * 50_000,
    ):
        assert len(masked(hostile)) == len(hostile)


S = "S3CRET"
WAYS = {
    "at.json": r'{"prompt":"@Image7","image_urls":["https://me:S3CRET\u0040h.example.com/a.png"]}',
    "question.json": r'{"prompt":"@Image7","image_urls":["https://h.example.com/a.png\u003fsig=S3CRET"]}',
    "slashes.json": r'{"prompt":"@Image7","image_urls":["https:\u002f\u002fme:S3CRET@h.example.com/a.png"]}',
    "colon.json": r'{"prompt":"@Image7","image_urls":["https\u003a//me:S3CRET@h.example.com/a.png"]}',
    "equals.json": r'{"prompt":"@Image7","image_urls":["https://h.example.com/a.png?sig\u003dS3CRET"]}',
    "fold.yaml": 'prompt: "@Image7"\nimage_urls:\n  - "https://me:\\\n    S3CRET@h.example.com/a.png"\n',
    "fold2.yaml": 'image_urls:\n  - "https://h.example.com/a.png?X-Amz-Signature=\\\n    S3CRET"\nprompt: "@Image7"\n',
    "concat.py": 'f(prompt="@Image7", image_urls=["https://h.example.com/a.png?" "S3CRET"])\n',
    "concat2.py": 'f(prompt="@Image7", image_urls=["https://me:" "S3CRET" "@h.example.com/a.png"])\n',
    "lines.py": 'f(prompt="@Image7", image_urls=["https://me:"\n    "S3CRET"\n    "@h.example.com/a.png"])\n',
    "plus.py": 'f(prompt="@Image7", image_urls=["https://h.example.com/a.png?x=" + "S3CRET"])\n',
    "x40.py": 'f(prompt="@Image7", image_urls=["https://me:S3CRET\\x40h.example.com/a.png"])\n',
    "x3f.js": 'f({prompt:"@Image7", image_urls:["https://h.example.com/a.png\\x3fS3CRET"]})\n',
    "u.js": 'f({prompt:"@Image7", image_urls:["https://h.example.com/a.png\\u{3f}S3CRET"]})\n',
    "plus.js": 'f({prompt:"@Image7", image_urls:["https://h.example.com/a.png?sig=" + "S3CRET"]})\n',
    "slash.json": '{"prompt":"@Image7","image_urls":["https://me:S3/CRETS3CRET@h.example.com/a.png"]}',
    "mark.json": '{"prompt":"@Image7","image_urls":["https://me:p?S3CRET@h.example.com/a.png"]}',
    "hash.json": '{"prompt":"@Image7","image_urls":["https://me:p#S3CRET@h.example.com/a.png"]}',
    "apostrophe.txt": "@Image7 https://me:p'S3CRET@h.example.com/a.png",
    "less.txt": "@Image7 https://me:p<S3CRET@h.example.com/a.png",
    "blank.json": '{"prompt":"@Image7","image_urls":["https://me:p S3CRET@h.example.com/a.png"]}',
    "apostrophe.json": '{"prompt":"@Image7","image_urls":["https://me:p\'S3CRET@h.example.com/a.png"]}',
    "two-at.json": '{"prompt":"@Image7","image_urls":["https://me:p@S3CRET@h.example.com/a.png"]}',
    "no-scheme.json": '{"prompt":"@Image7","image_urls":["me:S3CRET@h.example.com/a.png"]}',
    "no-scheme2.json": '{"prompt":"@Image7","image_urls":["//me:S3CRET@h.example.com/a.png"]}',
    "query-apostrophe.json": '{"prompt":"@Image7","image_urls":["https://h.example.com/a.png?x=\'S3CRET"]}',
    "query-less.json": '{"prompt":"@Image7","image_urls":["https://h.example.com/a.png?x=<S3CRET"]}',
    "query-blank.json": '{"prompt":"@Image7","image_urls":["https://h.example.com/a.png?x=1 S3CRET"]}',
    "query-quote.json": '{"prompt":"@Image7","image_urls":["https://h.example.com/a.png?x=\\"S3CRET"]}',
    "bucket.json": '{"prompt":"@Image7","image_urls":["s3://AK:S3CRET@bucket/a.png"]}',
    "newline.json": '{"prompt":"@Image7","image_urls":["https://h.example.com/a.png?x\\nS3CRET"]}',
    "upper.json": '{"prompt":"@Image7","image_urls":["HTTPS://me:S3CRET@h.example.com/a.png"]}',
    "field.json": '{"prompt":"@Image7","image_urls":[],"duration":"https://me:S3CRET@h/?S3CRET"}',
    "one.json": '{"prompt":"@Image7","image_urls":"https://h.example.com/a.png?x=S3CRET"}',
    "shot.toml": 'prompt="@Image7"\nimage_urls=["https://me:S3CRET\\u0040h.example.com/a.png"]\n',
    "blank.yaml": 'prompt: "@Image7"\nimage_urls:\n  - https://me:p S3CRET@h.example.com/a.png\n',
    "quote.yaml": 'prompt: "@Image7"\nimage_urls:\n  - https://me:p"S3CRET@h.example.com/a.png\n',
    "blank.csv": 'prompt,image_urls\n@Image7,https://me:p S3CRET@h.example.com/a.png\n@Image7,"[""https://me:p S3CRET@h.example.com/a.png""]"\n',
    "quote.csv": 'prompt,image_urls\n@Image7,"[""https://me:p\\""S3CRET@h.example.com/a.png""]"\n',
    "blank-digit.txt": "@Image7 https://me:1p S3CRET@h.example.com/a.png",
    "blank.txt": "@Image7 https://me:p S3CRET@h.example.com/a.png",
    "string.ipynb": r'{"nbformat":4,"cells":[{"cell_type":"code","source":["f(prompt=\"@Image7\", image_urls=[\"https://me:p S3CRET@h.example.com/a.png\", \"https://me:p\\\"S3CRET@h.example.com/b.png\", \"https://h.example.com/c.png?x=1 S3CRET\"])"]}]}',
    "two-at-blank.txt": "@Image7 https://me:p@S3CRET w@h.example.com/a.png",
    "at-blank.json": r'{"prompt":"@Image7 as in https://me:p\u0040S3CRET w@h.example.com/a.png"}',
    "page.md": "```prompt\n@Image7 see [x](https://h.example.com/?S3CRET)\n```\n",
}


def test_a_secret_is_masked_however_it_is_written(tmp_path, check, monkeypatch):
    """What a string says counts, not how it is spelt: escapes, strings in pieces, passwords with anything in them."""
    monkeypatch.chdir(tmp_path)
    for name, text in WAYS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for more in (["--output-format", "full"], ["--output-format", "json"], ["--output-format", "sarif"], ["--diff", "--unsafe-fixes"]):
        done = check(".", "--isolated", "--select", "ALL", *more)
        shown = (done.out + done.err).splitlines()
        assert [line[:300] for line in shown if S in line or "CRETS3" in line] == []
    assert done.out


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ('"https://me:p w@e.com/a.png", "x"', '"https://******@e.com/a.png", "x"'),
        ('"https://me:p/w@e.com/a.png"', '"https://******@e.com/a.png"'),
        ("'https://e.com/a?b', 'd'", "'https://e.com/a?*', 'd'"),
        (r'"https://e.com/a\u003fb=1"', r'"https://e.com/a\u003f***"'),
        ('"https://e.com/a@b.png"', '"https://e.com/a@b.png"'),
        ('"https://e.com/a.png is @Image1? Yes"', '"https://e.com/a.png is @Image1? Yes"'),
        ('{"a":"see https://e.com/x","b":"@Image1 as y: z@w"}', '{"a":"see https://e.com/x","b":"@Image1 as y: z@w"}'),
        ("https://e.com:8080/a and mail me@e.com", "https://e.com:8080/a and mail me@e.com"),
        ("https://e.com:{port}/a and mail me@e.com", "https://e.com:{port}/a and mail me@e.com"),
        ("https://e.com:port of @Image1.png", "https://e.com:port of @Image1.png"),
        ("https://e.com:port of you@Image1 and me", "https://e.com:port of you@Image1 and me"),
        ("https://e.com: @Image1 of me@e.com", "https://e.com: @Image1 of me@e.com"),
        (r'{"a": "see \"https://e.com/a?b\" and me@e.com"}', r'{"a": "see \"https://e.com/a?*\" and me@e.com"}'),
        ("scene:@Image1 as first frame", "scene:@Image1 as first frame"),
        ("https://me:p@ss w@host/x, @Image1", "https://*********@host/x, @Image1"),
        (r'"see https://me:p\u0040ss w@host"', r'"see https://**************@host"'),
        ("https://me:pw@localhost is for me@e.com", "https://*****@localhost is for me@e.com"),
        ("https://me:pw@e.com is for me@e.com", "https://*****@e.com is for me@e.com"),
        ("https://me:pw@srv/a is for me@e.com", "https://*****@srv/a is for me@e.com"),
        ("https://me:pw@srv and @Image1 walks", "https://*****@srv and @Image1 walks"),
    ],
)  # fmt: skip
def test_what_is_no_secret_stays(line, shown):
    assert masked(line) == shown


def test_each_of_many_lines_is_shown_with_its_own_secret_starred():
    body = {"model": "seedance-2.0", "image_urls": [SIGNED]}
    rows = [json.dumps({"id": number, **body, "prompt": "@Image0 dances."}) for number in range(250)]
    rows[120:120] = ["", "", "", "", ""]  # further apart than lines are looked at together
    document = SourceDocument("lines.jsonl", "\n".join(rows) + "\n")
    result = Linter(Settings(load_profile("seedance-2.0"))).lint(document, host_for("lines.jsonl"))
    assert {number: line for number, line in result.lines.items() if line} == {
        number: row.replace(row[row.index("?") + 1 : row.index('"]')], "*" * (row.index('"]') - row.index("?") - 1))
        for number, row in enumerate(rows, 1)
        if row
    }
