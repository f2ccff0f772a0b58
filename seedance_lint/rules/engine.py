"""The one path of a request: it is parsed, its tags are bound to its files, and the rules look at it.

Whoever wants to know what a prompt says, or what is wrong with it, goes through ``Engine``: the linter, the language server, tests of rules.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from seedance_lint.binding import bind
from seedance_lint.diagnostics.violation import Violation
from seedance_lint.hosts.request import PromptRequest
from seedance_lint.profiles.profile import Profile
from seedance_lint.rules.base import LintContext, Rule
from seedance_lint.syntax import Prompt, parse

if TYPE_CHECKING:
    from seedance_lint.tokens import TokenCounter

_OF_PROFILE = "profile."
_Check = Callable[[LintContext], Iterator[Violation]]
_Group = tuple[Callable[[LintContext], object] | None, tuple[tuple[Rule, _Check], ...]]


class Finding(NamedTuple):
    """What one rule says of one request."""

    rule: Rule
    violation: Violation


class Crash(NamedTuple):
    """A rule that raised instead of speaking."""

    rule: Rule
    error: Exception


class Engine:
    """Rules, ready for any number of requests, each under a profile of its own.

    ``options`` are the users' values by rule id; ``parse``, ``counter`` and ``clock`` replace the plain grammar, the estimate of tokens and
    the system's clock. What a profile asks of the rules is worked out when it is met first, and kept.
    """

    __slots__ = ("_bare_names", "_checks", "_clock", "_counter", "_options", "_parse", "_profile", "_ready", "rules")

    def __init__(
        self,
        rules: Iterable[Rule],
        *,
        parse: Callable[[str], Prompt] = parse,
        options: Mapping[str, Mapping[str, Any]] | None = None,
        counter: "TokenCounter | None" = None,
        clock: Callable[[], float] | None = None,
    ) -> None:
        self.rules = tuple(rules)
        self._parse = parse
        self._options = options or {}
        self._counter = counter
        self._clock = clock
        self._profile: Profile | None = None
        self._ready: dict[int, tuple[Profile, tuple[_Group, ...]]] = {}

    def read(self, request: PromptRequest, profile: Profile) -> LintContext:
        """Return what a request says, under the profile of the provider that it goes to."""
        if profile is not self._profile:
            self._prepare(profile)
        prompt = self._parse(request.prompt)
        bindings = bind(prompt, request, bare_names=self._bare_names)
        return LintContext(prompt, bindings, request, profile, self._options, counter=self._counter, clock=self._clock)

    def check(self, context: LintContext) -> list[Finding | Crash]:
        """Return what the rules say of a request, rule by rule."""
        if context.profile is not self._profile:
            self._prepare(context.profile)
        found: list[Finding | Crash] = []
        for needed, checks in self._checks:
            if needed is not None and not needed(context):
                continue
            for rule, check in checks:
                try:
                    for violation in check(context):
                        found.append(Finding(rule, violation))  # noqa: PERF401 - what was yielded before a crash counts
                except Exception as error:  # one broken rule must not hide what the others found
                    found.append(Crash(rule, error))
        return found

    def _prepare(self, profile: Profile) -> None:
        """Make a profile the present one."""
        ready = self._ready.get(id(profile))  # profiles hold mappings, so they have no hash; those kept here keep their identity
        if ready is None:
            ready = self._ready[id(profile)] = (profile, _grouped(self.rules, profile))
        self._profile, self._checks = ready
        self._bare_names = profile.names_files_bare


def _grouped(rules: Iterable[Rule], profile: Profile) -> tuple[_Group, ...]:
    """Return the checks of rules by what they need, so that those with nothing to look at cost one look together.

    Rules about comments are left out: they have nothing to say of a request. So are those that need what the profile does not have.
    """
    groups: dict[str | None, list[tuple[Rule, _Check]]] = {}
    for rule in rules:
        needs = rule.needs
        if needs is not None and needs.startswith(_OF_PROFILE):
            if not attrgetter(needs.removeprefix(_OF_PROFILE))(profile):
                continue
            needs = None
        if rule.meta.category != "suppressions":
            groups.setdefault(needs, []).append((rule, rule.check))
    return tuple((None if needs is None else attrgetter(needs), tuple(checks)) for needs, checks in groups.items())
