"""Text to tokens for the grammar: tags first, then the words of the clauses that hold one.

A word means something only beside a tag: "in" is prose, "the style in @Image1" is a construction. So the words of a clause are
looked at together, and a cue that joins nothing becomes prose before the grammar sees it. One pass, each word looked at a bounded
number of times.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from seedance_lint.syntax.readings import MISFITS, READINGS
from seedance_lint.syntax.tables import Tables
from seedance_lint.syntax.tags import FoundTag, TagFinder
from seedance_lint.syntax.words import RawToken, WordFinder

_STOP = re.compile(r"[.!?]+(?=[\s\"')\]”’*]|$)|[。！？；;]|(?<![,，、])\n")
# So many characters of a clause are read on either side of a tag; longer ones without any stop are no sentences.
_REACH = 400
# So many words may stand between a cue and its role.
_FEW, _SOME, _FEW_CJK, _SOME_CJK = 3, 6, 8, 16
_MOVING = re.compile(
    r"\b(?:from|transition\w*|morph\w*|chang\w*|cut\w*|fad\w*|switch\w*|turn\w*|transform\w*|between)\b[^.\n]{0,60}$|[从由從][^。\n]{0,12}$"
)

_MOVING_WITH = re.compile(r"match|follow|align|跟|匹配|随|隨")
_TAKE_TO = frozenset({"LIP_SYNC", "BEAT", "RHYTHM"})
_DOING = re.compile(r"[a-z]{3,}(?:ly|ing)\b|\b(?!['’])[a-z]{3,}s\b|[a-z] (?:the|a|an|his|her|their|its|my|your|and)\b")

_CUES_AHEAD = frozenset({"OF", "REFER", "COPY", "SYNC", "WITH", "EXTEND", "EDIT"})
_CLOSING = frozenset(
    {
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
    }
)
_ROLES = frozenset(READINGS)


class Token(NamedTuple):
    """A terminal of the grammar, where it stands, and what the tree needs of it."""

    type: str
    start: int
    end: int
    value: object = None


def is_role(kind: str) -> bool:
    """Whether a terminal is a role noun: one of the vocabulary, or a word of the user's own (``OWN:role``)."""
    return kind in _ROLES or kind.startswith("OWN:")


class Lexer:
    """Cuts texts into tokens, with one vocabulary."""

    __slots__ = ("tags", "words")

    def __init__(self, tables: Tables, own_words: Mapping[str, str]) -> None:
        self.tags = TagFinder(tables)
        self.words = WordFinder(tables, own_words)

    def tokens(self, text: str, tags: list[FoundTag]) -> list[Token]:
        """Return the tokens of the clauses around the tags of a lower-cased text; everything else is left out."""
        tokens: list[Token] = []
        label: list[Token] = []
        line_end = 0
        for sentence in self._sentences(text, tags):
            clause = _Clause(text, sentence, tokens)
            if sentence and "\n" in text[line_end : sentence[0][1]]:
                label = []  # "Characters: …" speaks for its line
            label = clause.read(label)
            if sentence:
                line_end = (
                    sentence[-1][2] if isinstance(sentence[-1], tuple) and not isinstance(sentence[-1], FoundTag) else sentence[-1].end
                )
            tokens.append(Token("STOP", -1, -1))
        return tokens

    def _sentences(self, text: str, tags: list[FoundTag]) -> Iterator[list[RawToken | FoundTag]]:
        """Yield, for every sentence with tags, its words and tags in their order."""
        sentence: list[RawToken | FoundTag] = []
        previous = 0
        for number, tag in enumerate(tags):
            gap_start, gap_end = previous, tag.start
            joint = self._joint(text, tags[number - 1], tag) if number else None
            if joint is not None:
                sentence.append((joint, gap_start, gap_end))
            else:
                first, last = self._stops(text, gap_start, gap_end)
                if number:
                    if first is None and gap_end - gap_start <= 2 * _REACH:
                        sentence.extend(self.words.split(text, gap_start, gap_end))
                    else:
                        sentence.extend(self.words.split(text, gap_start, min(first if first is not None else gap_end, gap_start + _REACH)))
                        yield sentence
                        sentence = self.words.split(text, max(last or 0, gap_end - _REACH), gap_end)  # type: ignore[assignment]
                else:
                    sentence.extend(self.words.split(text, max(last or 0, gap_end - _REACH), gap_end))
            sentence.append(tag)
            previous = tag.end
        first = self._first_stop(text, previous)
        sentence.extend(self.words.split(text, previous, min(first, previous + _REACH)))
        yield sentence

    def _joint(self, text: str, left: FoundTag, right: FoundTag) -> str | None:
        """Return the terminal that joins two neighbouring tags to one reference, if one does."""
        if right.start - left.end > 14:
            return None
        if self.tags.list_mark.fullmatch(text, left.end, right.start):
            return "LIST_MARK"
        if (
            left.kind == right.kind
            and left.index is not None
            and right.index is not None
            and left.index < right.index
            and self.tags.range_mark.fullmatch(text, left.end, right.start)
            and not _MOVING.search(text, max(0, left.start - 60), left.start)
        ):
            return "RANGE_MARK"
        return None

    @staticmethod
    def _stops(text: str, start: int, end: int) -> tuple[int | None, int | None]:
        """Return where the first sentence between two offsets ends and the last one starts."""
        first = last = None
        for match in _STOP.finditer(text, start, end):
            if first is None:
                first = match.start()
            last = match.end()
        return first, last

    @staticmethod
    def _first_stop(text: str, start: int) -> int:
        match = _STOP.search(text, start)
        return match.start() if match else len(text)


class _Clause:
    """Reads the words of one sentence: which cues join something, which words belong to a role's phrase."""

    __slots__ = ("behind", "edited", "file_kind", "items", "label", "moving", "negated", "out", "state", "text")

    def __init__(self, text: str, items: "list[RawToken | FoundTag]", out: list[Token]) -> None:
        self.text = text
        self.items = [
            item if not isinstance(item, FoundTag) else ("BAD_TAG" if item.reason else "TAG", item.start, item.end, item) for item in items
        ]
        self.out = out
        self.state = "free"
        self.behind = False
        self.file_kind: str | None = None
        self.moving = False
        self.negated = False
        self.edited: tuple[Token, ...] | None = None
        self.label: list[Token] = []

    def read(self, label: list[Token]) -> list[Token]:
        """Write the sentence's tokens. ``label`` is what the line began with; the one in force at the end is returned."""
        self.label = label
        number = self._find_label()
        while number < len(self.items):
            number = self._step(number)
        return self.label

    # ------------------------------------------------------------------------------------------------------ looking

    def _kind(self, number: int) -> str:
        return self.items[number][0] if 0 <= number < len(self.items) else "STOP"

    def _emit(self, kind: str, number: int, value: object = None) -> None:
        _, start, end, *_ = self.items[number]
        self.out.append(Token(kind, start, end, value))

    def _is_few(self, number: int, words: int, characters: int) -> bool:
        """Whether a WORDS item is short enough to be the adjectives of a noun."""
        _, start, end, *_ = self.items[number]
        piece = self.text[start:end]
        return piece.count(" ") < words if piece.isascii() else end - start <= characters

    def _closed(self, number: int) -> bool:
        """Whether a noun phrase may end before item ``number``."""
        return self._kind(number) in _CLOSING

    def _noun_at(self, number: int, words: int, characters: int) -> int | None:
        """Return where the role noun of a phrase that starts at ``number`` stands: its head, behind a few words."""
        if self._kind(number) == "WORDS" and self._is_few(number, words, characters):
            number += 1
        if self._is_genitive(number) and is_role(self._kind(number + 1)):
            number += 1
        return self._head(number) if is_role(self._kind(number)) else None

    def _head(self, number: int) -> int:
        """Return the last of neighbouring nouns, which is what they are about: "camera *rhythm*", "人物的*声音*"."""
        while True:
            if is_role(self._kind(number + 1)):
                number += 1
            elif self._is_genitive(number + 1) and is_role(self._kind(number + 2)):
                number += 2
            elif (
                self._is_genitive(number + 1)
                and self._kind(number + 2) == "WORDS"
                and is_role(self._kind(number + 3))
                and self._is_few(number + 2, 2, 6)
            ):
                number += 3
            else:
                return number

    def _is_genitive(self, number: int) -> bool:
        """Whether an item makes the noun behind it the head: 的 and 's, but not the 中 of "in the forest"."""
        return self._kind(number) == "OWN" and self.text[self.items[number][2] - 1] in "的s"

    def _behind_noun(self, number: int) -> int:
        """Return the item behind a role noun and the words that only close its phrase."""
        number += 1
        while self._kind(number) == "SUFFIX" or (
            self._kind(number) == "REFER" and self._tag_after_cue(number) is None and self._is_suffix(number)
        ):
            number += 1
        return number

    def _is_suffix(self, number: int) -> bool:
        _, start, end, *_ = self.items[number]
        return self.text[start:end] in {"reference", "references", "参考", "參考", "match"}

    def _tag_after_cue(self, number: int) -> int | None:
        """Return the tag that a cue joins: the next item, or behind a few words such as "the reference image"."""
        number += 1
        skipped = 0
        while skipped < 3:
            kind = self._kind(number)
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
        number = 1 if self._kind(0) in {"WORDS", "COMMA", "MARK", "CLOSE", "OPEN"} and self._is_few(0, 2, 4) else 0
        head = self._head(number) if is_role(self._kind(number)) else -1
        if head >= 0:
            after = self._behind_noun(head)
            if self._kind(after) == "CLOSE":
                after += 1
            if self._kind(after) == "MARK" and self._kind(after + 1) not in {"TAG", "BAD_TAG"} and self.text[self.items[after][1]] in ":：":
                kind, start, end, *_ = self.items[head]
                self.label = [Token(kind, start, end)]
                return after + 1
        return 0

    def _step(self, number: int) -> int:
        kind = self._kind(number)
        if kind in {"TAG", "BAD_TAG"}:
            return self._tag(number)
        if is_role(kind):
            return self._role(number)
        if kind in {"LIST_MARK", "RANGE_MARK"}:
            self._emit(kind, number)
            return number + 1
        if kind == "COMMA":
            return self._comma(number)
        if kind == "WORDS":
            return self._words(number)
        if kind == "AS" and self.state == "tag":
            return self._as(number)
        if kind == "OWN" and self.state == "tag":
            self._emit("OWN", number)
            self.state = "cue"
            return number + 1
        if kind in {"MARK", "OPEN"}:
            return self._mark(number)
        if kind == "CLOSE":
            self._emit("CLOSE" if self.state == "tag" else "WORDS", number)
            return number + 1
        if kind == "NOT":
            self.negated = True
        elif kind == "SYNC" or (kind == "REFER" and _MOVING_WITH.match(self.text, self.items[number][1])):
            self.moving = True
        if kind == "NOT":
            pass
        elif kind in _CUES_AHEAD:
            return self._cue(number)
        self._prose(number)
        return number + 1

    def _prose(self, number: int) -> None:
        self._emit("WORDS", number)
        self.state = "free"

    def _tag(self, number: int) -> int:
        """Read a tag; a video that is edited or continued in this clause takes all words up to that verb."""
        found = self.items[number][3]  # type: ignore[misc]
        self._emit(self._kind(number), number, (found, self.label))
        self.state = "tag"
        self.file_kind = found.kind
        if found.kind == "video" and self._kind(number + 1) not in {"LIST_MARK", "RANGE_MARK"}:
            at = number + 1
            while self._kind(at) not in {"COMMA", "STOP", "TAG", "BAD_TAG", "EDIT", "EXTEND", "REFER", "COPY"}:
                at += 1
            if self._kind(at) in {"EDIT", "EXTEND"}:
                verb = self._kind(at)
                inside = tuple(
                    Token(self._kind(i), self.items[i][1], self.items[i][2]) for i in range(number + 1, at) if is_role(self._kind(i))
                )
                self.edited = inside if verb == "EDIT" else None
                self._emit(verb, at, ())
                self.state = "free"
                if verb == "EDIT" and self._kind(at + 1) in {"TAG", "BAD_TAG"}:
                    self.out.append(Token("WITH", self.items[at][2], self.items[at][2], self.edited))
                return at + 1
        return number + 1

    def _roles_between(self, number: int, end: int) -> tuple[Token, ...]:
        """Return the role nouns from one item up to another."""
        roles = []
        while number < end:
            if is_role(self._kind(number)):
                number = self._head(number)
                kind, start, stop, *_ = self.items[number]
                roles.append(Token(kind, start, stop))
            number += 1
        return tuple(roles)

    def _role(self, number: int) -> int:
        head = self._head(number)
        if self.state == "tag" and not self._ends_soon(self._behind_noun(head)):
            self._prose(number)  # "@Image1 dances …": what somebody does
            return number + 1
        kind, start, end, *_ = self.items[head]
        if kind == "SOUND" and head > number and self._kind(number) == "CHARACTER":
            kind = "VOICE"  # the sound of a person
        if kind == "RHYTHM" and self.moving:
            kind = "BEAT"  # "match the rhythm of": moving with it
        token = Token("OWN_WORDS" if kind.startswith("OWN:") else kind, start, end, (kind, self.negated))
        self.out.append(token)
        if self.edited is not None:
            self.edited = (*self.edited, token)
        after = self._behind_noun(head)
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
        return self._closed(number) or (self._kind(number) == "WORDS" and self._is_few(number, 1, 4) and self._closed(number + 1))

    def _ahead_of_tag(self, number: int) -> int | None:
        """Join a free role to a tag further on in its clause: through "of" and a verb, over the words between."""
        if self._kind(number) in {"WITH", "BREAK"} and self._kind(number - 1) in _TAKE_TO and self._kind(number + 1) in {"TAG", "BAD_TAG"}:
            self._emit("OF", number)  # "lip-synced to @Audio1"
            self.state = "free"
            return number + 1
        at = number
        limit = number + 12
        while at < min(limit, len(self.items)):
            kind = self._kind(at)
            if kind in {"OF", "REFER", "COPY"} and self._tag_after_cue(at) is not None:
                break
            if kind == "COMMA" and self.text[self.items[at][1]] not in ",，":
                at += 1
                continue
            if kind == "COMMA":
                # "…, should fully reference @Video1", "For the mansion, please refer to @Image4"
                nearby = at + 2 if self._kind(at + 1) == "WORDS" and self._is_few(at + 1, 2, 2) else at + 1
                if self._kind(nearby) in {"REFER", "COPY"} and self._tag_after_cue(nearby) is not None and self._is_subject_verb(nearby):
                    at = nearby
                    break
                return None
            if kind in {"STOP", "TAG", "BAD_TAG", "AS", "MARK", "EDIT", "EXTEND", "NOT", "OPEN", "COPY", "SYNC"}:
                return None
            if kind == "REFER" and at > number:
                return None
            if is_role(kind):
                return None if self._kind(number) not in {"OF", "OWN"} else self._skip_to_cue(number, at)
            at += 1
        else:
            return None
        if at > number:
            if self._kind(at) == "OF" and not self._short(number, at):
                return None
            self.out.append(Token("BETWEEN", self.items[number][1], self.items[at - 1][2]))
        return self._cue(at)

    def _is_subject_verb(self, number: int) -> bool:
        _, start, end, *_ = self.items[number]
        return self.text[start:end].startswith(("should", "please", "请", "請", "应", "應"))

    def _short(self, number: int, at: int) -> bool:
        """Whether the items between two numbers are a few words."""
        start, end = self.items[number][1], self.items[at - 1][2]
        return self.text.count(" ", start, end) < 5 and end - start <= 40

    def _skip_to_cue(self, number: int, at: int) -> int | None:
        """Pass "of the dancer" in "the motion of the dancer in @Video1": what the phrase is about stands first."""
        after = self._behind_noun(self._head(at))
        if self._kind(after) in {"OF", "REFER", "COPY"} and self._tag_after_cue(after) is not None:
            self.out.append(Token("BETWEEN", self.items[number][1], self.items[after - 1][2]))
            return self._cue(after)
        return None

    def _comma(self, number: int) -> int:
        """Read a comma or "and": a joint of two roles, or the end of a clause."""
        if self.state in {"role", "tag"}:
            at = number
            while self._kind(at) == "COMMA":
                at += 1
            if self.state == "tag" and self._kind(at) == "AS":
                return at  # "@Image1, as the character"
            if self.state == "role":
                start = at + 1 if self._kind(at) in {"AS", "OWN"} else at
                head = self._noun_at(start, _FEW, _FEW_CJK)
                if head is not None and self._joins(head) and not (self.behind and self._kind(head) in MISFITS[self.file_kind]):
                    self.out.append(Token("JOINT", self.items[number][1], self.items[at - 1][2], self._is_comma(number, at)))
                    if self._kind(start) == "WORDS":
                        self._emit("NOUN_WORDS", start)
                        start += 1
                    self.state = "joint"
                    return start + 1 if self._kind(start) == "OWN" else start
        self._emit("COMMA", number)
        self.state = "free"
        if self.text[self.items[number][1]] in ",，":
            self.negated = self.moving = False
            self.edited = None
        return number + 1

    def _is_comma(self, number: int, at: int) -> bool:
        return any(self.text[self.items[i][1]] in ",，" for i in range(number, at))

    def _joins(self, head: int) -> bool:
        """Whether a noun behind a comma is one more role of the same list, and not the start of something else."""
        after = self._behind_noun(head)
        if self.behind:
            return self._closed(after) and not self._leads_to_tag(after)
        return self._closed(after) or self._leads_to_tag(after) or self._leads_to_tag(after + 1)

    def _leads_to_tag(self, number: int) -> bool:
        """Whether a list of nouns, whose first ends before ``number``, belongs to a tag that stands behind it."""
        while self._kind(number) == "COMMA":
            while self._kind(number) == "COMMA":
                number += 1
            head = self._noun_at(number, _FEW, _FEW_CJK)
            if head is None:
                return False
            number = self._behind_noun(head)
        return self._kind(number) in {"OF", "REFER", "COPY"} and self._tag_after_cue(number) is not None

    def _words(self, number: int) -> int:
        if self.state == "tag" and self._kind(number + 1) == "AS" and self._is_few(number, 0, 12) and self._demands_role(number + 1):
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
                return number + (2 if self._kind(number + 1) == "OWN" else 1)
        self._prose(number)
        return number + 1

    def _is_adjectival(self, number: int) -> bool:
        """Whether words before a noun describe it, rather than say what somebody does: "tall grey", not "grabs the"."""
        _, start, end, *_ = self.items[number]
        return not _DOING.search(self.text, start, end)

    def _as(self, number: int) -> int:
        """Read "as", "for", "is" behind a tag, and what it demands: a role, or at least a noun phrase."""
        at = number + 1
        if self._kind(at) in {"WORDS", "REFER", "SUFFIX"} or self._kind(at) == "STYLE":
            # "as the visual reference for the city": the reference is no role, the city is
            look = at
            while look < at + 3 and self._kind(look) in {"WORDS", "REFER", "SUFFIX"}:
                look += 1
            if self._kind(look) == "AS" and self._noun_at(look + 1, _SOME, _SOME_CJK) is not None:
                at = look + 1
        head = self._noun_at(at, _SOME, _SOME_CJK)
        if head is not None:
            self.out.append(Token("AS", self.items[number][1], self.items[at - 1][2]))
            if self._kind(at) == "WORDS":
                self._emit("NOUN_WORDS", at)
                at += 1
            self.state = "cue"
            return at + 1 if self._kind(at) == "OWN" else at
        if (
            self._kind(at) == "WORDS"
            and self._is_few(at, 4, 6)
            and self._demands_role(number)
            and self._kind(at + 1) in {"COMMA", "STOP", "SUFFIX", "CLOSE"}
        ):
            self._emit("AS", number)
            self._emit("UNKNOWN", at, self.negated)
            self.state = "free"
            return at + 1
        self._prose(number)
        return number + 1

    def _demands_role(self, number: int) -> bool:
        _, start, end, *_ = self.items[number]
        return self.text[start:end].split(" ")[0] in {"as", "作为", "作為", "作爲", "用作", "当作", "當作"}

    def _mark(self, number: int) -> int:
        kind = self._kind(number)
        if self._kind(number + 1) in {"TAG", "BAD_TAG"}:
            self._emit(kind, number)
            return number + 1
        if self.state == "tag":
            head = self._noun_at(number + 1, 4, _FEW_CJK)
            if head is None and kind == "OPEN" and self._kind(number + 1) == "WORDS" and self._kind(number + 2) == "COMMA":
                head = self._noun_at(number + 3, 4, _FEW_CJK)  # "(Mara, character reference)"
                if head is not None:
                    self._emit(kind, number)
                    self.state = "cue"
                    return number + 3
            if head is not None:
                self._emit(kind, number)
                self.state = "cue"
                return number + 1
        self._emit("COMMA", number)
        self.state = "free"
        return number + 1

    def _cue(self, number: int) -> int:
        """Read a word that may join what stands before it, or nothing, to the tag behind it."""
        kind = self._kind(number)
        tag = self._tag_after_cue(number)
        if kind in {"EDIT", "EXTEND"} or (kind == "SYNC" and tag is None):
            return self._verb(number)
        if tag is None:
            self._prose(number)
            return number + 1
        start, end = self.items[number][1], self.items[tag - 1][2]
        if kind == "WITH" and self.edited is None:
            self._prose(number)
            return number + 1
        self.out.append(Token(kind, start, end, self.edited if kind == "WITH" else self.negated))
        self.state = "free"
        return tag

    def _verb(self, number: int) -> int:
        """Read "replace …", "extend …", "sync …": a verb that reaches over its object to the tag in the same clause."""
        kind = self._kind(number)
        at = number + 1
        while self._kind(at) not in {"COMMA", "STOP", "TAG", "BAD_TAG"}:
            at += 1
        found = self.items[at][3] if self._kind(at) in {"TAG", "BAD_TAG"} else None  # type: ignore[misc]
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
        self._prose(number)
        return number + 1
