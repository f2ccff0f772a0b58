"""Findings as an editor shows them.

They are plain mappings in the protocol's own spelling: of a file with a thousand of them all are sent at every keystroke, and the typed
form takes six times as long to write.
"""

from collections.abc import Iterator
from typing import Any

from seedance_lint.diagnostics.diagnostic import Diagnostic
from seedance_lint.diagnostics.violation import Severity
from seedance_lint.lsp.analysis import Analysis, LocatedPiece, Piece
from seedance_lint.lsp.buffer import Buffer
from seedance_lint.lsp.units import Units
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.line_index import Position
from seedance_lint.source.span import Span

SOURCE = "seedance-lint"

_SEVERITIES = {Severity.ERROR: 1, Severity.WARNING: 2, Severity.INFO: 3}
_UNNECESSARY = 1  # the protocol's tag for what could go: editors fade it
_FADED = frozenset({"unused-asset"})

Shown = dict[str, Any]


def shown_diagnostics(buffer: Buffer, analysis: Analysis) -> list[Shown]:
    """Return the diagnostics of a whole document."""
    return [each for piece in analysis.pieces for each in shown_in(piece, buffer)]


def shown_in(placed: LocatedPiece, buffer: Buffer) -> Iterator[Shown]:
    """Yield the diagnostics of one piece, those of rules first and in their order."""
    piece, _, row = placed
    if piece.shown is None:
        piece.shown = [*_of_rules(piece, buffer), *_of_problems(piece, buffer.units)]
    assert isinstance(piece.shown, list)
    if not row:
        yield from piece.shown
        return
    for each in piece.shown:
        moved = {**each, "range": _moved(each["range"], row)}
        if "relatedInformation" in each:
            moved["relatedInformation"] = [_moved_related(related, row) for related in each["relatedInformation"]]
        yield moved


def _of_rules(piece: Piece, buffer: Buffer) -> Iterator[Shown]:
    for found in piece.result.diagnostics:
        shown: Shown = {
            "range": _range(found.start, found.end, piece.document, buffer.units),
            "severity": _SEVERITIES[found.severity],
            "code": found.rule,
            "source": SOURCE,
            "message": _message(found),
        }
        if found.related:
            shown["relatedInformation"] = [
                {
                    "location": {"uri": buffer.uri, "range": _range(related.start, related.end, piece.document, buffer.units)},
                    "message": related.message,
                }
                for related in found.related
            ]
        if found.rule in _FADED:
            shown["tags"] = [_UNNECESSARY]
        yield shown


def _of_problems(piece: Piece, units: Units) -> Iterator[Shown]:
    for problem in piece.problems:
        start, end = (piece.document.position(offset) for offset in problem.span)
        yield {"range": _range(start, end, piece.document, units), "severity": 2, "source": SOURCE, "message": problem.message}


def _message(found: Diagnostic) -> str:
    return f"{found.message}\n{found.help}" if found.help else found.message


def _range(start: Position, end: Position, document: SourceDocument, units: Units) -> Shown:
    return {"start": _position(start, document, units), "end": _position(end, document, units)}


def _position(position: Position, document: SourceDocument, units: Units) -> Shown:
    row = position.line - document.first_line
    start = document.lines.start_of_row(row)
    return {"line": row, "character": units.count(document.text[start : start + position.column - 1])}


def _moved(place: Shown, row: int) -> Shown:
    start, end = place["start"], place["end"]
    return {
        "start": {"line": start["line"] + row, "character": start["character"]},
        "end": {"line": end["line"] + row, "character": end["character"]},
    }


def _moved_related(related: Shown, row: int) -> Shown:
    location = related["location"]
    return {"location": {"uri": location["uri"], "range": _moved(location["range"], row)}, "message": related["message"]}


def span_of(found: Diagnostic, placed: LocatedPiece) -> Span:
    """Return the characters of the document that a finding of one of its pieces is about."""
    return Span(found.start.offset, found.end.offset).shift(placed.start)
