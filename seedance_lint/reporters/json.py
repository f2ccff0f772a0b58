"""One JSON document; `check --output-schema` prints its schema."""

from collections.abc import Iterable, Iterator
from json import dumps

from seedance_lint.linter.result import DocumentResult, Failure, Summary
from seedance_lint.reporters.base import Run, Write, texts
from seedance_lint.reporters.record import VERSION, diagnostic_record, failure_record, summary_record
from seedance_lint.reporters.visible import visible_json

SEPARATOR = ",\n  "


def report(results: Iterable[DocumentResult], run: Run, write: Write) -> None:
    """Write the document, one finding per line, each as soon as it is there."""
    summary = Summary()
    failures: list[Failure] = []
    write(f'{{"version": {VERSION},\n "diagnostics": [')
    separator = "\n  "
    for result in results:
        summary = summary.plus(result.summary)
        failures += result.failures
        for text in texts(result, findings, run):
            write(separator + text)
            separator = SEPARATOR
    write('],\n "failures": [')
    write(",".join("\n  " + _line(failure_record(failure)) for failure in failures))
    write(f'],\n "summary": {_line(summary_record(summary))}}}\n')


def findings(result: DocumentResult, run: Run) -> Iterator[str]:  # noqa: ARG001 - every reporter takes the same
    """Yield one object per finding."""
    for found in result.diagnostics:
        yield _line(diagnostic_record(found))


def _line(value: object) -> str:
    return visible_json(dumps(value, ensure_ascii=False))
