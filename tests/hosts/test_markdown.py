"""Markdown: the same fenced blocks as a CommonMark parser finds, and everything in them at its place in the file."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from seedance_lint.hosts import HostFailure, Passed, Root
from seedance_lint.hosts import markdown as host
from seedance_lint.hosts.located import Template
from seedance_lint.hosts.markdown_blocks import Scanner
from seedance_lint.profiles import load_profile
from seedance_lint.requests import find_requests
from seedance_lint.source import SourceDocument, Span
from tests.hosts.places import only, pieces, read, strings

MARKS = [
    "",
    "> ",
    "> > ",
    ">",
    "- ",
    "  ",
    "1. ",
    "10) ",
    "   ",
    "* ",
    "    ",
    "     ",
    "  > ",
    "   > ",
    "- > ",
    "-     ",
    "<div>",
    "<p>x</p>",
    "<pre>",
]
TEXTS = [
    "```json",
    "~~~json",
    "````json",
    "```",
    "~~~",
    "````",
    "text",
    "{",
    "}",
    "  x",
    "",
    "<!-- ```json",
    "-->",
    "```json```",
    "# h",
    "---",
    "- a",
    " ```js",
    "``` yaml x=1",
]


def blocks(text: str) -> list[tuple[str, str]]:
    return [(block.language, block.made.value.rstrip()) for block in Scanner(text).blocks() if block.language]


def blocks_of_commonmark(text: str) -> list[tuple[str, str]]:
    fences = [token for token in MarkdownIt().parse(text) if token.type == "fence"]
    return [(token.info.split()[0], token.content.rstrip()) for token in fences if token.info.strip()]


@given(
    st.lists(st.tuples(st.sampled_from(MARKS), st.integers(1, 4), st.lists(st.sampled_from(TEXTS), min_size=4, max_size=4)), max_size=5),
    st.sampled_from(["", "\n"]),
)
def test_blocks_are_those_of_commonmark(groups, end) -> None:
    text = "\n".join(mark + line for mark, count, lines in groups for line in lines[:count]) + end
    assert blocks(text) == blocks_of_commonmark(text)
    for block in Scanner(text).blocks():
        assert all(text[slice(*span)] == character for character, span in pieces(block.made))


SAME = [
    "```json\n1\n```\n~~~ yaml title=x\n2\n~~~\n",
    "```js{1,3}\n1\n```",
    "````json\n```\n````",
    "```json\nno end\n",
    "> ```json\n> 1\nout\n",
    "- a\n\n  ```json\n  1\n\n  2\n  ```\n- b\n",
    "1. a\n   - b\n     ```json\n     1\n     ```\n",
    "- ```json\n  1\nout\n",
    "    ```json\n    1\n    ```\n",
    "text\n```json\n1\n```",
    "<!--\n```json\n1\n```\n-->\n",
    "<details>\n```json\n1\n```\n\n```json\n2\n```\n</details>\n",
    "<script>\n\n```json\n1\n```\n</script>\n",
    "- \n\n  ```json\n1\n```",
    "a\n10) ```json\n1\n```",
    "\t```json\n\t1\n",
    "1.\ta\n\n\t```json\n\t1\n\t```\n",
    "``` `json\n1\n```",
]


@pytest.mark.parametrize("text", SAME)
def test_blocks_are_those_of_commonmark_here(text) -> None:
    expected = [(language.partition("{")[0], content) for language, content in blocks_of_commonmark(text)]
    assert blocks(text) == expected
    assert blocks(text.replace("\n", "\r\n")) == [(language, content.replace("\n", "\r\n")) for language, content in expected]


@given(
    st.fixed_dictionaries({"prompt": st.text(st.sampled_from('@Image1 as"\\\n\t中🎬é>`-')), "image_urls": st.lists(st.text(), max_size=2)}),
    st.sampled_from(["", "> ", "  ", "> > ", "   ", "     > "]),
    st.sampled_from(["```", "~~~", "`````"]),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_places_in_containers(value, mark, fence, end, ascii) -> None:
    written = json.dumps(value, indent=2, ensure_ascii=ascii)
    lines = ["# é🎬", "", "- item", "", *(mark + line for line in [f"{fence}json", *written.split("\n"), fence])]
    text = end.join(lines)
    (root,) = [root for root in read("a.md", text) if isinstance(root, Root)]
    assert root.value == value
    tree = root.tree()
    for path, string in strings(value):
        node = tree.find(path)
        source_map = node.form.source_map(text)
        assert source_map.value == string
        assert json.loads(text[slice(*node.span)]) == string
        for character, span in pieces(source_map):
            assert json.loads(f'"{text[slice(*span)]}"') == character
        assert text[slice(*tree.find_key(path).span)] == f'"{path[0]}"' if len(path) == 1 else True


LANGUAGES = [
    ("json", '{"prompt": "p"}'), ("jsonl", '{"prompt": "p"}'), ("yaml", "prompt: p"), ("YML", "prompt: p"), ("python", "f(prompt='p')"),
    ("py", "{'prompt': 'p'}"), ("js", "f({prompt: 'p'})"), ("typescript", "f({prompt: 'p' as string})"), ("tsx", "f({prompt: `p`})"),
    ("prompt", "p"), ("seedance", "p"), ("{.json}", '{"prompt": "p"}'), ("json title='x'", '{"prompt": "p"}'),
]  # fmt: skip


@pytest.mark.parametrize(("language", "written"), LANGUAGES)
def test_blocks_of_every_language(language, written) -> None:
    (root,) = read("a.md", f"# T\n\n> ~~~{language}\n> {written}\n> ~~~\n")
    ((request,), _) = find_requests(root.value, load_profile("seedance-2.0"))
    assert request.prompt == "p"


@pytest.mark.parametrize("language", ["", "text", "jsonc", "json5", "promptly"])
def test_blocks_of_other_languages_are_left_alone(language) -> None:
    assert read("a.md", f"```{language}\n{{\"prompt\": 'p'\n```\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "```bash\nimport { fal } from 'x';\nf({prompt: 'p'});\n```\n",
        "```sh\nconst f = g();\nf({prompt: 'p'});\n```\n",
        "```bash\nimport client\nclient.f({'prompt': 'p'})\n```\n",
        '```typescript\nPOST /v1/videos\nContent-Type: application/json\n\n{"prompt": "p"}\n```\n',
    ],
)
def test_the_text_of_a_block_may_be_in_another_language_than_its_fence_says(text) -> None:
    root = only("a.md", text)
    assert root.value == {"prompt": "p"}
    start, end = root.tree().find(("prompt",)).form.source_map(text).to_file(Span(0, 1))
    assert text[start - 1 : end + 1].strip("'\"") == "p"


def test_a_prompt_in_a_block_has_front_matter_and_no_last_line_break() -> None:
    text = "> ```prompt\n> ---\n> image_urls: [a]\n> ---\n> @Image1\n> as scene\n> ```\n"
    (root,) = read("a.md", text)
    assert root.value == {"prompt": "@Image1\nas scene", "image_urls": ["a"]}
    source_map = root.tree().find(("prompt",)).form.source_map(text)
    assert text[slice(*source_map.to_file(Span(8, 10)))] == "as"
    assert not source_map.is_contiguous(Span(0, 10))


def test_a_change_that_needs_a_line_of_its_own_is_not_written_into_marks() -> None:
    for text, encoded in (
        ("```prompt\na\n```", "x\ny"),
        ("> ```prompt\n> a\n> ```", None),
        ('> ```json\n> {"prompt": "a"}\n> ```', "x\\ny"),
    ):
        (root,) = read("a.md", text)
        assert root.tree().find(("prompt",)).form.encode("x\ny", 0) == encoded


def test_a_broken_block_is_a_failure_where_it_mentions_a_prompt() -> None:
    text = '```json\n{"a": ...}\n```\n\n- ```json\n  {"prompt": oops}\n  ```\n\n```yaml\nprompt: p\n```\n'
    failure, root = read("a.md", text)
    assert isinstance(failure, HostFailure)
    assert SourceDocument("a.md", text).position(failure.offset)[:2] == (6, 14)
    assert root.value == {"prompt": "p"}


def test_comments() -> None:
    text = "<!-- one -->\n\na <!-- two --> `<!-- no -->`\n\n> ```yaml\n> # three\n> prompt: '# no' # four\n> ```\n\n```json\n<!-- no -->\n```\n<!-- five\nstill -->\n"
    comments = list(host.comments(SourceDocument("a.md", text)))
    assert [(comment.text, comment.own_line) for comment in comments] == [
        ("one", True), ("two", False), ("three", True), ("four", False), ("five\nstill", True)
    ]  # fmt: skip
    assert all(text[comment.span.start] in "<#" for comment in comments)


@pytest.mark.parametrize("mark", ["> ", "- ", "1. "])
def test_a_hundred_quotes_and_lists_in_each_other_are_followed(mark):
    within, beyond = (list(host.roots(SourceDocument("a.md", f"{mark * deep}```prompt\n"))) for deep in (100, 101))
    assert len(within) == 1
    assert beyond == []


def test_marks_of_code_inside_a_comment_are_none_of_the_line():
    text = "<!-- ` --> <!-- seedance-lint: ignore[zero-index] -->\n`` ` <!-- a -->"
    assert [text[slice(*comment.span)] for comment in host.comments(SourceDocument("a.md", text))] == [
        "<!-- ` -->",
        "<!-- seedance-lint: ignore[zero-index] -->",
    ]


def around(root: Root) -> list[tuple[str, str]]:
    return [(clue.kind, clue.text) for clue in root.around]


def test_headings_stand_around_a_block_with_the_nearest_first() -> None:
    text = (
        "---\ntitle: Page\nprofile: ark-2.5\n---\n# A #\n\n## B\n\nC\n---\n\n<h3 align='x'>D</h3>\n\n### E `e`\n\n"
        '> #### F\n>\n> ```json title="fal.json"\n> {"prompt": "p"}\n> ```\n\n## G\n\n```js cURL {1,3}\nf({prompt: \'p\'})\n```\n'
    )
    first, second = read("a.md", text)
    page = [("heading", "A"), ("profile", "ark-2.5"), ("heading", "Page")]
    assert around(first) == [("heading", "fal.json"), ("heading", "F"), ("heading", "E `e`"), ("heading", "C"), *page]
    assert around(second) == [("call", "f"), ("heading", "cURL"), ("heading", "G"), *page]
    assert all(text[slice(*clue.span)] == clue.text for root in (first, second) for clue in root.around)
    html = only("a.md", "<h2 id=x>Fal</h2>\n\n```prompt\np\n```\n")
    assert around(html) == [("heading", "Fal")]


FOUND = [
    ("```\n@Image1 walks slowly along the pier.\n```\n", "@Image1 walks slowly along the pier."),
    ("~~~ text\n以@图片1为首帧，女孩撑开伞，镜头缓缓拉远。\n~~~\n", "以@图片1为首帧，女孩撑开伞，镜头缓缓拉远。"),
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
    "```\n@图片1  - 第1张图片\n@图片12 - 第12张图片\n```",
    "```text\n$ git log --oneline\n1a2b3c4 Name @Image0 in the docs of the tool\n```",
    '```diff\n- prompt: "@Image0 walks along the street at night"\n```',
    "```\n@image1 = Image.new(name: 'a')\nputs @image1.name and then some more\n```",
    "```\na.json:3:14: error: `@Image3` points past the two images of this request\n```",
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
ALONE = [
    f"```\n{FILM}\n```\n",
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


@pytest.mark.parametrize(
    "text",
    [
        f"{FILM}\n",
        f"- {FILM}\n",
        f"**Negative prompt:**\n\n```\n{FILM}\n```\n",
        f"```\nNegative: no camera shake\n{FILM}\n```\n",
        f"```\nWrite a prompt. {FILM}\n```\n",
        f"> You need to say it all: {FILM}\n",
        f"```\n❌ {FILM}\n```\n",
        "```\nWide shot, close-up, slow dolly, tracking, handheld, macro\n```\n",
    ],
)
def test_other_texts_about_films_are_no_prompts(text) -> None:
    assert read("a.md", f"# Seedance 2.0\n\n{text}") == []


def test_a_section_that_speaks_of_seedance_calls_any_scene_a_prompt() -> None:
    page = f"## Boats\n\n> A Seedance prompt of a member.\n\n**Prompt:**\n\n```\n{FISHERMAN}\n```\n"
    assert only("a.md", f"# Seedance 2.0\n\n{page}").value == {"prompt": FISHERMAN}
    assert read("a.md", f"# Seedance 2.0\n\n{page.replace('Seedance prompt', 'prompt')}") == []


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
        f"- **Prompt:** {CAMERA}\n",
        f"| # | Prompt |\n|---|---|\n| 1 | {CAMERA} |\n",
        f"```\n{CAMERA}\n```\n",
        f"**Image prompt:** {CAMERA}\n",
        f"### Nano Banana\n\n**Prompt:** {CAMERA}\n",
        f"**Prompt:** Describe {CAMERA.lower()} You can say what you like.\n",
        "**Prompt:** a camera\n",
        "**Prompt:** A fisherman rows over the lake at dawn while the gulls rise.\n",
        f"## Prompts\n\n**GPT Image 2 – a grid**\n\n```\n{CAMERA}\n```\n",
        f"| Prompt quality | Why |\n|---|---|\n| {CAMERA} | good |\n",
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
]
NO_TEMPLATES = [
    "```\n@Image1 walks slowly along the pier. [Cut] [Handheld kinetic] She runs in the rain.\n```",
    '```\n@Image1 [calm]: "You are late", she says and closes the door. [0-3s] Rain.\n```',
    "```\n[Scene]\n@Image1 walks along the pier, {快跑，他来了！} <br>she runs.\n```",
]


def test_templates_are_passed_over() -> None:
    for text in TEMPLATES:
        (passed,) = read("a.md", text)
        assert isinstance(passed, Passed), text
        assert passed.offset == text.index("@") - (text[text.index("@") - 1] == "在")
    assert all(isinstance(only("a.md", text), Root) for text in NO_TEMPLATES)


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
    (f"- @Audio1: s.mp3\n\n{PROMPT}", {"audio_urls": ["{}"]}, "s.mp3"),
    (f"- @Image1: a.png\n\n- @Image1: b.png\n- @Image2: c.png\n\n{PROMPT}", {"image_urls": ["{}", "{}"]}, "b.png"),
]


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


def test_a_video_below_a_prompt_without_tags_is_what_was_made_of_it() -> None:
    prompt = f"# Seedance 2.0\n\n**Prompt:** {CAMERA}\n"
    assert only("a.md", f"{prompt}\nVideo: made.mp4\n").value == {"prompt": CAMERA}
    assert only("a.md", f"{prompt}\nVideos: a.mp4, b.mp4\n").value == {"prompt": CAMERA, "video_urls": ["{}", "{}"]}
    assert only("a.md", f"# Seedance 2.0\n\nVideo: a.mp4\n\n**Prompt:** {CAMERA}\n").value == {"prompt": CAMERA, "video_urls": ["{}"]}


def test_a_marked_fence_has_the_files_of_the_page_unless_it_names_its_own() -> None:
    text = "Images: a.png, b.png\n\n```prompt\n@Image1\n```\n\n```prompt\n---\nimage_urls: [https://x.io/c.png]\n---\n@Image1\n```\n"
    first, second = read("a.md", text)
    assert first.value == {"prompt": "@Image1", "image_urls": ["{}", "{}"]}
    assert text[slice(*first.tree().find(("image_urls", 1)).span)] == "b.png"
    assert text[slice(*first.tree().find(("prompt",)).span)] == "@Image1"
    assert second.value == {"prompt": "@Image1", "image_urls": ["https://x.io/c.png"]}


def test_a_comment_is_about_the_prompt_behind_it() -> None:
    text = "<!-- seedance-lint: ignore -->\n\n> **Prompt:** @Image1 walks slowly along\n> the pier.\n"
    (comment,) = host.comments(SourceDocument("a.md", text))
    assert text[slice(*comment.about)] == "@Image1 walks slowly along\n> the pier."


def test_mdx() -> None:
    text = (
        'import X from \'./x\'\n\n{/* seedance-lint: ignore\n```json\n{"prompt": "no"}\n```\n*/}\n\n<Tabs>\n  <Tab title="a">\n'
        '      ```json a.json\n      {"prompt": "p"}\n      ```\n  </Tab>\n</Tabs>\n\n<div>\n```prompt\nq\n```\n</div>\n'
    )
    first, second = read("a.mdx", text)
    assert (first.value, second.value) == ({"prompt": "p"}, {"prompt": "q"})
    assert around(first) == [("heading", "a.json")]
    (comment,) = host.comments(SourceDocument("a.mdx", text))
    assert comment.text.startswith("seedance-lint: ignore\n")
    assert read("a.qmd", "```{python}\nf(prompt='p')\n```\n")[0].value == read("a.Rmd", "```{python}\nf(prompt='p')\n```\n")[0].value


def test_a_fence_without_a_language_is_read_as_what_it_begins_with() -> None:
    assert only("a.md", '```\n{"prompt": "p"}\n```\n').value == {"prompt": "p"}
    assert read("a.md", '```\n{"prompt": ...}\n```\n') == []


def test_a_note_below_a_prompt_is_no_prompt():
    page = "## Prompt\n\n```\n@Image1 crosses the old bridge at dawn, slowly.\n```\n\n> **Note:** the older way to write it, @Image1 and @Image2, is an older syntax\n"
    document = SourceDocument("a.md", page)
    assert [root.value["prompt"] for root in host.roots(document) if isinstance(root, Root)] == [
        "@Image1 crosses the old bridge at dawn, slowly."
    ]


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
