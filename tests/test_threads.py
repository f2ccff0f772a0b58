"""The library in a server: many threads, requests of many providers, one set of rules."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

import seedance_lint

MODELS = {
    "doubao-seedance-2-0-260128": "content",
    "fal-ai/bytedance/seedance/v2/reference-to-video": "image_urls",
    "bytedance/seedance-2.0": "reference_images",
    "seedance-2.0": "image_urls",
    "seedance-2-5": "image_urls",
}


def body(model: str, number: int) -> dict:
    prompt = (
        f"{number}. @Image{number % 13} as first frame, [Image{number % 5}] and image 2, @Audio1 as first frame. 图片{number % 4}作为首帧"
    )
    urls = [f"https://example.com/{index}.png" for index in range(number % 12)]
    field = MODELS[model]
    if field != "content":
        return {"model": model, "prompt": prompt, field: urls, "durations": 5}
    images = [{"type": "image_url", "image_url": {"url": url}, "role": "reference_image"} for url in urls]
    return {"model": model, "content": [{"type": "text", "text": prompt}, *images]}


@pytest.fixture
def hasty_switches():
    """Let threads take turns after every few steps."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_threads_that_judge_by_different_contracts_do_not_mix_them_up(hasty_switches):
    bodies = [body(model, number) for model in MODELS for number in range(20)]
    expected = [seedance_lint.lint_request(each) for each in bodies]
    assert len({found.profile for result in expected for found in result.diagnostics}) >= 4
    order = [number * 37 % len(bodies) for number in range(600)]
    with ThreadPoolExecutor(8) as threads:
        results = list(threads.map(lambda number: seedance_lint.lint_request(bodies[number]), order))
    assert [number for number, result in zip(order, results, strict=True) if result != expected[number]] == []
