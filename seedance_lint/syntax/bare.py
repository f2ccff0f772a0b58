"""Finding files that a text names without a mark: "image 1", 图片1, "the second reference image", 图一."""

from collections.abc import Iterator

from seedance_lint.pattern import Pattern
from seedance_lint.syntax.tables import Tables
from seedance_lint.syntax.tags import CJK_DIGITS, DIGITS, FoundTag

# Looked for from the number back: digits are rarer than the letters that the words in front of them begin with.
_NUMBER = Pattern(r"[0-9](?:(?<=[^\W\d_][0-9])|(?<=[^\W\d_][ _][0-9]))[0-9]?(?![0-9a-z_]|[.:][0-9])")
_ASCII_NUMBER = Pattern(r"[0-9](?:(?<=[a-z][0-9])|(?<=[a-z][ _][0-9]))[0-9]?(?![0-9a-z_]|[.:][0-9])")
_GLUE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789._-@/＠[【")
_REACH = 60
"""Characters before a file among which are the words that make two files a movement and no range."""


class BareFinder:
    """Finds them by the kind words of the grammar."""

    __slots__ = ("_counted", "_counted_as", "_counted_cjk", "_counts_cjk", "_ends", "_kinds", "_moving", "_range", "_unit_behind", "_words")

    def __init__(self, tables: Tables) -> None:
        patterns = tables.patterns
        self._kinds, self._words = tables.kind_words, tables.bare_words
        self._ends = frozenset(word[-1] for word in tables.bare_words)
        self._unit_behind = Pattern(rf"[ ]?(?:{patterns['UNIT']})(?![a-z])")
        self._moving = Pattern(patterns["MOVING"])
        self._range = Pattern(
            rf"[ ]?(?:{patterns['UP_TO_WORD']}|{patterns['UP_TO']})[ ]?(?:(?P<noun>[a-z]{{3,10}}|{patterns['SHORT_KIND']})[ ]?)?"
            r"(?P<last>[0-9]{1,2})(?![0-9a-z_%]|[.:][0-9])"
        )
        self._counted = Pattern(rf"{patterns['COUNTED']} (?:{patterns['COUNTED_AS']}) {patterns['COUNTED_FILE']}(?![a-z])")
        self._counted_as = tuple(f" {word} " for word in patterns["COUNTED_AS"].split("|"))
        self._counted_cjk = Pattern(patterns["COUNTED_CJK"])
        # Most texts in Chinese have a digit, and few have one next to a word that counts files.
        self._counts_cjk = tuple(f"{word}{digit}" for word in patterns["COUNTS_CJK"].split("|") for digit in CJK_DIGITS)

    def find(self, text: str, tags: list[FoundTag]) -> list[FoundTag]:
        """Return the files that a lower-cased text names without a mark, beside its tags."""
        found: list[FoundTag] = []
        is_ascii = text.isascii()
        numbers = [match.span() for match in (_ASCII_NUMBER if is_ascii else _NUMBER).finditer(text)]
        if not {tag[1] for tag in tags}.issuperset([end for _, end in numbers]):  # the numbers of tags are the most of them
            self._numbered(text, tags, numbers, found)
        counted: list[FoundTag] = []
        for word in self._counted_as:
            if word in text:
                counted += self._counted_files(text)
                break
        if not is_ascii and any(count in text for count in self._counts_cjk):
            counted += self._counted_files_cjk(text)
        if counted:
            taken = {at for tag in (*tags, *found) for at in (tag.start, tag.end - 1)}
            found += [tag for tag in counted if tag.start not in taken and tag.end - 1 not in taken]
        return found

    def moves(self, text: str, start: int) -> bool:
        """Whether the words before a file make two files a movement and no range: "a morph from @Image1 to @Image2"."""
        return self._moving.search(text, max(0, start - _REACH), start) is not None

    def _numbered(self, text: str, tags: list[FoundTag], numbers: list[tuple[int, int]], found: list[FoundTag]) -> None:
        """Add the files that a text names by a word and a number: "image 1"."""
        number_of_tag, last = 0, len(tags)
        behind = -1  # where the file before ends: 图片1图片2
        ends = self._ends
        for number, end in numbers:
            to = number - 1 if number and text[number - 1] in " _" else number
            if number < behind or not to or text[to - 1] not in ends:
                continue
            while number_of_tag < last and tags[number_of_tag].end <= number:
                number_of_tag += 1
            if number_of_tag < last and tags[number_of_tag].start < end:
                continue
            word = next((word for word in self._words if text.endswith(word, 0, to)), None)
            if word is None:
                continue
            start = to - len(word)
            if (start and start != behind and text[start - 1] in _GLUE) or self._unit_behind.match(text, end):
                continue
            kind, index, to_index = self._kinds[word], int(text[number:end]), 0
            more = self._range.match(text, end)
            if more is not None:
                to_index, noun = int(more["last"]), more["noun"]
                # Two neighbours are two files; "from image 1 to image 4" is a movement.
                if noun and (to_index <= index + 1 or self._kinds.get(noun) != kind or self.moves(text, start)):
                    to_index = 0
                if to_index > index:
                    end = more.end()  # noqa: PLW2901
            behind = end
            found.append(FoundTag(start, end, kind, index, to_index if to_index > index else None, None, bare=True))

    def _counted_files(self, text: str) -> Iterator[FoundTag]:
        """Yield the files that a text counts: "the second reference image"."""
        for match in self._counted.finditer(text):
            *ordinals, word = match.groups()
            index = next(number for number, ordinal in enumerate(ordinals, 1) if ordinal)
            yield FoundTag(*match.span(), self._kinds.get(word, "video"), index, None, None, bare=True)

    def _counted_files_cjk(self, text: str) -> Iterator[FoundTag]:
        """Yield the files that a text in Chinese counts: 第一张图片, 图一."""
        for match in self._counted_cjk.finditer(text):
            digit, word, figure = match.groups()
            index = int((digit or figure).translate(DIGITS))
            yield FoundTag(*match.span(), self._kinds.get(word, "video") if word else "image", index, None, None, bare=True)
