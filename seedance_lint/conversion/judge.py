"""Judges what a conversion made by the target's own rules, and says what they object to at its place in the source."""

from collections.abc import Iterator, Mapping, Sequence

from seedance_lint.annotations import Any, TypeGuard
from seedance_lint.contracts.contract import SET, Contract
from seedance_lint.contracts.recognise import Chosen
from seedance_lint.conversion.loss import Loss
from seedance_lint.diagnostics.violation import Edit, Location, Path, Place, Severity
from seedance_lint.linter.lint import Linter
from seedance_lint.linter.report import Found
from seedance_lint.profiles.profile import Profile
from seedance_lint.records import NamedTuple
from seedance_lint.requests import Contracts, find_requests
from seedance_lint.requests.request import Asset, PromptRequest
from seedance_lint.rules.engine import Finding
from seedance_lint.source.span import Span

_MOST_LINTERS = 64
_linters: dict[tuple[int, str], tuple[Linter, Linter]] = {}


class Origins(NamedTuple):
    """Where in the source what is in the result came from: files in the target's order, fields by their names there, and edits of the prompt."""

    request: PromptRequest
    files: Sequence[Asset]
    fields: Mapping[str, Path]
    edits: Sequence[Edit]


def objections(made: Mapping[str, Any], origins: Origins, linter: Linter, target: Profile) -> Iterator[Loss]:
    """Yield the errors of the result, each at its place in the source: those that rest on the target's contract, and those that are new."""
    judge = _judge(linter, target)
    for request in find_requests(dict(made), judge.contracts).found:
        yield from _objections(request, origins, linter, judge)


def prompt_objections(source: PromptRequest, text: str, edits: Sequence[Edit], linter: Linter, target: Profile) -> Iterator[Loss]:
    """Yield the errors of a prompt that was respelled and whose files nobody knows, each at its place in the source."""
    name = target.request.prompt
    request = PromptRequest(text, (name,), None, (), {name: text}, {}, contract=Contract(target, SET))
    return _objections(request, Origins(source, (), {}, edits), linter, _judge(linter, target))


def _objections(request: PromptRequest, origins: Origins, linter: Linter, judge: Linter) -> Iterator[Loss]:
    errors = [each for each in judge.check(request) if _is_error(each)]
    known = {each.rule.meta.id for each in linter.check(origins.request) if _is_error(each)} if errors else set()
    for each in errors:
        if each.rule.meta.rests_on == "contract" or each.rule.meta.id not in known:
            path, span = _origin(each.violation.at, request, origins)
            yield Loss(path, each.violation.message, span)


def _is_error(found: Found) -> TypeGuard[Finding]:
    return isinstance(found, Finding) and (found.violation.severity or found.rule.meta.severity) is Severity.ERROR


def _judge(linter: Linter, target: Profile) -> Linter:
    """Return a linter with the same settings under the target's contract."""
    key = (id(linter), target.name)
    kept = _linters.get(key)
    if kept is None or kept[0] is not linter:
        if len(_linters) >= _MOST_LINTERS:
            _linters.clear()
        settings = linter.settings._replace(profile=target, contracts=Contracts(chosen=Chosen((target,))), probing=None)
        kept = _linters[key] = (linter, Linter(settings))
    return kept[1]


def _origin(at: Place, made: PromptRequest, origins: Origins) -> tuple[Path, Span | None]:
    """Return where in the source something is; the prompt where nothing of the source made it. Of a list it is the last file."""
    source = origins.request
    where = at if isinstance(at, Location) else Location(made.prompt_path, span=at)
    if where.path == made.prompt_path:
        return source.prompt_path, None if where.span is None else _before(where.span, origins.edits)
    touched = [
        asset
        for files in (made.assets or {}).values()
        for asset in files
        if asset.path[: len(where.path)] == where.path or where.path[: len(asset.path)] == asset.path
    ]
    if touched and (file := _numbered(origins.files).get((touched[-1].kind, touched[-1].index))) is not None:
        return file.path, None
    name = next((part for part in reversed(where.path) if part in origins.fields), None)
    return source.prompt_path if name is None else origins.fields[str(name)], None


def _numbered(files: Sequence[Asset]) -> dict[tuple[str, int], Asset]:
    """Return files by their kinds and the numbers that they have in this order."""
    numbered: dict[tuple[str, int], Asset] = {}
    counts: dict[str, int] = {}
    for file in files:
        counts[file.kind] = counts.get(file.kind, 0) + 1
        numbered[file.kind, counts[file.kind]] = file
    return numbered


def _before(span: Span, edits: Sequence[Edit]) -> Span:
    """Return the characters that a span of the edited prompt came from; of a replaced tag all of it."""
    return Span(_offset(span.start, edits, at_end=False), _offset(span.end, edits, at_end=True))


def _offset(offset: int, edits: Sequence[Edit], *, at_end: bool) -> int:
    shift = 0
    for edit in edits:
        assert isinstance(edit.at, Span)
        start, end = edit.at.start + shift, edit.at.start + shift + len(edit.replacement)
        if offset < start or (offset == start and at_end):
            break
        if offset < end or (offset == end and at_end):
            return edit.at.end if at_end else edit.at.start
        shift += len(edit.replacement) - (edit.at.end - edit.at.start)
    return offset - shift
