"""Which requests are for our product, which for another one, and which values are no requests at all."""

import pytest

from seedance_lint.hosts.located import Clue
from seedance_lint.requests import find_requests
from seedance_lint.requests.contracts import Contracts
from seedance_lint.source import Span
from tests.requests.test_find import A, found

NOT_REQUESTS = [
    ("a message to an assistant", {"model": "seedance-helper", "messages": [{"role": "user", "content": [{"type": "text", "text": "p"}]}]}),
    ("what an assistant is told", {"model": "seedance-2.0", "messages": [{"role": "system", "content": [{"type": "text", "text": "p"}]}]}),
    ("the answer of a server", {"code": 0, "data": {"taskId": "1", "status": "pending", "prompt": "p"}}),
    ("a chat message", {"role": "user", "content": [{"type": "text", "text": "p"}, {"type": "image_url", "image_url": {"url": A}}]}),
    ("a tool's answer", {"content": [{"type": "text", "text": "p"}]}),
    ("a schema", {"properties": {"prompt": {"type": "string"}, "image_urls": {"type": "array"}, "model": {"type": "string"}}}),
    ("a description of fields", {"request": {"prompt": "prompt", "media": {"image": "image_urls"}}, "name": "seedance-x"}),
    ("a type", {"model": "seedance-2.0", "prompt": "string", "image_urls": ["string"]}),
    ("a question to an assistant that is tested", {"id": 1, "prompt": "Make a video of a cat.", "expected_output": "A prompt"}),
    ("a prompt that is left out", {"model": "seedance-2.0", "input": {"prompt": "...", "duration": 5}}),
    ("a question whose answer is compared", {"id": 1, "prompt": "Make a video of a cat.", "expected": "calls create"}),
    ("an order to an assistant in a workflow", {"anthropic_api_key": "${{ secrets.KEY }}", "prompt": "Review the pull request."}),
    ("the name of a file", {"prompt": "prompts/final-prompt.txt", "duration": 5}),
    ("the path of a file", {"prompt": "./prompts/final"}),
    ("the path of a file from a person's folder", {"model": "seedance-2.0", "prompt": "~/prompts/a.md"}),
    ("an order to a person", {"model": "seedance-2.0", "prompt": "Paste one prompt from the list and replace its subject and its place."}),
    ("a placeholder", {"model": "seedance-2.0", "prompt": "<your prompt here>"}),
    ("a value that stands for a choice", {"model": "seedance-2.0", "prompt": "auto", "image": "auto"}),
    ("what to paste", {"model": "seedance-2.0", "prompt": "Paste a template of this page and name your own product."}),
    ("what to paste in Chinese", {"model": "seedance-2.0", "prompt": "粘贴一条提示词，换成自己的产品"}),
    ("a placeholder in Chinese", {"model": "seedance-2.0", "prompt": "生成视频的提示词"}),
    ("a placeholder and an aside", {"model": "seedance-2.0", "prompt": "完整的 Seedance 2.0 提示词（可直接复制使用）"}),
    ("a word for a placeholder", {"model": "seedance-2.0", "prompt": "描述", "images": [A]}),
    ("a variable", {"model": "seedance-2.0", "prompt": "{{prompt}}", "images": [A]}),
    ("a variable of a workflow", {"model": "seedance-2.0", "prompt": "={{ $json.prompt }}"}),
    ("a variable of a shell", {"model": "seedance-2.0", "prompt": "${PROMPT}"}),
    ("texts of a page", {"title": "Seedance", "prompt": "المطالبة المصدرية", **{f"text{n}": "نص قصير" for n in range(20)}}),
    ("a word for prompts of a page", {"model": "Model", "prompt": "Podpowiedź", "image": "Obraz"}),
    ("a word for prompts in Korean", {"close": "닫기", "prompt": "프롬프트", "video": "동영상"}),
    ("what a field describes", {"image": "URL of a picture", "prompt": "Text description of the talk", "seed": "Integer (optional)"}),
    ("an aside", {"imagePath": "/a.jpg", "prompt": "（最后一帧，此prompt不生效）"}),
    ("what a field is for", {"model": "seedance-2.0", "prompt": "必填：生成描述"}),
    ("a placeholder that is to be pasted", {"model": "seedance-2.0", "prompt": "Full prompt text, ready to paste into Seedance"}),
    ("a placeholder of more words", {"id": "x", "title": "y", "prompt": "Your full prompt text..."}),
    ("a placeholder that says where", {"id": "x", "title": "y", "prompt": "Your full prompt text goes here..."}),
    ("a placeholder that says where to paste", {"duration": 15, "prompt": "完整提示词，可直接粘贴到即梦"}),
    ("a placeholder of a list", {"prompt": "第一个任务的提示词", "referenceFiles": [A]}),
    ("a placeholder of what moves", {"image": A, "prompt": "Motion description", "duration": 5}),
    ("a placeholder in capitals", {"model": "seedance-2.0", "prompt": "FULL_PROMPT_HERE", "images": [A]}),
    ("a question to a person", {"name": "release", "prompt": "Please enter a release tag", "private": False}),
    ("a question at the command line", {"prompt": "Which cluster?", "default": "a"}),
    ("a graph", {"prompt": {"3": {"inputs": {}}}, "client_id": "c"}),
    ("a number without anything else", {"prompt": 3, "title": "t"}),
    ("other things", [1, None, "prompt", {"text": "p"}, [[]]]),
]


@pytest.mark.parametrize("value", [row[1] for row in NOT_REQUESTS], ids=[row[0] for row in NOT_REQUESTS])
def test_not_requests(value) -> None:
    assert found(value) == ([], 0)


@pytest.mark.parametrize("prompt", ["Seat the fox from <<<image_1>>> in the tram of <<<image_2>>>", "Where does [Image 1] go?"])
def test_a_short_text_with_a_reference_asks_nobody(prompt) -> None:
    assert found({"prompt": prompt})[0]


OURS = [
    "seedance-2.0",
    "SEEDANCE_2p0",
    "bytedance/seedance-2.0/reference-to-video",
    "doubao-seedance-2-0-260128",
    "sd-2-ch4",
    "jimeng v3",
    "jimeng-video-seedance-2.0-fast",
    "api/seedance/v1/videos",
    "seedance-1080p",
    "video",
    "",
    "{model}",
    "<MODEL_ID>",
    "your-model-id",
]
OTHERS = [
    "kling-v2",
    "veo-3",
    "gpt-4o",
    "stable-diffusion-2",
    "jimeng-4.5",
    "jimeng-video-3.0",
    "dreamina-4.5",
    "jimeng_ti2v_v30_pro",
    "jimeng_t2v_v30",
    "doubao-seedance-1-0-pro-250528",
    "doubao-seedance-1-5-pro-251215",
    "bytedance/seedance-1-pro",
    "seedance-1.5-pro",
    "seedance_1_lite",
    "fal-ai/bytedance/seedance/v1/pro/text-to-video",
    "fal-ai/bytedance/seedance/v1.5/pro/image-to-video",
    "bytedance/seedance-1",
    "Seedance 1.0",
]


def test_what_a_hook_is_told_of_a_tool_for_pictures() -> None:
    assert found({"tool_name": "image_gen.imagegen", "tool_input": {"prompt": "a keyframe of the pier"}}) == ([], 1)


@pytest.mark.parametrize("model", OURS)
def test_our_models(model) -> None:
    assert len(found({"model": model, "input": {"prompt": "p"}}).found) == 1


@pytest.mark.parametrize("model", OTHERS)
def test_requests_of_other_products_are_counted(model) -> None:
    value = [{"model": model, "prompt": "p"}, {"model": model, "input": {"prompt": "p"}}, {"model": model, "note": [{"prompt": "q"}]}]
    requests, skipped = found(value)
    assert skipped == 2
    assert [request.prompt for request in requests] == ["q"]


@pytest.mark.parametrize(("model", "ours"), [("seedance-2.0", 2), ("gemini-3-pro-image-preview", 0), ("default", 2)])
def test_defaults_hold_for_the_requests_beside_them(model, ours) -> None:
    jobs = [{"title": "a", "image": A, "prompt": "p"}, {"title": "b", "image": A, "prompt": "q"}]
    requests, skipped = found({"defaults": {"model": model, "num_outputs": 1}, "jobs": jobs})
    assert (len(requests), skipped) == (ours, 2 - ours)
    assert len(found({"defaults": {"model": model}, "jobs": [{**jobs[0], "model": "seedance-2.0"}]}).found) == 1


@pytest.mark.parametrize(
    ("heading", "ours"),
    [
        ("Text to image", 0),
        ("即梦AI图片生成", 0),
        ("POST /v1/images/generations", 0),
        ("client.images.generate", 0),
        ("Gemini still of the pier", 0),
        ("Veo prompt", 0),
        ("Written with Gemini", 1),
        ("gemini_omni_flash", 0),
        ("clips.GeminiOmniVideo.execute", 0),
        ("Image generation and video", 1),
        ("Seedance after text-to-image", 1),
        ("Audio", 1),
    ],
)
def test_a_heading_about_pictures_is_none_of_ours(heading, ours) -> None:
    around = (Clue("heading", heading, Span(0, 0)),)
    assert len(find_requests({"prompt": "p", "duration": 5}, Contracts(), around).found) == ours


@pytest.mark.parametrize(
    ("value", "count"),
    [
        ({"clips": [{"n": 1, "duration": 15, "prompt": ""}]}, 0),
        ({"clips": [{"n": 1, "duration": 15, "prompt": "  "}]}, 0),
        ({"prompt": "", "duration": 15}, 1),
        ({"model": "seedance-2.0", "clips": [{"n": 1, "duration": 15, "prompt": ""}]}, 1),
        ({"clips": [{"model": "seedance-2.0", "prompt": ""}]}, 1),
        ({"clips": [{"prompt": "", "image_urls": [A]}]}, 1),
    ],
)
def test_an_empty_prompt_deep_in_a_file_is_a_form_where_nothing_says_what_it_is_for(value, count) -> None:
    assert len(find_requests(value, Contracts()).found) == count
    assert len(found(value).found) == 1


@pytest.mark.parametrize(
    "value",
    [
        {"model": "seedance-2.0", "messages": [{"role": "user", "content": [{"type": "text", "text": "p"}]}]},
        {"title": "a", "seedancePrompt": "p"},
        {"model": "seedance-2.0", "shots": [{"video_prompt": "p"}]},
    ],
)
def test_places_that_say_themselves_that_a_prompt_is_ours(value) -> None:
    assert [request.prompt for request in find_requests(value, Contracts()).found] == ["p"]


def test_what_a_server_answers_is_no_request() -> None:
    body = {"model": "seedance-2.0", "prompt": "The tide of @Image1.", "image_urls": [A]}
    operation = {"requestBody": {"content": {"application/json": {"examples": {"one": {"value": body}}}}}}
    operation["responses"] = {status: {"content": {"application/json": {"example": dict(body)}}} for status in ("200", "4XX", "default")}
    requests, _ = found({"paths": {"/v1/videos": {"post": operation}}})
    assert [request.path[3] for request in requests] == ["requestBody"]
    requests, _ = found({"responses": {"first": dict(body)}})
    assert len(requests) == 1


@pytest.mark.parametrize(
    "name", ["seedance-2-character", "bytedance/seedance-2.0/text-to-image", "seedance-v2-t2i", "seedance/character-sheet"]
)
def test_a_model_of_the_family_that_makes_pictures_is_another_product(name) -> None:
    said = {"prompt": "A woman in a red coat, full body.", "image_urls": [A]}
    for value in ({"model": name, **said}, {"endpoint": f"https://api.example.com/v1/{name}", **said}):
        requests = find_requests(value, Contracts())
        assert (requests.found, [other.product for other in requests.others]) == ([], ["Seedance images"])
    call = (Clue("call", "client.subscribe", Span(0, 0)), Clue("argument", name, Span(0, 0)))
    assert find_requests(said, Contracts(), call).found == []


@pytest.mark.parametrize(
    "name", ["seedance-2.0/image-to-video", "seedance-2-character-to-video", "seedance-2.0/reference-to-video", "seedance-2-omni"]
)
def test_a_model_that_is_given_pictures_is_ours(name) -> None:
    assert len(find_requests({"model": name, "prompt": "@character1 walks.", "image_urls": [A]}, Contracts()).found) == 1


def test_what_a_request_holds_of_several_shots_is_for_its_model() -> None:
    shots = {"prompt": "A fox.", "multi_prompt": [{"prompt": "A fox runs.", "duration": 2}]}
    assert find_requests({"model": "kling-3.0", "input": shots}, Contracts()).found == []
    assert len(find_requests({"model": "seedance-2.0", "input": shots}, Contracts()).found) == 2


@pytest.mark.parametrize(
    ("line", "count"), [("- Model: wan2_6", 0), ("模型：可灵 Kling 3", 0), ("Model: Seedance 2.0", 1), ("The model: veobrand", 1)]
)
def test_a_line_of_a_text_may_name_its_model(line, count) -> None:
    value = {"title": "Seedance", "id": 4, "prompt": f"A fox runs, slow push in.\n\nPARAMETERS:\n{line}\n- Duration: 5 s"}
    assert len(find_requests(value, Contracts()).found) == count


@pytest.mark.parametrize("action", ["generate-image", "generate-music"])
def test_a_step_says_what_it_makes(action) -> None:
    steps = [{"action": action, "model": "2", "prompt": "A cup."}, {"action": "generate-video", "prompt": "A cup turns."}]
    assert [each.prompt for each in find_requests({"title": "Seedance", "steps": steps}, Contracts()).found] == ["A cup turns."]
