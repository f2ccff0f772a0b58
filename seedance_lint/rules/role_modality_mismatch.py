"""Roles that a file of this kind cannot have."""

from collections.abc import Iterable

from seedance_lint.diagnostics.violation import Related, Severity, Violation
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta, listed, nouns, role_words, said_role, with_article
from seedance_lint.syntax.nodes import Reference, RolePhrase


class RoleModalityMismatch(Rule):
    """
    ## What it does
    Finds roles that are documented only for another kind of file: `@Audio1 as first frame`. Roles that people do use for
    such files, like the style or the scene of a video, are not reported. Roles that are unlikely to work, like the camera
    movement of an image, are a warning.

    ## Why is this bad?
    An audio file has no first frame, and an image has no soundtrack, so the instruction cannot be followed. Usually the tag
    should name a file of another kind.
    """

    meta = RuleMeta("role-modality-mismatch", "roles", Severity.ERROR, since="0.1.0", source="roles", rests_on="prompt")
    skips_ordinary = True
    examples = (
        Example(
            bad="@Audio1 as first frame. She turns around.",
            good="@Image1 as first frame. She turns around.",
            images=1,
            audios=1,
            good_audios=0,
        ),
    )

    def check_role(self, ctx: LintContext, role: RolePhrase, reference: Reference) -> Iterable[Violation]:
        name, kind = role.role, reference.kind
        if name is None or kind is None or not role.sure or name in ctx.profile.roles[kind]:
            return ()
        fit = ctx.fit(name, reference)
        if fit not in ("unlikely", "impossible"):
            return ()
        return (self._violation(ctx, role, reference, kind, unlikely=fit == "unlikely"),)

    def _violation(self, ctx: LintContext, role: RolePhrase, reference: Reference, kind: str, *, unlikely: bool) -> Violation:
        name = role.role or ""
        others = listed([nouns(other) for other in ctx.profile.kinds_of(name)], "and")
        documented = listed([role_words(known) for known in ctx.profile.roles[kind]], "and")
        files = with_article(kind) if len(reference.indexes) < 2 else nouns(kind)
        are = f"is {files}" if len(reference.indexes) < 2 else f"are {files}"
        return Violation(
            role.span,
            f"{said_role(role.text, name)} is a role of {others}, and `{reference.text}` {are}{'; this is unlikely to work' if unlikely else ''}",
            help=f"roles of {nouns(kind)}: {documented}" if documented else None,
            related=(Related(reference.span, f"{files} here"),),
            severity=Severity.WARNING if unlikely else None,
        )
