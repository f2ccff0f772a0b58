"""Which rules there are, and which of them run."""

import re
from pathlib import Path

import pytest

from seedance_lint import rules as package
from seedance_lint.config import Settings
from seedance_lint.profiles import load_profile
from seedance_lint.rules.base import VISITORS, Rule, RuleMeta
from seedance_lint.rules.registry import _NOT_RULES, CATEGORIES, UnknownRule, active_rules, all_rules, named_rules, rules_from_modules

RULES = all_rules()
FOLDER = Path(package.__file__).parent


def active(select=(), ignore=()):
    settings = Settings(load_profile("seedance-2.0"), select=tuple(select), ignore=tuple(ignore))
    return {rule.meta.id for rule in active_rules(settings)}


def named(**wanted):
    return {name for name, rule in RULES.items() if all(getattr(rule.meta, key) == value for key, value in wanted.items())}


def test_a_rule_is_a_file_of_its_name():
    files = {path.stem.replace("_", "-") for path in FOLDER.glob("*.py") if path.stem not in _NOT_RULES}
    assert files == RULES.keys()


@pytest.mark.parametrize("rule", rules_from_modules(), ids=RULES)
def test_a_rule_is_complete(rule):
    meta = rule.meta
    assert isinstance(meta, RuleMeta)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", meta.id)
    assert meta.category in CATEGORIES
    assert type(rule).__name__ == "".join(word.capitalize() for word in meta.id.split("-"))
    assert "## What it does" in rule.__doc__
    assert "## Why is this bad?" in rule.__doc__
    assert ("## Options" in rule.__doc__) == bool(rule.options)
    for name, default in rule.options.items():
        assert f"`{name}` (default {str(default).lower()})" in rule.__doc__
        assert isinstance(default, (bool, int, float, str, list))
    methods = [name for name in dir(type(rule)) if name.startswith("check") and getattr(type(rule), name) is not getattr(Rule, name, None)]
    assert set(methods) <= set(VISITORS), "a method that nothing calls"
    assert bool(methods) == (meta.category != "suppressions")
    if meta.source is not None:
        assert meta.source in load_profile("seedance-2.0").sources


def test_rules_are_listed_by_category_and_name():
    keys = [(CATEGORIES.index(rule.meta.category), rule.meta.id) for rule in RULES.values()]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        (["missing-role", "roles"], ["roles"], {"missing-role"}),
        (["roles", "missing-role"], ["roles"], {"missing-role"}),
        ([], [], named(default=True)),
        (["ALL"], [], set(RULES)),
        (["DEFAULT", "missing-role"], [], named(default=True) | {"missing-role"}),
        (["roles"], [], named(category="roles")),
        (["unknown-tag", "limits"], [], named(category="limits") | {"unknown-tag"}),
        (["ALL"], ["tags"], set(RULES) - named(category="tags")),
        ([], ["zero-index"], named(default=True) - {"zero-index"}),
        (["zero-index"], ["tags"], {"zero-index"}),
        (["tags"], ["zero-index"], named(category="tags") - {"zero-index"}),
        (["zero-index"], ["zero-index"], set()),
        (["tags"], ["tags"], set()),
        (["ALL"], ["ALL"], set()),
    ],
)
def test_selection(select, ignore, expected):
    assert active(select, ignore) == expected


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("undefined-referense", "; did you mean `undefined-reference`?"),
        ("role", "; did you mean `roles`?"),
        ("all", "; did you mean `ALL`?"),
        ("E501", ""),
    ],
)
def test_unknown_names(name, hint):
    message = re.escape(f"unknown rule or category `{name}`{hint}") + r"\Z"
    with pytest.raises(UnknownRule, match=message):
        active([name])
    with pytest.raises(UnknownRule, match=message):
        active([], [name])
    with pytest.raises(UnknownRule, match=message):
        named_rules([name], RULES)


def test_names_stand_for_rules():
    assert named_rules(["limits", "zero-index"], RULES) == named(category="limits") | {"zero-index"}


def test_the_same_rules_for_the_same_settings():
    settings = Settings(load_profile("seedance-2.0"))
    assert active_rules(settings) is active_rules(settings)
