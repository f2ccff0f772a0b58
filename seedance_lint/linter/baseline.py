"""Findings that are known: a file of them, so that only new ones are reported."""

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator

from seedance_lint.annotations import Any
from seedance_lint.diagnostics.diagnostic import Diagnostic
from seedance_lint.files import read_regular
from seedance_lint.linter.atomic import WriteFailure, replacing
from seedance_lint.linter.report import summarise
from seedance_lint.linter.result import DocumentResult

_VERSION = 1

_MOST_BYTES = 256 * 1024 * 1024
"""Of the file: a million findings."""

_Known = tuple[str, str, str]
"""Path from the folder of the baseline, rule, message: no line numbers, so that an edit further up changes nothing."""


class BaselineFailure(Exception):
    """A baseline that cannot be read or written; the message names it."""


class Baseline:
    """A number of findings of each path, rule and message. What goes beyond that number is new."""

    __slots__ = ("_counts", "_folder", "_left", "_seen", "path")

    def __init__(self, path: str, counts: Counter[_Known] | None = None) -> None:
        self.path = path
        self._folder = os.path.dirname(os.path.abspath(path))
        self._counts: Counter[_Known] = Counter() if counts is None else counts
        self._left = self._counts.copy()
        self._seen: set[str] = set()

    @classmethod
    def read(cls, path: str) -> "Baseline":
        """Read a baseline.

        Raises:
            BaselineFailure: the file cannot be read, or is not a baseline.
        """
        try:
            data: Any = json.loads(read_regular(path, _MOST_BYTES))
        except OSError as error:
            raise BaselineFailure(f"{path}: cannot be read: {error.strerror}; create it with --write-baseline") from None
        except ValueError as error:
            raise BaselineFailure(f"{path}: is not a baseline: {error}") from None
        except RecursionError:
            raise BaselineFailure(f"{path}: is not a baseline: nested too deeply") from None
        try:
            if data["version"] != _VERSION:
                raise BaselineFailure(
                    f"{path}: has the version {data['version']!r}, but this program reads version {_VERSION}; create it again with --write-baseline"
                )
            counts: Counter[_Known] | None = Counter(
                {(entry["path"], entry["rule"], entry["message"]): int(entry["count"]) for entry in data["findings"]}
            )
        except (KeyError, TypeError, ValueError, OverflowError):
            counts = None
        if counts is None or any(count < 1 for count in counts.values()):
            raise BaselineFailure(f"{path}: is not a baseline file; create one with --write-baseline")
        return cls(path, counts)

    def filtered(self, results: Iterable[DocumentResult]) -> Iterator[DocumentResult]:
        """Pass results through without the findings that are known."""
        for result in results:
            self._seen.add(self._relative(result.path))
            new = tuple(found for found in result.diagnostics if not self._is_known(found))
            yield _with(result, new)

    def recorded(self, results: Iterable[DocumentResult]) -> Iterator[DocumentResult]:
        """Take up all findings as known, and pass results through without them."""
        for result in results:
            self._counts.update(self._known(found) for found in result.diagnostics)
            yield _with(result, ())

    def write(self) -> None:
        """Write the file.

        Raises:
            BaselineFailure: it cannot be written.
        """
        entries = [
            json.dumps({"path": path, "rule": rule, "message": message, "count": count}, ensure_ascii=False)
            for (path, rule, message), count in sorted(self._counts.items())
        ]
        findings = ",".join(f"\n  {entry}" for entry in entries)
        text = f'{{"version": {_VERSION},\n "findings": [{findings}]}}\n'
        try:
            with replacing(self.path) as stream:
                stream.write(text.encode("utf-8", "backslashreplace"))
        except WriteFailure as failure:
            raise BaselineFailure(f"{self.path}: {failure}") from None

    def sentences(self) -> Iterator[str]:
        """Say which known findings are gone from the files that were linted."""
        stale = [(known, count) for known, count in self._left.items() if count and known[0] in self._seen]
        if stale:
            gone = sum(count for _, count in stale)
            yield f"{gone} {'entry' if gone == 1 else 'entries'} in {self.path} no longer {'matches' if gone == 1 else 'match'} a finding; update it with --write-baseline."
            for (path, rule, message), count in stale[:_NAMED]:
                yield f"  {path}: {rule}: {message}" + (f" ({count} times)" if count > 1 else "")
            if len(stale) > _NAMED:
                yield f"  and {len(stale) - _NAMED} more"

    def _is_known(self, found: Diagnostic) -> bool:
        known = self._known(found)
        if self._left[known] > 0:
            self._left[known] -= 1
            return True
        return False

    def _known(self, found: Diagnostic) -> _Known:
        return (self._relative(found.path), found.rule, found.message)

    def _relative(self, path: str) -> str:
        try:
            return os.path.relpath(path, self._folder).replace(os.sep, "/")
        except ValueError:  # another drive
            return path


_NAMED = 5


def _with(result: DocumentResult, diagnostics: tuple[Diagnostic, ...]) -> DocumentResult:
    """Return a result with these findings only; the others count as known."""
    left_out = len(result.diagnostics) - len(diagnostics)
    counts = summarise(diagnostics)
    summary = result.summary._replace(
        errors=counts.errors, warnings=counts.warnings, infos=counts.infos, baselined=result.summary.baselined + left_out
    )
    return result._replace(diagnostics=diagnostics, summary=summary)
