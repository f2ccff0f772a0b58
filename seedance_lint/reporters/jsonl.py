"""JSON Lines: an object for each finding and failure, and one with the counts at the end, each with its ``type``."""

from collections.abc import Iterable, Iterator
from json import dumps

from seedance_lint.linter.result import DocumentResult, Summary
from seedance_lint.reporters.base import Run, Write, texts
from seedance_lint.reporters.record import VERSION, diagnostic_record, failure_record, summary_record
from seedance_lint.reporters.visible import visible_json


def report(results: Iterable[DocumentResult], run: Run, write: Write) -> None:
    """Write one line per finding, each as soon as it is there."""
    summary = Summary()
    for result in results:
        summary = summary.plus(result.summary)
        for text in texts(result, findings, run):
            write(text)
    write(_line("summary", {"version": VERSION, **summary_record(summary)}))


def findings(result: DocumentResult, run: Run) -> Iterator[str]:  # noqa: ARG001 - every reporter takes the same
    """Yield one line per finding, and one per failure."""
    for found in result.diagnostics:
        yield _line("diagnostic", diagnostic_record(found))
    for failure in result.failures:
        yield _line("failure", failure_record(failure))


def _line(kind: str, record: dict[str, object]) -> str:
    return visible_json(dumps({"type": kind, **record}, ensure_ascii=False)) + "\n"
