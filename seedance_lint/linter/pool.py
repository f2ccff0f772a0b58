"""Several processes for one run. Results come back in the order of the tasks, whatever process did them."""

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from seedance_lint.config.configuration import Configuration
from seedance_lint.linter.result import DocumentResult, Failure
from seedance_lint.linter.rewrite import Fixing
from seedance_lint.linter.workshop import Task, Workshop

_FILES_A_BATCH = 16
_BATCHES_AHEAD = 4
"""How many batches a process are read ahead, so that memory stays flat and no process waits."""

_DIED = "a process that linted this file, or one behind it, was killed or ran out of memory; all it had was linted again, so no finding is missing"

_workshop: Workshop | None = None

_Batch = tuple[Task, ...]


def lint_in_pool(tasks: Iterator[Task], workshop: Workshop, jobs: int) -> Iterator[tuple[Task, DocumentResult]]:
    """Yield each task with its result, in order.

    Where a process dies, what it was given is done again here, and a failure says so.
    """
    others = set(multiprocessing.active_children())
    method = "fork" if sys.platform == "linux" else "spawn"
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context(method), _start_worker, (workshop.configuration, workshop.fixing))
    batches = _batches(tasks)
    pending: deque[tuple[_Batch, Future[list[DocumentResult]] | None]] = deque()
    died = False
    try:
        while True:
            while len(pending) < jobs * _BATCHES_AHEAD and (batch := next(batches, None)):
                pending.append((batch, _submit(pool, batch)))
            if not pending:
                break
            batch, future = pending.popleft()
            results = _results(future)
            if results is None:
                results = [workshop.lint(task) for task in batch]
                if not died:
                    died = True
                    results[0] = results[0]._replace(failures=(*results[0].failures, Failure(batch[0].path, _DIED)))
            yield from zip(batch, results, strict=True)
        pool.shutdown()
    finally:  # a no-op behind the line above
        pool.shutdown(wait=False, cancel_futures=True)
        for process in set(multiprocessing.active_children()) - others:
            process.terminate()


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


def _submit(pool: ProcessPoolExecutor, batch: _Batch) -> "Future[list[DocumentResult]] | None":
    try:
        return pool.submit(_work, batch)
    except BrokenProcessPool:
        return None


def _results(future: "Future[list[DocumentResult]] | None") -> list[DocumentResult] | None:
    try:
        return None if future is None else future.result()
    except BrokenProcessPool:
        return None


def _start_worker(configuration: Configuration, fixing: Fixing | None) -> None:
    global _workshop  # noqa: PLW0603 - what a process works with for its whole life
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process decides when to stop
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_stop_with_parent, daemon=True).start()
    _workshop = Workshop(configuration, fixing)


def _stop_with_parent() -> None:
    """End this process when the first one is gone, even if it was killed and could not say so."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(batch: _Batch) -> list[DocumentResult]:
    assert _workshop is not None
    return [_workshop.lint(task) for task in batch]
