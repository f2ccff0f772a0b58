"""Commands of which every word is read: nothing else can give files to their requests."""

from textwrap import dedent

import pytest

from seedance_lint.hosts import Root
from tests.hosts.places import read

WHOLE = [
    'seedance generate "A ferry leaves the pier." --duration 8 --ratio 16:9 --wait -o ferry.mp4',
    'seedance --prompt "A ferry leaves the pier." --resolution 720p',
    'seedance generate "A ferry leaves the pier." --audio-gen --duration 8',
    'npx seedance-cli --prompt "A ferry leaves the pier." --duration 8',
    'node scripts/seedance-2-video.mjs --prompt "A ferry leaves the pier." --seconds 5',
    'uv run python tools/run_seedance.py --prompt "A ferry leaves the pier."',
    'clips video create --model seedance-2.0 --prompt "A ferry leaves the pier." --seconds 5',
    'TONE=calm\nseedance generate --prompt "A $TONE ferry leaves the pier." --duration "$LENGTH"',
]
IN_PART = [
    'seedance generate "A ferry leaves the pier." pier.jpg --duration 8',
    'seedance generate pier --prompt "A ferry leaves the pier." --duration 8',
    'seedance generate --prompt "A ferry leaves the pier." --duration 8 $MORE',
    'seedance generate --prompt "A ferry leaves the pier." --duration 8 "$@"',
    'seedance generate --prompt "A ferry leaves the pier." --duration 8 -c pier',
    """seedance generate --prompt "A ferry leaves the pier." --duration 8 '{"images": []}'""",
    'seedance extend --prompt "A ferry leaves the pier." --duration 8',
    'seedance-prompt --prompt "A ferry leaves the pier." --duration 8',
    'python check_prompt.py --model seedance-2.0 --prompt "A ferry leaves the pier." --duration 8',
    'python seedance.py pier.py --prompt "A ferry leaves the pier." --duration 8',
    '$RUN --model seedance-2.0 --prompt "A ferry leaves the pier." --duration 8',
    'kite send --model seedance-2.0 --prompt "A ferry leaves the pier."',
]


def wholes(text, path="a.sh"):
    return [root.value.whole for root in read(path, dedent(text)) if isinstance(root, Root)]


@pytest.mark.parametrize("text", WHOLE)
def test_every_word_is_read(text) -> None:
    assert wholes(text) == [True]


@pytest.mark.parametrize("text", IN_PART)
def test_something_else_is_given(text) -> None:
    assert wholes(text) == [False]


def test_a_list_of_words_of_a_program() -> None:
    words = "'seedance', 'generate', '--prompt', 'A ferry leaves the pier.', '--duration', '8'"
    assert wholes(f"run([{words}])", "a.py") == [True]
    assert wholes(f"run([{words}, *more])", "a.py") != [True]
    assert wholes(f"run([{words}, pier])", "a.py") == [False]
