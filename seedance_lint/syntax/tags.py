"""Finding reference tags in a text, in every spelling, with or without faults."""

import re
from collections.abc import Iterable

from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple
from seedance_lint.syntax.tables import Tables

_LATIN = "a-zß-ɏ"
# Letters of other scripts, by what they are not: `re` spends a millisecond on every range of 20,000 characters when a program starts.
_CJK = "^\\W\x00-\u024f"
_CLOSERS = {"[": "]", "(": ")", "【": "】", "{": "}", "<": ">", "'": "'", '"': '"', "“": "”", "‘": "’", "「": "」"}
_DIGITS = str.maketrans("０１２３４５６７８９一二三四五六七八九", "0123456789123456789")
# Where a tag may begin; looked for first, because these characters are rare.
_ANCHOR = Pattern(r"[@＠\[【<]")
_AT = Pattern("@")
_MARKED = Pattern(rf"[@＠][ \t]{{0,2}}(_|[^\s\w@])?[ ]?([{_LATIN}]+(?:_file(?=_[0-9]))?|[{_CJK}]{{1,12}})")
_QUOTES = frozenset("[(【{'\"“‘/.-_<「")
# The documented spelling with one digit, and nothing after it that could belong to it: most tags, read in one step.
_PLAIN = Pattern(r"@(image|video|audio)([1-9])(?=[,:;)!?'’]|\.?(?:[ \n](?![\-–—~～&＆…])|$))")
_ASCII_PLAIN = Pattern(r"@(image|video|audio)([1-9])(?=[,:;)!?']|\.?(?:[ \n](?![\-~&])|$))")  # compiled in half of the time
_PLAIN_BEFORE = frozenset("@＠[【")
_BRACKETED = Pattern(rf"(?:<<<|[\[【<])[ ]?([{_LATIN}]+|[{_CJK}]{{1,12}})[ _]?([0-9０-９]{{1,9}})(?:_[0-9])?[ ]?(?:>>>|\]|】|>)")
_NUMBER = Pattern(r"([ \t]{0,2}[_#\-]?[ ]?)([0-9０-９]{1,9})")
_CJK_DIGITS = "[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_CJK_NUMBER = Pattern(_CJK_DIGITS)
# What follows one that counts something else: "图一个".
_COUNTED = frozenset("个個张張片幅格段条條帧幀次种種秒分些样樣起")
_CJK_MORE = Pattern(rf"[ ]?(?:至|到|-|–|—|~|～)[ ]?(?:[图圖视視音][片频頻]?)?({_CJK_DIGITS})")
# A number that measures something belongs to the words after it, not to the tag before it.
_UNIT = r"(?:s|secs?|seconds?|minutes?|min|ms|fps|mm|cm|px|k|d|x|%|met(?:re|er)s?|inch(?:es)?|f(?:oo|ee)t|hours?|years?|秒|分钟|分|帧|倍|米|个|個|年|岁|遍|次(?!日))(?![a-z])"
_UNIT_BEHIND = Pattern(rf"[ ]?{_UNIT}")
# What makes a word with an @ a file name or an address.
_FILE_BEHIND = Pattern(
    r"\.(?:[a-z0-9-]+\.)*(?:jpe?g|png|webp|gif|bmp|tiff?|mp4|mov|webm|mp3|wav|com|net|org|io|ai|cn|co|me|so|app|dev)(?![a-z0-9])"
)
# What makes an address of a word with letters right before its @: `me@image1.example.test`.
_HOST_BEHIND = Pattern(r"(?:\.[a-z0-9-]+){2,}(?![\w@])|\.(?:local|lan|internal|test|example|invalid)(?![\w@])")
# A package of a scope: `@image/loader`.
_PACKAGE_BEHIND = Pattern(r"/[a-z]")
# After a number: a range or further numbers of the same tag, none of which measures something.
_MORE_STARTS = frozenset("-–—~～.…至到&＆/、 ")
_MORE = Pattern(
    rf"[ ]?(?:(-|–|—|~|～|\.\.\.?|…|至|到)[ ]?(?:[{_CJK}]{{1,3}}|(?:image|video|audio|img))?[ _]?([0-9]{{1,9}})"
    rf"|((?:[ ]?[&＆/、][ ]?[0-9]{{1,2}})+))(?![0-9:.]?[0-9]|[ ]?{_UNIT}|[a-z_])"
)
# Assets that have a name and no place in a list: `@[HeroRef]`, `@Element1`, `@素材3`.
_NAMED = Pattern(
    r"[@＠][ ]?(?:[\[【]([a-z][a-z0-9_ -]{1,40})[\]】]|(?:element|asset|reference|ref|character|char|file|素材|元素|参考)[ _]?([0-9]{1,2})(?![a-z0-9_]))"
)
_NAMED_AFTER = (
    ("image", Pattern(r"im(?:age|g)|ref(?:erence)?$|pic|photo|board|look|face|图")),
    ("video", Pattern("video|clip")),
    ("audio", Pattern("audio|voice|music|bgm")),
)
# Looked for from the number back: digits are rarer than the letters that the words in front of them begin with.
_BARE_NUMBER = Pattern(r"[0-9](?:(?<=[^\W\d_][0-9])|(?<=[^\W\d_][ _][0-9]))[0-9]?(?![0-9a-z_]|[.:][0-9])")
_ASCII_BARE_NUMBER = Pattern(r"[0-9](?:(?<=[a-z][0-9])|(?<=[a-z][ _][0-9]))[0-9]?(?![0-9a-z_]|[.:][0-9])")
_BARE_RANGE = Pattern(
    r"[ ]?(?:to|through|-|–|—|~|～|至|到)[ ]?(?:(?P<noun>[a-z]{3,10}|[图視视音][片频頻])[ ]?)?([0-9]{1,2})(?![0-9a-z_%]|[.:][0-9])"
)
# Words before "@Image1 to @Image2" that make it a movement and no range.
MOVING = Pattern(
    r"\b(?:from|transition\w*|morph\w*|chang\w*|cut\w*|fad\w*|switch\w*|turn\w*|transform\w*|between)\b[^.\n]{0,60}$|[从由從][^。\n]{0,12}$"
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_ORDINAL = Pattern(
    r"\b(first|second|third|fourth|fifth) (?:reference|uploaded|input|attached) (image|picture|photo|video|audio|clip)(?![a-z])"
)
_CJK_ORDINAL = Pattern(
    r"第([一二三四五六七八九])[张張个個段幅](?:参考|參考)?(图片|圖片|图|圖|照片|视频|視頻|音频|音頻)|[图圖]([一二三四五六七八九])(?![个個张張片幅格]|(?<=一)[致样樣起直般切些种種律旦贯貫共])"
)
_FIGURES = tuple(f"{word}{figure}" for word in "图圖" for figure in "一二三四五六七八九")
_NEAR_NUMBER = Pattern(r"[ _\-]?([0-9]{1,2})(?![a-z0-9_])")
_DIGIT_RUN = Pattern(r"[0-9]+")
_GLUE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789._-@")
_BARE_GLUE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789._-@/＠[【")
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
        "_bare_ends",
        "_bare_words",
        "_kinds",
        "_near",
        "_sound_goes_on",
        "_sound_goes_on_cjk",
        "again_mark",
        "list_mark",
        "range_mark",
    )

    def __init__(self, tables: Tables) -> None:
        self._kinds = tables.kind_words
        self._near = tables.near_words
        self._bare_words = tables.bare_words
        self._bare_ends = frozenset(word[-1] for word in tables.bare_words)
        self.list_mark = Pattern(tables.patterns["LIST_MARK"])
        self.again_mark = Pattern(tables.patterns["AGAIN_MARK"])
        self.range_mark = Pattern(tables.patterns["RANGE_MARK"])
        self._sound_goes_on = Pattern(tables.patterns["SOUND_GOES_ON"])
        self._sound_goes_on_cjk = Pattern(tables.patterns["SOUND_GOES_ON_CJK"])

    def find(self, text: str) -> list[FoundTag]:
        """Return the tags of a lower-cased text in their order; those of a list in one tag (``@Image1&2``) one by one."""
        plain_tag = _ASCII_PLAIN if text.isascii() else _PLAIN
        if "[" in text or "【" in text or "<" in text or "＠" in text:
            anchors = _ANCHOR
        else:
            anchors = _AT  # one character alone is found several times as fast as one of a set
            matches = [(match.span(), match.groups()) for match in plain_tag.finditer(text)]
            plain_tags = [_new(FoundTag, (start, end, kind, int(index), None, None, False)) for (start, end), (kind, index) in matches]
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

    def goes_on_about_sound(self, text: str, stop: int, end: int) -> bool:
        """Whether the sentence behind a stop is about the beat of the sound before it."""
        mark = text[stop : stop + 1]
        pattern = self._sound_goes_on if mark in {".", ";"} else self._sound_goes_on_cjk if mark in {"。", "；"} else None
        return pattern is not None and pattern.match(text, stop, end) is not None

    def find_bare(self, text: str, tags: list[FoundTag]) -> list[FoundTag]:
        """Return the files that a lower-cased text names without a mark, beside its tags."""
        found: list[FoundTag] = []
        numbers = [match.span() for match in (_ASCII_BARE_NUMBER if text.isascii() else _BARE_NUMBER).finditer(text)]
        if not {tag[1] for tag in tags}.issuperset([end for _, end in numbers]):  # the numbers of tags are the most of them
            self._numbered(text, tags, numbers, found)
        if " image" in text or " video" in text or " picture" in text:
            found += self._counted(_ORDINAL.finditer(text), tags, found)
        if "第" in text or any(figure in text for figure in _FIGURES):
            found += self._counted(_CJK_ORDINAL.finditer(text), tags, found)
        return found

    def _numbered(self, text: str, tags: list[FoundTag], numbers: list[tuple[int, int]], found: list[FoundTag]) -> None:
        """Add the files that a text names by a word and a number: "image 1"."""
        number_of_tag, last = 0, len(tags)
        behind = -1  # where the file before ends: 图片1图片2
        ends = self._bare_ends
        for number, end in numbers:
            to = number - 1 if number and text[number - 1] in " _" else number
            if number < behind or not to or text[to - 1] not in ends:
                continue
            while number_of_tag < last and tags[number_of_tag].end <= number:
                number_of_tag += 1
            if number_of_tag < last and tags[number_of_tag].start < end:
                continue
            word = next((word for word in self._bare_words if text.endswith(word, 0, to)), None)
            if word is None:
                continue
            start = to - len(word)
            if (start and start != behind and text[start - 1] in _BARE_GLUE) or _UNIT_BEHIND.match(text, end):
                continue
            more = _BARE_RANGE.match(text, end)
            index, to_index = int(text[number:end]), int(more[2]) if more is not None else 0
            if (
                more is not None
                and more["noun"]
                and not (
                    to_index > index + 1
                    and self._kinds.get(more["noun"]) == self._kinds[word]
                    and not MOVING.search(text, max(0, start - 60), start)
                )
            ):  # two neighbours are two files; "from image 1 to image 4" is a movement
                to_index = 0
            if to_index > index:
                end = more.end()  # type: ignore[union-attr]  # noqa: PLW2901
            behind = end
            found.append(FoundTag(start, end, self._kinds[word], index, to_index if to_index > index else None, None, bare=True))

    def _counted(self, matches: Iterable[re.Match[str]], tags: list[FoundTag], bare: list[FoundTag]) -> list[FoundTag]:
        """Return the files that a text counts: "the second reference image", 第一张图片, 图一."""
        taken = {at for tag in (*tags, *bare) for at in (tag.start, tag.end - 1)}
        found = []
        for match in matches:
            start, end = match.span()
            ordinal, kind, *figure = match.groups()
            word = kind or "图"
            index = _ORDINALS.get(ordinal or "") or int((ordinal or figure[0]).translate(_DIGITS))
            if start not in taken and end - 1 not in taken:
                found.append(FoundTag(start, end, self._kinds.get(word, "video"), index, None, None, bare=True))
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
            index = int(match[2].translate(_DIGITS))
            found.append(FoundTag(start, match.end(), kind, index, None, None if index else "zero-index"))

    def _marked(self, text: str, start: int, found: list[FoundTag]) -> None:
        """Read a tag with an @."""
        named = _NAMED.match(text, start)
        if (
            named is not None
            and not (start and text[start - 1] in _GLUE)
            and self._kinds.get((named[1] or "").rstrip("0123456789 _-")) is None
        ):
            what = named[1] or named[0]
            like = next((kind for kind, words in _NAMED_AFTER if words.search(what)), "image")
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
        elif text[end - 1] >= "⺀" and (number := _CJK_NUMBER.match(text, end)) is not None and _ends_number(text, number):
            self._spelled(text, match, kind, number, found)
            return
        else:
            self._numberless(text, match, kind, end, found)
            return
        if gap and gap[0] in " \t" and _UNIT_BEHIND.match(text, stop):
            self._numberless(text, match, kind, end, found)  # "@video 15 seconds": the number is not the tag's
            return
        index = int(digits.translate(_DIGITS))
        behind = text[stop : stop + 1]
        if behind == "." and (_FILE_BEHIND.match(text, stop) or (start and text[start - 1] in _GLUE and _HOST_BEHIND.match(text, stop))):
            return
        if behind in _GLUE and behind and behind not in ".-@" and (behind != "_" or text[stop + 1 : stop + 2].isalnum()):
            while stop < len(text) and text[stop].isascii() and (text[stop].isalnum() or text[stop] == "_"):
                stop += 1
            found.append(FoundTag(start, stop, kind, index, None, "glued-suffix"))
            return
        more = _MORE.match(text, stop) if behind in _MORE_STARTS and behind else None
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
        more = _CJK_MORE.match(text, stop)
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
        if (behind == "." and _FILE_BEHIND.match(text, end)) or (behind == "/" and _PACKAGE_BEHIND.match(text, end)):
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
        if number is None or (start and text[start - 1] in _GLUE) or _FILE_BEHIND.match(text, number.end()):
            return
        if int(number[1]) > _MOST_FILES:
            return
        kind = self._near.get(word) or next((kind for known, kind in self._kinds.items() if _is_near(word, known)), None)
        if kind is not None:
            found.append(FoundTag(start, number.end(), kind, int(number[1]), None, "unknown-kind"))


def _ends_number(text: str, number: "re.Match[str]") -> bool:
    """Whether a spelled number is that of the file, and counts nothing else."""
    return text[number.end() : number.end() + 1] not in _COUNTED


def _value(number: str) -> int:
    """Return the number that up to three characters spell: 16 for ``十六``."""
    tens, ten, ones = number.rpartition("十")
    return (int(tens.translate(_DIGITS) or "1") * 10 if ten else 0) + int(ones.translate(_DIGITS) or "0")


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
