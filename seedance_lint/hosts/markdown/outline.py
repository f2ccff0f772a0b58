"""The headings of a page: what stands under which, and what they say of the whole page."""

from bisect import bisect_right
from functools import cached_property

from seedance_lint.hosts.commands.names import count_ours, names_ours
from seedance_lint.hosts.front_matter import FrontMatter, clues
from seedance_lint.hosts.located import Clue
from seedance_lint.hosts.markdown.blocks import Heading
from seedance_lint.hosts.prose.films import is_shot
from seedance_lint.hosts.prose.labels import (
    is_collected,
    is_example,
    is_lesson,
    is_of_changes,
    is_of_rules,
    is_other,
    names_others,
    promises_examples,
    promises_prompts,
    prompt_label,
    speaks_of_pictures,
)
from seedance_lint.hosts.prose.words import prose_words
from seedance_lint.source.repository import path_in_repository

_OPENING = 1_500
"""Characters at the beginning of a page with no headings below its title, which say what it is about."""
_MODEL = ("model", "model_id", "model_name")
"""Fields of the front matter that name the model of a page."""
_OFTEN = 3
"""How often a page that is about our product names it, whatever its headings are."""
_IN_TABLE = "|"
"""What a line begins with that is the row of a table, where products are compared."""


class Outline:
    """The headings of a page, in their order, and its front matter."""

    def __init__(self, text: str, headings: list[Heading], front: FrontMatter | None, path: str = "") -> None:
        """Take the headings and the path of the page; what they say is looked at on demand."""
        self.headings = headings
        self.sections = [heading.span.start for heading in headings]
        self._text, self._front, self._path = text, front, path
        self._front_clues = clues(front) if front is not None else ()

    def above(self, place: int) -> tuple[Clue, ...]:
        """Return the headings under which a place stands, the nearest first, and what the front matter names."""
        found: list[Clue] = []
        at = bisect_right(self.sections, place) - 1
        while at >= 0:
            found.append(Clue("heading", self._words(at), self.headings[at].span))
            at = self.parents[at]
        return (*found, *self._front_clues)

    def nearest(self, place: int) -> str:
        """Return the heading right above a place, with its marks; nothing if there is none."""
        above = bisect_right(self.sections, place)
        return self._words(above - 1) if above else ""

    def over(self, place: int) -> tuple[int, int] | None:
        """Return which heading is over the one above a place, and how deep that is; None where there is none."""
        at = bisect_right(self.sections, place) - 1
        return (self.parents[at], self.headings[at].level) if at >= 0 else None

    def promise(self, place: int) -> str:
        """Return the nearest heading over a place, but for the title, that says that several prompts are below it; nothing if there is none."""
        at = bisect_right(self.sections, place) - 1
        while at > 0 and not promises_prompts(self._words(at)):
            at = self.parents[at]
        return self._words(at) if at > 0 else ""

    def is_below_prompt(self, place: int) -> bool:
        """Whether a heading over a place, but for the title, has the word for a prompt: ``Guide to writing prompts``."""
        at = bisect_right(self.sections, place) - 1
        while at > 0 and prose_words().prompt_head.search(self._words(at)) is None:
            at = self.parents[at]
        return at > 0

    def is_of_others(self, place: int) -> bool:
        """Whether a heading over a place, but for the title, calls what is below it something else than our prompts: ``Image prompts``."""
        at = bisect_right(self.sections, place) - 1
        while at > 0 and not is_other(self._words(at)):
            at = self.parents[at]
        return at > 0

    def tells_changes(self, place: int) -> bool:
        """Whether a heading over a place says that the changes of a version are below it: ``Changelog``, ``v1.4.0 (2026-03-21)``."""
        at = bisect_right(self.sections, place) - 1
        while at >= 0 and not is_of_changes(self._words(at)):
            at = self.parents[at]
        return at >= 0

    def tells_rules(self, place: int) -> bool:
        """Whether a heading over a place, with none between the two that calls what is below it prompts, says that it is rules: ``Quality bar``."""
        at = bisect_right(self.sections, place) - 1
        while at >= 0 and not is_of_rules(words := self._words(at)):
            if prompt_label(words) or promises_prompts(words) or is_example(words.lstrip("# ")):
                return False
            at = self.parents[at]
        return at >= 0

    def has_parts(self, place: int) -> bool:
        """Whether the heading right above a place has headings of its own below it."""
        at = bisect_right(self.sections, place) - 1
        return at >= 0 and at in self.parents

    def leads_to_prompt(self, place: int) -> bool:
        """Whether the next heading calls what is below it a prompt, and belongs to the one above a place, which does not call its own text so."""
        at = bisect_right(self.sections, place) - 1
        if at < 0 or at + 1 == len(self.headings) or not prompt_label(self._words(at + 1)):
            return False
        deeper = self.headings[at + 1].level - self.headings[at].level
        return deeper > 0 or (deeper == 0 and not prompt_label(self._words(at)))

    def section(self, place: int) -> int:
        """Return where the part of the page begins that a place is in, its heading included."""
        above = bisect_right(self.sections, place)
        return self._text.rfind("\n", 0, self.sections[above - 1]) + 1 if above else 0

    @cached_property
    def parents(self) -> list[int]:
        """For each heading, the number of the one that it is under; -1 for none."""
        parents: list[int] = []
        opened: list[int] = []
        for number, heading in enumerate(self.headings):
            while opened and self.headings[opened[-1]].level >= heading.level:
                opened.pop()
            parents.append(opened[-1] if opened else -1)
            opened.append(number)
        return parents

    @cached_property
    def title(self) -> str:
        """The first heading of the page."""
        return self._words(0) if self.headings else ""

    @cached_property
    def is_ours(self) -> bool:
        """Whether the page is about our product: it says so, names it again and again, or stands in a folder with that name."""
        return (self._tells_ours or self._is_below_ours) and not self._is_of_another_model and not self._is_among_pictures

    @cached_property
    def _is_among_pictures(self) -> bool:
        """Whether the name of the file, or else of its folder, is that of a product for pictures, and neither that nor the title names ours: ``gpt-image-2/7.md``."""
        named = next((part for part in self._parts[:-3:-1] if names_ours(part) or speaks_of_pictures(part)), "")
        return bool(named) and not names_ours(named) and not names_ours(self.title)

    @cached_property
    def is_ours_by_place(self) -> bool:
        """Whether only a folder says that the page is about our product, and neither that, its title nor its name that prompts are on it, nor its title that examples are."""
        if self._tells_ours or not self._is_below_ours:
            return False
        folders = filter(names_ours, self._parts[:-1])
        is_told = promises_examples(self.title) or any(map(is_collected, (self.title, self._parts[-1], *folders)))
        return is_lesson(self.title) or not is_told

    @cached_property
    def _is_of_another_model(self) -> bool:
        """Whether the front matter names the model that the page is about, and that is another product: ``model: gpt-image-2``."""
        fields = self._front.fields if self._front is not None else {}
        models = [value for name in _MODEL if isinstance(value := fields.get(name), str)]
        is_another = any(names_others(model.replace("-", " ")) or speaks_of_pictures(model) for model in models)
        return is_another and not any(map(names_ours, models))

    @cached_property
    def _tells_ours(self) -> bool:
        return self.says_ours or (count_ours(self._text) >= _OFTEN and self._times_told >= _OFTEN)

    @property
    def _times_told(self) -> int:
        """How often the page names our product, but for where it is one of several: in a table, beside products of others."""
        lines = (line for line in self._text.splitlines() if names_ours(line))
        return sum(count_ours(line) for line in lines if not line.lstrip().startswith(_IN_TABLE) and not names_others(line))

    @cached_property
    def _is_below_ours(self) -> bool:
        return any(map(names_ours, self._parts)) and not names_others(self._text)

    @property
    def _opening(self) -> int:
        """Where the beginning of the page ends: with what is below the title."""
        front = self._front.end if self._front is not None else 0
        return self.sections[1] if len(self.sections) > 1 else front + _OPENING

    @cached_property
    def says_ours(self) -> bool:
        """Whether the page says in its front matter, below its title or in a heading that it is about our product."""
        headings = [words for number in range(len(self.headings)) if names_ours(words := self._words(number))]
        if names_others(self.title) and not names_ours(self.title):  # of others, and may be compared with ours
            return not all(map(names_others, headings))
        return bool(headings) or names_ours(self._text[: self._opening])

    @cached_property
    def is_of_pictures(self) -> bool:
        """Whether the beginning of a page that is not about our product says that it is about pictures."""
        return not self.is_ours and speaks_of_pictures(self._text[: self._opening])

    @cached_property
    def is_only_ours(self) -> bool:
        """Whether the page is about our product in all that it says: its beginning names it, and nothing on it makes pictures."""
        return self.says_ours and not speaks_of_pictures(self._text)

    @cached_property
    def is_collection(self) -> bool:
        """Whether the title of the page calls what is on it prompts for our product."""
        return is_collected(self.title) and names_ours(self.title)

    @cached_property
    def is_file_of_prompts(self) -> bool:
        """Whether the name of the file calls what is in it prompts for our product, and its title is that of no lesson: ``seedance-prompts.md``."""
        name = self._parts[-1]
        return names_ours(name) and is_collected(name) and not is_lesson(self.title) and (self.says_ours or not names_others(self._text))

    @cached_property
    def tells_shots(self) -> bool:
        """Whether a page that says it is about our product has a film in several shots, each under a heading of its own."""
        return self.says_ours and sum(is_shot(self._words(number)) for number in range(len(self.headings))) > 1

    @cached_property
    def calls_prompts(self) -> bool:
        """Whether a heading below the title calls what is under it a prompt, and so nothing that is under others."""
        return any(prompt_label(self._words(number)) for number in range(1, len(self.headings)))

    @cached_property
    def has_examples(self) -> bool:
        """Whether the title of a page about our product calls what is on it examples."""
        return self.is_ours and promises_examples(self.title)

    @cached_property
    def _parts(self) -> list[str]:
        """The words of the names of the folders that the file is in, and of its own."""
        path = path_in_repository(self._path).replace("\\", "/").replace("_", " ").replace("-", " ")
        folders, _, name = path.rpartition("/")
        return [*folders.split("/"), name.rpartition(".")[0]]

    def _words(self, number: int) -> str:
        return self._text[slice(*self.headings[number].span)]
