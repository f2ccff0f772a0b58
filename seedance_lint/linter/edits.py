"""Edits of a text: which of them get in each other's way, and the text that they make."""

from bisect import bisect_left
from collections.abc import Iterable

from seedance_lint.diagnostics.diagnostic import FileEdit
from seedance_lint.source.document import SourceDocument


def touches(edit: FileEdit, taken: list[FileEdit]) -> bool:
    """Whether an edit shares characters with one of others that share none, or starts where one does, so that their order would matter."""
    place = bisect_left(taken, edit)
    before, behind = taken[place - 1 : place], taken[place : place + 1]
    return any(other.end > edit.start or other.start == edit.start for other in before) or any(
        edit.end > other.start or other.start == edit.start for other in behind
    )


def edited(document: SourceDocument, edits: Iterable[FileEdit]) -> SourceDocument:
    """Return a document with edits made; they must not touch each other."""
    text, pieces, place = document.text, [], 0
    for start, end, replacement in sorted(edits):
        pieces += [text[place : start - document.first_offset], replacement]
        place = end - document.first_offset
    pieces.append(text[place:])
    return SourceDocument(
        document.path, "".join(pieces), bom=document.bom, first_line=document.first_line, first_offset=document.first_offset
    )
