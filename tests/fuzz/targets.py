"""What must hold, one function a target; each takes one random input."""

import io
import json
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from hypothesis import assume
from hypothesis import strategies as st

from seedance_lint.config import Settings
from seedance_lint.config.configuration import Configuration, Overrides
from seedance_lint.hosts import HostFailure, Passed, Root, host_for, suffixes
from seedance_lint.hosts.javascript.strings import ScriptPart
from seedance_lint.hosts.located import Template
from seedance_lint.hosts.scalars import resolve
from seedance_lint.linter import read
from seedance_lint.linter.fixes import fix_document
from seedance_lint.linter.lint import Linter
from seedance_lint.linter.rewrite import Fixing
from seedance_lint.linter.run import Input, lint_inputs
from seedance_lint.profiles import load_profile
from seedance_lint.reporters.base import Run
from seedance_lint.reporters.registry import FORMATS, load_report
from seedance_lint.requests import find_requests
from seedance_lint.rules.engine import Finding
from seedance_lint.source import SourceDocument, Span
from seedance_lint.syntax import parse

from ..hosts.places import pieces as characters
from ..hosts.places import strings
from ..rules.dialects import DIALECTS
from ..trust.runner import commands
from . import configuration, edits, growth, material, servers, values


class Target(NamedTuple):
    """Inputs, and what must hold for each. ``share`` is how many of a hundred examples of a short run it is worth."""

    inputs: st.SearchStrategy[Any]
    check: Callable[[Any], None]
    share: int = 100


def grammar(text: str) -> None:
    """Parsing never fails, loses nothing, and every span is where it says."""
    prompt = parse(text)
    assert "".join(child.text for child in prompt.children) == text
    at = 0
    for child in prompt.children:
        assert child.span.start == at
        assert text[slice(*child.span)] == child.text
        at = child.span.end
    for reference in prompt.references:
        for node in (*reference.tags, *reference.roles):
            assert 0 <= node.span.start < node.span.end <= len(text)
            assert text[slice(*node.span)] == node.text
        for tag in reference.tags:
            assert reference.span.start <= tag.span.start
            assert tag.span.end <= reference.span.end


def rules(example: tuple[str, dict[str, object]]) -> None:
    """No rule of any profile fails on any body, and every finding has a place and a message."""
    name, body = example
    linter = LINTERS.setdefault(name, Linter(Settings(load_profile(name), select=("ALL",))))
    for request in find_requests(body, linter.profile).found:
        for found in linter.check(request):
            assert isinstance(found, Finding), found
            assert found.violation.message
            at = found.violation.at
            if isinstance(at, Span):
                assert 0 <= at.start <= at.end <= len(request.prompt)


LINTERS: dict[str, Linter] = {}


def host(suffix: str) -> Target:
    """A host reads any text without an exception; what it reads stands where it says."""
    path = f"x{suffix}"
    reader = host_for(path)
    assert reader is not None
    linter = Linter(Settings(load_profile("seedance-2.0")))

    def check(text: str) -> None:
        document = SourceDocument(path, text)
        roots = list(reader.roots(document))
        assert sum(isinstance(root, HostFailure) for root in roots) <= 1 + text.count("\n") + text.count("\r")
        for root in roots:
            if isinstance(root, HostFailure):
                assert 0 <= root.offset <= len(text)
                assert root.message
            elif isinstance(root, Passed):
                assert 0 <= root.offset <= len(text)
            else:
                _stands_where_it_says(root, text)
        if suffix == ".json":
            _agrees_with_the_library(roots, text)
        for comment in reader.comments(document):
            assert 0 <= comment.span.start <= comment.span.end <= len(text)
        result = linter.lint(document, reader)
        for found in result.diagnostics:
            assert 0 <= found.start.offset <= found.end.offset <= len(text)

    return Target(material.texts_of(suffix[1:]), check, share=60)


def program(example: tuple[str, str]) -> None:
    """Names that lead anywhere, themselves included, are followed once: each mapping is one value, and its places are right."""
    path, text = example
    reader = host_for(path)
    assert reader is not None
    began = time.process_time()
    roots = [root for root in reader.roots(SourceDocument(path, text)) if isinstance(root, Root)]
    assert time.process_time() - began < 2
    assert len({root.tree().span for root in roots}) == len(roots)
    for root in roots:
        _stands_where_it_says(root, text)
        _is_whole(root, text)


def _is_whole(root: Root, text: str) -> None:
    """A plain string of a script ends where its quote is, or where its line ends without one."""
    for path, _ in strings(root.value):
        node = root.tree().find(path)
        parts = getattr(node.form, "parts", ()) if node is not None else ()
        if len(parts) == 1 and isinstance(parts[0], ScriptPart) and parts[0].quote:
            assert text[parts[0].span.end : node.span.end][:1] in ("", parts[0].quote)


def _stands_where_it_says(root: Root, text: str) -> None:
    tree = root.tree()
    assert 0 <= tree.span.start <= tree.span.end <= len(text)
    for path, value in strings(root.value):
        node = tree.find(path)
        if node is None or node.form is None:
            continue
        assert 0 <= node.span.start <= node.span.end <= len(text)
        made = node.form.source_map(text)
        if made is None:
            continue
        assert isinstance(value, Template) or made.value == value
        at = 0
        for character, span in characters(made):
            assert node.span.start <= span.start < span.end <= len(text)
            assert span.end <= node.span.end or (
                not character.strip() and not text[node.span.end : span.start].strip()
            )  # white space that ends a block
            assert span.start >= at
            at = span.start


def _agrees_with_the_library(roots: list[Root | HostFailure], text: str) -> None:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        assert any(isinstance(root, HostFailure) for root in roots)
        return
    (root,) = roots
    assert isinstance(root, Root), root.message
    assert repr(root.value) == repr(value)  # NaN is not itself


def decode(dialect_number: int) -> Target:
    """The text of a file at the place of some characters of a prompt stands for those characters."""
    dialect = DIALECTS[dialect_number]

    def check(example: tuple[dict[str, object], float, float]) -> None:
        body, first, second = example
        assume(dialect.name != "YAML, plain" or isinstance(resolve(body["prompt"]), str))  # the library that wrote it follows YAML 1.1
        try:
            text = dialect.write(body)
        except ValueError:
            assume(False)
        reader = host_for(dialect.path)
        assert reader is not None
        document = SourceDocument(dialect.path, text)
        found = [
            (root, request)
            for root in reader.roots(document)
            if isinstance(root, Root)
            for request in find_requests(root.value, load_profile("seedance-2.0")).found
        ]
        assume(len(found) == 1)  # what looks like no prompt to a host
        ((root, request),) = found
        assert request.prompt == body["prompt"]
        node = root.tree().find(request.prompt_path)
        assert node is not None
        assert node.form is not None
        made = node.form.source_map(text)
        if made is None:
            return  # it says so; that is allowed, and other tests count it
        start, end = sorted(int(part * (len(request.prompt) + 1)) for part in (first, second))
        if start < end:
            span = made.to_file(Span(start, end))
            assert dialect.piece(text[slice(*span)]) == request.prompt[start:end]

    part = st.floats(0, 1, exclude_max=True)
    return Target(st.tuples(material.good_bodies, part, part), check, share=40)


def fixer(example: tuple[dict[str, object], int, bool]) -> None:
    """Fixes come to an end, do nothing when repeated, and leave a file that can be read, with the same number of prompts."""
    body, number, unsafe = example
    dialect = DIALECTS[number]
    reader = host_for(dialect.path)
    assume(reader is not None)
    assert reader is not None
    try:
        text = dialect.write(body)
    except ValueError:
        assume(False)
    linter = Linter(Settings(load_profile("seedance-2.0"), select=("ALL",)))
    document = SourceDocument(dialect.path, text)
    before = linter.lint(document, reader)
    fixed = fix_document(document, lambda each: linter.lint(each, reader), unsafe=unsafe)
    assert fixed.settled
    assert len(fixed.result.failures) <= len(before.failures)
    assert fixed.result.summary.prompts == before.summary.prompts
    assert fixed.result == linter.lint(fixed.document, reader)
    again = fix_document(fixed.document, lambda each: linter.lint(each, reader), unsafe=unsafe)
    assert again.document.text == fixed.document.text
    assert not again.applied


def jobs(example: tuple[list[tuple[dict[str, object], int]], bool]) -> None:
    """One process and two find the same, and write the same."""
    bodies, fixing = example
    outcomes = []
    for count in (1, 2):
        with tempfile.TemporaryDirectory() as folder:
            for number, (body, chosen) in enumerate(bodies):
                dialect = DIALECTS[chosen]
                try:
                    text = dialect.write(body)
                except ValueError:
                    text = json.dumps(body)
                Path(folder, f"{number:02}-{dialect.path}").write_text(text, encoding="utf-8", newline="")
            inputs = [Input(str(path)) for path in sorted(Path(folder).iterdir())]
            configuration = Configuration(Overrides(isolated=True, select=("ALL",)))
            results = list(lint_inputs(inputs, configuration, count, fixing=Fixing(unsafe=True) if fixing else None))
            shown = repr(results).replace(folder, "")
            outcomes.append((shown, [path.read_bytes() for path in sorted(Path(folder).iterdir())]))
    assert outcomes[0] == outcomes[1]


def parts(example: tuple[bytes, int, int]) -> None:
    """A file that is read in parts has the lines, offsets and faults of the whole."""
    data, size, limit = example
    with mock.patch.object(read, "PART_BYTES", size):
        found = list(read.read_parts("x.jsonl", io.BytesIO(data), limit))
    is_other = data.startswith((b"\xff\xfe", b"\xfe\xff"))  # UTF-16 is given up at once
    assert is_other or sum(length for _, length in found) == len(data)
    if b"\r" not in data and not is_other:
        long = {number for number, line in enumerate(data.split(b"\n"), 1) if len(line) > limit}
        assert long <= {part.line for part, _ in found if not isinstance(part, SourceDocument)}
    line, offset = 1, 0
    for part, _ in found:
        if isinstance(part, SourceDocument):
            assert part.first_line == line
            assert part.first_offset == offset
            line += part.text.count("\n") + part.text.replace("\r\n", "").count("\r")
            offset += len(part.text)
        else:
            assert part.line == line
            return  # what follows counts from there; how much that was is not known here
    assert offset == len(data.removeprefix(b"\xef\xbb\xbf").decode())


def reporters(example: tuple[str, str, str]) -> None:
    """No format lets a prompt, a message or a file name act on a terminal, or make lines of its own."""
    prompt, name, message = example
    linter = Linter(Settings(load_profile("seedance-2.0"), select=("ALL",)))
    reader = host_for("x.txt")
    assert reader is not None
    result = linter.lint(SourceDocument(name, prompt), reader)
    result = result._replace(diagnostics=tuple(found._replace(message=message) for found in result.diagnostics))
    for kind in FORMATS:
        written: list[str] = []
        load_report(kind)([result], Run({}, "0.1.0"), written.append)
        text = "".join(written)
        assert not set(text) & ACTIVE, (kind, text)
        assert "##[" not in text
        assert kind == "github" or list(commands(text)) == []
        if kind in {"concise", "github"}:
            assert text.count("\n") == len(result.diagnostics)
        if kind in {"json", "sarif", "gitlab"}:
            json.loads(text)
        elif kind in {"jsonl", "rdjsonl"}:
            for line in text.splitlines():
                json.loads(line)


_CONTROLS = [*range(0x0A), *range(0x0B, 0x20), *range(0x7F, 0xA0), 0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A)]
ACTIVE = frozenset(map(chr, _CONTROLS))
"""All that acts on a terminal but the line feed."""

SAME = {".yml", ".prompt", ".seedance", ".ndjson", ".cjs", ".mjs", ".cts", ".mts", ".jsx"}
"""Suffixes of files that are read like those with another."""

_known = [number for number, dialect in enumerate(DIALECTS) if host_for(dialect.path) is not None]
_lines = st.lists(st.one_of(st.binary(max_size=12), st.text(max_size=12).map(lambda text: text.encode(errors="replace"))), max_size=12)
_COMMANDS = st.sampled_from(
    ["##[add-mask]a", "::error::", " ::stop-commands::x", "##[error]::debug::", "##vso[task.setvariable]a", "#" * 3 + "teamcity[a]"]
)
_names = st.one_of(
    _COMMANDS,
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=12),
    st.binary(min_size=1, max_size=12).map(lambda name: os.fsdecode(name.replace(b"\0", b""))),
)
"""Names that a file system can give: text, and bytes that are none."""

TARGETS: dict[str, Target] = {
    "grammar": Target(material.prompts, grammar, share=300),
    "rules": Target(material.any_body, rules, share=200),
    "program": Target(material.programs, program, share=200),
    "parts": Target(st.tuples(_lines.map(b"\n".join), st.integers(1, 9), st.integers(1, 40)), parts, share=200),
    "reporters": Target(
        st.tuples(st.one_of(material.prompts, _COMMANDS.map("@Image0 {}".format)), _names, st.one_of(_COMMANDS, st.text(min_size=1))),
        reporters,
        share=60,
    ),
    "fixer": Target(st.tuples(material.good_bodies, st.sampled_from(_known), st.booleans()), fixer, share=100),
    "values": Target(values.examples, values.values, share=150),
    "growth": Target(growth.rows, growth.grows, share=2),
    "edits": Target(edits.examples, edits.edits, share=60),
    "configuration": Target(configuration.files, configuration.configuration, share=100),
    "editor": Target(servers.changes, servers.editor, share=30),
    "online": Target(servers.answers, servers.online, share=20),
    "jobs": Target(
        st.tuples(st.lists(st.tuples(material.good_bodies, st.sampled_from(_known)), min_size=20, max_size=60), st.booleans()),
        jobs,
        share=5,
    ),
    **{f"host{suffix}": host(suffix) for suffix in sorted(suffixes() - SAME)},
    **{f"decode {DIALECTS[number].name}": decode(number) for number in _known},
}
