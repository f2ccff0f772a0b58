"""What a run gives back."""

from collections.abc import Mapping
from typing import NamedTuple

from seedance_lint.diagnostics.diagnostic import Diagnostic


class Failure(NamedTuple):
    """An input that could not be read, decoded or parsed. ``line`` counts from 1; None where the whole file is meant."""

    path: str
    message: str
    line: int | None = None


class Summary(NamedTuple):
    """Counts of one document or of a whole run.

    ``skipped`` are request-shaped objects for other products; ``without_prompt`` are files in which no prompt was found.
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

    def plus(self, other: "Summary") -> "Summary":
        """Return the sums of two summaries."""
        return Summary(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


class DocumentResult(NamedTuple):
    """Everything found in one document, or in one part of a large one, in the order of output.

    ``lines`` are the lines (from 1) on which the diagnostics and their related places start.
    """

    path: str
    diagnostics: tuple[Diagnostic, ...]
    failures: tuple[Failure, ...]
    summary: Summary
    lines: Mapping[int, str] = {}


class LintResult(NamedTuple):
    """Everything found in a run, in the order of output."""

    diagnostics: tuple[Diagnostic, ...]
    failures: tuple[Failure, ...]
    summary: Summary
