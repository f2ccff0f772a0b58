"""Texts that an editor changes."""

from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from seedance_lint.lsp.buffer import Buffer
from seedance_lint.lsp.units import UNITS

TEXTS = st.text(st.sampled_from("ab@图😀\n\r\u2028\x0c"), max_size=12)
EDITS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), TEXTS), max_size=5)


def position(text: str, offset: int, codec: str, size: int) -> types.Position:
    """Count lines and columns the slow way."""
    line = column = 0
    for number, character in enumerate(text[:offset]):
        if character == "\n" or (character == "\r" and text[number + 1 : number + 2] != "\n"):
            line, column = line + 1, 0
        else:
            column += len(character.encode(codec)) // size
    return types.Position(line, column)


@given(TEXTS, EDITS, st.sampled_from([("utf-8", "utf-8", 1), ("utf-16", "utf-16-le", 2), ("utf-32", "utf-32-le", 4)]))
def test_edits_hit_what_the_editor_meant(text, edits, encoding):
    name, codec, size = encoding
    buffer = Buffer("file:///a.txt", text, 1, "plaintext", UNITS[name])
    for version, (first, second, new) in enumerate(edits, 2):
        start, end = sorted((min(first, len(text)), min(second, len(text))))
        if "\r\n" in (text[start - 1 : start + 1], text[end - 1 : end + 1]):
            continue  # no position stands between the two
        place = types.Range(position(text, start, codec, size), position(text, end, codec, size))
        buffer.change([types.TextDocumentContentChangePartial(place, new)], version)
        text = text[:start] + new + text[end:]
        assert (buffer.text, buffer.version) == (text, version)
        assert buffer.position(len(text)) == position(text, len(text), codec, size)


def test_a_change_without_a_place_is_the_whole_text():
    buffer = Buffer("file:///a.txt", "one\ntwo", 1, "plaintext", UNITS["utf-16"])
    buffer.change([types.TextDocumentContentChangeWholeDocument("three")], 2)
    assert (buffer.text, len(buffer.lines)) == ("three", 1)


def test_places_that_do_not_exist_are_the_next_before_them():
    buffer = Buffer("file:///a.txt", "one\ntwo", 1, "plaintext", UNITS["utf-16"])
    assert buffer.offset(types.Position(0, 99)) == 3
    assert buffer.offset(types.Position(9, 0)) == 7
