"""Loops of a shell script over the lines of a text: what ``while IFS='|' read -r name prompt`` gives its names in each turn."""

from collections.abc import Iterator, Sequence

from seedance_lint.hosts.shell.quoting import ANSI_C, SINGLE, VERBATIM, Part, Word
from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple
from seedance_lint.source.span import Span

_BREAK = Pattern(r"\r\n|\n|\r")
_ESCAPED_BREAK = Pattern(r"\\(?:\r\n|[\s\S])|(\r\n|\n|\r)")
_ANSI_BREAK = Pattern(r"\\[^n]|(\\n|\r\n|\n|\r)")
_BLANKS = " \t"
_COMMENT = "#"
"""What the lines begin with that such loops pass over."""

_WRITTEN_SEPARATORS = {"$'\\t'": "\t", "$'\\n'": "", "''": "", '""': ""}
_LINE_BY_LINE = frozenset(("'%s\\n'", '"%s\\n"', "%s\\\\n"))
"""Formats of ``printf`` that write each word on a line of its own."""


class Reading(NamedTuple):
    """What ``read`` does with each line: the names that it fills, and what parts their values."""

    names: tuple[str, ...]
    separators: str

    def row(self, text: str, line: Sequence[Part]) -> dict[str, Word] | None:
        """Return what the names stand for with one line; None for a line without anything."""
        rest = _stripped(text, line) if set(self.separators) & set(_BLANKS) else [*line]
        if not any(text[slice(*part.span)].strip() for part in rest) or text.startswith(_COMMENT, rest[0].span.start):
            return None
        found: dict[str, Word] = {}
        for name in self.names[:-1]:
            value, rest = _parted(text, rest, self.separators)
            found[name] = _word(value)
        found[self.names[-1]] = _word(rest)
        return found


def reading(text: str, words: Sequence[Word], assigned: Sequence[tuple[str, Word]]) -> Reading | None:
    """Return what a command reads that is ``read`` with its options; None if it takes something else than lines."""
    names: list[str] = []
    for word in words[1:]:
        written = text[slice(*word.span)]
        if written.startswith("-"):
            if names or written not in ("-r", "-er", "-re"):
                return None
        elif written.isidentifier():
            names.append(written)
        else:
            return None
    given = [text[slice(*word.span)] for name, word in assigned if name == "IFS"]
    separators = _BLANKS if not given else _WRITTEN_SEPARATORS.get(given[-1], given[-1].strip("'\""))
    is_plain = not any(mark in separators for mark in "$\\`")
    return Reading(tuple(names), separators) if names and is_plain and (separators or len(names) == 1) else None


def written(text: str, words: Sequence[Word], reads: Word | None) -> tuple[Word, ...]:
    """Return the texts that a command writes, each from the start of a line to the end of one; none if that is not in sight."""
    name, *others = [text[slice(*word.span)] for word in words] or [""]
    if name == "cat" and not others and reads is not None:
        return (reads,)
    if name == "echo" and len(others) == 1:
        return (words[1],)
    return tuple(words[2:]) if name == "printf" and others and others[0] in _LINE_BY_LINE else ()


def items(text: str, texts: Sequence[Word]) -> tuple[Word, ...]:
    """Return the items of an array that takes each line of some texts; none if what they are is not in sight."""
    kept = [line for word in texts for line in lines(text, word) if any(text[slice(*part.span)].strip() for part in line)]
    is_known = all(any(part.quoting is not None and part.span.start < part.span.end for part in line) for line in kept)
    return tuple([_word(line) for line in kept]) if is_known else ()


def lines(text: str, word: Word) -> Iterator[list[Part]]:
    """Yield the lines of what a word stands for."""
    line: list[Part] = []
    for part in word.parts:
        span, quoting = part
        if quoting is None:
            line.append(part)
            continue
        at = span.start
        is_verbatim = quoting in (SINGLE, VERBATIM)
        breaks = _BREAK if is_verbatim else _ANSI_BREAK if quoting is ANSI_C else _ESCAPED_BREAK
        for match in breaks.finditer(text, *span):
            if not is_verbatim and match[1] is None:
                continue
            yield [*line, Part(Span(at, match.start()), quoting)]
            line, at = [], match.end()
        line.append(Part(Span(at, span.end), quoting))
    if line:
        yield line


def _word(parts: Sequence[Part]) -> Word:
    start = parts[0].span.start if parts else 0
    return Word(Span(start, max(parts[-1].span.end if parts else start, start)), tuple(parts))


def _stripped(text: str, line: Sequence[Part]) -> list[Part]:
    """Return a line without the blanks around it."""
    parts = [*line]
    first, last = parts[0], parts[-1]
    if first.quoting is not None:
        start = first.span.end - len(text[slice(*first.span)].lstrip(_BLANKS))
        parts[0] = Part(Span(start, first.span.end), first.quoting)
    last = parts[-1]
    if last.quoting is not None:
        end = last.span.start + len(text[slice(*last.span)].rstrip(_BLANKS))
        parts[-1] = Part(Span(last.span.start, end), last.quoting)
    return parts


def _parted(text: str, line: Sequence[Part], separators: str) -> tuple[list[Part], list[Part]]:
    """Return what is in front of the first separator of a line and what is behind it."""
    blanks = set(separators) <= set(_BLANKS)
    for index, (span, quoting) in enumerate(line):
        if quoting is None:
            continue
        at = next((place for place in range(*span) if text[place] in separators), None)
        if at is None:
            continue
        behind = at + 1
        while blanks and behind < span.end and text[behind] in separators:
            behind += 1
        return [*line[:index], Part(Span(span.start, at), quoting)], [Part(Span(behind, span.end), quoting), *line[index + 1 :]]
    return [*line], []
