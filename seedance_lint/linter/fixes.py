"""Applies fixes to a text until nothing is left to fix."""

from bisect import insort
from collections.abc import Callable, Iterable
from typing import Generic, NamedTuple, Protocol, TypeVar

from seedance_lint.diagnostics.diagnostic import Diagnostic, FileEdit, FileFix
from seedance_lint.diagnostics.violation import Applicability
from seedance_lint.hosts.located import Host
from seedance_lint.linter.edits import edited, touches
from seedance_lint.linter.oracle import Oracle
from seedance_lint.linter.result import Failure, Summary
from seedance_lint.source.document import SourceDocument

_MOST_ROUNDS = 10
"""A fix may make room for another one; more rounds than this are rules that undo each other's work."""


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
        step = _harmless(document, result, repairs, lint)
        if step is None:
            return Fixed(document, result, tuple(applied), settled=True)
        document, result, done = step
        if document.text in seen:
            break
        seen.add(document.text)
        applied += done
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


def _harmless(
    document: SourceDocument, before: Result, repairs: list[_Repair], lint: Callable[[SourceDocument], Result]
) -> tuple[SourceDocument, Result, list[Diagnostic]] | None:
    """Apply repairs together; where the outcome is broken, halve them until the ones that break it are left out."""
    if not repairs:
        return None
    after_document = edited(document, [edit for _, fix in repairs for edit in fix.edits])
    after = lint(after_document)
    if len(after.failures) <= len(before.failures) and after.summary.prompts >= before.summary.prompts:
        return after_document, after, [found for found, _ in repairs]
    if len(repairs) == 1:
        return None
    middle = len(repairs) // 2
    return _harmless(document, before, repairs[:middle], lint) or _harmless(document, before, repairs[middle:], lint)
