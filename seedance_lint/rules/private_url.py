"""URLs that only you can open."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Location, Severity, Violation
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta
from seedance_lint.urls import redacted


class PrivateUrl(Rule):
    """
    ## What it does
    Finds URLs with a user name or password, and hosts that nobody outside can reach: localhost, names of a local network,
    private, link-local and reserved addresses, however they are written.

    ## Why is this bad?
    The server opens every URL itself and logs in nowhere. A password in a URL also stays in logs, here and there.
    """

    needs = "odd_files"
    meta = RuleMeta("private-url", "assets", Severity.ERROR, since="0.1.0", source="restrictions")
    examples = (
        Example(
            bad="@Image1 as first frame.",
            good="@Image1 as first frame.",
            images=("http://localhost:8000/start.png",),
            good_images=("https://example.com/start.png",),
        ),
    )

    def check(self, ctx: LintContext) -> Iterator[Violation]:
        if not ctx.profile.public_urls_only:
            return
        for asset, url, facts in ctx.odd_files:
            if facts.scheme not in _FETCHED:  # `asset://name` has no host
                continue
            if facts.credentials:
                yield Violation(
                    Location(asset.path),
                    f"`{redacted(url)}` has a user name or password in it; the service takes files without authentication only",
                    related=ctx.uses(asset),
                )
            elif facts.private:
                yield Violation(
                    Location(asset.path), f"the service cannot reach `{redacted(url)}`: {facts.private}", related=ctx.uses(asset)
                )


_FETCHED = ("http", "https", "")
