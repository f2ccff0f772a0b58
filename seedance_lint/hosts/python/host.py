"""Python: dict literals and keyword arguments, read from the syntax tree of the standard library. Nothing of the program runs."""

import re
from collections.abc import Iterator

from seedance_lint.annotations import TYPE_CHECKING
from seedance_lint.hosts.located import Comment, HostFailure, Passed, Root, begins_line
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.span import Span
from seedance_lint.toml import ENDLESS_NUMBER, TOO_MANY_DIGITS

if TYPE_CHECKING:
    from seedance_lint.hosts.python.values import Reader

NAME = "Python"
SUFFIXES = (".py",)
MARKS = ("# ", "")

LARGEST = 4 * 1024 * 1024
"""Characters. The syntax tree of a larger file would take more than a gigabyte."""

MOST_HOLES = 1_000_000_000
"""Holes of an f-string times its characters: for each hole Python's own parser looks through the whole string, here for a third of a second."""

_COMMENT = re.compile(r"(\"\"\"|''')(?:[^\\]|\\.)*?(?:\1|\Z)|\"(?:[^\"\\\r\n]|\\.)*+\"?|'(?:[^'\\\r\n]|\\.)*+'?|(#[^\r\n]*)", re.DOTALL)


def roots(document: SourceDocument) -> Iterator[Root | HostFailure | Passed]:
    """Yield every outermost dict literal, and every call with keyword arguments, as a value."""
    from seedance_lint.hosts.program import commands as program_commands
    from seedance_lint.hosts.program import docstring_code, prompt_lists, quoted_examples, usage

    try:
        reader = read(document.text)
    except HostFailure as failure:
        yield failure
        return
    declared = reader.declared()
    known = [span for _, span in declared]
    found = [
        each
        for each in reader.roots("Python")
        if not isinstance(each, Passed) or not any(span.start <= each.offset < span.end for span in known)
    ]
    yield from found
    yield from (root for root, _ in declared)
    run = list(reader.commands())
    yield from program_commands.roots(document, run)
    seen = frozenset(node.span for node in run)
    yield from usage.roots(document, (node for node in reader.descriptions() if node.span not in seen), found)
    described = list(reader.docstrings())
    yield from docstring_code.roots(document, described)
    yield from quoted_examples.roots(document, described)
    yield from prompt_lists.roots(document.text, reader.offered(), found)


def minds_faults(document: SourceDocument) -> bool:
    """Whether it matters that a program of a folder cannot be read; most such programs are for a newer Python, and have prompts of another sort."""
    from seedance_lint.hosts.commands.names import names_ours
    from seedance_lint.hosts.prose.tags import mentions

    return names_ours(document.text) or mentions(document.text)


def comments(document: SourceDocument) -> Iterator[Comment]:
    """Yield the document's comments."""
    text = document.text
    for match in _COMMENT.finditer(text):
        if match[2] is not None:
            yield Comment(Span(*match.span()), match[0][1:].strip(), own_line=begins_line(text, match.start()))


def read(text: str) -> "Reader":
    """Return what reads the mappings of a program.

    Raises:
        HostFailure: the text is not Python, as the version that runs this reads it.
    """
    if len(text) > LARGEST:
        raise HostFailure(f"the file has {len(text):,} characters; the limit for programs is {LARGEST:,}")
    if text.count("{") * len(text) > MOST_HOLES:
        _check_holes(text)
    import ast
    import warnings

    from seedance_lint.hosts.python.values import Reader

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of invalid escapes, which are the author's own business
            module = ast.parse(text)
    except SyntaxError as error:
        if "int_max_str_digits" in error.msg:
            endless = ENDLESS_NUMBER.search(text)
            raise HostFailure(f"broken Python: {TOO_MANY_DIGITS}", endless.start() if endless else 0) from None
        raise HostFailure(f"broken Python: {error.msg}", _offset(text, error)) from None
    except (RecursionError, MemoryError):
        raise HostFailure("Python is nested too deeply to be read") from None
    except ValueError as error:
        raise HostFailure(f"broken Python: {error}") from None
    return Reader(text, module)


def _check_holes(text: str) -> None:
    for match in _COMMENT.finditer(text):
        start, end = match.span()
        holes = text.count("{", start, end)
        if holes * (end - start) > MOST_HOLES and "f" in text[max(start - 2, 0) : start].lower():
            raise HostFailure(f"this f-string has {holes:,} placeholders, which is too many to be read", start)


def _offset(text: str, error: SyntaxError) -> int:
    """Return where a syntax error is; the library counts lines and columns from 1."""
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]
    row = min(max((error.lineno or 1) - 1, 0), len(starts) - 1)
    end = starts[row + 1] if row + 1 < len(starts) else len(text)
    return min(starts[row] + max((error.offset or 1) - 1, 0), max(end - 1, starts[row]))
