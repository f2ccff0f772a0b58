"""A request of each provider's own shape is judged by that provider's own rules."""

import json

import pytest

from seedance_lint import lint_request

ARK = {
    "model": "doubao-seedance-2-0-260128",
    "content": [
        {"type": "text", "text": "Image 1 is the hero, 图片2 is the square behind him. Follow the camera of Video 1."},
        {"type": "image_url", "image_url": {"url": "https://example.com/hero.png"}, "role": "reference_image"},
        {"type": "image_url", "image_url": {"url": "asset://asset-20260401-square"}, "role": "reference_image"},
        {"type": "video_url", "video_url": {"url": "https://example.com/walk.mp4"}, "role": "reference_video"},
    ],
    "ratio": "16:9",
    "duration": -1,
}
EVOLINK = {
    "model": "seedance-2.0-reference-to-video",
    "prompt": "Use image 1 as first frame and image 2 as scene. Follow the camera movement of video 1.",
    "image_urls": ["https://example.com/start.png", "https://example.com/square.png"],
    "video_urls": ["https://example.com/walk.mp4"],
    "duration": 15,
    "quality": "720p",
}
FAL = {
    "prompt": "@Image1 as first frame. Replicate @Video1 camera movement.",
    "image_urls": ["https://example.com/start.png"],
    "video_urls": ["https://example.com/walk.mp4"],
    "duration": "auto",
    "resolution": "720p",
}
REPLICATE = {
    "prompt": "[Image1] as first frame. Replicate [Video1] camera movement.",
    "reference_images": ["https://example.com/start.png"],
    "reference_videos": ["https://example.com/walk.mp4"],
    "duration": -1,
    "aspect_ratio": "9:21",
}
JIMENG = {
    "prompt": "@图片1作为首帧，参考@视频1的运镜。",
    "image_urls": ["https://example.com/start.png"],
    "video_urls": ["https://example.com/walk.mp4"],
    "duration": 10,
}
CLEAN = {
    "ark-2.0": ARK,
    "ark-2.5": {**ARK, "model": "doubao-seedance-2-5-260628", "duration": 30},
    "evolink-2.0": EVOLINK,
    "fal-2.0": FAL,
    "replicate-2.0": REPLICATE,
    "jimeng-ui": JIMENG,
}


def found(profile, body):
    result = lint_request(body, profile=profile)
    assert not result.failures
    assert result.summary.prompts == 1
    return [(each.rule, str(each.severity), each.pointer) for each in result.diagnostics]


def said(body, text):
    """Return a body of the shape that ``content`` has, with another prompt."""
    changed = json.loads(json.dumps(body))
    changed["content"][0]["text"] = text
    return changed


@pytest.mark.parametrize("profile", CLEAN)
def test_a_request_of_its_own_is_fine(profile):
    assert found(profile, CLEAN[profile]) == []


def images(count, field="image_urls"):
    return {field: [f"https://example.com/{number}.png" for number in range(count)]}


@pytest.mark.parametrize(
    ("profile", "body", "expected"),
    [
        (
            "ark-2.0",
            said(ARK, "Image 1 and Image 3 fight in 图片2, like in Video 1."),
            ("undefined-reference", "error", "/content/0/text"),
        ),
        ("ark-2.0", said(ARK, "Image 1 walks, like in Video 1."), ("unused-asset", "warning", "/content/2/image_url/url")),
        ("ark-2.0", {**ARK, "duration": 16}, ("invalid-parameter", "error", "/duration")),
        ("evolink-2.0", {**EVOLINK, **images(2, "video_urls")}, ("wrong-modality", "error", "/video_urls/0")),
        ("evolink-2.0", {**EVOLINK, "quality": "4k"}, ("invalid-parameter", "warning", "/quality")),
        ("evolink-2.0", {**EVOLINK, "quality": "9k"}, ("invalid-parameter", "error", "/quality")),
        ("fal-2.0", {**FAL, "duration": 5}, ("wrong-type", "error", "/duration")),
        ("fal-2.0", {**FAL, "prompt": "@image1 and @Video1"}, ("nonstandard-tag", "warning", "/prompt")),
        ("replicate-2.0", {**REPLICATE, "prompt": "@Image1 and [Video1]"}, ("nonstandard-tag", "warning", "/prompt")),
        ("replicate-2.0", {**REPLICATE, "prompt": "[Image1] [Video1]" + "!" * 4000}, ("prompt-too-long", "error", "/prompt")),
        ("jimeng-ui", {**JIMENG, "prompt": "@Image1 @视频1"}, ("nonstandard-tag", "warning", "/prompt")),
    ],
)
def test_what_breaks_its_rules_is_found(profile, body, expected):
    assert expected in found(profile, body)


BEAT = "https://example.com/tone.mp3"


@pytest.mark.parametrize(
    ("profile", "body"),
    [
        (
            "ark-2.0",
            {
                "model": "doubao-seedance-2-0-260128",
                "content": [
                    {"type": "text", "text": "Cut on the beat of Audio 1."},
                    {"type": "audio_url", "audio_url": {"url": BEAT}, "role": "reference_audio"},
                ],
            },
        ),
        ("evolink-2.0", {"prompt": "Cut on the beat of audio 1.", "audio_urls": [BEAT]}),
        ("fal-2.0", {"prompt": "Cut on the beat of @Audio1.", "audio_urls": [BEAT]}),
        ("replicate-2.0", {"prompt": "Cut on the beat of [Audio1].", "reference_audios": [BEAT]}),
    ],
)
def test_audio_alone_is_rejected_where_they_say_so(profile, body):
    assert [rule for rule, _, _ in found(profile, body)] == ["audio-only-references"]


def test_audio_alone_is_fine_where_they_do_not():
    assert found("seedance-2.0", {"prompt": "Cut on the beat of @Audio1.", "audio_urls": [BEAT]}) == []


@pytest.mark.parametrize("spelling", ["Image 2", "image 2", "图片2", "Image2"])
def test_bare_names_are_tags_where_the_provider_has_no_others(spelling):
    assert found("ark-2.0", said(ARK, f"Image 1 meets {spelling}, like in Video 1.")) == []
