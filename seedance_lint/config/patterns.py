"""Patterns of paths, as in ``.gitignore``."""

import os
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


@lru_cache(maxsize=128)
def _spec(patterns: tuple[str, ...]) -> "GitIgnoreSpec":
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns)
