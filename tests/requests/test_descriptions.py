"""What a page, a form or the description of a tool says of a field for a prompt, which is no prompt."""

import pytest

from seedance_lint.requests import find_requests
from seedance_lint.requests.contracts import Contracts

STAND_INS = [
    "The motion / video prompt. What moves, how the camera moves.",
    "Text prompt for the video, in English",
    "Video generation prompt (required)",
    "Describe your scene, the camera and the light",
    "Your cinematic scene description",
    "WRITE YOUR OPENING PROMPT HERE — the first 5 seconds, loud and clear",
    "What happens in the clip? Camera, motion, mood.",
    "e.g. a cat walks along the pier",
    "请输入你想要的画面",
    "Tip: say first what moves",
]
PROMPTS = [
    "Video prompt for shot 3: a cat walks along the pier",
    "Your hands open the box, slow push in",
    "A text on the wall says: prompt delivery.",
    "The scene and the light describe a lost summer",
]


def _found(value: dict) -> list[str]:
    return [each.prompt for each in find_requests(value, Contracts()).found]


@pytest.mark.parametrize("text", STAND_INS)
def test_what_stands_in_for_a_prompt(text) -> None:
    assert _found({"model": "seedance-2.0", "prompt": text, "duration": 5}) == []


@pytest.mark.parametrize("text", PROMPTS)
def test_what_is_a_prompt(text) -> None:
    assert _found({"model": "seedance-2.0", "prompt": text, "duration": 5}) == [text]


DESCRIBED = {
    "words": ({"duration": "Length of the clip in seconds"}, False),
    "words behind a number": ({"duration": "Duration of the clip (4-15)"}, False),
    "its own name": ({"aspectRatio": "Aspect ratio"}, False),
    "Chinese": ({"ratio": "视频比例"}, False),
    "an order to choose": ({"resolution": "Choose one of these"}, False),
    "a number": ({"duration": "5 seconds"}, True),
    "about a number": ({"duration": "about 8 seconds"}, True),
    "one word": ({"ratio": "adaptive"}, True),
    "a size": ({"resolution": "full HD"}, True),
    "a name that nobody knows": ({"note": "length of the clip"}, True),
}


@pytest.mark.parametrize(("beside", "is_request"), DESCRIBED.values(), ids=DESCRIBED)
def test_an_object_that_says_what_its_fields_are_for(beside, is_request) -> None:
    prompt = "The keeper climbs the stairs, camera follows"
    assert _found({"model": "seedance-2.0", "prompt": prompt, **beside}) == [prompt] * is_request
