"""Prompts that a page folds up in HTML: `<summary>Prompt</summary>` and behind it a `<blockquote>`, whose text Markdown leaves alone."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from seedance_lint.hosts.markdown.prose import Unit
from seedance_lint.hosts.prose.labels import prompt_label
from seedance_lint.pattern import Pattern
from seedance_lint.source.span import Span

_FOLDED = Pattern(
    r"<summary[^<>]*>((?:(?!</summary>)[^\r\n]){1,200})</summary>\s{0,20}<(blockquote|pre)(?:\s[^<>]*)?>\s*((?:[^<]|<br[ \t]*/?>){1,10000}?)\s*</\2>",
    re.IGNORECASE,
)
_OUTPUT = Pattern(
    r"^[ \t]*<(output|example_output|ideal_output|assistant)>[ \t]*\r?\n((?:(?!^[ \t]*</?\1>)[^\r\n]*\r?\n){1,200}?)[ \t]*</\1>[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""What an example in the instructions for a chat says that comes of it."""
_TAGS = Pattern(r"<[^<>]*>")
_ASIDE = Pattern(r"[ \t]+[—–|·-][ \t].*")
"""A hint beside the label: ``Prompt — click to read it``."""
_LINE = Pattern(r"[^\r\n]+")


def outputs(text: str, hidden: Sequence[Span]) -> Iterator[Unit]:
    """Yield the texts between the tags of an output, on lines of their own, but for those in ``hidden`` parts of the page."""
    for match in _OUTPUT.finditer(text) if "</" in text else ():
        above = bisect_left(hidden, Span(match.start() + 1, 0)) - 1
        lines = tuple([Span(*line.span()) for line in _LINE.finditer(text, *match.span(2)) if line[0].strip()])
        if lines and not (above >= 0 and match.start() < hidden[above].end):
            yield Unit("quote", lines)


def folded(text: str, hidden: Sequence[Span]) -> Iterator[Unit]:
    """Yield the texts that a summary calls a prompt, but for those in ``hidden`` parts of the page: fences and comments, in their order."""
    if "<summary" not in text:
        return
    for match in _FOLDED.finditer(text):
        label = _ASIDE.sub("", _TAGS.sub("", match[1])).strip(" \t*_")
        above = bisect_left(hidden, Span(match.start() + 1, 0)) - 1
        if prompt_label(label) and not (above >= 0 and match.start() < hidden[above].end):
            yield Unit("quote", tuple([Span(*line.span()) for line in _LINE.finditer(text, *match.span(3))]), label)
