"""Markdown: the files that a page names for its prompts."""

import pytest

from seedance_lint.hosts.located import Template
from tests.hosts.places import only, read, strings

CAMERA = "A fisherman rows over the lake at dawn, the camera tracks slowly behind him."
PROMPT = "> @Image1 walks slowly along the pier.\n"
FILES = [
    (f"---\nimages: 2\n---\n{PROMPT}", {"image_urls": ["{}", "{}"]}, "2"),
    (
        f"---\nimage_urls: [https://x.io/a.png, b.png]\ncover: c.png\n---\n{PROMPT}",
        {"image_urls": ["https://x.io/a.png", "{}"]},
        "https://x.io/a.png",
    ),
    (
        f"- `@Image1`: a.png\n- `@Image2` = `b.jpg` — hero\n- @Video1 — https://x.io/v.mp4\n\n{PROMPT}",
        {"image_urls": ["{}", "{}"], "video_urls": ["https://x.io/v.mp4"]},
        "a.png",
    ),
    (f"{PROMPT}\nImages: a.png, https://x.io/b.png\n", {"image_urls": ["{}", "https://x.io/b.png"]}, "a.png"),
    (f"**Files:** a.png and s.mp3\n\n{PROMPT}", {"image_urls": ["{}"], "audio_urls": ["{}"]}, "a.png"),
    (f"| Tag | File |\n|---|---|\n| @Image1 | a.png |\n| @Image3 | c.png |\n\n{PROMPT}", {"image_urls": ["{}", "{}", "{}"]}, "a.png"),
    (
        f"| Tag | File |\n|---|---|\n| `@Image1` (the hero of it) | a.png |\n| as in @Image2 | c.png |\n\n{PROMPT}",
        {"image_urls": ["{}"]},
        "a.png",
    ),
    (f"## A\n\n- @Image1: a.png\n\n## B\n\n{PROMPT}", {}, ""),
    (f"- @Image1 is the hero of the film\n\n{PROMPT}", {}, ""),
    (f"{PROMPT}\nVideo: [made.mp4](https://x.io/made.mp4)\n", {}, ""),
    (f"Audio: s.mp3\n\n{PROMPT}", {}, ""),
    (f"{PROMPT}\nImages: [a.png](https://x.io/a.png), b.png\n", {"image_urls": ["https://x.io/a.png", "{}"]}, "https://x.io/a.png"),
    (f"Attach: `a.png`\n\n{PROMPT}", {"image_urls": ["{}"]}, "a.png"),
    (f"使用ファイル：a.png\n\n{PROMPT}", {"image_urls": ["{}"]}, "a.png"),
    (f"Files for all: @Image1 (a.png), @Audio1 (s.mp3)\n\n{PROMPT}", {"image_urls": ["{}"], "audio_urls": ["{}"]}, "a.png"),
    (f"**References:**\n\n- `@Image1`: the singer\n\n{PROMPT}", {"image_urls": ["{}"]}, "@Image1"),
    (f"**References:**\n\n- @Image1 and @Image2: singers\n\n{PROMPT}", {}, ""),  # not those of the tags
    (f"**Tags:**\n\n- @Image1 the singer\n\n{PROMPT}", {}, ""),
    (f"**References:**\n\nNone of them was kept.\n\n- @Image1 the singer\n\n{PROMPT}", {}, ""),
    (f"**References:**\n\n| a | b |\n|---|---|\n| c | d |\n\n- @Image1 the singer\n\n{PROMPT}", {}, ""),
    (f"| a | b |\n|---|---|\n| c | d |\n\n- @Image1 the singer\n\n{PROMPT}", {}, ""),
    (f"## References\n\n| a | b |\n|---|---|\n\n## P\n\n{PROMPT}", {}, ""),
    (f"{PROMPT}\n## References\n\n- @Image1: a.png\n", {"image_urls": ["{}"]}, "a.png"),
    (
        "".join(f"## References\n\n- @Image1: {name}.png\n\n" for name in "abc") + f"## P\n\n{PROMPT}",  # the last one in front of it
        {"image_urls": ["{}"]},
        "c.png",
    ),
    (f"## References\n\n| Tag | What |\n|---|---|\n| @Image1 | singer |\n\n## Prompt\n\n{PROMPT}", {"image_urls": ["{}"]}, "@Image1"),
    (
        f"## Assets\n\n### 输入素材（a tool）\n\n| 文件 | 用途 |\n|---|---|\n| a.png | @Image1 |\n\n## P\n\n{PROMPT}",
        {"image_urls": ["{}"]},
        "a.png",
    ),
    (f"## A\n\n### References\n\n- @Image1: a.png\n\n## B\n\n{PROMPT}", {}, ""),  # of another film
    (f"## References\n\n- @Image1: a.png\n- @Image2: b.png\n\n## B\n\n{PROMPT}", {}, ""),
    (f"{PROMPT}\n**B**\n\n- @Image1: a.png\n", {}, ""),
    (f"{PROMPT}\n![图片14](https://x.io/14.png)\n", {}, ""),  # a picture of the page
    (f"{PROMPT}\n- @Image7: a.png\n", {}, ""),
    (f"{PROMPT}\n**Files**\n\n- @Image1: a.png\n", {"image_urls": ["{}"]}, "a.png"),
    (f"{PROMPT}\n```\nx\n```\n\n- @Image1: a.png\n", {}, ""),
    (f"- @Audio1: s.mp3\n\n{PROMPT}", {"audio_urls": ["{}"]}, "s.mp3"),
    (f"- @Image1: a.png\n\n- @Image1: b.png\n- @Image2: c.png\n\n{PROMPT}", {"image_urls": ["{}", "{}"]}, "b.png"),
]


TWO = "> @Image1 walks slowly along the pier of @Image2, gulls rise.\n"
GOING_ON = [
    f"- Image 1: a.png\n- Image 2: b.png\n\n{TWO}",
    f"图片1：a.png\n图片2：b.png\n\n{TWO}",
    f"Image 2: b.png\nImage 1: a.png\n\n{TWO}",
    f"Images: a.png\n\nReference images: b.png\n\n{TWO}",
    f"| Prompt | Image 1 | Image 2 |\n|---|---|---|\n| {TWO[2:-1]} | a.png | b.png |\n",
]


@pytest.mark.parametrize("text", GOING_ON)
def test_numbers_go_on_from_file_to_file(text) -> None:
    assert only("a.md", f"# T\n\n{text}").value["image_urls"] == ["{}", "{}"]


def test_a_column_that_may_be_of_results_gives_no_files() -> None:
    head = "| References | Video | Prompt |\n|---|---|---|\n"
    row = "| a.png, b.png | out.mp4 | @Image1 walks slowly along the pier of @Image2, gulls rise. |\n"
    assert set(only("a.md", f"# T\n\n{head}{row}").value) == {"prompt", "image_urls"}
    assert set(only("a.md", f"# T\n\n{head}{row.replace('gulls rise', 'as in @Video1')}").value) == {"prompt"}


@pytest.mark.parametrize(("text", "fields", "first"), FILES)
def test_files_that_a_page_names(text, fields, first) -> None:
    root = only("a.md", text)
    assert root.value == {"prompt": "@Image1 walks slowly along the pier.", **fields}
    tree = root.tree()
    for path, value in strings(fields):
        node = tree.find(path)
        assert isinstance(value, str)
        assert isinstance(node.value, Template) or text[slice(*node.span)] == value
    if fields:
        assert text[slice(*tree.find((next(iter(fields)), 0)).span)] == first


def test_tags_that_are_places_in_one_list_say_nothing_of_kinds() -> None:
    page = (
        "- @Video1: a.mp4\n- @Image2: b.png\n- @Image{n}: c.png\n\n> @Video1 goes on, @Image2 walks slowly along the pier of @Image{n}.\n"
    )
    assert set(only("a.md", page.format(n=3)).value) == {"prompt"}
    assert set(only("a.md", page.format(n=1)).value) == {"prompt", "image_urls", "video_urls"}


def test_items_of_tags_alone_are_one_list() -> None:
    prompt = "@Image1 puts @Image2 on and walks slowly along the pier."
    root = only("a.md", f"**References:**\n\n- @Image1 the singer\n- @Image2 her hat\n\n> {prompt}\n")
    assert root.value == {"prompt": prompt, "image_urls": ["{}", "{}"]}


def test_a_file_that_a_list_leaves_out_has_the_place_of_the_first_one() -> None:
    text = f"| Tag | File |\n|---|---|\n| @Image1 | a.png |\n| @Image3 | c.png |\n\n{PROMPT}"
    tree = only("a.md", text).tree()
    assert [text[slice(*tree.find(("image_urls", index)).span)] for index in range(3)] == ["a.png", "a.png", "c.png"]


def test_a_list_may_begin_with_a_later_file_that_the_prompt_names() -> None:
    root = only("a.md", f"- @Image2: b.png\n\n{PROMPT.replace('1', '2')}")
    assert len(root.value["image_urls"]) == 2


def test_a_row_of_a_table_names_the_files_of_its_prompt() -> None:
    head = "# Seedance 2.0\n\n| Prompt | Files | Note |\n|---|---|---|\n"
    first, second = read(
        "a.md", f"{head}| @Image1 walks slowly along the pier of the town. | a.png | b.png |\n| {CAMERA} {CAMERA} |  |  |\n"
    )
    assert first.value == {"prompt": "@Image1 walks slowly along the pier of the town.", "image_urls": ["{}"]}
    assert second.value == {"prompt": f"{CAMERA} {CAMERA}"}


def test_a_row_of_a_table_may_name_files_of_several_kinds_in_front_of_its_prompt() -> None:
    prompt = "@Image1 walks slowly along the pier of the town."
    page = f"# Seedance 2.0\n\n| Images | Audio | Prompt |\n|---|---|---|\n| a.png | s.mp3 | {prompt} |\n"
    assert only("a.md", page).value == {"prompt": prompt, "image_urls": ["{}"], "audio_urls": ["{}"]}


SCENE = "0-4s: @Image1 walks along the pier.\n4-8s: close-up of @Image2, gulls rise."


@pytest.mark.parametrize(
    ("part", "count"),
    [
        ("[References]\n@Image1 the singer\n@Image2: her hat", 2),
        ("【素材引用】\n- @Image1-2 歌手", 2),
        ("References:\n@Image1 the singer", 0),  # not all of them
        ("[References]\nThe same as before.\n@Image1, @Image2", 0),
        ("[Sound]\n@Image1 sings\n@Image2 hums", 0),
    ],
)
def test_a_part_of_a_prompt_may_list_its_files(part, count) -> None:
    text = f"# Seedance 2.0\n\n> quote\n\n```\n{SCENE}\n\n{part}\n```\n"
    root = only("a.md", text)
    assert root.value == {"prompt": f"{SCENE}\n\n{part}", **({"image_urls": ["{}"] * count} if count else {})}
    if count:
        assert text[slice(*root.tree().find(("image_urls", 0)).span)].startswith("@Image1")


def test_a_video_below_a_prompt_without_tags_is_what_was_made_of_it() -> None:
    prompt = f"# Seedance 2.0\n\n**Prompt:** {CAMERA}\n"
    assert only("a.md", f"{prompt}\nVideo: made.mp4\n").value == {"prompt": CAMERA}
    assert only("a.md", f"{prompt}\nVideos: a.mp4, b.mp4\n").value == {"prompt": CAMERA, "video_urls": ["{}", "{}"]}
    assert only("a.md", f"# Seedance 2.0\n\nVideo: a.mp4\n\n**Prompt:** {CAMERA}\n").value == {"prompt": CAMERA, "video_urls": ["{}"]}


def test_a_marked_fence_has_the_files_that_are_listed_by_its_tags_alone() -> None:
    page = "**References:**\n\n- @Image1 the singer\n\n```prompt\n@Image1 sings\n```\n"
    assert only("a.md", page).value == {"prompt": "@Image1 sings", "image_urls": ["{}"]}
    assert only("a.md", page.replace("@Image1 sings", "@Image2 sings")).value == {"prompt": "@Image2 sings"}


def test_a_marked_fence_has_the_files_of_the_page_unless_it_names_its_own() -> None:
    text = "Images: a.png, b.png\n\n```prompt\n@Image1\n```\n\n```prompt\n---\nimage_urls: [https://x.io/c.png]\n---\n@Image1\n```\n"
    first, second = read("a.md", text)
    assert first.value == {"prompt": "@Image1", "image_urls": ["{}", "{}"]}
    assert text[slice(*first.tree().find(("image_urls", 1)).span)] == "b.png"
    assert text[slice(*first.tree().find(("prompt",)).span)] == "@Image1"
    assert second.value == {"prompt": "@Image1", "image_urls": ["https://x.io/c.png"]}


LISTED = [
    ("**References to upload:**\n\n- `a.png` (the pier)\n- `b.png` - gulls\n\n", {"image_urls": 2}),
    ("**Attach:**\n\n- a.png\n- b.mp4: the moves\n\n", {"image_urls": 1, "video_urls": 1}),
    ("**Settings:**\n\n- a.png (the pier)\n\n", {}),
]


@pytest.mark.parametrize(("text", "counts"), LISTED)
def test_a_list_of_files_says_more_of_each(text, counts) -> None:
    root = only("a.md", f"# Seedance 2.0\n\n## Pier\n\n{text}**Prompt:**\n\n```\n{CAMERA}\n```\n")
    assert {name: len(files) for name, files in root.value.items() if name != "prompt"} == counts


DEFINED = [
    ("`@Image1` = the singer, `@Image2` = the pier.", 2),
    ("素材：@图片1（歌手），@图片2（码头）", 2),
    ("素材：@图片1-2（歌手与码头）", 2),
    ("素材：@图片1-3（歌手与码头）", 0),
    ("@Image1 = the singer", 0),  # not all of them
    ("@Image1 and @Image2 stay the same in all of it.", 0),
]


@pytest.mark.parametrize(("line", "count"), DEFINED)
def test_a_line_may_say_what_each_tag_is(line, count) -> None:
    root = only("a.md", f"# Pier\n\n{line}\n\n{TWO}")
    assert len(root.value.get("image_urls", [])) == count


def test_pictures_in_the_cell_beside_a_prompt() -> None:
    row = '| <img src="https://x.io/a.png" width="90"> <img src="https://x.io/b.png"> | @Image1 walks slowly along the pier of @Image2, gulls rise. |\n'
    root = only("a.md", f"| Input | Prompt |\n|---|---|\n{row}")
    assert root.value["image_urls"] == ["https://x.io/a.png", "https://x.io/b.png"]
    assert "image_urls" not in only("a.md", f"| Input | Prompt |\n|---|---|\n{row.replace('<img', 'such as <img', 1)}").value


def test_the_front_matter_lists_files_with_their_kinds() -> None:
    page = "---\ninputs:\n  - kind: image\n    url: https://x.io/a.png\n  - kind: video\n    url: https://x.io/b.mp4\n---\n\n" + PROMPT
    assert {name: len(files) for name, files in only("a.md", page).value.items() if name != "prompt"} == {"image_urls": 1, "video_urls": 1}
    assert list(only("a.md", page.replace("kind: video", "kind: other").replace("b.mp4", "b")).value) == ["prompt"]
    assert list(only("a.md", page.replace("inputs:", "assets:")).value) == ["prompt"]  # what came out is among them


BODY = '{"mode": "reference", "image_files": ["singer URL", "https://x.io/pier.png"], "video_files": ["walk URL"], "duration": 8}'
FILMED = "The camera tracks @image_file_1 slowly along the pier of @image_file_2, gulls rise, she walks as in @video_file_1."
BODIES = [
    (f"**API parameters:**\n```json\n{BODY}\n```", {"image_urls": ["{}", "https://x.io/pier.png"], "video_urls": ["{}"]}),
    (f"**API 参数：**\n\n```json\n{BODY}\n```", {"image_urls": ["{}", "https://x.io/pier.png"], "video_urls": ["{}"]}),
    (f"Request body:\n\n```jsonc\n{BODY}\n```", {"image_urls": ["{}", "https://x.io/pier.png"], "video_urls": ["{}"]}),
    (f"**Response:**\n```json\n{BODY}\n```", {}),  # what came back
    (f"**API parameters:**\n\nOf another film:\n\n```json\n{BODY}\n```", {}),
    (f"## API parameters\n\n```json\n{BODY}\n```", {}),
    (f"**API parameters:**\n```json\n{BODY[:-1]}\n```", {}),  # broken
    ("**API parameters:**\n```json\n[1]\n```", {}),
    (f'**API parameters:**\n```json\n{BODY[:-1]}, "prompt": ""}}\n```', {}),  # of its own prompt
    (f'**API parameters:**\n```json\n{BODY[:-1]}, "first_frame_url": "c"}}\n```', {}),  # and one more, of whose number nothing is said
    ('**API parameters:**\n```json\n{"image_files": ["singer URL"]}\n```', {}),  # not those of the tags
    ("**API parameters:**\n```json\n" + BODY.replace('URL"]', 'URL", "..."]') + "\n```", {}),  # and more of them
    ('**API parameters:**\n```json\n{"image_files": 2, "video_files": ["walk URL"]}\n```', {}),
    ('**API parameters:**\n```json\n{"image_files": ["a", "b"], "video_files": [{"url": "c"}]}\n```', {}),
    (f"**API parameters:**\n```yaml\n{BODY}\n```", {}),
]


def prompts(page):
    return [root for root in read("a.md", page) if isinstance(getattr(root, "value", None), dict) and root.value.get("prompt") == FILMED]


@pytest.mark.parametrize(("behind", "files"), BODIES)
def test_the_parameters_below_a_prompt_have_its_files(behind, files) -> None:
    page = f"# Seedance 2.0\n\n## Pier\n\n```\n{FILMED}\n```\n\n{behind}\n"
    (root,) = prompts(page)
    assert root.value == {"prompt": FILMED, **files}
    tree = root.tree()
    for name in files:
        assert [page[slice(*node.span)][:1] for node in tree.find((name,)).children] == ['"'] * len(files[name])


def test_the_parameters_of_the_next_prompt_are_not_those_of_this_one() -> None:
    page = f"# Seedance 2.0\n\n```\n{FILMED}\n```\n\n```\n{FILMED}\n```\n\n**Parameters:**\n```json\n{BODY}\n```\n"
    assert [len(root.value) for root in sorted(prompts(page), key=lambda root: root.offset)] == [1, 3]


UNMARKED = [
    ("| 上传位置 | 素材 |\n|---|---|\n| 图片1 | 渔夫 |\n| 图片2 | 码头 |", 2),
    ("| 上传位置 | 素材 |\n|---|---|\n| 图片1 | 渔夫 |\n| 图片2 | 码头 |\n| 图片3 | 灯塔 |", 0),  # not those of the prompt
    ("- Image 1: the singer\n- Image 2: the pier", 2),
    ("- Image 1 shows the singer\n- Image 2 shows the pier", 0),
    ("- Scene 1: the singer\n- Scene 2: the pier", 0),
]


@pytest.mark.parametrize(("listed", "count"), UNMARKED)
def test_a_list_of_files_may_name_tags_without_their_sign(listed, count) -> None:
    root = only("a.md", f"# Pier\n\n## 素材上传清单\n\n{listed}\n\n## Prompt\n\n{TWO}")
    assert len(root.value.get("image_urls", [])) == count


IN_LINE = [
    ("【参考】@图片1 渔夫，@图片2 码头", 2),
    ("References: @图片1-2 the fisherman and the pier,\nand nothing else", 2),
    ("【参考】@图片1 渔夫", 0),  # not all of them
    ("【声音】@图片1 渔夫，@图片2 码头", 0),
    ("【参考】渔夫 @图片1，码头 @图片2", 0),
]


@pytest.mark.parametrize(("part", "count"), IN_LINE)
def test_a_part_of_a_prompt_may_list_its_files_in_one_line(part, count) -> None:
    page = f"# Seedance 2.0\n\n```\n@图片1 的渔夫沿着 @图片2 的码头慢慢走，镜头拉远。\n\n{part}\n```\n"
    assert len(only("a.md", page).value.get("image_urls", [])) == count


@pytest.mark.parametrize(
    ("line", "files"),
    [
        ("**Upload order:** Image 1 the keeper, Image 2 the pier, Video 1 a walk.", 3),
        ("**上传顺序：** 图片1 守灯人，图片2 码头，视频1 走路的样子", 3),
        ("Uploads: Image 1, Image 2, Video 1", 3),
        ("**Upload order:** Image 1 the keeper, Video 1 a walk.", None),  # the prompt has another tag
        ("**Upload order:** Image 1 the keeper, then the pier, Video 1 a walk.", None),
        ("**Assumptions:** Image 1 the keeper, Image 2 the pier, Video 1 a walk.", None),
    ],
)
def test_files_that_a_line_names_in_their_order(line, files) -> None:
    prompt = "@Image1 walks along the pier of @Image2, as in @Video1, gulls rise."
    page = f"# Seedance 2.0\n\n## The pier\n\n```text\n{prompt}\n```\n\n{line}\n**Style:** calm.\n"
    value = only("a.md", page).value
    assert value["prompt"] == prompt
    assert sum(len(each) for name, each in value.items() if name != "prompt") == (files or 0)
