"""What programs of all languages share: mappings of which a file shows only a part."""

from collections.abc import Iterable, Iterator, Sequence

from seedance_lint.hosts.located import Form, Node, Partial, PartialList, Template
from seedance_lint.pattern import Pattern
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

PROMPT, MODEL, TEXT, CONTENT, ROLE = "prompt", "model", "text", "content", "role"
PROMPTS = frozenset((PROMPT, "promptText", "prompt_text", "positivePrompt"))
_PRODUCT = "seedance"
_NAME_OF_HOLE = Pattern(r"\n[ \t]*[^\W\d_]+(?: [^\W\d_]+){0,3} ?[:：][ \t]*$")
"""``Reference image:``, on a line of its own."""
_PARAMETER = Pattern(r" +--[a-z][a-z_-]*(?:[ =](?:true|false|adaptive|-?[0-9][0-9.:]*p?)(?![^ \n]))?")
"""``--resolution 720p``, as models take their parameters at the end of a prompt."""
_NEVER_MADE = frozenset((*PROMPTS, MODEL, TEXT, CONTENT, ROLE))
"""What nothing can be said about where it is computed."""


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
    prompt = fields.get(PROMPT)
    if prompt is not None and _waits(prompt.value, beside=fields.get(MODEL)):
        del fields[PROMPT]
        unknown.add(PROMPT)
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
        has_text = TEXT in value or (isinstance(value, Partial) and TEXT in value.unknown)
        if not has_text and any(isinstance(part, dict) for part in value.values()):
            return False
        value = value.get(TEXT)
    if isinstance(value, str) and value.strip():
        return isinstance(value, Template) and only_holes(value, value.holes)
    model = beside.value.value if beside is not None and beside.value is not None else None
    return not isinstance(model, str) or not model.strip()


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


def only_holes(value: str, holes: Sequence[Span]) -> bool:
    """Whether a text has holes, and no letter or digit beside them, but for parameters and for what lines behind the first hole call the rest of them."""
    if not holes:
        return False
    ends = [*(hole.start for hole in holes[1:]), len(value)]
    said = (_PARAMETER.sub("", _NAME_OF_HOLE.sub("", value[hole.end : end])) for hole, end in zip(holes, ends, strict=True))
    return not any(map(str.isalnum, value[: holes[0].start] + "".join(said)))


def is_ours(value: object) -> bool:
    """Whether a text names our product."""
    return isinstance(value, str) and _PRODUCT in value.lower()
