"""Expressions of programs, the same for all languages of ``code.toml``: what the nodes of a syntax tree are there, by the tables of the language."""

from functools import cache

from seedance_lint.annotations import Any
from seedance_lint.hosts.javascript_places import Offsets
from seedance_lint.hosts.program_quotings import QUOTINGS
from seedance_lint.hosts.quoting import Quoting
from seedance_lint.package_data import read_toml
from seedance_lint.records import NamedTuple
from seedance_lint.source.span import Span

DEEPEST = 40
"""Levels of expressions inside of expressions that are read, each of which takes several frames of the stack; no request has more."""

_MOST_DIGITS = 15
_BLANKS = " \t"
_POINTERS = ("&", "*")
"""Signs in front of an expression that leave open only where its value is."""


class Unknown(NamedTuple):
    """An expression of which nothing is known."""

    span: Span


class Plain(NamedTuple):
    """A number, a truth value or nothing."""

    span: Span
    value: object


class Name(NamedTuple):
    """A bare name."""

    span: Span
    name: str


class Member(NamedTuple):
    """A part of something, by its name, or, where that is an expression, by what this tells."""

    span: Span
    of: Any
    name: str
    key: Any


class Piece(NamedTuple):
    """A part of a literal: characters with their quoting, or else an expression."""

    span: Span
    quoting: Quoting | None
    value: Any = None


class Literal(NamedTuple):
    """A text that is written down, whole or with holes."""

    span: Span
    pieces: tuple[Piece, ...]


class Sum(NamedTuple):
    """Terms with a plus between them."""

    span: Span
    terms: tuple[Any, ...]


class Argument(NamedTuple):
    """What a function is given, by its place or under a name."""

    value: Any
    name: Name | None = None


class Step(NamedTuple):
    """One call of a chain: the name of the function or method, and what it is given."""

    name: Name
    given: tuple[Argument, ...]


class Chain(NamedTuple):
    """Calls of methods one behind the other, of ``base``, which is None for functions: ``Content.builder().type("text").build()``."""

    span: Span
    base: Any
    steps: tuple[Step, ...]


class Made(NamedTuple):
    """An object that is made of a class: ``new Content("text")``, with what is inside of the braces behind it."""

    span: Span
    type: str
    given: tuple[Argument, ...]


class Pair(NamedTuple):
    """A field of a mapping; ``key`` is a name or an expression."""

    key: Any
    value: Any


class Mapped(NamedTuple):
    """A mapping or an object with fields that is written down. ``type`` is the name of its class, if any; ``plain``: its keys are names of fields."""

    span: Span
    type: str
    pairs: tuple[Pair, ...]
    plain: bool


class Listed(NamedTuple):
    """A list that is written down."""

    span: Span
    items: tuple[Any, ...]


@cache
def common(table: str) -> dict[str, Any]:
    """Return a table of ``code.toml`` that holds for all languages."""
    found: dict[str, Any] = read_toml("hosts/code.toml")[table]
    return {name: frozenset(value) if isinstance(value, list) else value for name, value in found.items()}


@cache
def language(name: str) -> dict[str, Any]:
    """Return the table of a language."""
    found: dict[str, Any] = read_toml("hosts/code.toml")[name]
    tables = ("through", "members", "items", "methods", "calls", "creations", "typed", "pairs", "lists", "sums", "declared", "assigned")
    filled = {each: found.get(each, {}) for each in (*tables, "functions", "bound", "words", "texts")}
    lists = {
        each: frozenset(found.get(each, ())) for each in ("comments", "names", "bodies", "classes", "branches", "loops", "numbers", "holes")
    }
    return {**found, **filled, **lists}


class Expressions:
    """The expressions of one program; each node is looked at once."""

    def __init__(self, offsets: Offsets, table: dict[str, Any]) -> None:
        self._offsets = offsets
        self._table = table
        self._made: dict[int, Any] = {}
        self._depth = 0
        self.too_deep: int | None = None
        """Where the first expression is that is nested too deeply."""

    def span(self, node: Any) -> Span:
        """Return the extent of a node."""
        return self._offsets.span(node)

    def children(self, node: Any) -> list[Any]:
        """Return the parts of a node without the comments between them."""
        return [child for child in node.named_children if child.type not in self._table["comments"]]

    def unwrapped(self, node: Any) -> Any:
        """Return what is inside of parentheses, casts and the like."""
        through = self._table["through"]
        while node is not None and node.type in through:
            operator = node.child_by_field_name("operator")
            inner = self._part(node, through[node.type]) if operator is None or operator.type in _POINTERS else None
            if inner is None:
                break
            node = inner
        return node

    def of(self, node: Any) -> Any:
        """Return what a node is."""
        node = self.unwrapped(node)
        if node is None:
            return Unknown(Span(0, 0))
        key = node.id
        if key not in self._made:
            self._made[key] = Unknown(self.span(node))
            if self._depth >= DEEPEST:
                self.too_deep = self.span(node).start if self.too_deep is None else self.too_deep
                return self._made[key]
            self._depth += 1
            self._made[key] = self._read(node)
            self._depth -= 1
        return self._made[key]

    def is_call(self, node: Any) -> bool:
        """Whether a node is a call of a function or a method."""
        return node.type in self._table["methods"] or node.type in self._table["calls"]

    def _part(self, node: Any, field: str) -> Any:
        if field:
            return node.child_by_field_name(field)
        inside = self.children(node)
        return inside[0] if inside else None

    def _read(self, node: Any) -> Any:
        table, kind = self._table, node.type
        if kind in table["names"]:
            return Name(self.span(node), self._offsets.written(node))
        if kind in table["texts"]:
            return self._literal(node, table["texts"][kind])
        if self.is_call(node):
            return self._chain(node)
        if kind in table["members"] or kind in table["items"]:
            return self._member(node)
        if kind in table["sums"]:
            return self._sum(node)
        if kind in table["typed"]:
            type_, body = (node.child_by_field_name(field) for field in table["typed"][kind])
            return self._body(body, self._type(type_), self.span(node)) if body is not None else Unknown(self.span(node))
        if kind in table["bodies"]:
            return self._body(node, "", self.span(node))
        if kind in table["lists"]:
            return Listed(self.span(node), tuple(self.of(each) for each in self.children(node)))
        if kind in table["creations"]:
            type_, given = (node.child_by_field_name(field) for field in table["creations"][kind])
            return Made(self.span(node), self._type(type_), self._given(given))
        if kind in table["numbers"]:
            return self._number(node)
        if kind in table["through"] and (operator := node.child_by_field_name("operator")) is not None and operator.type == "-":
            number = self.of(self._part(node, table["through"][kind]))
            is_number = isinstance(number, Plain) and isinstance(number.value, (int, float))
            return Plain(self.span(node), -number.value) if is_number else number
        if kind in table["words"]:
            return Plain(self.span(node), table["words"][kind] if table["words"][kind] != "" else None)
        return Unknown(self.span(node))

    def _type(self, node: Any) -> str:
        """Return the name of a class, without what it is made for: ``ArrayList`` of ``java.util.ArrayList<Content>``."""
        return self._offsets.written(node).partition("<")[0].strip() if node is not None else ""

    def _given(self, node: Any) -> tuple[Argument, ...]:
        return tuple(Argument(self.of(each)) for each in self.children(node)) if node is not None else ()

    def _number(self, node: Any) -> Any:
        written = self._offsets.written(node).rstrip("lLfFdD").replace("_", "")
        try:
            value = int(written) if written.isdecimal() else float(written)
        except ValueError:
            return Unknown(self.span(node))
        return Plain(self.span(node), value) if len(written) <= _MOST_DIGITS else Unknown(self.span(node))

    def _called(self, node: Any) -> tuple[Any, Any, Any]:
        """Return what a call is of, the name of what it calls, and the arguments; None for what it has not."""
        if node.type in self._table["methods"]:
            of, name, given = (node.child_by_field_name(field) for field in self._table["methods"][node.type])
            return of, name, given
        function, given = (node.child_by_field_name(field) for field in self._table["calls"][node.type])
        function = self.unwrapped(function)
        if function is not None and function.type in self._table["members"]:
            of, name = (function.child_by_field_name(field) for field in self._table["members"][function.type])
            return of, name, given
        return None, function, given

    def _chain(self, node: Any) -> Chain:
        steps: list[Step] = []
        of = node
        while of is not None and self.is_call(of):
            inner, name, given = self._called(of)
            named = Name(self.span(name), self._offsets.written(name)) if name is not None else Name(self.span(of), "")
            steps.append(Step(named, self._given(given)))
            of = self.unwrapped(inner)
        return Chain(self.span(node), self.of(of) if of is not None else None, tuple(reversed(steps)))

    def _member(self, node: Any) -> Member:
        if node.type in self._table["items"]:
            of, key = (node.child_by_field_name(field) for field in self._table["items"][node.type])
            return Member(self.span(node), self.of(of), "", self.of(key))
        of, name = (node.child_by_field_name(field) for field in self._table["members"][node.type])
        return Member(self.span(node), self.of(of), self._offsets.written(name) if name is not None else "", name and self.span(name))

    def _sum(self, node: Any) -> Any:
        terms: list[Any] = []
        here = node
        while here is not None and here.type in self._table["sums"]:
            left, right, sign = self._table["sums"][here.type]
            if (operator := here.child_by_field_name("operator")) is None or operator.type != sign:
                break
            terms.append(here.child_by_field_name(right))
            here = self.unwrapped(here.child_by_field_name(left))
        if not terms:
            return Unknown(self.span(node))
        terms.append(here)
        return Sum(self.span(node), tuple(self.of(each) for each in reversed(terms)))

    def _body(self, node: Any, type_: str, span: Span) -> Any:
        """Return what is between braces: fields or items. ``span`` is where it is with its type."""
        pairs, items = [], []
        for each in self.children(node):
            if each.type in self._table["pairs"]:
                key, value = (each.child_by_field_name(field) for field in self._table["pairs"][each.type])
                pairs.append(Pair(self.of(key), self.of(value)))
            else:
                items.append(self.of(each))
        if items or (not pairs and type_.startswith("[")):
            return Listed(span, tuple(items)) if not pairs else Unknown(span)
        is_map = type_.startswith("map[") or type_.endswith((".H", ".M"))
        return Mapped(span, "" if is_map or type_.startswith("[") else type_, tuple(pairs), plain=not is_map)

    def _literal(self, node: Any, ways: list[dict[str, Any]]) -> Any:
        span = self.span(node)
        text = self._offsets.text[slice(*span)]
        way = next((way for way in ways if text.startswith(way["opens"])), None)
        if way is None:
            return Unknown(span)
        opens, closes = way["opens"], way.get("closes", way["opens"])
        is_open = not text.endswith(closes) or len(text) < len(opens) + len(closes)
        body = Span(span.start + len(opens), span.end if is_open else span.end - len(closes))
        quoting = QUOTINGS[way["quoting"]]
        if way.get("block"):
            return Literal(span, tuple(Piece(line, quoting) for line in block_lines(self._offsets.text, body)))
        return Literal(span, (Piece(body, quoting),))


def block_lines(text: str, body: Span) -> list[Span]:
    """Return the lines of a block between its quotes without what indents all of them, each with the break behind it; the first line is left out."""
    start = text.find("\n", body.start, body.end) + 1
    if not start or text[body.start : start].strip():
        return [body]
    lines: list[Span] = []
    while start < body.end:
        end = text.find("\n", start, body.end) + 1 or body.end
        lines.append(Span(start, end))
        start = end
    if not lines or text[lines[-1].end - 1] == "\n":
        lines.append(Span(body.end, body.end))
    indents = [_indent(text, line) for number, line in enumerate(lines) if number == len(lines) - 1 or text[slice(*line)].strip()]
    least = min(indents)
    found: list[Span] = []
    for line in lines:
        begin = min(line.start + least, line.end) if text[slice(*line)].strip() else line.start
        content = text[begin : line.end]
        if not content.strip():  # a blank line keeps its break alone
            begin = line.end - len(content.lstrip(_BLANKS))
            found.append(Span(begin, line.end))
            continue
        kept = len(content.rstrip(" \t\r\n"))
        ending = len(content) - len(content.rstrip("\r\n"))
        if kept + ending == len(content):
            found.append(Span(begin, line.end))
            continue
        found += [Span(begin, begin + kept), Span(line.end - ending, line.end)]
    return [line for line in found if line.start < line.end] or [Span(body.end, body.end)]


def _indent(text: str, line: Span) -> int:
    content = text[slice(*line)]
    return len(content) - len(content.lstrip(_BLANKS))
