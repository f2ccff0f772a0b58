"""What linted text looks like on a terminal, and how wide it is."""

import pytest

from seedance_lint.reporters.visible import cells, visible, visible_json


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
        ("\x1b[1m", 7),
        ("\u202e", 6),
    ],
)
def test_width_in_terminal_cells(text, width):
    shown = cells(text)
    assert len(shown) == len(text)
    assert sum(size for _, size in shown) == width
