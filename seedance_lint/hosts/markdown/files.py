"""The files that a page names for its prompts: lists and tables of tags, lines of file names, front matter."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from seedance_lint.hosts.front_matter import FrontMatter
from seedance_lint.hosts.located import Node, Root
from seedance_lint.hosts.markdown.blocks import Block
from seedance_lint.hosts.markdown.bodies import files_below
from seedance_lint.hosts.markdown.declared import announces, declared_in, first_tags, may_be_result, tags_in_line
from seedance_lint.hosts.markdown.outline import Outline
from seedance_lint.hosts.markdown.prose import Table, Unit, labelled
from seedance_lint.hosts.prompt_files import KINDS, MOST, NO_FILES, Entry, Files, kind_of, made, named_by_page, url_of
from seedance_lint.hosts.prose.labels import cell_context
from seedance_lint.hosts.prose.tags import defined_tag, mentions, tags_of
from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple
from seedance_lint.source.source_map import SourceMap
from seedance_lint.source.span import Span
from seedance_lint.syntax import parse

PROMPT = "prompt"
"""The name under which a text is beside its files."""

_NAMES_FILES = ("image", "video", "audio", "file", "frame", "reference")
_FILE = Pattern(
    rf"(?:https?://[^\s`\"'<>|)\]（），]+|[^\s`\"'<>|,;()\[\]（），；]{{1,200}}\.(?:{'|'.join(KINDS)})(?![\w.]*\w))", re.IGNORECASE
)
_ITEM_FILE = Pattern(rf"[ \t*_]*[`\"']?({_FILE.pattern})[`\"']?[*_]*[ \t]*(?=[(（–—:：-]|$)", re.IGNORECASE)
_BETWEEN = Pattern(r"[\s,;+&、，；`*_\"'\[\]()!]{0,20}(?:(?:and|和|与|及)[\s`*_\"'\[(]{1,10})?")


_IN_BRACKETS = Pattern(r"`?[ ]?[(（]")
_NUMBER = Pattern(r"[1-9][0-9]?(?=\W*$)", re.ASCII)
_LINK = Pattern(r"[^\[\]\n]{0,200}\]\(")


class Listing(NamedTuple):
    """Files that are named together, and where.

    ``is_tagged``: a tag is beside each; else their order is all that is known. ``is_shown``: they are pictures in a gallery, which may not
    show all of them, or more. ``is_bare``: tags alone, which words above them call files. ``is_row``: they are of the prompt in the same row
    of a table. ``is_for_page``: the heading above them calls them files, so that they may be of a prompt under another one.
    """

    span: Span
    entries: tuple[Entry, ...]
    is_tagged: bool = True
    is_shown: bool = False
    is_bare: bool = False
    is_row: bool = False
    is_for_page: bool = False

    @property
    def named(self) -> set[tuple[str, int]]:
        """The files by their kinds and numbers."""
        return {(entry.kind, entry.index) for entry in self.entries}

    @property
    def is_part(self) -> bool:
        """Whether the first file of a kind is missing, as where a page counts all its pictures: ``![图片14](a.png)``."""
        named = self.named
        return any((kind, 1) not in named for kind, _ in named)

    def may_be_of(self, tags: frozenset[tuple[str, int]], place: Span) -> bool:
        """Whether it may have the files of a prompt at a place that has these tags: a video alone behind one is what was made of it."""
        if self.is_part and not self.named <= tags:
            return False
        if self.is_shown:  # those of the tags, and perhaps more; without tags, those that are there
            return tags <= self.named
        if self.is_bare:
            return tags == self.named
        kinds = {kind for kind, _ in tags}
        listed = {entry.kind for entry in self.entries}
        if self.is_tagged:
            return True
        return kinds <= listed and not (self.span.start >= place.end and listed == {"video"} and len(self.entries) == 1 and not kinds)


def listings(text: str, units: Iterable[Unit | Table], announced: Callable[[int], bool]) -> Iterator[Listing]:
    """Yield the lists of files of a page, in their order; items one below the other are one list.

    ``announced``: whether the heading above a place calls what is there files.
    """
    opened: list[Entry] = []
    kept = Listing(Span(0, 0), ())
    called = False  # the words right before call what comes next files
    for unit in units:
        if isinstance(unit, Table):
            if opened:
                yield kept._replace(entries=tuple(opened))
                opened = []
            yield from _of_table(text, unit, announced, called=called)
            called = False
            continue
        is_for_page = announced(unit.start)
        is_behind = bool(opened) and not text[kept.span.end : unit.start].strip(" \t\r\n-*+>0123456789.)")
        named = tuple(_of_unit(text, unit, opened if is_behind and not kept.is_bare else ()))
        if not named and (called or is_for_page):
            named = tuple(_first_names(text, unit, opened if is_behind and not kept.is_bare else ()))
        bare = () if named else tuple(_bare(text, unit) if called or is_for_page else _defined(text, unit)) or tuple(_in_line(text, unit))
        entries = named or bare
        if opened and not (entries and is_behind and kept.is_bare == bool(bare)):
            yield kept._replace(entries=tuple(opened))
            opened = []
        if entries:
            is_tagged = bool(bare) or mentions(text[unit.start : unit.end]) or (kept.is_tagged and bool(opened))
            begun = kept.span.start if opened else entries[0].span.start
            kept = Listing(Span(begun, unit.end), (), is_tagged, is_bare=bool(bare), is_for_page=is_for_page)
            opened.extend(entries)
        called = (called and bool(entries)) or (unit.kind == "paragraph" and announces(text[unit.start : unit.end]))
    if opened:
        yield kept._replace(entries=tuple(opened))


def _of_table(text: str, table: Table, announced: Callable[[int], bool], *, called: bool) -> Iterator[Listing]:
    """Yield the files of a table: of each of its rows where they are prompts, else of all."""
    if any(cell_context(head) == "cell" for head in table.heads):
        yield from _of_rows(text, table)
        return
    named = tuple(_of_tagged_rows(text, table))
    begun = table.rows[0][0].start if table.rows and table.rows[0] else 0
    is_for_page = announced(begun)
    entries = named or (tuple(_bare_rows(text, table)) if called or is_for_page else ())
    if entries:
        yield Listing(Span(entries[0].span.start, entries[-1].span.end), entries, is_bare=not named, is_for_page=is_for_page)


def nearest(listed: list[Listing], place: Span, tags: frozenset[tuple[str, int]], sections: list[int], text: str) -> Listing | None:
    """Return the list of files that is nearest to a prompt with these tags: before it, else after it, under the same heading."""
    section = bisect_right(sections, place.start)
    before = bisect_left(listed, place.start, key=_start) - 1
    behind = bisect_left(listed, place.end, key=_start)
    around = bisect_right(listed, place.start, key=_start) - 1
    if around >= 0 and listed[around].is_row and listed[around].span.end >= place.end:
        return listed[around] if listed[around].entries and listed[around].may_be_of(tags, place) else None
    for at in (before, behind):
        if 0 <= at < len(listed) and not listed[at].is_row and bisect_right(sections, listed[at].span.start) == section:
            is_near = at == before or not _is_apart(text[place.end : listed[at].span.start])
            return listed[at] if is_near and listed[at].may_be_of(tags, place) else None
    return None


def _is_apart(between: str) -> bool:
    """Whether something else begins between a prompt and the list of files behind it: a fence, or a line in bold that does not announce it."""
    inside = _CLOSING.sub("", between, count=1)
    return any(match[1] is None or not announces(match[1]) for match in _BEGINS.finditer(inside))


_CLOSING = Pattern(r"\A[^\n]*\n[ \t>]*(?:`{3,}|~{3,})[ \t]*(?=\n|\Z)")
_BEGINS = Pattern(r"^[ \t>]*(?:(?:`{3,}|~{3,})|(?:\*\*|__)([^*_\n]{1,200})(?:\*\*|__)[ \t]*[:：]?[ \t]*$)", re.MULTILINE)


class PageFiles:
    """The files that a page names for its prompts: in its text, and in its front matter."""

    def __init__(self, text: str, listed: list[Listing], blocks: list[Block], outline: Outline, front: FrontMatter | None) -> None:
        """Take the lists of files and the fences in the order of the page, and its headings."""
        self._text, self._listed, self._blocks, self._sections, self._parents = text, listed, blocks, outline.sections, outline.parents
        self._front = named_by_page(front) if front is not None else NO_FILES

    def of(self, place: Span, prompt: SourceMap) -> Files:
        """Return the files of a prompt: those of the parameters below it, those named nearest to it in its section, in itself, beside its section, or in the front matter."""
        tags = tags_of(prompt.value)
        below = files_below(self._text, self._blocks, place, tags)
        if below:
            return made(below)
        listing = nearest(self._listed, place, tags, self._sections, self._text) if self._listed else None
        if listing is not None:
            return made(listing.entries)
        entries = declared_in(prompt, tags) if tags else ()
        if not entries and tags:
            entries = self._beside_section(place, tags)
        return made(entries) if entries else self._front

    def _beside_section(self, place: Span, tags: frozenset[tuple[str, int]]) -> tuple[Entry, ...]:
        """Return the files of exactly these tags that are listed under a heading of their own, which is beside the one of the prompt or above it."""
        above = {-1}
        at = bisect_right(self._sections, place.start) - 1
        while at >= 0:
            at = self._parents[at]
            above.add(at)
        fitting = [each for each in self._listed if each.is_for_page and each.is_tagged and tags == each.named]
        fitting = [each for each in fitting if self._over(each) in above]
        before = [each for each in fitting if each.span.start < place.start]
        return (before[-1:] or fitting[:1] or [Listing(place, ())])[0].entries

    def _over(self, listing: Listing) -> int:
        """Return the heading over the one that calls a list files, and over those that do so above it; -1 for none."""
        at = self._parents[bisect_right(self._sections, listing.span.start) - 1]
        while at >= 0 and announces(self._text[self._sections[at] : self._sections[at] + 200].partition("\n")[0]):
            at = self._parents[at]
        return at

    def beside(self, root: Root) -> Root:
        """Return a prompt of a marked fence with its files, where it names none itself."""
        if not isinstance(root.value, dict) or any(word in name for name in root.value for word in _NAMES_FILES):
            return root
        prompt = root.value.get(PROMPT)
        files = self.of(Span(root.offset, root.offset), SourceMap.verbatim(prompt if isinstance(prompt, str) else "", root.offset))
        return root._replace(value={**root.value, **files.fields}, tree=partial(_tree_beside, root, files)) if files.fields else root


def _tree_beside(root: Root, files: Files) -> Node:
    node = root.tree()
    assert isinstance(node.value, dict)
    value = {**node.value, **files.fields}
    return Node(node.span, value, children=(*node.children, *files.values), keys=(*node.keys, *files.keys))


def _start(listing: Listing) -> int:
    return listing.span.start


def _of_unit(text: str, unit: Unit, before: Iterable[Entry] = ()) -> Iterator[Entry]:
    """Yield the files of lines such as ``@Image1: a.png`` and ``Images: a.png, b.png``; their numbers go on from those ``before``."""
    if unit.kind == "quote":
        return
    listed = list(before)
    for line in unit.lines:
        words = text[slice(*line)]
        named = list(_tagged(words, line.start)) if mentions(words) else []
        if not named:
            inside = labelled(text, unit._replace(lines=(line,)))
            if inside.label and announces(inside.label):
                named = _going_on(list(_named(text, inside.lines[0])), listed, inside.label)
        listed += named
        yield from named


def _in_line(text: str, unit: Unit) -> Iterator[Entry]:
    """Yield the files of lines that name them in their order behind a label: ``Upload order: Image 1 the pier, Image 2 the boat``."""
    for line in unit.lines if unit.kind in ("paragraph", "item") else ():
        inside = labelled(text, unit._replace(lines=(line,)))
        if inside.label and announces(inside.label):
            yield from tags_in_line(text[slice(*inside.lines[0])].rstrip(" .。"), inside.lines[0].start)


def _first_names(text: str, unit: Unit, before: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the file with which an item of a list of files begins, whatever is said of it: ``- `pier.png` (the place)``."""
    if unit.kind != "item" or mentions(text[unit.start : unit.end]):
        return
    match = _ITEM_FILE.match(text, *unit.lines[0])
    kind = kind_of(match[1]) if match is not None else None
    if match is not None and kind is not None:
        yield from _going_on([Entry(kind, 1, url_of(match[1]), Span(*match.span(1)))], list(before), "")


def _going_on(named: list[Entry], before: list[Entry], label: str) -> list[Entry]:
    """Return files with the numbers that they have behind others: that of the label (``Image 2: b.png``), or the next ones."""
    number = _NUMBER.search(label)
    if number is not None and len(named) == 1:
        return [named[0]._replace(index=int(number[0]))]
    last = {kind: max(entry.index for entry in before if entry.kind == kind) for kind in {entry.kind for entry in before}}
    return [entry._replace(index=entry.index + last.get(entry.kind, 0)) for entry in named]


def _tagged(words: str, offset: int) -> Iterator[Entry]:
    """Yield the files of a line that begins with a tag and says which file it is: ``@Image1 = a.png``."""
    tags = [tag for each in parse(words).references for tag in each.tags if tag.index is not None and tag.kind is not None]
    for number, tag in enumerate(tags):
        start = tag.span.end if _IN_BRACKETS.match(words, tag.span.end) else defined_tag(words, tag.span.end)
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


def _pictured(text: str, cell: Span) -> Iterator[Entry]:
    """Yield the files of the elements of a cell that has nothing else: ``<img src="a.png">``."""
    if _ELEMENT.sub("", text[slice(*cell)]).strip():
        return
    counts: dict[str, int] = {}
    for match in _SOURCE.finditer(text, *cell):
        kind = kind_of(match[1])
        if kind is not None:
            counts[kind] = counts.get(kind, 0) + 1
            yield Entry(kind, counts[kind], url_of(match[1]), Span(*match.span(1)))


_ELEMENT = Pattern(r"<[^<>]*>")
_SOURCE = Pattern(r"<(?:img|video|audio|source)\b[^<>]*?\bsrc=[\"']([^\"'<>]+)[\"']", re.IGNORECASE)


def _bare(text: str, unit: Unit) -> Iterator[Entry]:
    """Yield the files of the tags with which the lines of a list begin."""
    for line in unit.lines if unit.kind != "quote" else ():
        yield from first_tags(text[slice(*line)], line.start)


def _defined(text: str, unit: Unit) -> Iterator[Entry]:
    """Yield the files of a line that says what each of its tags is, and no more: ``@Image1 = the baker, @Image2 = the shop``."""
    words = text[unit.start : unit.end]
    if unit.kind == "quote" or len(words) > _LONGEST_LINE or not mentions(words):
        return
    inside = labelled(text, unit)
    start = inside.start if inside.label and announces(inside.label) else unit.start
    tags = [tag for each in parse(words).references for tag in each.tags]
    if (
        not tags
        or any(tag.index is None or tag.kind is None for tag in tags)
        or words[start - unit.start : tags[0].span.start].strip(_OPENING)
    ):
        return
    if start == unit.start and any(defined_tag(words, tag.span.end) is None for tag in tags):
        return
    for tag in tags:
        last = min(getattr(tag, "last", None) or tag.index or 0, (tag.index or 0) + MOST)
        span = Span(unit.start + tag.span.start, unit.start + tag.span.end)
        yield from (Entry(str(tag.kind), index, None, span) for index in range(tag.index or 0, last + 1))


_LONGEST_LINE = 300
_OPENING = " \t*_`\"'-+•"


def _bare_rows(text: str, table: Table) -> Iterator[Entry]:
    """Yield the files of the tags with which the first cells with any begin."""
    for row in table.rows:
        cell = next((cell for cell in row if mentions(text[slice(*cell)])), row[0] if row else None)
        if cell is not None:
            yield from first_tags(text[slice(*cell)], cell.start)


def _of_rows(text: str, table: Table) -> Iterator[Listing]:
    """Yield for each row of a table of prompts what its columns of files name."""
    columns = [number for number, head in enumerate(table.heads) if announces(head) and not may_be_result(head)]
    for row in table.rows if columns else ():
        entries: list[Entry] = []
        for number in columns:
            if number < len(row):
                named = list(_named(text, row[number])) or list(_pictured(text, row[number]))
                entries += _going_on(named, entries, table.heads[number])
        yield Listing(Span(row[0].start, row[-1].end), tuple(entries), is_tagged=False, is_row=True)


def _of_tagged_rows(text: str, table: Table) -> Iterator[Entry]:
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
