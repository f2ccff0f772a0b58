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


@cache
def linter(name):
    profile = load_profile(name)
    return Linter(Settings(profile, contracts=Contracts(chosen=Chosen((profile,)))))


def converted(value, source, target):
    return convert_request(value, linter(source), Chosen((load_profile(target),)))


URL = "https://example.com/"
REQUESTS = [
    {"prompt": "A fox runs."},
    {"prompt": "@Image1 walks past, lit as @Image1 is.", "image_urls": [f"{URL}a.png", f"{URL}b.png"], "duration": 8},
    {"prompt": "@Image1 to @Image3 dance.", "image_urls": [f"{URL}{n}.png" for n in range(3)], "quality": "720p", "aspect_ratio": "16:9"},
    {"prompt": "主角是@Image1，节奏按@Video1，配@Audio1。", "image_urls": [f"{URL}a.png"], "video_urls": [f"{URL}a.mp4"], "audio_urls": [f"{URL}a.mp3"]},
    {"prompt": "A fox runs.", "duration": "auto", "aspect_ratio": "adaptive", "generate_audio": True},
    {"prompt": "@Image1 turns to @Image2.", "image_urls": [{"url": f"{URL}a.png", "role": "first_frame"}, {"url": f"{URL}b.png", "role": "last_frame"}]},
]  # fmt: skip
"""Requests that show each kind of thing that a contract may have its own way to say."""


def as_said_by(first, request):
    """Return a request as a contract has it."""
    return converted({"model": f"seedance-{load_profile(first).edition}", **request}, f"seedance-{load_profile(first).generation}", first)


@cache
def sayable(first):
    """Return those of the requests that a contract can say, as it has them."""
    return [start.value for request in REQUESTS if (start := as_said_by(first, request)).complete]


def inside(pointer, value):
    for part in pointer.split("/")[1:]:
        value = value[int(part) if isinstance(value, list) else part.replace("~1", "/").replace("~0", "~")]
    return value


def survives(start, first, second):
    """Convert a request there and back: it is the same again, or what the target does not take was told at a place that is there."""
    there = converted(start, first, second)
    if there.complete:
        back = converted(there.value, second, first)
        assert (back.value, back.losses) == (start, ())
    for loss in there.losses:
        at = inside(loss.pointer, start)
        assert loss.message
        assert loss.span is None or at[slice(*loss.span)]


@pytest.mark.slow
@pytest.mark.parametrize("first", NAMES)
def test_what_both_can_say_survives_there_and_back(first):
    """To every other contract, to each with another of the requests."""
    known = sayable(first)
    for number, second in enumerate(NAMES):
        survives(known[number % len(known)], first, second)


def test_every_contract_can_say_something():
    """Else the tests above would show nothing of it."""
    assert [name for name in NAMES if not sayable(name)] == []


BODIES = st.fixed_dictionaries(
    {"model": st.just("seedance-2.0"), "prompt": st.sampled_from([request["prompt"] for request in REQUESTS])},
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


@given(BODIES, st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_any_request_survives(body, first, second):
    if seedance_lint.lint_request(body, profile="seedance-2.0").ok:  # no tag without a file
        start = as_said_by(first, {name: value for name, value in body.items() if name != "model"})
        if start.complete:
            survives(start.value, first, second)


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
    ("@Image1-3 dance.", "fal-2.0", "ark-2.0", "Image 1-3 dance."),
    ("@Image1 to @Image3 dance.", "fal-2.0", "ark-2.0", "Image 1 to 3 dance."),
    ("Image 1 to 3 dance.", "ark-2.0", "replicate-2.0", "[Image1] to [Image3] dance."),
    ("@图片1到@图片3跳舞", "jimeng-ui", "ark-2.0", "Image 1到3跳舞"),
    ("Image 1到3跳舞", "ark-2.0", "jimeng-ui", "@图片1到@图片3跳舞"),
    ("@Image1~@Image3 dance.", "fal-2.0", "ark-2.0", "Image 1-3 dance."),
    ("@Image1", "fal-2.0", "venice-2.0", "<Image 1>"),
    ("<Image 1>", "venice-2.0", "fal-2.0", "@Image1"),
    ("", "fal-2.0", "ark-2.0", ""),
    ("@Image1&2 dance.", "fal-2.0", "ark-2.0", "Image 1&Image 2 dance."),
    ("[Image1]leaves", "replicate-2.0", "ark-2.0", "Image 1 leaves"),
]


@pytest.mark.parametrize(("prompt", "source", "target", "expected"), SPELLINGS)
def test_tags_are_respelled(prompt, source, target, expected):
    made = seedance_lint.convert(prompt, to=target, profile=source)
    assert (made.value, made.losses) == (expected, ())


def test_a_prompt_alone_is_judged_by_the_target_too():
    made = seedance_lint.convert("雨：@Image12 dances.", to="kie-2.0", profile="fal-2.5")
    assert [(each.pointer, each.span) for each in made.losses] == [("", (2, 10))]
    assert "at most 9 images" in made.losses[0].message
    made = seedance_lint.convert("@图片30和@图片2", to="kie-2.0", profile="jimeng-ui-2.5")
    assert [each.span for each in made.losses] == [(0, 5)]
    assert seedance_lint.convert("@Image12 dances.", to="kie-2.5", profile="fal-2.5").losses == ()


def test_what_was_wrong_before_is_no_loss():
    assert seedance_lint.convert("@Image0 dances with @Image.", to="kie-2.0", profile="fal-2.0").losses == ()


def test_words_that_would_become_tags_are_told():
    made = seedance_lint.convert("@Image1 beside image 2 of the album.", to="ark-2.0", profile="fal-2.0")
    assert [(each.span, "read it as a tag" in each.message) for each in made.losses] == [((15, 22), True)]


def test_tags_follow_their_files():
    parts = [{"type": "image_url", "image_url": {"url": f"https://e.com/{name}.png"}, "role": role} for name, role in (("a", "first_frame"), ("b", "reference_image"))]  # fmt: skip
    body = {"model": "dreamina-seedance-2-5-260628", "content": [{"type": "text", "text": "Image 1, Image 2."}, *parts]}
    made = seedance_lint.convert(body, to="higgsfield-2.5")
    assert made.value["prompt"] == "@Image2, @Image1."
    assert (made.value["image_urls"], made.value["image_url"]) == (["https://e.com/b.png"], "https://e.com/a.png")


def test_a_range_whose_files_move_becomes_a_list():
    roles = ("first_frame", "reference_image", "reference_image", "reference_image")
    parts = [{"type": "image_url", "image_url": {"url": f"{URL}{number}.png"}, "role": role} for number, role in enumerate(roles)]
    body = {"model": "dreamina-seedance-2-5-260628", "content": [{"type": "text", "text": "Image 1 to 3 dance."}, *parts]}
    assert seedance_lint.convert(body, to="higgsfield-2.5").value["prompt"] == "@Image4, @Image1, @Image2 dance."


CONDITIONS = [
    ("a first frame sets the ratio", {"image_url": f"{URL}a.png", "aspect_ratio": "16:9"}, "/aspect_ratio"),
    ("an edit keeps the ratio", {"video_urls": [f"{URL}a.mp4"], "task": "editing", "aspect_ratio": "16:9"}, "/aspect_ratio"),
    ("an edit keeps the length", {"video_urls": [f"{URL}a.mp4"], "task": "editing", "duration": "8"}, "/duration"),
    ("an edit needs a video", {"image_urls": [f"{URL}a.png"], "task": "editing"}, "/task"),
]  # fmt: skip


@pytest.mark.parametrize(("more", "pointer"), [case[1:] for case in CONDITIONS], ids=[case[0] for case in CONDITIONS])
def test_conditions_of_the_target_are_told_at_their_place_in_the_source(more, pointer):
    made = seedance_lint.convert({"prompt": "She turns.", **more}, to="ark-2.5", profile="fal-2.5")
    assert pointer in [each.pointer for each in made.losses]


def test_an_objection_to_words_of_the_prompt_stands_at_the_words_of_the_source():
    """Where files are not known, a list of parts without any says that there are none."""
    prompt = "雨中的@Video1, and @Video9."
    made = seedance_lint.convert({"prompt": prompt}, to="ark-2.5", profile="seedance-2.5")
    assert [(each.pointer, prompt[slice(*each.span)]) for each in made.losses] == [("/prompt", "@Video1"), ("/prompt", "@Video9")]


def test_an_address_that_the_target_cannot_fetch_is_told():
    inside = {"prompt": "@image1 walks.", "image_urls": ["asset://abc"], "mode": "omni_reference"}
    made = seedance_lint.convert({"model": "seedance", "input": inside, "task_type": "seedance-2.5"}, to="fal")
    assert [each.pointer for each in made.losses] == ["/input/image_urls/0"]


JIMENG = [
    ("@图片1 作为首帧，镜头缓慢推近。", 1, 0, 0),
    ("参考@视频1的运镜，@图片1里的女孩走进雨夜的巷子。", 1, 1, 0),
    ("@图片1和@图片2的人物在@图片3的场景里对话，配乐用@音频1。", 3, 0, 1),
    ("@图片1到@图片4是同一个角色的四个角度，保持一致。", 4, 0, 0),
    ("把@视频1延长5秒，结尾定格在@图片1。", 1, 1, 0),
    ("The hero of @图片1 rides past; cut on the beat of @音频1.", 1, 0, 1),
    ("“@图片1”穿着@图片2的外套，手里拿着@图片3。", 3, 0, 0),
    ("@视频1里的动作，换成@图片1的角色来做；声音来自@音频1、@音频2。", 1, 1, 2),
    ("0-3秒：@图片1出场。\n3-6秒：镜头切到@图片2。", 2, 0, 0),
    ("清晨的海边，一只狐狸奔跑。", 0, 0, 0),
]
"""Prompts in the spelling of Jimeng's page, and how many images, videos and audios go with each."""


def test_requests_of_jimeng_elsewhere_and_back(file_regression):
    shown = []
    for prompt, *counts in JIMENG:
        body = {"prompt": prompt}
        for (name, suffix), count in zip((("image_urls", "png"), ("video_urls", "mp4"), ("audio_urls", "mp3")), counts, strict=True):
            body |= {name: [f"{URL}{number}.{suffix}" for number in range(count)]} if count else {}
        shown.append(prompt)
        for target in ("ark-2.0", "fal-2.0", "replicate-2.0", "kie-2.0"):
            made = seedance_lint.convert(body, to=target, profile="jimeng-ui")
            back = seedance_lint.convert(made.value, to="jimeng-ui", profile=target)
            assert (made.losses, back.value, back.losses) == ((), body, ())
            shown.append(f"  {target}: {json.dumps(made.value, ensure_ascii=False)}")
    file_regression.check("\n".join(shown) + "\n", encoding="utf-8")


EDITIONS = [
    ("ark-2.0", "ark-2.5", {"duration": 15, "ratio": "21:9", "resolution": "1080p"}),
    ("fal-2.0", "fal-2.5", {"duration": "15", "aspect_ratio": "21:9", "resolution": "1080p"}),
    ("kie-2.0", "kie-2.5", {"duration": 15, "aspect_ratio": "21:9"}),
    ("replicate-2.0", "replicate-2.5", {"duration": 15, "aspect_ratio": "21:9"}),
]


@pytest.mark.parametrize(("old", "new", "more"), EDITIONS)
def test_from_one_edition_to_the_next_and_back(old, new, more):
    body = converted({"model": "seedance-2.0", **REQUESTS[3]}, "seedance-2.0", old).value
    inside = body.get("input", body)
    inside |= more
    there = converted(body, old, new)
    assert there.losses == ()
    assert converted(there.value, new, old).value == body
    longer = there.value.get("input", there.value)
    longer["duration"] = type(longer["duration"])(30)
    told = converted(there.value, new, old)
    assert [each.pointer.rpartition("/")[2] for each in told.losses] == ["duration"]
    assert "30" in told.losses[0].message


def test_what_the_next_edition_added_is_told_file_by_file():
    images = [f"{URL}{number}.png" for number in range(30)]
    made = converted({"prompt": "@Image1 to @Image30 dance.", "image_urls": images}, "fal-2.5", "fal-2.0")
    assert [each.pointer for each in made.losses if "at most 9" in each.message] == [f"/image_urls/{number}" for number in range(9, 30)]


PIAPI = [
    ("seedance-2", "kie-2.0", "bytedance/seedance-2"),
    ("seedance-2-fast", "kie-2.0", "bytedance/seedance-2-fast"),
    ("seedance-2-mini", "kie-2.0", "bytedance/seedance-2-mini"),
    ("seedance-2.5", "kie-2.5", "bytedance/seedance-2-5"),
    ("seedance-2.5-flash", "fal-2.5-flash", "bytedance/seedance-2.5/flash/reference-to-video"),
]


@pytest.mark.parametrize(("named", "target", "model"), PIAPI)
def test_fields_that_name_model_and_use_are_read_and_written(named, target, model):
    inside = {"prompt": "@image1 walks.", "image_urls": [f"{URL}a.png"], "mode": "omni_reference"}
    body = {"model": "seedance", "input": inside, "task_type": named}
    made = seedance_lint.convert(body, to=target)
    assert (made.value["model"], made.losses) == (model, ())
    back = seedance_lint.convert(made.value, to="piapi", profile=target)
    assert (back.value, back.losses) == (body, ())


def test_frames_of_a_list_are_such_by_the_mode():
    inside = {"prompt": "@image1 turns to @image2.", "image_urls": [f"{URL}a.png", f"{URL}b.png"], "mode": "first_last_frames"}
    made = seedance_lint.convert({"model": "seedance", "input": inside, "task_type": "seedance-2"}, to="kie")
    assert (made.value["input"]["first_frame_url"], made.value["input"]["last_frame_url"]) == (f"{URL}a.png", f"{URL}b.png")
    assert made.losses == ()


def test_a_model_without_its_like_is_told():
    body = {"model": "seedance", "input": {"prompt": "A fox."}, "task_type": "seedance-2-less-restriction"}
    assert [each.pointer for each in seedance_lint.convert(body, to="fal").losses] == ["/task_type"]


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
