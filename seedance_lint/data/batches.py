"""Lints the rows of an Arrow batch."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

import pyarrow as pa

from seedance_lint.api import ProfileName, lint_body, linter_for, places_of
from seedance_lint.data.schemas import FAILURE, FINDINGS, SCORES, findings_schema, no_single_column, scores_schema
from seedance_lint.hosts.rows import as_request
from seedance_lint.linter.lint import Linter
from seedance_lint.linter.result import LintResult
from seedance_lint.records import NamedTuple
from seedance_lint.requests import find_requests
from seedance_lint.requests.request import PromptRequest

Rows = TypeVar("Rows", pa.RecordBatch, pa.Table)
"""A batch or a table: what comes back is the same."""

_Row = tuple[Any, ...]


def check_batch(
    batch: Rows,
    *,
    prompt: str = "prompt",
    image_urls: str | None = None,
    video_urls: str | None = None,
    audio_urls: str | None = None,
    parameters: Sequence[str] = (),
    request: str | None = None,
    keep: Sequence[str] = (),
    profile: ProfileName = "auto",
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> Rows:
    """Lint each row; return one row per finding: the columns of ``keep`` (an id, say), and ``FINDINGS``.

    ``prompt``, ``image_urls``, ``video_urls`` and ``audio_urls`` name the columns that hold them, ``parameters`` those that are named as the
    fields of the request are (``duration``, ``resolution``, ``model``); where a list is null, there are no such files, and a row without a prompt
    is skipped. ``request`` names one column in place of all of these, with whole request bodies: JSON texts, or structs.
    The findings are those of ``lint_request`` for the same bodies, and of the command line for a file of the same rows.

    Raises:
        ValueError: there is no such column, or a kept one has the name of one that is made.
        UnknownProfile, UnknownRule: there is no profile, rule or category of that name.
    """
    linter = linter_for(profile, select, ignore)
    columns = _Columns(prompt, {"image": image_urls, "video": video_urls, "audio": audio_urls}, tuple(parameters), request)
    schema = findings_schema(batch.schema, keep)
    origins: list[int] = []
    found: list[_Row] = []
    for number, body in enumerate(columns.bodies(batch, linter)):
        if body is None:
            continue
        rows = [_failed(body)] if isinstance(body, str) else _findings(lint_body(linter, body))
        found += rows
        origins += [number] * len(rows)
    return _made(batch, keep, origins, found, FINDINGS, schema)


def score_batch(
    batch: Rows,
    *,
    prompt: str = "prompt",
    image_urls: str | None = None,
    video_urls: str | None = None,
    audio_urls: str | None = None,
    parameters: Sequence[str] = (),
    request: str | None = None,
    keep: Sequence[str] = (),
    profile: ProfileName = "auto",
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> Rows:
    """Lint each row; return one row per prompt: the columns of ``keep`` (an id, say), and ``SCORES``.

    A row without a prompt has a row, too, so that what comes back is as long as the batch; only a request body with several prompts has several.
    The arguments and the errors are those of ``check_batch``.
    """
    linter = linter_for(profile, select, ignore)
    columns = _Columns(prompt, {"image": image_urls, "video": video_urls, "audio": audio_urls}, tuple(parameters), request)
    schema = scores_schema(batch.schema, keep)
    origins: list[int] = []
    scores: list[_Row] = []
    for number, body in enumerate(columns.bodies(batch, linter)):
        rows = [_unscored(body)] if body is None or isinstance(body, str) else _scores(linter, body)
        scores += rows
        origins += [number] * len(rows)
    return _made(batch, keep, origins, scores, SCORES, schema)


class _Columns(NamedTuple):
    """The names of the columns to read."""

    prompt: str
    urls: Mapping[str, str | None]
    parameters: tuple[str, ...]
    request: str | None

    def bodies(self, batch: pa.RecordBatch | pa.Table, linter: Linter) -> Iterator[dict[str, Any] | str | None]:
        """Yield the request body of each row; why there is none, as a text, or None for a row without a prompt."""
        if self.request is not None:
            return map(_body, _values(batch, self.request))
        shape = linter.profile.request
        fields = {shape.prompt: self.prompt}
        fields |= {shape.media.get(kind) or f"{kind}_urls": name for kind, name in self.urls.items() if name is not None}
        fields |= {name: name for name in self.parameters}
        names = tuple(fields)
        columns = [_values(batch, name) for name in fields.values()]
        return (as_request(dict(zip(names, row, strict=True)), shape.prompt) for row in zip(*columns, strict=True))


def _values(batch: pa.RecordBatch | pa.Table, name: str) -> list[Any]:
    at = batch.schema.get_field_index(name)
    if at < 0:
        raise ValueError(no_single_column(name, batch.schema))
    values: list[Any] = batch.column(at).to_pylist()
    return values


def _body(value: object) -> dict[str, Any] | str | None:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError) as error:
            return f"broken JSON: {error}"
    if value is None or isinstance(value, dict):
        return value
    return f"a request must be an object, not {type(value).__name__}"


def _failed(message: str) -> _Row:
    return (None, FAILURE, message, None, "", None, None, None)


def _findings(result: LintResult) -> list[_Row]:
    rows: list[_Row] = [
        (
            found.rule,
            str(found.severity),
            found.message,
            found.help,
            found.pointer,
            found.start.offset if found.exact else None,
            found.end.offset if found.exact else None,
            found.profile,
        )
        for found in result.diagnostics
    ]
    rows += [(None, FAILURE, failure.message, None, failure.pointer, None, None, None) for failure in result.failures]
    return rows


def _scores(linter: Linter, body: dict[str, Any]) -> list[_Row]:
    requests = find_requests(body, linter.contracts)
    return [_score(linter, request) for request in requests.found] or [_unscored(None)]


def _score(linter: Linter, request: PromptRequest) -> _Row:
    context, found = linter.judge(request)
    result = linter.result(found, places_of(request, "<request>", request.fields), request.contract)
    summary = result.summary
    worst = min((each.severity for each in result.diagnostics), key=lambda severity: severity.rank, default=None)
    failure = "; ".join(each.message for each in result.failures) or None
    references, roles = ([], []) if context is None else (context.bindings.references, context.bindings.roles)
    return (
        summary.errors,
        summary.warnings,
        summary.infos,
        FAILURE if failure else worst and str(worst),
        [
            {"tag": each.text, "kind": each.kind, "indexes": each.indexes, "start": each.span.start, "end": each.span.end}
            for each in references
        ],
        [
            {
                "role": role.role,
                "kind": reference.kind,
                "indexes": reference.indexes,
                "text": role.text,
                "start": role.span.start,
                "end": role.span.end,
            }
            for role, reference in roles
        ],
        linter.request_profile(request).name,
        failure,
    )


def _unscored(failure: str | None) -> _Row:
    return (0, 0, 0, failure and FAILURE, [], [], None, failure)


def _made(batch: Rows, keep: Sequence[str], origins: list[int], rows: list[_Row], made: pa.Schema, schema: pa.Schema) -> Rows:
    """Put rows that were made after the kept columns of the rows that they stem from."""
    taken = pa.array(origins, pa.int64())
    kept: list[Any] = [batch.column(batch.schema.get_field_index(name)).take(taken) for name in keep]
    columns = zip(*rows, strict=True) if rows else [()] * len(made)
    arrays: list[Any] = [pa.array(values, field.type) for values, field in zip(columns, made, strict=True)]
    return type(batch).from_arrays([*kept, *arrays], schema=schema)
