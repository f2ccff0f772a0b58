"""Calls with a prompt that a page shows in no language: in a fence that says none, and in spans of code."""

import re
from collections.abc import Iterator

from seedance_lint.hosts.located import Root
from seedance_lint.hosts.markdown.blocks import Block
from seedance_lint.hosts.program import shown_code
from seedance_lint.pattern import Pattern
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.source_map import SourceMap
from seedance_lint.source.span import Span

_CALL = r"(?:(?:(?:const|let|var)[ \t]+)?\w+(?:,[ \t]*\w+)*[ \t]*=[ \t]*)?(?:await[ \t]+)?[A-Za-z_$][\w.$]*\("
_BEGINS = Pattern(rf"^[ \t]*(?:(?:[-*•]|[0-9]{{1,2}}[.)]|>>>)[ \t]+)?({_CALL})", re.MULTILINE)
"""A line that begins with a call, perhaps as an item of a list."""
_SPAN = Pattern(rf"{_CALL}[^\r\n]*\)")
_PROMPT = Pattern(r"\bprompt[\"']?[ \t]*([=:])[ \t]*[rf]{0,2}[\"'`]")
"""The argument that a call has the prompt in, as Python names it, or a script."""
_TOKEN = Pattern(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`[^`]*`|[(\[{]|[)\]}]", re.DOTALL)
_LONGEST = 6000
"""Characters of one call."""
_MOST_UNCLOSED = 20
"""Calls of a fence whose brackets stay open: where more do, it shows something else, and is not gone through for each."""
_SUFFIXES = {"=": ".py", ":": ".ts"}


def may_have(text: str) -> bool:
    """Whether a text may have such a call, as far as a glance tells."""
    return _PROMPT.search(text) is not None


def in_fence(document: SourceDocument, block: Block) -> Iterator[Root]:
    """Yield what the calls in a fence send, of a page that is about our product; words may be between them."""
    text, end, unclosed = block.made.value, 0, 0
    for match in _BEGINS.finditer(text) if may_have(text) else ():
        if match.start(1) < end:
            continue
        behind = _end(text, match.end(1))
        if behind is None:
            unclosed += 1
            if unclosed == _MOST_UNCLOSED:
                return
        else:
            end = behind
            yield from _read(document, block.made, Span(match.start(1), end), one_line=block.is_marked)


def is_call(text: str, span: Span) -> bool:
    """Whether a span of code is a call with a prompt, and nothing else."""
    return _SPAN.fullmatch(text, *span) is not None and _PROMPT.search(text, *span) is not None


def in_code(document: SourceDocument, span: Span) -> Iterator[Root]:
    """Yield what the call sends that is all of a span of code; what else such a span has is ignored."""
    if is_call(document.text, span):
        yield from _read(document, SourceMap.verbatim(document.text, 0), span, one_line=True)


def _read(document: SourceDocument, made: SourceMap, span: Span, *, one_line: bool) -> Iterator[Root]:
    named = _PROMPT.search(made.value, *span)
    if named is not None:
        yield from shown_code.read(document, _SUFFIXES[named[1]], made, [span], one_line=one_line)


def _end(text: str, start: int) -> int | None:
    """Return the place behind the bracket that closes the one in front of a place; None if it stays open."""
    depth = 1
    for token in _TOKEN.finditer(text, start, min(len(text), start + _LONGEST)):
        depth += (token[0] in "([{") - (token[0] in ")]}")
        if depth == 0:
            return token.end()
    return None
