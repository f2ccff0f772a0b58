"""Files that are named by their tags alone, where the words above them announce files: a list of references, the last part of a prompt."""

import re
from collections.abc import Iterator
from functools import lru_cache

from seedance_lint.hosts.prompt_files import Entry
from seedance_lint.hosts.prose.tags import mentions, tags_of
from seedance_lint.package_data import read_toml
from seedance_lint.pattern import Pattern
from seedance_lint.source.source_map import SourceMap
from seedance_lint.source.span import Span
from seedance_lint.syntax import parse

_MARKS = " \t*_`~#:：【】[]()（）-–—>.0123456789、/|"
_LEAD = Pattern(r"[ \t]*(?:[-*+•·>|][ \t]+|[0-9]{1,2}[.)、][ \t]*)*[*_`~(（]*")
_PART = Pattern(r"^[ \t]*(?:【([^【】\n]{1,30})】|\[([^\[\]\n]{1,30})\]|[#*_ \t]*([^\n:：@＠]{1,30})[:：][*_]*)[ \t]*$", re.MULTILINE)
"""A line of a prompt that is the name of its next part."""
_ONE_LINE = Pattern(r"^[ \t*_]*(?:【([^【】\n]{1,30})】|\[([^\[\]\n]{1,30})\]|([^\W\d][^\n:：@＠]{1,30})[:：])[*_ \t]*(?=\S)", re.MULTILINE)
"""The name of a part with what it has behind it on the same line."""
_ASIDE = Pattern(r"[(（][^()（）]{0,40}[)）][ \t*_:：]*$")
_LONGEST = 60


def announces(words: str) -> bool:
    """Whether a heading, a label or the name of a part announces files: ``Reference roles``, ``素材引用``; parts between slashes count alone."""
    if len(words) > _LONGEST:
        return False
    return any(_announcement().fullmatch(part.strip(_MARKS)) is not None for part in _ASIDE.sub("", words).split("/"))


def may_be_result(head: str) -> bool:
    """Whether the head of a column of a table of prompts may be that of what was made: ``Video``."""
    return head.strip(_MARKS).lower() in read_toml("hosts/prose/prose.toml")["files"]["made"]


def first_tags(words: str, offset: int) -> Iterator[Entry]:
    """Yield the files of the tags at the beginning of a line or a cell, whatever it says of them; their sign may be missing (``Image 1: the pier``)."""
    if not mentions(words):
        yield from _unmarked_tag(words, offset)
        return
    lead = _LEAD.match(words)
    start = lead.end() if lead is not None else 0
    first = next((each for each in parse(words).references if each.span.start <= start < each.span.end), None)
    for tag in first.tags if first is not None else ():
        if tag.index and tag.kind is not None:
            span = Span(offset + tag.span.start, offset + tag.span.end)
            last = getattr(tag, "last", None) or tag.index
            yield from (Entry(tag.kind, index, None, span) for index in range(tag.index, min(last, tag.index + _MOST) + 1))


_UNMARKED = Pattern(r"[ \t*_`•+-]*([^\W\d]{1,8}[ ]?[0-9]{1,2})[*_`]*[ \t]*(?=[:：=(（|–—-]|$)")
"""A kind and a number alone, or with what is said of the file behind a sign."""


def _unmarked_tag(words: str, offset: int) -> Iterator[Entry]:
    match = _UNMARKED.match(words)
    written = f"@{match[1]}" if match is not None else ""
    tags = [tag for each in parse(written).references for tag in each.tags] if mentions(written) else []
    if match is not None and len(tags) == 1 and tags[0].span == (0, len(written)) and tags[0].index and tags[0].kind is not None:
        yield Entry(tags[0].kind, tags[0].index, None, Span(offset + match.start(1), offset + match.end(1)))


_FIRST = Pattern(r"[ \t*_`]*([^\W\d]{1,8}[ ]?[0-9]{1,2})(?![\w.])")
"""A kind and a number at the beginning of a part of a line, whatever is said of the file."""
_COMMAS = Pattern(r"[^,，;；、]+")


def tags_in_line(words: str, offset: int) -> list[Entry]:
    """Return the files of a line of which each part between commas begins with one: ``Image 1 the pier, Image 2 the boat``; none of any other."""
    found: list[Entry] = []
    for part in _COMMAS.finditer(words):
        match = _FIRST.match(part[0])
        written = f"@{match[1]}" if match is not None else ""
        tags = [tag for each in parse(written).references for tag in each.tags] if mentions(written) else []
        if match is None or len(tags) != 1 or not tags[0].index or tags[0].kind is None:
            return []
        start = offset + part.start()
        found.append(Entry(tags[0].kind, tags[0].index, None, Span(start + match.start(1), start + match.end(1))))
    return found


_MOST = 12
"""Files of one range in a list of references."""


def declared_in(made: SourceMap, tags: frozenset[tuple[str, int]]) -> tuple[Entry, ...]:
    """Return the files that a part of a prompt lists with their tags; nothing unless all of the prompt's tags are among them."""
    text = made.value
    for part in _PART.finditer(text):
        if not announces(part[1] or part[2] or part[3] or ""):
            continue
        at, found = part.end() + 1, []
        while at < len(text):
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            entries = list(first_tags(text[at:end], at))
            if not entries and text[at:end].strip():
                break
            found += entries
            at = end + 1
        if found and tags == {(entry.kind, entry.index) for entry in found}:
            return tuple([entry._replace(span=made.to_file(entry.span)) for entry in found])
    return _declared_in_line(made, tags)


def _declared_in_line(made: SourceMap, tags: frozenset[tuple[str, int]]) -> tuple[Entry, ...]:
    """Return the files of a part that lists its tags behind its name, up to a blank line: ``【参考】@图片1 the baker, @图片2 the shop``."""
    text = made.value
    for part in _ONE_LINE.finditer(text):
        if not announces(part[1] or part[2] or part[3]):
            continue
        end = text.find("\n\n", part.end())
        below = text[part.end() : len(text) if end < 0 else end]
        if tags_of(below) != tags or not any(True for _ in first_tags(below, 0)):
            continue
        named = [tag for each in parse(below).references for tag in each.tags if tag.index and tag.kind is not None]
        entries = [
            Entry(str(tag.kind), index, None, made.to_file(Span(part.end() + tag.span.start, part.end() + tag.span.end)))
            for tag in named
            for index in range(tag.index or 0, min(getattr(tag, "last", None) or tag.index or 0, (tag.index or 0) + _MOST) + 1)
        ]
        return tuple({(entry.kind, entry.index): entry for entry in reversed(entries)}.values())[::-1]
    return ()


@lru_cache(maxsize=1)
def _announcement() -> re.Pattern[str]:
    data = read_toml("hosts/prose/prose.toml")
    files = {**data["files"], "names": [*data["files"]["names"], *data["cases"]["inputs"]]}
    before, names, behind = ("|".join(map(re.escape, files[name])) for name in ("before", "names", "behind"))
    return re.compile(rf"(?:(?:{before})[ ]?){{0,3}}(?:{names})(?:[ -]?(?:{behind})){{0,2}}", re.IGNORECASE)
