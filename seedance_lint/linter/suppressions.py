"""Comments that suppress rules: read from the host's comments, applied to what was found in a document."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence

from seedance_lint.diagnostics.diagnostic import Diagnostic, FileEdit, FileFix
from seedance_lint.diagnostics.violation import Applicability, Severity
from seedance_lint.hosts.located import COMMENT_MARK, Comment
from seedance_lint.linter.report import Report
from seedance_lint.records import NamedTuple
from seedance_lint.rules.base import Rule
from seedance_lint.rules.registry import all_rules
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.span import Span

UNKNOWN, UNUSED = "unknown-suppression", "unused-suppression"

_DIRECTIVE = re.compile(rf"{COMMENT_MARK}\s*([A-Za-z][\w-]*)?\s*(\[[^\]\n]*\]?)?")
_ID = re.compile(r"[^\s,\[\]]+")
_FORMS = ("ignore", "ignore-start", "ignore-end", "ignore-file")
_BLANK = " \t"
_ALL = ""
"""Stands for every rule id among the ends of `ignore-start`."""


class Suppression(NamedTuple):
    """One rule id in one comment, and the lines (from 1, both ends included) on which it suppresses that rule."""

    rule: str
    place: Span
    comment: "_Directive"
    first: int
    last: int


class _Directive(NamedTuple):
    """One comment for seedance-lint: where, what it says, and the ids in it with their places in the document."""

    span: Span
    own_line: bool
    about: Span | None
    form: str
    ids: tuple[tuple[str, Span], ...]


class Complaint(NamedTuple):
    """A comment, or an id in it, that suppresses nothing: the rule that minds, the place, why, and what to remove."""

    rule: str
    place: Span
    message: str
    fix: FileFix


def suppress(report: Report, comments: Iterable[Comment], rules: Sequence[Rule], plugins: tuple[str, ...]) -> int:
    """Take from a report what comments suppress, and add what is wrong with the comments; return how much was suppressed."""
    assert report.anchors is not None
    suppressions = Suppressions(report.document, comments, all_rules(plugins))
    before = len(report.diagnostics)
    report.diagnostics = suppressions.split(list(zip(report.diagnostics, report.anchors, strict=True)))
    silenced = before - len(report.diagnostics)
    active = {rule.meta.id: rule for rule in rules}
    # After a failure nobody knows whether a comment has nothing to suppress.
    for complaint in suppressions.complaints(None if report.failures else active):
        if complaint.rule in active:
            report.diagnostics.append(_diagnostic(complaint, report, report.severity_of(active[complaint.rule])))
    return silenced


def _diagnostic(complaint: Complaint, report: Report, severity: Severity) -> Diagnostic:
    document = report.document
    start, end = (document.position(offset) for offset in complaint.place)
    return Diagnostic(
        document.path,
        complaint.rule,
        severity,
        complaint.message,
        None,
        start,
        end,
        exact=True,
        pointer="",
        related=(),
        fixes=(complaint.fix,),
    )


class Suppressions:
    """The suppressions of one document. A file may be nothing but such comments: nothing here looks at each of them for each other."""

    __slots__ = ("_complaints", "_document", "_ends", "_next_lines", "_own_lines", "_suppressions", "_used")

    def __init__(self, document: SourceDocument, comments: Iterable[Comment], rules: Collection[str]) -> None:
        """Read them from a document's comments; ``rules`` are all rule ids that exist."""
        self._document = document
        self._suppressions: list[Suppression] = []
        self._complaints: list[Complaint] = []
        self._used: set[int] = set()
        directives = [directive for comment in comments if (directive := self._directive(comment)) is not None]
        self._own_lines = {document.lines.row(each.span.start) for each in directives if each.own_line}
        self._next_lines: dict[int, int] = {}
        self._ends: dict[str, list[int]] = {}
        for each in directives:
            if each.form == "ignore-end":
                for rule in [name for name, _ in each.ids] or [_ALL]:
                    self._ends.setdefault(rule, []).append(each.span.start)
        for each in directives:
            self._read(each, rules)

    def split(self, found: Sequence[tuple[Diagnostic, frozenset[int]]]) -> list[Diagnostic]:
        """Return the diagnostics that stay; with each come the lines on which a comment is about it."""
        lines_of: dict[str, set[int]] = {}
        for diagnostic, lines in found:
            lines_of.setdefault(diagnostic.rule, set()).update(lines)
        known = {rule: sorted(lines) for rule, lines in lines_of.items()}
        silenced: dict[str, set[int]] = {}
        reached: dict[str, int] = {}
        order = sorted(range(len(self._suppressions)), key=lambda number: self._suppressions[number].first)
        for number in order:
            rule, _, _, first, last = self._suppressions[number]
            here = known.get(rule, [])
            start, end = bisect_left(here, first), bisect_right(here, last)
            if start < end:
                self._used.add(number)
                silenced.setdefault(rule, set()).update(here[max(start, reached.get(rule, 0)) : end])
                reached[rule] = max(end, reached.get(rule, 0))
        return [diagnostic for diagnostic, lines in found if silenced.get(diagnostic.rule, set()).isdisjoint(lines)]

    def complaints(self, active: Collection[str] | None) -> list[Complaint]:
        """Return what is wrong with the comments; ``active`` are the rules that ran, None if that was not over the whole document."""
        unused = [
            self._unused(each)
            for number, each in enumerate(self._suppressions)
            if active is not None and number not in self._used and each.rule in active
        ]
        return [*self._complaints, *unused]

    def _directive(self, comment: Comment) -> _Directive | None:
        if not comment.text.startswith(COMMENT_MARK):  # elsewhere in a comment it is talk about this program
            return None
        start, end = comment.span
        match = _DIRECTIVE.search(self._document.text, start, end)
        assert match is not None
        ids = tuple((each[0], Span(*each.span())) for each in _ID.finditer(self._document.text, *match.span(2))) if match[2] else ()
        return _Directive(comment.span, comment.own_line, comment.about, match[1] or "", ids)

    def _read(self, directive: _Directive, rules: Collection[str]) -> None:
        if directive.form not in _FORMS:
            from seedance_lint.nearest import did_you_mean

            said = (
                f"`{COMMENT_MARK} {directive.form}` is not a known directive"
                if directive.form
                else f"`{COMMENT_MARK}` needs a directive, such as `ignore[rule-id]`"
            )
            self._complain(directive, f"{said}{did_you_mean(directive.form, _FORMS)}")
            return
        if directive.form == "ignore-end":
            return
        if not directive.ids:
            self._complain(directive, f"`{directive.form}` without a rule id has no effect; write `{directive.form}[rule-id]`")
            return
        for rule, place in directive.ids:
            if rule not in rules:
                from seedance_lint.nearest import did_you_mean

                message = f"unknown rule `{rule}`{did_you_mean(rule, rules)}"
                self._complaints.append(Complaint(UNKNOWN, place, message, self._removal(directive, place)))
                continue
            first, last = self._lines(directive, rule)
            self._suppressions.append(Suppression(rule, place, directive, first, last))

    def _lines(self, directive: _Directive, rule: str) -> tuple[int, int]:
        """Return the lines that a comment is about."""
        lines = self._document.lines
        here = lines.row(directive.span.start)
        if directive.form == "ignore-file":
            rows = (0, len(lines))
        elif directive.form == "ignore-start":
            starts = [
                places[at]
                for places in (self._ends.get(rule, []), self._ends.get(_ALL, []))
                if (at := bisect_right(places, directive.span.start)) < len(places)
            ]
            rows = (here, lines.row(min(starts)) if starts else len(lines))
        elif directive.about is not None:
            rows = (lines.row(directive.about.start), lines.row(directive.about.end))
        elif directive.own_line:
            row = self._next_line(lines.row(max(directive.span.start, directive.span.end - 1)) + 1)
            rows = (row, row)
        else:
            rows = (here, lines.row(max(directive.span.start, directive.span.end - 1)))
        return rows[0] + self._document.first_line, rows[1] + self._document.first_line

    def _next_line(self, row: int) -> int:
        """Return the first row from this one on that a comment above could be about: not blank, and no other such comment alone."""
        passed = []
        while row < len(self._document.lines) - 1 and (row in self._own_lines or not self._document.lines.line_text(row).strip()):
            if row in self._next_lines:
                row = self._next_lines[row]
                break
            passed.append(row)
            row += 1
        self._next_lines.update(dict.fromkeys(passed, row))
        return row

    def _complain(self, directive: _Directive, message: str) -> None:
        self._complaints.append(Complaint(UNKNOWN, directive.span, message, self._removal(directive, None)))

    def _unused(self, each: Suppression) -> Complaint:
        where = {
            "ignore-file": "in this file", "ignore-start": "up to the end of its range",
        }.get(each.comment.form, f"on line {each.first}")  # fmt: skip
        message = f"`{each.rule}` finds nothing {where}, so this comment has no effect"
        return Complaint(UNUSED, each.place, message, self._removal(each.comment, each.place))

    def _removal(self, directive: _Directive, place: Span | None) -> FileFix:
        """Return the fix that removes an id from a comment, or the comment where it is the only one."""
        text, shift = self._document.text, self._document.first_offset
        if place is not None and len(directive.ids) > 1:
            number = bisect_left(directive.ids, place, key=_place_of)
            start, end = (place.start, directive.ids[1][1].start) if number == 0 else (directive.ids[number - 1][1].end, place.end)
            title = "Remove the rule id"
        else:
            start, end = directive.span
            while start and text[start - 1] in _BLANK:
                start -= 1
            if start == 0 or text[start - 1] in "\r\n":  # the comment had its line for itself: no mark of a quote before it
                end = _behind_line(text, end)
            title = "Remove the comment"
        return FileFix(title, Applicability.SAFE, (FileEdit(start + shift, end + shift, ""),))


def _place_of(written: tuple[str, Span]) -> Span:
    return written[1]


def _behind_line(text: str, place: int) -> int:
    """Return where the line after a place starts, if only blanks are between; else the place."""
    end = place
    while end < len(text) and text[end] in _BLANK:
        end += 1
    if text.startswith("\r\n", end):
        return end + 2
    return end + 1 if text[end : end + 1] in ("\n", "\r") else place
