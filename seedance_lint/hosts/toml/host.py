"""TOML: values by the standard library, places by a scan of our own that runs only on demand."""

import re
from collections.abc import Iterator
from functools import partial

from seedance_lint.annotations import Any
from seedance_lint.hosts.located import Comment, HostFailure, Node, Root, begins_line
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.span import Span
from seedance_lint.toml import ENDLESS_NAME, ENDLESS_NUMBER, TOO_MANY_DIGITS

NAME = "TOML"
SUFFIXES = (".toml",)
MARKS = ("# ", "")

LARGEST = 4 * 1024 * 1024
"""Characters. The library reads some five of these a second, and keeps them all."""

_STRING = r"\"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*+(?:\"{3,5}|\Z)|'''(?:[^']|'(?!''))*+'{3,5}|\"(?:[^\"\\\r\n]|\\.)*+\"|'[^'\r\n]*+'"
_COMMENT = re.compile(rf"{_STRING}|(#[^\r\n]*)", re.DOTALL)
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def roots(document: SourceDocument) -> Iterator[Root | HostFailure]:
    """Yield the document's one value, or why there is none."""
    text = document.text
    try:
        value = _decode(text)
    except HostFailure as failure:
        yield failure
        return
    yield Root(value, partial(_tree, text, value))


def comments(document: SourceDocument) -> Iterator[Comment]:
    """Yield the document's comments."""
    text = document.text
    for match in _COMMENT.finditer(text):
        if match[1] is not None:
            yield Comment(Span(*match.span()), match[0][1:].strip(), own_line=begins_line(text, match.start()))


def _decode(text: str) -> dict[str, Any]:
    import tomllib

    if len(text) > LARGEST:
        raise HostFailure(f"the file has {len(text):,} characters; the limit for TOML files is {LARGEST:,}")
    endless = ENDLESS_NAME.search(text)
    if endless is not None:
        raise HostFailure("TOML is nested too deeply to be a request", endless.start())
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        place = _PLACE.search(message)
        raise HostFailure(f"broken TOML: {message[: place.start()] if place else message}", _offset(text, place)) from None
    except RecursionError:
        raise HostFailure("TOML is nested too deeply to be a request") from None
    except ValueError:
        endless = ENDLESS_NUMBER.search(text)
        raise HostFailure(f"broken TOML: {TOO_MANY_DIGITS}", endless.start() if endless else 0) from None


def _offset(text: str, place: re.Match[str] | None) -> int:
    """Return where a message of the library points; it counts lines and columns from 1."""
    if place is None or place[1] is None:
        return len(text) if place is not None else 0
    start = 0
    for _ in range(int(place[1]) - 1):
        start = text.find("\n", start) + 1
    return min(start + int(place[2]) - 1, len(text))


def _tree(text: str, value: dict[str, Any]) -> Node:
    from seedance_lint.hosts.toml.places import read

    return read(text, value)
