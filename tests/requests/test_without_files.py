"""Requests in which nothing is about files have none where they say so, or are shown as they are sent; else nothing is known."""

import pytest

from seedance_lint.hosts.located import Clue, Form, Partial
from seedance_lint.requests import find_requests
from seedance_lint.requests.contracts import Contracts
from seedance_lint.source import Span

PROMPT = {"prompt": "A ferry leaves the pier."}
OURS = {"model": "seedance-2.0", **PROMPT}
HOST = ("argument", "https://api.example.com/v1/videos")
FIVE = {**PROMPT, "duration": "5s", "resolution": "1280x720"}
COMMAND = ("call", "seedance generate")


def given(kind=Partial, **more):
    """What a call or a command is given beside the prompt, all of which is shown."""
    return kind({**PROMPT, **more}, frozenset(), open=False, whole=True)


def files(value, *around):
    """What is known of the files of the only request in a value."""
    (request,) = find_requests(value, Contracts(), tuple(Clue(kind, text, Span(0, 0)) for kind, text in around)).found
    return request.assets


@pytest.mark.parametrize(
    ("value", "around"),
    [
        ({**OURS, "mode": "text-to-video", "title": "Ferry"}, ()),
        ({**OURS, "generationMode": "T2V", "title": "Ferry"}, ()),
        ({**OURS, "mode": "text_only", "title": "Ferry"}, ()),
        ({**OURS, "task": "t2va", "title": "Ferry"}, ()),
        ({**OURS, "mode": "文生视频", "title": "Ferry"}, ()),
        ({"model": "seedance-2-0-text-to-video-basic", **PROMPT, "title": "Ferry"}, ()),
        ({"endpoint": "bytedance/seedance-2.0/text-to-video", "input": {**PROMPT, "title": "Ferry"}}, ()),
        ({**PROMPT, "title": "Ferry"}, (("call", "fal.subscribe"), ("argument", "bytedance/seedance-2.0/text-to-video"))),
        ({**OURS, "title": "Ferry"}, (("call", "client.textToVideo"),)),
        ({"class_type": "ByteDance2TextToVideoNode", "inputs": PROMPT}, ()),
        ({**OURS, "title": "Ferry", "media": {}}, ()),
        ({**OURS, "resolution": "2k", "audio": True, "loop": False}, (HOST,)),
        (Partial({**OURS, "quality": "high"}, frozenset(), open=False), (HOST,)),
        ({"model": "seedance2", "inputs": FIVE}, (HOST,)),
        ({**OURS, "resolution": "2k", "audio": True}, (("call", "requests.post"), ("argument", "{}/v1/videos"))),
        ({"model": "seedance2", "inputs": FIVE}, (("call", "fetch"), ("argument", "/api/videos/"))),
        ({**PROMPT, "duration": 5, "ratio": "16:9"}, (("heading", "Seedance"), HOST)),
        ({"model": "seedance2", "callBackUrl": "https://x.io/done", "inputs": {**FIVE, "options": {"seed": 7}}}, (HOST,)),
        ({"model": "seedance-2-0", "input": FIVE}, ()),
        (Partial({"model": "seedance2", "input": Partial(FIVE, frozenset(), open=False)}, frozenset(), open=False), (HOST,)),
        (given(Form, ratio="16:9", output="ferry.mp4", wait=True), (COMMAND,)),
        (given(duration=8, aspect_ratio="9:16"), (("call", "seedance.generate_video"),)),
        (given(options={"seed": 7}), (("call", "generate_video"),)),
        (Partial(PROMPT, frozenset(("duration",)), open=False, whole=True), (("call", "generate_video"),)),
        (PROMPT, (("call", "session.call_tool"), ("argument", "generate_video"))),
        ({"arguments": {**PROMPT, "duration": 5}}, (("call", "session.call_tool"), ("argument", "create_video_task"))),
        ({"name": "generate_video", "arguments": {**PROMPT, "duration": 5}}, ()),
    ],
)
def test_there_are_none(value, around) -> None:
    assert files(value, *around) == {}


@pytest.mark.parametrize(
    ("value", "around"),
    [
        ({**OURS, "title": "Ferry"}, ()),
        ({**OURS, "mode": "image-to-video"}, ()),
        ({**OURS, "mode": "text-to-video or image-to-video"}, ()),
        ({**OURS, "note": "text-to-video"}, ()),
        ({"mode": "text-to-video", "items": [{**OURS, "title": "Ferry"}]}, ()),
        ({**OURS, "mode": "text-to-video", "title": "Ferry"}, (("argument", "bytedance/seedance-2.0/image-to-video"),)),
        ({**OURS, "title": "Ferry"}, (("argument", "Text to video, in a minute"),)),
        ({**OURS, "title": "Ferry", "options": {}}, ()),
        ({**OURS, "title": "Ferry", "inputs": {}}, ()),
        ({**OURS, "title": "Ferry", "media": Partial({}, frozenset(), open=True)}, ()),
        ({**OURS, "resolution": "2k", "character": "mara"}, (HOST,)),
        ({**OURS, "resolution": "2k"}, (("call", "client.generate"),)),
        ({**PROMPT, "duration": 5, "ratio": "16:9"}, (("heading", "Seedance"), ("argument", "https://api.example.com/v1/tasks"))),
        ({**PROMPT, "duration": 5, "character": "mara"}, (("heading", "Seedance"), HOST)),
        ({**OURS, "resolution": "2k", "audio": True}, (("call", "save"), ("argument", "videos/clip.json"))),
        (Partial({**OURS, "quality": "high"}, frozenset(("options",)), open=False), (HOST,)),
        (Partial({**OURS, "quality": "high"}, frozenset(), open=True), (HOST,)),
        (Partial({**OURS, "mode": "text-to-video"}, frozenset(("image_urls",)), open=False), ()),
        ({"model": "seedance2", "inputs": {**FIVE, "character": "mara"}}, (HOST,)),
        ({"model": "seedance2", "session_id": "s-7", "inputs": FIVE}, (HOST,)),
        ({"model": "seedance2", "inputs": {**FIVE, "options": {"cast": "mara"}}}, (HOST,)),
        ({"model": "seedance2", "inputs": FIVE}, (HOST, ("argument", "https://api.example.com/image-to-video"))),
        ({"jobs": [{"model": "seedance2", "input": FIVE}]}, ()),
        ({"model": "seedance2", "input": PROMPT}, ()),
        (Partial({"model": "seedance2", "input": Partial(FIVE, frozenset(), open=False)}, frozenset(), open=False), ()),
        (Partial({"model": "seedance2", "input": Partial(FIVE, frozenset(), open=True)}, frozenset(), open=False), (HOST,)),
        (given(Form, duration="5", session="s-7"), (COMMAND,)),
        (given(pose="arms up"), (("call", "generate_video"),)),
        ({**PROMPT, "pose": "arms up"}, (("call", "session.call_tool"), ("argument", "generate_video"))),
        (PROMPT, (("call", "session.call_tool"), ("argument", "image_to_video"))),
        (PROMPT, (("call", "session.call_tool"), ("argument", "list_tasks"))),
        ({**OURS, "task": "ti2va", "title": "Ferry"}, ()),
        (given(size=["pier", "fog"]), (("call", "generate_video"),)),
        (given(duration=5), (("call", "client.image_to_video"),)),
        (Partial(PROMPT, frozenset(("options",)), open=False, whole=True), (("call", "generate_video"),)),
        (Partial(PROMPT, frozenset(("content",)), open=False, whole=True), (("call", "generate_video"),)),
        (given(Form, duration="5", use_last_frame=True), (COMMAND,)),
        (given(Form, duration="5"), (("call", "dreamina image2video"),)),
        (given(Form, duration="5"), (("call", "kite"),)),
        (Form({**PROMPT, "duration": "5"}, frozenset(), open=False), (COMMAND,)),
        (Form({**PROMPT, "duration": "5"}, frozenset(), open=True, whole=True), (COMMAND,)),
    ],
)
def test_nothing_is_known(value, around) -> None:
    assert files(value, *around) is None


def test_files_that_are_given_count_whatever_the_way_is_called() -> None:
    assert files({**OURS, "mode": "text-to-video", "image_urls": ["https://x.io/a.png"]})["image"]


def test_a_switch_is_no_file() -> None:
    assert files({**OURS, "audio": True, "image_urls": ["https://x.io/a.png"]}).keys() == {"image"}
