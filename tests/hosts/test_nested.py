"""Values inside of string values: what is read as one, and places and fixes through every way of writing around it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_lint.diagnostics import Applicability, Edit, Fix, Location
from seedance_lint.hosts import Node, Root, nested
from seedance_lint.hosts.located import Partial, PartialList, Template
from seedance_lint.linter.place import Places
from seedance_lint.requests import find_requests
from seedance_lint.requests.contracts import Contracts
from seedance_lint.source import SourceDocument, Span
from tests.hosts.places import only, pieces, strings

PROMPT = 'Führt "@Image1"\n\\ 图片2 and 😀 @Video1.'
BODY = {"model": "seedance-2.0", "prompt": PROMPT, "image_urls": ["https://example.com/a.png"], "n": {"duration": 5}}


def paths(value, path=()):
    """Yield the path and the value of every string, those inside of strings too."""
    for inside, text in strings(value, path):
        inner = nested.parse(text)
        if inner is None:
            yield inside, text
        else:
            yield from paths(inner, inside)


def check(root: Root, text: str) -> int:
    """Every character of every string at any depth stands where its map says, and nothing but escapes stands for another."""
    count = 0
    for path, value in paths(root.value):
        node = root.tree().find(path, text)
        assert isinstance(node, Node), path
        assert node.value == value
        made = node.form.source_map(text)
        assert made is not None
        assert made.value == value
        for character, span in pieces(made):
            written = text[slice(*span)]
            assert written == character or "\\" in written or written[0] in "%+" or "'" in written or isinstance(node.value, Template), path
        count += 1
    return count


@pytest.mark.parametrize("depth", [1, 2, 3])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_json_in_json(depth, ascii_only):
    value = BODY
    for _ in range(depth):
        value = {"body": json.dumps(value, ensure_ascii=ascii_only)}
    text = json.dumps(value)
    root = only("a.json", text)
    assert check(root, text) == 3
    node = root.tree().find((*["body"] * depth, "prompt"), text)
    start, end = node.form.source_map(text).to_file(Span(7, 14))
    assert text[start:end] == "@Image1"
    found = root.tree().find((*["body"] * depth, "n", "duration"), text)
    assert (found.value, text[slice(*found.span)]) == (5, "5")


def test_a_text_in_a_text_takes_no_part_of_the_path():
    text = json.dumps({"body": json.dumps(json.dumps(BODY))})
    root = only("a.json", text)
    assert nested.parse(root.value["body"]) == BODY
    node = root.tree().find(("body", "prompt"), text)
    assert node.form.source_map(text).value == PROMPT


def test_holes_of_a_workflow():
    inside = (
        '={\n  "prompt": "@Image1 waves at {{ $json["place"] }}.",\n  "image_urls": ["{{ $json.hero }}"],\n  "duration": {{ $json.n }}\n}'
    )
    value = nested.parse(inside)
    assert value == {"prompt": "@Image1 waves at {}.", "image_urls": ["{}"]}
    assert value["prompt"].holes == (Span(17, 19),)
    assert isinstance(value, Partial)
    assert value.unknown == {"duration"}
    text = json.dumps({"jsonBody": inside})
    root = only("a.json", text)
    node = root.tree().find(("jsonBody", "prompt"), text)
    made = node.form.source_map(text)
    assert text[slice(*made.to_file(Span(0, 7)))] == "@Image1"
    assert json.loads(f'"{text[slice(*made.to_file(Span(17, 19)))]}"') == '{{ $json["place"] }}'
    assert text[slice(*made.to_file(Span(19, 20)))] == "."


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('2026-01-02 10:00:00 INFO sends {"prompt": "@Image1 walks"}', {"prompt": "@Image1 walks"}),
        ('[INFO] {"prompt": "@Image1 walks"} took 3 s', {"prompt": "@Image1 walks"}),
        ('{"prompt": "a", "image_urls": ["b", ...]}', {"prompt": "a", "image_urls": ["b"]}),
        ('{"prompt": "a", /* more */ "seed": <seed>, ...}', {"prompt": "a"}),
        ('[{"prompt": "a"},]', [{"prompt": "a"}]),
        ('{"prompt": "{{prompt}} {{more}} a", {{more}}}', {"prompt": "{} {} a"}),
        ('{"prompt": "{{prompt}}", "seed": 1}', {"seed": 1}),
        ('{"prompt": "a"}{{ rest }}', None),
        ('{"prompt": "a"} and {"prompt": "b"}\nmore', None),
        ("Fill the {slots} of this prompt.", None),
        ('A prompt in {"braces"', None),
        ('{"user": "x"}', None),
        ("function prompt() { return 1 }", None),
        ("{prompt}", None),
        ('"prompt {quoted}"', None),
        ("[Image1] opens {a} prompt", None),
    ],
)
def test_what_holds_a_value(text, value):
    assert nested.parse(text) == value


def test_what_is_left_out_is_known_to_be():
    value = nested.parse('{"prompt": "a", "image_urls": ["b", …], ...}')
    assert isinstance(value, Partial)
    assert value.open
    assert isinstance(value["image_urls"], PartialList)
    assert type(nested.parse('{"prompt": "a{{b}}"}')) is dict


@pytest.mark.parametrize(
    "text", ["{" * 100_000 + "prompt", '{"prompt":' * 100_000, "{{" * 100_000 + "prompt", '[{"prompt": ' + "9" * 10_000 + "}]"]
)
def test_hostile_texts(text):
    nested.parse(text)


@given(st.text(), st.integers(1, 3), st.integers(0, 20), st.text(alphabet="\"\\\n'{}aé😀", max_size=8))
def test_a_fix_inside_gives_the_text_back(before, depth, at, new):
    prompt = before + "@Image1"
    at = min(at, len(prompt))
    value = {"prompt": prompt, "model": "seedance"}
    for _ in range(depth):
        value = {"body": json.dumps(value)}
    text = json.dumps(value)
    path = (*["body"] * depth, "prompt")
    root = only("a.json", text)
    places = Places(SourceDocument("a.json", text), root, path)
    fix = places.fix(Fix("x", (Edit(Location(path, span=Span(at, len(prompt))), new),), Applicability.SAFE))
    assert fix is not None
    (edit,) = fix.edits
    value = json.loads(text[: edit.start] + edit.replacement + text[edit.end :])
    for _ in range(depth):
        value = json.loads(value["body"])
    assert value["prompt"] == prompt[:at] + new


def test_a_key_and_a_number_inside_are_mended_through_both():
    text = json.dumps({"body": json.dumps({"prompt": "a", "durration": "5"})})
    places = Places(SourceDocument("a.json", text), only("a.json", text), ("body", "prompt"))
    edits = (Edit(Location(("body", "durration"), key=True), "duration"),)
    (edit,) = places.fix(Fix("x", edits, Applicability.SAFE)).edits
    mended = text[: edit.start] + edit.replacement + text[edit.end :]
    assert json.loads(json.loads(mended)["body"]) == {"prompt": "a", "duration": "5"}


FIELDS = [
    ({"key": "model", "value": "seedance-2.0"}, {"key": "prompt", "value": PROMPT}, {"key": "prompt", "value": "x", "disabled": True}),
    (
        {"name": "prompt", "value": PROMPT},
        {"name": "image_urls", "value": "https://example.com/a.png"},
        {"name": "note", "value": "@Image0"},
    ),
    ({"value": "5", "name": "duration"}, {"value": PROMPT, "name": "prompt"}, {"name": "image_urls[0]", "value": "a.png"}),
]


@pytest.mark.parametrize("fields", FIELDS)
@pytest.mark.parametrize("indent", [None, 1])
def test_fields_that_a_list_has_one_by_one_are_a_form(fields, indent):
    text = json.dumps({"body": {"parameters": fields}}, indent=indent)
    root = only("a.json", text)
    (request,) = find_requests(root.value, Contracts()).found
    assert (request.prompt, request.prompt_path) == (PROMPT, ("body", "parameters", "prompt"))
    places = Places(SourceDocument("a.json", text), root, request.prompt_path)
    placed = places.place(Span(7, 14))
    assert (text[slice(*placed.span)], placed.exact) == ("@Image1", True)
    written = places.place(Location(request.prompt_path, key=True))
    assert text[slice(*written.span)] == '"prompt"'
    fix = places.fix(Fix("", (Edit(Span(7, 14), "@Image2"),), Applicability.SAFE))
    (edit,) = fix.edits
    changed = json.loads(text[: edit.start] + edit.replacement + text[edit.end :])
    assert [field["value"] for field in changed["body"]["parameters"]] == [
        field["value"].replace("@Image1", "@Image2") if "disabled" not in field else field["value"] for field in fields
    ]


@pytest.mark.parametrize(
    "fields",
    [
        [{"name": "prompt", "value": "p"}, {"name": "color", "value": "red"}],
        [{"name": "prompt", "in": "query"}, {"name": "model", "in": "query"}],
        [{"name": "prompt", "value": "p"}, {"name": "model", "value": "kling-v2"}],
        [{"key": "prompt", "value": "p"}, {"value": "x"}, {"key": "model", "value": "seedance-2.0"}],
        [{"key": "prompt", "value": "p"}],
    ],
)
def test_other_lists_of_names_and_values_are_no_request(fields):
    assert find_requests({"body": fields}, Contracts()).found == []
