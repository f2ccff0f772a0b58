"""Where the prompts of a program's values are, which of them its run would make, and which are found elsewhere."""

from collections.abc import Container, Iterable, Iterator
from itertools import islice

from seedance_lint.hosts.commands.names import takes_files
from seedance_lint.hosts.located import Clue, Node, Partial, PartialList, Passed, Template
from seedance_lint.hosts.program.mappings import AT_RUN_TIME, CONTENT, MODEL, PROMPT, PROMPTS, ROLE, TEXT, is_ours, only_holes
from seedance_lint.source.span import Span

_PARAMETERS = frozenset(("duration", "ratio", "aspect_ratio", "resolution", "generate_audio", "camera_fixed", "watermark"))
_BODIES = frozenset(("input", "arguments", "json", "body", "data", "params", "payload", "content"))
"""Parts of a request that may have its prompt."""
_PATH = "/contents/generations"
"""Of Ark's API, under which there are only requests for videos (https://docs.byteplus.com/en/docs/ModelArk/1520757)."""


def _is_text_part(node: Node) -> bool:
    """Whether a mapping is a part of a request that says its own type: ``{"type": "text", "text": …}``."""
    value = node.value
    if not isinstance(value, dict) or value.get("type") != TEXT:
        return False
    return TEXT in value or (isinstance(value, Partial) and TEXT in value.unknown)


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
    if not isinstance(value, Partial) or isinstance(value.get(MODEL), str):
        return False
    return (PROMPT in value.unknown or CONTENT in value.unknown) and len(_PARAMETERS.intersection((*value, *value.unknown))) > 1


def names_product(root: Node, around: Iterable[Clue]) -> bool:
    """Whether a value, or what surrounds it, names our product."""
    return any(is_ours(clue.text) or _PATH in clue.text for clue in around) or any(is_ours(node.value) for node in _inside(root))


def names_files(root: Node) -> bool:
    """Whether a mapping with a prompt has files beside it."""
    value = root.value
    return isinstance(value, Partial) and not PROMPTS.isdisjoint(value) and any(takes_files(name) for name in value if value[name])


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
            not PROMPTS.isdisjoint(value.unknown)
            or (_is_text_part(node) and TEXT in value.unknown)
            or _lacks_content(value)
            or (CONTENT in value.unknown and _makes_video(node))
        ):
            yield node.span.start


def _lacks_content(value: Partial) -> bool:
    """Whether a mapping names a model of ours, and a list of typed parts of which no text is known; that of a message has a role."""
    if not is_ours(value.get(MODEL)) or ROLE in value or ROLE in value.unknown:
        return False
    content = value.get(CONTENT)
    return CONTENT in value.unknown or (
        type(content) is PartialList and not any(isinstance(part, dict) and part.get("type") == TEXT for part in content)
    )


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
            names = {TEXT} if _is_text_part(node) else PROMPTS
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


def is_part_of(root: Node, told: Container[Span]) -> bool:
    """Whether a value is only a text of a list of typed parts, of which each is found in a list."""
    return _is_text_part(root) and all(span in told for span in prompts(root))


def is_told(root: Node, told: Container[Span], *, hands_on: bool) -> bool:
    """Whether a value only has prompts that are found elsewhere, where the program sends them to a model.

    ``hands_on``: it is what a function of the program is given, which names the model for the request that it makes.
    """
    found = list(prompts(root)) or _otherwise_called(root, told)
    return (
        bool(found)
        and (root.span in told or all(span in told for span in found))
        and (hands_on or not any(isinstance(node.value, dict) and MODEL in node.value for node in _inside(root)))
    )


def _otherwise_called(root: Node, told: Container[Span]) -> list[Span]:
    """Return where the prompts of a value are that have other names there, as in ``{videoPrompt: "…"}``, and are found elsewhere.

    Of a list, each item must have one.
    """
    parts = root.children if isinstance(root.value, list) else (root,)
    found = [[node.span for node in _inside(part) if isinstance(node.value, str) and node.span in told] for part in parts]
    return [span for spans in found for span in spans] if all(found) else []


def untold(root: Node, told: Container[Span]) -> Iterator[Node]:
    """Yield the parts of a value whose prompts are not found elsewhere, where the program sends them to a model; all of it if none is.

    A value that names a model, or has a prompt of its own that is not found elsewhere, stays whole.
    """
    found = list(prompts(root))
    is_found = [span in told for span in found]
    own = [child.span for key, child in zip(root.keys, root.children, strict=False) if key.value in PROMPTS]
    is_request = any(isinstance(node.value, dict) and MODEL in node.value for node in _inside(root))
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
