"""Finding reference tags in a text, in every spelling, with or without faults."""

import re
from typing import NamedTuple

from seedance_lint.syntax.tables import Tables

_CLOSERS = {"[": "]", "(": ")", "【": "】", "{": "}", "<": ">", "'": "'", '"': '"', "“": "”", "‘": "’", "「": "」"}
_DIGITS = str.maketrans("０１２３４５６７８９一二三四五六七八九", "0123456789123456789")
# A number that measures something belongs to the words behind it, not to the tag before it.
_UNIT = r"(?:s|sec|secs|seconds?|minutes?|min|ms|fps|mm|cm|px|k|d|x|%|秒|分钟|分|帧|倍|米|个|個|年)(?![a-z])"
# What makes a word with an @ a file name or an address.
_SUFFIX = r"\.(?:jpe?g|png|webp|gif|bmp|tiff?|mp4|mov|webm|mp3|wav|com|net|org|io|ai|cn|co|me|so|app|dev)(?![a-z0-9])"
_FEW_EDITS = 2


class FoundTag(NamedTuple):
    """One tag as it stands in the text: where, of which kind, and what is wrong with it (``reason``, else None)."""

    start: int
    end: int
    kind: str | None
    index: int | None  # type: ignore[assignment]
    last: int | None
    reason: str | None


class TagFinder:
    """The patterns of all tag spellings, made from the kind words of the grammar."""

    __slots__ = ("_bare", "_kinds", "_near", "_pattern", "_words", "list_mark", "range_mark")

    def __init__(self, tables: Tables) -> None:
        self._kinds = tables.kind_words
        self._near = tables.near_words
        words = "|".join(sorted(map(re.escape, self._kinds), key=len, reverse=True))
        number = r"[0-9０-９]{1,9}"
        self._pattern = re.compile(
            rf"[@＠][ \t]{{0,2}}(?P<quote>[\[(【{{'\"“‘/.\-_<「]?)[ ]?"
            rf"(?:(?P<word>{words})(?![a-zà-öø-ÿ])(?:(?P<gap>[ \t ]{{0,2}}[_#\-]?[ ]?)(?P<number>{number}|(?<=[⺀-鿿])[一二三四五六七八九](?![⺀-鿿])))?"
            rf"|(?P<other>[a-z]{{3,12}})[ _\-]?(?P<other_number>[0-9]{{1,2}})(?![a-z0-9_]))"
            rf"|(?P<bracket><<<|\[|【)[ ]?(?P<bracket_word>{words})[ _]?(?P<bracket_number>{number})(?:_[0-9])?[ ]?(?:>>>|\]|】)"
        )
        # Behind a number: a range or further numbers of the same tag, none of which measures something.
        self._bare = re.compile(rf"(?<![a-z0-9_./@\-]){tables.patterns['BARE']}(?![a-z0-9_]|[.:][0-9])")
        self.list_mark = re.compile(tables.patterns["LIST_MARK"])
        self.range_mark = re.compile(tables.patterns["RANGE_MARK"])
        self._words = re.compile(
            rf"[ ]?(?:(?P<range>-|–|—|~|～|\.\.\.?|…|至|到)[ ]?(?:{words})?[ _]?(?P<last>[0-9]{{1,9}})"
            rf"|(?P<list>(?:[ ]?[&＆/、][ ]?[0-9]{{1,2}})+))(?![0-9:.]?[0-9]|[ ]?{_UNIT}|[a-z_])"
        )

    def find(self, text: str) -> list[FoundTag]:
        """Return the tags of a lower-cased text in their order; those of a list in one tag (``@Image1&2``) one by one."""
        found: list[FoundTag] = []
        for match in self._pattern.finditer(text):
            groups = match.group("word", "other", "bracket_word")
            if groups[0]:
                self._marked(text, match, found)
            elif groups[1]:
                self._near_miss(text, match, found)
            else:
                index = int(match["bracket_number"].translate(_DIGITS))
                found.append(FoundTag(match.start(), match.end(), self._kinds[groups[2]], index, None, None if index else "zero-index"))
        return found

    def find_bare(self, text: str) -> list[tuple[int, int, str, int]]:
        """Return start, end, kind and index of the files that a lower-cased text names without a mark."""
        result = []
        for match in self._bare.finditer(text):
            digits = re.search(r"[0-9]+$", match.group())
            assert digits is not None
            word = match.group()[: digits.start()].strip(" _")
            if not _UNIT_BEHIND.match(text, match.end()):
                result.append((match.start(), match.end(), self._kinds[word], int(digits.group())))
        return result

    def _marked(self, text: str, match: "re.Match[str]", found: list[FoundTag]) -> None:
        start, end, kind, number = match.start(), match.end(), self._kinds[match["word"]], match["number"]
        if number is not None and match["gap"][:1] in {" ", "\t"} and _UNIT_BEHIND.match(text, end):
            number, end = None, match.end("word")  # "@video 15 seconds": the number is not the tag's
        glued_before = start and (text[start - 1].isascii() and (text[start - 1].isalnum() or text[start - 1] in "._-@"))
        if number is None:
            end = match.end("word")
            behind = text[end : end + 1]
            if glued_before or behind == "_" or (behind.isalpha() and behind.isascii()) or _FILE_BEHIND.match(text, end):
                return
            if behind.isdigit():
                return
            start, end = self._with_brackets(text, match, start, end)
            found.append(FoundTag(start, end, kind, None, None, "missing-index"))
            return
        if _FILE_BEHIND.match(text, end) or (start and text[start - 1] in "@＠"):
            return
        index = int(number.translate(_DIGITS))
        behind = text[end : end + 2]
        if behind[:1].isascii() and (behind[:1].isalpha() or (behind[:1] == "_" and behind[1:].isalnum())):
            while end < len(text) and text[end].isascii() and (text[end].isalnum() or text[end] == "_"):
                end += 1
            found.append(FoundTag(start, end, kind, index, None, "glued-suffix"))
            return
        last = None
        more: list[tuple[int, int, int]] = []
        further = self._words.match(text, end)
        if further and further["range"]:
            value = int(further["last"])
            if index < value:
                last, end = value, further.end()
        elif further:
            at = further.start("list")
            more = [(at + digit.start(), at + digit.end(), int(digit.group())) for digit in re.finditer(r"[0-9]+", further["list"])]
        if not more:
            start, end = self._with_brackets(text, match, start, end)
        found.append(FoundTag(start, end, kind, index, last, None if index else "zero-index"))
        found.extend(FoundTag(at, to, kind, value, None, None if value else "zero-index") for at, to, value in more)

    def _with_brackets(self, text: str, match: "re.Match[str]", start: int, end: int) -> tuple[int, int]:
        """Take the brackets and quotes that belong to a tag into its span: ``@[Image 1]``, ``[@Image 1]``."""
        close = _CLOSERS.get(match["quote"])
        if close is not None:
            rest = text[end : end + 2].lstrip(" ")
            if rest[:1] == close:
                end += text[end : end + 2].index(close) + 1
            return start, end
        if start and text[start - 1] in "[【":
            rest = text[end : end + 2]
            close = _CLOSERS[text[start - 1]]
            if rest.lstrip(" ")[:1] == close:
                return start - 1, end + rest.index(close) + 1
        return start, end

    def _near_miss(self, text: str, match: "re.Match[str]", found: list[FoundTag]) -> None:
        start, end, word = match.start(), match.end(), match["other"]
        if (start and text[start - 1].isascii() and (text[start - 1].isalnum() or text[start - 1] in "._-@")) or _FILE_BEHIND.match(
            text, end
        ):
            return
        kind = self._near.get(word) or next((kind for known, kind in self._kinds.items() if _is_near(word, known)), None)
        if kind is not None:
            found.append(FoundTag(start, end, kind, int(match["other_number"]), None, "unknown-kind"))


_UNIT_BEHIND = re.compile(rf"[ ]?{_UNIT}")
_FILE_BEHIND = re.compile(_SUFFIX)


def _is_near(word: str, known: str) -> bool:
    """Whether a word is a slip of the pen for a known one of five letters or more."""
    if len(known) < 5 or not known.isascii() or abs(len(word) - len(known)) > 1 or word[0] != known[0]:
        return sorted(word) == sorted(known) and len(known) >= 5
    return _distance(word, known) <= _FEW_EDITS and word[0] == known[0]


def _distance(first: str, second: str) -> int:
    """Return the Levenshtein distance of two short words."""
    row = list(range(len(second) + 1))
    for number, character in enumerate(first, 1):
        last, row[0] = row[0], number
        for column, other in enumerate(second, 1):
            last, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, last + (character != other))
    return row[-1]
