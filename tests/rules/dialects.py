"""One request body written in many ways, and how each reads a piece of its own text back."""

import ast
import html
import json
import re
import shlex
import tomllib
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import NamedTuple

import yaml


class Dialect(NamedTuple):
    """A way to write a request body, to read back a piece of its prompt, or a value elsewhere, and to tell that a file is what its suffix says."""

    name: str
    path: str
    write: Callable[[dict], str]
    """Raises ValueError for what this way cannot write."""
    piece: Callable[[str], str]
    """What a part of the prompt's text stands for, without quotes."""
    value: Callable[[str], object]
    """What the text of a whole value stands for."""
    valid: Callable[[str], object]
    """Raises where a text is none of this language, by the language's own parser."""

    @property
    def is_program(self) -> bool:
        """Whether a body is only one of many things that look like it."""
        return self.path.endswith((".py", ".ipynb", ".js", ".ts", ".java", ".go"))


def _json(body):
    return json.dumps(body, indent=2, ensure_ascii=False)


def _json_with_escapes(body):
    """Write every character of every string as an escape."""

    def escaped(value):
        if isinstance(value, str):
            units = value.encode("utf-16-be", "surrogatepass")
            return '"' + "".join(f"\\u{units[at] << 8 | units[at + 1]:04x}" for at in range(0, len(units), 2)) + '"'
        if isinstance(value, list):
            return "[" + ", ".join(map(escaped, value)) + "]"
        if isinstance(value, dict):
            return "{" + ", ".join(f"{json.dumps(key)}: {escaped(item)}" for key, item in value.items()) + "}"
        return json.dumps(value)

    return escaped(body) + "\n"


def _json_lines(body):
    return json.dumps({"note": "first"}) + "\n" + json.dumps(body) + "\r\n"


def _json_piece(text):
    return json.loads(f'"{text}"')


def _yaml_value(text):
    return yaml.load(text, yaml.CSafeLoader)


def _yaml(write_prompt):
    def write(body):
        lines = ["# A shot.", "shot:"]
        for key, value in body.items():
            is_prompt = key == "prompt" and isinstance(value, str)
            lines.append(f"  {json.dumps(key)}: {write_prompt(value) if is_prompt else json.dumps(value, ensure_ascii=False)}")
        text = "\n".join(lines) + "\n"
        try:
            same = _yaml_value(text)["shot"] == body
        except yaml.YAMLError:
            same = False
        if not same:
            raise ValueError("not in this style")
        return text

    return write


def _single(text):
    return "'" + text.replace("'", "''") + "'"


def _block(header):
    def write(text):
        if not text.strip() or text != text.strip():
            raise ValueError(text)
        words = text.split(" ")
        middle = len(words) // 2
        folds = header == ">-" and 0 < middle < len(words) - 1
        lines = [" ".join(words[:middle]), " ".join(words[middle:])] if folds else [text]
        return header + "".join(f"\n      {line}" for line in lines)

    return write


def _python(body):
    return f"import client\n\nclient.send({body!r})\n"


def _python_with_adjacent_strings(body):
    """Cut the prompt into three literals, in the middle of words."""
    prompt = body.get("prompt")
    if not isinstance(prompt, str) or len(prompt) < 6:
        raise ValueError(prompt)
    third = len(prompt) // 3
    parts = [json.dumps(part, ensure_ascii=False) for part in (prompt[:third], prompt[third : 2 * third], prompt[2 * third :])]
    rest = {key: value for key, value in body.items() if key != "prompt"}
    literals = "\n    ".join(parts)
    return (
        f"request = {{'prompt': (\n    {literals}\n), **{{}}}}\n"
        if not rest
        else f"request = {{'prompt': (\n    {literals}\n), {repr(rest)[1:]}\n"
    )


def _python_piece(text):
    quote = "'" if '"' in text else '"'
    return ast.literal_eval(f"{quote}{text}{quote}")


def _markdown(body):
    return f"# A shot\n\n```json\n{_json(body)}\n```\n\nEnd.\n"


def _html(body):
    return f"<!DOCTYPE html>\n<title>A shot</title>\n<h1>Seedance</h1>\n<pre><code class='language-json'>{html.escape(_json(body))}</code></pre>\n<p>End.</p>\n"


def _html_piece(text):
    return _json_piece(html.unescape(text))


def _html_value(text):
    return json.loads(html.unescape(text))


def _valid_html(text):
    from html.parser import HTMLParser

    shown = []

    class Parser(HTMLParser):
        def handle_starttag(self, tag, attrs):
            shown.append(f"<{tag}>")

        def handle_data(self, data):
            shown.append(data)

    parser = Parser()
    parser.feed(text)
    parser.close()
    page = "".join(shown)
    json.loads(page.partition("<code>")[2].partition("<p>")[0])


def _toml(body):
    if any(value is None or isinstance(value, dict) or (isinstance(value, list) and None in value) for value in body.values()):
        raise ValueError(body)
    if any(isinstance(item, (dict, list)) for value in body.values() if isinstance(value, list) for item in value):
        raise ValueError(body)
    lines = [f"{key if key.isidentifier() else json.dumps(key)} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in body.items()]
    return "[shot]\n" + "".join(lines)


def _javascript(write_prompt, start, end):
    """Write names without quotes where that is possible."""

    def write(body):
        lines = [start]
        for key, value in body.items():
            name = key if key.isidentifier() else json.dumps(key)
            is_prompt = key == "prompt" and isinstance(value, str)
            lines.append(f"  {name}: {write_prompt(value) if is_prompt else json.dumps(value, ensure_ascii=False)},")
        return "\n".join([*lines, end, ""])

    return write


def _template(text):
    return "`" + text.replace("\\", "\\\\").replace("`", "\\`").replace("${", "\\${").replace("\r", "\\r") + "`"


def _single_quoted(text):
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r") + "'"


def _javascript_piece(text):
    return re.sub(r"\\(.)", lambda match: {"n": "\n", "r": "\r"}.get(match[1], match[1]), text)


def _javascript_value(text):
    if text[0] in "'`":
        return _javascript_piece(text[1:-1])
    return text if text.isidentifier() and text not in {"true", "false", "null"} else json.loads(text)


def _code_piece(text):
    return re.sub(r"\\(.)", lambda match: {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}.get(match[1], match[1]), text)


def _java_block(body):
    lines = _json(body).replace("\\", "\\\\").splitlines()
    if any(line != line.rstrip() for line in lines):
        raise ValueError(body)
    block = "\n".join(f"        {line}" for line in lines)
    return f'class Send {{\n  void send() {{\n    seedance.post("""\n{block}\n        """);\n  }}\n}}\n'


def _go_raw(body):
    text = _json(body)
    if "`" in text:
        raise ValueError(body)
    return f"package main\n\nfunc main() {{\n\tseedance.Post(`{text}`)\n}}\n"


def _in_block(read):
    return lambda text: read(_code_piece(text))


def _without_errors(language, function="language"):
    def check(text):
        from tree_sitter import Language, Parser

        parsed = Parser(Language(getattr(import_module(language), function)())).parse(text.encode())
        if parsed.root_node.has_error:
            raise SyntaxError(text)

    return check


def _notebook(body):
    source = _python(body).splitlines(keepends=True)
    cell = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": source}
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}, indent=1, ensure_ascii=False) + "\n"


def _valid_notebook(text):
    book = json.loads(text)
    assert book.keys() == {"cells", "metadata", "nbformat", "nbformat_minor"}
    for cell in book["cells"]:
        ast.parse("".join(cell["source"]))


_CURL = '#!/bin/sh\nset -eu  # don\'t go on\n\ncurl -sS -X POST https://api.example.com/v1/clips \\\n  -H "Authorization: Bearer $KEY" '


def _shell_single(body):
    return _CURL + "-d '" + _json(body).replace("'", "'\\''") + "'\n"


def _shell_here(body):
    return _CURL + "--data @- <<EOF | jq .id\n" + re.sub(r"([$`\\])", r"\\\1", _json(body)) + "\nEOF\n"


def _in_single(read):
    # The place of a quote is what stands between the two parts in quotes: `\\'`.
    return lambda text: read(re.sub(r"'\\''|\A\\''?|'\\'\Z", "'", text))


def _in_here(read):
    return lambda text: read(re.sub(r"\\([$`\\])", r"\1", text))


def _valid_shell(text):
    script, _, here = text.partition("<<EOF | jq .id\n")
    words = shlex.split(script.replace("don't", ""))
    json.loads(_in_here(str)(here.removesuffix("EOF\n")) if here else words[-1])


def _in_notebook(read):
    return lambda text: read(json.loads(f'"{text}"'))


def _valid_lines(text):
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def _valid_markdown(text):
    from markdown_it import MarkdownIt

    blocks = [token for token in MarkdownIt().parse(text) if token.type == "fence"]
    assert [block.info for block in blocks] == ["json"]
    json.loads(blocks[0].content)


def _dialects() -> Iterator[Dialect]:
    for name, write, piece, value in (
        ("JSON", _json, _json_piece, json.loads),
        ("JSON with escapes", _json_with_escapes, _json_piece, json.loads),
    ):
        yield Dialect(name, "shot.json", write, piece, value, json.loads)
    yield Dialect("JSON Lines", "shots.jsonl", _json_lines, _json_piece, json.loads, _valid_lines)
    for name, write_prompt, piece in (
        ("double quotes", json.dumps, _json_piece),
        ("single quotes", _single, lambda text: text.replace("''", "'")),
        ("plain", str, str),
        ("literal", _block("|-"), str),
        ("folded", _block(">-"), lambda text: text.replace("\n      ", " ")),
    ):
        yield Dialect(f"YAML, {name}", "shot.yaml", _yaml(write_prompt), piece, _yaml_value, _yaml_value)
    adjacent = lambda text: ast.literal_eval(f'"{text}"'.replace("\n    ", " "))  # noqa: E731
    yield Dialect("Python", "send.py", _python, _python_piece, ast.literal_eval, ast.parse)
    yield Dialect("Python, adjacent strings", "send.py", _python_with_adjacent_strings, adjacent, ast.literal_eval, ast.parse)
    yield Dialect("Markdown", "shot.md", _markdown, _json_piece, json.loads, _valid_markdown)
    yield Dialect("HTML", "shot.html", _html, _html_piece, _html_value, _valid_html)
    yield Dialect("TOML", "shot.toml", _toml, _json_piece, _javascript_value, tomllib.loads)
    yield Dialect(
        "JavaScript, template", "send.js", _javascript(_template, "await client.send({", "});"), _javascript_piece, _javascript_value,
        _without_errors("tree_sitter_javascript"),
    )  # fmt: skip
    yield Dialect(
        "TypeScript, single quotes", "send.ts", _javascript(_single_quoted, "export const shot: Shot = {", "} satisfies Shot;"),
        _javascript_piece, _javascript_value, _without_errors("tree_sitter_typescript", "language_typescript"),
    )  # fmt: skip
    yield Dialect(
        "Java, text block", "Send.java", _java_block, _in_block(_json_piece), _in_block(json.loads), _without_errors("tree_sitter_java")
    )
    yield Dialect("Go, raw string", "send.go", _go_raw, _json_piece, json.loads, _without_errors("tree_sitter_go"))
    yield Dialect("shell", "send.sh", _shell_single, _in_single(_json_piece), _in_single(json.loads), _valid_shell)
    yield Dialect("shell, here-document", "send.sh", _shell_here, _in_here(_json_piece), _in_here(json.loads), _valid_shell)
    yield Dialect("notebook", "shot.ipynb", _notebook, _in_notebook(_python_piece), _in_notebook(ast.literal_eval), _valid_notebook)


DIALECTS = [*_dialects()]
