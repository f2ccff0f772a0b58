"""Lists of prompts that a program offers to its user: constants that are called examples or ideas, whose texts read like films."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial

from seedance_lint.hosts.commands.names import is_prompt
from seedance_lint.hosts.held_texts import held_texts
from seedance_lint.hosts.located import Clue, Node, Root, Template
from seedance_lint.hosts.program.known_calls import parts_of
from seedance_lint.hosts.program.mappings import PROMPT
from seedance_lint.hosts.prose.films import film_words
from seedance_lint.hosts.prose.labels import names_others, speaks_of_pictures
from seedance_lint.hosts.prose.lessons import teaches
from seedance_lint.hosts.prose.slots import slots
from seedance_lint.hosts.prose.words import count_words, prose_words
from seedance_lint.package_data import read_toml
from seedance_lint.source.span import Span

SHORTEST = 3
"""Texts of such a list, at least."""
_MOST_FILMS = 2 / 3
"""How many of its texts read like films; the others need not."""
_MOST = 100
_PRODUCT = "seedance"


@cache
def _names() -> tuple[frozenset[str], frozenset[str]]:
    known = read_toml("hosts/program/calls.toml")
    return frozenset(known["offers"]["names"]), frozenset(known["pieces"]["names"])


def offers(name: str) -> bool:
    """Whether a constant of this name holds whole prompts to choose from: ``EXAMPLE_PROMPTS``, ``SURPRISES``."""
    offered, pieces = _names()
    words = parts_of(name)
    return not words.isdisjoint(offered) and words.isdisjoint(pieces)


def roots(text: str, lists: Iterable[Sequence[Node]], found: Iterable[object]) -> Iterator[Root]:
    """Yield the prompts of such lists of a program that names our product and no other, but for those that are ``found`` in its requests."""
    if names_others(text) or speaks_of_pictures(text):
        return
    sent: set[str] | None = None
    for nodes in lists:
        films = sum(_is_film(str(node.value)) for node in nodes)
        if len(nodes) < SHORTEST or films < SHORTEST or films < _MOST_FILMS * len(nodes):
            continue
        sent = _prompts(found) if sent is None else sent
        for node in nodes[:_MOST]:
            said = str(node.value)
            if said not in sent and not isinstance(node.value, Template) and _is_long_enough(said):
                yield Root({PROMPT: said}, partial(_tree, node), node.span.start, (Clue("heading", _PRODUCT, node.span),))


def _is_film(text: str) -> bool:
    """Whether a text is a scene with a word of people who make films, and no lesson."""
    return (
        _is_long_enough(text)
        and film_words(text) > 0
        and not teaches(prose_words().scenic.sub(" ", text), prose_words().lecturing)
        and not slots(text, ())
    )


def _is_long_enough(text: str) -> bool:
    return count_words(text) >= prose_words().untagged["called"]


def _tree(node: Node) -> Node:
    key = Node(Span(node.span.start, node.span.start), PROMPT)
    return Node(node.span, {PROMPT: node.value}, children=(node,), keys=(key,))


def _prompts(found: Iterable[object]) -> set[str]:
    return held_texts(found, lambda name, _: is_prompt(name) or name == "text")
