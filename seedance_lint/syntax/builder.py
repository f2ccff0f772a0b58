"""From what the grammar recognised to the nodes of the tree."""

from operator import itemgetter
from typing import Any, NamedTuple

from seedance_lint.source.span import Span
from seedance_lint.syntax.driver import Action
from seedance_lint.syntax.nodes import BareReference, MalformedTag, Prompt, Reference, RolePhrase, Tag
from seedance_lint.syntax.readings import MISFITS, READING
from seedance_lint.syntax.tags import FoundBare, FoundTag
from seedance_lint.syntax.token import Token

# A range is spread over at most so many files: no provider takes half as many, and "@Image1-999999999" must cost nothing.
_LONGEST_RANGE = 100
# Cues that say something of the file even where no role is named, and the constructions that are no more than nearness.
_CUES = frozenset({"edit", "with_file", "refer", "copy", "sync", "extend"})
_NEARNESS = frozenset({"apposition", "bracketed", "own_roles", "roles_of", "roles_refer", "with_file"})
_NEXT_TO = frozenset({"apposition", "bracketed", "label"})
_TAKES_ALL = {"edit": "edit_source", "extend": "continuation"}
_MUSICAL = frozenset({"RHYTHM", "BEAT", "MUSIC", "SOUND", "CHOREOGRAPHY", "CAMERA_MOVEMENT", "EFFECTS", "EXPRESSION", "POSE"})
_OF_A_PERSON = frozenset({"EXPRESSION", "POSE", "CHOREOGRAPHY"})
_SPOKEN = frozenset({"VOICE", "LIP_SYNC"})
_WHAT_IT_IS = frozenset({"character", "scene", "object"})

_RESPECTIVELY = ("respectively", "in that order", "分别", "分別", "依次")
_LONGEST_RESPECTIVELY = 24
"""Characters behind the last role of a list in which "respectively" is looked for: " reference, respectively"."""

# Named tuples are made without their own constructor, which takes twice as long.
_new = tuple.__new__

Groups = list[list[Token]]
"""The roles of one phrase, a new group behind every comma."""


class _Part(NamedTuple):
    """What stands beside a reference: the construction that read it, its roles, and the token of the cue where it has one."""

    construction: str
    groups: Groups
    cue: Any


class _Mention:
    """A reference with everything the grammar joined to it."""

    __slots__ = ("ahead", "behind", "tokens")

    def __init__(self, ahead: _Part | None, tokens: list[Token]) -> None:
        self.ahead = ahead
        self.tokens = tokens
        self.behind: list[_Part] = []


# ------------------------------------------------------------------------------------------------- when a rule is complete


def actions() -> dict[str, Action]:
    """Return what to do when a rule of the grammar is complete, by the rule's alias."""
    made: dict[str, Action] = {
        "prompt": lambda parts: parts[0] if parts else [],
        "prompt_star_0": _items,
        "mention": _mention,
        "reference": _joined,
        "described": lambda parts: parts[-1],
        "roles": _roles,
    }
    for name in ("roles_of", "roles_refer", "apposition", "bracketed", "label", "as_roles", "as_unknown", "own_roles"):
        made[name] = _part_maker(name)
    for name in (*_CUES, "nothing"):
        made[name] = _cue_maker(name)
    return made


def _items(parts: list[Any]) -> list[_Mention]:
    items: list[_Mention] = parts[0] if len(parts) == 2 else []
    if type(parts[-1]) is _Mention:  # the rest is prose
        items.append(parts[-1])
    return items


def _joined(parts: list[Any]) -> list[Token]:
    if len(parts) == 1:
        return parts
    parts[0] += parts[1:]
    return parts[0]  # type: ignore[no-any-return]


def _roles(parts: list[Any]) -> Groups:
    if len(parts) == 1:
        return [parts]
    groups, joint, role = parts
    if joint.value:
        groups.append([role])
    else:
        groups[-1].append(role)
    return groups  # type: ignore[no-any-return]


def _part_maker(construction: str) -> Action:
    def part(parts: list[Any]) -> _Part:
        groups = cue = None
        for one in parts:
            if type(one) is list:
                groups = one
            else:
                cue = one
        return _new(_Part, (construction, [[cue]] if groups is None else groups, cue))

    return part


def _cue_maker(construction: str) -> Action:
    def part(parts: list[Any]) -> _Part:
        return _new(_Part, (construction, [], parts[0]))

    return part


def _mention(parts: list[Any]) -> _Mention:
    first = parts[0]
    if type(first) is _Mention:
        first.behind.append(parts[1])
        return first
    return _Mention(first, parts[1]) if len(parts) == 2 else _Mention(None, first)


# ------------------------------------------------------------------------------------------------------------- the tree


def build(text: str, mentions: list[_Mention], bare: list[FoundBare]) -> Prompt:
    """Return the tree of a text from what was recognised in it."""
    nodes: list[Any] = []
    bracketed = False
    for mention in mentions:
        bracketed |= mention.ahead is not None and mention.ahead.construction == "bracketed"
        _add_mention(text, mention, nodes)
    if bracketed:
        _drop_weaker(nodes)
    nodes += [BareReference(Span(start, end), text[start:end], kind, index) for start, end, kind, index in bare]
    nodes.sort(key=itemgetter(0))
    marked, at = [], 0
    for node in nodes:  # a phrase inside another node is left to that node
        start, end = node[0]
        if start >= at:
            marked.append(node)
            at = end
    return _new(Prompt, (text, tuple(marked)))


def _add_mention(text: str, mention: _Mention, nodes: list[Any]) -> None:
    """Add the references of a mention, one for each kind of file in it, and its role phrases."""
    tokens = mention.tokens
    found, label = tokens[0][3]
    if len(tokens) == 1:
        roles = _resolve(text, mention, label, found[2])
        nodes += roles
        nodes.append(_reference(text, [(found, "")], tuple(roles)))
        return
    if (shares := _shares(text, mention)) is not None:
        for tag, construction, role in shares:
            phrase = _read(text, mention, {}, construction, role, tag[2])
            own = () if phrase is None else (phrase,)
            nodes += (*own, _reference(text, [(tag, "")], own))
        return
    group: list[tuple[FoundTag, str]] = []
    added: set[Span] = set()
    joint = ""
    for token in tokens:
        if token[0] not in {"TAG", "BAD_TAG"}:
            joint = token[0]
            continue
        found, label = token[3]
        if group and found[2] != group[0][0][2]:
            _add_group(text, mention, group, label, nodes, added)
            group, joint = [], ""
        group.append((found, joint))
    _add_group(text, mention, group, label, nodes, added)


def _shares(text: str, mention: _Mention) -> list[tuple[FoundTag, str, Token]] | None:
    """Return the files of a list with one role each, where its words deal them out: "as first and last frame", "respectively"."""
    if len(mention.behind) != 1 or (mention.ahead is not None and mention.ahead.groups):
        return None
    construction, groups, _ = mention.behind[0]
    roles = [role for group in groups for role in group]
    tags = [token for token in mention.tokens if token[0] == "TAG"]
    if len(roles) < 2 or len(roles) != len(tags) or any(token[0] not in {"TAG", "LIST_MARK"} for token in mention.tokens):
        return None
    if [role[0] for role in roles] != ["FIRST_FRAME", "LAST_FRAME"]:
        around = text[tags[-1][2] : roles[0][1]], text[roles[-1][2] : roles[-1][2] + _LONGEST_RESPECTIVELY]
        if not any(word in place.lower() for word in _RESPECTIVELY for place in around):
            return None
    return [(tag[3][0], construction, role) for tag, role in zip(tags, roles, strict=True)]


def _add_group(
    text: str, mention: _Mention, group: list[tuple[FoundTag, str]], label: list[Token], nodes: list[Any], added: set[Span]
) -> None:
    """Add a row of tags of one kind, and those of its role phrases that are not there yet."""
    roles = _resolve(text, mention, label, group[0][0][2])
    for role in roles:
        if role.span not in added:
            added.add(role.span)
            nodes.append(role)
    nodes.append(_reference(text, group, tuple(roles)))


def _resolve(text: str, mention: _Mention, label: list[Token], kind: str | None) -> list[RolePhrase]:
    """Return the role phrases of a mention as its kind of file reads them."""
    phrases: list[tuple[str, Token]] = []
    cues: dict[str, Token] = {}
    ahead, behind = mention.ahead, mention.behind
    if len(behind) == (ahead is None):  # most mentions: one role in one construction
        construction, groups, cue = ahead or behind[0]
        if construction not in _CUES and len(groups) == 1 and len(groups[0]) == 1:
            phrase = _read(text, mention, cues, construction, groups[0][0], kind)
            return [] if phrase is None else [phrase]
    if ahead is not None:
        construction, groups, cue = ahead
        if construction in _CUES:
            cues[construction] = cue
            if construction == "with_file":
                phrases = [(construction, role) for role in cue.value or ()]
        # "a spear, his sister (@Image2)": only what stands next to the tag is meant
        for roles in groups[-1:] if construction in _NEXT_TO else groups:
            phrases += [(construction, role) for role in roles]
    for construction, groups, cue in behind:
        if construction in _CUES:
            cues[construction] = cue
        for roles in groups:
            phrases += [(construction, role) for role in roles]
    if cues and kind == "video":
        for construction, role_name in _TAKES_ALL.items():
            if construction in cues:
                return [_phrase(text, cues[construction], role_name, construction)]
    if not phrases and label:
        phrases = [("label", role) for role in label if role[0] not in MISFITS[kind]]  # "Transition: …, @Image1 waves"
    found = [phrase for construction, token in phrases if (phrase := _read(text, mention, cues, construction, token, kind)) is not None]
    if not found:
        return _without_words(text, cues, kind) if cues else found
    if len(found) > 1:
        return list({(phrase[0], phrase[2]): phrase for phrase in reversed(found)}.values())[::-1]
    return found


def _read(text: str, mention: _Mention, cues: dict[str, Token], construction: str, token: Token, kind: str | None) -> RolePhrase | None:
    """Return the role phrase of one role token; None where the kind of file cannot be meant."""
    symbol, start, end, value = token
    role: str | None
    if symbol == "UNKNOWN":
        role, negated = None, bool(value)
    else:
        terminal, negated = (symbol, False) if value is None else value
        if kind == "audio" and (
            ("sync" in cues and terminal in _MUSICAL) or (terminal == "RHYTHM" and ("refer" in cues or "copy" in cues))
        ):
            role = "beat_sync"
        elif construction == "apposition" and kind == "image" and terminal in _OF_A_PERSON and mention.behind:
            role = "character"  # "@Image2 Mara, startled expression": who it is, in which state
        elif construction in _NEARNESS and terminal in MISFITS[kind]:
            return None
        else:
            role = READING[kind].get(terminal) or terminal.removeprefix("OWN:")
    return _new(RolePhrase, (_new(Span, (start, end)), text[start:end], role, construction, negated))


def _without_words(text: str, cues: dict[str, Token], kind: str | None) -> list[RolePhrase]:
    """Return the role of a mention that names none: "replicate @Video1", "sync to @Audio1"."""
    if "copy" in cues and kind == "video" and not cues["copy"].value:
        return [_phrase(text, cues["copy"], "full_replication", "copy")]
    if "sync" in cues and kind == "audio":
        value = cues["sync"].value
        spoken = isinstance(value, tuple) and any(token.type in _SPOKEN for token in value)
        return [_phrase(text, cues["sync"], "lip_sync" if spoken else "beat_sync", "sync")]
    return []


def _phrase(text: str, token: Token, role: str, construction: str) -> RolePhrase:
    _, start, end, _ = token
    return _new(RolePhrase, (_new(Span, (start, end)), text[start:end], role, construction, False))


def _reference(text: str, group: list[tuple[FoundTag, str]], roles: tuple[RolePhrase, ...]) -> Reference:
    """Return the node of a row of tags of one kind; a range gives every index it covers."""
    tags: list[Tag | MalformedTag] = []
    indexes: list[int] = []
    if len(group) == 1:
        start, end, kind, index, last, reason = group[0][0]
        if reason is None and last is None:  # most mentions: one tag for one file
            span, written = _new(Span, (start, end)), text[start:end]
            return _new(Reference, (span, written, kind, (index,), (_new(Tag, (span, written, kind, index, None)),), roles))
    for (start, end, kind, index, last, reason), joint in group:
        span = _new(Span, (start, end))
        if reason is not None:
            tags.append(MalformedTag(span, text[start:end], kind, index, reason))
            if reason == "glued-suffix" and index:
                indexes.append(index)
            continue
        assert kind is not None
        assert index is not None
        tags.append(_new(Tag, (span, text[start:end], kind, index, last)))
        if joint == "RANGE_MARK" and indexes:
            indexes += range(indexes[-1] + 1, min(index, indexes[-1] + _LONGEST_RANGE))
        if last is None:
            indexes.append(index)
        else:
            indexes += range(index, min(last, index + _LONGEST_RANGE) + 1)
    start, end = group[0][0].start, group[-1][0].end
    unique = tuple(indexes) if len(indexes) < 2 else tuple(dict.fromkeys(indexes))
    return _new(Reference, (_new(Span, (start, end)), text[start:end], group[0][0].kind, unique, tuple(tags), roles))


def _drop_weaker(nodes: list[Any]) -> None:
    """Let a noun before a bracket ("his spear (@Image1)") say what a file is only where nothing else in the prompt does."""
    stated: set[tuple[str | None, int]] = set()
    for node in nodes:
        if type(node) is Reference and any(role.construction != "bracketed" and role.role in _WHAT_IT_IS for role in node.roles):
            stated.update((node.kind, index) for index in node.indexes)
    for number, node in enumerate(nodes):
        if type(node) is Reference and any((node.kind, index) in stated for index in node.indexes):
            kept = tuple(role for role in node.roles if role.construction != "bracketed" or role.role not in _WHAT_IT_IS)
            nodes[number] = node._replace(roles=kept)
