"""What a program puts together step by step: a mapping or a list, as far as it is known."""

from seedance_lint.hosts.located import Node
from seedance_lint.hosts.program.mappings import Entry, mapping, sequence
from seedance_lint.source.span import Span


class Growing:
    """A mapping or a list that is being put together."""

    __slots__ = ("entries", "is_list", "is_open", "items", "span")

    def __init__(self, span: Span, *, is_list: bool | None = None) -> None:
        self.span = span
        self.is_list = is_list
        """None as long as that is open."""
        self.entries: list[Entry | Node] = []
        self.items: list[Node] = []
        self.is_open = False

    def node(self) -> Node:
        """Return what it is in the end."""
        if self.is_list or (self.is_list is None and self.items and not self.entries):
            return sequence(self.span, self.items, open=self.is_open)
        return mapping(self.span, self.entries, open=self.is_open or bool(self.items))
