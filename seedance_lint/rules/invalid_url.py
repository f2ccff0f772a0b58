"""Files that are not given as an absolute URL."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Location, Path, Severity, Violation
from seedance_lint.hosts.located import Form
from seedance_lint.pattern import Pattern
from seedance_lint.requests.field_names import takes_paths
from seedance_lint.rules.base import Example, GivenFile, LintContext, Rule, RuleMeta, listed
from seedance_lint.urls import redacted


class InvalidUrl(Rule):
    """
    ## What it does
    Finds files that are not given as an absolute http(s) URL: a path, `data:`, `blob:`, `file:`, an empty string. Other
    schemes that a provider accepts are listed in its profile. Template placeholders (`{{start}}`, `${URL}`) are left
    alone, and so are local files that `--media` has found.

    ## Why is this bad?
    The service downloads each file itself and cannot reach your disk or your browser's memory.

    ## Options
    `local-files` (default false): accept paths, for requests whose files another step uploads.
    """

    meta = RuleMeta("invalid-url", "assets", Severity.ERROR, since="0.1.0", source="restrictions", rests_on="contract")
    skips_ordinary = True
    options = {"local-files": False}
    examples = (
        Example(
            bad="@Image1 as first frame.",
            good="@Image1 as first frame.",
            images=("shots/start.png",),
            good_images=("https://example.com/start.png",),
        ),
    )

    def check_file(self, ctx: LintContext, file: GivenFile) -> Iterator[Violation]:
        asset, url, facts = file
        schemes = ctx.profile.media[asset.kind].schemes
        if facts.scheme in schemes and (facts.host or facts.scheme not in _WITH_HOST):
            return
        if not url.strip():
            message = "an empty string is not a URL"
        elif facts.scheme in _WITH_HOST and not facts.host:
            message = f"`{redacted(url)}` has no host"
        elif facts.scheme and not _is_drive(facts.scheme):
            message = f"the service cannot fetch `{facts.scheme}:` URLs such as `{redacted(url)}`"
        elif facts.host:
            message = f"`{redacted(url)}` has no scheme"
        else:
            problem = None if asset.facts is None else asset.facts.problem
            if ctx.option(self, "local-files") or (asset.facts is not None and problem != "missing"):
                return  # other rules report what is wrong with a file that was found
            if problem is None and isinstance(ctx.request.fields, Form):
                return  # a form and the options of a command upload files
            is_id = problem is None and _ID.fullmatch(url) is not None
            is_known = ctx.request.contract is None or ctx.request.contract.certain
            is_sent = takes_paths(_field(asset.path)) or _is_drive(facts.scheme or "")
            if not is_known and (is_id or (problem is None and is_sent)):
                return  # the id of a file, which the application knows, or a path that it sends the file of
            missing = ", and the file does not exist" if problem == "missing" else ""
            message = f"`{redacted(url)}` is {'' if is_id else 'a path, '}not a URL{missing}"
        yield Violation(
            Location(asset.path), f"{message}; expected {listed([f'{scheme}:' for scheme in schemes])}…", related=ctx.uses(asset)
        )


def _field(place: Path) -> str:
    """Return the field that a file is in."""
    return next((name for name in reversed(place) if isinstance(name, str)), "")


_ID = Pattern(r"[A-Za-z0-9_-]+")
_WITH_HOST = ("http", "https")


def _is_drive(scheme: str) -> bool:
    """Whether a scheme is the letter of a Windows drive."""
    return len(scheme) == 1
