"""Findings as JSON values: the shape that ``check-output.schema.json`` describes."""

from seedance_lint.diagnostics.diagnostic import Diagnostic
from seedance_lint.linter.result import Failure, Summary
from seedance_lint.source.line_index import Position

VERSION = 1
"""Grows when a key goes or changes its meaning, not when one is added."""


def diagnostic_record(found: Diagnostic) -> dict[str, object]:
    """Return a diagnostic as a JSON object."""
    return {
        "path": found.path,
        "rule": found.rule,
        "severity": str(found.severity),
        "message": found.message,
        "help": found.help,
        "start": _position(found.start),
        "end": _position(found.end),
        "exact": found.exact,
        "pointer": found.pointer,
        "cell": None if found.cell is None else found.cell._asdict(),
        "profile": found.profile,
        "related": [
            {"message": each.message, "start": _position(each.start), "end": _position(each.end), "pointer": each.pointer}
            for each in found.related
        ],
        "fixes": [
            {"title": fix.title, "applicability": str(fix.applicability), "edits": [edit._asdict() for edit in fix.edits]}
            for fix in found.fixes
        ],
    }


def failure_record(failure: Failure) -> dict[str, object]:
    """Return a failure as a JSON object."""
    return failure._asdict()


def summary_record(summary: Summary) -> dict[str, int]:
    """Return the counts as a JSON object."""
    return summary._asdict()


def _position(place: Position) -> dict[str, int]:
    return place._asdict()
