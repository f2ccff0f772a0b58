"""Roles that a file of this kind cannot play."""

from collections.abc import Iterable

from seedance_lint.diagnostics.violation import Related, Severity, Violation
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta, listed, role_words, said_role
from seedance_lint.syntax.nodes import Reference, RolePhrase


class RoleModalityMismatch(Rule):
    """
    ## What it does
    Finds roles that are documented for another kind of file: `@Audio1 as first frame`. Roles that people do take from
    such a file, as the style or the scene of a video, are none; roles that it hardly holds, as the camera movement of a
    picture, give a warning.

    ## Why is this bad?
    A sound has no first frame and a picture no sound track: the instruction cannot be followed. Mostly the number belongs
    to the tag of another kind.
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
        others = listed([f"{other}s" for other in ctx.profile.kinds_of(name)], "and")
        documented = listed([role_words(known) for known in ctx.profile.roles[kind]], "and")
        a = "an" if kind[0] in "aeiou" else "a"
        are = f"is {a} {kind}" if len(reference.indexes) < 2 else f"are {kind}s"
        return Violation(
            role.span,
            f"{said_role(role.text, name)} is a role of {others}, and `{reference.text}` {are}{', which can hardly play it' if unlikely else ''}",
            help=f"roles of {kind}s: {documented}" if documented else None,
            related=(Related(reference.span, f"{a} {kind} here" if len(reference.indexes) < 2 else f"{kind}s here"),),
            severity=Severity.WARNING if unlikely else None,
        )
