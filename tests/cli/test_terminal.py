"""On a terminal: as wide as it is, whatever Python buffers."""

import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from wcwidth import wcswidth

from seedance_lint.cli.check import command
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
    assert shown == "seedance-lint: checking URLs needs an extra; install it with: pip install 'seedance-lint[online]'\n"


def test_a_table_of_rules_takes_the_terminal_as_it_is(tmp_path):
    shown = on_a_terminal(80, "rule", cwd=tmp_path)
    assert max(map(len, shown.splitlines())) <= 80
    assert "where the request has that file" in " ".join(shown.split())


@pytest.mark.parametrize(
    "arguments",
    [
        ["profile"],
        ["profile", "fal-2.0"],
        ["check", "a.docx"],
        ["show", "a.txt"],
        ["parse", "--explain", "a.txt"],
        ["check", "--images", "neither-number-nor-file"],
    ],
    ids=" ".join,
)
def test_lines_are_broken_between_words(tmp_path, arguments):
    Path(tmp_path, "a.docx").write_text("", encoding="utf-8")
    Path(tmp_path, "a.txt").write_text("@Image1 as scene, the woman from @Image2 walks by.", encoding="utf-8")
    lines = on_a_terminal(80, *arguments, cwd=tmp_path).splitlines()
    assert not [line for line in lines if len(line) > 80 and " " in line.strip()]
    assert [line for line in lines if len(line) > 60]


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
    for words in (["check", "--prompt", "@Image0"], ["rule", "zero-index"]):
        shown = on_a_terminal(80, *words, *arguments, cwd=tmp_path, **{"NO_COLOR": "", **environment})
        assert ("\x1b[" in shown) == colored, words


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
    for words in (["check", "--prompt", "@Image0"], ["rule", "zero-index"]):
        ran = program(*words, *arguments, env={**kept, **environment})
        assert ("\x1b[" in ran.out) == colored, words


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


def test_no_word_is_broken_at_the_end_of_a_line(tmp_path):
    shown = on_a_terminal(
        60,
        "check",
        "--profile",
        "seedance-2.0",
        "--images",
        "3",
        "--prompt",
        "@Image1 as first frame, @Image5 at night. 图片 2 as dress.",
        cwd=tmp_path,
    )
    assert max(wcswidth(line) for line in shown.splitlines()) <= 60
    text = " ".join(shown.split())
    assert "`@Image5` points past the 3 images of this request; expected @Image1, @Image2 or @Image3" in text
    for word in shown.split():
        assert word in text


def test_labels_that_do_not_fit_stand_below(tmp_path):
    Path(tmp_path, "a.json").write_text(
        '{"prompt": "@Image3", "image_urls": ["https://example.com/first.png", "https://example.com/2.png"]}', encoding="utf-8"
    )
    lines = on_a_terminal(80, "check", "a.json", cwd=tmp_path).splitlines()
    assert max(map(len, lines)) <= 80
    assert any(line.strip(" |").endswith("2 images given here") for line in lines)


def test_every_option_is_in_the_help_once_and_fits(tmp_path):
    shown = on_a_terminal(80, "check", "--help", cwd=tmp_path)
    assert max(map(len, shown.splitlines())) <= 80
    options = [option for each in command.params for option in each.opts if option.startswith("--")]
    assert len(options) > 30
    for option in options:
        assert len(re.findall(rf"^  (?:-\w, )?{option}(?= |$)", shown, re.MULTILINE)) == 1, option
