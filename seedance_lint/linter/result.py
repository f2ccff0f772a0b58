"""What a run gives back."""

from collections.abc import Iterable, Mapping

from seedance_lint.annotations import TYPE_CHECKING, Any
from seedance_lint.diagnostics.diagnostic import Diagnostic
from seedance_lint.diagnostics.violation import Applicability, Severity
from seedance_lint.records import NamedTuple

if TYPE_CHECKING:
    from seedance_lint.linter.described import DescribedRequest


class Failure(NamedTuple):
    """An input that could not be read, decoded or parsed. ``line`` counts from 1; None if the whole file is meant.

    ``pointer`` leads to the prompt where only that could not be linted.
    """

    path: str
    message: str
    line: int | None = None
    pointer: str = ""


class Skipped(NamedTuple):
    """A place where something that looks like a prompt was not read. ``line`` and ``column`` count from 1; ``reason`` completes "since it is …"."""

    path: str
    line: int
    column: int
    reason: str


class Summary(NamedTuple):
    """Counts of one document or of a whole run.

    ``skipped`` are request-shaped objects for other products; ``without_prompt`` are files in which no prompt was found; ``fixed`` are findings
    that were there before their fixes were applied; ``unread`` are places that look like prompts and were not read.
    """

    files: int = 0
    prompts: int = 0
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    suppressed: int = 0
    baselined: int = 0
    skipped: int = 0
    without_prompt: int = 0
    fixed: int = 0
    unread: int = 0

    def plus(self, other: "Summary") -> "Summary":
        """Return the sums of two summaries."""
        return Summary(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


Counts = Mapping[tuple[str, Severity, Applicability | None], int]
"""Of each rule, severity and best kind of fix (None for no fix), how many diagnostics there are."""


class DocumentResult(NamedTuple):
    """Everything found in one document, or in one part of a large one, in the order of output.

    ``lines`` are the lines (from 1) on which the diagnostics start and end and their related places start.
    ``rewritten`` is what fixing wants printed: a diff, or the fixed text of a stream; ``masked`` lines of the diff show stars for a secret.
    ``text`` is what a report says of the findings, where that was written when they were found; ``counts`` stands for them then.
    """

    path: str
    diagnostics: tuple[Diagnostic, ...]
    failures: tuple[Failure, ...]
    summary: Summary
    lines: Mapping[int, str] = {}
    rewritten: str = ""
    masked: int = 0
    text: str | None = None
    counts: Counts | None = None
    unread: tuple[Skipped, ...] = ()
    anchors: tuple[int, ...] = ()
    """Where ``Settings.anchored`` asks for it, the first line on which a comment is about each diagnostic."""
    others: tuple[Skipped, ...] = ()
    """Requests for other products, where ``Settings.verbose`` asks for their places."""
    contracts: Mapping[str, int] = {}
    """Profile, or ``assumed`` and a profile, or ``""`` where the provider is unknown, to how many requests were checked against it."""
    products: Mapping[str, int] = {}
    """Name of another product, or nothing where it has none, to how many requests are for it."""
    requests: tuple["DescribedRequest", ...] = ()
    """What was understood of each request, where the settings ask for it."""


def counts_of(diagnostics: Iterable[Diagnostic]) -> Counts:
    """Count diagnostics for the summary of a run."""
    counts: dict[tuple[str, Severity, Applicability | None], int] = {}
    for found in diagnostics:
        kind = (found.rule, found.severity, min([fix.applicability for fix in found.fixes]) if found.fixes else None)
        counts[kind] = counts.get(kind, 0) + 1
    return counts


class LintError(Exception):
    """A request that must not be sent; ``diagnostics`` has its errors, and ``failures`` what could not be linted."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...], failures: tuple[Failure, ...] = ()) -> None:
        super().__init__(diagnostics, failures)
        self.diagnostics = diagnostics
        self.failures = failures

    def __str__(self) -> str:
        lines = [f"{found.pointer or '/'}: {found.message} ({found.rule})" for found in self.diagnostics]
        return "\n".join([*lines, *(failure.message for failure in self.failures)])


class LintResult(NamedTuple):
    """Everything found in a run, in the order of output."""

    diagnostics: tuple[Diagnostic, ...]
    failures: tuple[Failure, ...]
    summary: Summary

    @property
    def ok(self) -> bool:
        """Whether there is no error and everything could be linted; warnings do not count."""
        return not self.failures and not any(found.severity is Severity.ERROR for found in self.diagnostics)

    def __bool__(self) -> bool:
        """Whether the result is ``ok``."""
        return self.ok

    def raise_for_errors(self) -> None:
        """Do nothing if the result is ``ok``.

        Raises:
            LintError: it is not ``ok``.
        """
        if not self.ok:
            raise LintError(tuple(found for found in self.diagnostics if found.severity is Severity.ERROR), self.failures)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, ready for JSON."""
        return {
            "ok": self.ok,
            "diagnostics": [found.to_dict() for found in self.diagnostics],
            "failures": [failure._asdict() for failure in self.failures],
            "summary": self.summary._asdict(),
        }
