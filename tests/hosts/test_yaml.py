"""YAML: whatever the style of a string, every character of it has its place."""

import re
import tracemalloc

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

from seedance_lint.hosts import HostFailure, Root
from seedance_lint.hosts.yaml import host
from seedance_lint.source import SourceDocument
from tests.hosts.places import only, pieces, read, strings

TEXTS = st.text(
    st.sampled_from("ab@1 \n:#-'\"\\,[]{}é中🎬.&*!|>%?~") | st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40
)
PROSE = st.lists(
    st.sampled_from(["@Image1", "as", "first frame,", "it's", "参考", "a", '"q"', "-", "# no", "x:y", "\n", "\n\n", "  in"]), max_size=30
).map(" ".join)


def check_places(root: Root, text: str, *, count: int | None = None) -> None:
    """Every string is traced to the character."""
    tree = root.tree()
    found = list(strings(root.value))
    assert count in (None, len(found))
    for path, value in found:
        node = tree.find(path)
        source_map = node.form.source_map(text)
        assert source_map is not None, (path, value)
        assert source_map.value == value
        mark = text[node.span.start]
        before, end = None, node.span.start
        for character, span in pieces(source_map):
            piece = text[slice(*span)]
            assert node.span.start <= span.start < span.end or character == "\n"
            assert span.start >= end or span == before  # many line breaks fold into fewer as one
            before, end = span, span.end
            assert stands_for(piece, mark, character), (path, value, piece)


def stands_for(piece: str, mark: str, character: str) -> bool:
    """Read a piece of a string in the simplest way that could be right."""
    breaks = len(re.findall(r"\r\n|\r|\n", piece))
    if mark == '"' and piece.startswith("\\"):
        return character == ("\n" if breaks else yaml.safe_load(f'"{piece}"'))
    if mark == "'" and piece == "''":
        return character == "'"
    if breaks:
        return not piece.strip() and character in ({"|": "\n", ">": "\n "}.get(mark, "\n" if breaks > 1 else " "))
    return piece == character


@given(
    st.recursive(TEXTS | PROSE, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PROSE, inner, max_size=3), max_leaves=6),
    st.fixed_dictionaries(
        {
            "default_style": st.sampled_from([None, "'", '"', "|", ">"]),
            "default_flow_style": st.booleans(),
            "width": st.sampled_from([4, 20, 80]),
            "indent": st.integers(2, 6),
            "allow_unicode": st.booleans(),
            "line_break": st.sampled_from(["\n", "\r\n"]),
        }
    ),
)
def test_places_in_what_the_library_writes(value, style) -> None:
    text = yaml.dump(value, **style, Dumper=yaml.CSafeDumper)
    loaded = yaml.load(text, yaml.CSafeLoader)
    assume(loaded == value and "\x85" not in text)
    root = only("a.yaml", text)
    assert root.value == value
    check_places(root, text)


@given(
    header=st.tuples(
        st.sampled_from("|>"), st.sampled_from(["", "-", "+"]), st.sampled_from(["", "1", "2", "3"]), st.sampled_from(["", " # note", "  "])
    ),
    lines=st.lists(
        st.tuples(st.integers(0, 5), st.sampled_from(["", "", "@Image1 as scene", "é🎬", "- a", "# b", "\tc", "d "])), max_size=8
    ),
    end=st.sampled_from(["\n", "\r\n"]),
    tail=st.sampled_from(["", "b: 1", "# remark", "    # remark", "---"]),
    parent=st.sampled_from(["a: ", "a:\n  b: ", "- ", "a: &x ", "a: !!str ", "- - "]),
    final=st.booleans(),
)
@example(header=("|", "-", "", ""), lines=[(2, "x"), (0, ""), (0, "")], end="\n", tail="", parent="a: ", final=False)
def test_places_in_blocks_of_every_kind(header, lines, end, tail, parent, final) -> None:
    style, chomp, indent, rest = header
    text = end.join([parent + style + indent + chomp + rest, *(" " * width + line for width, line in lines)]) + (
        end + tail if tail else end if final else ""
    )
    roots = read("a.yaml", text)
    assume(isinstance(roots[0], Root))
    check_places(roots[0], text)


@given(
    quote=st.sampled_from(["", "'", '"']),
    words=st.lists(
        st.sampled_from(
            ["@Image1", "as", "é🎬", "''", "\\n", "\\u0040", "\\x41", "\\U0001F3AC", "\\\n  ", "\\\r\n", "x", "#y", "-", "a:b"]
        ),
        min_size=1,
        max_size=8,
    ),
    gaps=st.lists(st.sampled_from([" ", "  ", "\n  ", " \n\n   ", "\r\n  ", "\t", "\n \t\n\n  "]), min_size=8, max_size=8),
    where=st.sampled_from(["a: {}", "- {}", "a: [{}]", "{{a: {}}}", "a: &x {} # remark", "? {}", "a:\n  - {}\n  - b"]),
)
def test_places_in_flow_scalars_of_every_kind(quote, words, gaps, where) -> None:
    written = quote + words[0] + "".join(gap + word for gap, word in zip(gaps, words[1:], strict=False)) + quote
    text = where.format(written)
    roots = read("a.yaml", text)
    assume(isinstance(roots[0], Root))
    check_places(roots[0], text)


@given(TEXTS, st.sampled_from(["'old'", '"old"', "old value", "[old]"]))
def test_what_is_encoded_is_read_back(new, written) -> None:
    root = only("a.yaml", f"a: {written}")
    (path, old), *_ = strings(root.value)
    form = root.tree().find(path).form
    encoded = form.encode(new, 0)
    if encoded is None:
        assert not written.startswith('"')
        return
    text = f"a: {written.replace(old, encoded)}"
    assert list(strings(only("a.yaml", text).value)) == [(path, new)]


def test_aliases_and_merges_lead_to_what_they_name() -> None:
    text = """\
base: &base {prompt: one, image_urls: [u]}
shot: &shot
  <<: *base
  prompt: "two"
more:
  - <<: [*shot, *base]
    duration: 5
  - *base
text: &text "three"
again: {prompt: *text}
"""
    root = only("a.yaml", text)
    tree = root.tree()
    assert root.value["more"][0] == {"prompt": "two", "image_urls": ["u"], "duration": 5}
    assert text[slice(*tree.find(("more", 0, "prompt")).span)] == '"two"'
    assert text[slice(*tree.find(("more", 0, "image_urls", 0)).span)] == "u"
    assert text[slice(*tree.find(("more", 1, "prompt")).span)] == "one"
    assert text[slice(*tree.find(("again", "prompt")).span)] == '"three"'
    assert root.value["more"][1] is root.value["base"]


def test_plain_words_mean_what_yaml_1_2_says() -> None:
    text = "[16:9, no, on, 010, 0x10, 1_000, 1e3, .5, ~, null, true, 2026-11-22, !!str 5, !!int '5', '5', =]"
    assert only("a.yml", text).value == ["16:9", "no", "on", 10, 16, "1_000", 1000.0, 0.5, None, None, True, "2026-11-22", "5", 5, "5", "="]


def test_names_are_strings() -> None:
    text = "1: a\ntrue: b\n? [x, y]\n: c\n~: d\n"
    root = only("a.yaml", text)
    assert root.value == {"1": "a", "true": "b", "[x, y]": "c", "~": "d"}


def test_documents_are_read_up_to_the_broken_one() -> None:
    text = "prompt: a\n---\nprompt: b\n...\n---\n{x: y: z}\n---\nprompt: c\n"
    first, second, failure = read("a.yaml", text)
    assert (first.value, second.value) == ({"prompt": "a"}, {"prompt": "b"})
    assert SourceDocument("a.yaml", text).position(failure.offset).line == 6


def test_a_byte_order_mark_inside_moves_nothing() -> None:
    text = "\ufeffa: 'x'"
    assert text[slice(*only("a.yaml", text).tree().find(("a",)).span)] == "'x'"


FAILURES = [
    ("a: «*b", "does not refer to anything"),
    ("a: &b [«*b]", "inside the value"),
    ("a: b«: c", "mapping values"),
    ("é: «\x07", "control characters"),
    ("a: 'é\n" + "b\n" * 3, "end of stream"),
    ("[" * 500 + "«" + "[" * 99_500, "too deeply"),
    ("a:\n«\t- b", "cannot start any token"),
]


@pytest.mark.parametrize(("text", "message"), FAILURES, ids=[row[1] for row in FAILURES])
def test_broken_yaml_has_its_place(text, message) -> None:
    (failure,) = read("a.yaml", text.replace("«", ""))
    assert isinstance(failure, HostFailure)
    assert message in failure.message
    assert "«" not in text or failure.offset == text.index("«")


def bomb(levels: int) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]" for level in range(1, levels)]
    return "\n".join(lines)


def merge_bomb(levels: int) -> str:
    lines = ["a0: &a0 {" + ", ".join(f"k{number}: v" for number in range(1000)) + "}"]
    lines += [f"a{level}: &a{level}\n  <<: [{', '.join([f'*a{level - 1}'] * 10)}]" for level in range(1, levels)]
    return "\n".join(lines)


@pytest.mark.parametrize("text", [bomb(30), merge_bomb(30)], ids=["lists", "merges"])
def test_bombs_do_not_go_off(text) -> None:
    tracemalloc.start()
    roots = read("a.yaml", text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "more than 1,000,000 values" in roots[0].message
    assert peak < 100_000_000


def test_comments_are_not_found_in_strings() -> None:
    text = "# one\na: 'b # c' # two\nd: |  # three\n  # text\n# four\ne: f#g\nh: \"x\n  # y\"\ni: j # five\r\n"
    comments = list(host.comments(SourceDocument("a.yaml", text)))
    assert [(comment.text, comment.own_line) for comment in comments] == [
        ("one", True), ("two", False), ("three", False), ("four", True), ("five", False)
    ]  # fmt: skip
    assert all(text[comment.span.start] == "#" for comment in comments)
    assert [comment.text for comment in host.comments(SourceDocument("a.yaml", "# one\na: b: c # two"))]


def test_without_its_library_the_message_says_what_to_install(monkeypatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "yaml", None)
    (failure,) = read("a.yaml", "prompt: a")
    assert "pip install 'seedance-lint[hosts]'" in failure.message
