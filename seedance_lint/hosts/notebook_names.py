"""Names that one cell of a notebook is given by another: texts, and lists of them, that the notebook assigns once."""

import ast
import re
import warnings
from collections import Counter
from collections.abc import Sequence

from seedance_lint.records import NamedTuple
from seedance_lint.source.source_map import SourceMap, SourceMapBuilder
from seedance_lint.source.span import Span

_LINE_END = re.compile(r"\r\n|\n|\r")
_LONGEST = 20_000
"""Characters of an assignment that other cells are given."""


class _Cell(NamedTuple):
    """The names of one cell: which it binds, which it reads, and the assignments that another one may be given."""

    bound: Counter[str]
    read: frozenset[str]
    plain: dict[str, Span]


def with_names(cells: Sequence[SourceMap]) -> list[SourceMap]:
    """Return the Python cells of a notebook, each with the assignments before it of what it reads and does not assign itself."""
    known = [_cell(cell.value) for cell in cells]
    bound = Counter[str]()
    for cell in known:
        bound.update(cell.bound if cell is not None else ())
    given: dict[str, SourceMap] = {}
    made = []
    for source, cell in zip(cells, known, strict=True):
        needed = [part for name, part in given.items() if cell is not None and name in cell.read]
        made.append(_behind(needed, source) if needed else source)
        if cell is not None:
            given |= {name: source.part(span) for name, span in cell.plain.items() if bound[name] == 1}
    return made


def _behind(assignments: Sequence[SourceMap], source: SourceMap) -> SourceMap:
    builder = SourceMapBuilder()
    for each in assignments:
        builder.append(each)
        builder.escape("\n", each.end(each.length - 1), 0)
    builder.append(source)
    return builder.build()


def _cell(text: str) -> _Cell | None:
    """Return the names of a cell; None for one that is not Python."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            module = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    bound: Counter[str] = Counter()
    read: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Name):
            if isinstance(node.ctx, ast.Load):
                read.add(node.id)
            else:
                bound[node.id] += 1
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            bound[node.name] += 1
        elif isinstance(node, ast.alias):
            bound[(node.asname or node.name).partition(".")[0]] += 1
    starts = [0, *(match.end() for match in _LINE_END.finditer(text)), len(text)]
    plain = {
        node.targets[0].id: span
        for node in module.body
        if isinstance(node, ast.Assign)
        and len(node.targets) == 1
        and isinstance(node.targets[0], ast.Name)
        and _is_plain(node.value)
        and (span := _span(text, starts, node)).end - span.start <= _LONGEST
    }
    return _Cell(bound, frozenset(read), plain)


def _is_plain(value: ast.expr) -> bool:
    if isinstance(value, (ast.List, ast.Tuple)):
        return bool(value.elts) and all(map(_is_plain, value.elts))
    return isinstance(value, ast.Constant) and isinstance(value.value, (str, int, float))


def _span(text: str, starts: Sequence[int], node: ast.stmt) -> Span:
    """Return where a statement is; the library counts columns in bytes."""
    ends = []
    for row, column in ((node.lineno, node.col_offset), (node.end_lineno or node.lineno, node.end_col_offset or 0)):
        line = text[starts[row - 1] : starts[row]]
        ends.append(starts[row - 1] + len(line.encode()[:column].decode("utf-8", "ignore")))
    return Span(*ends)
