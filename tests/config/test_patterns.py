"""Patterns of paths mean what Git says that they mean, and take time in proportion to pattern and path."""

import re
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seedance_lint.config.glob import LONGEST
from seedance_lint.config.patterns import PathPatterns, PathSpec, below

SPEC = [
    ("*.json", "a/b.json", True),
    ("*.json", "a/b.jsonl", None),
    ("/b.json", "a/b.json", None),
    ("a/", "a", None),
    ("a/", "x/a/b.json", True),
    ("a/b", "x/a/b", None),
    ("**/a/b", "x/y/a/b", True),
    ("a/**", "a/b/c", True),
    ("a/**", "a", None),
    ("a/**/c", "a/c", True),
    ("a/**/c", "a/x/y/c", True),
    ("a**c", "a/c", None),
    ("a*c*e", "abcde", True),
    ("?", "/", None),
    ("[a-c]", "b", True),
    ("[!a-c]", "b", None),
    ("[^/]", "x", True),
    ("[]-]", "]", True),
    ("[[:digit:]]", "7", True),
    ("[[:what:]]", "w", None),
    ("[z-a]", "z", None),
    ("[a", "[a", None),
    ("a\\", "a\\", None),
    ("\\!a", "!a", True),
    ("\\#a", "#a", True),
    ("#a", "#a", None),
    ("a ", "a", True),
    ("a\\ ", "a ", True),
    ("a\\\\ ", "a\\", True),
    ("!", "a", None),
    ("/", "a", None),
    ("*" * (LONGEST + 1), "a", None),
]


@pytest.mark.parametrize(("pattern", "path", "expected"), SPEC)
def test_a_pattern(pattern, path, expected):
    assert PathSpec([pattern]).decision(path) is expected


def test_the_last_one_that_matches_decides_and_nothing_comes_back_from_a_folder_that_is_left_out():
    spec = PathSpec(["*.json", "!keep.json", "out/", "!out/keep.json", "!*.txt"])
    assert [spec.decision(path) for path in ("a.json", "x/keep.json", "out/keep.json", "a.txt", "b.md")] == [True, False, True, False, None]
    assert spec.decision("out", is_folder=True)
    assert spec.own_decision("out/keep.json", is_folder=False) is False


def test_patterns_are_about_what_stands_in_their_folder():
    patterns = PathPatterns("/p/q", ("a/", "b"))
    assert [patterns.match(path) for path in ("/p/q/a/x", "/p/q/a", "/p/q/c/b", "/p/b", "/p/qa/b")] == [True, False, True, False, False]


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    folder = tmp_path_factory.mktemp("repository")
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    return folder


_PIECES = st.sampled_from(["a", "b", "ab", "*", "**", "/", "/**/", "**/", "?", "[ab]", "[!a]", "[b-]", "\\a", "\\*", "!", "#", " ", "\\ ", ".", "[", "]", "-", "[[:alpha:]]", "[a", "é"])  # fmt: skip
# Behind a literal beginning Git takes `**/` for what it is at the start of a pattern, against its own documentation.
_QUIRK = re.compile(r"[^/]\*\*|\*\*[^/]")
_PATTERNS = st.lists(st.lists(_PIECES, max_size=6).map("".join).filter(lambda each: not _QUIRK.search(each)), min_size=1, max_size=4)
_PATHS = st.lists(
    st.lists(st.sampled_from(["a", "b", "ab", "ba", "*", "!a", "#", "a b", "-", "x"]), min_size=1, max_size=4).map("/".join),
    min_size=1,
    max_size=8,
)


@settings(max_examples=60)
@given(_PATTERNS, _PATHS)
def test_git_says_the_same(repository, patterns, paths):
    (repository / ".gitignore").write_text("\n".join(patterns) + "\n", encoding="utf-8")
    asked = subprocess.run(
        ["git", "-c", "core.excludesFile=", "check-ignore", "--no-index", "--stdin", "-z"],
        cwd=repository, input="\0".join(paths), capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert asked.returncode in (0, 1), asked.stderr
    spec = PathSpec(patterns)
    assert {path for path in paths if spec.decision(path)} == set(asked.stdout.split("\0")) - {""}


@pytest.mark.parametrize("unit", ["*a", "a*", "**/a/", "*/", "[ab]*", "?*", "**/*a*/"])
def test_many_stars_cost_no_more_than_many_letters(unit):
    """Without care, one such pattern of thirty characters takes longer than anybody waits."""
    for length in (20, 200):
        spec = PathSpec([f"{unit * length}x"])
        for path in ("a" * 250, "a/" * 100, "ab" * 120, "a" * 200 + "/" + "ab/" * 50):
            spec.own_decision(path, is_folder=False)


def test_paths_of_windows_are_seen_as_patterns_have_them(monkeypatch):
    monkeypatch.setattr("os.sep", "\\")
    assert below("C:\\shots\\", "C:\\shots\\drafts\\a.json") == "drafts/a.json"
    assert below("C:\\shots\\", "C:\\other\\a.json") is None
