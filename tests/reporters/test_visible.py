"""What linted text looks like on a terminal, and how wide it is."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from seedance_lint.reporters.excerpt import excerpts
from seedance_lint.reporters.visible import cells, visible, visible_json, width, wrapped


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("@Image1 作为首帧 🎬", "@Image1 作为首帧 🎬"),
        ("red \x1b[31m", "red \\x1b[31m"),
        ("a\nb\rc\td", "a\\nb\\rc\\td"),
        ("bell\x07 c1\x9b del\x7f", "bell\\x07 c1\\x9b del\\x7f"),
        ("\u202eevil\u202c \u2066x\u2069", "\\u202eevil\\u202c \\u2066x\\u2069"),
        ("a\u2028b\u200bc\ufeff", "a\\u2028b\\u200bc\\ufeff"),
        ("half \ud83d", "half \\ud83d"),
        ("tag \U000e0041", "tag \\U000e0041"),
    ],
)
def test_what_acts_on_a_terminal_is_shown(text, shown):
    assert visible(text) == shown


def test_json_keeps_its_meaning():
    import json

    text = json.dumps({"p": "图\u202e\x9b\ud800\x7f"}, ensure_ascii=False)
    shown = visible_json(text)
    assert shown == '{"p": "图\\u202e\\u009b\\ud800\\u007f"}'
    assert json.loads(shown) == json.loads(text)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("abc", 3),
        ("a\tb", 6),
        ("图片1", 5),
        ("＠Ｉ", 4),
        ("e\u0301", 1),
        ("🎬", 2),
        ("👍🏽", 2),
        ("👩\u200d🚀", 2),
        ("❤\ufe0f", 2),
        ("1\ufe0f\u20e3", 2),  # keycap
        ("#\ufe0f\u20e3x", 3),
        ("🇩🇪", 2),
        ("🇩🇪🇫🇷", 4),
        ("👨\u200d👩\u200d👧\u200d👦", 2),
        ("🏳\ufe0f\u200d🌈", 2),
        ("☎", 1),
        ("☎\ufe0f", 2),
        ("か\u3099", 2),
        ("한", 2),
        ("\u1112\u1161\u11ab", 2),  # the same, in its parts
        ("नि", 2),
        ("ก็", 1),
        ("，。「」", 8),
        ("🏴\U000e0067\U000e007f", 22),  # a flag whose letters could say anything: they are shown
        ("\x1b[1m", 7),
        ("\u202e", 6),
    ],
)
def test_width_in_terminal_cells(text, width):
    shown = cells(text)
    assert len(shown) == len(text)
    assert sum(size for _, size in shown) == width


def test_ordinary_lines_need_no_tables():
    code = (
        "import sys; from seedance_lint.reporters.visible import cells; cells('@Image1 作为首帧，慢推'); sys.exit('wcwidth' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


SEQUENCES = st.sampled_from(["a", "图", "e\u0301", "1\ufe0f\u20e3", "🇩🇪", "👩\u200d🚀", "👍🏽", "\t", "\x1b", "नि", "か\u3099", " "])


@given(st.lists(SEQUENCES, max_size=60), st.lists(SEQUENCES, min_size=1, max_size=8), st.lists(SEQUENCES, max_size=60), st.integers(20, 60))
def test_marks_stand_where_the_marked_is_shown(before, marked, behind, room):
    line = "".join([*before, "«", *marked, "»", *behind])
    start, end = line.index("«"), line.index("»") + 1
    (shown,) = excerpts(line, [(start, end)], room)
    if "»" not in shown.text:  # more than there is room for
        return
    at, to = shown.text.index("«"), shown.text.index("»") + 1
    assert shown.places == ((wcswidth(shown.text[:at]), wcswidth(shown.text[at:to])),)
    assert wcswidth(shown.text) <= room


@given(st.lists(st.sampled_from(["a", "图片", "word", "longer-word", "👩\u200d🚀", ""]), min_size=1), st.integers(14, 40))
def test_texts_are_wrapped_between_words(words, room):
    text = " ".join(words)
    lines = wrapped(text, room, "  ")
    assert " ".join([lines[0], *(line.removeprefix("  ") for line in lines[1:])]) == text
    assert all(width(line) <= room for line in lines)
