"""JavaScript and TypeScript: names by scope, texts and objects that are put together of known ones, and what stands around a value."""

import pytest

from seedance_lint.hosts import Form, Passed, Root
from seedance_lint.profiles import load_profile
from seedance_lint.requests import find_requests
from seedance_lint.source import Span
from tests.hosts.places import pieces, read
from tests.hosts.test_javascript import prompts

PROFILE = load_profile("seedance-2.0")


def requests(text: str):
    return [request for root in read("a.ts", text) if isinstance(root, Root) for request in find_requests(root.value, PROFILE).found]


SCOPES = [
    ("function f() { const p = 'x'; g({prompt: p}) } function h() { const p = 'y'; g({prompt: p}) }", ["x", "y"]),
    ("{ let p = 'x'; f({prompt: p}) } { let p = 'y'; f({prompt: p}) }", ["x", "y"]),
    ("const p = 'x'; const f = () => { g({prompt: p}) }", ["x"]),
    ("const p = 'x'; class A { p = 'y'; f() { g({prompt: p}) } }", ["x"]),
    ("const p = 'x', q = p; f({prompt: q})", ["x"]),
    ("let p; p = 'x'; f({prompt: p})", ["x"]),
    ("const prompt = 'x'; f({prompt})", ["x"]),
    ("if (a) { var p = 'x' } f({prompt: p})", ["x"]),
    ("const prompt = 'x' as const; f({prompt} satisfies X)", ["x"]),
    ("const P = {prompt: 'x'} as const satisfies X; f({input: P!})", ["x"]),
    ("const C = {p: 'x'} as const; f({prompt: C.p})", ["x"]),
    ("const C = {p: 'x'}; C.p = y; f({prompt: C.p})", []),
    ("const C = {p: 'x', ...z}; f({prompt: C.p})", []),
    ("const p = 'x'; function g(p) { f({prompt: p}) }", []),
    ("const p = 'x'; const g = p => f({prompt: p})", []),
    ("const p = 'x'; const g = ({p}) => f({prompt: p})", []),
    ("const p = 'x'; for (const p of q) f({prompt: p})", []),
    ("const p = 'x'; try {} catch (p) { f({prompt: p}) }", []),
    ("let p = 'x'; function g() { p = 'y' } f({prompt: p})", []),
    ("let p = 'x'; p += 'y'; f({prompt: p})", []),
    ("let p = 'x'; [p] = q; f({prompt: p})", []),
    ("{ const p = 'x' } f({prompt: p})", []),
    ("const {p} = q; f({prompt: p}); import {p} from 'r'", []),
]


@pytest.mark.parametrize(("text", "expected"), SCOPES)
def test_names_are_those_of_their_scope(text, expected) -> None:
    assert [request.prompt for request in requests(text)] == expected


TEXTS = [
    ("f({prompt: 'a @Image1' + B}); const B = ' c'", "a @Image1 c", {"a @Image1": "a @Image1", " c": "B"}),
    ("const B = '@Image2'; f({prompt: `a ${B} ${x}`})", "a @Image2 {}", {"@Image2": "${B}"}),
    ("const N = 5; f({prompt: `for ${N} s`})", "for 5 s", {"5": "${N}"}),
    ("f({prompt: `${'a'} @Image1 ${b.c}`})", "a @Image1 {}", {"@Image1": "@Image1", "a": "${'a'}"}),
    ("f({prompt: ['a', '@Image1', x].join(', ')})", "a, @Image1, {}", {"@Image1": "@Image1"}),
    ("f({prompt: ['a', '@Image1'].join()})", "a,@Image1", {"@Image1": "@Image1"}),
    ("f({prompt: dedent`\n    a\n      @Image1 ${x}\n  `})", "a\n  @Image1 {}", {"@Image1": "@Image1"}),
    ("f({prompt: dedent(`\n    a\n    @Image1`)})", "a\n@Image1", {"@Image1": "@Image1"}),
    ("import d from 'x'; import {dedent as e} from 'y'; f({prompt: e`\n  @Image1\n`})", "@Image1", {"@Image1": "@Image1"}),
    ("f({prompt: ('a ' + `${x} b `).trim() + ' @Image1'})", "a {} b @Image1", {"@Image1": "@Image1", "b": "b"}),
    ("const T = ' @Image1 a '; f({prompt: T.trim()})", "@Image1 a", {"@Image1": "@Image1"}),
]


@pytest.mark.parametrize(("text", "value", "places"), TEXTS)
def test_texts_put_together_of_known_ones(text, value, places) -> None:
    (request,) = requests(text)
    assert request.prompt == value
    assert [value[slice(*hole)] for hole in request.holes] == ["{}"] * len(request.holes)
    assert len(request.holes) == value.count("{}")
    (node,) = prompts("a.ts", text)
    made = node.form.source_map(text)
    assert made.value == value
    for piece, written in places.items():
        at = value.index(piece)
        assert text[slice(*made.to_file(Span(at, at + len(piece))))] == written


HALF_TYPED = [
    ("f({prompt: '@Image12\n})", ["@Image12"]),
    ('f({a: 1, prompt: "a\\n@Image12\n})', ["a\n@Image12"]),
    ("f({prompt: ('@Image1 a' + )})", ["@Image1 a"]),
    ("f({prompt: ( + )})", []),
    ("f({prompt: ['@Image1'b].join(' ')})", []),
    ("f({prompt: ['@Image1'b, 'c'].join()})", []),
    ("f({prompt: ['@Image1'b].join('')})", ["@Image1{}"]),
]


@pytest.mark.parametrize(("text", "expected"), HALF_TYPED)
def test_each_character_of_what_is_half_typed_has_a_place(text, expected) -> None:
    nodes = list(prompts("a.ts", text))
    assert [node.value for node in nodes] == expected
    for node in nodes:
        for _, place in pieces(node.form.source_map(text)):
            assert node.span.start < place.start < place.end <= node.span.end


@pytest.mark.parametrize("text", ["const B = '@Image2 b'; f({prompt: `a ${B} c`})", "f({prompt: 'a' + B + 'c'}); const B = '@Image2'"])
def test_nothing_is_written_into_a_part_of_what_a_name_stands_for(text) -> None:
    (node,) = prompts("a.ts", text)
    at = node.value.index("@Image2")
    made = node.form.source_map(text)
    for start, end in ((at, at + 3), (at + 2, at + 7), (at + 2, at + 2)):
        assert node.form.encode("x", start) is None or not made.is_contiguous(Span(start, end))


MERGED = [
    ("const B = {model: 'seedance-2.0', image_urls: ['a']}; f({...B, prompt: 'p'})", ["a"]),
    ("const B = {image_urls: ['a']}; f({...B, prompt: 'p', image_urls: ['b']})", ["b"]),
    ("const B = {image_urls: ['a']}; f(Object.assign({}, B, {prompt: 'p'}))", ["a"]),
    ("const B = Object.freeze({image_urls: ['a']}); f({...B, prompt: 'p'})", ["a"]),
    ("const B = {image_urls: ['a']}; log(B); f({...B, prompt: 'p'})", ["a"]),
    ("const input = {prompt: 'p', image_urls: ['a']}; f({input})", ["a"]),
    ("const b = {}; b.input = {prompt: 'p', image_urls: ['a']}; f(b)", ["a"]),
    ("const B = {image_urls: ['a']}; B.video_urls = v; f({...B, prompt: 'p'})", None),
    ("const B = {image_urls: ['a'], ...x}; f({...B, prompt: 'p'})", None),
    ("const B = {image_urls: x}; f({...B, prompt: 'p'})", None),
    ("f(Object.assign({}, x, {prompt: 'p', image_urls: ['a']}))", None),
    ("function add(i) { i.video_urls = v } const i = {prompt: 'p', image_urls: ['a']}; add(i)", None),
]


@pytest.mark.parametrize(("text", "expected"), MERGED)
def test_objects_put_together_of_known_ones(text, expected) -> None:
    (request,) = requests(text)
    assert (None if request.assets is None else [asset.url for asset in request.assets["image"]]) == expected


POSITIONAL = [
    ("function go(prompt: string, image_urls: string[] = [], n?: number) {} go('p', ['a'])", "p", ["a"]),
    ("const go = async (prompt, image_urls) => {}; await go('p', ['a'])", "p", ["a"]),
    ("const go = prompt => {}; go('p')", "p", None),
    ("function go(prompt, image_urls) {} go('p', ...x)", "p", None),
    ("function go(image_urls, prompt = 'q') {} go(['a'])", None, None),
    ("function go({prompt}) {} go('p')", None, None),
    ("await client.textToVideo('p', {image_urls: ['a']})", "p", ["a"]),
    ("await client.createVideo({prompt: 'p', image_urls: ['a']})", "p", ["a"]),
]


@pytest.mark.parametrize(("text", "prompt", "images"), POSITIONAL)
def test_arguments_have_the_names_of_the_parameters(text, prompt, images) -> None:
    found = [(each.prompt, each.assets and [asset.url for asset in each.assets["image"]]) for each in requests(text)]
    assert found == ([] if prompt is None else [(prompt, images)])


AROUND = [
    ("fal.subscribe('x/y', {input: {prompt: 'p'}})", ["call fal.subscribe", "argument x/y"]),
    ("import {a as b} from 'c'; b.d({prompt: 'p'})", ["call a.d"]),
    ("import b from 'c'; b.d({prompt: 'p'})", ["call b.d"]),
    ("env.AI.run(`x/${y}`, {prompt: 'p'})", ["call env.AI.run", "argument x/{}"]),
    ("a?.b!['c']({prompt: 'p'})", ["call a.b.c"]),
    (
        "const U = 'https://x.y'; async function f() { await fetch(`${U}/z`, {body: JSON.stringify({prompt: 'p'})}) }",
        ["call JSON.stringify", "call fetch", "argument https://x.y/z"],
    ),
    (
        "const b = {prompt: 'p'}; log(b); fetch('https://x.y', {body: JSON.stringify(b)})",
        ["call log", "call JSON.stringify", "call fetch", "argument https://x.y"],
    ),
    (
        "const body = JSON.stringify({prompt: 'p'}); fetch('https://x.y', {body})",
        ["call JSON.stringify", "call fetch", "argument https://x.y"],
    ),
    (
        "const r = new Replicate({auth: 'k', baseUrl: 'https://x.y'}); r.run('x/y', {input: {prompt: 'p'}})",
        ["call r.run", "argument x/y", "call Replicate", "argument https://x.y"],
    ),
    (
        "class A { c = new O({u: 'https://x.y'}); m = 'x/y'; f() { this.c.run(this.m, {prompt: 'p'}) } }",
        ["call this.c.run", "argument x/y", "call O", "argument https://x.y"],
    ),
    ("const r = require('r'); r.run({prompt: 'p'})", ["call r.run"]),
    ("post('https://x.y').send({prompt: 'p'})", ["call post.send", "call post", "argument https://x.y"]),
    ("run({model: p.video('x/y'), prompt: 'p'})", ["call p.video", "argument x/y", "call run"]),
    ("const r = new Request('x', {prompt: 'p'}); c.send(r)", ["call Request", "argument x", "call c.send"]),
    ("const s = Object.assign({}, {prompt: 'p'}); c.send('x', s)", ["call c.send", "argument x"]),
    ("const b = send({prompt: 'p'}); log('done', b)", ["call send"]),
    ("let b = {prompt: 'p'}; b = {}; post('https://x.y', b)", []),
    ("function f() { const b = {prompt: 'p'} } function g(b) { post('https://x.y', b) }", []),
    ("f('x', () => ({prompt: 'p'}))", []),
    ("const a = {prompt: 'p', x: b}; const b = {y: a}", []),
]


@pytest.mark.parametrize(("text", "expected"), AROUND)
def test_what_stands_around(text, expected) -> None:
    (*_, root) = [root for root in read("a.ts", text) if isinstance(root, Root) and find_requests(root.value, PROFILE).found]
    assert [f"{clue.kind} {clue.text}" for clue in root.around] == expected
    for clue in root.around:
        written = text[slice(*clue.span)]
        assert clue.text in written or clue.text.rpartition(".")[2] in written or "${" in written


FORMS = [
    ("new URLSearchParams({prompt: 'p', duration: '5'})", {"prompt": "p", "duration": "5"}, []),
    ("const q = {prompt: 'p'}; post(new URLSearchParams(q))", {"prompt": "p"}, ["call URLSearchParams", "call post"]),
    (
        "const d = new FormData(); d.append('prompt', 'p'); d.append('image', a); d.append('image', 'b'); post('x', d)",
        {"prompt": "p", "image": ["{}", "b"]},
        ["call post", "argument x"],
    ),
    (
        "const d = new FormData(); d.set('prompt', 'p'); post('x', d, 1); post('y', d)",
        {"prompt": "p"},
        ["call post", "argument x", "argument y"],
    ),
]


@pytest.mark.parametrize(("text", "value", "around"), FORMS)
def test_form_fields_are_texts(text, value, around) -> None:
    (root,) = [root for root in read("a.ts", text) if isinstance(root, Root)]
    assert type(root.value) is Form
    assert root.value == value
    assert not root.value.open
    assert [f"{clue.kind} {clue.text}" for clue in root.around if around] == around


@pytest.mark.parametrize("more", ["if (x) d.append('a', b)", "d.append(k, v)", "for (const [k, v] of e) { d.append(k, v) }"])
def test_a_form_that_may_have_more_fields(more) -> None:
    (root,) = [root for root in read("a.ts", f"const d = new FormData(); d.append('prompt', 'p'); {more}") if isinstance(root, Root)]
    assert root.value.open == ("k" in more)


def test_a_list_of_other_objects_is_none() -> None:
    assert len(read("a.ts", "const shots = [{type: 'a', prompt: 'p'}, {type: 'text', prompt: 'q'}]")) == 2


def test_a_list_of_typed_parts_is_one_value() -> None:
    (root,) = read("a.ts", "submit('slot', [{type: 'text', text: 'p'}, {type: 'image_url', image_url: {url: 'u'}}])")
    assert [part["type"] for part in root.value] == ["text", "image_url"]
    assert [clue.text for clue in root.around] == ["submit", "slot"]


PASSED = [
    ("fal.subscribe('x/seedance-2.0', {input: {prompt}})", 1),
    ("const M = 'Seedance-2'; create({model: M, content: [{type: 'text', text: p}]})", 1),
    ("post({prompt: `${x}`, model: 'seedance'})", 1),
    ("fal.subscribe('x/kling', {input: {prompt}})", 0),
    ("create({model, prompt})", 0),
    ("interface X { prompt: string; model: 'seedance' }", 0),
    ("create({model: 'seedance-2', prompt: 'p'})", 0),
]


@pytest.mark.parametrize(("text", "count"), PASSED)
def test_what_is_put_together_at_run_time_is_told(text, count) -> None:
    found = [each for each in read("a.ts", text) if isinstance(each, Passed)]
    assert [each.reason for each in found] == ["assembled at run time"] * count
