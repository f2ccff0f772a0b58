"""The same cases inside files of every kind: the place that is reported decodes to the very words, and fixes touch nothing else."""

from collections import Counter
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path

import pytest

from seedance_lint.config import Settings
from seedance_lint.diagnostics import pointer
from seedance_lint.hosts import Root, host_for
from seedance_lint.linter.fixes import fix_document
from seedance_lint.linter.lint import Linter
from seedance_lint.profiles import load_profile
from seedance_lint.requests import find_requests
from seedance_lint.rules.registry import all_rules
from seedance_lint.source import SourceDocument
from seedance_lint.testing import load_cases

from .dialects import DIALECTS

FOLDER = Path(__file__).parent
RULES = all_rules()
CASES = {path.stem: load_cases(path) for path in sorted(FOLDER.glob("*.yaml"))}
HERE = [dialect for dialect in DIALECTS if host_for(dialect.path) is not None]
in_every_dialect = pytest.mark.parametrize(
    ("name", "dialect"),
    [
        pytest.param(name, dialect, id=f"{name} in {dialect.name}", marks=() if dialect.path.endswith(".json") else pytest.mark.slow)
        for name in CASES
        for dialect in HERE
    ],
)


@cache
def written(name, dialect):
    """Return every case of a rule that a dialect can hold, with its text."""
    return tuple(_written(name, dialect))


def _written(name, dialect):
    for case in CASES[name]:
        prompt = case.body.get("prompt", "…")
        if dialect.is_program and not (isinstance(prompt, str) and prompt.strip()):
            continue  # in a program, too many other things look like that
        with suppress(ValueError):
            yield case, dialect.write(dict(case.body))


@lru_cache
def linter(profile, rule, options):
    """Every rule, or one with its options."""
    settings = Settings(load_profile(profile))
    return Linter(settings if rule is None else settings._replace(select=(rule,), rules={rule: dict(options)}))


class File:
    """A text of one dialect, and what one rule, or every rule, finds in it."""

    def __init__(self, dialect, text, profile, rule=None, options=None):
        self.host = host_for(dialect.path)
        self.document = SourceDocument(dialect.path, text)
        self.profile = load_profile(profile)
        self.linter = linter(profile, rule, tuple((options or {}).items()))
        self.dialect = dialect

    def lint(self, document):
        return self.linter.lint(document, self.host)

    def fixed(self):
        return fix_document(self.document, self.lint, unsafe=True)

    def body(self, document):
        (request,) = [
            request
            for root in self.host.roots(document)
            if isinstance(root, Root)
            for request in find_requests(root.value, self.profile).found
        ]
        return request

    def node(self, document, path):
        (root,) = [root for root in self.host.roots(document) if find_requests(root.value, self.profile).found]
        return root.tree().find(path)


def expected(case, request):
    """What a case's places stand for: (pointer, text or value)."""
    prefix = pointer(request.path)
    for place in case.places:
        if isinstance(place, str):
            keys = place.removesuffix("#").split("/")[1:]
            value = case.body
            for key in keys:
                value = value[int(key) if isinstance(value, list) else key]
            yield prefix + place.removesuffix("#"), (keys[-1] if place.endswith("#") else value)
        else:
            yield pointer(request.prompt_path), request.prompt[slice(*place)]


def order(pair):
    return (pair[0], repr(pair[1]))


@in_every_dialect
def test_places_and_fixes(name, dialect, monkeypatch):
    for case, text in written(name, dialect):
        dialect.valid(text)
        with monkeypatch.context() as patched:
            patched.setattr("time.time", lambda now=case.now: now)
            file = File(dialect, text, case.profile, name, case.options)
            check_places(file, case)
            if case.fixed is not None:
                check_fixes(file, case)
        check_all_fixes(File(dialect, text, case.profile), case)


def check_places(file, case):
    """Compare what is found, and where, with what a case says."""
    text, dialect = file.document.text, file.dialect
    result = file.lint(file.document)
    assert not result.failures
    assert result.summary.prompts == 1
    request = file.body(file.document)
    found = []
    for each in result.diagnostics:
        assert each.exact
        here = text[each.start.offset : each.end.offset]
        in_prompt = each.pointer == pointer(request.prompt_path) and not isinstance(case.places[0], str)
        found.append((each.pointer, dialect.piece(here) if in_prompt else dialect.value(here)))
    assert sorted(found, key=order) == sorted(expected(case, request), key=order)


def check_fixes(file, case):
    """Compare what fixing one rule's findings leaves with what a case says."""
    text, dialect = file.document.text, file.dialect
    before = file.lint(file.document)
    fixed = file.fixed()
    assert fixed.settled
    assert len(fixed.applied) == sum(bool(each.fixes) for each in before.diagnostics)
    dialect.valid(fixed.document.text)
    again = fix_document(fixed.document, file.lint, unsafe=True)
    assert not again.applied
    assert again.document.text == fixed.document.text
    if any(not each.fixes for each in before.diagnostics):
        return  # a fix is withheld where this way of writing has no place for it
    request = file.body(fixed.document)
    assert dict(request.fields) == case.fixed
    if {**case.fixed, "prompt": ""} == {**case.body, "prompt": ""}:  # but for the prompt, the file is byte for byte what it was
        old, new = (file.node(document, request.prompt_path).span for document in (file.document, fixed.document))
        assert fixed.document.text[: new.start] == text[: old.start]
        assert fixed.document.text[new.end :] == text[old.end :]


def check_all_fixes(file, case):
    """Fix everything that a case's file has: that comes to an end, and adds nothing."""
    before = file.lint(file.document)
    if not any(each.fixes for each in before.diagnostics):
        return
    fixed = file.fixed()
    assert fixed.settled, case.name
    assert not fix_document(fixed.document, file.lint, unsafe=True).applied
    file.dialect.valid(fixed.document.text)
    before_and_allowed = Counter(each.rule for each in before.diagnostics)
    if "invalid-parameter" in before_and_allowed:
        before_and_allowed["shot-times"] += 1  # a duration that the provider takes may be too short for the prompt
    assert not Counter(each.rule for each in fixed.result.diagnostics) - before_and_allowed
    assert fixed.result.summary.prompts == before.summary.prompts
    assert not fixed.result.failures


def test_every_dialect_holds_most_cases():
    count = sum(map(len, CASES.values()))
    for dialect in HERE:
        held = sum(len(written(name, dialect)) for name in CASES)
        least = {"YAML, plain": 0.3, "Python, adjacent strings": 0.7, "TOML": 0.7}.get(dialect.name, 0.8)  # those hold no typed parts
        assert held > count * least, dialect.name
