"""Plain text: the whole file is one prompt, with its files and parameters in front matter between ``---`` lines."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from seedance_lint.hosts.front_matter import FrontMatter, read
from seedance_lint.hosts.located import Comment, HostFailure, Node, Root
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.source_map import SourceMap
from seedance_lint.source.span import Span

NAME = "text"
SUFFIXES = (".txt", ".prompt", ".seedance")

WHOLE = True
"""Every file of this kind is a prompt, whatever words it holds."""

PROMPT = "prompt"
"""The name under which the text stands beside the front matter's fields."""


class PlainText(NamedTuple):
    """Characters that mean themselves."""

    start: int
    end: int

    def source_map(self, text: str) -> SourceMap | None:
        """Map the characters to themselves."""
        return SourceMap.verbatim(text[self.start : self.end], self.start)

    def encode(self, text: str, offset: int = 1) -> str | None:  # noqa: ARG002  # everything is allowed everywhere
        """Return the text itself."""
        return text


def roots(document: SourceDocument) -> Iterator[Root | HostFailure]:
    """Yield the prompt, with the fields of its front matter beside it."""
    text = document.text
    try:
        front = read(text)
    except HostFailure as failure:
        yield failure
        return
    if front is None:
        yield Root({PROMPT: text}, partial(_tree, text, 0, None))
        return
    if PROMPT in front.fields:
        key = front.node.find_key((PROMPT,))
        yield HostFailure("the prompt stands below the front matter, not in it", key.span.start if key is not None else 0)
        return
    yield Root({PROMPT: text[front.end :], **front.fields}, partial(_tree, text, front.end, front), front.end)


def comments(document: SourceDocument) -> Iterator[Comment]:
    """Yield the comments of the front matter; whatever stands below it is the prompt."""
    try:
        front = read(document.text)
    except HostFailure:
        return
    if front is not None:
        yield from front.comments


def _tree(text: str, start: int, front: FrontMatter | None) -> Node:
    prompt = Node(Span(start, len(text)), text[start:], PlainText(start, len(text)))
    name = Node(Span(start, start), PROMPT)
    if front is None:
        return Node(Span(0, len(text)), {PROMPT: text}, children=(prompt,), keys=(name,))
    value = {PROMPT: text[start:], **front.fields}
    return Node(Span(0, len(text)), value, children=(prompt, *front.node.children), keys=(name, *front.node.keys))
