"""URLs that only you can open."""

from collections.abc import Iterator

from seedance_lint.contracts.contract import UNKNOWN
from seedance_lint.diagnostics.violation import Location, Severity, Violation
from seedance_lint.requests.request import PromptRequest
from seedance_lint.rules.base import Example, GivenFile, LintContext, Rule, RuleMeta
from seedance_lint.urls import redacted


class PrivateUrl(Rule):
    """
    ## What it does
    Finds URLs that the provider cannot open: on localhost, on hosts of a local network, or on private, link-local and
    reserved addresses, however they are written; and URLs with a user name or password, where the provider takes only
    public files.

    ## Why is this bad?
    The provider's server opens every URL itself and does not log in anywhere. A password in a URL also ends up in logs.
    A request without a known provider or model may go to a server of your own; its addresses are not reported, nor are
    hosts that only stand for one (`https://example.test/a.png`, `https://media.test/a.png`).
    """

    meta = RuleMeta("private-url", "assets", Severity.ERROR, since="0.1.0", source="restrictions")
    skips_ordinary = True
    examples = (
        Example(
            bad="@Image1 as first frame.",
            good="@Image1 as first frame.",
            images=("http://localhost:8000/start.png",),
            good_images=("https://example.com/start.png",),
        ),
    )

    def check_file(self, ctx: LintContext, file: GivenFile) -> Iterator[Violation]:
        asset, url, facts = file
        if facts.scheme not in _FETCHED:  # `asset://name` has no host
            return
        if facts.credentials and ctx.profile.public_urls_only:
            yield Violation(
                Location(asset.path),
                f"`{redacted(url)}` contains a user name or password; the service takes only files that need no login",
                related=ctx.uses(asset),
            )
        elif facts.private and not _may_be_own(ctx.request):
            yield Violation(Location(asset.path), f"the service cannot reach `{redacted(url)}`: {facts.private}", related=ctx.uses(asset))


def _may_be_own(request: PromptRequest) -> bool:
    """Whether a request may go to a server of the author's own, which opens what others cannot: nothing shows a provider or a model."""
    contract = request.contract
    return contract is not None and contract.standing == UNKNOWN and contract.model is None


_FETCHED = ("http", "https", "")
