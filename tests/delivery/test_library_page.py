"""What docs/library.md shows is so: its blocks run in order, and print what stands below them; its guards let good requests pass, and stop bad ones."""

import asyncio
import contextlib
import io
import json
import pickle
import re
import sys
from types import ModuleType, SimpleNamespace

import pytest

import seedance_lint
from tests.delivery.conftest import ROOT

PAGE = (ROOT / "docs" / "library.md").read_text("utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```\n(?:\n```\n(.*?)^```$)?", PAGE, re.MULTILINE | re.DOTALL)


class Sent:
    """Stands for the SDKs of providers: writes down what would be sent."""

    def __init__(self) -> None:
        self.calls: list[tuple] = []

    def __call__(self, *given, **named):
        self.calls.append((given, named))
        return "a video"

    async def wait(self, *given, **named):
        return self(*given, **named)


@pytest.fixture
def sent(monkeypatch) -> Sent:
    sent = Sent()
    fal, replicate, ark = ModuleType("fal_client"), ModuleType("replicate"), ModuleType("volcenginesdkarkruntime")
    fal.subscribe, fal.subscribe_async, replicate.run = sent, sent.wait, sent
    ark.Ark = lambda: SimpleNamespace(content_generation=SimpleNamespace(tasks=SimpleNamespace(create=sent)))
    for module in (fal, replicate, ark):
        monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr("urllib.request.urlopen", sent)
    return sent


@pytest.fixture
def page(sent) -> dict:
    """Run the blocks of the page, and return what they defined."""
    names: dict = {}
    for code, shown in BLOCKS:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(code, "docs/library.md", "exec"), names)
        assert printed.getvalue() == shown, code
    assert sent.calls == []
    return names


def test_the_blocks_print_what_the_page_shows(page):
    assert sum(bool(shown) for _, shown in BLOCKS) == 5


URL = "https://example.com/start.png"
GOOD = {"prompt": "@Image1 as first frame.", "image_urls": [URL]}
FAL = "bytedance/seedance-2.0/reference-to-video"
PART = {"type": "image_url", "image_url": {"url": URL}, "role": "reference_image"}
GUARDS = {
    "subscribe": ((FAL, GOOD), {"with_logs": True}),
    "subscribe_async": ((FAL, GOOD), {}),
    "run": (("bytedance/seedance-2.0", {"prompt": "[Image1] as first frame.", "reference_images": [URL]}), {}),
    "create_task": ((), {"model": "doubao-seedance-2-0-260128", "content": [{"type": "text", "text": "Image 1 as character"}, PART]}),
    "post": (("https://fal.run/" + FAL, GOOD), {}),
}


def called(page: dict, guard: str, given: tuple, named: dict) -> object:
    answer = page[guard](*given, **named)
    return asyncio.run(answer) if asyncio.iscoroutine(answer) else answer


@pytest.mark.parametrize(("guard", "call"), GUARDS.items())
def test_guards_let_good_requests_pass(page, sent, guard, call):
    assert called(page, guard, *call) == "a video"
    if guard == "post":
        (((request,), _),) = sent.calls
        assert (request.full_url, json.loads(request.data)) == call[0]
    else:
        assert sent.calls == [call]


@pytest.mark.parametrize(("guard", "call"), GUARDS.items())
def test_guards_stop_bad_requests_and_know_their_contract(page, sent, guard, call):
    bad = json.loads(json.dumps(call).replace("Image1", "Image7").replace("Image 1", "Image 7"))
    with pytest.raises(seedance_lint.LintError) as caught:
        called(page, guard, *bad)
    assert sent.calls == []
    profile = {"run": "replicate-2.0", "create_task": "ark-2.0"}.get(guard, "fal-2.0")
    assert [(found.rule, found.profile) for found in caught.value.diagnostics] == [("undefined-reference", profile)]


def test_the_servers_answer_is_json(page):
    status, answer = page["answer"](GOOD)
    assert (status, answer["ok"]) == (200, True)
    status, answer = page["answer"]({"prompt": "@Image0"})
    assert (status, json.loads(json.dumps(answer))["diagnostics"][0]["rule"]) == (422, "zero-index")


def test_results_can_be_pickled():
    result = seedance_lint.lint("@Image0 and @image 2", image_urls=["https://e.com/a.png"])
    assert pickle.loads(pickle.dumps(result)) == result


def test_what_the_page_names_exists():
    result = seedance_lint.lint("@Image0")
    for name in re.findall(r"^\| `(\w+)", PAGE, re.MULTILINE):
        assert hasattr(result, name), name
    for name in ("rule", "severity", "message", "help", "start", "end", "pointer", "fixes", "profile"):
        assert hasattr(result.diagnostics[0], name)
