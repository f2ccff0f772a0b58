"""Where a file is in its repository, which is the same whatever folder the program was started in."""

import os
from functools import lru_cache

_MARK = ".git"
"""A folder, or in a worktree or a submodule a file, at the top of a repository."""
_MOST_FOLDERS = 4096


def path_in_repository(path: str) -> str:
    """Return the path of a file from the name of its repository's folder on; the path as it is for what is not a file, or in no repository."""
    try:
        full = os.path.abspath(path)
    except OSError:  # the folder that the program was started in is gone
        return path
    top = _top(os.path.dirname(full)) if os.path.exists(full) else None
    return path if top is None else os.path.relpath(full, os.path.dirname(top))


@lru_cache(_MOST_FOLDERS)
def _top(folder: str) -> str | None:
    """Return the folder at the top of the repository that a folder is in."""
    if os.path.exists(os.path.join(folder, _MARK)):
        return folder
    parent = os.path.dirname(folder)
    return _top(parent) if parent != folder else None
