"""What a name stands for where it is read that is bound several times: what it was bound to last, or each of what it may have been."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

from seedance_lint.annotations import Any
from seedance_lint.hosts.program.names import Names, Scope
from seedance_lint.records import NamedTuple

_MOST_STEPS = 24
"""Places that are looked at, from the one where a name is read back."""

_MOST_REACHING = 8
"""Places of which each may have bound what is read."""


class Definition(NamedTuple):
    """Where a name is bound, and the place from which on it is; ``value`` is None if no expression says what it stands for then.

    A parameter stands for what a caller gives.
    """

    at: Any
    since: Any
    value: Any = None
    is_parameter: bool = False


class Block(NamedTuple):
    """Statements that run together or not at all, those of a loop perhaps several times.

    Of the blocks with the same ``fork``, one runs at most; None is of a block without such others.
    """

    start: Any
    end: Any
    loop: bool = False
    fork: int | None = None


class _Flow:
    """The blocks of one function, or of what is outside of all functions. Places are whatever the parser of the language counts."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        ordered = sorted(blocks, key=lambda block: block.end, reverse=True)
        self.blocks = sorted(ordered, key=lambda block: block.start)  # the outer one first
        self._parents: list[int] = []
        self._places: list[Any] = []
        self._innermost: list[int] = []
        open_blocks: list[int] = []
        for number, block in enumerate(self.blocks):
            while open_blocks and self.blocks[open_blocks[-1]].end <= block.start:
                self._close(open_blocks)
            self._parents.append(open_blocks[-1] if open_blocks else -1)
            open_blocks.append(number)
            self._places.append(block.start)
            self._innermost.append(number)
        while open_blocks:
            self._close(open_blocks)

    def _close(self, open_blocks: list[int]) -> None:
        self._places.append(self.blocks[open_blocks.pop()].end)
        self._innermost.append(open_blocks[-1] if open_blocks else -1)

    def around(self, place: Any) -> Iterator[int]:
        """Yield the blocks that a place is in, the innermost first."""
        before = bisect_right(self._places, place) - 1
        number = self._innermost[before] if before >= 0 else -1
        while number >= 0:
            yield number
            number = self._parents[number]


class Definitions:
    """Where the names of one program are bound that stand for several things, one after another."""

    def __init__(self, names: Names, blocks_of: Callable[[Scope], Iterable[Block]]) -> None:
        self._names = names
        self._blocks_of = blocks_of
        self._flows: dict[Scope, _Flow] = {}
        self._sorted: set[tuple[Scope, str]] = set()

    def reaching(self, scope: Scope, name: str, place: Any) -> list[Definition]:
        """Return what a name may stand for that is read at a place of the function that binds it; nothing if that is not certain."""
        found: list[Definition] = self._names.definitions.get((scope, name), [])
        if len(found) < 2 or len(found) != scope.bound.get(name):
            return []
        if (scope, name) not in self._sorted:
            self._sorted.add((scope, name))
            found.sort(key=lambda each: each.since)
        flow = self._flows.get(scope.function)
        if flow is None:
            flow = self._flows[scope.function] = _Flow(self._blocks_of(scope.function))
        return _reaching(flow, found, place)


def _reaching(flow: _Flow, definitions: list[Definition], place: Any) -> list[Definition]:
    here = list(flow.around(place))
    forks = {flow.blocks[each].fork: each for each in here if flow.blocks[each].fork is not None}
    last = bisect_right(definitions, place, key=lambda each: each.since)
    first = max(last - _MOST_STEPS, 0)
    found: list[Definition] = []
    within: set[int] = set()
    is_certain = False
    for definition in reversed(definitions[first:last]):
        there = list(flow.around(definition.at))
        if any(forks.get(flow.blocks[each].fork, each) != each for each in there):
            continue  # in the other arm of a condition
        found.append(definition)
        is_certain = set(here).issuperset(there)
        if is_certain:
            within = set(there)
            break
    if len(found) > _MOST_REACHING or (first and not is_certain):
        return []
    later = definitions[last].since if last < len(definitions) else None
    loops = [flow.blocks[each] for each in here if flow.blocks[each].loop and each not in within]
    if later is not None and any(later <= loop.end for loop in loops):
        return []  # what the loop binds at its end may be read at its beginning
    return found[::-1]
