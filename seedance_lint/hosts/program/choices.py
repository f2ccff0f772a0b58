"""What names of a program may stand for, where that is one of several: each is tried, and gives a request of its own."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from itertools import chain, islice

from seedance_lint.annotations import Any, Generic, TypeVar
from seedance_lint.hosts.program.flow import Definition
from seedance_lint.hosts.program.names import Names, Scope
from seedance_lint.source.span import Span

MOST_CHOICES = 100
"""Of one name, and of one program altogether ten times as many."""

DEEPEST_CHOICE = 6
"""Choices inside of choices."""

Expression = TypeVar("Expression")
Key = tuple[Any, str]
"""A name in the scope that holds it, or an expression and nothing."""
Chosen = dict[Key, Expression]
"""What names and expressions stand for in one of several cases."""


class ProgramChoices(ABC, Generic[Expression]):
    """The choices of one program: at first none is taken, and those that are asked for are noted."""

    names: Names
    plain: Callable[[Expression], Expression | None]
    """Returns what a name certainly stands for; None for everything else."""
    text: Callable[[Expression], str | None]
    """Returns the text that an expression makes whatever is chosen, holes and all; None for everything else."""

    def __init__(self) -> None:
        self.functions: dict[Scope, Any] = {}
        """The scope of a function to its definition."""
        self.asked: dict[Key, None] = {}
        self.taken: Chosen[Expression] = {}
        self._left = 10 * MOST_CHOICES

    def settle(self, names: Names, plain: Callable[[Expression], Expression | None]) -> None:
        """Take over what the walk over the program noted of its names."""
        self.names, self.plain = names, plain

    @abstractmethod
    def key(self, node: Expression, scope: Scope | None = None) -> Key | None:
        """Return what an expression is known by that may be one of several; None if it is not."""

    @staticmethod
    @abstractmethod
    def _base(node: Expression) -> Expression:
        """Return the expression that one is a part of: ``shot`` of ``shot["prompt"]``; itself if it is of none."""

    @abstractmethod
    def _one_deep(self, key: Key, depth: int) -> Iterator[Chosen[Expression]]:
        """Yield what the names of a choice stand for in each case, which may be choices again."""

    def _all(self, key: Key, depth: int = 0) -> Iterator[Chosen[Expression]]:
        """Yield what the names of a choice may stand for together."""
        if depth > DEEPEST_CHOICE:
            return
        for chosen in self._one_deep(key, depth):
            value = chosen.get(key)
            inner = self.key(self._base(value)) if value is not None else None
            if inner is None or inner in chosen:
                yield chosen
            else:
                for further in self._all(inner, depth + 1):
                    yield {**further, **chosen}

    def _bound_to(self, key: Key, parameter: Key, found: list[Definition], depth: int) -> Iterator[Chosen[Expression]]:
        """Yield what a name stands for that is bound several times, what its function is given under it among them."""
        for each in found:
            if each.value is not None:
                yield {key: self._plainly(each.value)}
            elif each.is_parameter:
                for chosen in self._all(parameter, depth + 1):
                    if (value := chosen.get(parameter)) is not None:
                        yield {**chosen, key: value}

    @staticmethod
    def _plainly(node: Expression) -> Expression:
        """Return what is inside parentheses, and beside types, where the parser keeps these."""
        return node

    def _held(self, node: Expression, depth: int) -> Iterator[tuple[Expression, Chosen[Expression]]]:
        """Yield the expressions that one may stand for, choices followed."""
        key = self.key(node)
        if key is None:
            yield self.plain(node) or node, {}
        elif depth <= DEEPEST_CHOICE:
            for chosen in self._all(key, depth + 1):
                value: Expression | None = node
                while value is not None and (at := self.key(value)) is not None:
                    value = chosen.get(at)
                if value is not None:
                    yield self.plain(value) or value, chosen

    def value(self, node: Expression, scope: Scope | None = None) -> Expression | None:
        """Return what is taken for an expression right now; None if nothing is, and then it is noted that somebody asked."""
        key = self.key(node, scope)
        if key is None:
            return None
        self.asked[key] = None
        found = self.taken.get(key)
        for _ in range(DEEPEST_CHOICE):
            further = self.key(found) if found is not None else None
            if further not in self.taken:
                break
            found = self.taken[further]
        return found

    def cases(self, key: Key) -> Iterator[Chosen[Expression]]:
        """Yield what there is to try for one that was asked for, as long as the program has not had too many."""
        for chosen in islice(self._all(key), MOST_CHOICES):
            if not self._left:
                return
            self._left -= 1
            yield chosen

    def _certain(self, node: Expression) -> str | None:
        """Return the text that an expression makes whatever is chosen; None for everything else."""
        taken, asked = self.taken, self.asked
        self.taken, self.asked = {}, {}
        text = self.text(node)
        self.taken, self.asked = taken, asked
        return text


def parts_of(text: str, breaks: str) -> Iterator[Span]:
    """Yield the parts of a text between what a regular expression matches, without those that are blank."""
    at = 0
    for match in chain(re.finditer(breaks, text), (None,)):
        end = len(text) if match is None else match.start()
        if text[at:end].strip():
            yield Span(at, end)
        at = end if match is None else match.end()
