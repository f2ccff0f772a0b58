"""Commands of which every word is read: nothing else can give files to their requests."""

from textwrap import dedent

import pytest

from seedance_lint.hosts import Root
from seedance_lint.requests import find_requests
from seedance_lint.requests.contracts import Contracts
from tests.hosts.places import read

WHOLE = [
    'seedance generate "A ferry leaves the pier." --duration 8 --ratio 16:9 --wait -o ferry.mp4',
    'seedance --prompt "A ferry leaves the pier." --resolution 720p',
    'seedance generate "A ferry leaves the pier." --audio-gen --duration 8',
    'npx seedance-cli --prompt "A ferry leaves the pier." --duration 8',
    'node scripts/seedance-2-video.mjs --prompt "A ferry leaves the pier." --seconds 5',
    'uv run python tools/run_seedance.py --prompt "A ferry leaves the pier."',
    'clips video create --model seedance-2.0 --prompt "A ferry leaves the pier." --seconds 5',
    '# Seedance\nclips video generate --prompt "A ferry leaves the pier." --wait',
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


HIDDEN = {
    '--image "$PIER"': 1,
    "-i pier.jpg": 1,
    '-i "$PIER"': 1,
    '--images "$PIERS"': None,
    '--images="$PIERS"': None,
    "--images pier.jpg,quay.jpg": 2,
    '--image "${PIERS[@]}"': None,
    '${PIER:+--image "$PIER"}': None,
}


@pytest.mark.parametrize(("option", "files"), HIDDEN.items(), ids=HIDDEN)
def test_files_that_only_the_run_tells_are_not_none(option, files) -> None:
    (root,) = [root for root in read("a.sh", f'seedance generate --prompt "A ferry leaves the pier." {option}') if isinstance(root, Root)]
    (request,) = find_requests(root.value, Contracts(), root.around).found
    assert (None if request.assets is None else sum(map(len, request.assets.values()))) == files


@pytest.mark.parametrize("option", ["--negative-prompt", "--system", "--title", "--voice-over", "--image-prompt"])
def test_a_sentence_of_something_else_is_not_the_prompt(option) -> None:
    said = '"grey fog, a pier, low light"'
    assert read("a.sh", f"seedance generate {option} {said} --duration 5") == []
    for command in (f"seedance generate --subject {said}", f'seedance generate --subject {said} {option} "one two three four"'):
        assert [root.value["prompt"] for root in read("a.sh", command)] == [said.strip('"')]


def test_the_name_of_a_video_is_no_script_of_ours() -> None:
    said = "a small title below"
    command = f'npx studio edit overlay out/FILE "{said}" --fast'
    assert read("a.sh", command.replace("FILE", "seedance.mp4")) == []
    assert [root.value["prompt"] for root in read("a.sh", command.replace("studio edit overlay out/FILE", "seedance.mjs"))] == [said]


def test_an_option_that_takes_any_parameter() -> None:
    command = 'studio video create --prompt "A ferry leaves the pier." --set "model=MODEL" --set duration=5 --set mode'
    for model, count in (("Seedance 2.0", 1), ("Seedance 1.0 Pro", 0), ("Kling 3.0", 0)):
        (root,) = read("a.sh", f"# Seedance\n{command.replace('MODEL', model)}")
        found = find_requests(root.value, Contracts(), root.around)
        assert (len(found.found), root.value["model"], root.value["duration"]) == (count, model, "5")


FLAGS = [
    'python3 scripts/generate_video.py --draft "{}"',
    'python3 scripts/generate_video.py --no-audio --fast "{}" --ratio 16:9',
    'seedance generate --draft "{}" --image-url https://example.com/a.png',
    'seedance --wait "{}" --title "One of the boats that leave"',
]


@pytest.mark.parametrize("command", FLAGS)
def test_a_sentence_behind_an_option_without_a_value_is_the_prompt(command) -> None:
    said = "A boat leaves the harbour at dawn."
    text = f"# Seedance\n\n```bash\n{command.format(said)}\n```\n"
    assert [root.value["prompt"] for root in read("a.md", text)] == [said]
    if "generate_video" in command:
        assert read("a.md", text.replace("--draft ", "--title ").replace("--fast ", "--title ")) == []
