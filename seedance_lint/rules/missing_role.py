"""Files without a role."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Severity, Violation
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta, listed, role_words


class MissingRole(Rule):
    """
    ## What it does
    Notes files that the prompt mentions without ever saying what they are for. Off by default.

    ## Why is this bad?
    About half of all mentions are like this ("@Image1 dances"), and most of them work. A role makes clear whether the file
    is the character, the scene or the style.
    """

    meta = RuleMeta("missing-role", "roles", Severity.INFO, since="0.1.0", default=False, source="roles", rests_on="prompt")
    examples = (Example(bad="@Image1 dances in the rain.", good="@Image1 as character. She dances in the rain.", images=1),)

    def check_request(self, ctx: LintContext) -> Iterator[Violation]:
        for binding in ctx.bindings.by_file.values():
            if not binding.mentions or any(mention.reference.roles for mention in binding.mentions):
                continue
            tag = ctx.tag(binding.kind, binding.index)
            roles = listed([role_words(role) for role in ctx.profile.roles[binding.kind]])
            yield Violation(binding.mentions[0].tag.span, f"the prompt does not say what {tag} is for; expected {roles}")
