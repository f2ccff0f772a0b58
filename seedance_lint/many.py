"""Many requests in one call, in one process or in several."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from seedance_lint.annotations import Any
from seedance_lint.api import ProfileName, lint, lint_request, linter_for
from seedance_lint.linter.pool import answered
from seedance_lint.linter.result import LintResult
from seedance_lint.linter.run import processors
from seedance_lint.records import NamedTuple

Request = str | Mapping[str, Any]
_REQUESTS_A_BATCH = 64

_Batch = list[tuple[Any, Any]]


def lint_many(
    requests: Iterable[Request | tuple[Any, Request]] | Mapping[Any, Request],
    *,
    jobs: int | None = 1,
    profile: ProfileName = "auto",
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> Iterator[tuple[Any, LintResult]]:
    """Lint requests one after the other; yield ``(id, result)`` for each, in the same order, without waiting for the others.

    A request is a prompt, or a body as ``lint_request`` takes it. Its id is the key of a mapping, or the first item of ``(id, request)``;
    without ids, requests are numbered from 0. ``jobs`` is the number of processes; None means one per processor. Only a few requests are kept
    in memory, so they may come from a generator of any length.

    Raises:
        TypeError: a request is neither a string nor a mapping.
        UnknownProfile, UnknownRule: the profile, rule or category does not exist.
    """
    work = _Work(profile, tuple(select), tuple(ignore))
    linter_for(profile, work.select, work.ignore)
    jobs = processors() if jobs is None else jobs
    if jobs < 1:
        raise ValueError(f"jobs must be at least 1, not {jobs}")
    numbered = _numbered(requests)
    if jobs == 1:
        return ((name, work.lint(request)) for name, request in numbered)
    batches = iter(lambda: list(islice(numbered, _REQUESTS_A_BATCH)), [])
    return ((name, result) for batch, results in answered(batches, work, jobs) for (name, _), result in zip(batch, results, strict=True))


class _Work(NamedTuple):
    profile: ProfileName
    select: tuple[str, ...]
    ignore: tuple[str, ...]

    def lint(self, request: Request) -> LintResult:
        if isinstance(request, str):
            return lint(request, profile=self.profile, select=self.select, ignore=self.ignore)
        return lint_request(request, profile=self.profile, select=self.select, ignore=self.ignore)

    def do(self, batch: _Batch) -> list[LintResult]:
        return [self.lint(request) for _, request in batch]

    def redo(self, batch: _Batch) -> list[LintResult]:
        return self.do(batch)


def _numbered(requests: Iterable[Request | tuple[Any, Request]] | Mapping[Any, Request]) -> Iterator[tuple[Any, Request]]:
    if isinstance(requests, Mapping):
        yield from requests.items()
        return
    for number, each in enumerate(requests):
        yield each if isinstance(each, tuple) else (number, each)
