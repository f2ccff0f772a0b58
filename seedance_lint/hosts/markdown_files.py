"""The files that a page names for its prompts: lists and tables of tags, lines of file names, front matter."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import partial

from seedance_lint.hosts.front_matter import FrontMatter
from seedance_lint.hosts.located import Node, Root
from seedance_lint.hosts.markdown_prose import Table, Unit, labelled
from seedance_lint.hosts.prompt_files import KINDS, NO_FILES, Entry, Files, kind_of, made, named_by_page, url_of
from seedance_lint.hosts.prompt_prose import defined_tag, mentions, tags_of
from seedance_lint.records import NamedTuple
from seedance_lint.source.span import Span
from seedance_lint.syntax import parse

PROMPT = "prompt"
"""The name under which a text is beside its files."""

_NAMES_FILES = ("image", "video", "audio", "file", "frame", "reference")
_FILE = re.compile(
    rf"(?:https?://[^\s`\"'<>|)\]（），]+|[^\s`\"'<>|,;()\[\]（），；]{{1,200}}\.(?:{'|'.join(KINDS)})(?![\w.]*\w))", re.IGNORECASE
)
_NAMES = re.compile(
    r"[ \t*_]*(?:reference |input |ref )?(?:images?|videos?|audios?|files?|references?|refs?|inputs|参考图片?|参考素材|图片|视频|音频|素材|文件)(?: files| urls)?[ \t*_]*$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[\s,;+&、，；`*_\"'\[\]()!]{0,20}(?:(?:and|和|与|及)[\s`*_\"'\[(]{1,10})?")


_LINK = re.compile(r"[^\[\]\n]{0,200}\]\(")


class Listing(NamedTuple):
    """Files that are named together, and where.

    ``is_tagged``: a tag is beside each; else their order is all that is known. ``is_shown``: they are pictures in a gallery, which may not
    show all of them, or more.
    """

    span: Span
    entries: tuple[Entry, ...]
    is_tagged: bool = True
    is_shown: bool = False

    def may_be_of(self, tags: frozenset[tuple[str, int]], place: Span) -> bool:
        """Whether it may have the files of a prompt at a place that has these tags: a video alone behind one is what was made of it."""
        if self.is_shown:
            return tags == {(entry.kind, entry.index) for entry in self.entries}
        kinds = {kind for kind, _ in tags}
        listed = {entry.kind for entry in self.entries}
        if self.is_tagged:
            return True
        return kinds <= listed and not (self.span.start >= place.end and listed == {"video"} and len(self.entries) == 1 and not kinds)


def listings(text: str, units: Iterable[Unit | Table]) -> Iterator[Listing]:
    """Yield the lists of files of a page, in their order; items one below the other are one list."""
    open_items: list[Entry] = []
    begun = last = 0
    is_tagged = True
    for unit in units:
        entries = tuple(_of_table(text, unit) if isinstance(unit, Table) else _of_unit(text, unit))
        goes_on = isinstance(unit, Unit) and open_items and not text[last : unit.start].strip(" \t\r\n-*+>0123456789.)")
        if open_items and not (entries and goes_on):
            yield Listing(Span(begun, last), tuple(open_items), is_tagged)
            open_items = []
        if entries:
            is_tagged = isinstance(unit, Table) or mentions(text[unit.start : unit.end]) or (is_tagged and bool(open_items))
            begun = begun if open_items else entries[0].span.start
            last = unit.end if isinstance(unit, Unit) else entries[-1].span.end
            open_items.extend(entries)
    if open_items:
        yield Listing(Span(begun, last), tuple(open_items), is_tagged)


def nearest(listed: list[Listing], place: Span, tags: frozenset[tuple[str, int]], sections: list[int]) -> Listing | None:
    """Return the list of files that is nearest to a prompt with these tags: before it, else after it, under the same heading."""
    section = bisect_right(sections, place.start)
    before = bisect_left(listed, place.start, key=_start) - 1
    behind = bisect_left(listed, place.end, key=_start)
    for at in (before, behind):
        if 0 <= at < len(listed) and bisect_right(sections, listed[at].span.start) == section:
            return listed[at] if listed[at].may_be_of(tags, place) else None
    return None


class PageFiles:
    """The files that a page names for its prompts: in its text, and in its front matter."""

    def __init__(self, listed: list[Listing], sections: list[int], front: FrontMatter | None) -> None:
        """Take the lists of files in the order of the page, and where its sections begin."""
        self._listed, self._sections = listed, sections
        self._front = named_by_page(front) if front is not None else NO_FILES

    def of(self, place: Span, prompt: str) -> Files:
        """Return the files of a prompt: those named nearest to it in its section, else those that the front matter names."""
        listing = nearest(self._listed, place, tags_of(prompt), self._sections) if self._listed else None
        return self._front if listing is None else made(listing.entries)

    def beside(self, root: Root) -> Root:
        """Return a prompt of a marked fence with its files, where it names none itself."""
        if not isinstance(root.value, dict) or any(word in name for name in root.value for word in _NAMES_FILES):
            return root
        prompt = root.value.get(PROMPT)
        files = self.of(Span(root.offset, root.offset), prompt if isinstance(prompt, str) else "")
        return root._replace(value={**root.value, **files.fields}, tree=partial(_tree_beside, root, files)) if files.fields else root


def _tree_beside(root: Root, files: Files) -> Node:
    node = root.tree()
    assert isinstance(node.value, dict)
    value = {**node.value, **files.fields}
    return Node(node.span, value, children=(*node.children, *files.values), keys=(*node.keys, *files.keys))


def _start(listing: Listing) -> int:
    return listing.span.start


def _of_unit(text: str, unit: Unit) -> Iterator[Entry]:
    """Yield the files of lines such as ``@Image1: a.png`` and ``Images: a.png, b.png``."""
    if unit.kind == "quote":
        return
    for line in unit.lines:
        words = text[slice(*line)]
        named = list(_tagged(words, line.start)) if mentions(words) else []
        if named:
            yield from named
            continue
        inside = labelled(text, unit._replace(lines=(line,)))
        if inside.label and _NAMES.match(inside.label):
            yield from _named(text, inside.lines[0])


def _tagged(words: str, offset: int) -> Iterator[Entry]:
    """Yield the files of a line that begins with a tag and says which file it is: ``@Image1 = a.png``."""
    tags = [tag for each in parse(words).references for tag in each.tags if tag.index is not None and tag.kind is not None]
    for number, tag in enumerate(tags):
        start = defined_tag(words, tag.span.end)
        end = tags[number + 1].span.start if number + 1 < len(tags) else len(words)
        file = _FILE.search(words, start, end) if start is not None else None
        if file is None or words[start : file.start()].strip(" `*_\"'([!"):
            return
        yield Entry(str(tag.kind), int(tag.index or 0), url_of(file[0]), Span(offset + file.start(), offset + file.end()))


def _named(text: str, line: Span) -> Iterator[Entry]:
    """Yield the files of a line that names nothing else."""
    counts: dict[str, int] = {}
    found: list[Entry] = []
    at = line.start
    while (gap := _BETWEEN.match(text, at, line.end)) is not None and gap.end() < line.end:
        link = _LINK.match(text, gap.end(), line.end) if text[gap.end() - 1] == "[" else None
        file = _FILE.match(text, gap.end() if link is None else link.end(), line.end)
        kind = kind_of(file[0]) if file is not None else None
        if file is None or kind is None:
            return
        counts[kind] = counts.get(kind, 0) + 1
        found.append(Entry(kind, counts[kind], url_of(file[0]), Span(*file.span())))
        at = file.end()
    yield from found


def _of_table(text: str, table: Table) -> Iterator[Entry]:
    """Yield the files of a table in whose rows one cell is a tag and another is a file."""
    for row in table.rows:
        tag = file = None
        for cell in row:
            words = text[slice(*cell)]
            if tag is None and mentions(words):
                tags = [tag for each in parse(words).references for tag in each.tags]
                if len(tags) == 1 and not words[: tags[0].span.start].strip("*_`~\\[(（ ") and _FILE.search(words) is None:
                    tag = tags[0]  # and perhaps what the file is: `@Image1` (the hero)
                    continue
            match = _FILE.search(words)
            if file is None and match is not None:
                file = Span(cell.start + match.start(), cell.start + match.end())
        if tag is not None and file is not None and tag.index is not None and tag.kind is not None:
            yield Entry(tag.kind, tag.index, url_of(text[slice(*file)]), file)
