"""The tags, texts and comments of an HTML page, each with its place, as browsers part them.

See https://html.spec.whatwg.org/multipage/parsing.html#tokenization: no page is refused, and what is never closed goes on to the end of the page.
"""

import re
from collections.abc import Iterator

from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple
from seedance_lint.source.span import Span

_MARKUP = Pattern(
    r"<(?:(?P<comment>!--)|(?P<remark>[!?]|/(?=[^A-Za-z>]))|(?P<end>/)?(?P<name>[A-Za-z][^\s/>]*+)"
    r"(?P<rest>(?:[^>\"'=]++|=\s*+\"[^\"]*+(?:\"|\Z)|=\s*+'[^']*+(?:'|\Z)|[=\"'])*+)(?:>|\Z))"
)
_COMMENT_END = Pattern(r"--!?>")
_ATTRIBUTE = Pattern(
    r"[\s/]*+(?P<name>[^\s/=][^\s/=]*+)(?:\s*+=\s*+(?:\"(?P<double>[^\"]*+)(?:\"|\Z)|'(?P<single>[^']*+)(?:'|\Z)|(?P<bare>[^\s>\"'][^\s>]*+)|))?"
)
_RAW = frozenset(("script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title"))
"""Elements whose text has no tags: it goes on to their own end."""


class Tag(NamedTuple):
    """The tag that opens or ends an element: its name in small letters, and its attributes, each with the place of its value, quotes excluded."""

    span: Span
    name: str
    is_end: bool
    attributes: dict[str, Span]


class Text(NamedTuple):
    """Text between tags, as it is written; of ``raw`` elements all of it, in which nothing but (in some) character references means something else."""

    span: Span
    raw: str = ""
    """The name of the element that has no tags in its text."""


class Remark(NamedTuple):
    """A comment, with its marks."""

    span: Span


def tokens(text: str, at: int = 0, *, of_component: bool = False) -> Iterator[Tag | Text | Remark]:
    """Yield the tags, texts and comments of a page from a place on, in their order; each character is looked at a few times at most.

    ``of_component``: any element may end in its own tag, as in Vue and Svelte: ``<textarea v-model="prompt" />``.
    """
    while (match := _MARKUP.search(text, at)) is not None:
        start, end = match.span()
        if at < start:
            yield Text(Span(at, start))
        if match["comment"] is not None:
            end = _comment_end(text, start)
            yield Remark(Span(start, end))
        elif match["remark"] is not None:
            closing_at = text.find(">", end)
            end = closing_at + 1 if closing_at >= 0 else len(text)
        elif text[end - 1] != ">":
            return  # the end of the page is in it
        else:
            name = match["name"].lower()
            is_end = match["end"] is not None
            yield Tag(Span(start, end), name, is_end, {} if is_end else _attributes(text, *match.span("rest")))
            if name in _RAW and not is_end and not (of_component and text[end - 2] == "/"):
                closing_tag = _closing(name).search(text, end)
                begin, end = end, closing_tag.start() if closing_tag is not None else len(text)
                yield Text(Span(begin, end), name)
        at = end
    if at < len(text):
        yield Text(Span(at, len(text)))


def _comment_end(text: str, start: int) -> int:
    if text.startswith(("<!-->", "<!--->"), start):
        return text.index(">", start) + 1
    closing = _COMMENT_END.search(text, start + 4)
    return closing.end() if closing is not None else len(text)


def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)


def _attributes(text: str, start: int, end: int) -> dict[str, Span]:
    """Return the places of the values of attributes; of a name that is given twice the first, as browsers have it."""
    found: dict[str, Span] = {}
    for match in _ATTRIBUTE.finditer(text, start, end):
        group = match.lastgroup or "name"
        found.setdefault(match["name"].lower(), Span(*match.span(group)) if group != "name" else Span(match.end(), match.end()))
    return found
