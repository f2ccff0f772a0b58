"""Comments that silence nothing."""

from seedance_lint.diagnostics.violation import Applicability, Severity
from seedance_lint.rules.base import Rule, RuleMeta


class UnusedSuppression(Rule):
    """
    ## What it does
    Finds `# seedance-lint: ignore[…]` comments whose rule has nothing to say at that place.

    ## Why is this bad?
    What was wrong has been mended, and the comment would hide it when it comes back.

    The fix removes the id; where none is left, the comment.
    """

    meta = RuleMeta("unused-suppression", "suppressions", Severity.WARNING, since="0.1.0", fix=Applicability.SAFE)
