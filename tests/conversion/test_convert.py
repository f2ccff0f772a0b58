"""Prompts and requests from one contract to another and back."""

import json
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

import seedance_lint
from seedance_lint.config.settings import Settings
from seedance_lint.contracts.recognise import Chosen
from seedance_lint.conversion import NotOneRequest, convert_request
from seedance_lint.linter.lint import Linter
from seedance_lint.profiles import load_profile, names
from seedance_lint.requests import Contracts

NAMES = list(names())
FIRSTS = list({load_profile(name).family: name for name in NAMES}.values())
"""One profile of each provider."""


@cache
def linter(name):
    profile = load_profile(name)
    return Linter(Settings(profile, contracts=Contracts(chosen=Chosen((profile,)))))


def converted(value, source, target):
    return convert_request(value, linter(source), Chosen((load_profile(target),)))


PROMPTS = st.sampled_from([
    "A fox runs.",
    "@Image1 walks past, lit as @Image1 is.",
    "主角是@Image1，镜头慢慢推近。",
    "@Image1, then the pace of @Video1.",
    "She wears what @Image2 shows; @Image1 is the place.",
])  # fmt: skip
REQUESTS = st.fixed_dictionaries(
    {"model": st.just("seedance-2.0"), "prompt": PROMPTS},
    optional={
        "image_urls": st.integers(1, 9).map(lambda n: [f"https://example.com/{i}.png" for i in range(n)]),
        "video_urls": st.integers(1, 3).map(lambda n: [f"https://example.com/{i}.mp4" for i in range(n)]),
        "audio_urls": st.integers(1, 3).map(lambda n: [f"https://example.com/{i}.mp3" for i in range(n)]),
        "duration": st.integers(4, 15),
        "quality": st.sampled_from(["480p", "720p", "1080p"]),
        "aspect_ratio": st.sampled_from(["16:9", "9:16", "1:1"]),
        "generate_audio": st.booleans(),
        "seed": st.integers(0, 99),
    },
)


@given(REQUESTS, st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_there_and_back_gives_the_same_for_all_that_both_can_say(request_, first, second):
    start = converted(request_, "seedance-2.0", first)
    if not start.complete:
        return
    there = converted(start.value, first, second)
    if there.complete:
        assert converted(there.value, second, first).value == start.value


@pytest.mark.slow
@pytest.mark.parametrize("second", NAMES)
def test_every_pair(second):
    request = {"model": "seedance-2.0", "prompt": "@Image1 walks.", "image_urls": ["https://example.com/a.png"], "duration": 8}
    for first in FIRSTS:
        start = converted(request, "seedance-2.0", first)
        if not start.complete:
            continue
        there = converted(start.value, first, second)
        if there.complete:
            assert converted(there.value, second, first).value == start.value, first


LOSSES = [
    ("an eleventh image", {"image_urls": [f"https://e.com/{i}.png" for i in range(11)]}, "fal-2.0", ["/image_urls/9", "/image_urls/10"]),
    ("the 30 seconds of 2.5", {"duration": 30}, "kie-2.0", ["/duration"]),
    ("auto where nobody has it", {"duration": "auto"}, "kie-2.0", ["/duration"]),
    ("audio alone", {"audio_urls": ["https://e.com/a.mp3"]}, "ark-2.0", ["/audio_urls/0"]),
    ("a parameter", {"seed": 7}, "ark-2.0", ["/seed"]),
    ("an unknown field", {"mood": {"a": 1}}, "fal-2.0", ["/mood"]),
    ("a role", {"image_urls": [{"url": "https://e.com/a.png", "role": "first_frame"}]}, "fal-2.0", ["/image_urls/0/url"]),
    ("what stands beside an address", {"image_urls": [{"url": "https://e.com/a.png", "weight": 2}]}, "fal-2.0", ["/image_urls/0/weight"]),
]  # fmt: skip


@pytest.mark.parametrize(("more", "target", "pointers"), [case[1:] for case in LOSSES], ids=[case[0] for case in LOSSES])
def test_what_the_target_cannot_take_is_told_at_its_place(more, target, pointers):
    made = converted({"model": "seedance-2.5", "prompt": "A fox runs.", **more}, "seedance-2.5", target)
    assert [each.pointer for each in made.losses] == pointers


SPELLINGS = [
    ("@图片1 作为首帧，参考@视频1的运镜", "jimeng-ui", "ark-2.0", "Image 1 作为首帧，参考Video 1的运镜"),
    ("Image 1 walks, as in Image 2.", "ark-2.0", "fal-2.0", "@Image1 walks, as in @Image2."),
    ("图片1 是主角", "ark-2.0", "fal-2.0", "@Image1 是主角"),
    ("Image 1 walks.", "auto", "replicate", "[Image1] walks."),
    ("@Image1-3 dance.", "fal-2.0", "ark-2.0", "Image 1, Image 2, Image 3 dance."),
    ("[Image1]leaves", "replicate-2.0", "ark-2.0", "Image 1 leaves"),
]


@pytest.mark.parametrize(("prompt", "source", "target", "expected"), SPELLINGS)
def test_tags_are_respelled(prompt, source, target, expected):
    made = seedance_lint.convert(prompt, to=target, profile=source)
    assert (made.value, made.losses) == (expected, ())


def test_words_that_would_become_tags_are_told():
    made = seedance_lint.convert("@Image1 beside image 2 of the album.", to="ark-2.0", profile="fal-2.0")
    assert [(each.span, "read it as a tag" in each.message) for each in made.losses] == [((15, 22), True)]


def test_tags_follow_their_files():
    parts = [{"type": "image_url", "image_url": {"url": f"https://e.com/{name}.png"}, "role": role} for name, role in (("a", "first_frame"), ("b", "reference_image"))]  # fmt: skip
    body = {"model": "dreamina-seedance-2-5-260628", "content": [{"type": "text", "text": "Image 1, Image 2."}, *parts]}
    made = seedance_lint.convert(body, to="higgsfield-2.5")
    assert made.value["prompt"] == "@Image2, @Image1."
    assert (made.value["image_urls"], made.value["image_url"]) == (["https://e.com/b.png"], "https://e.com/a.png")


def test_of_a_family_the_profile_of_the_edition_is_taken():
    body = {
        "model": "bytedance/seedance-2.5/reference-to-video",
        "prompt": "@Image1",
        "image_urls": ["https://e.com/a.png"],
        "duration": "30",
    }
    made = seedance_lint.convert(body, to="ark")
    assert (made.target, made.value["duration"], made.losses) == ("ark-2.5", 30, ())


@pytest.mark.parametrize("value", [{}, {"prompt": 3}, {"a": [{"prompt": "x"}, {"prompt": "y"}]}])
def test_it_must_be_one_request(value):
    with pytest.raises(NotOneRequest):
        seedance_lint.convert(value, to="fal") if value != {"prompt": 3} else convert_request(
            {"b": 1}, linter("fal-2.0"), Chosen((load_profile("fal-2.0"),))
        )


def test_a_result_is_ready_for_json():
    assert json.loads(json.dumps(seedance_lint.convert("@Image1", to="ark").to_dict()))["value"] == "Image 1"
