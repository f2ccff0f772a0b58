"""Roles that nobody knows."""

from collections.abc import Iterator
from functools import lru_cache

from seedance_lint.diagnostics.violation import Applicability, Edit, Fix, Severity, Violation
from seedance_lint.nearest import nearest
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta, listed, role_words
from seedance_lint.syntax.nodes import RolePhrase
from seedance_lint.syntax.readings import READING
from seedance_lint.syntax.tables import load_tables


class UnknownRole(Rule):
    """
    ## What it does
    Finds words that stand where only a role can stand, and name none: `@Image1 as fist frame`. Prose such as "@Image1 as
    she walks" is no role and is left alone. Words of your own belong under `[roles]` in the configuration.

    ## Why is this bad?
    The documented roles are what the model was taught. A misspelt one may be taken for something else.

    The nearest role is offered as an unsafe fix, where one is near.
    """

    meta = RuleMeta("unknown-role", "roles", Severity.WARNING, since="0.1.0", fix=Applicability.UNSAFE, source="roles", rests_on="prompt")
    examples = (Example(bad="@Image1 as fist frame. She turns around.", good="@Image1 as first frame. She turns around.", images=1),)

    def check_request(self, ctx: LintContext) -> Iterator[Violation]:
        seen: set[RolePhrase] = set()
        for role, reference in ctx.bindings.roles:
            if role.role is not None or role in seen:
                continue
            seen.add(role)
            kind = reference.kind
            roles = tuple(ctx.profile.roles.get(kind or "", ()))
            documented = [role_words(name) for name in roles]
            is_compared = len(seen) <= _MOST_COMPARED
            meant = _meant(role.text, roles, kind) if is_compared else None
            if meant is None:
                yield self._like_nothing(ctx, role, kind, documented, is_compared=is_compared)
            else:
                fix = Fix(f"Write `{meant}`", (Edit(role.span, meant),), Applicability.UNSAFE)
                yield Violation(role.span, f"`{role.text}` is no known role; did you mean {meant}?", fixes=(fix,))

    def _like_nothing(self, ctx: LintContext, role: RolePhrase, kind: str | None, documented: list[str], *, is_compared: bool) -> Violation:
        everywhere = {role_words(name): name for names in ctx.profile.roles.values() for name in names}
        other = nearest(role.text, everywhere, likeness=_LIKENESS) if is_compared else None
        where = listed([f"{each}s" for each in ctx.profile.kinds_of(everywhere[other])], "and") if other else ""
        near = f"; near is {other}, a role of {where}" if other else ""
        what = f"documented for {_a(kind)}: {listed(documented, 'and')}" if kind and documented else None
        return Violation(role.span, f"`{role.text}` is no known role{near}", help=what)


_LIKENESS = 0.75
"""How near a role must be: `frist frame` is, `fast food` is not."""


_MOST_COMPARED = 50
"""Phrases of one prompt that are compared with all roles, which takes a millisecond each: nobody writes as many."""


@lru_cache(maxsize=256)
def _meant(text: str, roles: tuple[str, ...], kind: str | None) -> str | None:
    """Return the word for one of the roles of a kind of file, in whatever language, that words are nearest to."""
    return nearest(text, _vocabulary(roles, kind), likeness=_LIKENESS)


@lru_cache(maxsize=16)
def _vocabulary(roles: tuple[str, ...], kind: str | None) -> tuple[str, ...]:
    if kind is None:
        return ()
    words = [word for word, terminal in load_tables().words.items() if READING[kind].get(terminal) in roles]
    return (*map(role_words, roles), *words)


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
