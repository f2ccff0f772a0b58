"""Markdown: what a page is about, what calls a text on it a prompt, and how the text reads; two of the three make a prompt of it."""

import pytest

from tests.hosts.places import read

SEA = "A boat tilts between black waves, rain hits the lens, the camera sinks below the water line."
PLAIN = "An old keeper and a heron share one umbrella on the pier."
FILM = "Wide shot of the pier at blue hour, slow push-in to the keeper, shallow depth of field, gulls pass, film grain."
TIMED = "0-4s: an empty station in the fog. 4-8s: a ticket on the ground. 8-12s: the train comes in."


def found(page, path="a.md"):
    return [root.value["prompt"] for root in read(path, page)]


ABOUT = [
    f"We tried Seedance 2.0 last week.\n\nPrompt:\n\n{SEA}\n",
    f"# Notes\n\n## Week 1\n\nSeedance, seedance and SEEDANCE.\n\n**Prompt:** {SEA} Wide shot.\n",
    f"---\nmodel: seedance-2.0\n---\n\n**Prompt:** {SEA}\n",
]


@pytest.mark.parametrize("page", ABOUT)
def test_what_a_page_is_about_is_said_at_its_beginning_or_again_and_again(page):
    assert len(found(page)) == 1
    assert found(page.replace("eedance", "ora").replace("EEDANCE", "ORA")) == []


def test_a_folder_says_what_a_page_is_about_that_names_no_other_product():
    page = f"# Shop films\n\n**Example - pier:**\n\n```\n{FILM}\n```\n"
    assert found(page, "seedance-prompts/shops.md") == [FILM]
    assert found(page, "prompts/shops.md") == []
    assert found(f"{page}\nMade with Kling.\n", "seedance-prompts/shops.md") == []
    assert found("# A\n\n**Prompt:** The keeper looks at the camera for a long time.\n", "seedance-prompts/a.md") == []


LABELS = [
    "**Prompt used:** {}",
    "**Prompt en español:** {}",
    "**Prompt (zh)**\n\n{}",
    "**Prompt**\n\n[![still](a.png)](b.mp4)\n\nhttps://example.com/a.mp4\n\n{}",
    "Prompt — {}",
    "- **Prompt:** {}",
    "**提示词示例：** {}",
    "**Промт:** {}",
    "**İstem:** {}",
    "## Beispiel-Prompt\n\n{}",
    "## Prompt auf Deutsch\n\nEingabe (Prompt):\n\n{}",
    "Try this:\n\n> {}",
    "**Example:** `{}`",
    "**完整示例**\n\n{}",
    "## Sample\n\n{}",
    "<details>\n<summary><b>Prompt</b></summary>\n\n{}\n\n</details>",
]


@pytest.mark.parametrize("label", LABELS)
def test_labels(label):
    text = f"{SEA} Slow push-in, then a wide shot."
    assert found(f"# Seedance 2.0\n\n{label.format(text)}\n") == [text]
    assert found(f"# Kling\n\n{label.format(text)}\n") == []


@pytest.mark.parametrize("label", ["**User:**\n\n```\n{}\n```", "**Weak prompt:** {}", "Notes:\n\n> {}"])
def test_other_labels(label):
    assert found(f"# Seedance 2.0\n\n### Example\n\n{label.format(SEA)}\n") == []


def test_elements_with_a_title():
    for element in ('<Tab title="Prompt">\n{}\n</Tab>', '<Block label="Prompt 2">\n\n{}\n\n</Block>'):
        page = f"# Seedance 2.0\n\n{element.format(SEA)}\n"
        assert found(page, "a.mdx") == [SEA]
        assert found(page.replace("Prompt", "Notes"), "a.mdx") == []


def test_what_is_called_a_prompt_and_nothing_else_needs_no_word_of_film_making():
    page = f"# Seedance 2.0\n\n**Prompt:** {PLAIN}\n"
    assert found(page) == [PLAIN]
    assert found(f"{page}\nStills come from Nano Banana.\n") == []
    assert found(page.replace(PLAIN, "[paste the text of your story in here, all of it]")) == []


def test_seconds_and_numbered_shots_count_as_words_of_film_making():
    shots = "Shot 1: the keeper climbs the stairs.\nShot 2: he lights the lamp, gulls pass."
    for text in (TIMED, shots):
        page = f"# Seedance 2.0\n\n## Take\n\n**What we sent as the prompt:**\n\n```\n{text}\n```\n"
        assert found(page) == [text]
    assert found(page.replace("Shot 2: he", "He").replace("Shot 1: the", "The")) == []


def test_a_label_is_about_all_paragraphs_that_go_on_with_the_film():
    parts = ["【Style】Painted.", "Shot 1: the old keeper climbs up, wide.", "Slow push-in, rim light.", "- 4-8s: he lights the lamp"]
    end = "What came out is fine, I think."
    page = "# Seedance 2.0\n\n**Prompt:**\n\n" + "\n\n".join([*parts, end]) + "\n"
    assert found(page) == ["\n".join(parts).replace("- 4", "4")]
    assert found(page.replace("\n\nSlow", "\n\n---\n\nSlow")) == ["\n".join(parts[:2])]
    assert found(page.replace("Shot 1: the", "**Settings:** the")) == []
    assert found(page.replace("Slow", "## Slow"))[0] == "\n".join(parts[:2])


LISTS = [
    ("# 20 Seedance 2.0 prompts", "1. **Pier** – {}\n2. **Sea**: {}\n"),
    ("# Seedance prompts that I like", "## Sea\n\n- {}\n- {}\n"),
]


@pytest.mark.parametrize(("title", "items"), LISTS)
def test_the_items_of_a_list_on_a_page_that_promises_prompts(title, items):
    page = f"{title}\n\n{items.format(FILM, SEA)}"
    assert found(page) == [FILM, SEA]
    for other in (
        page.replace("Seedance", "Kling"),
        page.replace("prompts", "guide to prompts"),
        page.replace("1. **P", "**Notes:**\n\n1. **P").replace("- Wide", "**Notes:**\n\n- Wide"),
        page.replace(FILM, "Name the camera and the shot first, then say what is in the light and what moves there."),
    ):
        assert FILM not in found(other)


def test_a_fence_behind_another_is_called_the_same_whatever_its_language():
    page = f"# Seedance 2.0\n\n**Prompt:**\n\n```Plain Text\n{SEA}\n```\n\n```Plain Text\n{PLAIN}\n```\n"
    assert found(page) == [SEA, PLAIN]


@pytest.mark.parametrize("text", ["<the prompt of the second scene>", "[在这里粘贴你的剧本、小说或分镜脚本]"])
def test_a_slot_alone_is_no_prompt(text):
    assert found(f"# Seedance 2.0\n\n**Prompt:**\n\n```\n{text}\n```\n") == []


def test_a_name_in_bold_and_all_else_in_quotes():
    tagged = "Replace the singer of @Video1 with the man of @Image1. All moves are those of the clip, no cuts."
    for text in (tagged, f"{SEA} Slow push-in, then a wide shot."):
        page = f'# Seedance 2.0\n\n**Swap:**\n"{text}"\n\nMore of it.\n'
        assert found(page) == [text]
        assert found(page.replace('"\n\nMore', '"\n→ see the notes\n\nMore')) == [text]
        for other in (
            page.replace('"\n\nMore', '" is one of them.\n\nMore'),
            page.replace("# Seedance", "# Kling"),
            page.replace("**Swap:**\n", ""),
        ):
            assert found(other) == []


def test_a_paragraph_above_a_heading_that_calls_what_is_below_it_a_prompt_is_none():
    page = f"# Seedance prompt gallery\n\n## 1. Sea\n\nA brief of timed shots, close-ups and a clear end that the camera waits for.\n\n### Prompt\n\n```\n{FILM}\n```\n"
    assert found(page) == [FILM]


def test_what_a_fence_is_for_that_a_label_names_otherwise():
    for label in ("Shot Spec", "分镜表"):
        assert found(f"# Seedance 2.0\n\n**{label}**:\n\n```\n{FILM}\n```\n") == []


def test_a_label_in_a_quote_is_about_the_fence_in_it():
    assert found(f"# Seedance 2.0\n\n> <b>Prompt</b>\n>\n> ```\n> {SEA}\n> ```\n") == [SEA]


def test_elements_inside_of_others():
    page = (
        f'# Seedance 2.0\n\n<Tabs>\n  <Tab title="Prompt">\n    {SEA}\n  </Tab>\n  <Tab title="Notes">\n    One move.\n  </Tab>\n</Tabs>\n'
    )
    assert found(page, "a.mdx") == [SEA]


def test_an_order_to_an_assistant_in_a_file_of_text_is_no_prompt():
    text = "You are a director. Turn the idea into a prompt for Seedance 2.0, with camera and light.\n"
    assert found(text, "seedance_prompt.txt") == []
    assert len(found("The keeper is a director. The camera turns to him.\n", "seedance_prompt.txt")) == 1


STILL = "@图片2：9:16 竖版构图，老渔夫站在码头上，黑色雨衣，身后是灰色的湖面与木船，黄昏光线，写实摄影，浅景深，细节清晰，远处有灯塔和低飞的海鸥。"


@pytest.mark.parametrize("form", ["{}\n", "```\n{}\n```\n", "- {}\n", "> {}\n", "### 提示词\n\n{}\n", "**提示词：** {}\n"])
def test_what_the_picture_of_a_file_shows_is_no_prompt(form) -> None:
    page = f"# Seedance 2.0\n\n## 素材\n\n{form}"
    assert found(page.format(STILL)) == []
    assert found(page.format(f"**{STILL.replace('：', '**：', 1)}")) == []
    moving = STILL.replace("9:16 竖版构图，", "").replace("浅景深", "镜头缓缓推近")
    assert len(found(page.format(STILL.replace("站在", "走过 @图片1 的")))) == len(
        found(page.format(moving.replace("@图片2：", "@图片2 里")))
    )


SHOTS = (
    "# Harbor, a film for Seedance 2.0\n\n## Shot 1: the quay\n\n@Image1 walks slowly along the wet planks of the quay at dawn.\n\nDuration: 5s\n\n"
    "## Shot 2: the sea\n\nThe boat leaves the harbor at dawn, aerial wide shot, the camera pulls back over the waves, golden hour, film grain.\n\n"
    "It is the end, and the boat is gone.\n"
)


def test_a_film_in_several_shots_has_a_prompt_under_each_heading() -> None:
    paragraphs = SHOTS.split("\n\n")
    assert found(SHOTS) == [paragraphs[2], paragraphs[5]]
    assert found(SHOTS.replace("Shot 1", "镜头一").replace("Shot 2", "镜头二")) == [paragraphs[2], paragraphs[5]]
    assert found(SHOTS.replace("Seedance", "Kling")) == []
    assert found(SHOTS.replace("Shot 1", "Part 1")) == found(SHOTS.replace("Shot 2", "Why")) == []
    assert paragraphs[5] not in found(SHOTS.replace("The boat", "Note: you see the boat"))
    assert paragraphs[2] not in found(SHOTS.replace("slowly", "slowly, as you should write,"))
    assert found(SHOTS.replace("aerial wide shot, ", "")) == [paragraphs[2]]


def test_sounds_alone_are_of_another_product():
    page = '# Voices\n\n> @Audio1 whispers: "Did you hear that?" @Audio2 answers slowly, the wind blows.\n'
    assert found(page) == []
    assert len(found(page.replace("Voices", "Seedance voices"))) == 1
    assert len(found(page.replace("@Audio2 answers", "@Image1 answers"))) == 1


def test_a_prompt_below_words_on_a_product_for_pictures_is_for_that():
    page = "# Seedance and pictures\n\n## Tools\n\nMade by TOOL.\n\n```\nRequest: a town\n\nThe prompt:\n{}\n```\n"
    assert found(page.format(FILM).replace("TOOL", "Seedance")) == [FILM]
    assert found(page.format(FILM).replace("TOOL", "gpt-image-2")) == []
    assert found(page.format(FILM).replace("TOOL", "gpt-image-2, then Seedance")) == [FILM]


def test_the_look_that_all_prompts_share_is_none():
    assert found(f"# Seedance 2.0 film\n\n## Global style header\n\n```\n{FILM}\n```\n") == []
    assert found(f"# Seedance 2.0 film\n\n## The pier\n\n```\n{FILM}\n```\n") == [FILM]


def test_a_fence_that_orders_a_video_of_some_seconds_is_a_prompt():
    order = "Create a 10-second Seedance 2.5 video of a shop at dawn, showing the keeper as he lifts the shutter. Use the photo of the shop, add a close-up, a slow camera movement, soft light and a cinematic look for a creator workflow."
    page = f"# Seedance 2.5 in a shop\n\n### Shutter\n\n```text\n{order}\n```\n"
    assert found(page) == [order]
    chinese = "生成一条写实的10秒竖屏短视频，产品外观以参考图为准。镜头先推近纸盒，一双手打开盒盖，取出里面的唇釉，特写展示质地和光泽，最后产品立在咖啡桌上。"
    assert found(page.replace(order, chinese)) == [chinese]
    for other in (
        page.replace("Seedance 2.5", "Kling"),
        page.replace("a 10-second", "a"),
        page.replace("a close-up, a slow camera movement, soft light and a cinematic look", "light"),
        page.replace("10-second", "<length>-second"),
        page.replace("### Shutter", "Request:"),
    ):
        assert found(other) == [], other


SCRIPT = (
    "# Tide, a film for Seedance 2.0\n\n{rule}\nCast\n{rule}\n\nThe keeper: an old man in a grey coat.\n\n{rule}\n🎬 Shot 1/2 — the pier\nLength: 10s | calm\n{rule}\n\n"
    "Film look, cold light, keep his face: an old man, grey coat. 10 seconds.\n\nAerial wide shot, the camera pulls back slowly over the pier, gulls pass, golden hour, film grain.\n\n"
    "📎 Upload: @Image1 (the last frame)\n\n{rule}\n🎬 Shot 2/2 — the lamp\n{rule}\n\n@Image1 lights the lamp slowly, close-up of his hands in the cold light.\n"
)


@pytest.mark.parametrize("rule", ["═" * 20, "━" * 8])
def test_headings_between_two_rules(rule):
    script = SCRIPT.format(rule=rule)
    paragraphs = script.split("\n\n")
    assert found(script) == ["\n".join(paragraphs[4:6]), paragraphs[8].rstrip()]
    assert found(script.replace("Seedance", "Kling")) == []
    assert found(script.replace(f"{rule}\n🎬", "🎬")) == []


FRONT = "---\ntitle: The pier\nmodel: MODEL\nprompt: |\n  {}\nnegative_prompt: fog\nimages:\n  - cover.jpg\n---\n\nSome words.\n"


def test_the_prompt_of_the_front_matter_of_a_page():
    page = FRONT.format(FILM)
    ours = page.replace("MODEL", "seedance")
    (root,) = read("a.md", ours)
    assert root.value["prompt"].strip() == FILM
    assert "image_urls" not in root.value
    assert FILM in ours[slice(*root.tree().find(("prompt",)).span)]
    assert found(page.replace("MODEL", "kling")) == []
    assert found(page.replace("MODEL", "kling").replace("The pier", "Seedance and others")) == []
    assert found(page.replace("MODEL", "seedance").replace(FILM, "Write a text about Seedance.")) == []
    tagged = FRONT.format("@Image1 walks along the pier at dusk.").replace("MODEL", "seedance")
    (root,) = read("a.md", tagged)
    assert len(root.value["image_urls"]) == 1


FIELDS = "# Seedance film\n\n| Field | Value |\n|---|---|\n| Length | 5s |\n| **{}** | {} |\n| Camera | slow push-in |\n"


def test_a_row_of_a_table_may_be_called_a_prompt():
    assert found(FIELDS.format("Prompt", FILM)) == [FILM]
    assert found(FIELDS.format("提示词", FILM)) == [FILM]
    for name in ("Negative prompt", "Image prompt", "Prompt length", "Look"):
        assert found(FIELDS.format(name, FILM)) == [], name
    assert found(FIELDS.format("Prompt", "required, a text that says what is seen")) == []


def test_a_page_whose_beginning_is_about_pictures_has_no_prompts_with_pictures_alone():
    text = "Low angle close-up of [img 1], a keeper leans on the rail of the pier in the wind."
    page = "# Shots for {}\n\nFraming and angles.\n\n## Angles\n\n```\n{}\n```\n"
    assert found(page.format("image prompts", text)) == []
    assert found(f"---\ndescription: stills with Nano Banana\n---\n\n{page.format('the pier', text)}") == []
    assert found(page.format("the pier", text)) == [text]
    assert found(page.format("image prompts and Seedance", text)) == [text]
    clip = text.replace("close-up of", "close-up as in @Video1 of")
    assert found(page.format("image prompts", clip)) == [clip]


def test_a_quote_in_front_of_the_heading_of_a_prompt_tells_of_it():
    page = "# Seedance prompt gallery\n\n## The pier\n\n### About\n\n> {}\n\n### {}\n\n```\n{}\n```\n"
    told = "A keeper on the pier, aerial shot, slow motion, then a close-up of the lamp in the fog at dawn."
    assert found(page.format(told, "Prompt", FILM)) == [FILM]
    assert found(page.format(told, "提示词", FILM)) == [FILM]
    assert found(page.format(f"A prompt for the pier: {told}", "Prompt", FILM)) == [FILM]
    assert sorted(found(page.format(told, "Result", FILM))) == sorted([told, FILM])
    assert found(page.format(told, "Prompt", FILM).replace("### About\n\n", "").replace("The pier", "Prompt of the pier")) == [FILM]
    quotes = f"# Seedance prompt gallery\n\n## Prompt 1\n\n> {FILM}\n\n## Prompt 2\n\n> {TIMED}\n"
    assert found(quotes) == [FILM, TIMED]


def test_what_begins_with_the_order_of_a_picture_is_no_prompt():
    text = "Create a cinematic {} of the pier, slow push-in, shallow depth of field, close-up of the lamp, gulls pass."
    page = "# Seedance 2.0\n\n**Prompt:**\n\n```\n{}\n```\n"
    assert found(page.format(text.format("character sheet"))) == []
    assert found(page.format(text.format("view"))) == [text.format("view")]


def test_the_model_of_the_front_matter_says_what_a_page_is_about():
    page = "---\nmodel: {}\n---\n\nFrom the Seedance cookbook.\n\n## Original prompt\n\n" + FILM + "\n\n## More\n\nSeedance, Seedance.\n"
    for model in ("openai/gpt-image-2", "kling-3"):
        assert found(page.format(model)) == [], model
    for model in ("bytedance/seedance-2.0", "opus"):
        assert found(page.format(model)) == [FILM], model


def test_what_is_below_the_changes_of_a_version_is_no_prompt():
    page = "# Seedance prompt gallery\n\n## {}\n\n- {}\n"
    for heading in ("v1.4.0 (2026-03-21)", "1.4.0", "Changelog", "📋 版本记录", "Release notes"):
        assert found(page.format(heading, FILM)) == [], heading
    for heading in ("The pier", "Version for the pier", "2.0 seconds"):
        assert found(page.format(heading, FILM)) == [FILM], heading


def test_boxes_to_tick_are_no_prompt():
    text = "- [ ] Is the camera steady?\n- [ ] Does the close-up show the lamp?\n- [x] Slow motion, shallow depth of field, aerial shot"
    assert found(f"# Seedance 2.0\n\n## Checks\n\n```text\n{text}\n```\n") == []


def test_a_rule_behind_a_label_of_a_prompt_is_none():
    page = "# Seedance 2.0\n\n- **中文提示词**：{}\n"
    assert found(page.format("全部使用中文的镜头术语（航拍、推近、环绕等），一律写全称")) == []
    assert found(page.format("航拍码头，镜头推近，环绕渔夫，雨落在湖面上，海鸥飞起，远处灯塔亮起来")) != []
    assert found("# Seedance prompt gallery\n\n- 兼顾镜头、动作、氛围、节奏、特写与连贯性，让每个画面都能拍出来\n") == []


def test_terms_with_their_meanings_are_no_prompt():
    page = "# Seedance 2.0\n\n```\n{}\n```\n"
    terms = (
        "slow dolly      — a slow approach",
        "tracking shot   — the camera goes along",
        "low-angle       — from below",
        "crane shot      — from above",
    )
    cases = ("calm scenes → few cuts, one take", "fights → quick cuts, handheld", "a secret → locked camera", "closeness → close-up, macro")
    assert found(page.format("\n".join(terms))) == []
    assert found(page.format("\n".join(cases))) == []
    assert found(page.format(FILM)) == [FILM]


PASSING = "| Model | Seconds |\n|---|---|\n| Seedance 2.0 | 15 |\n| Seedance 2.5 | 15 |\n| Seedance 1.5 | 10 |\n"
OURS_NOW_AND_THEN = "Seedance renders it. Seedance takes a minute. Seedance is told how long.\n"


@pytest.mark.parametrize(
    "about",
    [
        f"# Marlin\n\n## Models\n\n{PASSING}",
        "# Marlin\n\n## Models\n\nSeedance 2.0, Kling 3.0 and Veo 3.\n\nSeedance or Kling?\n\nNo Seedance here, and no Veo.\n",
        "# Veo guide\n\nFor those who know Seedance.\n",
        f"# Veo guide\n\n## Veo beside Seedance\n\n{PASSING}",
    ],
)
def test_a_page_that_names_us_only_in_passing_is_about_something_else(about):
    page = f"{about}\n## Films\n\n```\n{FILM}\n```\n\n**Prompt:** {FILM}\n"
    assert found(page) == []
    assert found(page.replace("# Marlin", "# Seedance").replace("# Veo guide", "# Seedance guide")) == [FILM, FILM]
    assert found(page.replace("## Films\n", f"## Films\n\n{OURS_NOW_AND_THEN}").replace("# Veo guide", "# A guide")) == [FILM, FILM]


def test_a_page_in_a_folder_of_a_product_for_pictures_is_about_pictures():
    page = f"---\nmodel: seedance-2.0\n---\n\n## Prompt\n\n{FILM}\n"
    assert found(page, "gallery/pier/7.md") == [FILM]
    assert found(page, "gallery/gpt-image-2/7.md") == []
    assert found(page, "gallery/gpt-image-2/seedance.md") == [FILM]
    assert found(page, "gpt-image-2/gallery/seedance/7.md") == [FILM]
    assert found(page.replace("## Prompt", "# Seedance: the pier\n\n## Prompt"), "gallery/gpt-image-2/7.md") == [FILM]
