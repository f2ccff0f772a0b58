"""Rows to be repeated: what each reader knows, in any order and between beginnings and ends that make sense of it."""

import json
from typing import NamedTuple

from hypothesis import strategies as st

from ..trust.hostile_files import IGNORE, UNITS


class Row(NamedTuple):
    """What is written once, what is written many times behind it, and what closes it."""

    reader: str
    start: str
    unit: str
    end: str

    def text(self, times: int) -> str:
        """Return the whole with so many repetitions."""
        return self.start + self.unit * times + self.end


_PROMPT = [
    "@Image0 ",
    "@image 1 ",
    "@Image ",
    "@Imgae1, ",
    "@Image1 as fist frame. ",
    "image 1 ",
    "视频1",
    "@Image3 ",
    "https://u:p@e.com/?a=b ",
    "{}",
    "as first frame",
]
_BODY = {
    ".json": ['{"prompt":"', '"}', '"prompt":"@Image0",', '"image_urls":["x"],', '"duration":"5",', '"qualty":1,', '{"prompt":"@image 1"},', "[", "]", "}", ","],
    ".yaml": ["prompt: ", "- prompt: @image 1\n", "prompt: '@Imgae1'\n", "image_urls: [x]\n", "\n  ", '"', "  ", "a: ", "? - : ", "'''", "&a", "*a", "<<: *a\n", "|2-\n"],
    ".toml": ["prompt = '@image 1'\n", "image_urls = ['x']\n", "[[a]]\n", "a.b = 1\n", "'a'.\"b\"", "1_", "0x", "1979-05-27", "\\u00e9", "'''\n", "{a=", "},"],
    ".py": ["f(prompt='@image 1')\n", "{'prompt': '@Imgae1'}\n", "x = ", "f'{a}'", "{a}", "p + ", "'%s' % ", ".format(", "def f(): pass\n", "class A:\n ", "x.y", "**a, ", "lambda a: ", "'''\n", '\\"', "*a, ", "a[", "|", "global a\n", "' '.join([", "a = b = "],
    ".js": ["({prompt: '@image 1'});\n", "f({prompt: `@Imgae1`})\n", "const p = ", "${a}", "p + ", "/[", "/a/", "...a,", "function f(){", "=>{", "JSON.stringify(", "a.b", "?.", "{", "}", ")", "]", "`", "a:1,", "<b c=", "await ", "new "],
    ".md": ["```json\n", "```python\n", "```yaml\n", "```prompt\n", "\n```\n", "> ", "* ", "- ", "1. ", "<!-- a -->", "`", "``", "| a ", "---|", "\n", "<a b='", "# a\n", '{"prompt":"@image 1"}\n', "prompt: @image 1\n", "@image 1", "~~~"],
    ".txt": ["---\n", "a: ", "- x\n", "image_urls:\n", "[", "]", "# ", "'", '"', "\n"],
}  # fmt: skip
_BODY |= {
    ".jsonl": [*_BODY[".json"], "\n", '{"prompt":"@image 1"}\n', '{"prompt":"@Imgae1","image_urls":["x"]}\n'],
    ".ts": [*_BODY[".js"], "as A", "<A>", ": A", "type A = "],
}
_BODY |= {".tsx": [*_BODY[".ts"], "<A b={c}>", "</A>", "<>"]}
_BODY[".ipynb"] = [
    json.dumps(text)[1:-1] for suffix in (".py", ".md") for text in _BODY[suffix]
] + ['{"cells":[{"cell_type":"code","source":["', '{"cells":[{"cell_type":"markdown","source":"', '","', '"]},{"cell_type":"code","source":["', '"]}]}', '"}]}', "%%time\\n", "%a\\n", "!a\\n", "a?\\n"]  # fmt: skip
_MARKS = [" ", "\n", "\r\n", "\t", ",", ":", "=", "#", "//", "/*", "*/", "\\", "'", '"', "(", ")", "[", "]", "{", "}", "a", "1", "é", "🎬", "\u2028", IGNORE, f"# {IGNORE}\n", f"// {IGNORE}\n", f"<!-- {IGNORE} -->\n", "seedance-lint: ignore[a,", "-start", "-end", "-file"]  # fmt: skip
_CONFIG = ["[tool.seedance-lint]\n", "[severity]\n", "[per-file-ignores]\n", "[roles]\n", "[rules.unknown-field]\n", "'a*' = ['tags']\n", "zero-index = 'info'\n", "scene = ['set']\n", "select = [", "'tags',", "exclude = ['", "*a", "']\n", "a.", "a = ", "[a]\n", "[", "]", "{", "'", '"', "\n", "#", "=", "1", "profile = '", "extend = '", "seedance-lint"]  # fmt: skip
_GLOB = ["*", "**", "/", "a", "b", "?", "[", "]", "[ab]", "[!a]", "\\", "\n", "!", "#", " ", "**/", "[[:alpha:]]", "*.json\n", "-", "é"]
_KNOWN = ['{"version": 1, "findings": [', '{"path": "a", "rule": "b", "message": "c", "count": 1},', '{"path":"a","rule":"b","message":"d","count":1}', "]}", "[", "{", '"', "\\", "1", ","]  # fmt: skip
_BREAKING = ("'", '"', "'''", "`", "\\", "\n", "\r\n")
_IN_TEXT = [*_PROMPT, *(each for each in _MARKS if each not in _BREAKING), "@image 1", "{a}", "{{", "%s", "${a}", "\\n", "\\u56fe", "\\\\"]
_REQUEST = '{"prompt":"@image 1"},'
FRAMES: dict[str, list[tuple[str, list[str], str]]] = {
    ".json": [
        ('{"prompt":"', _IN_TEXT, '"}'),
        ('{"prompt":"@Image0","image_urls":[', ['"x",', '"https://e.com/a.mp4",', "1,", "null,"], '"y"]}'),
        ("[", [_REQUEST, '{"prompt":"@Imgae1","image_urls":["x"],"qualty":1},', "[],"], "1]"),
        ('{"a":"[', ['{\\"prompt\\":\\"@image 1\\"},', "[],", "1,"], '1]"}'),
        ('{"prompt":"@Image0"', [',"image_url":"x"', ',"a":{"prompt":"@image 1"}', ',"duration":"5"'], "}"),
    ],
    ".yaml": [
        ("prompt: |\n  ", [*_IN_TEXT, "\n  "], "\n"),
        ("prompt: >\n  ", [*_IN_TEXT, "\n  ", "\n\n  "], "\n"),
        ('prompt: "', [*_IN_TEXT, "\n  "], '"'),
        ("prompt: '", [*_IN_TEXT, "''", "\n  "], "'"),
        ("prompt: ", ["@image 1 ", "a ", "\n  "], "\n"),
        ("", ["- {prompt: '@image 1'}\n", "- prompt: |\n    @image 1\n", "- &a x\n", "- *a\n", "# a\n", f"# {IGNORE}\n"], ""),
        ("", ["prompt: '@image 1'\n---\n", "a: 1\n---\n", "...\n"], ""),
    ],
    ".toml": [
        ('prompt = """', [*_IN_TEXT, '"x', "\\\n  ", "\n"], '"""'),
        ("prompt = '", _IN_TEXT, "'"),
        ("", ["[[a]]\nprompt = '@image 1'\n", "# a\n", "[[a.b]]\n", f"# {IGNORE}\n"], ""),
        ("a = [", ["{prompt = '@image 1'}, ", "1, ", "[], ", "\n", "# a\n"], "]"),
    ],
    ".py": [
        ("f(prompt='", _IN_TEXT, "')"),
        ("f(prompt=f'", [*_IN_TEXT, "{a!r:>{b}}"], "')"),
        ("f(prompt='''", [*_IN_TEXT, "\n", "\\\n"], "''')"),
        ("f(prompt=", ["'@image 1' ", "'a' + ", "f'{a}' + ", "x + "], "'b')"),
        ("f(prompt='%s' % (", ["'@image 1', ", "a, "], "))"),
        ("f(prompt=' '.join([", ["'@image 1', ", "a, "], "]))"),
        ("", ["f(prompt='@image 1')\n", "p = '@image 1'\n", "f(prompt=p)\n", "x['a'] = 1\n", "def f(a):\n    g(prompt=a)\n", "# a\n", f"# {IGNORE}\n", "p += 'a'\n", "class A:\n    x = {'prompt': '@image 1'}\n", "q = {**q, 'prompt': p}\n", "if a:\n    b\n", "import a as p\n", "g('seedance', {'prompt': '@image 1'})\n"], ""),
        ("q = {", ["**a, ", "'prompt': '@image 1', ", "'a': p, "], "}"),
    ],
    ".js": [
        ("f({prompt: '", _IN_TEXT, "'})"),
        ("f({prompt: `", [*_IN_TEXT, "\n"], "`})"),
        ("f({prompt: ", ["'@image 1' + ", "`${a}` + ", "x + "], "'b'})"),
        ("f({prompt: [", ["'@image 1', ", "a, "], "].join(' ')})"),
        ("", ["f({prompt: '@image 1'});\n", "const p = '@image 1';\n", "f({prompt: p});\n", "x.a = 1;\n", "function f(a) { g({prompt: a}) }\n", "// a\n", f"// {IGNORE}\n", "p += 'a';\n", "q = {...q, prompt: p};\n", "a.append('prompt', '@image 1');\n", "/* a */", "f(JSON.stringify({prompt: '@image 1'}));\n"], ""),
        ("q = {", ["...a, ", "prompt: '@image 1', ", "a: p, "], "}"),
    ],
    ".md": [
        ("```json\n[", [_REQUEST, "[],", "\n"], "1]\n```\n"),
        ("```prompt\n", [*_IN_TEXT, "\n"], "\n```\n"),
        ("> ```python\n", ["> f(prompt='@image 1')\n", f"> # {IGNORE}\n", ">\n"], "> ```\n"),
        ("", ["```prompt\n@image 1\n```\n", f"<!-- {IGNORE} -->\n", "\n", "# a\n", '- a\n  ```json\n  {"prompt":"@image 1"}\n  ```\n', "| @image 1 | b |\n|---|---|\n", "> @image 1\n", "**Prompt:** @image 1\n"], ""),
        ("# Prompt\n\n", [*_IN_TEXT, "\n"], "\n"),
    ],
    ".sh": [
        ("curl https://e.com -d '{\"prompt\": \"", _IN_TEXT, "\"}'\n"),
        ('curl https://e.com -d "{\\"prompt\\": \\"', [*_IN_TEXT, "$a ", "${b:-c}", "$(d)"], '\\"}"\n'),
        ("clip --prompt '@image 1'", [" --image a.png", " -F 'image=@a.png'", " \\\n", ' "$a"', " -x"], "\n"),
        ("", ["p='@image 1'\n", 'p="$p $q"\n', "q+=($p)\n", 'clip --prompt "$p" --image "${q[@]}"\n', "for p in $q; do\n", "done\n", 'f() { clip --image a --prompt "$1"; }\n', "f '@image 1'\n", 'cat > a.json <<E\n{"prompt": "$p"}\nE\n', "curl -d @a.json https://e.com\n", f"# {IGNORE}\n", "if a; then\n", "fi\n"], ""),
    ],
    ".ps1": [("", ["$p = '@image 1'\n", "$b = @{ prompt = $p; image_urls = @('a.png') }\n", "irm -Uri https://e.com -Body ($b | ConvertTo-Json)\n", f"# {IGNORE}\n", "if ($a) {\n", "}\n"], "")],
    ".bat": [("", ["set p=@image 1\n", "set q=%p% %q%\n", 'clip --image a --prompt "%p%"\n', f"rem {IGNORE}\n", "clip ^\n"], "")],
    ".http": [
        ('POST https://e.com\n\n{"prompt": "', [*_IN_TEXT, "{{a}}"], '"}\n'),
        ("", ['POST https://e.com\n\n{"prompt": "@image 1"}\n###\n', "@p = @image 1\n", "a: b\n", "\n", f"# {IGNORE}\n", "prompt=%40Image0&a={{p}}\n"], ""),
    ],
    ".csv": [
        ("prompt,image\n", ['"@image 1 ""a""",b.png\n', "@image 1,\n", '"a\n",', "a,b,c\n", ",\n"], ""),
        ('prompt\n"', [*(each for each in _IN_TEXT if '"' not in each), '""', "\n"], '"\n'),
        ("prompt", [",image_1", ",a"], "\n@image 1,a.png\n"),
    ],
    ".txt": [
        ("---\nimage_urls: [", ["x, ", "'a', ", "# a\n", " ", "\n"], "y]\n---\n@image 1"),
        ("---\n", ["# a\n", f"# {IGNORE}\n", "\n"], "a: 1\n---\n@image 1"),
        ("---\nimage_urls:\n", ["- x\n", "- 'a'\n", "\n", "# a\n"], "---\n@image 1"),
        ("", [*_IN_TEXT, "\n"], ""),
    ],
    ".ipynb": [
        ('{"nbformat":4,"cells":[', ['{"cell_type":"code","source":["f(prompt=\'@image 1\')\\n","x"]},', '{"cell_type":"markdown","source":"```prompt\\n@image 1\\n```"},', '{"cell_type":"raw"},'], "1]}"),
        ('{"nbformat":4,"cells":[{"cell_type":"code","source":["', ["f(prompt='@image 1')\\n", '","', "%a\\n", "a?\\n", f"# {IGNORE}\\n", "\\n"], '"]}]}'),
    ],
    "seedance-lint.toml": [
        ("select = [", ["'tags',", "'x',", '"a",'], "]"),
        ("exclude = [", ["'*a',", "'a/',"], "]"),
        ("exclude = ['", _GLOB, "']"),
        ("[roles]\nscene = [", ["'a b',", "'set',"], "]"),
    ],
    "baseline": [(_KNOWN[0], _KNOWN[1:2], _KNOWN[2] + "]}")],
}  # fmt: skip
"""What makes sense as a whole: a beginning, pieces, and an end."""
FRAMES |= {
    ".jsonl": [*FRAMES[".json"], ("", ['{"prompt":"@image 1"}\n', "\n", "[1]\n", "x\n"], "")],
    ".ts": FRAMES[".js"],
    ".tsx": FRAMES[".js"],
}


def units_of(name: str) -> list[str]:
    """Return what a reader knows."""
    suffix = f".{name.rpartition('.')[2]}"
    if name in ("seedance-lint.toml", "pyproject.toml"):
        return _CONFIG
    if name in ("patterns", "path"):
        return _GLOB
    if name == "baseline":
        return _KNOWN
    return [*_BODY.get(suffix, _BODY[".jsonl"]), *UNITS.get(suffix, UNITS[".jsonl"]), *_PROMPT, *_MARKS]


def frames_of(name: str) -> list[tuple[str, list[str], str]]:
    """Return the frames that a reader makes sense of."""
    return FRAMES.get(name, FRAMES.get(f".{name.rpartition('.')[2]}", []))


def _some(pieces: list[str], least: int, most: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces), min_size=least, max_size=most).map("".join)


def rows_of(name: str) -> st.SearchStrategy[Row]:
    """Return rows for a reader: any of its pieces, and those that make sense as a whole."""
    pieces = units_of(name)
    loose = st.builds(Row, st.just(name), _some(pieces, 0, 3), _some(pieces, 1, 4), _some(pieces, 0, 3))
    framed = [st.builds(Row, st.just(name), st.just(start), _some(units, 1, 3), st.just(end)) for start, units, end in frames_of(name)]
    return st.one_of(loose, *framed)
