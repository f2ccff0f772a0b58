"""What ``printf`` of a shell writes: its format, with the words behind it in the places of ``%s``."""

import re
from collections.abc import Sequence

from seedance_lint.hosts.located import Node
from seedance_lint.hosts.shell.quoting import Part, Word, WordString, word_node
from seedance_lint.source.span import Span

NAME = "printf"

_PLACE = re.compile(r"%(?:(%)|[#0\- +]*\d*(?:\.\d+)?[sdifbqgeuxX])")
_BREAKS = re.compile(r"(?:\\n|\\r|\s)+\Z")
"""Line breaks at the end, which are no part of what is sent."""


def written(text: str, words: Sequence[Node]) -> Node | None:
    """Return what the words of a command write, ``printf`` among them; None where the format is not in sight."""
    words = words[1:]
    if words and words[0].value == "-v":
        words = words[2:]
    if words and words[0].value == "--":
        words = words[1:]
    if not words or not isinstance(words[0].form, WordString):
        return None
    given = iter(words[1:])
    parts: list[Part] = []
    for span, quoting in words[0].form.parts:
        at = span.start
        for match in _PLACE.finditer(text, at, span.end) if quoting is not None else ():
            parts.append(Part(Span(at, match.start() + len(match[1] or "")), quoting))
            at = match.end()
            if match[1] is None:
                parts += _filling(next(given, None), Span(*match.span()))
        parts.append(Part(Span(at, span.end), quoting))
    (last, quoting) = parts[-1]
    ending = _BREAKS.search(text, *last) if quoting is not None else None
    if ending is not None:
        parts[-1] = Part(Span(last.start, ending.start()), quoting)
    return word_node(text, Word(words[0].span, tuple(parts)))


def _filling(word: Node | None, place: Span) -> Sequence[Part]:
    """Return what fills a place of a format: a word, or nothing that is known."""
    return word.form.parts if word is not None and isinstance(word.form, WordString) else [Part(place, None)]
