"""The cases of every rule: exact places, messages and fixes, and silence with the rule off."""

from pathlib import Path

import pytest

from seedance_lint.config import Settings
from seedance_lint.linter.lint import Linter
from seedance_lint.profiles import load_profile
from seedance_lint.rules.registry import all_rules
from seedance_lint.testing import check_case, example_requests, load_cases

FOLDER = Path(__file__).parent
RULES = all_rules()
DEFAULT = [rule for rule in RULES.values() if rule.meta.default]
CASES = [
    pytest.param(path.stem, case, id=f"{path.stem}: {case.name}") for path in sorted(FOLDER.glob("*.yaml")) for case in load_cases(path)
]


@pytest.mark.parametrize(("name", "case"), CASES)
def test_case(name, case):
    check_case(RULES[name], case, [rule for rule in DEFAULT if rule.meta.id != name])


@pytest.mark.parametrize("name", RULES)
def test_is_silent_when_off(name):
    for example in RULES[name].examples:
        request, _ = example_requests(example)
        linter = Linter(Settings(load_profile(example.profile), select=("ALL",), ignore=(name,)))
        assert name not in {found.rule.meta.id for found in linter.check(request)}


def test_every_case_file_is_a_rule_s():
    assert {path.stem for path in FOLDER.glob("*.yaml")} <= RULES.keys()


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_rule_speaks_and_is_silent(path):
    cases = load_cases(path)
    assert any(case.places for case in cases)
    assert any(not case.places for case in cases)
