"""The same cases inside files of every kind: the place that is reported decodes to the very words, and fixes touch nothing else."""

from collections import Counter
from pathlib import Path

import pytest

from seedance_lint.config import Settings
from seedance_lint.diagnostics import pointer
from seedance_lint.hosts import Root, find_requests, host_for
from seedance_lint.linter.fixes import fix_document
from seedance_lint.linter.lint import Linter
from seedance_lint.profiles import load_profile
from seedance_lint.rules.registry import all_rules
from seedance_lint.source import SourceDocument
from seedance_lint.testing import load_cases

from .dialects import DIALECTS

FOLDER = Path(__file__).parent
RULES = all_rules()
CASES = [(path.stem, case) for path in sorted(FOLDER.glob("*.yaml")) for case in load_cases(path)]
HERE = [dialect for dialect in DIALECTS if host_for(dialect.path) is not None]


def written(cases=CASES):
    """Every case in every dialect that can hold it."""
    for name, case in cases:
        for dialect in HERE:
            prompt = case.body.get("prompt", "…")
            if dialect.path.endswith(".py") and not (isinstance(prompt, str) and prompt.strip()):
                continue  # in a program, too many other things look like that
            try:
                text = dialect.write(dict(case.body))
            except ValueError:
                continue
            marks = () if dialect.path.endswith(".json") else pytest.mark.slow
            yield pytest.param(name, case, dialect, text, id=f"{name}: {case.name} in {dialect.name}", marks=marks)


class File:
    """A text of one dialect, and what a set of rules finds in it."""

    def __init__(self, dialect, text, profile, **settings):
        self.host = host_for(dialect.path)
        self.document = SourceDocument(dialect.path, text)
        self.profile = load_profile(profile)
        self.linter = Linter(Settings(self.profile, **settings))
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


@pytest.mark.parametrize(("name", "case", "dialect", "text"), [*written()])
def test_places_decode_to_the_words(name, case, dialect, text, monkeypatch):
    monkeypatch.setattr("time.time", lambda: case.now)
    file = File(dialect, text, case.profile, select=(name,), rules={name: case.options})
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


FIXED = [(name, case) for name, case in CASES if case.fixed is not None]


@pytest.mark.parametrize(("name", "case", "dialect", "text"), [*written(FIXED)])
def test_fixes_in_files(name, case, dialect, text):
    file = File(dialect, text, case.profile, select=(name,), rules={name: case.options})
    before = file.lint(file.document)
    fixed = file.fixed()
    assert fixed.settled
    assert len(fixed.applied) == sum(bool(each.fixes) for each in before.diagnostics)
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


@pytest.mark.parametrize(("name", "case", "dialect", "text"), [*written()])
def test_all_fixes_at_once_converge_and_add_nothing(name, case, dialect, text):
    file = File(dialect, text, case.profile)
    before = file.lint(file.document)
    fixed = file.fixed()
    assert fixed.settled
    assert not fix_document(fixed.document, file.lint, unsafe=True).applied
    after = Counter(each.rule for each in fixed.result.diagnostics)
    assert not after - Counter(each.rule for each in before.diagnostics)
    assert fixed.result.summary.prompts == before.summary.prompts
    assert not fixed.result.failures
