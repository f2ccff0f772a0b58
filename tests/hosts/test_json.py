"""JSON and JSON Lines: values as the standard library reads them, places to the character."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_lint.hosts import HostFailure, Root
from seedance_lint.source import SourceDocument, Span
from tests.hosts.places import check_whole, only, pieces, read, strings

TEXTS = st.text(st.characters(codec="utf-8") | st.sampled_from('@"\\/\n\r\t\x00\x7f\u2028中ａ🎬'))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)
STYLES = st.fixed_dictionaries(
    {
        "ensure_ascii": st.booleans(),
        "indent": st.sampled_from([None, 0, 2, "\t"]),
        "separators": st.sampled_from([None, (",", ":"), (" , ", " : ")]),
    }
)


@st.composite
def literals(draw, text: str) -> str:
    """Write a string in any way that JSON has."""
    written = []
    for character in text:
        unit = character.encode("utf-16-be", "surrogatepass")
        escaped = "".join(f"\\u{unit[i]:02x}{unit[i + 1]:02x}" for i in range(0, len(unit), 2))
        choices = [escaped, escaped.upper().replace("\\U", "\\u")]
        short = json.dumps(character, ensure_ascii=False)[1:-1]
        choices.append("\\/" if character == "/" else short)
        written.append(draw(st.sampled_from(choices)))
    return '"' + "".join(written) + '"'


@st.composite
def documents(draw, value) -> str:
    """Write a value in any way that JSON has, white space included."""
    space = st.sampled_from(["", " ", "\n", "\r\n", "\t "])

    def write(value) -> str:
        if isinstance(value, str):
            return draw(literals(value))
        if isinstance(value, list):
            return "[" + draw(space) + ",".join(draw(space) + write(item) + draw(space) for item in value) + "]"
        if isinstance(value, dict):
            return (
                "{"
                + draw(space)
                + ",".join(draw(space) + write(name) + draw(space) + ":" + draw(space) + write(item) for name, item in value.items())
                + "}"
            )
        return json.dumps(value)

    return draw(space) + write(value) + draw(space)


def check_places(root: Root, text: str) -> None:
    """Every string's map decodes to the string, and every value's extent to the value."""
    tree = root.tree()
    for path, value in strings(root.value):
        node = tree.find(path)
        assert node is not None
        assert json.loads(text[slice(*node.span)]) == value
        source_map = node.form.source_map(text)
        assert source_map is not None
        assert source_map.value == value
        place = node.span.start + 1
        for character, span in pieces(source_map):
            assert span.start == place
            assert json.loads(f'"{text[slice(*span)]}"') == character
            place = span.end
        assert place == node.span.end - 1


@given(st.data())
def test_places_in_every_way_of_writing(data) -> None:
    value = data.draw(VALUES)
    text = data.draw(documents(value))
    root = only("a.json", text)
    assert root.value == value
    check_places(root, text)


@pytest.mark.parametrize(
    "written",
    [
        "é",
        "🎬",
        "\x7f",
        *[r"\"", r"\\", r"\/", r"\b", r"\f", r"\n", r"\r", r"\t", r"\u0040", r"\u00E9", r"\ud83c\uDFAC", r"\ud83c", r"\udfac"],
    ],
)
def test_places_around_every_escape(written) -> None:
    text = f'"a{written}b"'
    root = only("a.json", text)
    check_places(root, text)
    check_whole(root.tree().form.source_map(text))


@given(VALUES, STYLES)
def test_places_in_what_the_library_writes(value, style) -> None:
    text = json.dumps(value, **style)
    check_places(only("a.json", text), text)


@given(st.lists(VALUES, max_size=4), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_lines_are_documents(values, end) -> None:
    text = "".join(json.dumps(value, ensure_ascii=False) + end for value in values)
    roots = read("a.jsonl", text)
    assert [root.value for root in roots] == values
    for root in roots:
        check_places(root, text)


@given(TEXTS)
def test_what_is_encoded_is_read_back(text) -> None:
    form = only("a.json", '"x"').tree().form
    assert json.loads(f'"{form.encode(text)}"') == text


def test_every_value_has_its_extent() -> None:
    text = ' { "a" : [ 1 , { "b" : [ ] } , null ] , "c\\n" : -1.5e3 } '
    tree = only("a.json", text).tree()
    at = lambda *path: text[slice(*tree.find(path).span)]  # noqa: E731
    assert at() == text.strip()
    assert at("a") == '[ 1 , { "b" : [ ] } , null ]'
    assert at("a", 0) == "1"
    assert at("a", 1) == '{ "b" : [ ] }'
    assert at("a", 1, "b") == "[ ]"
    assert at("c\n") == "-1.5e3"
    assert text[slice(*tree.find_key(("c\n",)).span)] == '"c\\n"'
    assert tree.find(("a", 3)) is None
    assert tree.find(("a", "b")) is None
    assert tree.find(("missing",)) is None


def test_of_a_repeated_name_the_last_counts() -> None:
    text = '{"prompt": ["old", {"x": 1}], "prompt": "new"}'
    tree = only("a.json", text).tree()
    assert text[slice(*tree.find(("prompt",)).span)] == '"new"'
    assert [child.value for child in tree.children] == [["old", {"x": 1}], "new"]
    assert tree.children[0].find((1, "x")).value == 1


def test_lone_surrogates_have_places() -> None:
    text = r'{"prompt": "a\ud83d b \ude00\ud83d\ude00"}'
    node = only("a.json", text).tree().find(("prompt",))
    source_map = node.form.source_map(text)
    assert source_map.value == "a\ud83d b \ude00😀"
    assert text[slice(*source_map.to_file(Span(6, 7)))] == r"\ud83d\ude00"
    assert node.form.encode("\ud83d") == r"\ud83d"


FAILURES = [
    ("empty", "", 0, "the file is empty"),
    ("white space", " \r\n ", 0, "the file is empty"),
    ("no comma", '{"a": 1 «"b": 2}', None, "expected `,` or the end"),
    ("no value", '{"a": «}', None, "expected a value"),
    ("open string", '{"a": «"b}', None, "never closed"),
    ("line break in a string", '{"a": "b«\n"}', None, "control character"),
    ("wrong escape", r'{"a": "b«\x"}', None, "invalid escape"),
    ("short escape", r'{"a": "b«\u12"}', None, "four hexadecimal digits"),
    ("two values", '{"a": 1}\n«{"a": 2}', None, ".jsonl"),
    ("bare name", "{«a: 1}", None, "name of a field"),
    ("100,000 levels", "[" * 500 + "«" + "[" * 99_500, None, "nested too deeply"),
    (
        "100,000 levels, closed, behind brackets in a string",
        '["[[[[",' + "[" * 499 + "«" + "[" * 99_500 + "]" * 100_000,
        None,
        "nested too deeply",
    ),
]


@pytest.mark.parametrize(("text", "offset", "message"), [row[1:] for row in FAILURES], ids=[row[0] for row in FAILURES])
def test_broken_json_has_its_place(text, offset, message) -> None:
    offset = text.index("«") if offset is None else offset
    (failure,) = read("a.json", text.replace("«", ""))
    assert isinstance(failure, HostFailure)
    assert message in failure.message
    assert failure.offset == offset


@pytest.mark.parametrize(
    "text", ["NaN", "[1e999, -Infinity]", "[" + "9" * 5000 + "]", '{"a": 1, "a": 2}', "[" * 300 + "]" * 300, '"\\u0000"']
)
def test_odd_json_is_read(text) -> None:
    only("a.json", text).tree()


def test_a_broken_line_does_not_hide_the_others() -> None:
    text = '{"prompt": "a"}\n\n{"prompt": oops}\n[1\n{"prompt": "b"}'
    first, second, third, last = read("a.jsonl", text)
    assert (first.value, last.value) == ({"prompt": "a"}, {"prompt": "b"})
    document = SourceDocument("a.jsonl", text)
    assert document.position(second.offset)[:2] == (3, 12)
    assert document.position(third.offset)[:2] == (4, 3)


def test_one_value_over_many_lines_is_told_once() -> None:
    (failure,) = read("a.jsonl", json.dumps([{"prompt": "a"}, {"prompt": "b"}], indent=2))
    assert ".json" in failure.message


def test_a_part_of_a_file_knows_its_place() -> None:
    document = SourceDocument("a.jsonl", '{"prompt": "b"}\n{', first_line=7, first_offset=100)
    from seedance_lint.hosts.json import jsonl

    root, failure = jsonl.roots(document)
    assert document.position(root.offset) == (7, 1, 100)
    assert document.position(failure.offset) == (8, 2, 117)


def test_a_long_line_is_read_and_an_endless_one_refused(monkeypatch) -> None:
    from seedance_lint.hosts.json import jsonl

    text = json.dumps({"prompt": "長" * 100_000}, ensure_ascii=False)
    check_places(only("a.jsonl", text), text)
    monkeypatch.setattr(jsonl, "LONGEST_LINE", 1000)
    failure, root = read("a.jsonl", text + '\n{"prompt": "b"}')
    assert "100,014 characters" in failure.message
    assert root.value == {"prompt": "b"}
