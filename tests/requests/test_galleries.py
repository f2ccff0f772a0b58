"""Galleries and libraries of prompts: texts that no field calls a prompt, in files that name Seedance."""

import pytest

from seedance_lint.profiles import load_profile
from seedance_lint.requests import find_requests

PROFILE = load_profile("seedance-2.0")
SEA = "A boat tilts between black waves, rain hits the lens, the camera sinks below the water line."
OVEN = "A baker opens the brick oven, sparks fly, close-up of the crust, slow push-in."


def found(value):
    requests = find_requests(value, PROFILE).found
    return [
        (request.prompt, None if request.assets is None else {kind: len(files) for kind, files in request.assets.items()})
        for request in requests
    ]


def entry(**fields):
    return {"title": "Pier", "author": "ann", "video": "https://x.io/a.mp4", "model": "Seedance 2.0", **fields}


@pytest.mark.parametrize("name", ["content", "text", "original", "en", "zh"])
def test_an_entry_of_a_gallery_may_call_its_prompt_a_text(name):
    assert found({"items": [entry(**{name: SEA})]}) == [(SEA, None)]  # the video is what was made
    for other in (
        entry(**{name: SEA}, model="Kling 3.0"),
        entry(**{name: "A short film about the sea that won a prize in the autumn of that year."}),
        entry(**{name: "You can move the camera with the words of this prompt, as the example shows."}),
        entry(about=SEA),
    ):
        assert found({"items": [other]}) == []


def test_a_long_film_may_have_a_word_of_pages():
    lesson = "The prompt for such a film should say what the reader needs."
    long = f"{SEA} {OVEN} Wide shot of the pier at dusk, a gull lands on a post, the light of the tower turns, a child runs along the planks. A prompter whispers the next line."
    assert found({"items": [entry(text=f"{long} On a screen: my first prompt.")]}) == [(f"{long} On a screen: my first prompt.", None)]
    assert found({"items": [entry(text=f"{SEA} {lesson}")]}) == []
    assert found({"items": [entry(text=f"{long} {lesson} {lesson} {lesson}")]}) == []


def test_an_entry_with_a_tag_needs_no_name_of_the_product():
    tagged = SEA.replace("A boat", "The boat of @Image1")
    said = {"title": "Pier", "author": "ann", "video": "https://x.io/a.mp4", "zh": "@图片1 中的船在浪间摇晃，镜头缓缓下沉。"}
    assert [prompt for prompt, _ in found([{**said, "en": tagged}])] == [tagged, said["zh"]]
    assert found([{**said, "en": tagged, "model": "Kling 3.0"}]) == []
    assert found([{**said, "en": SEA, "zh": "浪"}]) == []
    assert found([{"title": "Pier", "en": tagged}]) == []


PICTURE = {"type": "IMAGE", "prompt": "A baker in an apron, studio light."}
CLIP = {"type": "VIDEO", "prompt": OVEN}


@pytest.mark.parametrize("name", ["type", "kind", "mediaType", "output_type", "category"])
def test_an_item_that_says_it_is_a_picture_is_no_request(name):
    picture = {name: PICTURE["type"], "prompt": PICTURE["prompt"]}
    assert found({"model": "seedance-2.0", "shots": [picture, CLIP]}) == [(OVEN, None)]
    for other in ({**picture, "duration": 5}, {**picture, "model": "seedance-2.0"}, {**picture, "image_url": "https://x.io/a.png"}):
        assert [prompt for prompt, _ in found({"model": "seedance-2.0", "shots": [other]})] == [PICTURE["prompt"]]


@pytest.mark.parametrize("said", [{"kind": "audio"}, {"target": "photo"}, {"type": "music"}, {"task": "t2i"}, {"task_type": "image_edit"}])
def test_an_item_that_says_it_is_something_else_is_no_request(said):
    assert found({"model": "seedance-2.0", "shots": [{**said, "prompt": "Welcome to the show."}, CLIP]}) == [(OVEN, None)]


@pytest.mark.parametrize("name", ["force_single", "forceSingle", "use_pre_llm"])
def test_a_field_of_pictures_alone_shows_one(name):
    assert found({"title": "Jimeng", "jobs": [{"prompt": SEA, "width": 512, name: True}]}) == []
    assert len(found({"title": "Jimeng", "jobs": [{"prompt": SEA, name: True, "duration": 5}]})) == 1


@pytest.mark.parametrize("said", [{"name": "Poster"}, {"title": "封面"}, {"usage": "thumbnail"}])
def test_an_item_that_is_called_a_cover_or_a_poster_is_no_request(said):
    assert found({"model": "seedance-2.0", "shots": [{**said, "prompt": "The sea at dusk."}, CLIP]}) == [(OVEN, None)]


@pytest.mark.parametrize("name", ["封面", "poster_image", "characters", "outfit", "服装"])
def test_what_holds_covers_or_people_holds_no_requests(name):
    made = {"prompt": "A woman in a red coat, plain background."}
    assert found({"title": "Seedance", name: made, "shots": [{"prompt": OVEN}]}) == [(OVEN, None)]
    assert found({"title": "Seedance", name: [made]}) == []
    assert len(found({"title": "Seedance", name: {**made, "duration": 5}})) == 1


@pytest.mark.parametrize("name", ["channel", "subtype"])
def test_an_item_may_name_its_product_otherwise(name):
    assert found({"jobs": [{name: "minimax", "prompt": OVEN, "duration": 5}, {name: "seedance", "prompt": SEA, "duration": 5}]}) == [
        (SEA, None)
    ]


@pytest.mark.parametrize("name", ["variation_prompts", "shot_prompts"])
def test_a_list_of_prompts_by_other_names(name):
    assert found({"title": "Seedance", name: [SEA, "a note", OVEN]}) == [(SEA, None), (OVEN, None)]


def test_a_prompt_in_several_languages_in_a_file_that_names_seedance():
    value = {"site": "Seedance 2.0 gallery", "entries": [{"slug": "sea", "prompt": {"en": SEA, "zh": "船在浪间摇晃，镜头缓缓下沉。"}}]}
    assert [prompt for prompt, _ in found(value)] == [SEA, "船在浪间摇晃，镜头缓缓下沉。"]
    assert found({**value, "site": "Gallery"}) == []


def test_lists_of_prompts():
    value = {"name": "Seedance 2.0 prompts", "categories": [{"name": "sea", "prompts": [SEA, "Tip: be brief", OVEN]}]}
    assert [prompt for prompt, _ in found(value)] == [SEA, OVEN]
    assert found({**value, "name": "Prompts"}) == []


@pytest.mark.parametrize(
    ("fields", "files"),
    [
        ({"images": "2"}, {"image": 2}),
        ({"images": 1, "videos": 1}, {"image": 1, "video": 1}),
        ({"images": "0"}, {"image": 0}),
        ({"inputs": [{"tag": "@Image1", "file": "a.png"}, {"tag": "@Image2", "file": "b.png"}]}, {"image": 2}),
    ],
)
def test_files_by_their_number_and_by_their_tags(fields, files):
    assert found({"model": "seedance-2.0", "prompt": SEA, **fields}) == [(SEA, files)]


def test_a_post_may_announce_its_prompt_in_a_short_paragraph():
    post = f"New today, made with Seedance 2.0:\n\n{SEA}"
    assert found({"items": [entry(content=post)]}) == [(post, None)]
    for other in (
        f"The pier at night.\n\nHow to write a prompt for it: {SEA}",
        f"New in Seedance 2.0, and what I think about it after a week in which I made forty clips for a customer of mine.\n\n{SEA}",
        "New with Seedance 2.0\n\nThe model is out now in all countries, and I have made a list of what is new.",
    ):
        assert found({"items": [entry(content=other)]}) == []


def test_a_post_that_tells_how_a_film_was_made_is_no_prompt():
    for other in (
        "Blenderで船を組み、Seedanceで統合しています。カメラワークの指示も楽になりました。",
        "Blender and Seedance 2.0 are great\n\nRough shapes became a cinematic scene of a harbour, with little work. https://t.co/a",
    ):
        assert found({"items": [entry(text=other)]}) == []
    for prompt in (
        f"Seedance 2.0で: 0-5s {SEA} 5-10s a close-up, golden hour, wide shot.",
        f"My prompt for Seedance 2.0\n\n{SEA} https://t.co/a",
        f"{SEA} https://t.co/a",
    ):
        assert found({"items": [entry(text=prompt)]}) == [(prompt, None)]


def test_a_film_with_times_does_not_teach():
    film = (
        "0-3s: wide shot of a choir on a pier, every note hangs in the fog. 3-6s: close-up of the conductor, slow push-in. "
        "6-10s: tracking shot along the rail."
    )
    assert found({"items": [entry(content=film)]}) == [(film, None)]
    assert found({"items": [entry(content=f"`{film}`")]}) == []


def test_a_list_of_prompts_may_hold_objects_with_a_text():
    still = {"label": "Still", "model": "gpt-image-2", "text": "Draw a storyboard of six panels with a slow push-in."}
    motion = {"label": "Motion", "model": "seedance-2.0", "text": "The menu slides in and the button lights up."}
    assert [prompt for prompt, _ in found({"prompts": [still, motion]})] == [motion["text"]]
    for name in ("prompts", "templates"):
        assert [prompt for prompt, _ in found({"name": "Seedance 2.0", name: [{"label": "Sea", "text": SEA}]})] == [SEA]
    for other in (
        {"models": [motion]},
        {"prompts": [{**motion, "text": "[your product] turns on a table"}]},
        {"prompts": [{**motion, "text": "Menu"}]},
        {"prompts": [{"label": "Sea", "text": SEA}]},
        {"name": "Seedance 2.0", "prompts": [{"label": "Tip", "text": "Short sentences work best."}]},
    ):
        assert found(other) == []


@pytest.mark.parametrize("name", ["author_link", "author_handle", "creatorUrl", "creator_link"])
def test_where_to_find_who_made_a_video_tells_a_gallery(name):
    shown = {"id": 7, "model": "seedance-2.5", "prompt": SEA, "images": ["7.jpg"], "author": "@ann"}
    assert found([{**shown, name: "https://x.io/ann"}]) == [(SEA, None)]
    assert found([{**shown, name: "https://x.io/ann", "reference_images": ["a.png"]}]) == [(SEA, {"image": 1})]
    assert found([{key: value for key, value in shown.items() if key != "author"}]) == [(SEA, {"image": 1})]


def test_a_video_beside_its_author_is_what_was_made() -> None:
    entry = {
        "prompt": "The yard at dawn, @Image1 waits.",
        "videoUrl": "https://example.com/a.mp4",
        "model": "seedance-2.0",
        "author": "Mara",
    }
    for value, known in (
        (entry, False),
        ({**entry, "author": 1} | {"creator": "Mara"}, False),
        ({name: each for name, each in entry.items() if name != "author"}, True),
        ({**entry, "image_urls": ["https://example.com/a.png"]}, True),
    ):
        (request,) = find_requests(value, PROFILE).found
        assert (request.assets is not None) is known, value


def test_what_is_heard_in_words_is_no_file() -> None:
    request = {"model": "seedance-2.0", "prompt": "The yard at dawn.", "duration": 5}
    for audio, count in (
        ({"music": "soft piano, rain on a roof"}, 0),
        ({"url": "https://example.com/a.mp3", "note": "soft piano"}, 1),
        ({"asset": "a1"}, 1),
    ):
        (found,) = find_requests({**request, "audio": audio}, PROFILE).found
        assert len((found.assets or {}).get("audio", ())) == count, audio


@pytest.mark.parametrize(
    "beside",
    [
        {"fullPrompt2": SEA},
        {"extracted_prompts": [{"title": "Sea", "words": SEA}]},
        {"promptVariants": [SEA]},
        {"prompts": {"first": SEA}},
        {"完整提示词": f"{SEA}{SEA}"},
    ],
)
def test_beside_a_field_that_is_called_after_prompts_a_text_is_a_post(beside):
    post = {"author": "ann", "video": "https://x.io/a.mp4", "content": OVEN}
    assert found({"title": "Seedance gallery", "items": [{**post, **beside}]}) == []


@pytest.mark.parametrize(
    "beside", [{"prompt_id": 4}, {"has_prompt": True}, {"prompt_language": "en"}, {"negativePrompt": SEA}, {"image_prompt": SEA}]
)
def test_a_field_without_the_prompt_leaves_the_text_one(beside):
    post = {"author": "ann", "video": "https://x.io/a.mp4", "content": OVEN}
    assert [prompt for prompt, _ in found({"title": "Seedance gallery", "items": [{**post, **beside}]})] == [OVEN]


@pytest.mark.parametrize(("name", "files"), [("media", None), ("media_files", None), ("reference_files", {"image": 1})])
def test_a_list_of_files_with_their_sizes_shows_what_was_made(name, files) -> None:
    """But for one whose name says that they are references."""
    (request,) = find_requests(
        {"model": "seedance-2.0", "prompt": "p", name: [{"url": "https://x.io/a.png", "height": 420}]}, PROFILE
    ).found
    assert (None if request.assets is None else {kind: len(each) for kind, each in request.assets.items() if each}) == files
