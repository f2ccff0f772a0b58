"""What docs/configuration.md shows is what the program says: its files are written, its commands run, its tables made anew."""

import re
import shlex
import tomllib
from pathlib import Path

import jsonschema
import pytest

from seedance_lint.config.document import updated
from seedance_lint.config.keys import KEYS
from seedance_lint.config.schema import config_schema

PAGE = Path(__file__).parents[2] / "docs" / "configuration.md"
FLAGS = re.MULTILINE | re.DOTALL
TEXT = PAGE.read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^##+ (.*)\n((?:(?!^##+ ).*\n)*)", TEXT, re.MULTILINE))
STEP = re.compile(
    r"(?:^<!-- file: (?P<path>[^\n]+) -->\n)?^(?P<fence>```+)(?P<language>\w*)\n(?P<body>.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL
)


def steps(section):
    """Yield the path and the text of a file, or a command with what it prints, in the order of the page."""
    for block in STEP.finditer(section):
        if block["path"] is not None:
            yield "file", block["path"], block["body"]
            continue
        assert block["language"] == "console", block[0]
        for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block["body"], re.MULTILINE):
            yield "command", command, output


@pytest.mark.parametrize("title", [title for title, section in SECTIONS.items() if any(steps(section))])
def test_examples_do_what_is_shown(program, tmp_path, title):
    for kind, name, text in steps(SECTIONS[title]):
        if kind == "file":
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
            continue
        called, *arguments = shlex.split(name)
        assert called == "seedance-lint"
        written = arguments[-1] if ">" in arguments else None
        ran = program(*arguments[: arguments.index(">")] if written else arguments)
        if written:
            (tmp_path / written).write_text(ran.out, encoding="utf-8")
            assert (ran.code, text) == (0, "")
        else:
            assert text == shown(ran.out + ran.err, like=text)


def shown(output, like):
    """Cut an output where the page does: a line of three dots stands for the rest."""
    lines = like.splitlines(keepends=True)
    return "".join([*output.splitlines(keepends=True)[: len(lines) - 1], "…\n"]) if lines and lines[-1] == "…\n" else output


def test_every_section_has_an_example():
    assert len(SECTIONS) >= 8
    assert all(any(steps(section)) for section in SECTIONS.values())


def test_tables_are_up_to_date():
    assert updated(TEXT) == TEXT, "run: python -m seedance_lint.config.document docs/configuration.md"


@pytest.mark.parametrize("key", KEYS)
def test_every_key_is_there(key):
    assert f"\n| `{key}` |" in TEXT
    assert re.search(rf"^(?!\|).*\b{key}\b", TEXT, re.MULTILINE), "the table alone shows it"


def test_the_schema_takes_every_configuration_of_the_documentation_and_refuses_the_wrong_one():
    schema = config_schema()
    validator = jsonschema.Draft202012Validator(schema)
    shown = [
        (path, tomllib.loads(text))
        for page in [*PAGE.parent.glob("*.md"), PAGE.parents[1] / "README.md"]
        for path, text in re.findall(
            r"^<!-- file: (.*?(?:seedance-lint|base|pyproject)\.toml) -->\n```toml\n(.*?)^```$", page.read_text("utf-8"), FLAGS
        )
    ]
    tables = [table["tool"]["seedance-lint"] if path.endswith("pyproject.toml") else table for path, table in shown]
    assert len(tables) > 8
    refused = [table for table in tables if not validator.is_valid(table)]
    assert [sorted(table) for table in refused] == [["ignore", "sevrity"]]


def test_the_schema_has_a_name_under_the_address_of_the_project():
    repository = tomllib.loads((PAGE.parents[1] / "pyproject.toml").read_text("utf-8"))["project"]["urls"]["Repository"]
    assert config_schema()["$id"].startswith(f"{repository}/")


def test_links_lead_somewhere():
    anchors = {title.lower().replace(" ", "-").replace(",", "") for title in SECTIONS}
    for link in re.findall(r"\]\(([^)]+)\)", TEXT):
        path, _, anchor = link.partition("#")
        assert (PAGE.parent / path).exists(), link
        assert path or anchor in anchors, link
