"""Requests in programs of the languages of ``code.toml``: mappings, objects and lists that they put together, and JSON in their texts."""

from collections.abc import Iterator
from functools import cache
from itertools import islice

from seedance_lint.annotations import Any
from seedance_lint.hosts import nested
from seedance_lint.hosts.code.callers import Callers
from seedance_lint.hosts.code.calls import Calls
from seedance_lint.hosts.code.languages import common, language
from seedance_lint.hosts.code.names import last
from seedance_lint.hosts.code.placed import placed, prompt_of
from seedance_lint.hosts.code.records import Chain, Filled, Literal, Made, Sum
from seedance_lint.hosts.code.values import Reader
from seedance_lint.hosts.code.walk import Walk
from seedance_lint.hosts.commands.names import names_ours, plain, table
from seedance_lint.hosts.javascript.places import Offsets
from seedance_lint.hosts.located import Clue, Comment, HostFailure, Node, Partial, Passed, Root, Template, begins_line
from seedance_lint.hosts.program import trees as program_trees
from seedance_lint.hosts.program import usage
from seedance_lint.hosts.program.mappings import MODEL, PROMPT, PROMPTS, TEXT, is_ours
from seedance_lint.hosts.program.prompts import has_open_prompts, has_prompts, lacks_prompt, may_lack_prompt, names_product, passed
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
    found = list(_values(document.text, reader))
    yield from found
    yield from usage.roots(document, _descriptions(document.text, reader), found)
    too_deep = walk.expressions.too_deep
    if too_deep is not None and is_ours(document.text):
        yield HostFailure(f"{known['name']} is nested too deeply to be a request", too_deep)
    broken = program_trees.broken(tree, offsets.written) if too_deep is None and names_ours(document.text) else None
    if broken is not None:
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


def _descriptions(text: str, reader: Reader) -> Iterator[Node]:
    """Yield the texts of a program that names our product in which examples of command lines may be, as ``--help`` shows them."""
    for each in sorted(reader.walk.containers, key=_extent) if names_ours(text) else ():
        if isinstance(each, Literal) and usage.may_have(text[slice(*each.span)].replace(r"\n", "\n")):
            made = reader.text(each)
            is_text = made is not None and isinstance(made.value, str) and not isinstance(made.value, Template)
            if made is not None and is_text and not str(made.value).lstrip().startswith("{"):  # a body, which is read as one
                yield made


def _values(text: str, reader: Reader) -> Iterator[Root | Passed]:
    """Yield the values that are no parts of others, in the order of the text, and what is known not to be one."""
    calls, callers = Calls(reader), Callers(reader.walk)
    found: list[tuple[Node, Any]] = []
    texts: list[tuple[Node, Any]] = []
    for each in sorted(reader.walk.containers, key=_extent):
        if id(each) in reader.used:
            continue
        if isinstance(each, (Literal, Sum, Filled)) or (isinstance(each, Chain) and not reader.is_container(each)):
            if (_may_hold(text, each) or _is_whole_text(each)) and (made := reader.text(each)) is not None and "{" in str(made.value):
                texts.append((made, each))
        elif reader.is_container(each) and (made := reader.outermost(each)) is not None and _is_of_interest(made):
            found.append((made, each))
    names_us = is_ours(text)
    taken_calls: set[int] = set()
    for made, each in found:
        if id(each) in reader.used:
            continue
        around = calls.around(each)
        if has_open_prompts(made) and (sent := _by_callers(reader, callers, each, taken_calls, around)):
            yield from (Root(other.value, cache(lambda other=other: other), other.span.start, around) for other in sent)
            continue
        yield Root(made.value, cache(lambda made=made: made), made.span.start, around)
        if lacks_prompt(made, around) or (names_us and not _is_copied(each) and may_lack_prompt(made)):
            yield from passed(made)
    taken = Span(0, 0)
    whole: set[str] = set()
    for made, each in texts:
        if id(each) in reader.used or each.span.end <= taken.end or (_is_whole_text(each) and made.value in whole):
            continue
        whole.add(str(made.value))
        taken = each.span
        around = calls.around(each)
        sent = _by_callers(reader, callers, each, taken_calls, around) if isinstance(made.value, Template) else []
        inside = [root for other in sent or [made] for root in _inside(other, text, around)]
        yield from inside
    if names_us:
        known = {id(each) for made, each in found if has_prompts(made)}
        yield from _handed(reader, calls, callers, taken_calls | known)


def _by_callers(reader: Reader, callers: Callers, found: Any, taken: set[int], around: tuple[Clue, ...]) -> list[Node]:
    """Return what a value is in each call of the function that it is in, of which the prompt is known then; ``taken`` gets these calls."""
    where = reader.walk.where.get(id(found))
    sent: list[Node] = []
    for given, steps in islice(callers.given(where.scope), callers.left()) if where is not None else ():
        callers.tried += 1
        made = reader.in_call(given).value(found)
        if made is None or (isinstance(made.value, dict) and not _is_known(made)):
            continue
        sent.append(made)
        if not isinstance(made.value, dict) or PROMPT in made.value or names_product(made, around):
            taken.update(map(id, steps))  # else typed parts alone, which may be for anything
    return sent


def _is_known(made: Node) -> bool:
    """Whether all prompts of a value are known, and are no names of what only the run would tell."""
    return has_prompts(made) and not has_open_prompts(made)


def _handed(reader: Reader, calls: Calls, callers: Callers, taken: set[int]) -> Iterator[Root]:
    """Yield what calls are given that make a video of a text, by position; not those that are ``taken``, nor values that are."""
    for each in sorted(reader.walk.containers, key=_extent):
        if id(each) in reader.used or id(each) in taken or not isinstance(each, (Chain, Made)):
            continue
        found = placed(reader, callers, each)
        if found is not None and id(found[1]) not in taken and prompt_of(found[0]) is not None:
            made = found[0]
            yield Root(made.value, cache(lambda made=made: made), made.span.start, calls.around(each))


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


def _is_whole_text(found: Any) -> bool:
    """Whether an expression asks for a text that was put together before: ``builder.toString()``."""
    return isinstance(found, Chain) and not found.steps[-1].given and found.steps[-1].name.name in common("builders")["ends"]


def _inside(made: Node, text: str, around: tuple[Clue, ...]) -> Iterator[Root | Passed]:
    """Yield the JSON that a text of a program holds, all of which is sent."""
    if str(made.value).lstrip()[:1] not in ("{", "["):
        return
    for root in nested.sent(made, text, around, quietly=True):
        if not isinstance(root, Root) or not isinstance(root.value, dict):
            yield from (root,) if isinstance(root, Root) and names_product(made, around) else ()
        elif names_product(root.tree(), around) or _is_of_video(root.value) or _has_tags(root.value) or _may_be_ours(root.value, text):
            yield root
            if lacks_prompt(root.tree(), around):
                yield from passed(root.tree())


def _may_be_ours(value: dict[str, Any], text: str) -> bool:
    """Whether a body has a prompt, and its model comes from elsewhere in a program that names ours."""
    model = value.get(MODEL)
    has_prompt = any(isinstance(each, str) and len(each.split()) > 1 for name, each in value.items() if name in PROMPTS)
    return is_ours(text) and isinstance(model, Template) and has_prompt


def _has_tags(value: dict[str, Any]) -> bool:
    """Whether the prompt of a body has tags."""
    return any(isinstance(each, str) and mentions(each) for name, each in value.items() if name in PROMPTS)


def _is_of_video(value: dict[str, Any]) -> bool:
    """Whether a body has something that only requests for videos have, itself or in a part of it."""
    parts = table("beside")["videos"]
    names = [name for each in (value, *value.values()) if isinstance(each, dict) for name in each]
    return any(part in plain(str(name)) for name in names for part in parts)
