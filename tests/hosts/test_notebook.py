"""Jupyter notebooks: cells as the files that they would be, at their places in the notebook."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_lint.hosts import HostFailure, Root
from seedance_lint.hosts import notebook as host
from seedance_lint.source import SourceDocument, Span
from tests.hosts.places import pieces, read


def notebook(*cells: tuple[str, object], language: str = "python", **style) -> str:
    """A notebook of cells, each a kind and a source."""
    made = [
        {"cell_type": kind, "metadata": {}, "source": source, **({"outputs": [], "execution_count": None} if kind == "code" else {})}
        for kind, source in cells
    ]
    return json.dumps(
        {"cells": made, "metadata": {"language_info": {"name": language}}, "nbformat": 4, "nbformat_minor": 5}, **{"indent": 1, **style}
    )


def written(source: str, *, as_list: bool) -> object:
    return source.splitlines(keepends=True) if as_list else source


@given(
    st.text(st.sampled_from("@Image1 as'\"\\\n中🎬é"), min_size=1),
    st.booleans(),
    st.booleans(),
    st.sampled_from([None, 1]),
    st.sampled_from(["%matplotlib inline\n", "", "!pip install x\n"]),
)
def test_places_in_code(prompt, as_list, ascii, indent, magic) -> None:
    source = f"{magic}x = 1\nf(prompt={prompt!r} 'end')\nx?"
    text = notebook(("markdown", "# x"), ("code", written(source, as_list=as_list)), ensure_ascii=ascii, indent=indent)
    (root,) = read("a.ipynb", text)
    assert root.value == {"prompt": prompt + "end"}
    source_map = root.tree().find(("prompt",)).form.source_map(text)
    assert source_map.value == prompt + "end"
    for character, span in pieces(source_map):
        in_cell = json.loads(f'"{text[slice(*span)]}"')
        assert in_cell == character or in_cell == repr(character)[1:-1] or in_cell == f"\\{character}"


@given(st.text(st.sampled_from("@Image1 as'\"\\\n中🎬é`"), min_size=1), st.booleans())
def test_places_in_markdown(prompt, as_list) -> None:
    source = f"# x\n\n- ```json\n  {json.dumps({'prompt': prompt})}\n  ```\n"
    text = notebook(("markdown", written(source, as_list=as_list)))
    (root,) = read("a.ipynb", text)
    source_map = root.tree().find(("prompt",)).form.source_map(text)
    assert source_map.value == prompt
    for character, span in pieces(source_map):
        assert json.loads(f'"{json.loads(chr(34) + text[slice(*span)] + chr(34))}"') == character


@pytest.mark.parametrize("as_list", [True, False])
def test_what_is_encoded_is_read_back(as_list) -> None:
    text = notebook(("code", written("f(\n  prompt='it is',\n  duration=30)", as_list=as_list)))
    (root,) = read("a.ipynb", text)
    tree = root.tree()
    node = tree.find(("prompt",))
    place = node.form.source_map(text).to_file(Span(2, 3))
    changed = text[: place.start] + node.form.encode("\"'\n", 2) + text[place.end :]
    assert read("a.ipynb", changed)[0].value["prompt"] == "it\"'\n is"[:2] + "\"'\n" + "is"
    number = tree.find(("duration",))
    changed = text[: number.span.start] + number.form.encode('"5s"') + text[number.span.end :]
    assert read("a.ipynb", changed)[0].value["duration"] == "5s"


def test_other_cells_and_other_languages_are_left_alone() -> None:
    code = "f(prompt='p')"
    assert read("a.ipynb", notebook(("raw", code), ("code", "%%bash\n" + code), ("code", "%%html\n<prompt>"))) == []
    assert read("a.ipynb", notebook(("code", code), language="julia")) == []
    assert len(read("a.ipynb", notebook(("code", "%%time\n" + code), ("code", "\n%%capture out\n" + code)))) == 2


CURL = 'curl https://api.example.com/v1 -d \'{"prompt": "p"}\''


@pytest.mark.parametrize(
    ("source", "language"),
    [
        (f"x = 1\n!{CURL}\ny = 2", "python"),
        (f"for x in y:\n    !{CURL.replace(' -d', chr(92) + chr(10) + '  -d')}\n    f(x)", "python"),
        (f"%%bash\n{CURL}", "python"),
        (f"\n%%sh\n\n{CURL}\n", "python"),
        (f"%%script bash\n{CURL}", "python"),
        (f"%%writefile send.sh\n{CURL}", "python"),
        ('%%writefile "body.json"\n{"prompt": "p"}', "python"),
        ("%%js\nsend({prompt: 'p'})", "python"),
        (CURL, "bash"),
        ("send({prompt: 'p'} as Body)", "typescript"),
    ],
)
@pytest.mark.parametrize("as_list", [True, False])
def test_other_languages_of_a_cell(source, language, as_list) -> None:
    text = notebook(("code", written(source, as_list=as_list)), language=language)
    (root,) = read("a.ipynb", text)
    assert root.value["prompt"] == "p"
    source_map = root.tree().find(("prompt",)).form.source_map(text)
    assert [text[slice(*span)] for _, span in pieces(source_map)] == ["p"]


@pytest.mark.parametrize(
    ("cells", "prompts"),
    [
        (["é = 1; P = '@Image1 walks'\n", "f(prompt=P, duration=5)"], ["@Image1 walks"]),
        (["P = '''@Image1\nwalks'''", "%time\nQ = 2", "f(prompt=P)\nf(prompt='q')"], ["@Image1\nwalks", "q"]),
        (["P = 'a'", "P = 'b'\nf(prompt=P)", "f(prompt=P, x=1)"], ["b"]),
        (["f(prompt=P)", "P = 'a'"], []),
        (["P = g()", "f(prompt=P)"], []),
        (["O = 'é' # é\n\x0c\nP = '''é @Image1'''", "f(prompt=P)"], ["é @Image1"]),
        (["P = {'prompt': 'p'}", "f(json=P)"], ["p"]),
    ],
)
@pytest.mark.parametrize("as_list", [True, False])
def test_a_text_of_another_cell(cells, prompts, as_list) -> None:
    text = notebook(*[("code", written(source, as_list=as_list)) for source in cells])
    found = [root for root in read("a.ipynb", text) if isinstance(root, Root) and isinstance(root.value.get("prompt"), str)]
    assert [root.value["prompt"] for root in found] == prompts
    for root in found:
        source_map = root.tree().find(("prompt",)).form.source_map(text)
        assert all(json.loads(f'"{text[slice(*span)]}"') == character for character, span in pieces(source_map))


def test_a_broken_cell_does_not_hide_the_others() -> None:
    text = notebook(("code", "f(prompt='p'"), ("code", "not python: at all"), ("code", ["f(\n", "prompt='q')"]))
    failure, root = read("a.ipynb", text)
    assert isinstance(failure, HostFailure)
    assert text[failure.offset :].startswith("(prompt='p'")
    assert root.value == {"prompt": "q"}


@pytest.mark.parametrize(
    ("text", "message"),
    [("{", "broken JSON"), ("[]", "not a Jupyter notebook"), ('{"worksheets": []}', "`cells`"), ("", "the file is empty")],
)
def test_what_is_no_notebook(text, message) -> None:
    (failure,) = read("a.ipynb", text)
    assert message in failure.message


def test_odd_cells() -> None:
    odd = {
        "cells": [
            1,
            {},
            {"cell_type": ["code"]},
            {"cell_type": "code"},
            {"cell_type": "code", "source": 5},
            {"cell_type": "code", "source": ["a", 5]},
        ]
    }
    assert read("a.ipynb", json.dumps(odd)) == []


def test_comments() -> None:
    text = notebook(("code", ["x = 1 # one\n", "# two"]), ("markdown", "<!-- three -->"))
    comments = list(host.comments(SourceDocument("a.ipynb", text)))
    assert [(comment.text, comment.own_line) for comment in comments] == [("one", False), ("two", True), ("three", True)]
    assert [text[slice(*comment.span)] for comment in comments] == ["# one", "# two", "<!-- three -->"]


PROMPTS = ["Ready?", "50% off\n%d of them", "!wow", "?what\nReally??", "a\n  help?\n# no comment", "it's\nReady?"]


@pytest.mark.parametrize("prompt", PROMPTS)
@pytest.mark.parametrize("quotes", ['"""', "'''", "f'''"])
def test_lines_of_a_string_are_no_magic(prompt, quotes):
    source = f"%time\nx?\nf(prompt={quotes}{prompt}\n{quotes[-3:]})\n!ls 'it"
    text = json.dumps({"cells": [{"cell_type": "code", "source": source.splitlines(keepends=True)}], "nbformat": 4})
    (root,) = host.roots(SourceDocument("a.ipynb", text))
    assert root.value == {"prompt": f"{prompt}\n"}


def test_lines_inside_of_brackets_are_no_magic():
    source = "x = (5\n% 3)\ny = 5 \\\n% 3\nf(prompt='a')\n%time\n"
    text = json.dumps({"cells": [{"cell_type": "code", "source": source}], "nbformat": 4})
    (root,) = host.roots(SourceDocument("a.ipynb", text))
    assert root.value == {"prompt": "a"}
