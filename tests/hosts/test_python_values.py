"""Python: names by scope, texts and mappings that are put together of known ones, and what stands around a value."""

import pytest

from seedance_lint.hosts import Form, Passed, Root
from seedance_lint.hosts.located import Partial
from seedance_lint.profiles import load_profile
from seedance_lint.requests import find_requests
from seedance_lint.source import Span
from tests.hosts.places import read
from tests.hosts.test_python import prompts

PROFILE = load_profile("seedance-2.0")


def requests(text: str):
    return [request for root in read("a.py", text) if isinstance(root, Root) for request in find_requests(root.value, PROFILE).found]


def test_a_literal_in_two_functions_under_one_name() -> None:
    text = "def f():\n    p = 'one'\n    g(prompt=p)\ndef h():\n    p = 'two'\n    g(prompt=p)"
    assert [request.prompt for request in requests(text)] == ["one", "two"]


SCOPES = [
    ("P = 'x'\nclass A:\n    P = 'y'\n    def f(self):\n        g(prompt=P)", "x"),
    ("class A:\n    p = 'x'\n    q = f(prompt=p)", "x"),
    ("def f(x):\n    p = 'x'\n    def g():\n        return [h(prompt=p) for _ in x]", "x"),
    ("p = 'x'\nf(prompt=p)\ndef g(p): pass", "x"),
    ("p = 'x'\nq = p\nf(prompt=q)", "x"),
    ("a, b = 'x', 'y'\nf(prompt=a)", "x"),
    ("if (p := 'x'): f(prompt=p)", "x"),
    ("p: str = 'x'\nf(prompt=p)", "x"),
    ("C = {'p': 'x'}\nf(prompt=C['p'])", "x"),
    ("class C:\n    p = 'x'\nf(prompt=C.p)", "x"),
    ("C = {'p': 'x'}\nC['p'] = y\nf(prompt=C['p'])", None),
    ("class C(B):\n    p = 'x'\nf(prompt=C.p)", "x"),
    ("class C:\n    p = 'x'\nC.p = y\nf(prompt=C.p)", None),
    ("p = 'x'\ndef g(p):\n    f(prompt=p)", None),
    ("p = 'x'\ndef g():\n    global p\n    p = 'y'\nf(prompt=p)", None),
    ("p = 'x'\nfor p in q:\n    f(prompt=p)", None),
    ("p = 'x'\ndel p\nf(prompt=p)", None),
    ("p = 'x'\nf(prompt=[p for p in q])", None),
    ("p = 'x'\np += 'y'\nf(prompt=p)", None),
    ("class A:\n    p = 'x'\n    def f(self):\n        g(prompt=p)", None),
    ("def f():\n    p = 'x'\ng(prompt=p)", None),
    ("try: pass\nexcept E as p: pass\np = 'x'\nf(prompt=p)", None),
]


@pytest.mark.parametrize(("text", "expected"), SCOPES)
def test_names_are_those_of_their_scope(text, expected) -> None:
    assert [request.prompt for request in requests(text)] == ([] if expected is None else [expected])


TEXTS = [
    ("f(prompt='a @Image1' + B)\nB = ' c'", "a @Image1 c", {"a @Image1": "a @Image1", " c": "B"}),
    ("B = '@Image2'\nf(prompt=f'a {B} {x}')", "a @Image2 {}", {"@Image2": "{B}"}),
    ("N = 5\nf(prompt=f'for {N} s')", "for 5 s", {"5": "{N}"}),
    ("B = 'a'\nf(prompt=f'{B!r}{B:>5} c')", "{}{} c", {}),
    ("f(prompt='{} @Image1 {b} {{x}}'.format('a', b=y))", "a @Image1 {} {x}", {"@Image1": "@Image1", "a": "{}"}),
    ("T = 'a {0} @Image1 {0}'\nf(prompt=T.format('b'))", "a b @Image1 b", {"@Image1": "@Image1"}),
    ("f(prompt='{a.b} {0:>5} @Image1'.format('b'))", "{} {} @Image1", {"@Image1": "@Image1"}),
    ("f(prompt='%s @Image1 100%% %d' % ('a', 5))", "a @Image1 100% {}", {"@Image1": "@Image1", "%": "%%"}),
    ("f(prompt='%(a)s @Image1 %(b)s' % {'a': 'c', 'b': x})", "c @Image1 {}", {"@Image1": "@Image1"}),
    ("f(prompt='a @Image1 %s' % x)", "a @Image1 {}", {"@Image1": "@Image1"}),
    ("f(prompt=', '.join(['a', '@Image1', x]))", "a, @Image1, {}", {"@Image1": "@Image1"}),
    ("f(prompt='\\n'.join(('a @Image1', B)))\nB = 'c'", "a @Image1\nc", {"@Image1": "@Image1"}),
    ('import textwrap\nf(prompt=textwrap.dedent("""\n    a\n      @Image1\n    """))', "\na\n  @Image1\n", {"@Image1": "@Image1"}),
    ("from textwrap import dedent as d\nf(prompt=d('  @Image1\\\n  b').strip())", "@Image1  b", {"@Image1": "@Image1"}),
    ('import inspect\nf(prompt=inspect.cleandoc("""a\n    @Image1\n    """))', "a\n@Image1", {"@Image1": "@Image1"}),
    ("f(prompt=' @Image1. '.strip(' .'))", "@Image1", {"@Image1": "@Image1"}),
    ("f(prompt=('a ' f'{x} ' 'b').strip() + ' @Image1')", "a {} b @Image1", {"@Image1": "@Image1", "b": "b"}),
]


@pytest.mark.parametrize(("text", "value", "places"), TEXTS)
def test_texts_put_together_of_known_ones(text, value, places) -> None:
    (request,) = requests(text)
    assert request.prompt == value
    assert [value[slice(*hole)] for hole in request.holes] == ["{}"] * len(request.holes)
    (node,) = prompts("a.py", text)
    made = node.form.source_map(text)
    assert made.value == value
    for piece, written in places.items():
        at = value.index(piece)
        assert text[slice(*made.to_file(Span(at, at + len(piece))))] == written


GIVEN = ["B = '@Image2 b'\nf(prompt=f'a {B} c')", "f(prompt='{} c'.format('@Image2 b'))", "f(prompt='a' + B + 'c')\nB = '@Image2'"]


@pytest.mark.parametrize("text", GIVEN)
def test_nothing_is_written_into_a_part_of_what_a_name_stands_for(text) -> None:
    (node,) = prompts("a.py", text)
    at = node.value.index("@Image2")
    made = node.form.source_map(text)
    for start, end in ((at, at + 3), (at + 2, at + 7), (at + 2, at + 2)):
        assert node.form.encode("x", start) is None or not made.is_contiguous(Span(start, end))


def test_what_is_written_into_a_template_keeps_its_fields() -> None:
    text = "f(prompt='a @Image1 {}'.format(x))"
    (node,) = prompts("a.py", text)
    assert node.form.encode("b", 2) == "b"
    assert node.form.encode("{}", 2) is None


MERGED = [
    ("B = {'model': 'seedance-2.0', 'image_urls': ['a']}\nf({**B, 'prompt': 'p'})", ["a"]),
    ("B = {'image_urls': ['a']}\nf({**B, 'prompt': 'p', 'image_urls': ['b']})", ["b"]),
    ("B = {'image_urls': ['a']}\nf({'prompt': 'p'} | B)", ["a"]),
    ("B = {'image_urls': ['a']}\nf(**B, prompt='p')", ["a"]),
    ("B = {'image_urls': ['a']}\ng(dict(B, prompt='p'))", ["a"]),
    ("B = dict(image_urls=['a'])\ndef f():\n    g({**B, 'prompt': 'p'})", ["a"]),
    ("B = {'image_urls': ['a']}\nprint(B)\nf({**B, 'prompt': 'p'})", ["a"]),
    ("I = {'prompt': 'p', 'image_urls': ['a']}\nf(input=I)", ["a"]),
    ("b = {}\nb['input'] = {'prompt': 'p', 'image_urls': ['a']}\nf(b)", ["a"]),
    ("b = {}\nb['input'] = {'prompt': 'p', 'image_urls': ['a']}\nb['input']['video_urls'] = v", None),
    ("B = {'image_urls': ['a']}\nB['video_urls'] = v\nf({**B, 'prompt': 'p'})", None),
    ("B = {'image_urls': ['a'], **x}\nf({**B, 'prompt': 'p'})", None),
    ("B = {'image_urls': x}\nf({**B, 'prompt': 'p'})", None),
    ("f(x | {'prompt': 'p', 'image_urls': ['a']})", None),
    ("def add(I):\n    I['video_urls'] = v\nI = {'prompt': 'p', 'image_urls': ['a']}\nadd(I)", None),
]


@pytest.mark.parametrize(("text", "expected"), MERGED)
def test_mappings_put_together_of_known_ones(text, expected) -> None:
    (request,) = requests(text)
    assert (None if request.assets is None else [asset.url for asset in request.assets["image"]]) == expected


POSITIONAL = [
    ("def go(prompt, image_urls=None, n=1): pass\ngo('p', ['a'])", "p", ["a"]),
    ("def go(prompt, image_urls=None, n=1): pass\ngo('p', n=2, image_urls=['a'])", "p", ["a"]),
    ("@dataclass(frozen=True)\nclass Shot:\n    prompt: str\n    image_urls: list = ()\nx = Shot('p', ['a'])", "p", ["a"]),
    ("class Shot(NamedTuple):\n    prompt: str\n    image_urls: list\nx = Shot('p', ['a'])", "p", ["a"]),
    ("def go(prompt, image_urls): pass\ngo('p', *x)", "p", None),
    ("def go(image_urls, style, prompt='q'): pass\ngo(['a'], 's')", None, None),
    ("client.image_to_video('p', image_urls=['a'])", "p", ["a"]),
    ("client.image_to_video({'model': 'x'}, image_urls=['a'])", None, None),
    ("def go(prompt): pass\ndef go(image_urls): pass\ngo('p')", None, None),
]


@pytest.mark.parametrize(("text", "prompt", "images"), POSITIONAL)
def test_arguments_by_position_have_the_names_of_the_parameters(text, prompt, images) -> None:
    found = [(each.prompt, each.assets and [asset.url for asset in each.assets["image"]]) for each in requests(text)]
    assert found == ([] if prompt is None else [(prompt, images)])


AROUND = [
    ("fal.subscribe('x/y', arguments={'prompt': 'p'})", ["call fal.subscribe", "argument x/y"]),
    ("import fal_client as fc\nfc.submit('x/y', {'prompt': 'p'})", ["call fal_client.submit", "argument x/y"]),
    ("from fal_client import submit\nsubmit('x/y', {'prompt': 'p'})", ["call fal_client.submit", "argument x/y"]),
    ("from a import b as c\nc({'prompt': 'p'})", ["call a.b"]),
    ("from .a import b\nb({'prompt': 'p'})", ["call b"]),
    ("import a.b\na.b.c({'prompt': 'p'})", ["call a.b.c"]),
    (
        "U = 'https://x.y'\nasync def f():\n    await s.post(f'{U}/z/{k}', json={'prompt': 'p'})",
        ["call s.post", "argument https://x.y/z/{}"],
    ),
    ("post(url='https://x.y', data=json.dumps({'prompt': 'p'}))", ["call json.dumps", "call post", "argument https://x.y"]),
    ("b = {'prompt': 'p'}\nprint(b)\npost('https://x.y', json=b)", ["call print", "call post", "argument https://x.y"]),
    ("b = json.dumps({'prompt': 'p'})\npost('https://x.y', data=b)", ["call json.dumps", "call post", "argument https://x.y"]),
    ("b = {}\nb['input'] = {'prompt': 'p'}\nc = b\npost('https://x.y', json=c)", ["call post", "argument https://x.y"]),
    (
        "c = OpenAI('a', base_url='https://x.y', key='k')\nc.run({'prompt': 'p'})",
        ["call c.run", "call OpenAI", "argument a", "argument https://x.y"],
    ),
    (
        "class A:\n    def __init__(self):\n        self.c = O(u='https://x.y')\n    def f(self):\n        self.c.run({'prompt': 'p'})",
        ["call self.c.run", "call O", "argument https://x.y"],
    ),
    ("class A:\n    M = 'x/y'\n    def f(self):\n        run(self.M, {'prompt': 'p'})", ["call run", "argument x/y"]),
    ("with O(u='https://x.y') as c:\n    c.run({'prompt': 'p'})", ["call c.run", "call O", "argument https://x.y"]),
    ("post('https://x.y').send({'prompt': 'p'})", ["call post.send", "call post", "argument https://x.y"]),
    ("run(model=p.video('x/y'), prompt='p')", ["call p.video", "argument x/y", "call run"]),
    ("r = Request(prompt='p')\nc.send('x', r)", ["call Request", "call c.send", "argument x"]),
    ("run('x', prompt='p')", ["call run", "argument x"]),
    ("run(prompt='no id', x=h({'prompt': 'p'}))", ["call h", "call run"]),
    ("b = send({'prompt': 'p'})\nprint('done', b)", ["call send"]),
    ("b = {'prompt': 'p'}\nb = {}\npost('https://x.y', b)", []),
    ("def f():\n    b = {'prompt': 'p'}\ndef g(b):\n    post('https://x.y', b)", []),
    ("f('x', lambda: {'prompt': 'p'})", []),
    ("a = {'prompt': 'p', 'x': b}\nb = {'y': a}", []),
]


@pytest.mark.parametrize(("text", "expected"), AROUND)
def test_what_stands_around(text, expected) -> None:
    (*_, root) = [root for root in read("a.py", text) if isinstance(root, Root) and find_requests(root.value, PROFILE).found]
    assert [f"{clue.kind} {clue.text}" for clue in root.around] == expected
    for clue in root.around:
        written = text[slice(*clue.span)]
        assert clue.text in written or clue.text.rpartition(".")[2] in written or "{" in written or "import" in text


def test_the_names_of_arguments_have_their_places() -> None:
    text = "f(prompt='p',\n  model='seedance-2.0', fps=24)"
    (root,) = [root for root in read("a.py", text) if isinstance(root, Root)]
    assert [key.form.source_map(text).value for key in root.tree().keys] == ["prompt", "model", "fps"]


def test_form_fields_are_texts() -> None:
    text = (
        "b = {'prompt': 'q'}\nrequests.post(u, data={'prompt': 'p', 'duration': '5'}, files=f)\n"
        "httpx.post(u, data=b)\nx.put(u, json={'prompt': 'r'})"
    )
    roots = [root for root in read("a.py", text) if isinstance(root, Root)]
    assert [type(root.value.get("data", root.value.get("json"))) for root in roots] == [Form, Form, Partial]


def test_a_list_of_other_mappings_is_none() -> None:
    assert len(read("a.py", "shots = [{'type': 'a', 'prompt': 'p'}, {'type': 'text', 'prompt': 'q'}]")) == 2


def test_a_list_of_typed_parts_is_one_value() -> None:
    (root,) = read("a.py", "submit('slot', [{'type': 'text', 'text': 'p'}, {'type': 'image_url', 'image_url': {'url': 'u'}}])")
    assert [part["type"] for part in root.value] == ["text", "image_url"]
    assert [clue.text for clue in root.around] == ["submit", "slot"]


PASSED = [
    ("fal.submit('x/seedance-2.0', arguments={'prompt': p})", 1),
    ("M = 'Seedance-2'\ncreate(model=M, content=[{'type': 'text', 'text': p}])", 1),
    ("b = {'prompt': f'{x}', 'model': 'seedance'}\npost(json=b)", 1),
    ("fal.submit('x/kling', arguments={'prompt': p})", 0),
    ("create(model=m, prompt=p)", 0),
    ("def f(prompt='seedance'): pass", 0),
    ("create(model='seedance-2', prompt='p')", 0),
]


@pytest.mark.parametrize(("text", "count"), PASSED)
def test_what_is_put_together_at_run_time_is_told(text, count) -> None:
    found = [each for each in read("a.py", text) if isinstance(each, Passed)]
    assert [each.reason for each in found] == ["assembled at run time"] * count
