"""`check` from the outside: inputs, formats, exit codes."""

import json
from pathlib import Path

import pytest

from seedance_lint.reporters.schema import output_schema

GOOD = {
    "model": "seedance-2.0",
    "prompt": "@Image1 as first frame. A lantern sways.",
    "image_urls": ["https://example.com/a.jpg"],
    "duration": 10,
}
BAD = {**GOOD, "prompt": "@Image1 as first frame, @Image2 as scene."}
"""One error: a tag past the only image."""


def write(name: str, value: object) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["good.json"], 0),
        (["bad.json"], 1),
        (["good.json", "bad.json"], 1),
        (["bad.json", "--fail-on", "never"], 0),
        (["warn.json"], 0),
        (["warn.json", "--fail-on", "warning"], 1),
        (["bad.json", "--ignore", "undefined-reference"], 0),
        (["bad.json", "--ignore", "references"], 0),
        (["bad.json", "--select", "tags"], 0),
        (["bad.json", "--select", "tags,references"], 1),
        (["bad.json", "nothing.json"], 2),
        (["broken.json"], 2),
        (["broken.json", "--fail-on", "never"], 2),
        (["bad.json", "--select", "no-such-rule"], 2),
        (["bad.json", "--profile", "seedance-9"], 2),
        (["bad.json", "--output-format", "jsno"], 2),
        (["bad.json", "--stdin-filename", "x.json"], 2),
    ],
)
@pytest.mark.parametrize("format", ["full", "concise", "json", "jsonl"])
def test_exit_codes(check, arguments, code, format):
    write("good.json", GOOD)
    write("bad.json", BAD)
    write("warn.json", {**GOOD, "prompt": "@image1 as first frame."})
    write("broken.json", '{"prompt": ')
    ran = check(*(arguments if "--output-format" in arguments else [*arguments, "--output-format", format]))
    assert ran.code == code, ran


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--select", "undefined-refrence"], "did you mean `undefined-reference`?"),
        (["--profile", "seedance-20"], "did you mean `seedance-2.0`?"),
        (["--output-format", "jsno"], "did you mean `json`?"),
        (["--fail-on", "errors"], "did you mean `error`?"),
    ],
)
def test_a_wrong_name_gets_the_right_one_told(check, arguments, told):
    write("good.json", GOOD)
    ran = check("good.json", *arguments)
    assert ran.code == 2
    assert told in ran.err
    assert ran.out == ""


@pytest.mark.parametrize(
    ("content", "code", "told"),
    [
        (b'{"prompt": "a"', 2, "line 1, column 15"),
        (b'{\n  "prompt": "a",\n  "x": \n}', 2, "line 4, column 1"),
        (b'{"prompt": "caf\xe9"}', 2, "line 1: byte 0xe9 is not UTF-8"),
        (b'{"prompt":\n "a\x00b"}', 2, "line 2: a NUL byte"),
        (b"", 2, "line 1, column 1"),
        (b"[]", 0, "No prompt found in x.json."),
        (b"null", 0, "No prompt found in x.json."),
    ],
)
def test_bad_input_gives_one_clear_line(check, content, code, told):
    Path("x.json").write_bytes(content)
    ran = check("x.json", "--quiet") if code else check("x.json")
    assert ran.code == code
    assert told in ran.err
    assert ran.out == ""
    assert len([line for line in ran.err.splitlines() if "x.json" in line]) == 1


def test_a_folder_without_prompts_is_no_silent_success(check):
    Path("empty").mkdir()
    ran = check("empty")
    assert (ran.code, ran.out) == (0, "")
    assert "No prompt files found" in ran.err


@pytest.mark.parametrize("name", ["missing.json", "missing.jsonl", "missing/folder"])
def test_a_missing_file_is_a_failure_in_every_format(check, name):
    for kind in ("full", "json", "jsonl"):
        ran = check(name, "--output-format", kind)
        assert ran.code == 2
        assert f"{name}: " in ran.err
    assert check(name, "--output-format", "json").json["failures"][0]["path"] == name


def test_a_named_pipe_and_a_device_are_refused(check):
    import os

    os.mkfifo("pipe.json")
    for name in ("pipe.json", "/dev/zero"):
        ran = check(name)
        assert ran.code == 2
        assert name in ran.err


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_a_failure_does_not_hide_other_findings(check, format):
    write("a.json", BAD)
    write("b.json", "{prompt")
    write("c.json", BAD)
    ran = check(".", "--output-format", format)
    assert ran.code == 2
    assert ran.out.count('"rule": "undefined-reference"') == 2
    assert ran.out.count('"line 1, column 2') == 1


def test_the_output_follows_its_schema(check):
    import jsonschema

    write("bad.json", {**BAD, "prompt": "@Image2 and @image1 图 @Image", "image_urls": ["https://example.com/a.jpg"] * 2})
    write("broken.json", "{prompt")
    schema = json.loads(output_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    document = check(".", "--output-format", "json").json
    assert document["diagnostics"]
    assert document["failures"]
    jsonschema.validate(document, schema)
    assert json.loads(check("--output-schema").out) == schema


def test_every_place_decodes_to_what_it_names(check):
    text = json.dumps({**BAD, "prompt": 'a "quoted" 🎬 \n 图 @Image2 as scene, \\ @Image1'})
    write("bad.json", text)
    (found,) = check("bad.json", "--output-format", "json").json["diagnostics"]
    assert text[found["start"]["offset"] : found["end"]["offset"]] == "@Image2"
    assert found["exact"] is True
    assert found["start"]["column"] == text.index("@Image2") + 1


@pytest.mark.parametrize(
    ("media", "codes"),
    [
        ([], 0),
        (["--images", "2"], 0),
        (["--images", "1"], 1),
        (["--images", "https://example.com/a.jpg", "--images", "https://example.com/b.jpg"], 0),
        (["--images", "https://example.com/a.jpg"], 1),
        (["--videos", "1"], 1),
        (["--images", "2", "--images", "https://example.com/b.jpg"], 2),
        (["--images", "1001"], 2),
    ],
)
def test_media_of_prompts_that_stand_alone(check, media, codes):
    write("shot.txt", "@Image1 as first frame, @Image2 as character.")
    assert check("shot.txt", *media).code == codes


def test_media_do_not_replace_those_of_a_request(check):
    write("bad.json", BAD)
    assert check("bad.json", "--images", "5").code == 1


def test_standard_input(check):
    assert check("-", input="@Image0 walks").code == 1
    ran = check("-", "--output-format", "concise", input=json.dumps(BAD))
    assert ran.code == 1
    assert ran.out.startswith("<stdin>:1:")
    assert "undefined-reference" in ran.out
    ran = check("-", "--stdin-filename", "lines.jsonl", "--output-format", "concise", input=f"{json.dumps(GOOD)}\n{json.dumps(BAD)}\n")
    assert ran.out.startswith("lines.jsonl:2:")
    assert check("-", "-", input="x").code == 2


def test_an_unknown_kind_of_file_is_named_with_a_way_out(check):
    write("prompt.docx", "x")
    ran = check("prompt.docx")
    assert ran.code == 2
    assert "`.docx` files are not supported" in ran.err
    assert "--stdin-filename" in ran.err


def test_output_file(check):
    write("bad.json", BAD)
    ran = check("bad.json", "-o", "report.json", "--output-format", "json")
    assert (ran.code, ran.out) == (1, "")
    assert json.loads(Path("report.json").read_text(encoding="utf-8"))["summary"]["errors"] == 1
    assert check("bad.json", "-o", "no/such/folder.json").code == 2


def test_statistics_and_quiet(check):
    write("bad.json", {**BAD, "prompt": "@Image2 @Image3 @image1"})
    ran = check("bad.json", "--statistics")
    assert "      2  error    undefined-reference" in ran.err
    assert "2 errors, 1 warning in 1 prompt, 1 file. 1 fixable with --fix." in ran.err
    assert check("bad.json", "--quiet").err == ""
    assert check("bad.json", "--quiet").out == ran.out


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"a.json": "{"}, "1 file could not be checked."),
        ({"a.json": "{", "b.json": "{"}, "2 files could not be checked."),
        (
            {"a.json": "{", "b.json": '{"prompt": "A lantern."}'},
            "No findings in 1 prompt, 2 files.\n1 file could not be checked completely.",
        ),
        (
            {"a.jsonl": '{"prompt": "@Image0"}\n{\n{\n'},
            "1 error in 1 prompt, 1 file. 0 fixable.\n1 file could not be checked completely.",
        ),
        ({"a.json": "{}"}, "No prompt found in a.json."),
        (
            {"a.json": '{"prompt": "A lantern.", "model": "other"}'},
            "1 prompt skipped (for other products).",
        ),
    ],
)
def test_the_end_of_a_run_says_what_was_checked(check, files, said):
    for name, text in files.items():
        Path(name).write_text(text)
    told = [line for line in check(*files).err.splitlines() if not line.startswith("seedance-lint: ")]
    assert "\n".join(told) == said


@pytest.mark.parametrize(
    ("name", "text", "count"),
    [
        ("x.json", '{"prompt": "@Image3 as scene", "image_urls": ["https://e.com/a.png"]}', 1),
        ("x.py", "f(prompt='@Image3 as scene', image_urls=urls)", 0),
        ("x.py", "f(prompt='@Image3 as scene', image_urls=['https://e.com/a.png', *more])", 0),
        ("x.txt", "---\nimage_urls: [https://e.com/a.png]\n---\n@Image3 as scene", 1),
        ("x.txt", "---\nduration: 5\n---\n@Image3 as scene", 0),
        ("x.json", '{"prompt": "@Image9 as scene"}', 1),
    ],
)
def test_files_of_the_command_line_are_for_prompts_without_files(check, tmp_path, name, text, count):
    """A request that has files keeps them, those that a program fills in when it runs, too."""
    (tmp_path / name).write_text(text)
    found = check("--images", "5", "--select", "undefined-reference,wrong-type", "--output-format", "json", name).json["diagnostics"]
    assert [each["rule"] for each in found] == ["undefined-reference"] * count
