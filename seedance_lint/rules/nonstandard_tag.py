"""Tags that are not in the provider's spelling."""

import re
from collections.abc import Iterable

from seedance_lint.diagnostics.violation import Applicability, Edit, Fix, Severity, Violation
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta
from seedance_lint.syntax.nodes import Reference, Tag

# What must not follow a tag directly, because it would be read as part of the tag.
_GLUED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_")
_RANGE = r"\s*(?:[-–—~&]|\.\.)\s*[0-9]"


class NonstandardTag(Rule):
    """
    ## What it does
    Finds tags that seedance-lint understands but that are not in the provider's documented spelling: `@image1`,
    `@Image 1`, `[@Image1]`, `@img1`, `@图片1`, `＠Image１`, `@Image01`, `<<<image_1>>>`, `@Image1-3`.

    ## Why is this bad?
    Only the documented spelling is certain to be bound to its file. Other spellings work with some services and are plain
    prose to others, and no service says which. The spelling depends on the provider, so this rule follows the profile.

    The fix writes the same tag in the provider's spelling; a range in one tag becomes a list of tags.
    """

    meta = RuleMeta("nonstandard-tag", "tags", Severity.WARNING, since="0.1.0", fix=Applicability.SAFE, source="tags", rests_on="contract")
    skips_ordinary = True
    examples = (
        Example(bad="@image 1 as first frame. She turns around.", good="@Image1 as first frame. She turns around.", images=1),
        Example(bad="【@图片1】作为首帧，她慢慢转身。", good="@Image1作为首帧，她慢慢转身。", images=1),
    )

    def check_tag(self, ctx: LintContext, tag: Tag, reference: Reference) -> Iterable[Violation]:
        if tag.last is None and ctx.profile.accepts(tag.kind, tag.index, tag.text):
            return ()
        if tag.last is None and ctx.prompt.text.endswith(ctx.profile.tag(tag.kind, tag.index), 0, tag.span.end):
            return ()  # spelled with what is read as the mark of a range: `- image2`
        return (self._violation(ctx, tag, reference),)

    def _violation(self, ctx: LintContext, tag: Tag, reference: Reference) -> Violation:
        first = ctx.profile.tag(tag.kind, tag.index)
        fixes: tuple[Fix, ...] = ()
        if tag.last is None or tag.last <= tag.index:
            wanted = standard = first
        else:
            wanted = f"{first} to {ctx.profile.tag(tag.kind, tag.last)} one by one"
            standard = ""
            if ctx.may_have(tag.kind, tag.last):
                comma = ", " if tag.text.isascii() else "、"
                standard = comma.join(ctx.profile.tag(tag.kind, index) for index in range(tag.index, tag.last + 1))
        text, end = ctx.prompt.text, tag.span.end
        number = re.compile(_RANGE).match(text, end)
        is_range = len(reference.indexes) > len(reference.tags) and tag.last is None
        if is_range and ctx.profile.names_files_bare:  # nothing would say that plain words are one
            standard = ""
        if standard and (number is None or any(other.span.start == number.end() - 1 for other in reference.tags)):
            space = " " if end < len(text) and text[end] in _GLUED else ""
            fixes = (Fix(f"Write {standard}", (Edit(tag.span, standard + space),), Applicability.SAFE),)
        return Violation(tag.span, f"`{tag.text}` is not the provider's spelling; write {wanted}", fixes=fixes)
