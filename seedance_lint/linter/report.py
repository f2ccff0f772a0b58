"""Makes violations into diagnostics: collects what was found in one document, with its places in the file."""

from collections.abc import Iterable
from operator import attrgetter

from seedance_lint.annotations import TYPE_CHECKING
from seedance_lint.config.settings import Settings
from seedance_lint.contracts.contract import SET, UNKNOWN, Contract
from seedance_lint.diagnostics.diagnostic import Diagnostic, RelatedPlace
from seedance_lint.diagnostics.violation import Related, Severity
from seedance_lint.hosts.located import COMMENT_MARK, HostFailure, MissingExtra, Passed
from seedance_lint.linter.crash import internal_error
from seedance_lint.linter.place import Places
from seedance_lint.linter.result import DocumentResult, Failure, LintResult, Skipped, Summary
from seedance_lint.plugins import PluginFailure, in_a_line
from seedance_lint.records import NamedTuple
from seedance_lint.rules.base import Rule
from seedance_lint.rules.engine import Crash, Finding
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.line_index import Position
from seedance_lint.source.span import Span

if TYPE_CHECKING:
    from seedance_lint.linter.described import DescribedRequest


class Oversize(NamedTuple):
    """A prompt that is too large to be worth the time."""

    message: str


Found = Finding | Crash | Oversize


_LINES_AROUND = 3
_MOST_TOGETHER = 100
"""Lines that are looked at as one text."""
_LONG_LINE = 20_000
"""Characters of a line that is looked at alone."""


class Report:
    """The diagnostics and failures of one document so far.

    ``anchors`` are, for each diagnostic, the lines on which a comment would be about it; None if the document has no comment for us.
    """

    __slots__ = (
        "_anchored",
        "_severity",
        "anchors",
        "contracts",
        "diagnostics",
        "document",
        "failures",
        "first_lines",
        "others",
        "products",
        "requests",
        "unread",
    )

    def __init__(self, document: SourceDocument, settings: Settings) -> None:
        self.document = document
        self._severity = settings.severity
        self.diagnostics: list[Diagnostic] = []
        self.failures: list[Failure] = []
        self.unread: list[Skipped] = []
        self.others: list[Skipped] = []
        self.contracts: dict[str, int] = {}
        self.products: dict[str, int] = {}
        self.first_lines: dict[int, int] = {}
        """Where anchors are wanted, the first of each diagnostic, by its identity."""
        self._anchored = settings.anchored
        self.requests: list[DescribedRequest] = []
        self.anchors: list[frozenset[int]] | None = (
            [] if settings.anchored or (settings.suppressions and COMMENT_MARK in document.text) else None
        )

    def add(self, found: Iterable[Found], places: Places, contract: Contract | None = None) -> None:
        """Take up what was found in one request, under its contract."""
        profile = None if contract is None else contract.profile.name
        reason = (
            "" if contract is None or not contract.certain else f"as {profile} takes it{f' ({contract.reason})' if contract.reason else ''}"
        )
        path, place, severities = self.document.path, places.place, self._severity
        position = self.document.lines.position
        ends: dict[Span, tuple[Position, Position]] = {}  # many findings of a request share theirs
        for each in found:
            if not isinstance(each, Finding):
                self.failures.append(self._failure(each, places))
                continue
            rule, (at, message, advice, others, repairs, severity) = each
            name = rule.meta.id
            span, exact, pointer, is_here = place(at)
            if span not in ends:
                ends[span] = (position(span.start), position(span.end))
            start, end = ends[span]
            related = self._related(others, places) if others else ()
            if related and not is_here:  # a file of the command line: shown where the prompt uses it
                (_, start, end, _), exact, related = related[0], True, related[1:]
            lines = None if self.anchors is None else places.anchors(at)
            self.diagnostics.append(
                Diagnostic(
                    path,
                    name,
                    severities.get(name) or severity or rule.meta.severity,
                    message,
                    advice,
                    start,
                    end,
                    exact,
                    pointer,
                    related,
                    tuple([made for fix in repairs if (made := places.fix(fix)) is not None]) if repairs else (),
                    profile,
                    reason if rule.meta.rests_on == "contract" else "",
                    places.cell(at) if self.document.is_table else None,
                )
            )
            if self.anchors is not None and lines is not None:
                self.anchors.append(lines)
                if self._anchored:
                    self.first_lines[id(self.diagnostics[-1])] = min(lines)
        places.forget()

    def count(self, contract: Contract | None, *, is_alone: bool) -> None:
        """Count the contract of a request, unless the user chose it: by its name, and an unknown one as ``""``.

        Of a prompt that ``is_alone``, with no files and no parameters, there is nothing that an unknown provider could limit.
        """
        if contract is not None and contract.standing != SET:
            name = contract.profile.name if contract.certain else f"assumed {contract.profile.name}"
            name = "" if contract.standing == UNKNOWN and not is_alone else name
            self.contracts[name] = self.contracts.get(name, 0) + 1

    def fail(self, error: Exception, places: Places) -> None:
        """Take up that the program broke on one request; the others of the document count all the same."""
        try:
            self.failures.append(self._failure(error, places))
        except Exception:  # the place of the prompt is what it broke on
            self.failures.append(Failure(self.document.path, internal_error(error, "prompt")))

    def refuse(self, failure: HostFailure) -> None:
        """Take up that a part of the document cannot be read."""
        self.failures.append(host_failure(failure, self.document))

    def passed(self, part: Passed) -> None:
        """Take up that something that looks like a prompt was not read."""
        place = self.document.position(part.offset)
        self.unread.append(Skipped(self.document.path, place.line, place.column, part.reason))

    def left_out(self, product: str, places: Places | None) -> None:
        """Take up that a request is for another product, which may have a name, and where it is if that is wanted."""
        self.products[product] = self.products.get(product, 0) + 1
        if places is not None:
            place = self.document.position(places.prompt().span.start)
            reason = f"for another product{f' ({product})' if product else ''}"
            self.others.append(Skipped(self.document.path, place.line, place.column, reason))

    def severity_of(self, rule: Rule) -> Severity:
        """Return the severity of a rule's findings: the user's, or the rule's own."""
        return self._severity.get(rule.meta.id) or rule.meta.severity

    def document_result(self, **counts: int) -> DocumentResult:
        """Return what was collected, in the order of output, as the result of a file."""
        diagnostics, failures, summary = self.result(**counts)
        return DocumentResult(
            self.document.path,
            diagnostics,
            failures,
            summary,
            self._lines(),
            unread=tuple(self.unread),
            anchors=tuple([self.first_lines.get(id(each), each.start.line) for each in diagnostics]) if self._anchored else (),
            others=tuple(self.others),
            contracts=self.contracts,
            products=self.products,
            requests=tuple(self.requests),
        )

    def result(self, **counts: int) -> LintResult:
        """Return what was collected, in the order of output."""
        self.diagnostics.sort(key=_sort_key)
        kept: list[Diagnostic] = []
        for each in self.diagnostics:
            if not kept or not _is_same(kept[-1], each):
                kept.append(each)
        self.diagnostics = kept
        return LintResult(tuple(self.diagnostics), tuple(self.failures), summarise(self.diagnostics, unread=len(self.unread), **counts))

    def _related(self, others: tuple[Related, ...], places: Places) -> tuple[RelatedPlace, ...]:
        position = self.document.lines.position
        return tuple(
            [
                RelatedPlace(each.message, position(place.span.start), position(place.span.end), place.pointer)
                for each in others
                if places.may_have(each.at) and (place := places.place(each.at)).found
            ]
        )

    def _failure(self, trouble: Crash | Oversize | Exception, places: Places) -> Failure:
        placed = places.prompt()
        line = self.document.position(placed.span.start).line
        where = f"{'row' if self.document.is_table else 'line'} {line}"
        where += f", {placed.pointer}" if placed.pointer else ""
        if isinstance(trouble, Oversize):
            message = trouble.message
        elif isinstance(trouble, Crash):
            message = f"the rule `{trouble.rule.meta.id}` failed on this prompt: {_told(trouble.error)}"
        else:
            message = internal_error(trouble, "prompt")
        return Failure(self.document.path, f"{where}: {message}", line, placed.pointer)

    def _lines(self) -> dict[int, str]:
        """Return the lines that a report may want to show, without the secrets in their URLs."""
        wanted: set[int] = set()
        for diagnostic in self.diagnostics:
            wanted.update(place.line for place in (diagnostic.start, diagnostic.end, *(related.start for related in diagnostic.related)))
        lines: dict[int, str] = {}
        rows: list[int] = []
        for row in sorted(line - self.document.first_line for line in wanted):
            if rows and (row - rows[-1] > _LINES_AROUND or len(rows) == _MOST_TOGETHER):
                lines.update(self._shown(rows))
                rows = []
            rows.append(row)
        if rows:
            lines.update(self._shown(rows))
        return lines

    def _shown(self, rows: list[int]) -> dict[int, str]:
        """Return neighbouring lines with stars for secrets; the lines around them may tell what is one, where a string has several."""
        from seedance_lint.masking import masked  # a run without findings shows no line

        texts, first = self.document.lines, max(rows[0] - _LINES_AROUND, 0)
        around = [texts.line_text(each) for each in range(first, min(rows[-1] + _LINES_AROUND + 1, len(texts)))]
        shown = masked("\n".join([line.replace("\n", " ") if len(line) <= _LONG_LINE else "" for line in around])).split("\n")
        return {
            row + self.document.first_line: shown[row - first] if len(around[row - first]) <= _LONG_LINE else masked(around[row - first])
            for row in rows
        }


def _is_same(before: Diagnostic, each: Diagnostic) -> bool:
    """Whether a finding is in a prompt that several requests share, and was told of another of them."""
    return each.exact and (before.start, before.end, before.rule, before.message, before.cell) == (
        each.start,
        each.end,
        each.rule,
        each.message,
        each.cell,
    )


def _told(error: Exception) -> str:
    return str(error) if isinstance(error, PluginFailure) else in_a_line(error)


def host_failure(failure: HostFailure, document: SourceDocument) -> Failure:
    """Return what a host refused, with its place in the file."""
    if isinstance(failure, MissingExtra):
        return Failure(document.path, failure.message)
    place = document.position(failure.offset)
    return Failure(document.path, f"line {place.line}, column {place.column}: {failure.message}", place.line)


def summarise(diagnostics: Iterable[Diagnostic], *, prompts: int = 0, skipped: int = 0, suppressed: int = 0, unread: int = 0) -> Summary:
    """Return the counts of a document."""
    severities = [diagnostic.severity for diagnostic in diagnostics]
    errors, warnings = severities.count(Severity.ERROR), severities.count(Severity.WARNING)
    infos = len(severities) - errors - warnings
    return Summary(0, prompts, errors, warnings, infos, suppressed, skipped=skipped, unread=unread)


_sort_key = attrgetter("start", "end", "rule", "message")
