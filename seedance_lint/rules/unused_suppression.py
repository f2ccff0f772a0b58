"""Comments that silence nothing."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Applicability, Severity, Violation
from seedance_lint.rules.base import LintContext, Rule, RuleMeta


class UnusedSuppression(Rule):
    """
    ## What it does
    Finds `# seedance-lint: ignore[…]` comments whose rule has nothing to say at that place.

    ## Why is this bad?
    What was wrong has been mended, and the comment would hide it when it comes back.

    The fix removes the id; where none is left, the comment.
    """

    meta = RuleMeta("unused-suppression", "suppressions", Severity.WARNING, since="0.1.0", fix=Applicability.SAFE)

    def check(self, ctx: LintContext) -> Iterator[Violation]:
        """Find nothing: comments belong to files, and the linter compares them with what all rules found."""
        return iter(())
