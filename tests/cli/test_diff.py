"""`check --diff`: a patch that real programs apply, in which no secret stands."""

import json
import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from ..trust.runner import commands

SECRET = "s3cretS1gnature"
FAMILIES = {
    "S3": f"X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIA{SECRET}%2Fs3&X-Amz-Expires=60&X-Amz-Signature={SECRET}",
    "CloudFront": f"Expires=1900000000&Signature={SECRET}&Key-Pair-Id=K{SECRET}",
    "Google": f"X-Goog-Credential={SECRET}%40x.iam&X-Goog-Expires=60&X-Goog-Signature={SECRET}",
    "Azure": f"sv=2024-11-04&se=2030-01-01T00%3A00%3A00Z&sr=b&sp=r&sig={SECRET}%2B{SECRET}%3D",
    "OSS": f"Expires=1900000000&OSSAccessKeyId=LT{SECRET}&Signature={SECRET}",
    "TOS": f"X-Tos-Algorithm=TOS4-HMAC-SHA256&X-Tos-Credential={SECRET}&X-Tos-Signature={SECRET}",
    "COS": f"q-sign-algorithm=sha1&q-ak={SECRET}&q-sign-time=1;2&q-signature={SECRET}",
    "type A": f"auth_key=1900000000-0-0-{SECRET}",
    "Wangsu": f"wsSecret={SECRET}&wsTime=66000000",
    "Firebase": f"alt=media&token={SECRET}",
    "fragment": f"v=1#access_token={SECRET}",
}
URLS = {name: f"https://cdn.example.com/a.png?{query}" for name, query in FAMILIES.items()}
URLS["password"] = f"https://me:{SECRET}@cdn.example.com/a.png"
CLEAN = "https://cdn.example.com/a.png"


def body(prompt, *urls, **more):
    return {"model": "seedance-2.0", "prompt": prompt, **more, "image_urls": list(urls)}


def applied(tool, patch):
    """Apply a patch with a real program, in the current folder; it must say yes."""
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed here; git applies the same patches")
    command = {"git": ["git", "apply", "--unidiff-zero", "-"], "patch": ["patch", "-p1", "--binary", "--fuzz=0"]}[tool]
    done = subprocess.run(command, input=patch.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def diff(program, tmp_path, monkeypatch):
    """Run it as a process, whose output is passed on byte for byte."""
    monkeypatch.chdir(tmp_path)
    return partial(program, "check", "--profile", "seedance-2.0", "--diff")


def hunk_lines(patch, sign):
    return [line for line in patch.splitlines()[2:] if line.startswith(sign)]


LAYOUTS = {
    # where the line with the secret stands, and how many lines around the change can be shown
    "far": ('{\n"image_urls": ["URL"],\n"a": 1,\n"b": 2,\n"c": 3,\n"prompt": "@image1",\n"d": 4,\n"e": 5\n}\n', 3),
    "three lines before": ('{\n"image_urls": ["URL"],\n"a": 1,\n"b": 2,\n"prompt": "@image1",\n"d": 4,\n"e": 5\n}\n', 2),
    "two lines behind": ('{\n"a": 1,\n"b": 2,\n"c": 3,\n"prompt": "@image1",\n"d": 4,\n"image_urls": ["URL"]\n}\n', 1),
    "the line behind": ('{\n"a": 1,\n"b": 2,\n"prompt": "@image1",\n"image_urls": ["URL"]\n}\n', 0),
}


@pytest.mark.parametrize("tool", ["git", "patch"])
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_as_many_lines_as_hold_no_secret_and_it_applies(diff, tool, layout, end):
    text, context = LAYOUTS[layout]
    before = text.replace("URL", URLS["S3"]).replace("\n", end)
    Path("x.json").write_text(before, newline="")
    ran = diff("x.json")
    assert SECRET not in ran.out + ran.err
    assert len(hunk_lines(ran.out, " ")) == 2 * context
    assert "patch" not in ran.err
    applied(tool, ran.out)
    assert Path("x.json").read_bytes().decode() == before.replace("@image1", "@Image1")


def test_without_secrets_there_are_three_lines(check):
    Path("x.json").write_text(LAYOUTS["the line behind"][0].replace("URL", CLEAN))
    assert len(hunk_lines(check("x.json", "--diff").out, " ")) == 5  # two lines are all there is behind


def as_yaml(request):
    return f'model: {request["model"]}\nprompt: "{request["prompt"]}"\nimage_urls: ["{request["image_urls"][0]}"]\n'


def on_one_line(request):
    return f'{{prompt: "{request["prompt"]}", image_urls: [{request["image_urls"][0]}]}}\n'


FILES = {
    "pretty.json": lambda request: json.dumps(request, indent=2),
    "compact.json": json.dumps,
    "escaped.json": lambda request: json.dumps(request).replace("/", "\\/").replace("&", "\\u0026"),
    "lines.jsonl": lambda request: "".join(json.dumps({**request, "seed": seed}) + "\n" for seed in range(5)),
    "block.yaml": as_yaml,
    "flow.yaml": on_one_line,
    "send.py": lambda request: f"run({request!r})\n",
    "call.py": lambda request: f'run(prompt="{request["prompt"]}",\n    image_urls=["{request["image_urls"][0]}"])\n',
    "shot.toml": lambda request: "".join(f"{key} = {json.dumps(value)}\n" for key, value in request.items()),
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("family", URLS)
def test_no_diff_shows_a_secret(check, name, family):
    Path(name).write_text(FILES[name](body("@image1 as scene", URLS[family])))
    ran = check(name, "--diff")
    assert ran.code == 1
    assert f"+++ b/{name}\n" in ran.out
    assert "@Image1" in ran.out
    assert "cdn.example.com" in ran.out or not any(SECRET in line for line in Path(name).read_text().splitlines() if "@image1" in line)
    assert SECRET not in ran.out + ran.err


def test_stars_for_a_secret_in_a_line_that_changes_are_said_to_be_stars(check):
    text = "".join(
        json.dumps(body(prompt, url)) + "\n" for prompt, url in (("@image1", URLS["Azure"]), ("@Image1", CLEAN), ("@image1", CLEAN))
    )
    Path("x.jsonl").write_text(text)
    ran = check("x.jsonl", "--diff", "--quiet")
    assert ran.code == 1
    first, last = hunk_lines(ran.out, "+")
    assert "a.png?****" in first
    assert "*" not in last
    assert ran.err == (
        "seedance-lint: x.jsonl: the diff differs from the file in 2 lines (a secret is masked, or a CI command is escaped),"
        " so it cannot be applied as a patch; use --fix to change the file\n"
    )
    assert subprocess.run(["git", "apply", "--check", "-"], input=ran.out.encode(), capture_output=True, check=False).returncode != 0
    check("x.jsonl", "--fix")
    assert Path("x.jsonl").read_text() == text.replace("@image1", "@Image1")


NAMES = [
    "a b.json",
    "a\nb.json",
    'say "a".json',
    "back\\slash.json",
    "tab\there.json",
    "图 🎬.json",
    "\x1b[2J.json",
    "a\u202eb.json",
    "sub dir/a.json",
]


@pytest.mark.parametrize("tool", ["git", "patch"])
@pytest.mark.parametrize("name", NAMES)
def test_names_are_written_as_git_writes_them(diff, tool, name):
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text(json.dumps(body("@image1", CLEAN)))
    out = diff(".").out
    assert len(out.split("\n")) == 8  # two for the names, one for the place, two times two without a newline at the end
    assert not {"\x1b", "\u202e"} & set(out)
    applied(tool, out)
    assert json.loads(Path(name).read_text())["prompt"] == "@Image1"


@pytest.mark.parametrize("tool", ["git", "patch"])
def test_a_byte_order_mark_stays(diff, tool):
    before = b"\xef\xbb\xbf" + json.dumps(body("@image1", CLEAN)).encode()
    Path("x.json").write_bytes(before)
    applied(tool, diff("x.json").out)
    assert Path("x.json").read_bytes() == before.replace(b"@image1", b"@Image1")


ACTIVE = "---\r\nnote: a\u202eb\r\nimage_urls: [https://cdn.example.com/a.png]\r\n---\r\n@image1 as\tscene \x1b[31m"


@pytest.mark.parametrize("tool", ["git", "patch"])
def test_in_a_pipe_lines_are_as_they_are(diff, tool):
    Path("x.prompt").write_text(ACTIVE, newline="")
    out = diff("x.prompt").out
    assert "\x1b[31m" in out
    applied(tool, out)
    assert Path("x.prompt").read_bytes().decode() == ACTIVE.replace("@image1", "@Image1")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_on_a_terminal_nothing_in_them_acts(tmp_path):
    import pty

    (tmp_path / "x.prompt").write_text(ACTIVE, newline="")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "seedance_lint", "check", "--profile", "seedance-2.0", "--diff", "x.prompt"]
    process = subprocess.Popen(command, cwd=tmp_path, stdin=subprocess.DEVNULL, stdout=theirs, stderr=subprocess.DEVNULL)
    os.close(theirs)
    shown = b""
    while True:
        try:
            shown += (part := os.read(ours, 65536))
        except OSError:  # the other end is closed
            break
        if not part:
            break
    os.close(ours)
    assert process.wait(20) == 1
    lines = shown.decode().replace("\r\n", "\n").split("\n")
    assert "+@Image1 as\tscene \\x1b[31m" in lines
    assert " note: a\\u202eb" in lines
    assert "\r" not in "".join(lines)


COMMANDS = [
    "##[stop-commands]x",
    "###vso[task.setvariable variable=x]y",
    "a ##teamcity[buildStop]",
    "a ##[add-mask]a",
    "::error::x",
    "\t::add-mask::x",
    "a\r::error::x",
]


@pytest.mark.parametrize("line", COMMANDS)
def test_commands_for_a_runner_are_left_out_where_they_do_not_change(diff, tmp_path, line):
    """A diff is printed as it is, and whoever prints it in a step of a workflow must not obey a file of the tree."""
    before = f"{line}\n\n@image1 as scene\n".encode()
    (tmp_path / "x.txt").write_bytes(before)
    patch = diff("x.txt").out
    assert list(commands(patch)) == []
    applied("git", patch)
    assert (tmp_path / "x.txt").read_bytes() == before.replace(b"@image1", b"@Image1")


@pytest.mark.parametrize("line", COMMANDS)
def test_commands_for_a_runner_are_broken_where_they_change(diff, tmp_path, line):
    (tmp_path / "x.txt").write_bytes(f"{line} @image1 as scene\n".encode())
    done = diff("x.txt")
    assert "@Image1" in done.out
    assert list(commands(done.out)) == []
    assert ("cannot be applied" in done.err) == (line[0] not in ":\t")  # behind a sign such a line is none


@pytest.mark.parametrize("name", ["##[add-mask]a.txt", "##vso[task.complete]a.txt"])
def test_a_name_that_is_a_command_is_quoted_as_git_does_it(diff, tmp_path, name):
    (tmp_path / name).write_text("@image1 as scene\n")
    patch = diff(name).out
    assert list(commands(patch)) == []
    applied("git", patch)
    assert (tmp_path / name).read_text() == "@Image1 as scene\n"
