"""Markdown: which texts are prompts that no request is written around."""

import pytest

from seedance_lint.hosts import Root
from seedance_lint.hosts.markdown import host
from seedance_lint.source import SourceDocument
from tests.hosts.places import around, only, pieces, read
from tests.hosts.test_markdown_films import CAMERA, FILM, FISHERMAN

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


def test_clauses_that_end_with_a_semicolon_are_no_code() -> None:
    text = "0-3 seconds: The fisherman rows over the lake at dawn;\n3-6 seconds: the camera pans to the gulls on the water;\n6-9 seconds: he lifts the oars and laughs."
    assert only("a.md", f"# Seedance 2.0\n\n## Prompt\n\n```\n{text}\n```\n").value == {"prompt": text}
    code = "set the camera to a new Camera(shot);\nlet the shot be camera.shot(zoom);\ncamera = track(shot) and more of the film;"
    assert read("a.md", f"# Seedance 2.0\n\n## Prompt\n\n```\n{code}\n```\n") == []


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
    for other in (page.replace("rowing", "Kling"), page.replace("### Without", "Stills: Midjourney.\n\n### Without")):
        assert len(read("a.md", other)) == 3


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


def test_a_note_below_a_prompt_is_no_prompt():
    page = "## Prompt\n\n```\n@Image1 crosses the old bridge at dawn, slowly.\n```\n\n> **Note:** the older way to write it, @Image1 and @Image2, is an older syntax\n"
    document = SourceDocument("a.md", page)
    assert [root.value["prompt"] for root in host.roots(document) if isinstance(root, Root)] == [
        "@Image1 crosses the old bridge at dawn, slowly."
    ]


SHOTS = (
    "@Image1 is the baker, in the kitchen of @Image2.",
    "**Shot 1:** The baker kneads the dough, the camera pushes in slowly.",
    "**镜头 2**：@Image1 bends over the table, close-up of the hands.",
    "**8-12s:** The bread rises, slow motion.",
    "Warm light, film grain, shallow focus, one take.",
)


@pytest.mark.parametrize("label", ["**Prompt:**", "## Prompt"])
def test_numbers_of_shots_and_times_in_bold_are_no_names_of_something_else(label) -> None:
    page = "# Seedance 2.0\n\n{}\n\n{}\n"
    (root,) = read("a.md", page.format(label, "\n\n".join(SHOTS)))
    assert root.value["prompt"] == "\n".join(SHOTS)
    noted = "\n\n".join(SHOTS).replace("**镜头 2**", "**Camera notes**")
    assert read("a.md", page.format(label, noted))[0].value["prompt"] == "\n".join(SHOTS[:2])


TIMED = "Wide shot of the platform, the camera pans left. 0-3s: @Image1 steps off the train, a price tag still on the coat. 3-6s: close-up of the tag. "
PACED = "The crowd parts, and someone laughs in the back. " * 20


def test_a_long_film_may_have_a_word_that_texts_about_tags_have() -> None:
    text = f"{TIMED}{PACED}".strip()
    assert only("a.md", f"```\n{text}\n```\n").value == {"prompt": text}
    for other in (TIMED, f"{TIMED}The tag is a tag of a tag. {PACED}", f"# The platform\n\n{text}"):
        assert read("a.md", f"```\n{other}\n```\n") == [], other


def test_a_section_of_prompts_may_give_orders_to_the_model() -> None:
    orders = "Use @Video1 as the clip that goes on.\n\nKeep the pace of @Image1.\n\nInclude every pause, {}.\n"
    page = "# Seedance 2.0\n\n## Prompt\n\n{}"
    film = "close-up, shallow depth of field, slow motion, the camera is locked"
    assert len(read("a.md", page.format(orders.format(film)))) == 1
    assert read("a.md", page.format(orders.format("and nothing else"))) == []


@pytest.mark.parametrize("label", ["Image prompt", "首帧生图提示词", "Kling prompt", "Negative prompt"])
def test_a_fence_that_is_called_something_else_is_no_prompt_with_tags_either(label) -> None:
    fence = "```\n@Image1 stands by the window of @Image2 at dawn, fixed camera, warm light.\n```\n"
    page = "# Seedance 2.0\n\n**{}**\n\n{}"
    assert read("a.md", page.format(label, fence)) == []
    assert len(read("a.md", page.format("The window", fence))) == 1


def test_a_sentence_in_front_of_a_fence_does_not_call_it_something_else() -> None:
    fence = "```\n@Image1 stands by the window of @Image2 at dawn, fixed camera, warm light.\n```\n"
    sentence = "Once it is uploaded, name each file in your prompt:"
    assert len(read("a.md", f"# Seedance 2.0\n\n{sentence}\n\n{fence}")) == 1


SPELLINGS = "@Image1 as the subject\nThe coat of @Image2 on the man\nReference the camera movement of @Video1 throughout"


def test_ways_to_write_what_files_are_for_are_no_prompt() -> None:
    assert read("a.md", f"```\n{SPELLINGS}\n```\n") == []
    assert len(read("a.md", f"```\n{SPELLINGS}.\n```\n")) == 1
