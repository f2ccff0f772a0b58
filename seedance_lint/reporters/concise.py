"""One line a finding: what editors and problem matchers parse."""

from collections.abc import Iterable

from seedance_lint.linter.result import DocumentResult
from seedance_lint.reporters.base import Run, Write
from seedance_lint.reporters.visible import visible


def report(results: Iterable[DocumentResult], run: Run, write: Write) -> None:  # noqa: ARG001 - every reporter takes the same
    """Write ``path:line:column: severity rule-id message``."""
    for result in results:
        for found in result.diagnostics:
            write(
                f"{visible(found.path)}:{found.start.line}:{found.start.column}: {found.severity} {found.rule} {visible(found.message)}\n"
            )
