"""Plain arguments are read without click, and as click would read them."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_lint.cli import check
from seedance_lint.cli.checking import Options
from seedance_lint.cli.quick import SWITCHES, plain_check

paths = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=6)
arguments = st.lists(st.sampled_from([*SWITCHES, "--", "-", "--diff", "-h"]) | paths, max_size=6)


def by_click(arguments: list[str]) -> Options:
    context = check.command.make_context("check", list(arguments))
    return Options(**context.params)


@given(arguments)
def test_what_is_read_without_click_is_what_click_reads(arguments):
    options = plain_check(["check", *arguments])
    if options is not None:
        assert Options(**options) == by_click(arguments)


@pytest.mark.parametrize("switch", SWITCHES)
def test_every_switch_sets_its_field(switch):
    assert by_click([switch, "a.json"]) == Options(("a.json",), **{SWITCHES[switch]: True})


def test_every_option_of_the_command_has_its_field_and_default():
    assert by_click([]) == Options()


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["parse"],
        ["--version"],
        ["check", "-"],
        ["check", "--diff"],
        ["check", "-qq"],
        ["check", "--quiet=1"],
        ["check", "*.json"],
        ["check", ""],
    ],
)
def test_all_else_is_left_to_click(arguments):
    assert plain_check(arguments) is None


@pytest.mark.parametrize(("option", "imported"), [("--quiet", False), ("--jobs=1", True)])
def test_a_plain_run_does_not_import_click(tmp_path, option, imported):
    (tmp_path / "a.json").write_text('{"prompt": "@Image1 as scene", "image_urls": ["https://example.com/a.jpg"]}')
    code = "import sys; from seedance_lint.cli.session import run; print(run(sys.argv[1:]), 'click' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, "check", option, "a.json"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", str(imported)], done.stderr


# Each is needed by some files, by findings or by questions of users; together they cost as much as all the rest of a short run.
LATER = ("click", "signal", *(f"seedance_lint.{name}" for name in (
    "config.glob", "hosts.commands.sent", "hosts.embedded", "hosts.form_body", "hosts.json.places", "hosts.json.loose", "hosts.nested",
    "hosts.shell.quoting", "hosts.samples", "linter.standing", "linter.suppressions", "masking", "syntax.explain",
)))  # fmt: skip


def test_a_plain_run_imports_only_what_it_needs(tmp_path):
    (tmp_path / "a.json").write_text('{"model": "seedance-2.0", "prompt": "@Image1 as scene", "image_urls": ["https://example.com/a.jpg"]}')
    code = "import sys; from seedance_lint.cli.session import run; run(['check', '-q', 'a.json']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "seedance_lint.rules.unused_asset" in loaded
    assert [name for name in LATER if name in loaded] == []


def test_nothing_looks_for_garbage_while_the_program_starts(tmp_path):
    """And it does so again when files are read."""
    (tmp_path / "prompt.txt").write_text("A lantern sways.")
    watched = (
        "import gc, sys; from seedance_lint import cli; from seedance_lint.linter import workshop\n"
        "seen = []; gc.callbacks.append(lambda phase, info: seen.append(phase)); before = workshop.Workshop.lint\n"
        "def lint(*given): print(len(seen), gc.isenabled(), gc.get_freeze_count() > 1000); return before(*given)\n"
        "workshop.Workshop.lint = lint; seen.clear(); sys.argv[1:] = ['check', 'prompt.txt']; cli.main()"
    )
    run = subprocess.run([sys.executable, "-c", watched], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert run.stdout == "0 True True\n"
