"""Requests in which nothing is about files: whether they surely have none.

They do if they are shown as they are sent, or say of themselves that they make a video from a text alone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from seedance_lint.contracts import products
from seedance_lint.contracts.surroundings import URL
from seedance_lint.hosts.located import Clue, Partial
from seedance_lint.requests.shapes import from_text_words, parameter_names, plain

_LONGEST = 200
"""Characters of the name of a way, an endpoint or a model."""


def is_sent_whole(value: Mapping[str, Any], parameters: frozenset[str], around: Iterable[Clue]) -> bool:
    """Whether an object is handed to an address as it is, with its model and parameters that hold no files, whatever they are called there.

    A program must show all of it.
    """
    if isinstance(value, Partial) and (value.open or value.unknown):
        return False
    known = parameters | parameter_names()
    are_parameters = all(
        name in known or plain(name) in known or isinstance(held, (bool, int, float))
        for name, held in value.items()
        if isinstance(name, str)
    )
    return are_parameters and len(value) > 1 and any(clue.kind == "argument" and URL.match(clue.text) for clue in around)


def is_from_text(objects: Iterable[Mapping[str, Any]], around: Iterable[Clue]) -> bool:
    """Whether a request is made from a text alone, by a field of its objects, its model, or the call and the endpoint that it is handed to.

    Where another way is named as well, nothing is certain.
    """
    said = [_says_so(text) for text in (*_ways(objects), *_places(around))]
    return True in said and False not in said


def _ways(objects: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield what the fields of a request say about how its video is made."""
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
