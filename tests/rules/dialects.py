"""One request body written in many ways, and how each reads a piece of its own text back."""

import ast
import json
from collections.abc import Callable
from typing import NamedTuple

import yaml


class Dialect(NamedTuple):
    """A way to write a request body, and to read back a piece of its prompt, or a value elsewhere."""

    name: str
    path: str
    write: Callable[[dict], str]
    """Raises ValueError for what this way cannot write."""
    piece: Callable[[str], str]
    """What a part of the prompt's text stands for, without quotes."""
    value: Callable[[str], object]
    """What the text of a whole value stands for."""


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


def _yaml(write_prompt):
    def write(body):
        lines = ["# A shot.", "shot:"]
        for key, value in body.items():
            is_prompt = key == "prompt" and isinstance(value, str)
            lines.append(f"  {json.dumps(key)}: {write_prompt(value) if is_prompt else json.dumps(value, ensure_ascii=False)}")
        text = "\n".join(lines) + "\n"
        try:
            same = yaml.safe_load(text)["shot"] == body
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


def _toml(body):
    if any(value is None or isinstance(value, dict) or (isinstance(value, list) and None in value) for value in body.values()):
        raise ValueError(body)
    if any(isinstance(item, (dict, list)) for value in body.values() if isinstance(value, list) for item in value):
        raise ValueError(body)
    return "[shot]\n" + "".join(f"{json.dumps(key)} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in body.items())


DIALECTS = [
    Dialect("JSON", "shot.json", _json, _json_piece, json.loads),
    Dialect("JSON with escapes", "shot.json", _json_with_escapes, _json_piece, json.loads),
    Dialect("JSON Lines", "shots.jsonl", _json_lines, _json_piece, json.loads),
    Dialect("YAML, double quotes", "shot.yaml", _yaml(json.dumps), _json_piece, yaml.safe_load),
    Dialect("YAML, single quotes", "shot.yaml", _yaml(_single), lambda text: text.replace("''", "'"), yaml.safe_load),
    Dialect("YAML, plain", "shot.yaml", _yaml(str), lambda text: text, yaml.safe_load),
    Dialect("YAML, literal", "shot.yaml", _yaml(_block("|-")), lambda text: text, yaml.safe_load),
    Dialect("YAML, folded", "shot.yaml", _yaml(_block(">-")), lambda text: text.replace("\n      ", " "), yaml.safe_load),
    Dialect("Python", "send.py", _python, _python_piece, ast.literal_eval),
    Dialect("Python, adjacent strings", "send.py", _python_with_adjacent_strings, lambda text: ast.literal_eval(f'"{text}"'.replace("\n    ", " ")), ast.literal_eval),
    Dialect("Markdown", "shot.md", _markdown, _json_piece, json.loads),
    Dialect("TOML", "shot.toml", _toml, _json_piece, json.loads),
]  # fmt: skip
