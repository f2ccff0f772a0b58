"""Running a finite-state machine over letters."""

from typing import Any

from seedance_lint.syntax.tables import Machine


class State(dict[str, Any]):
    """A state of a machine: what a letter leads to, another state or None.

    A step is looked up in the machine's table when it is first taken; a short run takes few of twenty thousand.
    """

    __slots__ = ("_end", "_first", "_states", "_table", "accepts")

    accepts: tuple[int, ...]
    """The numbers of the expressions that may end here."""

    def __init__(self, table: Machine, number: int, states: dict[int, "State"]) -> None:
        super().__init__()
        self._table, self._states = table, states
        self._first, self._end = ord(table.firsts[number]), ord(table.firsts[number + 1])
        self.accepts = table.accepted[ord(table.ends[number])]
        states[number] = self

    def __missing__(self, letter: str) -> "State | None":
        step = self._table.letters.find(letter, self._first, self._end)
        if step < 0:
            state = None
        elif (state := self._states.get(target := ord(self._table.targets[step]))) is None:
            state = State(self._table, target, self._states)
        self[letter] = state
        return state


def start(table: Machine) -> State:
    """Return the state that a machine starts in."""
    return State(table, 0, {})


def run(state: State, letters: str, at: int, limit: int) -> tuple[int, int, int]:
    """Return where the longest row that a machine reads ends, the number of what it is, and where the shortest one ends; -1 for none."""
    end = number = shortest = -1
    for place in range(at, limit):
        state = state[letters[place]]
        if state is None:
            break
        if state.accepts:
            end, number = place + 1, state.accepts[0]
            if shortest < 0:
                shortest = end
    return end, number, shortest
