"""Programs inside of data, through both ways of writing."""

import json

import pytest
import yaml

from seedance_lint.hosts import Root, nested
from seedance_lint.source import Span
from tests.hosts.places import only, read
from tests.hosts.test_nested import check

CURL = """curl -X POST https://api.example.com/v1 \\
  -d '{
    "prompt": "@Image1 says \\"hi\\"",
    "image_urls": ["a.png"]
  }'"""
PYTHON = 'requests.post("https://api.example.com/v1", json={"prompt": "@Image2", "image_urls": ["a.png"]})'
API = {"paths": {"/v1": {"post": {"x-codeSamples": [{"lang": "cURL", "source": CURL}, {"lang": "Python", "source": PYTHON}]}}}}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.json", json.dumps(API)),
        ("a.json", json.dumps(API, indent=2)),
        ("a.yaml", yaml.safe_dump(API)),
        ("a.yaml", yaml.safe_dump(API, default_style='"', width=40)),
        ("a.yaml", yaml.safe_dump(API, default_style="|")),
    ],
)
def test_code_samples(path, text):
    shell, program = [root for root in read(path, text) if isinstance(root, Root)][1:]
    assert shell.value["prompt"] == '@Image1 says "hi"'
    assert shell.around[0].text == "https://api.example.com/v1"
    assert "'prompt': '@Image2'" in str(program.value)
    assert check(shell, text) == 2
    assert check(program, text) >= 2


def test_a_call_in_a_field():
    text = json.dumps({"steps": [{"run": CURL}, {"run": "curl -O prompt"}]})
    _, root = read("a.json", text)
    assert root.value["prompt"] == '@Image1 says "hi"'


def test_an_expression_of_a_workflow():
    code = '={{ JSON.stringify({ model: "seedance-2.0", prompt: `@Image1 in ${$json.place}`, image_urls: [$json.hero] }) }}'
    assert nested.parse(code) == {"model": "seedance-2.0", "prompt": "@Image1 in {}", "image_urls": ["{}"]}
    text = json.dumps({"jsonBody": code})
    made = only("a.json", text).tree().find(("jsonBody", "prompt"), text).form.source_map(text)
    assert text[slice(*made.to_file(Span(0, 7)))] == "@Image1"
    assert text[slice(*made.to_file(Span(11, 13)))] == "${$json.place}"
    assert nested.parse("={{ { prompt: '@Image1' } }}") == {"prompt": "@Image1"}
    assert nested.parse("={{ $json.prompt }}") is None


RUN = 'python clip.py --prompt "@Image1 walks" --image a.png'
COMMANDS = [
    ("a.json", json.dumps({"name": "seedance", "scripts": {"demo": RUN}})),
    ("a.json", json.dumps({"name": "seedance", "examples": [f"Usage: {RUN}"]}, indent=2)),
    ("a.jsonl", json.dumps({"name": "seedance", "run": RUN})),
    ("a.yaml", yaml.safe_dump({"name": "seedance", "steps": [{"run": RUN}]})),
    ("a.yaml", yaml.safe_dump({"name": "seedance", "run": f"set -e\n{RUN}\necho done\n"}, default_style="|")),
]


@pytest.mark.parametrize(("path", "text"), COMMANDS)
def test_commands_of_data_that_names_our_product(path, text):
    found = [root for root in read(path, text) if isinstance(root, Root) and "prompt" in root.value]
    assert [(root.value["prompt"], root.value["image"]) for root in found] == [("@Image1 walks", "a.png")]
    assert check(found[0], text) == 2
    assert not [root for root in read(path, text.replace("seedance", "films")) if isinstance(root, Root) and "prompt" in root.value]
