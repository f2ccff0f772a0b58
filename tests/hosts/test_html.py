"""HTML pages: which texts are prompts, with the place of each character; what is written into a page; scripts and components."""

import html as library
import time

import pytest

from seedance_lint.hosts import Comment, HostFailure, Passed, Root, host_for, may_hold_prompts
from seedance_lint.hosts.html import host
from seedance_lint.profiles import load_profile
from seedance_lint.requests import find_requests
from seedance_lint.source import SourceDocument, Span
from tests.hosts.places import pieces, read

PROFILE = load_profile("seedance-2.0")
SCENE = "A baker kneads the dough by the window at dawn, slow push in on the hands."
FILM = f"{SCENE} Close-up of the flour in the air, shallow depth of field, warm light, the camera tracks along the table."
PAGE = "<!DOCTYPE html><title>Seedance scenes</title><body>\n{}"
FOUND = {
    "a paragraph with a label": (f"<p><strong>Prompt:</strong> {SCENE}</p>", [SCENE]),
    "a heading": (f"<h2>Prompt</h2>\n<p>{SCENE}</p>", [SCENE]),
    "a label in an element of its own": (f"<div><span class=label>Prompt</span><span>{SCENE}</span></div>", [SCENE]),
    "a summary": (f"<details><summary>Prompt</summary><p>{SCENE}</p></details>", [SCENE]),
    "a text as written": (f"<h3>Prompt</h3><pre>\n{SCENE}\n\nRain falls.\n</pre>", [f"{SCENE}\n\nRain falls."]),
    "lines of elements": (f"<h3>Prompt</h3><pre><div>{SCENE}</div><div>Rain falls.</div></pre>", [f"{SCENE}\nRain falls."]),
    "a style": (f'<h3>Prompt</h3><div style="white-space: pre-wrap">{SCENE}\nRain falls.</div>', [f"{SCENE}\nRain falls."]),
    "a class for line breaks": (f'<h3>Prompt</h3><div class="text-sm whitespace-pre-wrap">{SCENE}\nRain falls.</div>', [f"{SCENE}\nRain falls."]),
    "a field": (f"<label>Prompt</label><textarea rows=3>{SCENE}</textarea>", [SCENE]),
    "a class": (f'<p class="card__prompt">{SCENE}</p>', [SCENE]),
    "a class of several paragraphs": (f"<div class=prompt-text><p>{SCENE}</p><p>Rain falls.</p></div>", [f"{SCENE}\n\nRain falls."]),
    "a label in the element of the prompt": (f"<div class=prompt-box><div class=label>For masters</div><p>{SCENE}</p></div>", [SCENE]),
    "a label of a bad example in it": (f"<div class=prompt-box><div class=label>Bad prompt</div><p>{SCENE}</p></div>", []),
    "a class and a label": (f'<div class="card-prompt">Prompt: {SCENE}</div>', [SCENE]),
    "a class and quotes": (f'<div class="card-prompt">"{SCENE}"</div>', [SCENE]),
    "a name on a line of its own": (f"<div><strong>Sample · Prompt</strong>\n16:9, {FILM}</div>", [f"16:9, {FILM}"]),
    "an attribute": (f'<button data-prompt="{SCENE}">Copy</button>', [SCENE]),
    "an attribute with the same text": (f'<p class=prompt>{SCENE}</p><button data-prompt="{SCENE}">Copy</button>', [SCENE]),
    "a quote with tags": ("<blockquote><p>@Image1 walks along the pier of @Image2 at dusk.</p></blockquote>", ["@Image1 walks along the pier of @Image2 at dusk."]),
    "a cell": (f"<table><tr><th>No.<th>Prompt<tr><td>1<td>{FILM}</table>", [FILM]),
    "a cell of lines": (f"<table><tr><th>No.</th><th>Prompt</th></tr><tr><td>1</td><td>{FILM}<br>Rain falls.</td></tr></table>", [f"{FILM}\nRain falls."]),
    "an empty cell": (f"<table><tr><th>No.<th>Prompt<th>Note<tr><td><td>{FILM}<td>{FILM[:60]}</table>", [FILM]),
    "a wide cell": (f"<table><thead><tr><td colspan=2>No.<td>Prompt<tbody><tr><td>1<td>x<td>{FILM}</table>", [FILM]),
    "a row of names without their element": (f"<table><tr><td><p>编号</p><td><p>提示词</p><tr><td>1<td><p>{FILM}</p></table>", [FILM]),
    "a list in a cell": (f"<table><tr><th>No.<th>Prompt<tr><td>1<td><ul><li>{FILM}<li>Rain falls.</ul></table>", [f"{FILM}\nRain falls."]),
    "a cell as written": (f"<table><tr><th>No.<th>Prompt<tr><td>1<td><pre>\n{FILM}\nRain falls.\n</pre></table>", [f"{FILM}\nRain falls."]),
    "a name for its element": (f"<div id=prompt1>{SCENE}</div>", [SCENE]),
    "line breaks": (f"<p>Prompt:<br>{SCENE}<br>1. Rain falls.</p>", [f"{SCENE}\n1. Rain falls."]),
    "white space": ("<p>Prompt: A baker\n   kneads\tthe dough, slow  push in.</p>", ["A baker kneads the dough, slow push in."]),
    "elements in a line": ("<p>Prompt: The <i>singer</i> of <b>@Image1</b> turns, slow <span>push in</span>.</p>", ["The singer of @Image1 turns, slow push in."]),
    "characters by their names": (f"<p>Prompt: {SCENE} A &quot;dog&quot; &amp; its&nbsp;owner &#x1F600; 1 &lt; 2.</p>", [f'{SCENE} A "dog" & its\xa0owner 😀 1 < 2.']),
    "signs of Markdown": (f"<p>Prompt: # {SCENE} *Rain* | fog \\ _dawn_.</p>", [f"# {SCENE} *Rain* | fog \\ _dawn_."]),
    "a command": ("<pre><code class='language-bash'>seedance generate --prompt \"The fog of <b>@Image1</b>\" --image a.png</code></pre>", ["The fog of @Image1"]),
    "a program that nothing names": (f"<pre>import fal_client\n\nfal_client.subscribe('bytedance/seedance-2.0', arguments={{'prompt': '{SCENE}'}})\n</pre>", [SCENE]),
    "a language of an element around": ("<div class='highlight-json notranslate'><pre>{\"model\": \"seedance-2.0\", \"prompt\": \"fog\"}</pre></div>", ["fog"]),
    "a script": (f"<script>const shots = [{{prompt: '{SCENE}', duration: 5}}];</script>", [SCENE]),
    "a script of data": (f'<script type="application/json">{{"model": "seedance-2.0", "prompt": "{SCENE}"}}</script>', [SCENE]),
    "no end": (f"<h2>Prompt<p>{SCENE}", [SCENE]),
    "no end of paragraphs": (f"<h2>Prompt</h2><p>{SCENE}<p>Rain falls.", [f"{SCENE}\nRain falls."]),
    "a tag that has no end": (f'<h2>Prompt</h2><p>{SCENE}</p><a href="x', [SCENE]),
    "a heading of something else": (f"<h2>Negative prompt</h2><p class=prompt>{SCENE}</p>", []),
    "a class of something else": (f"<p class=negative-prompt>{SCENE}</p><p class=prompt-label>{SCENE}</p>", []),
    "navigation": (f"<nav><p class=prompt>{SCENE}</p></nav>", []),
    "a comment": (f"<!-- <p class=prompt>{SCENE}</p> -->", []),
    "a style sheet": (f"<style>p::after {{content: '{SCENE}'}} .prompt {{}}</style>", []),
    "a template": (f"<template><p class=prompt>{SCENE}</p></template>", []),
    "a description": (f'<meta name=description content="{SCENE}"><img alt="{SCENE}">', []),
    "what is asked for": (f'<textarea placeholder="{SCENE}"></textarea>', []),
    "a script of another kind": (f"<script type=text/x-template><p class=prompt>{SCENE}</p></script>", []),
    "advice": ("<p>Use @Image1 as the first frame, and say what moves.</p>", []),
    "a table for the layout": (f"<table><tr><td><h2>Prompt</h2><p>{SCENE}</p></td></tr></table>", [SCENE]),
}  # fmt: skip


def prompts(path: str, text: str) -> list[Root]:
    return [root for root in read(path, text) if isinstance(root, Root) and find_requests(root.value, PROFILE).found]


def prompt_of(root: Root) -> str:
    (request,) = find_requests(root.value, PROFILE).found
    return request.prompt.text if hasattr(request.prompt, "text") else str(request.prompt)


@pytest.mark.parametrize(("body", "expected"), FOUND.values(), ids=FOUND)
def test_what_is_a_prompt(body, expected):
    text = PAGE.format(body)
    found = []
    for root in prompts("a.html", text):
        for request in find_requests(root.value, PROFILE).found:
            node = root.tree().find(request.prompt_path, text)
            made = node.form.source_map(text)
            found.append(made.value)
            assert_in_place(made, text)
    assert found == expected


def assert_in_place(made, text: str) -> None:
    """Each character is at its place: itself, white space, or what stands for it."""
    for character, span in pieces(made):
        written = text[slice(*span)]
        known = (written, library.unescape(written), {"\\n": "\n", '\\"': '"'}.get(written))
        assert (
            character in known or character in library.unescape(written) or (character.isspace() and not written.strip("\r\n\t <>/bpr"))
        ), (character, written)


def test_a_page_about_something_else_has_none():
    page = PAGE.replace("Seedance", "Film").format(f"<p class=prompt>{SCENE}</p><p>{FILM}</p>")
    assert not may_hold_prompts(SourceDocument("a.html", page.replace("prompt", "shot")), host)
    assert read("a.html", page) == []


def test_a_report_of_this_program_is_not_read():
    page = f'<head><meta name="generator" content="seedance-lint 1.0"></head>{PAGE.format(f"<p class=prompt>{SCENE}</p>")}'
    assert read("a.html", page) == []


WRITTEN = {
    "a text": ("<p>Prompt: @Image1 turns, slow push in.</p>", "turns", {"waits": "waits", "a\nb": None, "a  b": None, "a < b": None}),
    "a text as written": ("<h2>Prompt</h2><pre>@Image1 turns, slow push in.</pre>", "turns", {'a < b & "c"': 'a &lt; b &amp; "c"', "a\nb": "a\nb"}),
    "an attribute": ("<b data-prompt='@Image1 turns, slow push in.'></b>", "turns", {"it's <b> & \"c\"": "it&#x27;s &lt;b&gt; &amp; &quot;c&quot;"}),
    "an attribute without quotes": (f"<b data-prompt={SCENE.replace(' ', '&#32;')}></b>", "baker", {"it": None}),
    "a script": ("<script>f({prompt: '@Image1 turns, slow push in.', duration: 5})</script>", "turns", {"it's": "it\\'s", "</script>": None}),
    "data": ('<script type="application/json">{"model": "seedance-2.0", "prompt": "@Image1 turns"}</script>', "turns", {'"a"': '\\"a\\"', "</script>": None}),
}  # fmt: skip


@pytest.mark.parametrize(("body", "word", "cases"), WRITTEN.values(), ids=WRITTEN)
def test_what_is_written_into_a_page(body, word, cases):
    text = PAGE.format(body)
    (root,) = prompts("a.html", text)
    (request,) = find_requests(root.value, PROFILE).found
    form = root.tree().find(request.prompt_path, text).form
    made = form.source_map(text)
    at = made.value.index(word)
    place = made.to_file(Span(at, at + len(word)))
    for new, written in cases.items():
        assert form.encode(new, at) == written, new
        if written is not None:
            changed = f"{text[: place.start]}{written}{text[place.end :]}"
            (after,) = prompts("a.html", changed)
            (request,) = find_requests(after.value, PROFILE).found
            assert after.tree().find(request.prompt_path, changed).form.source_map(changed).value == made.value.replace(word, new)


def test_comments():
    text = PAGE.format(
        "<!-- seedance-lint: ignore[a] -->\n<p class=prompt>@Image1 turns, slow push in.</p>\n<p>Prompt: @Image1 waits <!-- seedance-lint: ignore[b] --> here.</p>\n"
        "<script>// seedance-lint: ignore[c]\nf({prompt: 'x'})</script><!-- nothing --><p>Prompt: @Image1 sits.</p>"
    )
    found = list(host.comments(SourceDocument("a.html", text)))
    assert [comment.text for comment in found] == [f"seedance-lint: ignore[{name}]" for name in "abc"]
    assert [comment.own_line for comment in found] == [True, False, True]
    assert all(isinstance(comment, Comment) and "seedance-lint" in text[slice(*comment.span)] for comment in found)
    assert text[slice(*found[0].about)].startswith("@Image1 turns")


COMPONENTS = {
    ".vue": f"<template><p>{{{{ a }}}}</p></template>\n<script setup lang=\"ts\">\nconst shots: Shot[] = [{{model: 'seedance-2.0', prompt: '{SCENE}'}}];\n</script>\n",
    ".svelte": f"<script>\n  send({{model: 'seedance-2.0', prompt: '{SCENE}'}});\n</script>\n{{#if a < b}}<p>{FILM}</p>{{/if}}\n",
    ".astro": f"---\nconst body = {{model: 'seedance-2.0', prompt: '{SCENE}'}};\nawait fetch(url, {{body: JSON.stringify(body)}});\n---\n<p>{{body.prompt}}</p>\n",
}  # fmt: skip


@pytest.mark.parametrize(("suffix", "text"), COMPONENTS.items())
def test_scripts_of_components(suffix, text):
    (root,) = prompts(f"a{suffix}", text)
    (request,) = find_requests(root.value, PROFILE).found
    node = root.tree().find(request.prompt_path, text)
    assert node.form.source_map(text).value == SCENE
    assert text[node.span.start + 1 : node.span.end - 1] == SCENE


def test_an_element_of_a_component_may_end_in_its_own_tag():
    text = f'<template><textarea v-model="scene" /></template>\n{COMPONENTS[".vue"]}'
    (root,) = prompts("a.vue", text)
    assert [each.prompt for each in find_requests(root.value, PROFILE).found] == [SCENE]
    assert not prompts("a.vue", text.replace(" />", ">"))


def test_a_fence_of_html_is_read_for_its_scripts():
    page = f"# Seedance\n\n```html\n<p class=prompt>{FILM}</p>\n<script>\nf({{prompt: '{SCENE}', duration: 5}});\n</script>\n```\n"
    (root,) = prompts("a.md", page)
    assert root.value["prompt"] == SCENE


def test_a_template_is_passed_over():
    (passed,) = read("a.html", PAGE.format(f"<h2>Prompt</h2><pre>[PRODUCT] in [PLACE]. {SCENE}</pre>"))
    assert isinstance(passed, Passed)


def test_a_broken_script_is_no_failure():
    page = PAGE.format(f"<script>const a = {{{{ shots|tojson }}}}; f({{prompt: '{SCENE}', duration: 5}}</script><p class=prompt>{FILM}</p>")
    found = read("a.html", page)
    assert not any(isinstance(each, HostFailure) for each in found)
    assert any(isinstance(each, Root) for each in found)


HOSTILE = {
    "signs": "<", "tags": "<a ", "comments": "<!--", "quotes": '<a b="', "boxes": "<div>", "ends": "</", "sections": "<![CDATA[", "names": "a=",
    "items": "<li>@Image1 ", "bold": "<b>@Image1", "bold lines": "<b>x</b><br>", "bold boxes": "<b><div>", "tables": "<table><tr><td>x", "quotations": "<blockquote>@Image1 ",
    "written": "<pre>x", "references": "&lt", "breaks": "x<br>", "prompts": "<p class=prompt>@Image1 walks</p>", "inner prompts": "<div class=prompt>x", "ticks": "`", "spaces": " ",
    "attributes": '<b data-prompt="@Image1 walks, slow push in.">', "words": "word ",
}  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_with_the_length(piece):
    def seconds(count: int) -> float:
        document = SourceDocument("a.html", PAGE.format(piece * count))
        begun = time.process_time()
        for each in host.roots(document):
            assert not isinstance(each, HostFailure)
        return time.process_time() - begun

    count = 24_000 // len(piece)
    seconds(count // 4)
    assert any(seconds(count) < 8 * seconds(count // 4) + 0.5 for _ in range(3))  # the garbage of other tests may be collected in between


def test_names_of_hosts():
    assert host_for("a.HTM") is host
    assert host_for("a.svelte").NAME == "component"


def test_a_prompt_that_is_shown_and_in_the_data_of_a_script_is_found_once() -> None:
    other = "A baker kneads the dough by the window at dawn, slow push in."
    page = '<title>Seedance gallery</title>\n<div class="prompt-text">{}</div>\n<script>const SHOWN = [{}];</script>\n'
    data = '{{model: "seedance-2.0", prompt: "{}"}}'
    (root,) = [each for each in read("a.html", page.format(FILM, data.format(FILM))) if getattr(each, "value", {})]
    assert root.value["prompt"] == FILM
    assert root.offset == page.format(FILM, "").index(FILM)
    both = page.format(FILM, f"{data.format(FILM)}, {data.format(other)}")
    assert sorted(root.value["prompt"] for root in read("a.html", both) if getattr(root, "value", {})) == sorted([FILM, other])
