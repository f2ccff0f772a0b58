"""For those who write rules: check a rule on one prompt, and run its examples and its cases."""

from seedance_lint.diagnostics.violation import Edit
from seedance_lint.rules.examples import (
    Case,
    Finding,
    apply_fixes,
    as_request,
    check_case,
    check_examples,
    example_bodies,
    example_requests,
    load_cases,
    made_up,
    payload,
    violations,
    with_findings,
)

__all__ = [
    "Case", "Edit", "Finding", "apply_fixes", "as_request", "check_case", "check_examples", "example_bodies", "example_requests", "load_cases", "made_up",
    "payload", "violations", "with_findings",
]  # fmt: skip
