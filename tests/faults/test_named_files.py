"""Files that options and configuration name: regular ones of a sensible size; everything else is told at once, with exit code 2."""

import os

import pytest

from tests.faults.runs import Run

OPTIONS = {
    "--config": ["--config", "NAME"],
    "--profile": ["--isolated", "--profile", "NAME"],
    "--baseline": ["--baseline", "NAME"],
    "--tokenizer": ["--tokenizer", "NAME"],
    "profile": "profile = 'NAME'\n",
    "extend": "extend = 'NAME'\n",
}
"""Options of `check`, and lines of a configuration file, that name a file."""


def special(folder, kind):
    """Make a file that is none, or one without an end; return its name."""
    name = f"{kind}.toml"
    if kind == "pipe":
        os.mkfifo(folder / name)
    elif kind == "folder":
        (folder / name).mkdir()
    elif kind == "huge":
        with (folder / name).open("wb") as stream:
            stream.truncate(1 << 40)
    else:
        (folder / name).symlink_to(f"/dev/{kind}")
    return name


@pytest.mark.parametrize(
    ("option", "kind"),
    [("--baseline", kind) for kind in ("folder", "stdin", "huge")] + [(option, kind) for option in OPTIONS for kind in ("pipe", "zero")],
)
def test_what_is_no_file_is_refused(tmp_path, option, kind):
    (tmp_path / "x.txt").write_text("@Image1 as scene")
    name, said = special(tmp_path, kind), OPTIONS[option]
    if isinstance(said, str):
        (tmp_path / "seedance-lint.toml").write_text(said.replace("NAME", name))
        said = []
    run = Run(tmp_path, "check", "x.txt", *[word.replace("NAME", name) for word in said])
    try:
        ended = run.end()
    finally:
        run.kill()
    assert ended.code == 2, ended
    assert len(ended.err.splitlines()) == 1
    assert ended.err.startswith("seedance-lint: ")
    assert name.removesuffix(".toml") in ended.err
    assert "does not exist" not in ended.err


@pytest.mark.parametrize("number", [2**63 - 1, 2**62, 10**30])
def test_a_limit_may_be_larger_than_memory(tmp_path, number):
    (tmp_path / "seedance-lint.toml").write_text(f"max-file-bytes = {number}\nmax-prompt-bytes = {number}\n")
    (tmp_path / "x.json").write_text('{"prompt": "@Image1 as scene"}')
    (tmp_path / "x.jsonl").write_text('{"prompt": "@Image1 as scene"}')
    run = Run(tmp_path, "check", "x.json", "x.jsonl")
    ended = run.end()
    assert (ended.code, ended.err) == (0, "No findings in 2 prompts, 2 files.\n")


@pytest.mark.parametrize(
    "text",
    [
        '{"version":1,"findings":[{"path":"a","rule":"b","message":"c","count":1e999}]}', '{"version":1,"findings":[{"path":"a","rule":"b","message":"c","count":NaN}]}',
        "[" * 100_000, '{"version": 1, "findings": [{"path": [], "rule": "b", "message": "c", "count": 1}]}', "9" * 5000, '"\ud800"', "",
    ],
    ids=range(7),
)  # fmt: skip
def test_a_baseline_that_is_none_is_told(tmp_path, text):
    (tmp_path / "known.json").write_bytes(text.encode("utf-8", "surrogatepass"))
    (tmp_path / "x.txt").write_text("@Image1 as scene")
    ended = Run(tmp_path, "check", "x.txt", "--baseline", "known.json").end()
    assert ended.code == 2, ended
    assert ended.err.startswith("seedance-lint: known.json: is not a baseline")
    assert len(ended.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "closed"),
    [(arguments, "<&- >&- 2>&-") for arguments in ("check good.txt", "check missing.txt", "--version", "rule", "check --nonsense")]
    + [("check x.txt", closed) for closed in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-")]
    + [("check - --stdin-filename x.txt", closed) for closed in ("<&-", ">&-", "2>&-")]
    + [(server, "<&-") for server in ("lsp", "mcp")],
)
def test_standard_streams_that_are_closed(tmp_path, closed, arguments):
    """Nothing can be told, but the exit code can: what was not written or read is no success."""
    import subprocess

    from tests.faults.runs import PROGRAM

    (tmp_path / "x.txt").write_text("@Image0 as scene")
    (tmp_path / "good.txt").write_text("@Image1 as scene")
    command = f"exec {' '.join(PROGRAM)} {arguments} {closed}"
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    assert "Traceback" not in done.stderr
    if arguments in ("lsp", "mcp"):
        assert (done.returncode, done.stderr) == (2, "seedance-lint: standard input is closed\n")
    elif arguments.endswith(("missing.txt", "--nonsense")) or (" >&-" in f" {closed}") or ("check -" in arguments and "<&-" in closed):
        assert done.returncode == 2
    else:
        assert done.returncode == (arguments in ("check x.txt", "check - --stdin-filename x.txt"))
