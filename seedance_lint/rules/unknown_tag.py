"""Misspelt tags."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Applicability, Edit, Fix, Severity, Violation
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta, listed
from seedance_lint.syntax.nodes import MalformedTag, Reference


class UnknownTag(Rule):
    """
    ## What it does
    Finds words after an @ that were probably meant as a tag: a misspelt kind with a number (`@Imgae1`, `@Clip2`), a tag
    with letters attached to its number (`@Image1x`), and files called by a name (`@[HeroRef]`, `@Element1`). Names of
    people, e-mail addresses and file names are not reported. A file called by a name is only information if neither the provider nor the
    files are known, since some pages let their users name files.

    ## Why is this bad?
    The service knows three kinds of tags. Anything else is prose to it: the file stays unused, and nothing reports it.

    The most likely tag is offered as an unsafe fix.
    """

    meta = RuleMeta("unknown-tag", "tags", Severity.WARNING, since="0.1.0", fix=Applicability.UNSAFE, source="tags", rests_on="prompt")
    examples = (Example(bad="Replicate @Clip1 camera movement.", good="Replicate @Video1 camera movement.", videos=1),)

    def check_malformed_tag(self, ctx: LintContext, tag: MalformedTag, reference: Reference) -> Iterator[Violation]:
        if tag.reason == "named-asset":
            forms = [ctx.profile.tag(known, 1) for known in ctx.profile.spelling]
            is_elsewhere = ctx.request.assets is None and not ctx.is_certain  # a page where files have names
            severity = Severity.INFO if is_elsewhere else None
            yield Violation(
                tag.span, f"`{tag.text}` does not name a file of the request; tags look like {listed(forms)}", severity=severity
            )
            return
        if tag.reason not in ("unknown-kind", "glued-suffix"):
            return
        kind, index = tag.kind, tag.index
        if kind is None or index is None or not ctx.may_have(kind, index):
            forms = [ctx.profile.tag(known, 1) for known in ctx.profile.spelling]
            yield Violation(tag.span, f"`{tag.text}` is not a tag; tags look like {listed(forms)}")
            return
        meant = ctx.tag(kind, index)
        if tag.reason == "glued-suffix":
            rest = tag.text.partition(str(index))[2]
            message = f"`{tag.text}` is not a tag, because letters follow the number; did you mean {meant}?"
            replacement = f"{meant} {rest}" if rest else meant
        else:
            message = f"`{tag.text}` is not a tag; did you mean {meant}?"
            replacement = meant
        fix = Fix(f"Write {replacement}", (Edit(tag.span, replacement),), Applicability.UNSAFE)
        yield Violation(tag.span, message, fixes=(fix,))
