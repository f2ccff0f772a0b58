"""Tags and roles that may be written, as the protocol has them."""

from lsprotocol import types

from seedance_lint.diagnostics.violation import Edit, Fix
from seedance_lint.lsp.analysis import Analysis
from seedance_lint.lsp.buffer import Buffer
from seedance_lint.lsp.offers import offers_at
from seedance_lint.source.span import Span

TRIGGERS = ["@", "＠", " ", "为"]


def completions(buffer: Buffer, analysis: Analysis, offset: int) -> list[types.CompletionItem]:
    """Return what may be written at an offset of the document."""
    found = offers_at(analysis, offset)
    if found is None:
        return []
    items = []
    for number, offer in enumerate(found.offers):
        fix = found.located.reading.places.fix(Fix("", (Edit(found.span, offer.text),)))
        if fix is None:
            return []
        edit = fix.edits[0]
        place = buffer.range(Span(edit.start + found.located.shift, edit.end + found.located.shift))
        items.append(
            types.CompletionItem(
                label=offer.text,
                kind=types.CompletionItemKind.File if offer.is_tag else types.CompletionItemKind.EnumMember,
                detail=offer.detail,
                documentation=offer.documentation,
                sort_text=f"{number:03}",
                filter_text=found.typed,
                text_edit=types.TextEdit(place, edit.replacement),
            )
        )
    return items
