"""Several processes for one run. Results come back in the order of the tasks, whatever process did them."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, TypeAlias

from seedance_lint.config.configuration import Configuration
from seedance_lint.linter.result import DocumentResult, Failure
from seedance_lint.linter.workshop import Finish, Task, Workshop
from seedance_lint.records import NamedTuple

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from types import FrameType

    from seedance_lint.linter.rewrite import Fixing

_FILES_A_BATCH = 16
_BATCHES_AHEAD = 4
"""How many batches a process are on their way, done or not, before the first of them has to be done: memory stays flat."""

_DIED = (
    "the process that linted this file, or one behind it, was killed or ran out of memory; it was linted again, so no finding is missing"
)

_STOPS = (signal.SIGINT, signal.SIGTERM)

_Batch = tuple[Task, ...]


_Connection: TypeAlias = "Connection[Any, Any]"


class _Worker(NamedTuple):
    process: "BaseProcess"
    connection: _Connection


def lint_in_pool(
    tasks: Iterator[Task], workshop: Workshop, jobs: int, finish: Finish | None = None
) -> Iterator[tuple[Task, DocumentResult]]:
    """Yield each task with its result, in order.

    Each process has one batch at a time and a connection of its own: no thread, no lock, and nothing to wait for when one of them dies. What
    it had is done again here then, and a failure says so.
    """
    crew = _Crew(workshop, jobs, finish)
    batches = enumerate(_batches(tasks))
    given: dict[int, _Batch] = {}
    done: dict[int, list[DocumentResult]] = {}
    try:
        while True:
            while crew.idle and len(given) < jobs * _BATCHES_AHEAD and (numbered := next(batches, None)) is not None:
                number, given[number] = numbered
                crew.give(number, given[number])
            while (number := next(iter(given), -1)) in done:
                yield from zip(given.pop(number), done.pop(number), strict=True)
            if not crew.busy:
                break
            for number, results in crew.collect():
                done[number] = results if results is not None else _done_again(given[number], workshop)
        for _, batch in batches:  # nothing, unless all processes died
            yield from ((task, workshop.lint(task)) for task in batch)
    finally:
        crew.dismiss()


class _Crew:
    """The processes: those that wait for work, and those that have some, by their connections."""

    def __init__(self, workshop: Workshop, jobs: int, finish: Finish | None) -> None:
        self.idle: list[_Worker] = []
        self.busy: dict[_Connection, tuple[_Worker, int]] = {}
        context: Any = get_context("fork" if sys.platform == "linux" else "spawn")
        for _ in range(jobs):
            ours, theirs = context.Pipe()
            # A forked process has our ends of all connections, too: it closes them, so that each ends when this process does.
            inherited = [*(worker.connection for worker in self.idle), ours] if sys.platform == "linux" else []
            process = context.Process(target=_work, args=(theirs, inherited, workshop.configuration, workshop.fixing, finish), daemon=True)
            with _signals_held(), _no_imports_from_here():
                process.start()
            theirs.close()
            self.idle.append(_Worker(process, ours))

    def give(self, number: int, batch: _Batch) -> None:
        """Send a batch to a process that waits for work."""
        worker = self.idle.pop()
        self.busy[worker.connection] = (worker, number)
        with suppress(OSError):  # it died: collecting will tell
            worker.connection.send(batch)

    def collect(self) -> Iterator[tuple[int, list[DocumentResult] | None]]:
        """Wait for processes that are done; yield the number of the batch and its results, None from a process that died."""
        ready = set(wait(list(self.busy)))
        for connection in [each for each in self.busy if each in ready]:
            worker, number = self.busy.pop(connection)
            try:
                answer = worker.connection.recv()
            except (EOFError, OSError):
                worker.connection.close()
                worker.process.join()
                yield number, None
                continue
            if isinstance(answer, Exception):
                raise answer
            self.idle.append(worker)
            yield number, answer

    def dismiss(self) -> None:
        """End all processes."""
        workers = [*self.idle, *(worker for worker, _ in self.busy.values())]
        for worker in workers:
            worker.connection.close()
            worker.process.terminate()
        for worker in workers:
            worker.process.join()


def _batches(tasks: Iterator[Task]) -> Iterator[_Batch]:
    """Yield the tasks in groups that are worth sending: small files together, parts of a large one alone."""
    batch: list[Task] = []
    for task in tasks:
        batch.append(task)
        if task.part is not None or len(batch) == _FILES_A_BATCH:
            yield tuple(batch)
            batch.clear()
    if batch:
        yield tuple(batch)


def _done_again(batch: _Batch, workshop: Workshop) -> list[DocumentResult]:
    """Do what a process that died had."""
    first, *others = [workshop.lint(task) for task in batch]
    return [first._replace(failures=(*first.failures, Failure(batch[0].path, _DIED))), *others]


def _work(
    connection: "_Connection",
    inherited: list["_Connection"],
    configuration: Configuration,
    fixing: "Fixing | None",
    finish: Finish | None,
) -> None:
    """Answer batches with results until the first process closes the connection, or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process decides when to stop
    signal.signal(signal.SIGTERM, _leave)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)
    for each in inherited:
        each.close()
    workshop = Workshop(configuration, fixing)
    with suppress(EOFError, OSError):
        while True:
            batch = connection.recv()
            try:
                results = [workshop.lint(task) for task in batch]
                answer: list[DocumentResult] | Exception = results if finish is None else [finish(result) for result in results]
            except Exception as error:  # settings that cannot be put to work: the first process tells
                answer = error
            connection.send(answer)


def _leave(number: int, frame: "FrameType | None") -> None:  # noqa: ARG001 - signal handlers take both
    raise SystemExit  # and not just gone: a file that is being written is to be tidied up


@contextmanager
def _signals_held() -> Iterator[None]:
    """Hold signals back while a process starts: it would take them for the first one."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _no_imports_from_here() -> Iterator[None]:
    """Keep the working directory off the path of a Python that is started anew: a linted tree may have modules."""
    before = os.environ.get("PYTHONSAFEPATH")
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYTHONSAFEPATH"]
        else:
            os.environ["PYTHONSAFEPATH"] = before
