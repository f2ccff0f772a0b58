"""What random inputs are made of: words of the grammar, pieces of files, and slips of the hand."""

import re

from hypothesis import strategies as st

from seedance_lint.profiles import load_profile, names
from seedance_lint.syntax.tables import load_tables
from seedance_lint.syntax.vocabulary import words_on

from ..rules.dialects import DIALECTS

_TABLES = load_tables()
_TAGS = (
    "@Image1", "@image 2", "@Video1", "@Audio1", "@Imgae1", "@Image0", "@Image", "[@Image 1]", "<<<image_1>>>", "[Image 2]", "@图片1", "＠视频２",
    "@Image1-3", "@Image1&2", "@Image99", "@audio_1.mp3", "a@b.org", "@@", "@[Image 1", "image 1", "视频1", "@Image1's", "@图片1的", "@Clip2",
)  # fmt: skip
_MARKS = (" ", " ", " ", ", ", ". ", "\n", "\r\n", "、", "，", "。", ":", "：", "(", ")", "“", "”", "'", '"', "\\", "-", "–", "/", "{", "}", "#", "\t", "\ufeff", "\u2028", "\x1b[2J", "\u202e", "😀", "e\u0301", "İ", "\x00", "\ud800", "0", "15s")  # fmt: skip

words = st.sampled_from(sorted(word for word, _ in words_on(_TABLES.shelves)))
pieces = st.one_of(
    st.sampled_from(_TAGS), words, words.map(lambda word: f" {word} "), st.sampled_from(sorted(_TABLES.kind_words)), st.sampled_from(_MARKS)
)
prompts = st.one_of(
    st.lists(pieces, max_size=40).map("".join),
    st.lists(st.one_of(pieces, st.text(max_size=6)), max_size=20).map("".join),
    st.text(),
    st.builds(lambda piece, times: piece * times, pieces, st.integers(1, 300)),
)
storable = prompts.map(lambda text: text.encode("utf-8", "replace").decode().replace("\x00", ""))
"""Prompts that a file in UTF-8 can hold."""

_URLS = st.sampled_from(
    ["https://example.com/a.jpg", "https://example.com/b.mp4", "http://[", "https://u:p@10.0.0.1/x?Expires=1", "data:,", "", "C:\\a"]
)
_scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), _URLS, st.text(max_size=5))
_values = st.recursive(
    _scalars, lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=6), inner, max_size=3))
)


def bodies(name: str, prompt: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    """Return bodies of requests in the field names of a profile: right, wrong and absurd ones."""
    shape = load_profile(name).request
    fields = st.sampled_from(sorted(shape.fields - {shape.prompt}))
    extra = st.dictionaries(fields, st.one_of(st.lists(_URLS, max_size=4), _values), max_size=5)
    model = st.sampled_from([*shape.models, "seedance-2.0", "another-7"])
    return st.builds(lambda prompt, model, extra: {"model": model, shape.prompt: prompt, **extra}, prompt, model, extra)


any_body = st.sampled_from(names()).flatmap(lambda name: bodies(name, st.one_of(prompts, _values)).map(lambda body: (name, body)))


def _good(prompt: str, images: int, more: dict[str, object]) -> dict[str, object]:
    urls = [f"https://example.com/{number}.jpg" for number in range(images)]
    return {"model": "seedance-2.0", "prompt": prompt, "image_urls": urls, **more}


good_bodies = st.builds(
    _good, storable, st.integers(0, 3), st.sampled_from([{}, {"duration": 10}, {"duration": "10"}, {"qualty": "1080p"}])
)

_KNOWN = {dialect.path.rpartition(".")[2]: [] for dialect in DIALECTS}
for _dialect in DIALECTS:
    _KNOWN[_dialect.path.rpartition(".")[2]].append(_dialect)
_SEEDS = {
    "py": "import x\nx.run('seedance', arguments={'prompt': f'@Image1 {who} walks' 'on', 'image_urls': [a, *b]})\n",
    "js": 'fal.subscribe("x", {input: {prompt: `@Image1 ${who} walks\\n` + "on", image_urls: [a, ...b]}}) // seedance-lint: ignore[x]\n',
    "ts": "const body: Body = { prompt: '@Image2 as scene', image_urls: ['a.jpg'] as string[] };\n",
    "md": '# A\n\n```prompt\n@Image1 as scene\n```\n\n> ~~~yaml\n> prompt: |\n>   @Image2\n> ~~~\n\n```json\n{"prompt": "@Image1"}\n```\n',
    "toml": '[a]\nprompt = """\n@Image1 \\\n  as scene"""\nimage_urls = [\'a.jpg\']\n',
    "yaml": "a: &x\n  prompt: >-\n    @Image1\n\n    as scene\nb: {<<: *x, image_urls: ['a', \"b\\n\"]}\n---\n- prompt: |2\n    x\n",
    "txt": "---\nimage_urls:\n  - https://example.com/a.jpg\nduration: 10\n---\n@Image1 as scene\n",
    "json": '{"prompt": "@Image1 \\ud83c\\udfac \\u56fe", "content": [{"type": "text", "text": "@Image2"}], "n": -1.5e3}',
    "jsonl": '{"prompt": "@Image1"}\n\n{"prompt": "@Image2", "image_urls": []}\r\n{',
    "ipynb": '{"cells": [{"cell_type": "code", "source": ["x = {\\n", "\'prompt\': \'@Image1\'}"]}], "nbformat": 4}',
}  # fmt: skip
_GLUE = st.sampled_from(['"', "'", '"""', "`", "\\", "\\u", "\\x", "\n", "\r", "\t", " ", "{", "}", "[", "]", "(", ")", ",", ":", "#", "//", "/*", "|", ">", "&a", "*a", "<<", "---", "```", "~~~", "f'", "${", "%", "\ufeff", "\u2028", "\x85", "é", "🎬", "prompt", "null", "0x", "!!str ", "? "])  # fmt: skip


_SEEDS["tsx"] = _SEEDS["ts"] + "const shot = <Shot prompt='@Image1' image_urls={['a.jpg']} />;\n"


def _damaged(text: str, damages: list[tuple[float, int, str]]) -> str:
    for where, length, instead in damages:
        at = int(where * len(text))
        text = text[:at] + instead + text[at + length :]
    return text


_damages = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 4), st.one_of(_GLUE, st.just(""), st.text(max_size=3))), max_size=6
)


def _written(kind: str, body: dict[str, object], number: int) -> str:
    known = _KNOWN.get(kind, [])
    try:
        return known[number % len(known)].write(body) if known else _SEEDS.get(kind, "")
    except ValueError:
        return _SEEDS.get(kind, "")


def texts_of(kind: str) -> st.SearchStrategy[str]:
    """Return texts of files with a suffix: good ones, damaged ones and noise."""
    good = st.builds(_written, st.just(kind), good_bodies, st.integers(0, 9))
    return st.one_of(
        st.builds(_damaged, st.one_of(good, st.just(_SEEDS.get(kind, "")), good), _damages),
        st.lists(st.one_of(_GLUE, pieces), max_size=30).map("".join),
        st.text(),
    )


_NAMES = st.sampled_from("abc")
_LEAVES = {
    ".py": ["'x'", "'@Image1'", "f'{a}x'", "5", "[a]", "[*b]", "f(prompt=c)", "{**a}", "{'prompt': b}"],
    ".ts": ["'x'", "'@Image1'", "`${a}x`", "5", "[a]", "[...b]", "f({prompt: c})", "{...a}", "{b}", "{prompt: b}"],
}
_SHAPES = {
    ".py": ["§ + §", "f(prompt=§, image_urls=§)", "[§, *§]", "{'prompt': §, 'input': §}", "(§).strip()", "g(§, json=§)", "{**§, **§}", "§ | §", "'{} {}'.format(§, §)", "'%s %s' % (§, §)", "', '.join([§, §])", "dedent(§)", "dict(§, x=§)"],
    ".ts": ["§ + §", "f({prompt: §, image_urls: §})", "[§, ...§]", "{prompt: §, input: §}", "(§).trim()", "g(§, {body: JSON.stringify(§)})", "{...§, ...§}", "`${§} ${§}`", "[§, §].join(', ')", "dedent`${§}\n ${§}`", "Object.assign({}, §, §)", "new URLSearchParams(§)"],
}  # fmt: skip
_LINES = {
    ".py": [
        "§ = ¤",
        "§ += ¤",
        "f(¤)",
        "f(prompt=¤)",
        "def §():\n    § = ¤\n    f(prompt=§)",
        "class §:\n    § = ¤",
        "§['x'] = ¤",
        "import x as §",
    ],
    ".ts": [
        "const § = ¤",
        "§ += ¤",
        "f(¤)",
        "f({prompt: ¤\n})",
        "function §() { let § = ¤; f({prompt: §}) }",
        "{ const § = ¤ }",
        "§.x = ¤",
        "§.append('x', ¤)",
    ],
}


def _filled(text: str, mark: str, parts: list[str]) -> str:
    for part in parts:
        text = text.replace(mark, part, 1)
    return text.replace(mark, "a")


_MARK = re.compile(r"[^\w\s]|\.\.\.")
_slips = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.sampled_from(["", "", "\n", " ", "a"])), min_size=1, max_size=2)


def _half_typed(text: str, slips: list[tuple[float, str]]) -> str:
    """Return a text in which something else, or nothing, is where marks were: a quote, a comma, an end of brackets."""
    for where, instead in slips:
        marks = [match.span() for match in _MARK.finditer(text)]
        if marks:
            start, end = marks[int(where * len(marks))]
            text = text[:start] + instead + text[end:]
    return text


def _programs(suffix: str) -> st.SearchStrategy[tuple[str, str]]:
    """Return small programs whose names lead to each other and to themselves, some damaged."""
    values = st.recursive(
        st.one_of(_NAMES, st.sampled_from(_LEAVES[suffix])),
        lambda inner: st.builds(_filled, st.sampled_from(_SHAPES[suffix]), st.just("§"), st.lists(inner, min_size=2, max_size=2)),
        max_leaves=6,
    )
    heads = st.builds(_filled, st.sampled_from(_LINES[suffix]), st.just("§"), st.lists(_NAMES, min_size=3, max_size=3))
    lines = st.builds(lambda head, value: head.replace("¤", value), heads, values)
    texts = st.lists(lines, min_size=1, max_size=8).map("\n".join)
    return st.tuples(st.just(f"x{suffix}"), st.one_of(texts, st.builds(_damaged, texts, _damages), st.builds(_half_typed, texts, _slips)))


programs = st.one_of(_programs(".py"), _programs(".ts"))
