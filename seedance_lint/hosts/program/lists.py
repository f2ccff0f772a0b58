"""How lists of a program are put together, whatever its language: written down, filled in loops, or made of each item of another one."""

from abc import abstractmethod

from seedance_lint.annotations import Any
from seedance_lint.hosts.located import Node
from seedance_lint.hosts.program.growth import Addition, Loop, settled
from seedance_lint.hosts.program.made import ProgramCalls, ProgramTexts
from seedance_lint.hosts.program.mappings import DEEPEST
from seedance_lint.hosts.program.reader import ProgramReader

_MOST_LISTS = 20_000
"""Lists of one file that are put together of others; each may be in several, so that a short chain of names would make any number."""


class ProgramLists(ProgramReader):
    """Reads the lists of one program."""

    def __init__(self, offsets: Any, survey: Any, texts: ProgramTexts[Any], calls: ProgramCalls) -> None:
        super().__init__(offsets, survey, texts, calls)
        self._opened: set[int] = set()
        """Identities of the lists that are being put together: ``b = [*b] + b`` is in itself."""

    @abstractmethod
    def _anew(self) -> "ProgramLists":
        """Return a reader of the same program that has read nothing."""

    @abstractmethod
    def _items_of(self, node: Any) -> tuple[list[Node], bool]:
        """Return the items of a list that is put together, and whether there may be others."""

    @abstractmethod
    def _item(self, node: Any) -> Node:
        """Return an item of a list, which is computed where nothing is known of it."""

    @abstractmethod
    def _listed(self, node: Any) -> Any:
        """Return the expression that has the items which a loop goes through; None if that is not certain."""

    @staticmethod
    @abstractmethod
    def _is_empty(node: Any) -> bool:
        """Whether an expression is a list that is written down without items."""

    @abstractmethod
    def _is_text_part(self, node: Any) -> bool:
        """Whether an expression is a part of a request that says its own type: ``{"type": "text", "text": …}``."""

    def _items(self, node: Any) -> tuple[list[Node], bool]:
        """Return the items of a list, and whether there may be others."""
        node = self._unwrapped(node)
        key = self._identity(node)
        if self._depth == DEEPEST or key in self._opened or self._survey.lists_read >= _MOST_LISTS:
            return [], True
        self._survey.lists_read += 1
        self._used.add(key)
        self._opened.add(key)
        self._depth += 1
        items, is_open = self._items_of(node)
        self._depth -= 1
        self._opened.discard(key)
        return items, is_open

    def _added(self, addition: Addition) -> list[Node] | None:
        """Return what is added to a list; None if that is not certain. A text that is only added on a condition is there, or nothing is said."""
        known = settled(addition, self._survey.holds)
        if known is None:
            return []
        if known.key is not None or (not known.sure and not self._is_text_part(known.value)):
            return None
        if known.loop is not None:
            return None if known.spread else self._each(known.loop, known.value)
        if not known.spread:
            return [self._item(known.value)]
        items, is_open = self._items(known.value)
        return None if is_open else items

    def _each(self, loop: Loop, made: Any) -> list[Node] | None:
        """Return what an expression makes for each item of a list; None if these are not known."""
        choices = self._survey.choices
        items = self._listed(loop.items)
        if items is None or self._identity(items) in self._survey.changed:
            return None
        before = choices.taken
        found: list[Node] = []
        for taken in choices.bindings(loop.binds, items):
            choices.taken = {**before, **taken}
            reader = self._anew()
            reader._depth = self._depth
            found.append(reader._item(made))
        choices.taken = before
        self._used.add(self._identity(self._unwrapped(made)))
        return found or ([] if self._is_empty(items) else None)
