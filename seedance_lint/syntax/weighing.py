"""What a prompt says of a file in one place, against what it says of it in others: the plainer of two words stands."""

from collections.abc import Callable, Set
from functools import cache

from seedance_lint.annotations import Any
from seedance_lint.source.span import Span
from seedance_lint.syntax.nodes import Reference, RolePhrase

_WHAT_IT_IS = frozenset({"character", "scene", "object"})
_WHOLE_PICTURES = frozenset({"first_frame", "last_frame"})
_EDITS = frozenset({"edit", "edited"})
_SEEN_IN = frozenset({"roles_of", "own_roles", "first_of", "doer_of"})
"""Constructions of what can be seen in a picture, whatever that is for: "the woman in @Image1"."""


def weigh(nodes: list[Any], subjects: Callable[[], Set[Span]]) -> None:
    """Take weaker roles from the references of a tree, and out of the tree where no other file has them.

    ``subjects`` returns where words stand that name anything that a video is about, be it somebody or something.
    """
    files: dict[tuple[str | None, int], list[tuple[RolePhrase, ...]]] = {}
    for node in nodes:
        if type(node) is Reference and node.roles:
            for index in node.indexes:
                files.setdefault((node.kind, index), []).append(node.roles)
    several = [(file, mentions) for file, mentions in files.items() if len(mentions) > 1 or len(mentions[0]) > 1]
    if not several:  # most prompts
        return
    once = cache(subjects)
    if weaker := {file: weak for file, mentions in several if (weak := _weaker(mentions, once))}:
        _drop(nodes, weaker)


def _weaker(mentions: list[tuple[RolePhrase, ...]], subjects: Callable[[], Set[Span]]) -> set[RolePhrase]:
    """Return those roles of a file that others of it put out."""
    roles = [role for mention in mentions for role in mention]
    what = {role for role in roles if role.role in _WHAT_IT_IS}
    if not what:
        return set()
    names = {role.role for role in roles if not role.negated}
    if any(role.construction in _EDITS for role in roles):
        return what  # "the man in @Video1" is somebody in what stays
    weak = set()
    if bracketed := {role for role in what if role.construction == "bracketed"}:  # "his spear (@Image1)"
        weak = bracketed if len(bracketed) < len(what) else set()
    if not names.isdisjoint(_WHOLE_PICTURES):  # "@Image1 as the first frame. The woman in @Image1 waves."
        weak |= {role for role in what if role.construction in _SEEN_IN}
    if "object" in names and "character" in names:  # "@Image1 as the new subject. The lamp from @Image1 glows."
        alone = {role for mention in mentions if all(role.role != "object" for role in mention) for role in mention}
        weak |= {role for role in what & alone if role.role == "character" and role.span in subjects()}
    return weak


def _drop(nodes: list[Any], weaker: dict[tuple[str | None, int], set[RolePhrase]]) -> None:
    dropped: set[Span] = set()
    for number, node in enumerate(nodes):
        if type(node) is not Reference or not node.roles:
            continue
        of_files = [weaker[node.kind, index] for index in node.indexes if (node.kind, index) in weaker]
        kept = tuple([role for role in node.roles if all(role not in weak for weak in of_files)])
        if len(kept) < len(node.roles):
            dropped.update(role.span for role in node.roles if role not in kept)
            nodes[number] = node._replace(roles=kept)
    if dropped:
        dropped -= {role.span for node in nodes if type(node) is Reference for role in node.roles}
        nodes[:] = [node for node in nodes if type(node) is not RolePhrase or node.span not in dropped]
