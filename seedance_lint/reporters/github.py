"""Workflow commands: GitHub shows them beside the lines of a pull request.

The form and its escapes: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
"""

from collections.abc import Iterable, Iterator

from seedance_lint.diagnostics.diagnostic import Diagnostic
from seedance_lint.diagnostics.violation import Severity
from seedance_lint.linter.result import DocumentResult
from seedance_lint.reporters.base import Run, Write, write_texts
from seedance_lint.reporters.repository import from_repository
from seedance_lint.reporters.visible import visible

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def report(results: Iterable[DocumentResult], run: Run, write: Write) -> None:
    """Write one command per finding or failure. The log shows a command's message alone, so that the place is in there too."""
    write_texts(results, findings, run, write)


def findings(result: DocumentResult, run: Run) -> Iterator[str]:  # noqa: ARG001 - every reporter takes the same
    """Yield one command per finding, and one per failure."""
    for found in result.diagnostics:
        yield _finding(found)
    for failure in result.failures:
        at = {} if failure.line is None else {"line": failure.line}
        place: dict[str, str | int] = {"title": "seedance-lint", "file": from_repository(failure.path), **at}
        yield _command("error", place, f"{failure.path}: {failure.message}")


def _finding(found: Diagnostic) -> str:
    place: dict[str, str | int] = {"title": found.rule, "file": from_repository(found.path)}
    if found.cell is None:
        place |= _lines(found)
    message = f"{found.path}{found.place}: {found.message}"
    return _command(_COMMANDS[found.severity], place, f"{message}\n{found.help}" if found.help else message)


def _lines(found: Diagnostic) -> dict[str, str | int]:
    if found.start.line == found.end.line:  # columns of several lines are refused
        return {"line": found.start.line, "endLine": found.end.line, "col": found.start.column, "endColumn": found.end.column}
    return {"line": found.start.line, "endLine": found.end.line}


def _command(name: str, properties: dict[str, str | int], message: str) -> str:
    listed = ",".join(f"{key}={visible(str(value).translate(_PROPERTY))}" for key, value in properties.items())
    return f"::{name} {listed}::{visible(message.translate(_DATA))}\n"
