"""Examples of command lines in what a program says of itself."""

import pytest

from seedance_lint.hosts import Root
from seedance_lint.hosts.program.usage import examples
from seedance_lint.requests import Contracts, find_requests
from tests.hosts.places import read
from tests.hosts.test_nested import check

HELP = """#!/bin/bash
# Clips of Seedance.
usage() {{
  cat <<'END'
Don't panic. Usage: bash clip.sh --prompt "what is seen" [options]

{example}
END
}}
"""
EXAMPLES = {
    "a script": ('  bash clip-video.sh \\\n    --prompt "@Image1 walks" \\\n    --file a.png', [("@Image1 walks", "a.png")]),
    "two": (
        '  # a walk\n  $ python make_video.py --prompt "@Image1 walks" --image a.png\n\n  ./video.sh --prompt "rain" --duration 5',
        [("@Image1 walks", "a.png"), ("rain", None)],
    ),
    "a description of an option": ("  --prompt TEXT  the prompt, such as \"rain\"\n  -p 'rain'", []),
    "a command without one": ("  bash clip.sh --help\n  curl https://example.com/seedance", []),
}


@pytest.mark.parametrize(("example", "expected"), EXAMPLES.values(), ids=EXAMPLES)
def test_examples_of_a_script(example, expected) -> None:
    text = HELP.format(example=example)
    roots = [root for root in read("a.sh", text) if isinstance(root, Root)]
    assert [(root.value["prompt"], root.value.get("file") or root.value.get("image")) for root in roots] == expected
    for root in roots:
        check(root, text)


def test_a_script_that_does_not_name_us_has_no_examples_of_ours() -> None:
    text = HELP.format(example='  bash clip.sh --prompt "rain"').replace("Seedance", "films")
    assert not [root for root in read("a.sh", text) if isinstance(root, Root)]


def test_examples_are_few() -> None:
    assert len(list(examples("bash a.sh --prompt 'x'\n" * 100))) == 50


PROGRAMS = {
    "the line that says so": (
        "a.py",
        '"""Seedance.\n\nUsage: python a.py --prompt "@Image1 walks" --image a.png\n"""\n',
        ["@Image1 walks"],
    ),
    "a script of ours with a sentence": (
        "a.py",
        "MODEL = 'seedance'\nprint('  python seedance.py \"a kite rises\" --duration 5')\n",
        ["a kite rises"],
    ),
    "a question to one": ("a.py", "MODEL = 'seedance'\nprint('  python seedance.py status \"a kite rises\"')\n", []),
    "a text of one line": ("a.py", "# Seedance\nprint('Example: python a.py --prompt \"rain\" --duration 5')\n", ["rain"]),
    "a module": (
        "a.py",
        '"""Clips of Seedance.\n\nUsage:\n    py clip.py --prompt "@Image1 walks" --image a.png\n"""\n',
        ["@Image1 walks"],
    ),
    "the end of the help": ("a.py", 'P = ArgumentParser("seedance", epilog="""\n  clip.py --prompt \'rain\' --seconds 5\n""")\n', ["rain"]),
    "the end of the help, for the program itself": (
        "a.py",
        'P = ArgumentParser("seedance", epilog="""\n  %(prog)s --prompt "@Image1 walks" --image a.png\n  %(prog)s --dry-run\n""")\n',
        ["@Image1 walks"],
    ),
    "a sentence for the program itself": (
        "make_video.py",
        '"""Seedance.\n\nExamples:\n  {prog} "a kite rises over the bay" --duration 5\n  {prog} "kite.png"\n"""\n',
        ["a kite rises over the bay"],
    ),
    "a tool of any name": (
        "a.ts",
        '// Seedance\nsay(`Examples:\n  studio video --prompt "a kite rises" --duration 5\n`);\n',
        ["a kite rises"],
    ),
    "a tool of any name, alone": ("a.ts", "// Seedance\nsay(\"  studio video --duration 5 --prompt 'a kite rises'\");\n", ["a kite rises"]),
    "a sentence about an option": ("a.ts", '// Seedance\nsay(`Hints:\n  then pass --prompt "a kite rises" for a video\n`);\n', []),
    "a tool for pictures": ("a.ts", '// Seedance\nsay(`Examples:\n  studio image --prompt "a kite rises" --ratio 1:1\n`);\n', []),
    "a script": ("a.ts", '// Seedance\nconsole.log(`Usage:\n  node clip.mjs --prompt "rain" --duration 5\n`);\n', ["rain"]),
    "a string of a script": ("a.ts", "// Seedance\nlog('Usage: node a.mjs --prompt \"rain\" --duration 5');\n", ["rain"]),
    "a sum of strings": (
        "a.ts",
        "// Seedance\nabout('Examples:\\n' +\n  '  $ clip video \\\\\\n' +\n  '    --prompt \"rain\" \\\\\\n' +\n  '    --duration 5\\n');\n",
        ["rain"],
    ),
    "a sum with something unknown": ("a.ts", "// Seedance\nsay('node a.mjs --prompt \"' + p + '\" --duration 5');\n", []),
    "words about an option": ("a.ts", "// Seedance\nfail('missing --prompt \"rain\"');\n", []),
    "a list of examples": (
        "a.py",
        "# Seedance\nEXAMPLES = ('python3 clip.py --prompt \"rain\" --duration 5', 'about prompt \"snow\"')\n",
        ["rain"],
    ),
    "a command that is run": ("a.py", "# Seedance\nos.system('python3 clip.py --prompt \"rain\" --duration 5')\n", ["rain"]),
    "a module about something else": ("a.py", '"""Films.\n\n    python clip.py --prompt "rain" --image a.png\n"""\n', []),
}


@pytest.mark.parametrize(("path", "text", "expected"), PROGRAMS.values(), ids=PROGRAMS)
def test_examples_of_a_program(path, text, expected) -> None:
    roots = [root for root in read(path, text) if isinstance(root, Root) and root.value]
    assert [root.value["prompt"] for root in roots if "prompt" in root.value] == expected
    for root in roots:
        if "prompt" in root.value:
            check(root, text)


SHOWN = {
    "a call": ("const CALL = `curl -X POST https://api.example.com/v1/video \\\\\n  -d '{\n    \"prompt\": \"rain\",\n    \"duration\": \"5\"\n  }'`;", ["rain"]),
    "a body": ('const BODY = `{\n  "prompt": "@image1 walks",\n  "duration": "5"\n}`;', ["@image1 walks"]),
    "a body that names the model": ('const BODY = `{\n  "prompt": "rain",\n  "model": "seedance-2.0"\n}`;', ["rain"]),
    "a body of anything": ('const BODY = `{\n  "prompt": "rain",\n  "size": "5"\n}`;', []),
    "a broken body": ('const BODY = `{\n  "prompt": "rain",\n  "duration": 5,,\n}`;', []),
    "a body that is sent": ('const BODY = `{\n  "prompt": "rain",\n  "duration": "5"\n}`;\nfetch("https://a.io/seedance", {tags: [1], body: BODY});', ["rain"]),
    "a call that is made": ("exec(`curl https://a.io/seedance \\\\\n  -d '{\"prompt\": \"rain\", \"duration\": 5}'`);", ["rain"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SHOWN.values(), ids=SHOWN)
def test_what_pages_show_of_a_request(text, expected) -> None:
    text = "// Powered by Seedance\n" + text
    roots = [root for root in read("a.tsx", text) if isinstance(root, Root)]
    assert [each.prompt for root in roots for each in find_requests(root.value, Contracts(), root.around).found] == expected
