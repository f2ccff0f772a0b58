"""URLs whose server sends another media type than expected."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Location, Severity, Violation
from seedance_lint.profiles.load import media_types
from seedance_lint.requests.facts import UrlAnswer
from seedance_lint.rules.base import Example, GivenFile, LintContext, Rule, RuleMeta, listed, with_article
from seedance_lint.urls import redacted


class UnexpectedContentType(Rule):
    """
    ## What it does
    Finds files that are served with the media type of another kind than their list, or of a format that the provider does
    not accept. Runs only with `check --online`. Types that say nothing (`application/octet-stream`) are fine.

    ## Why is this bad?
    A service that trusts the media type rejects the file, or reads an image as a video. A service that looks at the content
    does not, so this is a warning. Types like `application/json` are an error, since servers send them with error messages.
    """

    meta = RuleMeta("unexpected-content-type", "assets", Severity.WARNING, since="0.1.0", source="media", rests_on="contract")
    examples = (
        Example(
            bad="Replicate @Video1 camera movement.",
            good="Replicate @Video1 camera movement.",
            videos=("https://example.com/walk",),
            good_videos=("https://example.com/walk.mp4",),
            found={
                "https://example.com/walk": UrlAnswer(None, 206, "image/jpeg", 90_000, ranges=True),
                "https://example.com/walk.mp4": UrlAnswer(None, 206, "video/mp4", 90_000, ranges=True),
            },
        ),
    )

    def check_answer(self, ctx: LintContext, file: GivenFile, answer: UrlAnswer) -> Iterator[Violation]:
        if answer.problem or answer.content_type is None:
            return
        asset = file.asset
        meaning = media_types().get(answer.content_type)
        formats = ctx.profile.media[asset.kind].formats
        if meaning is None or (meaning[0] == asset.kind and (not formats or meaning[1] in formats)):
            return
        wanted = listed(list(formats)) or with_article(asset.kind)
        yield Violation(
            Location(asset.path),
            f"`{redacted(file.url)}` is served as {answer.content_type}; expected {wanted}",
            help="set the right media type where the file is stored",
            related=ctx.uses(asset),
            severity=Severity.ERROR if meaning[0] == "none" else None,
        )
