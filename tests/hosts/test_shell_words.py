"""Words of a shell: they are those of bash, and what is written into one is read by it."""

import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seedance_lint.hosts.shell.quoting import word_node
from seedance_lint.hosts.shell.script import scan
from seedance_lint.source import Span

BASH = shutil.which("bash")
needs_bash = pytest.mark.skipif(BASH is None, reason="no bash")
TEXTS = st.text(alphabet="ab'\"\\$`!#&;(){}<>|*?~ \t\né😀@1", min_size=1, max_size=12)


@needs_bash
@pytest.mark.parametrize(
    "written",
    [
        "'<x>'",
        '"<x>"',
        "$'<x>'",
        "a<x>b",
        "p\"<x>\"'y'",
        "'a'\"'\"'<x>'",
        '"$HOME<->"',
        '"${HOME}<x>"',
        "$HOME<->",
        '"a\\$<x>"',
        "$'\\x4<x>'",
        '"a\\b<x>"',
    ],
)
@given(text=TEXTS)
@settings(max_examples=30)
def test_a_written_text_is_what_bash_reads(written, text):
    script = "printf %s " + written.replace("<", "").replace(">", "")
    word = scan(script).commands[0].words[2]
    node = word_node(script, word)
    made = node.form.source_map(script)
    at = [made.start(offset) for offset in range(made.length)].index(10 + written.index("<"))
    encoded = node.form.encode(text, at)
    if encoded is None:
        return
    start, end = made.to_file(Span(at, at + 1))
    mended = script[:start] + encoded + script[end:]
    expected = str(node.value)[:at] + text + str(node.value)[at + 1 :]
    done = subprocess.run([BASH, "-c", mended], capture_output=True, env={"HOME": "{}", "LC_ALL": "C.UTF-8"}, check=True)
    assert done.stdout.decode() == expected


@needs_bash
@given(
    st.lists(
        st.sampled_from(
            ["a", "b c", "'d'", '"e"', '"f\\"g\\\\h"', "$'i\\n\\tj'", "k\\ l", "\"m\"'n'", "\\\n", "\\'", '"\\x"', "'\\'", "x#y", "é"]
        ),
        min_size=1,
    )
)
@settings(max_examples=200)
def test_words_are_those_of_bash(pieces):
    script = "printf '%s\\0' _ " + " ".join(pieces)
    done = subprocess.run([BASH, "-c", script], capture_output=True, env={"LC_ALL": "C.UTF-8"}, check=True)
    words = [str(word_node(script, word).value) for word in scan(script).commands[0].words[2:]]
    assert words == done.stdout.decode().split("\0")[:-1]
