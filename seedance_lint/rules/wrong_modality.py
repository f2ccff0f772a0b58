"""Files in the list for another kind."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Location, Severity, Violation
from seedance_lint.profiles.load import extensions
from seedance_lint.rules.base import Example, GivenFile, LintContext, Rule, RuleMeta, listed, nouns, with_article
from seedance_lint.urls import shown_name


class WrongModality(Rule):
    """
    ## What it does
    Finds files in a list for another kind of file: an `.mp4` in `image_urls`. With `--media`, the content of local files
    counts and not their names.

    ## Why is this bad?
    The request is rejected, or the file is ignored and the tags of all files after it are off by one.
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
        if asset.facts is not None and asset.facts.is_other:  # unsupported-format reports it
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
            f"`{shown_name(url)}` is {with_article(kind)} in a list of {nouns(asset.kind)}{f'; expected {formats}' if formats else ''}",
            help=f"put {nouns(kind)} in `{right}`" if right else None,
            related=(*ctx.uses(asset), *ctx.given_here(kind)),
        )
