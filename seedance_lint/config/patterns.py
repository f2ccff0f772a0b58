"""Patterns of paths, as in ``.gitignore``."""

import os
import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from seedance_lint.records import NamedTuple

_MAGIC = frozenset("*?[\\")


def below(base: str, full: str) -> str | None:
    """Return a path as seen from a folder (with a separator after it), with slashes as patterns have them; None if it is elsewhere."""
    if not full.startswith(base):
        return None
    inside = full[len(base) :]
    return inside if os.sep == "/" else inside.replace(os.sep, "/")


class PathPatterns(NamedTuple):
    """Patterns that are relative to a folder (an absolute path)."""

    folder: str
    patterns: tuple[str, ...]

    def match(self, path: str) -> bool:
        """Whether one of the patterns is about a file, or a folder that it is in; its path may be relative to the current folder."""
        inside = below(os.path.join(self.folder, ""), os.path.abspath(path))
        return inside is not None and _spec(self.patterns).decision(inside) is True


class _Pattern(NamedTuple):
    """One pattern: what it says of a path that it matches, and how to find out whether it does."""

    excludes: bool
    folders_only: bool
    name_only: bool
    """Whether the pattern is about names alone, in whatever folder they are."""
    matches: Callable[[str], object]


class PathSpec:
    """Patterns of which the last one that matches a path decides."""

    __slots__ = ("_patterns",)

    def __init__(self, lines: Iterable[str]) -> None:
        self._patterns = [pattern for line in lines if (pattern := _pattern(line)) is not None][::-1]

    def own_decision(self, path: str, *, is_folder: bool) -> bool | None:
        """Whether a path is left out (True) or taken in (False), whatever holds for the folders above it; None if nothing is said of it."""
        name = path[path.rfind("/") + 1 :]
        for excludes, folders_only, name_only, matches in self._patterns:
            if (is_folder or not folders_only) and matches(name if name_only else path):
                return excludes
        return None

    def decision(self, path: str, *, is_folder: bool = False) -> bool | None:
        """Whether a path is left out, itself or with a folder above it; nothing comes back from a folder that is left out."""
        said: bool | None = None
        end = path.find("/")
        while end >= 0:
            own = self.own_decision(path[:end], is_folder=True)
            if own:
                return True
            said = said if own is None else own
            end = path.find("/", end + 1)
        own = self.own_decision(path, is_folder=is_folder)
        return said if own is None else own


def _pattern(line: str) -> _Pattern | None:
    """Return what a line says; None for comments, blank lines and what is not a pattern."""
    text = line.rstrip(" ")
    escapes = len(text) - len(text.rstrip("\\"))
    if escapes % 2 and text != line:
        text += " "
    if text.startswith("#"):
        return None
    excludes = not text.startswith("!")
    text = text.removeprefix("!")
    folders_only = text.endswith("/")
    text = text.removesuffix("/")
    name_only = "/" not in text
    text = text.removeprefix("/")
    if not text:
        return None
    if _MAGIC.isdisjoint(text):
        return _Pattern(excludes, folders_only, name_only, text.__eq__)
    from seedance_lint.config.glob import NoPattern

    try:
        return _Pattern(excludes, folders_only, name_only, _matcher(text))
    except NoPattern:
        return None


def _matcher(text: str) -> Callable[[str], object]:
    """Return what shows whether a pattern matches; its regular expression is compiled when that is asked first."""
    from seedance_lint.config.glob import expression

    written = expression(text)
    compiled: re.Pattern[str] | None = None

    def matches(path: str) -> object:
        nonlocal compiled
        if compiled is None:
            compiled = re.compile(written, re.DOTALL)
        return compiled.fullmatch(path)

    return matches


_spec = lru_cache(maxsize=128)(PathSpec)
