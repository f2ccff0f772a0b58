"""Applies fixes to a text until nothing is left to fix."""

from bisect import insort
from collections.abc import Callable, Iterable

from seedance_lint.annotations import Generic, Protocol, TypeVar
from seedance_lint.diagnostics.diagnostic import Diagnostic, FileEdit, FileFix
from seedance_lint.diagnostics.violation import Applicability
from seedance_lint.hosts.located import Host
from seedance_lint.linter.edits import edited, touches
from seedance_lint.linter.oracle import Oracle
from seedance_lint.linter.result import Failure, Summary
from seedance_lint.records import NamedTuple
from seedance_lint.source.document import SourceDocument

_MOST_ROUNDS = 10
"""A fix may make room for another one; more rounds than this are rules that undo each other's work."""

_MOST_TRIALS = 24
"""How often a text is linted in one round to find out which of its fixes do harm; what is still in doubt then is left to the author."""


class Linted(Protocol):
    """What linting a text gave; ``DocumentResult`` and ``LintResult`` are such."""

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The findings, each with its fixes."""

    @property
    def failures(self) -> tuple[Failure, ...]:
        """What could not be linted."""

    @property
    def summary(self) -> Summary:
        """The counts."""


Result = TypeVar("Result", bound=Linted)
_Repair = tuple[Diagnostic, FileFix]


class Fixed(NamedTuple, Generic[Result]):
    """A fixed document, what linting it gives, the findings that were fixed, and whether that left nothing to fix."""

    document: SourceDocument
    result: Result
    applied: tuple[Diagnostic, ...]
    settled: bool


def fix_document(
    document: SourceDocument,
    lint: Callable[[SourceDocument], Result],
    *,
    unsafe: bool,
    result: Result | None = None,
    host: Host | None = None,
) -> Fixed[Result]:
    """Apply the fixes of a document's findings, round by round, until none is left.

    ``unsafe`` takes fixes that may change what the author meant, too. Of fixes that touch each other the first in the text is applied; the next
    round sees to the others. A fix after which the file could not be read any more, or held fewer prompts, is not applied; with the ``host`` that
    reads the document, neither is one that changes another value than it is meant to.
    """
    oracle = None if host is None else Oracle(host)
    result = lint(document) if result is None else result
    applied: list[Diagnostic] = []
    seen = {document.text}
    for _ in range(_MOST_ROUNDS):
        repairs = _repairs(result.diagnostics, unsafe=unsafe)
        if oracle is not None and repairs:
            sound = oracle.sound(document, [fix for _, fix in repairs])
            repairs = [repair for number, repair in enumerate(repairs) if number in sound]
        trials = _Trials(document, result, lint)
        repairs = trials.harmless(repairs)
        if not repairs:
            return Fixed(document, result, tuple(applied), settled=True)
        document, result = trials.made(repairs)
        if document.text in seen:
            break
        seen.add(document.text)
        applied += [found for found, _ in repairs]
    return Fixed(document, result, tuple(applied), settled=not _repairs(result.diagnostics, unsafe=unsafe))


def _repairs(diagnostics: Iterable[Diagnostic], *, unsafe: bool) -> list[_Repair]:
    """Choose one fix for every finding that has one, and of those the ones that do not touch each other."""
    wanted = [
        (found, fix)
        for found in diagnostics
        if (fix := next((fix for fix in found.fixes if fix.edits and (unsafe or fix.applicability is Applicability.SAFE)), None))
    ]
    wanted.sort(key=lambda repair: (repair[1].edits[0], repair[1].edits, repair[0].rule))
    chosen: list[_Repair] = []
    taken: list[FileEdit] = []  # in the order of the text
    for repair in wanted:
        if not any(touches(edit, taken) for edit in repair[1].edits):
            chosen.append(repair)
            for edit in repair[1].edits:
                insort(taken, edit)
    return chosen


class _Trials(Generic[Result]):
    """Tries repairs on a document; ``left`` is how often the document may still be linted to find out which of them do harm."""

    __slots__ = ("_before", "_document", "_lint", "_made", "left")

    def __init__(self, document: SourceDocument, before: Result, lint: Callable[[SourceDocument], Result]) -> None:
        self._document = document
        self._before = before
        self._lint = lint
        self._made: tuple[list[_Repair], SourceDocument, Result] | None = None
        self.left = _MOST_TRIALS

    def harmless(self, repairs: list[_Repair]) -> list[_Repair]:
        """Return repairs that together leave as much of the document readable as it was, as many of these as a few trials find."""
        if not repairs or self.left <= 0:
            return []
        after = self.made(repairs)[1]
        if self._is_harmless(after):
            return repairs
        if len(repairs) == 1:
            return []
        known = {(failure.line, failure.pointer) for failure in self._before.failures}
        broken = {(failure.line, failure.pointer) for failure in after.failures} - known
        lines, pointers = {line for line, where in broken if not where}, {where for _, where in broken}
        others = [each for each in repairs if each[0].pointer not in pointers and each[0].start.line not in lines]
        if 0 < len(others) < len(repairs):
            return self.harmless(others)  # the next round sees to those that are where something broke
        middle = len(repairs) // 2
        first, second = self.harmless(repairs[:middle]), self.harmless(repairs[middle:])
        return first + second if not (first and second) or self._is_harmless(self.made(first + second)[1]) else first

    def made(self, repairs: list[_Repair]) -> tuple[SourceDocument, Result]:
        """Return the document with repairs made, and what linting it gives."""
        if self._made is None or self._made[0] != repairs:
            self.left -= 1
            document = edited(self._document, [edit for _, fix in repairs for edit in fix.edits])
            self._made = (repairs, document, self._lint(document))
        return self._made[1:]

    def _is_harmless(self, after: Result) -> bool:
        return len(after.failures) <= len(self._before.failures) and after.summary.prompts >= self._before.summary.prompts
