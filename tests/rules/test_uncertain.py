"""What rules say of a request whose provider is not certain: in the prompt's own spelling, and nothing against a wrapper's own way to count."""

import pytest

from seedance_lint import lint_request

IMAGES = [f"https://example.com/{name}.png" for name in "abc"]
SHARED = {"model": "bytedance/seedance-2.0", "image_urls": IMAGES[:1], "audio_urls": ["https://example.com/a.mp3"]}
"""Of several providers, each with its own spelling of tags."""
ELSEWHERE = {"model": "acme/seedance-2.0-pro"}


def said(body, rule):
    return [each.message for each in lint_request(body).diagnostics if each.rule == rule]


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("@Image1 rows to the beat of @Audio2.", "`@Audio2` points past the 1 audio file of this request; expected @Audio1"),
        ("图1里的人划船，节奏参考@音频2。", "`@音频2` points past the 1 audio file of this request; expected @音频1"),
        ("[Image1] rows to [Audio1], then to @Audio2.", "`@Audio2` points past the 1 audio file of this request; expected [Audio1]"),
        ("@Image1-4 row to @Audio1.", "`@Image1-4` points past the 1 image of this request; expected @Image1"),
    ],
)
def test_what_is_expected_is_written_as_the_prompt_writes_it(prompt, expected):
    assert said({**SHARED, "prompt": prompt}, "undefined-reference") == [expected]


def test_a_file_of_a_kind_that_the_prompt_never_names_is_written_like_the_others():
    assert said({**SHARED, "prompt": "@Image1 rows home."}, "unused-asset") == ["@Audio1 is never mentioned in the prompt"]
    assert said({**SHARED, "prompt": "[Image1] rows home."}, "unused-asset") == ["[Audio1] is never mentioned in the prompt"]


def test_a_provider_that_is_certain_has_its_own_spelling():
    body = {**SHARED, "provider": "replicate", "prompt": "@Image1 rows to the beat of @Audio2."}
    assert said(body, "undefined-reference") == ["`@Audio2` points past the 1 audio file of this request; expected [Audio1]"]


def counted(body, prompt):
    found = lint_request({"image_urls": IMAGES[:2], **body, "prompt": prompt}).diagnostics
    return [str(each.severity) for each in found if each.rule == "zero-index"]


@pytest.mark.parametrize(
    ("body", "prompt", "severities"),
    [
        (ELSEWHERE, "[图0]的茶壶放在桌上，[图1]的老人走来。", []),
        (SHARED, "[图0]的茶壶放在桌上。", []),
        (ELSEWHERE, "[图0]的茶壶放在桌上，[图2]的老人走来。", ["error"]),  # past the last file, counted from 0
        ({**SHARED, "provider": "replicate"}, "[图0]的茶壶放在桌上，[图1]的老人走来。", ["error"]),
        (ELSEWHERE, "@Image0 is the teapot, @Image1 the old man.", ["info"]),
        (ELSEWHERE, "@Image0 is the teapot, @Image2 the old man.", ["error"]),
        (ELSEWHERE, "@Image0 is the teapot.", ["error"]),
        ({**ELSEWHERE, "image_urls": IMAGES[:1]}, "@Image0 is the teapot.", ["error"]),
        ({**ELSEWHERE, "image_urls": []}, "@Image0 is the teapot.", ["error"]),
        (SHARED, "@Image0 is the teapot.", ["error"]),  # each of the providers that have the model counts from 1
    ],
)
def test_a_wrapper_may_count_from_zero(body, prompt, severities):
    assert counted(body, prompt) == severities


def test_an_application_of_ones_own_takes_paths_of_windows():
    body = {"prompt": "@Image1 rows home.", "inputImages": ["C:/pictures/a.png"], "duration": 5}
    assert said({**ELSEWHERE, **body}, "invalid-url") == []
    assert said({**SHARED, "provider": "replicate", "prompt": "@Image1", "image_urls": body["inputImages"]}, "invalid-url") != []


def test_a_name_of_a_file_is_only_information_where_nothing_is_known_of_provider_and_files():
    def severities(body):
        found = lint_request({"prompt": "The cat of @char7 sits down.", **body}).diagnostics
        return [str(each.severity) for each in found if each.rule == "unknown-tag"]

    assert severities({}) == ["info"]
    assert severities(SHARED) == ["warning"]
