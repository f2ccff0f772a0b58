"""What users read: findings at places of their files."""

from typing import Any

from seedance_lint.diagnostics.violation import Applicability, Edit, Severity
from seedance_lint.records import NamedTuple
from seedance_lint.source.line_index import Position


class RelatedPlace(NamedTuple):
    """A second place of the same file that explains the first."""

    message: str
    start: Position
    end: Position
    pointer: str


class FileEdit(NamedTuple):
    """Replace the characters ``[start, end)`` of the file's text; ``replacement`` is escaped as the file needs it."""

    start: int
    end: int
    replacement: str


class FileFix(NamedTuple):
    """Edits of one file that mend a diagnostic together.

    ``meant`` is what they are to change of the values of the document, at locations in the top-level value that starts at ``root``; nothing
    else may change with them.
    """

    title: str
    applicability: Applicability
    edits: tuple[FileEdit, ...]
    root: int = 0
    meant: tuple[Edit, ...] = ()


class Diagnostic(NamedTuple):
    """One finding at an exact place of a file.

    ``exact`` is false where the place is a whole string because the characters inside it could not be traced.
    ``pointer`` is the JSON Pointer of the value in its document. ``profile`` names the contract that the request was judged by; None for what
    no request is behind. ``contract`` is why, in words, where the finding rests on that contract.
    """

    path: str
    rule: str
    severity: Severity
    message: str
    help: str | None
    start: Position
    end: Position
    exact: bool
    pointer: str
    related: tuple[RelatedPlace, ...]
    fixes: tuple[FileFix, ...]
    profile: str | None = None
    contract: str = ""

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order of output: path, position, rule, message."""
        return (self.path, self.start.offset, self.end.offset, self.rule, self.message)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, ready for JSON."""
        return {
            **self._asdict(),
            "severity": str(self.severity),
            "start": self.start._asdict(),
            "end": self.end._asdict(),
            "related": [{**each._asdict(), "start": each.start._asdict(), "end": each.end._asdict()} for each in self.related],
            "fixes": [
                {"title": fix.title, "applicability": str(fix.applicability), "edits": [edit._asdict() for edit in fix.edits]}
                for fix in self.fixes
            ],
        }
