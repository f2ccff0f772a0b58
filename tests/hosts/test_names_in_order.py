"""Names that a program binds several times: what they were bound to last, or what they may have been."""

import pytest

from tests.hosts.test_builders import found
from tests.hosts.test_choices import requests

SEND = "fal_client.subscribe('bytedance/seedance-2.0/image-to-video', arguments={'prompt': %s, 'image_url': %s})"
CALL = "await fal.subscribe('bytedance/seedance-2.0/image-to-video', {input: {prompt: %s, image_url: %s}});"
A, B = "https://example.com/a.png", "https://example.com/b.png"
P, Q = SEND % ("p", "i"), CALL % ("p", "i")

PYTHON = {
    "one after another": (f"p, i = 'one', '{A}'\n{P}\np, i = 'two', '{B}'\n{P}", [("one", A), ("two", B)]),
    "in the arms of a condition": (
        f"i = '{A}'\nif one:\n    p = 'one'\nelif two:\n    p = 'two'\nelse:\n    p = 'three'\n{P}", [("one", A), ("two", A), ("three", A)]),
    "in its own arm": (f"if one:\n    p = 'one'\n    {P}\nelse:\n    p = 'two'\n    {P}", [("one", None), ("two", None)]),
    "where there is none": (f"def f(p=None):\n    if not p:\n        p = 'one'\n    {P}", [("one", None)]),
    "where nobody gives one": (f"def f(p=None):\n    p = p or 'one'\n    {P}\nf('two')\nf()", [("two", None), ("one", None)]),
    "where one is given": (f"def f(p):\n    if rain:\n        p = 'one'\n    {P}\nf('two')", [("two", None), ("one", None)]),
    "files that are left out": (
        f"def f(p, i=None):\n    i = i or '{A}'\n    {P}\nf('one')\nf('two', '{B}')", [("one", A), ("two", B)]),
    "within a loop": (f"for n in range(2):\n    p = 'one'\n    {P}\n    p = 'two'\n    {P}", [("one", None), ("two", None)]),
    "in what is tried": (f"p = 'one'\ntry:\n    p = open('two').read()\nexcept OSError:\n    pass\n{P}", [("one", None)]),
    "in a comprehension": (f"def f():\n    p = 'one'\n    p = 'two'\n    return [{P} for i in range(2)]", [("two", None)]),
    "of a case": (f"match n:\n    case 1:\n        p = 'one'\n    case _:\n        p = 'two'\n{P}", [("one", None), ("two", None)]),
}  # fmt: skip

SCRIPTS = {
    "one after another": (f"let p = 'one', i = '{A}';\n{Q}\np = 'two'; i = '{B}';\n{Q}", [("one", A), ("two", B)]),
    "in the arms of a condition": (
        f"let p;\nif (one) p = 'one';\nelse if (two) {{ p = 'two'; }}\nelse p = 'three';\n{Q}",
        [("one", None), ("two", None), ("three", None)]),
    "in its own arm": (f"let p;\nif (one) {{ p = 'one'; {Q} }} else {{ p = 'two'; {Q} }}", [("one", None), ("two", None)]),
    "where there is none": (f"async function f(p) {{ if (!p) p = 'one'; {Q} }}", [("one", None)]),
    "where nobody gives one": (f"async function f(p) {{ p = p || 'one'; {Q} }}", [("one", None)]),
    "where it is nothing": (f"async function f(p) {{ p ??= 'one'; {Q} }}\nf('two');", [("two", None), ("one", None)]),
    "taken out of what came": (f"async function f(q) {{ let {{ p }} = await q.json(); if (!p) p = 'one'; {Q} }}", [("one", None)]),
    "of a case": (f"let p;\nswitch (n) {{ case 1: p = 'one'; break; default: p = 'two'; }}\n{Q}", [("one", None), ("two", None)]),
    "within a loop": (f"for (let n = 0; n < 2; n++) {{ let p = 'one'; {Q} p = 'two'; {Q} }}", [("one", None), ("two", None)]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PYTHON.values(), ids=PYTHON)
def test_names_of_a_python_program(text, expected) -> None:
    assert [(prompt, image) for prompt, _, image in requests("a.py", text)] == expected


@pytest.mark.parametrize(("text", "expected"), SCRIPTS.values(), ids=SCRIPTS)
def test_names_of_a_script(text, expected) -> None:
    assert [(prompt, image) for prompt, _, image in requests("a.ts", text)] == expected


ITEM = "{'type': 'image_url', 'image_url': {'url': 'https://example.com/a.png'}, 'role': 'reference_image'}"
CREATE = "client.content_generation.tasks.create(model='doubao-seedance-2-0-260128', content=content)"
BODY = "requests.post('https://api.example.com/v1/videos', json=body)"
GROWN = {
    "lists": (
        (
            f"content = [{{'type': 'text', 'text': '@Image1 walks on'}}]\ncontent.append({ITEM})\n{CREATE}\n"
            f"content = [{{'type': 'text', 'text': 'a quay at dawn'}}]\n{CREATE}"
        ),
        [("@Image1 walks on", 1), ("a quay at dawn", 0)],
    ),
    "mappings": (
        (
            f"body = {{'model': 'seedance-2.0', 'prompt': '@Image1 walks on'}}\nbody['image_urls'] = ['a.png']\n{BODY}\n"
            f"body = {{'model': 'seedance-2.0', 'prompt': 'a quay at dawn'}}\n{BODY}"
        ),
        [("@Image1 walks on", 1), ("a quay at dawn", None)],
    ),
    "what is added on a condition": (
        (
            f"content = [{{'type': 'text', 'text': '@Image1 walks on'}}]\nif rain:\n    content.append({ITEM})\n{CREATE}\n"
            f"content = [{{'type': 'text', 'text': 'a quay at dawn'}}]\n{CREATE}"
        ),
        [("@Image1 walks on", None), ("a quay at dawn", 0)],
    ),
}


@pytest.mark.parametrize(("text", "expected"), GROWN.values(), ids=GROWN)
def test_what_is_added_to_each(text, expected) -> None:
    assert found("a.py", text) == expected


UNCERTAIN = {
    "what the loop binds at its end": ("a.py", f"p = 'one'\nfor n in range(2):\n    {P}\n    p = 'two'"),
    "in a function that is called later": ("a.py", f"p = 'one'\ndef f():\n    {P}\np = 'two'"),
    "by another function": ("a.ts", f"let p = 'one';\nfunction g() {{ p = 'two'; }}\n{Q}"),
    "of the module": ("a.py", f"p = 'one'\ndef f():\n    global p\n    p = 'two'\n    {P}"),
    "at the end of a loop of a script": ("a.ts", f"let p = 'one';\nwhile (n--) {{ {Q} p = 'two'; }}"),
    "too many": ("a.py", "".join(f"if a == {n}:\n    p = '{n} steps'\n" for n in range(40)) + P),
}


@pytest.mark.parametrize(("path", "text"), UNCERTAIN.values(), ids=UNCERTAIN)
def test_what_is_not_certain(path, text) -> None:
    assert requests(path, text) == []
