"""``python -m tests.fuzz [--minutes N] [TARGET…]``: random examples for as long as you like, new ones each time."""

import argparse
import os
import random
import sys
import time
import traceback
import warnings
from pathlib import Path

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis.errors import HypothesisWarning

from .targets import TARGETS

_ROUND = 40
_SHARES = {name: max(5, _ROUND * target.share // 100) for name, target in TARGETS.items()}


def _run(names: list[str], minutes: float, start: int) -> int:
    """Run the targets in turn; return how many of them fail. A failing one is told once, in its smallest form, and left out."""
    warnings.simplefilter("ignore", HypothesisWarning)
    end = time.monotonic() + minutes * 60
    counts = dict.fromkeys(names, 0)
    seconds = dict.fromkeys(names, 0.0)
    failed: list[str] = []
    number = start
    while time.monotonic() < end and len(failed) < len(names):
        for name in names:
            if name in failed or time.monotonic() >= end:
                continue
            number += 1
            began = time.monotonic()
            try:
                _examples(name, number, counts)
            except BaseException as error:
                if isinstance(error, KeyboardInterrupt):
                    end = 0
                    break
                failed.append(name)
                print(f"\n── {name} fails, with --seed {number}")
                traceback.print_exc(file=sys.stdout)
            seconds[name] += time.monotonic() - began
    print("\n  examples  minutes  target")
    for name in names:
        print(f"{counts[name]:>10}  {seconds[name] / 60:>7.1f}  {name}{'  FAILS' if name in failed else ''}")
    print(f"{sum(counts.values()):>10}  {sum(seconds.values()) / 60:>7.1f}  seeds {start + 1} to {number}")
    return len(failed)


def _examples(name: str, number: int, counts: dict[str, int]) -> None:
    target = TARGETS[name]

    def check(example: object) -> None:
        counts[name] += 1
        target.check(example)

    run = seed(number)(given(target.inputs)(check))
    settings(
        max_examples=_SHARES[name], deadline=None, database=None, derandomize=False, verbosity=Verbosity.normal, print_blob=False,
        suppress_health_check=list(HealthCheck), phases=[Phase.generate, Phase.shrink],
    )(run)()  # fmt: skip


def _atheris(name: str, minutes: float) -> None:
    """Let atheris choose the examples, by what of the program they reach."""
    import atheris

    with atheris.instrument_imports(include=["seedance_lint"]):
        for module in [module for module in sys.modules if module.startswith("seedance_lint")]:
            del sys.modules[module]
        for module in [module for module in sys.modules if module.startswith("tests.")]:
            del sys.modules[module]
        from tests.fuzz.targets import TARGETS as targets
    target = targets[name]
    run = settings(deadline=None, database=None, suppress_health_check=list(HealthCheck))(given(target.inputs)(target.check))
    corpus = Path(".fuzz", name.replace(" ", "-"))
    corpus.mkdir(parents=True, exist_ok=True)
    atheris.Setup([sys.argv[0], str(corpus), f"-max_total_time={int(minutes * 60)}", "-timeout=60"], run.hypothesis.fuzz_one_input)
    atheris.Fuzz()


def main() -> int:
    """Read the command line and run."""
    parser = argparse.ArgumentParser("python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"all by default: {', '.join(TARGETS)}")
    parser.add_argument("--minutes", type=float, default=1.0, help="for all targets together (default: 1)")
    parser.add_argument("--seed", type=int, help="start with the examples of this seed")
    parser.add_argument(
        "--atheris", action="store_true", help="steer one target by coverage (pip install atheris); keeps a corpus in .fuzz/"
    )
    said = parser.parse_args()
    unknown = [name for name in said.targets if name not in TARGETS]
    if unknown:
        parser.error(f"no target {unknown[0]!r}; there are {', '.join(TARGETS)}")
    if said.atheris:
        if len(said.targets) != 1:
            parser.error("--atheris takes one target")
        _atheris(said.targets[0], said.minutes)
        return 0
    start = random.SystemRandom().randrange(2**31) if said.seed is None else said.seed - 1
    return 1 if _run(said.targets or list(TARGETS), said.minutes, start) else 0


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)  # hypothesis would say again what is said already
