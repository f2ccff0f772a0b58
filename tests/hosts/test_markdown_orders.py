"""Markdown: what pages about our product say to those who write prompts, and what they show of pictures, in place of prompts of videos."""

import pytest

from tests.hosts.places import read

FILM = "A ferry leaves the pier at dusk, the camera pulls back slowly, gulls cross the frame, cinematic light on the water."


def found(page, path="a.md"):
    return [root.value["prompt"] for root in read(path, page) if hasattr(root, "value")]


def below(label, text, heading="## Seedance 提示词"):
    return f"# Seedance 2.0\n\n{heading}\n\n{label}\n\n```text\n{text}\n```\n"


DECISIONS = [
    "有视频要改？ → 编辑视频（@视频1 的镜头）\n有参考图？ → 图生视频\n有首尾帧？ → 首尾帧\n只有文字？ → 文生视频，写清镜头",
    "景别 → 写进每镜开头\n运镜 → 查对照表，嵌入画面\n表演 → 写动作，特写不写情绪\n声音 → 环境音写全",
    "a picture -> image to video, the camera of @Image1\na clip -> edit it\ntwo frames -> first and last frame\nwords alone -> text to video\n\nRemarks are below.",
]


@pytest.mark.parametrize("label", ["", "**提示词：**"])
@pytest.mark.parametrize("text", DECISIONS)
def test_what_leads_from_a_case_to_what_is_done_is_no_prompt(text, label):
    assert found(below(label, text)) == []


def test_shots_with_arrows_are_one():
    film = "镜头1 → 全景，渡轮离开码头\n镜头2 → 特写，水手的手\n镜头3 → 航拍，海鸥掠过\n镜头4 → 定格，灯火"
    assert found(below("**提示词：**", film)) == [film]
    timed = "0-3s → wide shot of the ferry of @Image1\n3-6s → close-up\n6-9s → aerial\n9-12s → freeze frame"
    assert found(below("**Prompt:**", timed)) == [timed]


@pytest.mark.parametrize("label", ["按以下顺序组织：", "连续段首句优先写：", "Use this order:", "Structure each prompt as follows:"])
def test_what_a_line_says_to_write_is_no_prompt(label):
    parts = "视频规格与全局风格。\n人物位置、朝向和当前动作状态。\n按时间码写每个镜头的动作、机位和转场。\n环境声、关键音效和音乐。\n连续性与高风险禁止项。"
    assert found(below(label, parts)) == []
    assert found(below("**提示词：**", FILM)) == [FILM]


def test_choices_in_brackets_are_a_form():
    form = "[帧01｜编号｜首帧/尾帧]\n[构图：景别、机位、特写]\n[主体：人物/产品/场景在画面内]\n[光影：主光方向、逆光、明暗]"
    assert found(below("", form, "### 首尾帧（按脚本定）")) == []
    film = "[镜头：固定机位缓慢推近渡轮]\n[光影：黄昏逆光洒在水面上]\n[声音：海鸥与汽笛]"
    assert found(below("**提示词：**", film)) == [film]


def test_the_name_of_a_package_promises_no_prompts():
    item = "- **能力**: 分镜设计 + 镜头语言 + 声音方向 + 按段落分解转场与运镜的方案（每段不超过十五秒）\n- **注意**: 导演级的总文档，机位与光影都在其中\n"
    assert found(f"# Seedance 2.0\n\n### director-prompt-packager\n\n{item}") == []


SKETCHES = """**Setup**

- Visual style: rough grayscale

**Frame 1**
Sketch prompt: Wide shot, a ferry leaves the pier at dusk, gulls behind.
Composition: Wide shot, eye level
Motion note: Slow lateral track follows the ferry.

**Frame 2**
Sketch prompt: Medium close-up, a sailor turns his head.
Composition: Medium close-up, eye level
Motion note: Static hold, slow push-in."""
PICTURES = {
    "sketches in a fence": below("用户创意：渡轮的故事。", SKETCHES, "## 示例提示词"),
    "a sheet with tags": below("", "Storyboard master sheet, 4-shot grid layout of @Image1.\nSHOT 01: the ferry leaves the pier, wide shot, locked camera."),
    "a heading of another product": f"# Seedance films\n\n### End frame (nanobanana / Gemini Flash Image)\n\nGoal: the Seedance end frame.\n\n- **Prompt**:\n  > {FILM}\n",
}  # fmt: skip


@pytest.mark.parametrize("page", PICTURES.values(), ids=PICTURES)
def test_the_prompt_of_a_picture_is_none_of_a_video(page):
    assert found(page) == []


def test_a_video_beside_a_sketch_is_one():
    assert found(below("", f"Sketch prompt: a pier\n\nVideo prompt:\n{FILM}", "## Clip")) == [FILM]
    page = f"# Films\n\n### Seedance clip of a nanobanana still\n\n- **Prompt**:\n  > {FILM}\n"
    assert found(page) == [FILM]


def test_what_a_file_is_only_for_is_a_part_of_a_prompt():
    assert found("# Seedance 2.0\n\n- 参考图说明：`@图1 仅作为五官/发型参考，视频中必须还原为写实真人`\n") == []
    assert found("# Seedance 2.0\n\n- 渡口：`@图1 仅作为五官参考，渡轮驶离码头。镜头缓慢推近，海鸥掠过水面。`\n") != []


def test_a_picture_of_people_by_what_it_is_called_is_no_prompt():
    said = "白色干净背景，画面左半部分是面部特写，右半部分是全身三个角度，镜头平视。"
    for name in ("角色设定图，", "三视图：", "人物定妆照。"):
        assert found(f"# Seedance\n\n**提示词**：\n\n{name}{said}\n") == []
    film = f"角色设定图中的人走来，{said}"
    assert found(f"# Seedance\n\n**提示词**：\n\n{film}\n") == [film]


STYLE = "cinematic photoreal live-action, natural skin texture, soft daylight,\nshallow depth of field, warm color grade, 16:9"


@pytest.mark.parametrize("above", ["", "# Drama of people in the town (16:9)\n"])
def test_a_style_below_a_line_that_says_what_it_is_for_is_no_prompt(above):
    page = "# Seedance\n\n## Unified style (reuse it in every image & video prompt)\n\nExamples (pick the register the user wants):\n\n```\n{}{}\n```\n"
    assert found(page.format(above, STYLE)) == []
    assert found(page.format(above, FILM)) == [f"{above}{FILM}"]
