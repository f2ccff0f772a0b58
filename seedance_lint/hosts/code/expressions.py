"""Expressions of programs, the same for all languages of ``code.toml``: what the nodes of a syntax tree are there, by the tables of the language."""

from seedance_lint.annotations import Any
from seedance_lint.hosts.code.literals import block_lines, pieces_of
from seedance_lint.hosts.code.records import (
    DEEPEST,
    Argument,
    Chain,
    Listed,
    Literal,
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
from seedance_lint.hosts.program.quotings import QUOTINGS
from seedance_lint.pattern import Pattern
from seedance_lint.source.span import Span

_MOST_DIGITS = 15
_NAMED = Pattern(r"(?<!\\)\$[A-Za-z_]\w*")
"""A name that is filled in, where the parser does not know it: ``$name`` of Kotlin."""
_SIGNS = frozenset(("-", "+", "!", "~", "++", "--", "not", "<-"))
"""Signs in front of an expression that make another one of it."""


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
            is_known = tokens is not None and self._offsets.written(name) in table["read_macros"]
            return self._tokens(self._inner_tokens(tokens), span) if is_known else Unknown(span)
        return self._plain(node)

    def _plain(self, node: Any) -> Any:
        """Return a number or a word, or that nothing is known."""
        table, kind, span = self._table, node.type, self.span(node)
        if kind in table["numbers"]:
            return self._number(node)
        if kind in table["through"] and self._offsets.written(node).startswith("-"):
            number = self.of(self.part(node, table["through"][kind]))
            is_number = isinstance(number, Plain) and isinstance(number.value, (int, float))
            return Plain(span, -number.value) if is_number else number
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

    def _chain(self, node: Any) -> Chain:
        steps: list[Step] = []
        of = node
        while of is not None and self.is_call(of):
            inner, name, given = self.called(of)
            named = Name(self.span(name), self._offsets.written(name).strip(".")) if name is not None else Name(self.span(of), "")
            steps.append(Step(named, self.given(given)))
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
        is_text = len(parts) == 4 and first.type in self._table["texts"] and self._offsets.written(parts[2]) in self._table["read_suffixes"]
        if len(parts) == 1 and first.type == "token_tree":
            return self._tokens(first, self.span(first))
        if len(parts) == 2 and first.type == "-":
            number = self.of(parts[1])
            is_number = isinstance(number, Plain) and isinstance(number.value, (int, float))
            return Plain(Span(self.span(first).start, number.span.end), -number.value) if is_number else Unknown(number.span)
        if len(parts) == 1 or is_text:
            return self.of(first)
        return Unknown(Span(self.span(first).start, self.span(parts[-1]).end))

    def _literal(self, node: Any, ways: list[dict[str, Any]]) -> Any:
        span = self.span(node)
        text = self._offsets.text[slice(*span)]
        way = next((way for way in ways if text.startswith(way["opens"])), None)
        if way is None:
            return Unknown(span)
        opens, closes = way["opens"], way.get("closes", way["opens"])
        is_open = not text.endswith(closes) or len(text) < len(opens) + len(closes)
        body = Span(span.start + len(opens), span.end if is_open else span.end - len(closes))
        if (inner := self.part(node, way["body"]) if "body" in way else None) is not None:  # of a heredoc
            body = self.span(inner)
            end = self.part(node, "end_tag")
            body = Span(self._offsets.text.find("\n", span.start), self.span(end).start if end is not None else body.end)
        quoting, holds = QUOTINGS[way["quoting"]], inner if inner is not None else node
        lines = [body]
        if way.get("block"):
            lines = block_lines(self._offsets.text, body, strips=way["block"] == "strips", chomps=way["block"] == "chomps")
        holes = [
            (self._hole(child), self._filled(child)) for child in self.children(holds) if child.type not in way.get("pieces", (child.type,))
        ]
        if way.get("named"):
            names = [Span(*match.span()) for match in _NAMED.finditer(self._offsets.text, body.start, body.end)]
            holes = sorted(
                [*holes, *((each, Name(each, self._offsets.text[each.start + 1 : each.end])) for each in names)], key=lambda each: each[0]
            )
        return Literal(span, tuple(pieces_of(lines, quoting, holes)))

    def _hole(self, node: Any) -> Span:
        """Return where a hole is, with braces around it that are no part of its node: ``{$name}``."""
        start, end = self.span(node)
        text = self._offsets.text
        if self._table.get("braced") and text[start - 1 : start] == "{" and text[end : end + 1] == "}":
            return Span(start - 1, end + 1)
        return Span(start, end)

    def _filled(self, node: Any) -> Any:
        """Return the expression that a hole is filled with."""
        if node.type in self._table["names"]:
            return self.of(node)
        names = [
            self.of(child) for child in self.children(node) if child.type in self._table["names"] or child.type in self._table["members"]
        ]
        return names[0] if len(names) == 1 else Unknown(self.span(node))
