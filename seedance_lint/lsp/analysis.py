"""What a document says, worked out once for each of its versions and shared by everything an editor asks."""

from bisect import bisect_right
from collections.abc import Iterator

from seedance_lint.binding import Bindings
from seedance_lint.diagnostics.diagnostic import Diagnostic, FileEdit
from seedance_lint.diagnostics.violation import Location, Place
from seedance_lint.hosts.located import Host, HostFailure, Passed, Root, shared
from seedance_lint.linter.crash import internal_error
from seedance_lint.linter.fixes import fix_document
from seedance_lint.linter.lint import Linter
from seedance_lint.linter.oracle import offered
from seedance_lint.linter.place import Places
from seedance_lint.linter.report import host_failure
from seedance_lint.linter.result import DocumentResult, Failure, Summary
from seedance_lint.lsp.changes import edits_between
from seedance_lint.profiles.profile import Profile
from seedance_lint.records import NamedTuple
from seedance_lint.requests.request import PromptRequest
from seedance_lint.rules.base import LintContext
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.span import Span
from seedance_lint.syntax import Prompt


class Reading:
    """One request as it was read: its syntax tree, its bindings and the places of its values in its piece of the document."""

    __slots__ = ("_context", "linter", "places", "request")

    def __init__(self, request: PromptRequest, places: Places, linter: Linter) -> None:
        self.request = request
        self.places = places
        self.linter = linter
        self._context: LintContext | None = None

    @property
    def context(self) -> LintContext:
        """What the request says, worked out at first use."""
        if self._context is None:
            self._context = self.linter.read(self.request)
        return self._context

    @property
    def prompt(self) -> Prompt:
        """The syntax tree."""
        return self.context.prompt

    @property
    def bindings(self) -> Bindings:
        """Which tag names which file."""
        return self.context.bindings

    @property
    def profile(self) -> Profile:
        """The profile that the request is checked against."""
        return self.context.profile


class LocatedReading(NamedTuple):
    """A reading and the offset at which its piece of the document starts."""

    reading: Reading
    shift: int

    def span(self, at: Place) -> Span | None:
        """Return the exact characters of the document for a span of the prompt or a value of the request."""
        placed = self.reading.places.place(at)
        return placed.span.shift(self.shift) if placed.found and placed.exact else None

    def offset(self, offset: int) -> int | None:
        """Return the offset in the prompt of an offset in the document; None outside of the prompt."""
        return self.reading.places.offset_in_prompt(offset - self.shift)


class Problem(NamedTuple):
    """A part of the document that could not be read or linted, and why."""

    span: Span
    message: str


class Piece:
    """A document, or one line of a document that holds one value per line, with everything that was found in it."""

    __slots__ = ("_host", "_matters", "_offers", "_readings", "_safe_edits", "document", "linter", "result", "shown")

    def __init__(self, document: SourceDocument, host: Host, linter: Linter, *, matters: bool) -> None:
        """Lint a piece; ``matters`` says whether the document may hold a prompt, so that somebody must hear of what cannot be read."""
        self.document = document
        self.linter = linter
        self._host = host
        self._matters = matters
        self._readings: tuple[Reading, ...] | None = None
        self._safe_edits: list[FileEdit] | None = None
        self._offers: tuple[Diagnostic, ...] | None = None
        self.shown: str | None = None
        """The diagnostics as they are written for the editor, kept by their writer."""
        try:
            self.result = self._lint(document)
        except Exception as error:  # a server that dies for one file helps with none
            self.result = DocumentResult(document.path, (), (Failure(document.path, internal_error(error)),), Summary())

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The requests of the piece, read at first use."""
        if self._readings is None:
            self._readings = tuple(self._read())
        return self._readings

    def _read(self) -> Iterator[Reading]:
        for root in self._roots():
            if isinstance(root, Root):
                whole = shared(root)
                for request in self.linter.requests(root, self.document.text, self.document.path).found:
                    yield Reading(request, Places(self.document, whole, request.prompt_path), self.linter)

    def _roots(self) -> list[Root | HostFailure | Passed]:
        """Return what the document holds: nothing if the program fails on it, which the result says."""
        try:
            return list(self._host.roots(self.document))
        except Exception:  # said once, by the result
            return []

    @property
    def offers(self) -> tuple[Diagnostic, ...]:
        """The findings, with those of their fixes that do what they are meant to; worked out at first use."""
        if self._offers is None:
            self._offers = offered(self.result, self.document, self._host).diagnostics
        return self._offers

    @property
    def safe_edits(self) -> list[FileEdit]:
        """The edits that make every safe fix of the piece, worked out at first use."""
        if self._safe_edits is None:
            fixed = fix_document(self.document, self._lint, unsafe=False, result=self.result, host=self._host)
            self._safe_edits = edits_between(self.document.text, fixed.document.text)
        return self._safe_edits

    def _lint(self, document: SourceDocument) -> DocumentResult:
        return self.linter.lint(document, self._host)

    @property
    def problems(self) -> Iterator[Problem]:
        """What could not be read or linted, where the document may hold a prompt at all; other files are none of our business."""
        if not self.result.failures or not self._matters:
            return
        refused = {host_failure(root, self.document).message: root for root in self._roots() if isinstance(root, HostFailure)}
        for failure in self.result.failures:
            root = refused.get(failure.message)
            if root is not None:
                yield Problem(
                    Span(root.offset, min(root.offset + 1, len(self.document.text))), f"{root.message}; its prompts are not checked"
                )
            else:
                row = (failure.line or self.document.first_line) - self.document.first_line
                start = self.document.lines.start_of_row(row)
                yield Problem(Span(start, start + len(self.document.lines.line_text(row))), failure.message)


class LocatedPiece(NamedTuple):
    """A piece, the offset at which it starts and the line (from 0) on which that is."""

    piece: Piece
    start: int
    row: int


def span_of(found: Diagnostic, placed: LocatedPiece) -> Span:
    """Return the characters of the document that a finding of one of its pieces is about."""
    return Span(found.start.offset, found.end.offset).shift(placed.start)


class Analysis:
    """Everything found in one version of a document."""

    __slots__ = ("_kept", "_matters", "_starts", "host", "linter", "pieces")

    def __init__(self, text: str, path: str, host: Host, linter: Linter, before: "Analysis | None" = None) -> None:
        """Analyse a text; lines that the version ``before`` had too are not looked at again."""
        self.host = host
        self.linter = linter
        self._matters = linter.profile.request.prompt in text
        known = before is not None and before.host is host and before.linter is linter and before._matters == self._matters
        kept = before._kept if before is not None and known else {}
        self._kept: dict[tuple[str, bool], Piece] = {}
        self.pieces: list[LocatedPiece] = []
        start = row = 0
        parts = text.split("\n") if getattr(host, "BY_LINE", False) else [text]
        for part in parts:
            key = (part, start == 0)  # some hosts look at the first line more closely
            piece = self._kept.get(key) or kept.get(key)
            if piece is None:
                piece = Piece(SourceDocument(path, part, first_line=1 if start == 0 else 2), host, linter, matters=self._matters)
            self._kept[key] = piece
            self.pieces.append(LocatedPiece(piece, start, row))
            if start == 0 and len(parts) > 1 and piece.result.failures and _is_refused_whole(part, path, host):
                break
            start += len(part) + 1
            row += 1 + (part.count("\r", 0, -1) if "\r" in part else 0)
        self._starts = [piece.start for piece in self.pieces]

    def within(self, span: Span) -> list[LocatedPiece]:
        """Return the pieces that share a place with a span of the document."""
        return self.pieces[max(bisect_right(self._starts, span.start) - 1, 0) : bisect_right(self._starts, span.end)]

    def readings(self, span: Span) -> Iterator[LocatedReading]:
        """Yield the requests that share a place with a span of the document, in the order of the document."""
        for piece, start, _ in self.within(span):
            for reading in piece.readings:
                place = reading.places.place(Location(reading.request.path)).span.shift(start)
                if place.start <= span.end and span.start <= place.end:
                    yield LocatedReading(reading, start)

    def reading_at(self, offset: int) -> LocatedReading | None:
        """Return the innermost request around an offset of the document."""
        found = list(self.readings(Span(offset, offset)))
        return max(found, key=lambda each: len(each.reading.request.path)) if found else None


def _is_refused_whole(first: str, path: str, host: Host) -> bool:
    """Whether a document whose first line cannot be read is not read any further: one JSON value over many lines is not JSON Lines."""
    return len(list(host.roots(SourceDocument(path, f"{first}\n0")))) == 1
