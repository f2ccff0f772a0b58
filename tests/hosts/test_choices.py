"""Prompts of which a program has several: in a loop, as arguments of its own function, under a key, in the arms of a condition."""

import pytest

from seedance_lint.hosts import Passed, Root
from seedance_lint.requests import find_requests
from seedance_lint.requests.contracts import Contracts
from seedance_lint.source import Span
from tests.hosts.places import read

SEND = "fal_client.subscribe('bytedance/seedance-2.0/image-to-video', arguments={'prompt': %s, 'image_url': %s})"
CALL = "await fal.subscribe('bytedance/seedance-2.0/image-to-video', {input: {prompt: %s, image_url: %s}});"
A, B = "https://example.com/a.png", "https://example.com/b.png"


def requests(path: str, text: str):
    """Return prompt, place in the file and first image of each request."""
    found = []
    for root in read(path, text):
        if not isinstance(root, Root):
            continue
        for request in find_requests(root.value, Contracts(), root.around).found:
            source_map = root.tree().find(request.prompt_path).form.source_map(text)
            place = source_map.to_file(Span(0, source_map.length))
            images = (request.assets or {}).get("image", ())
            found.append((request.prompt, text[place.start : place.end].strip("'"), images[0].url if images else None))
    return found


PYTHON = {
    "the items of a list": (
        f"P = ['one @Image1', 'two']\nfor p in P:\n    {SEND}" % ("p", f"'{A}'"),
        [("one @Image1", A), ("two", A)],
    ),
    "numbered items": (f"for i, p in enumerate(['one', 'two']):\n    {SEND}" % ("p", "x"), [("one", None), ("two", None)]),
    "pairs": (f"for p, i in [('one', '{A}'), ('two', '{B}')]:\n    {SEND}" % ("p", "i"), [("one", A), ("two", B)]),
    "two lists side by side": (
        f"for p, i in zip(['one', 'two'], ['{A}', '{B}']):\n    {SEND}" % ("p", "i"),
        [("one", A), ("two", B)],
    ),
    "a mapping in a mapping": (
        f"P = {{'a': {{'x': 'one'}}, 'b': {{'x': 'two'}}}}\nfor n, s in P.items():\n    for k, p in s.items():\n        {SEND}"
        % ("p", "x"),
        [("one", None), ("two", None)],
    ),
    "the fields of mappings": (
        f"S = [{{'prompt': 'one', 'i': '{A}'}}, {{'prompt': 'two', 'i': '{B}'}}]\nfor s in S[:1]:\n    {SEND}" % ("s['prompt']", "s['i']"),
        [("one", A), ("two", B)],
    ),
    "a comprehension": (f"r = [{SEND} for p in ('one', 'two')]" % ("p", "x"), [("one", None), ("two", None)]),
    "a key that is computed": (f"P = {{'a': 'one', 'b': 'two'}}\n{SEND}" % ("P[key]", "x"), [("one", None), ("two", None)]),
    "the arms of a condition": (f"{SEND}" % ("'one' if big else 'two'", "x"), [("one", None), ("two", None)]),
    "what stands in for an argument": (f"p = sys.argv[1] or 'one'\n{SEND}" % ("p", "x"), [("one", None)]),
    "the arguments of a function": (
        f"def send(prompt, image='{A}'):\n    {SEND}\nsend('one')\nsend('two', image='{B}')" % ("prompt", "image"),
        [("one", A), ("two", B)],
    ),
    "a function with a default for its prompt": (
        f"def send(p='zero', i='{A}'):\n    {SEND}\nsend('one')" % ("p", "i"),
        [("one", A)],
    ),
    "a function with a default for its prompt that a pool calls": (
        f"def send(p='zero', i='{A}'):\n    {SEND}\npool.submit(send, 'one')" % ("p", "i"),
        [("one", A)],
    ),
    "a function that is called with a field of each": (
        f"def send(p, i='{A}'):\n    {SEND}\nfor s in [{{'p': 'one'}}, {{'p': 'two'}}]:\n    send(s.get('p'))" % ("p", "i"),
        [("one", A), ("two", A)],
    ),
    "what a test is called with that is made of others": (
        f"@pytest.mark.parametrize('p', [each for each in ['one', 'two']])\ndef test(p):\n    {SEND}" % ("p", f"'{A}'"),
        [("one", A), ("two", A)],
    ),
    "what a test is called with": (
        f"@pytest.mark.parametrize('prompt, image', [('one', '{A}'), pytest.param('two', '{B}', id='b')])\ndef test(prompt, image):\n    {SEND}"
        % ("prompt", "image"),
        [("one", A), ("two", B)],
    ),
    "a function that a pool calls": (
        f"def send(job):\n    name, p, i = job\n    {SEND}\npool.map(send, [('a', 'one', '{A}'), ('b', 'two', '{B}')])" % ("p", "i"),
        [("one", A), ("two", B)],
    ),
    "a function that a pool calls once": (
        f"def send(p, i=None):\n    {SEND}\npool.submit(send, 'one', i='{A}')" % ("p", "i"),
        [("one", A)],
    ),
    "a function that is called with what each has": (
        f"def send(p, i):\n    {SEND}\nstarmap(send, [('one', '{A}')])" % ("p", "i"),
        [("one", A)],
    ),
    "the lines of a text": (
        f"P = '''one @Image1\n\ntwo'''.splitlines()\nfor p in P:\n    {SEND}" % ("p", "x"),
        [("one @Image1", None), ("two", None)],
    ),
    "the lines of a text without the blanks around them": (
        f"T = '''\n  one\n  two\n'''\nfor p in [each.strip() for each in T.strip().split('\\n') if each]:\n    {SEND}" % ("p", "x"),
        [("one", None), ("two", None)],
    ),
    "the parts of a text": (f"for p in 'one | two'.split(' | '):\n    {SEND}" % ("p", "x"), [("one", None), ("two", None)]),
    "a part of a text that is computed": (
        f"P = 'one;two'.split(';')\n{SEND}" % ("P[number % len(P)]", "x"),
        [("one", None), ("two", None)],
    ),
    "what is made of the names of a loop": (
        f"def send(p, i):\n    {SEND}\nfor t, i in [('one @Image1', '{A}'), ('two', '{B}')]:\n    made = t.format(style='x')\n    send(made, i)"
        % ("p", "i"),
        [("one @Image1", A), ("two", B)],
    ),
    "loops with the same names": (
        f"for p, i in [('one', '{A}')]:\n    {SEND}\nfor p, i in [('two', '{B}')]:\n    {SEND}" % ("p", "i", "p", "i"),
        [("one", A), ("two", B)],
    ),
    "a loop in a loop of the same name": (
        f"for p in [['one'], ['two']]:\n    for p in p:\n        pass\nfor p in ['three']:\n    {SEND}" % ("p", "x"),
        [("three", None)],
    ),
    "a function in a loop": (
        f"def send(s):\n    {SEND}\nfor shot in [{{'prompt': 'one', 'i': '{A}'}}]:\n    send(shot)" % ("s['prompt']", "s['i']"),
        [("one", A)],
    ),
}

SCRIPTS = {
    "the items of an array": (
        f"const P = ['one @Image1', 'two'];\nfor (const p of P) {CALL}" % ("p", f"'{A}'"),
        [("one @Image1", A), ("two", A)],
    ),
    "a function that is called with each": (
        f"['one', 'two'].map(async (p, i) => {{ {CALL} }})" % ("p", "x"),
        [("one", None), ("two", None)],
    ),
    "fields of objects": (
        f"const S = [{{prompt: 'one', i: '{A}'}}, {{prompt: 'two', i: '{B}'}}] as const;\nfor (const s of S.slice(1)) {{ {CALL} }}"
        % ("s.prompt", "s.i"),
        [("one", A), ("two", B)],
    ),
    "fields that are named": (
        f"for (const {{prompt, i = '{B}'}} of [{{prompt: 'one', i: '{A}'}}, {{prompt: 'two'}}]) {CALL}" % ("prompt", "i"),
        [("one", A), ("two", B)],
    ),
    "entries of an object": (
        f"const P = {{a: 'one', b: 'two'}};\nfor (const [k, p] of Object.entries(P)) {CALL}" % ("p", "x"),
        [("one", None), ("two", None)],
    ),
    "a key that is computed": (f"const P = {{a: 'one', b: 'two'}};\n{CALL}" % ("P[key]", "x"), [("one", None), ("two", None)]),
    "the arms of a condition": (f"{CALL}" % ("big ? 'one' : 'two'", "x"), [("one", None), ("two", None)]),
    "what stands in for an argument": (f"const p = process.argv[2] ?? 'one';\n{CALL}" % ("p", "x"), [("one", None)]),
    "the arguments of a function": (
        f"const send = async ({{prompt, image = '{A}'}}) => {{ {CALL} }};\nsend({{prompt: 'one'}});\nsend({{prompt: 'two', image: '{B}'}});"
        % ("prompt", "image"),
        [("one", A), ("two", B)],
    ),
    "a function that is named": (
        f"const send = async ({{p, i}}) => {{ {CALL} }};\nawait Promise.all([{{p: 'one', i: '{A}'}}, {{p: 'two', i: '{B}'}}].map(send));"
        % ("p", "i"),
        [("one", A), ("two", B)],
    ),
    "a function that a named one calls": (
        f"async function send(s) {{ {CALL} }}\nconst each = async (s) => {{ log(s); return await send(s); }};\n[{{p: 'one', i: '{A}'}}].forEach(each);"
        % ("s.p", "s.i"),
        [("one", A)],
    ),
    "a function that is called after us": (
        f"async function makeSeedanceClip(prompt, i) {{ {CALL} }}\nfor (const s of [{{prompt: 'one'}}, {{prompt: 'two'}}]) await makeSeedanceClip(s.prompt, '{A}');"
        % ("prompt", "i"),
        [("one", A), ("two", A)],
    ),
    "a pattern that is given one of several": (
        f"async function send({{p, i}}) {{ {CALL} }}\nfor (const shot of [{{p: 'one', i: '{A}'}}, {{p: 'two', i: '{B}'}}]) await send(shot);"
        % ("p", "i"),
        [("one", A), ("two", B)],
    ),
    "the rows of a table": (
        f"it.each([['one', '{A}'], ['two', '{B}']])('sends %s', async (p, i) => {{ {CALL} }});".replace("%s", "it", 1) % ("p", "i"),
        [("one", A), ("two", B)],
    ),
    "the objects of a table": (
        f"test.each([{{p: 'one', i: '{A}'}}])('sends', ({{p, i}}) => {{ {CALL} }});" % ("p", "i"),
        [("one", A)],
    ),
    "a function in a loop": (
        f"async function send(s: Shot, n = 1) {{ {CALL} }}\nfor (const shot of [{{prompt: 'one', i: '{A}'}}]) await send(shot);"
        % ("s.prompt", "s.i"),
        [("one", A)],
    ),
    "the lines of a template": (
        f"const P = `one @Image1\n\ntwo`;\nfor (const p of P.split('\\n')) {{ {CALL} }}" % ("p", "x"),
        [("one @Image1", None), ("two", None)],
    ),
    "the lines of a template that are trimmed": (
        f"`\n  one\n  two\n`.trim().split(/\\r?\\n/).map((p) => p.trim()).filter(Boolean).forEach(async (p) => {{ {CALL} }});" % ("p", "x"),
        [("one", None), ("two", None)],
    ),
    "the parts of a text": (
        f"for (const [n, p] of 'one | two'.split(' | ').entries()) {{ {CALL} }}" % ("p", "x"),
        [("one", None), ("two", None)],
    ),
    "one of the parts of a text": (f"const P = 'one;two'.split(';');\n{CALL}" % ("P[n % P.length]", "x"), [("one", None), ("two", None)]),
    "a method of an object of the script": (
        f"class C {{ async send(p, i) {{ {CALL} }} }}\nconst c = new C(key);\nawait c.send('one', '{A}');\nnew C(key).send('two', '{B}');"
        % ("p", "i"),
        [("one", A), ("two", B)],
    ),
    "a method of the object itself": (
        f"class C {{ async send(p, i) {{ {CALL} }} async all() {{ for (const p of ['one', 'two']) await this.send(p, '{A}'); }} }}"
        % ("p", "i"),
        [("one", A), ("two", A)],
    ),
}


@pytest.mark.parametrize(("text", "expected"), PYTHON.values(), ids=PYTHON)
def test_each_prompt_of_a_python_program_is_a_request(text, expected) -> None:
    assert requests("a.py", text) == [(prompt, prompt, image) for prompt, image in expected]


@pytest.mark.parametrize(("text", "expected"), SCRIPTS.values(), ids=SCRIPTS)
def test_each_prompt_of_a_script_is_a_request(text, expected) -> None:
    assert requests("a.ts", text) == [(prompt, prompt, image) for prompt, image in expected]


UNKNOWN = {
    "nothing stands in for an argument": "send(json={'model': 'seedance-2.0', 'prompt': given or ''})",
    "one of the arms is empty": "send(json={'model': 'seedance-2.0', 'prompt': given if given else ' '})",
    "nothing calls the function": f"def send(p):\n    {SEND}" % ("p", "x"),
    "the list is computed": f"for p in load():\n    {SEND}" % ("p", "x"),
    "the name is bound twice": f"for p in ['one']:\n    p = p.upper()\n    {SEND}" % ("p", "x"),
    "a loop over itself": f"for p in p:\n    {SEND}" % ("p", "x"),
    "a number": "for i in range(3):\n    send(json={'model': 'seedance-2.0', 'prompt': f'{i}'})",
    "what lines call what is in them": "send(json={'model': 'seedance-2.0', 'prompt': f'{p}\\nReference image: {q}'})",
    "parameters behind it": "send(json={'model': 'seedance-2.0', 'prompt': f'{p} --resolution {r} --ratio 16:9 --watermark false'})",
    "what a line calls the text behind it": "send(json={'model': 'seedance-2.0', 'prompt': f'{p}.\\n\\nReference image: '})",
    "a name that is bound otherwise as well": f"p = given\nfor p in ['one']:\n    pass\nfor p in ['two']:\n    {SEND}" % ("p", "x"),
    "a name of two loops behind both": f"for p in ['one']:\n    pass\nfor p in ['two']:\n    pass\n{SEND}" % ("p", "x"),
    "the words of a text": f"for p in 'one two'.split():\n    {SEND}" % ("p", "x"),
    "the first parts of a text": f"for p in 'one|two'.split('|', 1):\n    {SEND}" % ("p", "x"),
    "the lines of a text that is computed": f"for p in given.splitlines():\n    {SEND}" % ("p", "x"),
    "a function that calls itself": f"def send(p):\n    send(p)\n    {SEND}" % ("p", "x"),
}


@pytest.mark.parametrize("text", UNKNOWN.values(), ids=UNKNOWN)
def test_what_stays_unknown_is_told(text) -> None:
    assert requests("a.py", text) == []
    assert [part.reason for part in read("a.py", text) if isinstance(part, Passed)] == ["assembled at run time"]


UNKNOWN_IN_SCRIPTS = {
    "a method of an object of others": f"class C {{ async send(p) {{ {CALL} }} }}\nconst c = make();\nawait c.send('one');" % ("p", "x"),
    "one of two methods of a name": f"class C {{ send(p) {{ {CALL} }} }}\nclass D {{ send(p) {{}} }}\nnew C().send('one');" % ("p", "x"),
    "the letters of a script's text": f"for (const p of 'one two'.split('')) {{ {CALL} }}" % ("p", "x"),
    "the parts of a script's text between words": f"for (const p of 'one and two'.split(/(and)/)) {{ {CALL} }}" % ("p", "x"),
    "the first parts of a script's text": f"for (const p of 'one|two'.split('|', 1)) {{ {CALL} }}" % ("p", "x"),
}


@pytest.mark.parametrize("text", UNKNOWN_IN_SCRIPTS.values(), ids=UNKNOWN_IN_SCRIPTS)
def test_what_stays_unknown_in_a_script_is_told(text) -> None:
    assert requests("a.ts", text) == []
    assert [part.reason for part in read("a.ts", text) if isinstance(part, Passed)] == ["assembled at run time"]


def test_each_call_of_a_pool_is_a_request() -> None:
    text = f"def send(p, i):\n    {SEND}\npool.submit(send, 'one', '{A}')\npool.submit(send, 'two', '{B}')" % ("p", "i")
    assert sorted(requests("a.py", text)) == [("one", "one", A), ("two", "two", B)]


def test_what_a_function_of_several_steps_makes_of_each_is_unknown() -> None:
    text = f"['one'].map((s) => {{ log(s); return s; }}).forEach((p = 'zero') => {{ {CALL} }});" % ("p", "x")
    assert requests("a.ts", text) == []


def test_a_part_of_a_prompt_may_be_one_of_several() -> None:
    text = f"S = 'Cinematic. '\nfor p in ['one', 'two']:\n    {SEND}" % ("f'{S}{p}'", "x")
    assert [prompt for prompt, _, _ in requests("a.py", text)] == ["Cinematic. one", "Cinematic. two"]


def test_other_products_are_not_gone_through() -> None:
    assert requests("a.py", "for p in ['one', 'two']:\n    draw(prompt=p)") == []


def test_a_program_has_only_so_many() -> None:
    text = f"P = [{', '.join(repr(str(number)) for number in range(5000))}]\nfor p in P:\n    {SEND}" % ("p", "x")
    assert len(requests("a.py", text)) == 100
