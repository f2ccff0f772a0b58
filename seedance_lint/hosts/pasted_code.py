"""Calls that somebody pasted into a document in plain text, as the pages of providers read once their marks are gone."""

from collections.abc import Iterator

from seedance_lint.hosts import embedded, host_for
from seedance_lint.hosts.commands.names import names_ours
from seedance_lint.hosts.located import Root
from seedance_lint.pattern import Pattern
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.source_map import SourceMap

_PROMPT = "rompt"
_FENCE = Pattern(r"^[ \t>]*(?:`{3}|~{3})")
_CALLS = {
    ".ts": Pattern(r"(?:(?:export )?(?:const|let|var) [^=\n]{1,80} = )?(?:await )?[\w.$]+\((?:[^\n]*[({\[,])?[ \t]*"),
    ".py": Pattern(r"(?:\w+(?:, \w+)* = )?(?:await )?[\w.]+\((?:[^\n]*[({\[,])?[ \t]*"),
}
"""The first line of a statement that is a call and goes on below it; what begins like both is read as the first that can be."""
_OPENING, _CLOSING = "([{", ")]}"
_MOST_LINES = 100
"""Lines of one call."""


def roots(document: SourceDocument) -> Iterator[Root]:
    """Yield what such calls send that name our product themselves; a document with a fence has its code there."""
    text = document.text
    if _PROMPT not in text or not names_ours(text):
        return
    lines = text.splitlines(keepends=True)
    if any(_FENCE.match(line) is not None for line in lines):
        return
    at, number = 0, 0
    while number < len(lines):
        end = _end(lines, number) if lines[number][:1] not in " \t\r\n" else None
        last = number + 1 if end is None else end
        piece = "".join(lines[number:last])
        if end is not None and _PROMPT in piece and names_ours(piece):
            yield from _read(document, piece, at)
        at += len(piece)
        number = last


def _read(document: SourceDocument, piece: str, at: int) -> Iterator[Root]:
    """Yield what one call sends, in the first language in which it can be read."""
    first = piece.partition("\n")[0].rstrip("\r")
    for suffix, begins in _CALLS.items():
        host = host_for(f"call{suffix}") if begins.fullmatch(first) is not None else None
        if host is None:
            continue
        found = list(embedded.roots(document, embedded.Embedded(host, SourceMap.verbatim(piece, at))))
        if all(isinstance(each, Root) for each in found):
            yield from (each for each in found if isinstance(each, Root))
            return


def _end(lines: list[str], number: int) -> int | None:
    """Return the number of the line behind a call whose brackets a line opens; None if it begins no call, or the brackets stay open."""
    first = lines[number].rstrip("\r\n")
    if not any(begins.fullmatch(first) is not None for begins in _CALLS.values()):
        return None
    depth = 0
    for end in range(number, min(len(lines), number + _MOST_LINES)):
        depth += sum(map(lines[end].count, _OPENING)) - sum(map(lines[end].count, _CLOSING))
        if depth <= 0:
            return end + 1
    return None
