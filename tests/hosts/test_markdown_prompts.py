"""Markdown: which texts are prompts that no request is written around."""

import pytest

from seedance_lint.hosts import Passed, Root
from seedance_lint.hosts import markdown as host
from seedance_lint.hosts.prompt_prose import TEMPLATE
from seedance_lint.source import SourceDocument
from tests.hosts.places import around, only, pieces, read

FOUND = [
    ("```\n@Image1 walks slowly along the pier.\n```\n", "@Image1 walks slowly along the pier."),
    ("~~~ text\n以@图片1为首帧，女孩撑开伞，镜头缓缓拉远。\n~~~\n", "以@图片1为首帧，女孩撑开伞，镜头缓缓拉远。"),
    ("```\n@图片1的老师指着黑板：“这个公式很美。”镜头缓缓推近。\n```\n", "@图片1的老师指着黑板：“这个公式很美。”镜头缓缓推近。"),
    ("- x\n\n  ```txt\n  @Image1 walks in\n  and the door falls shut.\n  ```\n", "@Image1 walks in\nand the door falls shut."),
    ("> @Image1 walks slowly along the pier\n> of @Image2, gulls rise.\n", "@Image1 walks slowly along the pier\nof @Image2, gulls rise."),
    ("> **Prompt:**\n> “@Image1 walks slowly along the pier.”\n", "@Image1 walks slowly along the pier."),
    (
        "> Cast: @Image1.\n>\n> She walks slowly along the pier, gulls rise.\nlazy",
        "Cast: @Image1.\n\nShe walks slowly along the pier, gulls rise.\nlazy",
    ),
    ("1. @Image1 walks slowly along the pier while gulls rise.\n2. b\n", "@Image1 walks slowly along the pier while gulls rise."),
    ("- **Prompt:** `@Image1 walks slowly along it.`\n", "@Image1 walks slowly along it."),
    ("**Prompt 2**: @Image1 walks &amp; sings\\_ softly in [00:03].\n", "@Image1 walks & sings_ softly in [00:03]."),
    ("### Prompt\n\n@Image1 walks slowly along the pier.\n", "@Image1 walks slowly along the pier."),
    (
        "## Final prompt\n\n@Image1 walks slowly along.\n\n- gulls rise\n\n**Notes:** none of @Image2\n",
        "@Image1 walks slowly along.\ngulls rise",
    ),
    ("## Prompt\n\n```\n@Image1 walks slowly along, e.g. the pier.\n```\n", "@Image1 walks slowly along, e.g. the pier."),
    (
        "<details><summary><b>Prompt</b></summary>\n\n```\n@Image1 walks (the tag) slowly along.\n```\n",
        "@Image1 walks (the tag) slowly along.",
    ),
    ("Prompt:\n\n> @Image1 walks slowly along the pier.\n", "@Image1 walks slowly along the pier."),
    (
        "```\n# Clip\n\n**Duration:** 5s\n\n## Prompt (copy it)\n\n@Image1 walks slowly along the pier.\n\n## Notes\n\nWait.\n```\n",
        "@Image1 walks slowly along the pier.",
    ),
    ('> @Image1 walks along the pier and says "I am ready."\n', '@Image1 walks along the pier and says "I am ready."'),
    (
        "`[Image1] is the first frame. Generate one slow move along the pier of [Image2] at dusk.`\n",
        "[Image1] is the first frame. Generate one slow move along the pier of [Image2] at dusk.",
    ),
    (
        "| # | Prompt |\n|---|---|\n| 1 | @Image1 walks<br>slowly\\|softly along while gulls rise. |\n",
        "@Image1 walks\nslowly|softly along while gulls rise.",
    ),
    ("| Prompt |\n|:--|\n| `@Image1 walks\\|<br> slowly along the pier at dusk` |\n", "@Image1 walks|<br> slowly along the pier at dusk"),
]


@pytest.mark.parametrize(("text", "prompt"), FOUND)
def test_texts_that_read_like_prompts(text, prompt) -> None:
    root = only("a.md", f"# T\n\n{text}")
    assert root.value == {"prompt": prompt}
    node = root.tree().find(("prompt",))
    assert node.form.source_map(text).value == prompt
    for character, span in pieces(node.form.source_map(text)):
        written = f"# T\n\n{text}"[slice(*span)]
        assert written == character or written[0] in "\\&<\n" or character == "\n"
    assert node.form.encode("@Image2", 0) == "@Image2"
    assert around(root)[-1] == ("heading", "T")
    can_break_lines = text.startswith(("```", "~~~", "## Prompt", "<details>"))
    assert node.form.encode("a\nb", 0) == ("a\nb" if can_break_lines else None)


NOT_FOUND = [
    "```\n@Image1    first picture\n@Image     (wrong: no number)\n@Video1    first clip\n```",
    "```\n@Image1\n@Video1\n@Audio1\n```",
    "```\n万能公式：@图片1的人物 + 动作 + 镜头缓缓推近\n```",
    "```\n@图片1  - 第1张图片\n@图片12 - 第12张图片\n```",
    "```text\n$ git log --oneline\n1a2b3c4 Name @Image0 in the docs of the tool\n```",
    '```diff\n- prompt: "@Image0 walks along the street at night"\n```',
    "```\n@image1 = Image.new(name: 'a')\nputs @image1.name and then some more\n```",
    "```\na.json:3:14: error: `@Image3` points past the two images of this request\n```",
    "```\ntests/test_tags.py::test_zero FAILED\nE   AssertionError: '@Image0 walks slowly through the rain' is not it\n```",
    "```\nE       assert '@Image0 walks slowly through the rain' == 'x'\n```",
    "```\nINFO  sending @Image0 as first frame, the camera pans\nINFO  done\n```",
    "```\ncommit 1a2b3c4d5e\nAuthor: A <a@example.com>\n\n    Name @Image0 as first frame, the camera pushes in\n```",
    '```\n> node send.js "@Image0 walks slowly through the rain, camera follows"\nsent\n```',
    "```\nPS C:\\work> show a.txt\na.txt: @Image0 walks slowly through the rain, camera follows\n```",
    "```\nValueError: @Image0 walks slowly through the rain, camera follows\n```",
    "```\n  1 passed, 1 failed\n  @Image0 walks slowly through the rain: zero-index\n```",
    "```\nHTTP/1.1 400 Bad Request\n\n@Image0 walks slowly through the rain: no such file\n```",
    '```\nputs "@Image0 walks slowly through the rain, camera follows"\n```',
    "```\n@Image1 as the first frame\n@Image2 as the last frame\n@Video1 for the camera\n```",
    "```\n@Image1 (photo) + @Video1 (moves of the dance) + @Audio1 (music) + your words about it\n```",
    "```\nthe woman with the umbrella -> @Image1\nthe street in the rain -> @Image2\n```",
    "| Prompt | For |\n|---|---|\n| `@Image1 for the hero of the film` or `@Image1 as the subject of it` | people |\n",
    "| Prompt | For |\n|---|---|\n| `Replace the person in @Video1 with @Image1` | people |\n",
    "```\n  @Image1 ──▶ the model ──▶ clip of the first person walking\n```",
    "- `Reference @Image2 for outfit and product details only.`",
    "Use `@Image1` to refer to the first picture that stands in the list of the request.",
    "- `@Image1` is the tag of the first picture, `@Video1` of the first clip in the list.",
    "- Use @Image1 as the first frame and say what moves, slowly and with one camera move.",
    "> Note: @Image1 means the first image of the request, whatever its file is called there.",
    "| Spelling | Where |\n|---|---|\n| @Image1 walks slowly along the pier at dawn | fal |\n",
    "| Prompt | Works |\n|---|---|\n| `@Image1 as first frame` | yes |\n",
    "- Add to prompt: `@Image1 stays the same person in all of it.`",
    "Negative prompt: @Image1 blurred, low quality, wrong hands and many fingers.",
    "Mail studio@image1.example.com about the picture that you sent to us last week.",
    "Ask @image1 on the forum about it, she knows all that there is to know of it.",
    "![Image 1](a.png) and [Image 2](b.png) show the kettle on the stove at night.",
    '> "Refer to it as @Image1" is what the first of the many pages on it says.',
    "<!--\n> @Image1 walks slowly along the pier of the old town.\n-->",
    "## The video prompt\n\nThe prompt binds each file:\n\n- `@Image1` as the character, who stays the same person",
    "```\n1. Name the clip with @Video1, which is to be changed.\n2. Say what is new in it.\n```",
    "- `the same strict identity of @Image1 in all of its colors`\n- `no second head`",
    "```md\n| file | for |\n|---|---|\n| R1 / @Image1 | the character, whatever else is in the picture of it |\n```",
    "- Watch [video1](https://example.com/a) and [video2](https://example.com/b) to see two boats that cross the harbour at dusk.",
    "```\n@Image1 as first frame / last frame / character\n```",
    "```\n参考@视频1的运镜 / 参考@视频1的动作\n```",
    "```\n@Image1 as the boat / the pier / the old lamp\n@Audio1 as the music / the beat of the cuts\n```",
    "```\n正确：@图片1 的渔夫划船穿过清晨的湖面\n错误：@image1 的渔夫\n```",
    "```\nGood: @Image1 rows over the lake at dawn.\nLess good: @Image1 rows.\n```",
    "```\n□ Does @Image1 keep the coat in all of the shots?\n□ Is the lake the same in all of the shots?\n```",
    "> 要点：@图片1 的渔夫在每一段里穿同一件外套，镜头不变。",
    "```\nKey points: @Image1 keeps the coat, the lake stays calm, the gulls rise.\n```",
    "- **Lip movements** — one face alone, in step with the voice of @Audio1",
    "- **@Image1 (the lake)** is named once, in the first shot of each line",
    "- A storm from words jumps about: **show the storm in a clip of its own**, as in @Video1",
    "- Reference tags in a Dutch prompt: `@Image1`, never `@Beeld1`. No other tags are known there; see the pages about it.",
    "This prompt:\n- Names `@Image1` anew in each of its parts (rule one)",
    "```\n@图片1 的渔夫划船穿过@图片X的湖面，镜头缓缓拉远。\n```",
]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_texts_about_tags_are_no_prompts(text) -> None:
    assert read("a.md", f"# T\n\n{text}\n") == []


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
    for label in ("示例 — 面包店：", "Full example:", "完整示例："):
        assert only("a.md", page.replace("Example — bakery:", label)).value == {"prompt": scene}
    for old, new in (("# Seedance", "# Kling"), ("the camera", "the cat"), ("A baker", "You write"), ("Example", "Bad"), (scene[60:], "")):
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
    for other in (
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
    for other in (
        scene.replace("you are late", "your model should be late"),
        f"Seedance 2.5 only. {scene}",
        scene[:200] + " You are late.",
    ):
        assert read("a.md", page.replace(scene, other)) == [], other


def test_clauses_that_end_with_a_semicolon_are_no_code() -> None:
    text = "0-3 seconds: The fisherman rows over the lake at dawn;\n3-6 seconds: the camera pans to the gulls on the water;\n6-9 seconds: he lifts the oars and laughs."
    assert only("a.md", f"# Seedance 2.0\n\n## Prompt\n\n```\n{text}\n```\n").value == {"prompt": text}
    code = "set the camera to a new Camera(shot);\nlet the shot be camera.shot(zoom);\ncamera = track(shot) and more of the film;"
    assert read("a.md", f"# Seedance 2.0\n\n## Prompt\n\n```\n{code}\n```\n") == []


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


@pytest.mark.parametrize(
    "label", ["พรอมต์", "प्रॉम्प्ट", "Prompt localizado", "Prompt traduit", "Prompt tradotto", "Translated prompt", "Prompt (localized)"]
)
def test_labels_of_prompts_in_more_languages(label) -> None:
    assert only("a.md", f"# Seedance 2.0\n\n### {label}\n\n```\n{FISHERMAN}\n```\n").value == {"prompt": FISHERMAN}


def test_several_prompts_with_tags_say_what_a_page_is_about() -> None:
    tagged = "".join(f"### {n}. Way {n}\n\n```\n@Image{n} rows over the lake at dawn.\n```\n\n" for n in (1, 2, 3))
    page = f"# Ways of rowing\n\n{tagged}### Without files\n\n**Prompt:**\n\n```\n{FILM}\n```\n"
    assert [root.value["prompt"] for root in read("a.md", page)][3:] == [FILM]
    for other in ("He", "@Image3: boat", "[one] of @Image3"):
        assert all(getattr(each, "value", {}).get("prompt") != FILM for each in read("a.md", page.replace("@Image3", other)))
    for other in ("# Ways of Kling", "# Ways of Midjourney"):
        assert len(read("a.md", page.replace("# Ways of rowing", other))) == 3


def test_quotes_in_a_span_of_code_are_not_of_the_prompt() -> None:
    page = f'# Seedance 2.0\n\n- Prompt: `"{CAMERA}"`\n'
    root = only("a.md", page)
    assert root.value == {"prompt": CAMERA}
    assert page[slice(*root.tree().find(("prompt",)).span)] == CAMERA


def test_a_sentence_that_begins_like_code_is_prose() -> None:
    text = f"Chase over the lake:\nFrom a pier the boat leaves: {CAMERA}"
    assert only("a.md", f"# Seedance 2.0\n\n**Prompt:**\n\n```\n{text}\n```\n").value == {"prompt": text}


def test_a_section_that_speaks_of_seedance_calls_any_scene_a_prompt() -> None:
    page = f"## Boats\n\n> A Seedance prompt of a member.\n\n**What we sent as the prompt:**\n\n```\n{FISHERMAN}\n```\n"
    assert only("a.md", f"# Seedance 2.0\n\n{page}").value == {"prompt": FISHERMAN}
    assert read("a.md", f"# Seedance 2.0\n\n{page.replace('Seedance prompt', 'prompt')}") == []


NAMED = "@Image1 flies towards the lens while the product spins, whip pan on the bass drop of @Audio1."
ELEMENTS = [
    (f"1. **Hook** — `{NAMED}`\n", NAMED),
    (f"- **Hook** - `{NAMED}`\n", NAMED),
    (f"<Prompt>\n{NAMED}\n</Prompt>\n", NAMED),
    (f'<VideoPrompt title="a">\n\n{NAMED}\n\n</VideoPrompt>\n', NAMED),
]


@pytest.mark.parametrize(("text", "prompt"), ELEMENTS)
def test_items_with_a_name_and_elements(text, prompt) -> None:
    root = only("a.mdx", f"# Ads\n\n{text}")
    assert root.value == {"prompt": prompt}
    assert root.offset == len("# Ads\n\n") + text.index(prompt)
    for other in ("**Negative prompt** — ", "**Hook** and "):
        assert (
            read("a.mdx", f"# Ads\n\n{text}".replace("**Hook** — ", other).replace("**Hook** - ", other).replace("Prompt", "Steps")) == []
        )
    assert read("a.mdx", f"# Ads\n\n{text.replace(NAMED, '@Image1 first picture')}") == []


SECTIONS = [
    "@Image1 walks slowly along the pier of @Image2 at dusk.",
    "Generate a clip of @Image1, who walks slowly along the pier at dusk.",
    "参考@视频1的运镜，生成渔夫在@图片1的湖面上划船的视频。",
]


@pytest.mark.parametrize("prompt", SECTIONS)
def test_a_paragraph_that_is_all_of_a_section_may_be_a_prompt(prompt) -> None:
    page = f"# Seedance 2.0\n\nAll of them.\n\n## 1 | Extension\n\n{prompt}\n\n---\n\n## 2\n\nb\n"
    root = only("a.md", page)
    assert root.value == {"prompt": prompt}
    assert root.offset == page.index(prompt)
    assert read("a.md", page.replace("Seedance", "Kling")) == []
    assert read("a.md", page.replace("\n\n---", "\n\nIt shows what an extension is.\n\n---")) == []
    assert read("a.md", page.replace("## 1 | Extension", "## 1\n\nThis is how:")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Use @Image1 as the first frame and @Video1 for the moves of the camera.",
        "You can generate a clip from @Image1 and @Video1 with a few more words.",
        "The model takes @Image1 first, and then the rest in their order.",
        "素材用 @图片1 和 @视频1 表示，编号从一开始，最多九张图片。",
    ],
)
def test_a_paragraph_about_tags_is_no_prompt_either(text) -> None:
    assert read("a.md", f"# Seedance 2.0\n\n## Tags\n\n{text}\n\n## Next\n\nb\n") == []


def test_a_line_of_a_paragraph_may_have_a_label_that_names_seedance() -> None:
    page = "Panel 1:\n  Lens: 50 mm\n  Seedance 2.0 prompt: a fisherman rows over the lake,\n  slowly\n  Cut: none\n"
    root = only("a.md", page)
    assert root.value == {"prompt": "a fisherman rows over the lake,\nslowly"}
    assert root.offset == page.index("a fisherman")
    assert read("a.md", page.replace("Seedance 2.0 prompt", "Kling prompt")) == []
    assert read("a.md", page.replace("Seedance 2.0 prompt", "Seedance 2.0 cost")) == []


def test_each_label_in_a_section_of_prompts_begins_one() -> None:
    page = "# Prompt\n\nScene 1 prompt:\n@Image1 walks slowly along the pier.\n\nGulls rise.\n\nScene 2 prompt:\n@Image1 rows over the lake at dawn.\n\nRain.\n"
    assert [root.value["prompt"] for root in read("a.md", page)] == [
        "@Image1 walks slowly along the pier.\nGulls rise.",
        "@Image1 rows over the lake at dawn.\nRain.",
    ]


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
        f"| # | Prompt |\n|---|---|\n| 1 | {CAMERA} |\n",
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


TEMPLATES = [
    "```\n@Image1 as the first frame, [subject] walks through [place] while the rain falls.\n```",
    "```\n@Image1 as the first frame, {character} walks through the street while the rain falls.\n```",
    "> @Image1 walks along <street name> while the rain falls and the lamps go out.",
    "```\n在@视频1和@视频2之间加一个场景，镜头缓缓拉远，内容为xxx\n```",
]
TEMPLATES += [
    "```\n@视频1的主体慢慢走过街道，雨一直下。\n【保留】[明确列出保留的元素：运镜/动作]\n```",
    "```\n@视频1的主体慢慢走过街道，雨一直下。\n必须保留：...\n```",
    "```\n@Video1 is what is edited, slowly and at dusk.\nKeep: ...\nChange: …\n```",
    "```\n@图片1作为首帧，定义<主体>的外貌与服装，镜头缓缓拉远。\n```",
    "```\n@视频1是要延长的视频：保持<主体、道具和光线>连续。\n```",
    f"```\n@Image1 walks slowly along the pier.\n\n[{'what happens there, and how; ' * 4}]\n\nRain.\n```",
    "```\n@Image1 walks slowly along the pier.\n[产品名]，镜头缓缓拉远。\n```",
    "```\n@Image1 walks slowly along the pier in the rain.\n\n[what else happens there]\n```",
    "```\n@Image1 walks slowly along the pier.\n[product] stands behind it in the rain.\n```",
    "```\n@Image1 walks slowly along the pier in a [tone: calm / wild] manner.\n```",
    "```\n@Image1[her name] walks slowly along the pier in the rain.\n```",
]
TEMPLATES += [
    "```\n@Image1 defines <appearance, clothing, or material> of the man, who walks slowly along the pier.\n```",
    "```\n@Image1 defines <Subject A>'s coat. <Subject A> walks slowly along the pier in the rain.\n```",
    "```\n@Image1 defines <Baker>'s coat while the rain falls on the pier and the gulls rise.\n```",
    "```\n@Image1 walks slowly along the pier.\n0-3s: [subject] walks on in the rain.\n```",
    "```\n@Image1 walks slowly along the pier.\n0-3s: [frame + camera]; 3-6s: [frame + sound]\n```",
    "```\n@图片1 的人沿着码头慢慢走，镜头拉远。\n0-3秒：[主体]走进雨里。\n```",
]
TEMPLATES += [
    "```\n@图片1 作为<主体>，<主体>沿着码头慢慢走，镜头拉远。\n```",
    "```\n@图片1 作为<渔夫>，沿着码头慢慢走，镜头拉远。\n```",
    "```\n@图片1 作为[产品名称]，[产品名称]缓缓旋转，镜头拉远。\n```",
    "```\n[产品]特写，@图片1 的码头在雨里，镜头缓慢拉远。\n```",
    "```\n@图片1 的人沿着码头慢慢走，<背景声音>，镜头拉远。\n```",
    "```\n@图片1 的人沿着码头慢慢走，<雨声/风声>，镜头拉远。\n```",
    "```\n{} of @Image1 walks slowly along the pier in the rain.\n```",
    "```\n[…] of @Image1 walks slowly along the pier in the rain.\n```",
    "```\n@Image1 walks slowly along the pier in the rain of [...].\n```",
    "```\n@Image1 as <the hero>. <the hero> walks slowly along the pier.\n```",
]
TEMPLATES += [
    "```\n将@视频1向后延长X秒，渔夫继续划船，镜头缓缓拉远。\n```",
    "```\nExtend @Video1 by X seconds while the fisherman rows on and the gulls rise.\n```",
    "```\n@图片1 的渔夫划船穿过湖面。0-X秒：远景；X-Y秒：近景推近。\n```",
    "```\n@Image1 shows the lake. In N shots the fisherman rows on while the gulls rise.\n```",
    "```\n@图片1 的渔夫划船穿过湖面，承接视频X的结尾，镜头缓缓拉远。\n```",
    '```\n@图片1 的渔夫划船穿过[地点，如"清晨的湖面/雨中的港口"]，镜头缓缓拉远。\n```',
    "```\n@Image1 rows over [a place, such as the lake at dawn], the camera pulls back.\n```",
    "```\n[时长]秒，@图片1 的渔夫划船穿过湖面，镜头缓缓拉远。\n```",
    "```\n以@图片1为首帧，（此处填写动作），镜头缓缓推进。\n```",
    "```\n参考@图片1的渔夫，...输入你的动作描述...，镜头推近。\n```",
    "```\n@Image1 as first frame. Insert your action here, the camera pushes in slowly.\n```",
    "```\n@Image1 as first frame, the fisherman says (your text here) and rows on.\n```",
    "```\n@音频1 是[旁白/角色名]的声音，渔夫划船穿过湖面，镜头缓缓拉远。\n```",
]
NO_TEMPLATES = [
    '```\n@Image1 types his name into the old machine and says "your boat ends here", the camera pushes in slowly.\n```',
    "```\n@图片1 的渔夫在键盘上输入他的名字，描述往事的声音响起，镜头推近。\n```",
    "```\n@Image1 in a Model X drives along the pier, an N on the door, 5 seconds. The X-Men wait.\n```",
    "```\nFORMAT: 15s / 120 BPM / 4 SHOTS\n@Image1 rows over the lake at dawn, keywords: calm / grey / slow motion, and the gulls rise.\n```",
    "```\n@图片1 的渔夫划船穿过湖面，呈S型前进。\n【画面，如流水般推进】镜头缓缓拉远，T恤在风里飘动。\n```",
    "```\n@图片1 作为<老渔夫（黑衣）>，场景参考@图片2\n0-3秒：[老渔夫]沿着码头慢慢走，镜头拉远。\n```",
    "```\n@图片1 的人沿着码头慢慢走。<远处的雨声持续><钟鸣> 镜头拉远。\n```",
    "```\n@Image1 as [Old Tom], @Image2 as [Mara]. [Old Tom] walks slowly along the pier, Mara waits.\n```",
    "```\n@Image1 defines <Baker>'s coat. @Image2 is the <Old Mill>. <Baker> walks slowly into it.\n```",
    "```\n@图片1 的老人坐在窗边。\n0-3s：[远景→中景] 镜头缓慢推进，夕阳照进来。\n3-6秒: [回忆] 画面变得鲜亮。\n```",
    "```\n@Image1 walks along the pier.\n0-3s: [Quiet start] The gulls rise.\n```",
    "```\n@图片1 的老人按【台词】说话，镜头推近。\n【台词｜逐字】\n天黑了。\n```",
    "```\n@图片1 的老人坐在窗边。\n0-3秒：【场景建立】- 远景缓慢推镜头，夕阳照进来。\n```",
    "```\n@Image1 walks slowly along the pier. [Cut] [Handheld kinetic] She runs in the rain.\n```",
    '```\n@Image1 [calm]: "You are late", she says and closes the door. [0-3s] Rain.\n```',
    "```\n[Scene]\n@Image1 walks along the pier, {快跑，他来了！} <br>she runs.\n```",
]


def test_templates_are_passed_over() -> None:
    for text in TEMPLATES:
        (passed,) = read("a.md", text)
        assert isinstance(passed, Passed), text
        assert passed.offset == len("```\n") if text.startswith("```") else text.index("@")
        assert passed.reason == TEMPLATE
    assert all(isinstance(only("a.md", text), Root) for text in NO_TEMPLATES)


def test_a_note_below_a_prompt_is_no_prompt():
    page = "## Prompt\n\n```\n@Image1 crosses the old bridge at dawn, slowly.\n```\n\n> **Note:** the older way to write it, @Image1 and @Image2, is an older syntax\n"
    document = SourceDocument("a.md", page)
    assert [root.value["prompt"] for root in host.roots(document) if isinstance(root, Root)] == [
        "@Image1 crosses the old bridge at dawn, slowly."
    ]


FORMS = {
    "a node of a workflow": (
        '[Seedance 2.0 视频生成]\n  提示词: "面包师推开木窗，炊烟升起"\n  时长: 5\n\n     ↓\n\n[SaveVideo]',
        ["面包师推开木窗，炊烟升起"],
    ),
    "tags in brackets": ('[Load Image] → [Seedance]\n     提示词: "[图1]面包师和[图2]猫坐在窗边"', ["[图1]面包师和[图2]猫坐在窗边"]),
    "a page that is about it": (
        '示例提示词: "面包师推开木窗，炊烟升起，邻居的猫跳上屋顶，云散开"',
        ["面包师推开木窗，炊烟升起，邻居的猫跳上屋顶，云散开"],
    ),
    "no name of the product": ('[Video]\n  提示词: "面包师推开木窗，炊烟升起"', []),
    "another field": ('[Seedance]\n  名称: "面包师推开木窗，炊烟升起"', []),
    "an order to an assistant": ('Seedance\nPrompt: "make a Seedance clip of my bakery"', []),
}


@pytest.mark.parametrize(("fence", "prompts"), FORMS.values(), ids=FORMS)
def test_a_form_that_names_the_product_has_prompts_in_quotes(fence, prompts):
    found = read("a.md", f"# Seedance nodes\n\n```\n{fence}\n```\n")
    assert [root.value["prompt"] for root in found if isinstance(root, Root)] == prompts


@pytest.mark.parametrize("mark", ["", "> "])
@pytest.mark.parametrize(
    ("lines", "prompts"),
    [
        (
            [
                "Mode: references",
                "@image1: the baker",
                "",
                "Final prompt:",
                "@image1 kneads the dough by the window.",
                "",
                "Negative prompt:",
                "text, logo",
            ],
            ["@image1 kneads the dough by the window."],
        ),
        (
            ["Prompt 1:", "@image1 kneads the dough slowly.", "Prompt 2:", "@image2 opens the old oven door."],
            ["@image1 kneads the dough slowly.", "@image2 opens the old oven door."],
        ),
        (["**提示词：**", "@图片1 的面包师在窗边慢慢揉面团，镜头推近"], ["@图片1 的面包师在窗边慢慢揉面团，镜头推近"]),
        (["Negative prompt:", "@image1 kneads the dough by the window."], []),
        (["Final prompt:", "[Subject] from @image1 walks into [scene] while the camera [movement]."], []),
        (["Prompt:", "", "Syntax:", "@image1, @video1"], []),
        (
            ["Step 1: add the picture", '  Prompt: "@image1 kneads the dough,', '  slowly, at dawn."', "Step 2: wait"],
            ["@image1 kneads the dough,\n  slowly, at dawn."],
        ),
        (['In prompt: "@image1 is the first frame of it"'], []),
        (['Negative prompt: "@image1 with text and a logo"'], []),
        (['Prompt: "@image1", then more of it'], []),
    ],
)
def test_a_fence_may_call_a_part_of_it_the_prompt(mark, lines, prompts):
    page = "".join(f"{mark}{line}\n" for line in ["```text", *lines, "```"])
    document = SourceDocument("a.md", page)
    roots = [root for root in host.roots(document) if isinstance(root, Root)]
    assert [root.value["prompt"] for root in roots] == prompts
    for root, prompt in zip(roots, prompts, strict=True):
        span = root.tree().find(("prompt",)).span
        assert page[slice(*span)].replace(f"\n{mark}", "\n") == prompt
