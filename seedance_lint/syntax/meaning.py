"""From what the grammar recognised to the nodes of the tree: what words mean for the kind of file that they are said of."""

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter

from seedance_lint.annotations import Any
from seedance_lint.records import NamedTuple
from seedance_lint.source.span import Span
from seedance_lint.syntax.belonging import (
    is_beside_a_thing,
    is_of_a_doer,
    is_of_a_sound,
    is_of_a_thing,
    is_of_next,
    is_of_next_alone,
    is_of_the_line,
    is_ordinal,
    of_a_clip,
)
from seedance_lint.syntax.matches import Match, Reading
from seedance_lint.syntax.nodes import BareReference, MalformedTag, Prompt, Reference, RolePhrase, Tag
from seedance_lint.syntax.readings import (
    MISFITS,
    MUSICAL,
    OF_A_LOOK,
    OF_A_PERSON,
    OF_A_VOICE,
    OF_CLIPS,
    READING,
    SPOKEN,
    STEPS,
    THINGS,
    WHO,
)
from seedance_lint.syntax.rows import Noun, Words
from seedance_lint.syntax.sentences import Group
from seedance_lint.syntax.tables import Construction
from seedance_lint.syntax.tags import FoundTag
from seedance_lint.syntax.weighing import weigh
from seedance_lint.syntax.words import Item

# A range is spread over at most this many files: no provider takes half as many, and "@Image1-999999999" must cost nothing.
_LONGEST_RANGE = 100
# What a construction says of a video by itself, whatever nouns are in it.
_TAKES_ALL = {"edit": "edit_source", "edited": "edit_source", "extend": "continuation", "extended": "continuation"}
# Constructions of which one noun, or none, names a role.
_NAMES_NONE = frozenset(
    {"edit", "edited", "extend", "extended", "sync", "copy", "copy_all", "copied", "refer", "kept", "with_file", "aside"}
)
_WHOLE_PICTURES = frozenset({"first_frame", "last_frame"})
_FRAMES = {
    **dict.fromkeys(("opens", "opens_at", "starts_alone", "starts_as", "starts_too", "passes_from"), "first_frame"),
    **dict.fromkeys(("ends", "ends_alone", "ends_at", "ends_as", "ends_too", "passes_to"), "last_frame"),
}
AS_UNKNOWN = "as_unknown"
"""The construction of words that are where a role must be and name none."""
_NAMED_BY_WORDS = frozenset(
    {*_NAMES_NONE, *_FRAMES, AS_UNKNOWN, "moves_like", "one_refers", "pursuer", "trailed", "centred", "thing_refers", "worn", "plays"}
)
"""Constructions whose nouns are not read as roles."""
_NEAR = frozenset({
    "agrees", "agrees_of", "aspect_of", "apposed", "apposition", "apposition_behind", "bound", "bracketed", "bracketed_behind", "captioned", "dashed",
    "doer_of", "dressed", "far_roles", "first_of", "fixed", "for_one", "from_roles", "how_moved", "in_step", "its_roles", "kept_of", "made_from", "named", "only_for", "own_behind", "put_in",
    "on_its", "only_roles", "only_taken", "own_roles", "reads", "role_before", "roles_of", "roles_refer", "supplied", "swapped", "topic",
    "instructed", "same_as",
    "with_file",
})  # fmt: skip
"""Constructions that say a role only if the kind of file can play it: "@Image1's rhythm" of a picture is not a rhythm of the video."""
_PUT_IN = Match(Construction("with_file", sure=True, looks=False), 0, 0, (), negated=False, cue=(0, 0), unknown=None)
"""What a file is that an edit puts in: what it takes the place of."""
_SEEN_IN = frozenset({"own_roles", "roles_of", "apposition", "apposition_behind"})
"""Constructions that say of a thing that it is in a file, and not what the file is for."""
_IN_STEP = frozenset({"in_step", "agrees", "on_its"})
_HOW = frozenset({"how_moved", "told_how"})
_DONE = _HOW | {"in_step"}
"""Constructions that name somebody for what is done, and not for who does it."""
_OF_ONE_IN_A_LINE = frozenset({"one_refers", "thing_refers"})
"""Constructions that leave it to the label of their line what a file is: "Characters: A references @Image1; B references @Image2"."""

# Named tuples are made without their own constructor, which takes twice as long.
_new = tuple.__new__


class Label(NamedTuple):
    """The role that a line begins with, for its references that get no other: "Character: a tall man from …"."""

    terminal: str
    span: Span


class Said(NamedTuple):
    """A role that a reading gives to a file: in which words, None if they name none, and how sure that is."""

    words: Words
    role: str | None
    construction: str
    negated: bool
    sure: bool


class Mention(NamedTuple):
    """A reference: its tags, how its sentence reads it, the words of the sentence, and the label of its line.

    ``said`` is what that gives to a single tag; None if it depends on how the words are spelled.
    """

    group: Group
    reading: Reading
    words: Sequence[Item]
    label: Label | None
    said: Sequence[Said] | None


def build(text: str, lowered: str, mentions: Sequence[Mention], generic: frozenset[str]) -> Prompt:
    """Return the tree of a text from what was recognised in it."""
    nodes: list[Any] = []
    for mention in mentions:
        if len(mention[0]) == 1:
            _add_one(text, lowered, mention, generic, nodes)
        else:
            _add(text, lowered, mention, generic, nodes)
    weigh(nodes, lambda: _subjects(mentions))
    nodes.sort(key=itemgetter(0))
    marked, at = [], 0
    for node in nodes:  # a phrase inside another node is left to that node
        start, end = node[0]
        if start >= at and end > start:
            marked.append(node)
            at = end
    return _new(Prompt, (text, tuple(marked)))


def _subjects(mentions: Iterable[Mention]) -> set[Span]:
    """Return where words stand that name anything that a video is about."""
    return {
        Span(mention.words[noun.words[0]][1], mention.words[noun.words[1] - 1][2])
        for mention in mentions
        for match in mention.reading.matches
        for noun in match.nouns
        if noun.terminal == "SUBJECT"
    }


def _add_one(text: str, lowered: str, mention: Mention, generic: frozenset[str], nodes: list[Any]) -> None:
    """Add the reference of a mention of one tag, and its role phrases: most mentions."""
    group, given = mention[0], mention[4]
    kind = group[0][0][2]
    if given is None:
        given = _given(text, lowered, mention, kind, generic)
    if not given and mention[3] is None:
        _add_files(text, group, (), nodes)
        return
    roles = _phrases(text, mention, given, kind)
    if len(roles) > 1:
        nodes += {role.span: role for role in reversed(roles)}.values()
    else:
        nodes += roles
    _add_files(text, group, tuple(roles), nodes)


def _add(text: str, lowered: str, mention: Mention, generic: frozenset[str], nodes: list[Any]) -> None:
    """Add the references of a mention, one for each kind of file in it, and its role phrases."""
    group = mention.group
    mixed = any(tag.kind != group[0][0].kind for tag, _ in group)
    if (shares := _shares(mention)) is not None:
        for tag, match, noun in shares:
            said = _said(match, noun, tag.kind, mention.reading, mixed=mixed)
            own = () if said is None else tuple(_phrases(text, mention, [said], tag.kind))
            nodes += own
            _add_files(text, [(tag, "")], own, nodes)
        return
    added: set[Span] = set()
    at = 0
    while at < len(group):
        end = at + 1
        while end < len(group) and group[end][0].kind == group[at][0].kind:
            end += 1
        kind = group[at][0].kind
        roles = _phrases(text, mention, _given(text, lowered, mention, kind, generic, mixed=mixed), kind)
        for role in roles:
            if role.span not in added:
                added.add(role.span)
                nodes.append(role)
        _add_files(text, group[at:end], tuple(roles), nodes)
        at = end


def _shares(mention: Mention) -> list[tuple[FoundTag, Match, Noun]] | None:
    """Return the files of a list with one role each, where its words deal them out: "as first and last frame", "respectively"."""
    group, matches = mention.group, [match for match in mention.reading.matches if match.nouns]
    if len(matches) != 1 or any(joint == "RANGE_MARK" or tag.reason for tag, joint in group):
        return None
    (match,) = matches
    if len(match.nouns) != len(group):
        return None
    if not mention.reading.dealt and [noun.terminal for noun in match.nouns] != ["FIRST_FRAME", "LAST_FRAME"]:
        return None
    return [(tag, match, noun) for (tag, _), noun in zip(group, match.nouns, strict=True)]


def _given(text: str, lowered: str, mention: Mention, kind: str | None, generic: frozenset[str], *, mixed: bool = False) -> list[Said]:
    """Return what a mention says of its files of a kind."""

    def is_attempt(words: Words) -> bool:
        start, end = mention.words[words[0]][1], mention.words[words[1] - 1][2]
        return _is_attempt(text[start:end], lowered[start:end], generic)

    return meant(mention.reading, kind, is_attempt, mixed=mixed)


def meant(reading: Reading, kind: str | None, is_attempt: Callable[[Words], bool], *, mixed: bool = False) -> list[Said]:
    """Return what a reading gives to files of a kind; ``mixed`` if other kinds are in the same list of tags.

    ``is_attempt`` says whether words that are where a role must be, and name none, were meant to name one.
    """
    matches: Sequence[Match] = reading.matches
    edited = reading.edited
    if len(matches) > 1 and (is_of_next(matches[0], matches[1]) or is_of_the_line(matches[0], kind) or is_ordinal(*matches[:2])):
        matches = matches[1:]
    if is_of_next_alone(matches):
        matches = matches[1:]
    if is_of_a_doer(matches, kind):
        matches = matches[1:]
    if kind == "video":
        matches = of_a_clip(matches)
        for match in matches:
            if (role := _TAKES_ALL.get(match[0][0])) is not None:
                return [_of_words(match, role)]
    found: list[Said] = []
    if edited and not any(match[0][0] == "own_roles" and any(noun.terminal in THINGS for noun in match.nouns) for match in matches):
        found += [said for noun in edited if (said := _said(_PUT_IN, noun, kind, reading, mixed=mixed)) is not None]
    for match in matches:
        name = match[0][0]
        if name == "sets" and any(said.role in _WHOLE_PICTURES for said in found):
            continue  # "as the first frame, defines the composition and the pose": what is in it
        if name not in _NAMED_BY_WORDS:
            for noun in match[3]:
                if kind == "audio" and noun.terminal in OF_A_VOICE and is_of_a_sound(match, matches):
                    continue
                if noun.terminal == "COLOUR" and any(other.terminal in OF_A_LOOK for other in match[3]):
                    continue
                if noun.terminal == "SOUND" and any(other.terminal == "SOUND_EFFECTS" for one in matches for other in one[3]):
                    continue  # "sound is @Audio1 (rain and thunder)"
                if noun.terminal in {"IDENTITY", "CHARACTER"} and name == "label_behind" and any(said.role == "object" for said in found):
                    continue  # "@Image1 is the espresso maker: keep its proportions"
                if noun.terminal == "SUBJECT" and is_of_a_thing(matches):
                    noun = noun._replace(terminal="OBJECT")  # noqa: PLW2901 - "@Image1 (product name) as the main subject"
                said = _said(match, noun, kind, reading, mixed=mixed)
                if said is not None:
                    found.append(said)
        elif name in _FRAMES and kind != "video":
            found.append(_of_words(match, _FRAMES[name]))
        elif name == AS_UNKNOWN:
            if match.unknown is not None and is_attempt(match.unknown):
                found.append(Said(match.unknown, None, name, match.negated, sure=True))
        elif name == "moves_like" and kind == "video":
            found.append(
                _of_words(match, "camera_movement" if match.nouns and match.nouns[0].terminal == "CAMERA_MOVEMENT" else "choreography")
            )
        elif name == "thing_refers" and kind == "image":
            found.append(_of_words(match, "object"))
    if len(found) > 1 and any(said.role == "object" for said in found):  # "the bag of @Image1 as the main subject" is a thing
        subjects = {noun.words for match in matches for noun in match.nouns if noun.terminal == "SUBJECT" and not is_beside_a_thing(match)}
        found = [said for said in found if said.words not in subjects]
    if kind == "audio" and all(said.construction == "on_its" for said in found):
        found += [_of_words(match, "background_music") for match in matches if match[0][0] == "plays"]
    if not found:
        found = _without_words(matches, kind)
    if len(found) > 1:
        return list({said[:2]: said for said in reversed(found)}.values())[::-1]
    return found


def _said(match: Match, noun: Noun, kind: str | None, reading: Reading, *, mixed: bool) -> Said | None:
    """Return what one noun says; None if the kind of file cannot be meant."""
    terminal, words, _ = noun
    (construction, sure, _), _, _, nouns, negated, _, _ = match
    if construction == "on_its" and (kind == "image" or terminal not in MUSICAL):
        return None  # "@Image1 stands on its bridge"
    if construction == "in_step" and kind == "image" and terminal in THINGS:
        return None  # "a bird lands on @Image1"
    if construction in _HOW and kind != "video" and terminal in THINGS:
        return None  # "how the lamp stands in @Image1"
    if construction == "shown_by" and kind != "image":
        return None  # 女孩转身，参考@视频1
    if construction == "acts" and terminal not in WHO:
        return None  # "@Image1 plays a flute"
    if construction == "in_beat" and terminal != "BEAT":
        return None  # @音频1，节奏轻快
    if kind == "audio" and construction == "roles_refer" and terminal == "MUSIC":
        role = "background_music"  # 配乐按照@音频1
    elif kind == "audio" and ((reading.moving and terminal in MUSICAL) or (construction in _IN_STEP and terminal in STEPS)):
        role = "lip_sync" if terminal in SPOKEN else "beat_sync"
    elif kind == "audio" and construction == "own_roles" and terminal == "RHYTHM":
        role = "beat_sync"  # 按照@音频1的节奏: what is in it, not that it is heard
    elif kind == "video" and construction in _DONE and terminal in THINGS:
        role = "choreography"  # "the girl moves in time with @Video1", "how the girl moves in @Video1"
    elif construction == "apposition_behind" and kind == "image" and terminal in OF_A_PERSON:
        role = "character"  # "@Image2 Mara, startled expression": who it is, in which state
    elif terminal in MISFITS[kind] and (construction in _NEAR or not sure or (nouns and noun is not nouns[0]) or mixed):
        return None  # "@Image1 as the first frame, the camera follows"; "@Image1 and @Video1 for the pacing"
    elif terminal == "VIEWPOINT" and kind == "image" and (not sure or (nouns and noun is not nouns[0])):
        return None  # "@Image1 as the first frame, low camera angle"
    elif kind == "video" and terminal == "OBJECT" and construction in _SEEN_IN:
        return None  # "the mug in @Video1", "Bridge @Video1 to @Video2"
    elif construction == "verb_file_roles" and terminal in OF_CLIPS and kind == "image":
        return None  # 用@图片1过渡, 用@图片1做一个舞蹈视频
    else:
        role = _role(terminal, kind)
    return _new(Said, (words, role, construction, negated, sure))


def _role(terminal: str, kind: str | None) -> str:
    return READING[kind].get(terminal) or terminal.removeprefix("OWN:")


def _without_words(matches: Sequence[Match], kind: str | None) -> list[Said]:
    """Return the role of a mention that names none: "replicate @Video1", "sync to @Audio1"."""
    for match in matches:
        name = match[0][0]
        if name == "copy_all" or (name in {"copy", "copied"} and kind == "video"):
            return [_of_words(match, "full_replication")]
        if name in _HOW and kind == "video" and not match.nouns:
            return [_of_words(match, "choreography")]  # "how she spins in @Video1"
        if name in {"sync", "in_step"} and kind == "audio":
            spoken = any(noun.terminal in SPOKEN for noun in match.nouns)
            return [_of_words(match, "lip_sync" if spoken else "beat_sync")]
    return []


def _of_words(match: Match, role: str) -> Said:
    """Return the role that the words of a construction give as a whole."""
    return Said(match.cue, role, match.construction.name, match.negated, match.construction.sure)


def _is_attempt(written: str, said: str, generic: frozenset[str]) -> bool:
    """Whether words were meant to name a role: no proper names, nor words such as "inspiration". ``said`` are the same in lower case."""
    return written == said and said not in generic and not all(word in generic for word in said.replace("-", " ").split())


def _phrases(text: str, mention: Mention, given: Iterable[Said], kind: str | None) -> list[RolePhrase]:
    """Return the role phrases of a mention in the text; those of its line's label if it has none of its own, and nothing is said of it."""
    words, label = mention[2], mention[3]
    phrases = []
    for (first, end), role, construction, negated, sure in given:
        span = _new(Span, (words[first][1], words[end - 1][2]))
        phrases.append(_new(RolePhrase, (span, text[span[0] : span[1]], role, construction, negated, sure)))
    if (
        label is not None
        and all(match.construction.name in _OF_ONE_IN_A_LINE for match in mention.reading.matches)
        and label.terminal not in MISFITS[kind]  # "Transition: …, @Image1 waves"
    ):
        return [RolePhrase(label.span, text[slice(*label.span)], _role(label.terminal, kind), "label", negated=False, sure=False)]
    return phrases


def _add_files(text: str, group: Group, roles: tuple[RolePhrase, ...], nodes: list[Any]) -> None:
    if not group[0][0].bare:
        nodes.append(_reference(text, group, roles))
        return
    for tag, _ in group:
        assert tag.kind is not None
        assert tag.index is not None
        nodes.append(BareReference(Span(tag.start, tag.end), text[tag.start : tag.end], tag.kind, tag.index, roles, tag.last))


def _reference(text: str, group: Group, roles: tuple[RolePhrase, ...]) -> Reference:
    """Return the node of a row of tags of one kind; a range gives every index it covers."""
    tags: list[Tag | MalformedTag] = []
    indexes: list[int] = []
    if len(group) == 1:
        start, end, kind, index, last, reason, _ = group[0][0]
        if reason is None and last is None:  # most mentions: one tag for one file
            span, written = _new(Span, (start, end)), text[start:end]
            return _new(Reference, (span, written, kind, (index,), (_new(Tag, (span, written, kind, index, None)),), roles))
    for (start, end, kind, index, last, reason, _), joint in group:
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
