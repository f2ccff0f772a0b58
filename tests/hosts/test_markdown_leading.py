"""Markdown: sentences that lead on to the prompt below them, as articles have them that show how a clip was made."""

import pytest

from tests.hosts.places import only, read

PROMPT = "@图片1 和 @图片2 在夜里的海边慢慢走近，月光下雾气升起，镜头推近。"
ENGLISH = "@Image1 walks slowly along the pier of @Image2 at dusk, gulls rise."
PAGE = "# My first clips\n\nSeedance 2.0 is here, and everybody tries it.\n\n{lead}\n\n{prompt}\n\nIs that not simple?\n"
LEADING = [
    ("我上传了两张图片，再加下面这段提示词，就直接出片了。", PROMPT),
    ("上传一段广告，加下述提示词⬇️", PROMPT),
    ("提示词是：", PROMPT),
    ("我直接上传视频，再附上一段提示词，说清楚怎么拍：", PROMPT),
    ("提示词还是依旧给到大家👇\n\n![a clip](https://example.com/a.png)", PROMPT),
    ("I uploaded both pictures. Then I generated the clip with this prompt:", ENGLISH),
    ("The exact prompt I used in the end:", ENGLISH),
]
OTHERS = [
    ("图片提示词如下：", PROMPT),
    ("Kling 的提示词如下：", PROMPT),
    ("提示词要写得具体，不要堆砌形容词。", PROMPT),
    ("I wrote a prompt, and it took an hour.", ENGLISH),
    ("This is a negative prompt:", ENGLISH),
    ("提示词是：\n\n```bash\nls\n```", PROMPT),
]


@pytest.mark.parametrize(("lead", "prompt"), LEADING)
def test_a_sentence_leads_on_to_a_prompt_with_tags(lead, prompt) -> None:
    page = PAGE.format(lead=lead, prompt=prompt)
    root = only("a.md", page)
    assert root.value == {"prompt": prompt}
    assert root.offset == page.index(prompt)


@pytest.mark.parametrize(("lead", "prompt"), OTHERS)
def test_other_sentences_lead_on_to_none(lead, prompt) -> None:
    assert read("a.md", PAGE.format(lead=lead, prompt=prompt)) == []


def test_only_the_next_paragraph_with_tags_is_led_on_to() -> None:
    page = PAGE.format(lead="提示词是：", prompt=f"先看效果。\n\n{PROMPT}")
    assert read("a.md", page) == []
    assert read("a.md", PAGE.format(lead="提示词是：", prompt=PROMPT).replace("Seedance", "Film")) == []
