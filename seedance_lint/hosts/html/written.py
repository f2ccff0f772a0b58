"""How HTML writes characters: what stands for which, in texts and in the values of attributes, and what may be written at a place of a page."""

import html
from bisect import bisect_right

from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple
from seedance_lint.source.source_map import SourceMap, SourceMapBuilder
from seedance_lint.source.span import Span

REFERENCE = r"&(?:#[0-9]{1,7}(?![0-9]);?|#[xX][0-9A-Fa-f]{1,6}(?![0-9A-Fa-f]);?|[A-Za-z][A-Za-z0-9]{1,31};|(?:amp|gt|lt|nbsp|quot)(?![A-Za-z0-9=;]))"
"""What stands for a character (https://html.spec.whatwg.org/multipage/named-characters.html)."""
_REFERENCE = Pattern(REFERENCE)
_SPACES = " \t\n\f\r"


class Written(NamedTuple):
    """How a view of a page is written in it: from each of its ``starts`` on, in the way of ``kinds``: ``text``, ``code`` (line breaks count), or an attribute's quote."""

    starts: list[int]
    kinds: list[str]

    def source_map(self, text: str) -> SourceMap | None:  # noqa: ARG002  # what the view is made of knows it
        """Return None: the view has its own map."""
        return None

    def encode(self, text: str, offset: int = 1) -> str | None:
        """Return how the page holds a text at an offset of the view; None if it cannot be there."""
        kind = self.kinds[max(0, bisect_right(self.starts, offset) - 1)] if self.kinds else "text"
        if kind == "text":
            has_runs = any(mark in text for mark in "\t\n\f\r\v") or "  " in text
            return None if has_runs else html.escape(text, quote=False)
        if kind == "bare":
            return None
        return html.escape(text, quote=kind != "code")


class WrittenScript(NamedTuple):
    """How the text of a script is written: as it is."""

    def source_map(self, text: str) -> SourceMap | None:  # noqa: ARG002  # as for a page
        """Return None: the script has its own map."""
        return None

    def encode(self, text: str, offset: int = 1) -> str | None:  # noqa: ARG002  # it is the same everywhere
        """Return the text, unless it would end the script."""
        return None if "<" in text else text


def meaning(reference: str) -> str:
    """Return what a reference stands for; the same text if there is no such character."""
    return html.unescape(reference)


def decoded(text: str, span: Span) -> SourceMap:
    """Return a text of a page as it is meant, with its spaces as they are."""
    builder = SourceMapBuilder()
    builder.verbatim("", span.start)
    at = span.start
    for match in _REFERENCE.finditer(text, *span):
        meant = html.unescape(match[0])
        if meant != match[0]:
            builder.verbatim(text[at : match.start()], at)
            builder.escape(meant, match.start(), match.end() - match.start())
            at = match.end()
    builder.verbatim(text[at : span.end], at)
    return builder.build()
