"""Parts of prompts that pages show by themselves: what a file is called, what stays as it is, a formula, the questions that a prompt answers."""

import re
from functools import cache

from seedance_lint.hosts.prose.films import has_times
from seedance_lint.hosts.prose.labels import is_ingredient
from seedance_lint.hosts.prose.slots import is_generic
from seedance_lint.package_data import read_toml
from seedance_lint.pattern import Pattern

_SENTENCES = Pattern(r"[。！？!?;；\n]+|\.(?=\s|$)|，(?=[将把]?[@＠])")
_LINES = Pattern(r"[\r\n]+")
_PLUS = Pattern(r"[ \t]*[+＋][ \t]*")
_LABEL = Pattern(r"(?:^|[.。;；，,])[ \t]*[^\W\d]{2,12}[:：]")
_AROUND = ' \t*_`-•>【】[]()（）<>"“”'
_SHORTEST_FORMULA = 3
_MOST = 0.8
"""How many of the lines of a list of questions are some."""
_SHORTEST_LIST = 3
_LONGEST_WHOLE = 200
"""Characters of a line that may end with dots as it was written: who copies the beginning of a text only, copies more."""
_CUT_OFF = Pattern(r"[^\W_](?:\.{3}|…)\Z")


def is_fragment(text: str, *, is_called: bool) -> bool:
    """Whether a text is a part of a prompt that a page shows by itself, and no whole one. ``is_called``: its label or heading calls it a prompt."""
    return (
        (not is_called and (_is_lock(text) or _is_cut_off(text)))
        or _is_naming(text)
        or _is_formula(text)
        or _is_annotated(text)
        or _asks(text)
        or _lists_words(text)
    )


def _is_cut_off(text: str) -> bool:
    """Whether a text is the beginning of a longer one, as indexes show: a long line with dots after its last word."""
    stripped = text.strip()
    return len(stripped) > _LONGEST_WHOLE and _LINES.search(stripped) is None and _CUT_OFF.search(stripped) is not None


def _is_lock(text: str) -> bool:
    """Whether a text is one line that says what is to stay as it is: ``Screen-direction lock: all cameras …``."""
    stripped = text.strip()
    named = _patterns()["locks"].match(stripped)
    if named is None or _LINES.search(stripped) is not None:
        return False
    return _LABEL.search(stripped, named.end()) is None and not has_times(stripped)


def _is_naming(text: str) -> bool:
    """Whether each sentence of a text says what a file is called, or what it is for: ``@视频1 命名为动作参考A``."""
    sentences = [each for each in _SENTENCES.split(text) if each.strip(_AROUND)]
    named = [_patterns()["naming"].match(each) is not None for each in sentences]
    return any(named) and all(named[at] or _patterns()["rest"].match(each) is not None for at, each in enumerate(sentences))


def _is_formula(text: str) -> bool:
    """Whether most lines of a text add up what any prompt has: ``subject + action + place``."""
    lines = [line for line in text.splitlines() if line.strip()]
    return sum(map(_adds_up, lines)) * 2 >= max(1, len(lines))


def _adds_up(line: str) -> bool:
    parts = [part.strip(_AROUND) for part in _PLUS.split(line.rpartition(":")[2].rpartition("：")[2])]
    return len(parts) >= _SHORTEST_FORMULA and sum(map(is_generic, parts)) >= _SHORTEST_FORMULA


def _is_annotated(text: str) -> bool:
    """Whether brackets in a text say of each of its parts which part of any prompt that is: ``a girl (subject) runs (action) …``."""
    notes = _NOTES.findall(text)
    if len(set(notes)) < _FEWEST_NOTES or any(map(str.isdigit, "".join(notes))):
        return False  # "(Scene 1)" is no part of any prompt
    return all(is_generic(note) or is_ingredient(note) for note in notes)


_NOTES = Pattern(r"[(（]([^()（）\n]{1,40})[)）]")
_FEWEST_NOTES = 4


def _asks(text: str) -> bool:
    """Whether most lines of a text are a name and a question: ``Action: what they do``."""
    lines = [line for line in text.splitlines() if line.strip()]
    asked = sum(_patterns()["questions"].match(line) is not None for line in lines)
    return len(lines) >= _SHORTEST_LIST and asked >= _MOST * len(lines)


def _lists_words(text: str) -> bool:
    """Whether most lines of a text are the number of an entry and words in quotes, as lists of words to avoid have them: ``Y2: "suddenly"/"at once"``."""
    lines = [line for line in text.splitlines() if line.strip()]
    return len(lines) >= _SHORTEST_LIST and sum(_WORDS.match(line) is not None for line in lines) * 2 > len(lines)


_WORDS = Pattern(
    r"[\s*_>-]*[A-Za-z]{0,3}-?[0-9]{1,3}[.:：)、][ \t]*(?:[\"“「'‘][^\"”」'’\n]{1,40}[\"”」'’][ \t]*[/／,，、|]?[ \t]*)+(?:[(（][^()（）\n]{1,40}[)）])?[ \t]*$"
)


@cache
def _patterns() -> dict[str, Pattern]:
    """Return the patterns of ``prose.toml`` for fragments, by their names."""
    return {
        name: Pattern("|".join(each), re.IGNORECASE)
        for name, each in read_toml("hosts/prose/prose.toml")["fragments"].items()
        if name != "source"
    }
