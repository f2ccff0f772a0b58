"""Command lines, and calls in spans of code, in the prose of a page: in spans of code, in items of lists, in cells of tables, behind a label, in lines that are indented."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from seedance_lint.hosts.commands.names import names_ours
from seedance_lint.hosts.located import Clue, Root
from seedance_lint.hosts.markdown import calls
from seedance_lint.hosts.markdown.outline import Outline
from seedance_lint.hosts.program import shown_code
from seedance_lint.hosts.program.usage import command_in
from seedance_lint.hosts.prose.labels import names_others
from seedance_lint.pattern import Pattern
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.source_map import SourceMap
from seedance_lint.source.span import Span

_LINE = Pattern(r"[^\r\n]+")
_GLANCE = Pattern(r"rompt(?:[ =]|: ?)[\"'“]|[ `]-p[ =]?[\"']|(?:eedance|reamina|imeng)[^\r\n]{0,200}[\"'“]")
"""What a line has that shows a command with its prompt."""
_CODE = Pattern(r"(?<!`)`([^`\r\n]+)`(?!`)")
_FRONT = Pattern(r"[ \t>]*(?:[-*+•][ \t]+|[0-9]{1,3}[.)][ \t]+)?(?:[*_]{2})?(?:[^`|\r\n:：\"']{1,60}[:：][ \t*_]*)?")
"""What may be in front of a command that is all the rest of its line: the mark of an item, a label."""
_CELL = Pattern(r"(?<=\|)[^|`\r\n]+(?=\|)")


def roots(document: SourceDocument, hidden: Sequence[Span], outline: Outline) -> Iterator[Root]:
    """Yield what the command lines of a page send that are not in its blocks and comments, which are ``hidden``, in order.

    Where the page does not say that it is about our product, a command has to.
    """
    text = document.text
    starts = [span.start for span in hidden]
    for line in _LINE.finditer(text) if _GLANCE.search(text) is not None else ():
        if _GLANCE.search(text, *line.span()) is None:
            continue
        above = bisect_right(starts, line.start()) - 1
        if above >= 0 and line.start() < hidden[above].end:
            continue
        for span in _commands(text, Span(*line.span())):
            shown = text[slice(*span)]
            if not names_ours(shown) and (not outline.says_ours or names_others(shown)):
                continue
            clues: tuple[Clue, ...] = outline.above(span.start)
            shown_calls = list(calls.in_code(document, span))
            for root in shown_calls or shown_code.read(document, ".sh", SourceMap.verbatim(text, 0), [span], one_line=True):
                yield root._replace(around=(*root.around, *clues))


def _commands(text: str, line: Span) -> Iterator[Span]:
    """Yield where the command lines in a line of prose are."""
    code = [Span(*match.span(1)) for match in _CODE.finditer(text, *line)]
    if code:
        for place in code:
            found = place if calls.is_call(text, place) else command_in(text, place, is_code=True)
            if found is not None:
                yield found
    elif text[line.start : line.end].lstrip().startswith("|"):
        cells = (Span(*match.span()) for match in _CELL.finditer(text, *line))
        yield from (found for cell in cells if (found := command_in(text, cell, is_code=False)) is not None)
    else:
        front = _FRONT.match(text, *line)
        assert front is not None  # it matches everywhere
        places = (Span(start, line.end) for start in (line.start, front.end()))
        found = next((found for place in places if (found := command_in(text, place, is_code=False)) is not None), None)
        if found is not None:
            yield found
