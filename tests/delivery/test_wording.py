"""Messages, help, pages, docstrings and comments have none of the phrases that read like a translation."""

import ast
import io
import re
import tokenize
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PHRASES = tomllib.loads(Path(__file__).with_name("wording.toml").read_text("utf-8"))["phrase"]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "editors").glob("*/README.md"))]


def texts_of(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the texts of a module with their lines: messages and docstrings, and comments."""
    source = path.read_text("utf-8")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
            yield from enumerate(node.value.splitlines(), node.lineno)
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


@cache
def texts() -> tuple[tuple[str, str], ...]:
    """Return all places and what is said there."""
    return tuple(_texts())


def _texts() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "seedance_lint").rglob("*.py")):
        for line, text in texts_of(path):
            yield f"{path.relative_to(ROOT)}:{line}", text
    for page in PAGES:
        prose = re.sub(
            r"^(`{3,}).*?^\1`*$", lambda block: "\n" * block[0].count("\n"), page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL
        )
        if page.name == "CONTRIBUTING.md":  # it lists such phrases
            prose = re.sub(r"^\|.*$", "", prose, flags=re.MULTILINE)
        for number, line in enumerate(prose.splitlines(), 1):
            yield f"{page.relative_to(ROOT)}:{number}", line
    for number, line in enumerate((ROOT / "web" / "src" / "i18n.ts").read_text("utf-8").splitlines(), 1):
        yield f"web/src/i18n.ts:{number}", line


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: phrase["instead"])
def test_no_phrase_comes_back(phrase):
    found = [f"{place}: {text.strip()[:120]}" for place, text in texts() if re.search(phrase["pattern"], text, re.IGNORECASE)]
    assert not found, f"write: {phrase['instead']}\n" + "\n".join(found)


def test_the_patterns_find_what_they_are_for():
    assert re.search(PHRASES[0]["pattern"], "`@x` is no tag")
    assert not re.search(PHRASES[0]["pattern"], "there is no finding")
