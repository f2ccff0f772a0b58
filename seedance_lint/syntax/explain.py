"""Why a prompt is read as it is: which construction read what, and what surrounds a reference that has no role."""

from seedance_lint.records import NamedTuple
from seedance_lint.syntax.meaning import Mention
from seedance_lint.syntax.sentences import Sentence

_AROUND = 6


class Explanation(NamedTuple):
    """A reference with the constructions that read it, each with its words, and the terminals around it."""

    start: int
    end: int
    text: str
    read: tuple[tuple[str, str], ...]
    around: tuple[str, ...]


def explanations(text: str, sentence: Sentence, mentions: list[Mention], names: dict[str, str]) -> list[Explanation]:
    """Return an explanation of each reference of a sentence; ``names`` has the terminal of each letter."""
    found = []
    for (at, group), mention in zip(sentence.groups.items(), mentions, strict=True):
        start, end = group[0][0].start, group[-1][0].end
        words = sentence.words
        read = tuple(
            (match.construction.name, text[words[match.cue[0]][1] : words[match.cue[1] - 1][2]]) for match in mention.reading.matches
        )
        first = max(0, at - _AROUND)
        around = tuple(_shown(names, text, sentence, place) for place in range(first, min(len(sentence.letters), at + _AROUND + 1)))
        found.append(Explanation(start, end, text[start:end], read, around))
    return found


def _shown(names: dict[str, str], text: str, sentence: Sentence, at: int) -> str:
    letter, start, end = sentence.words[at]
    name = names.get(letter, "OWN_WORDS")
    words = " ".join(text[start:end].split())
    return f"{name} {words}" if words else name
