"""Batch files: what their commands send, through the quotes of Windows programs."""

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_lint.hosts import Root, host_for
from seedance_lint.hosts.shell.quoting import word_node
from seedance_lint.source import SourceDocument, Span
from tests.hosts.places import only, read
from tests.hosts.test_nested import check


def sent(text):
    roots = [root for root in read("a.bat", text) if isinstance(root, Root)]
    for root in roots:
        check(root, text)
    return [(root.value, [clue.text for clue in root.around]) for root in roots]


URL = "https://api.example.com/v1"
BODY = r"""{\"prompt\": \"@Image1 says \\\"hi\\\"\", \"image_urls\": [\"a.png\"]}"""
VALUE = {"prompt": '@Image1 says "hi"', "image_urls": ["a.png"]}


@pytest.mark.parametrize(
    "text",
    [
        f'@echo off\r\ncurl -X POST {URL} ^\r\n  -H "X: y" ^\r\n  -d "{BODY}"\r\n',
        f'set BASE={URL}\ncurl.exe "%BASE%" -d "{BODY}" > out.json & echo done',
        f'set "BODY={BODY}"\ncurl {URL} --data-raw "%BODY%"',
    ],
)
def test_bodies(text):
    assert sent(text) == [(VALUE, [URL, "curl"])]


def test_a_variable_with_blanks():
    text = f'set P=@Image1 walks, slowly.\nset Q=a "b" c\ncurl {URL} -d "{{\\"prompt\\": \\"%P%\\", \\"seed\\": \\"%Q%\\"}}"'
    ((value, _),) = sent(text)
    assert value["prompt"] == "@Image1 walks, slowly."
    root = only("a.bat", text)
    placed = root.tree().find(("prompt",), text).form.source_map(text).to_file(Span(0, 7))
    assert text[slice(*placed)] == "@Image1"


def test_options_and_holes():
    text = 'clip run seedance-2.0 --image "%IMAGE%" --prompt "@Image1 walks 100%% to %1"'
    ((value, around),) = sent(text)
    assert value == {"image": "{}", "prompt": "@Image1 walks 100% to {}"}
    assert around == ["seedance-2.0", "clip run"]


def test_comments():
    text = 'rem seedance-lint: ignore\n@rem x\n:: y\ncurl -d "rem no"\nremove\n'
    found = list(host_for("a.bat").comments(SourceDocument("a.bat", text)))
    assert [comment.text for comment in found] == ["seedance-lint: ignore", "x", "y"]


def windows(line):
    """Return the arguments that a program of Windows finds in a command line."""
    made, word, quoted, at = [], None, False, 0
    while at < len(line):
        slashes = len(line) - at - len(line[at:].lstrip("\\"))
        at += slashes
        if slashes:
            is_quote = line[at : at + 1] == '"'
            word = (word or "") + "\\" * (slashes // 2 if is_quote else slashes)
            if is_quote and slashes % 2:
                word += '"'
                at += 1
        elif line[at] == '"':
            quoted, word, at = not quoted, word or "", at + 1
        elif line[at] == " " and not quoted:
            if word is not None:
                made.append(word)
            word, at = None, at + 1
        else:
            word, at = (word or "") + line[at], at + 1
    return [*made, *([] if word is None else [word])]


@given(st.text(alphabet='ab\\" {}é', max_size=8), st.text(alphabet='ab\\" {}é', max_size=8))
def test_a_written_text_is_what_programs_read(before, new):
    from seedance_lint.hosts.shell.batch import _commands

    escaped = ""
    for character in before:
        escaped += '\\"' if character == '"' else character
    text = f'run "{escaped.replace(chr(92) * 2 + chr(34), "")}x"'
    word = next(_commands(text))[1]
    node = word_node(text, word)
    assert [str(node.value)] == windows(text)[1:]
    at = len(node.value) - 1
    encoded = node.form.encode(new, at)
    if encoded is None:
        return
    start, end = node.form.source_map(text).to_file(Span(at, at + 1))
    assert windows(text[:start] + encoded + text[end:])[1:] == [str(node.value)[:at] + new]


@given(st.text(alphabet='ab"%^&|<>!() \\\r\n=,;', max_size=100))
def test_any_text_is_read(text):
    read("a.cmd", dedent(text) + " prompt")
    read("a.cmd", 'curl -d "{' + text + " prompt")
