"""Local files whose name says one format and whose content is another."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Location, Severity, Violation
from seedance_lint.profiles.load import extensions
from seedance_lint.requests.facts import FileFacts
from seedance_lint.rules.base import Example, GivenFile, LintContext, Rule, RuleMeta
from seedance_lint.urls import shown_name


class MisnamedFile(Rule):
    """
    ## What it does
    Finds local files whose extension names one format and whose content is another that the provider accepts: a PNG named
    `.jpg`, a QuickTime film named `.mp4`. Needs `check --media`. Content that the provider does not accept is reported by
    `unsupported-format` and `wrong-modality`.

    ## Why is this bad?
    File stores derive the media type from the name, and a service that trusts the media type rejects content that does not
    match it.
    """

    meta = RuleMeta("misnamed-file", "assets", Severity.WARNING, since="0.1.0", source="media")
    examples = (
        Example(
            bad="@Image1 as first frame. She turns around.",
            good="@Image1 as first frame. She turns around.",
            images=("start.jpg",),
            good_images=("start.png",),
            found={name: FileFacts("image", "png", 90_000, width=1280, height=720) for name in ("start.jpg", "start.png")},
        ),
    )

    def check_local_file(self, ctx: LintContext, file: GivenFile, facts: FileFacts) -> Iterator[Violation]:
        asset, url, named = file
        if facts.kind != asset.kind or facts.format is None or not named.extension:
            return
        said = extensions().get(named.extension)
        if said is None or said[1] == facts.format or facts.format not in ctx.profile.media[asset.kind].formats:
            return
        yield Violation(
            Location(asset.path),
            f"`{shown_name(url)}` contains {facts.format} data, not {said[1]} as its name says",
            help=f"rename it to end in .{facts.format}, or convert it",
            related=ctx.uses(asset),
        )
