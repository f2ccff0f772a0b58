"""SARIF 2.1.0, for code scanning services and viewers.

The form: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import os
import re
from collections.abc import Iterable, Mapping
from json import dumps
from urllib.parse import quote

from seedance_lint.diagnostics.diagnostic import Cell, Diagnostic, FileFix
from seedance_lint.diagnostics.violation import Severity
from seedance_lint.linter.result import DocumentResult, Failure
from seedance_lint.reporters.base import Run, Write
from seedance_lint.reporters.fingerprints import Fingerprints
from seedance_lint.reporters.repository import from_repository
from seedance_lint.reporters.visible import visible_json, visible_lines
from seedance_lint.rules.base import Rule
from seedance_lint.rules.document import rule_text, section, summary
from seedance_lint.source.line_index import Position

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_NEWLINES = ("\r\n", "\n", "\r")
_FINGERPRINT = "seedanceLint/v1"
_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")


def report(results: Iterable[DocumentResult], run: Run, write: Write) -> None:
    """Write one log with one run; failures are notifications of its invocation."""
    indexes = {rule: index for index, rule in enumerate(run.rules)}
    fingerprints = Fingerprints()
    failures: list[Failure] = []
    driver = {
        "name": "seedance-lint",
        "semanticVersion": run.version,
        "rules": [_descriptor(rule) for rule in run.rules.values()],
    }
    write(f'{{"$schema": "{_SCHEMA}",\n "version": "2.1.0",\n "runs": [{{\n')
    write(
        f'  "tool": {_text({"driver": driver})},\n  "columnKind": "unicodeCodePoints",\n  "newlineSequences": {_text(_NEWLINES)},\n  "results": ['
    )
    separator = "\n    "
    for result in results:
        failures += result.failures
        for found in result.diagnostics:
            write(separator + _text(_result(found, indexes, fingerprints)))
            separator = ",\n    "
    invocation: dict[str, object] = {"executionSuccessful": not failures}
    if failures:
        invocation["toolExecutionNotifications"] = [_notification(failure) for failure in failures]
    write(f'\n  ],\n  "invocations": [{_text(invocation)}]\n }}]}}\n')


def _text(value: object) -> str:
    return visible_json(dumps(value, ensure_ascii=False))


def _descriptor(rule: Rule) -> dict[str, object]:
    text = rule_text(rule).strip()
    return {
        "id": rule.meta.id,
        "name": "".join(part.capitalize() for part in re.split(r"\W+", rule.meta.id)),
        "shortDescription": {"text": _sentence(summary(rule)) or rule.meta.id},
        "fullDescription": {"text": section(rule, "What it does") or rule.meta.id},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": _LEVELS[rule.meta.severity], "enabled": rule.meta.default},
        "properties": {"tags": [rule.meta.category]},
    }


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _result(found: Diagnostic, indexes: Mapping[str, int], fingerprints: Fingerprints) -> dict[str, object]:
    path = from_repository(found.path)
    result: dict[str, object] = {
        "ruleId": found.rule,
        "level": _LEVELS[found.severity],
        "message": _message(f"{found.message}\n{found.help}" if found.help else found.message),
        "locations": [_location(path, found.start, found.end) if found.cell is None else _cell(path, found.cell)],
        "partialFingerprints": {_FINGERPRINT: fingerprints.next(path, found.rule, found.message)},
    }
    if found.profile is not None:
        result["properties"] = {"profile": found.profile, "contract": found.contract}
    if found.rule in indexes:
        result["ruleIndex"] = indexes[found.rule]
    if found.related and found.cell is None:
        result["relatedLocations"] = [
            {"id": number, **_location(path, each.start, each.end), "message": _message(each.message)}
            for number, each in enumerate(found.related, 1)
        ]
    if found.fixes:
        result["fixes"] = [_fix(fix, path) for fix in found.fixes]
    return result


def _location(path: str, start: Position, end: Position) -> dict[str, object]:
    region = {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "charOffset": start.offset,
        "charLength": end.offset - start.offset,
    }
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(path)}, "region": region}}


def _cell(path: str, cell: Cell) -> dict[str, object]:
    """Return a place in a file that has no lines."""
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(path)}}, "logicalLocations": [{"fullyQualifiedName": str(cell)}]}


def _fix(fix: FileFix, path: str) -> dict[str, object]:
    replacements = [
        {"deletedRegion": {"charOffset": edit.start, "charLength": edit.end - edit.start}, "insertedContent": {"text": edit.replacement}}
        for edit in fix.edits
    ]
    return {
        "description": _message(f"{fix.title} ({fix.applicability})"),
        "artifactChanges": [{"artifactLocation": {"uri": _uri(path)}, "replacements": replacements}],
    }


def _notification(failure: Failure) -> dict[str, object]:
    place: dict[str, object] = {"artifactLocation": {"uri": _uri(from_repository(failure.path))}}
    if failure.line is not None:
        place["region"] = {"startLine": failure.line}
    return {"level": "error", "message": _message(failure.message), "locations": [{"physicalLocation": place}]}


def _message(text: str) -> dict[str, str]:
    """Return a text as a message. Prompts have brackets before parentheses; in a message they would be a link."""
    return {"text": _LINK.sub(r"\\[", visible_lines(text))}


def _uri(path: str) -> str:
    """Return a path as a relative reference, or as a file's URI where it is absolute."""
    if path.startswith("/"):
        return f"file://{quote(os.fsencode(path))}"
    if os.path.isabs(path):  # noqa: PTH117 - C:/shots/hero.json
        return f"file:///{quote(os.fsencode(path), safe='/:')}"
    return quote(os.fsencode(path))
