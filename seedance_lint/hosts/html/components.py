"""Components of Vue, Svelte and Astro in one file: their scripts."""

from collections.abc import Iterator

from seedance_lint.hosts import embedded
from seedance_lint.hosts.html.scripts import scripts
from seedance_lint.hosts.html.tokens import Tag, Text, tokens
from seedance_lint.hosts.located import Comment, HostFailure, Passed, Root
from seedance_lint.pattern import Pattern
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.span import Span

NAME = "component"
SUFFIXES = (".vue", ".svelte", ".astro")

_HEAD = Pattern(r"\s*---[ \t]*\r?\n(.*?)^---[ \t]*$", 8 | 16)


def roots(document: SourceDocument) -> Iterator[Root | HostFailure | Passed]:
    """Yield what the scripts of a component hold."""
    for part in _parts(document):
        yield from embedded.roots(document, part)


def comments(document: SourceDocument) -> Iterator[Comment]:
    """Yield the comments of the scripts."""
    for part in _parts(document):
        yield from embedded.comments(document, part)


def _parts(document: SourceDocument) -> Iterator[embedded.Embedded]:
    text = document.text
    found: list[tuple[Span, dict[str, str]]] = []
    head = _HEAD.match(text) if document.path.lower().endswith(".astro") else None
    if head is not None:
        found.append((Span(*head.span(1)), {"lang": "ts"}))
    attributes: dict[str, str] = {}
    for token in tokens(text, head.end() if head is not None else 0, of_component=True):
        if isinstance(token, Tag) and token.name == "script" and not token.is_end:
            attributes = {name: text[slice(*span)] for name, span in token.attributes.items()}
        elif isinstance(token, Text) and token.raw == "script":
            found.append((token.span, attributes))
    return scripts(text, found)
