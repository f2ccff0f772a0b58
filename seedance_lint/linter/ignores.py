"""Writes comments that suppress what was found, where a kind of file has comments and nothing changes but them."""

from collections.abc import Callable, Iterable

from seedance_lint.diagnostics.diagnostic import Diagnostic, FileEdit, FileFix
from seedance_lint.diagnostics.violation import Applicability
from seedance_lint.hosts.located import COMMENT_MARK, Host
from seedance_lint.linter.edits import edited
from seedance_lint.linter.oracle import Oracle
from seedance_lint.linter.result import DocumentResult
from seedance_lint.linter.suppressions import UNKNOWN, UNUSED
from seedance_lint.records import NamedTuple
from seedance_lint.source.document import SourceDocument

_FENCES = ("```", "~~~")
_FRONT = "---"
_INDENT = " \t>"
_GOES_ON = ("\\", "`", "^")
"""What ends a line that the next one belongs to, in shells."""

Lint = Callable[[SourceDocument], DocumentResult]
_Found = tuple[Diagnostic, int]
"""A finding, and the first line on which a comment would be about it."""


class _Comment(NamedTuple):
    """A comment to write: where, with what around its rules, and what it is to suppress. ``own_line``: those after it move down by one."""

    offset: int
    before: str
    behind: str
    found: tuple[Diagnostic, ...]
    own_line: bool

    @property
    def fix(self) -> FileFix:
        """The comment as an edit that changes no value."""
        rules = ", ".join(sorted({each.rule for each in self.found}))
        return FileFix("", Applicability.SAFE, (FileEdit(self.offset, self.offset, f"{self.before}[{rules}]{self.behind}"),))


def with_ignores(document: SourceDocument, host: Host, lint: Lint) -> tuple[SourceDocument, DocumentResult]:
    """Return a document with comments that suppress what linting it finds, and what linting it finds then.

    ``lint`` gives the anchors of its findings (``Settings.anchored``). A comment is after the line, else above the value, else above the fenced
    block or in the front matter; one that changes a value, or suppresses nothing, is not written.
    """
    result = lint(document)
    marks = _marks(document, host)
    for place in (_behind, _above, _above_fence) if marks else (_in_front_matter,):
        found = [each for each in zip(result.diagnostics, result.anchors, strict=True) if each[0].rule not in (UNKNOWN, UNUSED)]
        if not found or result.failures:
            break
        comments = _grouped(place(document, each, marks or ("# ", "")) for each in found)
        document, result = _written(document, host, lint, result, comments)
    return document, result


def _marks(document: SourceDocument, host: Host) -> tuple[str, str] | None:
    if document.path.lower().endswith(".mdx"):
        return "{/* ", " */}"
    marks: tuple[str, str] | None = getattr(host, "MARKS", None)
    return marks


def _behind(document: SourceDocument, found: _Found, marks: tuple[str, str]) -> _Comment | None:
    row = found[0].start.line - document.first_line
    if _goes_on(document, row):
        return None
    end = document.lines.start_of_row(row) + len(document.lines.line_text(row))
    return _Comment(end, f"  {marks[0]}{COMMENT_MARK} ignore", marks[1], found[:1], own_line=False)


def _above(document: SourceDocument, found: _Found, marks: tuple[str, str]) -> _Comment | None:
    row = found[1] - document.first_line
    while row and _goes_on(document, row - 1):
        row -= 1
    return _on_its_own(document, row, found[0], marks, "ignore")


def _goes_on(document: SourceDocument, row: int) -> bool:
    return document.lines.line_text(row).rstrip().endswith(_GOES_ON)


def _above_fence(document: SourceDocument, found: _Found, marks: tuple[str, str]) -> _Comment | None:
    for row in range(found[1] - document.first_line, -1, -1):
        if document.lines.line_text(row).lstrip(_INDENT).startswith(_FENCES):
            return _on_its_own(document, row, found[0], marks, "ignore")
    return None


def _in_front_matter(document: SourceDocument, found: _Found, marks: tuple[str, str]) -> _Comment | None:
    if len(document.lines) < 2 or document.lines.line_text(0).rstrip() != _FRONT:
        return None
    return _on_its_own(document, 1, found[0], marks, "ignore-file")


def _on_its_own(document: SourceDocument, row: int, found: Diagnostic, marks: tuple[str, str], form: str) -> _Comment:
    start, line = document.lines.start_of_row(row), document.lines.line_text(row)
    indent = line[: len(line) - len(line.lstrip(_INDENT))]
    behind = start + len(line)
    ending = "\r\n" if document.text.startswith("\r\n", behind) else "\n"
    return _Comment(start, f"{indent}{marks[0]}{COMMENT_MARK} {form}", f"{marks[1]}{ending}", (found,), own_line=True)


def _grouped(comments: Iterable[_Comment | None]) -> list[_Comment]:
    """Put the comments of one place into one, in the order of the text."""
    by_offset: dict[int, _Comment] = {}
    for each in comments:
        if each is not None:
            kept = by_offset.get(each.offset)
            by_offset[each.offset] = each if kept is None else kept._replace(found=(*kept.found, *each.found))
    return [by_offset[offset] for offset in sorted(by_offset)]


def _written(
    document: SourceDocument, host: Host, lint: Lint, result: DocumentResult, comments: list[_Comment]
) -> tuple[SourceDocument, DocumentResult]:
    """Return the document with those of the comments that change no value and suppress what they are to suppress."""
    sound = Oracle(host).sound(document, [each.fix for each in comments])
    comments = [each for number, each in enumerate(comments) if number in sound]
    while comments:
        made = edited(document, [edit for each in comments for edit in each.fix.edits])
        after = lint(made)
        still = {(each.rule, each.message, each.start.line, each.start.column) for each in after.diagnostics}
        working = [each for each in comments if not any(_moved(found, comments) in still for found in each.found)]
        if len(working) == len(comments):
            return made, after
        comments = working
    return document, result


def _moved(found: Diagnostic, comments: list[_Comment]) -> tuple[str, str, int, int]:
    """Return a finding as it would be found again after the lines that the comments add."""
    lines = sum(each.own_line and each.offset <= found.start.offset for each in comments)
    return found.rule, found.message, found.start.line + lines, found.start.column
