"""A short run of every target: the same examples each time."""

import pytest
from hypothesis import HealthCheck, given, settings

from .targets import TARGETS


@pytest.mark.parametrize("name", TARGETS)
def test_it_holds(name):
    target = TARGETS[name]
    run = given(target.inputs)(target.check)
    settings(max_examples=max(3, target.share // 2), suppress_health_check=list(HealthCheck), database=None)(run)()
