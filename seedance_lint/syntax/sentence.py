"""The words and tags of one sentence, and what stands where in it."""

from typing import Any

from seedance_lint.syntax.pattern import Pattern
from seedance_lint.syntax.token import Token

# So many words (characters, where no spaces part them) may stand between a cue and its role.
FEW, SOME, FEW_CJK, SOME_CJK = 3, 6, 8, 16

_DOING = Pattern(r"[a-z]{3,}(?:ly|ing)\b|\b(?!['’])[a-z]{3,}s\b|[a-z] (?:the|a|an|his|her|their|its|my|your|and)\b")
_CLOSING = frozenset({
    "COMMA", "STOP", "CLOSE", "OPEN", "MARK", "SUFFIX", "AS", "TAG", "BAD_TAG", "OF", "REFER", "COPY", "EDIT", "SYNC", "OWN", "EXTEND", "NOT",
})  # fmt: skip
# So many nouns of one list are followed to the tag behind it.
_LONGEST_LIST = 8
# "with", and what says behind the file that two things are alike.
_TOGETHER = frozenset("和与與跟同向对對往从從")
_ALIKE = (
    "靠",
    "贴",
    "貼",
    "提取",
    "截取",
    "抽取",
    "取，",
    "取。",
    "一致",
    "保持",
    "相同",
    "一样",
    "一樣",
    "对齐",
    "對齊",
    "看齐",
    "看齊",
    "对上",
    "對上",
    "同步",
    "吻合",
    "走",
    "来",
    "來",
)
# So many items may stand between a tag and the "as" that is about it, if one of these roles follows: what somebody does "as the woman leaves"
# is no role.
_LONGEST_WAY = 6
_LASTING = frozenset({"FIRST_FRAME", "LAST_FRAME", "COMPOSITION", "STYLE", "MUSIC", "SOUND_EFFECTS", "BEAT", "STORYBOARD"})
# What is read behind the last item.
BEYOND = ["STOP"] * 8


class Sentence:
    """Answers where its nouns, cues and tags stand. Items go by their number; those behind the last one are stops."""

    __slots__ = ("generic", "items", "kinds", "roles", "text")
    text: str
    """Lower-cased, the whole of it."""
    items: list[Any]
    """Terminal, start and end of every word, and the tag of a tag."""
    kinds: list[str]
    """The terminals of the items, and of stops behind them."""
    roles: frozenset[str]
    """The terminals that are role nouns."""
    generic: frozenset[str]
    """Words that name no role where one is demanded."""

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

    def _ends_soon(self, number: int) -> bool:
        """Whether a noun phrase ends before item ``number``, or behind one more word."""
        return self._closed(number) or (self.kinds[number] == "WORDS" and self._is_few(number, 1, 4) and self._closed(number + 1))

    def _end_of_list(self, number: int) -> int | None:
        """Return the "of" behind a list whose further items are in no vocabulary: "the face, freckles and gait of @Image1"."""
        for _ in range(_LONGEST_LIST):
            while self.kinds[number] == "COMMA":
                number += 1
            if self.kinds[number] != "WORDS" or not self._is_few(number, FEW, FEW_CJK):
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

    def _is_joined(self, number: int) -> bool:
        """Whether item ``number`` is a cue that joins what stands before it to a tag."""
        kind = self.kinds[number]
        if kind in {"AS", "MARK"}:  # "the product is @Image1", "background: @Image2"
            return self.kinds[number + 1] in {"TAG", "BAD_TAG"}
        return (kind in {"OF", "REFER", "COPY", "SYNC"} and self._tag_after_cue(number) is not None) or self._agrees(number)

    def _leads_to_tag(self, number: int) -> bool:
        """Whether a list of nouns, whose first ends before ``number``, belongs to a tag that stands behind it."""
        if self.kinds[number] == "OWN" and self.kinds[number + 1] == "WORDS" and self._is_few(number + 1, FEW, FEW_CJK):
            return self._is_joined(number + 2)  # "the car's shape follows @Image2"
        for _ in range(_LONGEST_LIST):
            if self.kinds[number] != "COMMA" or self._agrees(number):
                break
            while self.kinds[number] == "COMMA":
                number += 1
            head = self._noun_at(number, FEW, FEW_CJK)
            if head is None:
                return False
            number = self._behind_noun(head)
        return self._is_joined(number)

    def _is_adjectival(self, number: int) -> bool:
        """Whether words before a noun describe it, rather than say what somebody does: "tall grey", not "grabs the"."""
        item = self.items[number]
        start, end = item[1], item[2]
        return not _DOING.search(self.text, start, end)

    def _is_generic(self, number: int) -> bool:
        """Whether words say no more than "reference": "as the primary inspiration"."""
        item = self.items[number]
        words = self.text[item[1] : item[2]]
        return words in self.generic or all(word in self.generic for word in words.split())

    def _demands_role(self, number: int) -> bool:
        item = self.items[number]
        start, end = item[1], item[2]
        return self.text[start:end].split(" ")[0] in {"as", "作为", "作為", "作爲", "用作", "当作", "當作"}

    def _names_role(self, number: int) -> bool:
        """Whether an AS is one before which words may stand that say nothing of the role: "under it as", 收束做."""
        item = self.items[number]
        return self.text.startswith(("as", "作", "做", "当", "當", "用作", "用做", "仅", "僅", "只", "分别", "分別"), item[1], item[2])

    def _is_for_next(self, number: int) -> bool:
        """Whether "for" and its role belong to a tag further on: "@Image1, for colour look at @Image2"."""
        if not self.text.startswith("for", self.items[number][1]):
            return False
        head = self._noun_at(number + 1, FEW, FEW_CJK)
        return head is not None and self._is_joined(self._behind_noun(head))

    def _agrees(self, number: int) -> bool:
        """Whether words say that what stands before them is as in the file behind: 与@图片1一致, 跟@视频1走, 跟@视频1."""
        if self.kinds[number] not in {"COMMA", "BREAK"} or self.kinds[number + 1] != "TAG":
            return False
        item, behind = self.items[number], number + 2
        if self.text[item[1] : item[2]] not in _TOGETHER:
            return False
        if self.kinds[behind] == "OWN":
            behind += 1
        if behind >= len(self.items):
            return self.text[item[1]] == "跟"
        place = self.items[behind][1]
        return self.text.startswith(_ALIKE, place) or (self.text[item[1]] == "跟" and self._closed(behind))

    def _is_base(self, number: int) -> bool:
        """Whether this is the "on" of "base the fight on @Video1 and the camera on @Video2"."""
        item = self.items[number]
        if self.text[item[1] : item[2]] != "on":
            return False
        return any(
            self.kinds[at] == "WORDS" and self.text.startswith(("base ", "model "), self.items[at][1])
            for at in range(max(0, number - _LONGEST_LIST), number)
        )

    def _is_all(self, number: int) -> bool:
        """Whether a tag stands at ``number`` and nothing more is said of it in its clause."""
        behind = self.kinds[number + 1]
        return self.kinds[number] == "TAG" and (
            behind == "WITH" or (self._closed(number + 1) and behind not in {"AS", "OWN", "OF", "OPEN"})
        )

    def _far_as(self, number: int) -> int | None:
        """Return the "as" behind a tag and a few words about when and how: "under it all as the music bed"."""
        if "AS" not in self.kinds[number + 1 : number + _LONGEST_WAY]:
            return None
        for at in range(number, number + _LONGEST_WAY):
            kind = self.kinds[at]
            if kind == "AS" and at > number and self._names_role(at):
                head = self._noun_at(at + 1, FEW, FEW_CJK)
                return at if head is not None and self.kinds[head] in _LASTING and self._closed(self._behind_noun(head)) else None
            if kind not in {"WORDS", "BREAK", "SUFFIX", "AS", "OF", "WITH"}:
                return None
        return None

    def _is_done(self, number: int) -> bool:
        """Whether a COPY is what was, or is to be, done with the file before it: 完全复刻, 复刻一遍, "replicated"."""
        item = self.items[number]
        if self.text[item[1] : item[2]].isascii():
            return self.text.endswith("ed", item[1], item[2])
        return self._closed(number + 1) or (
            self.kinds[number + 1] == "WORDS" and self._is_few(number + 1, 1, 2) and self._closed(number + 2)
        )

    def _is_turned_into(self, number: int) -> bool:
        """Whether this is the verb of 音乐换成@音频1, whose object stands before it."""
        item = self.items[number]
        return self.kinds[number] == "EDIT" and self.text.endswith(("成", "为", "為"), item[1], item[2])

    def _is_new_clause(self, number: int) -> bool:
        """Whether a comma parts two clauses, as it mostly does in Chinese, where lists have 、 and 和."""
        return self.text[self.items[number][1]] == "，"
