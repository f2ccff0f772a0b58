"""Fields of a request that are there on a condition, and the attributes of elements that say whose it is."""

import pytest

from tests.hosts.test_builders import found

FETCH = "await fetch('https://api.example.com/v1/videos', {method: 'POST', body: JSON.stringify({model: 'seedance-2.0', prompt: 'a quay at dawn', %s})});"
POST = "requests.post('https://api.example.com/v1/videos', json={'model': 'seedance-2.0', 'prompt': 'a quay at dawn', %s})"

FOUND = {
    "an address to call back": ("a.ts", FETCH % "...(hook ? {callback_url: hook} : {})", 0),
    "a number": ("a.ts", FETCH % "duration: 5, ...(seed !== undefined && {seed})", 0),
    "a number or nothing": ("a.ts", FETCH % "...(seed ? {seed} : undefined)", 0),
    "pictures": ("a.ts", FETCH % "...(urls.length && {image_urls: urls})", None),
    "a picture or a number": ("a.ts", FETCH % "...(url ? {image_url: url} : {seed})", None),
    "what is not in sight": ("a.ts", FETCH % "...(url ? more : {})", None),
    "another prompt": ("a.ts", FETCH % "...(rain ? {prompt: given} : {})", 0),
    "an address to call back, in Python": ("a.py", POST % "**({'callback_url': hook} if hook else {})", 0),
    "a picture, in Python": ("a.py", POST % "**({'image_url': url} if url else {})", None),
    "what is not in sight, in Python": ("a.py", POST % "**(more if url else {})", None),
}  # fmt: skip


@pytest.mark.parametrize(("path", "text", "images"), FOUND.values(), ids=FOUND)
def test_what_is_there_on_a_condition(path, text, images) -> None:
    assert found(path, text) == [("a quay at dawn", images)]


def test_the_model_of_an_element_is_what_a_call_makes() -> None:
    scene = (
        """<Video prompt={{text: "@Image1 walks on", images: ["https://example.com/a.png"]}} model={studio.videoModel("seedance-2.0")} />"""
    )
    assert found("a.tsx", f"const scene = {scene};") == [("@Image1 walks on", 1)]
