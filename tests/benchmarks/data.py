"""How many prompts a second: a loop over plain requests, batches of Arrow, several processes; and the memory that a large Parquet file takes.

``python -m tests.benchmarks.data --rows 20000``; with ``--memory GB`` a Parquet file of that size is made and checked instead. What counts is the
ratios of one run: machines differ, and so do the moments of one.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

import seedance_lint
from seedance_lint.data import check_batch
from tests.engines import prompts

COLUMNS = {"image_urls": "image_urls", "audio_urls": "audio_urls", "parameters": ["duration"], "keep": ["id"]}


def speed(rows: int) -> None:
    """Print prompts a second."""
    table = pa.Table.from_pylist(prompts.rows(1, rows), schema=prompts.SCHEMA)
    bodies = [{name: value for name, value in row.items() if name != "id"} for row in table.to_pylist() if row["prompt"] is not None]
    batches = table.to_batches(max_chunksize=2_000)
    ways: dict[str, Callable[[], object]] = {
        "loop": lambda: [seedance_lint.lint_request(body) for body in bodies],
        "check_batch": lambda: [check_batch(batch, **COLUMNS) for batch in batches],
        "lint_many, one process": lambda: list(seedance_lint.lint_many(bodies)),
        "lint_many, two processes": lambda: list(seedance_lint.lint_many(bodies, jobs=2)),
    }
    best = dict.fromkeys(ways, float("inf"))
    for _ in range(3):
        for name, way in ways.items():
            start = time.perf_counter()
            way()
            best[name] = min(best[name], time.perf_counter() - start)
    for name, took in best.items():
        print(f"{name}: {len(bodies) / took:,.0f} prompts a second, {best['loop'] / took:.2f} of the loop", flush=True)


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
            subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
            print(f"{path.stat().st_size / 1e9:.2f} GB, {first - 1:,} rows: {peak} MiB at most", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--memory", type=float, metavar="GB")
    options = parser.parse_args()
    if options.memory:
        memory(options.memory)
    else:
        speed(options.rows)
