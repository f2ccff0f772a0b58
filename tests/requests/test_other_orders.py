"""Texts that a field calls a prompt, and that order something else than a video: pictures, or a word on a video; and what is no request at all."""

import pytest

from seedance_lint.hosts.file_names import tells_of_pictures
from seedance_lint.profiles import load_profile
from seedance_lint.requests import find_requests

PROFILE = load_profile("seedance-2.0")
CLIP = "A ferry leaves the pier at dusk, the camera pulls back."


def prompts(value: object) -> list[str]:
    return [request.prompt for request in find_requests(value, PROFILE).found]


@pytest.mark.parametrize(
    "text",
    [
        "Create an image of a ferry at dusk.",
        "生成四张图",
        "生成三张渡轮的设定图",
        "一张黄昏时分的渡轮海报",
        "draw a poster of the ferry, bold letters",
    ],
)
def test_the_order_of_a_picture_is_no_prompt_of_a_video(text: str) -> None:
    assert prompts({"title": "Seedance", "items": [{"id": 1, "prompt": text}, {"id": 2, "prompt": CLIP}]}) == [CLIP]
    for beside in ({"model": "seedance-2.0"}, {"duration": 5}, {"image_urls": ["https://x.io/a.png"]}):
        assert prompts({"id": 1, "prompt": text, **beside}) == [text]


def test_the_order_of_a_video_may_begin_with_a_picture() -> None:
    for text in ("Create an image of a ferry that becomes a video of the crossing.", "一张旧照片缓缓展开，镜头推进", "生成一张渡轮的视频"):
        assert prompts({"title": "Seedance", "items": [{"id": 1, "prompt": text}]}) == [text]


@pytest.mark.parametrize("text", ["The pier at dusk, warm light...", "黄昏的码头，暖色调…"])
def test_the_beginning_of_a_prompt_is_none(text: str) -> None:
    shown = {"title": "Seedance", "part": {"section": "one", "prompt": text, "colors": ["#fc0"]}}
    assert prompts(shown) == []
    for other in ("黄昏的码头，灯一盏盏熄灭……", f"{CLIP} {CLIP}...", "@Image1 walks on..."):
        assert prompts({**shown, "part": {**shown["part"], "prompt": other}}) == [other]
    assert prompts({"model": "seedance-2.0", "prompt": text}) == [text]


@pytest.mark.parametrize("text", ["Analyze this video and list every cut.", "分析这个视频，列出每个镜头"])
def test_what_a_model_is_asked_about_a_video_is_no_prompt_of_one(text: str) -> None:
    asked = {"prompt": text, "video_url": "https://x.io/a.mp4"}
    assert prompts(asked) == []
    assert prompts({**asked, "prompt": f"{text} @Video1"}) == [f"{text} @Video1"]


def test_what_is_over_is_no_request_of_files_alone() -> None:
    parts = [{"type": "video_url", "video_url": {"url": "https://x.io/a.mp4"}}]
    sent = {"model": "doubao-seedance-2-0-260128", "content": parts}
    assert prompts(sent) == [""]
    assert prompts({**sent, "status": "queued"}) == [""]
    assert prompts({**sent, "id": "cgt-1", "status": "succeeded"}) == []


def test_a_field_of_videos_without_a_value_says_nothing() -> None:
    picture = {"kind": "image", "prompt": "A ferry, flat colours.", "content": ""}
    assert prompts({"model": "seedance-2.0", "items": [picture]}) == []
    assert prompts({"model": "seedance-2.0", "items": [{**picture, "duration": 5}]}) == [picture["prompt"]]


@pytest.mark.parametrize(
    ("path", "is_of_picture"),
    [
        ("tools/text-to-image/prompt.txt", True),
        ("tools/Image_Prompts/one.txt", True),
        ("文生图/one.txt", True),
        ("text-to-image/video_prompt.txt", False),
        ("text-to-image/videos/prompt.txt", False),
        ("images/prompt.txt", False),
        ("prompt.txt", False),
    ],
)
def test_a_folder_may_say_that_a_prompt_is_for_a_picture(path: str, is_of_picture: bool) -> None:
    assert tells_of_pictures(path, has_tags=False) is is_of_picture


def _operation(model: object, **said: object) -> dict[str, object]:
    shots = {"type": "array", "examples": [[{"prompt": CLIP, "duration": 2}]]}
    schema = {"type": "object", "properties": {"model": model, "input": {"type": "object", "properties": {"multi_prompt": shots}}}}
    return {"title": "Seedance and others", "post": {**said, "requestBody": {"schema": schema}}}


def test_the_schema_around_an_example_tells_its_model() -> None:
    taken = {"type": "string", "enum": ["kling-3.0/video"], "default": "kling-3.0/video"}
    assert prompts(_operation(taken)) == []
    for other in (
        {"type": "string", "enum": ["kling-3.0/video", "bytedance/seedance-2.0"]},
        {"type": "string", "default": "bytedance/seedance-2.0"},
        {"type": "string"},
        {"enum": ["kling-3.0/video"]},
    ):
        assert prompts(_operation(other)) == [CLIP], other


def test_an_operation_is_called_after_its_product() -> None:
    assert prompts(_operation({"type": "string"}, operationId="kling-generate")) == []
    assert prompts(_operation({"type": "string"}, operationId="generate-video")) == [CLIP]
