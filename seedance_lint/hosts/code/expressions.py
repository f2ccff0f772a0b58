"""Expressions of programs, the same for all languages of ``code.toml``: what the nodes of a syntax tree are there, by the tables of the language."""

from seedance_lint.annotations import Any
from seedance_lint.hosts.code.languages import common
from seedance_lint.hosts.code.literal_nodes import LiteralNodes
from seedance_lint.hosts.code.records import (
    DEEPEST,
    Argument,
    Chain,
    Filled,
    Listed,
    Made,
    Mapped,
    Member,
    Name,
    Pair,
    Plain,
    Spread,
    Step,
    Sum,
    Symbol,
    Unknown,
    last_name,
)
from seedance_lint.hosts.javascript.places import Offsets
from seedance_lint.source.span import Span

_MOST_DIGITS = 15
_SIGNS = frozenset(("-", "+", "!", "~", "++", "--", "not", "<-"))
"""Signs in front of an expression that make another one of it."""


class Expressions(LiteralNodes):
    """The expressions of one program; each node is looked at once."""

    def __init__(self, offsets: Offsets, table: dict[str, Any]) -> None:
        super().__init__(offsets, table)
        self._made: dict[int, Any] = {}
        self._depth = 0
        self.too_deep: int | None = None
        """Where the first expression is that is nested too deeply."""

    def unwrapped(self, node: Any) -> Any:
        """Return what is inside of parentheses, casts and the like."""
        through = self._table["through"]
        while node is not None and node.type in through:
            operator = node.child_by_field_name("operator") or (node.children[0] if node.children else None)
            inner = None if operator is not None and operator.type in _SIGNS else self.part(node, through[node.type])
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

    def part(self, node: Any, field: str) -> Any:
        """Return a part of a node: by the name of its field, by its number (``#1``), by its kind (``@block``), or the first one."""
        if field[:1] not in ("", "#", "@"):
            return node.child_by_field_name(field)
        inside = self.children(node)
        if field.startswith("@"):
            return next((child for child in inside if child.type == field[1:]), None)
        number = int(field[1:] or 0)
        return inside[number] if -len(inside) <= number < len(inside) else None

    def parts(self, node: Any, table: str) -> list[Any]:
        """Return the parts of a node that a table of the language names."""
        return [self.part(node, field) for field in self._table[table][node.type]]

    def _read(self, node: Any) -> Any:
        table, kind, span = self._table, node.type, self.span(node)
        if kind in table["names"]:
            return Name(span, self._offsets.written(node).lstrip("$:@"))
        if kind in table["symbols"]:
            return Symbol(span, self._offsets.written(node).strip(":\"'"))
        if kind in table["texts"]:
            return self._literal(node, table["texts"][kind])
        if self.is_call(node):
            return self._chain(node)
        if kind in table["members"] or kind in table["items"]:
            return self._member(node)
        if kind in table["sums"]:
            return self._sum(node)
        if kind in table["infixes"]:
            left, sign, right = self.parts(node, "infixes")
            is_pair = right is not None and self._offsets.written(sign) == "to"
            return Pair(self.of(left), self.of(right)) if is_pair else Unknown(span)
        if kind in table["typed"]:
            type_, body = self.parts(node, "typed")
            return self._body(body, self._type(type_), span) if body is not None else Unknown(span)
        if kind in table["bodies"]:
            return self._body(node, "", span)
        if kind in table["flat"]:
            return self._flat(node, span)
        if kind in table["lists"]:
            return Listed(span, tuple(self._item(each) for each in self.children(node)))
        if kind in table["creations"]:
            type_, given, *more = self.parts(node, "creations")
            body = more[0] if more and more[0] is not None else None
            given = given if given is not None and (body is None or given.id != body.id) else None
            return Made(span, self._type(type_), self.given(given), self.of(body) if body is not None else None)
        if kind in table["spreads"]:
            return self._item(node)
        if kind in table["macros"]:
            name, tokens = self.parts(node, "macros")
            return self._macro(name, tokens, span)
        return self._plain(node)

    def _plain(self, node: Any) -> Any:
        """Return a number or a word, or that nothing is known."""
        table, kind, span = self._table, node.type, self.span(node)
        if kind in table["numbers"]:
            return self._number(node)
        if kind in table["through"] and self._offsets.written(node).startswith("-"):
            number = self.of(self.part(node, table["through"][kind]))
            is_number = isinstance(number, Plain) and isinstance(number.value, (int, float))
            return Plain(span, -number.value) if is_number else Unknown(span)
        if kind in table["words"]:
            word = table["words"][kind]
            if word == "boolean":
                return Plain(span, self._offsets.written(node).lower() == "true")
            return Plain(span, word if word != "" else None)
        return Unknown(span)

    def _type(self, node: Any) -> str:
        """Return the name of a class, without what it is made for: ``ArrayList`` of ``java.util.ArrayList<Content>``."""
        return self._offsets.written(node).partition("<")[0].strip() if node is not None else ""

    def given(self, node: Any) -> tuple[Argument, ...]:
        """Return the arguments of a call, some of which may have names."""
        found: list[Argument] = []
        named = self._table["arguments"]
        for each in self.children(node) if node is not None else ():
            if each.type not in named:
                found.append(Argument(self.of(each)))
                continue
            name, value = self.parts(each, "arguments")
            is_named = name is not None and value is not None and name.id != value.id
            found.append(Argument(self.of(value), self._label(name) if is_named else None))
        return tuple(found)

    def _label(self, node: Any) -> Name:
        return Name(self.span(node), self._offsets.written(node).strip("\"':$ "))

    def _number(self, node: Any) -> Any:
        written = self._offsets.written(node).rstrip("lLfFdDmM").replace("_", "")
        try:
            value = int(written) if written.isdecimal() else float(written)
        except ValueError:
            return Unknown(self.span(node))
        return Plain(self.span(node), value) if len(written) <= _MOST_DIGITS else Unknown(self.span(node))

    def called(self, node: Any) -> tuple[Any, Any, Any]:
        """Return what a call is of, the name of what it calls, and the arguments; None for what it has not."""
        if node.type in self._table["methods"]:
            of, name, given = self.parts(node, "methods")
            return of, name, given
        function, given = self.parts(node, "calls")
        function = self.unwrapped(function)
        if function is not None and function.type in self._table["members"]:
            of, name = self.parts(function, "members")
            return of, name, given
        return None, function, given

    def block(self, call: Any) -> Any:
        """Return the block that a call is given behind its arguments; None if it is given none."""
        return next((child for child in call.named_children if child.type in self._table["blocks"]), None)

    def call_and_block(self, node: Any) -> tuple[Any, Any]:
        """Return a call, and the block behind its arguments, which Kotlin's grammar has as an argument of what the call returns."""
        block = self.block(node)
        if block is not None and node.type in self._table["calls"]:
            function, given = self.parts(node, "calls")
            function = self.unwrapped(function)
            if given is None and function is not None and self.is_call(function):
                return function, block
        return node, block

    def _statements(self, inside: Any) -> tuple[Any, ...]:
        """Return the calls and the assignments of a block; all else is unknown."""
        while inside is not None and self.block(inside) is not None:
            inside = self.block(inside)
        found: list[Any] = []
        for each in self.children(inside) if inside is not None else ():
            if each.type in self._table["assigned"]:
                left, right = self.parts(each, "assigned")
                is_whole = left is not None and right is not None
                found.append(Pair(self.of(left), self.of(right)) if is_whole else Unknown(self.span(each)))
            else:
                found.append(self.of(each))
        return tuple(found)

    def _chain(self, node: Any) -> Chain:
        steps: list[Step] = []
        of = node
        while of is not None and self.is_call(of):
            of, block = self.call_and_block(of)
            inner, name, given = self.called(of)
            named = Name(self.span(name), self._offsets.written(name).strip(".")) if name is not None else Name(self.span(of), "")
            is_scoped = named.name in common("builders")["scoped"]
            steps.append(Step(named, self.given(given), self._statements(block) if is_scoped else ()))
            of = self.unwrapped(inner)
        return Chain(self.span(node), self.of(of) if of is not None else None, tuple(reversed(steps)))

    def _member(self, node: Any) -> Member:
        if node.type in self._table["items"]:
            of, key = self.parts(node, "items")
            is_whole = key is None or of is None or key.id == of.id  # ``$list[] = …``
            return Member(self.span(node), self.of(of), "", None if is_whole else self.of(key))
        of, name = self.parts(node, "members")
        return Member(
            self.span(node), self.of(of), self._offsets.written(name).lstrip("$.") if name is not None else "", name and self.span(name)
        )

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

    def _item(self, node: Any) -> Any:
        """Return an item of a list, which may stand for all of another one."""
        node = self.unwrapped(node)
        if node is not None and node.type in self._table["spreads"]:
            inside = self.children(node)
            return Spread(self.span(node), self.of(inside[0])) if inside else Unknown(self.span(node))
        return self.of(node)

    def _body(self, node: Any, type_: str, span: Span) -> Any:
        """Return what is between braces: fields or items. ``span`` is where it is with its type."""
        pairs, items = [], []
        for each in self.children(node):
            pair = self._pair(each)
            if pair is not None:
                pairs.append(pair)
            else:
                inside = self.children(each) if each.type in self._table["elements"] else []
                items.append(self._item(inside[0] if inside else each))
        if pairs:
            pairs += [Pair(None, each.value if isinstance(each, Spread) else each) for each in items]
        elif items or type_.startswith("["):
            return Listed(span, tuple(items))
        is_map = type_.startswith("map[") or type_.endswith((".H", ".M"))
        is_plain = not is_map and not self._table.get("variable_keys")
        return Mapped(span, "" if is_map or type_.startswith("[") else type_, tuple(pairs), plain=is_plain)

    def _pair(self, node: Any) -> Pair | None:
        """Return a field of a mapping; None for everything else."""
        if node.type in self._table["shorthands"]:
            name = self.children(node)
            return Pair(self.of(name[0]), self.of(name[0])) if name else None
        if node.type in self._table["pairs"]:
            key, value = self.parts(node, "pairs")
        elif node.type in self._table["elements"] or node.type in self._table["bodies"]:  # ``{"model", "…"}`` of C#
            inside = self.children(node)
            if len(inside) != 2:
                return None
            key, value = inside
        else:
            return None
        return Pair(self.of(key), self.of(value)) if key is not None and value is not None else None

    def _flat(self, node: Any, span: Span) -> Mapped:
        """Return a mapping whose fields are no nodes of their own: ``new { model = "…", prompt }``."""
        pairs: list[Pair] = []
        parts: list[Any] = []
        for each in [*node.children, None]:
            if each is not None and (each.is_named or each.type == "="):
                parts.append(each)
            elif parts:
                value = self.of(parts[-1])
                name = self.of(parts[0]) if len(parts) == 3 else Name(value.span, last_name(value))
                pairs += [Pair(name, value)] if isinstance(name, Name) and name.name else []
                parts = []
        return Mapped(span, "", tuple(pairs), plain=True)

    def _macro(self, name: Any, tokens: Any, span: Span) -> Any:
        """Return what a macro makes of its tokens: a mapping or a list, or a text that it fills in."""
        written = self._offsets.written(name)
        if tokens is None or written not in self._table["read_macros"] | self._table["format_macros"]:
            return Unknown(span)
        if written in self._table["read_macros"]:
            return self._tokens(self._inner_tokens(tokens), span)
        text, *given = self._tokens(tokens, span).items or (Unknown(span),)
        return Filled(span, text, tuple(given))

    @staticmethod
    def _inner_tokens(node: Any) -> Any:
        """Return the tokens between the inner ones of two pairs of brackets: ``json!({…})``."""
        inside = node.named_children
        is_outer = node.children[0].type == "(" and len(inside) == 1 and inside[0].type == node.type
        return inside[0] if is_outer else node

    def _tokens(self, node: Any, span: Span) -> Any:
        """Return what the tokens of a macro write down: a mapping in braces, a list in brackets."""
        if self._depth >= DEEPEST:
            return Unknown(span)
        self._depth += 1
        pairs: list[Pair] = []
        items: list[Any] = []
        parts: list[Any] = []
        for each in node.children[1:]:
            if each.type not in (",", "]", "}", ")"):
                parts.append(each)
                continue
            if len(parts) > 2 and parts[1].type == ":":
                pairs.append(Pair(self.of(parts[0]), self._token(parts[2:])))
            elif parts:
                items.append(self._token(parts))
            parts = []
        self._depth -= 1
        if node.children[0].type == "{":
            return Mapped(span, "", (*pairs, *(Pair(None, each) for each in items)), plain=False)
        return Listed(span, tuple(items))

    def _token(self, parts: list[Any]) -> Any:
        """Return what tokens next to each other are: one of them, or a text and what makes another kind of text of it (``"a".into()``)."""
        first = parts[0]
        if len(parts) == 2 and first.type == "&":
            return self._token(parts[1:])
        is_named = first.type in self._table["texts"] or first.type in self._table["names"]
        is_text = len(parts) == 4 and is_named and self._offsets.written(parts[2]) in self._table["read_suffixes"]
        if len(parts) == 3 and parts[1].type == "!" and parts[2].type == "token_tree":
            return self._macro(first, parts[2], Span(self.span(first).start, self.span(parts[2]).end))
        if len(parts) == 1 and first.type == "token_tree":
            return self._tokens(first, self.span(first))
        if len(parts) == 2 and first.type == "-":
            number = self.of(parts[1])
            is_number = isinstance(number, Plain) and isinstance(number.value, (int, float))
            return Plain(Span(self.span(first).start, number.span.end), -number.value) if is_number else Unknown(number.span)
        if len(parts) == 1 or is_text:
            return self.of(first)
        return Unknown(Span(self.span(first).start, self.span(parts[-1]).end))
