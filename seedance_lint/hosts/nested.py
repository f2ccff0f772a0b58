r"""Values inside of string values: a body that is JSON in a field of n8n or Postman, the arguments of a tool call, a line of a log, a form.

How the walk of requests uses it: wherever it meets a string of an object or a list that is not itself the prompt of a request, it asks
``parse(value)``. That is a glance for almost every string. What comes back, if it is not None, is a plain value like any other (with
``Template`` and ``Partial`` where a workflow fills something in) and is walked as if it stood there in the string's place: the path of a
request in it is the path of the string, and then the path inside. ``Node.find`` follows such a path through the string, so places and fixes
go through both ways of writing. A text inside of a text (``JSON.stringify`` twice) takes no part of the path. The walk goes through at most
three strings, one inside of the other. A request whose *prompt* is written as JSON is one prompt: the walk does not ask about it.
"""

import json
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from seedance_lint.annotations import Any
from seedance_lint.hosts import embedded, form_body
from seedance_lint.hosts.commands import names as command_names
from seedance_lint.hosts.json import host as json_host
from seedance_lint.hosts.json.loose import Broken, read
from seedance_lint.hosts.located import Clue, Node, Passed, Root, Template
from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.span import Span

_MARKS = ("rompt", "eedance", "image_url", "video_url", "audio_url")
"""What is in every text that holds a request, whatever the case of its first letter."""

_PARTS = '"content"'
"""What is in a body without any of these that may be a request to our product."""

_OPENING = Pattern(r"[ \t\r\n]*(?:=[ \t\r\n]*)?(?=[{\[\"])")
"""In front of JSON; n8n marks what holds its own expressions with ``=``."""

_EXPRESSION = Pattern(r"=\s*\{\{(.*)\}\}\s*", re.DOTALL)
"""A text of n8n that is one expression as a whole: ``={{ JSON.stringify({…}) }}``."""

_IN_LINE = Pattern(r"(?!\s*(?:\$ )?curl\s)[^\r\n{]{1,400}(?=\{[ \t]*\")")
"""The text of a line of a log, in front of the object in it; a curl call is a program, of which ``samples`` reads more."""

_SENDS = Pattern(r"prompt\w*\\*[\"']?\s*[:=]|-\w*prompt|eedance|imeng|reamina|(?:image|video|audio)_url", re.IGNORECASE)

_BUTTONS = frozenset(("copy", "Copy", "Copied", "复制", "复制代码", "コピー"))
"""What is after a body that was copied from a page together with its button."""

_INTENDED = Pattern(r'\s*\{\s*"[^"]*"\s*:')
"""The start of what was surely meant as a JSON object."""

_BODY = Pattern(r"[^\s=&{}\"']+=[^\s&]*(?:&[^\s=&]+=[^\s&]*)*")

_decoder = json.JSONDecoder()


class _Found(NamedTuple):
    """A nested value, and its tree with places in the text; the tree of plain JSON is made on demand."""

    value: Any
    start: int
    end: int
    node: Node | None = None


def parse(text: str, *, is_ours: bool = False) -> object | None:
    """Return the value that a text writes down; None for a text that writes down none, or none that could hold a request.

    ``is_ours``: it is sent to our product, so that a list of typed parts is enough.
    """
    found = _find(text, is_ours=is_ours)
    if found is None:
        return None
    return parse(found.value) if isinstance(found.value, str) else found.value


def tree(node: Node, document_text: str, *, is_ours: bool = False) -> Node | None:
    """Return the value inside of a string, with its places in the document; None if there is none, or they cannot be traced."""
    if not isinstance(node.value, str) or node.form is None:
        return None
    found = _find(node.value, is_ours=is_ours)
    made = node.form.source_map(document_text) if found is not None else None
    if found is None or made is None or made.value != node.value:
        return None
    inner = found.node or json_host.tree(node.value, found.start, found.end, found.value)
    part = embedded.Embedded(json_host, made, outer=node.form)
    moved = embedded.moved(part, inner)
    return tree(moved, document_text) if isinstance(inner.value, str) else moved


def sent(node: Node, text: str, around: tuple[Clue, ...], *, quietly: bool = False) -> Iterator[Root | Passed]:
    """Yield what a string of a document holds that a command or a client sends; or, unless ``quietly``, that it is broken."""
    is_ours = any("eedance" in clue.text for clue in around)
    if not isinstance(node.value, str) or not (may_hold(node.value) or is_ours):
        return
    value = parse(node.value, is_ours=is_ours)
    if value is not None:
        yield Root(value, lambda: tree(node, text, is_ours=is_ours) or node, node.span.start, around)
    elif not quietly and _INTENDED.match(node.value) is not None:
        yield Passed("inside broken JSON", node.span.start)


def may_send(text: str) -> bool:
    """Whether a script may send a request, as far as a glance tells: prompts of shells and questions to their users are not."""
    return _SENDS.search(text) is not None


def whole(node: Node, text: str, *, bare: Mapping[str, Node] | None = None) -> Node:
    """Return the list or object that a string of a document writes down as a whole, with its places; the string itself where it is not one.

    ``bare``: it is written as in a program of jq, and these are the values that this is given by their names.
    """
    value = node.value
    if not isinstance(value, str) or node.form is None or value.lstrip()[:1] not in ("[", "{"):
        return node
    holes = _holes(value)
    try:
        inner = read(value, holes, bare=bare)
        if not holes and bare is None:
            json.loads(value)  # nothing is left out here
    except ValueError:
        return node
    made = node.form.source_map(text)
    if made is None or made.value != value:
        return node
    return embedded.moved(embedded.Embedded(json_host, made, outer=node.form), inner) if isinstance(inner.value, (dict, list)) else node


def may_hold(text: str) -> bool:
    """Whether a text may hold a request, as far as a glance tells."""
    return any(mark in text for mark in _MARKS)


def _find(text: str, *, is_ours: bool = False) -> _Found | None:
    if not (may_hold(text) or (is_ours and _PARTS in text)):
        return None
    if "{" not in text or (type(text) is Template and _BODY.match(text) is not None):
        return _form(text) if "=" in text else None
    holes = _holes(text)
    opening = _OPENING.match(text)
    found = None
    if opening is not None:
        start = opening.end()
        found = None if holes else _plain(text, start, "")
        if found is None and text[start] != '"':
            found = _loose(text, holes, start)
    if found is None and (code := _EXPRESSION.fullmatch(text)) is not None:
        found = _script(text, Span(*code.span(1)))
    if found is None and not holes and (before := _IN_LINE.match(text)) is not None:
        found = _plain(text, before.end(), "\n")
    return found


def _form(text: str) -> _Found | None:
    """Return the body of a form: fields parted by ``&``, without white space, one of which is a prompt."""
    if _BODY.fullmatch(text) is None:
        return None
    node = form_body.read(text, text.holes if isinstance(text, Template) else ())
    if node is None or not any(command_names.is_prompt(str(key.value)) for key in node.keys):
        return None
    return _Found(node.value, 0, len(text), node)


def _script(text: str, span: Span) -> _Found | None:
    """Return the first object of an expression of a workflow, which is JavaScript."""
    from seedance_lint.hosts import host_for

    host = host_for("expression.js")
    if host is None or isinstance(text, Template):
        return None
    code = f"{' ' * (span.start - 1)}({text[slice(*span)]})"
    for root in host.roots(SourceDocument("expression.js", code + " " * (len(text) - len(code)))):
        if isinstance(root, Root) and isinstance(root.value, dict):
            return _Found(root.value, root.offset, len(text), root.tree())
    return None


def _plain(text: str, start: int, ends: str) -> _Found | None:
    """Return the JSON that starts at a place; after it there is only white space, or, where ``ends`` is a character, none of that."""
    try:
        value, end = _decoder.raw_decode(text, start)
    except (ValueError, RecursionError):
        return None
    rest = text[end:].strip()
    if not ends and rest in _BUTTONS:
        rest = ""
    return None if (ends in rest if ends else rest) or not isinstance(value, (dict, list, str)) else _Found(value, start, end)


def _loose(text: str, holes: list[Span], start: int) -> _Found | None:
    try:
        node = read(text, holes, start)
    except Broken:
        return None
    return _Found(node.value, start, len(text), node) if isinstance(node.value, (dict, list)) else None


def _holes(text: str) -> list[Span]:
    """Return the places of a text that are filled in later: those of a program's string, and those of a workflow or a collection (``{{ $json.place }}``)."""
    holes = list(text.holes) if isinstance(text, Template) else []
    at = text.find("{{")
    while at >= 0 and (end := text.find("}}", at)) >= 0:
        holes.append(Span(at, end + 2))
        at = text.find("{{", end + 2)
    holes.sort()
    apart = holes[:1]
    apart += [hole for before, hole in pairwise(holes) if hole.start >= before.end]
    return apart
