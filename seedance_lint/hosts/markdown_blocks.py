"""The fenced blocks and the comments of a Markdown text, as far into CommonMark's block structure as finding them takes.

See https://spec.commonmark.org/0.31.2/#appendix-a-parsing-strategy: open containers are matched line by line, then new ones are opened.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from seedance_lint.source.source_map import SourceMap, SourceMapBuilder
from seedance_lint.source.span import Span

_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
_SPACES = re.compile(r"[ \t]*")
_QUOTE = re.compile(r" {0,3}>[ \t]?")
_ITEM = re.compile(r" {0,3}(?:[-*+]|(\d{1,9})[.)])(?=[ \t]|$)")
_RULE = re.compile(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$")
_RULE_MARKS = re.compile(r"[ \t]*(?:-[- \t]*|\*[* \t]*|_[_ \t]*)?")
_FENCE = re.compile(r" {0,3}(?:(`{3,})([^`]*)|(~{3,})(.*))$")
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
_LANGUAGE = re.compile(r"[ \t]*(?:\{[ \t]*\.?)?([A-Za-z0-9]+)")
# Tags that start a block of HTML, which goes on to the next blank line, and what ends the other kinds.
_TAG = re.compile(
    r" {0,3}</?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset"
    r"|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol"
    r"|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?:[ \t]|/?>|$)",
    re.IGNORECASE,
)
_LONE_TAG = re.compile(
    r" {0,3}(?:<[A-Za-z][\w-]*(?:[ \t]+[\w:.-]+(?:[ \t]*=[ \t]*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*[ \t]*/?>|</[A-Za-z][\w-]*[ \t]*>)[ \t]*$"
)
_RAW_TAG = re.compile(r" {0,3}<(pre|script|style|textarea)(?:[ \t>]|$)", re.IGNORECASE)
_RAW_END = re.compile(r"</(?:pre|script|style|textarea)>", re.IGNORECASE)
_COMMENT = re.compile(r" {0,3}<!--")
_COMMENT_END = re.compile(r"-->")
_BLANK = re.compile(r"[ \t]*$")

DEEPEST = 100
"""Quotes and list items in each other that are followed; what stands deeper is text. Nobody writes a tenth of that."""


class Block(NamedTuple):
    """A fenced block: its language in lower case, its text and where that stands, and whether its lines have marks in front of them."""

    language: str
    made: SourceMap
    is_marked: bool


class _Open:
    """A fenced block whose end is not reached yet. ``indent`` are the spaces in front of the fence, which its lines may lack."""

    def __init__(self, fence: str, info: str, indent: int, start: int, *, is_marked: bool) -> None:
        self.indent = indent
        self.closing = re.compile(rf" {{0,3}}{fence}{fence[0]}*[ \t]*$")
        language = _LANGUAGE.match(info)
        self.language = language[1].lower() if language is not None else ""
        self.is_marked = is_marked or indent > 0
        self._builder = SourceMapBuilder()
        self._builder.verbatim("", start)
        self._break = Span(start, start)

    def add(self, text: str, start: int, end: int, following: int) -> None:
        """Add a line of the text, and the line break before it."""
        self._builder.verbatim(text[slice(*self._break)], self._break.start)
        self._builder.verbatim(text[start:end], start)
        self._break = Span(end, following)

    def block(self) -> Block:
        """Return the block as it is so far."""
        return Block(self.language, self._builder.build(), self.is_marked)


class Scanner:
    """Goes through the lines of a text once; ``comments`` are the HTML comments that it came by."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.comments: list[Span] = []
        self._containers: list[int] = []  # 0 for a quote, else the columns of a list item
        self._fence: _Open | None = None
        self._html: re.Pattern[str] | None = None  # what ends the block of HTML
        self._paragraph = False
        self._is_new_item = False  # the last line opened an item and left it empty

    def blocks(self) -> Iterator[Block]:
        """Yield the fenced blocks, in their order."""
        at = 0
        while at < len(self.text):
            match = _LINE.match(self.text, at)
            assert match is not None
            yield from self._take(at, match.end(1), match.end())
            at = match.end()
        if self._fence is not None:
            yield self._fence.block()

    def _take(self, line: int, end: int, following: int) -> Iterator[Block]:
        """Take one line; yield the block that it ends."""
        depth, at = self._match_containers(line, end)
        is_inside = depth == len(self._containers)
        if self._fence is not None:
            if is_inside:
                if not self._fence.closing.match(self.text, at, end):
                    self._fence.add(self.text, min(self._spaces(at, end), at + self._fence.indent), end, following)
                    return
                yield self._fence.block()
                self._fence = None
                return
            yield self._fence.block()
            self._fence = None
        if self._html is not None:
            if is_inside:
                self._note_comments(at, end)
                if self._ends_html(at, end):
                    self._html = None
                return
            self._html = None
        self._open(depth, at, end, following)
        self._note_comments(at, end)

    def _match_containers(self, at: int, end: int) -> tuple[int, int]:
        """Return how many of the open containers go on in a line, and where its text behind their marks starts."""
        for depth, width in enumerate(self._containers):
            if not width:
                match = _QUOTE.match(self.text, at, end)
                if match is None:
                    return depth, at
                at = match.end()
            else:
                start = self._spaces(at, end)
                inside = self._behind(at, start, width)
                if start < end and inside is None:
                    return depth, at
                if start == end and self._is_new_item and depth == len(self._containers) - 1:
                    return depth, at  # an item begins with one blank line at most
                at = start if inside is None else inside
        return len(self._containers), at

    def _open(self, depth: int, at: int, end: int, following: int) -> None:
        """Open what a line opens behind the containers that go on in it."""
        text = self.text
        opened: list[int] = []
        is_lazy = self._paragraph and depth < len(self._containers)
        looked = at  # up to here no rule starts: its marks end before the line does
        while depth + len(opened) < DEEPEST:
            paragraph = self._paragraph and not opened
            quote = _QUOTE.match(text, at, end)
            if quote is not None:
                opened.append(0)
                at = quote.end()
                continue
            if at >= looked:
                if _RULE.match(text, at, end):
                    break
                looked = _RULE_MARKS.match(text, at, end).end()  # type: ignore[union-attr]  # it matches everywhere
            item = _ITEM.match(text, at, end)
            if item is None or (paragraph and not is_lazy and self._cannot_interrupt(item, end)):
                break
            start = self._spaces(item.end(), end)
            padding = start - item.end() if start < end and self._behind(item.end(), start, 5) is None else 1
            is_tab = self.text[item.end() : item.end() + padding] == "\t"
            opened.append(4 if is_tab and item.end() - at < 4 else item.end() - at + padding)
            at = min(item.end() + padding, end)
        continued = self._containers[:depth]
        fence = _FENCE.match(text, at, end)
        self._html = self._html_end(at, end, paragraph=self._paragraph and not opened and not is_lazy)
        is_text = (
            fence is None
            and self._html is None
            and not _BLANK.match(text, at, end)
            and not _HEADING.match(text, at, end)
            and not _RULE.match(text, at, end)
        )
        if is_lazy and not opened and is_text:
            return  # the paragraph of the innermost container goes on, though its marks are missing
        self._containers = [*continued, *opened]
        self._is_new_item = bool(opened) and opened[-1] > 0 and self._spaces(at, end) == end
        is_code = is_text and self._behind(at, self._spaces(at, end), 4) is not None and (bool(opened) or not self._paragraph)
        self._paragraph = is_text and not is_code
        if self._html is not None and self._html is not _BLANK and self._ends_html(self._spaces(at, end) + 4, end):
            self._html = None
        if fence is not None:
            is_marked = bool(self._containers)
            self._fence = _Open(
                fence[1] or fence[3], fence[2] or fence[4] or "", self._spaces(at, end) - at, following, is_marked=is_marked
            )

    def _cannot_interrupt(self, item: re.Match[str], end: int) -> bool:
        """Whether a list item is none, because a paragraph stands before it: an empty one, or a number but 1."""
        return self._spaces(item.end(), end) == end or item[1] not in (None, "1")

    def _html_end(self, at: int, end: int, *, paragraph: bool) -> re.Pattern[str] | None:
        """Return what ends the block of HTML that a line starts; None where it starts none."""
        if _COMMENT.match(self.text, at, end):
            return _COMMENT_END
        if _RAW_TAG.match(self.text, at, end):
            return _RAW_END
        if _TAG.match(self.text, at, end) or (not paragraph and _LONE_TAG.match(self.text, at, end)):
            return _BLANK
        return None

    def _behind(self, at: int, end: int, columns: int) -> int | None:
        """Return where so many columns of the white space between two places end, a tab that is wider included; None if it has fewer."""
        width = 0
        while width < columns:
            if at == end:
                return None
            width += 1 if self.text[at] == " " else 4 - width % 4
            at += 1
        return at

    def _ends_html(self, at: int, end: int) -> bool:
        assert self._html is not None
        return (self._html.match if self._html is _BLANK else self._html.search)(self.text, at, end) is not None

    def _spaces(self, at: int, end: int) -> int:
        return _SPACES.match(self.text, at, end).end()  # type: ignore[union-attr]  # it matches everywhere

    def _note_comments(self, at: int, end: int) -> None:
        """Note the comments that start on a line."""
        if self.comments and self.comments[-1].end > at:
            at = self.comments[-1].end
        marks = 0
        start = self.text.find("<!--", at, end)
        while start >= 0:
            marks += self.text.count("`", at, start)
            at = start + 4
            if not marks % 2:  # else it stands in a span of code
                close = self.text.find("-->", at)
                at = close + 3 if close >= 0 else len(self.text)
                self.comments.append(Span(start, at))
            start = self.text.find("<!--", at, end)
