"""A Code Quality report: GitLab shows it in merge requests.

The form: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from collections.abc import Iterable, Iterator
from json import dumps

from seedance_lint.diagnostics.diagnostic import Diagnostic
from seedance_lint.diagnostics.violation import Severity
from seedance_lint.linter.result import DocumentResult
from seedance_lint.reporters.base import Run, Write
from seedance_lint.reporters.fingerprints import Fingerprints
from seedance_lint.reporters.repository import text_from_repository
from seedance_lint.reporters.visible import visible_json, visible_lines
from seedance_lint.source.line_index import Position

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}
_FAILED = "blocker"


def report(results: Iterable[DocumentResult], run: Run, write: Write) -> None:  # noqa: ARG001 - every reporter takes the same
    """Write one JSON list, an issue a line; a file that could not be linted is an issue too."""
    fingerprints = Fingerprints()
    write("[")
    separator = "\n  "
    for result in results:
        for issue in _issues(result, fingerprints):
            write(separator + visible_json(dumps(issue, ensure_ascii=False)))
            separator = ",\n  "
    write("\n]\n")


def _issues(result: DocumentResult, fingerprints: Fingerprints) -> Iterator[dict[str, object]]:
    path = text_from_repository(result.path)
    for found in result.diagnostics:
        yield {
            "description": visible_lines(found.message if found.cell is None else f"{found.cell}: {found.message}"),
            "check_name": found.rule,
            "fingerprint": fingerprints.next(path, found.rule, found.message),
            "severity": _SEVERITIES[found.severity],
            "location": {"path": path, **_lines(found)},
        }
    for failure in result.failures:
        path = text_from_repository(failure.path)
        yield {
            "description": visible_lines(failure.message),
            "check_name": "seedance-lint",
            "fingerprint": fingerprints.next(path, "", failure.message),
            "severity": _FAILED,
            "location": {"path": path, "lines": {"begin": failure.line or 1}},
        }


def _lines(found: Diagnostic) -> dict[str, object]:
    if found.cell is not None:
        return {"lines": {"begin": found.cell.row}}
    return {"positions": {"begin": _position(found.start), "end": _position(found.end)}}


def _position(place: Position) -> dict[str, int]:
    return {"line": place.line, "column": place.column}
