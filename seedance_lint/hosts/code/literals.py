"""The texts that programs write down: their lines without what indents a block, and what is filled in."""

from collections.abc import Iterator

from seedance_lint.annotations import Any
from seedance_lint.hosts.code.records import Piece
from seedance_lint.hosts.shell.quoting import Quoting
from seedance_lint.source.span import Span

_BLANKS = " \t"


def pieces_of(lines: list[Span], quoting: Quoting, holes: list[tuple[Span, Any]]) -> Iterator[Piece]:
    """Yield the parts of a literal: characters, and what is filled in."""
    waiting = holes[::-1]
    for line in lines:
        at = line.start
        while waiting and waiting[-1][0].start < line.end:
            span, value = waiting.pop()
            if span.start >= at:
                yield Piece(Span(at, span.start), quoting)
                yield Piece(span, None, value)
                at = span.end
        if at < line.end or line.start == line.end:
            yield Piece(Span(at, line.end), quoting)


def block_lines(text: str, body: Span, *, strips: bool = False, chomps: bool = False) -> list[Span]:
    """Return the lines of a block between its quotes without what indents all of them, each with the break behind it; the first line is left out.

    ``strips``: white space at the end of a line is left out, too; ``chomps``: so is the last break.
    """
    start = text.find("\n", body.start, body.end) + 1
    if not start or text[body.start : start].strip():
        return [body]
    lines: list[Span] = []
    while start < body.end:
        end = text.find("\n", start, body.end) + 1 or body.end
        lines.append(Span(start, end))
        start = end
    if not lines or text[lines[-1].end - 1] == "\n":
        lines.append(Span(body.end, body.end))
    indents = [_indent(text, line) for number, line in enumerate(lines) if number == len(lines) - 1 or text[slice(*line)].strip()]
    least = min(indents)
    found: list[Span] = []
    for number, line in enumerate(lines):
        content = text[slice(*line)]
        ending = len(content) - len(content.rstrip("\r\n"))
        if chomps and number == len(lines) - 2 and not text[slice(*lines[-1])].strip():
            line = Span(line.start, line.end - ending)  # noqa: PLW2901
            ending = 0
        begin = min(line.start + least, line.end - ending)
        kept = len(text[begin : line.end].rstrip(" \t\r\n"))
        if (strips or number == len(lines) - 1 or not kept) and begin + kept + ending < line.end:
            found += [Span(begin, begin + kept), Span(line.end - ending, line.end)]
        else:
            found.append(Span(begin, line.end))
    return [line for line in found if line.start < line.end] or [Span(body.end, body.end)]


def dedented_lines(text: str, body: Span) -> list[Span]:
    """Return the lines of a text without what indents all of them that have words, each with the break behind it."""
    lines: list[Span] = []
    start = body.start
    while start < body.end:
        end = text.find("\n", start, body.end) + 1 or body.end
        lines.append(Span(start, end))
        start = end
    least = min((_indent(text, line) for line in lines if text[slice(*line)].strip()), default=0)
    return [Span(min(line.start + least, max(line.start, line.end - 1)), line.end) for line in lines] or [body]


def _indent(text: str, line: Span) -> int:
    content = text[slice(*line)]
    return len(content) - len(content.lstrip(_BLANKS))
