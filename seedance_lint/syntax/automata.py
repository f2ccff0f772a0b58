"""Regular expressions over letters to tables of a finite-state machine: one step a letter, whatever the expression."""

from collections.abc import Callable, Mapping
from itertools import accumulate

from seedance_lint.records import NamedTuple
from seedance_lint.syntax.tables import Machine

Expression = tuple[object, ...]
"""``("letter", "a")``, ``("row", …)``, ``("look", …)`` for what is not used up, ``("choice", …)``, or ``("repeat", inner, least, most)`` with None for no end."""

_Ends = tuple[int, ...]
_States = tuple[tuple[dict[str, int], _Ends], ...]


class _Net(NamedTuple):
    """States with letters between them, and steps that need none."""

    letters: list[dict[str, set[int]]]
    free: list[set[int]]

    def state(self) -> int:
        self.letters.append({})
        self.free.append(set())
        return len(self.free) - 1


def machine(
    expressions: Mapping[int, Expression], *, backwards: bool = False, counts: Callable[[_Ends], _Ends] = lambda ends: ends
) -> Machine:
    """Return the machine that reads all expressions at once; ``backwards`` from their last letter to their first.

    ``counts`` chooses, of the expressions that may end in a state, those of any use there: the fewer, the more states do the same.
    """
    net = _Net([], [])
    start = net.state()
    ends: dict[int, int] = {}
    for number, expression in expressions.items():
        first = net.state()
        net.free[start].add(first)
        ends[_add(net, expression, first, backwards=backwards)] = number
    states = _merged(tuple((row, counts(accepted)) for row, accepted in _determined(net, start, ends)))
    accepted = {numbers: place for place, numbers in enumerate(dict.fromkeys(numbers for _, numbers in states))}
    return Machine(
        letters="".join(letter for row, _ in states for letter in row),
        targets="".join(chr(target) for row, _ in states for target in row.values()),
        firsts="".join(map(chr, accumulate((len(row) for row, _ in states), initial=0))),
        ends="".join(chr(accepted[numbers]) for _, numbers in states),
        accepted=tuple(accepted),
    )


def _add(net: _Net, expression: Expression, at: int, *, backwards: bool) -> int:
    """Add an expression that starts in a state, and return the state where it ends."""
    kind, *parts = expression
    if kind == "letter":
        to = net.state()
        net.letters[at].setdefault(str(parts[0]), set()).add(to)
        return to
    if kind in {"row", "look"}:
        for part in reversed(parts) if backwards else parts:
            at = _add(net, part, at, backwards=backwards)  # type: ignore[arg-type]
        return at
    if kind == "choice":
        to = net.state()
        for part in parts:
            net.free[_add(net, part, at, backwards=backwards)].add(to)  # type: ignore[arg-type]
        return to
    inner, least, most = parts
    for _ in range(least):  # type: ignore[call-overload]
        at = _add(net, inner, at, backwards=backwards)  # type: ignore[arg-type]
    if most is None:
        again = net.state()
        net.free[at].add(again)
        net.free[_add(net, inner, again, backwards=backwards)].add(again)  # type: ignore[arg-type]
        to = net.state()
        net.free[again].add(to)
        return to
    to = net.state()
    for _ in range(most - least):  # type: ignore[operator]
        net.free[at].add(to)
        at = _add(net, inner, at, backwards=backwards)  # type: ignore[arg-type]
    net.free[at].add(to)
    return to


def _closure(net: _Net, states: set[int]) -> frozenset[int]:
    found, left = set(states), list(states)
    while left:
        for state in net.free[left.pop()]:
            if state not in found:
                found.add(state)
                left.append(state)
    return frozenset(found)


def _determined(net: _Net, start: int, ends: dict[int, int]) -> _States:
    """Return the machine in which a letter leads to one state only."""
    first = _closure(net, {start})
    numbers = {first: 0}
    order = [first]
    rows: list[tuple[dict[str, int], _Ends]] = []
    for states in order:  # grows as it goes
        steps: dict[str, set[int]] = {}
        for state in states:
            for letter, to in net.letters[state].items():
                steps.setdefault(letter, set()).update(to)
        row = {}
        for letter in sorted(steps):
            reached = _closure(net, steps[letter])
            if reached not in numbers:
                numbers[reached] = len(order)
                order.append(reached)
            row[letter] = numbers[reached]
        rows.append((row, tuple(sorted({ends[state] for state in states if state in ends}))))
    return tuple(rows)


def _merged(rows: _States) -> _States:
    """Return the smallest machine that does the same: states that cannot be told apart become one."""
    group: list[int] = []
    names: dict[object, int] = {}
    for _, accepted in rows:
        group.append(names.setdefault(accepted, len(names)))
    count = 0
    while count != len(names):
        count = len(names)
        names = {}
        group = [
            names.setdefault((group[state], tuple((letter, group[to]) for letter, to in row.items())), len(names))
            for state, (row, _) in enumerate(rows)
        ]
    kept: dict[int, int] = {}
    for state, name in enumerate(group):
        kept.setdefault(name, state)
    return tuple(({letter: group[to] for letter, to in rows[state][0].items()}, rows[state][1]) for state in kept.values())
