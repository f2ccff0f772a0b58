"""The words and brackets of PowerShell; see https://learn.microsoft.com/powershell/scripting/lang-spec/chapter-02."""

import re
from collections.abc import Iterator

from seedance_lint.hosts.shell.quoting import (
    POWERSHELL_DOUBLE,
    POWERSHELL_HERE,
    POWERSHELL_PLAIN,
    POWERSHELL_SINGLE,
    VERBATIM,
    Part,
    Quoting,
)
from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple
from seedance_lint.source.span import Span

MOST_BROKEN = 3
"""Strings that never end; after one more nothing is read."""

_TOKEN = Pattern(
    r"""(?P<gap>(?:[ \t\u00a0]|`[ \t]*(?:\r\n|\n|\r)|(?<=[ \t])\\[ \t]*(?:\r\n|\n|\r)(?=[ \t]*--?[A-Za-z]))+)
    |(?P<comment>\#[^\r\n]*)
    |(?P<long_comment><\#)
    |(?P<here>@(?P<quote>['"])[ \t]*(?:\r\n|\n))
    |(?P<single>'(?:[^']++|'')*+')
    |(?P<double>"(?:[^"`]++|`[\s\S]|"")*+")
    |(?P<splat>@\w+)
    |(?P<variable>\$(?:\{[^}\r\n]*\}|[\w:]*\w|[?$^])(?:\.\w+)*)
    |(?P<open>[@$]?\(|@?\{|\[)
    |(?P<close>[)}\]])
    |(?P<end>;|\r\n|\n|\r|&&|\|\|)
    |(?P<pipe>\|)
    |(?P<comma>,)
    |(?P<equals>[-+*/]?=)
    |(?P<word>(?:[^\s'"`;|,=(){}\[\]$@\#]|`.|(?<=\S)[\#@=])+)
    |(?P<other>.)""",
    re.VERBOSE,
)
"""A gap has the end of a line behind a backtick, or behind a backslash, as authors write who know it from other shells, before an option."""
_HOLE = Pattern(r"\$(?:\{[^}\r\n]*\}|\((?:[^()]|\([^()]*\))*\)|[A-Za-z_]\w*|\d|[?$^])", re.ASCII)
_STOP = Pattern(r"[$`]")


class Token(NamedTuple):
    """One piece of a script: what kind it is, where it stands, and for a string its parts."""

    kind: str
    span: Span
    parts: tuple[Part, ...] = ()


def tokens(text: str) -> Iterator[Token]:
    """Yield the pieces of a script, comments among them, white space left out."""
    at = broken = 0
    while at < len(text) and broken <= MOST_BROKEN:
        match = _TOKEN.match(text, at)
        assert match is not None  # a token is any character
        kind, start, at = str(match.lastgroup), at, match.end()
        if kind == "quote":
            kind = "here"
        if kind == "long_comment":
            end = text.find("#>", at)
            at = len(text) if end < 0 else end + 2
            yield Token("comment", Span(start, at))
        elif kind == "here":
            closing = Pattern(rf"(?:^|\r\n|\n){match['quote']}@").search(text, at - 1)
            if closing is None:
                broken += 1
                continue
            body = Span(at, max(at, closing.start()))
            at = closing.end()
            quoting = POWERSHELL_HERE if match["quote"] == '"' else None
            yield Token("string", Span(start, at), _parts(text, body, quoting) if quoting else (Part(body, VERBATIM),))
        elif kind in ("single", "double"):
            inside = Span(start + 1, at - 1)
            yield Token(
                "string",
                Span(start, at),
                _parts(text, inside, POWERSHELL_DOUBLE) if kind == "double" else (Part(inside, POWERSHELL_SINGLE),),
            )
        elif kind == "variable":
            yield Token(kind, Span(start, at), (Part(Span(start, at), None),))
        elif kind == "word":
            yield Token(kind, Span(start, at), (Part(Span(start, at), POWERSHELL_PLAIN),))
        elif kind == "other":
            broken += text[start] in "'\""
        elif kind != "gap":
            yield Token(kind, Span(start, at))


def _parts(text: str, span: Span, quoting: Quoting) -> tuple[Part, ...]:
    """Return the text of a string and the holes in it."""
    parts: list[Part] = []
    at, end = span
    start = at
    while at < end:
        dollar = _next(text, at, end)
        hole = _HOLE.match(text, dollar, end) if dollar < end else None
        if hole is None:
            at = dollar + 1
            continue
        parts += [Part(Span(start, dollar), quoting), Part(Span(*hole.span()), None)]
        at = start = hole.end()
    return (*parts, Part(Span(start, end), quoting))


def _next(text: str, at: int, end: int) -> int:
    """Return the next ``$`` that no backtick is in front of."""
    while at < end and text[at] != "$":
        found = _STOP.search(text, at, end)
        if found is None:
            return end
        at = found.start() if found[0] == "$" else found.start() + 2
    return min(at, end)
