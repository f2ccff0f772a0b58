"""Files that would take a careless program down: each is told in one line, in little memory, and hides nothing of the others."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.faults.runs import PROGRAM

MOST_MEMORY = 160 * 1024
"""KiB that a run may take, most of it for reading: no file of these tests but the long line has a megabyte."""
PATIENCE = 60
LARGE = 200_000_000


class Ended(NamedTuple):
    """What a run left, and its largest extent in memory in KiB."""

    code: int
    out: str
    err: str
    peak: int


WATCH = f"""
import os, resource, signal, sys
child = os.fork()
if child == 0:
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    signal.alarm({PATIENCE})  # whoever waits for a pipe is ended
    os.execv(sys.argv[2], sys.argv[2:])
_, status, usage = os.wait4(child, 0)
with open(sys.argv[1], "w") as told:
    print(os.waitstatus_to_exitcode(status), usage.ru_maxrss, file=told)
"""
"""Runs a program from a small process: what the system counts as a child's memory begins with that of the process which starts it."""


def check(folder: Path, *arguments: str) -> Ended:
    """Run `check` to its end, with its memory counted by the system."""
    command = [sys.executable, "-I", "-S", "-c", WATCH, folder / "told", *PROGRAM, "check", *arguments]
    with (folder / "out").open("w+b") as out, (folder / "err").open("w+b") as err:
        subprocess.run(command, cwd=folder, stdout=out, stderr=err, check=True)
        texts = []
        for stream in (out, err):
            stream.seek(0)
            texts.append(stream.read().decode())
    code, peak = (folder / "told").read_text().split()
    return Ended(int(code), *texts, int(peak))


def bomb(levels: int) -> str:
    lines = ["prompt: boom", "a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    return "\n".join([*lines, *(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]" for level in range(1, levels))])


def merge_bomb(levels: int) -> str:
    lines = ["prompt: boom", "a0: &a0 {" + ", ".join(f"k{number}: v" for number in range(1000)) + "}"]
    return "\n".join([*lines, *(f"a{level}: &a{level}\n  <<: [{', '.join([f'*a{level - 1}'] * 10)}]" for level in range(1, levels))])


DEEP = 100_000
LISTS = "[" * DEEP + "]" * DEEP
PROMPT = '{"prompt": "@Image1 as scene", "x": '
TEXTS = {
    "lists.yaml": (bomb(60), "more than 1,000,000 values"),
    "merges.yaml": (merge_bomb(60), "more than 1,000,000 values"),
    "aliases.yaml": (f"prompt: boom\na: &a [{', '.join(['x'] * 9)}]\nb: [{'*a, ' * 300_000}]", "more than 1,000,000 values"),
    "itself.yaml": ("prompt: &a [*a]", "inside the value"),
    "deep.json": (PROMPT + LISTS + "}", "nested too deeply"),
    "open.json": (PROMPT + "[" * DEEP, "nested too deeply"),
    "objects.json": (PROMPT + '{"a": ' * DEEP + "1" + "}" * DEEP + "}", "nested too deeply"),
    "deep.jsonl": (PROMPT + LISTS + "}", "nested too deeply"),
    "deep.yaml": (f"prompt: boom\nx: {LISTS}", "too deeply"),
    "blocks.yaml": ("prompt: boom\n" + "- " * DEEP + "x", "line 2"),
    "deep.toml": (f"prompt = 'boom'\nx = {LISTS}", "nested too deeply"),
    "names.toml": (f"prompt = 'boom'\n{'a.' * DEEP}b = 1", "nested too deeply"),
    "deep.py": (f"f(prompt='@Image1', x={LISTS})", "nested"),
    "unary.py": (f"f(prompt='@Image1', x={'-' * DEEP}1)", "nested"),
    "deep.js": (f"f({{prompt: 'boom', x: {LISTS}}})", "nested too deeply"),
    "deep.md": (f"```json\n{PROMPT}{LISTS}}}\n```\n", None),
    "quotes.md": ("> " * DEEP + "```json\n" + "> " * DEEP + '{"prompt": oops}', None),
    "deep.ipynb": ('{"prompt": 1, "cells": ' + LISTS + "}", "nested too deeply"),
    "syntax.py": ("def shot(:\n    send(prompt='@Image1')\n", "line 1, column 10: broken Python: invalid syntax"),
    "half.py": ("send({'prompt': '@Image1 as scene'", "line 1, column 6: broken Python: '{' was never closed"),
    "tabs.py": ("if a:\n\tb(prompt='@Image1')\n        c()\n", "inconsistent use of tabs"),
    "utf16.json": ('{"prompt": "@Image1"}'.encode("utf-16"), "line 1: this is UTF-16; save the file as UTF-8"),
    "utf16.jsonl": (('{"prompt": "@Image1"}\n' * 99).encode("utf-16-be").join([b"\xfe\xff", b""]), "line 1: this is UTF-16; save the file as UTF-8"),
    "latin.yaml": (b"prompt: a\nnote: caf\xe9\n", "line 2: byte 0xe9 is not UTF-8"),
    "gbk.txt": ("@图片1作为首帧".encode("gbk"), "is not UTF-8"),
    "mixed.jsonl": (b'{"prompt": "a"}\n' + '{"prompt": "é"}\n'.encode("latin-1") + b'{"prompt": "b"}\n', "line 2: byte 0xe9 is not UTF-8"),
    "binary.json": (b'{"prompt": "\x00"}', "line 1: a NUL byte, so this is not a text file"),
}  # fmt: skip


def write(folder: Path, name: str) -> None:
    text = TEXTS[name][0]
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())


def told(ended: Ended) -> list[str]:
    assert "Traceback" not in ended.err
    return [line for line in ended.err.splitlines() if line.startswith("seedance-lint: ")]


@pytest.mark.parametrize("name", [name for name, (_, message) in TEXTS.items() if message])
def test_a_hostile_text_is_told_in_one_line(tmp_path, name):
    write(tmp_path, name)
    ended = check(tmp_path, name)
    (line,) = told(ended)
    assert line.startswith(f"seedance-lint: {name}: ")
    assert TEXTS[name][1] in line
    assert len(line) < 250
    assert (ended.code, ended.out) == (2, "")
    assert "could not be checked" in ended.err.splitlines()[-1]
    assert ended.peak < MOST_MEMORY


def special(folder: Path) -> dict[str, str]:
    """Make what is no file, and say what each is told."""
    os.mkfifo(folder / "pipe.json")
    (folder / "zero.json").symlink_to("/dev/zero")
    (folder / "folder.json").mkdir()
    (folder / "gone.json").symlink_to("nowhere")
    (folder / "circle.json").symlink_to("circle.json")
    return {
        "pipe.json": "is a named pipe, not a file",
        "zero.json": "is a device, not a file",
        "gone.json": "a link to `nowhere`, which is not there",
        "circle.json": "cannot be read: too many levels of symbolic links",
    }


def test_what_is_no_file(tmp_path):
    messages = special(tmp_path)
    for name, message in messages.items():
        ended = check(tmp_path, name)
        (line,) = told(ended)
        assert message in line
        assert (ended.code, ended.out) == (2, "")


def test_all_of_them_together_hide_nothing(tmp_path):
    """A folder of them, a link that leads out of it, and one good file."""
    tree, outside = tmp_path / "tree", tmp_path / "outside"
    tree.mkdir()
    outside.mkdir()
    (outside / "secret.json").write_text('{"prompt": "@Image0"}')
    for name in TEXTS:
        write(tree, name)
    special(tree)
    (tree / "link.json").symlink_to(outside / "secret.json")
    (tree / "links").symlink_to(outside)
    (tree / "good.json").write_text('{"prompt": "@Image0 as scene"}')
    ended = check(tmp_path, "tree", "--jobs", "2", "--output-format", "concise")
    assert ended.code == 2
    lines = {line.split(": ")[1].removeprefix("tree/"): line for line in told(ended)}
    links = {"link.json", "links"}
    for name in links:
        assert "is a link that leads out of the folder" in lines[name]
    expected = {name for name, (_, message) in TEXTS.items() if message} | {"pipe.json", "zero.json", "gone.json", "circle.json"}
    assert expected | links == lines.keys() - {"quotes.md"}
    assert "secret" not in ended.out
    assert "tree/good.json:1:13: error zero-index" in ended.out
    assert ended.peak < MOST_MEMORY


@pytest.fixture(scope="module")
def long_line(tmp_path_factory):
    """One line of 200 MB that is JSON, a line of JSON, YAML and Python."""
    folder = tmp_path_factory.mktemp("long")
    try:
        with (folder / "long.json").open("wb") as file:
            file.write(b'{"prompt": "@Image1 as scene. ')
            for _ in range(LARGE // 1_000_000):
                file.write(b"lanterns " * 111_111)
            file.write(b'"}')
        for suffix in ("jsonl", "yaml", "py"):
            (folder / f"long.{suffix}").hardlink_to(folder / "long.json")
        yield folder
    finally:
        shutil.rmtree(folder)


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["json", "jsonl", "yaml", "py"])
def test_a_line_of_200_megabytes(long_line, suffix):
    ended = check(long_line, f"long.{suffix}")
    (line,) = told(ended)
    said = "line 1: longer than 67,108,864 bytes" if suffix == "jsonl" else "is larger than 67,108,864 bytes"
    assert f"long.{suffix}: {said} (max-file-bytes)" in line
    assert (ended.code, ended.out) == (2, "")
    assert ended.peak < MOST_MEMORY


@pytest.mark.slow
def test_lines_around_one_of_200_megabytes_are_linted(long_line, tmp_path):
    name = tmp_path / "shots.jsonl"
    with name.open("wb") as file:
        file.write(b'{"prompt": "@Image0"}\n')
        with (long_line / "long.json").open("rb") as line:
            shutil.copyfileobj(line, file)
        file.write(b'\n{"prompt": "@Image0 again"}\n')
    try:
        ended = check(tmp_path, "shots.jsonl", "--output-format", "concise", "--jobs", "2")
    finally:
        name.unlink()
    assert [line.partition(" ")[0] for line in ended.out.splitlines()] == ["shots.jsonl:1:13:", "shots.jsonl:3:13:"]
    assert ended.code == 2
    assert ended.peak < MOST_MEMORY
