"""What all that looks for prompts on a page asks of it: its text, its blocks, its headings, and how a text at a place of it is judged."""

import re
from bisect import bisect_right
from functools import cached_property

from seedance_lint.hosts.commands.names import names_ours
from seedance_lint.hosts.front_matter import FrontMatter, read
from seedance_lint.hosts.located import Clue, HostFailure
from seedance_lint.hosts.markdown.blocks import Block, Scanner
from seedance_lint.hosts.markdown.cases import Cases
from seedance_lint.hosts.markdown.fences import title_of, told_before
from seedance_lint.hosts.markdown.misnamed import by_its_text
from seedance_lint.hosts.markdown.outline import Outline
from seedance_lint.hosts.markdown.prose import Table, Unit, units
from seedance_lint.hosts.prose.films import MANY_SCENES, film_words, is_timed_film
from seedance_lint.hosts.prose.labels import model_lines, names_others, speaks_of_pictures
from seedance_lint.hosts.prose.remarks import CROSSES
from seedance_lint.hosts.prose.tagged import has_no_number, judge
from seedance_lint.hosts.prose.tags import mentions
from seedance_lint.hosts.prose.untagged import judge_untagged
from seedance_lint.hosts.prose.verdict import NO, Verdict
from seedance_lint.pattern import Pattern
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.span import Span

_LOOK_BACK = 600
_MARK = Pattern(r"<[^<>]{1,100}>")
_NUMBERED = Pattern(r"[ \t>]*\*\*[0-9]{1,2}[.)、][ \t]*[^*\n]{2,80}\*\*[ \t]*[:：]?[ \t]*")
"""A number and a name in bold: ``**2. The pier**``."""
_SHORTEST_ROW = 3
_BELOW_SUMMARY = Pattern(r"</summary>\s*(?:`{3,}|~{3,})[^`~\n]*\n[ \t>]*\Z", re.IGNORECASE)
_CALLED_SO = ("form", "labelled", "headed", "shown", "cell", "named cell")
"""What words in front call a prompt."""
_TAGGED = ("prose", "section", "code")
"""What is a prompt only with tags."""
_NUMBERLESS = ("form", "labelled", "named cell")
"""What may be a prompt with tags that have no number: ``@Image``."""
_TAGGED_AS = {"code": "fence", "collected": "fence", "listed": "fence", "exampled": "fence", "shot": "section"}
"""How a text with tags is judged in contexts that only texts without any have."""


class View:
    """A page as it is looked at."""

    def __init__(self, document: SourceDocument) -> None:
        """Read the blocks of a page; its prose is looked at on demand."""
        self.text = document.text
        self.front = _front(document.text)
        self._scanner = Scanner(document.text, self.front.end if self.front is not None else 0, mdx=document.path.lower().endswith(".mdx"))
        self.blocks = [by_its_text(block) for block in self._scanner.blocks()]
        self.outline = Outline(document.text, self._scanner.headings, self.front, document.path)

    @property
    def comments(self) -> list[Span]:
        """The comments of the page, with their marks."""
        return self._scanner.comments

    def around(self, block: Block) -> tuple[Clue, ...]:
        """Return what surrounds a block: the title on its fence, what the line in front of it tells, the headings above it, what the front matter names."""
        title = title_of(self.text, block.info)
        told = told_before(self.text, self.text.rfind("\n", 0, block.info.start) + 1, self.outline.section(block.start))
        return (*[clue for clue in (title, told) if clue is not None], *self.outline.above(block.start))

    @cached_property
    def units(self) -> list[Unit | Table]:
        """The pieces of prose, in their order."""
        return list(units(self.text, self._scanner.lines))

    @cached_property
    def cases(self) -> Cases:
        """The cases of a gallery, with what went in and what came out."""
        return Cases(self.text)

    @cached_property
    def names_nobody(self) -> bool:
        """Whether the page has a fence and names no product, neither ours nor another."""
        return bool(self.blocks) and not self.outline.is_ours and not names_others(self.text) and not speaks_of_pictures(self.text)

    @property
    def promises_prompts(self) -> bool:
        """Whether the title or the name of the page calls what is on it prompts for our product."""
        return self.outline.is_collection or self.outline.is_file_of_prompts

    def introduction(self, place: int) -> str:
        """Return the text between a place and the heading above it."""
        above = bisect_right(self.outline.sections, place)
        return self.text[max(self.outline.sections[above - 1] if above else 0, place - _LOOK_BACK) : place]

    def line_before(self, block: Block) -> str:
        """Return the words of the line in front of a fence."""
        return self._line_before(block).strip(" \t*_:：`>-")

    def is_crossed(self, block: Block) -> bool:
        """Whether the heading or the label in front of a fence begins with a mark that calls it wrong: ``❌ Bound once:``."""
        line = self._line_before(block).strip(" \t>-")
        words = line.strip("*_#: ：")
        is_label = line[:1] == "#" or line.rstrip("*_")[-1:] in (":", "：") or line[:2] == line[-2:] == "**"
        return words[:1] in CROSSES and is_label and words.lstrip(CROSSES) != ""

    def _line_before(self, block: Block) -> str:
        fence = self.text.rfind("\n", 0, block.info.start) + 1
        before = self.text[max(0, fence - _LOOK_BACK) : fence].splitlines()
        return _MARK.sub("", next((line for line in reversed(before) if line.strip(" \t>")), ""))

    def is_below_summary(self, place: int) -> bool:
        """Whether the text of a fence is right below the summary of an element that is shown on demand."""
        return _BELOW_SUMMARY.search(self.introduction(place)) is not None

    def is_in_row(self, block: Block) -> bool:
        """Whether a fence is below a number and a name in bold, as several are, and below a heading that has the word for a prompt: ``**2. The pier**``."""
        return block.start in self._numbered and len(self._numbered) >= _SHORTEST_ROW and self.outline.is_below_prompt(block.start)

    @cached_property
    def _numbered(self) -> frozenset[int]:
        return frozenset(block.start for block in self.blocks if _NUMBERED.fullmatch(self._line_before(block)) is not None)

    def is_for_other_model(self, place: int) -> bool:
        """Whether the last line between a place and the heading above it that names a model names that of another product: ``**Model:** Kling 3.0``."""
        at = bisect_right(self._models, (place, False)) - 1
        return at >= 0 and self._models[at][0] >= self.outline.section(place) and self._models[at][1]

    @cached_property
    def _models(self) -> list[tuple[int, bool]]:
        """Where lines outside of fences name a model, and whether that is another product's."""
        found: list[tuple[int, bool]] = []
        blocks = [block.start for block in self.blocks]
        for match in model_lines().finditer(self.text):
            number = bisect_right(blocks, match.start()) - 1
            if number >= 0 and match.start() < self.blocks[number].end:
                continue
            value = match[1].replace("_", "-")
            found.append((match.start(), not names_ours(value) and (names_others(value) or speaks_of_pictures(value))))
        return found

    def judge(self, text: str, context: str, place: int, *, in_fence: bool, why: str = "", among_many: bool = False) -> Verdict:
        """Say whether a text at a place is a prompt; ``context``, ``why`` and ``among_many`` are as for ``judge_untagged``, or ``other``: something else."""
        if context == "other" or self.outline.tells_changes(place) or (why != "named" and self.is_for_other_model(place)):
            return NO
        is_about_us = why == "named" or self.outline.is_ours
        if context == "named cell" and not self.outline.is_only_ours:
            context = "cell"
        if not is_about_us and context == "labelled" and in_fence and is_timed_film(text) and self.names_nobody:
            is_about_us = True  # a film with its times is for a model of videos, and no other is named
        has_tags = mentions(text) and not (context in _NUMBERLESS and has_no_number(text))
        if context in _TAGGED or has_tags or ("**" in text and not in_fence) or not is_about_us:
            return judge(text, _TAGGED_AS.get(context, context), in_fence=in_fence)
        if self.outline.is_ours_by_place and why != "named" and not (_is_plain(text, context) or (in_fence and is_timed_film(text))):
            return NO
        if why in ("only", "just") and not self.outline.is_only_ours:
            why = ""
        if not why and not self.outline.says_ours:
            why = "hardly"
        return NO if self.outline.is_of_others(place) else judge_untagged(text, context, in_fence=in_fence, why=why, among_many=among_many)


def _is_plain(text: str, context: str) -> bool:
    """Whether a text is a prompt even where only a folder names the product: something calls it one, or an example that reads like a film."""
    return context in _CALLED_SO or (context == "exampled" and film_words(text) >= MANY_SCENES)


def _front(text: str) -> FrontMatter | None:
    try:
        return read(text)
    except HostFailure:
        return None  # a page may begin with whatever its generator reads
