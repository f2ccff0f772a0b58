"""Which text an expression of Python makes: literals, sums, ``format``, ``%``, ``join``, ``strip``, ``dedent``, and names of all these."""

import ast
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module

from seedance_lint.annotations import Any
from seedance_lint.hosts.program.made import MadeText, ProgramTexts
from seedance_lint.hosts.program.mappings import HOLE
from seedance_lint.hosts.program.texts import Text, fields, formatted, interpolated, left_of, outside
from seedance_lint.hosts.python.choices import Piece
from seedance_lint.hosts.python.definitions import got_from
from seedance_lint.hosts.python.fallbacks import fallback
from seedance_lint.hosts.python.meanings import NAMED
from seedance_lint.hosts.python.names import Survey
from seedance_lint.hosts.python.places import Offsets
from seedance_lint.hosts.python.strings import Given, Literals, PythonString
from seedance_lint.source.span import Span

_STRIPS: dict[str, Callable[..., str]] = {"strip": str.strip, "lstrip": str.lstrip, "rstrip": str.rstrip}
_WHOLE = {"textwrap.dedent": ("textwrap", "dedent"), "inspect.cleandoc": ("inspect", "cleandoc")}
"""Functions of the standard library that leave a part of a text: module and name."""


Made = MadeText[Literals | Given | PythonString]


class Texts(ProgramTexts[Literals | Given | PythonString]):
    """The texts of one module."""

    _offsets: Offsets
    _survey: Survey

    @staticmethod
    def _identity(node: ast.expr) -> int:
        return id(node)

    def _is_literal(self, node: Any) -> bool:
        return isinstance(node, ast.Constant) and isinstance(node.value, str)

    def _is_named(self, node: Any) -> bool:
        return isinstance(node, NAMED)

    def _reader(self, node: Any) -> Callable[..., Made | None] | None:
        return _READERS.get(type(node))

    def _number(self, node: Any) -> str | None:
        is_number = isinstance(node, ast.Constant) and isinstance(node.value, int) and not isinstance(node.value, bool)
        return str(node.value) if is_number else None

    def form(self, made: Made) -> PythonString:
        """Return how a text is written."""
        return PythonString(self._offsets.text, made.parts, made.text.value, made.steps)

    def _literal(self, node: Any) -> Made | None:
        if isinstance(node, Piece):
            return self._piece(node)
        span = self._offsets.span(node)
        return Made(Text(node.value), (Literals(span),), (), span)

    def _formatted(self, node: ast.JoinedStr) -> Made:
        value = ""
        holes: list[Span] = []
        known: list[str | None] = []
        for part in node.values:
            if isinstance(part, ast.Constant):
                value += str(part.value)
                continue
            given = None
            if (
                isinstance(part, ast.FormattedValue)
                and part.conversion == -1
                and part.format_spec is None
                and isinstance(part.value, (ast.Name, ast.Attribute))
            ):
                given = self.known(part.value)
            if given is None:
                given = HOLE
                known.append(None)
                holes.append(Span(len(value), len(value) + len(HOLE)))
            else:
                known.append(given)
            value += given
        span = self._offsets.span(node)
        return Made(Text(value, tuple(holes)), (Literals(span, tuple(known) if any(known) else ()),), (), span)

    def _operation(self, node: ast.BinOp) -> Made | None:
        if isinstance(node.op, ast.Mod):
            return self._interpolated(node)
        if not isinstance(node.op, ast.Add):
            return None
        terms: list[ast.expr] = []
        first: ast.expr = node
        while isinstance(first, ast.BinOp) and isinstance(first.op, ast.Add):
            terms.append(first.right)
            first = first.left
        return self._joined([first, *reversed(terms)], None, self._offsets.span(node))

    def _joined(self, terms: Sequence[ast.expr], between: str | None, span: Span) -> Made | None:
        """Return terms as one text; None if none of them is known. What is ``between`` them has the place of what parts them."""
        parts: list[Literals | Given | PythonString] = []
        pieces: list[str] = []
        holes: list[Span] = []
        unknown = length = 0
        end: int | None = None
        for term in terms:
            place = self._offsets.span(term)
            if between and end is not None:
                parts.append(Given(Span(end, place.start), between))
                pieces.append(between)
                length += len(between)
            end = place.end
            part, text = self._term(term, place)
            unknown += part is None
            parts.append(part or Given(place))
            holes += [hole.shift(length) for hole in text.holes]
            pieces.append(text.value)
            length += len(text.value)
        if unknown == len(terms):
            return None
        return Made(Text("".join(pieces), tuple(holes)), tuple(parts), (), span)

    def _term(self, term: ast.expr, place: Span) -> tuple[Literals | Given | PythonString | None, Text]:
        """Return a part of a text and how it is written; None if it is computed."""
        made = None if isinstance(term, NAMED) else self.made(term)
        if made is not None and place.start <= made.span.start and made.span.end <= place.end:
            return made.parts[0] if len(made.parts) == 1 and not made.steps else self.form(made), made.text
        known = self.known(term)
        return (None, Text(HOLE, (Span(0, len(HOLE)),))) if known is None else (Given(place, known), Text(known))

    def _interpolated(self, node: ast.BinOp) -> Made | None:
        base = self.made(node.left)
        if base is None:
            return None
        right = node.right
        if isinstance(right, ast.Tuple):
            step = interpolated(base.text, fields([self.known(each) for each in right.elts], {}))
        elif isinstance(right, ast.Dict):
            step = interpolated(base.text, fields((), self._named_texts(zip(right.keys, right.values, strict=True))))
        else:
            step = interpolated(base.text, fields([self.known(right)], {}))
        return base.after(step, self._offsets.span(node)) if step is not None else None

    def _named_texts(self, pairs: Iterable[tuple[ast.expr | None, ast.expr]]) -> dict[str, str | None]:
        return {str(key.value): self.known(value) for key, value in pairs if isinstance(key, ast.Constant)}

    def _call(self, node: ast.Call) -> Made | None:
        function = node.func
        name = function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
        if isinstance(function, ast.Attribute):
            if name in _STRIPS:
                return self._stripped(node, function.value, _STRIPS[name])
            if name == "format":
                return self._filled(node, function.value)
            if name == "get" and got_from(node) is not None:
                return self._named(node)
            if name == "join":
                return self._list(node, function.value)
        if fallback(node) is not None:
            return self._named(node)
        whole = _WHOLE.get(self._dotted(function)) if len(node.args) == 1 and not node.keywords else None
        base = self.made(node.args[0]) if whole is not None else None
        if whole is None or base is None:
            return None
        leave = getattr(import_module(whole[0]), whole[1])
        return base.after(left_of(base.text, leave(base.text.value)), self._offsets.span(node))

    def _dotted(self, function: ast.expr) -> str:
        if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
            return f"{self._survey.imported(function.value)}.{function.attr}"
        return self._survey.imported(function) if isinstance(function, ast.Name) else ""

    def _stripped(self, node: ast.Call, of: ast.expr, strip: Callable[..., str]) -> Made | None:
        characters = [self.known(each) for each in node.args]
        if node.keywords or len(characters) > 1 or None in characters:
            return None
        base = self.made(of)
        if base is None:
            return None
        value = base.text.value
        start = len(value) - len(str.lstrip(value, *characters)) if strip is not str.rstrip else 0
        end = start + len(strip(value, *characters))
        return base.after(outside(value, Span(start, end)), self._offsets.span(node))

    def _filled(self, node: ast.Call, of: ast.expr) -> Made | None:
        base = self.made(of)
        if base is None:
            return None
        positional: list[str | None] = []
        for argument in node.args:
            if isinstance(argument, ast.Starred):
                break
            positional.append(self.known(argument))
        named = {keyword.arg: self.known(keyword.value) for keyword in node.keywords if keyword.arg is not None}
        step = formatted(base.text, fields(positional, named))
        return base.after(step, self._offsets.span(node)) if step is not None else None

    def _list(self, node: ast.Call, of: ast.expr) -> Made | None:
        between = self.known(of)
        if between is None or len(node.args) != 1 or not isinstance(node.args[0], (ast.List, ast.Tuple)):
            return None
        return self._joined(node.args[0].elts, between, self._offsets.span(node))


_READERS: dict[type[ast.expr], Callable[..., Made | None]] = {
    ast.JoinedStr: Texts._formatted,
    **dict.fromkeys(NAMED, Texts._named),
    ast.BinOp: Texts._operation,
    ast.Call: Texts._call,
}
