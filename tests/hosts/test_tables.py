"""Tables: rows as requests, places through quotes, and what is none of ours."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_lint.diagnostics import Applicability, Edit, Fix, Location
from seedance_lint.hosts import Form, HostFailure, Root
from seedance_lint.linter.place import Places
from seedance_lint.source import SourceDocument, Span
from tests.hosts.places import check_whole, read
from tests.hosts.test_nested import check


def write(rows, **options):
    out = io.StringIO()
    csv.writer(out, **options).writerows(rows)
    return out.getvalue()


def values(path, text):
    found = read(path, text)
    assert all(isinstance(root, Root) for root in found)
    return [root.value for root in found]


ROWS = [
    ["id", "video_prompt", "Image URLs", "duration"],
    ["1", 'The "fox" of @Image1,\nthen @Image2', "https://example.com/a.png, https://example.com/b.png", "5"],
    ["2", "图片1 走", "", ""],
    ["3", "", "https://example.com/a.png", ""],
]


@pytest.mark.parametrize(
    ("path", "options"),
    [
        ("a.csv", {}),
        ("a.csv", {"lineterminator": "\n", "quoting": csv.QUOTE_ALL}),
        ("a.csv", {"delimiter": ";"}),
        ("a.tsv", {"delimiter": "\t"}),
    ],
)
def test_rows(path, options):
    text = write(ROWS, **options)
    found = read(path, text)
    assert [root.value for root in found] == [
        {"id": "1", "video_prompt": ROWS[1][1], "Image URLs": ROWS[1][2], "duration": "5"},
        {"id": "2", "video_prompt": "图片1 走"},
    ]
    for root in found:
        assert isinstance(root.value, Form)
        for name, value in root.value.items():
            node = root.tree().find((name,))
            made = node.form.source_map(text)
            check_whole(made)
            assert made.value == value
            assert text[slice(*root.tree().find_key((name,)).span)].strip('"') == name
    at = found[0].tree().find(("video_prompt",)).form.source_map(text).to_file(Span(4, 9))
    assert text[slice(*at)] == '""fox""'


def test_names_of_columns_with_blanks():
    text = write([["Video Prompt", "Image URL"], ["@Image1 walks", "https://example.com/a.png"]])
    (root,) = read("a.csv", text)
    assert {name.lower(): value for name, value in root.value.items()} == {
        "video prompt": "@Image1 walks",
        "image url": "https://example.com/a.png",
    }


def test_json_in_a_cell():
    text = write([["shot", "prompt", "body"], ["1", "@Image1", '{"prompt": "@Image2 \\"x\\"", "image_urls": ["a.png"]}']])
    (root,) = read("a.csv", text)
    assert check(root, text) == 4
    node = root.tree().find(("body", "prompt"), text)
    assert text[slice(*node.form.source_map(text).to_file(Span(8, 9)))] == '\\""'


def test_a_list_in_a_cell():
    text = write([["prompt", "image_urls"], ["@Image1 [x]", '["a.png", "b.png"]'], ["[Image1]", "[a"]])
    first, second = read("a.csv", text)
    assert first.value == {"prompt": "@Image1 [x]", "image_urls": ["a.png", "b.png"]}
    assert text[slice(*first.tree().find(("image_urls", 1)).span)] == '""b.png""'
    assert second.value == {"prompt": "[Image1]", "image_urls": "[a"}


@pytest.mark.parametrize(
    "text",
    [
        "act,prompt\nLinux Terminal,I want you to act\n",
        "a,b\n1,prompt\n",
        'notes\n"prompt, unclosed\n',
        "prompt_id,image\n1,a.png\n",
        "",
        "prompt",
        "prompt,duration",
    ],
)
def test_silence(text):
    assert read("a.csv", text) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('prompt,image\na,b\n«"c,d\n', "this quoted cell is never closed"),
        ('prompt,image\n"a"« b,c\nd,e\n', "text after the closing quote of a cell"),
        ("prompt,image\n«@Image1 walks, then runs,a.png\nd,e\n", "this row has 3 cells, but the header has 2"),
    ],
)
def test_broken_rows_have_their_place(text, message):
    found = read("a.csv", text.replace("«", ""))
    (failure,) = [each for each in found if isinstance(each, HostFailure)]
    assert message in failure.message
    assert failure.offset == text.index("«")
    assert len(found) == 2


def test_a_column_with_a_capital_is_the_prompt_too():
    (value,) = values("a.csv", "Prompt,image_urls\n@Image1,a.png\n")
    assert value["prompt"] == "@Image1"
    (value,) = values("a.csv", "prompt,Prompt,image_urls\n@Image1,b,a.png\n")
    assert (value["prompt"], value["Prompt"]) == ("@Image1", "b")


def test_two_columns_for_the_prompt_cannot_be_meant():
    (told,) = read("a.csv", "prompt,image,prompt\n@Image1,a.png,b\n")
    assert (told.message, told.offset) == ("several columns are named `prompt`; rename the others or drop them", 13)
    assert len(values("a.csv", "prompt,image,notes,notes\n@Image1,a.png,b,c\n")) == 1


@given(st.lists(st.text(alphabet='ab",;\n\t @图', max_size=8), min_size=1, max_size=4), st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]))
def test_cells_are_those_of_the_library(cells, quoting):
    text = write([["prompt", "image", "c", "d", "e"][: len(cells) + 1], ["@Image1", *cells]], quoting=quoting, lineterminator="\n")
    (value,) = values("a.csv", text)
    row = next(csv.reader(io.StringIO(text.partition("\n")[2], newline="")))
    assert list(value.values()) == [cell for cell in row if cell.strip()]


@given(st.text(alphabet='ab",\n @', min_size=1, max_size=8), st.text(alphabet="ab\",\n'é", max_size=6), st.booleans())
def test_a_fix_gives_the_text_back(before, new, quoted):
    prompt = before + "x@Image1"
    text = write([["image", "prompt"], ["a", prompt]], quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    (root,) = read("a.csv", text)
    places = Places(SourceDocument("a.csv", text), root, ("prompt",))
    fix = places.fix(Fix("x", (Edit(Location(("prompt",), span=Span(len(before), len(prompt))), new),), Applicability.SAFE))
    if fix is None:
        assert any(mark in new for mark in '",\n')
        return
    (edit,) = fix.edits
    mended = text[: edit.start] + edit.replacement + text[edit.end :]
    assert list(csv.reader(io.StringIO(mended, newline="")))[1] == ["a", before + new]
