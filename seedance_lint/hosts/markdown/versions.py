"""The parts of a fence that are prompts by what a line of theirs says: the good one of two versions, and the field of a form."""

from collections.abc import Iterator

from seedance_lint.hosts.prose.labels import is_beside, is_improved, is_one_word, is_wrong
from seedance_lint.pattern import Pattern
from seedance_lint.source.source_map import SourceMap
from seedance_lint.source.span import Span

_VERSION = Pattern(r"(?m:^)[ \t]*([❌✅])[ \t]*(?=\S)")
"""The mark of a bad or a good version at the beginning of a line."""
_ENDS = Pattern(r"[.!?](?=\s|(?s:$))|[。！？]")
_VARIANT = Pattern(r"[ \t]*[\w ]{1,20}(?i:version|variant|版本?)[ \t]*[:：]")
"""What a good version begins with that says how to make several: ``Phone version: 9:16, Cinema version: 21:9``."""
_LIST = Pattern(r"[:：][ \t*_]*\n[ \t]*[-*•][ \t]")
"""A list below a line that leads on to it: what is to be done."""
_REMARK = Pattern(r"(?m:^)[ \t]*(?://+|#+|--)[ \t]*([❌✅]?)[ \t]*([^\r\n]{0,60}?)[ \t]*[:：]?[ \t]*(?m:$)")
"""A remark above a version: ``// GOOD``, ``# ✅ Specific:``."""
_FIELD = Pattern(r"[ \t*-]*([^\W\d][^:：\r\n\"“]{0,24}?)[ \t*]*[:：][ \t*]*(\S[^\r\n]*)")
"""A name and a value on a line: ``时长: 5s``."""
_QUOTES = '"“”「」 \t\r\n'
_MOST_FIELDS = 12


def better_part(made: SourceMap) -> list[SourceMap]:
    """Return what is behind the mark of a good version, of a fence that has one, below a bad one: ``❌ A nice shop.``, ``✅ A baker opens …``.

    It is in sentences: what is no more than a list may be a part of a prompt. Below remarks (``// BAD``, ``// GOOD``), each good version counts.
    """
    told = list(_remarked(made))
    if told:
        return told
    if "✅" not in made.value or "❌" not in made.value:
        return []
    marks = list(_VERSION.finditer(made.value))
    if [match[1] for match in marks].count("✅") != 1 or marks[-1][1] != "✅" or len(marks) == 1:
        return []
    below = made.value[marks[-1].end() :]
    if _ENDS.search(below) is None or _VARIANT.match(below) is not None or _LIST.search(below) is not None:
        return []
    return [made.part(Span(marks[-1].end(), marks[-1].end() + len(below.rstrip())))]


def _remarked(made: SourceMap) -> Iterator[SourceMap]:
    """Yield what is below each remark that calls it good, in a fence with another that calls something bad."""
    marks = [(match, good) for match in _REMARK.finditer(made.value) if (good := _is_good(match[1], match[2])) is not None]
    if {good for _, good in marks} != {True, False}:
        return
    ends = [*[match.start() for match, _ in marks[1:]], made.length]
    for (match, good), end in zip(marks, ends, strict=True):
        below = made.value[match.end() : end]
        shown = below.strip(_QUOTES)
        if good and shown:
            start = match.end() + below.index(shown)
            yield made.part(Span(start, start + len(shown)))


def _is_good(mark: str, words: str) -> bool | None:
    """Whether a remark calls what is below it good or bad; None if it says neither."""
    if mark:
        return mark == "✅"
    return False if is_wrong(words) else True if is_improved(words) else None


def field_prompts(made: SourceMap) -> list[SourceMap]:
    """Return the prompt of a fence that is a form, one field a line: ``提示词: …``, ``时长: 5s``.

    What is on lines without a name goes on with the value above it.
    """
    lines = made.value.split("\n")
    fields: list[tuple[str, Span]] = []
    at = 0
    for line in lines:
        match = _FIELD.fullmatch(line.rstrip())
        if match is not None:
            fields.append((match[1], Span(at + match.start(2), at + match.end(2))))
        elif fields:
            fields[-1] = (fields[-1][0], Span(fields[-1][1].start, max(fields[-1][1].end, at + len(line.rstrip()))))
        elif line.strip():
            return []
        at += len(line) + 1
    told = [span for name, span in fields if is_one_word(name)]
    if len(told) != 1 or not 1 < len(fields) <= _MOST_FIELDS or not any(is_beside(name) for name, _ in fields):
        return []
    shown = made.value[slice(*told[0])]
    start = told[0].start + len(shown) - len(shown.lstrip(_QUOTES))
    return [made.part(Span(start, start + len(shown.strip(_QUOTES))))]
