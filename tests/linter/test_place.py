"""Where violations fall in a file: exact, or the whole string."""

import json
import weakref

import pytest

from seedance_lint.config import Settings
from seedance_lint.diagnostics import Applicability, Edit, Fix, Location
from seedance_lint.diagnostics.diagnostic import FileEdit
from seedance_lint.hosts import host_for
from seedance_lint.hosts.located import HostFailure, Node, Root, shared
from seedance_lint.linter.lint import Linter
from seedance_lint.linter.place import Placed, Places
from seedance_lint.linter.report import Report
from seedance_lint.profiles import load_profile
from seedance_lint.source import SourceDocument, SourceMap, SourceMapBuilder, Span


class Form:
    """A string form made by hand: a map, and an encoder that doubles quotes and refuses line breaks."""

    def __init__(self, source_map: SourceMap | None) -> None:
        self.made = source_map

    def source_map(self, text: str) -> SourceMap | None:
        return self.made

    def encode(self, text: str, offset: int = 1) -> str | None:
        return None if "\n" in text else text.replace('"', '""')


def escaped(value: str, start: int) -> SourceMap:
    r"""Map a value whose every `"` is written as `\"`."""
    builder = SourceMapBuilder()
    for character in value:
        if character == '"':
            builder.escape(character, start, 2)
            start += 2
        else:
            builder.verbatim(character, start)
            start += 1
    return builder.build()


TEXT = r'{"prompt": "say \"hi\" to @Image3", "image_urls": ["a", "b"], "duration": 20}'
PROMPT = 'say "hi" to @Image3'


def string(literal: str, value: str, source_map: SourceMap | str | None = "verbatim") -> Node:
    start = TEXT.index(literal)
    made = SourceMap.verbatim(value, start + 1) if source_map == "verbatim" else source_map
    return Node(Span(start, start + len(literal)), value, Form(made))  # type: ignore[arg-type]


def request_tree(prompt_map: SourceMap | str | None = "escaped") -> Node:
    literal = r'"say \"hi\" to @Image3"'
    made = escaped(PROMPT, TEXT.index(literal) + 1) if prompt_map == "escaped" else prompt_map
    prompt = string(literal, PROMPT, made)
    urls = Node(Span(TEXT.index("["), TEXT.index("]") + 1), ["a", "b"], None, (string('"a"', "a"), string('"b"', "b")))
    duration = Node(Span(TEXT.index("20"), TEXT.index("20") + 2), 20)
    keys = (string('"prompt"', "prompt"), string('"image_urls"', "image_urls"), string('"duration"', "duration"))
    return Node(Span(0, len(TEXT)), VALUE, None, (prompt, urls, duration), keys)


VALUE = {"prompt": PROMPT, "image_urls": ["a", "b"], "duration": 20}


def places(tree: Node | None = None, value: object = VALUE, first_offset: int = 0) -> Places:
    document = SourceDocument("x.json", TEXT, first_offset=first_offset)
    return Places(document, Root(value, lambda: tree or request_tree()), ("prompt",))


def text_of(placed: Placed) -> str:
    return TEXT[placed.span.start : placed.span.end]


TAG = Span(PROMPT.index("@Image3"), len(PROMPT))


@pytest.mark.parametrize(
    ("at", "text", "exact", "pointer"),
    [
        (TAG, "@Image3", True, "/prompt"),
        (Span(4, 8), r"\"hi\"", True, "/prompt"),
        (Span(4, 5), r"\"", True, "/prompt"),
        (Span(0, 0), "", True, "/prompt"),
        (Location(("prompt",)), r'"say \"hi\" to @Image3"', True, "/prompt"),
        (Location(("image_urls", 1)), '"b"', True, "/image_urls/1"),
        (Location(("image_urls",)), '["a", "b"]', True, "/image_urls"),
        (Location(("image_urls",), key=True), '"image_urls"', True, "/image_urls"),
        (Location(("image_urls", 0), span=Span(0, 1)), "a", True, "/image_urls/0"),
        (Location(("duration",)), "20", True, "/duration"),
        (Location(("duration",), span=Span(0, 1)), "20", False, "/duration"),
        (Span(0, 99), r'"say \"hi\" to @Image3"', False, "/prompt"),
    ],
)
def test_a_place_is_exact_or_the_whole_value(at, text, exact, pointer):
    placed = places().place(at)
    assert (text_of(placed), placed.exact, placed.pointer, placed.found) == (text, exact, pointer, True)


def test_a_value_without_text_falls_on_the_whole_prompt():
    placed = places().place(Location(("audio_urls", 2)))
    assert (text_of(placed), placed.exact, placed.pointer, placed.found) == (r'"say \"hi\" to @Image3"', False, "/audio_urls/2", False)


@pytest.mark.parametrize("prompt_map", [None, SourceMap.verbatim("another text", 12)])
def test_a_string_that_cannot_be_traced_is_marked_whole_and_not_edited(prompt_map):
    asked = places(request_tree(prompt_map))
    placed = asked.place(TAG)
    assert (text_of(placed), placed.exact) == (r'"say \"hi\" to @Image3"', False)
    assert asked.fix(Fix("x", (Edit(TAG, "@Image2"),))) is None


def test_a_string_that_the_parser_read_otherwise_is_marked_whole():
    asked = places(value={**VALUE, "prompt": "say something else"})
    assert not asked.place(TAG).exact
    assert asked.fix(Fix("x", (Edit(TAG, "@Image2"),))) is None


def test_a_tree_that_cannot_be_built_leaves_the_whole_value():
    def broken() -> Node:
        raise HostFailure("nested too deeply")

    placed = Places(SourceDocument("x.json", TEXT), Root(VALUE, broken), ("prompt",)).place(TAG)
    assert placed == Placed(Span(0, len(TEXT)), exact=False, pointer="/prompt", found=False)


@pytest.mark.parametrize(
    ("edits", "after"),
    [
        ((Edit(TAG, "@Image2"),), TEXT.replace("@Image3", "@Image2")),
        ((Edit(TAG, 'a "b"'),), TEXT.replace("@Image3", 'a ""b""')),
        ((Edit(Span(0, 0), "x "),), TEXT.replace("say", "x say")),
        ((Edit(Location(("duration",)), "15"),), TEXT.replace("20", "15")),
        ((Edit(Location(("image_urls", 1)), "c"),), TEXT.replace('"b"', '"c"')),
        ((Edit(Location(("image_urls",), key=True), "videos"),), TEXT.replace("image_urls", "videos")),
        ((Edit(Location(("image_urls", 0)), wrap=("[", "]")),), TEXT.replace('"a"', '["a"]')),
        ((Edit(TAG, "b"), Edit(Span(0, 3), "a")), TEXT.replace("say", "a").replace("@Image3", "b")),
    ],
)
def test_edits_are_written_as_the_string_needs_them(edits, after):
    made = places().fix(Fix("x", edits))
    assert made is not None
    text = TEXT
    for edit in reversed(made.edits):
        text = text[: edit.start] + edit.replacement + text[edit.end :]
    assert text == after


@pytest.mark.parametrize(
    "edits",
    [
        (Edit(TAG, "two\nlines"),),
        (Edit(Location(("audio_urls", 0)), "x"),),
        (Edit(TAG, "a"), Edit(Span(TAG.start, TAG.start + 2), "b")),
        (Edit(TAG, "a"), Edit(Location(("seed",)), "1")),
    ],
    ids=["not encodable", "no such value", "overlapping", "one of two impossible"],
)
def test_a_fix_that_cannot_be_written_for_certain_is_withheld(edits):
    assert places().fix(Fix("x", edits)) is None


def test_a_fix_across_two_literals_is_withheld():
    literal = r'"say \"hi\" to @Image3"'
    start = TEXT.index(literal)
    builder = SourceMapBuilder()
    builder.verbatim(PROMPT[:14], start + 1)
    builder.verbatim(PROMPT[14:], start + 20)
    asked = places(request_tree(builder.build()))
    assert asked.place(TAG).exact
    assert asked.fix(Fix("x", (Edit(TAG, "@Image2"),))) is None


def test_edits_of_a_part_of_a_file_count_from_the_start_of_the_file():
    made = places(first_offset=1000).fix(Fix("x", (Edit(Location(("duration",)), "15"),), Applicability.UNSAFE))
    start = TEXT.index("20") + 1000
    assert made is not None
    assert made[:3] == ("x", Applicability.UNSAFE, (FileEdit(start, start + 2, "15"),))


def test_what_is_forgotten_is_found_again():
    text = '[{"prompt": "@Image0", "x": ["a\\u0062"]}, {"prompt": "@Image0"}]'
    document = SourceDocument("x.json", text)
    (root,) = host_for("x.json").roots(document)
    root = shared(root)
    places = Places(document, root, (0, "prompt"))
    item = root.tree().find((0,))
    before, child = places.place(Span(0, 7)), item.children[0]
    places.forget()
    assert item.children[0] is not child
    assert places.place(Span(0, 7)) == before
    assert text[slice(*root.tree().find((0, "x", 0)).span)] == '"a\\u0062"'


def test_a_report_keeps_no_places_of_requests_that_are_done():
    text = json.dumps([{"prompt": f"@Image0 as scene {number}"} for number in range(20)])
    document = SourceDocument("x.json", text)
    made = []

    class Counted(Node):
        __slots__ = ("__weakref__",)

        def __init__(self, *arguments, **more):
            super().__init__(*arguments, **more)
            made.append(weakref.ref(self))

    (root,) = host_for("x.json").roots(document)
    alive = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("seedance_lint.hosts.json.places.Node", Counted)
        root = shared(root)
        report = Report(document, Settings(load_profile("seedance-2.0")))
        linter = Linter(Settings(load_profile("seedance-2.0")))
        for request in linter.requests(root).found:
            report.add(linter.check(request), Places(document, root, request.prompt_path))
            alive.append(sum(each() is not None for each in made))
    assert len(report.diagnostics) == 20
    assert alive[-1] == alive[0] == 21  # the list and its items


class Careful(Form):
    """A form in which no string may begin with an @, and that other code is written in."""

    def encode(self, text: str, offset: int = 1) -> str | None:
        return None if offset == 0 and text.startswith("@") else text

    def code(self, text: str) -> str | None:
        return None if text == "{" else text.replace("[", "\\[")


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (Edit(Span(19, 26), "@Image2"), [(30, 37, "@Image2")]),
        (Edit(Span(0, 3), "say"), [(11, 14, "say")]),
        (Edit(Span(0, 3), "@Image2"), None),
        (Edit(Span(0, 3), wrap=("[", "]")), [(11, 11, "\\["), (37, 37, "]")]),
        (Edit(Span(0, 3), wrap=("{", "}")), None),
    ],
)
def test_a_form_is_asked_by_the_place_of_what_is_written(edit, expected):
    text = '{"prompt": say hello there to @Image3}'
    at = text.index("say")
    prompt = Node(Span(at, len(text) - 1), text[at:-1], Careful(SourceMap.verbatim(text[at:-1], at)))  # type: ignore[arg-type]
    key = Node(Span(1, 9), "prompt")
    tree = Node(Span(0, len(text)), {"prompt": text[at:-1]}, None, (prompt,), (key,))
    asked = Places(SourceDocument("x.json", text), Root(tree.value, lambda: tree), ("prompt",))
    made = asked.fix(Fix("x", (edit,)))
    assert (None if made is None else [tuple(each) for each in made.edits]) == expected


@pytest.mark.parametrize(
    ("offset", "expected"), [(10, None), (11, 0), (12, 0), (15, 3), (16, 4), (17, 5), (18, 5), (TEXT.index("@Image3"), 12), (TEXT.index('", "image_urls'), 19), (TEXT.index('", "image_urls') + 1, 19), (TEXT.index('", "image_urls') + 2, None), (60, None)]
)  # fmt: skip
def test_a_place_of_the_file_in_the_prompt(offset, expected):
    assert places().offset_in_prompt(offset) == expected


def test_a_place_in_a_prompt_that_cannot_be_traced():
    assert places(request_tree(None)).offset_in_prompt(TEXT.index("say")) is None
