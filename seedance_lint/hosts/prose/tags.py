"""Tags in a text that may be no prompt: whether it has some, which files they mean, and where one is defined."""

import re
from functools import lru_cache

from seedance_lint.hosts.prompt_files import MOST
from seedance_lint.hosts.prose.words import LONGEST
from seedance_lint.pattern import Pattern
from seedance_lint.syntax import MalformedTag, Tag, parse
from seedance_lint.syntax.tables import load_tables
from seedance_lint.syntax.vocabulary import is_unspaced

_CODED = Pattern(r"`([^`\n]{1,24})`")
_HEAD = 3
"""Letters of a word for a kind of file that are looked for at least."""
_REST = 5
"""Letters behind such a short beginning of a word at most: with more, it is the name of a person, as on every page of releases (`@billington`)."""
_SEVERAL = 2
_DEFINES = Pattern(r"[ \t]*(?:[:=：＝—–→⇒|]|->|=>|-[ \t]|[ \t]{2}|\t)")


def mentions(text: str) -> bool:
    """Whether a text has anything that may be a tag: a glance."""
    return _mention().search(text) is not None


def has_reference(text: str) -> bool:
    """Whether a text has a tag, numbered or not, of those that may be tags: a handle such as ``@billing`` is not one."""
    return mentions(text) and (len(text) > LONGEST or bool(parse(text).references))


@lru_cache(maxsize=1)
def _mention() -> Pattern:
    """Return the pattern for a mark with the beginning of a word for a kind of file, in any language; their ends are misspelled now and then."""
    heads: set[str] = set()
    runs: set[str] = set()
    for word in load_tables().kind_words:
        if is_unspaced(word):
            runs.add(word[0])
        else:
            head = re.escape(word[: max(_HEAD, len(word) - 1)])
            heads.add(head if len(head) > _HEAD else rf"{head}(?![a-z]{{{_REST + 1}}})")
    # Begins with one set of rare characters, so that a search flies over all others.
    return Pattern(
        rf"[@＠<\[【](?:(?<=[@＠])[ \t]?[\[(【]?[ \t]?(?:{'|'.join(sorted(heads))}|[{''.join(sorted(runs))}])"
        r"|(?<=<)<<[ \t]?(?:im|vid|aud)|(?<=[\[【])[ \t]?(?:image|img|video|audio|图|圖|视频|視頻|音频|音頻)[a-z片像]*[ \t_]?[0-9])",
        re.IGNORECASE,
    )


def tags_of(text: str) -> frozenset[tuple[str, int]]:
    """Return the files that the tags of a text mean, each by its kind and number."""
    references = parse(text).references if len(text) <= LONGEST and mentions(text) else ()
    tags = [tag for each in references for tag in each.tags if tag.index is not None and tag.kind is not None]
    return frozenset((str(tag.kind), index) for tag in tags for index in range(tag.index or 0, min(_last(tag), MOST) + 1))


def _last(tag: Tag | MalformedTag) -> int:
    return (tag.last if isinstance(tag, Tag) else None) or tag.index or 0


def with_coded_tags(text: str) -> str | None:
    """Return a text without the marks of code around its tags, each with its sign; None unless several are so written, and nothing else is."""
    found = [match[1] for match in _CODED.finditer(text)]
    if len(found) < _SEVERAL or "`" in _CODED.sub("", text):
        return None
    tags = [each if each[0] in "@＠<[【" else f"@{each}" for each in found]
    for each in tags:
        references = parse(each).references if mentions(each) else ()
        if len(references) != 1 or [tag.span for tag in references[0].tags] != [(0, len(each))]:
            return None
    written = iter(tags)
    return _CODED.sub(lambda _: f" {next(written)} ", text)


def defined_tag(text: str, end: int) -> int | None:
    """Return where the meaning of a tag begins that ends at a place: after ``: `` or ``=`` or a dash; None if none is given."""
    while end < len(text) and text[end] in '`*_)）"”」':
        end += 1
    sign = _DEFINES.match(text, end)
    return None if sign is None else sign.end()
