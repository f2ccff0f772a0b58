"""Plain text: everything is the prompt, but for front matter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_lint.hosts import HostFailure
from seedance_lint.hosts import text as host
from seedance_lint.source import SourceDocument
from tests.hosts.places import only, pieces, read, strings

WORDS = st.text(st.sampled_from("ab@1 :#-'\"\\,[]{}é中🎬/.&*!|>%?~\t"), max_size=12)


@st.composite
def scalars(draw, in_flow: bool) -> tuple[object, str]:
    """A value and one way to write it."""
    word = draw(WORDS)
    style = draw(st.sampled_from(["single", "double", "escaped", "plain", "number"]))
    if style == "number":
        return draw(
            st.sampled_from(
                [(10, "10"), (-1, "-1"), (4.5, "4.5"), (True, "true"), (None, "null"), (None, "~"), ("16:9", "16:9"), ("no", "no")]
            )
        )
    if style == "single":
        return word, "'" + word.replace("'", "''") + "'"
    if style == "double":
        return word, '"' + word.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t") + '"'
    if style == "escaped":
        return word, '"' + "".join(f"\\U{ord(character):08x}" for character in word) + '"'
    word = "".join(
        draw(st.lists(st.sampled_from(["a", "1", "@", " b", ":c", "中", "🎬", "-", "#", "'", "https://x.io/a.png?b=c#d"]), max_size=5))
    )
    plain = "w" + word
    return plain, plain


@st.composite
def heads(draw):
    """Front matter: its fields and one way to write them."""
    names = draw(st.lists(st.sampled_from(["image_urls", "video_urls", "duration", "a-b", "x"]), unique=True, min_size=1))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    remark = st.sampled_from(["", " # remark", "  ", " #"])
    fields, lines = {}, []
    for name in names:
        written = draw(st.sampled_from([name, f"'{name}'", f'"{name}"']))
        kind = draw(st.sampled_from(["scalar", "flow", "block", "empty"]))
        if draw(st.booleans()):
            lines.append(draw(st.sampled_from(["", "# note", "   # note", "  "])))
        if kind == "scalar":
            fields[name], text = draw(scalars(in_flow=False))
            lines.append(f"{written}: {text}{draw(remark)}")
        elif kind == "empty":
            fields[name] = None
            lines.append(f"{written}:{draw(remark)}")
        else:
            items = draw(st.lists(scalars(in_flow=kind == "flow"), max_size=3, min_size=int(kind == "block")))
            fields[name] = [value for value, _ in items]
            if kind == "flow":
                gap = draw(st.sampled_from(["", " ", end + "  ", f" # remark{end} "]))
                lines.append(f"{written}: [{gap}{f',{gap or chr(32)}'.join(text for _, text in items)}{gap}]{draw(remark)}")
            else:
                indent = draw(st.sampled_from(["", "  "]))
                lines.append(f"{written}:{draw(remark)}")
                lines += [f"{indent}- {text}{draw(remark)}" for _, text in items]
    return fields, end.join(["---", *lines, "---", ""])


@given(heads(), st.text())
def test_heads_in_every_way_of_writing(head, prompt) -> None:
    fields, written = head
    text = written + prompt
    root = only("a.txt", text)
    assert root.value == {"prompt": prompt, **fields}
    tree = root.tree()
    assert text[slice(*tree.find(("prompt",)).span)] == prompt
    for path, value in strings(root.value):
        node = tree.find(path)
        source_map = node.form.source_map(text)
        assert source_map.value == value
        for character, span in pieces(source_map):
            piece = text[slice(*span)]
            assert piece == character or (piece[0] == "\\" and len(piece) > 1) or piece == "''"
        assert path == ("prompt",) or text[slice(*tree.find_key(path[:1]).span)].strip("'\"") == path[0]


@given(heads())
def test_heads_are_yaml(head) -> None:
    yaml = pytest.importorskip("yaml", reason="the library to compare with")

    class Core(yaml.CSafeLoader):
        """A loader that leaves plain words alone."""

    Core.yaml_implicit_resolvers = {}
    fields, written = head
    body = written.removesuffix("---\n").removesuffix("---\r\n")
    assert read("a.txt", written)[0].value.keys() - {"prompt"} == yaml.load(body, Core).keys()

    def plain(value):
        return [plain(item) for item in value] if isinstance(value, list) else value if isinstance(value, str) else ...

    for name, value in yaml.load(body, Core).items():
        ours = plain(fields[name])
        theirs = [item if mine is not ... else ... for item, mine in zip(value, ours, strict=True)] if isinstance(ours, list) else value
        assert ours in (..., theirs)


PLAIN = [
    "",
    "@Image1 as scene",
    "---\nno end",
    "---\njust prose\n---\nmore",
    "a\n---\nb: 1\n---\n",
    "--- a: 1\n---\n",
    "\ufeff",
    "a\r\n\r\n",
]


@pytest.mark.parametrize("text", PLAIN)
def test_the_whole_file_is_the_prompt(text) -> None:
    root = only("a.prompt", text)
    assert root.value == {"prompt": text}
    node = root.tree().find(("prompt",))
    assert node.span == (0, len(text))
    assert node.form.source_map(text).value == text


FAILURES = [
    ("---\na: 1\n«oops\n---\n", "`name: value`"),
    ("---\na: 1\n«a: 2\n---\n", "twice"),
    ("---\na: «[1, 2\n---\n", "never ends"),
    ("---\na: ['1' «'2']\n---\n", "`,` or `]`"),
    ("---\na: «'x\n---\n", "does not close"),
    ('---\na: «"\\x"\n---\n', "escape"),
    ("---\na: «{b: 1}\n---\n", "plain values"),
    ("---\na: «|\n  text\n---\n", "plain values"),
    ("---\na: «*b\n---\n", "plain values"),
    ("---\na: b«: c\n---\n", "end of the line"),
    ("---\na:\n  - x\n« - y\n---\n", "indented alike"),
    ("---\na:\n  - «- x\n---\n", "lists inside lists"),
    ("---\na: 1\n  «b: 1\n---\n", "neither"),
    ("---\n«prompt: p\n---\n", "below"),
]


@pytest.mark.parametrize(("text", "message"), FAILURES)
def test_a_broken_head_has_its_place(text, message) -> None:
    (failure,) = read("a.txt", text.replace("«", ""))
    assert isinstance(failure, HostFailure)
    assert message in failure.message
    assert failure.offset == text.index("«")


def test_comments_of_the_head() -> None:
    text = "---\n# seedance-lint: one\na: [x, # two\n  y] # three\n---\n# prompt, no comment\n"
    comments = list(host.comments(SourceDocument("a.txt", text)))
    assert [(comment.text, comment.own_line) for comment in comments] == [("seedance-lint: one", True), ("two", False), ("three", False)]
    assert [text[slice(*comment.span)] for comment in comments] == ["# seedance-lint: one", "# two", "# three"]


def test_a_head_of_many_megabytes_is_read_in_one_pass() -> None:
    text = "---\na: " + "x y" * 3_000_000 + "\n---\nprompt"
    assert only("a.txt", text).value["prompt"] == "prompt"
    assert only("a.txt", "---\n" * 1_000_000).value
