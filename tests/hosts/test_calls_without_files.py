"""Calls that make a video and show all that they are given: nothing else can give files to their requests."""

import pytest

from seedance_lint.hosts import Root
from seedance_lint.requests import find_requests
from seedance_lint.requests.contracts import Contracts
from tests.hosts.places import read

PYTHON = """
from seedance_tools import SeedanceClient, generate_video, submit

client = SeedanceClient(key)
{}
"""
WHOLE = [
    "generate_video('A ferry leaves the pier.')",
    "generate_video('A ferry leaves the pier.', duration=8, ratio=ratio)",
    "submit('A ferry leaves the pier.', 'seedance-2.0', duration=5)",
    "client.generate_video(prompt='A ferry leaves the pier.', duration=8)",
    "client.videos.generate(prompt='A ferry leaves the pier.', duration=8)\nclient.download(7)",
    "client.generate(prompt='A ferry leaves the pier.', duration=8)",
    "api = Api(key)\napi.generate(prompt='A ferry leaves the pier.', model='seedance-2.0', duration=8)",
]
IN_PART = [
    "generate_video('A ferry leaves the pier.', pier, fog, duration=8)",
    "build_video_request(prompt='A ferry leaves the pier.', duration=8)",
    "shot.generate_video(prompt='A ferry leaves the pier.', duration=8)",
    "client.generate_video(prompt='A ferry leaves the pier.', duration=8)\nclient.add_image('pier.jpg')",
    "client.with_image('pier.jpg').generate_video(prompt='A ferry leaves the pier.', duration=8)",
    "def make_video(prompt, duration): ...\nmake_video(prompt='A ferry leaves the pier.', duration=8)",
    "VideoJob('A ferry leaves the pier.', 'seedance-2.0')",
    "settle(prompt='A ferry leaves the pier.', duration=8)",
    "client.settle(prompt='A ferry leaves the pier.', duration=8)",
    "client.check(prompt='A ferry leaves the pier.', model='seedance-2.0', duration=8)",
    "build_body(prompt='A ferry leaves the pier.', model='seedance-2.0', duration=8)",
    "api = Api(key)\napi.generate(prompt='A ferry leaves the pier.', model='kling-3', duration=8)",
]
SCRIPT = """
import { SeedanceClient, generateVideo, createJob } from "seedance-tools";

const client = new SeedanceClient(key);
%s;
"""
WHOLE_SCRIPT = [
    'await generateVideo("A ferry leaves the pier.", { duration: 8, ratio })',
    'await generateVideo({ prompt: "A ferry leaves the pier.", duration: 8 })',
    'createJob("A ferry leaves the pier.", "seedance-2.0", { duration: 8 })',
    'client.generateVideo({ prompt: "A ferry leaves the pier.", duration: 8 })',
    'client.videos.create({ prompt: "A ferry leaves the pier.", duration: 8 })',
    'client.generate({ prompt: "A ferry leaves the pier.", duration: 8 })',
    'const api = new Api(key); api.generate({ prompt: "A ferry leaves the pier.", model: "seedance-2.0" })',
]
SCRIPT_IN_PART = [
    'await generateVideo("A ferry leaves the pier.", { duration: 8 }, pier)',
    'await generateVideo({ prompt: "A ferry leaves the pier.", duration: 8 }, pier)',
    'shot.generateVideo({ prompt: "A ferry leaves the pier.", duration: 8 })',
    'new VideoJob("A ferry leaves the pier.", "seedance-2.0")',
    'this.generateVideo({ prompt: "A ferry leaves the pier.", duration: 8 })',
    'buildVideoRequest({ prompt: "A ferry leaves the pier.", duration: 8 })',
    'client.generateVideo({ prompt: "A ferry leaves the pier.", duration: 8 }); client.addImage(pier)',
    'function makeVideo(body) {} makeVideo({ prompt: "A ferry leaves the pier.", duration: 8 })',
    'const body = { prompt: "A ferry leaves the pier.", duration: 8 }',
]


def wholes(path, text):
    """Whether each request of a program is all that is given."""
    return [root.value.whole for root in read(path, text) if isinstance(root, Root)]


@pytest.mark.parametrize("call", WHOLE)
def test_calls(call) -> None:
    assert wholes("a.py", PYTHON.format(call)) == [True]


@pytest.mark.parametrize("call", IN_PART)
def test_calls_in_part(call) -> None:
    assert wholes("a.py", PYTHON.format(call)) == [False]


@pytest.mark.parametrize("call", WHOLE_SCRIPT)
def test_calls_of_scripts(call) -> None:
    assert wholes("a.ts", SCRIPT % call) == [True]


@pytest.mark.parametrize("call", SCRIPT_IN_PART)
def test_calls_of_scripts_in_part(call) -> None:
    assert wholes("a.ts", SCRIPT % call) == [False]


TOOLS = {
    "a call of a tool": ("// Seedance\nc.callTool({name: 'submit_video_task', arguments: {prompt: 'a kite', duration: 5}})", {}),
    "what the run adds": ("// Seedance\nc.callTool({name: 'generate_video', arguments: {prompt: 'a kite', ...more}})", None),
    "a tool that takes a picture": ("// Seedance\nc.callTool({name: 'image_to_video', arguments: {prompt: 'a kite', duration: 5}})", None),
    "a tool for something else": ("// Seedance\nc.callTool({name: 'store', arguments: {prompt: 'a kite', duration: 5}})", None),
    "another part of the call": ("// Seedance\nc.callTool({name: 'generate_video', result: {prompt: 'a kite', duration: 5}})", None),
}


@pytest.mark.parametrize(("text", "expected"), TOOLS.values(), ids=TOOLS)
def test_all_that_a_tool_is_given(text, expected) -> None:
    (root,) = [root for root in read("a.mjs", text) if isinstance(root, Root)]
    (request,) = find_requests(root.value, Contracts(), root.around).found
    assert (request.assets if request.assets is None else dict(request.assets)) == expected
