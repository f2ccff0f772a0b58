"""Comments that suppress a rule that does not exist."""

from seedance_lint.diagnostics.violation import Applicability, Severity
from seedance_lint.rules.base import Rule, RuleMeta


class UnknownSuppression(Rule):
    """
    ## What it does
    Finds `# seedance-lint: ignore[…]` comments with a rule id that does not exist, or with no rule id at all.

    ## Why is this bad?
    The comment has no effect, but readers will think that it does.

    The fix removes the id, or the whole comment if no other id is left.
    """

    meta = RuleMeta("unknown-suppression", "suppressions", Severity.WARNING, since="0.1.0", fix=Applicability.SAFE)
