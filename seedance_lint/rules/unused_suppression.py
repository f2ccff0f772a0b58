"""Comments that suppress nothing."""

from seedance_lint.diagnostics.violation import Applicability, Severity
from seedance_lint.rules.base import Rule, RuleMeta


class UnusedSuppression(Rule):
    """
    ## What it does
    Finds `# seedance-lint: ignore[…]` comments whose rule finds nothing there.

    ## Why is this bad?
    The problem has been fixed, and the comment would hide it if it came back.

    The fix removes the id, or the whole comment if no other id is left.
    """

    meta = RuleMeta("unused-suppression", "suppressions", Severity.WARNING, since="0.1.0", fix=Applicability.SAFE)
