"""Configuration files: where they are found, and what is in them, checked."""

import os
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice

from seedance_lint.annotations import Any
from seedance_lint.config.keys import KEYS, Wrong
from seedance_lint.files import open_regular, read_regular
from seedance_lint.records import NamedTuple
from seedance_lint.toml import TomlFailure, loads

OWN_NAME = "seedance-lint.toml"
SHARED_NAME = "pyproject.toml"
_SECTION = "seedance-lint"
_MOST_BYTES = 1024 * 1024
_MOST_EXTENDS = 16


class ConfigFailure(Exception):
    """Settings that cannot be put to work; the message names the file, the line and the way out."""


class Layer(NamedTuple):
    """One file's settings: every key that it has, checked and as KEYS makes it, and its text to find lines in."""

    path: str
    folder: str
    values: Mapping[str, Any]
    text: str
    section: tuple[str, ...]
    """The tables around the settings in the file: ``("tool", "seedance-lint")`` in a pyproject.toml."""

    def origin(self, *keys: str) -> str:
        """Return where a key is: ``path:line``, or the path alone where that is not plain."""
        line = _line_of(self.text, (*self.section, *keys))
        return self.path if line is None else f"{self.path}:{line}"


def nearest_file(folder: str, known: dict[str, str | None] | None = None) -> str | None:
    """Return the configuration file that governs a folder (an absolute path): its own, or the nearest above it; None without any.

    ``known`` keeps the answers for all folders on the way, so that none of them is asked twice.
    """
    known = {} if known is None else known
    here, passed = folder, [folder]
    while here not in known:
        file, parent = _file_in(here), os.path.dirname(here)
        if file is not None or parent == here:
            known[here] = file
        else:
            here = parent
            passed.append(here)
    known.update(dict.fromkeys(passed, known[here]))
    return known[here]


def _file_in(folder: str) -> str | None:
    own = os.path.join(folder, OWN_NAME)
    if os.path.isfile(own):
        return own
    shared = os.path.join(folder, SHARED_NAME)
    return shared if os.path.isfile(shared) and _mentions_us(shared) else None


def layers_of(path: str) -> tuple[Layer, ...]:
    """Return a file's settings, and after them those of the files that it extends, the nearest first.

    Raises:
        ConfigFailure: a file cannot be read, is not TOML, has an unknown key or a wrong value, or extends itself.
    """
    layers: list[Layer] = []
    here: str | None = path
    while here is not None:
        if any(os.path.samefile(here, layer.path) for layer in layers) or len(layers) == _MOST_EXTENDS:
            raise ConfigFailure(f"{layers[-1].origin('extend')}: `extend` is circular, or chains more than {_MOST_EXTENDS} files")
        layer = _read(here)
        layers.append(layer)
        extended = layer.values.get("extend")
        here = None if extended is None else os.path.join(layer.folder, extended)
        if here is not None and not os.path.isfile(here):
            wrong = "is not a regular file" if os.path.exists(here) else "does not exist"
            raise ConfigFailure(f"{layer.origin('extend')}: `extend` names `{extended}`, which {wrong}")
    return tuple(layers)


def _read(path: str) -> Layer:
    shown = _shown(path)
    try:
        data = read_regular(path, _MOST_BYTES)
    except (OSError, ValueError) as error:
        raise ConfigFailure(f"{shown}: cannot be read: {getattr(error, 'strerror', None) or error}") from None
    try:
        text = data.decode("utf-8-sig")
        values: Any = loads(text)
    except UnicodeDecodeError:
        raise ConfigFailure(f"{shown}: is not UTF-8") from None
    except TomlFailure as error:
        raise ConfigFailure(f"{shown}: is not valid TOML: {error}") from None
    section: tuple[str, ...] = ()
    if isinstance(values.get("tool"), dict) and (os.path.basename(path) == SHARED_NAME or _SECTION in values["tool"]):
        section = ("tool", _SECTION)
        values = values["tool"].get(_SECTION, {})
    layer = Layer(shown, os.path.dirname(os.path.abspath(path)), values, text, section)
    return layer._replace(values=dict(_checked(layer)))


def _checked(layer: Layer) -> Iterator[tuple[str, Any]]:
    if not isinstance(layer.values, dict):
        raise ConfigFailure(f"{layer.origin()}: `tool.{_SECTION}` must be a table")
    for name, value in layer.values.items():
        if name not in KEYS:
            from seedance_lint.nearest import did_you_mean

            raise ConfigFailure(f"{layer.origin(name)}: unknown key `{name}`{did_you_mean(name, KEYS)}")
        try:
            yield name, KEYS[name].check(value)
        except Wrong as wrong:
            key = ".".join((name, *wrong.path))
            raise ConfigFailure(f"{layer.origin(name, *wrong.path)}: `{key}` {wrong}") from None


def _mentions_us(path: str) -> bool:
    """Whether a pyproject.toml has our section; only one that has its name in it is worth a TOML parser."""
    try:
        with open_regular(path) as stream:
            data = stream.read(_MOST_BYTES)
    except OSError:
        return False
    if _SECTION.encode() not in data:
        return False
    try:
        tool = loads(data.decode("utf-8-sig")).get("tool")
    except (TomlFailure, UnicodeDecodeError):
        return True  # reading it again will say what is wrong with it
    return isinstance(tool, dict) and _SECTION in tool


def _shown(path: str) -> str:
    """Return a path as users know it: relative to the current folder."""
    try:
        return os.path.relpath(path)
    except ValueError:  # another drive
        return path


# Patterns that only a complaint needs; `re` compiles them then.
_HEADER = r"\s*\[\[?([^\]]*)\]"
_PART = r'"([^"]*)"|\'([^\']*)\'|([A-Za-z0-9_-]+)'

_DEEPEST = 16
"""Parts of a dotted name that are looked at; no key of ours has half as many."""

_Keys = tuple[str, ...]


class _Lines(NamedTuple):
    """The lines (from 1) of a file by the keys that they are about, by the headers of tables and the starts of lines."""

    exact: dict[_Keys, int]
    """The first line about just these keys."""
    starts: dict[_Keys, int]
    """The first line about keys that start with these."""


@lru_cache(maxsize=16)
def _lines(text: str) -> _Lines:
    made = _Lines({}, {})
    table: _Keys = ()
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(_HEADER, line)
        if header:
            table = found = _parts(header[1])
        elif "=" in line:
            found = (*table, *_parts(line.partition("=")[0]))
        else:
            continue
        made.exact.setdefault(found, number)
        for end in range(len(found), 0, -1):
            if made.starts.setdefault(found[:end], number) != number:
                break  # then those that are shorter are known as well
    return made


def _line_of(text: str, keys: _Keys) -> int | None:
    """Return the line (from 1) on which a key stands, or one below it; of the nearest key above it, if need be."""
    lines = _lines(text)
    above = (lines.exact[keys[:end]] for end in range(len(keys) - 1, 0, -1) if keys[:end] in lines.exact)
    return lines.starts.get(keys) or next(above, lines.exact.get(()))


def _parts(dotted: str) -> _Keys:
    return tuple(match[1] or match[2] or match[3] or "" for match in islice(re.finditer(_PART, dotted), _DEEPEST))
