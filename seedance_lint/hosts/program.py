"""What programs of all languages share: mappings of which a file shows only a part."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any

from seedance_lint.hosts.command_names import takes_files
from seedance_lint.hosts.located import Clue, Form, Node, Partial, PartialList, Passed, Template
from seedance_lint.package_data import read_toml
from seedance_lint.records import NamedTuple
from seedance_lint.source.source_map import SourceMap
from seedance_lint.source.span import Span

HOLE = "{}"
"""What is in a value where only the program's run would tell."""

AT_RUN_TIME = "assembled at run time"
"""The reason why a prompt is not read that the program puts together itself."""

DEEPEST = 100
"""Levels of values inside of values that are read, names followed; no request has more."""

MOST_PARTS = 200
"""Parts of a sum of strings in which fixes are offered: each of them is looked through for each fix."""

MOST_TAKEN = 100_000
"""Fields that the mappings of one program take over from others altogether."""

_PROMPT, _MODEL, _TEXT, _CONTENT, _ROLE = "prompt", "model", "text", "content", "role"
_PROMPTS = frozenset((_PROMPT, "promptText", "prompt_text", "positivePrompt"))
_PRODUCT = "seedance"
_PARAMETERS = frozenset(("duration", "ratio", "aspect_ratio", "resolution", "generate_audio", "camera_fixed", "watermark"))
_NEVER_MADE = frozenset((*_PROMPTS, _MODEL, _TEXT, _CONTENT, _ROLE))
"""What nothing can be said about where it is computed."""
_BODIES = frozenset(("input", "arguments", "json", "body", "data", "params", "payload", "content"))
"""Parts of a request that may have its prompt."""
_WORD = re.compile(r"[a-z]+[0-9]?[a-z]*|[A-Z][a-z]+|[A-Z0-9]+(?![a-z])")
"""Of a name in snake or camel case."""
_LONGEST_PROMPT = 20_000
_PATH = "/contents/generations"
"""Of Ark's API, under which there are only requests for videos (https://docs.byteplus.com/en/docs/ModelArk/1520757)."""


class NameString(NamedTuple):
    """A bare name in a program (``prompt=…``, ``{prompt: …}``)."""

    start: int
    end: int

    def source_map(self, text: str) -> SourceMap | None:
        """Map the name to itself."""
        return SourceMap.verbatim(text[self.start : self.end], self.start)

    def encode(self, text: str, offset: int = 1) -> str | None:  # noqa: ARG002  # a name is a name everywhere
        """Return the text where it is a name."""
        return text if text.isidentifier() else None


class Entry(NamedTuple):
    """One field of a mapping; ``value`` is None if it is computed. ``made``: it is what a call returns, and has a place only."""

    key: Node
    value: Node | None
    made: bool = False


def mapping(span: Span, entries: Iterable[Entry | Node], *, open: bool, kind: type[Partial] = Partial, whole: bool = False) -> Node:
    """Return a mapping of a program; a node among its entries is a mapping whose fields are taken over. ``open``: it may get further fields.

    A prompt that is empty or no string, beside no model, is a variable that waits for its value: it counts as computed.
    """
    fields: dict[str, Entry] = {}
    unknown: set[str] = set()
    may_have_more = open
    for entry in entries:
        taken = entry.value if isinstance(entry, Node) else None
        if isinstance(taken, Partial):
            may_have_more = may_have_more or taken.open
            for name in taken.unknown:
                fields.pop(name, None)
                unknown.add(name)
        for key, value, made in _entries_of(entry) if isinstance(entry, Node) else (entry,):
            name = str(key.value)
            fields.pop(name, None)
            unknown.discard(name)
            if value is None or made:
                unknown.add(name)
            if value is not None and not (made and name in _NEVER_MADE):
                fields[name] = Entry(key, value, made)
    prompt = fields.get(_PROMPT)
    if prompt is not None and _waits(prompt.value, beside=fields.get(_MODEL)):
        del fields[_PROMPT]
        unknown.add(_PROMPT)
    known = {name: value.value for name, (_, value, made) in fields.items() if value is not None and not made}
    children = tuple([value for _, value, _ in fields.values() if value is not None])
    given = frozenset(name for name, entry in fields.items() if entry.made)
    made_of = kind(known, frozenset(unknown), open=may_have_more, made=given, whole=whole)
    return Node(span, made_of, children=children, keys=tuple([entry.key for entry in fields.values()]))


def _entries_of(taken: Node) -> Iterator[Entry]:
    """Yield the fields of a mapping that another one takes over."""
    made = taken.value.made if isinstance(taken.value, Partial) else ()
    for key, value in zip(taken.keys, taken.children, strict=True):
        yield Entry(key, value, str(key.value) in made)


def _waits(prompt: Node | None, beside: Entry | None) -> bool:
    """Whether the value of a prompt comes later."""
    value = prompt.value if prompt is not None else None
    if isinstance(value, dict):  # text and image together, as the AI SDK has them; or the nodes of a workflow, as ComfyUI is sent them
        has_text = _TEXT in value or (isinstance(value, Partial) and _TEXT in value.unknown)
        if not has_text and any(isinstance(part, dict) for part in value.values()):
            return False
        value = value.get(_TEXT)
    if isinstance(value, str) and value.strip():
        return isinstance(value, Template) and only_holes(value, value.holes)
    model = beside.value.value if beside is not None and beside.value is not None else None
    return not isinstance(model, str) or not model.strip()


@cache
def _calls() -> dict[str, Any]:
    """Return what is known of calls; each call of a program is looked up in it."""
    found = read_toml("hosts/calls.toml")
    return {name: {key: frozenset(value) if key in _SETS else value for key, value in table.items()} for name, table in found.items()}


_SETS = ("names", "verbs", "nouns", "of_ours", "of_models", "further", "not", "beside", "files")


def calls_known(name: str) -> frozenset[str]:
    """Return the names of a table of ``calls.toml``."""
    return _calls()[name]["names"]  # type: ignore[no-any-return]


@cache
def _beside_prompt() -> frozenset[str]:
    return frozenset(("model", "modelid", *(each.replace("_", "") for each in _calls()["builders"]["beside"])))


def asks_user(function: str) -> bool:
    """Whether the prompt of a function of this name is what a program asks its user at the start."""
    return function in calls_known("askers")


def takes_prompt(parameters: Iterable[str]) -> bool:
    """Whether a function of the program is given a prompt: what it is called with by position has the names of its parameters then."""
    return any(_PROMPT in name.lower() for name in parameters)


def parameters_of(method: str) -> list[str]:
    """Return the names that positional arguments have in a method that clients of providers are known to have; none of any other."""
    known = _calls()["methods"]
    return known["parameters"] if method.replace("_", "").lower() in known["names"] else []


def builder_parameters(name: str, module: str, beside: Iterable[str], *, files: bool) -> list[str]:
    """Return the names that positional arguments have in a function from elsewhere that makes a video of a text; none of any other.

    ``module`` is where it comes from, ``beside`` are the names of its other arguments; ``files``: its second argument is a list.
    """
    known = _calls()["builders"]
    words = [word.lower() for word in _WORD.findall(name)]
    if not words or not known["not"] or set(words) & set(known["not"]):
        return []
    nouns = [*known["nouns"], *(known["of_ours"] if is_ours(module) else ())]
    has_both = bool(set(words) & set(known["verbs"])) and bool(set(words) & set(nouns))
    is_builder = has_both and set(words) <= {*known["verbs"], *nouns, *known["further"]}
    if not is_builder and not set(known["beside"]) & set(beside):
        return []
    return list(known["with_files" if files else "parameters"])


def builds_video(names: Iterable[str]) -> bool:
    """Whether the names of a program and its parts say that it makes a video, and nothing beside one: ``generate`` and ``video``."""
    known = _calls()["builders"]
    words = {word.lower() for name in names for word in _WORD.findall(name)}
    has_both = bool(words & known["verbs"]) and bool(words & known["nouns"])
    return has_both and words <= (known["verbs"] | known["nouns"] | known["further"]) - {_PROMPT}


def parts_of(name: str) -> set[str]:
    """Return the words of a name, in small letters."""
    return {word.lower() for word in _WORD.findall(name)}


def is_order(name: str) -> bool:
    """Whether a name has words, and each of them is one that programs which make a video have for what they do: ``video``, ``create-task``."""
    known = _calls()["builders"]
    words = parts_of(name)
    return bool(words) and words.issubset(known["verbs"] | known["nouns"] | known["further"])


def method_parameters(maker: str, method: str, *, files: bool) -> list[str]:
    """Return the names of what a method is given that makes a video, of a class which is called after us; none of any other."""
    known = _calls()["builders"]
    words = {word.lower() for word in _WORD.findall(method)}
    is_builder = is_ours(maker) and bool(words & set(known["verbs"])) and words <= {*known["verbs"], *known["nouns"], *known["further"]}
    return list(known["with_files" if files else "parameters"]) if is_builder else []


def model_parameters(name: str, model: object) -> list[str]:
    """Return the names of what a class or a function from elsewhere is given that takes a text and then a model of ours; none of any other."""
    known = _calls()["builders"]
    words = {word.lower() for word in _WORD.findall(name)}
    is_model = isinstance(model, str) and is_ours(model) and not any(character.isspace() for character in model)
    return list(known["with_model"]) if is_model and words & known["of_models"] and not words & set(known["not"]) else []


def reference_parts(given: Sequence[object]) -> list[str]:
    """Return what the texts are that a call is given which makes a file of a request of its type and its URL; nothing of any other call."""
    known = _calls()["references"]
    is_file = 1 < len(given) <= len(known["parts"]) and all(isinstance(each, str) for each in given)
    return list(known["parts"]) if is_file and given[0] in known["names"] and "://" in str(given[1]) else []


def has_file_name(names: Iterable[str | None]) -> bool:
    """Whether one of the names of what a class is made with is that of a file: ``IFrameImage(inputImage="…", frame="first")``."""
    return any(name is not None and name.replace("_", "").lower() in _calls()["references"]["files"] for name in names)


def reads_as_prompt(text: object) -> bool:
    """Whether a text that a function is given first may be a prompt: several words, or a tag."""
    return (
        isinstance(text, str)
        and len(text) < _LONGEST_PROMPT
        and (len(text.split()) > 2 or "@" in text or (not text.isascii() and len(text) > 5))
    )


def is_beside_prompt(name: str) -> bool:
    """Whether an argument or an attribute of this name is beside the prompt of a video: the model, or its files."""
    return name.replace("_", "").lower() in _beside_prompt()


def is_certain(function: str) -> bool:
    """Whether a function of this name returns something, and not perhaps nothing: ``upload`` does, ``get`` need not."""
    return function.replace("_", "").lower() not in _calls()["doubtful"]["names"]


def is_file_part(name: str) -> bool:
    """Whether what a call returns has a file under this name: ``upload(…).url``."""
    return name.replace("_", "").lower() in _calls()["parts"]["names"]


def only_looks_at(function: str, name: str) -> bool:
    """Whether a function that the program does not define leaves what a name stands for as it is; nobody changes what is in capitals."""
    return name.isupper() or function in _calls()["readers"]["names"] or bool(parameters_of(function))


def as_form(node: Node) -> Node:
    """Return a mapping whose values are sent as texts."""
    value = node.value
    if not isinstance(value, Partial) or isinstance(value, Form):
        return node
    return Node(node.span, Form(dict(value), value.unknown, open=value.open, made=value.made), children=node.children, keys=node.keys)


def sequence(span: Span, items: Sequence[Node], *, open: bool) -> Node:
    """Return a list of a program, in which computed items are ``computed``; ``open`` says that there may be further items."""
    values = [node.value for node in items]
    return Node(span, PartialList(values) if open else values, children=tuple(items))


def computed(span: Span) -> Node:
    """Return a string that only the program's run would tell."""
    return Node(span, Template(HOLE, (Span(0, len(HOLE)),)))


def _is_text_part(node: Node) -> bool:
    """Whether a mapping is a part of a request that says its own type: ``{"type": "text", "text": …}``."""
    value = node.value
    if not isinstance(value, dict) or value.get("type") != _TEXT:
        return False
    return _TEXT in value or (isinstance(value, Partial) and _TEXT in value.unknown)


def only_holes(value: str, holes: Sequence[Span]) -> bool:
    """Whether a text has holes, and no letter or digit beside them."""
    at = 0
    for hole in holes:
        if any(map(str.isalnum, value[at : hole.start])):
            return False
        at = hole.end
    return bool(holes) and not any(map(str.isalnum, value[at:]))


def lacks_prompt(root: Node, around: Iterable[Clue]) -> bool:
    """Whether the program puts a prompt of a value together when it runs, and the value or what surrounds it names our product."""
    return (has_open_prompts(root) or _may_get_prompt(root)) and names_product(root, around)


def _may_get_prompt(root: Node) -> bool:
    """Whether a value has no prompt, while fields or a part of it come from elsewhere in the program: ``**shot``, ``{input}``."""
    value = root.value
    if not isinstance(value, Partial) or not (value.open or not _BODIES.isdisjoint(value.unknown)):
        return False
    return next(_prompts(root), None) is None


def may_lack_prompt(root: Node) -> bool:
    """Whether parameters of a video are beside a prompt that is put together at run time; that tells in a program that names our product."""
    return any(map(_makes_video, _inside(root)))


def _makes_video(node: Node) -> bool:
    """Whether a mapping has parameters of a video beside a prompt that is not known, and no model that is."""
    value = node.value
    if not isinstance(value, Partial) or isinstance(value.get(_MODEL), str):
        return False
    return (_PROMPT in value.unknown or _CONTENT in value.unknown) and len(_PARAMETERS.intersection((*value, *value.unknown))) > 1


def names_product(root: Node, around: Iterable[Clue]) -> bool:
    """Whether a value, or what surrounds it, names our product."""
    return any(_PRODUCT in clue.text.lower() or _PATH in clue.text for clue in around) or any(is_ours(node.value) for node in _inside(root))


def names_files(root: Node) -> bool:
    """Whether a mapping with a prompt has files beside it."""
    value = root.value
    return isinstance(value, Partial) and not _PROMPTS.isdisjoint(value) and any(takes_files(name) for name in value if value[name])


def is_hollow(root: Node) -> bool:
    """Whether a value has prompts, and none of them says anything before the program runs."""
    texts = [prompt.value for _, prompt in _prompts(root) if isinstance(prompt.value, str)]
    if any(text.strip() and not (isinstance(text, Template) and only_holes(text, text.holes)) for text in texts):
        return False
    return bool(texts) or next(unknown_prompts(root), None) is not None


def may_hold_prompt(field: str | None) -> bool:
    """Whether the field of a request may have its prompt, as its body has; None stands for fields that are taken over."""
    return field is None or field in _BODIES


def passed(root: Node) -> Iterator[Passed]:
    """Yield the prompts of a value that the program puts together when it runs."""
    for offset in sorted(unknown_prompts(root)):
        yield Passed(AT_RUN_TIME, offset)


def unknown_prompts(root: Node) -> Iterator[int]:
    """Yield where the mappings of a value are whose prompts are not known."""
    for node in _inside(root):
        value = node.value
        if isinstance(value, Partial) and (
            not _PROMPTS.isdisjoint(value.unknown)
            or (_is_text_part(node) and _TEXT in value.unknown)
            or _lacks_content(value)
            or (_CONTENT in value.unknown and _makes_video(node))
        ):
            yield node.span.start


def _lacks_content(value: Partial) -> bool:
    """Whether a mapping names a model of ours, and a list of typed parts of which no text is known; that of a message has a role."""
    if not is_ours(value.get(_MODEL)) or _ROLE in value or _ROLE in value.unknown:
        return False
    content = value.get(_CONTENT)
    return _CONTENT in value.unknown or (
        type(content) is PartialList and not any(isinstance(part, dict) and part.get("type") == _TEXT for part in content)
    )


def is_ours(value: object) -> bool:
    """Whether a text names our product."""
    return isinstance(value, str) and _PRODUCT in value.lower()


def has_open_prompts(root: Node) -> bool:
    """Whether there are prompts that are not known, not all of which is, or that are still to come: ``given || ""``."""
    if next(unknown_prompts(root), None) is not None:
        return True
    values = [prompt.value for _, prompt in _prompts(root)]
    return any(value is None or isinstance(value, Template) or (isinstance(value, str) and not value.strip()) for value in values)


def has_prompts(root: Node) -> bool:
    """Whether a value has prompts, known or not."""
    return next(_prompts(root), None) is not None or next(unknown_prompts(root), None) is not None


def writes_no_prompt(root: Node) -> bool:
    """Whether a value has all its prompts from elsewhere in the program."""
    return not has_open_prompts(root) and not any(is_inside(prompt, root) for prompt in prompts(root))


def size(root: Node, most: int) -> int:
    """Return how many values are in one, itself among them, counted up to a number."""
    return sum(1 for _ in islice(_inside(root), most))


def prompts(root: Node) -> Iterator[Span]:
    """Yield where the prompts of a value are that are known."""
    yield from (prompt.span for _, prompt in _prompts(root))


def _prompts(root: Node) -> Iterator[tuple[Node, Node]]:
    for node in _inside(root):
        if isinstance(node.value, Partial) or _is_text_part(node):
            names = {_TEXT} if _is_text_part(node) else _PROMPTS
            yield from ((node, child) for key, child in zip(node.keys, node.children, strict=True) if key.value in names)


def picked(root: Node) -> Iterator[Span]:
    """Yield where the prompts are that a value gives a field of its own, and that are written elsewhere: ``{prompt: shot.text}``."""
    for node, prompt in _prompts(root):
        key = next(key for key, child in zip(node.keys, node.children, strict=True) if child is prompt)
        if is_inside(key.span, root) and not is_inside(prompt.span, root):
            yield prompt.span


def is_inside(prompt: Span, root: Node) -> bool:
    """Whether a prompt is written in the expression of a value, and not elsewhere under a name."""
    return root.span.start <= prompt.start and prompt.end <= root.span.end


def is_told(root: Node, told: Container[Span], *, hands_on: bool) -> bool:
    """Whether a value only has prompts that are found elsewhere, where the program sends them to a model.

    ``hands_on``: it is what a function of the program is given, which names the model for the request that it makes.
    """
    found = list(prompts(root))
    return (
        bool(found)
        and (root.span in told or all(span in told for span in found))
        and (hands_on or not any(isinstance(node.value, dict) and _MODEL in node.value for node in _inside(root)))
    )


def untold(root: Node, told: Container[Span]) -> Iterator[Node]:
    """Yield the parts of a value whose prompts are not found elsewhere, where the program sends them to a model; all of it if none is.

    A value that names a model, or has a prompt of its own that is not found elsewhere, stays whole.
    """
    found = list(prompts(root))
    is_found = [span in told for span in found]
    own = [child.span for key, child in zip(root.keys, root.children, strict=False) if key.value in _PROMPTS]
    is_request = any(isinstance(node.value, dict) and _MODEL in node.value for node in _inside(root))
    if is_request or not any(is_found) or not all(is_inside(span, root) and (span in told or span not in own) for span in found):
        yield root
    elif not all(is_found):
        for child in root.children:
            if has_prompts(child):
                yield from untold(child, told)


def _inside(root: Node) -> Iterator[Node]:
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        stack += node.children
