"""Tags are respelled at their places in every kind of file, and the file stays what it is."""

import json
import re
import subprocess
import sys
from functools import partial

import pytest

from seedance_lint.config.configuration import Configuration, Overrides
from seedance_lint.hosts import host_for, suffixes
from seedance_lint.hosts.located import HostFailure, Passed
from seedance_lint.linter.workshop import Workshop
from seedance_lint.source.document import SourceDocument
from tests.conftest import Ran
from tests.rules.dialects import DIALECTS

PROMPT = "She is in @Image1, who isn't blue, in @Video1, follow @Image2 夜景像@Image1一样。"
"""Made so that no tag is parted by the way that parts strings."""
AFTER = "She is in Image 1, who isn't blue, in Video 1, follow Image 2 夜景像Image 1一样。"
URL = "https://example.com/"
BODY = {"prompt": PROMPT, "image_urls": [f"{URL}a.png", f"{URL}b.png"], "video_urls": [f"{URL}a.mp4"]}
CURL = 'curl https://api.example.com/v1 -d \'{"prompt": "@Image1 walks"}\'\n'
MORE = {
    "a.txt": "@Image1 walks.\n", "a.prompt": "@Image1 walks.\n", "a.seedance": "@Image1 walks.\n",
    "a.jsonc": '{"prompt": "@Image1 walks."} // soon\n',
    "a.ndjson": '{"prompt": "@Image1 walks."}\n',
    "a.yml": "prompt: '@Image1 walks.'\n",
    "a.csv": 'prompt,image_urls\n"@Image1, walking",https://example.com/a.png\n', "a.tsv": "prompt\timage_urls\n@Image1 walks\thttps://example.com/a.png\n",
    "a.sh": CURL, "a.bash": CURL, "a.zsh": CURL,
    "a.bat": 'curl -d "{\\"prompt\\": \\"@Image1 walks\\"}" https://api.example.com\r\n', "a.cmd": 'curl -d "{\\"prompt\\": \\"@Image1 walks\\"}" https://api.example.com\r\n',
    "a.ps1": "$body = @{ prompt = '@Image1 walks' }\n", "a.psm1": "$body = @{ prompt = '@Image1 walks' }\n",
    "a.http": 'POST https://api.example.com\n\n{"prompt": "@Image1 walks"}\n', "a.rest": 'POST https://api.example.com\n\n{"prompt": "@Image1 walks"}\n',
    **{f"a{suffix}": 'send({prompt: "@Image1 walks", image_urls: [a]});\n' for suffix in (".mjs", ".cjs", ".jsx", ".mts", ".cts", ".tsx")},
    **{f"a{suffix}": '<h1>Seedance</h1><p>Prompt: @Image1 walks along the pier at dusk, gulls rise, slow push in on the face.</p><script>send({prompt: "@Image1 walks", image_urls: [a]});</script>\n' for suffix in (".html", ".htm")},
    **{f"a{suffix}": '<script>send({prompt: "@Image1 walks", image_urls: [a]});</script>\n' for suffix in (".vue", ".svelte", ".astro")},
    "a.php": "<?php\nsend(['prompt' => '@Image1 walks']);\n", "a.cs": 'send(new { prompt = "@Image1 walks" });\n', "a.rb": "send({ prompt: '@Image1 walks' })\n",
    "a.rs": 'fn f() { send(json!({"prompt": "@Image1 walks"})) }\n',
    "a.kt": 'val a = mapOf("prompt" to "@Image1 walks")\n', "a.kts": 'val a = mapOf("prompt" to "@Image1 walks")\n',
    **{f"a{suffix}": '```json\n{"prompt": "@Image1 walks."}\n```\n' for suffix in (".markdown", ".mdx", ".qmd", ".rmd")},
}  # fmt: skip


def read(path, text):
    """Return the prompts of a file; fail where some of it cannot be read."""
    linter = Workshop(Configuration(Overrides(profile="fal-2.0"))).linter_for(path)
    prompts = []
    for root in host_for(path).roots(SourceDocument(path, text)):
        assert not isinstance(root, HostFailure), root
        if not isinstance(root, Passed):
            prompts += [request.prompt for request in linter.requests(root).found]
    return prompts


def respelled(command, path, text, tmp_path):
    """Convert a file for Ark with ``--diff``, then with ``--write``; return what stands in it then."""
    if "\r" in text:  # click's runner takes carriage returns out of what it shows
        command = partial(run, tmp_path)
    file = tmp_path / path
    file.write_text(text, "utf-8", newline="")
    shown = command("convert", "--to", "ark-2.0", "--profile", "fal-2.0", "--diff", path)
    assert shown.code == 0, shown.err + shown.out
    assert file.read_bytes().decode() == text, "--diff changes nothing"
    done = command("convert", "--to", "ark-2.0", "--profile", "fal-2.0", "--write", path)
    assert (done.code, done.out) == (0, ""), done.err
    written = file.read_bytes().decode()
    file.write_text(text, "utf-8", newline="")
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=shown.out.encode(), check=True)
    assert file.read_bytes().decode() == written, "--diff shows what --write does"
    return written


def run(folder, *arguments):
    done = subprocess.run([sys.executable, "-m", "seedance_lint", *arguments], cwd=folder, capture_output=True, check=False)
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def is_whole(dialect):
    return dialect.path == "shot.json"


@pytest.mark.parametrize("dialect", [each for each in DIALECTS if not is_whole(each)], ids=lambda dialect: dialect.name)
def test_every_way_to_write_a_request(dialect, command, tmp_path):
    text = dialect.write(BODY)
    written = respelled(command, dialect.path, text, tmp_path)
    dialect.valid(written)
    assert read(dialect.path, text) == [PROMPT]
    assert read(dialect.path, written) == [AFTER]


@pytest.mark.parametrize("path", MORE)
def test_every_kind_of_file(path, command, tmp_path):
    before = read(path, MORE[path])
    assert before, "the example has a prompt"
    written = respelled(command, path, MORE[path], tmp_path)
    assert read(path, written) == [prompt.replace("@Image1", "Image 1") for prompt in before]
    assert written == MORE[path].replace("@Image1", "Image 1")


def test_no_kind_of_file_is_left_out():
    shown = {re.search(r"\.\w+$", path)[0] for path in (*MORE, *(dialect.path for dialect in DIALECTS))}
    assert shown >= suffixes() - {".arrow", ".feather", ".parquet"}


def test_one_body_in_a_file_of_lines_stays_a_line(command, tmp_path):
    (tmp_path / "a.jsonl").write_text('{"prompt": "@Image1 walks.", "image_urls": ["https://example.com/a.png"]}', "utf-8")
    shown = command("convert", "--to", "ark-2.0", "--profile", "fal-2.0", "a.jsonl")
    assert shown.out == '{"prompt": "Image 1 walks.", "image_urls": ["https://example.com/a.png"]}'


def test_a_name_that_stands_twice_is_told(command, tmp_path):
    (tmp_path / "a.json").write_text('{"prompt": "A fox.", "prompt": "A hen."}', "utf-8")
    shown = command("convert", "--to", "ark-2.0", "--profile", "fal-2.0", "a.json")
    assert (shown.code, "`prompt` occurs twice" in shown.err) == (1, True)


AROUND = ['{"shots": [%s]}', '{"url": "https://example.com/", "body": %s}', '{"settings": {"shot": %s}}']


@pytest.mark.parametrize("around", AROUND)
def test_a_file_with_a_request_in_it_stays_what_it_is(around, command, tmp_path):
    text = around % '{"prompt": "@Image1 walks.", "image_urls": ["https://example.com/a.png"]}'
    (tmp_path / "a.json").write_text(text, "utf-8")
    shown = command("convert", "--to", "ark-2.0", "--profile", "fal-2.0", "a.json")
    assert shown.out == text.replace("@Image1", "Image 1")


def test_the_object_that_holds_all_but_the_model_goes(command, tmp_path):
    (tmp_path / "a.json").write_text(
        '{"model": "bytedance/seedance-2", "input": {"prompt": "@Image1", "reference_image_urls": ["https://example.com/a.png"]}}'
    )
    shown = command("convert", "--to", "fal-2.0", "a.json")
    assert json.loads(shown.out)["image_urls"] == ["https://example.com/a.png"]


def test_tables_are_not_written(command, tmp_path):
    (tmp_path / "a.parquet").write_bytes(b"PAR1\0\0PAR1")
    shown = command("convert", "--to", "ark-2.0", "--write", "a.parquet")
    assert (shown.code, "a.parquet: is a table, which only check, show and parse can read" in shown.err) == (2, True)
