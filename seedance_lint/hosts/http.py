"""Requests written down as they are sent: the `.http` files of editors, and the same in documents; see https://github.com/JetBrains/http-request-in-editor-spec."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from seedance_lint.hosts import nested
from seedance_lint.hosts.located import Clue, Comment, HostFailure, Node, Passed, Root
from seedance_lint.hosts.text import PlainText
from seedance_lint.pattern import Pattern
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.span import Span

NAME = "HTTP requests"
SUFFIXES = (".http", ".rest")

_LINE = Pattern(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_REQUEST = Pattern(r"[ \t]*(?:(?:GET|POST|PUT|PATCH|DELETE)[ \t]+(\S+)(?:[ \t]+HTTP/[\d.]+)?|(https?://\S+))[ \t]*")
_HEADER = Pattern(r"([\w-]+):[ \t]*([^\r\n]*)")
_COMMENT = Pattern(r"[ \t]*(?:#(?!##)|//)")
_DEFINITION = Pattern(r"@([\w.-]+)[ \t]*=[ \t]*([^\r\n]*)")
_VARIABLE = Pattern(r"\{\{([\w.-]+)\}\}")
_BODY = Pattern(r"[ \t]*(?:\{(?!\{)|\[[ \t]*(?:\{|[\r\n]))")
"""What the first line of a body of JSON begins with, and no header does; documents leave out the blank line between the two."""
_END = Pattern(r"###|HTTP/\d")
"""What starts at the first character of a line after a request: the next one, or what was answered."""


def roots(document: SourceDocument) -> Iterator[Root | HostFailure | Passed]:
    """Yield the body of each request, with its address around it."""
    text = document.text
    known = {match[1]: match[2].strip() for match in _DEFINITION.finditer(text)}
    for request, body in _requests(text):
        start, end = request.span(1 if request[1] else 2)
        address = _VARIABLE.sub(lambda match: known.get(match[1], match[0]), text[start:end])
        around = [Clue("argument", address, Span(start, end))]
        host = next((match for match in _HEADER.finditer(text, request.end(), body.start) if match[1].lower() == "host"), None)
        if host is not None and not address.startswith("http"):
            around[0] = Clue("argument", f"https://{host[2].strip()}{address}", Span(start, end))
        value = text[slice(*body)]
        yield from nested.sent(Node(body, value, PlainText(*body)), text, tuple(around))


def comments(document: SourceDocument) -> Iterator[Comment]:
    """Yield the comments between requests and beside their headers; a body has none."""
    text = document.text
    bodies = [body for _, body in _requests(text)]
    for line in _LINE.finditer(text):
        at = bisect_right(bodies, Span(line.start(), len(text))) - 1
        if _COMMENT.match(text, line.start()) and not (at >= 0 and line.start() < bodies[at].end):
            start = line.end(1) - len(line[1].lstrip())
            yield Comment(Span(start, line.end(1)), line[1].lstrip(" \t#/").strip(), own_line=True)
        if not line[0]:
            break


def _requests(text: str) -> Iterator[tuple[re.Match[str], Span]]:
    """Yield the first line of each request, and where its body is."""
    at = 0
    while at < len(text):
        line = _line(text, at)
        request = _REQUEST.fullmatch(text, at, line.end(1))
        at = line.end()
        if request is None:
            continue
        while at < len(text) and (line := _line(text, at))[1].strip():  # headers, and further lines of the address
            if _END.match(text, at) or _BODY.match(text, at):
                break
            at = line.end()
        start = at
        while at < len(text) and not _END.match(text, at):
            at = _line(text, at).end()
        body = text[start:at].lstrip()
        start = at - len(body)
        yield request, Span(start, start + len(body.rstrip()))


def _line(text: str, at: int) -> re.Match[str]:
    line = _LINE.match(text, at)
    assert line is not None  # it matches everywhere
    return line
