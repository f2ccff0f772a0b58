"""Scripts of plays and films: scenes with headings, and who says what. Prompts are made of them."""

from functools import cache

from seedance_lint.hosts.prose.films import has_times
from seedance_lint.package_data import read_toml
from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple

_AROUND = " \t*_#>`"
_QUOTES = '“「『"'


class _Forms(NamedTuple):
    """How scripts are written, as expressions."""

    heading: Pattern
    place: Pattern
    marks: tuple[str, ...]
    cue: Pattern
    alone: Pattern
    before: Pattern
    others: frozenset[str]
    several: int


def is_screenplay(text: str, *, is_called: bool = False) -> bool:
    """Whether a text is a script: it has the marks of Chinese ones, or a scene with a heading and several lines that somebody says.

    A text with times is a film that somebody has planned; ``is_called``: so is one that a label calls a prompt and nothing else, but for those marks.
    """
    forms = _forms()
    lines = [line.strip(_AROUND) for line in text.splitlines()]
    if sum(line.startswith(forms.marks) for line in lines) > 1:
        return True
    if is_called or has_times(text):
        return False
    pairs = list(zip(lines, [*lines[1:], ""], strict=False))  # a text without words may have no line
    if any(forms.heading.fullmatch(line) is not None for line in lines):
        return sum(_speaks(line, below, forms) for line, below in pairs) >= forms.several
    has_place = any(forms.place.fullmatch(line) is not None for line in lines)
    return has_place and sum(_is_cue(line, below, forms) for line, below in pairs) >= forms.several


def _speaks(line: str, below: str, forms: _Forms) -> bool:
    """Whether a line says who speaks, and what, or the line below it does."""
    if _is_cue(line, below, forms):
        return True
    if forms.alone.fullmatch(line) is not None:
        return bool(below) and line.lower().rstrip(":") not in forms.others and forms.heading.fullmatch(line) is None
    named = forms.before.match(line)
    return named is not None and named["name"].lower() not in forms.others and forms.heading.fullmatch(line) is None


def _is_cue(line: str, below: str, forms: _Forms) -> bool:
    """Whether a line has nothing but the name of who says what is in quotes on the line below."""
    return (
        below[:1] in _QUOTES
        and bool(below)
        and forms.cue.fullmatch(line) is not None
        and line.rstrip(":： ").partition("（")[0] not in forms.others
    )


@cache
def _forms() -> _Forms:
    data = read_toml("hosts/prose/screenplays.toml")
    scenes, speakers = data["scenes"], data["speakers"]
    return _Forms(
        Pattern("|".join(scenes["headings"])),
        Pattern("|".join(scenes["places"])),
        tuple(scenes["marks"]),
        Pattern(speakers["cues"]),
        Pattern(speakers["alone"]),
        Pattern(speakers["before"]),
        frozenset(speakers["not"]),
        speakers["several"],
    )
