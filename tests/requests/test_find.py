"""Requests are found in plain values, whatever provider's shape they have."""

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seedance_lint.hosts.located import Clue, Template
from seedance_lint.profiles import load_profile
from seedance_lint.requests import find_requests
from seedance_lint.requests.contracts import Contracts
from seedance_lint.source import Span

PROFILE = load_profile("seedance-2.0")


class Found(NamedTuple):
    """The requests of a value, and how many more are for other products."""

    found: list
    skipped: int


def found(value) -> Found:
    requests = find_requests(value, PROFILE)
    return Found(requests.found, requests.skipped)


def urls(request):
    """Kind to the URLs with their paths, as short text."""
    if request.assets is None:
        return None
    return {
        kind: [(asset.url, "/".join(map(str, asset.path)), asset.role) for asset in files]
        for kind, files in request.assets.items()
        if files
    }


A, B, C = "https://x.io/a.png", "https://x.io/b.mp4", "https://x.io/c.mp3"

SHAPES = [
    ("nothing about files", {"prompt": "p"}, None),
    ("a record of a data set", {"id": 7, "prompt": "p", "lang": "en"}, None),
    ("a whole request without files", {"model": "seedance-2.0", "prompt": "p", "duration": 5}, {}),
    ("a request with a name that nobody documents", {"model": "seedance-2.0", "prompt": "p", "extra": 5}, None),
    ("a model of ours that the profile lacks", {"model": "seedance-2.0-fast", "prompt": "p"}, None),
    (
        "documented",
        {"prompt": "p", "image_urls": [A], "video_urls": [B], "audio_urls": [C]},
        {"image": [(A, "image_urls/0", None)], "video": [(B, "video_urls/0", None)], "audio": [(C, "audio_urls/0", None)]},
    ),
    ("an empty list", {"prompt": "p", "image_urls": []}, {}),
    ("null for a list", {"prompt": "p", "image_urls": None, "audio_urls": [C]}, {"audio": [(C, "audio_urls/0", None)]}),
    ("a string for a list", {"prompt": "p", "image_urls": A}, {"image": [(A, "image_urls", None)]}),
    ("a number for a list", {"prompt": "p", "image_urls": 3}, None),
    (
        "an item that is no string",
        {"prompt": "p", "image_urls": [A, 3]},
        {"image": [(A, "image_urls/0", None), (None, "image_urls/1", None)]},
    ),
    ("reference_images", {"prompt": "p", "reference_images": [A]}, {"image": [(A, "reference_images/0", None)]}),
    ("camel case", {"prompt": "p", "imageUrls": [A]}, {"image": [(A, "imageUrls/0", None)]}),
    (
        "references and a first frame",
        {"prompt": "p", "start_image_url": B, "image_refs": [A]},
        {"image": [(A, "image_refs/0", None), (B, "start_image_url", "first_frame")]},
    ),
    (
        "objects with roles",
        {"prompt": "p", "image_urls": [{"url": A, "role": "First Frame"}, {"role": "reference_image", "image_url": {"url": B}}]},
        {"image": [(A, "image_urls/0/url", "first_frame"), (B, "image_urls/1/image_url/url", None)]},
    ),
    ("one image, beside a parameter", {"prompt": "p", "image_url": A, "duration": 5}, {"image": [(A, "image_url", None)]}),
    ("one image of a gallery", {"prompt": "p", "image_url": A, "title": "t"}, None),
    (
        "the result beside the references",
        {"prompt": "p", "image_urls": [A], "video_url": B, "duration": 5},
        {"image": [(A, "image_urls/0", None)]},
    ),
    (
        "a list of several kinds, told by their suffixes",
        {"prompt": "p", "mediaUrls": [A, B], "duration": 5},
        {"image": [(A, "mediaUrls/0", None)], "video": [(B, "mediaUrls/1", None)]},
    ),
    ("a list of several kinds that nothing tells", {"prompt": "p", "mediaUrls": [A, "https://x.io/b"], "duration": 5}, None),
    (
        "a list of several kinds that are told",
        {"prompt": "p", "medias": [{"role": "video_references", "value": B}, {"type": "image", "url": A}]},
        {"video": [(B, "medias/0/value", None)], "image": [(A, "medias/1/url", None)]},
    ),
    (
        "files in a text, as a command line has them",
        {"prompt": "p", "files": "a.png, b.mp4"},
        {"image": [("a.png", "files", None)], "video": [("b.mp4", "files", None)]},
    ),
    ("files of local paths", {"prompt": "p", "reference_image_path": "a.png"}, {"image": [("a.png", "reference_image_path", None)]}),
    (
        "URLs of any kind",
        {"prompt": "p", "inputs": {"urls": [A, B]}},
        {"image": [(A, "inputs/urls/0", None)], "video": [(B, "inputs/urls/1", None)]},
    ),
    ("files in a nested part", {"prompt": "p", "parameters": {"image_urls": [A]}}, {"image": [(A, "parameters/image_urls/0", None)]}),
    (
        "a word in front of the name",
        {"prompt": "p", "omni_images_list": f"{A},{A}", "omni_video_files": ""},
        {"image": [(A, "omni_images_list", None)] * 2},
    ),
    ("a word in front in camel case", {"prompt": "p", "heroImageFile": "a.png"}, {"image": [("a.png", "heroImageFile", None)]}),
    (
        "words for files",
        {"prompt": "p", "image_urls": ["图片1", "<image 2>", "base64..."]},
        {"image": [(None, f"image_urls/{index}", None) for index in range(3)]},
    ),
    (
        "words for files of any kind",
        {"prompt": "p", "file_paths": ["图片1", "视频1"]},
        {"image": [(None, "file_paths/0", None)], "video": [(None, "file_paths/1", None)]},
    ),
    ("a file that was made", {"prompt": "p", "thumbnail_image_url": A}, None),
    ("what a workflow puts there", {"prompt": "p", "i2v_images_list": "={{ $json.outputs }}"}, None),
    (
        "items in camel case",
        {"prompt": "p", "references": [{"sourceUrl": A, "assetType": "Image", "role": "reference"}]},
        {"image": [(A, "references/0/sourceUrl", None)]},
    ),
    (
        "an image and a last frame",
        {"prompt": "p", "image_url": A, "last_frame_image": A},
        {"image": [(A, "image_url", "first_frame"), (A, "last_frame_image", "last_frame")]},
    ),
    ("an image and no last frame", {"prompt": "p", "image_url": A, "last_frame_image": None}, {"image": [(A, "image_url", None)]}),
    (
        "an image and both frames",
        {"prompt": "p", "image_url": A, "first_frame_url": A, "last_frame_url": A},
        {"image": [(A, "image_url", None), (A, "first_frame_url", "first_frame"), (A, "last_frame_url", "last_frame")]},
    ),
    (
        "roles as people write them",
        {"prompt": "p", "image_urls": [{"url": A, "role": "First-Frame"}, {"url": A, "role": "last frame"}]},
        {"image": [(A, "image_urls/0/url", "first_frame"), (A, "image_urls/1/url", "last_frame")]},
    ),
    (
        "URLs with queries and anchors",
        {"prompt": "p", "reference_urls": [f"{A}#top", f"{B}?x=1#t"]},
        {"image": [(f"{A}#top", "reference_urls/0", None)], "video": [(f"{B}?x=1#t", "reference_urls/1", None)]},
    ),
    (
        "frames as references",
        {"prompt": "p", "options": {"reference_first_frame": A, "reference_last_frame": A}},
        {"image": [(A, "options/reference_first_frame", "first_frame"), (A, "options/reference_last_frame", "last_frame")]},
    ),
]


@pytest.mark.parametrize(("value", "expected"), [row[1:] for row in SHAPES], ids=[row[0] for row in SHAPES])
def test_shapes(value, expected) -> None:
    (request,), skipped = found(value)
    assert urls(request) == expected
    assert (request.prompt, request.prompt_path, request.path, request.fields, skipped) == ("p", ("prompt",), (), value, 0)


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ("a.png, b.jpg", ["a.png", "b.jpg"]),
        ("refs/a.png,\nrefs/b.webp,", ["refs/a.png", "refs/b.webp"]),
        (f"{A},{C}", [A, C]),
        ("rain, take 2.png", ["rain, take 2.png"]),
        ("https://x.io/w_100,h_50/a.png", ["https://x.io/w_100,h_50/a.png"]),
        (f"{A},b.png", [f"{A},b.png"]),
    ],
)
def test_a_text_may_name_several_files(given, names) -> None:
    (request,) = found({"model": "seedance-2.0", "prompt": "p", "Image URLs": given}).found
    assert [asset[:3] for asset in request.assets["image"]] == [("image", number, name) for number, name in enumerate(names, 1)]


NAMED = [
    ({"engine": "seedance-2.0", "提示词": "渔夫收网"}, 1),
    ({"image_prompt": "a boat", "seedance_prompt": "The boat of @Image1 sails."}, 1),
    ({"defaults": {"engine": "seedance-2.0"}, "shots": [{"video_prompt": "She walks."}, {"video_prompt": "She sits."}]}, 2),
    ({"title": "Shots for Seedance", "shots": [{"Video Prompt": "She walks."}]}, 1),
    ({"title": "Shots for Kling", "shots": [{"video_prompt": "She walks."}]}, 0),
    ({"title": "Seedance", "stills": {"model": "flux-dev"}, "shots": [{"scene_prompt": "She walks."}]}, 0),
    ({"shots": [{"video_prompt": "She walks."}], "note": f"Seedance {'or another one ' * 20}"}, 0),
]


@pytest.mark.parametrize(("value", "count"), NAMED)
def test_prompts_by_other_names_where_the_value_speaks_of_us(value, count) -> None:
    assert len(found(value).found) == count


@pytest.mark.parametrize("name", ["resultVideos", "output_videos", "generatedVideo"])
def test_a_list_of_finished_videos_makes_a_gallery(name) -> None:
    ((request,), _) = found({"prompt": "@Image2 walks.", "image_urls": [A], name: [B]})
    assert request.assets is None


def test_an_entry_of_a_gallery_keeps_what_it_calls_references() -> None:
    entry = {"prompt": "p", "video_url": B, "preview_image_url": A, "tags": ["sea"], "aspect_ratio": "16:9", "duration": 5}
    (request,) = found(entry).found
    assert urls(request) is None
    (request,) = found({**entry, "reference_urls": [A, C]}).found
    assert urls(request) == {"image": [(A, "reference_urls/0", None)], "audio": [(C, "reference_urls/1", None)]}


@pytest.mark.parametrize(
    ("prompt", "count"), [("@Image1 walks to @Image2.", 2), ("@Image3 walks.", None), ("She walks.", None), ("@Video1 walks.", None)]
)
def test_an_entry_of_a_gallery_was_made_of_what_went_in_if_that_has_all_that_its_prompt_means(prompt, count) -> None:
    (request,) = found({"prompt": prompt, "thumbnail": A, "video_url": B, "author": "ann", "inputImages": [A, A]}).found
    assert (None if request.assets is None else request.given("image")) == count


def test_a_prompt_may_be_an_object_of_languages() -> None:
    texts = {"en": "The sea.", "zh": "大海。", "ja": ""}
    case = {"model": "seedance-2.5", "title": {"en": "Sea"}, "prompt": texts}
    assert [(each.prompt, each.prompt_path) for each in found([case]).found] == [
        ("The sea.", (0, "prompt", "en")),
        ("大海。", (0, "prompt", "zh")),
    ]
    assert [each.prompt_path for each in found({"model": "seedance-2.5", "content": texts}).found] == [("content", "en"), ("content", "zh")]
    for other in (
        {**case, "model": "kling-v2"},
        {**case, "model": None},
        {**case, "prompt": {**texts, "notes": "x"}},
        {**case, "prompt": {}},
    ):
        assert not found(other).found


def test_an_object_of_languages_may_be_beside_the_name_of_the_first() -> None:
    texts = {"en": "The sea.", "zh": "大海。"}
    case = {"model": "seedance-2.5", "prompt": {"originalLanguage": "en", "fallback": texts}}
    assert [(each.prompt, each.prompt_path) for each in found([case]).found] == [
        ("The sea.", (0, "prompt", "fallback", "en")),
        ("大海。", (0, "prompt", "fallback", "zh")),
    ]
    for prompt in (
        {"notes": "x", "texts": texts},
        {"texts": texts, "title": texts},
        {"en": "The sea.", "texts": texts},
        {"lang": "en", "texts": {**texts, "notes": "x"}},
        {"lang": "en", "texts": {}},
        {"lang": "en", "texts": "The sea."},
    ):
        assert not found({**case, "prompt": prompt}).found


def test_a_prompt_in_two_languages_is_two_requests_with_the_same_files() -> None:
    case = {"id": 7, "prompt_en": "The sea.", "prompt_zh": "大海。", "prompt_theme_en": "sea", "reference_images": [A]}
    requests = found({"model": "seedance-2.5", "cases": [case]}).found
    assert [(request.prompt, request.prompt_path) for request in requests] == [
        ("The sea.", ("cases", 0, "prompt_en")),
        ("大海。", ("cases", 0, "prompt_zh")),
    ]
    assert [urls(request) for request in requests] == [{"image": [(A, "cases/0/reference_images/0", None)]}] * 2
    assert found({"model": "kling-v2", "cases": [case]}).found == found([case]).found == []
    assert [request.prompt for request in found({"model": "seedance-2.5", "prompt": "p", "promptZh": "<提示词>", "promptEn": 3}).found] == [
        "p"
    ]


def test_typed_parts() -> None:
    value = {
        "model": "doubao-seedance-2-0-260128",
        "content": [
            {"type": "text", "text": "p"},
            {"type": "image_url", "image_url": {"url": A}, "role": "last_frame"},
            {"type": "video_url", "video_url": {"url": B}, "role": "reference_video"},
        ],
    }
    ((request,), _) = found({"jobs": [value]})
    assert request.prompt_path == ("jobs", 0, "content", 0, "text")
    assert urls(request) == {
        "image": [(A, "jobs/0/content/1/image_url/url", "last_frame")],
        "video": [(B, "jobs/0/content/2/video_url/url", None)],
    }


@pytest.mark.parametrize(
    ("place", "count"),
    [("client.content_generation.tasks.create", 1), ("https://a.io/api/v3/contents/generations/tasks", 1), ("chat.create", 0)],
)
def test_typed_parts_without_a_file_are_a_request_where_they_are_sent_to_us(place, count) -> None:
    value = {"content": [{"type": "text", "text": "p"}]}
    assert len(find_requests(value, Contracts(), (Clue("call", place, Span(0, 0)),)).found) == count


@pytest.mark.parametrize("prompt", [None, 3, ["p"], False])
@pytest.mark.parametrize("beside", [{}, {"model": "seedance-2.0"}, {"image_urls": [A], "id": 1}])
def test_a_prompt_that_is_no_string_reaches_the_rules(prompt, beside) -> None:
    ((request,), _) = found({"prompt": prompt, **beside})
    assert (request.prompt, request.fields["prompt"]) == ("", prompt)


def test_files_around_a_nested_prompt() -> None:
    ((request,), _) = found({"model": "seedance-2.0", "input": {"prompt": "p"}, "parameters": {"image_urls": [A]}})
    assert urls(request) == {"image": [(A, "parameters/image_urls/0", None)]}


@pytest.mark.parametrize("inside", ["metadata", "input"])
def test_files_in_a_part_of_a_request_are_no_second_one(inside) -> None:
    content = [{"type": "image_url", "image_url": {"url": A}, "role": "first_frame"}]
    (request,) = found({"model": "doubao-seedance-2-0-260128", "prompt": "p", inside: {"content": content}}).found
    assert urls(request) == {"image": [(A, f"{inside}/content/0/image_url/url", "first_frame")]}
    (request,) = found({"model": "doubao-seedance-2-0-260128", inside: {"content": content}}).found
    assert request.prompt == ""


def test_order_and_depth() -> None:
    deep: object = {"prompt": "deep"}
    for _ in range(100_000):
        deep = [deep]
    value = {"first": [{"prompt": "a", "more": {"prompt": "b"}}, deep], "prompt": "top", "last": {"prompt": "z"}}
    assert [request.prompt for request in found(value).found] == ["top", "a", "b", "deep", "z"]


def test_aliases_and_cycles_are_walked_once() -> None:
    shared = {"prompt": "shared"}
    ring: list[object] = [shared, shared]
    for _ in range(60):
        ring = [ring, ring]
    ring.append(ring)
    assert len(found(ring).found) == 1


def test_sizes_and_lengths_are_read() -> None:
    ((request,), _) = found({"prompt": "p", "video_urls": [{"url": B, "size": 5000, "duration": 4.5}, {"url": B, "size": "1280x720"}]})
    assert [(asset.size, asset.duration) for asset in request.assets["video"]] == [(5000, 4.5), (None, None)]


def test_names_inside_of_a_file_may_be_in_camel_case() -> None:
    ((request,), _) = found({"prompt": "p", "video_urls": [{"sourceUrl": B, "sizeBytes": 5000, "durationSeconds": 4.5}]})
    assert [(asset.url, asset.size, asset.duration) for asset in request.assets["video"]] == [(B, 5000, 4.5)]


@pytest.mark.parametrize(
    ("parts", "prompt"),
    [
        ([{"type": "text", "text": "q"}, {"type": "image_url", "image_url": {"url": A}}], "q"),
        ([{"type": "text", "text": "q"}], "p"),
        ([{"type": "image_url", "image_url": {"url": A}}], "p"),
    ],
)
def test_the_text_among_the_files_counts_where_there_are_two(parts, prompt) -> None:
    ((request,), _) = found({"model": "seedance-2.0", "prompt": "p", "content": parts})
    assert request.prompt == prompt


def test_a_client_may_take_pictures_alone_as_a_prompt() -> None:
    picture = {"type": "image", "source": {"type": "url", "value": A}}
    assert not found({"model": "seedance-2.0", "prompt": [picture]}).found
    assert len(found({"model": "seedance-2.0", "prompt": ["a", "b"]}).found) == 1


def test_typed_parts_on_their_own() -> None:
    parts = [{"type": "text", "text": "p"}, {"type": "image_url", "image_url": {"url": A}}, {"type": "video_url", "video_url": {"url": B}}]
    for contracts, standing in ((PROFILE, "set"), (Contracts(), "unknown")):
        (request,) = find_requests(parts, contracts).found
        assert (request.prompt, request.prompt_path, request.contract.standing) == ("p", (0, "text"), standing)
        assert urls(request) == {"image": [(A, "1/image_url/url", None)], "video": [(B, "2/video_url/url", None)]}


@pytest.mark.parametrize(
    ("value", "count"), [({"prompt": 3}, 1), ([{"prompt": 3}], 0), ({"prompt": 3, "id": 4}, 0), ({"prompt": 3, "image_urls": [A]}, 1)]
)
def test_a_prompt_that_is_no_string_is_one_where_nothing_else_is_beside_it(value, count) -> None:
    assert len(found(value).found) == count


def test_text_in_text_in_text() -> None:
    import json

    value: object = {"prompt": "p"}
    depths = []
    for _ in range(5):
        depths.append([request.prompt_path for request in found(value).found])
        value = {"a": json.dumps(value)}
    assert [len(each) for each in depths] == [1, 1, 1, 1, 0]


@settings(max_examples=40)
@given(st.recursive(st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(
    st.sampled_from(["prompt", "model", "image_urls", "content", "type", "text", "input", "images", "medias", "url", "role", "duration"]) | st.integers(), inner)))  # fmt: skip
def test_no_value_is_too_odd(value) -> None:
    for request in found(value).found:
        here = value
        for part in request.prompt_path:
            here = here[part]
        assert here == request.prompt or not isinstance(here, str)


@pytest.mark.parametrize(
    "file",
    [
        {"id": "a", "signedUrl": "https://example.com/a.png"},
        {"key": "a", "body": "data:image/png;base64,AA=="},
        {"url": Template("asset://{}", (Span(8, 10),))},
        {"type": "image_url", "image_url": {"url": Template("{}", (Span(0, 2),))}},
    ],
)
def test_a_file_may_have_its_url_under_another_name_or_from_elsewhere(file) -> None:
    (request,) = found({"prompt": "x", "image_urls": [file]}).found
    (asset,) = request.assets["image"]
    assert (asset.url, isinstance(asset.value, dict)) == (None, False)


def test_a_file_without_any_url_is_an_object_still() -> None:
    (request,) = found({"prompt": "x", "image_urls": [{"role": "first_frame"}]}).found
    assert isinstance(request.assets["image"][0].value, dict)


@pytest.mark.parametrize(("given", "roles"), [(["a.png"], ["first_frame"]), (["a.png", "b.png"], [None, None])])
def test_several_files_in_the_field_of_a_frame_have_no_role(given, roles) -> None:
    (request,) = found({"prompt": "x", "first_frame_url": given}).found
    assert [asset.role for asset in request.assets["image"]] == roles
