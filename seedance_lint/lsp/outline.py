"""Symbols of a document and hints in its lines."""

from collections.abc import Iterator

from lsprotocol import types

from seedance_lint.binding import covered
from seedance_lint.diagnostics.violation import pointer
from seedance_lint.lsp.analysis import Analysis
from seedance_lint.lsp.buffer import Buffer
from seedance_lint.lsp.pointing import asset_of, tags_of
from seedance_lint.lsp.roles import title
from seedance_lint.source.span import Span
from seedance_lint.syntax import Tag
from seedance_lint.urls import redacted, shown_name


def symbols(buffer: Buffer, analysis: Analysis) -> list[types.DocumentSymbol]:
    """Return the prompts of a document and, below each, its references with their roles."""
    found = []
    for located in analysis.readings(Span(0, len(buffer.text))):
        whole = located.reading.places.prompt().span.shift(located.shift)
        children = []
        for tag in tags_of(located):
            roles = dict.fromkeys(title(role.role) for role in tag.reference.roles if role.role is not None and not role.negated)
            place = buffer.range(tag.span)
            detail = ", ".join(roles)
            children.append(types.DocumentSymbol(tag.tag.text, types.SymbolKind.Variable, place, place, detail=detail or None))
        place = buffer.range(whole)
        where = pointer(located.reading.request.prompt_path).strip("/") or "prompt"
        name = " ".join(located.reading.request.prompt.split())
        found.append(
            types.DocumentSymbol(
                _shortened(name) or "(empty prompt)", types.SymbolKind.String, place, place, detail=where, children=children
            )
        )
    return found


def lenses(buffer: Buffer, analysis: Analysis) -> Iterator[types.CodeLens]:
    """Yield, above each prompt, the contract that it is checked against, and why."""
    for located in analysis.readings(Span(0, len(buffer.text))):
        contract = located.reading.request.contract
        if contract is not None:
            start = located.reading.places.prompt().span.shift(located.shift).start
            yield types.CodeLens(buffer.range(Span(start, start)), types.Command(contract.summary, ""))


_LONGEST_NAME = 60


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_NAME else f"{text[: _LONGEST_NAME - 1].rstrip()}…"


def hints(buffer: Buffer, analysis: Analysis, shown: Span) -> Iterator[types.InlayHint]:
    """Yield the name of its file after each tag in a span of the document."""
    for located in analysis.readings(shown):
        for pointed in tags_of(located):
            tag, span = pointed.tag, pointed.span
            if not isinstance(tag, Tag) or span.end < shown.start or span.start > shown.end:
                continue
            urls = [asset.url for index in covered(tag) if (asset := asset_of(located, tag.kind, index)) is not None and asset.url]
            if not urls:
                continue
            names = [shown_name(url) for url in urls]
            label = names[0] if len(names) == 1 else f"{names[0]} … {names[-1]}"
            yield types.InlayHint(
                buffer.position(span.end),
                label,
                tooltip="\n".join(map(redacted, urls)),
                padding_left=True,
            )
