"""JSON Lines: one JSON value a line."""

import json
from collections.abc import Iterator
from functools import partial

from seedance_lint.hosts.file_names import collection_of
from seedance_lint.hosts.json.host import MEANS_THE_SAME_EVERYWHERE, comments, decode, tree
from seedance_lint.hosts.located import HostFailure, Passed, Root
from seedance_lint.source.document import SourceDocument

__all__ = ["BY_LINE", "MEANS_THE_SAME_EVERYWHERE", "NAME", "SUFFIXES", "comments", "roots"]

NAME = "JSON Lines"
SUFFIXES = (".jsonl", ".ndjson")

BY_LINE = True
"""Whatever the lines of a file are, any run of them is a document of its own: large files may be read in parts."""

LONGEST_LINE = 64 * 1024 * 1024
"""Characters. No request is a thousandth as long, and a longer line would take the memory of the machine."""


def roots(document: SourceDocument) -> Iterator[Root | HostFailure | Passed]:
    """Yield a value for every line that is not blank; a broken line does not hide the others."""
    text = document.text
    loads = json.loads
    around = collection_of(document)
    has_programs = any(mark in text for mark in ("curl ", "lang", "prompt "))
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        if end < 0:
            end = len(text)
        if end - start > LONGEST_LINE:
            yield HostFailure(f"the line has {end - start:,} characters; the limit is {LONGEST_LINE:,}", start)
            start = end + 1
            continue
        line = text[start:end]
        try:
            value = loads(line)
        except (ValueError, RecursionError):
            if start == 0 and document.first_line == 1 and line.strip() in ("[", "{"):
                yield HostFailure(
                    "the file is one JSON value over several lines, but JSON Lines has one value per line; rename the file to .json", start
                )
                return
            if line.strip(" \t\r"):
                yield _again(text, line, start)
        else:
            root = Root(value, partial(tree, text, start, end, value), start, around)
            yield root
            if has_programs and isinstance(value, (dict, list)):
                from seedance_lint.hosts import samples

                yield from samples.roots(document, root)
        start = end + 1


def _again(text: str, line: str, start: int) -> Root | HostFailure:
    """Read a line once more that the plain reader refused, to say why, or to take the number that it did not."""
    try:
        value = decode(line, start)
    except HostFailure as failure:
        return failure
    return Root(value, partial(tree, text, start, start + len(line), value), start)
