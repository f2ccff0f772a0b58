"""What pages show beside prompts and is none: parts of them, tables of what is in them, bad examples, posts, records of tasks."""

import pytest

from seedance_lint.hosts import Root
from seedance_lint.requests.placeholders import is_placeholder
from tests.hosts.places import read

SCENE = "An old keeper walks along the pier at dusk and looks for the boat that is late, slow push-in, shallow depth of field, wide shot, film grain, golden hour, gulls rise."
PAGE = "# Seedance 2.0\n\n## Pier\n\n"


def found(text, path="a.md"):
    return [root.value["prompt"] for root in read(path, text) if isinstance(root, Root)]


NAMED = [
    "@视频1 命名为运镜参考A",
    "@图片1 命名为守塔人，控制他的脸型、灰白胡子和旧外套，只作身份参考。",
    "【素材锁定】@图片1 命名为守塔人，锁定身份；@图片2 命名为码头，锁定空间与光线；@视频1 命名为步态参考，唯一用途是锁定步态。",
    "将@图片1命名为守塔人，将@图片2命名为船长，后续镜头都使用这些名字",
    "节奏锁定：@音频1 只是无声的节奏参考，只控制剪辑点和动作重音，镜头的速度感也跟随它，不输出为音乐。",
    "@Image1 controls identity, @Image2 controls the space of the pier and @Video1 controls camera.",
]
PARTS = [
    "Screen-direction lock: all cameras stay on the same side of the pier, wide shot and close-up never cross the line, handheld or not.",
    "subject + action + scene + camera + style",
    "【主体】+【动作】+【场景】+【镜头】",
    "Subject: who is in the shot\nAction: what they do\nCamera: how the camera moves, slow dolly or handheld\nLight: where it comes from",
    "[景别与焦段]\n[机位高度]\n[主运镜]\n[主角与人数]\n[结尾状态]\n[主光方向]",
    "calm → long takes\nshock → quick cuts\ndoubt → locked camera\nclose → handheld\nOne take says something, too",
]


@pytest.mark.parametrize("part", [*NAMED, *PARTS])
def test_parts_of_prompts_are_none(part) -> None:
    assert found(f"{PAGE}Write:\n\n```\n{part}\n```\n") == []


WHOLE = [
    "@图片1 命名为守塔人。守塔人沿着栈桥慢慢走来，镜头缓缓推近，海鸥飞起。",
    "风格锁定：电影感，胶片颗粒。场景：黄昏的码头，@图片1 沿着栈桥走来，镜头缓缓推近。",
    "@Image1 controls the kite while the camera pans over the pier, gulls rise at dusk.",
    "A keeper + a heron + rain on the pier: @Image1 opens the umbrella, slow push-in.",
]


@pytest.mark.parametrize("text", WHOLE)
def test_prompts_may_begin_as_parts_do(text) -> None:
    assert found(f"{PAGE}```\n{text}\n```\n") == [text]


LONG = f"{SCENE} The keeper lifts his lamp and the light falls on the wet planks and on a small bo"


@pytest.mark.parametrize("dots", ["...", "…"])
@pytest.mark.parametrize("who", ["An old keeper", "@Image1"])
def test_a_long_line_that_is_cut_off_is_none(dots, who) -> None:
    text = LONG.replace("An old keeper", who)
    page = "# Seedance prompts\n\n### 4. Pier\n\n- Score: `9`\n\n```text\n{}\n```\n"
    assert found(page.format(text + dots)) == []
    for whole in (text, f"{text}at.{dots}", SCENE[:-1].replace("An old keeper", who) + dots, text.replace("golden", "\ngolden") + dots):
        assert found(page.format(whole)) == [whole]


BLAMED = [
    "→ too vague",
    "❌ Too generic, no action.",
    "**Why it fails:** nobody moves.",
    "Problem: no action is named.",
    "问题：没有动作。",
    "-> vague",
]


@pytest.mark.parametrize("line", BLAMED)
@pytest.mark.parametrize("form", ["**Prompt:** {}\n", "```\n{}\n```\n", "> {}\n", "**Prompt**\n\n{}\n"])
@pytest.mark.parametrize("text", [SCENE, SCENE.replace("An old keeper", "@Image1")])
def test_the_line_below_calls_a_text_a_bad_example(text, form, line) -> None:
    assert found(f"{PAGE}{form.format(text)}\nThe gulls are late.\n") == [text]
    assert found(f"{PAGE}{form.format(text)}\n{line}\n") == []
    assert found(f"{PAGE}{line}\n\n{form.format(text)}\n{line}\n") == [text]  # what each is told to mend
    assert found(f"{PAGE}{form.format(text)}\n## Next\n\n{line}\n") == [text]


@pytest.mark.parametrize("label", ["❌ **Wrong** (any of these):", "✗ Bad", "❌ Vague prompt:", "**❌ 错误：**"])
def test_a_cross_may_be_the_label_of_what_is_below_it(label) -> None:
    text = SCENE.replace("An old keeper", "@Image1")
    assert found(f"{PAGE}✅ Right:\n\n```\n{text}\n```\n\n{label}\n\n- a nice pier\n") == [text]


def test_tables_of_what_goes_into_prompts_and_of_what_is_seen_have_none() -> None:
    row = "| {} | An old pier at dusk with wet planks and lamps in the fog, wide shot, film grain, no people, golden hour, calm water, gulls. |"
    page = f"{PAGE}| {{}} | Prompt |\n|---|---|\n{row}\n"
    assert len(found(page.format("Case", "Harbour"))) == 1
    for head, first in (("Location", "Harbour"), ("角色", "守塔人"), ("Kind", "Lighting"), ("类型", "运镜")):
        assert found(page.format(head, first)) == []
    assert len(found(page.format("Character", "Keeper").replace("An old pier", "@Image1 on the pier"))) == 1


POST = "🚀 Seedance 2.0 is live! Upload @Image1 and @Video1 and the camera of your clip moves as you like. Try it now: https://example.com #film #video\n"


def test_posts_and_records_of_tasks_are_no_prompts() -> None:
    assert found(POST, "a.txt") == found(f"{PAGE}```\n{POST}```\n") == found(f"{PAGE}> {POST}") == []
    assert len(found(POST.replace("is live! Upload", "film:").replace("Try it now: ", "").replace("your clip", "it"), "a.txt")) == 1
    record = "Task: 4411\nPrompt: @Image1 walks along the pier at dusk, the camera pushes in.\nStatus: queued\n"
    assert found(record, "a.txt") != [record]
    assert found("@视频1 命名为运镜参考A\n@图片1 命名为守塔人\n", "a.txt") == []
    assert found(f"{PAGE}```\n[2026-11-02 10:11:02] task 4411: @Image1 walks along the pier at dusk, the camera pushes in\n```\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "请创作一张电影感的码头分镜图，展示守塔人沿栈桥走来的完整过程，中景、特写与远景交替，逆光，浅景深，胶片颗粒，海鸥盘旋，整体色调偏冷，情绪克制而孤独。",
        "根据参考，绘制一幅码头的设定图，中景，逆光，浅景深，胶片质感，全景与特写并列，海鸥盘旋，灯塔在远处，色调偏冷，画面干净，不要文字，不要水印，构图居中。",
    ],
)
def test_the_order_of_a_picture_is_no_prompt_of_a_video(text) -> None:
    assert found(f"{PAGE}**提示词**\n\n```\n{text}\n```\n") == []
    assert len(found(f"{PAGE}**提示词**\n\n```\n{text.replace('一张', '一段').replace('一幅', '一段')}\n```\n")) == 1


def test_what_leads_on_is_no_prompt_though_others_on_the_page_are() -> None:
    shots = "".join(f"**Prompt:** {SCENE.replace('keeper', name)}\n\n" for name in ("keeper", "pilot", "cook"))
    assert len(found(f"{PAGE}{shots}## Add prompts\n\nAsk for a shot of the day with any of these:\n")) == 3


def test_what_is_to_be_done_in_a_list_is_no_good_version() -> None:
    told = "❌ **Never:**\n- guess what the picture shows\n\n✅ **Always:**\n- look at the camera and the light of the shot\n- ask for the close-up.\n"
    assert found(f"{PAGE}```\n{told}```\n") == []
    assert found(f"{PAGE}```\n❌ A nice pier.\n✅ {SCENE}\n```\n") == [SCENE]


SOMETHING_ELSE = [
    f"```\n△ {SCENE}\nKeeper (vo): It is late.\n△ {SCENE}\n```",
    f"**Prompt:**\n\n```markdown\n## Image prompt\n\n### Short version\n{SCENE}\n```",
    "```\n5. EXTEND\n条件：向前或向后延长原视频。\n向后：先对齐@视频1尾帧状态，再描述尾帧后的新事件。\n原则：人物、构图、摄影轴线和声音连续。\n```",
]


@pytest.mark.parametrize("fence", SOMETHING_ELSE)
def test_scripts_rules_and_prompts_of_pictures_in_fences_are_no_prompts(fence) -> None:
    assert found(f"{PAGE}{fence}\n") == []
    assert found(f"{PAGE}```\n{SCENE}\n```\n") == [SCENE]


@pytest.mark.parametrize("text", ["İstem", "完整提示词，可直接粘贴到即梦", "第二个任务的提示词 (@图片1)", "测试视频生成", "测试"])
def test_words_stand_for_a_prompt(text) -> None:
    assert is_placeholder(text)
    assert not is_placeholder(f"{text}。镜头推进，小船靠岸。")


def test_a_list_of_files_that_names_prompts_of_pictures_is_no_label() -> None:
    files = "**素材**：@视频1 第一段 ｜ @图片1 守塔人（图片生成提示词见 image-prompts.md）"
    text = "将@视频1向后延长，@图片1 的守塔人沿着码头慢慢走，镜头推进，海浪声。"
    assert found(f"# 《码头》第二段\n\n{files}\n\n```\n{text}\n```\n") == [text]
