"""The tool that looks at files: only at those below the folders that the client opens to it."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from seedance_lint.agents import wording
from seedance_lint.agents.arguments import Refused
from seedance_lint.agents.checking import MOST_FINDINGS, Answer
from seedance_lint.agents.findings import shortened
from seedance_lint.agents.given import known
from seedance_lint.config.configuration import Configuration, Overrides
from seedance_lint.config.files import ConfigFailure
from seedance_lint.config.profiles import AUTO
from seedance_lint.diagnostics.diagnostic import Diagnostic, FileEdit
from seedance_lint.diagnostics.violation import Applicability, Severity
from seedance_lint.linter.discovery import Found, discover
from seedance_lint.linter.oracle import offered
from seedance_lint.linter.result import DocumentResult, Failure, Summary
from seedance_lint.linter.workshop import Task, Workshop, open_task
from seedance_lint.masking import masked
from seedance_lint.plugins import PluginFailure
from seedance_lint.probes import MissingLibrary
from seedance_lint.profiles import ProfileError, UnknownProfile
from seedance_lint.rules.registry import UnknownRule
from seedance_lint.source.document import SourceDocument
from seedance_lint.tokens import TokenizerFailure

MOST_FILES = 2_000
"""Files of one call."""
LONGEST_PATH = 4_096
"""Characters of a path."""


def folder_of(uri: str) -> str | None:
    """Return the folder that the URI of a root names; None for what is not a folder of this machine."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
        return None
    path = url2pathname(parts.path)
    return path if "\0" not in path and Path(path).is_absolute() else None


def working_folder() -> list[str]:
    """Return the folder that stands in for the roots of a client that has none.

    Raises:
        Refused: the whole disk is below it.
    """
    here = Path.cwd()
    if here == here.parent:
        raise Refused(
            "the client names no folders (roots), and the server was started at the top of the disk; start it in the folder of the project"
        )
    return [str(here)]


def check_paths(arguments: Mapping[str, Any], roots: Sequence[str]) -> Answer:
    """Check the prompts of files and folders below the roots."""
    folders = [real for root in dict.fromkeys(roots) if (real := _real(Path(root))) is not None]
    if not folders:
        raise Refused("the client names no folder that may be read")
    profile = arguments.get("profile")
    if profile is not None:
        known(profile, AUTO)
    paths = [_within(path, folders) for path in arguments.get("paths") or map(str, folders)]
    collected = _Collected()
    try:
        workshop = Workshop(Configuration(Overrides(profile=profile)))
        for each in _found(paths, workshop.configuration):
            if isinstance(each, Failure):
                collected.fail(each)
            elif (real := _real(Path(each.path))) is not None and _is_inside(real, folders):
                collected.add(workshop, each)
            else:
                collected.fail(Failure(each.path, "is a link that leads nowhere, or out of the client's folders (roots), and was not read"))
    except (ConfigFailure, UnknownProfile, ProfileError, UnknownRule, PluginFailure, TokenizerFailure, MissingLibrary) as error:
        raise Refused(str(error)) from None
    values = collected.values()
    return Answer(wording.checked_paths(values), values)


def _within(path: str, folders: Sequence[Path]) -> str:
    """Return where a path leads; a relative one starts at the root that has it.

    Raises:
        Refused: it leads out of the roots, by its parts or by a link.
    """
    if "\0" in path:
        raise Refused("a path has a null character in it")
    if len(path) > LONGEST_PATH:
        raise Refused(f"a path is longer than {LONGEST_PATH:,} characters")
    inside = [real for folder in folders if (real := _real(folder / path)) is not None and _is_inside(real, folders)]
    if not inside:
        raise Refused(f"`{shortened(path)}` is outside of the client's folders (roots): {', '.join(map(str, folders))}")
    return str(next((each for each in inside if _is_there(each)), inside[0]))


def _real(path: Path) -> Path | None:
    """Return where a path leads; None if it is a link that leads to itself."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return None


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # its name is too long
        return False


def _is_inside(path: Path, folders: Sequence[Path]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)


def _found(paths: Sequence[str], configuration: Configuration) -> Iterator[Found | Failure]:
    patterns = [(each.folder, each.patterns) for path in paths for each in configuration.settings_for(str(Path(path) / "-")).exclude]
    for number, each in enumerate(discover(paths, exclude_in=patterns)):
        if number == MOST_FILES:
            yield Failure(str(Path(each.path).parent), f"more than {MOST_FILES:,} files; the rest was not read, name a part of them")
            return
        if isinstance(each, Failure) or each.named or not _is_excluded(each.path, configuration):
            yield each


def _is_excluded(path: str, configuration: Configuration) -> bool:
    return any(excluded.match(path) for excluded in configuration.settings_for(path).exclude)


class _Collected:
    """What was found in files so far."""

    def __init__(self) -> None:
        self._findings: list[dict[str, Any]] = []
        self._failures: list[dict[str, Any]] = []
        self._summary = Summary()
        self._omitted = 0

    def add(self, workshop: Workshop, found: Found) -> None:
        """Check a file."""
        linter = workshop.linter_for(found.path)
        opened = open_task(Task(found.path, walked=not found.named), linter)
        if opened is None:
            return
        if isinstance(opened, Failure):
            self.fail(opened)
            return
        document, host = opened
        result = linter.lint(document, host)
        if any(each.fixes for each in result.diagnostics):
            result = offered(result, document, host)
        self._take(result, document)

    def fail(self, failure: Failure) -> None:
        """Take up what could not be read."""
        if len(self._failures) < MOST_FINDINGS:
            self._failures.append({"path": failure.path, "line": failure.line, "message": failure.message})

    def _take(self, result: DocumentResult, document: SourceDocument) -> None:
        self._summary = self._summary.plus(result.summary._replace(files=1))
        for failure in result.failures:
            self.fail(failure)
        shown = masked(document.text) if result.diagnostics else ""
        for each in sorted(result.diagnostics, key=lambda found: found.severity.rank):
            if len(self._findings) < MOST_FINDINGS:
                self._findings.append(_record(each, document, shown))
            else:
                self._omitted += 1

    def values(self) -> dict[str, Any]:
        """Return everything that was found, errors first."""
        counts = self._summary
        return {
            "ok": not counts.errors and not self._failures,
            "files": counts.files,
            "prompts": counts.prompts,
            "errors": counts.errors,
            "warnings": counts.warnings,
            "infos": counts.infos,
            "findings": sorted(self._findings, key=lambda each: Severity(each["severity"]).rank),
            "failures": self._failures,
            "omitted": self._omitted,
        }


def _record(found: Diagnostic, document: SourceDocument, shown: str) -> dict[str, Any]:
    start, end = found.start, found.end
    return {
        "path": found.path,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "words": shortened(shown[start.offset : end.offset]) if found.exact else None,
        "pointer": found.pointer,
        "profile": found.profile,
        "rule": found.rule,
        "severity": str(found.severity),
        "message": found.message,
        "help": found.help,
        "fixes": [
            {
                "title": fix.title,
                "safe": fix.applicability is Applicability.SAFE,
                "edits": [_edit(edit, document, shown) for edit in fix.edits],
            }
            for fix in found.fixes
        ],
    }


def _edit(edit: FileEdit, document: SourceDocument, shown: str) -> dict[str, Any]:
    place = document.position(edit.start)
    return {"line": place.line, "column": place.column, "words": shortened(shown[edit.start : edit.end]), "replacement": edit.replacement}
