"""Four times the file is four times the work, whatever it is made of, for every kind of file."""

import subprocess
import sys
from time import process_time

import pytest

from seedance_lint.config import Settings
from seedance_lint.hosts import host_for
from seedance_lint.linter.lint import Linter
from seedance_lint.profiles import load_profile
from seedance_lint.source import SourceDocument

from .hostile_files import FILES, IGNORE, UNITS
from .test_growth import MOST, steps

CASES = [(suffix, unit, lambda count, unit=unit: unit * count) for suffix, units in UNITS.items() for unit in units] + [
    (suffix, name, made) for suffix, files in FILES.items() for name, made in files.items()
]
TIMES = 50
LINTER = Linter(Settings(load_profile("seedance-2.0"), select=("ALL",)))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("suffix", "made"), [(suffix, made) for suffix, _, made in CASES], ids=[f"{suffix} {name!r}" for suffix, name, _ in CASES]
)
def test_steps(suffix, made):
    """Counted in lines of Python that run, and calls of functions written in C."""
    short, long = SourceDocument(f"x{suffix}", made(TIMES)), SourceDocument(f"x{suffix}", made(4 * TIMES))
    host = host_for(f"x{suffix}")
    LINTER.lint(long, host)  # what is done once is done
    assert steps(lambda: LINTER.lint(long, host)) / steps(lambda: LINTER.lint(short, host)) < MOST


class _Watched(str):
    """A text that knows how often the whole of it was looked through."""

    looked = 0

    def lower(self) -> str:
        self.looked += 1
        return super().lower()


@pytest.mark.parametrize(
    ("suffix", "piece"), [(".py", 'shots.append({"prompt": "an owl"})\n'), (".js", 'shots.push({ prompt: "an owl" });\n')]
)
def test_a_file_is_not_looked_through_for_each_of_its_requests(suffix, piece):
    text = _Watched(piece * 40)
    result = LINTER.lint(SourceDocument(f"x{suffix}", text), host_for(f"x{suffix}"))
    assert not result.diagnostics
    assert text.looked < 5


SIZE = 24_000
SECONDS = 3
"""Of a processor, for one file: four times what any takes, and less than what one takes that is looked through again and again."""


def lint_large(*suffixes):
    import resource

    for suffix, name, made in CASES:
        if suffix in suffixes:
            print(suffix, repr(name), flush=True)
            most = int(process_time()) + 1 + SECONDS
            resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))
            # Pieces end in a comment, for which readers look again; whole files have comments of their own.
            end = f"\n# {IGNORE}\n" if name in UNITS[suffix] else ""
            LINTER.lint(SourceDocument(f"x{suffix}", made(max(1, SIZE * 100 // len(made(100)))) + end), host_for(f"x{suffix}"))


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_what_libraries_do(part):
    """Regular expressions and parsers written in C take no steps that could be counted: a process that may not go on for ever does them."""
    code = f"from tests.trust.test_growing_files import lint_large; lint_large(*{[*UNITS][part::4]!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout.splitlines()[-1:]} {done.stderr[-500:]}"
