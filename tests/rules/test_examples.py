"""Every rule's examples: the bad one breaks that rule and nothing else that matters, the good one nothing at all."""

import pytest

from seedance_lint.rules.registry import all_rules
from seedance_lint.testing import check_examples

RULES = all_rules()
DEFAULT = [rule for rule in RULES.values() if rule.meta.default]


@pytest.mark.parametrize("name", RULES)
def test_example(name):
    check_examples(RULES[name], DEFAULT)
