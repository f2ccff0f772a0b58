"""Lists and mappings of programs that are put together in several statements: what is known of them, and what is told where that is not enough."""

import pytest

from seedance_lint.hosts import Passed, Root
from seedance_lint.requests import find_requests
from seedance_lint.requests.contracts import Contracts
from seedance_lint.source import Span
from tests.hosts.places import read

SEND = "client.content_generation.tasks.create(model='doubao-seedance-2-0-260128', content=%s)"
CALL = "await ark.create({model: 'doubao-seedance-2-0-260128', content: %s});"
TEXT = "{'type': 'text', 'text': '@Image1 walks'}"
IMAGE = "{'type': 'image_url', 'image_url': {'url': %s}}"
A, B, U, X, URL = (IMAGE % each for each in ("'a'", "'b'", "u", "x", "url"))
SENT, CALLED = SEND % "c", CALL % "c"
FOUND = "@Image1 walks"
PYTHON = {
    "append": (f"c = [{TEXT}]\nc.append({A})\n{SENT}", ["a"]),
    "insert": (f"c = [{A}]\nc.insert(0, {TEXT})\n{SENT}", ["a"]),
    "insert somewhere": (f"c = [{TEXT}]\nc.insert(n, {A})\n{SENT}", None),
    "extend": (f"c = [{TEXT}]\nc.extend([{A}, {B}])\n{SENT}", ["a", "b"]),
    "a sum in place": (f"c = [{TEXT}]\nc += [{A}]\n{SENT}", ["a"]),
    "a sum": (SEND % f"[{TEXT}] + [{A}]", ["a"]),
    "a sum with a name": (f"more = [{A}]\n" + SEND % f"[{TEXT}] + more", ["a"]),
    "a sum with what is unknown": (SEND % f"[{TEXT}] + more", None),
    "a spread": (f"more = [{A}]\n" + SEND % f"[{TEXT}, *more]", ["a"]),
    "a comprehension": (SEND % f"[{TEXT}] + [{U} for u in ('a', 'b')]", ["a", "b"]),
    "a comprehension over what is unknown": (SEND % f"[{TEXT}] + [{U} for u in urls]", None),
    "a comprehension with a condition": (SEND % f"[{TEXT}, *[{U} for u in ('a', 'b') if u]]", None),
    "a loop": (f"c = [{TEXT}]\nfor u in ['a', 'b']:\n    c.append({U})\n{SENT}", ["a", "b"]),
    "a loop over a name": (f"u = ['a', 'b']\nc = [{TEXT}]\nfor i, x in enumerate(u):\n    c.append({X})\n{SENT}", ["a", "b"]),
    "a condition": (f"c = [{TEXT}]\nif url:\n    c.append({URL})\n{SENT}", None),
    "a text on a condition": (f"c = []\nif text:\n    c.append({TEXT})\nc.append({A})\n{SENT}", ["a"]),
    "changed in another way": (f"c = [{TEXT}]\nc.append({A})\nc.pop()\n{SENT}", None),
    "changed by a function": (f"c = [{TEXT}]\ndef f():\n    c.append({A})\n{SENT}", None),
    "a part that is computed": (SEND % f"[{TEXT}, part(url)]", None),
    "arguments of a function": (
        f"def f(t, us):\n    c = [{{'type': 'text', 'text': t}}] + [{U} for u in us]\n    {SENT}\nfor x, y in [('@Image1 walks', ['a', 'b'])]:\n    f(x, y)",
        ["a", "b"],
    ),
    "values under keys": (
        "p = {'model': 'seedance-2.0'}\np['prompt'] = '@Image1 walks'\nwith x:\n    p['image_urls'] = ['a']\npost(json=p)",
        ["a"],
    ),
    "update": ("p = {'model': 'seedance-2.0', 'prompt': '@Image1 walks'}\np.update({'image_urls': ['a']})\npost(json=p)", ["a"]),
    "a value on a condition": (
        "p = {'model': 'seedance-2.0', 'prompt': '@Image1 walks'}\nif u:\n    p['image_urls'] = ['a']\nelif v:\n    p['n'] = 1\npost(json=p)",
        None,
    ),
    "another value under the same key": ("p = {'prompt': '@Image1 walks', 'image_urls': ['a']}\np['image_urls'] = ['b', 'c']\npost(json=p)", None),
}  # fmt: skip
SCRIPTS = {
    "push": (f"const c = [{TEXT}];\nc.push({A}, {B});\n{CALLED}", ["a", "b"]),
    "unshift": (f"const c = [{A}];\nc.unshift({TEXT});\n{CALLED}", ["a"]),
    "push of a spread": (f"const c = [{TEXT}];\nc.push(...[{A}]);\n{CALLED}", ["a"]),
    "push of an unknown spread": (f"const c = [{TEXT}];\nc.push(...more);\n{CALLED}", None),
    "a map": (CALL % f"[{TEXT}, ...['a', 'b'].map((u) => ({U}))]", ["a", "b"]),
    "a map with a block": (CALL % f"[{TEXT}, ...['a'].map(function (u) {{ return {U}; }})]", ["a"]),
    "a map of what is unknown": (CALL % f"[{TEXT}, ...urls.map(u => ({U}))]", None),
    "concat": (CALL % f"[{TEXT}].concat([{A}])", ["a"]),
    "what is there": (CALL % f"[{TEXT}, {A}].filter(Boolean)", ["a"]),
    "what may be there": (CALL % f"[{TEXT}, url && {URL}].filter(Boolean)", None),
    "a loop": (f"const c = [{TEXT}];\nfor (const u of ['a', 'b']) {{ c.push({U}); }}\n{CALLED}", ["a", "b"]),
    "each": (f"const us = ['a', 'b'], c = [{TEXT}];\nus.forEach((u) => c.push({U}));\n{CALLED}", ["a", "b"]),
    "each with a block": (f"const c = [{TEXT}];\n['a'].forEach(u => {{ c.push({U}); }});\n{CALLED}", ["a"]),
    "a condition": (f"const c = [{TEXT}];\nif (url) {{ c.push({URL}); }} else n += 1;\n{CALLED}", None),
    "a text on a condition": (f"const c = [];\nif (text) c.push({TEXT});\nc.push({A});\n{CALLED}", ["a"]),
    "changed in another way": (f"const c = [{TEXT}];\nc.push({A});\nc.pop();\n{CALLED}", None),
    "by a name of its own": (
        f"const content = [{TEXT}];\ncontent.push({A});\nconst body = {{model: 'seedance-2.0', content}};\npost(JSON.stringify(body));",
        ["a"],
    ),
    "properties": (
        "const p: any = {model: 'seedance-2.0'};\np.prompt = '@Image1 walks';\ntry { p['image_urls'] = ['a']; } catch {}\npost(p);",
        ["a"],
    ),
    "a property on a condition": (
        "const p = {model: 'seedance-2.0', prompt: '@Image1 walks'};\nif (u) p.image_urls = ['a'];\npost(p);",
        None,
    ),
}  # fmt: skip
CASES = [
    *[(f"Python: {name}", "x.py", *case) for name, case in PYTHON.items()],
    *[(f"script: {name}", "x.ts", *case) for name, case in SCRIPTS.items()],
]


def images(path: str, text: str) -> list[tuple[str, str, list[str | None] | None]]:
    """Return of each request its prompt, where in the file that is, and its images."""
    found = []
    for root in read(path, text):
        if not isinstance(root, Root):
            continue
        for request in find_requests(root.value, Contracts(), root.around).found:
            node = root.tree().find(request.prompt_path)
            assert node is not None
            assert node.form is not None
            source_map = node.form.source_map(text)
            assert source_map is not None
            place = source_map.to_file(Span(0, source_map.length))
            files = None if request.assets is None else [each.url for each in request.assets.get("image", ())]
            found.append((request.prompt, text[slice(*place)], files))
    return found


@pytest.mark.parametrize(("path", "text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_is_known_of_what_grows(path, text, expected):
    assert images(path, text) == [(FOUND, FOUND, expected)]


TOLD = {
    "no text is known": ("x.py", f"def f(text):\n    c = [{{'type': 'text', 'text': text}}]\n    c.append({A})\n    {SENT}"),
    "the list comes from elsewhere": ("x.py", SEND % "build(text)"),
    "a text on a condition that is unknown": ("x.py", f"def f(text):\n    c = []\n    if text:\n        c.append({{'type': 'text', 'text': text}})\n    {SENT}"),
    "a script": ("x.ts", f"function f(text) {{\n  const c = [{{type: 'text', text}}];\n  c.push({A});\n  {CALLED} }}"),
    "a script with a list from elsewhere": ("x.ts", CALL % "build(text)"),
}  # fmt: skip


@pytest.mark.parametrize(("path", "text"), TOLD.values(), ids=TOLD)
def test_what_is_not_known_is_told_once(path, text):
    assert [each.reason for each in read(path, text) if isinstance(each, Passed)] == ["assembled at run time"]
    assert images(path, text) == []


QUIET = {
    "a message to an assistant": "m = [{'role': 'user', 'content': ask(x)}]\nchat(model='seedance-helper', messages=m)",
    "a list of another product": "c = [{'type': 'text', 'text': t}]\nc.append(x)\nllm(model='gpt-5', content=c)",
}


@pytest.mark.parametrize("text", QUIET.values(), ids=QUIET)
def test_other_lists_are_not_told(text):
    assert not [each for each in read("x.py", text) if isinstance(each, Passed)]
    assert images("x.py", text) == []


SEEN = "def f(prompt, url=None, urls=None, *, more=()):\n    p = {'model': 'seedance-2.0', 'prompt': prompt}\n    %s\n    post(json=p)\n%s"
SEEN_TS = "function f(prompt, url = null, urls = []) {\n  const p: any = {model: 'seedance-2.0', prompt};\n  %s\n  post(p);\n}\n%s;"
IF, IFS = "if url:\n        p['image_urls'] = [url]", "if (url) p.image_urls = [url];"
WHEN = {
    "what is given": ("x.py", SEEN % (IF, "f('@Image1 walks', 'a')"), ["a"]),
    "what is not given": ("x.py", SEEN % (IF, "f('@Image1 walks')"), None),
    "not nothing": ("x.py", SEEN % ("if url is not None and prompt:\n        p['image_urls'] = [url]", "f('@Image1 walks', 'a')"), ["a"]),
    "otherwise": ("x.py", SEEN % ("if not url:\n        p['n'] = 1\n    else:\n        p['image_urls'] = [url]", "f('@Image1 walks', 'a')"), ["a"]),
    "a list": ("x.py", SEEN % ("if urls:\n        p['image_urls'] = urls", "f('@Image1 walks', urls=['a', 'b'])"), ["a", "b"]),
    "what else is asked": ("x.py", SEEN % ("if mode == 'i2v':\n        p['image_urls'] = [url]", "f('@Image1 walks', 'a')"), None),
    "a choice": ("x.py", SEEN % ("p.update({'image_urls': [url] if url else []})", "f('@Image1 walks', 'a')"), ["a"]),
    "a loop over perhaps nothing": (
        "x.py", f"def f(prompt, urls=None):\n    c = [{{'type': 'text', 'text': prompt}}, {A}]\n    for u in urls or []:\n        c.append({U})\n    {SENT}\nf('@Image1 walks')", ["a"]),
    "a spread": (
        "x.py", "def f(prompt, url=None):\n    post(json={'model': 'seedance-2.0', 'prompt': prompt, **({'image_urls': [url]} if url else {})})\nf('@Image1 walks', 'a')", ["a"]),
    "of a script": ("x.ts", SEEN_TS % (IFS, "f('@Image1 walks', 'a')"), ["a"]),
    "not of a script": ("x.ts", SEEN_TS % ("if (url != null) { p.image_urls = [url]; }", "f('@Image1 walks', 'a')"), ["a"]),
    "a length": ("x.ts", SEEN_TS % ("if (urls.length > 0) p.image_urls = urls;", "f('@Image1 walks', null, ['a', 'b'])"), ["a", "b"]),
    "otherwise in a script": ("x.ts", SEEN_TS % ("if (!url) { p.n = 1; } else { p.image_urls = [url]; }", "f('@Image1 walks', 'a')"), ["a"]),
    "a spread of a script": (
        "x.ts", "const f = (prompt, url) => post({model: 'seedance-2.0', prompt, ...(url && {image_urls: [url]})});\nf('@Image1 walks', 'a')", ["a"]),
    "a choice of a script": (
        "x.ts", "const f = (prompt, url) => post({model: 'seedance-2.0', prompt, ...(url ? {image_urls: [url]} : {})});\nf('@Image1 walks', 'a')", ["a"]),
}  # fmt: skip


UPLOADS = {
    "names of files": "files=[('files', ('a.png', open(A, 'rb'), 'image/png')), ('files', ('b.png', open(B, 'rb')))]",
    "fields of files": "files={'image': open(A, 'rb'), 'image2': ('b.png', open(B, 'rb'), 'image/png')}",
}


@pytest.mark.parametrize("files", UPLOADS.values(), ids=UPLOADS)
def test_files_of_a_form(files):
    text = f"requests.post(f'{{HOST}}/seedance', data={{'prompt': '@Image1 walks', 'duration': '5'}}, {files})"
    ((prompt, _, found),) = images("x.py", text)
    assert (prompt, len(found)) == (FOUND, 2)


def test_other_values_of_one_request_are_not_read_again():
    base = "const base = {model: 'seedance-2.0', prompt: '@Image1 walks', image_urls: ['a']};\n"
    assert images("x.ts", base + "f(base);\nf({...base, seed: 1});\nf({...base, image_urls: []});") == [(FOUND, FOUND, ["a"])]
    other = base + "f(base);\nf({...base, prompt: 'rain'});"
    assert [prompt for prompt, _, _ in images("x.ts", other)] == [FOUND, "rain"]


@pytest.mark.parametrize(
    "sent", ["{**base, 'k': [base]}", "{**base, 'model': 'seedance-2.0'}", "{**base, 'model': 'seedance-2.0', 'k': [base]}"]
)
def test_a_mapping_that_another_one_takes_over_is_read_once(sent):
    base = "base = {'prompt': '@Image1 walks', 'image_urls': ['a']}\nprint(base)\n"
    ((prompt, _, found),) = images("x.py", base + f"post('https://fal.run/bytedance/seedance-2.0/reference-to-video', {sent})")
    assert (prompt, found) == (FOUND, ["a"])


@pytest.mark.parametrize(("path", "text", "expected"), WHEN.values(), ids=WHEN)
def test_conditions_about_what_a_function_is_given(path, text, expected):
    assert images(path, text) == [(FOUND, FOUND, expected)]


def test_a_long_function_is_looked_through_no_further():
    lines = ["x()"] * 300
    body = "\n".join([f"c = [{TEXT}]", *lines, f"c.append({A})", SEND % "c"])
    assert images("x.py", body) == [(FOUND, FOUND, None)]


COMMANDS = {
    "a program of ours": ("run(['seedance', 'generate', '--prompt', '@Image1 walks', '--image-urls', 'a'])", ["a"]),
    "one that is told the model": ("run([sys.executable, 'make.py', '--model', 'seedance-2.0', '--prompt', '@Image1 walks', '--image-urls', 'a.png', 'b.png'])", ["a.png", "b.png"]),
    "options alone": ("main(['--prompt', '@Image1 walks', '--model', 'seedance-2.0', '--image-urls', path])", [None]),
    "a loop": ("for p in ['@Image1 walks']:\n    run(['seedance', '--prompt', p, '--model', 'seedance-2.0', '--image-urls', 'a'])", ["a"]),
}  # fmt: skip


BODIES = {
    "a body that is made": ("x.py", "run(['curl', 'https://fal.run/bytedance/seedance-2.0/image-to-video', '-d', json.dumps({'prompt': '@Image1 walks', 'image_url': 'a'})])", ["a"]),
    "one of a script": (
        "x.ts", "spawn('curl', ['https://fal.run/bytedance/seedance-2.0/image-to-video', '-d', JSON.stringify({prompt: '@Image1 walks', image_url: 'a'})]);", ["a"]),
    "a list of an object": ("x.ts", "const demo = {cmd: 'seedance', args: ['generate', '--prompt', '@Image1 walks', '--image', 'a']};\nrun(demo.cmd, demo.args);", ["a"]),
    "a list of a mapping": ("x.py", "SEEDANCE = {'args': ['generate', '--prompt', '@Image1 walks', '--image-urls', 'a']}", ["a"]),
}  # fmt: skip


@pytest.mark.parametrize(("path", "text", "expected"), BODIES.values(), ids=BODIES)
def test_words_of_a_command_inside_of_values(path, text, expected):
    assert images(path, text) == [(FOUND, FOUND, expected)]


@pytest.mark.parametrize(("text", "expected"), COMMANDS.values(), ids=COMMANDS)
def test_lists_of_the_words_of_a_command(text, expected):
    assert images("x.py", text) == [(FOUND, FOUND, expected)]


def test_a_command_whose_prompt_only_the_run_tells():
    text = "run(['make', '--model', 'seedance-2.0', '--prompt', prompt])"
    assert [each.reason for each in read("x.py", text) if isinstance(each, Passed)] == ["assembled at run time"]
    assert images("x.py", text) == []


@pytest.mark.parametrize("text", ["run(['llm', '--prompt', 'a question'])", "f(['--prompt', 'a question'])", "x = ['--prompt']"])
def test_other_commands_are_not_ours(text):
    assert images("x.py", text) == []


def test_an_empty_prompt_beside_an_empty_model_waits_for_both():
    assert images("x.ts", "const node = {defaults: {model: '', prompt: '', referenceImage: ''}};") == []


FAR = {
    "a model from elsewhere": ("x.py", "# Seedance\ndef f(args):\n    post(json={'model': args.model, 'prompt': args.prompt, 'ratio': args.ratio, 'duration': 5})"),
    "content from elsewhere": ("x.ts", "// seedance\nconst body = {model, content, ratio, duration: 5};\npost(body);"),
}  # fmt: skip


@pytest.mark.parametrize(("path", "text"), FAR.values(), ids=FAR)
def test_a_video_in_a_program_that_names_seedance_is_told(path, text):
    assert [each.reason for each in read(path, text) if isinstance(each, Passed)] == ["assembled at run time"]
    other = text.replace("Seedance", "Kling").replace("seedance", "kling")
    assert not [each for each in read(path, other) if isinstance(each, Passed)]
    known = text.replace("args.model", "'kling-3'").replace("{model,", "{model: 'kling-3',")
    assert not [each for each in read(path, known) if isinstance(each, Passed)]


def test_a_call_that_says_the_prompt_is_enough():
    text = "# Seedance\ndef f(prompt, ratio):\n    post(json={'prompt': prompt, 'ratio': ratio, 'duration': 5})\nf('@Image1 walks', '16:9')"
    assert not [each for each in read("x.py", text) if isinstance(each, Passed)]
    assert [prompt for prompt, _, _ in images("x.py", text)] == ["@Image1 walks"]
