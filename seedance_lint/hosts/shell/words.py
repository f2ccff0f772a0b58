"""The words of a shell script: their quotes, what the shell fills in, arrays and here-documents. Nothing is run, and nothing refused.

Words as in https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html, with what bash and zsh add to them.
"""

import re
from abc import ABC, abstractmethod

from seedance_lint.hosts.shell.arrays import KEY
from seedance_lint.hosts.shell.commands import Command, Pending
from seedance_lint.hosts.shell.quoting import ANSI_C, DOUBLE, HERE, PLAIN, SINGLE, VERBATIM, Part, Word
from seedance_lint.pattern import Pattern
from seedance_lint.source.span import Span

DEEPEST = 20
"""Substitutions, one inside of the other."""

MOST_BROKEN = 3
"""Double quotes that never close; after one more nothing is read."""

LINE = Pattern(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_RUN = Pattern(r"(?:[^\s\\'\"$`;&|<>()]|\\(?:\r\n|[\s\S]))+")
_IN_DOUBLE = Pattern(r'["$`\\]')
_IN_HERE = Pattern(r"[$`\\]")
_VARIABLE = Pattern(r"\$(?:[A-Za-z_]\w*|[0-9@*#?$!_-])", re.ASCII)
_BRACES = Pattern(r"\$\{(?:[^{}\"'\\]|\\.|\"(?:[^\"\\]|\\.)*\"|'[^']*'|\{[^{}]*\})*\}", re.DOTALL)
_ARITHMETIC = Pattern(r"\$\(\((?:[^()]|\([^()]*\))*\)\)")
_BACKTICKS = Pattern(r"`(?:[^`\\]|\\.)*`", re.DOTALL)
_ANSI_STRING = Pattern(r"\$'(?:[^'\\]|\\.)*'", re.DOTALL)


class Words(ABC):
    """What reads the words of one script."""

    def __init__(self, text: str, gap: Pattern) -> None:
        self.text = text
        self.commands: list[Command] = []
        self.comments: list[Span] = []
        self._gap = gap
        """What is between words."""
        self._broken = 0
        """How many double quotes never close."""

    @abstractmethod
    def _commands(self, at: int, depth: int, *, closing: bool) -> int:
        """Read commands up to the bracket that closes them, or, of a session, up to the end of one; return where that is."""

    def _items(self, at: int, depth: int) -> tuple[list[Word], int]:
        """Read the items of an array up to the bracket that closes it; return them and where it ends."""
        text = self.text
        items: list[Word] = []
        while at < len(text) and self._broken <= MOST_BROKEN:
            at = self._gap.match(text, at).end()  # type: ignore[union-attr]
            if text.startswith(")", at):
                return items, at + 1
            if text.startswith("#", at):
                end = len(text[at : LINE.match(text, at).end()].rstrip("\r\n")) + at  # type: ignore[union-attr]
                self.comments.append(Span(at, end))
                at = end
                continue
            key = KEY.match(text, at)
            word = self._word(key.end() if key is not None else at, depth)
            if word.span.start < word.span.end:
                items.append(word)
            at = max(word.span.end, at + (word.span.start == word.span.end))
        return items, min(at, len(text))

    def _word(self, at: int, depth: int) -> Word:
        text, start = self.text, at
        parts: list[Part] = []
        while at < len(text):
            mark = text[at]
            run = _RUN.match(text, at)
            if run is not None:
                at = run.end()
                parts.append(Part(Span(run.start(), at), PLAIN))
            elif mark == "'":
                end = text.find("'", at + 1)
                end = len(text) if end < 0 else end
                parts.append(Part(Span(at + 1, end), SINGLE))
                at = min(end + 1, len(text))
            elif mark == '"':
                end = self._double(at + 1, parts, depth)
                if end < 0:
                    break
                at = end
            elif mark == "$" and (ansi := _ANSI_STRING.match(text, at)) is not None:
                at = ansi.end()
                parts.append(Part(Span(ansi.start() + 2, at - 1), ANSI_C))
            elif mark in "$`":
                end = self._expansion(at, parts, depth)
                if end == at:
                    end += 1
                    parts.append(Part(Span(at, end), PLAIN))
                at = end
            else:
                break
        return Word(Span(start, at), tuple(parts))

    def _double(self, at: int, parts: list[Part], depth: int) -> int:
        """Read what is between double quotes; return where they end, and -1 if they never do."""
        start = at
        made: list[Part] = []
        while (found := _IN_DOUBLE.search(self.text, at)) is not None:
            mark, at = found[0], found.start()
            if mark == '"':
                parts += [*made, Part(Span(start, at), DOUBLE)]
                return at + 1
            if mark == "\\":
                at += 2
                continue
            inside: list[Part] = []
            end = self._expansion(at, inside, depth)
            if end == at:
                at += 1
                continue
            made += [Part(Span(start, at), DOUBLE), *inside]
            at = start = end
        self._broken += 1
        return -1

    def _expansion(self, at: int, parts: list[Part], depth: int) -> int:
        """Read what the shell fills in at a place; return where it ends, which is the place itself if there is nothing."""
        text = self.text
        if text.startswith("$(", at) and _ARITHMETIC.match(text, at) is None:
            if depth == DEEPEST:
                return at
            first = len(self.commands)
            end = min(self._commands(at + 2, depth + 1, closing=True) + 1, len(text))
            made = self.commands[first:]
            copied = made[0].reads if len(made) == 1 and self._is_cat(made[0]) else None
            if copied is not None:  # $(cat <<EOF …): the text itself, without the line break at its end
                del self.commands[first:]
                parts += _without_last_break(text, copied.parts)
            else:
                parts.append(Part(Span(at, end), None))
            return end
        for pattern in (_VARIABLE, _BRACES, _ARITHMETIC, _BACKTICKS):
            found = pattern.match(text, at)
            if found is not None:
                parts.append(Part(Span(*found.span()), None))
                return found.end()
        return at

    def _is_cat(self, command: Command) -> bool:
        return len(command.words) == 1 and self._written(command.words[0]) == "cat" and command.writes is None

    def _written(self, word: Word) -> str:
        return self.text[slice(*word.span)]

    def _here_document(self, at: int, pending: Pending, depth: int) -> int:
        """Read the text of a here-document that starts at a place into its command; return where it ends."""
        text, start = self.text, at
        lines: list[Span] = []
        while at < len(text):
            end = LINE.match(text, at).end()  # type: ignore[union-attr]
            begin = at
            while pending.tabs and text.startswith("\t", begin):
                begin += 1
            at = end
            if text[begin:end].strip(" \t\r\n") == pending.end:
                break
            lines.append(Span(begin, end))
        joined: list[Span] = []
        for line in lines:
            if joined and joined[-1].end == line.start:
                joined[-1] = Span(joined[-1].start, line.end)
            else:
                joined.append(line)
        parts: list[Part] = []
        for span in joined:
            parts += [Part(span, VERBATIM)] if pending.verbatim else self._filled(span, depth)
        pending.draft.reads = Word(Span(start, joined[-1].end if joined else start), tuple(parts))
        return at

    def _filled(self, span: Span, depth: int) -> list[Part]:
        """Return the parts of a here-document in which the shell fills in what it knows."""
        parts: list[Part] = []
        start = at = span.start
        while (found := _IN_HERE.search(self.text, at, span.end)) is not None:
            at = found.start()
            if found[0] == "\\":
                at += 2
                continue
            inside: list[Part] = []
            end = self._expansion(at, inside, depth)
            if end == at or end > span.end:
                at += 1
                continue
            parts += [Part(Span(start, at), HERE), *inside]
            at = start = end
        return [*parts, Part(Span(start, span.end), HERE)]


def _without_last_break(text: str, parts: tuple[Part, ...]) -> list[Part]:
    if not parts:
        return []
    *before, (span, quoting) = parts
    end = span.end
    while quoting is not None and end > span.start and text[end - 1] in "\r\n":
        end -= 1
    return [*before, Part(Span(span.start, end), quoting)]
