"""JSON: values by the standard library; places by a scan of our own (``json_places``) that runs only on demand."""

import json
from collections.abc import Iterator
from functools import partial

from seedance_lint.annotations import Any
from seedance_lint.hosts.file_names import collection_of
from seedance_lint.hosts.located import Comment, HostFailure, Node, Passed, Root
from seedance_lint.source.document import SourceDocument

NAME = "JSON"
SUFFIXES: tuple[str, ...] = (".json",)

MEANS_THE_SAME_EVERYWHERE = True
"""What is written into a string stands for the same wherever that is, so that fixes need not be tried before they are offered."""

_MESSAGES = {
    "Expecting value": "expected a value here",
    "Expecting ',' delimiter": "expected `,` or the end of the list or object here",
    "Expecting ':' delimiter": "expected `:` after the name of a field",
    "Expecting property name": "expected the name of a field here, in double quotes",
    "Illegal trailing comma before end of object": "extra `,` before the end of the object",
    "Illegal trailing comma before end of array": "extra `,` before the end of the list",
    "Unterminated string": "this string is never closed",
    "Invalid control character": "line break or other control character inside a string; write a line break as \\n",
    "Invalid \\escape": "invalid escape; write a backslash as \\\\",
    "Invalid \\uXXXX escape": "\\u needs four hexadecimal digits",
    "Extra data": "more text after the end of the value; for one value per line, use a .jsonl file",
}


def roots(document: SourceDocument) -> Iterator[Root | HostFailure | Passed]:
    """Yield the document's one value, or why there is none, and what programs hold that are texts of it."""
    try:
        root = whole(document)
    except HostFailure as failure:
        yield failure
        return
    yield root
    if isinstance(root.value, (dict, list)) and any(mark in document.text for mark in ("curl ", "lang", "prompt ")):
        from seedance_lint.hosts import samples

        yield from samples.roots(document, root)


def whole(document: SourceDocument) -> Root:
    """Return the document's one value.

    Raises:
        HostFailure: there is none.
    """
    text = document.text
    value = decode(text)
    start = len(text) - len(text.lstrip(" \t\r\n"))
    return Root(value, partial(tree, text, start, len(text), value), start, collection_of(document))


def comments(document: SourceDocument) -> Iterator[Comment]:  # noqa: ARG001  # every host has it
    """Yield nothing: JSON has no comments."""
    return iter(())


def decode(text: str, offset: int = 0) -> Any:
    """Return the value of a JSON text that starts at ``offset`` of its document.

    Raises:
        HostFailure: the text is not JSON; with the place in the document.
    """
    try:
        return _loads(text)
    except json.JSONDecodeError as error:
        if not text.strip():
            raise HostFailure("the file is empty", offset) from None
        message = next((ours for theirs, ours in _MESSAGES.items() if error.msg.startswith(theirs)), error.msg)
        at = error.pos - (error.msg.startswith("Invalid \\u") and text.startswith("u", error.pos))  # the library points after the backslash
        raise HostFailure(f"broken JSON: {message}", offset + at) from None
    except RecursionError:
        from seedance_lint.hosts.json.places import depth_break

        raise HostFailure("JSON is nested too deeply to be a request", offset + depth_break(text)) from None


def _loads(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        raise
    except ValueError:  # more digits than int() takes (sys.set_int_max_str_digits)
        return json.loads(text, parse_int=_integer)


def tree(text: str, start: int, end: int, value: object) -> Node:
    """Return the places of a valid JSON value that starts at ``start`` and ends before ``end``, white space aside."""
    from seedance_lint.hosts.json.places import tree

    return tree(text, start, end, value)


def _integer(digits: str) -> int | float:
    try:
        return int(digits)
    except ValueError:
        return float(digits)
