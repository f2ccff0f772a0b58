"""What the template shows: each request, its files and its findings in words."""

from collections.abc import Iterable, Mapping, Sequence

from seedance_lint.diagnostics.diagnostic import Diagnostic, FileFix
from seedance_lint.diagnostics.violation import Applicability, Location, Severity, pointer
from seedance_lint.linter.described import DescribedFile, DescribedRequest, PlacedFinding, key_of
from seedance_lint.linter.result import DocumentResult
from seedance_lint.masking import masked
from seedance_lint.records import NamedTuple
from seedance_lint.reporters.html.segments import Change, Excerpt, Segment, Underlined, change, excerpt, segments
from seedance_lint.reporters.html.thumbnails import Thumbnails
from seedance_lint.requests.facts import FileFacts
from seedance_lint.rules.base import plural, role_words

_LONGEST_PROMPT = 20_000
"""Characters of a prompt that are shown."""
_MOST_FINDINGS = 200
"""Of one request that are shown."""

_PROBLEMS = {
    "missing": "not found",
    "directory": "a folder, not a file",
    "special": "not a regular file",
    "unreadable": "cannot be read",
    "empty": "empty",
    "truncated": "truncated",
    "outside": "outside the folders that may be read",
    "stuck": "cannot be read",
}


class FixRow(NamedTuple):
    """A fix: whether it keeps what was meant for certain, what it does in words, and the text before and after it."""

    safe: bool
    title: str
    change: Change | None


class FindingRow(NamedTuple):
    """A finding. ``excerpt`` is its line, where its place is not in the prompt that the card shows."""

    number: int
    severity: str
    rule: str
    message: str
    help: str
    contract: str
    place: str
    excerpt: Excerpt | None
    fixes: tuple[FixRow, ...]


class FileRow(NamedTuple):
    """A file of a request. ``picture`` is a class of the style sheet; ``numbers`` are the findings about the file."""

    file: DescribedFile
    target: str
    picture: str | None
    facts: str
    problem: str
    use: str
    mentions: str
    numbers: tuple[int, ...]


class Card(NamedTuple):
    """A request, or what was found in a file outside of all requests (then ``request`` is None)."""

    id: str
    path: str
    request: DescribedRequest | None
    prompt: tuple[Segment, ...]
    cut: int
    files: tuple[FileRow, ...]
    findings: tuple[FindingRow, ...]
    left_out: int
    counts: tuple[tuple[str, str], ...]

    @property
    def rules(self) -> list[str]:
        """The rules that found something, each once."""
        return list(dict.fromkeys(row.rule for row in self.findings))

    @property
    def severities(self) -> list[str]:
        """The severities of what was found, each once."""
        return list(dict.fromkeys(row.severity for row in self.findings))


class Cards:
    """Makes the cards of results, numbered through."""

    __slots__ = ("_number", "thumbnails")

    def __init__(self) -> None:
        self._number = 0
        self.thumbnails = Thumbnails()

    def of(self, result: DocumentResult) -> Iterable[Card]:
        """Yield a card for each request of a result, and one for what was found outside of them."""
        left: dict[tuple[str, str, int, int], list[Diagnostic]] = {}
        for found in result.diagnostics:
            left.setdefault(key_of(found), []).append(found)
        for request in result.requests:
            placed = [(left[each.key].pop(0), each) for each in request.findings if left.get(each.key)]
            yield self._card(result, request, sorted(placed, key=lambda pair: pair[0].sort_key))
        others = [found for found in result.diagnostics if any(found is each for each in left[key_of(found)])]
        if others:
            yield self._card(result, None, [(found, None) for found in others])

    def _card(
        self, result: DocumentResult, request: DescribedRequest | None, found: Sequence[tuple[Diagnostic, PlacedFinding | None]]
    ) -> Card:
        self._number += 1
        shown = found[:_MOST_FINDINGS]
        rows = tuple(_finding(number, each, place, request, result.lines) for number, (each, place) in enumerate(shown, 1))
        prompt = "" if request is None else request.prompt
        end = min(len(prompt), _LONGEST_PROMPT)
        lines = [
            Underlined(place.span, row.number, row.severity) for row, (_, place) in zip(rows, shown, strict=True) if place and place.span
        ]
        numbers: dict[tuple[str, int], list[int]] = {}
        for row, (_, place) in zip(rows, shown, strict=True):
            if place is not None and place.file is not None:
                numbers.setdefault(place.file, []).append(row.number)
        files = () if request is None or request.files is None else request.files
        return Card(
            id=f"r{self._number}",
            path=result.path,
            request=request,
            prompt=() if request is None else tuple(segments(prompt, request.marks, lines, end)),
            cut=len(prompt) - end,
            files=tuple([self._file(file, tuple(numbers.get((file.kind, file.index), ()))) for file in files]),
            findings=rows,
            left_out=len(found) - len(shown),
            counts=tuple(_counts(each.severity for each, _ in found)),
        )

    def _file(self, file: DescribedFile, numbers: tuple[int, ...]) -> FileRow:
        stated = [f"{role_words(file.stated_role)} (in the request)"] if file.stated_role else []
        roles = [*stated, *map(role_words, file.roles)]
        times = {0: "not mentioned in the prompt", 1: "mentioned once"}.get(file.mentions, f"mentioned {file.mentions} times")
        return FileRow(
            file=file,
            target=f"{file.kind}{file.index}",
            picture=self.thumbnails.name_for(file),
            facts=_facts(file.facts),
            problem="" if file.facts is None or file.facts.problem is None else _PROBLEMS.get(file.facts.problem, file.facts.problem),
            use=", ".join(roles) or "no role",
            mentions=times,
            numbers=numbers,
        )


def _counts(severities: Iterable[Severity]) -> Iterable[tuple[str, str]]:
    """Yield each severity with its number in words, the worst first."""
    found = list(severities)
    for severity in Severity:
        if number := found.count(severity):
            yield str(severity), f"{number} info" if severity is Severity.INFO else plural(number, str(severity))


def _facts(facts: FileFacts | None) -> str:
    """Say what a look at a local file found."""
    if facts is None or not facts.exists:
        return ""
    parts = [f"{facts.width} × {facts.height}" if facts.width and facts.height else ""]
    parts += [f"{facts.duration:.1f} s" if facts.duration is not None else "", f"{facts.frame_rate:g} fps" if facts.frame_rate else ""]
    parts += [facts.format.upper() if facts.format else "", _size(facts.size)]
    return " · ".join(filter(None, parts))


def _size(size: int | None) -> str:
    if size is None:
        return ""
    return f"{size} bytes" if size < 1000 else f"{size / 1000:.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


def _finding(
    number: int, found: Diagnostic, place: PlacedFinding | None, request: DescribedRequest | None, lines: Mapping[int, str]
) -> FindingRow:
    line = lines.get(found.start.line)
    in_prompt = place is not None and place.span is not None
    last = found.end.column - 1 if found.end.line == found.start.line or line is None else len(line)
    return FindingRow(
        number=number,
        severity=str(found.severity),
        rule=found.rule,
        message=found.message,
        help=found.help or "",
        contract=found.contract,
        place=f"{found.path}:{found.start.line}:{found.start.column}",
        excerpt=None if in_prompt or line is None else excerpt(line, found.start.column - 1, last),
        fixes=tuple([_fix(fix, found, request, lines) for fix in found.fixes]),
    )


def _fix(fix: FileFix, found: Diagnostic, request: DescribedRequest | None, lines: Mapping[int, str]) -> FixRow:
    made = (_in_prompt(fix, request) if request is not None else None) or _in_line(fix, found, lines)
    return FixRow(fix.applicability is Applicability.SAFE, fix.title, made)


def _in_prompt(fix: FileFix, request: DescribedRequest) -> Change | None:
    """Return what a fix does to the prompt; None if it changes something else."""
    edits: list[tuple[int, int, str]] = []
    for edit in fix.meant:
        at = edit.at
        if not isinstance(at, Location) or at.key or at.span is None or edit.wrap is not None or pointer(at.path) != request.pointer:
            return None
        edits.append((at.span.start, at.span.end, masked(edit.replacement)))
    return change(request.prompt, edits)


def _in_line(fix: FileFix, found: Diagnostic, lines: Mapping[int, str]) -> Change | None:
    """Return what a fix does to the line of the file on which its finding is; None if it changes others."""
    for place in (found.start, found.end, *(each.start for each in found.related)):
        line = lines.get(place.line)
        if line is None:
            continue
        start = place.offset - (place.column - 1)
        edits = [(edit.start - start, edit.end - start, masked(edit.replacement)) for edit in fix.edits]
        if edits and all(first >= 0 for first, _, _ in edits) and (made := change(line, edits)) is not None:
            return made
    return None
