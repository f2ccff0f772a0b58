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
