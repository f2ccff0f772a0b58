"""The words of one sentence: which of them join something to a tag.

A word means something only beside a tag: "in" is prose, "the style in @Image1" is a construction. So a cue that joins nothing becomes
prose here, before the grammar sees it, and the grammar's rules need to look only one token ahead. Each word is looked at a bounded
number of times.
"""

import re
from collections.abc import Callable
from typing import Any

from seedance_lint.syntax.readings import MISFITS
from seedance_lint.syntax.token import Token

# So many words (characters, where no spaces part them) may stand between a cue and its role.
_FEW, _SOME, _FEW_CJK, _SOME_CJK = 3, 6, 8, 16

_MOVING_WITH = re.compile(r"match|follow|align|跟|匹配|随|隨")
_TAKE_TO = frozenset({"LIP_SYNC", "BEAT", "RHYTHM"})
_DOING = re.compile(r"[a-z]{3,}(?:ly|ing)\b|\b(?!['’])[a-z]{3,}s\b|[a-z] (?:the|a|an|his|her|their|its|my|your|and)\b")

_CUES_AHEAD = frozenset({"OF", "REFER", "COPY", "SYNC", "WITH", "EXTEND", "EDIT"})
_CLOSING = frozenset(
    [
        "COMMA",
        "STOP",
        "CLOSE",
        "OPEN",
        "MARK",
        "SUFFIX",
        "AS",
        "TAG",
        "BAD_TAG",
        "OF",
        "REFER",
        "COPY",
        "EDIT",
        "SYNC",
        "OWN",
        "EXTEND",
        "NOT",
    ]
)
_new = tuple.__new__  # as fast again as a named tuple's own constructor
PROSE = Token("WORDS", -1, -1)
# So many nouns of one list are followed to the tag behind it.
_LONGEST_LIST = 8
# So many items may stand in brackets behind a tag without coming between it and its role.
_LONGEST_ASIDE = 6
# What is read behind the last item.
_BEYOND = ["STOP"] * 8


Reader = Callable[["Clause", int], int]
Readers = tuple[dict[str, Reader], frozenset[str], frozenset[str]]
"""What reads each kind of word, the kinds that are role nouns, and the words that name no role where one is demanded."""


class Clause:
    """Reads the words of one sentence: which cues join something, which words belong to a role's phrase."""

    __slots__ = (
        "behind",
        "edited",
        "file_kind",
        "generic",
        "items",
        "kinds",
        "label",
        "moving",
        "negated",
        "out",
        "readers",
        "roles",
        "state",
        "text",
    )

    def __init__(self, text: str, items: list[Any], out: list[Token], readers: Readers, label: list[Token]) -> None:
        """Take a sentence's words and tags; ``label`` is the role that its line began with."""
        self.text = text
        self.items = items
        self.kinds = [item[0] for item in items] + _BEYOND
        self.out = out
        self.readers, self.roles, self.generic = readers
        self.label = label
        self.state = "free"
        self.behind = False
        self.file_kind: str | None = None
        self.moving = False
        self.negated = False
        self.edited: tuple[Token, ...] | None = None

    def read(self) -> list[Token]:
        """Write the sentence's tokens; return the role that its line began with."""
        number = 0 if self.kinds[0] == "TAG" else self._find_label()
        count, readers = len(self.items), self.readers
        while number < count:
            number = readers[self.kinds[number]](self, number)
        return self.label

    # ------------------------------------------------------------------------------------------------------ looking

    def _emit(self, kind: str, number: int, value: object = None) -> None:
        item = self.items[number]
        self.out.append(_new(Token, (kind, item[1], item[2], value)))

    def _is_few(self, number: int, words: int, characters: int) -> bool:
        """Whether a WORDS item is short enough to be the adjectives of a noun."""
        item = self.items[number]
        start, end = item[1], item[2]
        piece = self.text[start:end]
        return piece.count(" ") < words if piece.isascii() else end - start <= characters

    def _closed(self, number: int) -> bool:
        """Whether a noun phrase may end before item ``number``."""
        return self.kinds[number] in _CLOSING

    def _noun_at(self, number: int, words: int, characters: int) -> int | None:
        """Return where the role noun of a phrase that starts at ``number`` stands: its head, behind a few words."""
        kinds = self.kinds
        if kinds[number] == "WORDS" and self._is_few(number, words, characters):
            number += 1
        if kinds[number] == "OWN" and self._is_genitive(number) and kinds[number + 1] in self.roles:
            number += 1
        return self._head(number) if kinds[number] in self.roles else None

    def _head(self, number: int) -> int:
        """Return the last of neighbouring nouns, which is what they are about: "camera *rhythm*", "人物的*声音*"."""
        kinds, roles = self.kinds, self.roles
        while True:
            behind = kinds[number + 1]
            if behind in roles:
                number += 1
            elif behind != "OWN" or not self._is_genitive(number + 1):
                return number
            elif kinds[number + 2] in roles:
                number += 2
            elif kinds[number + 2] == "WORDS" and kinds[number + 3] in roles and self._is_few(number + 2, 2, 6):
                number += 3
            else:
                return number

    def _is_genitive(self, number: int) -> bool:
        """Whether an OWN makes the noun behind it the head: 的 and 's, but not the 中 of "in the forest"."""
        return self.text[self.items[number][2] - 1] in "的s"

    def _behind_noun(self, number: int) -> int:
        """Return the item behind a role noun and the words that only close its phrase."""
        number += 1
        while self.kinds[number] == "SUFFIX" or (
            self.kinds[number] == "REFER" and self._tag_after_cue(number) is None and self._is_suffix(number)
        ):
            number += 1
        return number

    def _is_suffix(self, number: int) -> bool:
        item = self.items[number]
        start, end = item[1], item[2]
        return self.text[start:end] in {"reference", "references", "参考", "參考"}

    def _tag_after_cue(self, number: int) -> int | None:
        """Return the tag that a cue joins: the next item, or behind a few words such as "the reference image"."""
        number += 1
        skipped = 0
        while skipped < 3:
            kind = self.kinds[number]
            if kind in {"TAG", "BAD_TAG"}:
                return number
            if kind in {"OPEN", "SUFFIX", "MARK"} or (kind == "WORDS" and self._is_few(number, 3, 3)) or (kind == "REFER" and skipped == 0):
                number += 1
                skipped += 1
            else:
                return None
        return None

    # ------------------------------------------------------------------------------------------------------ reading

    def _find_label(self) -> int:
        """Read "Character: …" at the start of a sentence: the role of its tags that get no other."""
        number = 0
        while number < 2 and self.kinds[number] in {"WORDS", "COMMA", "MARK", "CLOSE", "OPEN"} and self._is_few(number, 2, 4):
            number += 1
        head = self._head(number) if self.kinds[number] in self.roles else -1
        if head >= 0:
            after = self._behind_noun(head)
            if self.kinds[after] == "CLOSE":
                after += 1
            if self.kinds[after] == "MARK" and self.kinds[after + 1] not in {"TAG", "BAD_TAG"} and self.text[self.items[after][1]] in ":：":
                kind, start, end = self.items[head]
                self.label = [Token(kind, start, end)]
                return after + 1
        return 0

    def _break_at(self, number: int) -> int:
        """Read a word that joins nothing."""
        if self.out and self.out[-1] is not PROSE:
            self.out.append(PROSE)
        self.state = "free"
        return number + 1

    def _joint_of_tags(self, number: int) -> int:
        self._emit(self.kinds[number], number)
        return number + 1

    def _own(self, number: int) -> int:
        """Read "'s" and 的 behind a tag."""
        if self.state != "tag":
            return self._break_at(number)
        self._emit("OWN", number)
        self.state = "cue"
        return number + 1

    def _close(self, number: int) -> int:
        if self.state != "tag":
            return self._break_at(number)
        self._emit("CLOSE", number)
        return number + 1

    def _not(self, number: int) -> int:
        """Read a word that denies what follows it, up to the next comma."""
        self.negated = True
        return self._break_at(number)

    def _tag(self, number: int) -> int:
        """Read a tag; a video that is edited or continued in this clause takes all words up to that verb."""
        found = self.items[number][3]
        self._emit(self.kinds[number], number, (found, self.label))
        self.state = "tag"
        self.file_kind = found.kind
        if found.kind == "video" and self.kinds[number + 1] not in {"LIST_MARK", "RANGE_MARK"}:
            at = number + 1
            while self.kinds[at] not in {"COMMA", "STOP", "TAG", "BAD_TAG", "EDIT", "EXTEND", "REFER", "COPY"}:
                at += 1
            if self.kinds[at] in {"EDIT", "EXTEND"}:
                verb = self.kinds[at]
                inside = self._roles_between(number + 1, at)
                self.edited = inside if verb == "EDIT" else None
                self._emit(verb, at, ())
                self.state = "free"
                if verb == "EDIT" and self.kinds[at + 1] in {"TAG", "BAD_TAG"}:
                    self.out.append(Token("WITH", self.items[at][2], self.items[at][2], self.edited))
                return at + 1
        return number + 1

    def _roles_between(self, number: int, end: int) -> tuple[Token, ...]:
        """Return the role nouns from one item up to another."""
        roles = []
        while number < end:
            if self.kinds[number] in self.roles:
                number = self._head(number)
                kind, start, stop = self.items[number]
                roles.append(Token(kind, start, stop))
            number += 1
        return tuple(roles)

    def _role(self, number: int) -> int:
        head = self._head(number)
        after = self._behind_noun(head)
        if self.state == "tag" and not self._ends_soon(after):
            return self._break_at(number)  # "@Image1 dances …": what somebody does
        kind, start, end = self.items[head]
        if kind == "SOUND" and head > number and self.kinds[number] == "CHARACTER":
            kind = "VOICE"  # the sound of a person
        if kind == "RHYTHM" and self.moving:
            kind = "BEAT"  # "match the rhythm of": moving with it
        token = _new(Token, ("OWN_WORDS" if kind.startswith("OWN:") else kind, start, end, (kind, self.negated)))
        self.out.append(token)
        if self.edited is not None:
            self.edited = (*self.edited, token)
        if self.state == "free":
            self.behind = False
        elif self.state in {"tag", "cue"}:
            self.behind = True
        if not self.behind:
            ahead = self._ahead_of_tag(after)
            if ahead is not None:
                return ahead
        self.state = "role"
        return after

    def _ends_soon(self, number: int) -> bool:
        """Whether a noun phrase ends before item ``number``, or behind one more word."""
        return self._closed(number) or (self.kinds[number] == "WORDS" and self._is_few(number, 1, 4) and self._closed(number + 1))

    def _ahead_of_tag(self, number: int) -> int | None:
        """Join a free role to a tag further on in its clause: through "of" and a verb, over the words between."""
        if self.kinds[number] in {"WITH", "BREAK"} and self.kinds[number - 1] in _TAKE_TO and self.kinds[number + 1] in {"TAG", "BAD_TAG"}:
            self._emit("OF", number)  # "lip-synced to @Audio1"
            self.state = "free"
            return number + 1
        at = number
        limit = number + 12
        while at < min(limit, len(self.items)):
            kind = self.kinds[at]
            if kind in {"OF", "REFER", "COPY"} and self._tag_after_cue(at) is not None:
                break
            if kind == "COMMA" and self.text[self.items[at][1]] not in ",，":
                at += 1
                continue
            if kind == "COMMA" and at == number and (end := self._end_of_list(at)) is not None:
                at = end
                break
            if kind == "AS" and self.kinds[at + 1] in {"TAG", "BAD_TAG"} and at == number:
                self._emit("OF", at)  # "the same style as @Image1"
                self.state = "free"
                return at + 1
            if kind == "COMMA":
                # "…, should fully reference @Video1", "For the mansion, please refer to @Image4"
                nearby = at + 2 if self.kinds[at + 1] == "WORDS" and self._is_few(at + 1, 2, 2) else at + 1
                if self.kinds[nearby] in {"REFER", "COPY"} and self._tag_after_cue(nearby) is not None and self._is_subject_verb(nearby):
                    at = nearby
                    break
                return None
            if kind in {"STOP", "TAG", "BAD_TAG", "AS", "MARK", "EDIT", "EXTEND", "NOT", "OPEN", "COPY", "SYNC"}:
                return None
            if kind == "REFER" and at > number:
                return None
            if kind in self.roles:
                return None if self.kinds[number] not in {"OF", "OWN"} else self._skip_to_cue(number, at)
            at += 1
        else:
            return None
        if at > number:
            if self.kinds[at] == "OF" and self.kinds[number] != "COMMA" and not self._short(number, at):
                return None
            self.out.append(Token("BETWEEN", self.items[number][1], self.items[at - 1][2]))
        return self._cue(at)

    def _end_of_list(self, number: int) -> int | None:
        """Return the "of" behind a list whose further items are in no vocabulary: "the face, freckles and gait of @Image1"."""
        for _ in range(_LONGEST_LIST):
            while self.kinds[number] == "COMMA":
                number += 1
            if self.kinds[number] != "WORDS" or not self._is_few(number, _FEW, _FEW_CJK):
                return None
            number += 1
            if self.kinds[number] == "OF":
                return number if self._tag_after_cue(number) is not None else None
            if self.kinds[number] != "COMMA":
                return None
        return None

    def _is_subject_verb(self, number: int) -> bool:
        item = self.items[number]
        start, end = item[1], item[2]
        return self.text[start:end].startswith(("should", "please", "请", "請", "应", "應"))

    def _short(self, number: int, at: int) -> bool:
        """Whether the items between two numbers are a few words."""
        start, end = self.items[number][1], self.items[at - 1][2]
        return self.text.count(" ", start, end) < 5 and end - start <= 40

    def _skip_to_cue(self, number: int, at: int) -> int | None:
        """Pass "of the dancer" in "the motion of the dancer in @Video1": what the phrase is about stands first."""
        after = self._behind_noun(self._head(at))
        if self.kinds[after] in {"OF", "REFER", "COPY"} and self._tag_after_cue(after) is not None:
            self.out.append(Token("BETWEEN", self.items[number][1], self.items[after - 1][2]))
            return self._cue(after)
        return None

    def _comma(self, number: int) -> int:
        """Read a comma or "and": a joint of two roles, or the end of a clause."""
        if self.state in {"role", "tag"}:
            at = number
            while self.kinds[at] == "COMMA":
                at += 1
            if self.state == "tag" and self.kinds[at] == "AS":
                return at  # "@Image1, as the character"
            if self.state == "role":
                start = at + 1 if self.kinds[at] in {"AS", "OWN"} else at
                head = self._noun_at(start, _FEW, _FEW_CJK)
                comma = any(self.text[self.items[i][1]] in ",，" for i in range(number, at))
                if (
                    head is not None
                    and self._joins(head, comma=comma)
                    and not (self.behind and self.kinds[head] in MISFITS[self.file_kind])
                ):
                    self.out.append(Token("JOINT", self.items[number][1], self.items[at - 1][2], comma))
                    if self.kinds[start] == "WORDS":
                        self._emit("NOUN_WORDS", start)
                        start += 1
                    self.state = "joint"
                    return start + 1 if self.kinds[start] == "OWN" else start
        self._break_at(number)
        if self.text[self.items[number][1]] in ",，":
            self.negated = self.moving = False
            self.edited = None
        return number + 1

    def _joins(self, head: int, *, comma: bool) -> bool:
        """Whether a noun behind a comma or "and" is one more role of the same list, and not the start of something else."""
        after = self._behind_noun(head)
        if self.behind:
            # "A, B and C of @Video1" is one list, but in "A and B, C of @Video1" the "and" has ended the first one.
            return self._closed(after) and not (self._leads_to_tag(after) if comma else self._is_joined(after))
        return self._closed(after) or self._leads_to_tag(after) or self._leads_to_tag(after + 1)

    def _is_joined(self, number: int) -> bool:
        """Whether item ``number`` is a cue that joins what stands before it to a tag."""
        return self.kinds[number] in {"OF", "REFER", "COPY"} and self._tag_after_cue(number) is not None

    def _leads_to_tag(self, number: int) -> bool:
        """Whether a list of nouns, whose first ends before ``number``, belongs to a tag that stands behind it."""
        for _ in range(_LONGEST_LIST):
            if self.kinds[number] != "COMMA":
                break
            while self.kinds[number] == "COMMA":
                number += 1
            head = self._noun_at(number, _FEW, _FEW_CJK)
            if head is None:
                return False
            number = self._behind_noun(head)
        return self._is_joined(number)

    def _words(self, number: int) -> int:
        if self.state == "tag" and self.kinds[number + 1] == "AS" and self._is_few(number, 0, 12) and self._demands_role(number + 1):
            head = self._noun_at(number + 2, _SOME, _SOME_CJK)
            if head is not None:  # "@图片1 山门外观作为场景"
                self._emit("BETWEEN", number)
                return self._as(number + 1)
        if self.state in {"tag", "cue", "joint"}:
            many = self.state == "cue"
            head = self._noun_at(number, _SOME if many else _FEW, _SOME_CJK if many else _FEW_CJK)
            if head is not None and (many or (self._closed(self._behind_noun(head)) and self._is_adjectival(number))):
                self._emit("NOUN_WORDS", number)
                self.state = "cue"
                return number + (2 if self.kinds[number + 1] == "OWN" else 1)
        return self._break_at(number)

    def _is_adjectival(self, number: int) -> bool:
        """Whether words before a noun describe it, rather than say what somebody does: "tall grey", not "grabs the"."""
        item = self.items[number]
        start, end = item[1], item[2]
        return not _DOING.search(self.text, start, end)

    def _as(self, number: int) -> int:
        """Read "as", "for", "is" behind a tag, and what it demands: a role, or at least a noun phrase."""
        if self.state != "tag":
            return self._break_at(number)
        at = number + 1
        if self.kinds[at] in {"WORDS", "REFER", "SUFFIX"} or self.kinds[at] == "STYLE":
            # "as the visual reference for the city": the reference is no role, the city is
            look = at
            while look < at + 3 and self.kinds[look] in {"WORDS", "REFER", "SUFFIX"}:
                look += 1
            if self.kinds[look] == "AS" and self._noun_at(look + 1, _SOME, _SOME_CJK) is not None:
                at = look + 1
        head = self._noun_at(at, _SOME, _SOME_CJK)
        if head is not None:
            self.out.append(_new(Token, ("AS", self.items[number][1], self.items[at - 1][2], None)))
            if self.kinds[at] == "WORDS":
                self._emit("NOUN_WORDS", at)
                at += 1
            self.state = "cue"
            return at + 1 if self.kinds[at] == "OWN" else at
        if (
            self.kinds[at] == "WORDS"
            and self._is_few(at, 4, 6)
            and self._demands_role(number)
            and self.kinds[at + 1] in {"COMMA", "STOP", "SUFFIX", "CLOSE"}
            and not self._is_generic(at)
        ):
            self._emit("AS", number)
            self._emit("UNKNOWN", at, self.negated)
            self.state = "free"
            return at + 1
        return self._break_at(number)

    def _is_generic(self, number: int) -> bool:
        """Whether words say no more than "reference": "as the primary inspiration"."""
        item = self.items[number]
        words = self.text[item[1] : item[2]]
        return words in self.generic or all(word in self.generic for word in words.split())

    def _demands_role(self, number: int) -> bool:
        item = self.items[number]
        start, end = item[1], item[2]
        return self.text[start:end].split(" ")[0] in {"as", "作为", "作為", "作爲", "用作", "当作", "當作"}

    def _mark(self, number: int) -> int:
        kind = self.kinds[number]
        if self.kinds[number + 1] in {"TAG", "BAD_TAG"}:
            self._emit(kind, number)
            return number + 1
        if self.state == "tag":
            first = number + 1
            if self.kinds[first] == "REFER" and self._is_suffix(first):
                first += 1  # "= reference character board"
            head = self._noun_at(first, 4, _FEW_CJK)
            if head is None and kind == "OPEN" and self.kinds[number + 1] == "WORDS" and self.kinds[number + 2] == "COMMA":
                head = self._noun_at(number + 3, 4, _FEW_CJK)  # "(Mara, character reference)"
                if head is not None:
                    self._emit(kind, number)
                    self.state = "cue"
                    return number + 3
            if head is not None:
                self._emit(kind, number)
                self.state = "cue"
                return first
            if kind == "OPEN":
                for at in range(first, number + _LONGEST_ASIDE):
                    if self.kinds[at] == "CLOSE":
                        return at + 1  # "@Image1 (start.jpg) as first frame"
                    if self.kinds[at] in {"TAG", "BAD_TAG"}:
                        break
        return self._break_at(number)

    def _cue(self, number: int) -> int:
        """Read a word that may join what stands before it, or nothing, to the tag behind it."""
        kind = self.kinds[number]
        if kind == "SYNC" or (kind == "REFER" and _MOVING_WITH.match(self.text, self.items[number][1])):
            self.moving = True
        tag = self._tag_after_cue(number)
        if kind in {"EDIT", "EXTEND"} or (kind == "SYNC" and tag is None):
            return self._verb(number)
        if tag is None:
            start, end = self.items[number][1:3]
            if (
                self.state == "tag"
                and self.text[start:end] in {"参考", "參考"}  # English "references" looks on to the next file
                and self._noun_at(number + 1, _FEW, _FEW_CJK) is not None
            ):
                self._emit("AS", number)  # "@视频1 参考运镜"
                self.state = "cue"
                return number + 1
            return self._break_at(number)
        start, end = self.items[number][1], self.items[tag - 1][2]
        if kind == "WITH" and self.edited is None:
            return self._break_at(number)
        self.out.append(_new(Token, (kind, start, end, self.edited if kind == "WITH" else self.negated)))
        self.state = "free"
        return tag

    def _verb(self, number: int) -> int:
        """Read "replace …", "extend …", "sync …": a verb that reaches over its object to the tag in the same clause."""
        kind = self.kinds[number]
        at = number + 1
        while self.kinds[at] not in {"COMMA", "STOP", "TAG", "BAD_TAG"}:
            at += 1
        found = self.items[at][3] if self.kinds[at] in {"TAG", "BAD_TAG"} else None
        wanted = "audio" if kind == "SYNC" else "video"
        roles = self._roles_between(number + 1, at)
        if found is not None and found.kind == wanted:
            start, end = self.items[number][1], self.items[at - 1][2]
            self._emit(kind, number, roles)
            if at > number + 1 and kind == "SYNC":
                self.out.append(Token("BETWEEN", start, end))
            if kind == "EDIT":
                self.edited = roles
            self.state = "free"
            return at
        if kind == "EDIT":
            self.edited = roles
        return self._break_at(number)


def readers(roles: frozenset[str], generic: frozenset[str]) -> Readers:
    """Return what reads each kind of word; ``roles`` are the kinds that are role nouns, ``generic`` words such as "inspiration"."""
    by_kind: dict[str, Reader] = dict.fromkeys(roles, Clause._role)
    by_kind.update(dict.fromkeys(("TAG", "BAD_TAG"), Clause._tag))
    by_kind.update(dict.fromkeys(("LIST_MARK", "RANGE_MARK"), Clause._joint_of_tags))
    by_kind.update(dict.fromkeys(("MARK", "OPEN"), Clause._mark))
    by_kind.update(dict.fromkeys(("SUFFIX", "BREAK", "STOP"), Clause._break_at))
    by_kind.update(dict.fromkeys(_CUES_AHEAD, Clause._cue))
    by_kind.update(COMMA=Clause._comma, WORDS=Clause._words, AS=Clause._as, OWN=Clause._own, CLOSE=Clause._close, NOT=Clause._not)
    return by_kind, roles, generic
