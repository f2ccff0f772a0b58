"""How many prompts a second: a loop over plain requests, batches of Arrow, several processes, Spark and Ray; and the memory that a large table takes.

``python -m tests.benchmarks.data`` prints a table of speeds; Spark and Ray are in it where they are installed. ``--memory GB`` makes and checks a
Parquet file of that size instead. What counts is the ratios of one run: machines differ, and so do the moments of one.

Each way runs in a process of its own, which is started, and has seen every prompt once, before the clock runs; all ways take turns.
The CPU seconds are those of the process and all that it started, so that they are right on a busy machine, too.
"""

import argparse
import importlib.util
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import dataset, parquet

import seedance_lint
from seedance_lint.data import check_batch, findings_schema
from tests.engines import prompts

COLUMNS = {"image_urls": "image_urls", "audio_urls": "audio_urls", "parameters": ["duration"], "keep": ["id"]}
BATCH = 2_000
PARTITIONS = 48  # so that the last one to end is a small share of all
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100

Way = Callable[[], object]


def bodies(folder: Path) -> list[dict[str, Any]]:
    """Return the rows that have a prompt as plain requests."""
    rows = dataset.dataset(folder).to_table().to_pylist()
    return [{name: value for name, value in row.items() if name != "id"} for row in rows if row["prompt"] is not None]


def loop(folder: Path, workers: int) -> Iterator[Way]:
    """Lint one request after the other; as one of two workers, every second one."""
    requests = bodies(folder)[::workers]

    def run() -> None:
        for body in requests:
            seedance_lint.lint_request(body)

    yield run


def batches(folder: Path, workers: int) -> Iterator[Way]:
    """Lint batches of Arrow."""
    made = dataset.dataset(folder).to_table().combine_chunks().to_batches(max_chunksize=BATCH)

    def run() -> None:
        for batch in made:
            check_batch(batch, **COLUMNS)

    yield run


def many(folder: Path, workers: int) -> Iterator[Way]:
    """Lint with several processes, whose results come back as objects."""
    requests = bodies(folder)

    def run() -> None:
        for _ in seedance_lint.lint_many(requests, jobs=workers):
            pass

    yield run


def spark(folder: Path, workers: int) -> Iterator[Way]:
    """Lint with ``mapInArrow`` in so many workers of a session; the findings go nowhere."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    from pyspark.sql import SparkSession
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

    def check(given: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in given:
            yield check_batch(batch, **COLUMNS)

    builder = SparkSession.builder.master(f"local[{workers}]").config("spark.sql.execution.arrow.maxRecordsPerBatch", BATCH)
    session = builder.config("spark.ui.enabled", "false").getOrCreate()
    rows = session.read.parquet(str(folder)).repartition(PARTITIONS)
    schema = from_arrow_schema(findings_schema(to_arrow_schema(rows.schema), ["id"]))
    found = rows.mapInArrow(check, schema)
    yield lambda: found.write.format("noop").mode("overwrite").save()
    session.stop()


def ray(folder: Path, workers: int) -> Iterator[Way]:
    """Lint with ``map_batches`` in so many workers; the findings stay in the store."""
    import ray

    ray.init(num_cpus=workers, include_dashboard=False)
    rows = ray.data.read_parquet(str(folder)).repartition(PARTITIONS).materialize()
    found = rows.map_batches(check_batch, batch_format="pyarrow", batch_size=BATCH, fn_kwargs=COLUMNS)
    yield found.materialize
    ray.shutdown()


WAYS: dict[str, tuple[Callable[[Path, int], Iterator[Way]], tuple[int, ...]]] = {
    "plain loop": (loop, (1,)),
    "two plain loops": (loop, (2,)),
    "check_batch": (batches, (1,)),
    "lint_many": (many, (1, 2)),
    "Spark": (spark, (1, 2)),
    "Ray": (ray, (1, 2)),
}
NEEDED = {"Spark": "pyspark", "Ray": "ray"}


def _serve(make: Callable[[Path, int], Iterator[Way]], folder: Path, workers: int, connection: Any, *, quiet: bool) -> None:
    """Get ready, then run whenever asked; tell how long each run took."""
    if quiet:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
    ways = make(folder, workers)
    run = next(ways)
    run()
    connection.send(None)
    while connection.recv():
        start = time.perf_counter()
        run()
        connection.send(time.perf_counter() - start)
    for _ in ways:
        pass


class _Way:
    """A way with its workers, ready to run."""

    def __init__(self, name: str, workers: int, folder: Path, *, quiet: bool) -> None:
        self.name, self.workers = name, workers
        make = WAYS[name][0]
        self._served = [self._start(make, folder, workers, quiet=quiet) for _ in range(workers if make is loop else 1)]
        for _, connection in self._served:
            connection.recv()
        self.best = self.cpu = float("inf")

    @staticmethod
    def _start(make: Callable[[Path, int], Iterator[Way]], folder: Path, workers: int, *, quiet: bool) -> Any:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(make, folder, workers, theirs), kwargs={"quiet": quiet})
        process.start()
        theirs.close()
        return process, ours

    def run(self) -> None:
        """Run once; keep the best."""
        before = sum(_cpu_of(process.pid) for process, _ in self._served)
        for _, connection in self._served:
            connection.send(True)
        took = max(connection.recv() for _, connection in self._served)
        self.best = min(self.best, took)
        self.cpu = min(self.cpu, sum(_cpu_of(process.pid) for process, _ in self._served) - before)

    def stop(self) -> None:
        """End the processes."""
        for process, connection in self._served:
            connection.send(False)
            process.join()


def _cpu_of(process: int) -> float:
    """Return the CPU seconds of a process and of all that it started, where the system tells (Linux)."""
    stats: dict[int, tuple[int, float]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:  # gone
            continue
        stats[int(path.parent.name)] = (int(fields[1]), sum(map(int, fields[11:15])) / TICKS)
    family = {process}
    while more := {child for child, (parent, _) in stats.items() if parent in family} - family:
        family |= more
    return sum(stats[each][1] for each in family if each in stats)


@contextmanager
def _ready(names: list[str], folder: Path, *, quiet: bool) -> Iterator[list[_Way]]:
    """Start ways one after the other."""
    ways: list[_Way] = []
    try:
        for name in names:
            for workers in WAYS[name][1]:
                print(f"starting {name}, {workers}", file=sys.stderr, flush=True)
                ways.append(_Way(name, workers, folder, quiet=quiet))
        yield ways
    finally:
        for way in ways:
            way.stop()


def speed(rows: int, names: list[str], rounds: int, *, quiet: bool = True) -> None:
    """Print prompts a second."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table = pa.Table.from_pylist(prompts.rows(1, rows), schema=prompts.SCHEMA)
        for part in range(PARTITIONS):
            parquet.write_table(table.slice(part * rows // PARTITIONS, -(-rows // PARTITIONS)), folder / f"{part:02}.parquet")
        count = len(bodies(folder))
        with _ready(names, folder, quiet=quiet) as ways:
            for number in range(rounds):
                print(f"round {number + 1}", file=sys.stderr, flush=True)
                for way in ways:
                    way.run()
        one = ways[0]
        alone = {way.name: way.best for way in ways if way.workers == 1}
        alone["two plain loops"] = one.best
        print(f"{count:,} prompts, the best of {rounds} rounds")
        print(f"{'':16}{'workers':>8}{'a second':>10}{'per worker':>12}{'× one':>8}{'per CPU second':>16}")
        for way in ways:
            share = one.best / way.best / way.workers
            times = f"{alone[way.name] / way.best:.2f}" if way.workers > 1 else ""
            print(
                f"{way.name:16}{way.workers:8}{count / way.best:10,.0f}{share:11.2f}×{times:>8}{count / way.cpu:10,.0f} {one.cpu / way.cpu:4.2f}×"
            )


def memory(gigabytes: float) -> None:
    """Print the largest extent of a run over a Parquet file of so many gigabytes, and over one of a tenth."""
    with tempfile.TemporaryDirectory() as name:
        for size in (gigabytes / 10, gigabytes):
            path = Path(name) / "prompts.parquet"
            with parquet.ParquetWriter(path, pa.schema([*prompts.SCHEMA, pa.field("notes", pa.string())]), compression="none") as writer:
                first = 1
                while not path.exists() or path.stat().st_size < size * 1e9:
                    rows = [{**row, "notes": os.urandom(25_000).hex()} for row in prompts.rows(first, 200)]
                    writer.write_table(pa.Table.from_pylist(rows, schema=writer.schema))
                    first += 200
            command = [sys.executable, "-m", "seedance_lint", "check", str(path), "-q", "--output-format", "concise", "--jobs", "1"]
            start = time.monotonic()
            subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
            took = time.monotonic() - start
            print(f"{path.stat().st_size / 1e9:.2f} GB, {first - 1:,} rows: {peak} MiB at most, {took:.0f} s", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("ways", nargs="*", metavar="WAY", help=f"some of: {', '.join(WAYS)}")
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", type=float, metavar="GB")
    parser.add_argument("--verbose", action="store_true", help="show what Spark and Ray print")
    options = parser.parse_args()
    if options.memory:
        memory(options.memory)
    else:
        wanted = [name for name in WAYS if name == "plain loop" or name in options.ways or not options.ways]
        here = [name for name in wanted if name not in NEEDED or importlib.util.find_spec(NEEDED[name])]
        speed(options.rows, here, options.rounds, quiet=not options.verbose)
