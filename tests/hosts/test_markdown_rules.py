"""Markdown: rules for those who write prompts, and phrases that go into some, beside the prompts of a page."""

import pytest

from tests.hosts.places import read

RULES = [
    "Cinematic shots with one camera move each, slow push in or aerial, no shaky handheld footage",
    "A clip of ten seconds with the camera at one place, and a first frame that is sharp",
]
HEN = "A hen walks over the yard at dawn, slow push in, dust in the light."
OWL = "An owl lands on the fence at dusk, close-up, slow push in, warm light on its wings."
FILM = "A girl waits on a pier at dusk, backlit, cinematic close-up, shallow depth of field, the camera pushes in, gulls pass over the water and the lamps go on."


def found(page, path="a.md"):
    return [root.value["prompt"] for root in read(path, page) if hasattr(root, "value")]


def listed(heading, items, title="# Seedance 2.0 prompts"):
    return f"{title}\n\n{heading}\n\n" + "".join(f"- {item}\n" for item in items)


HEADINGS = [
    "## Quality bar",
    "## Guidelines",
    "## Prompt guidelines",
    "## Quality checklist for prompts",
    "### 3. Submission rules (short)",
    "## Do's and don'ts",
    "## Contributing",
    "## 提示词质量标准",
    "## 自检清单",
    "## チェックリスト",
]


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_list_below_a_heading_of_rules_has_no_prompts(heading):
    assert found(listed(heading, RULES)) == []
    assert found(listed("## Pier prompts", RULES)) == RULES
    assert found(listed(f"{heading}\n\n#### Clips", RULES)) == []


def test_all_of_a_page_for_contributors_is_rules():
    assert found(listed("## What to send", RULES, "# Contributing to our Seedance prompts")) == []


def test_what_is_called_a_prompt_or_in_quotes_below_such_a_heading_is_one():
    page = listed("## Best practices", [f'"{HEN}"'])
    assert found(f"{page}\n**Prompt:** {OWL}\n\n### Example prompts\n\n- {HEN}\n") == [HEN, OWL, HEN]


PHRASES = [
    "low angle tracking shot, handheld camera, shallow depth of field",
    "Camera: slow push in, close-up, golden hour light, 8k",
    "电影感，浅景深，逆光，暖色调，慢动作，镜头缓慢推近",
]
ORDERS = [
    "Do not mix a pan and a zoom in one shot.",
    "始终把主体放在最前面，镜头运动放在最后，特写不超过一个。",
    "每个镜头只写一种运镜，先写主体，再写动作，最后写光影。",
    "One camera move per shot, one light, one subject.",
    "Subject, action, scene, camera, style: in this order, in each shot.",
    'Replace "nice light" with golden hour backlight and a rim light on the camera side.',
]


@pytest.mark.parametrize("text", [*PHRASES, *ORDERS])
@pytest.mark.parametrize("form", ["- {}", "> {}", "{}"])
@pytest.mark.parametrize("heading", ["## Camera prompts", "## Example", "## 运镜提示词"])
def test_a_phrase_or_a_rule_is_no_prompt(heading, form, text):
    assert found(f"# Seedance 2.0 guide\n\n{heading}\n\n{form.format(text)}\n") == []


@pytest.mark.parametrize("text", [HEN, OWL])
def test_a_prompt_in_their_place_is_one(text):
    assert found(f"# Seedance 2.0 guide\n\n## Camera prompts\n\n> {text}\n") == [text]


def test_a_command_with_its_options_is_no_prompt():
    command = 'check_prompt.py --prompt-file clips/sea.txt \\\n    [--refs "@Image1=the baker; @Image2=the oven; @Video1=the yard at dawn"] \\\n    [--words 28]'
    assert found(f"# Seedance 2.0\n\n## Check\n\n```\n{command}\n```\n") == []


def test_what_only_says_how_it_is_filmed_may_be_all_of_a_prompt():
    """As with a picture, whose subject needs no words."""
    assert found(f"# Seedance 2.0\n\n**Prompt:**\n\n```\n{PHRASES[0]}\n```\n") == [PHRASES[0]]
    form = '[Load Image] → [Seedance]\n               mode: first frame\n               提示词: "镜头缓慢推进，细节"\n'
    assert found(f"# Seedance 2.0\n\n## From a picture\n\n```\n{form}```\n") == ["镜头缓慢推进，细节"]


POSTERS = [
    *(
        "封面",
        "封面（即梦）",
        "即梦海报",
        "首图提示词",
        "片头海报",
        "主视觉提示词",
        "提示词：封面",
        "Thumbnail",
        "Jimeng poster",
        "Cover image prompt",
    ),
    *("Seedance cover", "Prompt (poster)", "Prompt for the cover", "2. Key visual", "サムネイルのプロンプト", "썸네일 프롬프트"),
]
FILMS = ["海报动起来", "Poster in motion", "Cover song"]
ABOVE = [
    "## {}\n\n```\n{}\n```\n",
    "## {}\n\n**Prompt:**\n\n{}\n",
    "## One\n\n**{}:**\n\n```\n{}\n```\n",
    "| Clip | Prompt |\n|---|---|\n| {} | {} |\n",
]


@pytest.mark.parametrize("form", ABOVE)
@pytest.mark.parametrize("label", POSTERS)
def test_what_is_called_a_cover_or_a_poster_is_the_prompt_of_a_picture(label, form):
    assert found(f"# 即梦 Seedance 2.0\n\n{form.format(label, FILM)}") == []


@pytest.mark.parametrize("form", ABOVE)
@pytest.mark.parametrize("label", FILMS)
def test_a_film_about_one_is_a_prompt(label, form):
    assert found(f"# 即梦 Seedance 2.0\n\n{form.format(label, FILM)}") == [FILM]
