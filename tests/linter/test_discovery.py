"""Which files a folder stands for."""

import os
from contextlib import suppress
from pathlib import Path

import pytest

from seedance_lint.linter.discovery import Found, discover
from seedance_lint.linter.result import Failure


@pytest.fixture
def tree(tmp_path: Path):
    """Return a function that makes files: path to text; a path that ends in a slash is a folder."""

    def make(files: dict[str, str]) -> Path:
        for name, text in files.items():
            path = tmp_path / name
            if name.endswith("/"):
                path.mkdir(parents=True, exist_ok=True)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)
        return tmp_path

    return make


def found(root: Path, *paths: str, **options) -> list[str]:
    return [each.path if isinstance(each, Found) else f"! {each.path}" for each in discover(paths or (".",), cwd=str(root), **options)]


def test_the_order_is_that_of_the_names(tree) -> None:
    root = tree(
        {"b.json": "", "a/z.yaml": "", "a/c/d.txt": "", "A.jsonl": "", "c.png": "", "no_suffix": "", "UPPER.JSON": "", ".hidden.json": ""}
    )
    assert found(root) == [".hidden.json", "A.jsonl", "UPPER.JSON", "b.json", "a/z.yaml", "a/c/d.txt"]
    assert found(root, "a", "./b.json", "a/c/d.txt") == ["a/z.yaml", "a/c/d.txt", "./b.json"]
    assert found(root, str(root / "a")) == [str(root / "a/z.yaml"), str(root / "a/c/d.txt")]


def test_files_named_outright_are_found_whatever_they_are(tree) -> None:
    root = tree({"c.png": "", "requirements.txt": "", ".gitignore": "*"})
    assert list(discover(["c.png", "missing.json", "requirements.txt"], cwd=str(root))) == [
        Found("c.png", named=True), Found("missing.json", named=True), Found("requirements.txt", named=True)
    ]  # fmt: skip


def test_other_peoples_and_other_programs_files_are_left_out(tree) -> None:
    root = tree(
        {
            "node_modules/a.json": "",
            ".venv/b.json": "",
            "x/.git/c.json": "",
            "LICENSE.txt": "",
            "requirements-dev.txt": "",
            "shot.txt": "",
            "pyproject.toml": "",
            "x/seedance-lint.toml": "",
        }
    )
    assert found(root) == ["shot.txt"]
    assert found(root, "node_modules") == ["node_modules/a.json"]


IGNORES = [
    ("a name", {".gitignore": "out.json\n"}, ["keep.json", "sub/keep.json"]),
    ("a folder", {".gitignore": "sub/\n"}, ["keep.json", "out.json"]),
    ("anchored", {".gitignore": "/out.json\n"}, ["keep.json", "sub/keep.json", "sub/out.json"]),
    ("nested", {"sub/.gitignore": "*.json\n!keep.json\n"}, ["keep.json", "out.json", "sub/keep.json"]),
    ("the nearest decides", {".gitignore": "*.json\n", "sub/.gitignore": "!out.json\n"}, ["sub/out.json"]),
    ("nothing comes back from a folder that is left out", {".gitignore": "sub/\n!sub/keep.json\n"}, ["keep.json", "out.json"]),
    ("lines that are no patterns", {".gitignore": "# note\n\n!\n/\nout.json\n"}, ["keep.json", "sub/keep.json"]),
]


@pytest.mark.parametrize(("files", "expected"), [row[1:] for row in IGNORES], ids=[row[0] for row in IGNORES])
def test_what_git_ignores_is_left_out(tree, files, expected) -> None:
    root = tree({"keep.json": "", "out.json": "", "sub/keep.json": "", "sub/out.json": "", **files})
    assert found(root) == expected
    assert len(found(root, respect_gitignore=False)) == 4


def test_a_repository_is_asked_from_its_top(tree) -> None:
    root = tree({".gitignore": "*.json\n", "sub/a.json": "", "sub/b.yaml": ""})
    assert found(root, "sub") == ["sub/a.json", "sub/b.yaml"]
    tree({".git/info/exclude": "b.yaml\n", "sub/.gitignore": "!b.yaml\n"})
    assert found(root, "sub") == ["sub/b.yaml"]
    (root / "sub/.gitignore").unlink()
    assert found(root, "sub") == []


def test_a_folder_that_is_named_outright_is_walked_even_where_git_ignores_it(tree) -> None:
    root = tree({".git/": "", ".gitignore": "out/\n*.txt\n", "out/a.json": "", "out/in/b.json": "", "out/in/c.txt": ""})
    assert found(root) == []
    assert found(root, "out/in") == ["out/in/b.json"]


def test_excludes(tree) -> None:
    root = tree({"a.json": "", "gen/b.json": "", "gen/c.txt": ""})
    assert found(root, exclude=["gen/"]) == ["a.json"]
    assert found(root, "gen/b.json", "gen", exclude=["gen/"]) == ["gen/b.json"]
    assert found(root, "gen", exclude=["*.txt"]) == ["gen/b.json"]
    assert found(root, "gen/b.json", "gen", "a.json", exclude=["gen/"], force_exclude=True) == ["a.json"]


def test_links(tree, tmp_path_factory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "secret.json").write_text("")
    root = tree({"a/real.json": "", "b/": "", "data.bin": ""})
    (root / "a/loop").symlink_to(root, target_is_directory=True)
    (root / "b/same.json").symlink_to(root / "a/real.json")
    (root / "b/only.json").symlink_to(root / "data.bin")
    (root / "out.json").symlink_to(elsewhere / "secret.json")
    (root / "out").symlink_to(elsewhere, target_is_directory=True)
    (root / "gone.json").symlink_to(root / "nowhere.json")
    (root / "circle").symlink_to("circle")
    (root / "circle.json").symlink_to("circle.json")
    (root / ".#lock.json").symlink_to("me@host.1")
    (root / "picture.png").symlink_to(elsewhere / "secret.json")
    assert found(root) == ["circle.json", "gone.json", "! out", "! out.json", "a/real.json", "b/only.json"]
    assert found(root, exclude=["out*"]) == ["circle.json", "gone.json", "a/real.json", "b/only.json"]
    assert found(root, "out", "out.json") == ["out/secret.json", "out.json"]


def test_a_folder_that_may_not_be_read_is_a_failure(tree, monkeypatch) -> None:
    root = tree({"a.json": "", "closed/b.json": "", "z.json": "", "zz/c.json": ""})
    scandir = os.scandir

    def refuse(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    everything = list(discover(["."], cwd=str(root)))
    assert everything[2] == Failure("closed", "cannot be read: permission denied")
    assert [each.path for each in everything] == ["a.json", "z.json", "closed", "zz/c.json"]


def test_pipes_are_found_and_never_opened(tree) -> None:
    root = tree({"a.json": ""})
    os.mkfifo(root / "pipe.json")
    os.mkfifo(root / ".gitignore")
    assert found(root) == ["a.json", "pipe.json"]


def test_folders_may_be_nested_deeper_than_python_calls(tree) -> None:
    root = tree({})
    here = os.open(root, os.O_RDONLY)
    try:
        for _ in range(1200):
            os.mkdir("d", dir_fd=here)
            inner = os.open("d", os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = inner
        assert found(root) == []
    finally:  # shutil.rmtree cannot, and what is left would be in the way of every run to come
        os.close(here)
        for depth in range(1200, 0, -1):
            with suppress(FileNotFoundError):
                root.joinpath(*["d"] * depth).rmdir()


def test_a_broken_file_of_a_folder_that_mentions_no_prompt_is_nobodys_business(tree, program) -> None:
    tree(
        {
            "tsconfig.json": '{\n  // note\n  "strict": true,\n}',
            "broken.json": '{"prompt": ',
            "data.yaml": "a: b: c",
            "shot.txt": "@Image1 as scene",
        }
    )
    walked = program("check", "--output-format", "json")
    assert walked.code == 2
    assert [failure["path"] for failure in walked.json["failures"]] == ["broken.json"]
    named = program("check", "--output-format", "json", "tsconfig.json", "data.yaml")
    assert named.code == 2
    assert [failure["path"] for failure in named.json["failures"]] == ["tsconfig.json", "data.yaml"]


@pytest.mark.parametrize(
    ("name", "data", "is_told"),
    [
        ("zero.py", b"a = '\x00'\n", False),
        ("zero.py", b"prompt = '\x00'\n", True),
        ("latin.js", b"// caf\xe9\n", False),
        ("latin.js", b"// caf\xe9\nf({ prompt })\n", True),
        ("wide.json", '{"a": 1}'.encode("utf-16"), False),
        ("wide.json", '{"prompt": 1}'.encode("utf-16"), True),
        ("wide.txt", "Bring milk.".encode("utf-16"), False),
        ("wide.txt", "@Image1 walks".encode("utf-16"), True),
        ("newer.py", b"def f[T](prompt: T) -> T: ...\ndef g(\n", False),
        ("newer.py", b"def f(seedance, prompt: ...\n", True),
        ("gbk.md", "@图片1作为首帧".encode("gbk"), True),  # what cannot be read may be a prompt
    ],
)
def test_a_file_of_a_folder_that_is_no_text_is_told_where_it_may_hold_prompts(tree, program, name, data, is_told) -> None:
    (tree({}) / name).write_bytes(data)
    assert [failure["path"] for failure in program("check", "--output-format", "json").json["failures"]] == [name] * is_told
    assert program("check", name).code == 2


def test_a_list_of_what_to_ignore_may_hold_any_bytes(tree) -> None:
    root = tree({"a.json": "", "b.json": "", ".git/": ""})
    (root / ".gitignore").write_bytes(b"\xef\xbb\xbf# caf\xe9\n\xff\nb.json\n")
    assert found(root) == ["a.json"]
