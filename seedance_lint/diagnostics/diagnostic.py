"""What users read: findings at places of their files."""

from seedance_lint.annotations import Any
from seedance_lint.diagnostics.violation import Applicability, Edit, Severity
from seedance_lint.records import NamedTuple
from seedance_lint.source.line_index import Position


class RelatedPlace(NamedTuple):
    """A second place of the same file that explains the first."""

    message: str
    start: Position
    end: Position
    pointer: str


class Cell(NamedTuple):
    """Where a finding is in a file that is a table, not text: its row (from 1), its column, and there the characters ``[start, end)``.

    These are characters of the text to which the finding's ``pointer`` leads; None if it is about the value as a whole.
    """

    row: int
    column: str
    start: int | None
    end: int | None

    def __str__(self) -> str:
        place = f"row {self.row}, column {self.column}"
        return place if self.start is None else f"{place}, character {self.start + 1}"


class FileEdit(NamedTuple):
    """Replace the characters ``[start, end)`` of the file's text; ``replacement`` is escaped as the file needs it."""

    start: int
    end: int
    replacement: str


class FileFix(NamedTuple):
    """Edits of one file that together fix a diagnostic.

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

    ``exact`` is false if the place is a whole string because the characters inside it could not be traced.
    ``pointer`` is the JSON Pointer of the value in its document. ``profile`` names the contract that the request was checked against; None if it is not about
    a request. ``contract`` is why, in words, where the finding rests on that contract.
    ``cell`` is set in a table that is not text; lines and columns there are those of its rows as JSON Lines.
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
    cell: Cell | None = None

    @property
    def place(self) -> str:
        """Where it starts, in words that follow the path: ``:3:38``, or ``: row 3, column prompt, character 25``."""
        return f":{self.start.line}:{self.start.column}" if self.cell is None else f": {self.cell}"

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
            "cell": None if self.cell is None else self.cell._asdict(),
            "related": [{**each._asdict(), "start": each.start._asdict(), "end": each.end._asdict()} for each in self.related],
            "fixes": [
                {"title": fix.title, "applicability": str(fix.applicability), "edits": [edit._asdict() for edit in fix.edits]}
                for fix in self.fixes
            ],
        }
