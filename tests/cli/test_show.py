"""`show` as JSON, for programs: it tells no files from files that nobody knows yet."""

import json

import pytest

PROGRAM = """\
import fal_client


def send(collected):
    fal_client.submit("bytedance/seedance-2.0/reference-to-video", arguments={"prompt": "@Image1 rows home."%s})
"""
GIVEN = {
    ', "image_urls": []': ([], True),
    ', "image_urls": collected': ([], False),
    ', "image_urls": [first(), second()]': (["image 1", "image 2"], True),
}


@pytest.mark.parametrize("more", GIVEN)
def test_whether_the_files_are_known(command, tmp_path, more):
    (tmp_path / "send.py").write_text(PROGRAM % more, encoding="utf-8")
    (request,) = json.loads(command("show", "--isolated", "--output-format", "json", "send.py").out)["requests"]
    assert ([f"{file['kind']} {file['index']}" for file in request["files"]], request["files_known"]) == GIVEN[more]


def test_a_prompt_by_itself(command):
    ran = command("show", "--isolated", "--images", "1", "--output-format", "json", "--prompt", "@Image1 rows home.")
    assert [(each["path"], each["files"][0]["index"]) for each in json.loads(ran.out)["requests"]] == [("<prompt>", 1)]
    assert command("tokens", "--isolated", "--prompt", "@Image1 rows home.").out.startswith("<prompt>:1: /prompt: ")
    assert command("parse", "--isolated", "--explain", "--prompt", "Use @Image1.").out.splitlines()[2].endswith('refer matched "Use"')
