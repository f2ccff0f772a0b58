"""Which text an expression of JavaScript makes: literals, templates, sums, ``join``, ``trim``, dedented templates, and names of all these."""

import re
from collections.abc import Callable, Iterator, Sequence

from seedance_lint.annotations import Any
from seedance_lint.hosts.javascript.names import NAMED, Survey
from seedance_lint.hosts.javascript.places import Offsets, children, unwrapped
from seedance_lint.hosts.javascript.strings import ScriptPart, ScriptString, read
from seedance_lint.hosts.program.made import MadeText, ProgramTexts
from seedance_lint.hosts.program.mappings import HOLE
from seedance_lint.hosts.program.texts import Text, left_of, outside
from seedance_lint.source.span import Span

_TRIMS: dict[str, Callable[[str, str], str]] = {"trim": str.strip, "trimStart": str.lstrip, "trimEnd": str.rstrip}
_SPACE = "\t\n\v\f\r \xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
"""What ``trim()`` takes away."""

_DEDENTS = frozenset(("dedent", "outdent", "stripIndent"))
"""Tags that take from a template what indents all of its lines, and trim it (npm: dedent, ts-dedent, outdent, common-tags)."""

_INDENT = re.compile(r"^([ \t]+)\S", re.MULTILINE)

Made = MadeText[ScriptPart | ScriptString]


class Texts(ProgramTexts[ScriptPart | ScriptString]):
    """The texts of one script."""

    _offsets: Offsets
    _survey: Survey

    _unwrapped = staticmethod(unwrapped)

    @staticmethod
    def _identity(node: Any) -> int:
        return int(node.id)

    def _is_literal(self, node: Any) -> bool:
        return node.type == "string"  # type: ignore[no-any-return]

    def _is_named(self, node: Any) -> bool:
        return node.type in NAMED or (node.type == "binary_expression" and not _is_plus(node))

    def _reader(self, node: Any) -> "Callable[[Texts, Any], Made | None] | None":
        return _READERS.get(node.type)

    def _number(self, node: Any) -> str | None:
        written = self._offsets.written(node) if node.type == "number" else ""
        return written if written.isdecimal() and (written == "0" or not written.startswith("0")) else None

    def form(self, made: Made) -> ScriptString:
        """Return how a text is written."""
        return ScriptString(self._offsets.text, made.parts, made.text.value, made.steps)

    def _literal(self, node: Any) -> Made | None:
        span = self._offsets.span(node)
        is_open = node.has_error and node.children[-1].is_missing  # its line ends before its quote
        body = Span(span.start + 1, span.end if is_open else span.end - 1)
        part = ScriptPart(body, self._offsets.text[span.start])
        value = self._offsets.text[slice(*body)]
        if "\\" in value or "\r" in value:
            return self._of((part,), span)
        return Made(Text(value), (part,), (), span)

    def _template(self, node: Any) -> Made | None:
        return self._of(list(self._pieces(node)), self._offsets.span(node))

    def _pieces(self, node: Any) -> Iterator[ScriptPart]:
        """Yield the text of a template and its holes."""
        start, end = self._offsets.span(node)
        at = start + 1
        for child in node.named_children:
            if child.type == "template_substitution":
                hole = self._offsets.span(child)
                yield ScriptPart(Span(at, hole.start), "`")
                inside = children(child)
                given = self.known(inside[0]) if len(inside) == 1 else None
                yield ScriptPart(hole, "", given)
                at = hole.end
        yield ScriptPart(Span(at, end - 1), "`")

    def _of(self, parts: Sequence[ScriptPart | ScriptString], span: Span, holes: dict[int, tuple[Span, ...]] | None = None) -> Made | None:
        """Return the text of parts; ``holes`` are those of parts that are such texts themselves, by their numbers."""
        made = read(self._offsets.text, parts)
        if made is None:
            return None
        found: list[Span] = []
        if len(parts) > 1:
            length = 0
            for number, part in enumerate(parts):
                if isinstance(part, ScriptString):
                    found += [hole.shift(length) for hole in (holes or {}).get(number, ())]
                    length += len(part.value)
                elif part.quote:
                    inner = read(self._offsets.text, (part,))
                    length += inner.length if inner is not None else 0
                else:
                    if part.given is None:
                        found.append(Span(length, length + len(HOLE)))
                    length += len(HOLE if part.given is None else part.given)
        return Made(Text(made.value, tuple(found)), tuple(parts), (), span)

    def _sum(self, node: Any) -> Made | None:
        terms: list[Any] = []
        first = node
        while first.type == "binary_expression" and _is_plus(first):
            terms.append(unwrapped(first.child_by_field_name("right")))
            first = unwrapped(first.child_by_field_name("left"))
        return self._joined([first, *reversed(terms)], None, self._offsets.span(node)) if terms else self._named(node)

    def _joined(self, terms: Sequence[Any], between: str | None, span: Span) -> Made | None:
        """Return terms as one text; None if none of them is known. What is ``between`` them has the place of what parts them.

        A file that is half typed has terms that are not there, which the parser fills in, and terms that nothing parts.
        """
        terms = [term for term in terms if not term.is_missing]
        parts: list[ScriptPart | ScriptString] = []
        holes: dict[int, tuple[Span, ...]] = {}
        unknown = 0
        end: int | None = None
        for term in terms:
            place = self._offsets.span(term)
            if between and end is not None:
                if end == place.start:
                    return None
                parts.append(ScriptPart(Span(end, place.start), "", between))
            end = place.end
            made = None if term.type in NAMED else self.made(term)
            if made is not None and place.start <= made.span.start and made.span.end <= place.end:
                if made.steps or made.text.holes:
                    holes[len(parts)] = made.text.holes
                    parts.append(self.form(made))
                else:
                    parts += made.parts
                continue
            given = self.known(term)
            unknown += given is None
            parts.append(ScriptPart(place, "", given))
        if unknown == len(terms):
            return None
        return self._of(parts, span, holes)

    def _call(self, node: Any) -> Made | None:
        function, arguments = node.child_by_field_name("function"), node.child_by_field_name("arguments")
        if function is None or arguments is None:
            return None
        if arguments.type == "template_string":
            is_dedent = function.type == "identifier" and self._survey.imported(function) in _DEDENTS
            return self._dedented(node, arguments) if is_dedent else None
        if function.type == "identifier" and self._survey.imported(function) in _DEDENTS:
            given = children(arguments)
            return self._dedented(node, given[0]) if len(given) == 1 else None
        method, of = function.child_by_field_name("property"), function.child_by_field_name("object")
        if function.type != "member_expression" or method is None or of is None:
            return None
        name, given, of = self._offsets.written(method), children(arguments), unwrapped(of)
        if name in _TRIMS and not given:
            return self._trimmed(node, of, _TRIMS[name])
        if name == "join" and of.type == "array":
            between = "," if not given else self.known(given[0])
            return None if between is None else self._joined([unwrapped(each) for each in children(of)], between, self._offsets.span(node))
        return None

    def _trimmed(self, node: Any, of: Any, trim: Callable[[str, str], str]) -> Made | None:
        base = self.made(of)
        if base is None:
            return None
        value = base.text.value
        start = len(value) - len(value.lstrip(_SPACE)) if trim is not str.rstrip else 0
        end = start + len(trim(value, _SPACE))
        return base.after(outside(value, Span(start, end)), self._offsets.span(node))

    def _dedented(self, node: Any, template: Any) -> Made | None:
        base = self.made(template)
        if base is None:
            return None
        value = base.text.value
        indent = min((len(match[1]) for match in _INDENT.finditer(value)), default=0)
        kept = "\n".join(line[indent:] if line[:1] in (" ", "\t") else line for line in value.split("\n")).strip(_SPACE)
        return base.after(left_of(base.text, kept), self._offsets.span(node))


def _is_plus(node: Any) -> bool:
    operator = node.child_by_field_name("operator")
    return operator is not None and operator.type == "+"


_READERS: dict[str, Callable[[Texts, Any], Made | None]] = {
    "template_string": Texts._template,
    "piece": Texts._piece,
    **dict.fromkeys(NAMED, Texts._named),
    "binary_expression": Texts._sum,
    "call_expression": Texts._call,
}
