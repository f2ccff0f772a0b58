"""The elements of an MDX page whose attributes are a request: ``<Case prompt={`…`} images={[…]} />``, read as the mapping that they are."""

import re
from collections.abc import Iterator

from seedance_lint.pattern import Pattern
from seedance_lint.source.source_map import SourceMap, SourceMapBuilder
from seedance_lint.source.span import Span

_ELEMENT = Pattern(r"<[A-Z][\w.]*(?=\s)")
_ATTRIBUTE = Pattern(r"\s*+([A-Za-z_][\w:.-]*+)(=(?:\"[^\"\\\r\n]*+\"|'[^'\\\r\n]*+'|\{)|(?=[\s/>]))")
_END = Pattern(r"\s*+/?>")
_TOKEN = Pattern(
    r"//[^\r\n]*+|/\*[^*]*+(?:\*(?!/)[^*]*+)*+(?:\*/|\Z)|`(?:[^`\\]|\\.)*+`|\"(?:[^\"\\\r\n]|\\.)*+\"|'(?:[^'\\\r\n]|\\.)*+'|[{}]",
    re.DOTALL,
)
_PROMPT = Pattern(r"(?:[a-z]\w*)?[pP]rompt")
_LARGEST = 100_000
"""Characters of the longest element that is read."""


def may_have(text: str) -> bool:
    """Whether a page may have such an element: a glance."""
    return "rompt=" in text


def elements(text: str) -> Iterator[SourceMap]:
    """Yield the elements with a prompt, each as a mapping of JavaScript."""
    end = 0
    for match in _ELEMENT.finditer(text):
        if match.start() >= end:
            made, end = _element(text, match.start(), match.end())
            if made is not None:
                yield made


def _element(text: str, start: int, at: int) -> tuple[SourceMap | None, int]:
    """Return the mapping that an element is, if it has a prompt, and up to where the text has been read."""
    builder = SourceMapBuilder()
    builder.escape("({", start, 1)
    limit = min(len(text), start + _LARGEST)
    has_prompt = False
    while (attribute := _ATTRIBUTE.match(text, at, limit)) is not None:
        at = attribute.end()
        if not attribute[2]:
            continue  # what is true because it is there
        name, value = Span(*attribute.span(1)), Span(attribute.start(2) + 1, at)
        if text[value.start] == "{":
            closing = _closing(text, at, limit)
            if closing is None:
                return None, limit
            at = closing + 1
            value = Span(value.start + 1, closing)
        if attribute[1].isidentifier():
            has_prompt = has_prompt or _PROMPT.fullmatch(attribute[1]) is not None
            builder.verbatim(attribute[1], name.start)
            builder.escape(":", name.end, value.start - name.end)
            builder.verbatim(text[slice(*value)], value.start)
            builder.escape(",", at - 1, 1)
    ending = _END.match(text, at, limit)
    if ending is None or not has_prompt:
        return None, at
    builder.escape("})", at, ending.end() - at)
    return builder.build(), ending.end()


def _closing(text: str, at: int, limit: int) -> int | None:
    """Return where the brace is closed that is open at a place; None if nowhere."""
    depth = 1
    for token in _TOKEN.finditer(text, at, limit):
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        if not depth:
            return token.start()
    return None
