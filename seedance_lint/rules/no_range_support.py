"""Servers that can only send whole files."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Location, Severity, Violation
from seedance_lint.requests.facts import UrlAnswer
from seedance_lint.rules.base import Example, GivenFile, LintContext, Rule, RuleMeta
from seedance_lint.urls import redacted


class NoRangeSupport(Rule):
    """
    ## What it does
    Notes files whose server ignores requests for a part of the file (`Range`). Runs only with `check --online`.

    ## Why is this bad?
    Some services first read the beginning of a file to find out its format. If the server does not support that, they may
    reject the request with a message about the format
    (https://docs.apiyi.com/en/faq/seedance-image-url-invalid-format). Most services do not mind, so this is only a note.
    """

    meta = RuleMeta("no-range-support", "assets", Severity.INFO, since="0.1.0")
    examples = (
        Example(
            bad="Replicate @Video1 camera movement.",
            good="Replicate @Video1 camera movement.",
            videos=("https://files.example.com/walk.mp4",),
            good_videos=("https://cdn.example.com/walk.mp4",),
            found={
                "https://files.example.com/walk.mp4": UrlAnswer(None, 200, "video/mp4", 90_000, ranges=False),
                "https://cdn.example.com/walk.mp4": UrlAnswer(None, 206, "video/mp4", 90_000, ranges=True),
            },
        ),
    )

    def check_answer(self, ctx: LintContext, file: GivenFile, answer: UrlAnswer) -> Iterator[Violation]:
        if answer.ranges is False and not answer.problem:
            message = f"the server of `{redacted(file.url)}` does not support Range requests (parts of files)"
            yield Violation(Location(file.asset.path), message, related=ctx.uses(file.asset))
