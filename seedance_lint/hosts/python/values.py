"""Makes located values of the syntax tree of a program: what is there as a literal, and what is known not to."""

import ast
import sys
from collections.abc import Iterable, Iterator

from seedance_lint.hosts.located import Node, Root
from seedance_lint.hosts.program.commands import may_be_words
from seedance_lint.hosts.program.docstring_code import may_have as shows_code
from seedance_lint.hosts.program.growth import Addition, settled
from seedance_lint.hosts.program.known_calls import (
    asks_user,
    has_file_name,
    is_certain,
    is_file_part,
    reference_parts,
    takes_prompt,
)
from seedance_lint.hosts.program.mappings import PROMPT, Entry, NameString, computed, is_ours, mapping
from seedance_lint.hosts.program.placed_arguments import behind_file
from seedance_lint.hosts.program.prompt_lists import SHORTEST, offers
from seedance_lint.hosts.program.prompts import may_hold_prompt
from seedance_lint.hosts.program.typed_prompts import drives_pages, helped_parameters
from seedance_lint.hosts.program.usage import may_have
from seedance_lint.hosts.program.whole import MODEL, gives_model, noted
from seedance_lint.hosts.python import nodes
from seedance_lint.hosts.python.calls import Calls
from seedance_lint.hosts.python.choices import CHOOSING
from seedance_lint.hosts.python.definitions import got_from, last_name
from seedance_lint.hosts.python.fallbacks import optional_fields
from seedance_lint.hosts.python.meanings import NAMED
from seedance_lint.hosts.python.names import Survey, is_container
from seedance_lint.hosts.python.placed import CallReader
from seedance_lint.hosts.python.places import Offsets
from seedance_lint.hosts.python.strings import Literals, PythonString
from seedance_lint.hosts.python.texts import Texts
from seedance_lint.source.span import Span

_MOST_STEPS = 10
"""Names, parts and ``await`` around the call that makes a value."""

_OPENERS = frozenset(("open", "BytesIO", "read_bytes", "read"))
"""Functions that open a file which a form sends."""

_MOST_OF_UPLOAD = 4
"""Parts of the file of a form: its name, what is in it, its type, its headers."""


class Reader(CallReader):
    """Reads the mappings of one module."""

    _offsets: Offsets
    _survey: Survey

    def __init__(self, text: str, module: ast.Module) -> None:
        self._source = text
        self._again = set()
        self._module = module
        offsets = Offsets(text)
        survey = Survey(module)
        survey.names_ours = is_ours(text)
        survey.drives_pages = drives_pages(text)
        texts = Texts(offsets, survey)
        super().__init__(offsets, survey, texts, Calls(offsets, survey, texts))
        survey.choices.text = self._whole

    def _calls_own(self, expression: ast.expr) -> bool:
        return isinstance(expression, ast.Call) and self._survey.is_own(expression.func)

    def _takes_from_elsewhere(self, expression: ast.expr) -> bool:
        fields = expression.keywords if isinstance(expression, ast.Call) else ()
        return any(may_hold_prompt(each.arg) and self._is_imported(each.value) for each in fields)

    def _is_imported(self, node: ast.expr) -> bool:
        """Whether an expression is, or is made by, what the module imports, other than from the standard library."""
        for _ in range(_MOST_STEPS):
            if isinstance(node, ast.Call):
                if node.keywords or any(isinstance(each, ast.Dict) for each in node.args):
                    return False  # it is given what it makes that of
                node = node.func
            elif isinstance(node, (ast.Attribute, ast.Subscript, ast.Await)):
                node = node.value
        if not isinstance(node, ast.Name) or not self._survey.is_imported(node):
            return False
        return self._survey.imported(node).partition(".")[0] not in sys.stdlib_module_names

    def descriptions(self) -> Iterator[Node]:
        """Yield the texts in which examples of command lines may be, of a module that names our product."""
        for node in ast.walk(self._module) if self._survey.names_ours else ():
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and may_have(node.value):
                made = self._text(node)
                if made is not None:
                    yield made

    def offered(self) -> Iterator[list[Node]]:
        """Yield the texts of lists that are called prompts to choose from, of a module that names our product."""
        for node in ast.walk(self._module) if self._survey.names_ours else ():
            named: list[tuple[str, ast.expr | None]] = []
            if isinstance(node, ast.Assign):
                named = [(last_name(target), node.value) for target in node.targets]
            elif isinstance(node, ast.AnnAssign):
                named = [(last_name(node.target), node.value)]
            elif isinstance(node, ast.Dict):
                named = [
                    (str(key.value), value) for key, value in zip(node.keys, node.values, strict=True) if isinstance(key, ast.Constant)
                ]
            for name, value in named:
                if isinstance(value, (ast.List, ast.Tuple)) and len(value.elts) >= SHORTEST and offers(name):
                    made = [self._text(each) for each in value.elts]
                    yield [each for each in made if each is not None] if None not in made else []

    def declared(self) -> list[tuple[Root, Span]]:
        """Return the prompts that nodes of a page for workflows begin with, of a module that names our product, each with the fields beside it."""
        has_nodes = self._survey.names_ours and "INPUT_TYPES" in self._source
        return list(nodes.roots(self._source, self._module, self._text, self._offsets.span)) if has_nodes else []

    def docstrings(self) -> Iterator[Node]:
        """Yield the descriptions of functions, classes and the module itself in which code may be shown, of one that names our product."""
        for node in ast.walk(self._module) if self._survey.names_ours else ():
            if not isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) or not node.body:
                continue
            first = node.body[0].value if isinstance(node.body[0], ast.Expr) else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str) and shows_code(first.value):
                made = self._text(first)
                if made is not None:
                    yield made

    def _anew(self) -> "Reader":
        reader: Reader = object.__new__(Reader)
        reader._source = self._source
        reader._again = set()
        reader._module = self._module
        CallReader.__init__(reader, self._offsets, self._survey, Texts(self._offsets, self._survey), self._calls)
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
            if (chained := self._chained(node)) is not None:
                return chained
            parameters = self._placed(node)
            if not parameters and node.args and not isinstance(node.args[0], ast.Dict):
                parameters = self._survey.parameters(node.func)
            if self._survey.drives_pages and node.args and not takes_prompt(parameters):
                texts = [self._one_text(each) for each in node.args]
                said = [each.value if each is not None else None for each in texts]
                parameters = helped_parameters(last_name(node.func), [ast.unparse(each) for each in node.args], said) or parameters
            parameters = parameters or self._built_with(node) or self._typed(node)
            first = self._text(node.args[0]) if node.args and parameters else None
            parameters = behind_file(parameters, first.value if first is not None else None)
            if asks_user(last_name(node.func)) or self._survey.asks(node.func):
                return None
            if not node.keywords and not takes_prompt(parameters[: len(node.args)]):
                return None
            made = self._arguments(node, parameters, taken=node.args if is_dict else (), text=self._called_text(node))
            takes_model = MODEL in parameters[:2] or gives_model(made, last_name(node.func))
            is_named = all(map(bool, parameters[: len(node.args)]))
            is_whole = len(node.args) <= len(parameters) and is_named and self._makes_video(node.func, takes_model=takes_model)
            return noted(made) if is_whole else made
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            return self._union(node)
        if not isinstance(node, ast.List):
            return None
        return self._list(node) if any(map(self._is_text_part, node.elts)) else self._command(node)

    def _command(self, node: ast.List) -> Node | None:
        """Return what a command sends that is a list of its words; None if no prompt is among them."""
        starts = [each.values[0] if isinstance(each, ast.JoinedStr) and each.values else each for each in node.elts]
        if not may_be_words(each.value for each in starts if isinstance(each, ast.Constant)):
            return None
        return self._sent(node, [self._value(_sent_as_text(each)) or computed(self._offsets.span(each)) for each in node.elts])

    def _read(self, node: ast.expr) -> Node | None:
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
            return self._sliced(node)
        if isinstance(node, NAMED) or got_from(node) is not None:
            value = self._survey.value(node)
            if value is None or value is node:
                return None
            if is_container(value) and id(value) not in self._survey.parts:
                return None if id(value) in self._survey.changed or id(value) in self._survey.handed else self._borrowed(value)
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
        if (name := _name_of_upload(node)) is not None:
            return self._value(name)
        if isinstance(node, (ast.List, ast.Tuple)):
            return (self._command(node) if isinstance(node, ast.List) else None) or self._list(node)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "dict":
            return self._arguments(node, taken=node.args)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            return self._union(node)
        return self._list(node) if self._makes_list(node) else None

    def _reference(self, node: ast.expr) -> Node | None:
        """Return the file of a request that a call makes of its type and its URL, or of what it is named; None for everything else."""
        if not isinstance(node, ast.Call):
            return None
        if (made := self._returned(node)) is not None:
            return made
        if node.keywords:
            is_file = not node.args and last_name(node.func)[:1].isupper() and has_file_name(each.arg for each in node.keywords)
            return self._arguments(node) if is_file else None
        given = [self._text(each) for each in node.args[:4]]
        names = reference_parts([each.value if each is not None else None for each in given])
        entries = [Entry(Node(each.span, name), each) for name, each in zip(names, given, strict=False) if each is not None]
        return mapping(self._offsets.span(node), entries, open=False) if entries else None

    def _is_made(self, node: ast.expr) -> bool:
        for _ in range(_MOST_STEPS):
            if isinstance(node, ast.Await):
                node = node.value
            elif isinstance(node, ast.Call):
                return is_certain(last_name(node.func))
            elif (name := _part(node)) is not None and (name.isdecimal() or is_file_part(name)):
                node = node.value  # type: ignore[attr-defined]  # an attribute or an item
            elif isinstance(node, ast.Name) and (value := self._survey.value(node)) is not None:
                node = value
            else:
                return False
        return False

    def _literal(self, node: ast.Dict) -> Node:
        return self._dict(node)

    def _dict(self, node: ast.Dict) -> Node:
        entries: list[Entry | Node] = []
        is_open = id(node) in self._survey.changed
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                span = self._offsets.span(key)
                name = Node(span, key.value, PythonString(self._source, (Literals(span),), key.value))
                entries.append(self._entry(name, value))
            elif key is None and (taken := self._taken(value)) is not None:
                entries.append(taken)
            elif key is None and (names := optional_fields(value)) is not None:
                has_prompt = any(
                    isinstance(each, Entry) and takes_prompt((str(each.key.value),)) and each.value is not None for each in entries
                )
                entries += [
                    Entry(Node(self._offsets.span(each), each.value), None)
                    for each in names
                    if not has_prompt or not takes_prompt((str(each.value),))
                ]
            else:
                is_open = True
        growth = self._survey.growths.get(id(node))
        if growth is not None:
            known = [self._add(addition, entries) for addition in growth.additions]
            is_open = not growth.whole or not all(known)
        return self._mapping(node, entries, open=is_open)

    def _add(self, addition: Addition, entries: list[Entry | Node]) -> bool:
        """Add a field to those of a mapping that its literal has; return whether it is known which field it is."""
        known = settled(addition, self._survey.holds)
        if known is None:
            return True
        addition = known
        key, value = addition.key, addition.value
        if addition.spread and addition.sure and isinstance(value, ast.Dict) and (taken := self._value(value)) is not None:
            entries.append(taken)
            return True
        if not isinstance(key, ast.Constant) or not isinstance(key.value, str):
            return False
        span = self._offsets.span(key)
        name = Node(span, key.value, PythonString(self._source, (Literals(span),), key.value))
        before = next((each.value for each in entries if isinstance(each, Entry) and each.key.value == key.value), None)
        is_text = takes_prompt((key.value,))
        if before is None or before.value in ("", None, []):
            entries.append(self._entry(name, value) if addition.sure or is_text else Entry(name, None))
        elif not is_text:
            entries.append(Entry(name, None))
        return True

    def _found(self, node: ast.expr) -> Node | None:
        is_named = isinstance(node, ast.Name)
        if isinstance(node, ast.Call) and (made := self._shared(node)) is not None:
            return made
        if isinstance(node, CHOOSING):
            arm = self._survey.value(node)
            return self._value(arm) if isinstance(arm, ast.Dict) and id(arm) not in self._survey.changed else None
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

    def _arguments(self, node: ast.Call, parameters: Iterable[str] = (), taken: Iterable[ast.expr] = (), text: str | None = None) -> Node:
        entries: list[Entry | Node] = []
        is_open = id(node) in self._survey.changed
        for name, argument in zip(parameters, node.args, strict=False):
            if isinstance(argument, ast.Starred):
                is_open = True
                break
            if not name:
                continue
            entries.append(self._entry(Node(self._offsets.span(argument), name), argument))
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
            is_prompt = keyword.arg == text  # under another name, which no fix is to change
            key = Node(Span(start, end), PROMPT) if is_prompt else Node(Span(start, end), keyword.arg, NameString(start, end))
            entries.append(self._entry(key, keyword.value))
        return self._mapping(node, entries, open=is_open)


def _name_of_upload(node: ast.expr) -> ast.expr | None:
    """Return the name of a file of a form: of ``("a.png", open("a.png", "rb"))``, or of a field with it; None for everything else."""
    if not isinstance(node, ast.Tuple) or not 2 <= len(node.elts) <= _MOST_OF_UPLOAD:
        return None
    name, held = node.elts[:2]
    if isinstance(held, ast.Tuple):
        return _name_of_upload(held)
    is_open = isinstance(held, ast.Call) and last_name(held.func) in _OPENERS
    return name if is_open and isinstance(name, (ast.Constant, ast.Name)) else None


def _sent_as_text(node: ast.expr) -> ast.expr:
    """Return what ``json.dumps`` writes down; every other expression itself."""
    is_text = isinstance(node, ast.Call) and last_name(node.func) == "dumps" and len(node.args) == 1
    return node.args[0] if is_text else node  # type: ignore[attr-defined]  # a call


def _part(node: ast.expr) -> str | None:
    """Return the name of the part that an attribute or an item is; None for everything else."""
    if isinstance(node, ast.Attribute):
        return node.attr
    is_item = isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, (str, int))
    return str(node.slice.value) if is_item else None  # type: ignore[attr-defined]
