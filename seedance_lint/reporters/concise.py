"""One line per finding: what editors and problem matchers parse."""

from collections.abc import Iterable, Iterator

from seedance_lint.linter.result import DocumentResult
from seedance_lint.reporters.base import Run, Write, write_texts
from seedance_lint.reporters.visible import visible


def report(results: Iterable[DocumentResult], run: Run, write: Write) -> None:
    """Write ``path:line:column: severity rule-id message``."""
    write_texts(results, findings, run, write)


def findings(result: DocumentResult, run: Run) -> Iterator[str]:  # noqa: ARG001 - every reporter takes the same
    """Yield one line per finding."""
    for found in result.diagnostics:
        place, message = f"{found.start.line}:{found.start.column}", found.message
        if found.cell is not None:  # programs expect two numbers
            place, message = f"{found.cell.row}:{(found.cell.start or 0) + 1}", f"{message} (column {found.cell.column})"
        yield f"{visible(found.path)}:{place}: {found.severity} {found.rule} {visible(message)}\n"
