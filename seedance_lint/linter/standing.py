"""What may be said of a request whose contract is not certain."""

from collections.abc import Iterable, Set

from seedance_lint.contracts.contract import ASSUMED, UNKNOWN
from seedance_lint.contracts.recognise import Recogniser
from seedance_lint.diagnostics.violation import Applicability, Fix, Path, Severity
from seedance_lint.linter.report import Found
from seedance_lint.rules.base import LintContext
from seedance_lint.rules.engine import Finding
from seedance_lint.source.span import Span

Subject = tuple[str, Span | Path]
"""What a finding is about, whatever its words: the rule, and the place or the list in which it is."""

_SPELLING = "tags"
"""The category of rules that rest on how a contract spells tags."""


def resting_on_contract(found: Iterable[object]) -> list[Finding]:
    """Return those findings that rest on what a contract says."""
    return [each for each in found if isinstance(each, Finding) and each.rule.meta.rests_on == "contract"]


def subjects_of(found: Iterable[Finding]) -> frozenset[Subject]:
    """Return what findings are about."""
    return frozenset(map(_subject, found))


def _subject(finding: Finding) -> Subject:
    at = finding.violation.at
    if isinstance(at, Span):
        return finding.rule.meta.id, at
    return finding.rule.meta.id, at.path[:-1] if at.path and isinstance(at.path[-1], int) else at.path


def forbidden_by_all(found: Iterable[Found], allowed: Set[Subject]) -> list[Found]:
    """Return findings without those that rest on a contract, where another edition of it allows what they are about."""
    return [
        each for each in found if not (isinstance(each, Finding) and each.rule.meta.rests_on == "contract" and _subject(each) in allowed)
    ]


def softened(found: Iterable[Found]) -> list[Found]:
    """Return findings of a request to a host that no profile describes: what rests on the contract of another is no error, and no safe fix."""
    return [_softer(each) if isinstance(each, Finding) and each.rule.meta.rests_on == "contract" else each for each in found]


def _softer(finding: Finding) -> Finding:
    rule, violation = _without_safe_fixes(finding) if finding.violation.fixes else finding
    is_error = (violation.severity or rule.meta.severity) is Severity.ERROR
    return Finding(rule, violation._replace(severity=Severity.WARNING) if is_error else violation)


def weakened(found: Iterable[Found], context: LintContext, allowed: Set[Subject], recogniser: Recogniser) -> list[Found]:
    """Return what is left of findings where the contract is not certain.

    Nothing that only a contract could forbid, unless every contract that the request may be under does (those of ``allowed`` some other does
    not); that a tag is spelled as no provider spells it, once and as information; and no fix that nobody asked for. Of a prompt that refers to
    no file, in a request that has none and that nothing says is for our product, only what does not rest on the prompt.
    """
    standing = UNKNOWN if context.request.contract is None else context.request.contract.standing
    is_anybodys = standing == UNKNOWN and not _speaks(context)
    told = False
    kept: list[Found] = []
    for each in found:
        if not isinstance(each, Finding):
            kept.append(each)
            continue
        meta, violation = each.rule.meta, each.violation
        if meta.rests_on == "contract":
            if meta.category == _SPELLING:
                tag = context.prompt.text[slice(*violation.at)] if isinstance(violation.at, Span) else ""
                if told or standing == UNKNOWN or recogniser.spells(tag):
                    continue
                told = True
                each = Finding(each.rule, violation._replace(severity=Severity.INFO))  # noqa: PLW2901
            elif standing != ASSUMED or _subject(each) in allowed:
                continue
        elif is_anybodys and meta.rests_on == "prompt":
            continue
        kept.append(_without_safe_fixes(each) if violation.fixes else each)
    return kept


def _speaks(context: LintContext) -> bool:
    """Whether anything says that a request is for our product, or it has files, or its prompt refers to some."""
    contract, bindings = context.request.contract, context.bindings
    return bool((contract is not None and contract.evidence) or bindings.references or bindings.bare or context.request.assets)


def _without_safe_fixes(finding: Finding) -> Finding:
    rule, violation = finding
    return Finding(rule, violation._replace(fixes=tuple([_unsafe(fix) for fix in violation.fixes])))


def _unsafe(fix: Fix) -> Fix:
    return fix if fix.applicability is not Applicability.SAFE else fix._replace(applicability=Applicability.UNSAFE)
