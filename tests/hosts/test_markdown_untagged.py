"""Markdown: texts without tags that are prompts by what is around them: examples, fields, braces, headings in the same words."""

import pytest

from seedance_lint.hosts import Root
from tests.hosts.places import read

FILM = "A baker opens the shop at dawn, the camera slowly pushes in over the wet street. Warm light falls on the bread in the window, 35mm."


def prompts(page: str) -> list[str]:
    return [root.value["prompt"] for root in read("a.md", page) if isinstance(root, Root)]


@pytest.mark.parametrize("form", ["```\n{}\n```", "`{}`"])
def test_where_only_a_folder_names_the_product_an_example_is_one_that_reads_like_a_film(tmp_path, form) -> None:
    page = f"# Modes\n\nText.\n\n## Example 2: the bakery\n\n{form.format(FILM + ' Low angle, close-up.')}\n"
    path = tmp_path / "seedance-guide" / "modes.md"
    found = [root.value["prompt"] for root in read(str(path), page) if isinstance(root, Root)]
    assert found == [FILM + " Low angle, close-up."]
    few = page.replace("the camera slowly pushes in over", "she looks over").replace(" Low angle, close-up.", "")
    assert not [root for root in read(str(path), few) if isinstance(root, Root)]


def test_what_a_label_calls_a_prompt_may_be_written_in_fields() -> None:
    fields = '{\n "scene": "A baker opens the shop at dawn",\n "camera": "slow push-in, close-up of the bread",\n}'
    page = f"# Seedance 2.0\n\n**Full prompt:**\n\n```text\n{fields}\n```\n"
    assert prompts(page) == [fields]
    assert prompts(page.replace("Full prompt", "Settings")) == []
    assert prompts(page.replace("slow push-in, close-up of the bread", "on")) == []


def test_names_of_fields_tell_of_a_film_in_any_language() -> None:
    fields = '{"shot": {"framing": "una panadera abre la tienda", "lens": "35mm"}, "camera_movement": "lento hacia el pan", "scene": "una calle vacía al amanecer"}'
    page = f"# Seedance 2.0\n\n**Full prompt:**\n\n```text\n{fields}\n```\n"
    assert prompts(page) == [fields]
    assert prompts(page.replace("shot", "shop").replace("framing", "fee").replace("camera_movement", "day").replace("lens", "size")) == []


@pytest.mark.parametrize(
    "text",
    [
        "9 วินาที ช็อตแรกเป็นภาพมุมกว้างของท่าเรือ ฝนตก ชายชราเดินช้า ๆ จากนั้นโคลสอัพที่โคมไฟ แล้วเรือก็ออกไป",
        "शुरुआत में घाट का वाइड एंगल दृश्य, बारिश, बूढ़ा धीरे-धीरे चलता है, फिर दीपक का क्लोज़-अप, नाव निकलती है",
        "Primeros planos de las olas, luego un plano secuencia por el muelle mojado, el viejo camina despacio hacia la luz.",
        "Primi piani delle onde, poi un piano sequenza lungo il molo bagnato, il vecchio cammina piano verso la luce.",
        "0-4 segundos: el viejo camina por el muelle mojado. 4-8 segundos: enciende la lámpara y mira el agua negra.",
        "0–4 วินาที ชายชราเดินช้า ๆ บนท่าเรือ 4–8 วินาที เขาจุดโคมไฟ แล้วมองออกไปที่ทะเลสีดำที่เงียบสงบ",
    ],
)
def test_films_in_more_languages(text) -> None:
    page = f"# Seedance 2.0 prompts\n\n## Muelle\n\n```\n{text}\n```\n"
    assert prompts(page) == [text]


def test_sentences_in_braces_are_a_prompt_and_no_slot() -> None:
    page = f"# Seedance 2.0\n\n**Prompt:**\n\n```text\n{{{FILM}}}\n```\n"
    assert prompts(page) == [f"{{{FILM}}}"]
    assert prompts(page.replace(FILM, "the camera and a close-up of what the product is for")) == []


def test_fences_below_the_same_heading_as_several_prompts_are_prompts() -> None:
    tagged = ["@Image1 opens the shop at dawn.", "@Image1 kneads the dough by the oven.", "@Image1 sweeps the wet street clean."]
    plain = "A baker carries the bread to the market and gives it away to the children there."
    cases = [f"### {number}. A case\n\n#### 📝 Aviso\n\n```\n{text}\n```\n" for number, text in enumerate([*tagged, plain])]
    page = "# Seedance 2.0\n\n" + "\n".join(cases)
    assert prompts(page) == [*tagged, plain]
    assert prompts(page.replace(f"#### 📝 Aviso\n\n```\n{plain}", f"#### Nota\n\n```\n{plain}")) == tagged
    assert (
        prompts("# Seedance 2.0\n\n" + "\n".join([*cases[1:], *[cases[3].replace("baker", f"baker of {at}") for at in "abcdef"]]))
        == tagged[1:]
    )


def test_a_label_in_bold_brackets_ends_a_prompt_with_such_a_label() -> None:
    page = f"# Seedance 2.0\n\n**[提示词]**\n\n{FILM}\n\n<Item>\n\n**[成品]**\n\n{FILM}\n"
    assert prompts(page) == [FILM]
    assert prompts(page.replace("[提示词]", "提示词")) != [FILM]


def test_on_a_page_of_prompts_below_headings_of_one_depth_other_fences_there_are_prompts() -> None:
    scenes = [
        f"A baker opens shop number {number} at dawn and sets the bread in the window. Close-up, slow motion, golden hour, handheld camera."
        for number in range(12)
    ]
    plain = "A boat leaves the harbour with bread for the island. Nobody is on board."
    parts = [
        f"## Part {at}\n\n" + "".join(f"### No. {scenes.index(each)}\n\n```\n{each}\n```\n\n" for each in scenes[at::6]) for at in range(6)
    ]
    page = "# Seedance 2.0\n\n" + "".join(parts) + f"## Last\n\n### No. 12\n\n```\n{plain}\n```\n"
    assert sorted(prompts(page)) == sorted([*scenes, plain])
    assert plain not in prompts(page.replace("### No. 12", "#### No. 12"))
    assert plain not in prompts("# Seedance 2.0\n\n" + "".join(parts[:4]) + page[page.index("## Last") :])


def test_where_only_a_folder_names_the_product_a_film_with_its_times_in_a_fence_is_a_prompt(tmp_path) -> None:
    film = "[0-4s] Close-up of dough, golden hour light.\n[4-8s] Slow motion, the camera pushes in on the hands.\n[8-12s] Wide shot, handheld, shallow depth of field."
    path = str(tmp_path / "seedance-guide" / "modes.md")
    page = f"# Playbooks\n\n## Bakery\n\nLight: one key.\n\n```text\n{film}\n```\n"
    assert [root.value["prompt"] for root in read(path, page) if isinstance(root, Root)] == [film]
    untimed = page.replace("[0-4s] ", "").replace("[4-8s] ", "").replace("[8-12s] ", "")
    assert not [root for root in read(path, untimed) if isinstance(root, Root)]


def test_a_film_with_times_may_have_its_shots_in_quotes() -> None:
    film = "0-2 秒：快切 2 镜「@图片1中的面包师推开门（特写）+ @图片2中的猫跳上柜台」，门铃声；2-6 秒：慢动作「面包出炉」，镜头缓缓推进，暖光。"
    page = f"# Seedance 2.0 例子\n\n## 面包店\n\n{film}\n"
    assert prompts(page) == [film]
    assert prompts(page.replace("0-2 秒：", "").replace("2-6 秒：", "")) == []


def test_the_runway_of_a_show_names_no_other_product(tmp_path) -> None:
    path = str(tmp_path / "seedance-prompts" / "shows.md")
    prompt = "A dancer walks down a runway in a flowing gown, slow dolly-back, hard key light, close-up of the fabric, low angle."
    page = f"# Shows\n\n## Fashion runway\n\n- **Prompt:** `{prompt}`\n"
    assert [root.value["prompt"] for root in read(path, page) if isinstance(root, Root)] == [prompt]
    assert not [root for root in read(path, page.replace("## Fashion runway", "## Runway Gen-4")) if isinstance(root, Root)]


def test_what_is_heard_between_brackets_in_a_sentence_is_no_slot() -> None:
    film = "镜头 1：@图片1 的面包师靠在墙边，中景平稳跟拍。\n镜头 2：他走进院子，镜头拉远。【背景音】只剩水龙头滴水声。"
    page = f"# Seedance 2.0\n\n**输出**：\n\n```\n{film}\n```\n"
    assert prompts(page) == [film]
    assert prompts(page.replace("【背景音】", "【一种声音】")) == []
