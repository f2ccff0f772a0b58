"""Tags without a number."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Applicability, Edit, Fix, Severity, Violation
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta, noun, nouns
from seedance_lint.syntax.nodes import MalformedTag, Reference


class MissingIndex(Rule):
    """
    ## What it does
    Finds tags that name a kind of file but have no number: `@Image`, `@video`, `@图片`.

    ## Why is this bad?
    A tag names a file by its position in the list of its kind: `@Image1` is the first of `image_urls`. Without a number it
    names nothing, and the words around it ("as first frame") apply to no file. Services do not report this.

    If the request has exactly one file of that kind, its number is offered as an unsafe fix. Where the files are not known and no
    tag of the kind has a number, it is only information: manuals write `@视频` for the only video.
    """

    meta = RuleMeta("missing-index", "tags", Severity.ERROR, since="0.1.0", fix=Applicability.UNSAFE, source="tags", rests_on="prompt")
    examples = (Example(bad="@Image as first frame. She turns around.", good="@Image1 as first frame. She turns around.", images=1),)

    def check_malformed_tag(self, ctx: LintContext, tag: MalformedTag, reference: Reference) -> Iterator[Violation]:
        if tag.reason != "missing-index":
            return
        kind = tag.kind
        given = ctx.request.given(kind) if kind else 0
        fixes: tuple[Fix, ...] = ()
        if kind and given:
            wanted = f"expected {ctx.choices(kind)}"
            if given == 1:
                only = ctx.tag(kind, 1)
                fixes = (Fix(f"Write {only}, the only {noun(kind)} of the request", (Edit(tag.span, only),), Applicability.UNSAFE),)
        elif kind and ctx.request.assets is not None:
            wanted = f"and the request has no {nouns(kind)}"
        elif kind:
            wanted = f"write {ctx.tag(kind, 1)} for the first {noun(kind)}"
        else:
            wanted = "add the file's position in its list"
        is_only = ctx.request.assets is None and all(each != kind for each, _ in ctx.bindings.by_file)
        yield Violation(
            tag.span,
            f"`{tag.text}` has no number{', ' if wanted.startswith('and') else '; '}{wanted}",
            related=ctx.given_here(kind) if kind and given else (),
            fixes=fixes,
            severity=Severity.INFO if kind and is_only else None,
        )
