"""Rules whose modules are imported when there is something for them to look at: most rules are about things that most requests do not have."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import lru_cache
from importlib import import_module

from seedance_lint.annotations import Any
from seedance_lint.diagnostics.violation import Applicability, Severity
from seedance_lint.profiles.load import load_profile
from seedance_lint.profiles.profile import Profile
from seedance_lint.rules.base import VISITORS, Example, Rule, RuleMeta


class DeferredRule(Rule):
    """Stands in for a rule: knows its metadata and to which of our profiles it applies, and imports it for everything else.

    Instances are of subclasses, which have just those methods that the rule has.
    """

    def __init__(self, module: str, name: str, meta: RuleMeta, *, skips_ordinary: bool, ours: Set[str], applies_to: Set[str]) -> None:
        self._module = module
        self._name = name
        self._ours = ours
        self._applies_to = applies_to
        self._loaded: Rule | None = None
        self.__dict__.update(meta=meta, skips_ordinary=skips_ordinary)  # rules have both in their class

    def loaded(self) -> Rule:
        """Return the rule itself."""
        if self._loaded is None:
            self._loaded = _rule(self._module, self._name)
        return self._loaded

    @property
    def examples(self) -> tuple[Example, ...]:  # type: ignore[override]
        """The examples of the rule."""
        return self.loaded().examples

    @property
    def options(self) -> Mapping[str, Any]:  # type: ignore[override]
        """The options of the rule."""
        return self.loaded().options

    def applies_to(self, profile: Profile) -> bool:
        """Whether the rule can find anything under a profile; a profile of the user's own may have the name of one of ours."""
        name = profile.name
        if name in self._ours and profile is load_profile(name):
            return name in self._applies_to
        return self.loaded().applies(profile)


def prepared_rules(rules: Iterable[Rule], profiles: Sequence[Profile]) -> list[Any]:
    """Return what is known of rules without their modules, as plain values: the names of all profiles, and a row for each rule."""
    return [[profile.name for profile in profiles], [_row(rule, profiles) for rule in rules]]


def _row(rule: Rule, profiles: Sequence[Profile]) -> list[Any]:
    own, meta = type(rule), rule.meta
    methods = [name for name in _METHODS if getattr(own, name) is not getattr(Rule, name)]
    applies_to = [profile.name for profile in profiles if rule.applies(profile)] if "applies" in methods else []
    values = [
        meta.id,
        meta.category,
        meta.severity.value,
        meta.since,
        meta.default,
        meta.fix and meta.fix.value,
        meta.source,
        meta.rests_on,
    ]
    always_needed = meta.default and "check_request" in methods and "applies" not in methods
    return [own.__module__.rpartition(".")[2], own.__name__, always_needed, values, rule.skips_ordinary, methods, applies_to]


def rules_from(made: list[Any]) -> list[Rule]:
    """Return the rules of which ``prepared_rules`` told; of those that every run needs, the rules themselves."""
    ours, rows = frozenset(made[0]), made[1]
    return [_rule(row[0], row[1]) if row[2] else _deferred(row, ours) for row in rows]


def _deferred(row: list[Any], ours: Set[str]) -> DeferredRule:
    module, name, _, values, skips_ordinary, methods, applies_to = row
    id_, category, severity, since, default, fix, source, rests_on = values
    meta = RuleMeta(id_, category, Severity(severity), since, default, fix and Applicability(fix), source, rests_on)
    made = _class(tuple(methods))
    return made(module, name, meta, skips_ordinary=skips_ordinary, ours=ours, applies_to=frozenset(applies_to))


def _rule(module: str, name: str) -> Rule:
    rule: Rule = getattr(import_module(f"{__package__}.{module}"), name)()
    return rule


@lru_cache(maxsize=64)
def _class(methods: tuple[str, ...]) -> type[DeferredRule]:
    """Return the class of rules that have these methods."""
    documentation = property(lambda rule: rule.loaded().__doc__)
    return type(DeferredRule.__name__, (DeferredRule,), {"__doc__": documentation, **{name: _METHODS[name] for name in methods}})


def _passing_on(name: str) -> Callable[..., Any]:
    def method(self: DeferredRule, *about: object) -> Any:
        return getattr(self.loaded(), name)(*about)

    return method


_METHODS: Mapping[str, Callable[..., Any]] = {"applies": DeferredRule.applies_to, **{name: _passing_on(name) for name in VISITORS}}
