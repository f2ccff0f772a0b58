"""Lints many inputs, in one process or in several, and gives the results back in the order of the inputs."""

import gc
import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager

from seedance_lint.annotations import TYPE_CHECKING, BinaryIO
from seedance_lint.config.configuration import Configuration
from seedance_lint.hosts import host_for
from seedance_lint.hosts.located import HostFailure
from seedance_lint.linter.read import ReadFailure, open_file, read_document, read_parts
from seedance_lint.linter.result import DocumentResult, Failure, Summary
from seedance_lint.linter.workshop import NO_TEXT, Finish, Task, Workshop
from seedance_lint.records import NamedTuple
from seedance_lint.source.document import SourceDocument

Advance = Callable[[int], object]
"""Called with the number of further bytes of input that are done."""

_POOL_BYTES = 600 * 1024
"""From so much input on (some 500 prompts) a second process saves more than it costs to start."""

_COLLECTIONS = (10_000, 50, 100_000)
"""Objects made until the youngest are looked at; of such looks, how many until the next older ones are."""

if TYPE_CHECKING:
    from seedance_lint.linter.rewrite import Fixing


class Input(NamedTuple):
    """Something to lint: a file by its path, or an open stream (standard input) and the path to call it by.

    ``walked`` says that a folder held the file, and nobody named it.
    """

    path: str
    stream: BinaryIO | None = None
    walked: bool = False


def lint_inputs(
    inputs: Sequence[Input | Failure],
    configuration: Configuration,
    jobs: int | None = None,
    advance: Advance = int,
    fixing: "Fixing | None" = None,
    finish: Finish | None = None,
) -> Generator[DocumentResult, None, None]:
    """Yield the results of the inputs, in their order; ``jobs`` is the number of processes, None for as many as pay off.

    A file with one value per line gives several results, one after the other. ``finish`` is done to a result where other processes lint,
    before it comes from there.

    Raises:
        UnknownRule, UnknownProfile, PluginFailure: the configuration cannot be put to work.
    """
    workshop = Workshop(configuration, fixing)
    jobs = _fitting_jobs(inputs) if jobs is None else jobs
    if jobs > 1:
        from seedance_lint.linter.pool import lint_in_pool

        done = lint_in_pool(tasks_of(inputs, configuration, in_parts=fixing is None), workshop, jobs, finish)
    else:
        done = ((task, workshop.lint(task)) for task in tasks_of(inputs, configuration, in_parts=fixing is None))
    seen = 0
    with _few_collections():
        for task, found in done:
            result = found
            if task.part is not None:
                seen += result.summary.prompts + result.summary.skipped + result.summary.unread + len(result.failures)
            elif task.end:
                result = DocumentResult(task.path, (), (), Summary(files=1, without_prompt=int(not seen)))
                seen = 0
            yield result
            advance(task.size)


@contextmanager
def _few_collections() -> Iterator[None]:
    """Let Python look for circular garbage now and then only: linting makes next to none, and a look at all findings so far takes long."""
    before = gc.get_threshold()
    gc.set_threshold(*_COLLECTIONS)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def tasks_of(inputs: Iterable[Input | Failure], configuration: Configuration, *, in_parts: bool = True) -> Iterator[Task]:
    """Yield what is to be done; whole files are read where they are linted, everything else here.

    ``in_parts`` is whether large files with one value per line are read part by part.
    """
    for each in inputs:
        if isinstance(each, Failure):
            yield Task(each.path, each)
            continue
        path, stream, walked = each
        host = host_for(path)
        table = getattr(host, "parts", None)
        by_line = in_parts and getattr(host, "BY_LINE", False)
        if stream is None and not by_line and table is None:
            yield Task(path, walked=walked)
            continue
        limit = configuration.settings_for(path).max_file_bytes
        try:
            opened = stream if stream is not None else open_file(path)
            if table is None:
                yield from _parts(path, opened, limit, by_line=by_line)
            else:
                yield from _table(path, opened, table(path, opened, limit), in_parts=in_parts)
        except ReadFailure as failure:
            yield Task(path, Failure(path, failure.message, failure.line))
        yield Task(path, end=True)


def _parts(path: str, stream: BinaryIO, limit: int, *, by_line: bool) -> Iterator[Task]:
    with stream:
        if not by_line:
            yield Task(path, read_document(path, stream, limit))
            return
        for part, size in read_parts(path, stream, limit):
            yield Task(path, part, size)


def _table(path: str, stream: BinaryIO, parts: Iterator[tuple[SourceDocument | HostFailure, int]], *, in_parts: bool) -> Iterator[Task]:
    with stream:
        if not in_parts:
            yield Task(path, Failure(path, NO_TEXT))
            return
        for part, size in parts:
            yield Task(path, Failure(path, part.message) if isinstance(part, HostFailure) else part, size)


def size_of(each: Input | Failure) -> int:
    """Return the bytes of an input, 0 if they are not known."""
    try:
        return os.stat(each.path).st_size if isinstance(each, Input) and each.stream is None else 0
    except (OSError, ValueError):
        return 0


def _fitting_jobs(inputs: Iterable[Input | Failure]) -> int:
    total = 0
    for each in inputs:
        total += size_of(each)
        if total > _POOL_BYTES:
            return processors()
    return 1


def processors() -> int:
    """Return how many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1
