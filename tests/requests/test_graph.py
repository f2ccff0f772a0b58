"""The files of a node in a workflow as the page of ComfyUI saves it."""

import pytest

from seedance_lint.profiles import load_profile
from seedance_lint.requests import find_requests
from seedance_lint.requests.contracts import Contracts

PROFILE = load_profile("seedance-2.0")


def load(kind, number):
    return {"id": number, "type": f"Load{kind}", "inputs": [], "widgets_values": [f"file.{number}", kind.lower()]}


def workflow(inputs, nodes, links):
    node = {"id": 9, "type": "Seedance2Reference", "inputs": inputs, "widgets_values": ["A fox runs over snow.", "720p", 5]}
    return {"nodes": [*nodes, node], "links": links, "version": 0.4}


def given(name, link, kind="IMAGE"):
    return {"name": name, "type": kind, "link": link}


NODE = workflow([], [], [])["nodes"][0]
CASES = [
    ("nothing is said of inputs", {"nodes": [{key: NODE[key] for key in NODE if key != "inputs"}], "links": []}, None),
    ("nothing is linked", workflow([given("first_frame", None)], [], []), {}),
    (
        "an image as the first frame",
        workflow([given("first_frame", 1)], [load("Image", 2)], [[1, 2, 0, 9, 0, "IMAGE"]]),
        {"image": ["first_frame"]},
    ),
    (
        "files of three kinds",
        workflow(
            [given("image_1", 1), given("reference_video", 2, "VIDEO"), given("reference_audio", 3, "AUDIO")],
            [load("Image", 2), load("Video", 3), load("Audio", 4)],
            [[1, 2, 0, 9, 0, "IMAGE"], [2, 3, 0, 9, 1, "VIDEO"], [3, 4, 0, 9, 2, "AUDIO"]],
        ),
        {"image": [None], "video": [None], "audio": [None]},
    ),
    (
        "images through a node that gathers them",
        workflow(
            [given("reference_images", 3, "IMAGE_LIST")],
            [load("Image", 2), load("Image", 3), {"id": 4, "type": "Batch", "inputs": [given("a", 1), given("b", 2)]}],
            [[1, 2, 0, 4, 0, "IMAGE"], [2, 3, 0, 4, 1, "IMAGE"], [3, 4, 0, 9, 0, "IMAGE_LIST"]],
        ),
        {"image": [None, None]},
    ),
    (
        "an image that another node makes",
        workflow([given("image_1", 1)], [{"id": 2, "type": "KSampler"}], [[1, 2, 0, 9, 0, "IMAGE"]]),
        None,
    ),
    ("a node that is not there", workflow([given("image_1", 1)], [], [[1, 2, 0, 9, 0, "IMAGE"]]), None),
    ("a ring", workflow([given("image_1", 1)], [{"id": 2, "type": "Batch", "inputs": [given("a", 1)]}], [[1, 2, 0, 9, 0, "IMAGE"]]), None),
]


@pytest.mark.parametrize(("value", "expected"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_files_of_a_node(value, expected) -> None:
    (request,) = find_requests(value, PROFILE).found
    assets = request.assets
    assert (None if assets is None else {kind: [asset.role for asset in files] for kind, files in assets.items() if files}) == expected


@pytest.mark.parametrize(
    ("name", "outputs", "count"),
    [
        ("SeedanceImageSubmit", ["IMAGE_FUTURE", "STRING"], 0),
        ("SeedanceImageToVideo", ["IMAGE"], 1),  # its frames
        ("SeedanceImageSubmit", ["VIDEO", "IMAGE"], 1),
        ("SeedanceSubmit", ["IMAGE"], 1),
    ],
)
def test_a_node_for_pictures_is_no_request(name, outputs, count) -> None:
    value = workflow([], [], [])
    value["nodes"][0].update(type=name, outputs=[{"name": each.lower(), "type": each} for each in outputs])
    assert len(find_requests(value, PROFILE).found) == count


@pytest.mark.parametrize(
    ("values", "count"),
    [
        (["seedance-v2.0-i2v", "A fox runs over snow.", "16:9"], 1),
        (["seedance-2-text-to-video", "A fox runs over snow.", "16:9"], 1),
        (["seedance-v1.5-pro-i2v", "A fox runs over snow.", "16:9"], 0),  # an earlier one
        (["veo3.1-fast", "A fox runs over snow.", "16:9"], 0),
        (["seedance 2.0 notes", "A fox runs over snow."], 0),  # no id of a model
        (["", "clips", "seedance-2-fox", "0"], 0),  # the name of a file
    ],
)
def test_a_node_of_many_models_is_for_the_one_it_begins_with(values, count) -> None:
    value = workflow([], [], [])
    value["nodes"][0].update(type="AnyVideo", widgets_values=values)
    assert len(find_requests(value, Contracts()).found) == count
