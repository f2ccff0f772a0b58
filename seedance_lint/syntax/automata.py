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
    return _table(states)


def _table(states: _States) -> Machine:
    """Write a machine down: see ``Machine``."""
    targets = [tuple(dict.fromkeys(row.values())) for row, _ in states]
    rows = [("".join(row), bytes(map(own.index, row.values()))) for (row, _), own in zip(states, targets, strict=True)]
    number_of_row = {row: number for number, row in enumerate(dict.fromkeys(rows))}
    letters = "".join(dict.fromkeys(letters for letters, _ in number_of_row))
    number_of_ends = {numbers: place for place, numbers in enumerate(dict.fromkeys(numbers for _, numbers in states))}
    return Machine(
        letters=letters.encode("latin-1"),
        letter_starts=tuple(letters.index(own) for own, _ in number_of_row),
        letter_ends=tuple(letters.index(own) + len(own) for own, _ in number_of_row),
        choices=b"".join(choices for _, choices in number_of_row),
        choice_starts=tuple(accumulate((len(choices) for _, choices in number_of_row), initial=0)),
        rows=tuple(number_of_row[row] for row in rows),
        targets=tuple(target for own in targets for target in own),
        target_starts=tuple(accumulate(map(len, targets[:-1]), initial=0)),
        ends=tuple(number_of_ends[numbers] for _, numbers in states),
        accepted=tuple(number_of_ends),
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


def _closure(net: _Net, state: int, ends: Mapping[int, int]) -> frozenset[int]:
    """Return the states that steps without a letter lead to from a state, and that state: of them, those from which letters lead on, or an end."""
    found, left = {state}, [state]
    while left:
        new = net.free[left.pop()] - found
        found |= new
        left += new
    return frozenset(state for state in found if net.letters[state] or state in ends)


def _determined(net: _Net, start: int, ends: dict[int, int]) -> _States:
    """Return the machine in which a letter leads to one state only."""
    closures = [_closure(net, state, ends) for state in range(len(net.free))]
    first = closures[start]
    numbers = {first: 0}
    order = [first]
    rows: list[tuple[dict[str, int], _Ends]] = []
    for states in order:  # grows as it goes
        steps: dict[str, set[int]] = {}
        for state in states:
            for letter, to in net.letters[state].items():
                steps.setdefault(letter, set()).update(*(closures[state] for state in to))
        row = {}
        for letter in sorted(steps):
            reached = frozenset(steps[letter])
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
