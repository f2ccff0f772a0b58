"""What a newcomer types first: no arguments, misspelt paths, a forgotten `check`, a prompt in place of a file."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROMPT = "@Image1 as the first frame, @Image2 as dress. @Image3, @Image4 at night."


def test_without_arguments_the_help_is_printed(program):
    ran = program()
    assert ran.code == 0
    assert ran.out == program("--help").out
    assert "\\n" not in ran.out
    assert ran.err == ""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["check", "prompst/"], "prompst/: no such file or folder; did you mean `prompts`?"),
        (["check", "tram.tx"], "tram.tx: no such file or folder; did you mean `tram.txt`?"),
        (["check", "prompts/tran.txt"], "no such file or folder; did you mean `prompts/tram.txt`?"),
        (["check", "nothing-like-it"], "nothing-like-it: no such file or folder\n"),
        (["check", "@Image1 as first frame"], "no such file or folder; to check a prompt, use `check --prompt TEXT`"),
        (["tram.txt"], "unknown command `tram.txt`; did you mean `seedance-lint check tram.txt`?"),
        (["prompts"], "unknown command `prompts`; did you mean `seedance-lint check prompts`?"),
        (["chekc"], "unknown command `chekc`; did you mean `check`?"),
        (["@Image1 as first frame"], "to check a prompt: seedance-lint check --prompt TEXT"),
        (["--fix", "."], "--fix is an option of `check`; did you mean `seedance-lint check --fix .`?"),
        (["--fix", "check", "."], "did you mean `seedance-lint check --fix .`?"),
        (["check", "--images", "two", "tram.txt"], "--images: `two` is not a number, a URL or an existing file"),
        (["check", "--profile", "fla", "tram.txt"], "--profile: no profile `fla`; did you mean `fal`?"),
        (
            ["check", "cat.png"],
            "cat.png: this is an image, not a prompt; to check a prompt that uses it: seedance-lint check --images cat.png",
        ),
        (["check", "a.docx"], "a.docx: `.docx` files are not supported; save the prompt as a .txt file, or choose how to read it: "),
        (["check", "--videos", "hero.mp4", "tram.txt"], "--videos: `hero.mp4` is not a number, a URL or an existing file"),
    ],
)
def test_a_wrong_start_is_told_the_right_one(program, tmp_path, arguments, told):
    Path(tmp_path, "prompts").mkdir()
    for name in ("tram.txt", "prompts/tram.txt", "cat.png", "a.docx"):
        Path(tmp_path, name).write_text(PROMPT, encoding="utf-8")
    ran = program(*arguments)
    assert ran.code == 2
    assert told in ran.err
    assert ran.out == ""


def test_a_file_on_disk_stands_for_an_image(program, tmp_path):
    Path(tmp_path, "hero.png").write_bytes(b"")
    Path(tmp_path, "a.txt").write_text("@Image1 as the first frame.", encoding="utf-8")
    ran = program("check", "--images", "hero.png", "a.txt")
    assert ran.code == 0, ran
    assert "invalid-url" not in ran.out


@pytest.mark.parametrize("folder", [".", "prompts"])
def test_a_file_on_disk_is_looked_at_and_told_where_the_prompt_uses_it(program, tmp_path, folder):
    from PIL import Image

    Image.new("RGB", (64, 64)).save(tmp_path / "hero.png")
    Path(tmp_path, folder).mkdir(exist_ok=True)
    Path(tmp_path, folder, "a.txt").write_text("She is the woman of Image 1.", encoding="utf-8")
    ran = program("check", "--profile", "ark-2.0", "--images", "hero.png", "--media", f"{folder}/a.txt")
    assert ran.code == 1, ran
    assert "a.txt:1:21: error[media-dimensions]: `hero.png` is 64×64 pixels" in ran.out
    assert ran.out.splitlines()[2].endswith("|                     ^^^^^^^")
    assert "somewhere" not in ran.out


def test_a_prompt_can_be_given_as_it_is(program):
    ran = program("check", "--images", "1", "--prompt", "@Image1 as the first frame, @Image2 as scene.")
    assert ran.code == 1
    assert ran.out.startswith("<prompt>:1:29: error[undefined-reference]")
    assert program("check", "--prompt", "a", "--fix").code == 2


def test_the_summary_stands_behind_the_findings_in_a_log(program, tmp_path):
    Path(tmp_path, "a.txt").write_text(PROMPT, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "seedance_lint", "check", "--images", "1", "a.txt"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONUNBUFFERED": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    lines = done.stdout.strip().splitlines()
    assert lines[0].startswith("a.txt:1:29")
    assert lines[-1].startswith("3 errors")


def test_statistics_are_printed_however_quiet(program, tmp_path):
    Path(tmp_path, "a.txt").write_text(PROMPT, encoding="utf-8")
    assert "3  error    undefined-reference" in program("check", "--images", "1", "--statistics", "-q", "a.txt").err


def test_a_category_lists_its_rules(program):
    ran = program("rule", "tags")
    assert ran.code == 0
    assert "missing-index" in ran.out
    assert "undefined-reference" not in ran.out


def test_an_unknown_role_in_the_configuration_is_told_the_known_ones(program, tmp_path):
    Path(tmp_path, "seedance-lint.toml").write_text('[roles]\nhero = ["heroine"]\n', encoding="utf-8")
    ran = program("check", "--prompt", "a")
    assert ran.code == 2
    assert "unknown role `hero`; known roles: " in ran.err
    assert "character" in ran.err


def test_a_configuration_file_of_any_name_may_have_the_section_of_a_pyproject(program, tmp_path):
    Path(tmp_path, "lint.toml").write_text('[tool.seedance-lint]\nignore = ["references"]\n', encoding="utf-8")
    ran = program("check", "--config", "lint.toml", "--images", "1", "--prompt", "@Image2 as scene.")
    assert ran.code == 0, ran


def test_a_role_is_called_by_the_words_of_the_prompt(program):
    ran = program("check", "--profile", "seedance-2.0", "--prompt", "@Image1 as dress.")
    assert "`dress` (outfit) is not a documented role of images" in ran.out


def test_the_pointer_to_rules_is_not_under_each_finding(program, tmp_path):
    Path(tmp_path, "a.txt").write_text(PROMPT, encoding="utf-8")
    ran = program("check", "--images", "1", "a.txt")
    assert ran.out.count("undefined-reference") == 1  # three tags in one block
    assert "= also `@Image3` at 1:47 and `@Image4` at 1:56" in ran.out
    assert "seedance-lint rule" not in ran.out
