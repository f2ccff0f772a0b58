"""From what the grammar recognised to the nodes of the tree."""

from typing import Any, NamedTuple, cast

from seedance_lint.source.span import Span
from seedance_lint.syntax.driver import Action
from seedance_lint.syntax.lexer import Token
from seedance_lint.syntax.nodes import BareReference, Child, MalformedTag, Prompt, Reference, RolePhrase, Tag, Text
from seedance_lint.syntax.readings import MISFITS, reading
from seedance_lint.syntax.tags import FoundTag

_LONGEST_RANGE = 100
_MUSICAL = frozenset({"RHYTHM", "BEAT", "MUSIC", "SOUND", "CHOREOGRAPHY", "CAMERA_MOVEMENT", "EFFECTS", "EXPRESSION", "POSE"})
_OF_A_PERSON = frozenset({"EXPRESSION", "POSE"})
_NEARNESS = frozenset({"apposition", "bracketed", "own_roles", "roles_of", "with_file"})
_NEXT_TO = frozenset({"apposition", "bracketed", "label"})
_LIP_READINGS = frozenset({"VOICE", "LIP_SYNC"})

Groups = list[list[Token]]
"""The roles of one phrase, a new group behind every comma."""


class _Part(NamedTuple):
    """What stands beside a reference: the construction that read it, its roles, and the cue."""

    construction: str
    roles: Groups
    cue: Token | None


class _Mention:
    """A reference with everything the grammar joined to it."""

    __slots__ = ("ahead", "behind", "tokens")

    def __init__(self, ahead: _Part | None, tokens: list[Token]) -> None:
        self.ahead = ahead
        self.tokens = tokens
        self.behind: list[_Part] = []


def actions() -> dict[str, Action]:
    """Return what to do when a rule of the grammar is complete, by the rule's alias."""
    made: dict[str, Action] = {
        "prompt": lambda parts: parts[0] if parts else [],
        "prompt_star_0": _items,
        "prose": lambda _: None,
        "bare": lambda _: None,
        "free_roles": lambda _: None,
        "mention": _mention,
        "tags": lambda parts: [*parts[0], parts[1], *parts[2]] if len(parts) == 3 else parts[0],
        "tag": lambda parts: [parts[0]],
        "role": lambda parts: parts[-1],
        "roles": _roles,
    }
    for name in ("roles_of", "roles_refer", "apposition", "bracketed", "label", "as_roles", "as_unknown", "own_roles"):
        made[name] = lambda parts, name=name: _part(name, parts)  # type: ignore[misc]
    for name in ("edit", "with_file", "refer", "copy", "sync", "extend", "nothing"):
        made[name] = lambda parts, name=name: _Part(name, [], parts[0])  # type: ignore[misc]
    return made


def _items(parts: list[Any]) -> list[Any]:
    items = parts[0] if len(parts) == 2 else []
    if parts[-1] is not None:
        items.append(parts[-1])
    return items if isinstance(items, list) else [items]


def _roles(parts: list[Any]) -> Groups:
    if len(parts) == 1:
        return [[parts[0]]]
    groups, joint, role = parts
    if joint.value:
        groups.append([role])
    else:
        groups[-1].append(role)
    return groups  # type: ignore[no-any-return]


def _part(construction: str, parts: list[Any]) -> _Part:
    roles = next((part for part in parts if isinstance(part, list)), None)
    if roles is None:
        return _Part(construction, [[part for part in parts if part[0] == "UNKNOWN"]], parts[0])
    return _Part(construction, roles, next((part for part in reversed(parts) if isinstance(part, Token)), None))


def _mention(parts: list[Any]) -> _Mention:
    if isinstance(parts[0], _Mention):
        parts[0].behind.append(parts[1])
        return parts[0]
    return _Mention(parts[0], parts[1]) if len(parts) == 2 else _Mention(None, parts[0])


# ------------------------------------------------------------------------------------------------------------- the tree


def build(text: str, mentions: list[_Mention], bare: list[tuple[int, int, str, int]]) -> Prompt:
    """Return the tree of a text from what was recognised in it."""
    nodes: list[Child] = []
    for mention in mentions:
        _nodes(text, mention, _phrases(mention), nodes)
    taken = [(node.span.start, node.span.end) for node in nodes]
    for start, end, kind, index in bare:
        if not any(first < end and start < last for first, last in taken):
            nodes.append(BareReference(Span(start, end), text[start:end], kind, index))
    _drop_weaker(nodes)
    nodes.sort(key=lambda node: node.span.start)
    return Prompt(text, tuple(_fill(text, nodes)))


_WHAT_IT_IS = frozenset({"character", "scene", "object"})


def _drop_weaker(nodes: list[Child]) -> None:
    """Let a noun before a bracket ("his spear (@Image1)") say what a file is only where nothing else in the prompt does."""
    stated: set[tuple[str | None, int]] = set()
    bracketed = False
    for node in nodes:
        if isinstance(node, Reference):
            for role in node.roles:
                if role.construction == "bracketed":
                    bracketed = True
                elif role.role in _WHAT_IT_IS:
                    stated.update((node.kind, index) for index in node.indexes)
    if not bracketed or not stated:
        return
    for number, node in enumerate(nodes):
        if isinstance(node, Reference) and any((node.kind, index) in stated for index in node.indexes):
            kept = tuple(role for role in node.roles if role.construction != "bracketed" or role.role not in _WHAT_IT_IS)
            nodes[number] = node._replace(roles=kept)


def _phrases(mention: _Mention) -> list[tuple[str, Token]]:
    """Return the role tokens that a mention carries, each with its construction."""
    phrases: list[tuple[str, Token]] = []
    if mention.ahead is not None:
        # "a spear, his sister (@Image2)": only what stands next to the tag is meant
        groups = mention.ahead.roles[-1:] if mention.ahead.construction in _NEXT_TO else mention.ahead.roles
        phrases.extend((mention.ahead.construction, role) for group in groups for role in group)
    for part in mention.behind:
        phrases.extend((part.construction, role) for group in part.roles for role in group)
    return phrases


def _nodes(text: str, mention: _Mention, phrases: list[tuple[str, Token]], nodes: list[Child]) -> None:
    """Add the references of a mention, one for each kind of file in it, and its role phrases."""
    tags = [token for token in mention.tokens if token.type in {"TAG", "BAD_TAG"}]
    groups: list[list[tuple[FoundTag, str]]] = []
    joints = iter([token.type for token in mention.tokens if token.type not in {"TAG", "BAD_TAG"}])
    for token in tags:
        found, label = cast("tuple[FoundTag, list[Token]]", token.value)
        joint = next(joints, "") if groups else ""
        if groups and groups[-1][-1][0].kind == found.kind:
            groups[-1].append((found, joint))
        else:
            groups.append([(found, joint)])
        if not phrases and label:
            phrases = [("label", role) for role in label]
    added: set[tuple[int, int]] = {tuple(node.span) for node in nodes if isinstance(node, RolePhrase)}  # type: ignore[misc]
    for group in groups:
        kind = group[0][0].kind
        roles = _resolve(text, mention, phrases, kind)
        for role in roles:
            if tuple(role.span) not in added:
                added.add((role.span.start, role.span.end))
                nodes.append(role)
        nodes.append(_reference(text, group, tuple(roles)))


def _resolve(text: str, mention: _Mention, phrases: list[tuple[str, Token]], kind: str | None) -> list[RolePhrase]:
    """Return the role phrases of a mention as its kind of file reads them."""
    cues = {part.construction: part.cue for part in (mention.ahead, *mention.behind) if part is not None and part.cue is not None}
    if kind == "video":
        for construction, role in (("edit", "edit_source"), ("extend", "continuation")):
            if construction in cues:
                return [_phrase(text, cues[construction], role, construction)]
    if "with_file" in cues:
        phrases = [*(("with_file", role) for role in (cues["with_file"].value or ())), *phrases]  # type: ignore[attr-defined]
    roles = []
    moves = kind == "audio" and ("sync" in cues or "refer" in cues or "copy" in cues)
    for construction, token in phrases:
        terminal, negated = token.value if isinstance(token.value, tuple) else (token.type, False)
        if terminal in MISFITS[kind] and construction in _NEARNESS:
            continue
        if token.type == "UNKNOWN":
            roles.append(_phrase(text, token, None, construction, negated=bool(token.value)))
            continue
        if terminal.startswith("OWN:"):
            role = terminal[4:]
        elif kind == "audio" and (("sync" in cues and terminal in _MUSICAL) or (moves and terminal == "RHYTHM")):
            role = "beat_sync"
        elif construction == "apposition" and kind == "image" and terminal in _OF_A_PERSON and mention.behind:
            role = "character"  # "@Image2 Mara, startled expression": who it is, in which state
        else:
            role = reading(terminal, kind)
        roles.append(_phrase(text, token, role, construction, negated=negated))
    if not roles:
        if "copy" in cues and kind == "video" and not cues["copy"].value:
            roles.append(_phrase(text, cues["copy"], "full_replication", "copy"))
        elif "sync" in cues and kind == "audio":
            lips = any(token.type in _LIP_READINGS for token in (cues["sync"].value if isinstance(cues["sync"].value, tuple) else ()))
            roles.append(_phrase(text, cues["sync"], "lip_sync" if lips else "beat_sync", "sync"))
    seen: dict[tuple[Span, str | None], RolePhrase] = {}
    for phrase in roles:
        seen.setdefault((phrase.span, phrase.role), phrase)
    return list(seen.values())


def _phrase(text: str, token: Token, role: str | None, construction: str, *, negated: bool = False) -> RolePhrase:
    return RolePhrase(Span(token.start, token.end), text[token.start : token.end], role, construction, negated)


def _reference(text: str, group: list[tuple[FoundTag, str]], roles: tuple[RolePhrase, ...]) -> Reference:
    """Return the node of a row of tags of one kind; a range gives every index it covers."""
    tags: list[Tag | MalformedTag] = []
    indexes: list[int] = []
    for found, joint in group:
        span = Span(found.start, found.end)
        if found.reason is not None:
            tags.append(MalformedTag(span, text[found.start : found.end], found.kind, found.index, found.reason))
            if found.reason == "glued-suffix" and found.index:
                indexes.append(found.index)
            continue
        assert found.kind is not None
        assert found.index is not None
        tags.append(Tag(span, text[found.start : found.end], found.kind, found.index, found.last))
        if joint == "RANGE_MARK" and indexes:
            indexes.extend(range(indexes[-1] + 1, min(found.index, indexes[-1] + _LONGEST_RANGE)))
        indexes.extend(range(found.index, min(found.last or found.index, found.index + _LONGEST_RANGE) + 1))
    start, end = group[0][0].start, group[-1][0].end
    return Reference(Span(start, end), text[start:end], group[0][0].kind, tuple(dict.fromkeys(indexes)), tuple(tags), roles)


def _fill(text: str, nodes: list[Child]) -> list[Child]:
    """Put text between the nodes, so that all of it is there; a phrase inside another node is left to that node."""
    children: list[Child] = []
    at = 0
    for node in nodes:
        start, end = node.span
        if start < at:
            continue
        if at < start:
            children.append(Text(Span(at, start), text[at:start]))
        children.append(node)
        at = end
    if at < len(text) or not text:
        children.append(Text(Span(at, len(text)), text[at:]))
    return children
