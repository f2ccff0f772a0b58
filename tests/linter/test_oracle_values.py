"""Which fixes change the values that they are meant to, and no others: a fix is what it means and what it does to the text, right or wrong."""

import pytest

from seedance_lint.diagnostics import Applicability, Edit, FileEdit, FileFix, Location
from seedance_lint.hosts import host_for
from seedance_lint.hosts.located import HostFailure, Node, Passed, Root
from seedance_lint.linter.oracle import Oracle
from seedance_lint.source import SourceDocument, Span


def at(*path, to="", **more):
    """Return an edit of a value: what a fix means."""
    wrap = more.pop("wrap", None)
    return Edit(Location(path, **more), to, wrap)


def fix(text, meant, *changes, root=0):
    """Return a fix that means some edits, and changes words of the text, each the first of its kind."""
    edits = [FileEdit(text.index(old), text.index(old) + len(old), new) for old, new in changes]
    return FileFix("x", Applicability.SAFE, tuple(sorted(edits)), root, tuple(meant))


def sound(path, text, *fixes, host=None):
    made = [each if isinstance(each, FileFix) else fix(text, *each) for each in fixes]
    return sorted(Oracle(host or host_for(path)).sound(SourceDocument(path, text), made))


BODY = '{"prompt": "A pier.", "image": "a", "seed": 7, "note": {}, "duration": 99}'
LONGER = [at("duration", to="15")]
WRAPPED = [at("image", wrap=("[", "]"))]
RENAMED = [at("duration", key=True, to="seconds")]
WORD = [at("prompt", span=Span(2, 6), to="quay")]


@pytest.mark.parametrize(
    ("meant", "changes", "is_sound"),
    [
        (LONGER, [("99", "15")], True),
        (LONGER, [("99", "16")], False),
        (LONGER, [("99", "15.0")], False),
        (LONGER, [("99", '"15"')], True),  # of a form all values are texts
        ([at("duration", to="true")], [("99", "true")], True),
        ([at("duration", to="true")], [("99", "false")], False),
        ([at("duration", to="1.50")], [("99", "1.5")], True),
        (LONGER, [("99", "15"), ("7", "8")], False),
        (LONGER, [("99", "15"), ("{}", "[]")], False),
        (LONGER, [("99", "15"), ("{}", '{"a": 1}')], False),
        (LONGER, [("99", "15"), (', "note": {}', "")], False),
        (LONGER, [("99", "15"), ("seed", "sees")], False),
        (LONGER, [("99}", "15} {}")], False),
        (LONGER, [("99}", "15")], False),
        (WRAPPED, [('"a"', '["a"]')], True),
        (WRAPPED, [('"a"', '["b"]')], False),
        (WRAPPED, [('"a"', '["a", "a"]')], False),
        (WRAPPED, [('"a"', '"a" ')], False),
        (WRAPPED, [('"a"', '{"a": "a"}')], False),
        (RENAMED, [("duration", "seconds")], True),
        (RENAMED, [("duration", "second")], False),
        (RENAMED, [("duration", "seconds"), ("99", "15")], False),
        (RENAMED + LONGER, [("duration", "seconds"), ("99", "15")], True),
        (WORD, [("pier", "quay")], True),
        (WORD, [("pier", "quai")], False),
        (WORD, [('"A pier."', "0")], False),
        ([*WORD, at("prompt", span=Span(0, 1), to="The")], [("A", "The"), ("pier", "quay")], True),
        ([at("prompt", to="Rain.")], [("A pier.", "Rain.")], True),
        ([at("note", "deep", to="1")], [("{}", '{"deep": 1}')], False),  # of another length
        ([at("nothing", "there", to="1")], [("99", "15")], False),
        ([at("seed", "there", "inside", to="1")], [("99", "15")], False),
        ([at(to="1")], [("99", "15")], False),
        ([Edit(Span(0, 1), "1")], [("99", "15")], False),
    ],
)
@pytest.mark.parametrize("path", ["x.json", "x.yaml"])
def test_a_fix_of_one_value(path, meant, changes, is_sound):
    assert sound(path, BODY, (meant, *changes)) == ([0] if is_sound else [])


TEXT = '- {prompt: "A pier.", seed: 1}\n- {prompt: "A quay.", seed: 2}\n- {prompt: "A gull.", seed: 3}\n# end\n'
SEEDS = [([at(row, "seed", to=str(row + 5))], (f"seed: {row + 1}", f"seed: {row + 5}")) for row in range(3)]
ELSEWHERE = ([at(1, "seed", to="6")], ("seed: 2", "seed: 6"), ("gull", "tern"))


@pytest.mark.parametrize(
    ("fixes", "expected"),
    [
        (SEEDS, [0, 1, 2]),
        ([SEEDS[0], ELSEWHERE], [0]),
        ([ELSEWHERE, SEEDS[0], SEEDS[2]], [1, 2]),
        ([SEEDS[0], ([at(1, "seed", to="6")], ("seed: 2", "seed: 0")), SEEDS[2]], [0, 2]),
        ([SEEDS[0], ([at(9, "seed", to="6")], ("seed: 2", "seed: 6")), SEEDS[2]], [0, 2]),
        ([SEEDS[0], ([at(0, "seed", to="5")], ("# end", "# END"))], []),  # two that mean the same value
        ([SEEDS[0], SEEDS[0], SEEDS[1]], [0, 1, 2]),  # two that are of one place
        ([], []),
    ],
)
def test_the_sound_ones_of_several(fixes, expected):
    assert sound("x.yaml", TEXT, *fixes) == expected


@pytest.mark.parametrize(
    ("path", "text", "meant", "changes", "is_sound"),
    [
        # One text of a file stands for several values.
        ("x.yaml", "a: &p {prompt: pier}\nb: *p\n", [at("a", "prompt", to="quay")], [("pier", "quay")], True),
        ("x.yaml", "a: &p pier\nb: *p\nc: pier\n", [at("a", to="quay")], [("p pier", "p quay")], True),
        ("x.yaml", "a: pier\nb: gull\nc: pier\n", [at("a", to="quay")], [("pier", "quay"), ("gull", "quay")], False),
        ("x.yaml", "a: &p '{\"prompt\": \"pier\"}'\nb: *p\n", [at("a", "prompt", to="quay")], [("pier", "quay")], True),
        ("x.yaml", "a: '{\"prompt\": \"pier\"}'\nb: gull\n", [at("a", "prompt", to="quay")], [("pier", "quay"), ("gull", "quay")], False),
        # In JSON in a string, too, nothing else changes.
        ("x.yaml", 'a: \'{"prompt": "pier", "seed": 1}\'\n', [at("a", "prompt", to="quay")], [("pier", "quay"), ("1", "2")], False),
        ("x.yaml", 'a: \'{"prompt": "pier", "seed": 1}\'\n', [at("a", "sed", 0, to="2")], [("1", "2")], False),
        ("x.yaml", 'a: \'{"prompt": "pier"}\'\n', [at("a", "prompt", to="quay")], [("'{\"prompt\": \"pier\"}'", "7")], False),
        # Values that are not equal to themselves are the same.
        ("x.yaml", "prompt: pier\nseed: .nan\n", [at("prompt", to="quay")], [("pier", "quay")], True),
        ("x.yaml", "prompt: pier\nseed: .nan\n", [at("prompt", to="quay")], [("pier", "quay"), (".nan", "1.5")], False),
        # What a program fills in stays.
        ("x.py", "send(prompt=f'pier {when} {where}', seed=1)\n", [at("prompt", span=Span(0, 4), to="quay")], [("pier", "quay")], True),
        (
            "x.py",
            "send(prompt=f'pier {when} seedance', model='seedance')\n",
            [at("prompt", span=Span(0, 4), to="quay")],
            [("f'pier {when}", "'quay {when}")],
            False,
        ),
        (
            "x.py",
            "body = {'model': 'seedance-2.0', 'prompt': 'pier', **defaults}\n",
            [at("prompt", to="quay")],
            [("pier", "quay"), (", **defaults", "")],
            False,
        ),
        (
            "x.py",
            "body = {'model': 'seedance-2.0', 'prompt': 'pier', **defaults}\n",
            [at("prompt", to="quay")],
            [("pier", "quay")],
            True,
        ),
        # So does what cannot be read, and what is passed over.
        ("x.md", '```json\n{broken\n```\n```json\n{"prompt": "pier", "seed": 1}\n```\n', [at("seed", to="2")], [("1", "2")], True),
    ],
)  # fmt: skip
def test_values_of_several_forms(path, text, meant, changes, is_sound):
    document = SourceDocument(path, text)
    root = next(each for each in host_for(path).roots(document) if isinstance(each, Root)).offset
    made = fix(text, meant, *changes, root=root)
    assert sound(path, text, made) == ([0] if is_sound else [])


class Words:
    """A file of words, a value each. One that begins with ``!`` cannot be read, with ``?`` is passed over; an X and a Y together end the reading."""

    NAME = "words"
    SUFFIXES = ()

    def __init__(self):
        self.readings = 0

    def roots(self, document):
        self.readings += 1
        text = document.text
        if "X" in text and "Y" in text:
            raise ValueError(text)
        at = 0
        for word in text.split(" "):
            special = {"!": HostFailure("broken", at), "?": Passed("a guess", at)}.get(word[:1])
            yield special or Root({"prompt": word}, lambda: Node(Span(0, 0), None), at)
            at += len(word) + 1


def word(text, old, new, meant=None):
    return fix(text, [at("prompt", to=new if meant is None else meant)], (old, new), root=text.index(old))


@pytest.mark.parametrize(
    ("text", "changes", "expected"),
    [
        ("a b c", [("a", "X", None), ("c", "Z", None)], [0, 1]),
        ("a b !c ?d", [("a", "X", None), ("b", "Z", None)], [0, 1]),
        ("a b", [("a", "!", None), ("b", "Z", None)], [1]),
        ("a b", [("a", "?", None), ("b", "Z", None)], [1]),
        ("a !b", [("a", "?", None), ("!b", "Z", None)], []),
        ("a !b !c", [("!b", "?b", "?b")], []),
        ("a b c", [("a", "X", None), ("b", "Y", None), ("c", "Z", "z")], []),  # two that are sound alone, but not together
        ("X Y", [("X", "a", None)], []),
    ],
)
def test_what_cannot_be_read_stays_as_it_is(text, changes, expected):
    assert sound("x.words", text, *(word(text, *change) for change in changes), host=Words()) == expected


@pytest.mark.parametrize(("count", "readings"), [(16, 32), (80, 65)])
def test_a_text_is_not_read_for_ever(count, readings):
    """Each fix changes its neighbour, which none of them says."""
    text = " ".join(f"w{number}w" for number in range(2 * count))
    fixes = [
        fix(text, [at("prompt", to="A")], (f"w{number}w w{number + 1}w", "A B"), root=text.index(f"w{number}w"))
        for number in range(0, 2 * count, 2)
    ]
    host = Words()
    assert sound("x.words", text, *fixes, host=host) == []
    assert host.readings == readings


class Shared:
    """A file whose one word stands in a value many times over, as in YAML with aliases of aliases."""

    def roots(self, document):
        value = [document.text]
        for _ in range(40):
            value = [value, value]
        yield Root({"prompt": document.text, "more": value}, lambda: Node(Span(0, 0), None), 0)


def test_values_that_share_their_parts_are_compared_once():
    assert sound("x.words", "pier", ([at("prompt", to="quay")], ("pier", "quay")), host=Shared()) == [0]
