"""Where the provider of a request is unknown, the summary says that limits were not checked, so that "No findings" does not read as "all is well"."""

from pathlib import Path

import pytest

POST = (
    'requests.post("https://{host}/v1/video", json={{"model": "{model}", "prompt": "@Image1 runs.", "image_urls": [a], "duration": 99}})\n'
)
UNKNOWN = POST.format(host="api.render.example", model="seedance-2.0")
KNOWN = 'fal_client.submit("bytedance/seedance-2.0/reference-to-video", arguments={"prompt": "@Image1 runs.", "image_urls": [a]})\n'

SAID = {
    "one": (
        [],
        UNKNOWN,
        "The provider of 1 prompt is unknown, so its limits were not checked; set the provider with --profile or `profile`.",
    ),
    "two": ([], UNKNOWN * 2, "The provider of 2 prompts is unknown, so their limits were not checked; set"),
    "beside a known one": ([], UNKNOWN + KNOWN, "No findings in 2 prompts (1 fal-2.0, 1 unknown), 1 file."),
    "none": ([], KNOWN, None),
    "a prompt alone": ([], "# seedance\nsend(prompt='@Image1 runs.')\n", None),
    "set by the user": (["--profile", "fal-2.0"], UNKNOWN, None),
}


@pytest.mark.parametrize(("options", "text", "said"), SAID.values(), ids=SAID)
def test_the_summary_says_that_limits_were_not_checked(program, tmp_path, options, text, said):
    Path(tmp_path, "send.py").write_text("import requests, fal_client\n" + text, encoding="utf-8")
    told = program("check", *options, "send.py").err
    assert said in told if said else "unknown" not in told
