"""Messages, help and pages have none of the phrases that read like a translation."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PHRASES = tomllib.loads(Path(__file__).with_name("wording.toml").read_text("utf-8"))["phrase"]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "SECURITY.md", *sorted((ROOT / "editors").glob("*/README.md"))]


def messages(path: Path) -> Iterator[tuple[int, str]]:
    """Yield what a module may show: its texts with their lines, and the documentation of rules; no other docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    hidden = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and " " in node.value
            and (id(node) not in hidden or "## What it does" in node.value)
        ):
            yield node.lineno, node.value


def texts() -> Iterator[tuple[str, str]]:
    """Yield all places and what is said there."""
    for path in sorted((ROOT / "seedance_lint").rglob("*.py")):
        for line, text in messages(path):
            yield f"{path.relative_to(ROOT)}:{line}", text
    for page in PAGES:
        prose = re.sub(
            r"^(`{3,}).*?^\1`*$", lambda block: "\n" * block[0].count("\n"), page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL
        )
        for number, line in enumerate(prose.splitlines(), 1):
            yield f"{page.relative_to(ROOT)}:{number}", line


TEXTS = list(texts())


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: phrase["instead"])
def test_no_phrase_comes_back(phrase):
    found = [f"{place}: {text.strip()[:120]}" for place, text in TEXTS if re.search(phrase["pattern"], text, re.IGNORECASE)]
    assert not found, f"write: {phrase['instead']}\n" + "\n".join(found)


def test_the_patterns_find_what_they_are_for():
    assert re.search(PHRASES[0]["pattern"], "`@x` is no tag")
    assert not re.search(PHRASES[0]["pattern"], "there is no finding")
