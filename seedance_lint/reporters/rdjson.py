"""Reviewdog's diagnostic format, fixes as suggestions.

The form: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
"""

from collections.abc import Iterable, Iterator
from json import dumps

from seedance_lint.diagnostics.diagnostic import Diagnostic, FileFix
from seedance_lint.linter.result import DocumentResult
from seedance_lint.reporters.base import Run, Write, texts
from seedance_lint.reporters.byte_columns import ByteColumns
from seedance_lint.reporters.repository import text_from_repository
from seedance_lint.reporters.visible import visible_json, visible_lines
from seedance_lint.source.line_index import Position

SEPARATOR = ",\n  "


def report(results: Iterable[DocumentResult], run: Run, write: Write) -> None:
    """Write one ``DiagnosticResult``, a diagnostic a line; columns count bytes of UTF-8."""
    write('{"source": {"name": "seedance-lint"},\n "diagnostics": [')
    separator = "\n  "
    for result in results:
        for text in texts(result, findings, run):
            write(separator + text)
            separator = SEPARATOR
    write("\n ]}\n")


def findings(result: DocumentResult, run: Run) -> Iterator[str]:  # noqa: ARG001 - every reporter takes the same
    """Yield one object per finding, and one per failure."""
    for record in _records(result):
        yield visible_json(dumps(record, ensure_ascii=False))


def _records(result: DocumentResult) -> Iterator[dict[str, object]]:
    path = text_from_repository(result.path)
    columns = ByteColumns(result)
    for found in result.diagnostics:
        message = found.message if found.cell is None else f"{found.cell}: {found.message}"
        place = {"range": _range(found.start, found.end, columns)} if found.cell is None else {}
        yield {
            "message": visible_lines(f"{message}\n{found.help}" if found.help else message),
            "location": {"path": path, **place},
            "severity": str(found.severity).upper(),
            "code": {"value": found.rule},
            **_suggestions(found, columns),
        }
    for failure in result.failures:
        line = {"range": {"start": {"line": failure.line}}} if failure.line is not None else {}
        yield {
            "message": visible_lines(failure.message),
            "location": {"path": text_from_repository(failure.path), **line},
            "severity": "ERROR",
        }


def _suggestions(found: Diagnostic, columns: ByteColumns) -> dict[str, object]:
    """Return the fixes of one edit: a suggestion is taken alone, so that one of several edits would be half a fix."""
    made = [_suggestion(fix, columns) for fix in found.fixes if len(fix.edits) == 1]
    return {"suggestions": kept} if (kept := [each for each in made if each is not None]) else {}


def _suggestion(fix: FileFix, columns: ByteColumns) -> dict[str, object] | None:
    edit = fix.edits[0]
    start, end = columns.position(edit.start), columns.position(edit.end)
    if start is None or end is None:
        return None
    return {"range": _range(start, end, columns), "text": edit.replacement}


def _range(start: Position, end: Position, columns: ByteColumns) -> dict[str, object]:
    places = {name: columns.column(place) for name, place in (("start", start), ("end", end))}
    if None in places.values():  # without columns whole lines are meant
        return {"start": {"line": start.line}, "end": {"line": end.line}}
    return {name: {"line": place.line, "column": places[name]} for name, place in (("start", start), ("end", end))}
