"""What a request says of itself: its models, its edition, and how much it asks for."""

import re
from collections.abc import Iterator, Mapping

from seedance_lint.annotations import Any
from seedance_lint.contracts import products
from seedance_lint.diagnostics.violation import Path
from seedance_lint.hosts.located import Clue, Form, Template
from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple
from seedance_lint.source.span import Span

URL = Pattern(r"(?:https?|wss?)://([^/?#\s\"'`]*@)?([\w.-]+)(?::\d+)?([^?#\s\"'`]*)", re.ASCII)
_NAME = "seedance"
"""The name of the product, which some provider takes for a model: only a field for the model says that, no program and no part of a path."""
_EDITION = Pattern(r"(?<!\d)([12])[._-]?([05])(?!\d)")
_VERSION = Pattern(r"seedance[-_ /.:@]*v?(\d)(?!\d)(?:[._-](\d)(?!\d))?")
_HOLE = "{}"
"""What a program puts in when it runs, in the text of a clue."""
_MOST_LOOKED_AT = 50
"""Files of one list."""
_TIERS = ("flash", "fast", "mini", "premium", "frames")


class Surroundings(NamedTuple):
    """A request before its contract is known: the objects from the one with the prompt outwards, each with its path, and the clues around."""

    objects: tuple[tuple[Mapping[str, Any], Path], ...]
    clues: tuple[Clue, ...]
    prompt: str = ""


def present(value: Mapping[str, Any], meaning: str) -> Iterator[str]:
    """Yield the fields of an object that have one of the names for something, and a text."""
    for name in products.fields(meaning):
        if isinstance(value.get(name), str) and type(value[name]) is not Template:
            yield name


def addresses(around: Surroundings) -> Iterator[tuple[str, Path]]:
    """Yield what may be the place to which a request goes: fields of the objects, the nearest first, and the path of a description of it."""
    for value, path in around.objects:
        for name in present(value, "where"):
            yield value[name], (*path, name)
        for name in products.fields("where"):
            if isinstance(value.get(name), dict):
                yield from ((value[name][part], (*path, name, part)) for part in present(value[name], "whole"))
    yield from _described(around)


def describes_paths(value: Mapping[str, Any]) -> bool:
    """Whether an object is an OpenAPI document that names its servers."""
    return isinstance(value.get("paths"), dict) and isinstance(value.get("servers"), list)


def _described(around: Surroundings) -> Iterator[tuple[str, Path]]:
    """Yield the address that an OpenAPI document has a request as the example of: the server's, and the name of the path."""
    inside = around.objects[0][1]
    for value, path in around.objects:
        name = inside[len(path) + 1] if describes_paths(value) and inside[len(path) : len(path) + 1] == ("paths",) else None
        if isinstance(name, str):
            servers = [each["url"] for each in value["servers"] if isinstance(each, dict) and isinstance(each.get("url"), str)]
            yield from ((server.rstrip("/") + name, (*path, "paths", name)) for server in servers[:1])


def named_models(around: Surroundings) -> Iterator[tuple[str, "Path | Span"]]:
    """Yield what may be the id of the model: fields of the objects, the nearest first, then endpoints in calls and paths of URLs."""
    for value, path in around.objects:
        for meaning in ("model", "variant"):
            for name in present(value, meaning):
                if products.is_ours(value[name]):
                    yield value[name].strip(), (*path, name)
    for text, at in addresses(around):
        for model in _in_text(text):
            yield model, at
    for clue in around.clues:
        if clue.kind in ("argument", "call"):
            for model in _in_text(clue.text):
                yield model, clue.span


def _in_text(text: str) -> Iterator[str]:
    """Yield the model ids that a text may hold: itself, or rows of the segments of its path, the longest first."""
    if len(text) > 400 or not products.speaks_of_us(text):
        return
    match = URL.match(text)
    parts = [part for part in (match[3] if match is not None else text).replace(_HOLE, "/").split("/") if part]
    if len(parts) > 12 or any(" " in part for part in parts[1:]):
        return
    for length in range(len(parts), 0, -1):
        for start in range(len(parts) - length + 1):
            row = parts[start : start + length]
            if any(products.speaks_of_us(part) for part in row) and row != [_NAME]:
                yield "/".join(row)


def edition_in(text: str) -> tuple[str, frozenset[str]] | None:
    """Return the edition that a name mentions, and its tiers: ``2.5`` and ``flash`` of ``seedance-2-5-flash``."""
    match = _EDITION.search(text)
    if match is None:
        return ("2.0", frozenset()) if re.search(r"seedance-?2(?![\d.])", text.lower()) else None
    return f"{match[1]}.{match[2]}", frozenset(tier for tier in _TIERS if tier in text.lower())


def version_of(model: str) -> str | None:
    """Return the version that an id names, whether anybody describes it or not: ``1.0`` of ``seedance-1-pro``; None where it names none."""
    match = _VERSION.search(model.lower())
    return None if match is None else f"{match[1]}.{match[2] or 0}"


def with_parts(around: Surroundings) -> Iterator[tuple[Mapping[str, Any], Path]]:
    """Yield the objects of a request and what is nested in them, down to two levels."""
    for value, path in around.objects:
        yield value, path
        for name, part in value.items():
            if isinstance(part, dict):
                yield part, (*path, name)
                yield from ((inner, (*path, name, key)) for key, inner in part.items() if isinstance(inner, dict))
            elif isinstance(part, list) and part and isinstance(part[0], dict):
                yield part[0], (*path, name, 0)


def longest_list(around: Surroundings) -> int:
    """Return how many items the longest list of a request has."""
    return max((len(part) for value, _ in with_parts(around) for part in value.values() if isinstance(part, list)), default=0)


def schemes_in(around: Surroundings) -> frozenset[str]:
    """Return the schemes of the ids of files that a request names, which only some providers give."""
    known = tuple(f"{scheme}:" for scheme in products.file_schemes())
    found: set[str] = set()
    for value, _ in with_parts(around):
        for part in value.values():
            texts = part[:_MOST_LOOKED_AT] if isinstance(part, list) else (part,)
            found.update(text.partition(":")[0] for text in texts if isinstance(text, str) and text.startswith(known))
    return frozenset(found)


def seconds_in(around: Surroundings) -> float:
    """Return how many seconds a request asks for; 0 if it does not say."""
    for value, _ in around.objects[:1]:
        for name in ("duration", "seconds"):
            found = value.get(name)
            if isinstance(found, (int, float)) and not isinstance(found, bool):
                return found
    return 0


def passes(value: Mapping[str, Any], field: str, test: str) -> bool:
    """Whether a field's value is what a signal asks for."""
    found = value[field]
    if not test:
        return True
    if isinstance(found, Template) or isinstance(value, Form):
        return False
    if test[0] == "=":
        return str(found) == test[1:]
    kinds = {"string": str, "integer": int, "number": (int, float), "list": (list, tuple), "object": dict, "boolean": bool}
    return isinstance(found, kinds[test[1:]]) and (test == ":boolean" or not isinstance(found, bool))  # type: ignore[arg-type]


def shown(text: str) -> str:
    """Return a text as evidence shows it: no longer than a line, and without secrets."""
    from seedance_lint.urls import redacted

    text = redacted(text) if "://" in text else text
    return text if len(text) <= 80 else f"{text[:79]}…"
