"""The recipes of ``docs/data.md``, run as they stand there: each finds what the command line finds, row by row.

``python -m tests.engines --rows 2000 spark ray``; without names, all engines that are installed. It is no part of the tests that pytest runs.
"""

import argparse
import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from pyarrow import dataset, parquet

from tests.engines import prompts

PAGE = Path(__file__).parents[2] / "docs" / "data.md"
RECIPE = re.compile(r"^<!-- recipe: (\w+) -->\n```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MODULES = {"spark": "pyspark"}
FIELDS = ("rule", "severity", "message", "help", "pointer", "profile")

Finding = tuple[object, ...]


def recipes() -> dict[str, str]:
    """Return the programs of the page by their names."""
    return dict(RECIPE.findall(PAGE.read_text("utf-8")))


def by_command_line(folder: Path) -> Counter[Finding]:
    """Return what ``seedance-lint check`` finds in the table."""
    command = [sys.executable, "-m", "seedance_lint", "check", "prompts.parquet", "--output-format", "jsonl", "-o", "findings.jsonl", "-q"]
    code = subprocess.run(command, cwd=folder, check=False).returncode
    assert code == 1, code
    texts = parquet.read_table(folder / "prompts.parquet", columns=["prompt"]).column(0).to_pylist()
    found: Counter[Finding] = Counter()
    with (folder / "findings.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["type"] == "diagnostic":
                cell = record["cell"]
                place = (cell["start"], cell["end"]) if cell["start"] is not None else (0, len(texts[cell["row"] - 1] or ""))
                found[_finding(cell["row"], place, record)] += 1
            else:
                assert record["type"] == "summary", record
    return found


def by_engine(code: str, folder: Path) -> Counter[Finding]:
    """Return what a recipe writes."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])  # as in an environment that is activated
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"the recipe failed:\n{done.stdout}\n{done.stderr}")
    source = folder / "findings" if (folder / "findings").exists() else folder / "findings.parquet"
    found: Counter[Finding] = Counter()
    for batch in dataset.dataset(source, format="parquet").to_batches():
        for row in batch.to_pylist():
            found[_finding(row["id"], (row["start"], row["end"]), row)] += 1
    return found


def _finding(number: int, place: tuple[object, object], record: dict[str, Any]) -> Finding:
    """Return what is compared; of a finding about a file a batch tells the tag that uses it, and a report the file."""
    return (number, *(place if record["pointer"] == "/prompt" else ()), *(record[name] for name in FIELDS))


def _pace(rows: int, seconds: float) -> str:
    """Say how long a run took, its start included."""
    return f"{seconds:.0f} s, {rows / seconds:,.0f} rows a second"


def main() -> None:
    """Run the recipes that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("engines", nargs="*", help="names of recipes")
    parser.add_argument("--rows", type=int, default=2_000)
    options = parser.parse_args()
    known = recipes()
    names = options.engines or [name for name in known if importlib.util.find_spec(MODULES.get(name, name))]
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        prompts.write(home / "prompts.parquet", options.rows)
        start = time.monotonic()
        expected = by_command_line(home)
        took = time.monotonic() - start
        print(f"command line: {expected.total():,} findings in {options.rows:,} rows, {_pace(options.rows, took)}", flush=True)
        assert len({finding[-len(FIELDS)] for finding in expected}) > 5
        for engine in names:
            folder = home / engine
            folder.mkdir()
            (folder / "prompts.parquet").symlink_to(home / "prompts.parquet")
            start = time.monotonic()
            found = by_engine(known[engine], folder)
            took = time.monotonic() - start
            if found != expected:
                more, less = found - expected, expected - found
                sys.exit(f"{engine}: {more.total()} findings too many, {less.total()} too few, such as {[*more][:2]} and {[*less][:2]}")
            print(f"{engine}: the same {found.total():,} findings, {_pace(options.rows, took)}", flush=True)


if __name__ == "__main__":
    main()
