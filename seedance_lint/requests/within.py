"""What a value is in, in any language: the lines that open the blocks around it, and the file. They may name another product than the file as a whole."""

from collections.abc import Iterable, Iterator
from itertools import islice

from seedance_lint.contracts import products
from seedance_lint.hosts.located import WITHIN, Clue, Partial, Row
from seedance_lint.pattern import Pattern
from seedance_lint.requests.field_names import holds_another, tells_of_video
from seedance_lint.source.repository import path_in_repository
from seedance_lint.source.span import Span

_PAGES = (".md", ".markdown", ".mdx", ".qmd", ".rmd", ".html", ".htm")
"""Files whose headings say more than their names."""
_LONGEST_LINE = 200
_MOST_LINES = 2_000
"""Lines above a value in which the blocks around it begin."""
_OPENS = Pattern(r"(?:[:{(\[=>]|\bdo(?:[ ]\|[^|\n]*\|)?)$|^[ \t]*(?:def|class|module)[ ]")
"""What a line has that opens a block, and is no remark."""
_REMARK = Pattern(r"[ \t]*(?:#(?!\[)|//|/?\*|--|<!--)")


def within(value: object, text: str, offset: int, path: str = "") -> tuple[Clue, ...]:
    """Return what says that a value is for another product: the nearest line around it that opens a block, or the name of the file or its folder.

    So does the name that it is bound to, if that is one of pictures or sounds: ``image_payload = {…}``. A line that names ours ends the search.
    """
    is_of_program = isinstance(value, Partial) or (isinstance(value, list) and any(isinstance(each, Partial) for each in value))
    if isinstance(value, Row):
        return ()
    if is_of_program and (bound := _bound(value, _lines(text, offset))) is not None:
        return (bound,)
    if not (products.may_be_named_after_others(text) or products.may_be_named_after_others(path)):
        return ()
    for name, span in (*(_lines(text, offset) if is_of_program else ()), *_names(path)):
        if products.speaks_of_us(name):
            return ()
        if word := products.word_of_another(name):
            return (Clue(WITHIN, word, span),)
    return ()


def _bound(value: object, lines: Iterable[tuple[str, Span]]) -> Clue | None:
    """Return the name that a value, or a list of such, is bound to, if that says that it is for a picture or a sound, and nothing in it is of a video."""
    held = [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, dict)]
    for line, span in islice(lines, _NEAREST):
        found = _BINDS.search(line[-_LONGEST_LINE:])
        if found is not None:
            is_held = all(holds_another(found[1], each) for each in held)
            is_made = products.makes_no_video(found[1]) and not any(tells_of_video(str(name)) for each in held for name in each)
            return Clue(WITHIN, found[1], span) if is_held or is_made else None
    return None


_BINDS = Pattern(r"([A-Za-z_]\w*)[ \t]*(?::[^=\r\n]{1,80})?:?=[ \t]*\[?$")
"""A name, its type, and what gives it a value: ``const stills: Still[] = ``."""
_NEAREST = 2
"""The beginning of the line of a value, and the line that opens the list that it is in."""


def _lines(text: str, offset: int) -> Iterator[tuple[str, Span]]:
    """Yield what is in front of a value on its line, and the lines above that open the blocks around it, the nearest first."""
    start = text.rfind("\n", 0, offset) + 1
    begins = max(start, offset - _LONGEST_LINE, text.rfind(";", start, offset) + 1)
    yield text[begins:offset], Span(begins, offset)
    indent = _indent(text[start:offset])
    for _ in range(_MOST_LINES):
        if not start or not indent:
            return
        end = start - 1
        start = text.rfind("\n", 0, end) + 1
        line = text[start:end].rstrip()
        if not line or (depth := _indent(line)) >= indent:
            continue
        indent = depth
        if len(line) <= _LONGEST_LINE and _OPENS.search(line) is not None and _REMARK.match(line) is None:
            yield line, Span(start, end)


def _indent(line: str) -> int:
    """Return how many blanks a line begins with."""
    return next((number for number, character in enumerate(line) if character not in " \t"), len(line))


def _names(path: str) -> Iterator[tuple[str, Span]]:
    """Yield the name of a file, and that of its folder."""
    if path and not path.lower().endswith(_PAGES):
        parts = path_in_repository(path).replace("\\", "/").split("/")
        yield from ((part, Span(0, 0)) for part in parts[:-3:-1] if part)
