"""The parameters that a page has below the fence of a prompt, in a fence of their own: the files in them are those of the prompt."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from seedance_lint.hosts.commands.names import is_prompt
from seedance_lint.hosts.json import host as json_host
from seedance_lint.hosts.located import HostFailure, Node
from seedance_lint.hosts.markdown.blocks import Block
from seedance_lint.hosts.prompt_files import Entry, url_of
from seedance_lint.package_data import read_toml
from seedance_lint.pattern import Pattern
from seedance_lint.source.span import Span

_LANGUAGES = frozenset(("json", "jsonc", "json5"))
_FENCE = Pattern(r"[ \t>]*(?:`{3,}|~{3,})[^\r\n]*")
_MARKS = " \t>*_:：-"
_LONGEST = 40


def files_below(text: str, blocks: Sequence[Block], place: Span, tags: frozenset[tuple[str, int]]) -> tuple[Entry, ...]:
    """Return the files of the parameters right below the fence of a prompt, under a label that says what they are; nothing if a tag has no file."""
    at = bisect_right(blocks, place.start, key=_start) - 1
    if not 0 <= at < len(blocks) - 1 or place.end > blocks[at].end or blocks[at + 1].language not in _LANGUAGES:
        return ()
    body = blocks[at + 1]
    between = [line for line in text[blocks[at].end : body.start].splitlines() if line.strip(" \t>") and not _FENCE.fullmatch(line)]
    if len(between) != 1 or not calls_parameters(between[0]):
        return ()
    try:
        value = json_host.decode(body.made.value)
    except HostFailure:
        return ()
    entries = tuple(_listed(body, value)) if isinstance(value, dict) and not any(map(is_prompt, value)) else ()
    return entries if tags <= {(entry.kind, entry.index) for entry in entries} else ()


def _listed(body: Block, value: dict[str, object]) -> Iterator[Entry]:
    """Yield the files of the lists of a request's body; nothing if another field may hold one."""
    data = read_toml("hosts/prose/prose.toml")["bodies"]
    kinds = {name: kind for kind in ("image", "video", "audio") for name in data[kind]}
    if any(name not in kinds and any(part in name.lower() for part in data["parts"]) for name in value):
        return
    tree = json_host.tree(body.made.value, 0, body.made.length, value)
    lists = [(kinds[str(key.value)], node) for key, node in zip(tree.keys, tree.children, strict=True) if key.value in kinds]
    if not all(_are_names(node) for _, node in lists) or len({kind for kind, _ in lists}) < len(lists):
        return
    for kind, node in lists:
        for number, item in enumerate(node.children):
            yield Entry(kind, number + 1, url_of(str(item.value)), body.made.to_file(item.span))


def _are_names(node: Node) -> bool:
    """Whether a list has nothing but names of files, and no dots for more of them."""
    return isinstance(node.value, list) and all(isinstance(item, str) and any(map(str.isalnum, item)) for item in node.value)


def calls_parameters(line: str) -> bool:
    """Whether a line calls what is below it the parameters of a request: ``Parameters:``."""
    words = line.strip(_MARKS).lower()
    return len(words) <= _LONGEST and words in _labels()


@lru_cache(maxsize=1)
def _labels() -> frozenset[str]:
    return frozenset(read_toml("hosts/prose/prose.toml")["bodies"]["labels"])


def _start(block: Block) -> int:
    return block.start
