"""Markdown: texts that need no tag to be prompts, because they read like a film or the page calls them so."""

import pytest

from seedance_lint.hosts.prose.verdict import TEMPLATE
from tests.hosts.places import only, pieces, read

CAMERA = "A fisherman rows over the lake at dawn, the camera tracks slowly behind him."
FISHERMAN = "A fisherman rows over the lake at dawn while the gulls rise."
UNTAGGED = [
    (f"**Prompt:** {CAMERA}\n", CAMERA),
    (f"## Final Prompt\n\n{CAMERA}\n", CAMERA),
    (f"- Prompt: `{CAMERA}`\n", CAMERA),
    (f"Prompt:\n\n```\n{CAMERA}\n```\n", CAMERA),
    (f"```\nPrompt:\n{CAMERA}\n```\n", CAMERA),
    (f"| # | Prompt |\n|---|---|\n| 1 | {CAMERA} {CAMERA} |\n", f"{CAMERA} {CAMERA}"),
    (
        "| 级别 | 提示词 |\n|---|---|\n| 中级 | 渔夫在晨雾里划船，平滑跟拍，柔和的光，电影级浅景深 |\n",
        "渔夫在晨雾里划船，平滑跟拍，柔和的光，电影级浅景深",
    ),
    (f"**Prompt Seedance 2.0:**\n\n```\n{FISHERMAN}\n```\n", FISHERMAN),
    (
        f'Prompt:\n\n```\n{CAMERA} You and I stay. Close-up, cinematic, slow motion.\nNARRATOR: "So be it."\n```\n',
        f'{CAMERA} You and I stay. Close-up, cinematic, slow motion.\nNARRATOR: "So be it."',
    ),
    (f"Prompt:\n\n```\n[SHOT ONE]\n0-3s: [Medium Wide] {CAMERA}\n```\n", f"[SHOT ONE]\n0-3s: [Medium Wide] {CAMERA}"),
]
FILM = (
    "A fisherman rows over the lake at dawn. Wide shot, the camera tracks slowly behind him, golden hour, film grain. "
    "He lifts the oars and the gulls rise; slow dolly to a close-up of his hands."
)
LONG = (
    "One take in a diner in the morning. The camera is at the end of the counter. 0-4 seconds: a server puts a full cup beside a book and walks "
    "away. 4-8 seconds: a tray catches the handle, the cup tips and the coffee spreads. 8-12 seconds: the guest lifts the book just before "
    "the coffee reaches it, and the camera begins a slow push-in. No slow motion, no music, only the room and the dishes."
)
ALONE = [
    f"```\n{FILM}\n```\n",
    f"```\n{LONG}\n```\n",
    "**完整示例：**\n\n```\n雨夜的街头，卖面的小贩在雨棚下掀开锅盖，白气漫过霓虹灯牌，近景推近到他的手，环绕半圈后停住，浅景深，背景虚化，雨水顺着棚布滴落。\n```\n",
    f"```\n{FILM[: FILM.index('He lifts')]}Shallow depth of field over the boat and the water.\n```\n",
    f"### After\n\n```text\n{FILM}\n```\n",
    f"> {FILM}\n",
    (
        "### 输出\n\n```text\n生成一段电影感短片：渔夫在清晨的湖面上划船，雾气贴着水面流动。镜头从远景缓慢推近到他的双手特写，"
        "逆光勾出桨叶的轮廓，水珠落回湖面，远处的海鸥一只只飞起，画面定格在他抬头的一刻。\n```\n"
    ),
]


@pytest.mark.parametrize("text", ALONE)
def test_a_long_text_like_a_film_on_a_page_about_seedance_needs_neither_a_tag_nor_a_label(text) -> None:
    page = f"# Seedance 2.0\n\n{text}"
    root = only("a.md", page)
    prompt = root.value["prompt"]
    assert prompt in text
    node = root.tree().find(("prompt",))
    assert page[slice(*node.span)] == node.form.source_map(page).value == prompt
    assert read("a.md", f"# Kling\n\n{text}") == []


def test_three_prompts_of_a_page_make_prompts_of_all_that_it_calls_so() -> None:
    plain = "A fisherman and the king of the gulls play chess on a sinking boat."
    prompts = [f"{CAMERA} Take {number}." for number in range(3)]
    page = "# Seedance 2.0\n" + "".join(
        f"\n## Scene\n\n**What we sent as the prompt:**\n\n```\n{text}\n```\n" for text in (plain, *prompts)
    )
    assert sorted(root.value["prompt"] for root in read("a.md", page)) == sorted([plain, *prompts])
    for other in (
        page.replace("**What we sent as the prompt:**", "Look:", 1),
        page.replace("# Seedance", "# Kling"),
        page.replace(plain, f"You are a critic. {plain}"),
        page.replace("## Scene", "## Nano Banana", 1),
        page.replace(prompts[2], "A fish."),
    ):
        assert all(plain not in root.value["prompt"] for root in read("a.md", other))


def test_a_quote_that_introduces_several_prompts_is_not_one() -> None:
    prompts = "".join(f"\n### Prompt {number}\n\n```\n{CAMERA} Take {number}.\n```\n" for number in range(3))
    page = f"# Seedance 2.0\n\n## All prompts\n\n> Sorted by the date of publication, and the newest ones are first\n{prompts}"
    assert len(read("a.md", page)) == 3
    said = page.replace("Sorted by the date of publication, and the newest ones are first", f"Prompt: {FISHERMAN}")
    assert read("a.md", said)[0].value == {"prompt": FISHERMAN}


@pytest.mark.parametrize("label", ["Negatif istem", "NEGATİF İSTEM", "Prompt negativo", "नेगेटिव प्रॉम्प्ट"])
def test_negative_prompts_are_beside_a_prompt_in_many_languages(label) -> None:
    page = f"# Seedance 2.0\n\n## Prompt\n\n```\n{label}:\nclose-up, low quality, blurred, wrong hands, many fingers, logos, text, subtitles, grain\n```\n"
    assert read("a.md", page) == []


def test_what_a_page_about_seedance_calls_an_example_needs_a_word_of_film_making() -> None:
    scene = "A baker in a white apron walks through a small shop at dawn. Loaves steam on the shelves, and the camera slowly follows him."
    page = f"# Seedance 2.0\n\n**Example — bakery:**\n\n```\n{scene}\n```\n"
    root = only("a.md", page)
    assert root.value == {"prompt": scene}
    assert page[slice(*root.tree().find(("prompt",)).span)] == scene
    for label in ("示例 — 面包店：", "Full example:", "完整示例：", "✅ Better:", "After (strong):", "改写后："):
        assert only("a.md", page.replace("Example — bakery:", label)).value == {"prompt": scene}
    for old, new in (
        ("# Seedance", "# Kling"),
        ("the camera", "the cat"),
        ("A baker", "You write"),
        ("Example", "Bad"),
        ("Example — bakery", "Better than before"),
        (scene[60:], ""),
    ):
        assert read("a.md", page.replace(old, new)) == []


WHOLE = (
    "15s, 9:16, no subtitles.\n\n[Files]\n@Image1 is the baker, whatever the model thinks.\n\n0-4s | Opening\nThe baker opens the oven. "
    "Camera: medium shot, slow push-in.\n\n- 4-15s: close-up of the loaf\n\n[Never]\nNo logos.\n"
)


def test_a_page_may_be_a_prompt_as_a_whole() -> None:
    page = f"# Seedance 2.5 | The baker\n\n{WHOLE}"
    root = only("a.md", page)
    made = root.tree().find(("prompt",)).form.source_map(page)
    assert made.value == root.value["prompt"]
    assert made.value.replace("\n", "") == WHOLE.replace("\n", "").replace("- 4-15s", "4-15s")
    assert all(page[slice(*span)] == character or character == "\n" for character, span in pieces(made))
    for other in (
        page.replace("Seedance", "Kling"),
        page.replace("[Files]", "## Files"),
        page.replace("0-4s", "First").replace("4-15s", "then"),
        f"{page}\n| a | b |\n|---|---|\n| c | d |\n",
        f"{page}\n```\nx\n```\n",
        page.replace("@Image1", "He"),
    ):
        assert all(root.value["prompt"] != made.value for root in read("a.md", other))
    (passed,) = read("a.md", page.replace("the oven", "[the thing]"))
    assert passed.reason == TEMPLATE


def test_the_title_of_a_page_may_call_its_fences_prompts() -> None:
    scene = "A fisherman rows over the lake at dawn while the gulls rise; wide shot, then a whip pan to his hands, which lift the oars out."
    page = f"# Seedance 2.0 prompt gallery\n\n**Dawn**\n\n```text\n{scene}\n```\n"
    assert only("a.md", page).value == {"prompt": scene}
    afield = scene.replace("the lake", "a lake in a field, which should be calm,")
    assert only("a.md", page.replace(scene, afield)).value == {"prompt": afield}
    for other in ("Kling prompt gallery", "Seedance 2.0", "Gallery of Seedance"):
        assert read("a.md", page.replace("Seedance 2.0 prompt gallery", other)) == []
    for other in ("shot, whip pan\n", f"You can say: {scene}", "npm install seedance\nnpx seedance --camera shot\n"):
        assert read("a.md", page.replace(scene, other)) == []


def test_a_heading_further_up_may_promise_prompts() -> None:
    filmed = "The keeper climbs the stairs with a lamp in his hand, and the camera follows him up to the top of the tower."
    plain = "He lights the lamp and looks out over the sea, while the waves break on the rocks far below him."
    page = "# The lighthouse, with Seedance 2.0\n\n## {} (ready to paste)\n\n### The stairs\n\n```\n{}\n```\n"
    assert only("a.md", page.format("Seedance clip prompts", plain)).value == {"prompt": plain}
    assert only("a.md", page.format("カテゴリ別プロンプト集", filmed)).value == {"prompt": filmed}
    for promise, text in (("Clips", filmed), ("Clip prompts", plain), ("Image prompts", filmed), ("Kling prompts", plain)):
        assert read("a.md", page.format(promise, text)) == []
    named = page.replace("```\n{}", "What to set:\n\n```\n{}")
    assert read("a.md", named.format("Seedance clip prompts", plain)) == []


@pytest.mark.parametrize(
    "text",
    [
        f"{FILM}\n",
        f"- {FILM}\n",
        f"**Negative prompt:**\n\n```\n{FILM}\n```\n",
        f"### Style prefix\n\n```\n{FILM}\n```\n",
        f"```\nNegative: no camera shake\n{FILM}\n```\n",
        f"```\nWrite a prompt. {FILM}\n```\n",
        f"> You need to say it all: {FILM}\n",
        f"```\n❌ {FILM}\n```\n",
        f"```\nHelp me with the page of the film. {FILM}\n```\n",
        f"**Prompt:**\n\n```\nHelp me with the page of our film. {FILM}\n```\n",
        f"```\nNG (one cut):\nA baker.\n\nOK:\n{FILM}\n```\n",
        f"```\n---\nname: the-pier\ndescription: what it does\n---\n{FILM}\n```\n",
        f"**Output (excerpt):**\n\n```\n{FILM}\n```\n",
        f"剪辑建议：\n\n```\n{FILM}\n```\n",
        f"#### Rhythm analysis\n\n```\n{FILM}\n```\n",
        "```\n1. HEADER — wide shot, golden hour, how long it is\n2. PERSON — medium shot, what they look like, film grain\n3. PLACE — what is behind them, close-up, dolly, tracking shot, how the light falls on it\n```\n",
        "```\nWide shot, close-up, slow dolly, tracking, handheld, macro\n```\n",
    ],
)
def test_other_texts_about_films_are_no_prompts(text) -> None:
    assert read("a.md", f"# Seedance 2.0\n\n{text}") == []


def test_the_name_of_a_file_may_call_its_fences_prompts() -> None:
    scene = "A fisherman rows over the lake at dawn while the gulls rise, and the camera slowly follows him."
    page = f"# Clips of the lake\n\nDrafts for Seedance.\n\n## 1 - Dawn\n\n```text\n{scene}\n```\n"
    assert only("docs/seedance-prompts.md", page).value == {"prompt": scene}
    for path in ("docs/prompts.md", "docs/seedance.md", "docs/seedance-prompts-guide.md", "seedance-prompts/a.md"):
        assert read(path, page) == []
    for other in (
        page.replace("# Clips", "# How to write clips"),
        page.replace("for Seedance", "for Kling"),
        page.replace("## 1 - Dawn", "## Negative prompt"),
        page.replace("camera", "cat"),
    ):
        assert read("docs/seedance-prompts.md", other) == []


def test_fences_below_headings_in_a_row_are_prompts_where_most_of_them_are() -> None:
    scene = "A fisherman rows over the lake at dawn while the gulls rise, and the camera slowly follows him."
    tagged = "".join(f"### {n}. Way {n}\n\nHow to do it:\n\n```\n@Image{n} rows over the lake at dawn.\n```\n\n" for n in (1, 2, 3))
    page = f"# Seedance 2.0 reference\n\n## Ways\n\n{tagged}### 4. Way 4\n\nWithout files:\n\n```\n{scene}\n```\n"
    assert [root.value["prompt"] for root in read("a.md", page)][3:] == [scene]
    long = f"{scene} A tracking shot along the reeds, golden hour, then a close-up of his hands on the oars, and the model of a ship stands on the shelf of his cabin."
    assert [root.value["prompt"] for root in read("a.md", page.replace(scene, long))][3:] == [long]
    for other in (
        page.replace(scene, f"{long} Upload it to your model."),
        page.replace("@Image3", "He"),
        page.replace("### 4.", "## 4."),
        page.replace("### 4. Way 4", "### Negative prompt"),
        page.replace("Without files:", "Input:"),
        page.replace(scene, "fisherman, boat, lake, dawn, gulls, mist, camera, golden hour, wide shot, wind, water, calm"),
        page.replace(scene, f"You write: {scene}"),
        page.replace("camera", "cat"),
        page.replace("Seedance", "Kling"),
    ):
        assert [each for each in read("a.md", other) if "Image" not in each.value["prompt"]] == [], other


def test_a_dialogue_reads_like_a_film_below_one_of_several_headings() -> None:
    said = 'In the harbour bar, two gulls complain about their day:\nGull (old, tired): "Who stole my fish again, I ask you?"\nTern (laughing): "Not me.\nI sleep all the day."'
    tagged = "".join(f"### {n}. Way {n}\n\nHow to do it:\n\n```\n@Image{n} rows over the lake at dawn.\n```\n\n" for n in (1, 2, 3))
    page = f"# Seedance 2.0 reference\n\n## Ways\n\n{tagged}### 4. Talk\n\nWith lines:\n\n```\n{said}\n```\n"
    assert [root.value["prompt"] for root in read("a.md", page)][3:] == [said]
    for other in (
        said.replace("\n", " "),
        'title: "The harbour of the gulls and the terns"\nplace: "The old bar by the sea in the rain"\n',
    ):
        assert len(read("a.md", page.replace(said, other))) == 3


def test_a_long_text_that_is_called_a_prompt_may_have_a_word_that_teaches() -> None:
    scene = (
        "An old fisherman sits on the pier at dusk and mends a net with the tip of a bone needle, while gulls argue on the roof behind him. He hums, looks up "
        "when the bell of the boat rings, and says without turning: you are late again, as always. She laughs, ties the rope and sits down beside him; close-up of the net."
    )
    page = f"# Seedance 2.0\n\n## Prompt\n\n```\n{scene}\n```\n"
    assert only("a.md", page).value == {"prompt": scene}
    uploaded = f"Use the uploaded image as the only reference. {scene.replace('you are', 'they are')}"
    assert only("a.md", page.replace(scene, uploaded)).value == {"prompt": uploaded}
    for other in (
        scene.replace("close-up", "a view"),
        f"# Role\nYou are a director of short films.\n{scene}",
        f"Read your input, write a prompt for the model and check your output. {scene}",
        f"❌ {scene}",
        scene[scene.index("says") :],
    ):
        assert read("a.md", page.replace(scene, other)) == [], other
    assert read("a.md", page.replace("# Seedance 2.0", "# Clips\n\n## Tools\n\nSeedance, Seedance and Seedance again.")) == []


def test_a_long_text_in_a_collection_may_have_a_word_that_teaches() -> None:
    scene = (
        "Wide shot of a pier at dusk. An old fisherman mends a net while gulls argue on the roof behind him and the light fades. Slow push-in to his hands. He hums, "
        "looks up when the bell of the boat rings, and says without turning: you are late again, as always. She laughs, ties the rope and sits down beside him. Low-angle "
        "close-up of the wet net, its cork floats and the bone needle between two fingers; the sea is dark, a lamp swings, rain begins, and both of them look at the sky."
    )
    page = f"# Seedance 2.0 prompt gallery\n\n### Pier\n\n```\n{scene}\n```\n"
    assert only("a.md", page).value == {"prompt": scene}
    named = f"{scene.replace('you are', 'they are')} Rain falls on the boats until nobody hears the bell. No logos. Seedance makes it without a sound, which comes later."
    assert only("a.md", page.replace(scene, named)).value == {"prompt": named}
    for other in (
        scene.replace("you are late", "your model should be late"),
        f"Seedance 2.5 only. {scene}",
        scene[:200] + " You are late.",
    ):
        assert read("a.md", page.replace(scene, other)) == [], other


def test_a_text_that_orders_a_video_of_some_seconds_reads_like_a_film() -> None:
    for text in (
        "18秒竖屏视频，9:16，无字幕，雪地里的渔夫抬起手，海鸥从冰上飞起来，湖面慢慢裂开，远处有一座灯塔亮着。",
        "Create a 10-second clip of an old fisherman who rows over the lake at dawn while the gulls rise and rain begins to fall.",
    ):
        page = f"# Seedance 2.0 prompt gallery\n\n### Lake\n\n```\n{text}\n```\n"
        assert only("a.md", page).value == {"prompt": text}
        for other in (
            page.replace("18秒竖屏视频", "竖屏").replace("Create a 10-second clip of", "There is"),
            page.replace(" prompt gallery", ""),
        ):
            assert read("a.md", other) == [], other


def test_a_long_section_that_is_called_a_prompt_may_have_a_word_that_teaches() -> None:
    scene = (
        "Wide shot of a pier at dusk. An old fisherman mends a net while gulls argue on the roof behind him and the light fades. Slow push-in to his hands. He hums, "
        "looks up when the bell of the boat rings, and says without turning: you are late again, as always. Low-angle close-up of the wet net, film grain, golden hour."
    )
    page = f"# Seedance 2.0\n\n## Original prompt\n\n{scene}\n\n## Notes\n\nMore.\n"
    assert only("a.md", page).value == {"prompt": scene}
    for other in (
        f"{scene} Your model should know.",
        scene.replace("Low-angle close-up", "A view").replace("golden hour", "gold").replace("Slow push-in", "Nearer"),
    ):
        assert read("a.md", page.replace(scene, other)) == [], other


@pytest.mark.parametrize("above", ["# The sofa\n\n## 提示词\n\n", "# The sofa\n\n**Prompt:**\n\n"])
def test_a_timed_film_that_is_called_a_prompt_needs_no_product(above) -> None:
    film = (
        "A film of a sofa.\n0-4s wide shot, it stands on white.\n4-8s slow push-in to the seams.\n8-12s close-up of a cushion, golden hour."
    )
    page = f"{above}```text\n{film}\n```\n"
    assert only("a.md", page).value == {"prompt": film}
    for other in (
        page.replace("# The sofa", "# The sofa with Kling"),
        page.replace("# The sofa", "# The sofa with Midjourney"),
        page.replace("提示词", "Film").replace("Prompt:", "Film:"),
        page.replace("0-4s ", "").replace("4-8s ", ""),
    ):
        assert read("a.md", other) == [], other


def test_a_long_film_with_tags_may_speak_of_what_was_uploaded() -> None:
    text = (
        "Build the five seconds that are missing between @Video1 and @Video2. Both uploaded clips are endpoints that nobody changes. 0-2s: wide shot, the boat of the fisherman "
        "turns slowly into the wind while the gulls rise. 2-5s: slow push-in to a close-up of his hands, until the frame is that of the second clip, with the same light."
    )
    assert only("a.md", f"# Clips\n\n```\n{text}\n```\n").value == {"prompt": text}
    for other in (
        f"{text} Each tag is a file.",
        text[:130],
        text.replace("wide shot", "a view").replace("slow push-in to a close-up", "then nearer"),
    ):
        assert read("a.md", f"# Clips\n\n```\n{other}\n```\n") == []


@pytest.mark.parametrize(("text", "prompt"), UNTAGGED)
def test_what_a_page_about_seedance_calls_a_prompt_needs_no_tag(text, prompt) -> None:
    root = only("a.md", f"# Seedance 2.0\n\n{text}")
    assert root.value == {"prompt": prompt}
    node = root.tree().find(("prompt",))
    assert next(pieces(node.form.source_map(f"# Seedance 2.0\n\n{text}")))[1].start == root.offset
    assert "Seedance" in text or read("a.md", f"# Kling\n\n{text}") == []


@pytest.mark.parametrize(
    "text",
    [
        f"{CAMERA}\n",
        f"- **Vague prompt:** {CAMERA}\n",
        "- **Prompt:** the description of what the camera and the shot show, in English\n",
        f"| # | Prompts as we tried them |\n|---|---|\n| 1 | {CAMERA} |\n",
        f"```\n{CAMERA}\n```\n",
        f"**Image prompt:** {CAMERA}\n",
        f"**이미지 프롬프트:** {CAMERA}\n",
        f"### 通用提示词\n\n{CAMERA}\n",
        "- **完整 Prompt**: 可以直接复制粘贴到即梦里使用\n",
        f"## Hero prompts\n\n- Never say hero: {CAMERA}\n- Use words.\n- Always test.\n",
        f"### Nano Banana\n\n**Prompt:** {CAMERA}\n",
        f"**Prompt:** Describe {CAMERA.lower()} You can say what you like.\n",
        "**Prompt:** a camera\n",
        "**Prompt:** A text of up to 500 characters that says what is seen, in any language.\n",
        "**What we sent as the prompt:** A fisherman rows over the lake at dawn while the gulls rise.\n",
        f"## Prompts\n\n**GPT Image 2 – a grid**\n\n```\n{CAMERA}\n```\n",
        f"| Prompt quality | Why |\n|---|---|\n| {CAMERA} | good |\n",
        f"**Prompt:** Note: {CAMERA}\n",
        "**提示词：**\n\n口诀：推镜头让你走近人物，拉镜头让你看见世界。\n",
        "**Prompt:**\n\n```\nA fish.\n```\n\nA shot of the camera like this one shows best what the light can do.\n",
        "## Prompt\n\n```\nA fish.\n```\n\nSource: Tom, [camera shot of the day](https://example.com/tom/1)\n",
        '## Prompt examples\n\n<span id="shot-of-the-camera-and-more-of-the-same"></span>\n',
        "```\nFraming: wide shot / medium shot / close-up / full body\nMove: dolly / orbit / tracking / crane shot / handheld\nLight: golden hour / backlight / soft\n```\n",
        "**Example:** A consistent camera language has these parts in the shot of each clip of the film:\n",
    ],
)
def test_what_nothing_calls_a_prompt_needs_a_tag(text) -> None:
    assert read("a.md", f"# Seedance 2.0\n\n{text}") == []


def test_three_cells_of_a_column_make_prompts_of_its_others() -> None:
    filmed = (
        "Wide shot of {} at dawn, the camera tracks slowly past it while the gulls rise from the reeds and the light grows, film grain."
    )
    plain = "A baker of clay bakes a tiny cake in a cosy kitchen, and everything moves a little, as made by hand, in a warm light."
    short = "A baker of clay bakes a tiny cake."
    rows = "".join(f"| {name} | `{filmed.format(name)}` |\n" for name in ("the pier", "the boat", "the mill"))
    table = f"| Style | Prompt example |\n|---|---|\n{rows}| Clay | `{plain}` |\n| Clay | `{short}` |\n"
    page = f"# Genres for Seedance 2.0\n\n{table}"
    texts = [root.value["prompt"] for root in sorted(read("a.md", page), key=lambda root: root.offset)]
    assert texts == [*map(filmed.format, ("the pier", "the boat", "the mill")), plain]
    few = page.replace(f"| the mill | `{filmed.format('the mill')}` |\n", "")
    assert plain not in [root.value["prompt"] for root in read("a.md", few)]


@pytest.mark.parametrize("file", ["视频1", "视频 1", "图片 2", "图2", "图 2"])
def test_a_file_that_a_text_names_without_a_tag_counts_as_film_making(file) -> None:
    text = f"跟着{file}的运镜，渔夫划船穿过湖面，镜头拉远，雨一直下，最后他回头看向远处亮起的灯塔，一只海豹从船边游过。"
    page = f"# Seedance 2.0\n\n## 编辑\n\n```\n{text}\n```\n"
    assert only("a.md", page).value == {"prompt": text}
    for other in (text.replace(file, "那幅画"), f"上传{text}"):
        assert read("a.md", page.replace(text, other)) == []


@pytest.mark.parametrize("label", ["**Before (weak):**", "Weak:", "❌ Bad prompt:", "**错误写法**", "Original (bad):"])
@pytest.mark.parametrize("form", ["```\n{}\n```\n", "> {}\n"])
def test_a_bad_example_is_no_prompt(label, form) -> None:
    page = "# The pier with Seedance 2.0\n\n## Ways\n\n{}\n\n" + form.format(FILM)
    assert read("a.md", page.format(label)) == []
    assert only("a.md", page.format("Look:")).value == {"prompt": FILM}


def test_a_quote_for_every_prompt_is_none() -> None:
    page = f"# The pier with Seedance 2.0\n\nAppend this line to every prompt:\n\n> {FILM}\n"
    assert read("a.md", page) == []
    assert only("a.md", page.replace("Append this line to every prompt", "Try it")).value == {"prompt": FILM}


@pytest.mark.parametrize("above", ["Image prompts", "商品组图 Prompts", "Kling prompts"])
def test_a_heading_further_up_may_be_of_something_else(above) -> None:
    page = "# The pier with Seedance 2.0\n\n## {}\n\n### Prompt 1\n\n```\n{}\n```\n"
    assert read("a.md", page.format(above, FILM)) == []
    assert only("a.md", page.format("Clips", FILM)).value == {"prompt": FILM}


@pytest.mark.parametrize("lead", ["Every Seedance prompt of the film must keep the frame clean", "A prompt for Seedance"])
def test_what_is_of_every_prompt_is_not_one(lead) -> None:
    text = FILM.partition(".")[0]
    assert read("a.md", f"# Seedance 2.0\n\n{lead}:\n\n```\n{text}\n```\n") == []


def test_below_a_folder_that_names_our_product_a_film_is_a_prompt_if_something_calls_it_one() -> None:
    film = (
        "Wide shot: a fisherman rows over the lake at dawn. Close-up of his hands on the oars, slow dolly in, golden hour, film grain. "
        "The camera tilts up to the gulls, then a tracking shot along the reeds, handheld, shallow depth of field."
    )
    page = f"# The lake\n\n## Dawn\n\n{{}}\n```\n{film}\n```\n"
    called, bare = page.format("**Prompt:**\n"), page.format("How the day begins.\n")
    assert only("seedance/lake.md", called).value == {"prompt": film}
    assert only("seedance/prompt-examples.md", bare).value == {"prompt": film}
    assert only("seedance/lake.md", bare.replace("# The lake", "# Prompts of the lake")).value == {"prompt": film}
    assert only("seedance/lake.md", page.format("Example:\n")).value == {"prompt": film}
    for path, other in (
        ("lake.md", called),
        ("seedance/lake.md", bare),
        (
            "seedance/lake.md",
            page.format("Example:\n").replace(film, "A fisherman rows over the lake at dawn, and the camera follows him to the reeds."),
        ),
        ("seedance/lake.md", called.replace("How", "For Kling, how").replace("Dawn", "Kling")),
        ("seedance/prompt-examples.md", bare.replace("# The lake", "# How to write prompts")),
    ):
        assert read(path, other) == []


def test_a_shot_may_go_on_with_a_paragraph_that_has_a_tag() -> None:
    shot = "Wide shot of the pier at dusk, slow push-in to the keeper, golden hour, film grain, gulls rise from the roof."
    page = f"# Seedance 2.0: the pier\n\n## Shot 1\n\n{shot}\n\n[Turn] @Image1 stands up, then a close-up of her hands, golden hour.\n\n## Shot 2\n\nA gull.\n"
    (prompt,) = [root.value["prompt"] for root in read("a.md", page)]
    assert prompt.startswith("Wide shot")
    assert "@Image1" in prompt
