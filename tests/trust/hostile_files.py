"""What hostile files are made of, by suffix: pieces that are repeated, and files of a given size."""

import json
from collections.abc import Callable

IGNORE = "seedance-lint: ignore[zero-index]"

UNITS: dict[str, list[str]] = {
    ".json": ["[", "{", '{"a":', '"', '"\\', '"\\u', "1", "-", "[1,", " ", "\n", '{"prompt":"@Image0"', '"a":', "[[],", '[{"prompt":"@Image0"},', "tru"],
    ".jsonl": ["[\n", "{\n", '"\n', "1\n", "\n", '{"prompt": "@Image0"}\n', '{"prompt":\n', "\r", "\r\n"],
    ".ipynb": ["[", '{"cells":[', '"\\n",'],
    ".txt": ["---\n", "---\na: x\n", "---\n- ", "\n", "---\r", " ", "---\nimage_urls:\n  - x\n", f"# {IGNORE}\n"],
    ".md": [
        "[[[[", "```\n", "```prompt\n", "~~~\n", "> ", "> > > ", "> ```prompt\n", "- ", "1. ", "`", "<!--", f"<!-- {IGNORE} -->\n", f"<!-- {IGNORE} -->\r\n\r\n",
        "---\n", "    x\n", "\t", "* * ", "\n", "\r\n", '```json\n{"prompt": "@Image1"}\n```\n', "```yaml\nprompt: x\n", "<div>", "<a ", "# ", "  - ```\n",
    ],
    ".yaml": [
        "[", "{", "&a ", "*a ", "&a *a ", "- ", "? ", ": ", "a:\n", "- - ", "'", '"', "''", '"\\', "|\n", ">\n", "!!str ", "!", "!x #y\n", "%", "---\n", "...\n",
        f"# {IGNORE}\n", "- &a x\n", "- *a\n", "a: {<<: *x}\n", "prompt: '@Image1'\n", "- prompt: '@Image0'\n", f"- prompt: '@Image0' # {IGNORE}\n", " ", "\t", "\n",
        "a: >-\n  x\n\n", ",", "prompt: |\n  @Image1\n  @Image3\n---\n",
    ],
    ".toml": ["[", "[[", "[[a]]\n", "[a]\n", '"""', "'''", '"', "'", "a=[", "{", "a = {", "a.", "#", f"# {IGNORE}\n", "\n", "a=1\n", "\\", '"""\n', '\\"""'],
    ".py": [
        "[", "(", "{", '"""', "'''", '"', '\\"""', "f'", "f'{", "f'{f\"{", "x=", "'a' ", "'a'\n", "\\\n", "#", f"# {IGNORE}\n", "{'prompt': '@Image0'}\n", "x(",
        "a.b", "-", "+'a'", "lambda:", "not ", "if x:\n ", "async ", "*", "'\\N{DASH}' ", "f(prompt='@Image0' ",
    ],
    ".js": [
        "[", "(", "{", "`", "${", "`${", "'", '"', "/", "/*", "/* ", "\n/* ", "/**", "//", f"// {IGNORE}\n", "<", "<a", "a=>", "a?b:", "+'a'", "!", "({prompt:'@Image0'});\n",
        "...", "x`", "\\", "async ", "\n", "{prompt:`@Image1 ${a}`,", f"/* {IGNORE} */", "<!--",
    ],
    ".ts": ["<", "a<", "as ", "(a", "[", "{", "type a=", "<T>(", "`${", "x as string[] ", "(a:"],
    ".sh": [
        "(", "$(", '"$(', "{", "'", '"', "`", "${", "$((", "\\", "\\\n", "<<", "<<E\n", "|", ";", "$'", "<a ", "#", f"# {IGNORE}\n", "a=$a$a\n", "--prompt x ", "$ a\n> ",
        "curl -d '{\"prompt\": \"@Image0\"}' u\n", "curl -F prompt=@Image0 ", 'x="$(cat <<E\nE\n)"\n', "http u prompt:=[ ", "case x in a) ",
    ],
    ".ps1": ["(", "@(", "@{", "@{a=", "{", "[", "'", '"', "@'\n", '@"\n', "`", "$", "$a=", "|", ",", "<#", f"# {IGNORE}\n", "-a ", "$a=@{prompt='@Image0'}\n", '"$a `"'],
    ".bat": ['"', "^", "^\n", "%", "%a%", "!", "\\", '\\"', "&", "(", f"rem {IGNORE}\n", "set a=%a%\n", '" "', "clip --image x --prompt @Image0\n"],
    ".http": ["###\n", "GET https://x\n", "\n", "POST https://x\n\n", '{"prompt": "@Image0"}\n###\nPOST https://x\n\n', "{{", "@a=b\n", f"# {IGNORE}\n", "a: b\n", "HTTP/1 "],
    ".csv": ['"', ",", ";", "\t", "\n", '""', "prompt,image\n", '@Image0,"', "[", '"[""', "\r\n", "prompt,"],
    ".java": [
        "[", "(", "{", '"', '"""', '"""\n', "'", "\\", "/*", "//", f"// {IGNORE}\n", "f(", "a.b().", '+"a"', "new A(", "new HashMap<>() {{", "List.of(", 'Map.of("prompt", ',
        "class A {", "if (a) {", "for (;;) {", "x -> ", 'body.put("prompt", "@Image0");\n', "a = ", "(a) ",
    ],
    ".go": [
        "[", "(", "{", '"', "`", "'", "\\", "/*", "//", f"// {IGNORE}\n", "f(", "a.b().", '+"a"', "A{", "[]A{", "map[string]any{", "&", "func(", "func f() {\n", "if a {", "for {", "a := ",
        'body["prompt"] = "@Image0"\n', "a = append(a, ", 'A{Prompt: "@Image0", B: ',
    ],
    ".html": ["<", "<a ", "<!--", '<a b="', "<div>", "</", "<script>", "<p class=prompt>@Image0 walks</p>", "<b>@Image0</b><br>", "<li>", "<td>", "<table>", "<pre>", "&", "&lt", f"<!-- {IGNORE} -->", "<b data-prompt='@Image0'>", "seedance "],
    ".php": ["<?php ", "?>", "[", "(", "{", '"', "'", "<<<E\n", "<<<'E'\n", "$", "{$", "/*", "//", "#", f"# {IGNORE}\n", "f(", "$a->b()->", "'a' . ", "['prompt' => '@Image0'],", "$a['prompt'] = '@Image0';\n", '"$a ', "function f() {"],
    ".cs": ["[", "(", "{", '"', '$"', '@"', '"""', '$"""\n', "'", "{{", "/*", "//", f"// {IGNORE}\n", "f(", "a.b().", '+"a"', "new A {", "new[] {", 'new { prompt = "@Image0" },', '["prompt"] = "@Image0",', "class A {", "if (a) {", "<"],
    ".rb": ["[", "(", "{", '"', "'", '"#{', "<<~E\n", "%w[", ":", "#", f"# {IGNORE}\n", "f(", "a.b.", "'a' + ", "{ prompt: '@Image0' },", "f prompt: '@Image0'\n", "a << '@Image0'\n", "do |x|\n", "def f\n", "if a\n", "/"],
    ".rs": ["[", "(", "{", '"', 'r#"', "'", "/*", "//", f"// {IGNORE}\n", "f(", "a.b().", "json!({", 'json!({"prompt": "@Image0"});\n', "vec![", "A { b: ", "fn f() {", "if a {", "&", "-", "|x| ", "<"],
    ".kt": ["[", "(", "{", '"', '"""', "${", "$a", "'", "/*", "//", f"// {IGNORE}\n", "f(", "a.b().", '+"a"', 'mapOf("prompt" to ', 'A(prompt = "@Image0", ', "fun f() {", "if (a) {", "->", "<"],
    ".tsx": ["<a>", "<", "<a b={", "{", "<a b='"],
}  # fmt: skip
"""Openers of everything that has an end, and whatever a reader might look for the end or the beginning of."""


def _dump(**more: object) -> str:
    return json.dumps({"model": "seedance-2.0", "prompt": "@Image0", **more})


def _lines(line: str) -> Callable[[int], str]:
    """Return files of lines in which ``#`` is the number of the line."""
    return lambda count: "".join(line.replace("#", str(number)) for number in range(1, count + 1))


FILES: dict[str, dict[str, Callable[[int], str]]] = {
    ".json": {
        "a name for each request": lambda count: json.dumps({f"shot {number}": {"prompt": "@Image0"} for number in range(count)}),
        "other fields": lambda count: _dump(**{f"image_url{number}": "x" for number in range(count)}),
        "parts": lambda count: json.dumps({"model": "seedance-2.0", "content": [{"type": "text", "text": "@Image0"}] * count}),
        "the same file": lambda count: _dump(image_urls=["x"] * count),
        "different files": lambda count: _dump(image_urls=[f"https://example.com/{number}.mp4" for number in range(count)]),
        "one name": lambda count: "{" + '"prompt":"@Image0",' * count + '"x":1}',
        "a long name": lambda count: _dump(**{"image_url" + "s" * count: "x"}),
        "long values": lambda count: _dump(model="seedance-2.0" + "x" * count, quality="1080" * count, duration="1" * count),
        "a long URL": lambda count: _dump(image_urls=["https://u:p@e.com/" + "a/" * count + "?" + "a=b&" * count]),
        "secrets": lambda count: _dump(image_urls=["https://u:p@" * count]),
        "findings in one line": lambda count: json.dumps([{"prompt": "@Image0 @image1"}] * count),
        "findings behind escapes": lambda count: _dump(prompt="\u56fe@Image0 " * count),
    },
    ".yaml": {
        "documents": lambda count: "a: 1\n---\n" * count,
        "anchors": lambda count: "a0: &a0 [x]\n" + _lines("a#: &a# [*a0]\n")(count),
        "rule ids": lambda count: f"# seedance-lint: ignore[{','.join(['zero-index'] * count)}]\nprompt: x\n",
        "starts": _lines("# seedance-lint: ignore-start[zero-index]\n- prompt: '@Image0'\n"),
        "starts, then ends": lambda count: (
            "# seedance-lint: ignore-start[zero-index]\n" * count + "# seedance-lint: ignore-end[missing-index]\n" * count
        ),
        "the whole file": lambda count: "# seedance-lint: ignore-file[zero-index]\n" * count + "- prompt: '@Image0'\n" * count,
        "a block": lambda count: "prompt: |\n" + "  @Image0 x\n" * count,
        "a folded block": lambda count: "prompt: >\n" + "  @Image0 x\n\n" * count,
        "a name for each request": _lines("k#: {prompt: '@Image0'}\n"),
    },
    ".py": {
        "adjacent strings": lambda count: "x={'prompt': (" + "'@Image0 '\n" * count + ")}",
        "a sum": lambda count: "x={'prompt': " + "'@Image0 '+" * count + "'a'}",
        "holes": lambda count: "x={'prompt': f'" + "@Image0 @Image{a} " * count + "'}",
        "one text for all": lambda count: "p='@Image0'\n" + "x={'prompt':p}\n" * count,
        "a text for each": lambda count: "p='@Image0'\nx={'prompt':p}\n" * count,
        "a text for each that has none": lambda count: "def f(p=0):\n" + " p = p or '@Image0'\n x={'prompt':p}\n" * count,
        "a text for each arm": lambda count: "if a:\n p='a'\n" + "elif a:\n p='@Image0'\n x={'prompt':p}\n" * count,
        "a body for each": lambda count: "x={'prompt':'@Image0'}\nx['seed']=1\nf(x)\n" * count,
        "a class for each": lambda count: "".join(
            f"class C{n}:\n def __init__(self, p): self.p=p\n def f(self): x={{'prompt':self.p}}\nC{n}('@Image0')\n" for n in range(count)
        ),
        "a call": lambda count: f"f(prompt='@Image0',{_lines('a#=1,')(count)})",
        "dots": lambda count: "x" + ".a" * count,
        "branches": lambda count: "if x:\n  pass\n" + "elif x:\n  pass\n" * count,
    },
    ".js": {
        "a sum": lambda count: "x={prompt: " + "'@Image0 '+" * count + "'a'}",
        "holes": lambda count: "x={prompt: `" + "@Image0 @Image${a} " * count + "`}",
        "one text for all": lambda count: "const p='@Image0';\n" + "x={prompt:p};\n" * count,
        "a text for each": lambda count: "let p;" + "p='@Image0';\nx={prompt:p};\n" * count,
        "a text for each arm": lambda count: "let p; if (a) p='a';\n" + "else if (a) { p='@Image0'; x={prompt:p}; }\n" * count,
        "fields on a condition": lambda count: "x={prompt:'@Image0', " + "...(a ? {seed: a} : {}), " * count + "};",
        "dots": lambda count: "x" + ".a" * count + "=1",
        "calls": lambda count: "x" + ".push(1)" * count,
        "branches": lambda count: "if(x){}" + "else if(x){}" * count,
        "emoji": lambda count: "x={prompt:'" + "🎬@Image0 " * count + "'}",
        "comments in one line": lambda count: f"/* {IGNORE} */" * count,
    },
    ".java": {
        "a sum": lambda count: 'f(Map.of("prompt", ' + '"@Image0 " + ' * count + '"a"));',
        "a chain": lambda count: "A.builder()" + '.prompt("@Image0")' * count + ".build();",
        "fields": lambda count: "var a = new HashMap<>();\n" + _lines('a.put("prompt#", "@Image0");\n')(count),
        "bodies": lambda count: 'var a = new HashMap<>(); a.put("prompt", "@Image0"); f(a);\n' * count,
        "a block": lambda count: 'f(Map.of("prompt", """\n' + "    @Image0 x\n" * count + '    """));',
        "one text for all": lambda count: 'String p = "@Image0";\n' + 'f(Map.of("prompt", p));\n' * count,
        "a name of names": _lines('String a# = "@Image0 " + b + a0;\n'),
    },
    ".go": {
        "a sum": lambda count: "var a = A{Prompt: " + '"@Image0 " + ' * count + '"a"}',
        "parts": lambda count: 'var a = A{Model: "seedance-2.0", Content: []B{' + '{Type: "text", Text: "@Image0"},' * count + "}}",
        "appended": lambda count: "func f() {\n\ta := []A{}\n" + '\ta = append(a, A{Prompt: "@Image0"})\n' * count + "\tg(a)\n}",
        "verbs": lambda count: 'var a = A{Prompt: fmt.Sprintf("' + "@Image0 %s " * count + '", b)}',
        "branches": lambda count: "func f() {\n" + "if x { a = 1 } else " * count + "{}\n}",
    },
    ".md": {
        "quotes": lambda count: ">" * count + "\n```prompt\n@Image0\n```\n",
        "calls that stay open": lambda count: "# Seedance\n```\n" + "f(\n" * 20 * count + "g(prompt='A boat leaves.')\n```\n",
        "a quoted block": lambda count: "> ```prompt\n" + "> @Image0\n" * count + "> ```\n",
        "comments and blocks": lambda count: f"<!-- {IGNORE} -->\n```prompt\n@Image0\n```\n" * count,
        "blank lines behind a comment": lambda count: f"<!-- {IGNORE} -->\r\n" + "\r\n" * count + "x\r\n```prompt\r\n@Image0\r\n```\r\n",
    },
    ".toml": {
        "tables": _lines("[a#]\nprompt='@Image0'\n"),
        "inner tables": _lines("[a.b#.c]\nprompt='@Image0'\n"),
        "a list of tables": _lines("[[a]]\nprompt='@Image0'\n"),
    },
    ".sh": {
        "calls": lambda count: "curl -d '{\"prompt\": \"@Image0\"}' u\n" * count,
        "one text for all": lambda count: "P='@Image0'\n" + 'curl -d "{\\"prompt\\": \\"$P\\"}" u\n' * count,
        "holes": lambda count: 'curl -d "{\\"prompt\\": \\"@Image0 ' + "$a x " * count + '\\"}" u\n',
        "options": lambda count: "clip --prompt @Image0" + " --image a.png" * count,
        "files": _lines('cat > a#.json <<E\n{"prompt": "@Image0"}\nE\ncurl -d @a#.json u\n'),
        "quotes": lambda count: "clip --image a --prompt '@Image0 " + "it'\"'\"'s " * count + "'",
        "comments": lambda count: f"# {IGNORE}\nclip --image a --prompt @Image0\n" * count,
    },
    ".ps1": {"tables": _lines("$a# = @{ prompt = '@Image0' }\nirm -Uri u -Body $a#\n")},
    ".http": {"requests": lambda count: f'# {IGNORE}\nPOST https://x\n\n{{"prompt": "@Image0"}}\n###\n' * count},
    ".csv": {
        "rows": lambda count: "prompt,image\n" + '"@Image0 ""x""",a.png\n' * count,
        "columns": lambda count: "prompt" + "".join(f",image_{number}" for number in range(count)) + "\n@Image0" + ",x" * count,
        "broken rows": lambda count: "prompt,image\n" + '"@Image0"x,a.png\n' * count,
    },
    ".txt": {
        "files": lambda count: "---\nimage_urls:\n" + "  - https://e.com/x\n" * count + "---\n@Image0",
        "fields": lambda count: f"---\n{_lines('k#: 1' + chr(10))(count)}---\n@Image0",
        "unknown roles": _lines("@Image1 as lantern# maker. "),
        "near misses": _lines("@Imgae# "),
        "numbers": _lines("@Image# "),
        "a list": lambda count: "@Image1, " * count + "as scene",
    },
    ".ipynb": {
        "cells": lambda count: json.dumps({"cells": [{"cell_type": "code", "source": ["x={'prompt':'@Image0'}"]}] * count, "nbformat": 4}),
        "lines": lambda count: json.dumps({"cells": [{"cell_type": "code", "source": ["x={'prompt':'@Image0'}\n"] * count}], "nbformat": 4}),
    },
}  # fmt: skip
"""Files that grow in some way, by their size."""
