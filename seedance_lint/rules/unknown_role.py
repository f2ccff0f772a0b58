"""Roles that nobody knows."""

from collections.abc import Iterator

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

    needs = "bindings.roles"
    meta = RuleMeta("unknown-role", "roles", Severity.WARNING, since="0.1.0", fix=Applicability.UNSAFE, source="roles")
    examples = (Example(bad="@Image1 as fist frame. She turns around.", good="@Image1 as first frame. She turns around.", images=1),)

    def check(self, ctx: LintContext) -> Iterator[Violation]:
        seen: set[RolePhrase] = set()
        for role, reference in ctx.bindings.roles:
            if role.role is not None or role in seen:
                continue
            seen.add(role)
            kind = reference.kind
            documented = [role_words(name) for name in ctx.profile.roles.get(kind or "", ())]
            meant = nearest(role.text, [*documented, *_vocabulary(ctx, kind)], likeness=_LIKENESS)
            if meant is None:
                yield self._like_nothing(ctx, role, kind, documented)
            else:
                fix = Fix(f"Write `{meant}`", (Edit(role.span, meant),), Applicability.UNSAFE)
                yield Violation(role.span, f"`{role.text}` is no known role; did you mean {meant}?", fixes=(fix,))

    def _like_nothing(self, ctx: LintContext, role: RolePhrase, kind: str | None, documented: list[str]) -> Violation:
        everywhere = {role_words(name): name for names in ctx.profile.roles.values() for name in names}
        other = nearest(role.text, everywhere, likeness=_LIKENESS)
        where = listed([f"{each}s" for each in ctx.profile.kinds_of(everywhere[other])], "and") if other else ""
        near = f"; near is {other}, a role of {where}" if other else ""
        what = f"documented for {_a(kind)}: {listed(documented, 'and')}" if kind and documented else None
        return Violation(role.span, f"`{role.text}` is no known role{near}", help=what)


_LIKENESS = 0.75
"""How near a role must be: `frist frame` is, `fast food` is not."""


def _vocabulary(ctx: LintContext, kind: str | None) -> list[str]:
    """Return the words that name a documented role of a kind of file, in whatever language."""
    if kind is None:
        return []
    roles = ctx.profile.roles[kind]
    return [word for word, terminal in load_tables().words.items() if READING[kind].get(terminal) in roles]


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
