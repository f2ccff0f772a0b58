"""Runs an LALR parse table over tokens."""

from collections.abc import Callable, Iterable
from typing import Any

from seedance_lint.syntax.tables import Tables
from seedance_lint.syntax.token import Token

Action = Callable[[list[Any]], Any]
_Row = dict[str, Any]


class Driver:
    """One parser: a table made by Lark, and what to do when a rule is complete.

    ``actions`` maps a rule's alias (or its symbol, where it has none) to a function of the list of its parts; a rule of one part
    without an action only renames it.
    """

    __slots__ = ("_end", "_start")

    def __init__(self, tables: Tables, actions: dict[str, Action]) -> None:
        rules = [(symbol, size, actions.get(alias)) for symbol, size, alias in tables.rules]
        # A state is its row of the table; a row has the row to go to, or the rule to reduce by: two look-ups less for every step.
        states: dict[int, _Row] = {state: {} for state in tables.states}
        for state, row in tables.states.items():
            states[state].update({symbol: states[action] if action >= 0 else rules[-1 - action] for symbol, action in row.items()})
        self._start = states[tables.start]
        self._end = states[tables.end]

    def parse(self, tokens: Iterable[Token]) -> Any:
        """Return what the start rule's action made of the tokens. The grammar is total: every row of tokens is accepted."""
        end = self._end
        row = self._start
        stack = [row]
        values: list[Any] = []
        for token in (*tokens, _END):
            symbol = token[0]
            action = row[symbol]
            while type(action) is tuple:
                made, size, run = action
                if size == 1:
                    if run is not None:
                        values[-1] = run([values[-1]])
                    stack[-1] = row = stack[-2][made]
                elif size == 2:
                    last = values.pop()
                    del stack[-1]
                    values[-1] = run([values[-1], last]) if run is not None else [values[-1], last]
                    stack[-1] = row = stack[-2][made]
                else:
                    parts = values[-size:] if size else []
                    if size:
                        del stack[-size:], values[-size:]
                    values.append(run(parts) if run is not None else parts)
                    row = stack[-1][made]
                    stack.append(row)
                if row is end:
                    return values[-1]
                action = row[symbol]
            row = action
            stack.append(row)
            values.append(token)
        raise AssertionError("a total grammar accepts its end")  # pragma: no cover


_END = Token("$END", -1, -1)
