"""On a terminal: as wide as it is, whatever Python buffers."""

import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from seedance_lint.cli.output import wants_color

pty = pytest.importorskip("pty")  # none on Windows

PROMPT = f"{'Rain falls over the old harbour. ' * 6}@Image3 as scene. {'Lanterns swing in the wind. ' * 6}"


def on_a_terminal(columns: int, *arguments: str, cwd: Path, **environment: str) -> str:
    """Run the program on a terminal of so many columns, and return what it shows."""
    import fcntl
    import struct
    import termios

    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    kept = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "FORCE_COLOR", "PYTHONUNBUFFERED"}}
    with subprocess.Popen(
        [sys.executable, "-m", "seedance_lint", *arguments],
        cwd=cwd,
        env={**kept, "NO_COLOR": "1", "TERM": "xterm", **environment},
        stdin=subprocess.DEVNULL,
        stdout=its,
        stderr=its,
    ) as process:
        os.close(its)
        shown = b""
        try:
            while piece := os.read(ours, 65536):
                shown += piece
        except OSError:  # how Linux says that the other end is closed
            pass
        process.wait()
    os.close(ours)
    return shown.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("columns", [60, 100])
def test_lines_are_cut_to_the_terminal(tmp_path, columns, unbuffered):
    shown = on_a_terminal(columns, "check", "--images", "1", "--prompt", PROMPT, cwd=tmp_path, PYTHONUNBUFFERED=unbuffered)
    source = next(line for line in shown.splitlines() if line.startswith("  1 | "))
    assert columns - 3 <= len(source) <= columns
    assert "@Image3" in source


def test_the_width_that_is_asked_for_counts(tmp_path):
    shown = on_a_terminal(100, "check", "--images", "1", "--prompt", PROMPT, cwd=tmp_path, COLUMNS="70")
    assert max(map(len, (line for line in shown.splitlines() if line.startswith("  1 | ")))) == 70


def test_a_pointer_to_the_rules_stands_once_behind_everything(tmp_path):
    shown = on_a_terminal(80, "check", "--images", "1", "--prompt", "@Image2 and @Video1 and @image1.", cwd=tmp_path)
    assert shown.count("seedance-lint rule") == 1
    assert "\n\n" not in shown.partition("seedance-lint rule")[2].strip()


def test_no_bar_is_begun_where_no_server_can_be_asked(tmp_path):
    Path(tmp_path, "without").mkdir()
    Path(tmp_path, "without", "httpx.py").write_text("raise ImportError", encoding="utf-8")
    Path(tmp_path, "a.json").write_text('{"prompt": "@Image1 as scene", "image_urls": ["https://example.com/a.png"]}', encoding="utf-8")
    shown = on_a_terminal(80, "check", "--online", "a.json", cwd=tmp_path, PYTHONPATH=str(tmp_path / "without"))
    assert shown == "seedance-lint: asking URLs needs an extra; install it with: pip install 'seedance-lint[online]'\n"


def test_a_table_of_rules_takes_the_terminal_as_it_is(tmp_path):
    shown = on_a_terminal(80, "rule", cwd=tmp_path)
    assert max(map(len, shown.splitlines())) <= 80
    assert "where the request has that file" in " ".join(shown.split())


@pytest.mark.parametrize(
    ("arguments", "environment", "colored"),
    [
        ([], {}, True),
        (["--color", "never"], {}, False),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "auto"], {"NO_COLOR": "1"}, False),
        ([], {"TERM": "dumb"}, False),
    ],
)
def test_colors_on_a_terminal(tmp_path, arguments, environment, colored):
    for command in (["check", "--prompt", "@Image0"], ["rule", "zero-index"]):
        shown = on_a_terminal(80, *command, *arguments, cwd=tmp_path, **{"NO_COLOR": "", **environment})
        assert ("\x1b[" in shown) == colored, command


@pytest.mark.parametrize(
    ("arguments", "environment", "colored"),
    [
        ([], {}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        (["--color", "always"], {}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colors_in_a_pipe(program, arguments, environment, colored):
    kept = {"FORCE_COLOR": "", "NO_COLOR": ""}
    for command in (["check", "--prompt", "@Image0"], ["rule", "zero-index"]):
        ran = program(*command, *arguments, env={**kept, **environment})
        assert ("\x1b[" in ran.out) == colored, command


class Console:
    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 1


@pytest.mark.parametrize("able", [True, False, None])
def test_a_console_of_windows_is_told_to_take_colors(monkeypatch, able):
    told = []
    module = ModuleType("colorama.winterm")
    if able is not None:  # an old colorama cannot tell
        module.enable_vt_processing = lambda number: told.append(number) or able
    monkeypatch.setattr("seedance_lint.cli.output.os.name", "nt")
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setitem(sys.modules, "colorama.winterm", module)
    monkeypatch.setitem(sys.modules, "colorama", ModuleType("colorama"))
    colored = wants_color(Console())
    monkeypatch.undo()
    assert colored == bool(able)
    assert told == ([] if able is None else [1])
