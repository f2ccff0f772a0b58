"""Prompts that say nothing before a program, or its reader, fills them in: ``f"{prompt}. {style}"``, ``[Subject] + [Action]``."""

import re
from functools import lru_cache

from seedance_lint.annotations import Any
from seedance_lint.hosts.located import Partial
from seedance_lint.pattern import Pattern
from seedance_lint.requests.field_names import data
from seedance_lint.requests.find import Requests, Unread
from seedance_lint.requests.glances import has_tag
from seedance_lint.requests.request import PromptRequest

_FILLED = "\x00"
"""Stands for what is filled in; no prompt has it."""
_PARAMETER = Pattern(r"(?<!\S)--?[a-z][a-z_-]*(?:[ =](?:\x00|true|false|adaptive|-?[0-9][0-9.:]*[a-z]?)+)?(?!\S)")
"""``--rs \x00``, ``--resolution 720p``, as models take their parameters at the end of a prompt."""
_LABEL = Pattern(r"[^\W\d_]+(?:[ _-][^\W\d_]+){0,3}[ ]?[:：=][ ]?[\"'“‘`(\[]?(?=\x00)")
"""``Style: \x00``."""
_WORD = Pattern(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_TAG = Pattern(r"@[^\W\d_]+[ _-]?[0-9]{1,2}")
_POINTED = Pattern(r"<[^<>\r\n]{1,80}>")
_LONGEST_WITH_TAG = 160
_FIRST_UNSPACED = "\u0e00"
"""The first character of the scripts without blanks between their words."""


def without_templates(requests: Requests) -> Requests:
    """Return requests without those whose prompts hardly have a word before they are filled in, or have blanks for a reader; these are noted as unread.

    A tag says enough: whether the request has its file can be told.
    """
    found = [request for request in requests.found if _is_hollow(request) or _has_blanks(request)]
    if not found:
        return requests
    from seedance_lint.hosts.program.mappings import AT_RUN_TIME  # which few files need
    from seedance_lint.hosts.prose.verdict import TEMPLATE

    unread = [Unread(request.prompt_path, AT_RUN_TIME if request.holes else TEMPLATE) for request in found]
    hollow = {each.path for each in unread}
    return requests._replace(
        found=[request for request in requests.found if request.prompt_path not in hollow], unread=(*requests.unread, *unread)
    )


def _is_hollow(request: PromptRequest) -> bool:
    prompt = request.prompt
    if "@" in prompt and not request.holes:
        return _is_tag_with_dots(request)
    if len(prompt) > _words()["longest"] or "@" in prompt or not (request.holes or any(mark in prompt for mark in "{[<%【")):
        return False
    said = _without_holes(request)
    return said is not None and _count(said) < _words()["several"] and not has_tag(prompt)


def _is_tag_with_dots(request: PromptRequest) -> bool:
    """Whether a prompt has tags, and beside them only what its reader fills in: ``@Image1 …``, ``@Image1 <motion>``."""
    if len(request.prompt) > _LONGEST_WITH_TAG or not any(mark in request.prompt for mark in ("…", "...", "<")):
        return False
    said = _POINTED.sub(_FILLED, _TAG.sub("", request.prompt))
    return _WORD.search(said) is None and (_FILLED in said or "…" in said or "..." in said)


def _has_blanks(request: PromptRequest) -> bool:
    """Whether a prompt of data has blanks that its reader fills in: ``A film of {PRODUCT}``."""
    return (
        "{" in request.prompt
        and not request.holes
        and not isinstance(request.fields, Partial)
        and _blanks().search(request.prompt) is not None
        and not has_tag(request.prompt)
    )


def _without_holes(request: PromptRequest) -> str | None:
    """Return a prompt with a mark in place of each part that is filled in; None if there are none."""
    prompt = request.prompt
    if request.holes:
        parts, end = [], 0
        for hole in request.holes:
            parts += [prompt[end : hole.start], _FILLED]
            end = hole.end
        return "".join([*parts, prompt[end:]])
    said = _variables().sub(_FILLED, prompt)
    if any(mark in said for mark in "[<{【"):
        from seedance_lint.hosts.prose.slots import slots

        for slot in sorted(set(slots(said, ())), key=len, reverse=True):
            said = said.replace(slot, _FILLED)
    return said if _FILLED in said else None


def _count(said: str) -> int:
    """Count the words beside what is filled in that say something of their own."""
    words = _WORD.findall(_unspaced().sub(" ", _LABEL.sub("", _PARAMETER.sub("", said))))
    unspaced = sum(len(word) for word in words if word[0] >= _FIRST_UNSPACED)
    return unspaced // 2 + sum(1 for word in words if word[0] < _FIRST_UNSPACED and word.lower() not in _connecting())


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    return data()["filled_in"]  # type: ignore[no-any-return]


@lru_cache(maxsize=1)
def _connecting() -> frozenset[str]:
    return frozenset(_words()["connecting"])


@lru_cache(maxsize=1)
def _unspaced() -> re.Pattern[str]:
    return re.compile("|".join(_words()["connecting_unspaced"]))


@lru_cache(maxsize=1)
def _blanks() -> re.Pattern[str]:
    return re.compile(_words()["blanks"])


@lru_cache(maxsize=1)
def _variables() -> re.Pattern[str]:
    return re.compile(_words()["variables"])
