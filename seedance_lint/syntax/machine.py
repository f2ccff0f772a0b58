"""Running a finite-state machine over letters."""

from seedance_lint.annotations import Any
from seedance_lint.syntax.tables import Machine

_OWN_WORDS = "\u0100"
"""From here on letters are the user's own words, which no grammar names."""


class State(dict[str, Any]):
    """A state of a machine: what a letter leads to, another state or None.

    A step is looked up in the machine's table when it is first taken; a short run takes few of twenty thousand.
    """

    __slots__ = ("_choices", "_end", "_first", "_states", "_table", "_targets", "accepts")

    accepts: tuple[int, ...]
    """The numbers of the expressions that may end here."""

    def __init__(self, table: Machine, number: int, states: dict[int, "State"]) -> None:
        super().__init__()
        self._table, self._states = table, states
        row = table.rows[number]
        self._first, self._end = table.letter_starts[row], table.letter_ends[row]
        self._choices, self._targets = table.choice_starts[row], table.target_starts[number]
        self.accepts = table.accepted[table.ends[number]]
        states[number] = self

    def __missing__(self, letter: str) -> "State | None":
        table, state = self._table, None
        step = table.letters.find(ord(letter), self._first, self._end) if letter < _OWN_WORDS else -1
        if step >= 0:
            choice = table.choices[self._choices + step - self._first]
            target = table.targets[self._targets + choice]
            state = self._states.get(target)
            if state is None:
                state = State(table, target, self._states)
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
