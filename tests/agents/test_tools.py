"""Every tool, called by the official SDK's client."""

import json

import pytest
from jsonschema import Draft202012Validator

from seedance_lint.agents.tools import TOOLS
from tests.agents.conftest import MODES, said, talk

pytestmark = pytest.mark.slow

FAULTY = {
    "model": "bytedance/seedance-2.0/reference-to-video",
    "prompt": "@Image1 as first frame, @Image3 as character. Sync to @Audio1 beat, as in @Vidoe1. 夜景 @image 2。",
    "image_urls": ["https://example.com/start.png", "https://example.com/hero.png?sig=secret"],
    "audio_urls": ["https://example.com/beat.mp3"],
    "duration": "90",
    "qualty": "720p",
}
CALLS = {
    "check_request": ("check_request", {"request": FAULTY, "endpoint": "https://queue.fal.run/bytedance/seedance-2.0/reference-to-video"}),
    "check_prompt": ("check_request", {"prompt": "@Image1 walks, @Image2 waits.", "image_urls": ["https://example.com/a.png"]}),
    "check_clean": ("check_request", {"prompt": "@Image1 as first frame.", "image_urls": ["https://example.com/a.png"], "profile": "fal"}),
    "check_other_product": ("check_request", {"request": {"model": "kling-v2", "prompt": "@Image1"}}),
    "check_paths": ("check_paths", {"paths": ["shots"]}),
    "parse_prompt": ("parse_prompt", {"prompt": "@Image1 as first frame, the pace of @Video1 and @Image; image 2 waits."}),
    "fix_prompt": ("fix_prompt", {"prompt": "@image 1 as first frame.", "image_urls": ["https://example.com/a.png"], "profile": "fal"}),
    "fix_request": ("fix_prompt", {"request": FAULTY, "profile": "fal-2.0", "unsafe": True}),
    "convert_prompt": ("convert", {"prompt": "@Image1 walks.", "from": "fal", "to": "ark"}),
    "convert_request": ("convert", {"request": {**FAULTY, "duration": "30"}, "to": "kie-2.0"}),
    "explain_rule": ("explain_rule", {"rule": "zero-index"}),
    "list_profiles": ("list_profiles", {"provider": "kie"}),
}  # fmt: skip


@pytest.fixture(scope="module", params=MODES)
def answers(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("project").resolve()
    (folder / "shots").mkdir()
    (folder / "shots" / "a.json").write_text(json.dumps(FAULTY, indent=1), "utf-8")
    (folder / "shots" / "b.py").write_text('fal.run("fal-ai/bytedance/seedance-2.0", {"prompt": "@Image0"})\n', "utf-8")

    async def conversation(session):
        tools = (await session.list_tools()).tools
        return tools, {name: await session.call_tool(*call) for name, call in CALLS.items()}

    return folder, *talk(conversation, folder, mode=MODES[request.param], roots=[folder])


def test_every_tool_is_listed_with_schemas_that_are_schemas(answers):
    _, tools, _ = answers
    assert [tool.name for tool in tools] == [tool.name for tool in TOOLS]
    for tool in tools:
        Draft202012Validator.check_schema(tool.input_schema)
        Draft202012Validator.check_schema(tool.output_schema)
        assert tool.annotations.read_only_hint
    assert {name for name, _ in CALLS.values()} == {tool.name for tool in tools}


@pytest.mark.parametrize("name", CALLS)
def test_answers(name, answers, file_regression):
    folder, tools, results = answers
    result = results[name]
    assert not result.is_error, said(result)
    tool = next(each for each in tools if each.name == CALLS[name][0])
    Draft202012Validator(tool.output_schema).validate(result.structured_content)
    written = json.dumps(result.structured_content, ensure_ascii=False, indent=1).replace(str(folder), "PROJECT")
    file_regression.check(f"{said(result).replace(str(folder), 'PROJECT')}\n\n{written}\n", basename=name, encoding="utf-8")


def test_what_signs_an_address_is_in_no_answer_that_only_checks(answers):
    results = answers[2]
    for name in ("check_request", "check_paths"):
        assert "secret" not in said(results[name]) + json.dumps(results[name].structured_content)


def test_pages_are_resources(tmp_path):
    async def conversation(session):
        listed = [str(each.uri) for each in (await session.list_resources()).resources]
        templates = [each.uri_template for each in (await session.list_resource_templates()).resource_templates]
        read = [(await session.read_resource(uri)).contents[0].text for uri in listed]
        return listed, templates, read

    listed, templates, read = talk(conversation, tmp_path)
    assert {"seedance-lint://rules/zero-index", "seedance-lint://profiles/fal-2.5"} <= set(listed)
    assert templates == ["seedance-lint://rules/{id}", "seedance-lint://profiles/{name}"]
    assert all(len(text) > 100 for text in read)


def test_a_model_can_mend_a_request_with_what_it_is_told(tmp_path):
    """Apply what the structured answer says, unsafe fixes too, until nothing is left that has one."""

    def mend(body, answer):
        body = json.loads(json.dumps(body))
        edits = [
            edit for request in answer["requests"] for each in request["findings"] for fix in each["fixes"][:1] for edit in fix["edits"]
        ]
        for edit in sorted(edits, key=lambda each: each["start"] or 0, reverse=True):
            *outer, last = edit["pointer"].split("/")[1:]
            inner = body
            for part in outer:
                inner = inner[int(part) if isinstance(inner, list) else part]
            if edit["key"]:
                inner[edit["replacement"]] = inner.pop(last)
            elif edit["start"] is None:
                inner[last] = edit["replacement"]
            else:
                assert inner[last][edit["start"] : edit["end"]] == edit["words"]
                inner[last] = inner[last][: edit["start"]] + edit["replacement"] + inner[last][edit["end"] :]
        return body

    async def conversation(session):
        body, counts = (
            {"prompt": "@image 1 walks, @Image waits. 夜 @图片1。", "image_urls": "https://example.com/a.png", "resolutoin": "720p"},
            [],
        )
        for _ in range(4):
            answer = (await session.call_tool("check_request", {"request": body, "profile": "seedance-2.0"})).structured_content
            counts.append(sum(bool(each["fixes"]) for request in answer["requests"] for each in request["findings"]))
            body = mend(body, answer)
        return counts

    counts = talk(conversation, tmp_path)
    assert counts[0] >= 3
    assert counts[-1] == 0
