"""What the grammar reads in every construction and spelling, in all languages: one line of a file is one case."""

from pathlib import Path

import pytest
from pytest_regressions.data_regression import DataRegressionFixture

from seedance_lint.syntax import MalformedTag, Prompt, parse

SHAPES = Path(__file__).parent / "shapes"
ROLES = sorted(path.stem for path in SHAPES.glob("*_roles.txt"))


def lines(*names: str) -> list[tuple[str, str]]:
    cases = []
    for name in names:
        for line in (SHAPES / f"{name}.txt").read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                prompt, _, expected = line.partition(" =>")
                cases.append((prompt, expected.strip()))
    return cases


def roles_of(prompt: Prompt) -> str:
    parts = []
    for reference in prompt.references:
        roles = sorted({("!" if role.negated else "") + (role.role or "?") for role in reference.roles})
        parts.append(f"{reference.kind} {' '.join(map(str, reference.indexes)) or '-'}: {' '.join(roles)}".strip())
    return "; ".join(part if not part.endswith(":") else part + " " for part in parts).strip()


def tags_of(prompt: Prompt) -> str:
    parts = []
    for reference in prompt.references:
        bad = [tag for tag in reference.tags if isinstance(tag, MalformedTag)]
        if bad:
            number = "-" if bad[0].index is None else bad[0].index
            parts.append(f"!{bad[0].reason} {bad[0].kind} {number}")
        else:
            parts.append(f"{reference.kind} {' '.join(map(str, reference.indexes))}")
    return "; ".join(parts)


@pytest.mark.parametrize(("prompt", "expected"), lines(*ROLES))
def test_roles(prompt: str, expected: str) -> None:
    assert roles_of(parse(prompt)) == expected


@pytest.mark.parametrize(("prompt", "expected"), lines("spellings"))
def test_spellings(prompt: str, expected: str) -> None:
    assert tags_of(parse(prompt)) == expected


@pytest.mark.parametrize("name", [*ROLES, "spellings"])
def test_trees(name: str, data_regression: DataRegressionFixture) -> None:
    trees = {}
    for prompt, _ in lines(name):
        trees[prompt] = [
            f"{type(child).__name__} {child.span.start}-{child.span.end} {child.text!r}"
            + (f" {child.role} by {child.construction}{' denied' if child.negated else ''}" if hasattr(child, "construction") else "")
            + (f" {child.kind} {list(child.indexes)}" if hasattr(child, "indexes") else "")
            for child in parse(prompt).children
        ]
    data_regression.check(trees)
