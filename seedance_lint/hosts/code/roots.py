"""Requests in programs of the languages of ``code.toml``: mappings, objects and lists that they put together, and JSON in their texts."""

from collections.abc import Iterator
from functools import cache

from seedance_lint.annotations import Any
from seedance_lint.hosts import nested
from seedance_lint.hosts.code.calls import Calls
from seedance_lint.hosts.code.languages import common, language
from seedance_lint.hosts.code.names import last
from seedance_lint.hosts.code.records import Chain, Literal, Made, Sum
from seedance_lint.hosts.code.values import Reader
from seedance_lint.hosts.code.walk import Walk
from seedance_lint.hosts.commands.names import names_ours, plain, table
from seedance_lint.hosts.javascript.places import Offsets
from seedance_lint.hosts.located import Clue, Comment, HostFailure, Node, Partial, Passed, Root, begins_line
from seedance_lint.hosts.program import trees as program_trees
from seedance_lint.hosts.program.mappings import PROMPTS, TEXT, is_ours
from seedance_lint.hosts.program.prompts import lacks_prompt, may_lack_prompt, names_product, passed
from seedance_lint.hosts.prose.tags import mentions
from seedance_lint.pattern import Pattern
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.span import Span

_FIELD = Pattern(
    r"""[pP]rompts?(?:["'`\\]+\]?\s*(?::|=|,|to\b)|\s*(?::=?|=>?)(?!=)\s*[\w"'`$@&\[{(*]|\()"""
    r"|--prompt|image_url|video_url|audio_url"
)
"""A prompt as the name of a field, a variable, an option or what sets one, or a field of files."""
_MARKS = (("/*", "*/"), ("//", ""), ("#", ""))
"""What comments are between."""


def has_fields(document: SourceDocument) -> bool:
    """Whether a program may have a field with a prompt, as far as a glance tells: in most a prompt is what a terminal asks for."""
    return _FIELD.search(document.text) is not None or names_ours(document.text)


def roots(document: SourceDocument, name: str) -> Iterator[Root | HostFailure | Passed]:
    """Yield the outermost values of a program in a language; what is broken is a failure beside them."""
    known = language(name)
    try:
        tree = _tree(document, known)
    except HostFailure as failure:
        yield failure
        return
    offsets = Offsets(document.text)
    walk = Walk(offsets, name, tree)
    reader = Reader(document.text, walk)
    yield from _values(document.text, reader)
    too_deep = walk.expressions.too_deep
    if too_deep is not None and is_ours(document.text):
        yield HostFailure(f"{known['name']} is nested too deeply to be a request", too_deep)
    broken = program_trees.broken(tree)
    if broken is not None and too_deep is None and names_ours(document.text):  # half of the parsers lag behind their languages
        yield HostFailure(f"broken {known['name']}: syntax error here", offsets.offset(broken))


def comments(document: SourceDocument, name: str) -> Iterator[Comment]:
    """Yield the comments of a program in a language."""
    text = document.text
    try:
        tree = _tree(document, language(name))
    except HostFailure:
        return
    for start, end in sorted(Walk(Offsets(text), name, tree).comments):
        written = text[start:end]
        opens, closes = next((marks for marks in _MARKS if written.startswith(marks[0])), ("", ""))
        inside = written[len(opens) :].removesuffix(closes).strip(" \t\r\n*/#" if closes else " \t\r\n/#")
        yield Comment(Span(start, end), inside, own_line=begins_line(text, start))


def _tree(document: SourceDocument, known: dict[str, Any]) -> Any:
    data = program_trees.written(document.text)
    module, function = known["grammar"]
    if "tagged" in known and known["tagged"][0] in document.text:
        function = known["tagged"][1]
    return program_trees.tree(program_trees.parser(module, function, known["name"]), data, known["name"]).root_node


def _values(text: str, reader: Reader) -> Iterator[Root | Passed]:
    """Yield the values that are no parts of others, in the order of the text, and what is known not to be one."""
    calls = Calls(reader)
    found: list[tuple[Node, Any]] = []
    texts: list[tuple[Node, Any]] = []
    for each in sorted(reader.walk.containers, key=_extent):
        if id(each) in reader.used:
            continue
        if isinstance(each, (Literal, Sum)) or (isinstance(each, Chain) and not reader.is_container(each)):
            if _may_hold(text, each) and (made := reader.text(each)) is not None:
                texts.append((made, each))
        elif reader.is_container(each) and (made := reader.outermost(each)) is not None and _is_of_interest(made):
            found.append((made, each))
    names_us = is_ours(text)
    for made, each in found:
        if id(each) in reader.used:
            continue
        around = calls.around(each)
        yield Root(made.value, cache(lambda made=made: made), made.span.start, around)
        if lacks_prompt(made, around) or (names_us and not _is_copied(each) and may_lack_prompt(made)):
            yield from passed(made)
    taken = Span(0, 0)
    for made, each in texts:
        if id(each) in reader.used or each.span.end <= taken.end:
            continue
        taken = each.span
        yield from _inside(made, text, calls.around(each))


def _extent(found: Any) -> tuple[int, int]:
    return found.span.start, -found.span.end


def _is_of_interest(made: Node) -> bool:
    """Whether a value is a mapping with fields, or a list with a text that says its own type."""
    if isinstance(made.value, dict):
        return bool(made.children) or bool(made.value.unknown) if isinstance(made.value, Partial) else True
    return isinstance(made.value, list) and any(isinstance(each, dict) and each.get("type") == TEXT for each in made.value)


def _is_copied(found: Any) -> bool:
    """Whether a value is an object of a class that is filled field by field, as programs copy what they keep of a request."""
    return isinstance(found, Made) and last(found.type) not in common("wrappers")["classes"]


def _may_hold(text: str, found: Any) -> bool:
    """Whether a text of a program may be the body of a request, as it is written: a glance."""
    written = text[slice(*found.span)]
    return "{" in written and nested.may_hold(written)


def _inside(made: Node, text: str, around: tuple[Clue, ...]) -> Iterator[Root | Passed]:
    """Yield the JSON that a text of a program holds, all of which is sent."""
    if str(made.value).lstrip()[:1] not in ("{", "["):
        return
    for root in nested.sent(made, text, around, quietly=True):
        if not isinstance(root, Root) or not isinstance(root.value, dict):
            yield from (root,) if isinstance(root, Root) and names_product(made, around) else ()
        elif names_product(root.tree(), around) or _is_of_video(root.value) or _has_tags(root.value):
            yield root
            if lacks_prompt(root.tree(), around):
                yield from passed(root.tree())


def _has_tags(value: dict[str, Any]) -> bool:
    """Whether the prompt of a body has tags."""
    return any(isinstance(each, str) and mentions(each) for name, each in value.items() if name in PROMPTS)


def _is_of_video(value: dict[str, Any]) -> bool:
    """Whether a body has something that only requests for videos have, itself or in a part of it."""
    parts = table("beside")["videos"]
    names = [name for each in (value, *value.values()) if isinstance(each, dict) for name in each]
    return any(part in plain(str(name)) for name in names for part in parts)
