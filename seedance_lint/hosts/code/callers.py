"""What the functions of a program are called with: which expressions their parameters stand for, call by call."""

from collections.abc import Iterator
from itertools import islice

from seedance_lint.annotations import Any
from seedance_lint.hosts.code.records import Function, Name, Step
from seedance_lint.hosts.code.walk import Walk
from seedance_lint.hosts.program.names import Scope

MOST_CALLS = 100
"""Calls of one function that are looked at."""
MOST_TRIED = 5_000
"""Calls that the values of one program are tried with altogether."""
_DEEPEST = 4
"""Functions that hand on what they are given."""

Given = dict[tuple[int, str], Any]
"""Parameters, by the identity of the scope of their function and their name, and the expressions that they stand for."""


class Callers:
    """Knows the calls of the functions of one program."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self.tried = 0
        self._fitting: dict[tuple[str, int], list[Function]] = {}
        self._named: dict[str, list[Function]] = {}
        for function in walk.functions.values():
            self._named.setdefault(function.name, []).append(function)
            self._fitting.setdefault((function.name, len(function.parameters)), []).append(function)

    def left(self) -> int:
        """Return how many calls may still be tried for one value."""
        return max(0, min(MOST_CALLS, MOST_TRIED - self.tried))

    def called(self, step: Step) -> Function | None:
        """Return the function of the program that a call is of; None if there is none, or if it is not certain which."""
        same = self._named.get(step.name.name, [])
        fitting = self._fitting.get((step.name.name, len(step.given)), [])
        if len(same) == 1 and len(step.given) <= len(same[0].parameters):
            return same[0]
        return fitting[0] if len(fitting) == 1 else None

    def given(self, scope: Scope, depth: int = 0) -> Iterator[tuple[Given, tuple[Step, ...]]]:
        """Yield what the parameters of the function stand for that a scope is in, for each call of it, and the calls that lead there."""
        function = self._around(scope)
        if function is None or not function.parameters or depth >= _DEEPEST:
            return
        for step, where in islice(self._walk.calls.get(function.name, ()), MOST_CALLS):
            if self.called(step) is not function:
                continue
            known = {(id(function.scope), name): value for name, value in arguments(function, step)}
            outer = self._around(where.scope)
            hands_on = outer is not None and any(isinstance(value, Name) and value.name in outer.parameters for value in known.values())
            further = list(islice(self.given(where.scope, depth + 1), MOST_CALLS)) if hands_on else []
            if further:
                yield from (({**more, **known}, (step, *steps)) for more, steps in further)
            else:
                yield known, (step,)

    def _around(self, scope: Scope | None) -> Function | None:
        while scope is not None:
            if id(scope) in self._walk.functions:
                return self._walk.functions[id(scope)]
            scope = scope.outer
        return None


def arguments(function: Function, step: Step) -> Iterator[tuple[str, Any]]:
    """Yield the parameters of a function that a call gives values to, and these."""
    named = [each for each in step.given if each.name is not None]
    placed = [each.value for each in step.given if each.name is None]
    yield from zip(function.parameters, placed, strict=False)
    yield from ((each.name.name, each.value) for each in named if each.name is not None and each.name.name in function.parameters)
