"""Command lines inside of programs: lists of words, and texts that are handed to a shell."""

import pytest

from seedance_lint.hosts import Form, Root
from seedance_lint.requests import find_requests
from seedance_lint.requests.contracts import Contracts
from tests.hosts.places import read

BODY = '{"model": "seedance-2.0", "prompt": "@Image1 walks", "image_urls": ["a", "b"]}'
WALKS = [("@Image1 walks", 2)]
ONE = [("@Image1 walks", 1)]


def requests(path: str, text: str):
    """Return prompt and number of images of each request; None where these are not known."""
    roots = [root for root in read(path, text) if isinstance(root, Root)]
    found = [each for root in roots for each in find_requests(root.value, Contracts(), root.around).found]
    return [(each.prompt, None if each.assets is None else each.given("image")) for each in found]


FOUND = {
    "curl in a text": ("a.py", f"os.system('''curl https://api.example.com/v1 -d '{BODY}' ''')", WALKS),
    "a command with a name": ("a.py", f"c = '''curl https://api.example.com/v1 -d '{BODY}' '''\nsubprocess.run(c, shell=True)", WALKS),
    "curl as words": ("a.py", f"subprocess.run(['curl', 'https://api.example.com/v1', '-d', '{BODY}'])", WALKS),
    "options in a text": ("a.py", "run(\"seedance generate --prompt '@Image1 walks' --image a.png\", shell=True)", ONE),
    "a short option where the program names us": (
        "a.py",
        "# Seedance\nrunner.invoke(cli, ['generate', '-p', '@Image1 walks', '--image', 'a.png', '--ratio', '16:9'])",
        ONE,
    ),
    "a word behind a short option": (
        "a.py",
        "# Seedance\nrunner.invoke(cli, ['create', '-p', 'smile', '--image', 'a.png'])",
        [("smile", 1)],
    ),
    "curl in a template": ("a.ts", f"exec(`curl https://api.example.com/v1 -d '{BODY}'`)", WALKS),
    "options in a string": ("a.js", "execSync(\"seedance generate --prompt '@Image1 walks' --image a.png\")", ONE),
    "a program and its words": ("a.ts", "spawn('seedance', ['generate', '--prompt', '@Image1 walks', '--image', 'a.png'])", ONE),
    "words alone": ("a.ts", "await $(['seedance', '--prompt', '@Image1 walks', '--image', 'a.png'])", ONE),
    "a program that a script looks for": (
        "a.sh",
        'bin="$(which_dreamina)"\n"${bin}" text2video --prompt "a quay at dawn" --poll 10',
        [("a quay at dawn", 0)],
    ),
    "files of any kind": ("a.sh", "seedance gen --input first:@a.png --input last:@b.png 'a quay at dawn'", [("a quay at dawn", 2)]),
    "a file that is a reference": ("a.sh", "seedance gen --input ref:@a.mp4 'a quay at dawn'", [("a quay at dawn", 0)]),
    "files without a word for their kind": (
        "a.sh",
        "seedance gen --input a.png --input https://example.com/b.png 'a quay at dawn'",
        [("a quay at dawn", 2)],
    ),
    "curl with a mapping among its words": ("a.py", "run(['curl', 'https://api.example.com/v1', '-d', {'a': 1}])", []),
    "files in two ways": ("a.sh", "seedance-cli --prompt '@Image1 walks' --image-url https://e.com/a.png --image-file b.png", WALKS),
    "a command in a sentence": ("a.ts", "log(\"Ran seedance generate --prompt '@Image1 walks' --image a.png\")", []),
    "a question of a script": ("a.ts", "// Seedance\nspawn('claude', ['-p', 'What is this?', '--image', 'a.png'])", []),
    "a question": ("a.py", "# Seedance\nsubprocess.run(['claude', '-p', 'What is this?', '--image', 'a.png'])", []),
    "a port": ("a.py", "# Seedance\nsubprocess.run(['serve', '-p', '8080', '--image', 'a.png'])", []),
    "a profile of something else": ("a.py", "# Seedance\nsubprocess.run(['deploy', '-p', 'staging', '--force'])", []),
    "a pattern": ("a.ts", "re.exec('a prompt of seedance')", []),
    "a container": ("a.sh", 'dreamina="x"\n"$runner" build --prompt "a question of some kind"', []),
}


@pytest.mark.parametrize(("path", "text", "expected"), FOUND.values(), ids=FOUND)
def test_commands_of_programs(path, text, expected) -> None:
    assert requests(path, text) == expected


def test_what_the_options_of_a_list_of_words_say_is_text() -> None:
    (root,) = [root for root in read("a.py", "run(['seedance', '--prompt', 'a quay', '--duration', '5'])") if isinstance(root, Root)]
    assert type(root.value) is Form
