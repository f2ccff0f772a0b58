"""Finds the files to lint in folders: what Git ignores and what the user excludes is left out, the rest comes in a stable order."""

import os
import re
from collections.abc import Callable, Iterator, Sequence

from seedance_lint.config.patterns import PathSpec, below
from seedance_lint.hosts import suffixes
from seedance_lint.linter.read import unreadable
from seedance_lint.linter.result import Failure
from seedance_lint.records import NamedTuple

# Folders that hold other people's or generated files, as other linters of source trees leave them out.
LEFT_OUT = frozenset({
    ".git", ".hg", ".svn", ".jj", "node_modules", ".venv", "venv", "site-packages", "__pycache__", "__pypackages__", ".tox", ".nox", ".eggs",
    ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis", ".ipynb_checkpoints", ".direnv",
    ".vscode", ".devcontainer",
})  # fmt: skip
# Files that source trees have for other programs and for lawyers: some are not text for a model, some are not JSON, some are very long.
# Named outright, they are linted all the same. The hooks leave out the same files.
NO_PROMPTS = re.compile(
    r"(?:(?:requirements|constraints|licen[sc]e|copying|notice|authors|readme|changelog|third.?party).*|cmakelists|robots|llms.*|entry_points"
    r"|top_level|sources|manifest|security|humans|ads)\.txt"
    r"|[tj]sconfig.*\.json|(?:package-lock|npm-shrinkwrap)\.json|pnpm-lock\.yaml|(?:pyproject|seedance-lint)\.toml",
    re.IGNORECASE,
)


_LONGEST_IGNORE = 1024 * 1024
"""Characters of a ``.gitignore`` that are read."""


class Found(NamedTuple):
    """A file to lint. ``named`` says that the user named it outright; else a folder held it."""

    path: str
    named: bool


class _Ignore(NamedTuple):
    """The patterns of one ``.gitignore``, or the user's, and the folder that they are relative to, absolute and with a slash after it."""

    base: str
    spec: PathSpec


_Ignores = tuple[_Ignore, ...]


def discover(
    paths: Sequence[str],
    *,
    exclude: Sequence[str] = (),
    exclude_in: Sequence[tuple[str, Sequence[str]]] = (),
    force_exclude: bool = False,
    respect_gitignore: bool = True,
    cwd: str | None = None,
) -> Iterator[Found | Failure]:
    """Yield the files that paths stand for, each once: files as they are, folders as the files in them that some host reads.

    ``exclude`` are patterns as in ``.gitignore``, relative to ``cwd``, ``exclude_in`` such patterns with the folders that they are
    relative to; ``force_exclude`` applies them to paths named outright too.
    A folder that is named outright is walked even where Git ignores it.
    """
    cwd = os.path.abspath(cwd or os.curdir)
    patterns = [(cwd, exclude), *exclude_in] if exclude else exclude_in
    excludes = tuple(_Ignore(os.path.join(folder, ""), PathSpec(lines)) for folder, lines in patterns)
    walker = _Walker(excludes, respect_gitignore=respect_gitignore)
    for path in paths:
        full = os.path.normpath(os.path.join(cwd, path))
        is_folder = os.path.isdir(full)
        if force_exclude and _is_matched(full, excludes, PathSpec.decision, is_folder=is_folder):
            continue
        if is_folder:
            yield from walker.walk(path, full)
        elif walker.is_first(full):
            yield Found(path, named=True)


class _Walker:
    """Walks folders; remembers what was found, so that no file is linted twice."""

    def __init__(self, excludes: _Ignores, *, respect_gitignore: bool) -> None:
        self._seen: set[str] = set()
        self._suffixes = tuple(suffixes())
        self._excludes = excludes
        self._respect_gitignore = respect_gitignore

    def is_first(self, full: str) -> bool:
        """Whether a file was not found before."""
        if full in self._seen:
            return False
        self._seen.add(full)
        return True

    def walk(self, path: str, root: str) -> Iterator[Found | Failure]:
        """Yield the files below a folder, entry by entry in the order of their names; links to folders are not followed."""
        inside = os.path.join(os.path.realpath(root), "")
        stack = [("" if os.path.normpath(path) == os.curdir else path, root, _ignores_above(root) if self._respect_gitignore else ())]
        while stack:
            shown, full, ignores = stack.pop()
            try:
                with os.scandir(full) as entries:
                    found = sorted(entries, key=lambda entry: entry.name)
            except OSError as error:
                yield Failure(shown or path, unreadable(error))
                continue
            if self._respect_gitignore:
                ignores += _ignores_in(full)
            folders = []
            for entry in found:
                name = os.path.join(shown, entry.name)
                if entry.is_dir(follow_symlinks=False):
                    if entry.name not in LEFT_OUT and not self._is_left_out(entry.path, ignores, is_folder=True):
                        folders.append((name, entry.path, ignores))
                elif self._is_wanted(entry) and not self._is_left_out(entry.path, ignores, is_folder=_is_folder(entry)):
                    yield from self._file(entry, name, inside)
            stack.extend(reversed(folders))

    def _is_wanted(self, entry: "os.DirEntry[str]") -> bool:
        """Whether a file's name is one that a host reads; of links to folders, all are looked at."""
        name = entry.name
        if name.lower().endswith(self._suffixes):
            return not NO_PROMPTS.fullmatch(name) and not name.startswith(".#")  # the lock of an editor: a link to nowhere
        return entry.is_symlink() and name not in LEFT_OUT and _is_folder(entry)

    def _is_left_out(self, full: str, ignores: _Ignores, *, is_folder: bool) -> bool:
        """Whether the user excludes a path or a folder that it is in, or Git ignores it: folders that are walked are not ignored themselves."""
        return _is_matched(full, self._excludes, PathSpec.decision, is_folder=is_folder) or _is_matched(
            full, ignores, PathSpec.own_decision, is_folder=is_folder
        )

    def _file(self, entry: "os.DirEntry[str]", name: str, inside: str) -> Iterator[Found | Failure]:
        full = entry.path
        if entry.is_symlink():
            full = os.path.realpath(full)
            if not os.path.join(full, "").startswith(inside):
                yield Failure(
                    name, "is a link that leads out of the folder, so it was not followed; name it on the command line, or exclude it"
                )
                return
            if _is_folder(entry):
                return  # what it leads to is found at its own place
        if self.is_first(full):
            yield Found(name, named=False)


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    """Whether an entry is a folder or a link to one."""
    try:
        return entry.is_dir()
    except OSError:  # a link to itself: opening it will say so
        return False


def _ignores_above(folder: str) -> _Ignores:
    """Return the patterns that hold for a folder from above: those of its repository, from the top down; none outside of one."""
    found: list[_Ignores] = []
    here = folder
    while not os.path.lexists(os.path.join(here, ".git")):
        here, before = os.path.dirname(here), here
        if here == before:
            return ()
        found.append(_ignores_in(here))
    excluded = _read_ignore(here, os.path.join(here, ".git", "info", "exclude"))
    return tuple([ignore for ignores in (*found, excluded) for ignore in ignores][::-1])


def _ignores_in(folder: str) -> _Ignores:
    return _read_ignore(folder, os.path.join(folder, ".gitignore"))


def _read_ignore(base: str, path: str) -> _Ignores:
    if not os.path.isfile(path):  # a pipe of that name would keep us waiting
        return ()
    try:
        with open(path, encoding="utf-8-sig", errors="replace") as lines:
            spec = PathSpec(lines.read(_LONGEST_IGNORE).split("\n"))
    except OSError:
        return ()
    return (_Ignore(os.path.join(base, ""), spec),)


def _is_matched(full: str, lists: _Ignores, decide: Callable[..., bool | None], *, is_folder: bool) -> bool:
    """Whether patterns match a path; of several lists, the last that says something decides."""
    for base, spec in reversed(lists):
        inside = below(base, full)
        decision = None if inside is None else decide(spec, inside, is_folder=is_folder)
        if decision is not None:
            return decision
    return False
