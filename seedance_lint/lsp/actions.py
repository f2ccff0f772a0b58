"""Quick fixes and the fix of everything."""

from collections.abc import Iterable, Iterator, Mapping

from lsprotocol import types

from seedance_lint.diagnostics.diagnostic import Diagnostic, FileEdit
from seedance_lint.diagnostics.violation import Applicability
from seedance_lint.lsp.analysis import Analysis, LocatedPiece, span_of
from seedance_lint.lsp.buffer import Buffer
from seedance_lint.lsp.diagnostics import SOURCE
from seedance_lint.records import NamedTuple
from seedance_lint.source.span import Span

FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.{SOURCE}"


class TextEdits(NamedTuple):
    """How a client takes edits: tied to a version of the document where it can."""

    versioned: bool

    def workspace_edit(self, buffer: Buffer, edits: Iterable[FileEdit]) -> types.WorkspaceEdit:
        """Return edits of one document, in code points, as the protocol has them."""
        made = [types.TextEdit(buffer.range(Span(edit.start, edit.end)), edit.replacement) for edit in edits]
        if not self.versioned:
            return types.WorkspaceEdit(changes={buffer.uri: made})
        document = types.OptionalVersionedTextDocumentIdentifier(buffer.uri, buffer.version)
        return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, list(made))])


def code_actions(
    buffer: Buffer, analysis: Analysis, asked: Span, context: types.CodeActionContext, edits: TextEdits
) -> Iterator[types.CodeAction]:
    """Yield the fixes of what is in a span, safe ones first, and the fix of everything that is safe to fix."""
    if _wanted(types.CodeActionKind.QuickFix.value, context.only):
        yield from _quick_fixes(buffer, analysis, asked, context.diagnostics, edits)
    if _wanted(FIX_ALL, context.only):
        found = safe_edits(analysis)
        if found:
            yield types.CodeAction(
                f"Apply all safe fixes ({SOURCE})",
                kind=FIX_ALL,
                edit=edits.workspace_edit(buffer, found),
            )


def safe_edits(analysis: Analysis) -> list[FileEdit]:
    """Return the edits of a whole document that make every safe fix, those included that an earlier one makes room for."""
    return [edit for placed in analysis.pieces for edit in _moved(placed.piece.safe_edits, placed)]


def _quick_fixes(
    buffer: Buffer, analysis: Analysis, asked: Span, shown: Iterable[types.Diagnostic], edits: TextEdits
) -> Iterator[types.CodeAction]:
    by_place: Mapping[tuple[object, ...], types.Diagnostic] = {_key(each.code, each.range): each for each in shown}
    offers: list[types.CodeAction] = []
    for placed, found in _found(analysis.within(asked)):
        place = span_of(found, placed)
        if place.start > asked.end or asked.start > place.end:
            continue
        about = by_place.get(_key(found.rule, buffer.range(place)))
        for fix in found.fixes:
            safe = fix.applicability is Applicability.SAFE
            offers.append(
                types.CodeAction(
                    f"{fix.title} ({found.rule})" if safe else f"{fix.title} ({found.rule}, unsafe)",
                    kind=types.CodeActionKind.QuickFix,
                    diagnostics=None if about is None else [about],
                    is_preferred=safe,
                    edit=edits.workspace_edit(buffer, _moved(fix.edits, placed)),
                )
            )
    yield from sorted(offers, key=lambda offer: not offer.is_preferred)


def _found(pieces: Iterable[LocatedPiece]) -> Iterator[tuple[LocatedPiece, Diagnostic]]:
    for placed in pieces:
        for found in placed.piece.offers:
            yield placed, found


def _moved(edits: Iterable[FileEdit], placed: LocatedPiece) -> Iterator[FileEdit]:
    return (FileEdit(edit.start + placed.start, edit.end + placed.start, edit.replacement) for edit in edits)


def _wanted(kind: str, only: Iterable[str] | None) -> bool:
    """Whether an editor that asks for some kinds of action wants one; a kind stands for all kinds below it."""
    if only is None:
        return True
    return any(kind == each or kind.startswith(f"{each}.") for each in map(_text, only))


def _text(kind: object) -> str:
    return str(getattr(kind, "value", kind))


def _key(code: object, place: types.Range) -> tuple[object, ...]:
    return (code, place.start.line, place.start.character, place.end.line, place.end.character)
