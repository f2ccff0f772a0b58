"""The blocks of a Python function that may be left out, or run several times."""

import ast
from collections.abc import Iterator, Sequence

from seedance_lint.hosts.program.flow import Block


def blocks(statements: Sequence[ast.stmt]) -> Iterator[Block]:
    """Yield the blocks inside of statements, but not those of functions and classes that these define."""
    waiting: list[ast.AST] = [*statements]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If):
            for arm in _arms(node):
                yield _block(arm, fork=id(node))
                waiting += arm
        elif isinstance(node, (ast.For, ast.AsyncFor, ast.While)):
            yield _block(node.body, loop=True)
            waiting += [*node.body, *node.orelse]
        elif isinstance(node, (ast.Try, ast.TryStar)):
            for arm in (node.body, *(handler.body for handler in node.handlers), node.orelse, node.finalbody):
                if arm:
                    yield _block(arm)
                    waiting += arm
        elif isinstance(node, ast.Match):
            for case in node.cases:
                yield _block(case.body, fork=id(node))
                waiting += case.body
        elif isinstance(node, (ast.With, ast.AsyncWith)):
            waiting += node.body


def _arms(condition: ast.If) -> Iterator[list[ast.stmt]]:
    """Yield the blocks of a condition, those of its further conditions among them."""
    while True:
        yield condition.body
        otherwise = condition.orelse
        if len(otherwise) != 1 or not isinstance(otherwise[0], ast.If):
            if otherwise:
                yield otherwise
            return
        condition = otherwise[0]


def _block(statements: Sequence[ast.stmt], *, loop: bool = False, fork: int | None = None) -> Block:
    first, last = statements[0], statements[-1]
    return Block((first.lineno, first.col_offset), (last.end_lineno or 0, last.end_col_offset or 0), loop, fork)
