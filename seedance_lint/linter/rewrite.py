"""Fixes files: lints them, applies the fixes, and writes them back or says what would change."""

from collections.abc import Callable
from typing import NamedTuple

from seedance_lint.linter.atomic import WriteFailure, replace_file
from seedance_lint.linter.fixes import Fixed, fix_document
from seedance_lint.linter.result import DocumentResult, Failure
from seedance_lint.source.document import SourceDocument

Lint = Callable[[SourceDocument], DocumentResult]


class Fixing(NamedTuple):
    """How files are fixed: with unsafe fixes or without; written back, or given as a diff."""

    unsafe: bool = False
    diff: bool = False


def fix_whole(document: SourceDocument, lint: Lint, fixing: Fixing, *, stream: bool = False) -> DocumentResult:
    """Fix one document; with ``stream`` the fixed text goes into the result, since there is no file to write."""
    fixed = fix_document(document, lint, unsafe=fixing.unsafe)
    result = _counted(fixed)
    if fixing.diff:
        return result._replace(rewritten=unified_diff(document.path, document.text, fixed.document.text))
    if stream:
        return result._replace(rewritten=fixed.document.text)
    if fixed.document.text == document.text:
        return result
    try:
        replace_file(document.path, document.to_bytes(document.text), fixed.document.to_bytes(fixed.document.text))
    except WriteFailure as failure:
        unfixed = lint(document)
        return unfixed._replace(failures=(*unfixed.failures, Failure(document.path, str(failure))))
    return result


def _counted(fixed: Fixed[DocumentResult]) -> DocumentResult:
    result = fixed.result._replace(summary=fixed.result.summary._replace(fixed=len(fixed.applied)))
    if fixed.settled:
        return result
    return result._replace(failures=(*result.failures, Failure(result.path, "the fixes did not come to an end; apply the rest by hand")))


def unified_diff(path: str, before: str, after: str) -> str:
    """Return what a fix changes, as `diff -u` writes it; empty where it changes nothing."""
    if before == after:
        return ""
    import difflib

    lines = difflib.unified_diff(_lines(before), _lines(after), f"a/{path}", f"b/{path}", n=2)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    r"""Split at ``\n`` alone, as patch does."""
    lines = text.split("\n")
    last = lines.pop()
    return [*(f"{line}\n" for line in lines), *([last] if last else [])]
