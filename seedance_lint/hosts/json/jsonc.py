"""JSON as people show it: with comments, with a comma too many, and with parts left out."""

import re
from collections.abc import Iterator

from seedance_lint.hosts.json import host as json
from seedance_lint.hosts.json.loose import Broken, read
from seedance_lint.hosts.located import Comment, HostFailure, Passed, Root, begins_line
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.span import Span

NAME = "JSON with comments"
SUFFIXES = (".jsonc",)
MARKS = ("// ", "")

MEANS_THE_SAME_EVERYWHERE = True
"""As in JSON."""

_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"|(//[^\r\n]*|/\*.*?\*/)', re.DOTALL)


def roots(document: SourceDocument) -> Iterator[Root | HostFailure | Passed]:
    """Yield the document's one value, or why it is not even such JSON."""
    found = list(json.roots(document))
    refused = found[0]
    if isinstance(refused, HostFailure):
        try:
            node = read(document.text)
        except Broken:
            yield refused
            return
        found = [Root(node.value, lambda: node, node.span.start)]
    yield from found


def comments(document: SourceDocument) -> Iterator[Comment]:
    """Yield the comments, of lines and of blocks."""
    text = document.text
    for match in _TOKEN.finditer(text):
        shown = match[1]
        if shown is not None:
            inside = shown[2:].removesuffix("*/") if shown.startswith("/*") else shown[2:]
            yield Comment(Span(*match.span()), inside.strip(), begins_line(text, match.start()))
