"""Roles that people use but the provider does not document."""

from collections.abc import Iterable

from seedance_lint.diagnostics.violation import Severity, Violation
from seedance_lint.profiles.profile import Profile
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta, listed, nouns, role_words, said_role
from seedance_lint.syntax.nodes import Reference, RolePhrase


class UndocumentedRole(Rule):
    """
    ## What it does
    Notes roles that are in common use but not on the provider's list for this kind of file: an outfit, a voice, a
    storyboard, the scene of a video. Silent if the provider lists no roles.

    ## Why is this bad?
    It may not be: such roles often work. But the provider does not promise it, so check here first if a video goes wrong.
    """

    meta = RuleMeta("undocumented-role", "roles", Severity.INFO, since="0.1.0", source="roles", rests_on="contract")
    skips_ordinary = True
    examples = (Example(bad="@Image1 as outfit. She turns around.", good="@Image1 as character. She turns around.", images=1),)

    def applies(self, profile: Profile) -> bool:
        return profile.lists_roles

    def check_role(self, ctx: LintContext, role: RolePhrase, reference: Reference) -> Iterable[Violation]:
        name, kind = role.role, reference.kind
        if name is None or kind is None or name in ctx.profile.roles[kind]:
            return ()
        if ctx.fit(name, reference) != "in use":  # role-modality-mismatch reports it
            return ()
        documented = listed([role_words(known) for known in ctx.profile.roles[kind]], "and")
        message = f"{said_role(role.text, name)} is not a documented role of {nouns(kind)}"
        return (Violation(role.span, message, help=f"documented: {documented}" if documented else None),)
