"""Replicating everything at once."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Severity, Violation
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta, listed, role_words


class VagueReplication(Rule):
    """
    ## What it does
    Notes prompts that replicate a file without saying what to take from it: `replicate @Video1`. Off by default.

    ## Why is this bad?
    It is documented to mean motion, camera and pacing together. If you meant only one of them, you get the others too, and
    they compete with the rest of the prompt.
    """

    meta = RuleMeta("vague-replication", "roles", Severity.INFO, since="0.1.0", default=False, source="roles", rests_on="prompt")
    examples = (
        Example(bad="Replicate @Video1. A drone over snow.", good="Replicate @Video1 camera movement. A drone over snow.", videos=1),
    )

    def check_request(self, ctx: LintContext) -> Iterator[Violation]:
        vague = ctx.profile.vague_roles
        for binding in ctx.bindings.by_file.values():
            if not binding.mentions:
                continue
            roles = binding.roles
            if roles and all(role.role in vague for role in roles):
                others = [role_words(role) for role in ctx.profile.roles[binding.kind] if role not in vague]
                message = f"`{roles[0].text}` does not say what to take from {ctx.tag(binding.kind, binding.index)}"
                yield Violation(roles[0].span, f"{message}; name {listed(others)}" if others else message)
