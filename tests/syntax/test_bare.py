"""Files that a prompt names without a mark."""

import pytest

from seedance_lint.syntax import BareReference, parse


@pytest.mark.parametrize(
    ("prompt", "named"),
    [
        ("图一是主角，图二是教室。", ["图一", "图二"]),
        ("主角用图一，背景用图一。", ["图一", "图一"]),
        # "the reference pictures agree": 一 belongs to the word behind
        ("画面风格与参考图一致。", []),
        ("和设计图一样的台灯。", []),
    ],
)
def test_a_picture_with_a_chinese_number(prompt: str, named: list[str]) -> None:
    assert [child.text for child in parse(prompt).children if isinstance(child, BareReference)] == named
