"""A tree of files of all kinds, nested, some faulty, some broken, some ignored: the same one each time it is made."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from seedance_lint.hosts import suffixes
from tests.rules.dialects import DIALECTS

PROSE = " A slow tracking shot follows the lantern through the rain, past the 茶馆 and the café, until the street is empty." * 3
CLEAN = "Open on @Image1 as first frame. Replicate @Video1 camera movement." + PROSE
FAULTY = "Open on @image1 as first frame, @Image4 as scene. Replicate @Video1 camera movement." + PROSE


class Tree(NamedTuple):
    """What is in it, as paths from its top: files to lint, those of them that are broken, and the files that say what to lint and how."""

    folder: Path
    files: tuple[str, ...]
    broken: tuple[str, ...]
    governing: tuple[str, ...]


def _text(body: dict) -> str:
    urls = "".join(f"{kind}: [{', '.join(body[kind])}]\n" for kind in ("image_urls", "video_urls"))
    return f"---\n{urls}---\n{body['prompt']}\n"


def _batch(body: dict) -> str:
    return f"curl -X POST https://api.example.com/v1 ^\n  -d {json.dumps(json.dumps(body, ensure_ascii=False), ensure_ascii=False)}\n"


def _powershell(body: dict) -> str:
    return f"$body = @'\n{json.dumps(body, ensure_ascii=False)}\n'@\nInvoke-RestMethod -Uri https://api.example.com/v1 -Body $body\n"


def _component(body: dict) -> str:
    return f"<script>\nsend({json.dumps(body, ensure_ascii=False)});\n</script>\n"


def _http(body: dict) -> str:
    return f"### one\nPOST https://api.example.com/v1\nContent-Type: application/json\n\n{json.dumps(body, ensure_ascii=False)}\n"


def _table(separator: str) -> Callable[[dict], str]:
    def write(body: dict) -> str:
        cells = [", ".join(value) if isinstance(value, list) else value for value in body.values()]
        return separator.join(body) + "\n" + separator.join(f'"{cell}"' for cell in cells) + "\n"

    return write


def _code(start: str, pair: str, end: str, items: str, body: dict) -> str:
    def written(value: object) -> str:
        return items.format(", ".join(map(written, value))) if isinstance(value, list) else json.dumps(value, ensure_ascii=False)

    return start + ", ".join(pair.format(json.dumps(name), written(value)) for name, value in body.items()) + end


_CODE = {
    ".php": ("<?php\nsend([", "{} => {}", "]);\n", "[{}]"),
    ".cs": ("var body = new Dictionary<string, object> { ", "[{}] = {}", " };\n", "new[] {{ {} }}"),
    ".rb": ("send({", "{} => {}", "})\n", "[{}]"),
    ".kt": ("val body = mapOf(", "{} to {}", ")\n", "listOf({})"),
    ".rs": ("fn f() { send(json!({", "{}: {}", "})) }\n", "[{}]"),
    ".kts": ("val body = mapOf(", "{} to {}", ")\n", "listOf({})"),
}
"""Languages in which the parts of a mapping are written alike but for their signs."""


def writers() -> list[tuple[str, Callable[[dict], str]]]:
    """Return every way to write a request down, each with the suffix of its file: all that hosts know."""
    known: list[tuple[str, Callable[[dict], str]]] = [("." + each.path.rpartition(".")[2], each.write) for each in DIALECTS]
    by_suffix = dict(known)
    alike = {".jsonc": ".json", ".ndjson": ".jsonl", ".yml": ".yaml", ".markdown": ".md", ".mdx": ".md", ".qmd": ".md", ".rmd": ".md", ".htm": ".html", ".mjs": ".js", ".cjs": ".js", ".jsx": ".js", ".mts": ".ts", ".cts": ".ts", ".tsx": ".ts", ".bash": ".sh", ".zsh": ".sh"}  # fmt: skip
    known += [(suffix, by_suffix[other]) for suffix, other in alike.items()]
    known += [(suffix, _text) for suffix in (".txt", ".prompt", ".seedance")]
    known += [(suffix, _batch) for suffix in (".bat", ".cmd")] + [(suffix, _http) for suffix in (".http", ".rest")]
    known += [(suffix, _component) for suffix in (".vue", ".svelte", ".astro")]
    known += [(suffix, _powershell) for suffix in (".ps1", ".psm1")]
    known += [(suffix, partial(_code, *parts)) for suffix, parts in _CODE.items()]
    known += [(".csv", _table(",")), (".tsv", _table("\t"))]
    return known


WRITERS = writers()
FOLDERS = ("", "reel 1", "reel 1/scene_2", "reel 1/scene_2/take", "reel 2", "reel 2/参考", "reel 3/a/b/c/d/e", "reel 3/a")
OTHERS = {"notes.css": b"a{}", "clip.mp4": bytes(64), "LICENSE.txt": b"@Image0", "Makefile": b"all:\n", "no prompt.json": b'{"a": 1}'}
GOVERNING = {
    ".gitignore": "out/\n*.tmp.json\n!keep.tmp.json\n",
    "seedance-lint.toml": "[severity]\nundefined-reference = 'warning'\n",
    "reel 1/scene_2/.gitignore": "draft-*\n",
    "reel 2/seedance-lint.toml": "extend = '../seedance-lint.toml'\nignore = ['nonstandard-tag']\n",
    "reel 3/pyproject.toml": "[tool.seedance-lint.per-file-ignores]\n'a/b/' = ['undefined-reference']\n",
}


def make(folder: Path, count: int) -> Tree:
    """Make a tree with so many files to lint, and some more that are not to be linted."""
    assert {suffix for suffix, _ in WRITERS} == suffixes()
    for name in FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name, text in GOVERNING.items():
        (folder / name).write_text(text, encoding="utf-8")
    files, broken = [], []
    for number in range(count):
        suffix, write = WRITERS[number % len(WRITERS)]
        turn = number // len(WRITERS)
        name = f"{FOLDERS[number % len(FOLDERS)]}/shot-{number:04}{suffix}".lstrip("/")
        body = {
            "model": "seedance-2.0",
            "prompt": FAULTY if turn % 3 == 1 else CLEAN,
            "image_urls": [f"https://example.com/{number}.jpg"],
            "video_urls": [f"https://example.com/{number}.mp4"],
        }
        data = write(body).encode()
        if turn % 5 == 2:
            data = data[:20] + b"\xff\x00" + data[20:]
            broken.append(name)
        (folder / name).write_bytes(data)
        files.append(name)
    for where in FOLDERS:
        for name, data in OTHERS.items():
            (folder / where / name).write_bytes(data)
    files += [f"{where}/no prompt.json".lstrip("/") for where in FOLDERS]
    ignored = ("out/a.json", "reel 2/b.tmp.json", "reel 1/scene_2/draft-1.prompt", "node_modules/x/y.json")
    for name in (*ignored, "reel 2/keep.tmp.json"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(json.dumps({"prompt": "@Image0"}), encoding="utf-8")
    files.append("reel 2/keep.tmp.json")
    return Tree(folder, tuple(sorted(files)), tuple(sorted(broken)), tuple(GOVERNING))
