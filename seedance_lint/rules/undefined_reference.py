"""Tags that point past the files of the request."""

from collections.abc import Iterator

from seedance_lint.binding import covered
from seedance_lint.diagnostics.violation import Severity, Violation
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta, listed
from seedance_lint.syntax.nodes import Tag
from seedance_lint.urls import shown_name


class UndefinedReference(Rule):
    """
    ## What it does
    Finds tags whose number exceeds the files that the request gives: `@Image3` beside two `image_urls`. Silent where the
    files are not known, as in a prompt that stands alone. With providers whose tags are plain words ("image 3"), it is a
    warning, since such words may mean something else.

    ## Why is this bad?
    The tag names nothing. Services do not check it: it is ignored, and the video comes without what it asked for.
    """

    meta = RuleMeta("undefined-reference", "references", Severity.ERROR, since="0.1.0", source="restrictions")
    examples = (
        Example(bad="@Image1 and @Image2 as character, @Image3 as scene.", good="@Image1 as character, @Image2 as scene.", images=2),
    )

    def check_request(self, ctx: LintContext) -> Iterator[Violation]:
        seen: set[Tag] = set()
        for mention in ctx.bindings.unresolved:
            tag = mention.tag
            limit = ctx.profile.media[tag.kind].max_count
            # The middle of `@Image1 to @Image5` hangs on its first tag: the last one is where it goes wrong.
            if tag in seen or mention.index not in covered(tag) or (limit is not None and (tag.last or tag.index) > limit):
                continue
            seen.add(tag)
            yield self._violation(ctx, tag)

    def _violation(self, ctx: LintContext, tag: Tag) -> Violation:
        kind = tag.kind
        severity = Severity.WARNING if tag.text[0].isalpha() else None  # "an image 3 times as wide" is none
        if not ctx.request.given(kind):
            return Violation(tag.span, f"`{tag.text}` names no file: this request gives no {kind}s", severity=severity)
        binding = ctx.bindings.by_file
        files = (ctx.request.assets or {})[kind]
        named = [f"{ctx.profile.tag(kind, file.index)}{f' ({shown_name(file.url)})' if file.url else ''}" for file in files]
        unused = [ctx.profile.tag(kind, file.index) for file in files if not binding[kind, file.index].mentions]
        hint = f"; {listed(unused, 'and')} {'is' if len(unused) == 1 else 'are'} not used yet" if unused else ""
        return Violation(
            tag.span,
            f"`{tag.text}` points past the {ctx.count(kind)} of this request; expected {ctx.choices(kind)}",
            help=f"the request has {listed(named, 'and')}{hint}",
            related=ctx.given_here(kind),
            severity=severity,
        )
