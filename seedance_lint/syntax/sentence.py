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
        return self.kinds[number] in {"OF", "REFER", "COPY"} and self._tag_after_cue(number) is not None

    def _leads_to_tag(self, number: int) -> bool:
        """Whether a list of nouns, whose first ends before ``number``, belongs to a tag that stands behind it."""
        for _ in range(_LONGEST_LIST):
            if self.kinds[number] != "COMMA":
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
