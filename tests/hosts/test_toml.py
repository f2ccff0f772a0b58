"""TOML: values as the standard library reads them, places to the character for all kinds of strings."""

import tomllib
import tracemalloc

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from seedance_lint.hosts import HostFailure
from seedance_lint.hosts.located import Node
from seedance_lint.hosts.toml import host
from seedance_lint.source import SourceDocument, Span
from tests.hosts.places import check_whole, only, pieces, read, strings

PIECES = [
    "@Image1",
    " as ",
    "é🎬",
    "中",
    "'",
    '"',
    "\\n",
    '\\"',
    "\\\\",
    "\\u4e2d",
    "\\U0001F3AC",
    "\\t",
    "\\\n  ",
    "\\  \r\n\n ",
    "\n",
    "\r\n",
    "#",
    "{}",
    "[",
    "=",
    "\t",
]
STRINGS = st.builds(
    lambda quotes, parts: quotes + "".join(parts) + quotes,
    st.sampled_from(["'", '"', "'''", '"""']),
    st.lists(st.sampled_from(PIECES), max_size=8),
)
SCALARS = STRINGS | st.sampled_from(["10", "-1.5e3", "true", "1979-05-27 07:32:00", "07:32:00", "inf", "0xff"])
NAMES = st.sampled_from(["prompt", "a", '"b c"', "'d.e'", "a . b", "a.b.c", '"\\u0041"', "1"])
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: "[" + "".join(f" {item} ,# ]\n" for item in items) + "]")
        | st.lists(st.tuples(NAMES, inner), max_size=2).map(
            lambda items: "{ " + ", ".join(f"{name} = {item}" for name, item in items) + " }"
        )
    ),
    max_leaves=4,
)
LINES = st.one_of(
    st.tuples(NAMES, VALUES, st.sampled_from(["", " # note"])).map(lambda row: f"{row[0]}\t= {row[1]}{row[2]}"),
    NAMES.map(lambda name: f"[ {name} ] # note"),
    NAMES.map(lambda name: f"[[{name}]]"),
    st.sampled_from(["", '# it\'s """ a note']),
)


def check_places(tree: Node, text: str) -> None:
    """Every value has its place, and every string is traced to the character."""
    for path, value in strings(tree.value):
        node = tree.find(path)
        assert node is not None, path
        source_map = node.form.source_map(text)
        assert source_map is not None
        assert source_map.value == value
        quotes = text[node.span.start : node.span.start + 3]
        quotes = quotes if quotes in ("'''", '"""') else quotes[0]
        assert tomllib.loads(f"x = {text[slice(*node.span)]}")["x"] == value
        for character, span in pieces(source_map):
            piece = text[slice(*span)]
            if quotes[0] == '"' and piece.startswith("\\"):
                assert tomllib.loads(f'x = "{piece}"')["x"] == character
            else:
                assert piece == character or (piece, character) == ("\r\n", "\n")


@given(st.lists(LINES, max_size=6), st.sampled_from(["\n", "\r\n"]))
def test_places_in_every_way_of_writing(lines, end) -> None:
    text = end.join(lines)
    try:
        value = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assume(False)
    root = only("a.toml", text)
    assert repr(root.value) == repr(value)
    tree = root.tree()
    assert len(tree.children) == len(value)
    check_places(tree, text)


@pytest.mark.parametrize("quotes", ["'", '"', "'''", '"""'])
def test_places_around_every_escape(quotes) -> None:
    read_ones = 0
    for piece in PIECES:
        for start in ("", "\n", "\r\n"):
            text = f"prompt = {quotes}{start}a{piece}b{piece}{piece}c{quotes}"
            try:
                tomllib.loads(text)
            except tomllib.TOMLDecodeError:
                continue
            read_ones += 1
            tree = only("a.toml", text).tree()
            check_places(tree, text)
            if "\\\n" in piece or "\\  " in piece:
                continue  # a break that stands for nothing keeps its neighbours apart
            check_whole(tree.find(("prompt",)).form.source_map(text))
    assert read_ones >= 12


@given(STRINGS, st.text(st.sampled_from("ab'\"\\\n\t é🎬\x00\ud800")))
def test_what_is_encoded_is_read_back(written, new) -> None:
    text = f"prompt = {written}"
    try:
        value = tomllib.loads(text)["prompt"]
    except tomllib.TOMLDecodeError:
        assume(False)
    node = only("a.toml", text).tree().find(("prompt",))
    source_map = node.form.source_map(text)
    for offset in range(len(value)):
        place = source_map.to_file(Span(offset, offset + 1))
        encoded = node.form.encode(new, offset)
        if encoded is None:
            assert "'" in written[0] or not new or new[0].isspace()
        elif "\ud800" not in new:  # TOML cannot hold half a character
            changed = text[: place.start] + encoded + text[place.end :]
            assert tomllib.loads(changed)["prompt"] == value[:offset] + new + value[offset + 1 :]


def test_tables_and_names_have_their_places() -> None:
    text = '[a.b]\nc = 1\n"d e" = {f = [10, 20]}\n\n[[a.g]]\nh = 1\n[[a.g]]\nh.i = "x"\n'
    tree = only("a.toml", text).tree()
    at = lambda *path: text[slice(*tree.find(path).span)]  # noqa: E731
    assert at("a", "b") == '[a.b]\nc = 1\n"d e" = {f = [10, 20]}'
    assert at("a", "b", "d e", "f") == "[10, 20]"
    assert at("a", "b", "d e", "f", 1) == "20"
    assert at("a", "g", 1, "h", "i") == '"x"'
    assert text[slice(*tree.find_key(("a", "b", "d e")).span)] == '"d e"'
    assert text[slice(*tree.find_key(("a", "g", 1, "h", "i")).span)] == "i"
    assert tree.find_key(("a", "b", "d e", "f")).form.encode("new-name") == "new-name"
    assert tree.find_key(("a", "b", "d e", "f")).form.encode("new name") is None


FAILURES = [
    ("a = «", "Invalid value", None),
    ("a = 1\nb = «}\n", "Invalid value", None),
    ("a = 1\na = 2«", "overwrite", None),
    ('a = "é«\n"', "Illegal character", None),
    ("[a\n", "Expected", 2),
    ("a = " + "[" * 100_000, "nested too deeply", 0),
    ("x = 1\n«" + "a." * 500_000 + "b = 1", "nested too deeply", None),
    ("b = 1\na = «" + "9" * 5000, "broken TOML: a number with more than 4,300 digits", None),
]


@pytest.mark.parametrize(("text", "message", "offset"), FAILURES, ids=range(len(FAILURES)))
def test_broken_toml_has_its_place(text, message, offset) -> None:
    offset = text.index("«") if offset is None else offset
    (failure,) = read("a.toml", text.replace("«", ""))
    assert isinstance(failure, HostFailure)
    assert message in failure.message
    assert failure.offset == offset


def test_a_file_that_is_too_large_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(host, "LARGEST", 20)
    assert "31 characters" in read("a.toml", "#" * 31)[0].message


def test_long_strings_take_little_memory() -> None:
    text = 'a = """' + "\\n x" * 100_000 + '"""\nb = "' + "y" * 1_000_000 + '"'
    root = only("a.toml", text)
    tracemalloc.start()
    tree = root.tree()
    assert tree.find(("b",)).form.source_map(text).value == "y" * 1_000_000
    assert tracemalloc.get_traced_memory()[1] < 100_000_000
    tracemalloc.stop()


def test_comments() -> None:
    text = "# one\na = '# no' # two\nb = \"\"\"\n# no\n\"\"\"\nc = '''\n# no'''#three\r\n"
    comments = list(host.comments(SourceDocument("a.toml", text)))
    assert [(comment.text, comment.own_line) for comment in comments] == [("one", True), ("two", False), ("three", False)]
