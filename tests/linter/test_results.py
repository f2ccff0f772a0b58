"""All that a run gives back of its inputs, field by field: what reports are made of."""

import io
import json
import re
from pathlib import Path

import pytest

from seedance_lint.config import Settings
from seedance_lint.config.configuration import Configuration, Overrides
from seedance_lint.hosts import host_for
from seedance_lint.linter.lint import Linter
from seedance_lint.linter.run import Input, lint_inputs
from seedance_lint.profiles import load_profile
from seedance_lint.rules.registry import all_rules
from seedance_lint.source import SourceDocument, Span
from seedance_lint.source.line_index import Position

BODY = {"model": "seedance-2.0", "prompt": "@Image1 as scene, then @Image3.", "image_urls": ["https://example.com/a.png?token=s3cr3t0"]}
KNOWN = {"model": "doubao-seedance-2-0-260128", "prompt": "Image 1 walks.", "ratio": "5:4"}
SHARED = {"model": "bytedance/seedance-2.0", "prompt": "@image1 and @image2 walk.", "duration": 99}
RESOLD = {"model": "acme/seedance-2.0-pro", "prompt": "[image1] walks, @Image5.", "image_urls": ["https://example.com/a.png"]}
OTHER = {"model": "kling-v2", "prompt": "@Image1", "image_urls": ["https://example.com/a.png"]}

FILES = {
    "one.json": json.dumps(BODY, indent=1),
    "several.yaml": "# seedance-lint: ignore-file[unused-asset]\n" + json.dumps([KNOWN, SHARED, RESOLD, OTHER], indent=1),
    "send.py": (
        "import fal_client\n"
        'fal_client.submit("fal-ai/bytedance/seedance-2.0", arguments={"prompt": read(), "image_urls": [url]})\n'
        'fal_client.submit("fal-ai/bytedance/seedance-2.0", arguments={"prompt": "@Image0 runs.", "duration": 5})\n'
    ),
    "lines.jsonl": json.dumps(BODY)
    + "\n{broken\n\n"
    + json.dumps(OTHER)
    + "\n\xff\n".encode("latin-1").decode("utf-8", "surrogateescape")
    + json.dumps(BODY),
    "none.jsonl": "{}\n",
    "none.json": "{}",
    "garbage.json": '{"a": ',
    "broken.json": '{"prompt": \n',
    "page.md": "# Shots\n\n@Image1 as scene, and @Image0.\n\n```json\n" + json.dumps(BODY) + "\n```\n",
    "notes.rst": "@Image1",
    "still.png": "",
    "Makefile": "",
    "pair.txt": "@Image1 and @Image3 walk.\n---\n@Image1, then @Image1 and @Image 2.\n",
}
STREAMS = {
    "-": ' \n{"prompt": "@Image0"}',
    "-1": '[{"prompt": "@Image0"}]',
    "-2": '[\n {"prompt": "@Image0"}]',
    "-3": "[Image1] and @Image0",
    "-4": "",
    "in.jsonl": '{"prompt": "@Image0"}\n',
}  # fmt: skip


def plain(value):
    """Return a value as text, or as plain values: records with their names, and without what is not set."""
    if isinstance(value, Position):
        return f"{value.line}:{value.column}@{value.offset}"
    if isinstance(value, Span):
        return f"{value.start}-{value.end}"
    if hasattr(value, "_asdict"):
        return {key: shown for key, each in value._asdict().items() if (shown := plain(each)) not in (None, "", [], {}, 0, "0-0")}
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple, frozenset)):
        return [plain(each) for each in value]
    return value


def lines_of(result):
    """Yield what a result holds, a line for each thing."""
    for name, value in plain(result).items():
        for each in value if isinstance(value, list) else [value]:
            yield f"  {name}: {each if isinstance(each, str) else json.dumps(each, ensure_ascii=False)}"
    yield ""


def told(inputs, **overrides):
    """Return all that is given back."""
    advanced = []
    results = lint_inputs(inputs, Configuration(Overrides(isolated=True, **overrides)), 1, advance=advanced.append)
    lines = [line for each in results for line in lines_of(each)]
    return _CITED.sub(", checked …", "\n".join([*lines, f"bytes: {advanced}", ""]))


_CITED = re.compile(r', checked [\d-]+: [^"]*')
"""Where a provider's number was read: the profiles' own tests look at that."""


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        Path(name).write_bytes(text.encode("utf-8", "surrogateescape"))


def test_files(files, file_regression):
    inputs = [Input(name) for name in (*FILES, "nothing.json", "one.jsno", "a prompt", "@Image1")]
    file_regression.check(told(inputs, verbose=True, anchored=True), encoding="utf-8")


def test_files_with_what_was_understood(files, file_regression):
    file_regression.check(
        told([Input(name) for name in ("one.json", "several.yaml", "page.md", "send.py")], described=True, suppressions=False)
    )


def test_files_of_a_walk(files, file_regression):
    file_regression.check(
        told([Input(name, walked=True) for name in ("one.json", "none.json", "garbage.json", "broken.json", "none.jsonl", "lines.jsonl")]),
        encoding="utf-8",
    )


def test_streams(file_regression):
    file_regression.check(told([Input(name, io.BytesIO(text.encode())) for name, text in STREAMS.items()]), encoding="utf-8")


def test_files_of_the_command_line(files, file_regression):
    media = {"image": ("https://example.com/a.png", None), "video": ("https://example.com/a.mp4",)}
    file_regression.check(told([Input("pair.txt"), Input("one.json"), Input("send.py")], media=media), encoding="utf-8")


class Broken:
    """A host that yields the requests of a JSON file, and then fails."""

    def __init__(self, host):
        self.host = host

    def roots(self, document):
        yield from self.host.roots(document)
        raise ValueError("two\n  lines")

    def comments(self, document):
        return iter(())


def test_what_breaks_is_told_and_takes_nothing_with_it(monkeypatch, file_regression):
    document = SourceDocument("x.json", json.dumps([BODY, {**BODY, "prompt": "x" * 3000}, BODY], indent=0))
    settings = Settings(load_profile("seedance-2.0"), max_prompt_bytes=2999, described=True)

    def crash(self, ctx):
        yield from before(self, ctx)
        raise KeyError("a\n b")

    rule = type(all_rules()["unused-asset"])
    before = rule.check_request
    with monkeypatch.context() as patch:
        patch.setattr(rule, "check_request", crash)
        results = [Linter(settings).lint(document, host_for("x.json"))]
    results.append(Linter(settings).lint(document, Broken(host_for("x.json"))))
    with monkeypatch.context() as patch:
        patch.setattr(Linter, "check", lambda self, request: 1 / 0)
        results.append(Linter(settings).lint(document, host_for("x.json")))
    shown = [line for each in results for line in lines_of(each._replace(lines={}))]
    file_regression.check(re.sub(r", line \d+\)", ", line N)", "\n".join(shown)))
