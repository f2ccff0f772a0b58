"""What a reporter is: a module with one function, ``report``."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, Protocol

from seedance_lint.diagnostics.violation import Severity
from seedance_lint.linter.result import DocumentResult
from seedance_lint.rules.base import Rule

Write = Callable[[str], object]
"""Takes a piece of output; pieces end where the reporter likes."""


class Run(NamedTuple):
    """What a reporter may know of the run besides its results.

    ``rules`` are all rules by id, those of plugins included; ``color`` says whether escape sequences are wanted;
    ``width`` is how many terminal cells a line should take at most; ``fail_on`` is the least severity that makes the run fail,
    None where findings never do.
    """

    rules: Mapping[str, Rule]
    version: str
    color: bool = False
    width: int = 120
    fail_on: Severity | None = Severity.ERROR


class Report(Protocol):
    """The function ``report`` of a reporter module."""

    def __call__(self, results: Iterable[DocumentResult], run: Run, write: Write) -> None:
        """Write the results, which arrive one by one in the order of output.

        One large file may come as several results of the same path, one behind the other. A reporter that can writes each result before it
        takes the next, so that memory stays flat; the sums are known when the results are through.
        Everything that stems from a linted file goes through ``visible`` or an escaping of the format's own.
        """
