"""What a value says of its prompts and files, where a small fault in reading it would not show elsewhere."""

import json

import pytest

from seedance_lint import lint_request
from seedance_lint.config.configuration import Configuration, Overrides
from seedance_lint.contracts import UNKNOWN
from seedance_lint.hosts import host_for
from seedance_lint.linter.lint import Linter
from seedance_lint.profiles import load_profile
from seedance_lint.requests import find_requests
from seedance_lint.requests.contracts import Contracts
from seedance_lint.source import SourceDocument

A = "https://x.io/a.png"
PROFILE = load_profile("seedance-2.0")


def found(value):
    return find_requests(value, PROFILE)


def test_a_request_in_a_text_is_for_the_product_that_is_named_around_it() -> None:
    """Whatever the field with the text is called."""
    (request,) = found({"model": "seedance-2.0", "saved": json.dumps({"video_prompt": "p"})}).found
    assert request.prompt_path == ("saved", "video_prompt")
    requests = found({"model": "kling-v2", "saved": json.dumps({"prompt": "p"})})
    assert (requests.found, requests.others) == ([], [(("saved", "prompt"), "Kling")])


@pytest.mark.parametrize("text", ['{ "steps": 4 }', "[ 1, 2 ]"])
def test_settings_beside_a_model_are_no_prompt(text) -> None:
    assert found({"model": "seedance-2.0", "input": text}).found == []


def test_a_value_in_a_circle_is_asked_once_which_products_it_names() -> None:
    value: dict[str, object] = {"title": "Seedance", "shots": [{"video_prompt": "p"}]}
    value["all"] = [value, value]
    assert len(found(value).found) == 1


def test_a_frame_that_another_node_makes_is_a_frame() -> None:
    (request,) = found({"prompt": "p", "first_frame_image": ["3", 0]}).found
    assert [(asset.url, asset.path, asset.role) for asset in request.assets["image"]] == [(None, ("first_frame_image",), "first_frame")]


def test_a_draft_needs_no_prompt() -> None:
    value = {"model": "doubao-seedance-2-0-260128", "content": [{"type": "draft_task", "draft_task": {"id": "a"}}]}
    (request,) = find_requests(value, Contracts()).found
    assert (request.prompt, request.prompt_path, request.needs_prompt) == ("", ("content",), False)


@pytest.mark.parametrize(
    ("value", "count"),
    [
        ({"names": ["Seedance"], "shots": [{"video_prompt": "p"}]}, 1),
        ({"model": "seedance-2.0", "a": {"b": {"video_prompt": "p"}}, "stills": {"model": "flux-dev"}}, 1),  # the nearest around it
        ({"prompt": 3, "author": "a", "image_urls": [A]}, 1),
        ({"prompt": 3, "author": "a", "views": 1, "image_urls": [A]}, 0),  # of a gallery
    ],
)
def test_what_else_a_value_names_tells_whether_it_has_prompts(value, count) -> None:
    assert len(found(value).found) == count


@pytest.mark.parametrize(("naming", "count"), [(0, 0), (2, 0), (3, 30), (30, 30)])
def test_a_few_records_of_a_collection_say_nothing_of_the_others(naming, count) -> None:
    records = [{"prompt_text": "p", "tags": ["Seedance", "sea"] if number < naming else ["sea"]} for number in range(30)]
    assert len(found({"items": records}).found) == count
    assert len(found({"title": "Seedance", "items": records}).found) == 30
    assert len(found({"items": records[:12]}).found) == (12 if naming else 0)


def test_a_url_that_begins_with_an_expression_is_one_file() -> None:
    (request,) = found({"prompt": "p", "image_urls": "{{ host }}/a.png"}).found
    assert [asset.url for asset in request.assets["image"]] == ["{{ host }}/a.png"]


def test_the_lists_of_typed_parts_on_their_own_are_the_value() -> None:
    parts = [{"type": "text", "text": "p"}, {"type": "image_url", "image_url": {"url": A}}]
    (request,) = found(parts).found
    assert request.media_paths == {"image": ()}


def test_a_file_that_is_named_twice_is_one() -> None:
    files = [{"kind": "image", "role": "first_frame", "assetId": "a"}, {"kind": "image", "role": "last_frame", "assetId": "b"}]
    (request,) = found({"prompt": "p", "model": "seedance-2.0", "inputImages": ["a", "b"], "references": files}).found
    assert [(asset.url, asset.role) for asset in request.assets["image"]] == [("a", "first_frame"), ("b", "last_frame")]


def test_an_empty_list_leaves_the_single_file() -> None:
    (request,) = found({"prompt": "p", "model": "seedance-2.0", "image_url": A, "reference_image_urls": None}).found
    assert request.given("image") == 1


def test_numbered_fields_of_files_of_any_kind() -> None:
    (request,) = found({"prompt": "p", "model": "seedance-2.0", "file1": "a.png", "file_2": "b.mp4"}).found
    assert (request.given("image"), request.given("video")) == (1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "{提示词}",
        "{your scene}",
        "用户描述的场景",
        "用户输入的提示词",
        "完整 Seedance 2.0 提示词",
        "你的完整视频提示词",
        "完整可复制的提示词文本",
        "The full Seedance 2.5 prompt",
    ],
)
def test_a_slot_is_no_prompt(text) -> None:
    value = {"model": "seedance-2.0", "prompt": text, "duration": 5}
    assert found(value).found == []
    parts = [{"type": "text", "text": text}]
    assert found({"model": "seedance-2.0", "content": parts}).found == []
    assert len(found({**value, "prompt": f"{text} walks"}).found) == 1


@pytest.mark.parametrize("text", ["A prompt answer: she nods at once.", "她提示词人继续写诗", "The final bell, a prompt to run"])
def test_a_text_with_the_word_is_a_prompt(text) -> None:
    assert len(found({"model": "seedance-2.0", "prompt": text, "duration": 5}).found) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Enter the name of a host:", 0),
        ("You are a patient librarian who sorts letters. " * 20, 0),
        ("你是一位图书管理员，负责整理来信。", 0),
        ("You are what you eat: a fox of lettuce runs through a salad.", 0),
        ("A librarian sorts letters.", 1),
    ],
)
def test_what_a_person_or_a_chat_is_asked_is_no_prompt_where_nothing_mentions_a_video(text, count) -> None:
    assert len(found({"step": {"prompt": text, "name": "a"}}).found) == count
    assert len(found({"model": "seedance-2.0", "prompt": text}).found) == 1
    assert len(found({"prompt": f"{text} @Image1"}).found) == 1


@pytest.mark.parametrize(
    ("value", "count"),
    [
        ({"title": "Seedance", "plan": {"frame_rate": "", "final_prompt": ""}}, 0),
        ({"title": "Seedance", "plan": {"frame_rate": "24", "final_prompt": "Rain."}}, 1),
        ({"model": "seedance-2.0", "final_prompt": ""}, 1),
        ({"id": 6, "seedancePrompt": {"prompt": "Rain.", "duration": 5}, "prompt": ""}, 1),
        ({"title": "Seedance", "plan": {"final_prompt": "", "image_urls": [A]}}, 1),
    ],
)
def test_a_form_that_is_to_be_filled_in_is_no_request(value, count) -> None:
    assert len(found(value).found) == count


def test_the_text_among_the_parts_that_a_client_takes_for_a_prompt() -> None:
    parts = [{"type": "image", "source": {"value": "a"}}, {"type": "text", "content": "@Image1 waves."}]
    (request,) = find_requests({"model": "bytedance/seedance-2.0", "prompt": parts}, Contracts()).found
    assert (request.prompt, request.prompt_path, request.assets) == ("@Image1 waves.", ("prompt", 1, "content"), None)
    assert not lint_request({"model": "bytedance/seedance-2.0", "prompt": parts}).diagnostics
    sent = {"model": "seedance-2.0", "prompt": parts}
    assert [each.rule for each in lint_request(sent).diagnostics] == ["wrong-type"]  # the page takes a string


def test_the_name_of_the_product_is_no_provider() -> None:
    (request,) = find_requests(
        {"service": "seedance", "request": {"prompt": "rain", "model": "seedance", "ratio": "9:16"}}, Contracts()
    ).found
    assert request.contract is not None
    assert request.contract.standing == UNKNOWN


@pytest.mark.parametrize(("field", "rules"), [("image_paths", []), ("image_files", []), ("image_urls", ["invalid-url"])])
def test_a_field_that_says_so_takes_paths_where_a_tool_may_send_the_files(field, rules) -> None:
    body = {"model": "seedance-2.0", "prompt": "@Image1 waves.", field: ["shots/a.png"], "note": 1}
    assert [each.rule for each in lint_request(body).diagnostics] == rules


@pytest.mark.parametrize(
    ("value", "count"),
    [
        ({"title": "Seedance 2.5", "prompt": "📝 Prompt", "copy": "Copy"}, 0),
        ({"title": "Seedance 2.5", "prompt": "Prompt de origem", "author": "Autor"}, 0),
        ({"title": "Seedance 2.5", "prompt": "提示词（点击展开）", "copy": "复制"}, 0),
        ({"title": "Seedance 2.5", "prompt": "A ferry at dusk", "copy": "Copy"}, 1),
        ({"model": "seedance-2.5", "prompt": "rain, as a prompt says", "duration": 5}, 1),
        ({"prompt": "rain, as a prompt says"}, 1),
        ({"title": "Seedance 2.5", "prompt": "A ferry leaves at dusk, as the prompt of this test says.", "copy": "Copy"}, 1),
    ],
)
def test_the_name_of_a_field_is_no_prompt(value, count) -> None:
    assert len(find_requests(value, Contracts()).found) == count


@pytest.mark.parametrize(
    ("value", "count"),
    [
        ({"title": "Seedance", "cardLabels": {"prompt": "Full prompt (click to open)", "author": "By"}}, 0),
        ({"title": "Seedance", "i18n": {"prompt": "完整提示词（点击展开）"}}, 0),
        ({"title": "Seedance", "cards": {"prompt": "A fox runs.", "author": "By"}}, 1),
        ({"title": "Seedance", "labels": {"prompt": "A fox runs.", "image_urls": [A]}}, 1),
    ],
)
def test_the_texts_of_a_page_are_no_prompts(value, count) -> None:
    assert len(found(value).found) == count


@pytest.mark.parametrize(("ours", "others", "count"), [(1, 29, 0), (1, 0, 30), (3, 27, 30), (30, 0, 30)])
def test_a_collection_that_names_our_product_once_among_others_is_none_of_ours(ours, others, count) -> None:
    said = ["Works with Seedance 2.0 as well."] * ours + ["Made for Nano Banana Pro."] * others + ["Quiet."] * (30 - ours - others)
    records = [{"content": json.dumps({"prompt": "A baker at the oven.", "style": "warm"}), "description": each} for each in said]
    linter = Linter(Configuration(Overrides(isolated=True)).settings_for("a.json"))
    for data, prompts in ((records, count), ({"items": records}, count), ({"title": "Seedance", "items": records}, 30)):
        result = linter.lint(SourceDocument("a.json", json.dumps(data)), host_for("a.json"))
        assert result.summary.prompts == prompts
