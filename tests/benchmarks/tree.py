"""Time and memory of `check` on a tree of 2,000 files of all kinds, with one process and with two.

usage: python -m tests.benchmarks.tree [FILES] [PROGRAM]
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.linter.mixed_tree import make


def main(count: int = 2000, program: str = "") -> None:
    program = program or shutil.which("seedance-lint") or str(Path(sys.executable).with_name("seedance-lint"))
    with tempfile.TemporaryDirectory() as folder:
        tree = make(Path(folder, "tree"), count)
        for form in ("full", "json", "sarif"):
            for jobs in ("1", "2"):
                with Path(folder, "out").open("w+b") as out:
                    start = time.perf_counter()
                    process = subprocess.Popen(
                        [program, "check", "--jobs", jobs, "--output-format", form, "."], cwd=tree.folder, stdout=out, stderr=out
                    )
                    _, status, usage = os.wait4(process.pid, 0)
                    process.returncode = os.waitstatus_to_exitcode(status)
                    took = time.perf_counter() - start
                    out.seek(0)
                    digest = hashlib.sha256(out.read()).hexdigest()[:12]
                processor = usage.ru_utime + usage.ru_stime
                peak = usage.ru_maxrss // 1024
                print(
                    f"{len(tree.files)} files, {form:5}, {jobs} job(s): {took:5.2f} s, {processor:5.2f} s of processors, {peak} MiB, output {digest}"
                )


if __name__ == "__main__":
    main(*(int(argument) if argument.isdigit() else argument for argument in sys.argv[1:]))
