"""Markdown: prompts that are shown as a span of code, to be copied."""

import pytest

from tests.hosts.places import only, pieces, read

SHORT = "@Image1 walks slowly along the pier."
LONG = "@Image1 walks slowly along the pier of the town while the gulls rise and a bell rings."


@pytest.mark.parametrize(
    ("text", "prompt"), [(f"`{SHORT}`\n\nMore.\n", SHORT), (f"`{LONG}`\n\nMore.\n", LONG), (f"- `{LONG}`\n- b\n", LONG)]
)
def test_a_span_of_code_alone_is_a_prompt(text, prompt) -> None:
    root = only("a.md", text)
    assert (root.value, text[slice(*root.tree().find(("prompt",)).span)]) == ({"prompt": prompt}, prompt)


@pytest.mark.parametrize("text", [f"- `{SHORT}`\n- b\n", f"It is `{LONG}` here.\n", f"`{SHORT}` and `{SHORT}`\n"])
def test_an_item_of_a_few_words_and_code_in_a_sentence_are_none(text) -> None:
    assert read("a.md", text) == []


CODED = "以 `@图片1` 的渔夫为主角，他划过 `@图片2` 的湖面，镜头缓缓跟随，雾气散开。"
BARE = "以 `图片1` 的渔夫为主角，他划过 `图片2` 的湖面，镜头缓缓跟随，雾气散开。"
EXAMPLES = {
    "a quote": f"示例：\n\n> {CODED}\n",
    "a quote with its label": f"> 示例：\n> {CODED}\n",
    "a label in bold": f"**示例**\n\n> {CODED}\n",
    "a label in front": f"- **示例**：{CODED}\n",
    "an item": f"示例：\n\n- {CODED}\n",
    "the second of a list": f"示例：\n\n- 首先上传文件。\n- {CODED}\n",
    "quotes around it": f"示例：\n\n> “{CODED}”\n",
    "a heading": f"### 示例\n\n> {CODED}\n",
    "a paragraph": f"示例：\n\n{CODED}\n",
}


@pytest.mark.parametrize("prompt", [CODED, BARE])
@pytest.mark.parametrize("text", EXAMPLES.values(), ids=EXAMPLES)
def test_tags_in_spans_of_code_in_what_is_called_an_example(text, prompt) -> None:
    page = f"# Seedance 2.0\n\n{text}".replace(CODED, prompt)
    root = only("a.md", page)
    assert root.value == {"prompt": prompt.replace("`", "")}
    made = root.tree().find(("prompt",)).form.source_map(page)
    assert all(page[slice(*span)] == character for character, span in pieces(made))
    for other in (
        page.replace("Seedance", "Kling"),
        page.replace("示例", "说明"),
        page.replace("镜头缓缓跟随", "很慢很慢"),
        page.replace("镜头缓缓跟随", "镜头由 `camera` 控制"),
        page.replace("雾气散开", "说明模型如何用素材"),
    ):
        assert read("a.md", other) == [], other


@pytest.mark.parametrize(
    "text",
    [
        "- `@Image1`, `@Image2`: camera stills\n",
        "- `@Image1` for the face, `@Image2` for the walls, camera of `@Video1`\n",
        "> Refer to it as `@Image1`, and to the clip that moves the camera as `@Video1`; you may use both.\n",
    ],
)
def test_a_list_of_spellings_is_no_example(text) -> None:
    assert read("a.md", f"# Seedance 2.0\n\nExample:\n\n{text}") == []


WORDS = "- Another city: `{}`\n- **Night**: `{}`\n"


def test_a_span_of_code_behind_words_on_a_page_about_us() -> None:
    page = f"# Seedance 2.0\n\n## Ways to change it\n\n{WORDS.format(LONG, LONG)}"
    assert [root.value["prompt"] for root in read("a.md", page)] == [LONG, LONG]
    for other in (
        "# Kling\n",
        "# Seedance 2.0\n\n- Syntax: `{}`\n",
        "# Seedance 2.0\n\n- Bad: `{}`\n",
        "# Seedance 2.0\n\n- Negative prompt: `{}`\n",
    ):
        text = other.format(LONG) if "{}" in other else f"{other}\n{WORDS.format(LONG, LONG)}"
        assert read("a.md", text) == [], text


def test_a_paragraph_may_have_words_in_bold_in_front_of_the_span_of_code() -> None:
    assert only("a.md", f"# Seedance 2.0\n\n**At the pier:** `{LONG}`\n\nMore.\n").value == {"prompt": LONG}
    film = "A baker opens the shop at dawn, the camera slowly pushes in over the wet street. Warm light falls on the bread, 35mm."
    assert only("a.md", f"# Seedance examples\n\nText.\n\n**At the shop:** `{film}`\n\nMore.\n").value == {"prompt": film}
    for other in (
        f"At the pier: `{LONG}`",
        f"**At the pier:** `{SHORT}`",
        f"**Bad:** `{LONG}`",
        f"**Syntax:** `{LONG}`",
        f"**At the pier:** `{LONG}` is read first.",
    ):
        assert read("a.md", f"# Seedance 2.0\n\n{other}\n\nMore.\n") == [], other
