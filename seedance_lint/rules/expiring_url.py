"""Signed URLs that have expired."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Location, Severity, Violation
from seedance_lint.rules.base import Example, GivenFile, LintContext, Rule, RuleMeta
from seedance_lint.urls import redacted


class ExpiringUrl(Rule):
    """
    ## What it does
    Finds signed URLs that have expired: those of S3 and compatible stores, Google Cloud Storage, CloudFront, Azure, Aliyun
    OSS and Volcengine TOS. Signed URLs that are still valid are fine.

    ## Why is this bad?
    The service gets "403 Forbidden" instead of the file and reports a file of unknown format.

    ## Options
    `valid-for-hours` (default 0): how many hours a URL must still be valid, since requests wait in queues.
    """

    meta = RuleMeta("expiring-url", "assets", Severity.WARNING, since="0.1.0", source="restrictions")
    skips_ordinary = True
    options = {"valid-for-hours": 0}
    examples = (
        Example(
            bad="@Image1 as first frame.",
            good="@Image1 as first frame.",
            images=("https://example.com/start.png?X-Amz-Date=20240301T120000Z&X-Amz-Expires=3600&X-Amz-Signature=5d67",),
            good_images=("https://example.com/start.png?X-Amz-Date=29990301T120000Z&X-Amz-Expires=3600&X-Amz-Signature=5d67",),
        ),
    )

    def check_file(self, ctx: LintContext, file: GivenFile) -> Iterator[Violation]:
        expires = file.facts.expires
        if expires is None or expires > ctx.now() + ctx.option(self, "valid-for-hours") * _SECONDS_AN_HOUR:
            return
        from datetime import UTC, datetime

        moment = datetime.fromtimestamp(expires, UTC).strftime("%Y-%m-%d %H:%M UTC")
        verb = "expired" if expires <= ctx.now() else "expires"
        message = f"the signature of `{redacted(file.url)}` {verb} on {moment}; sign the URL again"
        yield Violation(Location(file.asset.path), message, related=ctx.uses(file.asset))


_SECONDS_AN_HOUR = 3600
