"""Command lines: what a variable, ``jq`` or ``printf`` fills in, and what only the run of a script tells."""

import pytest

from seedance_lint.hosts import Passed, Root
from seedance_lint.hosts.located import Template
from seedance_lint.source import Span
from tests.hosts.places import only, read
from tests.hosts.test_nested import check
from tests.hosts.test_shell import URL, WALK, sent


def test_what_is_filled_in_is_a_hole():
    (value,) = sent(
        r"""curl "$BASE/v1" -d "{\"prompt\": \"$WHO in @Image1 $(date)\", \"image_urls\": [\"$IMG\"], \"seed\": $SEED, $REST}" """
    )
    assert value == {"prompt": "{} in @Image1 {}", "image_urls": ["{}"]}
    assert isinstance(value["prompt"], Template)
    assert value["prompt"].holes == (Span(0, 2), Span(14, 16))
    assert value.unknown == {"seed"}
    assert value.open


@pytest.mark.parametrize(
    "script",
    [
        'P="@Image1"; if dark; then P="@Image2"; fi; clip --image a.png --prompt "$P"',
        'P="@Image1"; dark && P="@Image2"; clip --image a.png --prompt "$P"',
        'P="@Image1"\nshot() { clip --image a.png --prompt "$P"; }\nshot\nP="@Image2"\nshot',
        'P="@Image1"; for i in 1 2; do clip --image a.png --prompt "$P"; P="@Image2"; done',
        'P="@Image1"; P="@Image2" other; clip --image a.png --prompt "$P"',
        'P="@Image1"; P+=" walks"; clip --image a.png --prompt "$P"',
        'clip --image a.png --prompt "$1"',
        'clip --image a.png --prompt "${P:-$Q}"',
    ],
)
def test_only_constants_are_followed(script):
    assert not sent(script)
    found = read("x.sh", script.replace("--prompt", "--model seedance-2.0 --prompt"))
    assert [each.reason for each in found if isinstance(each, Passed)] == ["assembled at run time"]


@pytest.mark.parametrize(
    ("script", "prompts"),
    [
        ('P="@Image1"; clip --image a.png --prompt "$P"\nP="@Image2"\nclip --image a.png --prompt "$P"', ["@Image1", "@Image2"]),
        (
            'rain() {\n local p="@Image1"; clip --image a.png --prompt "$p"\n}\nsun() {\n local p="@Image2"; clip --image a.png --prompt "$p"\n}',
            ["@Image1", "@Image2"],
        ),
        ('P="@Image1"; if dark; then P="@Image2"; clip --image a.png --prompt "$P"; fi', ["@Image2"]),
        ('P="@Image1"; if dark; then clip --image a.png --prompt "$P"; else P="@Image2"; fi', ["@Image1"]),
        ('for i in 1 2; do P="@Image1"; clip --image a.png --prompt "$P"; done; P="@Image2"', ["@Image1"]),
        ('P="@Image1"; ID=$(clip --image a.png --prompt "$P"); P="@Image2"', ["@Image1"]),
        ('$ P="@Image1"\n$ clip --image a.png --prompt "$P"\n$ P="@Image2"\n$ clip --image a.png --prompt "$P"', ["@Image1", "@Image2"]),
        ('P="@Image1"; Q="$P walks"; P="@Image2"; clip --image a.png --prompt "$Q"', ["@Image1 walks"]),
    ],
)
def test_a_variable_is_what_it_was_given_last(script, prompts):
    assert [each["prompt"] for each in sent(script)] == prompts


def test_what_is_filled_in_if_nothing_else_is_given():
    text = 'clip --image a.png --prompt "${P:-@Image1 walks}"'
    root = only("x.sh", text)
    assert root.value["prompt"] == "@Image1 walks"
    node = root.tree().find(("prompt",))
    assert node.form.source_map(text).to_file(Span(0, 7)) == Span(text.index("@"), text.index(" walks"))
    assert node.form.encode("Image 1", 3) == "Image 1"
    assert node.form.encode("a}", 3) is None


JQ = {
    "an argument": (
        'clips run bytedance/seedance-2.0 "$(jq -nc --arg u "$URL" \'{"prompt": "@Image1 walks", image: $u, duration: 5}\')"',
        {"prompt": "@Image1 walks", "image": "{}", "duration": 5},
        ("bytedance/seedance-2.0", "clips run"),
    ),
    "what it is given": (
        f'P="@Image1 walks"\njq -n --arg p "$P" --argjson refs \'["a.png"]\' \'{{prompt: $p, image_urls: $refs}}\' | curl {URL} -d @-',
        WALK,
        (URL, "curl"),
    ),
    "a body with a name": (
        f'BODY=$(jq -n --arg prompt "@Image1 walks" \'{{$prompt, image_urls: ["a.png"]}} | tojson\')\ncurl {URL} -d "$BODY"',
        WALK,
        (URL, "curl"),
    ),
    "what may be added": (
        f'jq -n \'{{prompt: "@Image1 walks"}} + {{image_urls: ["a.png"]}}\' | curl {URL} -d @-',
        {"prompt": "@Image1 walks"},
        (URL, "curl"),
    ),
    "a text with holes": (
        f'jq -n --arg who "$1" \'{{prompt: "\\($who) walks", image_urls: ["a.png"]}}\' | curl {URL} -d @-',
        {"prompt": "{} walks", "image_urls": ["a.png"]},
        (URL, "curl"),
    ),
    "a body": (
        f'curl {URL} -d "$(jq -n \'{{prompt: "@Image1 walks", image_urls: ["a.png"]}}\')"',
        WALK,
        (URL, "curl"),
    ),
    "a pipe": (
        f'jq -n \'{{prompt: "@Image1 walks", image_urls: ["a.png"]}}\' | curl {URL} -d @-',
        WALK,
        (URL, "curl"),
    ),
}


@pytest.mark.parametrize(("text", "value", "around"), JQ.values(), ids=JQ)
def test_objects_that_jq_makes(text, value, around):
    (root,) = read("a.sh", text)
    assert root.value == value
    assert tuple(each.text for each in root.around) == around
    check(root, text)


WRITTEN = {
    "the words behind it": ('printf \'{"prompt": "%s", "image_urls": ["%s"]}\\n\' "$P" a.png', WALK),
    "a name of its own": ('printf \'{"prompt":"%s","image_urls":["a.png"]}\' "$P"', WALK),
    "a percent sign": (
        'printf \'{"prompt":"@Image1 at 5%% %s","image_urls":["a.png"]}\' x',
        {"prompt": "@Image1 at 5% x", "image_urls": ["a.png"]},
    ),
}


@pytest.mark.parametrize(("line", "value"), WRITTEN.values(), ids=WRITTEN)
def test_what_printf_writes(line, value):
    text = f'P="@Image1 walks"\n{line} | curl {URL} -d @-'
    (root,) = read("a.sh", text)
    assert root.value == value
    check(root, text)


def test_a_format_without_words_is_filled_in_at_run_time():
    assert not any(
        isinstance(each, Root) for each in read("a.sh", 'printf \'{"prompt": "%s"}\' | curl https://api.example.com/v1/videos -d @-')
    )


RUN_TIME = {
    "a variable": 'curl https://api.example.com/v1 -d "{\\"model\\": \\"seedance-2.0\\", \\"prompt\\": \\"$1\\"}"',
    "a variable of a variable": 'P="$1"\ncurl https://api.example.com/v1 -d "{\\"model\\": \\"seedance-2.0\\", \\"prompt\\": \\"$P\\"}"',
    "a body of jq": 'curl https://api.example.com/v1/seedance -d "$(jq -n --arg p "$1" \'{prompt: $p, duration: 5}\')"',
    "an option": 'seedance generate --prompt "$1" --image a.png',
}


@pytest.mark.parametrize("text", RUN_TIME.values(), ids=RUN_TIME)
def test_a_prompt_that_only_the_run_tells_is_told(text):
    found = read("x.sh", text)
    assert [each.reason for each in found if isinstance(each, Passed)] == ["assembled at run time"]
    assert not [each for each in found if isinstance(each, Root)]


def test_a_variable_of_another_product_is_not_told():
    assert not read("x.sh", 'curl https://api.example.com/v1 -d "{\\"model\\": \\"gpt-5\\", \\"prompt\\": \\"$1\\"}"')
