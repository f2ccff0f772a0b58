"""Markdown: labels of prompts with parameters beside them, and what belongs to the prompt behind a label."""

import pytest

from seedance_lint.hosts import Root
from tests.hosts.places import only, pieces, read

PROMPT = "A fisherman rows over the lake at dawn, the camera tracks slowly behind him."
TAGGED = "@Image1 rows over the lake at dawn, slowly."
BESIDE = {
    "in brackets": f"**Positive prompt** (Duration: 10s, Ratio: 9:16): {PROMPT}\n",
    "in brackets, without names": f"Positive prompt (10s · 9:16):\n\n```\n{PROMPT}\n```\n",
    "behind bars": f"**Positive prompt** | Duration: 10s | Ratio: 9:16\n\n{PROMPT}\n",
    "on the next lines": f"**Positive prompt:** {PROMPT}\n**Negative prompt:** fog\n**Duration:** 10s\n",
    "on the lines before": f"**Duration:** 10s\n**Ratio:** 9:16\n**Prompt:** {PROMPT}\n**Seed:** 4\n",
    "in Chinese": f"**正向提示词**：{PROMPT}\n**反向提示词**：雾\n**时长**：10秒\n",
    "in corner brackets": f"【正向提示词】\n{PROMPT}\n",
    "in corner brackets of the same line": f"**【可复制提示词】** {PROMPT}\n",
    "in a list of definitions": f"Positive prompt\n: {PROMPT}\n\nDuration\n: 10s\n",
    "in a list of definitions without blank lines": f"Prompt\n: {PROMPT}\nDuration\n: 10s\n",
}  # fmt: skip


@pytest.mark.parametrize("tags", ["", "tags"])
@pytest.mark.parametrize("text", BESIDE.values(), ids=BESIDE)
def test_parameters_beside_a_prompt_are_none_of_it(text, tags) -> None:
    prompt = TAGGED if tags else PROMPT
    page = f"# Seedance 2.0\n\n{text.replace(PROMPT, prompt)}"
    root = only("a.md", page)
    assert root.value == {"prompt": prompt}
    assert root.offset == page.index(prompt)
    made = root.tree().find(("prompt",)).form.source_map(page)
    assert all(page[slice(*span)] == character for character, span in pieces(made))
    assert tags or read("a.md", page.replace("Seedance", "Kling")) == []


@pytest.mark.parametrize(
    "text",
    [
        f"**Negative prompt** (Duration: 10s): {TAGGED}\n",
        f"Negative prompt\n: {TAGGED}\n",
        f"**Duration:** 10s\n**Negative prompt:** {TAGGED}\n",
        f"**Image prompt** | Ratio: 9:16\n\n{PROMPT}\n",
        f"【图片提示词】\n{PROMPT}\n",
        f"【场景】\n{PROMPT}\n",
    ],
)
def test_what_is_called_something_else_stays_so(text) -> None:
    assert read("a.md", f"# Seedance 2.0\n\n{text}") == []


def test_parts_of_a_prompt_with_names_of_their_own_belong_to_it() -> None:
    page = f"**Prompt:** {TAGGED}\n**Camera:** a slow push-in.\n**Audio:** rain.\n"
    assert only("a.md", page).value == {"prompt": page.removeprefix("**Prompt:** ").rstrip()}
    page = f"**Prompt:** {TAGGED}\nDuration: ten seconds in one take.\n"
    assert only("a.md", page).value == {"prompt": page.removeprefix("**Prompt:** ").rstrip()}


def test_a_film_behind_a_label_may_name_the_product() -> None:
    scene = (
        "A Seedance video of eight seconds. Wide shot of a pier at dusk: an old fisherman mends a net while gulls argue on the roof behind him. Slow push-in to his hands "
        "until the bell of the boat rings, then a low-angle close-up of the wet net, its cork floats and the bone needle."
    )
    page = f"# Seedance 2.0\n\n**Prompt:** {scene}\n"
    assert only("a.md", page).value == {"prompt": scene}
    elsewhere = page.replace("# Seedance 2.0", "# The pier\n\n## Clips\n\nAn image prompt is above it.")
    assert only("a.md", elsewhere).value == {"prompt": scene}
    for other in (
        elsewhere.replace("A Seedance video", "A video"),
        elsewhere.replace("**Prompt:**", "**Look:**"),
        page.replace("eight seconds", "eight seconds, as your model should"),
        page.replace("**Prompt:**", "## The prompt\n\n"),
        page.replace("Slow push-in to", "Nearer to").replace("a low-angle close-up", "a view"),
    ):
        assert read("a.md", other) == [], other


def test_a_label_in_corner_brackets_ends_a_prompt_with_such_a_label() -> None:
    scene = "即梦视频，8秒，渔夫划船穿过湖面，远景，摄影机缓慢推进，海鸥从芦苇里飞起来，光线渐渐变亮；近景，他回头看向远处的灯塔，胶片质感，慢动作的水花，低角度，雨一直下到天亮，收音机里有人唱起一首很老的歌。"
    for between in ("\n\n", "\n"):
        page = f"# Seedance 2.0\n\n【视频提示词】{between}{scene}{between}【尾帧合约】\n摄影机停在近景，镜头定格。\n"
        assert only("a.md", page).value == {"prompt": scene}
    assert (
        only("a.md", f"# Seedance 2.0\n\n**提示词：**\n\n【画面】{scene}\n\n【声音】远处的钟声，镜头静止。\n")
        .value["prompt"]
        .endswith("静止。")
    )


@pytest.mark.parametrize("form", ["**{}:** {}\n", "**{}:**\n\n```\n{}\n```\n", "### {}\n\n{}\n", "### {}\n\n```\n{}\n```\n"])
def test_a_label_may_name_another_product(form) -> None:
    film = f"{PROMPT} Wide shot, golden hour, film grain, slow dolly to a close-up of his hands on the oars."
    page = "# Seedance 2.0 beside others\n\n" + form
    assert only("a.md", page.format("Seedance prompt", film)).value == {"prompt": film}
    assert only("a.md", page.format("Kling and Seedance prompt", film)).value == {"prompt": film}
    for label in ("Kling prompt", "Veo prompt", "Gemini prompt", "Hailuo 提示词"):
        assert read("a.md", page.format(label, film)) == []


HEADS = {
    "a title": ("SEEDANCE 2.0 ON FILMSTUDIO PROMPT: THE LAKE", True),
    "a title with parameters": ("Seedance 2.0 prompt — 6 seconds, 9:16, cinematic", True),
    "a title in Chinese": ("即梦提示词：湖", True),
    "with more parameters": ("Model: Seedance 2.0 (reference mode)\nAspect: 16:9 | Duration: 8s | Style: calm", True),
    "in Chinese": ("模型：Seedance 2.0\n时长：8秒", True),
    "another product": ("Model: Kling 3.0\nAspect: 16:9 | Duration: 8s", False),
    "a model of pictures": ("Model: Nano Banana Pro\nAspect: 16:9", False),
}


@pytest.mark.parametrize(("head", "is_ours"), HEADS.values(), ids=HEADS)
def test_the_first_lines_of_a_fence_may_name_the_model(head, is_ours) -> None:
    film = f"{PROMPT} Wide shot, golden hour, film grain, slow dolly to a close-up of his hands on the oars while the gulls rise over the reeds."
    page = f"# Scenes for Seedance and others\n\n## The lake\n\n```\n{head}\n\n{film}\n```\n"
    assert [root.value for root in read("a.md", page)] == [{"prompt": film}] * is_ours
    if is_ours:
        made = only("a.md", page).tree().find(("prompt",)).form.source_map(page)
        assert all(page[slice(*span)] == character for character, span in pieces(made))


@pytest.mark.parametrize("head", ["The model: Kling, an old car.\nIt waits.", "Model", "Mood: calm"])
def test_other_first_lines_belong_to_the_prompt(head) -> None:
    film = f"{head}\n\n{PROMPT} Wide shot, golden hour, film grain, slow dolly to a close-up of his hands on the oars."
    assert only("a.md", f"# Seedance 2.0\n\n**Prompt:**\n\n```\n{film}\n```\n").value == {"prompt": film}


STILL = "A wide shot of the harbour at dusk, {} on the pier, cinematic light, camera at eye level, gulls over the water, film grain."
OF_STILLS = [
    "Still prompt", "Prompt (image)", "Prompt for the first frame", "Keyframe prompt", "First-frame prompt", "T2I prompt", "Character sheet prompt", "Flux prompt",
    "Step 1: generate the still", "Create the first frame (GPT Image 2)", "首帧提示词", "首帧图提示词", "三视图提示词", "定妆照提示词", "图片 prompt", "静止画プロンプト", "画像プロンプト", "키프레임 프롬프트",
]  # fmt: skip
OF_VIDEOS = ["Video prompt", "Storyboard prompt", "首尾帧提示词", "分镜提示词", "Create a video from the image: prompt"]


@pytest.mark.parametrize("subject", ["a woman", "@Image1 stands"])
@pytest.mark.parametrize("label", [*OF_STILLS, *OF_VIDEOS])
def test_what_is_called_the_prompt_of_a_picture_is_no_prompt_of_a_video(label, subject):
    text = STILL.format(subject)
    pages = [
        f"### {label}\n\n```\n{text}\n```\n",
        f"### {label}\n\n{text}\n",
        f"**{label}**\n\n> {text}\n",
        f"{label}:\n\n```\n{text}\n```\n",
    ]
    for page in pages:
        assert len(read("a.md", f"# Seedance 2.0: the harbour\n\n## Shot\n\n{page}")) == (label in OF_VIDEOS), page


PARTS = ["Prompt QA", "Repair language", "Forbidden vague line", "Also forbidden in prompts", "稳定提示词", "预防提示词"]


@pytest.mark.parametrize("label", PARTS)
def test_what_is_done_with_prompts_and_what_goes_into_them_is_none(label):
    text = STILL.format("a woman")
    for page in (f"**{label}:** {text}\n", f"{label}:\n\n```\n{text}\n```\n", f"## {label}\n\n{text}\n"):
        assert read("a.md", f"# Seedance 2.0: the harbour\n\n{page}") == [], page


FILM = "A paper boat drifts down a gutter, slow push in, rain on the roofs."
TAGGED = "@图片1 的小船缓缓漂过水面，镜头推进。"
BEGUN = [
    (f"```\nPrompt: {FILM}\n```", [FILM]),
    (f"```\nPrompt 1: {FILM}\n\nPrompt 2: {FILM[:-1]}, dusk.\n```", [FILM, f"{FILM[:-1]}, dusk."]),
    (f"```\nPositive prompt: {FILM}\nNegative prompt: blur, text, logos\n```", [FILM]),
    (f"```text\n提示词：\n{TAGGED}\n\n参数建议：\n模型：Seedance 2.0\n时长：10s\n```", [TAGGED]),
    (f"```java\n提示词：{TAGGED}\n```", [TAGGED]),
    (f"```python\nPrompt: {FILM}\n```", [FILM]),
    (f"```js\nPrompt: `{FILM}`,\n```", []),  # a piece of an object
    (f'```python\nprompt: str = "{FILM}"\n```', []),
    (f"```java\nImage prompt: {FILM}\n```", []),
]


@pytest.mark.parametrize(("fence", "prompts"), BEGUN)
def test_a_label_begins_a_prompt_in_a_fence_whatever_language_that_says(fence, prompts) -> None:
    page = f"# Seedance 2.0\n\n{fence}\n"
    assert [root.value["prompt"] for root in read("a.md", page) if isinstance(root, Root)] == prompts


ORDERS = [
    "帮我生成一个咖啡店宣传片，清晨的阳光照进窗户，店员端出刚烤好的面包。",
    "请帮我制作一条汽车广告视频，红色跑车在沙漠公路上飞驰而过。",
    "Create a video of a lighthouse in a storm, waves break against the rocks.",
    "Please generate a short promo video for a sneaker brand, a runner jumps over a puddle.",
]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("form", ["Prompt: {}\n", "**提示词：**\n\n{}\n", "## Prompt\n\n```\n{}\n```\n", "提示词：“{}”\n"])
def test_what_is_called_a_prompt_may_order_a_video(order, form) -> None:
    page = f"# Seedance 2.0 in the shop\n\n{form.format(order)}"
    root = only("a.md", page)
    assert root.value == {"prompt": order}
    assert root.offset == page.index(order)
    for other in (page.replace("Seedance", "Kling"), page.replace("Prompt", "Idea").replace("提示词", "需求")):
        assert read("a.md", other) == []


@pytest.mark.parametrize(
    "order",
    [
        "Create a video with Seedance of the lighthouse in the storm, waves break against the rocks.",
        "Create a video prompt about a lighthouse in a storm where waves break against the rocks.",
        "Create an image of a lighthouse in a storm, waves break against the rocks of the coast.",
        "帮我生成一个视频提示词，主题是清晨的咖啡店，店员端出刚烤好的面包。",
        "帮我生成一张咖啡店的海报，清晨的阳光照进窗户，店员端出刚烤好的面包。",
        "帮我生成一个视频。",
        "Create a video of a lighthouse; your text says what waves do against the rocks.",
    ],
)
def test_an_order_of_something_else_is_no_prompt(order) -> None:
    assert read("a.md", f"# Seedance 2.0 in the shop\n\nPrompt: {order}\n") == []


def test_the_name_of_the_product_in_front_of_an_order_says_only_whose_it_is() -> None:
    for order in (
        "Using #Seedance 2.0, create an exciting fight scene between a knight and a heron.",
        "使用 Seedance 2.0 生成一段骑士与苍鹭在河边对峙的短片，雨越下越大。",
    ):
        page = f"# Seedance 2.0 by example\n\n**Prompt:**\n\n```\n{order}\n```\n"
        assert only("a.md", page).value == {"prompt": order}
        for other in (
            page.replace("**Prompt:**", "**You say:**"),
            page.replace("```", ""),
            page.replace("create an exciting", "tell me of an exciting").replace("生成一段", "讲讲"),
        ):
            assert read("a.md", other) == []


@pytest.mark.parametrize("stop", ["", "。", ".", "；"])
@pytest.mark.parametrize("label", ["**示例（竖屏）**：", "**可套用范板（竖屏）**："])
def test_a_whole_prompt_in_code_behind_a_label_may_have_a_stop_behind_it(stop, label) -> None:
    film = "开场远景雨夜码头，老人站在灯下，车灯从背后打过来；镜头慢慢推进到中景，渔船靠岸；随后切到近景，他眼眶发红但没有哭；最后急推特写他手里的旧船票。"
    page = f"# Seedance 2.0 实战\n\n- {label}`{film}`{stop}\n- 其他\n"
    root = only("a.md", page)
    assert root.value == {"prompt": film}
    assert page[slice(*root.tree().find(("prompt",)).span)].strip("`") == film
    for other in (page.replace("Seedance", "Kling"), page.replace(film, film[:12]), page.replace(label, "**反例**：")):
        assert read("a.md", other) == []
