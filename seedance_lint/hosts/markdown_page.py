"""The prompts of a page that no request is written around: in fences, quotes, lists and tables, with the files that the page names."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property, partial
from itertools import chain

from seedance_lint.hosts.command_names import is_prompt, names_ours
from seedance_lint.hosts.front_matter import FrontMatter, read
from seedance_lint.hosts.located import Clue, HostFailure, Node, Passed, Root, StringForm
from seedance_lint.hosts.markdown_blocks import Block, Scanner
from seedance_lint.hosts.markdown_candidates import LONGEST_LABEL, Candidates
from seedance_lint.hosts.markdown_cases import Cases
from seedance_lint.hosts.markdown_declared import announces
from seedance_lint.hosts.markdown_details import folded
from seedance_lint.hosts.markdown_fences import below_model, better_part, called_prompts, quoted_prompts, title_of, told_before
from seedance_lint.hosts.markdown_files import PROMPT, PageFiles, listings
from seedance_lint.hosts.markdown_outline import Outline
from seedance_lint.hosts.markdown_prose import (
    Table,
    Unit,
    WrittenProse,
    is_code_alone,
    units,
    words,
)
from seedance_lint.hosts.prompt_files import NO_FILES, Files, covers
from seedance_lint.hosts.prompt_prose import judge
from seedance_lint.hosts.prose_films import MANY_SCENES, film_words, has_scene, is_timed_film, orders_video
from seedance_lint.hosts.prose_labels import (
    is_answer,
    is_example,
    is_just_prompt,
    is_other,
    is_prompt_with_parameters,
    is_request,
    is_wrong,
    may_be_collected,
    names_others,
    prompt_label,
    speaks_of_pictures,
)
from seedance_lint.hosts.prose_tags import mentions, tags_of, with_coded_tags
from seedance_lint.hosts.prose_verdict import NO, Verdict
from seedance_lint.hosts.untagged_prose import judge_untagged, starts_fields
from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.source_map import SourceMap
from seedance_lint.source.span import Span

PROSE_LANGUAGES = frozenset(("", "text", "txt", "plaintext", "plain", "markdown", "md"))
"""The first words after a fence in which a text may be that reads like a prompt."""

_SENTENCE = Pattern(r"[.!?。！？](?:\s|[\"”」]|\Z)|[。！？]")
"""The end of a sentence, which a list of key words has none of."""
_MARK = Pattern(r"<[^<>]{1,100}>")
_LOOK_BACK = 600
_BEGINNING = 40
"""Characters in which a prompt says at its beginning which product it is for."""
_MANY_PROMPTS = 3
"""Texts of a page that it calls prompts and that read like some, and so make prompts of all others that it calls so."""
_LONG_ROW = 10
"""How many prompts below headings in a row make prompts of the other fences there, whatever those say."""
_AROUND_QUOTED = ' \t\r\n"“”「」『』«»'
_HEADING_AND_FENCE = 2
"""Lines above the text of a fence that is right below a heading."""
_BETWEEN_FENCES = " \t\r\n>`~"
_BY_PLACE = ("labelled", "listed")
"""How an item of a list is judged that its place makes a prompt."""
_OF_VIDEO = Pattern(r"(?i:video|clip)|视频|視頻|影片|動画|영상|비디오|видео")
_AROUND_LABEL = " \t*_`:：#"
_CALLED = ("text", "cell", "example")
_CALLED_SO = ("form", "labelled", "headed", "shown", "cell")
"""What words in front call a prompt."""
_TAGGED = ("prose", "section", "code")
"""What is a prompt only with tags."""


class WrittenFence(NamedTuple):
    """How the text of a fence is written; a line of it has marks in front where ``is_marked`` says so."""

    made: SourceMap
    is_marked: bool

    def source_map(self, text: str) -> SourceMap:  # noqa: ARG002  # it was made of this text
        """Map the characters to the page."""
        return self.made

    def encode(self, text: str, offset: int = 1) -> str | None:  # noqa: ARG002  # it is the same everywhere
        """Return the text itself, unless it needs a line of its own after marks."""
        return None if self.is_marked and ("\n" in text or "\r" in text) else text


class _Found(NamedTuple):
    """A text that is a prompt: what it says and where, and how it is written there; or why it is skipped."""

    made: SourceMap
    form: StringForm
    around: tuple[Clue, ...]
    passed: str | None
    called: str = ""
    """What calls it a prompt: words in front of a ``text``, the head of its column for a ``cell``; nothing if nothing does."""

    @property
    def span(self) -> Span:
        """Where the text is."""
        return self.made.to_file(Span(0, self.made.length))


class _Unsure(NamedTuple):
    """A text that something calls a prompt and that does not read like one, or a fence beside some: one it is only among many."""

    found: _Found
    place: int
    in_fence: bool


class Page:
    """A page: its front matter, its fenced blocks, its headings and its prose."""

    def __init__(self, document: SourceDocument) -> None:
        """Read the blocks of a page; its prose is looked at on demand."""
        self.text = document.text
        self.front = _front(document.text)
        self._scanner = Scanner(document.text, self.front.end if self.front is not None else 0, mdx=document.path.lower().endswith(".mdx"))
        self.blocks = list(self._scanner.blocks())
        self.outline = Outline(document.text, self._scanner.headings, self.front, document.path)
        self._sections = self.outline.sections

    @property
    def comments(self) -> list[Span]:
        """The comments of the page, with their marks."""
        return self._scanner.comments

    def around(self, block: Block) -> tuple[Clue, ...]:
        """Return what surrounds a block: the title on its fence, what the line in front of it tells, the headings above it, what the front matter names."""
        title = title_of(self.text, block.info)
        told = told_before(self.text, self.text.rfind("\n", 0, block.info.start) + 1, self.outline.section(block.start))
        return (*[clue for clue in (title, told) if clue is not None], *self.outline.above(block.start))

    def is_answer(self, block: Block) -> bool:
        """Whether the line in front of a block says that it is what comes back: ``Response:``."""
        return is_answer(self._line_before(block))

    def prompts(self) -> Iterator[Root | Passed]:
        """Yield the texts that read like prompts, in no order, and those that would but for their slots."""
        for found in self._found:
            yield Passed(found.passed, found.span.start) if found.passed is not None else self._root(found)

    def texts(self) -> list[Span]:
        """Return where the texts are that a comment in front of them is about: fences, and prompts in the prose."""
        fences = [Span(block.start, block.end) for block in self.blocks]
        return sorted({*fences, *(found.span for found in self._found if found.passed is None)})

    @cached_property
    def _units(self) -> list[Unit | Table]:
        return list(units(self.text, self._scanner.lines))

    @cached_property
    def _cases(self) -> Cases:
        return Cases(self.text)

    @cached_property
    def files(self) -> PageFiles:
        """The files that the page names for its prompts."""
        listed = sorted([*listings(self.text, self._units, self._announces), *self._cases.listings()], key=lambda each: each.span)
        return PageFiles(self.text, listed, self.blocks, self.outline, self.front)

    def _announces(self, place: int) -> bool:
        return announces(self.outline.nearest(place))

    @cached_property
    def _found(self) -> list[_Found]:
        if not mentions(self.text) and not self.outline.is_ours and not names_ours(self.text) and not self._names_nobody:
            return []
        whole = self._all_of_it()
        if whole is not None:
            return [whole]
        texts = [*self._of_front(), *self._fences(), *self._prose()]
        if self._is_of_tags(texts):
            self.outline.is_ours = True
            texts = [*self._fences(), *self._prose()]
        found = [each for each in texts if isinstance(each, _Found)]
        for kind in _CALLED:
            if sum(each.called == kind for each in found) >= _MANY_PROMPTS:
                found += self._among_many([each for each in texts if isinstance(each, _Unsure) and each.found.called == kind])
        unsure = [each for each in texts if isinstance(each, _Unsure) and not each.found.called]
        found += self._among_many(self._below_same_words(unsure, found))
        found += self._beside_others([each for each in unsure if each.found.span not in {other.span for other in found}], found)
        return [each for each in found if not self._is_for_others(each.made.value, each.span.start)]

    @cached_property
    def _names_nobody(self) -> bool:
        """Whether the page has a fence and names no product, neither ours nor another."""
        return bool(self.blocks) and not self.outline.is_ours and not names_others(self.text) and not speaks_of_pictures(self.text)

    def _is_for_others(self, text: str, place: int) -> bool:
        """Whether a text is a prompt for a model of sounds, or is below words on one of pictures, and nothing names our product."""
        if mentions(text):
            kinds = {kind for kind, _ in tags_of(text)}
            is_of_sounds = not self.outline.is_ours and kinds == {"audio"} and not has_scene(text)
            return is_of_sounds or (kinds == {"image"} and self.outline.is_of_pictures)
        told = self._introduction(place)
        label = told.rstrip(_BETWEEN_FENCES).rpartition("\n")[2]
        if _OF_VIDEO.search(label) is not None and prompt_label(label.strip(_AROUND_LABEL)):
            return False  # a picture may be made of another prompt, above the label
        return speaks_of_pictures(told) and not names_ours(told) and not names_ours(text[:_BEGINNING])

    def _is_of_tags(self, texts: Iterable[_Found | _Unsure]) -> bool:
        """Whether a page that does not name our product has several prompts with our tags, and does not name another product."""
        if self.outline.is_ours or names_others(self.text) or speaks_of_pictures(self.text):
            return False
        tagged = sum(isinstance(each, _Found) and each.passed is None and isinstance(each.form, WrittenFence) for each in texts)
        return tagged >= _MANY_PROMPTS

    def _below_same_words(self, unsure: list[_Unsure], found: list[_Found]) -> list[_Unsure]:
        """Return those fences that are right below a heading with the same words as that of several prompts, which are a third of all such fences, at least."""
        if not unsure:
            return []
        prompts = Counter(self._words_above(each.span.start) for each in found if isinstance(each.form, WrittenFence))
        others = Counter(self._words_above(each.place) for each in unsure)
        same = {words for words, count in others.items() if words and prompts[words] >= max(_MANY_PROMPTS, count / 2)}
        return [each for each in unsure if self._words_above(each.place) in same]

    def _words_above(self, place: int) -> str:
        """Return the words of the heading right above a fence; nothing if other words are between the two."""
        lines = [line for line in self._introduction(place).splitlines() if line.strip()]
        return lines[0].strip() if len(lines) == _HEADING_AND_FENCE else ""

    def _beside_others(self, unsure: list[_Unsure], found: list[_Found]) -> list[_Found]:
        """Return those fences that are under one of several headings in a row below most of which the fence is a prompt."""
        if not unsure:
            return []
        over = Counter(self.outline.over(each.span.start) for each in found if isinstance(each.form, WrittenFence))
        beside = [
            each
            for each in unsure
            if over[self.outline.over(each.place)] >= _MANY_PROMPTS and _SENTENCE.search(each.found.made.value) is not None
        ]
        others = Counter(self.outline.over(each.place) for each in beside)
        long_rows = {heading for heading, count in over.items() if count >= max(_LONG_ROW, others[heading])}
        verdicts = [
            (
                each.found,
                self._judge(each.found.made.value, "labelled", each.place, in_fence=True, why="named", among_many=True)
                if self.outline.over(each.place) in long_rows
                else self._judge(each.found.made.value, "collected", each.place, in_fence=True, among_many=True),
            )
            for each in beside
        ]
        return [each._replace(passed=verdict.passed) for each, verdict in verdicts if verdict != NO]

    def _all_of_it(self) -> _Found | None:
        """Return the prompt that a page is as a whole, below a title that names our product; None for almost every page."""
        if self.blocks or len(self.outline.headings) != 1 or not names_ours(self.outline.title) or not mentions(self.text):
            return None
        pieces = [unit for unit in self._units if isinstance(unit, Unit)]
        below = [unit for unit in pieces if unit.start > self.outline.headings[0].span.start]
        if not below or len(pieces) < len(self._units):
            return None
        made = words(self.text, Unit("paragraph", tuple([line for unit in below for line in unit.lines])))
        if not is_timed_film(made.value):
            return None
        verdict = judge(made.value, "labelled")
        return _Found(made, WrittenProse(made), self.outline.above(below[0].start), verdict.passed) if verdict != NO else None

    def _judge(self, text: str, context: str, place: int, *, in_fence: bool, why: str = "", among_many: bool = False) -> Verdict:
        if context == "other":
            return NO
        is_about_us = why == "named" or self.outline.is_ours
        if not is_about_us and context == "labelled" and in_fence and is_timed_film(text) and self._names_nobody:
            is_about_us = True  # a film with its times is for a model of videos, and no other is named
        if context in _TAGGED or mentions(text) or ("**" in text and not in_fence) or not is_about_us:
            return judge(text, "fence" if context in ("code", "collected", "listed", "exampled") else context, in_fence=in_fence)
        if self.outline.is_ours_by_place and why != "named" and not _is_plain(text, context):
            return NO
        if why == "only" and not self.outline.is_only_ours:
            why = ""
        if not why and not self.outline.says_ours:
            why = "hardly"
        return NO if self.outline.is_of_others(place) else judge_untagged(text, context, in_fence=in_fence, why=why, among_many=among_many)

    def _of_front(self) -> Iterator[_Found]:
        """Yield the prompt that the front matter of a page about our product holds."""
        if self.front is None or not self.outline.says_ours:
            return
        fields = self.front.fields
        models = [str(value) for name, value in fields.items() if "model" in name.lower()]
        named = any(map(names_ours, models))
        if models and not named and any(map(names_others, models)):
            return
        for key, value in zip(self.front.node.keys, self.front.node.children, strict=True):
            made = value.form.source_map(self.text) if isinstance(value.value, str) and value.form is not None else None
            if made is None or not is_prompt(str(key.value)):
                continue
            verdict = self._judge(made.value, "labelled", 0, in_fence=True, why="named" if named else "only")
            if verdict != NO:
                assert value.form is not None
                yield _Found(made, value.form, self.outline.above(0), verdict.passed)

    def _fences(self) -> Iterator[_Found | _Unsure]:
        called: str | None = None
        end = 0
        for block in self.blocks:
            if block.language not in PROSE_LANGUAGES:
                called = None
                continue
            if called is None or self._is_apart(end, block):  # a fence right after one is the same in other words
                called = self._called(block)
            end = block.end
            told = below_model(block.made)
            if told is not None and not told[1]:
                continue  # for another product
            quoted, is_form = ([], False) if told is not None else quoted_prompts(block.made)
            better = [] if quoted or told is not None else better_part(block.made)
            parts = [told[0]] if told is not None else quoted or better or list(called_prompts(block.made))
            is_called = bool(parts) or (called is not None and not (block.language == "" and starts_fields(block.made.value)))
            context = "form" if is_form else "exampled" if better else "labelled" if is_called else self._context(block)
            why = "only" if quoted else ""
            if told is not None:
                why = "named"
            elif called is not None and not quoted:
                named = names_ours(called) or names_ours(self._introduction(block.start))
                why = "named" if named else "only" if is_just_prompt(called) else ""
            kind = "text" if context == "labelled" and not quoted else ""
            if context == "fence" and orders_video(block.made.value):
                context, why = "labelled", "named"
            for made in parts or (block.made,):
                verdict = self._judge(made.value, context, block.start, in_fence=True, why=why)
                if verdict == NO and context == "labelled" and self._promises_prompts:
                    verdict = self._judge(made.value, "collected", block.start, in_fence=True)
                form = WrittenFence(made, block.is_marked)
                found = _Found(made, form, self.around(block), verdict.passed, kind)
                if verdict != NO:
                    yield found
                elif (
                    self.outline.is_ours and not mentions(made.value) and context in ("form", "labelled", "fence", "exampled", "collected")
                ):
                    yield _Unsure(found._replace(called="text" if context in ("form", "labelled") else ""), block.start, in_fence=True)

    def _among_many(self, texts: Iterable[_Unsure]) -> Iterator[_Found]:
        """Yield those of the texts that are prompts, too, on a page that has many."""
        for found, place, in_fence in texts:
            context = "cell" if found.called == "cell" else "labelled"
            verdict = self._judge(found.made.value, context, place, in_fence=in_fence, why="named", among_many=True)
            if verdict != NO:
                yield found._replace(passed=verdict.passed)

    @property
    def _promises_prompts(self) -> bool:
        return self.outline.is_collection or self.outline.is_file_of_prompts

    def _context(self, block: Block) -> str:
        """Return how to judge a fence that nothing calls a prompt: as an example, as one of those that the title promises, or by itself."""
        label = self._line_before(block)
        if is_other(label) or is_request(label) or is_wrong(label):
            return "other" if is_other(label) and len(label) < LONGEST_LABEL else "code"
        if self._promises_prompts or self.outline.promise(block.start):
            return "collected"
        is_called = (len(label) < LONGEST_LABEL and is_example(label)) or (is_example(self.outline.nearest(block.start).lstrip("# ")))
        return "exampled" if is_called else "fence"

    def _prose(self) -> Iterator[_Found | _Unsure]:
        hidden = sorted([*(Span(block.start, block.end) for block in self.blocks), *self.comments])
        quoted = ((unit, "labelled") for unit in folded(self.text, hidden))
        for unit, context in chain(Candidates(self.text, self._units, self.outline, self._cases).all(), quoted):
            if self._is_quoted(unit) and not is_just_prompt(unit.label) and self.outline.leads_to_prompt(unit.start):
                continue
            source_map = words(self.text, unit)
            is_called = (unit.kind != "item" or context in _BY_PLACE or is_code_alone(self.text[unit.start : unit.end])) and (
                unit.kind != "cell" or prompt_label(unit.label)
            )
            is_named = unit.kind in ("line", "paragraph", "quote") and (
                names_ours(unit.label) or (prompt_label(unit.label) and names_ours(source_map.value[:_BEGINNING]))
            )
            is_item = unit.kind == "item"
            why = "named" if is_named else "only" if context == "labelled" and not is_item and is_just_prompt(unit.label) else ""
            is_called = is_called and not (is_item and context in _BY_PLACE and not may_be_collected(source_map.value))
            if unit.kind == "coded":
                is_called, text = False, (with_coded_tags(self.text[unit.start : unit.end]) or "").strip(_AROUND_QUOTED)
            else:
                text = source_map.value
            verdict = self._judge(text, context, unit.start, in_fence=False, why=why) if is_called else judge(text, context)
            if unit.kind == "coded" and not has_scene(text):
                verdict = NO
            found = _Found(
                source_map,
                WrittenProse(source_map),
                self.outline.above(unit.start),
                verdict.passed,
                self._called_so(unit, context) if is_called else "",
            )
            if verdict != NO:
                yield found
            elif found.called and self.outline.is_ours and not mentions(source_map.value) and not self._introduces(unit, source_map.value):
                yield _Unsure(found, unit.start, in_fence=False)

    def _called_so(self, unit: Unit, context: str) -> str:
        """Return what a text is called, which others on the page may be called, too."""
        if unit.kind == "cell" or context in ("labelled", "headed", "shown"):
            return "cell" if unit.kind == "cell" else "text"
        is_example = context == "exampled" and unit.kind == "quote" and self.outline.has_examples and names_ours(self.outline.title)
        return "example" if is_example else ""

    def _is_quoted(self, unit: Unit) -> bool:
        """Whether a text is a quote, or behind a label in one."""
        return unit.kind == "quote" or self.text[self.text.rfind("\n", 0, unit.start) + 1 : unit.start].lstrip().startswith(">")

    def _introduces(self, unit: Unit, text: str) -> bool:
        """Whether a quote says what is below the headings under the one above it: ``Sorted by date``."""
        return unit.kind == "quote" and not unit.label and self.outline.has_parts(unit.start) and not has_scene(text)

    def _is_apart(self, end: int, block: Block) -> bool:
        """Whether anything is between the end of a fence and the next one, but for what opens that."""
        return bool(self.text[end : block.info.start].rpartition("\n")[0].strip(_BETWEEN_FENCES))

    def _introduction(self, place: int) -> str:
        """Return the text between a place and the heading above it."""
        above = bisect_right(self._sections, place)
        return self.text[max(self._sections[above - 1] if above else 0, place - _LOOK_BACK) : place]

    def _line_before(self, block: Block) -> str:
        """Return the words of the line in front of a fence."""
        fence = self.text.rfind("\n", 0, block.info.start) + 1
        before = self.text[max(0, fence - _LOOK_BACK) : fence].splitlines()
        line = next((line for line in reversed(before) if line.strip(" \t>")), "")
        return _MARK.sub("", line).strip(" \t*_:：`>-")

    def _called(self, block: Block) -> str | None:
        """Return what calls the text of a fence a prompt, the heading above it or the line in front of it; None where nothing does."""
        label = self._line_before(block)
        if is_prompt_with_parameters(label):
            return label
        if len(label) < LONGEST_LABEL and (is_other(label) or is_wrong(label)):
            return None
        heading = self.outline.nearest(block.start)
        if prompt_label(heading):
            return heading
        promise = self.outline.promise(block.start) if label.lstrip("# ") == heading.lstrip("# ") else ""
        return promise if names_ours(promise) else None

    def _root(self, found: _Found) -> Root:
        files = self.files.of(found.span, found.made)
        if self.front is not None and found.span.start < self.front.end and not covers(files, tags_of(found.made.value)):
            files = NO_FILES  # what the head of a page shows may be what was made
        return Root({PROMPT: found.made.value, **files.fields}, partial(_tree, found, files), found.span.start, found.around)


def _is_plain(text: str, context: str) -> bool:
    """Whether a text is a prompt even where only a folder names the product: something calls it one, or an example that reads like a film."""
    return context in _CALLED_SO or (context == "exampled" and film_words(text) >= MANY_SCENES)


def _front(text: str) -> FrontMatter | None:
    try:
        return read(text)
    except HostFailure:
        return None  # a page may begin with whatever its generator reads


def _tree(found: _Found, files: Files) -> Node:
    prompt = Node(found.span, found.made.value, found.form)
    name = Node(Span(found.span.start, found.span.start), PROMPT)
    value = {PROMPT: prompt.value, **files.fields}
    return Node(found.span, value, children=(prompt, *files.values), keys=(name, *files.keys))
