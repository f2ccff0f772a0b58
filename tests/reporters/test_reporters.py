"""The text formats, on results made by hand."""

import json
import pickle

import pytest

from seedance_lint.diagnostics import Applicability, Diagnostic, FileEdit, FileFix, RelatedPlace, Severity
from seedance_lint.linter.result import DocumentResult, Failure, Summary
from seedance_lint.reporters.base import Run
from seedance_lint.reporters.registry import FORMATS, load_rendering, load_report
from seedance_lint.source import SourceDocument
from tests.reporters.sample import sample


def result(marked: str, *, message: str = "bad", path: str = "shots/a.json", end: int | None = None, **more) -> DocumentResult:
    """Make a result whose one diagnostic stands at «…» of the text, and a related place at ‹…›."""
    places = {}
    text = ""
    for character in marked:
        if character in "«»‹›":
            places[character] = len(text)
        else:
            text += character
    document = SourceDocument(path, text)
    related = ()
    if "‹" in places:
        related = (RelatedPlace("2 images given here", document.position(places["‹"]), document.position(places["›"]), "/image_urls"),)
    found = Diagnostic(
        path=path,
        rule="some-rule",
        severity=more.pop("severity", Severity.ERROR),
        message=message,
        help=more.pop("help", None),
        start=document.position(places["«"]),
        end=document.position(places["»"]),
        exact=more.pop("exact", True),
        pointer="/prompt",
        related=related,
        fixes=more.pop("fixes", ()),
    )
    lines = {place.line: document.lines.line_text(place.line - 1) for place in (found.start, *(each.start for each in related))}
    return DocumentResult(path, (found,), more.pop("failures", ()), Summary(files=1, prompts=1, errors=1), lines)


def render(name: str, *results: DocumentResult, **run) -> str:
    written: list[str] = []
    load_report(name)(results, Run({}, "0.1.0", **run), written.append)
    return "".join(written)


CASES = {
    "plain": '{\n  "prompt": "@Image1 as first frame, «@Image3» as scene.",\n  "image_urls": ‹["a", "b"]›\n}',
    "related first": '{\n  "image_urls": ‹["a"]›,\n  "prompt": "«@Image3»"\n}',
    "same line": '{"prompt": "«@Image3»", "image_urls": ‹["a"]›}',
    "wide": "图片里的角色👩‍🚀 e\u0301 «@图片3» 作为首帧",
    "wide span": "a «图片３的» b",
    "tab": "\ta\t«b» c",
    "controls": "x \x1b[31m\u202e «@Image\x073» y",
    "empty span": "abc«»def",
    "end of line": "abc«»",
    "several lines": "one «two\nthree» four",
    "long, middle": "lorem ipsum " * 40 + "«@Image3» " + "dolor sit " * 40,
    "long, start": "«@Image3» " + "dolor sit " * 40,
    "long, end": "lorem ipsum " * 40 + "«@Image3»",
    "long span": "ab «" + "lorem ipsum " * 40 + "» cd",
    "long wide": "图片里的角色" * 40 + "«@图片3»" + "作为首帧" * 40,
}


SAME = """\
@image1 as first frame, @Image 2 as last frame, @image3 as scene. @Image7 and @Image12, @Image7.
@image1 fades. @Image1 stays.

{filler}
@image2 comes back. @Image12 too.
"""


def test_full_says_the_same_once(file_regression):
    """What is said of several things near each other is one block with all places; machines get each."""
    import re

    text = SAME.format(filler="Rain.\n" * 4)
    document = SourceDocument("a.txt", text)

    def diagnostic(match: re.Match, rule: str, message: str, help: str | None, fixes: tuple = ()) -> Diagnostic:
        start, end = map(document.position, match.span())
        return Diagnostic("a.txt", rule, Severity.ERROR, message, help, start, end, True, "", (), fixes)

    found = [
        diagnostic(match, "undefined-reference", f"`{match[0]}` points past the 3 images", "the request has 3")
        for match in re.finditer(r"@Image(7|12)", text)
    ]
    for match in re.finditer(r"@(?:image|Image )(\d)", text):
        fix = FileFix(f"Write @Image{match[1]}", Applicability.SAFE, ())
        found.append(
            diagnostic(match, "nonstandard-tag", f"`{match[0]}` is not the provider's spelling; write @Image{match[1]}", None, (fix,))
        )
    found.sort(key=lambda each: each.start)
    lines = dict(enumerate(text.splitlines(), 1))
    results = DocumentResult("a.txt", tuple(found), (), Summary(), lines)
    shown = render("full", results)
    assert render("concise", results).count("\n") == len(found) == 9
    assert shown.count("error[") == 4  # two for each rule: the last line is far from the others
    file_regression.check(shown, encoding="utf-8")


def test_full_shows_a_line_once_and_cuts_it_once(file_regression):
    shown = []
    for name, marked in {
        "near": "lorem ipsum " * 20 + "«@Image3», ‹@Image1› " + "dolor sit " * 20,
        "mark behind": "lorem ipsum " * 20 + "‹@Image1›, «@Image3» " + "dolor sit " * 20,
        "overlapping": "lorem ipsum " * 20 + "‹@Image1 as «first frame»› " + "dolor sit " * 20,
        "far": "‹@Image1› " + "lorem ipsum " * 20 + "«@Image3»",
    }.items():
        block = render("full", result(marked), width=80)
        assert sum("lorem" in line for line in block.splitlines()) == (2 if name == "far" else 1)
        assert max(map(len, block.splitlines())) <= 80 + len(" 2 images given here")
        shown.append(f"── {name}\n{block}")
    file_regression.check("\n".join(shown), encoding="utf-8")


def test_full(file_regression):
    shown = [f"── {name}\n{render('full', result(text))}" for name, text in CASES.items()]
    fixes = (FileFix("write `@Image2`", Applicability.SAFE, ()), FileFix("use `@Image1`", Applicability.UNSAFE, ()))
    shown.append("── help, fixes\n" + render("full", result("«@Image3»", help="expected one of: @Image1, @Image2", fixes=fixes)))
    shown.append("── inexact\n" + render("full", result("«@Image3 as scene»", exact=False)))
    shown.append("── hostile names\n" + render("full", result("«x»", path="a\nb.json: error\x1b[2J", message="the tag `\x1b[31m\n`")))
    file_regression.check("\n".join(shown), encoding="utf-8")


def cell_column(line: str, mark: str) -> int:
    from seedance_lint.reporters.visible import cells

    return sum(size for _, size in cells(line[: line.index(mark)]))


@pytest.mark.parametrize("name", ["plain", "same line", "wide", "long, middle", "long, end", "long wide"])
def test_the_carets_stand_under_the_tag(name):
    block = render("full", result(CASES[name])).splitlines()
    row = next(number for number, line in enumerate(block) if "^" in line)
    tag = "@图片3" if "@图片3" in CASES[name] else "@Image3"
    assert cell_column(block[row], "^") == cell_column(block[row - 1], tag)
    assert block[row].count("^") == {"@图片3": 6, "@Image3": 7}[tag]


def test_full_in_color_has_the_same_text():
    import re

    for text in CASES.values():
        colored = render("full", result(text), color=True)
        assert "\x1b[1;31m" in colored
        assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == render("full", result(text))


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_of_a_linted_file_acts_on_the_terminal(name):
    hostile = result(
        "\x1b]0;x\x07 «\u202e@Image3» \x9b",
        path="a\x1b[2J\nb.json",
        message="the \x1b[31m \u2066 tag",
        failures=(Failure("a\nb", "\x1b[31m\u202e"),),
    )
    shown = render(name, hostile)
    assert not set(shown) & set("\x1b\x07\x9b\u202e\u2066")
    if name in {"full", "concise"}:
        assert "\nb.json" not in shown


def test_concise(file_regression):
    file_regression.check("".join(render("concise", result(text)) for text in CASES.values()), encoding="utf-8")


FIXED = (FileFix("write `@Image2`", Applicability.SAFE, (FileEdit(3, 10, "@Image2"),)),)
FAILED = (Failure("b.json", "line 3, column 1: no value", 3), Failure("c.json", "no such file or folder"))


def test_json(file_regression):
    results = [
        result(CASES["plain"], fixes=FIXED, help="…"),
        result("图 «@Image3»", path="b.txt"),
        DocumentResult("c.json", (), FAILED, Summary(files=1)),
    ]
    shown = render("json", *results)
    file_regression.check(shown, extension=".json", encoding="utf-8")
    assert json.loads(shown)["summary"]["files"] == 3


def test_json_of_nothing():
    document = json.loads(render("json"))
    assert document == {"version": 1, "diagnostics": [], "failures": [], "summary": Summary()._asdict()}


def test_jsonl_holds_what_json_holds():
    results = [result(CASES["plain"], fixes=FIXED), DocumentResult("c.json", (), FAILED, Summary(files=1))]
    rows = [json.loads(line) for line in render("jsonl", *results).splitlines()]
    document = json.loads(render("json", *results))
    kinds = {
        kind: [{key: value for key, value in row.items() if key != "type"} for row in rows if row["type"] == kind]
        for kind in ("diagnostic", "failure", "summary")
    }
    assert kinds["diagnostic"] == document["diagnostics"]
    assert kinds["failure"] == document["failures"]
    assert kinds["summary"] == [{"version": 1, **document["summary"]}]


WHOLE_RUN = {"gitlab", "html", "junit", "sarif"}
"""Formats that number findings over the whole run, or count them before they are written."""


@pytest.mark.parametrize("name", FORMATS)
def test_findings_may_be_written_where_they_were_found(name):
    results = sample()
    rendering = load_rendering(name, Run({}, "0.1.0", width=60))
    assert (rendering is None) == (name in WHOLE_RUN)
    if rendering is None:
        return
    travelled = [pickle.loads(pickle.dumps(rendering))(each) for each in results]
    assert not any(each.diagnostics or each.lines for each in travelled)
    assert sum(number for each in travelled for number in each.counts.values()) == 3
    assert render(name, *travelled) == render(name, *results, width=60)
    mixed = [*results[:1], *travelled[1:], *results, *travelled]
    assert render(name, *mixed, width=60) == render(name, *results, *results, *results, width=60)
