"""What a function from elsewhere is given by position whose prompt does not stand first: behind a model, a picture, or what nobody knows."""

import re
from collections.abc import Sequence

from seedance_lint.hosts.program.known_calls import (
    builds_video,
    is_files_name,
    is_model,
    is_model_name,
    is_prompt_name,
    is_text_name,
    may_take_model,
    method_parameters,
    parameters_of,
    reads_as_prompt,
    takes_picture,
    takes_prompt,
)
from seedance_lint.hosts.program.mappings import MODEL, PROMPT

MOST_PLACED = 4
"""Arguments that are looked at."""

_OPTIONS, _FILES = "options", "files"
_ADDRESS = re.compile(r"(?:\w+://|data:)\S+")


def behind_file(parameters: list[str], first: object) -> list[str]:
    """Return the names of positional arguments where the first is the address of a file: that stands before the prompt, not in its place."""
    is_file = parameters[:1] == [PROMPT] and isinstance(first, str) and _ADDRESS.fullmatch(first) is not None
    return ["image_url", *parameters] if is_file else parameters


def behind_others(name: str, given: Sequence[object], written: Sequence[str], lists: Sequence[bool], maker: str = "") -> list[str]:
    """Return the names of what a function from elsewhere is given that makes a video, where the prompt is not the first; none of any other.

    ``given`` are the texts that it is given by position, None for everything else, ``written`` is how that is called, where it is a name, and ``lists``
    whether it is a list. ``maker`` is the class whose method it is, where that is known. What has no name here is of no interest.
    """
    makes = bool(parameters_of(name)) or builds_video((name,)) or bool(method_parameters(maker, name, files=False))
    if makes and len(given) == 1 and is_model(given[0]):
        return [MODEL]
    for at, (text, called) in enumerate(zip(given[:-1], written, strict=False)):
        if is_model(text):
            following = given[at + 1]
            is_prompt = reads_as_prompt(following) or (makes and isinstance(following, str) and len(following.split()) > 1)
            if is_prompt and (makes or may_take_model(name, maker)):
                return [""] * at + [MODEL, PROMPT, _FILES if any(lists[at + 2 : at + 3]) else _OPTIONS]
            return [MODEL] if makes and at == 0 else []
        if text is None and is_model_name(called) and makes and reads_as_prompt(given[at + 1]):
            return [""] * at + [MODEL, PROMPT, _FILES if any(lists[at + 2 : at + 3]) else _OPTIONS]
    return (_behind_one(name, given, lists) if makes and len(given) > 1 else []) or _by_their_names(name, given, written, lists, maker)


def _by_their_names(name: str, given: Sequence[object], written: Sequence[str], lists: Sequence[bool], maker: str) -> list[str]:
    """Return the names where what is given is called a prompt, and files are beside it: ``generate(PROMPT, IMAGES)``."""
    fields = [
        PROMPT if is_prompt_name(each) else _FILES if is_list or is_files_name(each) else ""
        for each, is_list in zip(written, lists, strict=False)
    ]
    if fields.count(PROMPT) != 1 or _FILES not in fields or not may_take_model(name, maker):
        return []
    return fields if reads_as_prompt(given[fields.index(PROMPT)]) else []


def _behind_one(name: str, given: Sequence[object], lists: Sequence[bool]) -> list[str]:
    """Return the names where something else than a model stands in front of the prompt: a picture, or a title."""
    first, second = given[:2]
    if not reads_as_prompt(second) or (first is not None and (reads_as_prompt(first) or _ADDRESS.fullmatch(str(first)) is not None)):
        return []
    last = _FILES if any(lists[2:3]) else _OPTIONS
    if first is None and takes_picture(name):
        return ["files" if lists[0] else "image_url", PROMPT, last]
    from seedance_lint.hosts.prose.films import has_scene

    return ["", PROMPT, last] if has_scene(str(second)) else []


def named_text(name: str, named: Sequence[str | None], model: object) -> str | None:
    """Return the name under which a function from elsewhere is given a prompt that is called otherwise: ``text`` of ``create(model="seedance-2.0", text="…")``."""
    if takes_prompt([each for each in named if each is not None]):
        return None
    is_maker = builds_video((name,)) or (is_model(model) and may_take_model(name))
    return next((each for each in named if each is not None and is_text_name(each)), None) if is_maker else None
