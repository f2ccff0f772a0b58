"""Findings on lines that Git says are new: those that a change brings, among those that were there."""

import os
import re
from collections.abc import Iterable, Iterator
from shutil import which
from subprocess import run

from seedance_lint.diagnostics.diagnostic import Diagnostic
from seedance_lint.linter.report import summarise
from seedance_lint.linter.result import DocumentResult
from seedance_lint.records import NamedTuple
from seedance_lint.source.line_index import Position

HEAD = "HEAD"

_HUNK = re.compile(rb"@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@")
_SETTINGS = ("-c", "core.fsmonitor=false", "-c", "core.quotePath=false")
_DIFF = ("diff", "--no-renames", "--diff-filter=d", "--ignore-submodules", "--no-ext-diff", "--no-textconv", "--no-color")


class GitFailure(Exception):
    """Git cannot tell what changed; the message says why."""


class Lines(NamedTuple):
    """Lines of a file (from 1) that are new: the first and the last; where lines were only taken away, the last is the one before."""

    first: int
    last: int

    def touch(self, start: Position, end: Position) -> bool:
        """Whether a place is on one of these lines."""
        return max(start.line, self.first) <= min(end.line, self.last)

    def changed(self, start: Position, end: Position) -> bool:
        """Whether a place is on one of these lines, or lines were taken away from it: from its midst or its end."""
        return self.touch(start, end) or (self.last < self.first and start.line <= self.first and self.last <= end.line)


_Files = dict[str, tuple[Lines, ...] | None]
"""Paths, as the system resolves them, to their new lines; None for a file that is new as a whole."""


class Changed:
    """What changed since a revision, in every repository that a path is in. Findings on other lines are counted."""

    __slots__ = ("_git", "_repositories", "_revision", "_tops", "others")

    def __init__(self, revision: str) -> None:
        """Get ready to ask Git.

        Raises:
            GitFailure: Git is not installed.
        """
        git = which("git")
        if git is None:
            raise GitFailure("`git` is not installed")
        self._git = git
        self._revision = revision
        self._tops: dict[str, str | None] = {}
        self._repositories: dict[str, _Files] = {}
        self.others = 0

    def has(self, path: str) -> bool:
        """Whether a file has a new line.

        Raises:
            GitFailure: it is in no repository, or there is no such revision there.
        """
        lines = self._lines(path)
        return lines is None or bool(lines)

    def filtered(self, results: Iterable[DocumentResult]) -> Iterator[DocumentResult]:
        """Pass results through with the findings of new lines only."""
        for result in results:
            lines = self._lines(result.path) if result.diagnostics else None
            if lines is None:
                yield result
                continue
            new = tuple([found for found in result.diagnostics if _is_new(found, lines)])
            self.others += len(result.diagnostics) - len(new)
            counts = summarise(new)
            summary = result.summary._replace(errors=counts.errors, warnings=counts.warnings, infos=counts.infos)
            yield result._replace(diagnostics=new, summary=summary)

    def sentences(self) -> Iterator[str]:
        """Say how many findings were there before."""
        if self.others:
            yield f"{self.others} on lines that did not change since {self._revision}."

    def _lines(self, path: str) -> tuple[Lines, ...] | None:
        real = os.path.realpath(path)
        top = self._top(os.path.dirname(real))
        if top is None:
            raise GitFailure(f"{path}: is not in a Git repository")
        if top not in self._repositories:
            self._repositories[top] = self._files(top)
        return self._repositories[top].get(real, ())

    def _top(self, folder: str) -> str | None:
        """Return the top folder of the working tree that a folder is in."""
        if folder not in self._tops:
            above = os.path.dirname(folder)
            is_top = os.path.lexists(os.path.join(folder, ".git"))
            self._tops[folder] = folder if is_top else None if above == folder else self._top(above)
        return self._tops[folder]

    def _files(self, top: str) -> _Files:
        files: _Files = {}
        for name in self._ask(top, "ls-files", "-z", "--others", "--exclude-standard").split(b"\0"):
            files[_path(top, name)] = None
        base = self._base(top)
        if base is None:  # nothing has been committed yet
            files |= dict.fromkeys(_path(top, name) for name in self._ask(top, "ls-files", "-z").split(b"\0"))
            return files
        names = self._ask(top, *_DIFF, "--name-only", "-z", base, "--").split(b"\0")
        patch = self._ask(top, *_DIFF, "--text", "--unified=0", base, "--")
        for name, part in zip(names, re.split(rb"^diff --git ", patch, flags=re.MULTILINE)[1:], strict=False):
            files[_path(top, name)] = tuple(_hunks(part))
        return files

    def _base(self, top: str) -> str | None:
        """Return the commit to compare with: where the branch left the revision."""
        if self._revision == HEAD:
            return HEAD if self._known(top, HEAD) else None
        if not self._known(top, self._revision):
            raise GitFailure(f"there is no revision `{self._revision}` in {top}")
        common = self._run(top, "merge-base", self._revision, HEAD)
        return common[1].decode().strip() if common[0] == 0 else self._revision

    def _known(self, top: str, revision: str) -> bool:
        return self._run(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")[0] == 0

    def _ask(self, top: str, *arguments: str) -> bytes:
        code, out, complaint = self._run(top, *arguments)
        if code:
            raise GitFailure(f"{top}: git {arguments[0]}: {' '.join(complaint.decode(errors='replace').split())}")
        return out

    def _run(self, top: str, *arguments: str) -> tuple[int, bytes, bytes]:
        done = run([self._git, "-C", top, *_SETTINGS, *arguments], capture_output=True, check=False)  # noqa: S603 - Git itself
        return done.returncode, done.stdout, done.stderr


def _path(top: str, name: bytes) -> str:
    return os.path.realpath(os.path.join(top, os.fsdecode(name)))


def _hunks(part: bytes) -> Iterator[Lines]:
    """Yield the new lines of one file of a patch without context."""
    for line in part.split(b"\n"):
        if hunk := _HUNK.match(line):
            first, count = int(hunk[1]), int(hunk[2]) if hunk[2] is not None else 1
            yield Lines(first, first + count - 1) if count else Lines(first + 1, first)


def _is_new(found: Diagnostic, lines: tuple[Lines, ...]) -> bool:
    """Whether a finding, or what explains it, is on a new line."""
    return any(each.touch(found.start, found.end) for each in lines) or any(
        each.changed(related.start, related.end) for each in lines for related in found.related
    )
