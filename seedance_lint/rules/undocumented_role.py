"""Roles that people use and the provider does not document."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Severity, Violation
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta, listed, role_words
from seedance_lint.syntax.nodes import RolePhrase


class UndocumentedRole(Rule):
    """
    ## What it does
    Notes roles that are in common use and not on the provider's list for this kind of file: an outfit, a voice, a
    storyboard, the scene of a video.

    ## Why is this bad?
    It is not. They often work; but nobody promises it, and where a video goes wrong this is a place to look.
    """

    needs = "odd_roles"
    meta = RuleMeta("undocumented-role", "roles", Severity.INFO, since="0.1.0", source="roles")
    examples = (Example(bad="@Image1 as outfit. She turns around.", good="@Image1 as character. She turns around.", images=1),)

    def check(self, ctx: LintContext) -> Iterator[Violation]:
        profile = ctx.profile
        seen: set[tuple[RolePhrase, str]] = set()
        for role, reference in ctx.odd_roles:
            name, kind = role.role, reference.kind
            if name is None or kind is None or name in profile.roles[kind] or (role, kind) in seen:
                continue
            if ctx.fit(name, reference) != "in use":  # role-modality-mismatch speaks
                continue
            seen.add((role, kind))
            documented = listed([role_words(known) for known in profile.roles[kind]], "and")
            yield Violation(
                role.span,
                f"`{role_words(name)}` is no documented role of {kind}s, though people use it",
                help=f"documented: {documented}" if documented else None,
            )
