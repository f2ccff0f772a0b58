"""Several processes for one run. Results come back in the order of the tasks, whatever process did them."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import wait

from seedance_lint.annotations import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeVar
from seedance_lint.config.configuration import Configuration
from seedance_lint.linter.held import STOPS, signals_held
from seedance_lint.linter.result import DocumentResult, Failure
from seedance_lint.linter.workshop import Finish, Task, Workshop
from seedance_lint.plugins import keep_output_apart
from seedance_lint.records import NamedTuple

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from types import FrameType

    from seedance_lint.linter.rewrite import Fixing

_FILES_A_BATCH = 16
_BATCHES_AHEAD = 4
"""How many batches a process are on their way, done or not, before the first of them has to be done: memory stays flat."""

_MOST_ON_WINDOWS = 60
"""Processes; the system waits for 63 at a time, at most."""

_DIED = "the process that linted this file was killed or ran out of memory; the file was linted again, so no finding is missing"

_Connection: TypeAlias = "Connection[Any, Any]"
_Batch_contra = TypeVar("_Batch_contra", contravariant=True)
_Answer_co = TypeVar("_Answer_co", covariant=True)


class Work(Protocol[_Batch_contra, _Answer_co]):
    """What a process does with each batch that it gets. It is sent to the process once, so it can be pickled."""

    def do(self, batch: _Batch_contra) -> _Answer_co:
        """Do one batch."""

    def redo(self, batch: _Batch_contra) -> _Answer_co:
        """Do a batch, in the first process, that another one died of."""


class _FileWork:
    """Lints the files, or parts of files, of a batch."""

    def __init__(self, configuration: Configuration, fixing: "Fixing | None", finish: Finish | None) -> None:
        self._workshop = Workshop(configuration, fixing)
        self._finish = finish

    def __reduce__(self) -> tuple[Any, ...]:
        return (_FileWork, (self._workshop.configuration, self._workshop.fixing, self._finish))

    def do(self, batch: tuple[Task, ...]) -> list[DocumentResult]:
        results = [self._workshop.lint(task) for task in batch]
        return results if self._finish is None else [self._finish(result) for result in results]

    def redo(self, batch: tuple[Task, ...]) -> list[DocumentResult]:
        first, *others = [self._workshop.lint(task) for task in batch]
        return [first._replace(failures=(*first.failures, Failure(batch[0].path, _DIED))), *others]


def lint_in_pool(
    tasks: Iterator[Task], workshop: Workshop, jobs: int, finish: Finish | None = None
) -> Iterator[tuple[Task, DocumentResult]]:
    """Yield each task with its result, in order."""
    for batch, results in answered(_batches(tasks), _FileWork(workshop.configuration, workshop.fixing, finish), jobs):
        yield from zip(batch, results, strict=True)


_B = TypeVar("_B")
_A = TypeVar("_A")


def answered(batches: Iterator[_B], work: Work[_B, _A], jobs: int) -> Iterator[tuple[_B, _A]]:
    """Yield each batch with its answer, in order.

    Each process has one batch at a time and a connection of its own: no thread, no lock, and nothing to wait for when one of them dies. What
    it had is done again here then.
    """
    crew = _Crew(work, jobs)
    numbered = enumerate(batches)
    given: dict[int, _B] = {}
    done: dict[int, _A] = {}
    try:
        while True:
            while crew.idle and len(given) < jobs * _BATCHES_AHEAD and (following := next(numbered, None)) is not None:
                number, given[number] = following
                crew.give(number, given[number])
            while (number := next(iter(given), -1)) in done:
                yield given.pop(number), done.pop(number)
            if not crew.busy:
                break
            for number, answer in crew.collect():
                done[number] = work.redo(given[number]) if isinstance(answer, _Died) else answer
        for _, batch in numbered:  # nothing, unless all processes died
            yield batch, work.do(batch)
    finally:
        crew.dismiss()


class _Worker(NamedTuple):
    process: "BaseProcess"
    connection: _Connection


class _Died:
    """In place of an answer: the process was killed, or ran out of memory."""


class _Crew:
    """The processes: those that wait for work, and those that have some, by their connections."""

    def __init__(self, work: Work[Any, Any], jobs: int) -> None:
        self.idle: list[_Worker] = []
        self.busy: dict[_Connection, tuple[_Worker, int]] = {}
        context: Any = get_context("fork" if sys.platform == "linux" else "spawn")
        for _ in range(min(jobs, _MOST_ON_WINDOWS) if sys.platform == "win32" else jobs):
            ours, theirs = context.Pipe()
            # A forked process has our ends of all connections, too: it closes them, so that each ends when this process does.
            inherited = [*(worker.connection for worker in self.idle), ours] if sys.platform == "linux" else []
            process = context.Process(target=_answer, args=(theirs, inherited, work), daemon=True)
            with signals_held(), _no_imports_from_here():  # a signal while it starts would be taken for the first process's
                process.start()
            theirs.close()
            self.idle.append(_Worker(process, ours))

    def give(self, number: int, batch: object) -> None:
        """Send a batch to a process that waits for work."""
        worker = self.idle.pop()
        self.busy[worker.connection] = (worker, number)
        with suppress(OSError):  # it died: collecting will tell
            worker.connection.send(batch)

    def collect(self) -> Iterator[tuple[int, Any]]:
        """Wait for processes that are done; yield the number of the batch and its answer, ``_Died`` from a process that did."""
        ready = set(wait(list(self.busy)))
        for connection in [each for each in self.busy if each in ready]:
            worker, number = self.busy.pop(connection)
            try:
                answer = worker.connection.recv()
            except (EOFError, OSError):
                worker.connection.close()
                worker.process.join()
                yield number, _Died()
                continue
            if isinstance(answer, BaseException):
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


def _batches(tasks: Iterator[Task]) -> Iterator[tuple[Task, ...]]:
    """Yield the tasks in groups that are worth sending: small files together, parts of a large one alone."""
    batch: list[Task] = []
    for task in tasks:
        batch.append(task)
        if task.part is not None or len(batch) == _FILES_A_BATCH:
            yield tuple(batch)
            batch.clear()
    if batch:
        yield tuple(batch)


def _answer(connection: "_Connection", inherited: list["_Connection"], work: Work[Any, Any]) -> None:
    """Answer batches until the first process closes the connection, or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process decides when to stop
    signal.signal(signal.SIGTERM, _leave)
    sys.unraisablehook = _unheard
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
    for each in inherited:
        each.close()
    keep_output_apart()
    with suppress(EOFError, OSError):
        while True:
            batch = connection.recv()
            try:
                answer = work.do(batch)
            except (Exception, KeyboardInterrupt) as error:
                # Settings that cannot be put to work, or a plugin that interrupts (signals do not, here): the first process tells.
                answer = error
            connection.send(answer)


def _leave(number: int, frame: "FrameType | None") -> None:  # noqa: ARG001 - signal handlers take both
    raise SystemExit  # and not just gone: a file that is being written is to be tidied up


def _unheard(told: "sys.UnraisableHookArgs") -> None:
    """Say nothing of an end that came while an object was taken away, which hears of no exception: the batch is done, and then it is over."""
    if not isinstance(told.exc_value, SystemExit):
        sys.__unraisablehook__(told)


@contextmanager
def _no_imports_from_here() -> Iterator[None]:
    """Keep the working directory off the path of a Python that is started again: a linted tree may have modules."""
    before = os.environ.get("PYTHONSAFEPATH")
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYTHONSAFEPATH"]
        else:
            os.environ["PYTHONSAFEPATH"] = before
