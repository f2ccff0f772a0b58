"""Shell scripts: arrays, loops, the lines that loops go through, and functions with what they are called with."""

import pytest

from seedance_lint.hosts import Passed, Root
from seedance_lint.source import Span
from tests.hosts.places import read
from tests.hosts.test_nested import check
from tests.hosts.test_shell import sent

ARRAYS = {
    "files": ('I=(a.png b.png)\nclip --prompt "@Image1 walks" --image "${I[@]}"', [("@Image1 walks", ["a.png", "b.png"])]),
    "one of them": ('I=(a.png "b.png")\nclip --prompt "@Image1 walks" --image "${I[1]}"', [("@Image1 walks", "b.png")]),
    "by their names": ('declare -A I=([sea]=a.png [fog]="b.png")\nclip --prompt "@Image1 walks" --image "${I[@]}"', [("@Image1 walks", ["a.png", "b.png"])]),
    "words of a command": (
        'A=(\n  --prompt "@Image1 walks" # what it says\n  --image a.png\n)\nif true; then A+=(--seed 3); fi\nclip "${A[@]}"', [("@Image1 walks", "a.png")]),
    "words that are added": ('A=(--prompt "@Image1 walks")\nA+=(--image a.png)\nclip "${A[@]}"', [("@Image1 walks", "a.png")]),
    "words that may be added": ('A=(--prompt "@Image1 walks" --duration 5)\n[ -n "$1" ] && A+=(--image "$1")\nclip "${A[@]}"', [("@Image1 walks", None)]),
    "any number": ('clip --prompt "@Image1 walks" --image "${I[@]}"', [("@Image1 walks", None)]),
    "a loop": (
        'for p in "@Image1 walks" "@Image1 runs"; do clip --prompt "$p" --image a.png; done', [("@Image1 walks", "a.png"), ("@Image1 runs", "a.png")]),
    "a loop over an array": (
        'P=("@Image1 walks" "@Image1 runs")\nfor p in "${P[@]}"; do clip --prompt "$p" --image a.png; done',
        [("@Image1 walks", "a.png"), ("@Image1 runs", "a.png")]),
    "a loop over two arrays": (
        'P=("@Image1 walks" "@Image1 runs")\nI=(a.png b.png)\nfor i in "${!P[@]}"; do clip --prompt "${P[$i]}" --image "${I[i]}"; done',
        [("@Image1 walks", "a.png"), ("@Image1 runs", "b.png")]),
    "a loop that counts": (
        'P=("@Image1 walks" "@Image1 runs")\nfor ((i=0; i<${#P[@]}; i++)); do\n  clip --prompt "${P[i]}" --image a.png\ndone',
        [("@Image1 walks", "a.png"), ("@Image1 runs", "a.png")]),
    "a function that is called in a loop": (
        'make() {\n  clip --prompt "$1" --image a.png\n}\nfor p in "@Image1 walks" "@Image1 runs"; do make "$p"; done',
        [("@Image1 walks", "a.png"), ("@Image1 runs", "a.png")]),
    "a loop that names nothing of the command": ('for i in 1 2 3; do clip --prompt "@Image1 walks" --image a.png; done', [("@Image1 walks", "a.png")]),
    "branches of a function": (
        ('make() {\n  local image="${2:-}"\n  if [ -n "$image" ]; then\n    clip --prompt "$1" --image "$image"\n  else\n    clip --prompt "$1" --duration 5\n  fi\n}\n'
        'make "@Image1 walks" a.png\nmake "rain"'),
        [("@Image1 walks", "a.png"), ("rain", None)]),
    "two requests of a function": (
        'make() {\n  clip --prompt "$1" --image a.png || return\n  clip --prompt "$2, at night" --image b.png\n}\nmake "@Image1 walks" "@Image1 runs"\nmake "@Image1 sits" "@Image1 stands"',
        [("@Image1 walks", "a.png"), ("@Image1 runs, at night", "b.png"), ("@Image1 sits", "a.png"), ("@Image1 stands, at night", "b.png")]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ARRAYS.values(), ids=ARRAYS)
def test_arrays_and_loops(text, expected):
    roots = list(read("a.sh", text))
    assert sorted((root.value["prompt"], root.value.get("image")) for root in roots) == sorted(expected)
    for root in roots:
        check(root, text)


LINES = {
    "a here-document": ("while IFS= read -r p; do {clip}; done <<'END'\n@Image1 walks\n\n# later\n@Image1 runs\nEND", ["@Image1 walks", "@Image1 runs"]),
    "a here-document that is filled in": ("D=dusk\nwhile read -r p; do {clip}; done <<END\n@Image1 walks at $D\n  @Image1 runs\nEND", ["@Image1 walks at dusk", "@Image1 runs"]),
    "a line that goes on": ("while read -r p; do {clip}; done <<END\n@Image1 \\\nwalks\nEND", ["@Image1 walks"]),
    "a text": ('while read -r p; do {clip}; done <<< "@Image1 walks"', ["@Image1 walks"]),
    "a text with escapes": ("while read -r p; do {clip}; done <<< $'@Image1 walks\\n@Image1 isn\\'t there'", ["@Image1 walks", "@Image1 isn't there"]),
    "a variable": ('P="@Image1 walks\n@Image1 runs"\nwhile read -r p || [[ -n $p ]]; do {clip}; done <<< "$P"', ["@Image1 walks", "@Image1 runs"]),
    "what a command writes": ("while read -r p; do {clip}; done < <(printf '%s\\n' '@Image1 walks' '@Image1 runs')", ["@Image1 walks", "@Image1 runs"]),
    "what a command writes of an array": (
        "P=('@Image1 walks' '@Image1 runs')\nwhile read -r p; do {clip}; done < <(printf '%s\\n' \"${P[@]}\")", ["@Image1 walks", "@Image1 runs"]),
    "a pipe": ('echo "@Image1 walks" | while read -r p; do {clip}; done', ["@Image1 walks"]),
    "a pipe of a here-document": ("cat <<'END' | while read -r p; do\n@Image1 walks\n@Image1 runs\nEND\n{clip}\ndone", ["@Image1 walks", "@Image1 runs"]),
    "a file that is written before": ("cat > p.txt <<'END'\n@Image1 walks\nEND\nwhile read -r p; do {clip}; done < p.txt", ["@Image1 walks"]),
    "several names": ("while IFS='|' read -r n p; do {clip}; done <<'END'\na|@Image1 walks | runs\nb|@Image1 sits\nEND", ["@Image1 walks | runs", "@Image1 sits"]),
    "names between tabs": ("while IFS=$'\\t' read -r n p; do {clip}; done <<'END'\na\t@Image1 walks\nEND", ["@Image1 walks"]),
    "names between blanks": ("while read -r n p; do {clip}; done <<'END'\na   @Image1 walks\nEND", ["@Image1 walks"]),
    "an array": ("mapfile -t P <<'END'\n@Image1 walks\n@Image1 runs\nEND\nfor p in \"${P[@]}\"; do {clip}; done", ["@Image1 walks", "@Image1 runs"]),
    "a function": ("make() {\n  local p=\"$1\"\n  {clip}\n}\nwhile read -r q; do make \"$q\"; done <<'END'\n@Image1 walks\nEND", ["@Image1 walks"]),
    "a file from elsewhere": ("while read -r p; do {clip}; done < p.txt", ["{}"]),
    "a variable from elsewhere": ('while read -r p; do {clip}; done <<< "$P"', ["{}"]),
    "letters": ("while read -n 1 p; do {clip}; done <<< abc", ["{}"]),
    "an array from elsewhere": ('mapfile -t P <<< "$TEXT"\nfor p in "${P[@]}"; do {clip}; done', ["{}"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "prompts"), LINES.values(), ids=LINES)
def test_loops_over_lines(text, prompts):
    text = text.replace("{clip}", 'seedance --prompt "$p" --image a.png')
    roots = [root for root in read("a.sh", text) if isinstance(root, Root)]
    assert [root.value["prompt"] for root in roots] == ([] if prompts == ["{}"] else prompts)
    for root in roots:
        check(root, text)


def test_the_end_of_a_loop_sends_nothing() -> None:
    text = """U=$(jq -n '{prompt: "@Image1 walks", image_urls: []}')\nwhile read -r u; do echo "$u"; done <<< "$U"\ncurl -d "$U" https://a.example"""
    assert [root.value["prompt"] for root in read("a.sh", text) if isinstance(root, Root)] == ["@Image1 walks"]


SEND = 'curl https://queue.fal.run/bytedance/seedance-2.0 -d "{\\"prompt\\": \\"$1\\", \\"image_urls\\": [\\"${2:-x}\\"]}"'
FUNCTIONS = {
    "a body": (f"send() {{\n  {SEND}\n}}\nsend 'one @Image1' a.png\nsend 'two' b.png &", [("one @Image1", ["a.png"]), ("two", ["b.png"])]),
    "another way to define it": (f"function send {{\n  {SEND}\n}}\nsend 'one' a.png", [("one", ["a.png"])]),
    "an argument by default": (f"send() {{\n  {SEND}\n}}\nsend 'one'", [("one", ["x"])]),
    "names of its own": (
        'shot() {\n  local p="$1" i=$2\n  seedance --prompt "$p" --image-urls "$i"\n}\nshot "one @Image1" a.png\nshot "two" "$X"',
        [("one @Image1", "a.png"), ("two", None)],
    ),
    "arguments that are shifted": (f"send() {{\n  shift\n  {SEND}\n}}\nsend x 'one' a.png", [("one", ["a.png"])]),
    "arguments that are shifted by two": (f"send() {{\n  local n=$1; shift 2\n  {SEND}\n}}\nsend x y 'one' a.png", [("one", ["a.png"])]),
    "arguments that are shifted again and again": (f"send() {{\n  while shift; do\n  {SEND}\n  done\n}}\nsend 'one' a.png", []),
    "arguments that are shifted twice": (f"send() {{\n  shift\n  shift\n  {SEND}\n}}\nsend x y 'one' a.png", []),
    "all that is left": (
        'send() {\n  local p=$1\n  shift\n  seedance --prompt "$p" "$@"\n}\nsend one --image-urls a.png',
        [("one", "a.png")],
    ),
    "all there is": ('send() {\n  seedance "$@"\n}\nsend --prompt one --image-urls a.png', [("one", "a.png")]),
    "a call that says nothing": (f'send() {{\n  {SEND}\n}}\nsend "$P" a.png', []),
}


@pytest.mark.parametrize(("text", "expected"), FUNCTIONS.values(), ids=FUNCTIONS)
def test_functions_are_read_with_what_they_are_called_with(text, expected):
    roots = [root for root in read("x.sh", text) if isinstance(root, Root)]
    assert [(root.value["prompt"], root.value.get("image_urls") or root.value.get("image-urls")) for root in roots] == expected
    for root in roots:
        made = root.tree().find(("prompt",), text).form.source_map(text)
        assert text[slice(*made.to_file(Span(0, made.length)))] == root.value["prompt"]


def test_turns_of_loops_of_loops_are_few():
    text = 'f() {\n clip --prompt "$1 walks" --image a.png\n}\n' + "for p in 1 2 3 4 5 6 7 8 9 10; do\n" * 3 + "f $p\n" * 200 + "done\n" * 3
    assert len(sent(text)) <= 2000


def test_what_a_loop_passes_over_is_told_once():
    text = 'for i in 1 2 3; do\n  P=$(sed -n "${i}p" p.txt)\n  curl https://a.test -d "{\\"model\\": \\"seedance-2.0\\", \\"prompt\\": \\"$P\\", \\"n\\": $i}"\ndone'
    assert [part.reason for part in read("a.sh", text)] == ["assembled at run time"]


def test_parts_of_which_only_the_run_tells_the_text_are_passed_over():
    body = '{\\"model\\": \\"seedance-2.0\\", \\"content\\": [{\\"type\\": \\"text\\", \\"text\\": \\"%s\\"}]}'
    told = [list(read("a.sh", f'curl https://a.test -d "{body % text}"')) for text in ("$1", "$1 walks")]
    assert [type(part) for parts in told for part in parts] == [Passed, Root]
