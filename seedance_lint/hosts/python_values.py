"""Makes located values of the syntax tree of a program: what stands there as a literal, and what is known not to."""

import ast
from collections.abc import Iterable

from seedance_lint.hosts.located import Clue, Node, Template
from seedance_lint.hosts.program import DEEPEST, MOST_TAKEN, Entry, NameString, as_form, computed, mapping, sequence, takes_prompt
from seedance_lint.hosts.program_names import parts_last
from seedance_lint.hosts.python_calls import Calls
from seedance_lint.hosts.python_names import NAMED, Survey, is_container
from seedance_lint.hosts.python_places import Offsets
from seedance_lint.hosts.python_strings import Literals, PythonString
from seedance_lint.hosts.python_texts import Texts
from seedance_lint.source.span import Span


class Reader:
    """Reads the mappings of one module."""

    def __init__(self, text: str, module: ast.Module) -> None:
        self._text = text
        self._offsets = Offsets(text)
        self._survey = Survey(module)
        self._texts = Texts(self._offsets, self._survey)
        self._calls = Calls(self._offsets, self._survey, self._texts)
        self._made: dict[int, Node | None] = {}
        self._lent: dict[int, Node | None] = {}
        """Mappings whose fields others take over, and that are values of their own all the same."""
        self._fields_taken = 0
        self.is_partial = False
        """Whether some mapping has fields that are computed."""
        self._depth = 0
        self._too_deep: int | None = None

    @property
    def too_deep(self) -> int | None:
        """Where the first value stands that is nested too deeply to be read."""
        return self._texts.too_deep if self._too_deep is None else self._too_deep

    def mappings(self) -> list[tuple[Node, tuple[Clue, ...]]]:
        """Return all outermost dict literals, calls with keyword arguments and lists of typed parts, in the order of the text.

        Beside each stands what is around it.
        """
        found: list[tuple[Node, ast.expr]] = []
        for node in parts_last(self._survey.containers, self._survey.parts, _extent, id):
            made = self._outermost(node) if id(node) not in self._made else None
            if made is not None:
                found.append((made, node))
        found.sort(key=lambda each: each[0].span)
        return [(made, self._calls.around(node)) for made, node in found]

    def _outermost(self, node: ast.expr) -> Node | None:
        """Return what an expression is that is a part of no other value; None where that is nothing of interest."""
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

    def _value(self, node: ast.expr) -> Node | None:
        """Return what an expression is; None where that is computed, and then what is known inside it is a value of its own.

        Each is read once: a name may lead to what is being read right now, and then it is computed.
        """
        key = id(node)
        if key not in self._made:
            self._made[key] = None
            if self._depth == DEEPEST:
                self._too_deep = self._offsets.span(node).start if self._too_deep is None else self._too_deep
                return None
            self._depth += 1
            made = self._read(node)
            self._depth -= 1
            if made is None:
                del self._made[key]
                return None
            self._made[key] = made
        return self._made[key]

    def _read(self, node: ast.expr) -> Node | None:
        if isinstance(node, NAMED):
            value = self._survey.value(node)
            if value is None or (is_container(value) and id(value) not in self._survey.parts):
                return None
            return self._value(value)
        text = self._texts.made(node)
        if text is not None:
            written, holes = text.text
            return Node(text.span, Template(written, holes) if holes else written, self._texts.form(text))
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
                name = Node(span, key.value, PythonString(self._text, (Literals(span),), key.value))
                entries.append(Entry(name, self._value(value)))
            elif key is None and (taken := self._taken(value)) is not None:
                entries.append(taken)
            else:
                is_open = True
        made = mapping(self._offsets.span(node), entries, open=is_open)
        self.is_partial = self.is_partial or bool(made.value.unknown)  # type: ignore[attr-defined]  # it is a Partial
        return as_form(made) if id(node) in self._survey.forms else made

    def _taken(self, node: ast.expr) -> Node | None:
        """Return the mapping whose fields another one takes over; None where it is computed."""
        made = self._found(node) if self._fields_taken < MOST_TAKEN else None
        self._fields_taken += len(made.children) if made is not None else 0
        return made

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
        if key not in self._lent:
            self._lent[key] = None
            if self._depth < DEEPEST:
                self._depth += 1
                self._lent[key] = self._read(node)
                self._depth -= 1
        return self._lent[key]

    def _union(self, node: ast.BinOp) -> Node | None:
        """Return the mapping that ``a | b`` makes; None where neither is one."""
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
        made = mapping(self._offsets.span(node), entries, open=is_open)
        self.is_partial = self.is_partial or bool(made.value.unknown)  # type: ignore[attr-defined]  # it is a Partial
        return as_form(made) if id(node) in self._survey.forms else made


def _extent(node: ast.expr) -> tuple[tuple[int, int], tuple[int, int]]:
    return (node.lineno, node.col_offset), (node.end_lineno or 0, node.end_col_offset or 0)


def _is_text_part(node: ast.expr) -> bool:
    """Whether an expression is a part of a request that says its own type: ``{"type": "text", "text": …}``."""
    if not isinstance(node, ast.Dict):
        return False
    fields = {key.value: value for key, value in zip(node.keys, node.values, strict=True) if isinstance(key, ast.Constant)}
    kind = fields.get("type")
    return "text" in fields and isinstance(kind, ast.Constant) and kind.value == "text"
