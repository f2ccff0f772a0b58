"""Requests written down as they are sent."""

from textwrap import dedent

import pytest

from seedance_lint.hosts import Passed, Root, host_for
from seedance_lint.source import SourceDocument
from tests.hosts.places import read
from tests.hosts.test_nested import check

FILE = dedent("""
    @base = https://api.example.com
    # seedance-lint: ignore

    ### create
    POST {{base}}/v1/videos HTTP/1.1
    Content-Type: application/json
    Authorization: Bearer {{key}}

    {
      "prompt": "@Image1 walks to {{place}}",
      "image_urls": ["a.png"],
      "duration": {{n}}
    }

    HTTP/1.1 200 OK
    Content-Type: application/json

    {"prompt": "@Image1 as it was answered"}

    ### look
    GET https://api.example.com/v1/videos/1?prompt=x

    ###
    POST /v1/videos
    Host: api.example.com

    prompt=%40Image1+walks&image_url=a.png
    ### broken
    https://api.example.com
    // no header

    {"prompt": "@Image1" "a": 1}
""")


def test_bodies():
    found = read("a.http", FILE)
    roots = [root for root in found if isinstance(root, Root)]
    assert [root.value for root in roots] == [
        {"prompt": "@Image1 walks to {}", "image_urls": ["a.png"]},
        {"prompt": "@Image1 walks", "image_url": "a.png"},
    ]
    assert [[tuple(clue[:2]) for clue in root.around] for root in roots] == [[("argument", "https://api.example.com/v1/videos")]] * 2
    assert [check(root, FILE) for root in roots] == [2, 2]
    assert found[2:] == [Passed("inside broken JSON", FILE.index('{"prompt": "@Image1" "a"'))]


def test_comments():
    found = list(host_for("a.http").comments(SourceDocument("a.http", FILE)))
    assert [comment.text for comment in found] == ["seedance-lint: ignore", "no header"]


@pytest.mark.parametrize("text", ["", "POST", "POST x prompt", "POST https://x\r\n\r\nprompt", "prompt", "\r\rGET x\r"])
def test_silence(text):
    assert read("a.rest", text) == []


WITHOUT_BLANK_LINE = {
    "right behind the address": 'POST /v1/videos\n{"prompt": "a kite"}',
    "behind a header": 'POST https://api.example.com/v1/videos\nContent-Type: application/json\n{\n  "prompt": "a kite"\n}\n\n### next\nGET /v1',
    "a header of a variable": 'POST /v1/videos\n{{auth}}: {{key}}\n\n{"prompt": "a kite"}',
}


@pytest.mark.parametrize("text", WITHOUT_BLANK_LINE.values(), ids=WITHOUT_BLANK_LINE)
def test_a_body_of_json_begins_without_a_blank_line(text):
    (root,) = read("a.http", text)
    assert isinstance(root, Root)
    assert root.value == {"prompt": "a kite"}
