"""Findings as an editor shows them.

They are written as JSON here, piece by piece, and kept: of a file with a thousand findings all are sent at every keystroke, and only those
of the line that changed are new.
"""

import json
from collections.abc import Iterator
from typing import Any

from seedance_lint.diagnostics.violation import Severity
from seedance_lint.lsp.analysis import Analysis, Piece
from seedance_lint.lsp.buffer import Buffer
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.line_index import Position

SOURCE = "seedance-lint"

_SEVERITIES = {Severity.ERROR: 1, Severity.WARNING: 2, Severity.INFO: 3}
_UNNECESSARY = 1  # the protocol's tag for what could go: editors fade it
_FADED = frozenset({"unused-asset"})

_Shown = dict[str, Any]


def shown_diagnostics(buffer: Buffer, analysis: Analysis) -> str:
    """Return the diagnostics of a whole document, a JSON list in the protocol's spelling."""
    shown = []
    for placed in analysis.pieces:
        piece, _, row = placed
        if piece.shown is None:
            piece.shown = _written(piece, buffer, 0)
        if not piece.shown:
            continue
        if not row:
            shown.append(piece.shown)
        elif "\r" in piece.document.text:  # it may have lines of its own
            shown.append(_written(piece, buffer, row))
        else:  # quotes inside strings are escaped, so that this is found nowhere else
            shown.append(piece.shown.replace('"line":0,', f'"line":{row},'))
    return f"[{','.join(shown)}]"


def _written(piece: Piece, buffer: Buffer, row: int) -> str:
    """Return the diagnostics of a piece that starts on a line (from 0) of the document, those of rules first, without the list's brackets."""
    place = _Places(piece.document, buffer, row)
    return json.dumps([*_of_rules(piece, place), *_of_problems(piece, place)], separators=(",", ":"))[1:-1]


class _Places:
    """Ranges of one piece, in the editor's units."""

    __slots__ = ("_document", "_row", "_units", "uri")

    def __init__(self, document: SourceDocument, buffer: Buffer, row: int) -> None:
        self._document = document
        self._units = buffer.units
        self._row = row - document.first_line
        self.uri = buffer.uri

    def range(self, start: Position, end: Position) -> _Shown:
        return {"start": self._position(start), "end": self._position(end)}

    def _position(self, position: Position) -> _Shown:
        lines = self._document.lines
        start = lines.start_of_row(position.line - self._document.first_line)
        before = self._document.text[start : start + position.column - 1]
        return {"line": position.line + self._row, "character": self._units.count(before)}


def _of_rules(piece: Piece, place: _Places) -> Iterator[_Shown]:
    for found in piece.result.diagnostics:
        shown: _Shown = {
            "range": place.range(found.start, found.end),
            "severity": _SEVERITIES[found.severity],
            "code": found.rule,
            "source": SOURCE,
            "message": f"{found.message}\n{found.help}" if found.help else found.message,
        }
        if found.related:
            shown["relatedInformation"] = [
                {"location": {"uri": place.uri, "range": place.range(each.start, each.end)}, "message": each.message}
                for each in found.related
            ]
        if found.rule in _FADED:
            shown["tags"] = [_UNNECESSARY]
        yield shown


def _of_problems(piece: Piece, place: _Places) -> Iterator[_Shown]:
    for problem in piece.problems:
        start, end = (piece.document.position(offset) for offset in problem.span)
        yield {"range": place.range(start, end), "severity": _SEVERITIES[Severity.WARNING], "source": SOURCE, "message": problem.message}
