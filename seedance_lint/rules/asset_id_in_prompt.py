"""Ids of uploaded files in the prompt."""

import re
from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Applicability, Edit, Fix, Severity, Violation
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta
from seedance_lint.source.span import Span

# asset-20260301120000-abcde, as Ark gives them (https://docs.byteplus.com/en/docs/ModelArk/2318270), and anything after asset://.
_ID = r"(?<![\w./-])(?:asset://[\w.-]*\w|asset-(?=[\w-]*\d)[\w-]{5,}\w)"


class AssetIdInPrompt(Rule):
    """
    ## What it does
    Finds ids of uploaded files (`asset-20260301120000-abcde`, `asset://…`) in the text of the prompt.

    ## Why is this bad?
    An id belongs in the request's list of files and means nothing to the model. A prompt names a file by its position in
    that list.
    """

    meta = RuleMeta(
        "asset-id-in-prompt", "tags", Severity.WARNING, since="0.2.0", fix=Applicability.UNSAFE, source="tags", rests_on="prompt"
    )
    examples = (
        Example(
            bad="The woman of asset-20260301120000-abcde turns around.",
            good="The woman of @Image1 turns around.",
            images=1,
        ),
    )

    def check_request(self, ctx: LintContext) -> Iterator[Violation]:
        text = ctx.prompt.text
        if "asset" not in text:
            return
        for match in re.finditer(_ID, text):
            span, tag = Span(*match.span()), _tag(ctx, match[0])
            what = f"write {tag}" if tag else f"name the file by its position in its list, as in {ctx.tag('image', 1)}"
            fixes = (Fix(f"Write {tag}", (Edit(span, tag),), Applicability.UNSAFE),) if tag else ()
            yield Violation(span, f"`{match[0]}` is a file id, which means nothing in a prompt; {what}", fixes=fixes)


def _tag(ctx: LintContext, name: str) -> str | None:
    """Return the tag of the file with an id; None if the request has no such file."""
    plain = name.removeprefix("asset://")
    assets = [asset for files in (ctx.request.assets or {}).values() for asset in files]
    found = next((asset for asset in assets if asset.url is not None and asset.url.removeprefix("asset://") == plain), None)
    return None if found is None else ctx.tag(found.kind, found.index)
