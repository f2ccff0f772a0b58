"""Finding reference tags in a text, in every spelling, with or without faults. Files without a mark are in ``bare.py``."""

import re

from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple
from seedance_lint.syntax.nodes import KINDS
from seedance_lint.syntax.tables import Tables

_LATIN = "a-zß-ɏ"
# Letters of other scripts, by what they are not: `re` spends a millisecond on every range of 20,000 characters when a program starts.
_CJK = "^\\W\x00-\u024f"
_CLOSERS = {"[": "]", "(": ")", "【": "】", "{": "}", "<": ">", "'": "'", '"': '"', "“": "”", "‘": "’", "「": "」"}
CJK_DIGITS = "一二三四五六七八九"
DIGITS = str.maketrans(f"０１２３４５６７８９{CJK_DIGITS}", "0123456789123456789")
# Where a tag may begin; looked for first, because these characters are rare.
_ANCHOR = Pattern(r"[@＠\[【<]")
_AT = Pattern("@")
_MARKED = Pattern(rf"[@＠][ \t]{{0,2}}(_|[^\s\w@])?[ ]?([{_LATIN}]+(?:_file(?=_[0-9]))?|[{_CJK}]{{1,12}})")
_QUOTES = frozenset("[(【{'\"“‘/.-_<「")
# The documented spelling with one digit, and nothing after it that could belong to it: most tags, read in one step.
_PLAIN = Pattern(r"@(image|video|audio)([1-9])(?=[,:;)!?'’]|\.?(?:[ \n](?![\-–—~～&＆…])|$))")
_ASCII_PLAIN = Pattern(r"@(image|video|audio)([1-9])(?=[,:;)!?']|\.?(?:[ \n](?![\-~&])|$))")  # compiled in half of the time
_KINDS = dict(zip(KINDS, KINDS, strict=True))
"""The same string for all tags of a kind: thousands of them would be a third of a tree."""
_PLAIN_BEFORE = frozenset("@＠[【")
_BRACKETED = Pattern(rf"(?:<<<|[\[【<])[ ]?([{_LATIN}]+|[{_CJK}]{{1,12}})[ _]?([0-9０-９]{{1,9}})(?:_[0-9])?[ ]?(?:>>>|\]|】|>)")
_NUMBER = Pattern(r"([ \t]{0,2}[_#\-]?[ ]?)([0-9０-９]{1,9})")
_SPELLED = f"[{CJK_DIGITS[1:]}]?十[{CJK_DIGITS}]?|[{CJK_DIGITS}]"
_CJK_NUMBER = Pattern(_SPELLED)
# A package of a scope: `@image/loader`.
_PACKAGE_BEHIND = Pattern(r"/[a-z]")
_MORE_STARTS = ".…&＆/、 "
"""What begins further numbers of a tag, beside what joins a range."""
_NEAR_NUMBER = Pattern(r"[ _\-]?([0-9]{1,2})(?![a-z0-9_])")
_DIGIT_RUN = Pattern(r"[0-9]+")
_GLUE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789._-@")
_LONGEST_CJK_WORD = 12
_MOST_EDITS = 2
_MOST_FILES = 50
"""Of a request under any contract: what has a greater number is somebody's name."""
_SHORTEST_NEAR = 5


_new = tuple.__new__  # as fast again as a named tuple's own constructor


class FoundTag(NamedTuple):
    """One tag as it is in the text: where, of which kind, and what is wrong with it (``reason``, else None)."""

    start: int
    end: int
    kind: str | None
    index: int | None  # type: ignore[assignment]
    last: int | None
    reason: str | None
    bare: bool = False
    """Whether it has no mark: "image 1"."""


class TagFinder:
    """Finds tags by the kind words of the grammar."""

    __slots__ = (
        "_cjk_more",
        "_file_behind",
        "_host_behind",
        "_kinds",
        "_like",
        "_measure",
        "_more",
        "_more_starts",
        "_named",
        "_near",
        "_unit_behind",
    )

    def __init__(self, tables: Tables) -> None:
        self._kinds = tables.kind_words
        self._near = tables.near_words
        patterns = tables.patterns
        unit, up_to = f"(?:{patterns['UNIT']})(?![a-z])", patterns["UP_TO"]
        self._unit_behind = Pattern(f"[ ]?{unit}")
        # What makes a word with an @ a file name or an address.
        self._file_behind = Pattern(rf"\.(?:[a-z0-9-]+\.)*(?:{patterns['FILE_ENDING']})(?![a-z0-9])")
        # What makes an address of a word with letters right before its @: `me@image1.example.test`.
        self._host_behind = Pattern(rf"(?:\.[a-z0-9-]+){{2,}}(?![\w@])|\.(?:{patterns['LOCAL_HOST']})(?![\w@])")
        # After a number: a range or further numbers of the same tag, none of which measures something.
        self._more_starts = frozenset((*up_to.split("|"), *_MORE_STARTS))
        self._more = Pattern(
            rf"[ ]?(?:({up_to}|\.\.\.?|…)[ ]?(?:[{_CJK}]{{1,3}}|(?:image|video|audio|img))?[ _]?([0-9]{{1,9}})"
            rf"|((?:[ ]?[&＆/、][ ]?[0-9]{{1,2}})+))(?![0-9:.]?[0-9]|[ ]?{unit}|[a-z_])"
        )
        self._cjk_more = Pattern(rf"[ ]?(?:{up_to})[ ]?(?:{patterns['SHORT_KIND']})?({_SPELLED})")
        self._measure = Pattern(patterns["MEASURE"])
        # Assets that have a name and no place in a list: `@[HeroRef]`, `@Element1`, `@素材3`.
        self._named = Pattern(
            rf"[@＠][ ]?(?:[\[【]([a-z][a-z0-9_ -]{{1,40}})[\]】]|(?:{patterns['ASSET']})[ _]?([0-9]{{1,2}})(?![a-z0-9_]))"
        )
        self._like = tuple((kind, Pattern(patterns[f"LIKE_{kind.upper()}"])) for kind in KINDS)

    def find(self, text: str) -> list[FoundTag]:
        """Return the tags of a lower-cased text in their order; those of a list in one tag (``@Image1&2``) one by one."""
        plain_tag = _ASCII_PLAIN if text.isascii() else _PLAIN
        if "[" in text or "【" in text or "<" in text or "＠" in text:
            anchors = _ANCHOR
        else:
            anchors = _AT  # one character alone is found several times as fast as one of a set
            plain_tags = [
                _new(FoundTag, (match.start(), match.end(), _KINDS[match[1]], int(match[2]), None, None, False))
                for match in plain_tag.finditer(text)
            ]
            if len(plain_tags) == text.count("@"):
                return plain_tags
        found: list[FoundTag] = []
        reached = 0
        for anchor in anchors.finditer(text):
            start = anchor.start()
            if start < reached:
                continue
            if text[start] in "@＠":
                plain = plain_tag.match(text, start)
                if plain is not None and not (start and text[start - 1] in _PLAIN_BEFORE):
                    reached = plain.end()
                    found.append(_new(FoundTag, (start, reached, plain[1], int(plain[2]), None, None, False)))
                    continue
                self._marked(text, start, found)
            else:
                self._bracketed(text, start, found)
            if found:
                reached = found[-1].end
        return found

    def _kind_word(self, text: str, start: int, end: int) -> tuple[str | None, int]:
        """Return the kind that a word names, and where it ends: before the rest of a run of characters without spaces."""
        kind = self._kinds.get(text[start:end])
        if kind is None and text[start] >= "⺀":
            for stop in range(min(end, start + _LONGEST_CJK_WORD) - 1, start, -1):
                kind = self._kinds.get(text[start:stop])
                if kind is not None:
                    return kind, stop
        return kind, end

    def _bracketed(self, text: str, start: int, found: list[FoundTag]) -> None:
        """Read ``[Image 1]`` and ``<<<image_1>>>``."""
        match = _BRACKETED.match(text, start)
        if match is None:
            return
        kind = self._kinds.get(match[1])
        if kind is not None:
            index = int(match[2].translate(DIGITS))
            found.append(FoundTag(start, match.end(), kind, index, None, None if index else "zero-index"))

    def _marked(self, text: str, start: int, found: list[FoundTag]) -> None:
        """Read a tag with an @."""
        named = self._named.match(text, start)
        if (
            named is not None
            and not (start and text[start - 1] in _GLUE)
            and self._kinds.get((named[1] or "").rstrip("0123456789 _-")) is None
        ):
            what = named[1] or named[0]
            like = next((kind for kind, words in self._like if words.search(what)), "image")
            found.append(FoundTag(start, named.end(), like, int(named[2]) if named[2] else None, None, "named-asset"))
            return
        match = _MARKED.match(text, start)
        if match is None or (start and text[start - 1] in "@＠") or (match[1] and match[1] not in _QUOTES):
            return
        kind, end = self._kind_word(text, match.start(2), match.end(2))
        if kind is None:
            self._near_miss(text, match, found)
            return
        number = _NUMBER.match(text, end)
        if number is not None:
            stop, gap, digits = number.end(), number[1], number[2]
        elif (
            text[end - 1] >= "⺀"
            and (number := _CJK_NUMBER.match(text, end)) is not None
            and self._measure.match(text, number.end()) is None
        ):
            self._spelled(text, match, kind, number, found)
            return
        else:
            self._numberless(text, match, kind, end, found)
            return
        if gap and gap[0] in " \t" and self._unit_behind.match(text, stop):
            self._numberless(text, match, kind, end, found)  # "@video 15 seconds": the number is not the tag's
            return
        index = int(digits.translate(DIGITS))
        behind = text[stop : stop + 1]
        if behind == "." and (
            self._file_behind.match(text, stop) or (start and text[start - 1] in _GLUE and self._host_behind.match(text, stop))
        ):
            return
        if behind in _GLUE and behind and behind not in ".-@" and (behind != "_" or text[stop + 1 : stop + 2].isalnum()):
            while stop < len(text) and text[stop].isascii() and (text[stop].isalnum() or text[stop] == "_"):
                stop += 1
            found.append(FoundTag(start, stop, kind, index, None, "glued-suffix"))
            return
        more = self._more.match(text, stop) if behind in self._more_starts else None
        if more is not None and more[3]:
            at = more.start(3)
            found.append(FoundTag(start, stop, kind, index, None, None if index else "zero-index"))
            for digit in _DIGIT_RUN.finditer(more[3]):
                value = int(digit.group())
                found.append(FoundTag(at + digit.start(), at + digit.end(), kind, value, None, None if value else "zero-index"))
            return
        last = None
        if more is not None and int(more[2]) > index:
            last, stop = int(more[2]), more.end()
        start, stop = self._with_brackets(text, match[1], start, stop)
        found.append(FoundTag(start, stop, kind, index, last, None if index else "zero-index"))

    def _spelled(self, text: str, match: "re.Match[str]", kind: str, number: "re.Match[str]", found: list[FoundTag]) -> None:
        """Read a tag whose number is spelled, and the range that it may begin: ``@图六到图十``."""
        index, stop = _value(number[0]), number.end()
        more = self._cjk_more.match(text, stop)
        last = None
        if more is not None and _value(more[1]) > index:
            last, stop = _value(more[1]), more.end()
        start, stop = self._with_brackets(text, match[1], match.start(), stop)
        found.append(FoundTag(start, stop, kind, index, last, None))

    def _numberless(self, text: str, match: "re.Match[str]", kind: str, end: int, found: list[FoundTag]) -> None:
        """Read a tag without a number, unless it is the beginning of a name or an address."""
        start = match.start()
        behind = text[end : end + 1]
        if (start and text[start - 1] in _GLUE) or behind == "_" or behind.isdigit() or (behind.isalpha() and behind.isascii()):
            return
        if (behind == "." and self._file_behind.match(text, end)) or (behind == "/" and _PACKAGE_BEHIND.match(text, end)):
            return
        start, end = self._with_brackets(text, match[1], start, end)
        found.append(FoundTag(start, end, kind, None, None, "missing-index"))

    def _with_brackets(self, text: str, quote: str | None, start: int, end: int) -> tuple[int, int]:
        """Take the brackets and quotes that belong to a tag into its span: ``@[Image 1]``, ``[@Image 1]``."""
        if quote:
            close = _CLOSERS.get(quote)
        elif start and text[start - 1] in "[【":
            close = _CLOSERS[text[start - 1]]
        else:
            return start, end
        at = end + 1 if text[end : end + 1] == " " else end
        if close is None or text[at : at + 1] != close:
            return start, end
        return (start if quote else start - 1), at + 1

    def _near_miss(self, text: str, match: "re.Match[str]", found: list[FoundTag]) -> None:
        """Read ``@Imgae1`` and ``@Clip2``: a word close to one for a kind, with a number."""
        start, word = match.start(), match[2]
        number = _NEAR_NUMBER.match(text, match.end())
        if number is None or (start and text[start - 1] in _GLUE) or self._file_behind.match(text, number.end()):
            return
        if int(number[1]) > _MOST_FILES:
            return
        kind = self._near.get(word) or next((kind for known, kind in self._kinds.items() if _is_near(word, known)), None)
        if kind is not None:
            found.append(FoundTag(start, number.end(), kind, int(number[1]), None, "unknown-kind"))


def _value(number: str) -> int:
    """Return the number that up to three characters spell: 16 for ``十六``."""
    tens, ten, ones = number.rpartition("十")
    return (int(tens.translate(DIGITS) or "1") * 10 if ten else 0) + int(ones.translate(DIGITS) or "0")


def _is_near(word: str, known: str) -> bool:
    """Whether a word is a slip of the pen for a longer known one."""
    if len(known) < _SHORTEST_NEAR or not known.isascii() or abs(len(word) - len(known)) > 1:
        return False
    return sorted(word) == sorted(known) or (word[0] == known[0] and _distance(word, known) <= _MOST_EDITS)


def _distance(first: str, second: str) -> int:
    """Return the Levenshtein distance of two short words."""
    row = list(range(len(second) + 1))
    for number, character in enumerate(first, 1):
        last, row[0] = row[0], number
        for column, other in enumerate(second, 1):
            last, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, last + (character != other))
    return row[-1]
