"""A terminal of the grammar as it stands in a text."""

from typing import Any, NamedTuple


class Token(NamedTuple):
    """A terminal of the grammar, where it stands (in code points), and what the tree needs of it."""

    type: str
    start: int
    end: int
    value: Any = None
