"""The fenced blocks, headings, comments and lines of prose of a Markdown text, as far into CommonMark's block structure as finding them takes.

See https://spec.commonmark.org/0.31.2/#appendix-a-parsing-strategy: open containers are matched line by line, then new ones are opened.
"""

import re
from collections.abc import Iterator

from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple
from seedance_lint.source.source_map import SourceMap, SourceMapBuilder
from seedance_lint.source.span import Span

_LINE = Pattern(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
_SPACES = Pattern(r"[ \t]*")
_QUOTE = Pattern(r" {0,3}>[ \t]?")
_ITEM = Pattern(r" {0,3}(?:[-*+]|(\d{1,9})[.)])(?=[ \t]|$)")
_RULE = Pattern(r" {0,3}(?:([-*_])[ \t]*(?:\1[ \t]*){2,}|[═━]{5,}[ \t]*)$")
_BANNER = Pattern(r" {0,3}[═━]{5,}[ \t]*$")
"""One of the two lines between which a heading stands, as in a terminal."""
_MOST_IN_BANNER = 3
_RULE_MARKS = Pattern(r"[ \t]*(?:-[- \t]*|\*[* \t]*|_[_ \t]*)?")
_FENCE = Pattern(r" {0,3}(?:(`{3,})([^`]*)|(~{3,})(.*))$")
_MDX_FENCE = Pattern(r"[ \t]*(?:(`{3,})([^`]*)|(~{3,})(.*))$")
_HEADING = Pattern(r" {0,3}(#{1,6})(?:[ \t]|$)")
_UNDERLINE = Pattern(r" {0,3}(=+|-+)[ \t]*$")
_HTML_HEADING = Pattern(r"<h([1-6])(?:[ \t][^<>]*)?>(.*?)(?:</h|$)", re.IGNORECASE)
_LANGUAGE = Pattern(r"[ \t]*(?:\{[ \t]*\.?)?([cC]#|[A-Za-z0-9]+)")
# Tags that start a block of HTML, which goes on to the next blank line, and what ends the other kinds.
_TAG = Pattern(
    r" {0,3}</?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset"
    r"|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol"
    r"|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?:[ \t]|/?>|$)",
    re.IGNORECASE,
)
_LONE_TAG = Pattern(
    r" {0,3}(?:<[A-Za-z][\w-]*(?:[ \t]+[\w:.-]+(?:[ \t]*=[ \t]*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*[ \t]*/?>|</[A-Za-z][\w-]*[ \t]*>)[ \t]*$"
)
_RAW_TAG = Pattern(r" {0,3}<(pre|script|style|textarea)(?:[ \t>]|$)", re.IGNORECASE)
_RAW_END = Pattern(r"</(?:pre|script|style|textarea)>", re.IGNORECASE)
_COMMENT = Pattern(r" {0,3}<!--")
_COMMENT_END = Pattern(r"-->")
_MDX_COMMENT = Pattern(r"[ \t]*\{/\*")
_MDX_COMMENT_END = Pattern(r"\*/[ \t]*\}")
_BLANK = Pattern(r"[ \t]*$")
_CONTAINERS = frozenset(">-*+_═━0123456789")
"""What a quote, an item of a list or a rule begins with: most lines begin otherwise, and need no second look."""
_LEAVES = frozenset("`~<{#=-*_═━")
"""What a fence, HTML, a comment of MDX, a heading, the line below one or a rule begins with."""

DEEPEST = 100
"""Quotes and list items in each other that are followed; what is deeper is text. Nobody writes a tenth of that."""


class Block(NamedTuple):
    """A fenced block: its language in lower case, its text and where that stands, and whether its lines have marks in front of them.

    ``info`` is the place of the words after the language.
    """

    language: str
    made: SourceMap
    is_marked: bool
    info: Span

    @property
    def start(self) -> int:
        """Where its text starts in the document."""
        return self.made.to_file(Span(0, 0)).start

    @property
    def end(self) -> int:
        """Where its text ends in the document."""
        return self.made.end(self.made.length - 1) if self.made.length else self.start


class Heading(NamedTuple):
    """A heading: its level from 1 to 6, and the place of its words."""

    level: int
    span: Span


class Line(NamedTuple):
    """A line of prose after its marks. A blank one, a heading and the like have no text and only part what surrounds them."""

    span: Span
    is_text: bool
    in_quote: bool
    is_item: bool
    """It begins an item of a list."""


class _Open:
    """A fenced block whose end is not reached yet. ``indent`` are the spaces in front of the fence, which its lines may lack."""

    def __init__(self, fence: str, info: str, place: int, indent: int, start: int, *, is_marked: bool) -> None:
        self.indent = indent
        self.closing = Pattern(rf"[ \t]{{0,{max(indent, 3)}}}{fence}{fence[0]}*[ \t]*$")
        self._inner = Pattern(rf"[ \t]*{fence}[ \t]*[A-Za-z]")
        self._has_inner = False
        language = _LANGUAGE.match(info)
        self.language = language[1].lower() if language is not None else ""
        self.info = Span(place + (language.end() if language is not None else 0), place + len(info))
        self.is_marked = is_marked or indent > 0
        self._builder = SourceMapBuilder()
        self._builder.verbatim("", start)
        self._break = Span(start, start)

    def add(self, text: str, start: int, end: int, following: int) -> None:
        """Add a line of the text, and the line break before it."""
        self._has_inner = self._has_inner or self._inner.match(text, start, end) is not None
        self._builder.verbatim(text[slice(*self._break)], self._break.start)
        self._builder.verbatim(text[start:end], start)
        self._break = Span(end, following)

    def ends_inner(self, text: str, following: int) -> bool:
        """Whether what closes a fence closes one inside of it, which no fence can have: a line in it opens one with a language, and the next line closes this one."""
        has_inner, self._has_inner = self._has_inner, False
        line = _LINE.match(text, following)
        return has_inner and line is not None and self.closing.match(text, following, line.end(1)) is not None

    def block(self) -> Block:
        """Return the block as it is so far."""
        return Block(self.language, self._builder.build(), self.is_marked, self.info)


class Scanner:
    """Goes through the lines of a text once. ``comments``, ``headings`` and ``lines`` of prose are those that it came by.

    In MDX no HTML hides what is in it, and nothing is code because of its indent.
    """

    def __init__(self, text: str, start: int = 0, *, mdx: bool = False) -> None:
        self.text = text
        self.comments: list[Span] = []
        self.headings: list[Heading] = []
        self.lines: list[Line] = []
        self._start = start
        self._marks = ("{/*", "*/}") if mdx else ("<!--", "-->")
        self._fences = _MDX_FENCE if mdx else _FENCE
        self._quote_end = 0  # after the last `>` of the line
        self._containers: list[int] = []  # 0 for a quote, else the columns of a list item
        self._fence: _Open | None = None
        self._html: Pattern | None = None  # what ends the block of HTML
        self._banner = -1  # the line that may open a banner
        self._paragraph = False
        self._is_new_item = False  # the last line opened an item and left it empty

    def blocks(self) -> Iterator[Block]:
        """Yield the fenced blocks, in their order."""
        at = self._start
        while at < len(self.text):
            match = _LINE.match(self.text, at)
            assert match is not None
            yield from self._take(at, match.end(1), match.end())
            at = match.end()
        if self._fence is not None:
            yield self._fence.block()

    @property
    def _is_mdx(self) -> bool:
        return self._fences is _MDX_FENCE

    def _take(self, line: int, end: int, following: int) -> Iterator[Block]:
        """Take one line; yield the block that it ends."""
        self._quote_end = line
        depth, at = self._match_containers(line, end)
        is_inside = depth == len(self._containers)
        if self._fence is not None:
            if is_inside:
                is_end = self._fence.closing.match(self.text, at, end) is not None
                if not is_end or (not self._containers and self._fence.ends_inner(self.text, following)):
                    self._fence.add(self.text, min(self._spaces(at, end), at + self._fence.indent), end, following)
                    return
                yield self._fence.block()
                self._fence = None
                return
            yield self._fence.block()
            self._fence = None
        if self._html is not None:
            if is_inside:
                self._note_html_heading(at, end)
                self._note_comments(at, end)
                if self._ends_html(at, end):
                    self._html = None
                return
            self._html = None
        self._open(depth, at, end, following)
        self._note_comments(at, end)

    def _match_containers(self, at: int, end: int) -> tuple[int, int]:
        """Return how many of the open containers go on in a line, and where its text after their marks starts."""
        for depth, width in enumerate(self._containers):
            if not width:
                match = _QUOTE.match(self.text, at, end)
                if match is None:
                    return depth, at
                at = self._quote_end = match.end()
            else:
                start = self._spaces(at, end)
                inside = self._behind(at, start, width)
                if start < end and inside is None:
                    return depth, at
                if start == end and self._is_new_item and depth == len(self._containers) - 1:
                    return depth, at  # an item begins with one blank line at most
                at = start if inside is None else inside
        return len(self._containers), at

    def _open_containers(self, depth: int, at: int, end: int, *, is_lazy: bool) -> tuple[list[int], int]:
        """Return the containers that a line opens after those that go on in it, and where its text after their marks starts."""
        text = self.text
        opened: list[int] = []
        looked = at  # up to here no rule starts: its marks end before the line does
        while depth + len(opened) < DEEPEST and self._first(at, end) in _CONTAINERS:
            paragraph = self._paragraph and not opened
            quote = _QUOTE.match(text, at, end)
            if quote is not None:
                opened.append(0)
                at = self._quote_end = quote.end()
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
        return opened, at

    def _open(self, depth: int, at: int, end: int, following: int) -> None:
        """Open what a line opens after the containers that go on in it."""
        text = self.text
        is_lazy = self._paragraph and depth < len(self._containers)
        opened, at = self._open_containers(depth, at, end, is_lazy=is_lazy)
        continued = self._containers[:depth]
        first = self._first(at, end)
        is_leaf = first in _LEAVES
        fence = self._fences.match(text, at, end) if is_leaf else None
        self._html = self._html_end(at, end, paragraph=self._paragraph and not opened and not is_lazy) if is_leaf else None
        heading = _HEADING.match(text, at, end) if is_leaf else None
        is_underline = is_leaf and self._paragraph and not opened and not is_lazy and _UNDERLINE.match(text, at, end) is not None
        is_rule = is_leaf and _RULE.match(text, at, end) is not None
        is_text = bool(first) and fence is None and self._html is None and heading is None and not is_rule
        if is_lazy and not opened and is_text:
            self._note_line(at, end, is_blank=False, is_item=False)
            return  # the paragraph of the innermost container goes on, though its marks are missing
        self._containers = [*continued, *opened]
        self._is_new_item = bool(opened) and opened[-1] > 0 and self._spaces(at, end) == end
        is_code = (
            is_text
            and not self._is_mdx
            and self._behind(at, self._spaces(at, end), 4) is not None
            and (bool(opened) or not self._paragraph)
        )
        if is_underline:
            self._note_heading("=-".index(text[self._spaces(at, end)]) + 1, *self.lines[-1].span)
        elif heading is not None:
            self._note_heading(len(heading[1]), heading.end(), end)
        self._paragraph = is_text and not is_code and not is_underline
        self._note_line(at, end, is_blank=not first, is_item=any(opened))
        if self._html is not None and self._html is not _BLANK and self._ends_html(self._spaces(at, end) + len(self._marks[0]), end):
            self._html = None
        if fence is not None:
            is_marked = bool(self._containers)
            kind = 1 if fence[1] else 3
            indent = self._spaces(at, end) - at
            self._fence = _Open(fence[kind], fence[kind + 1], fence.start(kind + 1), indent, following, is_marked=is_marked)

    def _cannot_interrupt(self, item: re.Match[str], end: int) -> bool:
        """Whether a list item is not one, because a paragraph is before it: an empty one, or a number but 1."""
        return self._spaces(item.end(), end) == end or item[1] not in (None, "1")

    def _html_end(self, at: int, end: int, *, paragraph: bool) -> Pattern | None:
        """Return what ends the block of HTML that a line starts; None if it starts none."""
        if self._is_mdx:
            return _MDX_COMMENT_END if _MDX_COMMENT.match(self.text, at, end) else None
        if _COMMENT.match(self.text, at, end):
            return _COMMENT_END
        if _RAW_TAG.match(self.text, at, end):
            return _RAW_END
        if _TAG.match(self.text, at, end) or (not paragraph and _LONE_TAG.match(self.text, at, end)):
            return _BLANK
        return None

    def _behind(self, at: int, end: int, columns: int) -> int | None:
        """Return where this many columns of the white space between two places end, a tab that is wider included; None if it has fewer."""
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

    def _first(self, at: int, end: int) -> str:
        """Return the first character of the rest of a line that is no white space, or nothing if there is none."""
        return self.text[(start := self._spaces(at, end)) : min(start + 1, end)]

    def _spaces(self, at: int, end: int) -> int:
        return _SPACES.match(self.text, at, end).end()  # type: ignore[union-attr]  # it matches everywhere

    def _note_line(self, at: int, end: int, *, is_blank: bool, is_item: bool) -> None:
        """Note a line of prose, or what is between two of them."""
        in_quote = 0 in self._containers and (is_blank or self._paragraph)
        start = self._spaces(self._quote_end if in_quote else at, end)
        self.lines.append(Line(Span(start, end), self._paragraph, in_quote, is_item))
        if _BANNER.match(self.text, at, end):
            self._note_banner()
        if self._html is _BLANK or self._is_mdx:
            self._note_html_heading(at, end)

    def _note_heading(self, level: int, start: int, end: int) -> None:
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        closed = words.strip().rstrip("#")
        shown = closed.rstrip() if closed.endswith((" ", "\t")) or not closed else words.strip()
        self.headings.append(Heading(level, Span(start, start + len(shown))))

    def _note_banner(self) -> None:
        """Note the heading between this line and the last one like it, if a few lines of text are all that is between them."""
        start, last = self._banner + 1, len(self.lines) - 1
        inside = self.lines[start:last]
        self._banner = last
        if start and 0 < len(inside) <= _MOST_IN_BANNER and all(line.is_text and not (line.in_quote or line.is_item) for line in inside):
            self.lines[start:last] = [line._replace(is_text=False) for line in inside]
            self._note_heading(2, *inside[0].span)
            self._banner = -1

    def _note_html_heading(self, at: int, end: int) -> None:
        found = _HTML_HEADING.search(self.text, at, end)
        if found is not None:
            self._note_heading(int(found[1]), *found.span(2))

    def _note_comments(self, at: int, end: int) -> None:
        """Note the comments that start on a line."""
        opening, closing = self._marks
        if self.comments and self.comments[-1].end > at:
            at = self.comments[-1].end
        marks = 0
        start = self.text.find(opening, at, end)
        while start >= 0:
            marks += self.text.count("`", at, start)
            at = start + len(opening)
            if not marks % 2:  # else it is in a span of code
                close = self.text.find(closing, at)
                at = close + len(closing) if close >= 0 else len(self.text)
                self.comments.append(Span(start, at))
            start = self.text.find(opening, at, end)
