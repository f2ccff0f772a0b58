"""Which of the constructions around a file are said of it, and which of what is beside it."""

from collections.abc import Sequence

from seedance_lint.syntax.matches import Match
from seedance_lint.syntax.readings import MISFITS, OF_A_PICTURE, PACES, SPOKEN, THINGS, WHO


def is_of_the_line(match: Match, kind: str | None) -> bool:
    """Whether a label says what its line is about, which the file cannot be: 动作统一：@图片1的人物."""
    return match[0][0] == "label" and all(noun.terminal in MISFITS[kind] for noun in match.nouns)


def _names_a_thing(match: Match) -> bool:
    return any(noun.terminal in THINGS for noun in match.nouns[-1:])


def is_of_next_alone(matches: Sequence[Match]) -> bool:
    """Whether the first words say what is changed, or who does it: 把骑手换成@图片1中的汽车, 彼女は@image3からバッグを取る."""
    names = [match.construction.name for match in matches[:2]]
    if names == ["roles_become", "own_roles"]:
        return bool(matches[1].nouns)
    return names == ["topic", "from_roles"] and all(noun.terminal in WHO for noun in matches[0].nouns)


def _is_of_somebody(matches: Sequence[Match]) -> bool:
    """Whether aspects refer to those of somebody in a file."""
    if [match[0][0] for match in matches] != ["roles_refer", "own_roles"]:
        return False
    aspects, owners = matches[0].nouns, matches[1].nouns
    return all(noun.terminal not in THINGS for noun in aspects) and all(noun.terminal in THINGS for noun in owners)


def is_of_a_doer(matches: Sequence[Match], kind: str | None) -> bool:
    """Whether the first words say who has what is in a file: "the cat copies @Video1's dance", 女孩用@图片2的伞."""
    if len(matches) < 2 or matches[0][0][0] != "roles_refer":
        return False
    owned = {noun.terminal for noun in matches[1].nouns}
    if kind == "video" and matches[1][0][0] == "own_roles":
        return _names_a_thing(matches[0])
    is_somebody = any(noun.terminal in WHO for noun in matches[0].nouns[-1:])
    return is_somebody and matches[1][0][0] in {"own_roles", "apposition_behind"} and bool(owned) and owned.isdisjoint(WHO)


def _is_of_a_pace(matches: Sequence[Match]) -> bool:
    """Whether what moves goes at the pace of a clip: "transitions following @Video1's rhythm" takes no transitions from it."""
    if len(matches) < 2 or matches[0][0][0] != "roles_refer" or matches[1][0][0] not in {"own_roles", "apposition_behind"}:
        return False
    moved, pace = matches[0].nouns, matches[1].nouns
    return all(noun.terminal in {"EFFECTS", "CAMERA_MOVEMENT"} for noun in moved) and all(noun.terminal in PACES for noun in pace)


def is_of_a_sound(match: Match, matches: Sequence[Match]) -> bool:
    """Whether a pace or mood is that of what is named: "the speech and timing of @Audio1", 背景音乐参考@音频1的节奏."""
    if match.construction.name == "own_roles" and matches[0].construction.name == "roles_refer":
        return any(noun.terminal == "MUSIC" for noun in matches[0].nouns)
    return any(noun.terminal in SPOKEN for noun in match.nouns)


def is_of_next(match: Match, following: Match) -> bool:
    """Whether what follows says more: "[Sound] @Audio1 as the voice", or what is in a place, 店里的招牌饮料."""
    names = match.construction.name, following.construction.name
    if names == ("roles_of", "own_roles"):  # "the room in @Image1's palette"
        owned = {noun.terminal for noun in following.nouns}
        return bool(owned) and owned <= OF_A_PICTURE and all(noun.terminal in THINGS for noun in match.nouns)
    if names == ("as_roles", "own_roles"):
        return match.last == following.first and bool(following.nouns) and [noun.terminal for noun in match.nouns] == ["SCENE"]
    return names == ("label", "as_roles")


def is_ordinal(match: Match, following: Match) -> bool:
    """Whether a file is the first of several: "the first image @Image1 shows the shop"."""
    names = match.construction.name, following.construction.name
    return names == ("apposition", "as_roles") and all(noun.terminal == "FIRST_FRAME" for noun in match.nouns)


def is_of_a_thing(matches: Sequence[Match]) -> bool:
    """Whether what is in brackets says that a file shows a thing: "@Image1 (product name) as the main subject"."""
    return any(match.construction.name == "aside" and any(noun.terminal == "OBJECT" for noun in match.nouns) for match in matches)


def is_beside_a_thing(match: Match) -> bool:
    """Whether a list has the subject and a thing: "@Image1 for the hero and the sword"."""
    return match.construction.name == "as_roles" and any(noun.terminal == "OBJECT" for noun in match.nouns)


def of_a_clip(matches: Sequence[Match]) -> Sequence[Match]:
    """Return what is said of a clip itself, without who does it, or who does it in the clip."""
    if _is_of_a_pace(matches):
        matches = matches[1:]
    elif _is_of_somebody(matches):
        matches = matches[:1]  # 步态像@视频1里的模特
    if any(noun.terminal == "EDIT_SOURCE" for match in matches[:1] for noun in match.nouns):
        matches = matches[:1]  # 唯一母版，负责机位: what stays as it is
    return matches
