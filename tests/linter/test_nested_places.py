"""Places inside of a text that is JSON itself."""

import json

from seedance_lint.config import Settings
from seedance_lint.hosts import host_for, nested
from seedance_lint.linter.lint import Linter
from seedance_lint.profiles import load_profile
from seedance_lint.source import SourceDocument


def test_a_text_of_many_requests_is_read_a_few_times_for_all_of_them(monkeypatch):
    read = []
    parse = nested.parse
    monkeypatch.setattr(nested, "parse", lambda text: read.append(text) or parse(text))
    text = json.dumps({"body": json.dumps([{"prompt": "@Image0 as scene"}] * 40)})
    result = Linter(Settings(load_profile("seedance-2.0"))).lint(SourceDocument("a.json", text), host_for("a.json"))
    assert [text[found.start.offset : found.end.offset] for found in result.diagnostics if found.rule == "zero-index"] == ["@Image0"] * 40
    assert len(read) < 10
