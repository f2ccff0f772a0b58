"""How messages name numbers, lists, roles and files."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from seedance_lint.binding import Mention
from seedance_lint.profiles.load import DEFAULT, load_profile
from seedance_lint.profiles.profile import Profile, spelled

_NOUNS = {"audio": "audio file"}
"""What kinds of files are called where a number or an article is before them."""


def noun(kind: str) -> str:
    """Return the noun for one file of a kind: ``image``, ``video``, ``audio file``."""
    return _NOUNS.get(kind, kind)


def nouns(kind: str) -> str:
    """Return the noun for several files of a kind: ``images``, ``videos``, ``audio files``."""
    return f"{noun(kind)}s"


def with_article(kind: str) -> str:
    """Return the noun for a kind of file with its article: ``an image``, ``a video``, ``an audio file``."""
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {noun(kind)}"


def plural(number: int, thing: str) -> str:
    """Return a number of things: ``no images``, ``1 image``, ``2 audio files``."""
    return f"{number or 'no'} {noun(thing)}{'' if number == 1 else 's'}"


def role_words(role: str) -> str:
    """Return a role as people write it: ``first frame`` for ``first_frame``."""
    return role.replace("_", " ")


def said_role(text: str, role: str) -> str:
    """Return a role in the words of the prompt, followed by what they are taken for: `` `dress` (outfit)``."""
    words = role_words(role)
    return f"`{text}`" if text.casefold() == words else f"`{text}` ({words})"


def listed(words: list[str], conjunction: str = "or") -> str:
    """Join words as a person would: ``a, b or c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def spellings(mentions: Iterable[Mention], profile: Profile) -> Mapping[str, str]:
    """Return how a prompt spells the tags of each kind, with ``{index}`` for the number: as a profile does if one has it so, else as the first one.

    Where there are none of a kind, and others are written as on the reference page, it is written as there, too.
    """
    documented = profile.spelling
    for (_, text, kind, index, _), _, _ in mentions:
        if text != spelled(documented[kind], index):
            break
    else:  # most prompts
        return documented
    own: dict[str, list[str]] = {}
    for (_, text, kind, index, _), _, _ in mentions:
        form = _form(text, index)
        if form is not None:
            own.setdefault(kind, []).append(form)
    page = load_profile(DEFAULT).spelling
    is_as_on_page = any(page.get(kind) in forms for kind, forms in own.items())
    chosen = dict(page if is_as_on_page else documented)
    for kind, forms in own.items():
        chosen[kind] = documented[kind] if documented[kind] in forms else forms[0]
    return chosen


@lru_cache(maxsize=1024)
def _form(text: str, index: int) -> str | None:
    """Return a tag with ``{index}`` for its number; None for one with several numbers, or whose number is in words."""
    before, *behind = re.split(r"\d+", text)
    is_plain = len(behind) == 1 and text == f"{before}{index}{behind[0]}" and "{" not in text and "}" not in text
    return f"{before}{{index}}{behind[0]}" if is_plain else None
