"""PowerShell: hash tables and texts that a script sends, and what its commands say about where. Nothing of it is run."""

import re
from collections import Counter
from collections.abc import Iterator

from seedance_lint.hosts import nested
from seedance_lint.hosts.commands import names as command_names
from seedance_lint.hosts.commands import sent as commands
from seedance_lint.hosts.located import Clue, Comment, HostFailure, Node, Passed, Root, Template, begins_line
from seedance_lint.hosts.program.mappings import Entry, computed, mapping, sequence
from seedance_lint.hosts.scalars import resolve
from seedance_lint.hosts.shell.powershell_words import Token, tokens
from seedance_lint.hosts.shell.quoting import MOST_PARTS, Part, Word, WordString, word_node
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.span import Span

NAME = "PowerShell"
SUFFIXES = (".ps1", ".psm1")
MARKS = ("# ", "")

DEEPEST = 50
"""Brackets, one inside of the other."""

_ASSIGNED = re.compile(r"\$(\w+)[ \t]*[-+*/]?=(?!=)")
_WORDS: dict[str, object] = {"true": True, "false": False, "null": None}
_CLOSING = {"@{": "}", "{": "}", "@(": ")", "$(": ")", "(": ")", "[": "]"}


def roots(document: SourceDocument) -> Iterator[Root | HostFailure | Passed]:
    """Yield the hash tables and JSON texts of a script."""
    if not nested.may_send(document.text):
        return
    reader = _Reader(document.text)
    reader.statements(0, 0)
    found: dict[int, Root | Passed] = {}
    sent = {id(node) for node, _ in reader.sent}
    made = [node for node in reader.made if sent.isdisjoint(id(part) for part in _parts(node))]
    values = [*reader.sent, *((node, ()) for node in made)]
    parts = {id(part) for node, _ in values for part in _parts(node)}
    for node, around in values:
        is_text = isinstance(node.value, str)
        if id(node) in found or id(node) in parts or not (is_text or nested.may_hold(document.text[slice(*node.span)])):
            continue
        if isinstance(node.value, dict):
            found[id(node)] = Root(node.value, lambda node=node: node, node.span.start, around)  # type: ignore[misc]
        else:
            found.update((id(node), root) for root in nested.sent(node, document.text, around, quietly=not around))
    yield from sorted(found.values(), key=lambda root: root.offset)


def comments(document: SourceDocument) -> Iterator[Comment]:
    """Yield the document's comments."""
    text = document.text
    for token in tokens(text):
        if token.kind == "comment":
            inside = text[slice(*token.span)].strip("<>#").strip()
            yield Comment(token.span, inside, begins_line(text, token.span.start))


class _Reader:
    """``sent`` are values with what surrounds them, ``made`` all hash tables and texts that are the value of a name."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = [token for token in tokens(text) if token.kind != "comment"]
        self._times = Counter(match[1].lower() for match in _ASSIGNED.finditer(text))
        self._constants: dict[str, Node] = {}
        self.sent: list[tuple[Node, tuple[Clue, ...]]] = []
        self.made: list[Node] = []

    def statements(self, at: int, depth: int) -> int:
        """Read statements up to the bracket that closes them; return the place after it."""
        while at < len(self._tokens):
            token = self._tokens[at]
            if token.kind == "close":
                return at + 1
            at = at + 1 if token.kind in ("end", "comma", "pipe", "equals") else self._statement(at, depth)[1]
        return at

    def _statement(self, at: int, depth: int) -> tuple[Node | None, int]:
        """Read an assignment or a pipeline; return its value, where that is known, and the place after it."""
        if self._written(self._tokens[at]).lower() == "param" and self._kind(at + 1) == "open":
            return None, self._parameters(at + 2, depth)
        typed = self._behind_types(at)
        if self._kind(typed) == "variable" and self._kind(typed + 1) == "equals":
            value, at = self._pipeline(typed + 2, depth)
            self._assign(self._tokens[typed], value)
            return value, at
        return self._pipeline(at, depth)

    def _assign(self, variable: Token, value: Node | None) -> None:
        """Note what a variable is set to."""
        name = self._written(variable)[1:].strip("{}").lower()
        if value is not None and self._times[name] == 1:
            self._constants[name] = value
        if value is not None:
            self.made.append(value)

    def _behind_types(self, at: int) -> int:
        """Return the place after the types and attributes in front of a variable: ``[Parameter(Mandatory)][string[]]$Images``."""
        while self._kind(at) == "open" and self._written(self._tokens[at]) == "[":
            depth = 0
            while self._kind(at):
                depth += (self._kind(at) == "open") - (self._kind(at) == "close")
                at += 1
                if not depth:
                    break
            while self._kind(at) == "end" and self._kind(at + 1) in ("open", "variable"):
                at += 1
        return at

    def _parameters(self, at: int, depth: int) -> int:
        """Read the parameters of a script or a function, which are what they are set to if nobody gives them; return the place after them."""
        while self._kind(at) not in ("close", ""):
            start = at
            at = self._behind_types(at)
            if self._kind(at) == "variable" and self._kind(at + 1) == "equals":
                value, end = self._value(at + 2, depth) if self._kind(at + 2) else (None, at + 2)
                self._assign(self._tokens[at], value)
                at = end
            at += at == start
        return at + 1

    def _pipeline(self, at: int, depth: int) -> tuple[Node | None, int]:
        value: Node | None = None
        is_first = True
        while True:
            token = self._tokens[at] if at < len(self._tokens) else None
            if token is not None and token.kind == "word" and isinstance(resolve(self._written(token)), str):
                at = self._command(at, depth)
                value = value if not is_first else None
            else:
                found, at = self._expression(at, depth)
                value = found if is_first else None
            if self._kind(at) != "pipe":
                return value, at
            at += 1
            while self._kind(at) == "end":
                at += 1
            if is_first and self._kind(at) == "word" and self._written(self._tokens[at]).lower() != "convertto-json":
                value = value if value is not None and isinstance(value.value, str) else None
            is_first = False

    def _command(self, at: int, depth: int) -> int:
        """Read a command and its arguments."""
        words: list[Node] = []
        while self._kind(at) not in ("end", "close", "pipe", ""):
            if self._kind(at) in ("comma", "equals"):
                at += 1
                continue
            token = self._tokens[at]
            node, at = self._value(at, depth)
            words.append(node or computed(token.span))
        self._call(words)
        return at

    def _call(self, words: list[Node]) -> None:
        table = command_names.table("invoke")
        name = str(words[0].value).lower()
        if name not in map(str.lower, table["names"]):
            call = commands.read(words, named=command_names.names_ours(self._text))
            if call is not None:
                self.sent += [(node, call.around) for node in (*call.texts, *call.fields)]
            return
        given: dict[str, Node] = {}
        for word, following in zip(words[1:], [*words[2:], None], strict=False):  # a command may be alone
            if isinstance(word.value, str) and word.value.startswith("-") and following is not None:
                given[word.value[1:].rstrip(":").lower()] = following
            elif isinstance(word.value, dict) and word not in given.values():  # Invoke-RestMethod @parameters
                given |= {str(key.value).lower(): child for key, child in zip(word.keys, word.children, strict=True)}
        address = given.get(table["address"]) or next((word for word in words[1:] if str(word.value).startswith("http")), None)
        around: tuple[Clue, ...] = (Clue("call", str(words[0].value), words[0].span),)
        if address is not None and isinstance(address.value, str):
            around = (Clue("argument", str(address.value), address.span), *around)
        self.sent += [(given[name], around) for name in table["bodies"] if name in given]

    def _expression(self, at: int, depth: int) -> tuple[Node | None, int]:
        """Read values between commas; what an operator makes of them is not known."""
        items: list[Node | None] = []
        start = at
        while self._kind(at) not in ("end", "close", "pipe", "", "equals"):
            node, at = self._value(at, depth)
            items.append(node)
            if self._kind(at) != "comma":
                break
            at += 1
            while self._kind(at) == "end":
                at += 1
        is_known = self._kind(at) in ("end", "close", "pipe", "")
        while self._kind(at) not in ("end", "close", "pipe", ""):
            at = self._value(at, depth)[1]
        if not is_known or not items:
            return None, max(at, start + (not items and at < len(self._tokens) and self._kind(at) == "equals"))
        if len(items) == 1:
            return items[0], at
        span = Span(self._tokens[start].span.start, self._tokens[at - 1].span.end)
        return sequence(span, [item or computed(span) for item in items], open=False), at

    def _value(self, at: int, depth: int) -> tuple[Node | None, int]:
        token = self._tokens[at]
        if token.kind == "open":
            return self._bracket(at, depth + 1)
        if token.kind == "splat":
            return self._constants.get(self._written(token)[1:].lower()), at + 1
        end = token.span.start
        parts: list[Part] = []
        start = at
        while self._kind(at) in ("word", "string", "variable") and self._tokens[at].span.start == end:
            parts += self._tokens[at].parts
            end = self._tokens[at].span.end
            at += 1
        if at == start:
            return None, at + 1
        if at == start + 1 and token.kind == "variable":
            name = self._written(token)[1:].strip("{}").lower()
            return (Node(token.span, _WORDS[name]) if name in _WORDS else self._constants.get(name)), at
        return word_node(self._text, Word(Span(token.span.start, end), tuple(self._resolved(parts)))), at

    def _resolved(self, parts: list[Part]) -> list[Part]:
        made: list[Part] = []
        for part in parts:
            constant = self._constants.get(self._text[slice(*part.span)][1:].strip("{}").lower()) if part.quoting is None else None
            is_text = constant is not None and isinstance(constant.form, WordString) and len(constant.form.parts) + len(made) < MOST_PARTS
            made += constant.form.parts if is_text else [part]  # type: ignore[union-attr]
        return made

    def _bracket(self, at: int, depth: int) -> tuple[Node | None, int]:
        """Read what is between brackets."""
        opening = self._written(self._tokens[at])
        if depth > DEEPEST:
            return None, len(self._tokens)
        if opening == "@{":
            return self._table(at, depth)
        if opening == "[":  # a type, in front of what is made one
            while self._kind(at) not in ("close", ""):
                at += 1
            is_joined = self._kind(at + 1) not in ("end", "") and self._tokens[at].span.end == self._tokens[at + 1].span.start
            return self._value(at + 1, depth) if is_joined else (None, at + 1)
        if opening == "(":
            at += 1
            value, at = self._statement(at, depth) if self._kind(at) not in ("close", "") else (None, at)
            return value, self.statements(at, depth)
        if opening == "@(":
            start = self._tokens[at].span.start
            items: list[Node] = []
            at += 1
            while self._kind(at) not in ("close", ""):
                if self._kind(at) in ("end", "comma"):
                    at += 1
                    continue
                token = self._tokens[at]
                node, at = self._value(at, depth)
                items.append(_number(node, token) or computed(token.span))
            end = self._tokens[min(at, len(self._tokens) - 1)].span.end
            return sequence(Span(start, end), items, open=False), at + 1
        return None, self.statements(at + 1, depth)

    def _table(self, at: int, depth: int) -> tuple[Node, int]:
        start = self._tokens[at].span.start
        entries: list[Entry] = []
        is_open = False
        at += 1
        while self._kind(at) not in ("close", ""):
            if self._kind(at) in ("end", "comma"):
                at += 1
                continue
            key, at = self._value(at, depth)
            if self._kind(at) != "equals":
                is_open = True
                continue
            token = self._tokens[at + 1] if at + 1 < len(self._tokens) else self._tokens[at]
            value, at = self._statement(at + 1, depth) if self._kind(at + 1) not in ("end", "close", "") else (None, at + 1)
            if key is None or isinstance(key.value, Template) or not isinstance(key.value, str):
                is_open = True
            else:
                entries.append(Entry(key, _number(value, token)))
        end = self._tokens[min(at, len(self._tokens) - 1)].span.end
        return mapping(Span(start, end), entries, open=is_open), at + 1

    def _kind(self, at: int) -> str:
        return self._tokens[at].kind if at < len(self._tokens) else ""

    def _written(self, token: Token) -> str:
        return self._text[slice(*token.span)]


def _parts(node: Node) -> Iterator[Node]:
    """Yield what is inside of a hash table or a list, at any depth."""
    for child in node.children if isinstance(node.value, (dict, list)) else ():
        yield child
        yield from _parts(child)


def _number(node: Node | None, token: Token) -> Node | None:
    """Return the number that a bare word is; every other value as it is."""
    if node is None or token.kind != "word" or not isinstance(node.value, str):
        return node
    value = resolve(node.value)
    return Node(node.span, value) if isinstance(value, (int, float)) else node
