"""Files in the list of another kind."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Location, Severity, Violation
from seedance_lint.profiles.load import extensions
from seedance_lint.rules.base import Example, GivenFile, LintContext, Rule, RuleMeta, listed
from seedance_lint.urls import shown_name


class WrongModality(Rule):
    """
    ## What it does
    Finds files that are of another kind than their list: an `.mp4` in `image_urls`. With `--media` the content of local
    files counts, not their names.

    ## Why is this bad?
    The request is rejected, or the file is ignored; and all tags behind it count one too many.
    """

    meta = RuleMeta("wrong-modality", "assets", Severity.ERROR, since="0.1.0", source="media")
    skips_ordinary = True
    examples = (
        Example(
            bad="@Image1 as first frame.",
            good="@Image1 as first frame.",
            images=("https://example.com/start.mp4",),
            good_images=("https://example.com/start.png",),
        ),
    )

    def check_file(self, ctx: LintContext, file: GivenFile) -> Iterator[Violation]:
        asset, url, facts = file
        if asset.facts is not None and asset.facts.is_other:  # unsupported-format says so
            return
        kind = asset.facts.kind if asset.facts is not None and asset.facts.kind else None
        if kind is None:
            kind, _ = extensions().get(facts.extension, (None, None))
        if kind is None or kind == asset.kind:
            return
        right = ctx.profile.request.media.get(kind)
        formats = listed([f".{name}" for name in ctx.profile.media[asset.kind].formats])
        yield Violation(
            Location(asset.path),
            f"`{shown_name(url)}` is {_a(kind)}, in a list of {asset.kind}s{f'; expected {formats}' if formats else ''}",
            help=f"{kind}s go into `{right}`" if right else None,
            related=(*ctx.uses(asset), *ctx.given_here(kind)),
        )


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
