"""The path of every request: its prompt is parsed, its tags are bound to its files, and the rules look at it.

The linter, the language server and the tests of rules all use ``Engine`` to find out what a prompt says and what is wrong with it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from types import MappingProxyType

from seedance_lint.annotations import TYPE_CHECKING, Any
from seedance_lint.binding import bind
from seedance_lint.diagnostics.violation import Violation
from seedance_lint.profiles.profile import Profile
from seedance_lint.records import NamedTuple
from seedance_lint.requests.request import PromptRequest
from seedance_lint.rules.base import LintContext, Rule
from seedance_lint.syntax import Prompt, parse
from seedance_lint.syntax.nodes import Reference, RolePhrase, Tag

if TYPE_CHECKING:
    from seedance_lint.tokens import TokenCounter

_Check = Callable[..., Iterable[Violation]]
_Checks = tuple[tuple[Rule, _Check], ...]
_Things = Sequence[tuple[object, ...]]
_Roles = Sequence[tuple[RolePhrase, Reference]]
_Find = Callable[[LintContext], _Things]


class Finding(NamedTuple):
    """What one rule reports about one request."""

    rule: Rule
    violation: Violation


class Crash(NamedTuple):
    """A rule that raised an exception."""

    rule: Rule
    error: Exception


class Engine:
    """Rules, ready for any number of requests, each under a profile of its own.

    ``options`` are the user's values by rule id. ``parse``, ``counter`` and ``clock`` replace the default grammar, the estimate of tokens
    and the system's clock. ``every_thing`` calls rules for ordinary things too, even if they set ``skips_ordinary``. What the rules have to
    do under a profile is worked out on first use, and kept. Several threads may share an engine.
    """

    __slots__ = ("_clock", "_counter", "_every_thing", "_last", "_options", "_ready", "parse", "rules")

    def __init__(
        self,
        rules: Iterable[Rule],
        *,
        parse: Callable[[str], Prompt] = parse,
        options: Mapping[str, Mapping[str, Any]] | None = None,
        counter: "TokenCounter | None" = None,
        clock: Callable[[], float] | None = None,
        every_thing: bool = False,
    ) -> None:
        self._every_thing = every_thing
        self.rules = tuple(rules)
        self.parse = parse
        self._options = options or {}
        self._counter = counter
        self._clock = clock
        self._last: _Ready | None = None
        self._ready: dict[int, _Ready] = {}

    def read(self, request: PromptRequest, profile: Profile, prompt: Prompt | None = None) -> LintContext:
        """Return what a request says, read under a profile; ``prompt`` is its tree, where that is known."""
        if prompt is None:
            prompt = self.parse(request.prompt)
        bindings = bind(prompt, request, bare_names=profile.names_files_bare)
        return LintContext(prompt, bindings, request, profile, self._options, counter=self._counter, clock=self._clock)

    def check(self, context: LintContext) -> list[Finding | Crash]:
        """Return what the rules report about a request."""
        ready = self._last
        if ready is None or ready.profile is not context.profile:
            ready = self._last = self._prepared(context.profile)
        return _run(ready, context)

    def check_with(self, rules: Set[str], context: LintContext) -> list[Finding | Crash]:
        """Return what the rules of some ids report about a request."""
        return _run(self._prepared(context.profile).only(rules), context)

    def _prepared(self, profile: Profile) -> "_Ready":
        """Return what the rules have to do under a profile."""
        ready = self._ready.get(id(profile))  # profiles hold mappings, so they have no hash; those kept here keep their identity
        if ready is None:
            rules = [rule for rule in self.rules if rule.applies(profile)]
            ready = self._ready[id(profile)] = _Ready(
                profile, _checks_of_request(rules), _checks_of_things(rules, profile, every_thing=self._every_thing)
            )
        return ready


class _Ready(NamedTuple):
    """What the rules have to do under one profile."""

    profile: Profile
    of_request: _Checks
    of_things: tuple[tuple[_Find, _Checks], ...]

    def only(self, rules: Set[str]) -> "_Ready":
        """Return what the rules of some ids have to do."""
        of_things = [(find, tuple([check for check in checks if check[0].meta.id in rules])) for find, checks in self.of_things]
        return _Ready(
            self.profile,
            tuple([check for check in self.of_request if check[0].meta.id in rules]),
            tuple([(find, checks) for find, checks in of_things if checks]),
        )


def _run(ready: _Ready, context: LintContext) -> list[Finding | Crash]:
    found: list[Finding | Crash] = []
    for rule, check in ready.of_request:
        try:
            for violation in check(context):
                found.append(Finding(rule, violation))  # noqa: PERF401 - what was yielded before a crash counts
        except Exception as error:  # one broken rule must not hide what the others found
            found.append(Crash(rule, error))
    for things_of, checks in ready.of_things:
        things = things_of(context)
        if things:
            for rule, check in checks:
                try:
                    for thing in things:
                        for violation in check(context, *thing):
                            found.append(Finding(rule, violation))  # noqa: PERF401
                except Exception as error:
                    found.append(Crash(rule, error))
    return found


def _checks_of_request(rules: Iterable[Rule]) -> _Checks:
    """Return the methods that look at a whole request; ``check`` belongs to rules written for version 1 of the interface."""
    return tuple((rule, _method(rule, name)) for rule in rules for name in ("check_request", "check") if _has(rule, name))


def _checks_of_things(rules: Iterable[Rule], profile: Profile, *, every_thing: bool) -> tuple[tuple[_Find, _Checks], ...]:
    """Return, for each kind of thing that rules look at, how to find the things and which methods look at them."""
    groups: dict[_Find, list[tuple[Rule, _Check]]] = {}
    every: dict[str, _Find] = {**_THINGS, "check_field": _fields(profile)}
    special = {**every, "check_tag": _special_tags(profile), "check_role": _special_roles, "check_file": _special_files}
    for rule in rules:
        for name, find in (every if every_thing or not rule.skips_ordinary else special).items():
            if _has(rule, name):
                groups.setdefault(find, []).append((rule, _method(rule, name)))
    return tuple((find, tuple(checks)) for find, checks in groups.items())


def _method(rule: Rule, name: str) -> _Check:
    check: _Check = getattr(rule, name)
    if "/" not in rule.meta.id:
        return check
    from seedance_lint.rules.foreign import guarded

    return guarded(rule, check)


def _has(rule: Rule, method: str) -> bool:
    return getattr(type(rule), method, None) is not getattr(Rule, method, None)


def _tags(ctx: LintContext) -> _Things:
    return [(tag, reference) for reference in ctx.bindings.references for tag in reference.tags if type(tag) is Tag]


def _special_tags(profile: Profile) -> _Find:
    """Return what finds the tags that are not spelled as documented, or whose number is above what the provider takes."""
    ordinary = {
        profile.tag(kind, number)
        for kind, limits in profile.media.items()
        for number in range(1, 1 + (_MOST_ORDINARY if limits.max_count is None else limits.max_count))
    }

    def special_tags(ctx: LintContext) -> _Things:
        return [
            (tag, reference)
            for reference in ctx.bindings.references
            for tag in reference.tags
            if type(tag) is Tag and tag.text not in ordinary
        ]

    return special_tags


def _malformed_tags(ctx: LintContext) -> _Things:
    return ctx.bindings.malformed


def _roles(ctx: LintContext) -> _Roles:
    return _each_once(ctx.bindings.roles)


def _special_roles(ctx: LintContext) -> _Roles:
    documented = ctx.profile.roles
    return _each_once(
        [
            pair
            for pair in ctx.bindings.roles
            if pair[0].role is None or pair[1].kind is None or pair[0].role not in documented[pair[1].kind]
        ]
    )


def _each_once(pairs: _Roles) -> _Roles:
    """Return each role phrase with the first mention of each kind that carries it."""
    if len(pairs) < 2:
        return pairs
    first: dict[tuple[int, str | None], tuple[RolePhrase, Reference]] = {}
    for pair in pairs:
        first.setdefault((pair[0].span.start, pair[1].kind), pair)
    return tuple(first.values())


def _files(ctx: LintContext) -> _Things:
    return [(file,) for file in ctx.files]


def _special_files(ctx: LintContext) -> _Things:
    return [(file,) for file in ctx.special_files]


def _local_files(ctx: LintContext) -> _Things:
    files = ctx.special_files
    return [(file, file.asset.facts) for file in files if file.asset.facts is not None] if files else ()


def _answers(ctx: LintContext) -> _Things:
    files = ctx.special_files
    return [(file, file.asset.answer) for file in files if file.asset.answer is not None] if files else ()


def _fields(profile: Profile) -> _Find:
    """Return what finds the fields that are neither the prompt nor a list of files."""
    shape = profile.request
    others = {shape.prompt, *shape.media.values()}

    def fields(ctx: LintContext) -> _Things:
        given = ctx.request.fields
        if others.issuperset(given):  # as with the arguments of `lint`
            return ()
        return [(name, _finite(value)) for name, value in given.items() if isinstance(name, str) and name not in others]

    return fields


def _finite(value: object) -> object:
    """Return a value; an integer too large for a float becomes infinity, since it neither compares nor prints like other numbers."""
    if type(value) is not int or value.bit_length() < _MOST_BITS:
        return value
    return float("inf") if value > 0 else float("-inf")


_MOST_BITS = 1000
_MOST_ORDINARY = 20
"""The numbers of tags that are known to be ordinary where the provider names no limit."""

_THINGS: Mapping[str, _Find] = MappingProxyType(
    {
        "check_tag": _tags,
        "check_malformed_tag": _malformed_tags,
        "check_role": _roles,
        "check_file": _files,
        "check_local_file": _local_files,
        "check_answer": _answers,
    }
)
