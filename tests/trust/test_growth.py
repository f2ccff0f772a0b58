"""Four times the text is four times the work, whatever is repeated: counted in steps of the program, not in seconds."""

import gc
import sys
from itertools import product

import pytest

from seedance_lint.config import Settings
from seedance_lint.hosts import host_for
from seedance_lint.linter.lint import Linter
from seedance_lint.profiles import load_profile
from seedance_lint.source import SourceDocument
from seedance_lint.syntax import nodes
from seedance_lint.syntax.parse import Parser
from seedance_lint.syntax.tables import load_tables
from seedance_lint.syntax.vocabulary import words_on

MOST = 4.6
TIMES = 60
TABLES = load_tables()
LINTER = Linter(Settings(load_profile("seedance-2.0"), select=("ALL",), media={"image": (None,) * 2, "video": (None,) * 3, "audio": ()}))


@pytest.fixture(autouse=True)
def comparisons(monkeypatch):
    """Make comparisons of nodes count: a search through a list of them is one step to Python otherwise."""

    def equal(node, other):
        return tuple.__eq__(node, other)

    for kind in (nodes.RolePhrase, nodes.Reference, nodes.Tag, nodes.MalformedTag, nodes.BareReference):
        monkeypatch.setattr(kind, "__eq__", equal)


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    """Read each row of words anew: short ones are kept, long ones are not, and no growth is to be seen between the two."""
    module = sys.modules[Parser.__module__]
    module.parse("@Image1")
    module._default._kept.clear()
    monkeypatch.setattr(module, "_LONGEST_ROW", 0)


def steps(work):
    """Count the lines that run, and the calls of functions written in C, during some work."""
    count = 0

    def trace(frame, event, argument):
        nonlocal count
        count += 1
        return trace

    def profile(frame, event, argument):
        nonlocal count
        count += event == "c_call"

    before = sys.gettrace()
    gc.disable()  # whoever watches it, as Hypothesis does, takes steps of his own
    sys.settrace(trace)
    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(None)
        sys.settrace(before)
        gc.enable()
    return count


def lint(text):
    LINTER.lint(
        SourceDocument("x.prompt", text), host_for("x.prompt")
    )  # in a .txt file, what is long may be a prompt and what is short may not


def grows(unit, times=TIMES):
    lint(unit * 4 * times)  # what is done once is done
    return steps(lambda: lint(unit * 4 * times)) / steps(lambda: lint(unit * times))


NAMES = {letter: name for name, letter in TABLES.letters.items()}
WORDS = {}
for word, letter in words_on(TABLES.shelves):
    terminal = NAMES[letter]
    WORDS.setdefault((terminal, word.isascii()), word)  # one of each script stands for its terminal
MARKS = [
    "@", "＠", "@@", "[", "【", "<", "<<<", "@[", "@(", "@“", '"', "'", "\\", "(", ")", ":", "：", ",", "、", "。", ".", ". ", "...", "!", "\n", "\r\n",
    "\r", " ", "\t", "-", "–", "=>", "/", "&", "{", "}", "#", "*", "`", "0", "1 ", "15s ", "x", "x ", "图", "字", "é", "e\u0301", "😀", "\x1b[2J", "\u202e", "\ufeff",
]  # fmt: skip
TAGS = [
    "@Image1", "@Image1 ", "@image 1, ", "@Image", "@Imgae1 ", "@Image0 ", "@Image1-9 ", "@Image1-99999 ", "@Image1&2", "@Image1 and ", "@Image1、", "[@Image1]",
    "<<<image_1>>>", "[Image 1]", "@图片1", "@图片1的", "＠视频２", "@Video1 15s ", "image 1 ", "image1", "视频1", "@Image1x", "@Image1.png ", "@Image1's ", "@Clip2 ", "a@b.org ",
    "@Image1: ", "@Image1) ", "(@Image1", "@Image1\n", "@Image1.", "@Image99 ", "@Image3 ", "@Audio1 ", "@Audio1 as outfit. ", "@Image1 as lantern maker. ",
]  # fmt: skip


@pytest.mark.parametrize("unit", [*MARKS, *TAGS])
def test_marks_and_tags(unit):
    assert grows(unit) < MOST


@pytest.mark.parametrize("unit", [f"@Image1{mark}" for mark in MARKS if "@Image1" + mark not in TAGS])
def test_tags_with_marks_between(unit):
    assert grows(unit) < MOST


def written(word):
    yield f"{word} " if word.isascii() else word
    yield f"@Image1 {word} "


@pytest.mark.slow
@pytest.mark.parametrize("terminal", sorted({terminal for terminal, _ in WORDS}))
def test_words(terminal):
    for (name, _), word in WORDS.items():
        if name == terminal:
            for unit in written(word):
                assert grows(unit, TIMES) < MOST, unit


STARTS = ["@Image1 ", "@Image1 as ", "@Image1, @Image2 ", "use @Image1 ", "("]


@pytest.mark.slow
@pytest.mark.parametrize(("start", "terminal"), [*product(STARTS, ["FIRST_FRAME", "STYLE", "MUSIC"])])
def test_one_beginning_and_many_words(start, terminal):
    """A beginning that every word behind it might end."""
    word = WORDS[terminal, True]
    short, long = (start + f"{word} , and {word} of the " * count for count in (TIMES, 4 * TIMES))
    lint(long)
    assert steps(lambda: lint(long)) / steps(lambda: lint(short)) < MOST
