"""Paths as a CI service wants them: from the top of the repository, with slashes."""

import os

_ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""Environment variables in which GitHub and GitLab name the folder of the checkout."""


def from_repository(path: str) -> str:
    """Return a path of the command line as seen from the top of the checkout, or of the current folder where no CI service names one.

    What lies outside stays as it is, and so does a name that is not a path (``<stdin>``).
    """
    if path.startswith("<"):
        return path
    root = next((os.environ[name] for name in _ROOTS if os.environ.get(name)), "") or os.getcwd()  # noqa: PTH109
    absolute, top = os.path.abspath(path), os.path.realpath(root)  # noqa: PTH100
    for start in (os.path.abspath(root), top):  # noqa: PTH100
        if absolute.startswith(start.rstrip(os.sep) + os.sep):
            path = os.path.relpath(absolute, start)
            break
    return path.replace(os.sep, "/")


def text_from_repository(path: str) -> str:
    """Return the same as text that every JSON parser takes: bytes of a name that are not UTF-8 become U+FFFD."""
    return os.fsencode(from_repository(path)).decode(errors="replace")
