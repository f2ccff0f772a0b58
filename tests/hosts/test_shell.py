"""Command lines: what they send, where that stands, and how it is written there."""

import json
import shutil
import subprocess
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_lint.diagnostics import Applicability, Edit, Fix, Location
from seedance_lint.hosts import Form, Node, Passed, Root, host_for
from seedance_lint.linter.place import Places
from seedance_lint.source import SourceDocument, Span
from tests.hosts.places import read
from tests.hosts.test_nested import check

BASH = shutil.which("bash")
needs_bash = pytest.mark.skipif(BASH is None, reason="no bash")
WALK = {"prompt": "@Image1 walks", "image_urls": ["a.png"]}
URL = "https://api.example.com/v1/videos"


def sent(text, path="a.sh"):
    """Return the values that a script sends; every character of theirs has been found in it."""
    found = read(path, dedent(text))
    roots = [root for root in found if isinstance(root, Root)]
    for root in roots:
        check(root, dedent(text))
    return [root.value for root in roots]


def clues(text):
    return [tuple(clue[:2]) for root in read("a.sh", text) if isinstance(root, Root) for clue in root.around]


BODIES = {
    "an option of a program of ours": """
        curl URL -d '{"prompt": "@Image1 walks", "image_urls": ["a.png"]}' && seedance run --input '["one two three four five"]'
    """,
    "single quotes": """curl -X POST URL -H 'X: y' -d '{"prompt": "@Image1 walks", "image_urls": ["a.png"]}'""",
    "double quotes": r"""curl URL --data "{\"prompt\": \"@Image1 walks\", \"image_urls\": [\"a.png\"]}" """,
    "ansi quotes": r"""curl URL --json $'{"prompt": "@Image1\x20walks",\n "image_urls": ["a.png"]}'""",
    "behind the letter": """curl -sSd'{"prompt": "@Image1 walks", "image_urls": ["a.png"]}' URL""",
    "behind the sign": """http POST URL --raw='{"prompt": "@Image1 walks", "image_urls": ["a.png"]}'""",
    "many lines": """
        curl URL \\
          -H "Content-Type: application/json" \\
          --data-raw '{
            "prompt": "@Image1 walks",
            "image_urls": ["a.png"]
          }'
    """,
    "blank behind the backslash": """
        curl URL \\\x20
          -d '{"prompt": "@Image1 walks", "image_urls": ["a.png"]}'
    """,
    "quoted here-document": """
        curl URL -d @- <<'EOF'
        {"prompt": "@Image1 walks",
         "image_urls": ["a.png"]}
        EOF
    """,
    "here-document": """
        curl URL -d @- << EOF
        {"prompt": "@Image1 walks", "image_urls": ["a.png"]}
        EOF
    """,
    "here-document with tabs": 'curl URL -d @- <<-EOF\n\t\t{"prompt": "@Image1 walks",\n\t\t"image_urls": ["a.png"]}\n\tEOF\n',
    "piped here-document": """
        cat <<EOF | curl URL -d @-
        {"prompt": "@Image1 walks", "image_urls": ["a.png"]}
        EOF
    """,
    "here-string": """curl URL -d @- <<< '{"prompt": "@Image1 walks", "image_urls": ["a.png"]}'""",
    "piped echo": """echo '{"prompt": "@Image1 walks", "image_urls": ["a.png"]}' | curl URL -d @-""",
    "substituted here-document": """
        curl URL -d "$(cat <<EOF
        {"prompt": "@Image1 walks", "image_urls": ["a.png"]}
        EOF
        )"
    """,
    "inside of a substitution": """
        ID=$(curl -s URL \\
          -d '{"prompt": "@Image1 walks", "image_urls": ["a.png"]}' | jq -r .id)
    """,
    "inside of a quoted substitution": """
        ID="$(curl -s "URL" -d '{"prompt": "@Image1 walks", "image_urls": ["a.png"]}')"
    """,
    "variable": """
        BODY='{"prompt": "@Image1 walks", "image_urls": ["a.png"]}'
        curl URL -d "$BODY"
    """,
    "variable in braces, exported, set later": """
        function send() { curl URL -d "${BODY}"; }
        export BODY='{"prompt": "@Image1 walks", "image_urls": ["a.png"]}'
    """,
    "variable from a here-document": """
        BODY=$(cat <<'JSON'
        {"prompt": "@Image1 walks", "image_urls": ["a.png"]}
        JSON
        )
        curl URL --data "$BODY"
    """,
    "variable that read fills": """
        read -r -d '' BODY <<EOF
        {"prompt": "@Image1 walks", "image_urls": ["a.png"]}
        EOF
        curl URL -d "$BODY"
    """,
    "file": """
        cat > body.json <<EOF
        {"prompt": "@Image1 walks", "image_urls": ["a.png"]}
        EOF
        curl URL -d @body.json
    """,
    "constants inside": """
        PROMPT="@Image1 walks"
        IMAGE=a.png
        curl "URL" -d "{\\"prompt\\": \\"$PROMPT\\", \\"image_urls\\": [\\"${IMAGE}\\"]}"
    """,
    "end of the quotes": """
        PROMPT='@Image1 walks'
        curl URL -d '{"prompt": "'"$PROMPT"'", "image_urls": ["a.png"]}'
    """,
    "session": """
        $ export KEY=x
        $ curl URL \\
        > -d '{"prompt": "@Image1 walks", "image_urls": ["a.png"]}'
        {"prompt": "@Image1 walks", "image_urls": ["not what was sent"]}
        $
    """,
    "session of a user": """
        me@host:~/clips$ curl URL -d '{"prompt": "@Image1 walks", "image_urls": ["a.png"]}'
        Don't look at "this
    """,
    "behind other commands": """
        set -euo pipefail  # don't go on
        case "$1" in a) echo "it's";; *) exit 1;; esac
        if [ -z "${KEY:-}" ]; then echo 'no "key'; fi && sudo curl URL -d '{"prompt": "@Image1 walks", "image_urls": ["a.png"]}' > out.json 2>&1
    """,
    "backslashes of a copied page": """
        curl URL -d '{"prompt": "@Image1 walks", "image_urls": [\\
          "a.png"\\
        ]}'
    """,
    "the button of a page": """curl URL -d '{"prompt": "@Image1 walks", "image_urls": ["a.png"]}'copy""",
    "trailing comma": """curl URL -d '{"prompt": "@Image1 walks", "image_urls": ["a.png"],}'""",
}


@pytest.mark.parametrize("script", BODIES.values(), ids=BODIES)
def test_bodies(script):
    text = script.replace("URL", URL)
    assert sent(text) == [WALK]
    assert clues(dedent(text)) == [("argument", URL), ("call", "curl" if "curl" in text else "http")]


COMMANDS = {
    'seedance generate "@Image1 walks" --image a.png --wait': ({"prompt": "@Image1 walks", "image": "a.png", "wait": True}, ("seedance generate",)),
    'bash scripts/seedance.sh --subject "@Image1 walks along the quay" --file a.png --intent epic': (
        {"prompt": "@Image1 walks along the quay", "file": "a.png", "intent": "epic"},
        ("scripts/seedance.sh", "bash"),
    ),
    'higgsfield generate create seedance_2_0 --prompt "@Image1 walks" --image a.png --image b.png --wait': (
        {"prompt": "@Image1 walks", "image": ["a.png", "b.png"], "wait": True},
        ("seedance_2_0", "higgsfield generate create"),
    ),
    "dreamina multimodal2video --image=./a.png --prompt='@图片1 走' --duration=5": (
        {"image": "./a.png", "prompt": "@图片1 走", "duration": "5"},
        ("dreamina multimodal2video",),
    ),
    'python3 scripts/clip.py create --images a.png b.png --prompt "@Image1 walks" --seed -1': (
        {"images": ["a.png", "b.png"], "prompt": "@Image1 walks", "seed": "-1"},
        ("scripts/clip.py", "create", "python3"),
    ),
    """clip run --image_urls '["a.png", "$x"]' --prompt "@Image1 walks" --seed 5""": (
        {"image_urls": ["a.png", "$x"], "prompt": "@Image1 walks", "seed": "5"},
        ("clip run",),
    ),
    "P='@Image1 walks'\nclip run --image a.png --prompt \"$P\"": (
        {"image": "a.png", "prompt": "@Image1 walks"},
        ("clip run",),
    ),
    'curl URL -F "prompt=@Image1 walks" -F "images[]=@a.png;type=image/png" -F images[]=@b.png --form-string n=@x': (
        {"prompt": "@Image1 walks", "images": ["a.png", "b.png"], "n": "@x"},
        (URL, "curl"),
    ),
    'jimeng video generate -p "@Image1 walks" --image-file a.png -m seedance-2.0': (
        {"prompt": "@Image1 walks", "image-file": "a.png", "model": "seedance-2.0"},
        ("jimeng video generate",),
    ),
    'reel video -p "@Image1 walks" --image-file a.png -m maker/seedance-2.0/image-to-video': (
        {"prompt": "@Image1 walks", "image-file": "a.png", "model": "maker/seedance-2.0/image-to-video"},
        ("reel video",),
    ),
    'curl URL -F "prompt=@Image1 walks" -F f[0][type]=image -F "f[0][file]=@a.png" -F f[1][type]=video -F u[1]=b -F u[0]=a': (
        {"prompt": "@Image1 walks", "f": [{"type": "image", "file": "a.png"}, {"type": "video"}], "u": ["a", "b"]},
        (URL, "curl"),
    ),
    'muapi video generate "@Image1 walks" --model seedance-v2.0-t2v': (
        {"prompt": "@Image1 walks", "model": "seedance-v2.0-t2v"},
        ("seedance-v2.0-t2v", "muapi video generate"),
    ),
    'wavespeed run bytedance/seedance-2.0 -p "@Image1 walks" -i image=a.png': (
        {"prompt": "@Image1 walks", "image": "a.png"},
        ("bytedance/seedance-2.0", "wavespeed run"),
    ),
    'clips run seedance-2-text-to-video -p "A heron waits in the reeds" -i duration=5 -i ratio=16:9': (
        {"prompt": "A heron waits in the reeds", "duration": "5", "ratio": "16:9"},
        ("seedance-2-text-to-video", "clips run"),
    ),
    'seedance-cli --prompt "@Image1 walks" --image-url https://example.com/a.png --image-file b.png --video c.mp4': (
        {"prompt": "@Image1 walks", "image_urls": ["https://example.com/a.png", "b.png"], "video_urls": "c.mp4"},
        ("seedance-cli",),
    ),
    'seedance-cli --prompt "@Image1 walks" --image-url a.png --video-url c.mp4': (
        {"prompt": "@Image1 walks", "image-url": "a.png", "video-url": "c.mp4"},
        ("seedance-cli",),
    ),
    'seedance generate --prompt "@Image1 walks" --first-frame a.png --model mini': (
        {"prompt": "@Image1 walks", "first-frame": "a.png"},
        ("mini", "seedance generate"),
    ),
    'python3 tools/seedance.py --prompt "@Image1 walks" --image a.png --model fast': (
        {"prompt": "@Image1 walks", "image": "a.png"},
        ("tools/seedance.py", "fast", "python3"),
    ),
    'seedance generate --prompt "@Image1 walks" --image a.png --model kling-3.0': (
        {"prompt": "@Image1 walks", "image": "a.png", "model": "kling-3.0"},
        ("kling-3.0", "seedance generate"),
    ),
    'clip run --prompt "@Image1 walks" --context a.png b.png --duration 5 --tone calm c.png': (
        {"prompt": "@Image1 walks", "context": ["a.png", "b.png"], "duration": "5", "tone": "calm"},
        ("c.png", "clip run"),
    ),
    'curl URL --data-urlencode "prompt=@Image1 walks" --data-urlencode image_url=a.png': (
        {"prompt": "@Image1 walks", "image_url": "a.png"},
        (URL, "curl"),
    ),
    'mcporter call seedance.generate prompt="@Image1 walks" image_url=a.png': (
        {"prompt": "@Image1 walks", "image_url": "a.png"},
        ("seedance.generate", "prompt=@Image1 walks", "image_url=a.png", "mcporter call"),
    ),
    "curl URL -d 'prompt=%40Image1+walks&image_url=a.png'": ({"prompt": "@Image1 walks", "image_url": "a.png"}, (URL, "curl")),
}  # fmt: skip


@pytest.mark.parametrize("script", COMMANDS)
def test_options_and_fields(script):
    value, around = COMMANDS[script]
    text = script.replace("URL", URL)
    (found,) = sent(text)
    assert found == value
    assert isinstance(found, Form)
    assert tuple(text for _, text in clues(text)) == around


def test_each_prompt_of_a_command_is_one_request():
    found = sent("batch.py --prompt '@Image1 walks' --prompt '@Image1 runs' --duration 4")
    assert found == [{"prompt": "@Image1 walks", "duration": "4"}, {"prompt": "@Image1 runs", "duration": "4"}]


def test_fields_of_httpie_are_json():
    text = f"""http POST {URL} prompt="@Image1 walks" duration:=5 image_urls:='["a.png"]' X-Key:abc page==2"""
    (found,) = sent(text)
    assert found == {**WALK, "duration": 5}
    assert type(found) is dict
    (found,) = sent(f"http -f POST {URL} prompt='@Image1 walks' image@a.png")
    assert isinstance(found, Form)


def test_files_that_are_sent_along_are_no_urls(check, tmp_path):
    (tmp_path / "a.sh").write_text(
        "clip run seedance-2.0 --prompt '@Image1 walks' --image a.png --aspect_ratio 16:9\n"
        "curl https://example.com -F prompt='@Image1 walks' -F image=@a.png -F aspect_ratio=16:9 -F model=seedance-2.0\n"
    )
    assert check("a.sh", "--select", "invalid-url", "--output-format", "json").json["diagnostics"] == []


def test_frames_by_short_names():
    assert sent("dreamina frames2video --first ./a.png --last=b.png --prompt 'dusk falls'") == [
        {"first_frame": "./a.png", "last_frame": "b.png", "prompt": "dusk falls"}
    ]


@pytest.mark.parametrize("command", ["clip generate create seed_audio", "clip text-to-music", "clip create mirelo_text_to_audio"])
def test_programs_that_make_sounds(command):
    assert not sent(f"{command} --prompt 'rain on a roof' --duration 4")
    assert sent("clip text-to-video-with-audio --prompt 'rain on a roof' --duration 4")


def test_typed_parts_alone_that_are_sent_to_us():
    body = '{"content": [{"type": "text", "text": "rain on a roof"}]}'
    assert sent(f"curl https://api.example.com/seedance-2-5/v1 -d '{body}'") == [json.loads(body)]
    assert not sent(f"curl https://api.example.com/chat/v1 -d '{body}'")


@pytest.mark.parametrize(
    "script",
    [
        'read -p "prompt {y}: " answer; PS1="prompt {\\u}$ "',
        'claude --prompt "Explain @Image1" --model x',
        'curl -d \'{"user": "x"}\' URL',
        'echo "{prompt}" \'{"a": 1}\'',
        "git commit -m 'Let the prompt=x be {y}'",
        '# curl -d \'{"prompt": "@Image1"}\'',
        "awk '{ print \"prompt\" }' a.txt",
        'jimeng image generate --prompt "a cat sits" --image a.png',
        'jimeng submit --prompt "a cat sits" --resolution 2048x2048',
        'dreamina create --prompt "a cat sits" --image a.png --ratio 1:1',
        "seedance serve -p 8080 --image a.png",
        'make -p "a cat sits" --image a.png',
        "sqlite3 ~/.dreamina/tasks.db \"select state from tasks where id='$ID' limit 1\"",
        'grep -rn seedance "the words of it"',
        'rg seedance-2.0 docs "the words of it"',
        'git commit seedance.md -m "the words of it"',
        'mkdir "the words of it" && open docs/seedance.md',
        "jq '{prompt: .x, \"a\": 1}' a.json",
        "cat > films/README.txt <<'END'\nSeedance prompts\n\nEach @asset has a line here, close-up or wide.\nEND",
        "jq '{prompt: .x | ascii_downcase, \"a\": 1}' a.json",
    ],
)
def test_silence(script):
    assert read("a.sh", script) == []


def test_programs_that_make_pictures_as_well() -> None:
    for script in (
        'jimeng submit --prompt "a cat sits" --duration 5',
        'jimeng submit --prompt "a cat sits" --model seedance-2.0',
        'jimeng video submit --prompt "a cat sits" --ratio 1:1',
        'dreamina i2v --prompt "a cat sits" --image a.png',
        'seedance submit --prompt "a cat sits" --resolution 720p',
    ):
        assert len(read("a.sh", script)) == 1, script


def test_a_broken_body_is_passed_over():
    text = """curl URL -d '{"prompt": "@Image1" "x": 1}'"""
    assert read("a.sh", text) == [Passed("inside broken JSON", text.index("'{"))]


def test_programs_in_a_script():
    text = dedent("""
        python3 - <<'EOF'
        client.run({"prompt": "@Image1 walks", "image_urls": ["a.png"]})
        EOF
        cat > clip.py <<'EOF'
        client.run({"prompt": "@Image2 walks", "image_urls": ["a.png"]})
        EOF
        python -c 'client.run({"prompt": "@Image3 walks", "image_urls": ["a.png"]})'
    """)
    assert [value["prompt"][:7] for value in sent(text)] == ["@Image1", "@Image3", "@Image2"]


@pytest.mark.parametrize("comment", ["# 4. 生成图片", "# Generate an image", "  # make two pictures", "# Text-to-image"])
def test_a_comment_right_above_a_command_tells_of_a_picture(comment):
    command = 'python main.py --prompt "A ferry at dusk" --images pier.jpg'
    assert sent(f"# Seedance\n{comment}\n{command}\n") == []
    for others in (
        f"{comment}\n\necho\n{command}",
        f"{comment} for the video\n{command}",
        f"# {comment.strip()[:-2]}\n{command}",
        f"{comment}\n{command} --duration 5",
        f"{comment}\n{command.replace('main', 'seedance')}",
    ):
        assert [value["prompt"] for value in sent(f"# Seedance\n{others}\n")] == ["A ferry at dusk"], others


def test_comments_are_about_the_command_behind_them():
    text = "# seedance-lint: ignore\ncurl URL \\\n -d '{}' # second\n# third\n\necho \"# none\"#\n"
    found = list(host_for("a.sh").comments(SourceDocument("a.sh", text)))
    assert [(comment.text, comment.own_line) for comment in found] == [("seedance-lint: ignore", True), ("second", False), ("third", True)]
    assert text[slice(*found[0].about)] == "curl URL \\\n -d '{}'"


@needs_bash
@pytest.mark.parametrize(
    "script", [body for name, body in BODIES.items() if "session" not in name], ids=[name for name in BODIES if "session" not in name]
)
@pytest.mark.parametrize("new", ["@Image2", 'it\'s "5 $" \\ `x`', "图片1"])
def test_a_mended_script_is_valid_and_says_it(script, new):
    text = dedent(script.replace("URL", URL))
    (root,) = read("a.sh", text)
    places = Places(SourceDocument("a.sh", text), root, ("prompt",))
    fix = places.fix(Fix("x", (Edit(Location(("prompt",), span=Span(0, 7)), new),), Applicability.SAFE))
    if fix is None:
        assert new != "@Image2"
        return
    for edit in reversed(fix.edits):
        text = text[: edit.start] + edit.replacement + text[edit.end :]
    subprocess.run([BASH, "-n"], input=text.encode(), check=True)
    assert sent(text) == [{**WALK, "prompt": f"{new} walks"}]


@given(st.text(alphabet="ab'\"\\$`#&;(){}<>|=-@ \n[]:,EOF", max_size=200))
def test_any_text_is_read(text):
    for root in read("a.sh", text + " prompt"):
        assert not isinstance(root, Root) or isinstance(root.tree(), Node)


@pytest.mark.parametrize(
    "piece",
    [
        "$(",
        '"$(',
        '"',
        "'",
        "`",
        "${",
        "$((",
        "<<E\n",
        "<<",
        "A=$A$A\n",
        "(",
        "|",
        "\\",
        "$'",
        "{",
        "prompt='{' ",
        "--prompt ",
        "$ curl \\\n> ",
    ],
)
def test_hostile_scripts(piece):
    read("a.sh", piece * 5_000 + "prompt")
    read("a.sh", "prompt=" + piece * 5_000)
