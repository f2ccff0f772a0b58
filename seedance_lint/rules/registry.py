"""Finds the rules: one for each module of this package, and those of the plugins named in the settings."""

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib import import_module
from types import MappingProxyType, ModuleType

from seedance_lint.annotations import Protocol
from seedance_lint.diagnostics.violation import Severity
from seedance_lint.package_data import prepared
from seedance_lint.rules.base import API_VERSION, Rule, RuleMeta
from seedance_lint.rules.deferred import rules_from

CATEGORIES = ("tags", "references", "limits", "roles", "assets", "request", "suppressions")
"""The categories of the built-in rules, in the order in which they are listed."""

ALL = "ALL"
DEFAULT = "DEFAULT"
"""What may be selected besides ids and categories: every rule, and the rules that run by default."""

_NOT_RULES = frozenset(
    {"__init__", "base", "context", "deferred", "document", "engine", "examples", "foreign", "limits", "registry", "values", "wording"}
)
_FIRST_VERSION = 1
"""Of the interface: rules look at everything in one ``check``."""


class UnknownRule(ValueError):
    """A name that is neither a rule id nor a category; the message suggests the nearest one."""


class Selection(Protocol):
    """What is selected, ignored and plugged in; ``Settings`` is one."""

    @property
    def select(self) -> tuple[str, ...]:
        """Ids, categories, ``ALL`` or ``DEFAULT``; empty for the default."""

    @property
    def ignore(self) -> tuple[str, ...]:
        """Ids, categories, ``ALL`` or ``DEFAULT``."""

    @property
    def plugins(self) -> tuple[str, ...]:
        """Names of the plugins in use."""


@lru_cache(maxsize=8)
def all_rules(plugins: tuple[str, ...] = ()) -> Mapping[str, Rule]:
    """Return every rule by its id: the program's by category and id, then the plugins' in their order.

    Raises:
        PluginFailure: a plugin is missing or broken, or has a rule whose id is not ``plugin/rule-id`` or is taken.
    """
    rules = {rule.meta.id: rule for rule in _own_rules()}
    if plugins:
        _add_plugins(rules, plugins)
    return MappingProxyType(rules)


@lru_cache(maxsize=1)
def _own_rules() -> tuple[Rule, ...]:
    made = prepared("rules")
    return tuple(rules_from_modules() if made is None else rules_from(made))


def rules_from_modules() -> list[Rule]:
    """Return the program's own rules, by category and id, from the modules of this package."""
    package = __name__.rpartition(".")[0]
    own = [rule for name in _module_names() for rule in _rules_of(import_module(f"{package}.{name}"))]
    return sorted(own, key=lambda rule: (CATEGORIES.index(rule.meta.category), rule.meta.id))


@lru_cache(maxsize=32)
def _active(select: tuple[str, ...], ignore: tuple[str, ...], plugins: tuple[str, ...]) -> tuple[Rule, ...]:
    rules = all_rules(plugins)
    wanted, unwanted = _ranks(select or (DEFAULT,), rules), _ranks(ignore, rules)
    return tuple(rule for name, rule in rules.items() if wanted.get(name, 0) > unwanted.get(name, 0))


def active_rules(settings: Selection) -> tuple[Rule, ...]:
    """Return the rules that the settings leave on.

    A more exact name wins: ``select = ["missing-role"]`` with ``ignore = ["roles"]`` runs missing-role alone.

    Raises:
        UnknownRule: a name in ``select`` or ``ignore`` does not exist.
        PluginFailure: see ``all_rules``.
    """
    return _active(tuple(settings.select), tuple(settings.ignore), tuple(settings.plugins))


def named_rules(names: Iterable[str], rules: Mapping[str, Rule]) -> frozenset[str]:
    """Return the rule ids that a list of ids, categories, ``ALL`` and ``DEFAULT`` stands for.

    Raises:
        UnknownRule: a name does not exist.
    """
    return frozenset(_ranks(names, rules))


def _ranks(names: Iterable[str], rules: Mapping[str, Rule]) -> dict[str, int]:
    """Return how exactly each named rule is named: 3 by its id, 2 by its category, 1 by ALL or DEFAULT."""
    ranks: dict[str, int] = {}
    for name in names:
        if name in rules:
            found, rank = {name}, 3
        elif name in (ALL, DEFAULT):
            found, rank = {key for key, rule in rules.items() if name == ALL or rule.meta.default}, 1
        else:
            found, rank = {key for key, rule in rules.items() if rule.meta.category == name}, 2
            if not found:
                from seedance_lint.nearest import did_you_mean

                known = [*rules, *{rule.meta.category for rule in rules.values()}, ALL, DEFAULT]
                raise UnknownRule(f"unknown rule or category `{name}`{did_you_mean(name, known)}")
        for key in found:
            ranks[key] = max(rank, ranks.get(key, 0))
    return ranks


def _module_names() -> list[str]:
    """Return the names of this package's rule modules, sorted."""
    folder = os.path.dirname(__file__)  # noqa: PTH120 - pathlib would be its only use on this path
    try:
        names = {name.partition(".")[0] for name in os.listdir(folder) if name.endswith((".py", ".pyc"))}  # noqa: PTH208
    except OSError:  # the package is in a zip archive
        import pkgutil

        names = {module.name for module in pkgutil.iter_modules([folder])}
    return sorted(names - _NOT_RULES)


def _rules_of(module: ModuleType) -> Iterator[Rule]:
    """Yield an instance of each rule class defined in a module, or in the modules of a package."""
    for value in dict.fromkeys(value for value in vars(module).values() if isinstance(value, type)):
        if issubclass(value, Rule) and f"{value.__module__}.".startswith(f"{module.__name__}."):
            yield value()


def _add_plugins(rules: dict[str, Rule], plugins: tuple[str, ...]) -> None:
    from seedance_lint.plugins import PluginFailure, called, in_a_line, load_plugins

    for plugin in load_plugins("seedance_lint.rules", plugins):
        module, told = plugin.value, f"the plugin `{plugin.name}` of {plugin.distribution}"
        if not isinstance(module, ModuleType):
            raise PluginFailure(f'{told} does not name a module; its entry point must be `{plugin.name} = "package.module"`')
        version = getattr(module, "API_VERSION", None)
        if version not in (_FIRST_VERSION, API_VERSION):
            stated = "does not state an API_VERSION" if version is None else f"was written for version {version} of the rule interface"
            raise PluginFailure(f"{told} {stated}; this seedance-lint has version {API_VERSION}")
        try:
            found = called(list, _rules_of(module))
        except Exception as error:
            raise PluginFailure(f"{told} has a rule that cannot be created: {in_a_line(error)}") from None
        if not found:
            raise PluginFailure(f"{told} has no rules in {module.__name__}")
        for rule in found:
            meta = getattr(rule, "meta", None)
            name = getattr(meta, "id", None)
            if not isinstance(name, str) or not name.startswith(f"{plugin.name}/"):
                raise PluginFailure(f"{told} has a rule `{type(rule).__name__}` with the id {name!r}; it must be `{plugin.name}/rule-id`")
            if name in rules:
                raise PluginFailure(f"{told} defines the rule `{name}` twice")
            fault = _fault(rule, version)
            if fault:
                raise PluginFailure(f"{told} has the rule `{name}`, which {fault}")
            rules[name] = rule


def _fault(rule: Rule, version: int) -> str:
    """Return what is wrong with a plugin's rule; empty if nothing is."""
    from seedance_lint.nearest import did_you_mean
    from seedance_lint.rules.base import VISITORS

    meta = rule.meta
    if not (isinstance(meta, RuleMeta) and isinstance(meta.severity, Severity) and isinstance(meta.category, str)):
        return f"has the `meta` {meta!a}, which is not a RuleMeta with a Severity"
    if not isinstance(rule.options, Mapping):
        return f"has the `options` {rule.options!a}, which is not a mapping"
    written = [name for name in dir(type(rule)) if getattr(Rule, name, None) is not getattr(type(rule), name)]
    if version == _FIRST_VERSION:
        if "needs" in written:
            return f"has `needs`; version {API_VERSION} of the rule interface uses methods such as `check_tag` instead"
        return "" if "check" in written else "has no method `check`"
    if "check" in written:
        return f"has the method `check`; in version {API_VERSION} of the rule interface it is called `check_request`"
    unknown = next((name for name in written if name.startswith("check_") and name not in VISITORS), None)
    if unknown is not None:
        return f"has the method `{unknown}`, which is never called{did_you_mean(unknown, VISITORS)}"
    return "" if any(name in written for name in VISITORS) else f"has none of the methods {', '.join(VISITORS)}"
