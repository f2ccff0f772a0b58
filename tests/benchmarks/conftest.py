"""Prints what counts: ratios, since machines differ and are shared."""

from collections import defaultdict

FLOOR = "floor"


def pytest_configure(config):
    """Leave out the table of pytest-benchmark, which is 180 characters wide."""
    config.option.benchmark_quiet = True


def pytest_terminal_summary(terminalreporter, config):
    """For each group, say how many times as long as its floor everything else takes, at its fastest: the rest is other work of the machine."""
    session = getattr(config, "_benchmarksession", None)
    groups = defaultdict(dict)
    for bench in session.benchmarks if session is not None else ():
        if bench.stats.rounds:
            groups[bench.group][bench.name.partition("[")[2].rstrip("]") or bench.name] = bench
    for group, benches in groups.items():
        floors = {name: bench.stats.min for name, bench in benches.items() if name.startswith(FLOOR)}
        terminalreporter.write_line(f"\n{group}", bold=True)
        for name, bench in benches.items():
            ratios = [f"{bench.stats.min / floor:8.2f} × {title.partition(' ')[2]}" for title, floor in floors.items() if title != name]
            peak = f"   {bench.extra_info['MiB']:.0f} MiB" if "MiB" in bench.extra_info else ""
            terminalreporter.write_line(f"  {name:<34} {bench.stats.min * 1e6:12,.0f} µs {'  '.join(ratios)}{peak}")
