"""Batch files of Windows: what their commands send. Quotes are those of the programs (there is only one kind), not those of the shell."""

import re
from collections.abc import Iterator

from seedance_lint.hosts import nested
from seedance_lint.hosts.commands import sent as commands
from seedance_lint.hosts.commands.names import names_ours
from seedance_lint.hosts.located import Comment, HostFailure, Passed, Root, begins_line
from seedance_lint.hosts.shell.quoting import CMD_DOUBLE, CMD_PLAIN, Part, Word, word_node
from seedance_lint.pattern import Pattern
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.span import Span

NAME = "batch file"
SUFFIXES = (".bat", ".cmd")
MARKS = ("REM ", "")

_LINE = Pattern(r"(?:[^\r\n^]++|\^(?:\r\n|[\s\S]|\Z))*")  # a caret at its end joins it with the next one
_GAP = Pattern(r"(?:[ \t,;=]|\^(?:\r\n|\n|\r))*")
_RUN = Pattern(r"(?:[^\s\"%!&|<>^]|\^(?:\r\n|[\s\S]))+")
_HOLE = Pattern(r"%~?[A-Za-z_][\w:~,-]*%|%~?\d|![A-Za-z_]\w*!|%%~?[A-Za-z]", re.ASCII)
_OPERATOR = Pattern(r"\|\||&&|[&|()]")
_REDIRECTION = Pattern(r"\d?(?:>>?|<)(?:&\d)?[ \t]*[^\s&|<>\"]*")
_COMMENT = Pattern(r"[ \t]*@?(?:rem\b|::)", re.IGNORECASE)
_SET = Pattern(r"@?set", re.IGNORECASE)
_ASSIGNMENT = Pattern(r"([A-Za-z_]\w*)=", re.ASCII)


def roots(document: SourceDocument) -> Iterator[Root | HostFailure | Passed]:
    """Yield what the commands of a batch file send."""
    text = document.text
    if not nested.may_send(text):
        return
    found = list(_commands(text))
    constants = _constants(text, found)
    for words in found:
        if not constants and not nested.may_hold(text[words[0].span.start : words[-1].span.end]):
            continue
        told = [word_node(text, Word(word.span, _resolved(text, word.parts, constants))) for word in words]
        call = commands.read(told, named=names_ours(text))
        if call is None:
            continue
        for fields in call.fields:
            yield Root(fields.value, lambda fields=fields: fields, fields.span.start, call.around)  # type: ignore[misc]
        for node in call.texts:
            yield from nested.sent(node, text, call.around)


def comments(document: SourceDocument) -> Iterator[Comment]:
    """Yield the document's comments."""
    text = document.text
    for line in _lines(text):
        mark = _COMMENT.match(text, *line)
        if mark is not None:
            start = mark.end() - len(mark[0].lstrip())
            yield Comment(Span(start, line.end), text[mark.end() : line.end].strip(), begins_line(text, start))


def _lines(text: str) -> Iterator[Span]:
    at = 0
    while at < len(text):
        end = _LINE.match(text, at).end()  # type: ignore[union-attr]  # it matches everywhere
        yield Span(at, end)
        at = end + 1


def _commands(text: str) -> Iterator[list[Word]]:
    for line in _lines(text):
        if _COMMENT.match(text, *line):
            continue
        words: list[Word] = []
        at, end = line
        while (at := _GAP.match(text, at, end).end()) < end:  # type: ignore[union-attr]
            operator = _OPERATOR.match(text, at, end) or _REDIRECTION.match(text, at, end)
            if operator is None:
                word = _word(text, at, end)
                words.append(word)
                at = word.span.end
                continue
            at = operator.end()
            if operator[0][0] in "&|()" and words:
                yield words
                words = []
        if words:
            yield words


def _word(text: str, at: int, end: int) -> Word:
    start = at
    parts: list[Part] = []
    while at < end:
        hole = _HOLE.match(text, at, end)
        run = _RUN.match(text, at, end)
        if hole is not None:
            parts.append(Part(Span(*hole.span()), None))
            at = hole.end()
        elif run is not None:
            parts.append(Part(Span(*run.span()), CMD_PLAIN))
            at = run.end()
        elif text[at] == '"':
            closing = _closing(text, at + 1, end)
            parts += _filled(text, at + 1, closing)
            at = min(closing + 1, end)
        elif text[at] in "%!^":
            parts.append(Part(Span(at, at + 1), CMD_PLAIN))
            at += 1
        else:
            break
    return Word(Span(start, max(at, start + 1)), tuple(parts))


def _closing(text: str, at: int, end: int) -> int:
    """Return where the quote is that closes a text; the end of the line if none does."""
    while (quote := text.find('"', at, end)) >= 0:
        slashes = quote
        while slashes > at and text[slashes - 1] == "\\":
            slashes -= 1
        if (quote - slashes) % 2 == 0:
            return quote
        at = quote + 1
    return end


def _filled(text: str, at: int, end: int) -> Iterator[Part]:
    """Yield the text between two quotes and the variables in it."""
    for hole in _HOLE.finditer(text, at, end):
        yield Part(Span(at, hole.start()), CMD_DOUBLE)
        yield Part(Span(*hole.span()), None)
        at = hole.end()
    yield Part(Span(at, end), CMD_DOUBLE)


def _constants(text: str, found: list[list[Word]]) -> dict[str, tuple[Part, ...]]:
    """Return what the variables stand for that are set once: ``set NAME=value``, ``set "NAME=value"``."""
    made: dict[str, list[tuple[Part, ...]]] = {}
    for words in found:
        if len(words) < 2 or not _SET.fullmatch(text, *words[0].span):
            continue
        first = words[1].parts[0] if words[1].parts else None
        if first is None or first.quoting is None:
            continue
        name = _ASSIGNMENT.match(text, *first.span)
        if name is not None:
            rest = (Part(Span(name.end(), first.span.end), first.quoting), *words[1].parts[1:])
            is_whole = len(words) == 2 and (first.quoting is CMD_DOUBLE or len(words[1].parts) == 1)
            if first.quoting is CMD_PLAIN and not is_whole and all(part.quoting is CMD_PLAIN for word in words for part in word.parts):
                rest, is_whole = (Part(Span(name.end(), words[-1].span.end), CMD_PLAIN),), True  # blanks need no quotes here
            made.setdefault(name[1].lower(), []).append(rest if is_whole else ())
    return {name: values[0] for name, values in made.items() if len(values) == 1 and values[0]}


def _resolved(text: str, parts: tuple[Part, ...], constants: dict[str, tuple[Part, ...]]) -> tuple[Part, ...]:
    made: list[Part] = []
    for part in parts:
        constant = constants.get(text[slice(*part.span)].strip("%!").lower()) if part.quoting is None else None
        made += (part,) if constant is None else constant
    return tuple(made)
