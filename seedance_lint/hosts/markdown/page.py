"""The prompts of a page that no request is written around: in fences, quotes, lists and tables, with the files that the page names."""

from collections.abc import Iterable, Iterator
from functools import cached_property, partial

from seedance_lint.hosts.commands.names import names_ours
from seedance_lint.hosts.located import Node, Passed, Root
from seedance_lint.hosts.markdown.among import MANY_PROMPTS, among_others
from seedance_lint.hosts.markdown.blocks import Block
from seedance_lint.hosts.markdown.declared import announces
from seedance_lint.hosts.markdown.fenced import BETWEEN_FENCES, fenced
from seedance_lint.hosts.markdown.files import PROMPT, PageFiles, listings
from seedance_lint.hosts.markdown.found import Found, Unsure, WrittenFence
from seedance_lint.hosts.markdown.lists import in_lists
from seedance_lint.hosts.markdown.view import View
from seedance_lint.hosts.markdown.written import BEGINNING, in_front, in_outputs, in_prose, whole
from seedance_lint.hosts.prompt_files import NO_FILES, Files, covers
from seedance_lint.hosts.prose.films import has_scene, has_times
from seedance_lint.hosts.prose.labels import is_answer, is_of_still, names_others, prompt_label, speaks_of_pictures
from seedance_lint.hosts.prose.remarks import blames
from seedance_lint.hosts.prose.tags import mentions, tags_of
from seedance_lint.pattern import Pattern
from seedance_lint.source.span import Span

_OF_VIDEO = Pattern(r"(?i:video|clip)|视频|視頻|影片|動画|영상|비디오|видео")
_AROUND_LABEL = " \t*_`:：#"
_AROUND_TEXT = " \t>`~*_\"“”'|"
"""What may be behind a text, or on the line that ends its fence."""
_LOOK_AHEAD = 300


class Page(View):
    """A page: its front matter, its fenced blocks, its headings and its prose, with the prompts and the files of it."""

    def is_answer(self, block: Block) -> bool:
        """Whether the line in front of a block says that it is what comes back: ``Response:``."""
        return is_answer(self.line_before(block))

    def prompts(self) -> Iterator[Root | Passed]:
        """Yield the texts that read like prompts, in no order, and those that would but for their slots."""
        for found in self._found:
            yield Passed(found.passed, found.span.start) if found.passed is not None else self._root(found)

    def texts(self) -> list[Span]:
        """Return where the texts are that a comment in front of them is about: fences, and prompts in the prose."""
        fences = [Span(block.start, block.end) for block in self.blocks]
        return sorted({*fences, *(found.span for found in self._found if found.passed is None)})

    @cached_property
    def files(self) -> PageFiles:
        """The files that the page names for its prompts."""
        listed = sorted([*listings(self.text, self.units, self._announces), *self.cases.listings()], key=lambda each: each.span)
        return PageFiles(self.text, listed, self.blocks, self.outline, self.front)

    def _announces(self, place: int) -> bool:
        return announces(self.outline.nearest(place))

    @cached_property
    def _found(self) -> list[Found]:
        if not mentions(self.text) and not self.outline.is_ours and not names_ours(self.text):  # as nearly every page there is
            return self._timed if has_times(self.text) and self.names_nobody else []
        all_of_it = whole(self)
        if all_of_it is not None:
            return [all_of_it]
        texts: list[Found | Unsure] = [*in_front(self), *fenced(self), *self._in_prose]
        if self._is_of_tags(texts):
            self.outline.is_ours = True
            texts = [*fenced(self), *self._in_prose]
        found = [each for each in texts if isinstance(each, Found)]
        found += among_others(self, [each for each in texts if isinstance(each, Unsure)], found)
        return [each for each in found if not (self._is_for_others(each.made.value, each.span.start) or self._is_blamed(each))]

    @property
    def _in_prose(self) -> list[Found | Unsure]:
        """The prompts in the prose, those that are the outputs of examples as a whole, and those of lists."""
        said = list(in_outputs(self))
        within = [each.span for each in said]
        listed = list(in_lists(self))
        within += [each.span for each in listed]
        apart = [each for each in in_prose(self) if not any(span.start <= _place_of(each) < span.end for span in within)]
        return [*said, *listed, *apart]

    def _is_blamed(self, found: Found) -> bool:
        """Whether the line below a text says that it is a bad example, and so does not belong to what comes next, as below each of several texts."""
        end = found.made.to_file(Span(found.made.length, found.made.length)).start
        below = next((line for line in self.text[end : end + _LOOK_AHEAD].splitlines() if line.strip(_AROUND_TEXT)), "")
        last = found.made.value.rpartition("\n")[2]
        line = next((line for line in (below, last) if blames(line)), None)
        return line is not None and not any(map(blames, self.introduction(found.span.start).splitlines()))

    @property
    def _timed(self) -> list[Found]:
        """The films with their times in fences, which need no product on the page."""
        return [each for each in fenced(self) if isinstance(each, Found) and not self._is_for_others(each.made.value, each.span.start)]

    def _is_for_others(self, text: str, place: int) -> bool:
        """Whether a text is a prompt for a model of sounds, or is below words on one of pictures, and nothing names our product."""
        told = self.introduction(place)
        label = told.rstrip(BETWEEN_FENCES).rpartition("\n")[2]
        is_of_video = _OF_VIDEO.search(label) is not None and prompt_label(label.strip(_AROUND_LABEL))
        if mentions(text):
            kinds = {kind for kind, _ in tags_of(text)}
            is_of_sounds = not self.outline.is_ours and kinds == {"audio"} and not has_scene(text)
            is_of_still_heading = kinds == {"image"} and not is_of_video and is_of_still(self.outline.nearest(place))
            return is_of_sounds or is_of_still_heading or (kinds == {"image"} and self.outline.is_of_pictures)
        heading = self.outline.nearest(place)
        if speaks_of_pictures(heading) and not names_ours(heading) and not _OF_VIDEO.search(heading) and not names_ours(text[:BEGINNING]):
            return not is_of_video
        if is_of_video:
            return False  # a picture may be made of another prompt, above the label
        return speaks_of_pictures(told) and not names_ours(told) and not names_ours(text[:BEGINNING])

    def _is_of_tags(self, texts: Iterable[Found | Unsure]) -> bool:
        """Whether a page that does not name our product has several prompts with our tags, and does not name another product."""
        tagged = sum(isinstance(each, Found) and each.passed is None and isinstance(each.form, WrittenFence) for each in texts)
        return tagged >= MANY_PROMPTS and not (self.outline.is_ours or names_others(self.text) or speaks_of_pictures(self.text))

    def _root(self, found: Found) -> Root:
        files = self.files.of(found.span, found.made)
        if self.front is not None and found.span.start < self.front.end and not covers(files, tags_of(found.made.value)):
            files = NO_FILES  # what the head of a page shows may be what was made
        return Root({PROMPT: found.made.value, **files.fields}, partial(_tree, found, files), found.span.start, found.around)


def _place_of(each: Found | Unsure) -> int:
    return each.span.start if isinstance(each, Found) else each.place


def _tree(found: Found, files: Files) -> Node:
    prompt = Node(found.span, found.made.value, found.form)
    name = Node(Span(found.span.start, found.span.start), PROMPT)
    value = {PROMPT: prompt.value, **files.fields}
    return Node(found.span, value, children=(prompt, *files.values), keys=(name, *files.keys))
