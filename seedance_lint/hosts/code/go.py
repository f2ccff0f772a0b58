"""Go: requests that a program puts together, as ``code.toml`` says how they are written."""

from collections.abc import Iterator

from seedance_lint.hosts.code import roots as code_roots
from seedance_lint.hosts.located import Comment, HostFailure, Passed, Root
from seedance_lint.source.document import SourceDocument

NAME = "Go"
SUFFIXES = (".go",)
MARKS = ("// ", "")
has_fields = code_roots.has_fields


def roots(document: SourceDocument) -> Iterator[Root | HostFailure | Passed]:
    """Yield the outermost values of a program; what is broken is a failure beside them."""
    return code_roots.roots(document, "go")


def comments(document: SourceDocument) -> Iterator[Comment]:
    """Yield the document's comments."""
    return code_roots.comments(document, "go")
