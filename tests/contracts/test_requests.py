"""Requests as people write them for each provider, right and faulty ones: by which contract they are read, with which files, and what is told.

A case has the name of its `file`, its `text`, what `requests` are found in it (contract and number of images, videos and audio files) and which
`findings` of errors and warnings: severity, rule and the text that they stand at.
"""

from pathlib import Path

import pytest
import yaml

from seedance_lint.api import linter_for
from seedance_lint.diagnostics.violation import Applicability, Severity
from seedance_lint.hosts import host_for
from seedance_lint.linter.fixes import fix_document
from seedance_lint.requests import Contracts, find_requests
from seedance_lint.source import SourceDocument

CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted((Path(__file__).parent / "requests").glob("*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]
LINTER = linter_for("auto", (), ())


def requests_in(document):
    for root in host_for(document.path).roots(document):
        if not hasattr(root, "value"):
            continue
        for request in find_requests(root.value, Contracts(), root.around).found:
            counts = "unknown" if request.assets is None else "/".join(str(len(request.assets.get(kind, ()))) for kind in KINDS)
            contract = request.contract
            yield f"{contract.profile.name if contract.certain else contract.standing} {counts}"


KINDS = ("image", "video", "audio")


def told(document, diagnostics):
    for each in diagnostics:
        if each.severity is not Severity.INFO:
            yield f"{each.severity} {each.rule} {document.text[each.start.offset : each.end.offset]}"


@pytest.mark.parametrize("case", CASES)
def test_a_request_is_judged_by_the_contract_that_it_is_sent_under(case):
    document = SourceDocument(case["file"], case["text"])
    host = host_for(case["file"])
    assert list(requests_in(document)) == case["requests"]
    diagnostics = LINTER.lint(document, host).diagnostics
    assert list(told(document, diagnostics)) == case.get("findings", [])
    if not case.get("findings"):
        safe = [fix for each in diagnostics for fix in each.fixes if fix.applicability is Applicability.SAFE]
        assert not safe
        assert fix_document(document, lambda each: LINTER.lint(each, host), unsafe=False, host=host).document.text == document.text


def test_there_are_right_and_faulty_ones_of_each_provider():
    assert len(CASES) > 120
    assert sum(not case.values[0].get("findings") for case in CASES) > 60
