"""JSON as people show it: with comments, with a comma too many, and with parts left out."""

import re
from collections.abc import Iterator
from functools import partial

from seedance_lint.hosts.json import host as json
from seedance_lint.hosts.json.loose import Broken, read, read_all
from seedance_lint.hosts.located import Comment, HostFailure, Node, Passed, Root, begins_line
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.span import Span

NAME = "JSON with comments"
SUFFIXES = (".jsonc",)
MARKS = ("// ", "")

MEANS_THE_SAME_EVERYWHERE = True
"""As in JSON."""

_SEVERAL = ("{", "[", "/")
"""What a text begins with that may hold several values: one of them, or a remark on it."""
_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"|(//[^\r\n]*|/\*.*?\*/)', re.DOTALL)


def roots(document: SourceDocument) -> Iterator[Root | HostFailure | Passed]:
    """Yield the document's one value, or why it is not even such JSON."""
    found = list(json.roots(document))
    refused = found[0]
    if isinstance(refused, HostFailure):
        try:
            nodes = read_all(document.text) if document.text.lstrip()[:1] in _SEVERAL else [read(document.text)]
        except Broken:
            yield refused
            return
        found = [Root(node.value, partial(_itself, node), node.span.start) for node in nodes]
    yield from found


def _itself(node: Node) -> Node:
    return node


def comments(document: SourceDocument) -> Iterator[Comment]:
    """Yield the comments, of lines and of blocks."""
    text = document.text
    for match in _TOKEN.finditer(text):
        shown = match[1]
        if shown is not None:
            inside = shown[2:].removesuffix("*/") if shown.startswith("/*") else shown[2:]
            yield Comment(Span(*match.span()), inside.strip(), begins_line(text, match.start()))
