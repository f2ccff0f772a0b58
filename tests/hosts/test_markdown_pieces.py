"""Markdown: what goes into a prompt, what shows how not to write one, and what lists its files, beside the prompts of a page."""

import pytest

from tests.hosts.places import read

FILM = "A girl waits on a pier at dusk, cinematic close-up, the camera pushes in slowly, gulls pass over the water and the lamps go on."
TAGGED = "[0-3s] @Image1 sits at the table, close-up. [3-6s] She lifts the cup, the camera pushes in."
PIECE = "固定近景，平视，中长焦感，背景虚化，无运镜，镜头停在眼神上。"


def found(page, path="a.md"):
    return [root.value["prompt"] for root in read(path, page) if hasattr(root, "value")]


INTO_PROMPTS = [
    "镜头参数（已写入视频Prompt）",
    "动作时间轴（将编入提示词）",
    "Camera block (goes into the prompt)",
    "Camera block (already merged into the video prompt)",
    "Append camera physics to action prompts",
    "Add this to all your prompts",
    "Opener templates (copy one, then go on)",
    "Style snippets",
]
PROMPTS = ["视频Prompt", "镜头2（视频提示词）", "Camera test prompt", "Image to video prompt", "Pier (video prompt)"]
TITLES = ["Series opener", "The opening frame"]


@pytest.mark.parametrize("label", INTO_PROMPTS)
def test_what_goes_into_a_prompt_is_none(label):
    assert found(f"# Seedance 2.0\n\n**{label}**：{PIECE}\n") == []
    assert found(f"# Seedance 2.0\n\n1. {label}：{PIECE}\n") == []
    assert found(f"# Seedance 2.0\n\n{label}:\n\n```\n{FILM}\n```\n") == []


@pytest.mark.parametrize("label", PROMPTS)
def test_what_is_called_a_prompt_is_one(label):
    assert found(f"# Seedance 2.0\n\n**{label}**：{PIECE}\n") == [PIECE]
    assert found(f"# Seedance 2.0\n\n{label}:\n\n```\n{FILM}\n```\n") == [FILM]


@pytest.mark.parametrize("heading", TITLES)
def test_the_opener_of_a_series_is_one(heading):
    assert found(f"# Seedance 2.0 prompts\n\n## {heading}\n\n```\n{FILM}\n```\n") == [FILM]


BAD = ["❌ Bound once", "❌ Wrong", "The bad prompt (with references)", "Input (typical newbie prompt)", "Junk prompt", "反面写法"]
GOOD = ["✅ Bound again", "✅ Letters", "The fixed prompt", "正面写法"]


@pytest.mark.parametrize("text", [FILM, TAGGED])
@pytest.mark.parametrize("label", BAD)
@pytest.mark.parametrize("form", ["{}:", "## {}\n"])
def test_what_shows_how_not_to_write_a_prompt_is_none(form, label, text):
    assert found(f"# Seedance 2.0 prompts\n\n{form.format(label)}\n\n```\n{text}\n```\n") == []


@pytest.mark.parametrize("label", GOOD)
@pytest.mark.parametrize("form", ["{}:", "## {}\n"])
def test_the_version_beside_it_is_one(form, label):
    assert found(f"# Seedance 2.0 prompts\n\n{form.format(label)}\n\n```\n{TAGGED}\n```\n") == [TAGGED]


def test_lines_with_a_cross_each_are_no_prompts_whatever_calls_them_so():
    crossed = "❌ 参考 @图片1 生成一段海边的视频\n❌ 结合 @图片1 @图片2 的风格，镜头缓慢推进\n"
    assert found(f"# Seedance 2.0\n\n## 提示词\n\n```\n{crossed}```\n") == []
    assert len(found(f"# Seedance 2.0\n\n## 提示词\n\n```\n{crossed.replace('❌ ', '')}```\n")) == 1


def test_what_lists_the_files_of_a_prompt_is_none():
    assert found("# Seedance 2.0\n\n**素材引用**：\n\n```\n@图片1 码头的多角度参考图（锁定外观一致性）\n```\n") == []
    assert found("# Seedance 2.0\n\n**References:**\n\n```\n@Image1 the pier from all of its sides at dusk\n```\n") == []
    assert found(f"# Seedance 2.0\n\n**References:**\n\n```\n{TAGGED}\n```\n") == [TAGGED]


HINTS = "Duration: (six to ten seconds a segment)\nProduct: (name and material)\nMoment: (the one shot that sells it)\nCamera: (slow orbit, push in)"
ANNOTATED = "白裙女孩（主体），赤足走在海滩上回眸（动作），日落的金色海岸（场景），逆光剪影（光影），镜头从脚踝缓慢推到全身（运镜）"


@pytest.mark.parametrize("text", [HINTS, ANNOTATED, "CHARACTER REFERENCE SHEETS\n\n" + FILM, "=== PRODUCT SHEET ===\n\n" + FILM])
def test_a_form_a_formula_and_a_sheet_are_no_prompts(text):
    assert found(f"# Seedance 2.0\n\n## Prompt\n\n```\n{text}\n```\n") == []


@pytest.mark.parametrize(
    "text",
    [
        HINTS.replace("(", "").replace(")", ""),
        "白裙女孩（小林），赤足走在海滩上回眸（慢动作），日落的金色海岸，镜头从脚踝缓慢推到全身。",
        "A robot wakes (Scene 1). It walks out at sunset (Scene 2). It finds a flower, close-up (Scene 3). Rain falls, the camera pulls back (Scene 4).",
        "A character sheet lies on the desk, the camera pushes in slowly, cinematic close-up of the ink.",
    ],
)
def test_what_has_other_words_in_brackets_or_shows_a_sheet_is_one(text):
    assert found(f"# Seedance 2.0\n\n## Prompt\n\n```\n{text}\n```\n") == [text]


ASKED = [
    "请调用 clip_test 工具，生成一个 8 秒的雨夜街头镜头，人物从近景走向镜头。",
    "Use the clip-maker skill to create a 10 second video of a rainy street, slow push in.",
    "Call make_clip and generate a 5 second video of a pier at dusk, the camera pushes in.",
]


@pytest.mark.parametrize("text", ASKED)
def test_what_asks_an_assistant_for_a_tool_is_none(text):
    assert found(f"# Seedance 2.0\n\nSeedance prompt:\n\n```text\n{text}\n```\n") == []
    assert found(f"# Seedance 2.0\n\n**Example prompt:**\n\n> {text}\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "Using a garden tool, a girl digs at dawn, slow push in, close-up of her hands.",
        "使用seedance_2.0_fast生成：一个女孩在码头挥手，镜头缓慢推近，特写，画面明亮清新，逆光。",
    ],
)
def test_what_is_done_with_a_tool_in_a_film_or_with_our_model_is_one(text):
    assert found(f"# Seedance 2.0\n\nSeedance prompt:\n\n```text\n{text}\n```\n") == [text]


BESIDE = [
    "- [ ] Check the first frame before the camera moves",
    "@Image1 is for the lead's face, hair and jacket. Do not use its background.\n@Video1 is for camera movement and cutting rhythm only.",
    "@图片1 用于主角的五官和外套，不采用图片背景。\n@视频1 用于运镜方式和剪辑节奏，不采用视频里的人物。",
    "text2image 生成产品母图后，立即把母图作为 @图片1 交给 image2image 生成槽位图，镜头不变。",
]


@pytest.mark.parametrize("text", BESIDE)
def test_what_is_written_beside_prompts_is_none(text):
    assert found(f"# Seedance 2.0\n\nThis is checked before each prompt:\n\n{text}\n") == []
    assert found(f"# Seedance 2.0\n\n示例：\n\n```\n{text}\n```\n") == []


def test_a_chain_of_places_is_none():
    chain = "城市航拍 → 公司大楼 → 大堂 → 办公区 → 会议室 → 实验室 → 车间 → 展厅 → 城市夜景"
    assert found(f"# Seedance 2.0\n\n## 推导视频提示词\n\n排列，示例：\n\n```\n{chain}\n```\n") == []


def test_boxes_of_a_list_below_a_word_for_a_prompt_are_none():
    page = "# Seedance 2.0\n\n**通过标准**：\n- [ ] 助手**没有直接出 prompt**\n- [ ] 触发首帧检查\n- [ ] 指出镜头里的瑕疵（脸 / 手）\n- [ ] 给出对应的路径\n"
    assert found(page) == []


@pytest.mark.parametrize("heading", ["Lighting is half the prompt", "The camera is most of a prompt"])
def test_a_heading_that_says_what_a_prompt_is_made_of_calls_nothing_one(heading):
    assert found(f"# Seedance 2.0\n\n## {heading}\n\n- Golden hour\n- Soft window light\n- Neon backlight\n- Volumetric god rays\n") == []
    assert found(f"# Seedance 2.0\n\n## {heading.split()[0]} prompt\n\n```\n{FILM}\n```\n") == [FILM]


def test_words_for_use_in_prompts_are_no_prompts():
    page = "# Seedance 2.0\n\n| Word | {} |\n|---|---|\n| Umbrella | `" + FILM + "` |\n"
    assert found(page.format("Prompt use")) == []
    assert found(page.format("Prompt used")) == [FILM]


TAGGED_LINES = [
    "@Image1 is for the lead. She walks along the pier at dusk, the camera pushes in.",
    "从 @图片1 的街道 → 经过 @图片2 的市集 → 到达 @图片3 的喷泉，一镜到底。",
]


@pytest.mark.parametrize("text", TAGGED_LINES)
def test_a_film_with_what_a_file_is_for_or_with_arrows_is_one(text):
    assert found(f"# Seedance 2.0\n\n## Example prompt\n\n```\n{text}\n```\n") == [text]
