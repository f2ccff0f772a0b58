"""Files and prompts that a program keeps in fields of objects, in data classes, in defaults, or in lists with several readers."""

import pytest

from seedance_lint.hosts import Root
from seedance_lint.requests import find_requests
from seedance_lint.requests.contracts import Contracts
from tests.hosts.places import read

SEND = "fal_client.run('bytedance/seedance-2.0/reference-to-video', arguments={'prompt': %s, 'image_urls': %s})"
TAKING = "fal_client.run('bytedance/seedance-2.0/reference-to-video', arguments={%s})"
CALL = "fal.run('bytedance/seedance-2.0/reference-to-video', {input: {prompt: %s, image_urls: %s}});"
TAKING_OVER = "fal.run('bytedance/seedance-2.0/reference-to-video', {input: {prompt: 'one', ...base(5)}});"


def requests(path: str, text: str):
    """Return prompt and number of images of each request; None where these are not known."""
    roots = [root for root in read(path, text) if isinstance(root, Root)]
    found = [each for root in roots for each in find_requests(root.value, Contracts(), root.around).found]
    return [(each.prompt, None if each.assets is None else each.given("image")) for each in found]


PYTHON = {
    "a list in a field": ("S = {'p': 'one', 'i': ['a', 'b']}\n" + SEND % ("S['p']", "S['i']"), [("one", 2)]),
    "a list in a field of each": (
        "S = [{'p': 'one', 'i': ['a']}, {'p': 'two', 'i': ['a', 'b']}]\nfor s in S:\n    " + SEND % ("s['p']", "s['i']"),
        [("one", 1), ("two", 2)],
    ),
    "the prompt of a field": (
        "S = {'prompt': 'one', 'i': ['a']}\n" + SEND % ("S['prompt']", "S['i']") + "\n" + SEND % ("'two'", "[]"),
        [("one", 1), ("two", 0)],
    ),
    "an object that a function makes": (
        "def file(url, role='reference'):\n    return {'url': url, 'role': role}\n" + SEND % ("'one'", "[file('a'), file('b', role='x')]"),
        [("one", 2)],
    ),
    "an object that a function makes of each": (
        "file = lambda url: {'url': url}\n" + SEND % ("'one'", "[file(i) for i in ['a', 'b']]"),
        [("one", 2)],
    ),
    "an object that a method makes": (
        "class J:\n    def file(self, url):\n        return {'url': url}\n    def run(self):\n        "
        + SEND % ("'one'", "[self.file('a')]"),
        [("one", 1)],
    ),
    "parameters that a function makes": (
        "def base(seconds):\n    return {'duration': seconds, 'image_urls': ['a']}\n" + TAKING % "'prompt': 'one', **base(5)",
        [("one", 1)],
    ),
    "parameters that a function may make": (
        "def base(seconds):\n    if seconds:\n        return {'duration': seconds}\n    return {'image_urls': ['a']}\n"
        + TAKING % "'prompt': 'one', **base(5)",
        [("one", None)],
    ),
    "a prompt that a function makes with its parameters": (
        "def shot(prompt):\n    return {'prompt': prompt, 'image_urls': ['a']}\n" + TAKING % "**shot('one'), 'duration': 5",
        [("one", 1)],
    ),
    "an object that is added": (
        "def file(url):\n    '''One file.'''\n    return {'url': url}\nI = [file('a')]\nI.append(file('b'))\n" + SEND % ("'one'", "I"),
        [("one", 2)],
    ),
    "an object that a function makes of itself": (
        "def file(url):\n    return {'url': url, 'more': [file(url), file(url)]}\n" + SEND % ("'one'", "[file('a')]"),
        [("one", 1)],
    ),
    "an object whose prompt is sent with its files under other names": (
        "S = {'prompt': 'one', 'images': ['a']}\n" + SEND % ("S['prompt']", "[*S['images'], 'b']"),
        [("one", 2)],
    ),
    "the first items of a list": ("S = {'i': ['a', 'b', 'c']}\n" + SEND % ("'one'", "S['i'][:2]"), [("one", 2)]),
    "the last items of a list, counted from its end": ("I = ['a', 'b', 'c']\n" + SEND % ("'one'", "I[-2:]"), [("one", None)]),
    "every other item of a list": ("I = ['a', 'b', 'c']\n" + SEND % ("'one'", "I[::2]"), [("one", None)]),
    "as many items of a list as somebody says": ("I = ['a', 'b', 'c']\n" + SEND % ("'one'", "I[:n]"), [("one", None)]),
    "the first items of a list that grows": ("I = ['a', 'b']\nI.append(x)\n" + SEND % ("'one'", "I[:2]"), [("one", None)]),
    "what a function makes of each": ("I = ['a', 'b']\n" + SEND % ("'one'", "list(map(upload, I))"), [("one", 2)]),
    "what a pool makes of each": ("I = ['a', 'b']\n" + SEND % ("'one'", "list(pool.map(upload, I))"), [("one", 2)]),
    "what is waited for": (
        "I = ['a', 'b']\nasync def run():\n    urls = await asyncio.gather(*[upload(i) for i in I])\n    " + SEND % ("'one'", "urls"),
        [("one", 2)],
    ),
    "what is waited for one by one": ("async def run():\n    " + SEND % ("'one'", "await asyncio.gather(up('a'), up('b'))"), [("one", 2)]),
    "what is waited for of how many nobody knows": (
        "async def run():\n    " + SEND % ("'one'", "await asyncio.gather(*(up(i) for i in given))"),
        [("one", None)],
    ),
    "a list under a number": ("S = [['a'], ['b', 'c']]\n" + SEND % ("'one'", "S[1]"), [("one", 2)]),
    "a list that may be missing": (
        "for s in [{'p': 'one', 'i': ['a']}, {'p': 'two'}]:\n    " + SEND % ("s['p']", "s.get('i', [])"),
        [("one", 1), ("two", 0)],
    ),
    "a field with a default": ("S = {'p': 'one'}\n" + SEND % ("S.get('p')", "S.get('i') or ['a']"), [("one", 1)]),
    "a field with a list by default": ("S = {'p': 'one'}\n" + SEND % ("S.get('p')", "S.get('i', ['a', 'b'])"), [("one", 2)]),
    "a field in the middle of a text": ("S = {'p': 'one'}\n" + SEND % ("'Slow. ' + S.get('p')", "['a']"), [("Slow. one", 1)]),
    "an attribute that nothing binds": ("class J:\n    def run(self):\n        " + SEND % ("'one'", "self.i"), [("one", None)]),
    "a data class of attrs": (
        "@define\nclass S:\n    p: str\n    i: list = field(factory=list)\nfor s in [S('one', ['a']), S('two')]:\n    "
        + SEND % ("s.p", "s.i"),
        [("one", 1), ("two", 0)],
    ),
    "a field of a mapping that changes": ("S = {'p': 'one'}\nS[k] = x\n" + SEND % ("'one'", "S.get('i', [])"), [("one", None)]),
    "a field of a mapping with names that are computed": ("S = {k: ['a']}\n" + SEND % ("'one'", "S.get('i', [])"), [("one", None)]),
    "a field of what a call returns": ("S = load()\n" + SEND % ("'one'", "S.get('i', [])"), [("one", None)]),
    "the values of a mapping": ("R = {'x': 'a', 'y': 'b'}\n" + SEND % ("'one'", "list(R.values())"), [("one", 2)]),
    "a list with two readers": ("I = ['a', 'b']\n" + SEND % ("'one'", "I") + "\n" + SEND % ("'two'", "I"), [("one", 2), ("two", 2)]),
    "a copy of a list": ("I = ('a', 'b')\n" + SEND % ("'one'", "list(I)"), [("one", 2)]),
    "a data class": (
        "@dataclass\nclass S:\n    p: str\n    i: list = field(default_factory=list)\nfor s in [S('one', ['a']), S(p='two')]:\n    "
        + SEND % ("s.p", "s.i"),
        [("one", 1), ("two", 0)],
    ),
    "a call of dict": ("for s in [dict(p='one', i=['a'])]:\n    " + SEND % ("s['p']", "s['i']"), [("one", 1)]),
    "names of a class": (
        "class J:\n    p = 'one'\n    i = ['a']\n    def run(self):\n        " + SEND % ("self.p", "self.i"),
        [("one", 1)],
    ),
    "attributes of an object": (
        "class J:\n    def __init__(self):\n        self.p = 'one'\n        self.i = ['a']\n    def run(self):\n        "
        + SEND % ("self.p", "self.i"),
        [("one", 1)],
    ),
    "a method": (
        "class C:\n    def make(self, p, i=None):\n        "
        + SEND % ("p", "i or []")
        + "\nC().make('one', ['a'])\nC().make('two', i=['a', 'b'])",
        [("one", 1), ("two", 2)],
    ),
    "the defaults of a function that nobody calls": ("def make(p='one', i=('a',)):\n    " + SEND % ("p", "list(i)"), [("one", 1)]),
    "a loop over what is made of others": (
        "S = [{'p': 'one', 'i': ['a']}]\nfor j in [{'prompt': s['p'], 'image_urls': s['i']} for s in S]:\n    "
        + SEND % ("j['prompt']", "j['image_urls']"),
        [("one", 1)],
    ),
    "a list that grows inside of a field": (
        "S = {'p': 'one', 'i': ['a']}\nS['i'].append(x)\n" + SEND % ("'one'", "S['i']"),
        [("one", None)],
    ),
    "a list that a function of the program is given": (
        "def show(urls):\n    print(urls)\nurls = ['a']\nshow(urls)\n" + SEND % ("'one'", "urls"),
        [("one", 1)],
    ),
    "a list that somebody else is given": ("urls = ['a']\nadd(urls)\n" + SEND % ("'one'", "urls"), [("one", None)]),
    "a field of a data class that is set later": (
        "@dataclass\nclass J:\n    i: list = None\n    def run(self):\n        " + SEND % ("'one'", "self.i"),
        [("one", None)],
    ),
    "an object under a name of its own": (
        "S = {'a': {'prompt': 'one', 'i': ['a']}, 'b': {'prompt': 'two', 'i': ['a', 'b']}}\ns = S['b']\n"
        + SEND % ("s['prompt']", "s['i']"),
        [("one", None), ("two", 2)],
    ),
    "an object under the name of a name": (
        "S = [{'p': 'one', 'i': ['a']}]\ns = S[0]\nt = s\n" + SEND % ("t['p']", "t.get('i', [])"),
        [("one", 1)],
    ),
    "an object under two names that changes": (
        "S = {'b': {'p': 'two', 'i': ['a']}}\ns = S['b']\ns['i'].append(x)\n" + SEND % ("s['p']", "s['i']"),
        [("two", None)],
    ),
    "a list of an object that grows under a name of its own": (
        "S = {'i': ['a']}\ni = S['i']\ni.append(x)\n" + SEND % ("'one'", "i"),
        [("one", None)],
    ),
    "names that stand for one another": ("a = b\nb = a\n" + SEND % ("'one'", "a['i']"), [("one", None)]),
    "the object itself where nothing sends it": (
        "S = {'prompt': 'one', 'images': ['a']}\nprint({'prompt': S['prompt']})",
        [("one", None)],
    ),
}

SCRIPTS = {
    "a list in a field": ("const s = {p: 'one', i: ['a', 'b']};\n" + CALL % ("s.p", "s.i"), [("one", 2)]),
    "a list in a field of each": (
        "for (const s of [{p: 'one', i: ['a']}, {p: 'two', i: ['a', 'b']}]) " + CALL % ("s.p", "s.i"),
        [("one", 1), ("two", 2)],
    ),
    "a key in brackets": ("const S = {a: {p: 'one', i: ['a']}};\n" + CALL % ("S['a'].p", "S.a['i']"), [("one", 1)]),
    "an item of an array": ("const S = [['a'], ['b', 'c']];\n" + CALL % ("'one'", "S[1]"), [("one", 2)]),
    "a list that may be missing": (
        "for (const s of [{p: 'one', i: ['a']}, {p: 'two'}]) " + CALL % ("s.p", "s.i ?? []"),
        [("one", 1), ("two", 0)],
    ),
    "a list with two readers": (
        "const I = ['a', 'b'];\n" + CALL % ("'one'", "I") + CALL % ("'two'", "[...I, 'c']"),
        [("one", 2), ("two", 3)],
    ),
    "a list that is sent if there is another one": ("const s = {p: 'one'};\n" + CALL % ("s.p", "s.i && ['a']"), [("one", None)]),
    "names in quotes": ("const s = {'p': 'one', \"i\": ['a']};\n" + CALL % ("s.p", "s.i"), [("one", 1)]),
    "an item behind what is not in sight": ("const S = [...given, ['a'], ['b', 'c']];\n" + CALL % ("'one'", "S[1]"), [("one", None)]),
    "a list of an object with two names": (
        "const S = {a: {i: ['a']}};\nconst t = S;\nt.a.i = x;\n" + CALL % ("'one'", "S.a.i"),
        [("one", None)],
    ),
    "a list that a function of the script is given": (
        "function show(urls) { console.log(urls); }\nconst urls = ['a'];\nshow(urls);\n" + CALL % ("'one'", "urls"),
        [("one", 1)],
    ),
    "a list that somebody else is given": ("const urls = ['a'];\nadd(urls);\n" + CALL % ("'one'", "urls"), [("one", None)]),
    "a property of the object": ("class J { i = ['a']; run() { " + CALL % ("'one'", "this.i") + " } }", [("one", 1)]),
    "parameters that a function makes": (
        "const base = (seconds) => ({duration: seconds, image_urls: ['a']});\n" + TAKING_OVER,
        [("one", 1)],
    ),
    "an object that a function makes": (
        "const file = (url: string, role = 'reference') => ({url, role});\n" + CALL % ("'one'", "[file('a'), file('b', 'x')]"),
        [("one", 2)],
    ),
    "an object that a function makes of each": (
        "function file(url) { return {url}; }\n" + CALL % ("'one'", "['a', 'b'].map((i) => file(i))"),
        [("one", 2)],
    ),
    "an object that is pushed": (
        "const file = (url) => ({url});\nconst I = [file('a')];\nI.push(file('b'));\n" + CALL % ("'one'", "I"),
        [("one", 2)],
    ),
    "an object that a function of several steps makes": (
        "const file = (url) => { log(url); return {url}; };\n" + CALL % ("'one'", "[file('a')]"),
        [("one", 1)],
    ),
    "an object that a function makes of itself": (
        "const file = (url) => ({url, more: [file(url), file(url)]});\n" + CALL % ("'one'", "[file('a')]"),
        [("one", 1)],
    ),
    "what is waited for": (
        "const I = ['a', 'b'];\nconst urls = await Promise.all(I.map((i) => upload(i)));\n" + CALL % ("'one'", "urls"),
        [("one", 2)],
    ),
    "what is waited for of each": (
        "for (const s of [{p: 'one', i: ['a']}, {p: 'two', i: ['a', 'b']}]) { "
        "const urls = await Promise.all(s.i.map(async (i) => { const r = await upload(i); return r.url; })); "
        + CALL % ("s.p", "urls")
        + " }",
        [("one", 1), ("two", 2)],
    ),
    "what a function makes of each": (CALL % ("'one'", "['a', 'b'].map(upload)"), [("one", 2)]),
    "what is waited for of how many nobody knows": (CALL % ("'one'", "await Promise.all(given.map(upload))"), [("one", None)]),
    "what is left of what is made of each": (CALL % ("'one'", "['a', 'b'].map(upload).filter(Boolean)"), [("one", None)]),
    "an object under a name of its own": (
        "const S = {a: {prompt: 'one', i: ['a']}, b: {prompt: 'two', i: ['a', 'b']}};\nconst s = S.b;\n" + CALL % ("s.prompt", "s.i"),
        [("one", None), ("two", 2)],
    ),
    "parts that a pattern takes out": (
        "const S = [{p: 'one', i: ['a'], more: {v: ['b']}}];\nconst {p, i: urls, more: {v}} = S[0];\n" + CALL % ("p", "[...urls, ...v]"),
        [("one", 2)],
    ),
    "parts of each that a pattern takes out": (
        "for (const s of [{p: 'one', i: ['a']}, {p: 'two', i: ['a', 'b']}]) { const { p, i } = s; " + CALL % ("p", "i") + " }",
        [("one", 1), ("two", 2)],
    ),
    "parts of what a function is given": (
        "async function send(s: Shot) { const { p, i } = s; " + CALL % ("p", "i") + " }\nsend({p: 'one', i: ['a']});",
        [("one", 1)],
    ),
    "a part of a pattern that is set again": ("let {i} = {i: ['a']};\ni = x;\n" + CALL % ("'one'", "i"), [("one", None)]),
    "a part of a pattern that grows": ("const {i} = {i: ['a']};\ni.push(x);\n" + CALL % ("'one'", "i"), [("one", None)]),
    "a list of an object that grows under a name of its own": (
        "const s = {i: ['a']};\nconst i = s.i;\ni.push(x);\n" + CALL % ("'one'", "i"),
        [("one", None)],
    ),
    "an object under two names that changes": (
        "const S = {b: {p: 'two', i: ['a']}};\nconst s = S.b;\ns.i.push(x);\n" + CALL % ("s.p", "s.i"),
        [("two", None)],
    ),
    "a part of a pattern of what a call returns": ("const {i} = await make();\n" + CALL % ("'one'", "i"), [("one", None)]),
    "a pattern of itself": ("const {i} = i;\n" + CALL % ("'one'", "i"), [("one", None)]),
    "a loop over what is made of others": (
        "const S = [{p: 'one', i: ['a']}];\nconst jobs = S.map((s) => ({prompt: s.p, image_urls: s.i}));\nfor (const input of jobs) fal.run('bytedance/seedance-2.0/reference-to-video', {input});",
        [("one", 1)],
    ),
    "a list that grows inside of a field": ("const s = {p: 'one', i: ['a']};\ns.i.push(x);\n" + CALL % ("'one'", "s.i"), [("one", None)]),
    "a property that is set again": (
        "class J { i = ['a']; set(x) { this.i = x; } run() { " + CALL % ("'one'", "this.i") + " } }",
        [("one", None)],
    ),
}


@pytest.mark.parametrize(("text", "expected"), PYTHON.values(), ids=PYTHON)
def test_fields_of_a_python_program(text, expected) -> None:
    assert requests("a.py", text) == expected


@pytest.mark.parametrize(("text", "expected"), SCRIPTS.values(), ids=SCRIPTS)
def test_fields_of_a_script(text, expected) -> None:
    assert requests("a.ts", text) == expected


def test_the_values_of_a_mapping_are_the_files() -> None:
    *_, root = read("a.py", "R = {'x': 'https://e.com/a.png', 'y': given}\n" + SEND % ("'one'", "R.values()"))
    assert root.value["arguments"]["image_urls"] == ["https://e.com/a.png", "{}"]


def test_lists_of_many_readers_take_their_time_once() -> None:
    names = "\n".join(f"A{n} = [A{n + 1}, A{n + 1}]" for n in range(60))
    assert len(requests("a.py", f"{names}\nA60 = ['a']\n" + SEND % ("'one'", "A0"))) == 1


ONE = "fal_client.run('bytedance/seedance-2.0/image-to-video', arguments={'prompt': 'one', 'image_url': %s})"
EACH = "fal.run('bytedance/seedance-2.0/image-to-video', {input: {prompt: 'one', image_url: %s}});"
COMPUTED = {
    "a call": ("a.py", ONE % "encode('a.png')", 1),
    "a call that is waited for": ("a.py", "async def run():\n    " + ONE % "await upload('a.png')", 1),
    "a call in a form": (
        "a.py",
        "requests.post('https://fal.run/bytedance/seedance-2.0/image-to-video', data={'prompt': 'one', 'image_url': up('a')})",
        1,
    ),
    "a name of what a call returned": ("a.py", "url = upload('a.png')\n" + ONE % "url", 1),
    "a part of what a call returned": ("a.py", "up = upload('a.png')\n" + ONE % "up['url']", 1),
    "the first of what a call returned": ("a.py", "r = make('a')\n" + ONE % "r['outputs'][0]", 1),
    "the first of what a script is given": ("a.ts", "const r = await make(a);\n" + EACH % "r.images[0].url", 1),
    "as many as there are numbers": ("a.py", SEND % ("'one'", "[f'https://e.com/{i}.png' for i in range(3)]"), 3),
    "as many as a number that is computed": ("a.py", SEND % ("'one'", "[f'https://e.com/{i}.png' for i in range(n)]"), None),
    "as many as lie between two numbers": ("a.py", SEND % ("'one'", "[f'https://e.com/{i}.png' for i in range(2, 4)]"), 2),
    "as many as lie between two numbers that are computed": (
        "a.py",
        SEND % ("'one'", "[f'https://e.com/{i}.png' for i in range(2, n)]"),
        None,
    ),
    "the same several times": ("a.py", SEND % ("'one'", "['https://e.com/a.png'] * 4"), 4),
    "the same as often as the run tells": ("a.py", SEND % ("'one'", "['https://e.com/a.png'] * n"), None),
    "what need not be there": ("a.py", ONE % "os.environ.get('IMAGE')", None),
    "a parameter": ("a.py", "def run(url):\n    " + ONE % "url", None),
    "an option of the command line": ("a.py", "args = parser.parse_args()\n" + ONE % "args.image", None),
    "a list": ("a.py", SEND % ("'one'", "load()"), None),
    "two items of a list": ("a.py", SEND % ("'one'", "[up('a'), up('b')]"), 2),
    "taken over": ("a.py", "base = {'image_url': up('a')}\nf({'model': 'seedance-2.0', 'prompt': 'one', **base})", 1),
    "a call of a script": ("a.ts", EACH % "await upload(a)", 1),
    "a name in a script": ("a.ts", "const up = await upload(a);\n" + EACH % "up.url", 1),
    "a template": ("a.ts", EACH % "`${base}/a.png`", 1),
    "a choice": ("a.ts", EACH % "a ? upload(a) : undefined", None),
    "a property of a parameter": ("a.ts", "function f(req) { " + EACH % "req.body.url" + " }", None),
    "a list of a script": ("a.ts", CALL % ("'one'", "await load()"), None),
}


@pytest.mark.parametrize(("path", "text", "expected"), COMPUTED.values(), ids=COMPUTED)
def test_what_a_call_returns_is_one_file_where_one_is_expected(path, text, expected) -> None:
    assert requests(path, text) == [("one", expected)]
