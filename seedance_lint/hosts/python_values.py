"""Makes located values of the syntax tree of a program: what is there as a literal, and what is known not to."""

import ast
from collections.abc import Iterable

from seedance_lint.hosts.located import Node
from seedance_lint.hosts.program import Entry, NameString, computed, mapping, sequence, takes_prompt
from seedance_lint.hosts.program_reader import ProgramReader
from seedance_lint.hosts.python_calls import Calls
from seedance_lint.hosts.python_names import NAMED, Survey, is_container
from seedance_lint.hosts.python_places import Offsets
from seedance_lint.hosts.python_strings import Literals, PythonString
from seedance_lint.hosts.python_texts import Texts
from seedance_lint.source.span import Span


class Reader(ProgramReader):
    """Reads the mappings of one module."""

    _offsets: Offsets
    _survey: Survey

    def __init__(self, text: str, module: ast.Module) -> None:
        self._source = text
        offsets = Offsets(text)
        survey = Survey(module)
        texts = Texts(offsets, survey)
        super().__init__(offsets, survey, texts, Calls(offsets, survey, texts))

    def _anew(self) -> "Reader":
        reader: Reader = object.__new__(Reader)
        reader._source = self._source
        ProgramReader.__init__(reader, self._offsets, self._survey, Texts(self._offsets, self._survey), self._calls)
        return reader

    @staticmethod
    def _identity(node: ast.expr) -> int:
        return id(node)

    @staticmethod
    def _extent(node: ast.expr) -> tuple[tuple[int, int], tuple[int, int]]:
        return (node.lineno, node.col_offset), (node.end_lineno or 0, node.end_col_offset or 0)

    def _outermost(self, node: ast.expr) -> Node | None:
        if isinstance(node, ast.Dict):
            return self._dict(node)
        if isinstance(node, ast.Call):
            is_dict = isinstance(node.func, ast.Name) and node.func.id == "dict"
            parameters = self._survey.parameters(node.func) if node.args and not isinstance(node.args[0], ast.Dict) else []
            if not node.keywords and not takes_prompt(parameters[: len(node.args)]):
                return None
            return self._arguments(node, parameters, taken=node.args if is_dict else ())
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            return self._union(node)
        return self._list(node) if isinstance(node, ast.List) and any(map(_is_text_part, node.elts)) else None

    def _read(self, node: ast.expr) -> Node | None:
        if isinstance(node, NAMED):
            value = self._survey.value(node)
            if value is None or (is_container(value) and id(value) not in self._survey.parts):
                return None
            return self._value(value)
        text = self._text(node)
        if text is not None:
            return text
        if isinstance(node, ast.Constant) and (node.value is None or isinstance(node.value, (bool, int, float))):
            return Node(self._offsets.span(node), node.value)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant):
            number = node.operand.value
            return Node(self._offsets.span(node), -number) if isinstance(number, (int, float)) else None
        if isinstance(node, ast.Dict):
            return self._dict(node)
        if isinstance(node, (ast.List, ast.Tuple)):
            return self._list(node)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "dict":
            return self._arguments(node, taken=node.args)
        return self._union(node) if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr) else None

    def _list(self, node: ast.List | ast.Tuple) -> Node:
        items = [item for item in node.elts if not isinstance(item, ast.Starred)]
        values = [self._value(item) or computed(self._offsets.span(item)) for item in items]
        return sequence(self._offsets.span(node), values, open=len(items) < len(node.elts))

    def _dict(self, node: ast.Dict) -> Node:
        entries: list[Entry | Node] = []
        is_open = id(node) in self._survey.changed
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                span = self._offsets.span(key)
                name = Node(span, key.value, PythonString(self._source, (Literals(span),), key.value))
                entries.append(Entry(name, self._value(value)))
            elif key is None and (taken := self._taken(value)) is not None:
                entries.append(taken)
            else:
                is_open = True
        return self._mapping(node, entries, open=is_open)

    def _found(self, node: ast.expr) -> Node | None:
        is_named = isinstance(node, ast.Name)
        if isinstance(node, ast.Name):
            value = self._survey.value(node)
            if value is None or id(value) in self._survey.changed:
                return None
            node = value
        if isinstance(node, (ast.List, ast.Tuple)) or not is_container(node):
            return None
        key = id(node)
        if not is_named or key in self._survey.parts or key in self._made:
            return self._value(node)
        return self._lend(node, self._read)

    def _union(self, node: ast.BinOp) -> Node | None:
        """Return the mapping that ``a | b`` makes; None if neither is one."""
        terms: list[ast.expr] = []
        first: ast.expr = node
        while isinstance(first, ast.BinOp) and isinstance(first.op, ast.BitOr):
            terms.append(first.right)
            first = first.left
        terms.append(first)
        if not any(isinstance(term, ast.Dict) for term in terms):
            return None
        taken = [self._taken(term) for term in reversed(terms)]
        return mapping(self._offsets.span(node), [each for each in taken if each is not None], open=None in taken)

    def _arguments(self, node: ast.Call, parameters: Iterable[str] = (), taken: Iterable[ast.expr] = ()) -> Node:
        entries: list[Entry | Node] = []
        is_open = id(node) in self._survey.changed
        for name, argument in zip(parameters, node.args, strict=False):
            if isinstance(argument, ast.Starred):
                is_open = True
                break
            entries.append(Entry(Node(self._offsets.span(argument), name), self._value(argument)))
        spreads = [*taken, *[keyword.value for keyword in node.keywords if keyword.arg is None]]
        for spread in spreads:
            made = self._taken(spread)
            if made is not None:
                entries.append(made)
            else:
                is_open = True
        for keyword in node.keywords:
            if keyword.arg is None:
                continue
            start = self._offsets.offset(keyword.lineno, keyword.col_offset)
            end = start + len(keyword.arg)
            entries.append(Entry(Node(Span(start, end), keyword.arg, NameString(start, end)), self._value(keyword.value)))
        return self._mapping(node, entries, open=is_open)


def _is_text_part(node: ast.expr) -> bool:
    """Whether an expression is a part of a request that says its own type: ``{"type": "text", "text": …}``."""
    if not isinstance(node, ast.Dict):
        return False
    fields = {key.value: value for key, value in zip(node.keys, node.values, strict=True) if isinstance(key, ast.Constant)}
    kind = fields.get("type")
    return "text" in fields and isinstance(kind, ast.Constant) and kind.value == "text"
