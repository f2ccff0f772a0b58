"""Fixes files: lints them, applies the fixes, and writes them back or says what would change."""

from collections.abc import Callable

from seedance_lint.hosts.located import Host
from seedance_lint.linter.atomic import WriteFailure, replace_file
from seedance_lint.linter.fixes import Fixed, fix_document
from seedance_lint.linter.oracle import offered
from seedance_lint.linter.patch import patch_between
from seedance_lint.linter.result import DocumentResult, Failure
from seedance_lint.records import NamedTuple
from seedance_lint.source.document import SourceDocument

Lint = Callable[[SourceDocument], DocumentResult]


class Fixing(NamedTuple):
    """How files are fixed: with unsafe fixes or without; written back, or given as a diff."""

    unsafe: bool = False
    diff: bool = False
    ignores: bool = False
    """Write comments that suppress what is found, in place of fixes."""


def fix_whole(document: SourceDocument, host: Host, lint: Lint, fixing: Fixing, *, stream: bool = False) -> DocumentResult:
    """Fix one document; with ``stream`` the fixed text goes into the result, since there is no file to write."""
    if fixing.ignores:
        from seedance_lint.linter.ignores import with_ignores

        fixed = Fixed(*with_ignores(document, host, lint), (), settled=True)
    else:
        fixed = fix_document(document, lint, unsafe=fixing.unsafe, host=host)
    result = _counted(fixed._replace(result=offered(fixed.result, fixed.document, host)))
    if fixing.diff:
        patch = patch_between(document, fixed.document)
        return result._replace(rewritten=patch.text, masked=patch.masked)
    if stream:
        return result._replace(rewritten=fixed.document.text)
    if fixed.document.text == document.text:
        return result
    try:
        replace_file(document.path, document.to_bytes(document.text), fixed.document.to_bytes(fixed.document.text))
    except WriteFailure as failure:
        unfixed = offered(lint(document), document, host)
        return unfixed._replace(failures=(*unfixed.failures, Failure(document.path, str(failure))))
    return result


def _counted(fixed: Fixed[DocumentResult]) -> DocumentResult:
    result = fixed.result._replace(summary=fixed.result.summary._replace(fixed=len(fixed.applied)))
    if fixed.settled:
        return result
    return result._replace(failures=(*result.failures, Failure(result.path, "the fixes did not converge; apply the rest by hand")))
