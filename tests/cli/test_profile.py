"""`profile` shows what is in the files, each limit with its source."""

import pytest
from click.testing import CliRunner

from seedance_lint.cli.commands import commands
from seedance_lint.profiles import load_profile, names


def run(*arguments):
    done = CliRunner().invoke(commands, ["profile", *arguments], standalone_mode=False)
    if done.exception is not None:
        return 2, f"{done.exception}\n"
    return done.return_value, done.stdout


@pytest.mark.parametrize("name", names())
def test_a_profile_is_shown_whole(name, file_regression):
    """Every number of every profile is in its file: one that changes unnoticed would judge requests wrongly."""
    code, out = run(name)
    assert code == 0
    file_regression.check(out, encoding="utf-8")


@pytest.mark.parametrize("name", names())
def test_every_source_is_shown(name):
    _, out = run(name)
    profile = load_profile(name)
    for section, origin in profile.origins.items():
        if not section.startswith("recognise"):
            assert origin.source in out, section
            assert origin.checked in out, section


def test_all_are_listed():
    code, out = run()
    assert code == 0
    listed = [line.split("  ")[0].strip() for line in out.splitlines() if line]
    assert sorted(listed) == list(names())
    assert listed[0] == "seedance-2.0"
    (row,) = [line for line in out.splitlines() if line.startswith("replicate-2.5 ")]
    assert row.endswith(", checked 2026-09-05")


def test_a_provider_shows_its_editions():
    code, out = run("piapi")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == ["piapi-2.0", "piapi-2.5", "piapi-2.5-flash"]


def test_a_file_of_the_users_own(tmp_path):
    path = tmp_path / "plus.toml"
    path.write_text('extends = "fal-2.0"\nname = "plus"\nmedia.image.max_count = 20\nmedia.image.source = "our contract"\n')
    code, out = run(str(path))
    assert code == 0
    assert out.startswith("plus: fal.ai")
    assert "  image  at most 20 files\n" in out
    assert "         (our contract)\n" in out


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("replicate-20", "no profile `replicate-20`; did you mean `replicate-2.0`?"),
        ("no-such.toml", "no-such.toml: cannot be read: no such file or directory"),
    ],
)
def test_what_is_not_there_is_said(name, message):
    code, out = run(name)
    assert code == 2
    assert out.startswith(message)
