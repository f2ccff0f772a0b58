"""On a terminal: as wide as it is, whatever Python buffers."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

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
    assert "where the request gives that file" in " ".join(shown.split())
