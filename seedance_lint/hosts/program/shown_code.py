"""What a program shows of how it is used: pieces of its texts and comments, each read as a document of its own that names our product."""

from collections.abc import Iterator, Sequence

from seedance_lint.hosts import embedded
from seedance_lint.hosts.located import Clue, Node, Root, StringForm
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.source_map import SourceMap, SourceMapBuilder
from seedance_lint.source.span import Span

MOST = 50
"""Pieces of one text."""

_PRODUCT = "seedance"
_ABOUT = {".py": f"\n# {_PRODUCT}", ".sh": f"\n# {_PRODUCT}", ".ts": f"\n// {_PRODUCT}"}
"""What the text around a piece names, and the piece need not; as each language writes it."""


def written_by(document: SourceDocument, node: Node) -> SourceMap | None:
    """Return where the characters of a text are in the document; None where that is not known for all of them."""
    made = node.form.source_map(document.text) if node.form is not None else None
    return made if made is not None and made.value == node.value else None


def read(
    document: SourceDocument,
    suffix: str,
    made: SourceMap,
    spans: Sequence[Span],
    outer: StringForm | None = None,
    *,
    one_line: bool = False,
) -> Iterator[Root]:
    """Yield what is sent by the document that pieces of a text make, one behind the other; failures there are ignored.

    ``suffix`` is that of a file with such a text, ``outer`` writes the text where it is a string of the document; ``one_line``: something is
    in front of its lines.
    """
    from seedance_lint.hosts import host_for

    host = host_for(f"shown{suffix}")
    if host is None:
        return
    builder = SourceMapBuilder()
    for span in spans:
        builder.append(made.part(span))
    place = made.to_file(Span(spans[0].start, spans[-1].end))
    if suffix in _ABOUT:
        builder.escape(_ABOUT[suffix], place.end, 0)
    for found in embedded.roots(document, embedded.Embedded(host, builder.build(), one_line=one_line, outer=outer)):
        if isinstance(found, Root):
            yield found._replace(around=(*found.around, Clue("heading", _PRODUCT, place)))
