"""Findings in a request's own coordinates: values by their pointers, characters by their offsets in a string."""

from collections.abc import Mapping, Sequence
from json import dumps, loads
from typing import Any

from seedance_lint.diagnostics.violation import Applicability, Edit, Fix, Location, Path, Place, Severity, pointer
from seedance_lint.linter.lint import Linter
from seedance_lint.linter.report import Found, Oversize
from seedance_lint.linter.understood import understood
from seedance_lint.masking import masked
from seedance_lint.records import NamedTuple
from seedance_lint.requests.request import PromptRequest
from seedance_lint.rules.engine import Crash, Finding

LONGEST = 160
"""Characters of a quotation."""


class Checked(NamedTuple):
    """One request, and what is wrong with it."""

    record: dict[str, Any]
    findings: list[dict[str, Any]]
    failures: list[str]


def check(request: PromptRequest, value: Mapping[str, Any], linter: Linter) -> Checked:
    """Check a request that is in a value."""
    found = linter.check(request)
    findings = [_finding(each, request, value) for each in found if isinstance(each, Finding)]
    findings.sort(key=lambda each: (Severity(each["severity"]).rank, each["place"]["start"] or 0))
    contract = request.contract
    assert contract is not None
    if any(isinstance(each, Oversize) for each in found):  # reading it takes the time that checking it was spared
        request = request._replace(prompt="")
    record = understood(linter.read(request), contract)
    del record["prompt"]
    return Checked({"pointer": pointer(request.prompt_path), **record}, findings, _failures(found))


def _failures(found: Sequence[Found]) -> list[str]:
    return [
        f"the rule `{each.rule.meta.id}` failed on this prompt; please report it" if isinstance(each, Crash) else each.message
        for each in found
        if not isinstance(each, Finding)
    ]


def _finding(found: Finding, request: PromptRequest, value: Mapping[str, Any]) -> dict[str, Any]:
    rule, violation = found
    return {
        "rule": rule.meta.id,
        "severity": str(violation.severity or rule.meta.severity),
        "message": violation.message,
        "help": violation.help,
        "place": place(violation.at, request.prompt_path, value),
        "related": [{"message": each.message, "place": place(each.at, request.prompt_path, value)} for each in violation.related],
        "fixes": [_fix(fix, request.prompt_path, value) for fix in violation.fixes],
    }


def _fix(fix: Fix, prompt: Path, value: Mapping[str, Any]) -> dict[str, Any]:
    edits = [{**place(edit.at, prompt, value), "replacement": _replacement(edit, value)} for edit in fix.edits]
    return {"title": fix.title, "safe": fix.applicability is Applicability.SAFE, "edits": edits}


def _replacement(edit: Edit, value: Mapping[str, Any]) -> Any:
    """Return what an edit writes: a text in a string and for a name, a value of JSON for a value."""
    at = edit.at
    if not isinstance(at, Location) or at.span is not None or at.key:
        return edit.replacement
    old = _value(at, value)
    if edit.wrap is not None:
        return loads(f"{edit.wrap[0]}{dumps(old)}{edit.wrap[1]}")
    return edit.replacement if isinstance(old, str) else loads(edit.replacement)


def place(at: Place, prompt: Path, value: Mapping[str, Any]) -> dict[str, Any]:
    """Return a place with the words that are there."""
    where = at if isinstance(at, Location) else Location(prompt, span=at)
    span = where.span
    words = _words(where, value)
    return {
        "pointer": pointer(where.path),
        "start": None if span is None else span.start,
        "end": None if span is None else span.end,
        "key": where.key,
        "words": words,
    }


def _words(where: Location, value: Mapping[str, Any]) -> str | None:
    if where.key:
        return str(where.path[-1]) if where.path else None
    inner = _value(where, value)
    if isinstance(inner, str):
        text = masked(inner)
        return shortened(text if where.span is None else text[where.span.start : where.span.end])
    return None if inner is None or isinstance(inner, (dict, list)) else dumps(inner)


def _value(where: Location, value: Mapping[str, Any]) -> Any:
    """Return what is at a place; None inside of a string that holds values, or where it is missing."""
    inner: Any = value
    for part in where.path:
        try:
            inner = inner[part]
        except (KeyError, IndexError, TypeError):
            return None
    return inner


def shortened(text: str) -> str:
    """Return a text with its middle left out where it is long."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]} … {text[-LONGEST // 2 :]}"
