"""Scripts of films, of which prompts are made: they are none without tags."""

import pytest

from seedance_lint.hosts.prose.screenplays import is_screenplay
from tests.hosts.places import read

ENGLISH = """INT. KITCHEN – NIGHT

Close-up of a kettle on the stove. The camera pushes in slowly.

ANNA
Did you hear that?

BEN (O.S.)
It is only the wind, stay in the shot.

EXT. GARDEN - NIGHT

Wide shot of the garden, tracking along the fence, handheld."""
CHINESE = """第一场 厨房 夜 内

特写：水壶在炉子上。镜头缓缓推近，暖色调的光影。

小雨：你听见了吗？
老陈（低声）：只是风而已。

第二场 花园 夜 外
全景，跟拍小雨走过篱笆，手持镜头。"""
NUMBERED = """1-1 厨房 夜 内
人物：小雨、老陈
特写水壶，镜头缓缓推近，暖色调的光影，小雨回头看向门口。
小雨：你听见了吗？
老陈：只是风而已。"""
CUES = """《灯塔》
场景：旧灯塔

特写灯芯，镜头缓缓推近，暖色调的光影，浪声在墙外。

小雨（回头）：
“你听见了吗？”

老陈：
“只是风而已。”"""
SCRIPTS = {"cues": CUES, "English": ENGLISH, "Chinese": CHINESE, "numbered": NUMBERED}
FILMS = {
    "no heading": ENGLISH.replace("INT. KITCHEN – NIGHT", "A kitchen at night").replace("EXT. GARDEN - NIGHT", "The garden"),
    "a heading that goes on": "INT. KITCHEN – NIGHT. Close-up of a kettle, the camera pushes in. Anna turns to the window, handheld, 35mm film, warm light on the wall.",
    "nobody speaks": CHINESE.replace("小雨：", "画面：").replace("老陈（低声）：", "音效："),
    "times": NUMBERED.replace("特写", "0-5秒：特写").replace("小雨：", "5-10秒：小雨："),
    "in quotes": NUMBERED.replace("：你听见了吗？", "：“你听见了吗？”").replace("：只是风而已。", "：“只是风而已。”"),
}
PAGE = "# Seedance 2.0 short film\n\n## {}\n\n```\n{}\n```\n"


def found(path, text):
    return [root.value["prompt"] for root in read(path, text) if hasattr(root, "value")]


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
def test_a_script_is_no_prompt(script):
    assert found("a.md", PAGE.format("The story", script)) == []
    assert found("a.md", PAGE.format("Example", script)) == []
    assert found("seedance/a.txt", script) == []


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
def test_a_script_that_is_called_a_prompt_or_has_tags_is_one(script):
    assert found("a.md", PAGE.format("Prompt", script)) == [script]
    tagged = script.replace("老陈", "@图片1").replace("kettle", "@Image1")
    assert found("a.md", PAGE.format("The story", tagged)) == [tagged]
    assert found("seedance/a.txt", tagged) == [tagged]


@pytest.mark.parametrize("film", FILMS.values(), ids=FILMS)
def test_a_film_is_one(film):
    assert found("a.md", PAGE.format("Example", film)) == [film]
    assert found("seedance/a.txt", film) == [film]


def test_a_text_without_words_is_none():
    assert not is_screenplay("")
