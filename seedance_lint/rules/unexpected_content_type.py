"""URLs whose server calls the file something else than what its list holds."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Location, Severity, Violation
from seedance_lint.profiles.load import media_types
from seedance_lint.requests.facts import UrlAnswer
from seedance_lint.rules.base import Example, GivenFile, LintContext, Rule, RuleMeta, listed
from seedance_lint.urls import redacted


class UnexpectedContentType(Rule):
    """
    ## What it does
    Finds files whose server gives them a media type of another kind than their list, or of a format that the provider does
    not take. Runs with `check --online` only. A type that says nothing (`application/octet-stream`) is fine.

    ## Why is this bad?
    A service that believes the type refuses the file, or reads an image as a video. One that looks at the content does not,
    so this is a warning; `application/json` and the like are what servers send with their error messages, hence errors.
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
        wanted = listed(list(formats)) or f"a file of type {asset.kind}"
        yield Violation(
            Location(asset.path),
            f"`{redacted(file.url)}` is served as {answer.content_type}; expected {wanted}",
            help="set the media type where the file is stored",
            related=ctx.uses(asset),
            severity=Severity.ERROR if meaning[0] == "none" else None,
        )
