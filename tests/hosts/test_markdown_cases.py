"""Markdown: galleries, which show a prompt, what went in and what came out, and pages with many prompts."""

import pytest

from seedance_lint.hosts.prose.tags import mentions
from seedance_lint.syntax.grammar import entries
from tests.hosts.places import read

TAGGED = "@Image1 rows @Image2 over the lake at dawn, gulls rise."
PLAIN = "A fisherman rows over the lake at dawn, the camera tracks slowly behind him."
PICTURES = '<img src="https://x.io/7/Image1.webp" alt="a"> <img src="https://x.io/7/Image2.webp" alt="b">'
CLIP = '<a href="https://x.io/7/out.mp4"><img src="https://x.io/7/out.thumb.webp"></a>'


def case(prompt, pictures=PICTURES, given="Input", shown="Result", title="Seedance 2.0"):
    return f"# {title}\n\n### 007-lake\n\n{prompt}\n\n**{given}:**\n\n{pictures}\n\n**{shown}:**\n\n{CLIP}\n"


def found(page):
    return [root.value for root in read("a.md", page)]


def test_a_line_above_the_fence_with_the_prompt_is_no_prompt() -> None:
    told = f"*{PLAIN}*\n\n**Prompt:**\n```\n{TAGGED}\n```"
    assert [value["prompt"] for value in found(case(told))] == [TAGGED]


URLS = ["https://x.io/7/Image1.webp", "https://x.io/7/Image2.webp"]
CASES = [
    (case(TAGGED), {"prompt": TAGGED, "image_urls": URLS}),
    (case(TAGGED, given="输入", shown="结果"), {"prompt": TAGGED, "image_urls": URLS}),
    (case(TAGGED, PICTURES.replace("Image1", "Image3")), {"prompt": TAGGED}),  # other pictures than those of the tags
    (case(TAGGED, PICTURES[:50]), {"prompt": TAGGED}),  # not all of them
    (case(TAGGED, f"![a]({URLS[0]}) ![b]({URLS[1]})"), {"prompt": TAGGED, "image_urls": URLS}),
    (
        case("@Video1 moves on, the man of @Image1 leaves the pier at dusk.", f'<a href="https://x.io/Video1.mp4"><img src="https://x.io/Video1.jpg"></a> {PICTURES[:49]}'),
        {"prompt": "@Video1 moves on, the man of @Image1 leaves the pier at dusk.", "image_urls": URLS[:1], "video_urls": ["https://x.io/Video1.mp4"]},
    ),
    (
        case("@Video1 moves on, the man of @Image1 leaves the pier at dusk.", f'<a href="https://x.io/Video1.mp4"> {PICTURES[:49]}'),  # never closed
        {"prompt": "@Video1 moves on, the man of @Image1 leaves the pier at dusk.", "image_urls": URLS[:1], "video_urls": ["https://x.io/Video1.mp4"]},
    ),
    (case("Turn @Image1 and @Image2 upside down"), {"prompt": "Turn @Image1 and @Image2 upside down", "image_urls": URLS}),  # short
    (case("颠倒@图1和@图2的故事"), {"prompt": "颠倒@图1和@图2的故事", "image_urls": URLS}),
    (case(PLAIN), {"prompt": PLAIN, "image_urls": URLS}),
    (case(f"{PLAIN}\n\nRain sets in."), {"prompt": f"{PLAIN}\nRain sets in.", "image_urls": URLS}),
    (case("@Image1 rows over the lake at dawn, gulls rise."), {"prompt": "@Image1 rows over the lake at dawn, gulls rise.", "image_urls": URLS}),  # and more
    (case("@Image1 rows like @Video1 at dawn, gulls rise."), {"prompt": "@Image1 rows like @Video1 at dawn, gulls rise."}),  # not all of them
]  # fmt: skip


@pytest.mark.parametrize(("page", "request_"), CASES)
def test_a_case_of_a_gallery_has_its_prompt_in_front_and_its_files_where_they_are_those_of_the_tags(page, request_):
    assert found(page) == [request_]


@pytest.mark.parametrize(
    "page",
    [
        case(PLAIN, title="Kling"),
        case(PLAIN, given="Notes", shown="Credits"),
        case(PLAIN, "the picture", given="Input").replace(CLIP, "a clip in JSON"),  # the description of an endpoint
        case("@Image1 and @Image2"),
        case("颠倒@图1和@图2的故事", given="Notes", shown="Credits"),
        case(f"The endpoint generates a video. {PLAIN}"),
        f"# Seedance 2.0\n\n### Lake\n\n{PLAIN}\n\n### Pier\n\n**Result:**\n\n{CLIP}\n",
    ],
)
def test_other_texts_in_front_of_pictures_are_none(page):
    assert found(page) == []


def fences(*texts, between="\n"):
    return "# Seedance 2.0\n\n**Prompt:**\n\n" + between.join(f"```\n{text}\n```\n" for text in texts)


def test_fences_one_behind_another_are_called_the_same():
    short = "The camera finds a heron in the reeds at dawn."
    assert [each["prompt"] for each in found(fences(PLAIN, short))] == [PLAIN, short]
    assert [each["prompt"] for each in found(fences(PLAIN, short, between="\nWhat came out:\n\n"))] == [PLAIN]


def test_among_many_prompts_one_may_speak_to_its_maker():
    asked = "Use a funny meme to show how your dog and the neighbor's cat share a boat."
    page = fences(*(f"{PLAIN} Take {number}." for number in range(3)), between="\n**Prompt:**\n\n")
    for text, is_prompt in [(asked, True), (f"You are a critic of films. {asked}", False)]:
        added = page + f"\n**Prompt:**\n\n```\n{text}\n```\n"
        assert (text in [each["prompt"] for each in found(added)]) == is_prompt
    assert [each["prompt"] for each in found(fences(PLAIN, asked, between="\n**Prompt:**\n\n"))] == [PLAIN]
    for above in ("", "## Boats\n\n"):
        assert asked in [each["prompt"] for each in found(f"{page}\n{above}**Prompt:** {asked}\n")]
    short = "Wide shot, dolly, close-up: name tag."  # it reads like a film, and speaks of tags
    assert short in [each["prompt"] for each in found(f"{page}\n## Badge\n\n**Prompt:**\n\n```\n{short}\n```\n")]
    assert short not in [each["prompt"] for each in found(f"{page}\n## Badge\n\n**Prompt:** {short}\n")]


def test_every_word_for_a_kind_of_file_is_seen_at_a_glance():
    words = [word for word, terminal, _ in entries() if terminal in ("IMAGE_WORD", "VIDEO_WORD", "AUDIO_WORD")]
    assert len(words) > 50
    assert [word for word in words if not mentions(f"@{word}1")] == []


def test_names_of_people_are_no_tags_at_a_glance():  # as on every page of releases
    assert not mentions("Thanks to @billington, @fotheringham, @picassonova.")


SCENE = "A kiln master opens the kiln door at dawn, the camera pushes in, embers glow and smoke drifts across the yard of the old pottery."
SHORT = "A heron waits in the reeds at dawn, static wide shot, two-shot of its chicks."
CALLED_BY_THE_PAGE = [
    (f"---\nmodel: Seedance 2.5\n---\n\n## Prompt\n\n```\n{SCENE}\n```\n", SCENE),  # the only heading
    (f"# Prompt examples for Seedance 2\n\n## Heron\n\n{SHORT}\n", SHORT),
    (f"# Seedance 2.0 prompt gallery\n\n```\n{SHORT}\n```\n", SHORT),
    (f"# Seedance 2.0\n\n**Prompt:**\n\n![kiln](https://x.io/a.png)\n\n{SCENE}\n", SCENE),
    (f"# Seedance 2.0\n\n## Fog\n\n**Example**: `{SCENE}`\n", SCENE),
    (f"# Seedance 2.0\n\n### 示例\n\n**Kiln**:\n```\n{SCENE}\n```\n", SCENE),
    (f"# Examples of the community\n\nWith Seedance 2.0.\n\n## Craft\n\n**Kiln**\n\n`{SCENE}`\n", SCENE),
]


NUMBERED = "0-4秒：低角度慢推，素材图1中的老茶师立于山崖。\n4-8秒：特写，茶汤注入杯中，素材图2中的茶馆亮起灯，镜头缓慢拉远。"


def test_a_number_makes_materials_those_of_a_film():
    page = f"# Seedance 提示词示例库\n\n## 示例一\n\n```\n{NUMBERED}\n```\n"
    assert [each["prompt"] for each in found(page)] == [NUMBERED]
    assert found(page.replace("素材图1", "素材")) == []


def test_an_example_in_a_row_of_them_is_one_like_the_others():
    changed = "视频1中的歌手换成图片1的鼓手，动作完全模仿原来的视频，不要切镜，乐队在雨夜的码头演奏到天亮。"
    page = "# Seedance 2.0\n\n" + "".join(f"### 示例{number}\n\n```\n{NUMBERED}\n{number}\n```\n\n" for number in "一二三")
    assert changed in [each["prompt"] for each in found(page + f"### 示例四\n\n```\n{changed}\n```\n")]
    assert changed not in [each["prompt"] for each in found(page + f"## 说明\n\n```\n{changed}\n```\n")]


def test_below_a_request_for_a_picture_is_no_prompt_for_a_video():
    page = f"# Seedance 2.0\n\n```\n你的需求：ASKED\n\n提示词：\n{PLAIN}\n```\n"
    assert found(page.replace("ASKED", "生成一张湖上的渔船")) == []
    assert [each["prompt"] for each in found(page.replace("ASKED", "湖上的渔船"))] == [PLAIN]


def test_the_header_of_a_style_is_no_prompt():
    for heading, count in (("Style header", 0), ("Prompt", 1)):
        assert len(found(f"# Seedance 2.0\n\n## {heading}\n\n```\n{SCENE}\nHandheld, bokeh, backlight, film grain.\n```\n")) == count


@pytest.mark.parametrize("label", ["**优质示例**：", "**Good example**:", "**المطالبة:**"])
def test_what_is_called_a_good_example_is_one(label):
    text = "A heron waits in the reeds at dawn, static wide shot, two chicks wake beside it and shake the dew off."
    assert [each["prompt"] for each in found(f"# Seedance 2.0\n\n## Birds\n\n{label}\n\n```\n{text}\n```\n")] == [text]
    assert found(f"# Seedance 2.0\n\n## Birds\n\n**Birds**:\n\n```\n{text}\n```\n") == []


@pytest.mark.parametrize(("page", "prompt"), CALLED_BY_THE_PAGE)
def test_what_the_page_calls_a_prompt(page, prompt):
    assert [each["prompt"] for each in found(page)] == [prompt]


@pytest.mark.parametrize(
    "page",
    [
        *[page.replace("Seedance", "Kling") for page, _ in CALLED_BY_THE_PAGE],
        f"# Seedance 2.0\n\n## Heron\n\n{SHORT}\n",
        f"# Prompt examples for Seedance 2\n\n## Heron\n\n{SHORT}\n\nMore of it.\n",
        f"# Seedance 2.0\n\n## Craft\n\n**Kiln**\n\n`{SCENE}`\n",
        f"# Prompt examples for Seedance 2\n\n## Heron\n\nUse this: {SHORT}\n",
    ],
)
def test_what_nothing_calls_one_is_none(page):
    assert found(page) == []
