"""Code in what a program says of itself: what the description of a function or a class shows, in Python, or in a comment of a script."""

import re
from collections.abc import Iterable, Iterator

from seedance_lint.hosts.located import Node, Root
from seedance_lint.hosts.program import shown_code
from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.source_map import SourceMap, SourceMapBuilder
from seedance_lint.source.span import Span

_SENDS = Pattern(r"rompt|eedance|[\"']text[\"']|video\(")
"""What a block has that may send a prompt."""
_FENCES = {
    "python": Pattern(r"```[ \t]*(?:python|py)\b"),
    "script": Pattern(r"```[ \t]*(?:$|(?:javascript|typescript|[jt]sx?)\b)"),
}
_EXAMPLE = "@example"
"""Before code of a script, up to the next mark of this kind: https://jsdoc.app/tags-example."""

_BEHIND_MARKS = Pattern(r"^(?:/\*\*|[ \t]*\*(?!/)[ \t]?)?((?:(?!\*/)[^\n])*\n?)", re.MULTILINE)
"""A line of a comment without what every line of it begins with."""
_MARKS = (">>>", "...")
_MARKED = len(">>> ")
_SHOWS = Pattern(
    r".*::|(?:basic |quick |simple )?(?:examples?|usage|quick ?start|示例|例子|用法|使用示例|使用方法|例)(?: [\w ()-]{1,30})?[:：]",
    re.IGNORECASE,
)
"""A line before code that is indented: ``Example:``, ``Call it like this::``."""


class _Line(NamedTuple):
    """A line of a text, without what it is indented by."""

    start: int
    end: int
    said: str

    def span(self, indent: int, text: str) -> Span:
        """Return where the line is without the first blanks of it."""
        at = self.start
        while at < self.end and at - self.start < indent and text[at] in " \t":
            at += 1
        return Span(at, self.end)


def may_have(text: str) -> bool:
    """Whether a description may show such code, as far as a glance tells."""
    return "\n" in text and _SENDS.search(text) is not None and (">>>" in text or ":" in text or "```" in text or _EXAMPLE in text)


def blocks(text: str, language: str) -> Iterator[tuple[Span, ...]]:
    """Yield the blocks of code of a text, each as the places of its lines, without what they are indented by."""
    lines, at, found = list(_lines(text)), 0, 0
    while at < len(lines) and found < shown_code.MOST:
        block, at = _block(text, lines, at, _FENCES[language])
        if block and any(_SENDS.search(text, *span) for span in block):
            found += 1
            yield tuple(block)


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield _Line(start, start + len(line), line.strip())
        start += len(line)


def _block(text: str, lines: list[_Line], at: int, fence: Pattern) -> tuple[list[Span], int]:
    """Return the block of code that a line begins, if it does, and the line to go on with."""
    said = lines[at].said
    if fence.match(said):
        end = next((row for row in range(at + 1, len(lines)) if lines[row].said.startswith("```")), len(lines))
        indent = _indent(lines[at], text)
        return [line.span(indent, text) for line in lines[at + 1 : end]], end + 1
    if said.startswith(_MARKS[0]):
        end = at
        while end < len(lines) and lines[end].said.startswith(_MARKS):
            end += 1
        # In front of a line are the mark and a blank, or the mark alone.
        return [Span(min(line.start + _indent(line, text) + _MARKED, line.end), line.end) for line in lines[at:end]], end
    if said.startswith(_EXAMPLE):
        end = next((row for row in range(at + 1, len(lines)) if lines[row].said.startswith("@")), len(lines))
        inner = lines[at + 1 : end]
        return ([], at + 1) if any(line.said.startswith("```") for line in inner) else ([line.span(0, text) for line in inner], end)
    if _SHOWS.fullmatch(said):
        end = _end_of_section(text, lines, at)
        inner = lines[at + 1 : end]
        if any(line.said.startswith((">>>", "```")) for line in inner):
            return [], at + 1
        indent = min((_indent(line, text) for line in inner if line.said), default=0)
        return [line.span(indent, text) for line in inner], max(end, at + 1)
    return [], at + 1


def _end_of_section(text: str, lines: list[_Line], at: int) -> int:
    """Return the row of the first line that is not indented more than the one at a row."""
    outer = _indent(lines[at], text)
    end = at + 1
    while end < len(lines) and (not lines[end].said or _indent(lines[end], text) > outer):
        end += 1
    return end


def _indent(line: _Line, text: str) -> int:
    return len(text[line.start : line.end]) - len(text[line.start : line.end].lstrip(" \t"))


def roots(document: SourceDocument, texts: Iterable[Node]) -> Iterator[Root]:
    """Yield what the code sends that descriptions show, in a module that names our product; what is no Python is ignored."""
    for node in texts:
        made = shown_code.written_by(document, node)
        if made is not None:
            for block in blocks(made.value, "python"):
                yield from shown_code.read(document, ".py", made, block, node.form)


def comment_roots(document: SourceDocument, comments: Iterable[Span]) -> Iterator[Root]:
    """Yield what the code sends that comments of a script show, one that names our product: behind ``@example``, or in a fence."""
    for span in comments:
        written = document.text[span.start : span.end]
        made = _without_marks(written, span.start) if written.startswith("/**") and may_have(written) else None
        if made is not None:
            for block in blocks(made.value, "script"):
                yield from shown_code.read(document, ".ts", made, block, one_line=True)


def _without_marks(comment: str, start: int) -> SourceMap:
    """Return the text of a comment without what each of its lines begins with."""
    whole = SourceMap.verbatim(comment, start)
    builder = SourceMapBuilder()
    for line in _BEHIND_MARKS.finditer(comment):
        builder.append(whole.part(Span(*line.span(1))))
    return builder.build()
