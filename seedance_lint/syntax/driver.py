"""Runs an LALR parse table over tokens."""

from collections.abc import Callable, Iterable
from typing import Any

from seedance_lint.syntax.lexer import Token
from seedance_lint.syntax.tables import Tables

Action = Callable[[list[Any]], Any]


class Driver:
    """One parser: a table made by Lark, and what to do when a rule is complete.

    ``actions`` maps a rule's alias (or its symbol, where it has none) to a function of the list of its parts.
    """

    __slots__ = ("_end", "_rules", "_start", "_states")

    def __init__(self, tables: Tables, actions: dict[str, Action]) -> None:
        self._states = tables.states
        self._start = tables.start
        self._end = tables.end
        self._rules = [(symbol, size, actions.get(alias)) for symbol, size, alias in tables.rules]

    def parse(self, tokens: Iterable[Token]) -> Any:
        """Return what the start rule's action made of the tokens. The grammar is total: every row of tokens is accepted."""
        states, rules = self._states, self._rules
        state = self._start
        state_stack = [state]
        values: list[Any] = []
        for token in (*tokens, _END):
            symbol = token[0]
            while True:
                action = states[state][symbol]
                if action >= 0:
                    state = action
                    state_stack.append(state)
                    values.append(token)
                    break
                made, size, run = rules[-1 - action]
                if size:
                    parts = values[-size:]
                    del state_stack[-size:], values[-size:]
                    value = run(parts) if run is not None else parts[0] if size == 1 else parts
                else:
                    value = run([]) if run is not None else None
                state = states[state_stack[-1]][made]
                state_stack.append(state)
                values.append(value)
                if state == self._end and symbol == "$END":
                    return value
        raise AssertionError("a total grammar accepts its end")  # pragma: no cover


_END = Token("$END", -1, -1)
