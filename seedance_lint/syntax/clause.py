"""Reads one sentence: which of its words join something to a tag.

A word means something only beside a tag: "in" is prose, "the style in @Image1" is a construction. So a cue that joins nothing becomes
prose here, before the grammar sees it, and the grammar's rules need to look only one token ahead. Each word is looked at a bounded
number of times.
"""

from collections.abc import Callable
from typing import Any

from seedance_lint.syntax.pattern import Pattern
from seedance_lint.syntax.readings import MISFITS
from seedance_lint.syntax.sentence import BEYOND, FEW, FEW_CJK, SOME, SOME_CJK, Sentence
from seedance_lint.syntax.token import Token

_MOVING_WITH = Pattern(r"match|follow|align|跟|匹配|随|隨")
_TAKE_TO = frozenset({"LIP_SYNC", "BEAT", "RHYTHM"})
_CUES_AHEAD = frozenset({"OF", "REFER", "COPY", "SYNC", "WITH", "EXTEND", "EDIT"})
_new = tuple.__new__  # as fast again as a named tuple's own constructor
PROSE = Token("WORDS", -1, -1)
_DASHES = "—–-"
_ARTICLES = frozenset({"the", "our", "my", "your"})
_GOES_ON = frozenset({"AS", "OF", "OWN", "MARK", "REFER", "COPY", "EDIT", "SYNC", "EXTEND", "TAG", "BAD_TAG"})
_AT_ONCE = frozenset({"SYNC", "COMMA", "BREAK", "AS", "EDIT"})
_ON_THE_WAY = frozenset({"WORDS", "BREAK", "OF", "WITH", "AS"})
_GIVEN = frozenset({
    "STYLE", "COMPOSITION", "MUSIC", "SOUND", "SOUND_EFFECTS", "BEAT", "RHYTHM", "CAMERA_MOVEMENT", "CHOREOGRAPHY", "EFFECTS", "VOICE",
})  # fmt: skip
_FRAMES = {"OPENS_ON": "FIRST_FRAME", "ENDS_ON": "LAST_FRAME"}
# So many items may stand in brackets behind a tag without coming between it and its role.
_LONGEST_ASIDE = 6

Reader = Callable[["Clause", int], int]
Readers = tuple[dict[str, Reader], frozenset[str], frozenset[str]]
"""What reads each kind of word, the kinds that are role nouns, and the words that name no role where one is demanded."""


class Clause(Sentence):
    """A sentence as it is read: what was read so far decides what the next word means."""

    __slots__ = (
        "began",
        "behind",
        "complement",
        "edited",
        "file_kind",
        "label",
        "led",
        "moving",
        "negated",
        "out",
        "prefixed",
        "readers",
        "state",
    )

    def __init__(self, text: str, items: list[Any], out: list[Token], readers: Readers, label: list[Token]) -> None:
        """Take a sentence's words and tags; ``label`` is the role that its line began with."""
        self.text = text
        self.items = items
        self.kinds = [item[0] for item in items] + BEYOND
        self.readers, self.roles, self.generic = readers
        self.out = out
        self.label = label
        self.state = "free"
        self.began = 0  # where the latest role phrase began
        self.behind = False
        self.complement = -1  # where the role noun stands that an AS took which follows no tag
        self.file_kind: str | None = None
        self.moving = False
        self.negated = False
        self.led = False  # whether a cue joins the latest tag to what stands before it
        self.prefixed = False  # whether roles stand in brackets before their tags
        self.edited: tuple[Token, ...] | None = None

    def read(self) -> list[Token]:
        """Write the sentence's tokens; return the role that its line began with."""
        number = 0 if self.kinds[0] == "TAG" else self._find_label()
        count, readers = len(self.items), self.readers
        while number < count:
            number = readers[self.kinds[number]](self, number)
        return self.label

    def _emit(self, kind: str, number: int, value: object = None) -> None:
        item = self.items[number]
        self.out.append(_new(Token, (kind, item[1], item[2], value)))

    def _find_label(self) -> int:
        """Read "Character: …" at the start of a sentence: the role of its tags that get no other."""
        if self.kinds[0] == "OPEN" and (after := self._bracketed_label(0)) is not None:
            self.prefixed = True
            return after
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

    def _bracketed_label(self, number: int) -> int | None:
        """Read "[Character]" before a tag: the role of the tags up to the next bracket."""
        head = self._noun_at(number + 1, FEW, FEW_CJK)
        if head is None:
            return None
        after = self._behind_noun(head)
        if self.kinds[after] != "CLOSE" or self.kinds[after + 1] not in {"TAG", "BAD_TAG"}:
            return None
        kind, start, end = self.items[head]
        self.label = [Token(kind, start, end)]
        return after + 1

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
        self.led = bool(self.out) and self.out[-1][0] in _CUES_AHEAD
        self._emit(self.kinds[number], number, (found, self.label))
        self.state = "tag"
        self.file_kind = found.kind
        if self.kinds[number + 1] in _ON_THE_WAY and (far := self._far_as(number + 1)) is not None:
            self.out.append(Token("BETWEEN", self.items[number + 1][1], self.items[far - 1][2]))
            return far
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

    def _role(self, number: int) -> int:
        self.began = number
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

    def _frame(self, number: int) -> int:
        """Read "ends on" and the like before a tag: a role, unless more is said of the file ("starts with @Image1 walking in")."""
        self._break_at(number)
        if self._is_all(number + 1):
            role = _FRAMES[self.kinds[number]]
            self._emit(role, number, (role, self.negated))
            self.state = "role"
        return number + 1

    def _ahead_of_tag(self, number: int) -> int | None:
        """Join a free role to a tag further on in its clause: through "of" and a verb, over the words between."""
        if self.kinds[number] in {"WITH", "BREAK"} and self.kinds[number - 1] in _TAKE_TO and self.kinds[number + 1] in {"TAG", "BAD_TAG"}:
            self._emit("OF", number)  # "lip-synced to @Audio1"
            self.state = "free"
            return number + 1
        if (tag := self._at_once(number)) is not None:
            return tag
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
            if kind == "COMMA":
                # "…, should fully reference @Video1", "For the mansion, please refer to @Image4"
                nearby = at + 2 if self.kinds[at + 1] == "WORDS" and self._is_few(at + 1, 2, 2) else at + 1
                if self.kinds[nearby] in {"REFER", "COPY"} and self._tag_after_cue(nearby) is not None and self._is_subject_verb(nearby):
                    at = nearby
                    break
                return None
            if kind == "MARK" and at == number and self.kinds[at + 1] in {"REFER", "COPY"} and self._is_joined(at + 1):
                at += 1  # "shot lengths: identical to @Video1"
                continue
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

    def _at_once(self, number: int) -> int | None:
        """Join a free role to the tag behind the next word, or the next but a short one."""
        at = number + 1 if self.kinds[number] == "WORDS" and self._is_few(number, 1, 4) else number
        kind = self.kinds[at]
        if kind not in _AT_ONCE:
            return None
        if kind == "SYNC" or self._agrees(at):  # "her steps are synced to @Video1", 构图与@图片1一致
            joint, tag = "REFER", self._tag_after_cue(at)
            if kind == "SYNC" and tag is not None and self.items[tag][3].kind == "audio":
                return None  # it is the sound that counts
        elif (
            kind == "AS" or self._is_base(at) or self._is_turned_into(at)
        ):  # "the style is @Image1", "base the fight on @Video1", 音乐换成@音频1
            joint, tag = "OF", at + 1
        else:
            return None
        if tag is None or self.kinds[tag] not in {"TAG", "BAD_TAG"}:
            return None
        if at > number:
            self.out.append(Token("BETWEEN", self.items[number][1], self.items[number][2]))
        self.out.append(Token(joint, self.items[at][1], self.items[tag - 1][2]))
        self.state = "free"
        return tag

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
            if self.state == "tag" and self.kinds[at] == "AS" and not self._is_for_next(at):
                return at  # "@Image1, as the character"
            if self.state == "tag" and (said := self._said_of_tag(at)) is not None:
                return said
            if self.state == "role":
                start = at + 1 if self.kinds[at] in {"AS", "OWN"} else at
                head = self._noun_at(start, FEW, FEW_CJK)
                comma = any(self.text[self.items[i][1]] in ",，" for i in range(number, at))
                if (
                    head is not None
                    and not (comma and (self.complement == self.began or (not self.behind and self._is_new_clause(number))))
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

    def _said_of_tag(self, number: int) -> int | None:
        """Read what a comma adds to a tag: "@Audio1, which is the music", "@Image1, our hero,"."""
        item = self.items[number] if number < len(self.items) else None
        if item is None:
            return None
        words = self.text[item[1] : item[2]]
        if words == "which" and self.kinds[number + 1] == "AS":
            return number + 1
        if words in _ARTICLES and self.kinds[number + 1] in self.roles:
            after = self._behind_noun(self._head(number + 1))
            if self._closed(after) and self.kinds[after] not in _GOES_ON and not self._leads_to_tag(after):
                self._emit("AS", number)
                self.state = "cue"
                return number + 1
        return None

    def _joins(self, head: int, *, comma: bool) -> bool:
        """Whether a noun behind a comma or "and" is one more role of the same list, and not the start of something else."""
        after = self._behind_noun(head)
        if self.behind:
            # "A, B and C of @Video1" is one list, but in "A and B, C of @Video1" the "and" has ended the first one.
            return self._closed(after) and not (self._leads_to_tag(after) if comma else self._is_joined(after))
        return self._closed(after) or self._leads_to_tag(after) or self._leads_to_tag(after + 1)

    def _words(self, number: int) -> int:
        if self.state == "tag" and self.kinds[number + 1] == "AS" and self._is_few(number, 0, 12) and self._names_role(number + 1):
            head = self._noun_at(number + 2, SOME, SOME_CJK)
            if head is not None:  # "@图片1 山门外观作为场景"
                self._emit("BETWEEN", number)
                return self._as(number + 1)
        if self.state in {"tag", "cue", "joint"}:
            many = self.state == "cue"
            head = self._noun_at(number, SOME if many else FEW, SOME_CJK if many else FEW_CJK)
            if head is not None and (many or (self._closed(self._behind_noun(head)) and self._is_adjectival(number))):
                self._emit("NOUN_WORDS", number)
                self.state = "cue"
                return number + (2 if self.kinds[number + 1] == "OWN" else 1)
        return self._break_at(number)

    def _as(self, number: int) -> int:
        """Read "as", "for", "is" behind a tag, and what it demands: a role, or at least a noun phrase."""
        if self.state != "tag":
            self.complement = number + 1
            return self._break_at(number)
        at = number + 1
        if self.kinds[at] in {"WORDS", "REFER", "SUFFIX"} or self.kinds[at] == "STYLE":
            # "as the visual reference for the city": the reference is no role, the city is
            look = at
            while look < at + 3 and self.kinds[look] in {"WORDS", "REFER", "SUFFIX"}:
                look += 1
            if self.kinds[look] == "AS" and self._noun_at(look + 1, SOME, SOME_CJK) is not None:
                at = look + 1
        head = self._noun_at(at, SOME, SOME_CJK)
        if head is not None:
            self.out.append(_new(Token, ("AS", self.items[number][1], self.items[at - 1][2], None)))
            if self.kinds[at] == "WORDS":
                self._emit("NOUN_WORDS", at)
                at += 1
            self.state = "cue"
            return at + 1 if self.kinds[at] == "OWN" else at
        if self.kinds[at] == "COPY":
            return at  # "@Video1 should be replicated"
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

    def _gives(self, number: int) -> int:
        """Read "gives the rhythm" behind a tag: what is handed over like a thing is none of its roles."""
        head = self._noun_at(number + 1, FEW, FEW_CJK)
        return self._as(number) if head is not None and self.kinds[head] in _GIVEN else self._break_at(number)

    def _mark(self, number: int) -> int:
        kind = self.kinds[number]
        if self.prefixed and kind == "OPEN" and (after := self._bracketed_label(number)) is not None:
            self._break_at(number)
            return after
        if self.kinds[number + 1] in {"TAG", "BAD_TAG"}:
            self._emit(kind, number)
            return number + 1
        if self.state == "tag":
            first = number + 1
            if self.kinds[first] == "REFER" and self._is_suffix(first):
                first += 1  # "= reference character board"
            head = self._noun_at(first, 4, FEW_CJK)
            if head is None and kind == "OPEN" and self.kinds[number + 1] == "WORDS" and self.kinds[number + 2] == "COMMA":
                head = self._noun_at(number + 3, 4, FEW_CJK)  # "(Mara, character reference)"
                if head is not None:
                    self._emit(kind, number)
                    self.state = "cue"
                    return number + 3
            explains = self.led and kind == "MARK"  # "the layout of @Image1: a house on the left"
            if head is not None and (
                not (explains or self.text[self.items[number][1]] in _DASHES) or self._ends_soon(self._behind_noun(head))
            ):
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
            text = self.text[start:end]
            if (
                self.state == "tag"
                and text in {"参考", "參考"}  # English "references" looks on to the next file
                and self._noun_at(number + 1, FEW, FEW_CJK) is not None
            ):
                self._emit("AS", number)  # "@视频1 参考运镜"
                self.state = "cue"
                return number + 1
            if kind == "COPY" and self.state == "tag" and self.file_kind == "video" and self._is_done(number):
                self.out.append(Token("AS", start, start))  # "@视频1 完全复刻", "@Video1 is replicated"
                self.out.append(Token("FULL_REPLICATION", start, end, ("FULL_REPLICATION", self.negated)))
                self.state = "role"
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
    by_kind.update(
        COMMA=Clause._comma,
        WORDS=Clause._words,
        AS=Clause._as,
        GIVES=Clause._gives,
        OPENS_ON=Clause._frame,
        ENDS_ON=Clause._frame,
        OWN=Clause._own,
        CLOSE=Clause._close,
        NOT=Clause._not,
    )
    return by_kind, roles, generic
