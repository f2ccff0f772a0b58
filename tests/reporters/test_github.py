"""Workflow commands, read back the way the runner reads them."""

import re

import pytest

from tests.reporters.sample import HOSTILE, render, sample

# The runner takes a line, cuts the command off at the first `::` behind its properties, splits these at commas and undoes five escapes.
COMMAND = re.compile(r"::(?P<name>[a-z]+) (?P<properties>[^:]*)::(?P<message>.*)")
ESCAPES = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}


def unescape(text: str, codes: str) -> str:
    return re.sub(codes, lambda match: ESCAPES[match[0]], text)


def read(shown: str) -> list[tuple[str, dict[str, str], str]]:
    commands = []
    for line in shown.removesuffix("\n").split("\n"):
        match = COMMAND.fullmatch(line)
        assert match, line
        properties = dict(each.split("=", 1) for each in match["properties"].split(","))
        unescaped = {name: unescape(value, "%0D|%0A|%3A|%2C|%25") for name, value in properties.items()}
        commands.append((match["name"], unescaped, unescape(match["message"], "%0D|%0A|%25")))
    return commands


def test_what_it_looks_like(file_regression):
    file_regression.check(render("github"), encoding="utf-8")


def test_every_finding_and_failure_is_one_command():
    commands = read(render("github"))
    assert [name for name, _, _ in commands] == ["error", "warning", "notice", "error", "error"]


def test_places_and_text_survive():
    _, properties, message = read(render("github"))[0]
    found = sample()[0].diagnostics[0]
    shown = HOSTILE.replace("\x1b", "\\x1b").replace("\u202e", "\\u202e")
    assert properties == {
        "title": "undefined-reference",
        "file": shown,
        "line": str(found.start.line),
        "endLine": str(found.end.line),
        "col": str(found.start.column),
        "endColumn": str(found.end.column),
    }
    assert message == f"{shown}:2:22: {found.message}\n{found.help}"


def test_columns_of_several_lines_are_left_out():
    _, properties, _ = read(render("github"))[2]
    assert (properties["line"], properties["endLine"]) == ("3", "4")
    assert not {"col", "endColumn"} & set(properties)


@pytest.mark.parametrize(
    ("path", "file"),
    [("a.json", "sub/a.json"), ("../b.json", "b.json"), ("../../c.json", "../../c.json"), ("<stdin>", "<stdin>")],
)
def test_files_are_named_from_the_top_of_the_checkout(path, file, monkeypatch, tmp_path):
    (tmp_path / "checkout" / "sub").mkdir(parents=True)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "checkout"))
    monkeypatch.chdir(tmp_path / "checkout" / "sub")
    result = sample()[0]
    renamed = result._replace(path=path, diagnostics=(result.diagnostics[0]._replace(path=path),))
    assert read(render("github", [renamed]))[0][1]["file"] == file
