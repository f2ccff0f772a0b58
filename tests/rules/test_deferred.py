"""A rule whose module is not imported yet does what the rule does."""

import ast
import subprocess
import sys

import pytest

from seedance_lint.profiles import load_profile, names
from seedance_lint.rules.base import VISITORS, Rule
from seedance_lint.rules.deferred import DeferredRule, prepared_rules, rules_from
from seedance_lint.rules.registry import rules_from_modules

OWN = rules_from_modules()
PROFILES = [load_profile(name) for name in names()]
MADE = ast.literal_eval(repr(prepared_rules(OWN, PROFILES)))


def has(rule, method):
    return getattr(type(rule), method) is not getattr(Rule, method)


@pytest.mark.parametrize(("rule", "made"), [*zip(OWN, rules_from(MADE), strict=True)], ids=[rule.meta.id for rule in OWN])
def test_it_is_like_the_rule(rule, made):
    for name in ("meta", "skips_ordinary", "options", "examples", "__doc__"):
        assert getattr(made, name) == getattr(rule, name)
    assert [has(made, name) for name in ("applies", *VISITORS)] == [has(rule, name) for name in ("applies", *VISITORS)]
    assert [made.applies(profile) for profile in PROFILES] == [rule.applies(profile) for profile in PROFILES]
    own = [profile._replace(name=other) for profile in PROFILES[::9] for other in ("own", "ark-2.0")]
    assert [made.applies(profile) for profile in own] == [rule.applies(profile) for profile in own]


def test_rules_that_look_at_every_request_are_not_deferred():
    always = {rule.meta.id for rule in OWN if rule.meta.default and has(rule, "check_request") and not has(rule, "applies")}
    assert {rule.meta.id for rule in rules_from(MADE) if not isinstance(rule, DeferredRule)} == always


def test_a_run_imports_no_rule_that_it_does_not_need(tmp_path):
    (tmp_path / "request.json").write_text('{"prompt": "@Image1 as first frame.", "image_urls": ["https://example.com/a.jpg"]}')
    program = (
        "import sys; from seedance_lint.cli.session import run; run(['check', 'request.json']); "
        "print(*[name for name in sys.modules if name.startswith('seedance_lint.rules.')])"
    )
    run = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    imported = {name.rpartition(".")[2] for name in run.stdout.split()}
    assert "undefined_reference" in imported
    assert imported.isdisjoint({"zero_index", "unknown_tag", "missing_request_role", "unreachable_url", "face_in_image", "invalid_url"})
