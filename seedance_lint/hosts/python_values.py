"""Makes located values of the syntax tree of a program: what stands there as a literal, and what is known not to."""

import ast
import re
from collections.abc import Iterator

from seedance_lint.hosts.located import Node, Template
from seedance_lint.hosts.program import DEEPEST, HOLE, Entry, NameString, computed, mapping, sequence
from seedance_lint.hosts.python_strings import Part, PythonString
from seedance_lint.source.span import Span

_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_CHANGES = frozenset(("update", "setdefault", "pop", "popitem", "append", "extend", "insert", "clear", "remove", "__setitem__"))
_STRIPS = {"strip": str.strip, "lstrip": str.lstrip, "rstrip": str.rstrip}
_WIDE_LINE = 2000
"""Bytes; in longer lines that are not ASCII, every column is worth a table."""


class Reader:
    """Reads the mappings of one module."""

    def __init__(self, text: str, module: ast.Module) -> None:
        self._text = text
        self._module = module
        self._starts = [0, *(match.end() for match in _LINE_BREAK.finditer(text))]
        self._tables: dict[int, list[int]] = {}
        self._names = _Names(module)
        self._search: list[ast.AST] = []
        self._made: dict[int, Node | None] = {}
        self._depth = 0
        self.too_deep: int | None = None
        """Where the first value stands that is nested too deeply to be read."""

    def mappings(self) -> list[Node]:
        """Return all outermost dict literals and calls with keyword arguments, in the order of the text."""
        found: list[Node] = []
        seen: set[int] = set()
        later: list[ast.AST] = []
        self._search = [self._module]
        while self._search or later:
            is_late = not self._search
            node = self._search.pop() if self._search else later.pop()
            if id(node) in self._made or (id(node) in seen and not is_late):
                continue
            seen.add(id(node))
            if id(node) in self._names.lists and not is_late:
                later.append(node)  # whoever reads its name may take it for a part of its own
            elif isinstance(node, ast.Dict):
                found.append(self._dict(node))
            elif isinstance(node, ast.Call):
                self._search += [node.func, *node.args]
                if node.keywords:
                    found.append(self._arguments(node))
            else:
                self._search += ast.iter_child_nodes(node)
        return sorted(found, key=lambda node: node.span)

    def _value(self, node: ast.expr) -> Node | None:
        """Return what an expression is; None where that is computed, and then literals inside it are looked for on their own.

        Each is read once: a name may lead to what is being read right now, and then it is computed.
        """
        key = id(node)
        if key not in self._made:
            self._made[key] = None
            if self._depth == DEEPEST:
                self.too_deep = self._span(node).start if self.too_deep is None else self.too_deep
                return None
            self._depth += 1
            self._made[key] = self._read(node)
            self._depth -= 1
        return self._made[key]

    def _read(self, node: ast.expr) -> Node | None:
        made = self._string(node)
        if made is not None:
            return made
        if isinstance(node, ast.Constant) and (node.value is None or isinstance(node.value, (bool, int, float))):
            return Node(self._span(node), node.value)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant):
            number = node.operand.value
            return Node(self._span(node), -number) if isinstance(number, (int, float)) else None
        if isinstance(node, ast.Dict):
            return self._dict(node)
        if isinstance(node, (ast.List, ast.Tuple)):
            items = [item for item in node.elts if not isinstance(item, ast.Starred)]
            self._search += [item for item in node.elts if isinstance(item, ast.Starred)]
            return sequence(
                self._span(node), [self._value(item) or computed(self._span(item)) for item in items], open=len(items) < len(node.elts)
            )
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "dict" and not node.args:
            return self._arguments(node)
        if isinstance(node, ast.Name):
            literal = self._names.literal(node.id)
            return self._value(literal) if literal is not None else None
        self._search.append(node)
        return None

    def _dict(self, node: ast.Dict) -> Node:
        entries: list[Entry] = []
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                span = self._span(key)
                name = Node(span, key.value, PythonString(self._text, (Part(span, is_literal=True),), key.value))
                entries.append(Entry(name, self._value(value)))
            else:
                self._search.append(value)
        return mapping(self._span(node), entries, open=len(entries) < len(node.keys) or id(node) in self._names.changed)

    def _arguments(self, node: ast.Call) -> Node:
        entries: list[Entry] = []
        for keyword in node.keywords:
            if keyword.arg is None:
                self._search.append(keyword.value)
                continue
            start = self._offset(keyword.lineno, keyword.col_offset)
            end = start + len(keyword.arg)
            entries.append(Entry(Node(Span(start, end), keyword.arg, NameString(start, end)), self._value(keyword.value)))
        return mapping(self._span(node), entries, open=len(entries) < len(node.keywords) or id(node) in self._names.changed)

    def _string(self, node: ast.expr) -> Node | None:
        """Return a string literal, or a sum of strings of which at least one is a literal, stripped or not."""
        strip = None
        whole = node
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and not node.args and not node.keywords:
            strip = _STRIPS.get(node.func.attr)
            if strip is None:
                return None
            node = node.func.value
            named = self._names.literal(node.id) if isinstance(node, ast.Name) else None
            node = named if named is not None and not _is_stripped(named) else node
        parts: list[Part] = []
        value = ""
        holes: list[Span] = []
        others: list[ast.expr] = []
        for term in _terms(node):
            pieces = _pieces(term)
            parts.append(Part(self._span(term), is_literal=pieces is not None))
            if pieces is None:
                others.append(term)
            for piece in pieces if pieces is not None else [None]:
                if piece is None:
                    holes.append(Span(len(value), len(value) + len(HOLE)))
                value += HOLE if piece is None else piece
        if len(others) == len(parts):
            return None
        self._search += others
        inside = None
        if strip is not None:
            start = len(value) - len(value.lstrip()) if strip is not str.rstrip else 0
            inside = Span(start, start + len(strip(value)))
            holes = [hole.shift(-start) for hole in holes]
            value = strip(value)
        form = PythonString(self._text, tuple(parts), value, inside)
        return Node(self._span(whole), Template(value, tuple(holes)) if holes else value, form)

    def _span(self, node: ast.expr) -> Span:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return Span(self._offset(node.lineno, node.col_offset), self._offset(node.end_lineno, node.end_col_offset))

    def _offset(self, line: int, column: int) -> int:
        """Return the offset of a place that the library gives as a line from 1 and a column in UTF-8 bytes."""
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self._text)
        written = self._text[start : min(end, start + column)]
        if written.isascii():
            return start + column
        if end - start <= _WIDE_LINE:
            return start + len(self._text[start:end].encode()[:column].decode(errors="ignore"))
        table = self._tables.get(line)
        if table is None:
            table = self._tables[line] = []
            for index, character in enumerate(self._text[start:end]):
                table += [index] * len(character.encode())
            table.append(end - start)
        return start + table[column]


def _terms(node: ast.expr) -> Iterator[ast.expr]:
    """Return the terms of a sum, from left to right."""
    terms: list[ast.expr] = []
    while isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        terms.append(node.right)
        node = node.left
    return reversed([*terms, node])


def _pieces(node: ast.expr) -> list[str | None] | None:
    """Return the pieces of a string literal, None for a hole; None for everything that is no string literal."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.JoinedStr):
        return [str(part.value) if isinstance(part, ast.Constant) else None for part in node.values]
    return None


class _Names:
    """What the names of a module stand for, as far as it is certain."""

    def __init__(self, module: ast.Module) -> None:
        self._bound: dict[str, int] = {}
        self._read: dict[str, int] = {}
        self._values: dict[str, ast.expr] = {}
        changed: set[str] = set()
        assigned: list[tuple[ast.expr, ast.expr]] = []
        for node in ast.walk(module):
            if isinstance(node, ast.Assign):
                assigned += [(target, node.value) for target in node.targets]
            elif isinstance(node, ast.AnnAssign) and node.value is not None:
                assigned.append((node.target, node.value))
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                self._read[node.id] = self._read.get(node.id, 0) + 1
            else:
                changed.update(_changed(node))
            for name in _bound(node):
                self._bound[name] = self._bound.get(name, 0) + 1
        self.changed = {id(value) for target, value in assigned if _base(target) in changed}
        """Identities of the literals that the module changes after it has made them."""
        self._values = {target.id: value for target, value in assigned if isinstance(target, ast.Name)}
        self.lists = {id(value) for name in self._values if isinstance(value := self.literal(name), (ast.List, ast.Tuple))}
        """Identities of the lists that stand for their names wherever these are read."""

    def literal(self, name: str) -> ast.expr | None:
        """Return the literal that a name stands for: it is bound once, and nobody can change what it names."""
        value = self._values.get(name) if self._bound.get(name) == 1 else None
        if value is None or id(value) in self.changed:
            return None
        if _is_string(value) or _is_stripped(value):
            return value
        return value if isinstance(value, (ast.List, ast.Tuple)) and self._read.get(name) == 1 else None


def _is_string(node: ast.expr) -> bool:
    return any(_pieces(term) is not None for term in _terms(node))


def _is_stripped(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _STRIPS and _is_string(node.func.value)


def _changed(node: ast.AST) -> Iterator[str]:
    """Yield the name whose value a statement changes in place."""
    target: ast.expr | None = None
    if isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
        target = node.value
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _CHANGES:
        target = node.func.value
    elif isinstance(node, ast.AugAssign):
        target = node.target
    name = _base(target) if target is not None else None
    if name is not None:
        yield name


def _base(node: ast.expr) -> str | None:
    """Return the name under which a value is kept: ``payload`` of ``self.payload["input"]``."""
    while isinstance(node, ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else None


def _bound(node: ast.AST) -> list[str]:
    """Return the names that a node binds."""
    if isinstance(node, ast.Name):
        return [] if isinstance(node.ctx, ast.Load) else [node.id]
    if isinstance(node, ast.arg):
        return [node.arg]
    if isinstance(node, (ast.Global, ast.Nonlocal)):
        return node.names
    if isinstance(node, ast.alias):
        return [(node.asname or node.name).partition(".")[0]]
    name = (
        getattr(node, "name", None)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.ExceptHandler, ast.MatchAs, ast.MatchStar))
        else None
    )
    return [name] if name else []
