"""What may be said of a request whose contract is not certain."""

from seedance_lint.contracts.contract import ASSUMED, Contract
from seedance_lint.diagnostics.violation import Applicability, Fix, Severity
from seedance_lint.linter.report import Found
from seedance_lint.rules.engine import Finding

_SPELLING = "tags"
"""The category of rules that rest on how a contract spells tags."""


def weakened(found: list[Found], contract: Contract) -> list[Found]:
    """Return what is left of findings where the contract is not certain.

    Nothing that only a contract could forbid, unless the reference page stands in for it; the spelling of tags as information; and no fix
    that nobody asked for.
    """
    kept: list[Found] = []
    for each in found:
        if not isinstance(each, Finding):
            kept.append(each)
            continue
        meta, violation = each.rule.meta, each.violation
        if meta.rests_on == "contract":
            if meta.category == _SPELLING:
                violation = violation._replace(severity=Severity.INFO)
            elif contract.standing != ASSUMED:
                continue
        kept.append(Finding(each.rule, violation._replace(fixes=tuple([_unsafe(fix) for fix in violation.fixes]))))
    return kept


def _unsafe(fix: Fix) -> Fix:
    return fix if fix.applicability is not Applicability.SAFE else fix._replace(applicability=Applicability.UNSAFE)
