"""Work that grows faster than its input: short random rows of what a reader knows, repeated, and then repeated twice as often.

A library written in C takes no steps that could be counted, so time is what is measured: that of the processor alone, the least of several runs,
of inputs that are large enough to take some, and only what grows too fast three times in a row is told.
"""

import faulthandler
import gc
import io
import os
import signal
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from hypothesis import strategies as st

from seedance_lint.config import Settings
from seedance_lint.config.configuration import Configuration, Overrides
from seedance_lint.config.files import ConfigFailure
from seedance_lint.config.patterns import PathSpec
from seedance_lint.hosts import host_for
from seedance_lint.linter.baseline import Baseline, BaselineFailure
from seedance_lint.linter.fixes import fix_document
from seedance_lint.linter.lint import Linter
from seedance_lint.linter.oracle import offered
from seedance_lint.linter.patch import patch_between
from seedance_lint.linter.read import read_parts
from seedance_lint.plugins import PluginFailure
from seedance_lint.profiles import load_profile
from seedance_lint.reporters.base import Run
from seedance_lint.reporters.registry import FORMATS, load_report
from seedance_lint.rules.registry import UnknownRule
from seedance_lint.source import SourceDocument

from .rows import Row, rows_of

FASTEST = 0.04
"""Seconds of the processor that an input must take before its time is worth comparing."""
LARGEST = 200_000
"""Characters that are tried; what is still fast then is fast enough."""
MOST = 2.8
"""Times the work for twice the input. Less than the four of what looks at all for each, more than what a busy machine makes of two."""
ROUNDS = 6
"""How often what seems to grow too fast is measured again."""
DEADLINE = 20
"""Seconds after which one input is a failure whatever the next one takes."""


class TooSlow(AssertionError):
    """Work that grows faster than its input."""


def grows(row: Row) -> None:
    """Fail where twice the row takes much more than twice the time, and twice that again, and again.

    What seems to is measured again, the lengths in turn: whoever else uses the processor slows them all, and never every time.
    """
    work = WORK[row.reader]
    times = max(1, 400 // max(1, len(row.unit)))
    while (spent := _seconds(work, row, times)) < FASTEST:
        times *= 2
        if len(row.unit) * times > LARGEST:
            return
    if _seconds(work, row, 2 * times) <= MOST * min(spent, _seconds(work, row, times)):
        return
    rounds = [[_seconds(work, row, length * times) for length in (1, 2, 4)] for _ in range(ROUNDS)]
    once, twice, again = map(min, zip(*rounds, strict=True))
    if twice <= MOST * once or again <= MOST * twice:
        return
    last = min(_seconds(work, row, 8 * times) for _ in range(2))
    if last > MOST * again:
        seconds = f"{times} times {once:.2f} s, twice that {twice:.2f} s, four times {again:.2f} s, eight times {last:.2f} s"
        raise TooSlow(f"{row}: {seconds}")


def _seconds(work: Callable[[str], object], row: Row, times: int) -> float:
    text = row.text(times)

    def stop(*_: object) -> None:
        raise TooSlow(f"{row}: {times} times, {len(text):,} characters, more than {DEADLINE} s")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, DEADLINE)  # of the processor: others use it too
    _remember(row, times)
    faulthandler.dump_traceback_later(DEADLINE * 10, exit=True)  # inside of a library no signal is heard
    gc.collect()
    gc.freeze()  # what the fuzzer itself holds is not looked through in between
    began = time.process_time()
    try:
        work(text)
    finally:
        spent = time.process_time() - began
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        faulthandler.cancel_dump_traceback_later()
        gc.unfreeze()
    if spent > DEADLINE:
        stop()
    return spent


def _remember(row: Row, times: int) -> None:
    """Leave a note of what is tried, for whoever finds the process ended."""
    with suppress(OSError):
        Path(".fuzz").mkdir(exist_ok=True)
        Path(".fuzz", "growing").write_text(f"{row!r} {times}\n", encoding="utf-8", errors="backslashreplace")


_LINTER = Linter(Settings(load_profile("seedance-2.0"), select=("ALL",), max_prompt_bytes=1 << 30))


def _lint(suffix: str) -> Callable[[str], object]:
    reader = host_for(f"x{suffix}")
    assert reader is not None
    return lambda text: _LINTER.lint(SourceDocument(f"x{suffix}", text), reader)


def _fix(suffix: str) -> Callable[[str], object]:
    reader = host_for(f"x{suffix}")
    assert reader is not None

    def work(text: str) -> None:
        document = SourceDocument(f"x{suffix}", text)
        result = _LINTER.lint(document, reader)
        if not any(found.fixes for found in result.diagnostics):
            return
        offered(result, document, reader)
        fixed = fix_document(document, lambda each: _LINTER.lint(each, reader), unsafe=True, result=result, host=reader)
        patch_between(document, fixed.document)

    return work


def _report(suffix: str) -> Callable[[str], object]:
    reader = host_for(f"x{suffix}")
    assert reader is not None

    def work(text: str) -> None:
        result = _LINTER.lint(SourceDocument(f"x{suffix}", text), reader)
        for kind in FORMATS:
            load_report(kind)([result], Run({}, "0.1.0"), io.StringIO().write)

    return work


def _edit(suffix: str) -> Callable[[str], object]:
    """All that an editor asks of a document, after a change."""
    from lsprotocol import types

    from seedance_lint.lsp.actions import TextEdits, code_actions
    from seedance_lint.lsp.analysis import Analysis
    from seedance_lint.lsp.buffer import Buffer
    from seedance_lint.lsp.completion import completions
    from seedance_lint.lsp.diagnostics import shown_diagnostics
    from seedance_lint.lsp.hover import hover_text
    from seedance_lint.lsp.units import UNITS as CODE_UNITS
    from seedance_lint.source import Span

    reader = host_for(f"x{suffix}")
    assert reader is not None

    def work(text: str) -> None:
        buffer = Buffer(f"file:///x{suffix}", text, 1, "", CODE_UNITS["utf-16"])
        before = Analysis(text, f"x{suffix}", reader, _LINTER)
        buffer.change([types.TextDocumentContentChangeWholeDocument(f"{text} ")], 2)
        analysis = Analysis(buffer.text, f"x{suffix}", reader, _LINTER, before)
        shown_diagnostics(buffer, analysis)
        whole = Span(0, len(text))
        list(code_actions(buffer, analysis, whole, types.CodeActionContext(diagnostics=[]), TextEdits(versioned=True)))
        for offset in (0, len(text) // 2, len(text)):
            completions(buffer, analysis, offset)
            hover_text(analysis, offset)

    return work


def _settings(name: str) -> Callable[[str], object]:
    def work(text: str) -> None:
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, name).write_text(text, encoding="utf-8", errors="replace", newline="")
            with suppress(ConfigFailure, UnknownRule, PluginFailure):
                Configuration(Overrides()).resolved_for(f"{folder}/x.json")

    return work


def _patterns(text: str) -> None:
    spec = PathSpec(text.split("\n"))
    for path in ("a" * 250, "a/" * 120, "ab" * 120, "a/b.json"):
        spec.decision(path)


def _path(text: str) -> None:
    PathSpec(["*a*b*c", "**/a/**/b", "[!a]*/**", "a/"]).decision(text)


def _baseline(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "b.json")
        path.write_text(text, encoding="utf-8", errors="replace")
        with suppress(BaselineFailure):
            read = Baseline.read(os.fspath(path))
            read.write()


def _parts(text: str) -> None:
    for _ in read_parts("x.jsonl", io.BytesIO(text.encode("utf-8", "replace")), 1 << 20):
        pass


_HOSTS = (
    ".json",
    ".jsonl",
    ".ipynb",
    ".yaml",
    ".toml",
    ".py",
    ".js",
    ".ts",
    ".tsx",
    ".java",
    ".go",
    ".php",
    ".cs",
    ".rb",
    ".kt",
    ".rs",
    ".md",
    ".html",
    ".txt",
    ".sh",
    ".ps1",
    ".bat",
    ".http",
    ".csv",
)
WORK: dict[str, Callable[[str], object]] = {
    **{f"lint{suffix}": _lint(suffix) for suffix in _HOSTS},
    **{f"fix{suffix}": _fix(suffix) for suffix in _HOSTS},
    **{f"report{suffix}": _report(suffix) for suffix in (".txt", ".jsonl", ".yaml", ".md")},
    **{f"edit{suffix}": _edit(suffix) for suffix in (".txt", ".jsonl", ".json", ".py", ".md")},
    "seedance-lint.toml": _settings("seedance-lint.toml"),
    "pyproject.toml": _settings("pyproject.toml"),
    "patterns": _patterns,
    "path": _path,
    "baseline": _baseline,
    "parts": _parts,
}

rows = st.sampled_from(sorted(WORK)).flatmap(rows_of)
