"""URLs that do not deliver a file."""

from collections.abc import Iterator
from types import MappingProxyType

from seedance_lint.diagnostics.violation import Location, Severity, Violation
from seedance_lint.requests.facts import UrlAnswer
from seedance_lint.rules.base import Example, GivenFile, LintContext, Rule, RuleMeta
from seedance_lint.urls import redacted

# What surely fails for the provider as well: the server answered, but not with the file.
_ERRORS = MappingProxyType(
    {
        "denied": ("cannot be read without logging in (status {status})", "use a URL that works for everybody, such as a signed one"),
        "missing": ("does not exist (status {status})", "check the URL, and whether the file was moved or deleted"),
        "rejected": ("is refused by its server (status {status})", None),
        "no-content": ("is an empty file (status {status})", "upload the file again"),
        "login": ("redirects to the web page {target}, probably a login page", "use a URL that works for everybody, such as a signed one"),
        "web-page": ("is a web page, not a file", "use the URL of the file itself, not of the page that shows it"),
        "redirects": ("redirects too many times, last to {target}", "use the URL that the redirects should lead to"),
        "redirect-target": ("redirects to {target}, which is not a public http(s) address", None),
        "invalid": ("cannot be requested: the URL is invalid", None),
    }
)
# What may be caused by the connection, or be temporary.
_WARNINGS = MappingProxyType(
    {
        "timeout": ("did not answer in time", None),
        "unknown-host": ("is on a host that cannot be found", "check the spelling of the host name, and your own connection"),
        "private-address": ("was not requested: its host has a private address", "check which address the host name points to"),
        "refused": ("is on a host that refuses connections", None),
        "certificate": ("is on a host without a valid certificate", "renew the certificate, or use another host"),
        "connection": ("is on a server that closes the connection", None),
        "not-http": ("is on a server that does not speak HTTP", None),
        "no-ranges": (
            "refuses to send a part of the file (status {status})",
            "providers may read a file in parts or more than once; use a URL that allows both",
        ),
        "busy": ("is on a server that is busy (status {status})", "try again later"),
        "server-error": ("is on a server that reports an error (status {status})", "try again later"),
        "not-asked": ("was not requested: the time limit for all URLs was reached", "try again later"),
    }
)


class UnreachableUrl(Rule):
    """
    ## What it does
    Finds URLs that do not deliver a file. Each URL is requested as the provider's server does it: one GET for the first
    bytes, no credentials, no cookies, at most five redirects. Runs only with `check --online`. URLs of private hosts are
    not requested unless the rule `private-url` is off, and no public URL may redirect to one; a public name with a private
    address is never requested.

    ## Why is this bad?
    The provider's server opens every URL itself and does not log in anywhere. A clear answer of the server (401, 403, 404, a
    web page) is an error. Problems that may be temporary, or may be caused by your own connection, are a warning.
    """

    meta = RuleMeta("unreachable-url", "assets", Severity.ERROR, since="0.1.0", source="restrictions")
    examples = (
        Example(
            bad="@Image1 as first frame. She turns around.",
            good="@Image1 as first frame. She turns around.",
            images=("https://example.com/gone.png",),
            good_images=("https://example.com/start.png",),
            found={
                "https://example.com/gone.png": UrlAnswer("missing", 404),
                "https://example.com/start.png": UrlAnswer(None, 206, "image/png", 90_000, ranges=True),
            },
        ),
    )

    def check_answer(self, ctx: LintContext, file: GivenFile, answer: UrlAnswer) -> Iterator[Violation]:
        if answer.problem is None:
            return
        sure = answer.problem in _ERRORS
        text, way_out = _ERRORS[answer.problem] if sure else _WARNINGS[answer.problem]
        said = text.format(status=answer.status, target=f"`{redacted(answer.final_url or '')}`")
        yield Violation(
            Location(file.asset.path),
            f"`{redacted(file.url)}` {said}",
            help=way_out,
            related=ctx.uses(file.asset),
            severity=None if sure else Severity.WARNING,
        )
