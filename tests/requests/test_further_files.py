"""Files under names that nobody documents are files of the request, where the name says so; else nothing is known of them."""

import pytest

from seedance_lint.hosts.located import Form, Template
from seedance_lint.requests import find_requests
from seedance_lint.requests.contracts import Contracts

OURS = {"model": "seedance-2.0", "prompt": "A ferry leaves the pier.", "title": "Ferry"}
DATA = "data:image/png;base64,iVBORw0KGgo="
PIER, FOG, REEL, HORN = "pier.jpg", "https://x.io/fog.png?v=2", "https://x.io/reel.mp4", "horn.mp3"


def files(value):
    """Kind to the files of the only request in a value; None if they are unknown."""
    (request,) = find_requests(value, Contracts()).found
    if request.assets is None:
        return None
    assert all([asset.index for asset in each] == list(range(1, len(each) + 1)) for each in request.assets.values())
    return {kind: [str(asset.value) for asset in each] for kind, each in request.assets.items() if each}


def options(**fields):
    """What a command sends that has these options."""
    return Form({"prompt": OURS["prompt"], "duration": "5", **fields}, frozenset(), open=False)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({**OURS, "context": PIER}, {"image": [PIER]}),
        ({**OURS, "edit_video": "asset://reel", "reference_images": [PIER]}, {"image": [PIER], "video": ["asset://reel"]}),
        ({**OURS, "styleSheet": FOG, "dance_motion": REEL, "voice": HORN}, {"image": [FOG], "video": [REEL], "audio": [HORN]}),
        ({**OURS, "imageBase64": DATA, "audio_urls": [HORN]}, {"image": [DATA], "audio": [HORN]}),
        ({**OURS, "character-a": [PIER, FOG]}, {"image": [PIER, FOG]}),
        ({**OURS, "context": Template("{}/pier.jpg", ())}, {"image": ["{}/pier.jpg"]}),
        ({**OURS, "context": PIER, "video_urls": [REEL]}, {"image": [PIER], "video": [REEL]}),
        ({"model": "seedance-2.0", "context": PIER, "input": {"prompt": "A ferry."}}, {"image": [PIER]}),
        ({"model": "seedance-2.0", "prompt": "A ferry.", "settings": {"context": PIER}}, {"image": [PIER]}),
        (options(image=PIER, context=FOG), {"image": [PIER, FOG]}),
        (options(context=FOG, image=PIER, last_frame="dusk.png"), {"image": [FOG, PIER, "dusk.png"]}),
    ],
)
def test_a_name_that_says_what_is_given(value, expected) -> None:
    assert files(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        {**OURS, "banner": PIER, "image_urls": [FOG]},
        {**OURS, "banner": [PIER, "later"], "image_urls": [FOG]},
        {**OURS, "context": PIER, "image_urls": [FOG]},  # which of the two is the first image?
        {**OURS, "context": PIER, "banner": FOG},
        options(image=PIER, soundtrack=HORN),
        {"prompt": "A ferry.", "context": PIER},  # nothing says that it is sent
    ],
)
def test_nothing_is_known_of_others(value) -> None:
    assert files(value) is None


@pytest.mark.parametrize(
    "more",
    [
        {"output": REEL},
        {"save_as": REEL},
        {"outputImage": PIER},
        {"callback": "https://x.io/done.mp4"},
        {"final_image": FOG},
        {"file_name": "ferry.mp4"},
        {"style": "as in pier.jpg"},
        {"style": "ink"},
        {"context": ".png"},
        {"context": None},
        {"context": 3},
        {"shot": {"context": FOG}},
    ],
)
def test_what_is_made_is_no_file_of_a_request(more) -> None:
    assert files({**OURS, "image_urls": [PIER], **more}) == {"image": [PIER]}
