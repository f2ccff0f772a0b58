"""Requests in which nothing is about files: whether they surely have none.

They do if they are shown as they are sent, in a body, a call or a command, or say of themselves that they make a video from a text alone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from seedance_lint.annotations import Any
from seedance_lint.contracts import products
from seedance_lint.contracts.contract import KNOWN, Contract
from seedance_lint.contracts.surroundings import URL
from seedance_lint.hosts.located import Clue, Form, Partial
from seedance_lint.pattern import Pattern
from seedance_lint.requests.field_names import from_text_words, is_part, names_without_files, parameter_names, plain, tells_of_video
from seedance_lint.requests.place import Place, whole
from seedance_lint.requests.shapes import Plan

_LONGEST = 200
"""Characters of the name of a way, an endpoint or a model."""
_PATH = Pattern(r"(?:\{\})?/[\w.{}-]+(?:/[\w.{}-]+)+/?")
"""An address whose host only the run tells, or that of the page which sends the request: ``{}/v1/videos``, ``/api/videos``."""
_DEEPEST = 3
"""Parts of a request inside of parts."""


def has_none(place: Place, contract: Contract, around: tuple[Clue, ...]) -> bool:
    """Whether a request in which no field is about files surely has none."""
    value, shape = place.value, contract.profile.request
    objects = [each.value for each in whole(place)]
    said = [_says_so(text) for text in (*_ways(objects), *_places(around))]
    if True in said and False not in said:
        return True
    model = _model(value, place.plan)
    is_documented = not isinstance(value, Partial) and shape.fields.issuperset(value) and len(value) > 1
    if is_documented and (contract.standing == KNOWN or model in shape.models):
        return True
    goes_there = place.outer is None and False not in said and _goes_to_videos(value, around)
    if place.ours is True and (model is not None or goes_there) and _is_sent_whole(value, shape.fields, around):
        return True
    if place.ours is not True and isinstance(value, Form):
        return False  # a command of another program
    if False not in said and _is_of_tool(place, around) and _has_only_parameters(value, names_without_files(shape.fields)):
        return True
    return False not in said and (_is_all_given(value, shape.fields) or (place.ours is True and _is_body(place, shape.fields, around)))


def _model(value: Mapping[str, Any], plan: Plan) -> str | None:
    """Return the model that an object names."""
    return next((value[name] for name in plan.models if isinstance(value[name], str)), None)


def _is_sent_whole(value: Mapping[str, Any], fields: frozenset[str], around: Iterable[Clue]) -> bool:
    """Whether an object is handed to an address as it is, with its model and parameters that hold no files, whatever they are called there.

    A program must show all of it.
    """
    if isinstance(value, Partial) and (value.open or any(plain(name) not in names_without_files(fields) for name in value.unknown)):
        return False
    known = fields | parameter_names()
    are_parameters = all(
        name in known or plain(name) in known or isinstance(held, (bool, int, float))
        for name, held in value.items()
        if isinstance(name, str)
    )
    return are_parameters and len(value) > 1 and _has_address(around)


def _goes_to_videos(value: Mapping[str, Any], around: Iterable[Clue]) -> bool:
    """Whether an object with parameters of videos is sent to an address of them, where a model may be the usual one: ``https://…/v1/videos``."""
    is_of_videos = any(isinstance(name, str) and tells_of_video(name) for name in value)
    return is_of_videos and any("video" in clue.text.lower() for clue in around if _is_address(clue))


def _has_address(around: Iterable[Clue]) -> bool:
    return any(map(_is_address, around))


def _is_address(clue: Clue) -> bool:
    return clue.kind == "argument" and (URL.match(clue.text) or _PATH.fullmatch(clue.text)) is not None


def _is_body(place: Place, fields: frozenset[str], around: Iterable[Clue]) -> bool:
    """Whether the object that names the model has a part with the prompt and nothing that may bring files: a body with an address, or a document of its own."""
    model = place
    objects: list[Mapping[str, Any]] = []
    for each in whole(place):
        objects.append(each.value)
        model = each
        if _model(each.value, each.plan) is not None:
            break
    if model is place or _model(model.value, model.plan) is None or not any(tells_of_video(name) for name in place.value):
        return False
    is_shown = _has_address(around) or (model.link is None and not any(isinstance(each, Partial) for each in objects))
    return is_shown and _has_only_parameters(model.value, names_without_files(fields))


def _has_only_parameters(value: Mapping[str, Any], known: frozenset[str], depth: int = 0) -> bool:
    """Whether every field of an object, and of its parts, is known to bring no file."""
    if isinstance(value, Partial) and (value.open or any(plain(name) not in known for name in value.unknown)):
        return False
    for name, held in value.items():
        if isinstance(held, dict) and isinstance(name, str) and is_part(name):
            if depth == _DEEPEST or not _has_only_parameters(held, known, depth + 1):
                return False
        elif not isinstance(name, str) or plain(name) not in known or isinstance(held, (dict, list, tuple)):
            return False
    return True


def _is_all_given(value: Mapping[str, Any], fields: frozenset[str]) -> bool:
    """Whether a call or a command is given nothing but the prompt and what brings no file."""
    return isinstance(value, Partial) and value.whole and _has_only_parameters(value, names_without_files(fields))


def _is_of_tool(place: Place, around: Iterable[Clue]) -> bool:
    """Whether an object is all that a tool which makes videos is given: ``{"name": "generate_video", "arguments": {…}}``, as in MCP's ``tools/call``.

    In a program, that is ``session.call_tool("generate_video", {…})``.
    """
    from seedance_lint.hosts.program.whole import is_tool, makes_video  # which few requests ask for

    outer, link = place.outer, place.link
    names: list[object] = []
    if outer is not None and link is not None and link[0] is outer.link and link[1] == "arguments":
        names.append(outer.value.get("name"))
    if any(clue.kind == "call" and is_tool(clue.text) for clue in around):
        names += [clue.text for clue in around if clue.kind == "argument"]
    return any(isinstance(name, str) and _says_so(name) is not False and makes_video((name,)) for name in names)


def _ways(objects: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield what the fields of a request say about how its video is made. Where another way is named as well, nothing is certain."""
    named = from_text_words().fields
    for value in objects:
        for name, text in value.items():
            if isinstance(name, str) and plain(name) in named and type(text) is str:
                yield text


def _places(around: Iterable[Clue]) -> Iterator[str]:
    """Yield the names of the functions and the endpoints that a request is handed to."""
    for clue in around:
        if clue.kind == "call":
            yield clue.text.rpartition(".")[2]
        elif clue.kind == "argument" and ("/" in clue.text or products.speaks_of_us(clue.text)):
            yield clue.text


@lru_cache(maxsize=2048)
def _says_so(text: str) -> bool | None:
    """Whether a name is that of making a video from a text alone; False if it is that of another way, None if it is of none."""
    if len(text) > _LONGEST or (" " in text.strip() and "/" in text):
        return None
    words = from_text_words()
    if re.search(words.other_ways, text, re.IGNORECASE):
        return False
    return True if re.search(words.ways, text, re.IGNORECASE) else None
