"""What a reporter is: a module with a function ``report``, and with ``findings`` where the text of one result needs no other."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from seedance_lint.annotations import BinaryIO, Protocol
from seedance_lint.diagnostics.violation import Severity
from seedance_lint.linter.result import DocumentResult, counts_of
from seedance_lint.records import NamedTuple
from seedance_lint.rules.base import Rule

Write = Callable[[str], object]
"""Takes a piece of output; pieces end where the reporter likes."""


class Run(NamedTuple):
    """What a reporter may know of the run besides its results.

    ``rules`` are all rules by id, those of plugins included; ``color`` says whether escape sequences are wanted;
    ``width`` is how many terminal cells a line should take at most; ``fail_on`` is the least severity that makes the run fail,
    None if findings never do. ``wraps`` says that the report is on a terminal, where no word should be broken at the end of a line.
    """

    rules: Mapping[str, Rule]
    version: str
    color: bool = False
    width: int = 120
    fail_on: Severity | None = Severity.ERROR
    wraps: bool = False


Findings = Callable[[DocumentResult, Run], Iterator[str]]
"""Yields the text of what was found in one result, whatever was found in others: the function ``findings`` of a reporter module."""


class Rendering:
    """Turns results into text in the process that made them, so that neither findings nor lines go from process to process."""

    __slots__ = ("_findings", "_run", "_separator")

    def __init__(self, findings: Findings, separator: str, run: Run) -> None:
        """Write findings with a function of a reporter, and a separator between two of them."""
        self._findings = findings
        self._separator = separator
        self._run = run

    def __call__(self, result: DocumentResult) -> DocumentResult:
        """Return a result that has the text of its findings, and how many there are, in place of them."""
        text = self._separator.join(self._findings(result, self._run))
        return result._replace(diagnostics=(), lines={}, counts=counts_of(result.diagnostics), text=text)


def texts(result: DocumentResult, findings: Findings, run: Run) -> Iterable[str]:
    """Return the texts of what was found in a result, those that were made elsewhere in one piece."""
    if result.text is None:
        return findings(result, run)
    return (result.text,) if result.text else ()


def write_texts(results: Iterable[DocumentResult], findings: Findings, run: Run, write: Write) -> None:
    """Write the texts of what was found in each result, as soon as the result is there."""
    for result in results:
        for text in texts(result, findings, run):
            write(text)


class Report(Protocol):
    """The function ``report`` of a reporter module."""

    def __call__(self, results: Iterable[DocumentResult], run: Run, write: Write) -> None:
        """Write the results, which arrive one by one in the order of output.

        One large file may come as several results of the same path, one after the other. A reporter that can writes each result before it
        takes the next, so that memory stays flat; the sums are known when the results are through.
        Everything that stems from a linted file goes through ``visible`` or an escaping of the format's own.
        """


class TableReport(Protocol):
    """The function ``report`` of a reporter module whose format is not text."""

    def __call__(self, results: Iterable[DocumentResult], run: Run, stream: BinaryIO) -> None:
        """Write the results to a stream of bytes, as ``Report`` does to one of text; nothing is escaped, as nobody reads the bytes on a terminal."""
