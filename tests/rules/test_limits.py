"""What limits are worth: forms, prompts that are cut, bytes of all files together, prompts that need not be there."""

import pytest

from seedance_lint import lint_request
from seedance_lint.hosts.located import Form
from seedance_lint.profiles import load_profile
from seedance_lint.requests.request import Asset, PromptRequest
from seedance_lint.rules.examples import as_request, violations
from seedance_lint.rules.registry import all_rules

RULES = [all_rules()["wrong-type"], all_rules()["invalid-parameter"]]


def of_form(**fields):
    whole = Form({"prompt": "Rain.", **fields}, frozenset(), open=False)
    request = PromptRequest("Rain.", ("prompt",), {}, (), whole, {})
    return [each.violation.message for each in violations(RULES, request, load_profile("kie-2.0"))]


def test_a_form_uploads_files():
    whole = Form({"prompt": "Rain.", "reference_image_urls": ["a.png"]}, frozenset(), open=False)
    paths = {"image": ("reference_image_urls",)}
    asset = Asset("image", 1, "a.png", ("reference_image_urls", 0))
    for fields, count in ((whole, 0), (dict(whole), 1)):
        request = PromptRequest("Rain.", ("prompt",), {"image": (asset,)}, (), fields, paths)
        assert len(violations([all_rules()["invalid-url"]], request, load_profile("kie-2.0"))) == count


def test_in_a_form_all_values_are_texts():
    assert of_form(duration="5", generate_audio="true", resolution="720p", reference_image_urls="https://example.com/a.png") == []
    assert of_form(duration="3") == ["`duration` is 3; expected a whole number from 4 to 15"]
    assert of_form(duration="5s") == ['`duration` is the string "5s"; expected a whole number']
    assert of_form(duration="$SECONDS", resolution="{{ size }}") == []


def found(profile, **fields):
    return [(each.rule, str(each.severity), each.message) for each in lint_request(fields, profile=profile).diagnostics]


@pytest.mark.parametrize(
    ("profile", "prompt", "expected"),
    [
        ("replicate-2.5", "x" * 2001, ("prompt-too-long", "warning", "Replicate reads at most 2,000, so the end is cut off")),
        ("replicate-2.0", "x" * 4001, ("prompt-too-long", "error", "the provider takes at most 4,000")),
        ("kie-2.0", "x", ("prompt-too-long", "error", "the provider takes at least 3")),
        ("kie-2.0", "xy", ("prompt-too-long", "error", "the provider takes at least 3")),
        ("seedance-2.0", "lantern swings " * 2000, ("prompt-too-long", "warning", "the provider takes at most 2,000")),
    ],
)
def test_a_prompt_of_the_wrong_length(profile, prompt, expected):
    ((rule, severity, message),) = found(profile, prompt=prompt)
    assert (rule, severity) == expected[:2]
    length = f"{len(prompt):,} character{'s' if len(prompt) > 1 else ''}"
    assert message.endswith(f"and {expected[2]}")
    assert " " in prompt or message.startswith(f"the prompt has {length}, and ")


def test_a_prompt_that_need_not_be_there():
    image = ["https://example.com/a.png"]
    assert [rule for rule, _, _ in found("fal-2.5", prompt="", image_urls=image)] == []
    assert [rule for rule, _, _ in found("fal-2.0", prompt="", image_urls=image)] == ["empty-prompt"]


def test_bytes_of_all_files_together():
    videos = [{"url": f"https://example.com/{number}.mp4", "size": 30 << 20} for number in (1, 2)]
    ((rule, severity, message),) = found("fal-2.0", prompt="@Video1 and @Video2 meet.", video_urls=videos)
    assert (rule, severity) == ("file-too-large", "error")
    assert message == "the 2 videos are 60 MiB in total, and the provider takes at most 50 MiB for all videos together"


@pytest.mark.parametrize(
    ("profile", "given", "expected"),
    [
        ("piapi-2.5", {"image_urls": 30}, ["warning: the request has 30 images, and PiAPI listed at most 9 in 2026-11; Ark takes 30"]),
        ("piapi-2.5", {"image_urls": 31}, ["error: the request has 31 images, and the provider takes at most 9"]),
        (
            "fal-2.0",
            {"image_urls": 9, "video_urls": 3, "audio_urls": 3},
            [
                "warning: 9 images, 3 videos and 3 audio files are 15 files, and fal.ai listed at most 12 in total on 2026-09-29; Ark takes 15"
            ],
        ),
        (
            "cloudflare-2.0",
            {"prompt": "@Audio1 plays, and @Audio4."},
            [
                "warning: `@Audio1` cannot name a file: Cloudflare Workers AI listed no audio files in 2026-09; Ark takes 3",
                "error: `@Audio4` cannot name a file: the provider takes no audio files",
            ],
        ),
        (
            "an edition of its own",
            {"image_urls": 10, "video_urls": 3},
            ["error: the request has 10 images, and the provider takes at most 9"],
        ),
    ],
)
def test_numbers_of_files(profile, given, expected):
    own = load_profile("seedance-2.0")._replace(name="own", edition="9.9")
    contract = own if profile == "an edition of its own" else load_profile(profile)
    rules = [all_rules()[each] for each in ("modality-limit", "total-limit", "index-out-of-range")]
    files = {key: [f"https://example.com/{number}" for number in range(count)] for key, count in given.items() if key != "prompt"}
    request = as_request({"prompt": "Rain.", **given, **files}, contract)
    assert [f"{each.severity}: {each.violation.message}" for each in violations(rules, request, contract)] == expected
