"""Patterns of paths, as in ``.gitignore``."""

import os
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


class PathPatterns(NamedTuple):
    """Patterns that are relative to a folder (an absolute path)."""

    folder: str
    patterns: tuple[str, ...]

    def match(self, path: str) -> bool:
        """Whether one of the patterns is about a file; its path may be relative to the current folder."""
        full = os.path.abspath(path)
        base = os.path.join(self.folder, "")
        return full.startswith(base) and _spec(self.patterns).match_file(full[len(base) :])


def spec_of(patterns: Iterable[str]) -> "GitIgnoreSpec":
    """Return the patterns as one, without what is none (``[z-a]``): Git passes over those, too."""
    from re import error

    from pathspec import GitIgnoreSpec

    lines = list(patterns)
    try:
        return GitIgnoreSpec.from_lines(lines)
    except (ValueError, error):
        return GitIgnoreSpec.from_lines([line for line in lines if _is_pattern(line)])


def _is_pattern(line: str) -> bool:
    from re import error

    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except (ValueError, error):
        return False
    return True


_spec = lru_cache(maxsize=128)(spec_of)
