"""Makes located values of the syntax tree of a script: what stands there as a literal, and what is known not to."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from seedance_lint.hosts.javascript_strings import ScriptPart, ScriptString, read
from seedance_lint.hosts.located import Node, Template
from seedance_lint.hosts.program import DEEPEST, Entry, NameString, computed, mapping, sequence
from seedance_lint.source.span import Span

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_WRAPPERS = frozenset(("parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression"))
_CHANGES = frozenset(("push", "unshift", "splice", "pop", "shift", "assign", "set", "append", "defineProperty", "merge", "extend"))
_TRIMS: dict[str, Callable[[str, str], str]] = {"trim": str.strip, "trimStart": str.lstrip, "trimEnd": str.rstrip}
_SPACE = "\t\n\v\f\r \xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
"""What ``trim()`` takes away."""
_WORDS: dict[str, object] = {"true": True, "false": False, "null": None}
_BINDERS = frozenset((
    "variable_declarator", "formal_parameters", "required_parameter", "optional_parameter", "assignment_pattern", "object_assignment_pattern",
    "rest_pattern", "array_pattern", "pair_pattern", "import_specifier", "import_clause", "namespace_import", "catch_clause",
    "function_declaration", "class_declaration", "for_in_statement", "assignment_expression", "augmented_assignment_expression",
    "update_expression", "arrow_function", "function_expression",
))  # fmt: skip
"""Nodes in which an identifier may be a name that is bound there. Where it is none, it only counts as bound too often."""


class Reader:
    """Reads the object literals of one script."""

    def __init__(self, text: str, root: Any) -> None:
        self._text = text
        self._root = root
        self._astral = [match.start() + index for index, match in enumerate(_ASTRAL.finditer(text))]  # in units of UTF-16
        self._search: list[Any] = []
        self._bound: dict[str, int] = {}
        self._read: dict[str, int] = {}
        self._literals: dict[str, Any] = {}
        self._changed: set[str] = set()
        self._names_of: dict[int, str] = {}
        self._made: dict[int, Node | None] = {}
        self._depth = 0
        self.too_deep: int | None = None
        """Where the first value stands that is nested too deeply to be read."""
        self.comments: list[Span] = []
        self._survey()

    def mappings(self) -> list[Node]:
        """Return all outermost object literals, in the order of the text."""
        found: list[Node] = []
        seen: set[int] = set()
        later: list[Any] = []
        lists = {value.id for name in self._literals if (value := self._literal(name)) is not None and value.type == "array"}
        self._search = [self._root]
        while self._search or later:
            is_late = not self._search
            node = self._search.pop() if self._search else later.pop()
            key = node.id
            if key in self._made or (key in seen and not is_late):
                continue
            seen.add(key)
            if key in lists and not is_late:
                later.append(node)  # whoever reads its name may take it for a part of its own
            elif node.type == "object":
                found.append(self._object(node))
            else:
                self._search += node.named_children
        return sorted(found, key=lambda node: node.span)

    def broken(self) -> int | None:
        """Return where the first part stands that is no program; None if all of it is."""
        node = self._root
        if not node.has_error:
            return None
        while not node.is_error and not node.is_missing:
            node = next((child for child in node.children if child.has_error or child.is_missing), None)
            if node is None:
                return 0
        return self._offset(node.start_byte)

    def _survey(self) -> None:
        """Note what names are bound to, which values are changed later, and where comments stand."""
        stack = [(self._root, "")]  # with the kind of the parent: the library finds a node's parent from the top each time
        while stack:
            node, parent = stack.pop()
            kind = node.type
            if kind == "comment":
                self.comments.append(self._span(node))
            elif kind.endswith("identifier") or kind == "shorthand_property_identifier_pattern":
                self._note_name(node, kind, parent)
            elif kind in ("variable_declarator", "assignment_expression"):
                self._note_assignment(node)
            elif kind == "call_expression":
                self._note_call(node)
            elif kind == "augmented_assignment_expression":
                self._changed.update(self._chain(node.child_by_field_name("left")))
            stack += [(child, kind) for child in node.named_children]

    def _note_name(self, node: Any, kind: str, parent: str) -> None:
        if kind == "property_identifier":
            return
        name = self._written(node)
        is_bound = kind.endswith("pattern") or (kind == "identifier" and parent in _BINDERS)
        counts = self._bound if is_bound else self._read
        counts[name] = counts.get(name, 0) + 1

    def _note_assignment(self, node: Any) -> None:
        is_declared = node.type == "variable_declarator"
        target = node.child_by_field_name("name" if is_declared else "left")
        value = self._unwrapped(node.child_by_field_name("value" if is_declared else "right"))
        if target is None or value is None:
            return
        if target.type in ("member_expression", "subscript_expression"):
            self._changed.update(self._chain(target.child_by_field_name("object")))
        names = self._chain(target)
        if names:
            self._names_of[value.id] = names[-1]
        if is_declared and target.type == "identifier":
            self._literals[names[0]] = value

    def _note_call(self, node: Any) -> None:
        function = node.child_by_field_name("function")
        if function is None or function.type != "member_expression":
            return
        method = function.child_by_field_name("property")
        if method is None or self._written(method) not in _CHANGES:
            return
        self._changed.update(self._chain(function.child_by_field_name("object")))
        arguments = node.child_by_field_name("arguments")
        for argument in arguments.named_children[:1] if arguments is not None else ():
            self._changed.update(self._chain(argument))

    def _chain(self, node: Any) -> list[str]:
        """Return the names of ``this.payload.image_urls``, the last one last."""
        names: list[str] = []
        while node is not None:
            if node.type in ("identifier", "property_identifier"):
                names.append(self._written(node))
                break
            if node.type not in ("member_expression", "subscript_expression", *_WRAPPERS):
                break
            last = node.child_by_field_name("property")
            if last is not None:
                names.append(self._written(last))
            node = node.child_by_field_name("object") or next(iter(node.named_children), None)
        return names[::-1]

    def _literal(self, name: str) -> Any:
        """Return the literal that a name stands for: it is bound once, and nobody can change what it names."""
        value = self._literals.get(name) if self._bound.get(name) == 1 and name not in self._changed else None
        if value is None or (value.type == "array" and self._read.get(name) != 1):
            return None
        is_trimmed = value.type == "call_expression" and self._trim(value) is not None
        return value if is_trimmed or value.type in ("string", "template_string", "binary_expression", "array") else None

    def _value(self, node: Any) -> Node | None:
        """Return what an expression is; None where that is computed, and then literals inside it are looked for on their own.

        Each is read once: a name may lead to what is being read right now, and then it is computed.
        """
        node = self._unwrapped(node)
        key = node.id
        if key not in self._made:
            self._made[key] = None
            if self._depth == DEEPEST:
                self.too_deep = self._span(node).start if self.too_deep is None else self.too_deep
                return None
            self._depth += 1
            self._made[key] = self._read_value(node)
            self._depth -= 1
        return self._made[key]

    def _read_value(self, node: Any) -> Node | None:
        made = self._string(node)
        if made is not None:
            return made
        kind = node.type
        if kind == "object":
            return self._object(node)
        if kind == "array":
            return self._array(node)
        if kind in _WORDS:
            return Node(self._span(node), _WORDS[kind])
        if kind == "number":
            number = _number(self._written(node))
            return Node(self._span(node), number) if number is not None else None
        if (
            kind == "unary_expression"
            and node.named_children
            and node.named_children[0].type == "number"
            and self._written(node).startswith("-")
        ):
            number = _number(self._written(node.named_children[0]))
            return Node(self._span(node), -number) if number is not None else None
        if kind == "identifier":
            literal = self._literal(self._written(node))
            return self._value(literal) if literal is not None else None
        self._search.append(node)
        return None

    def _object(self, node: Any) -> Node:
        entries: list[Entry] = []
        is_open = self._names_of.get(node.id) in self._changed
        for child in _parts(node):
            if child.type == "pair":
                key, value = child.child_by_field_name("key"), child.child_by_field_name("value")
                name = self._key(key)
                if name is not None and value is not None:
                    entries.append(Entry(name, self._value(value)))
                    continue
            elif child.type == "shorthand_property_identifier":
                span = self._span(child)
                literal = self._literal(self._written(child))
                # Renaming such a field would rename the variable, so its name has no form to be written in.
                entries.append(Entry(Node(span, self._written(child)), self._value(literal) if literal is not None else None))
                continue
            is_open = True
            self._search.append(child)
        return mapping(self._span(node), entries, open=is_open)

    def _array(self, node: Any) -> Node:
        items = _parts(node)
        known = [item for item in items if item.type != "spread_element"]
        self._search += [item for item in items if item.type == "spread_element"]
        is_open = len(known) < len(items) or any(
            after.type == "," and before.type in ("[", ",") for before, after in pairwise(node.children)
        )
        return sequence(self._span(node), [self._value(item) or computed(self._span(item)) for item in known], open=is_open)

    def _key(self, node: Any) -> Node | None:
        if node is None:
            return None
        span = self._span(node)
        if node.type == "property_identifier":
            return Node(span, self._written(node), NameString(*span))
        return self._string(node) if node.type == "string" else None

    def _string(self, node: Any) -> Node | None:
        """Return a string, a template, or a sum of which at least one term is one of them, trimmed or not."""
        strip = None
        whole = node
        if node.type == "call_expression":
            strip = self._trim(node)
            if strip is None:
                return None
            node = self._unwrapped(node.child_by_field_name("function").child_by_field_name("object"))
            named = self._literal(self._written(node)) if node.type == "identifier" else None
            node = named if named is not None else node
        parts: list[ScriptPart] = []
        others: list[Any] = []
        for term in self._terms(node):
            if term.type == "string":
                start, end = self._span(term)
                parts.append(ScriptPart(Span(start + 1, end - 1), self._text[start]))
            elif term.type == "template_string":
                parts += self._template(term)
            else:
                parts.append(ScriptPart(self._span(term), ""))
                others.append(term)
        done = read(self._text, tuple(parts)) if any(part.quote for part in parts) else None
        if done is None:
            return None
        self._search += others
        value, holes = done[0].value, done[1]
        inside = None
        if strip is not None:
            stripped = strip(value, _SPACE)
            start = len(value) - len(value.lstrip(_SPACE)) if strip is not str.rstrip else 0
            inside = Span(start, start + len(stripped))
            value, holes = stripped, [hole.shift(-start) for hole in holes]
        return Node(
            self._span(whole), Template(value, tuple(holes)) if holes else value, ScriptString(self._text, tuple(parts), value, inside)
        )

    def _trim(self, node: Any) -> Callable[[str, str], str] | None:
        """Return what a call takes off its string; None for calls of anything else."""
        function, arguments = node.child_by_field_name("function"), node.child_by_field_name("arguments")
        if function is None or function.type != "member_expression" or arguments is None or arguments.named_children:
            return None
        return _TRIMS.get(self._written(function.child_by_field_name("property")))

    def _terms(self, node: Any) -> Iterator[Any]:
        """Return the terms of a sum, from left to right."""
        terms: list[Any] = []
        while node.type == "binary_expression" and node.child_by_field_name("operator").type == "+":
            terms.append(self._unwrapped(node.child_by_field_name("right")))
            node = self._unwrapped(node.child_by_field_name("left"))
        return iter([node, *reversed(terms)])

    def _template(self, node: Any) -> Iterator[ScriptPart]:
        """Yield the text of a template and its holes."""
        start, end = self._span(node)
        at = start + 1
        for child in node.named_children:
            if child.type == "template_substitution":
                hole = self._span(child)
                yield ScriptPart(Span(at, hole.start), "`")
                yield ScriptPart(hole, "")
                at = hole.end
        yield ScriptPart(Span(at, end - 1), "`")

    def _unwrapped(self, node: Any) -> Any:
        """Return what stands inside parentheses and in front of type annotations."""
        while node is not None and node.type in _WRAPPERS:
            inner = next((child for child in node.named_children if child.type != "comment"), None)
            if inner is None:
                break
            node = inner
        return node

    def _span(self, node: Any) -> Span:
        return Span(self._offset(node.start_byte), self._offset(node.end_byte))

    def _offset(self, at: int) -> int:
        """Return the code point at a byte of the text in UTF-16."""
        unit = at // 2
        return unit - bisect_left(self._astral, unit)

    def _written(self, node: Any) -> str:
        return self._text[slice(*self._span(node))]


def _parts(node: Any) -> list[Any]:
    return [child for child in node.named_children if child.type != "comment"]


def _number(written: str) -> float | None:
    digits = written.replace("_", "").lower()
    try:
        return int(digits, 0) if digits.isdigit() or digits[:2] in ("0x", "0o", "0b") else float(digits)
    except ValueError:
        return None
