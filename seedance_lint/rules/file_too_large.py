"""Files over the size limit."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Location, Severity, Violation
from seedance_lint.rules.base import Example, GivenFile, LintContext, Rule, RuleMeta
from seedance_lint.urls import shown_name


class FileTooLarge(Rule):
    """
    ## What it does
    Finds files with more bytes than the provider takes of their kind, where the size is known: given in the request, of a
    local file with `--media`, or told by the server with `--online`.

    ## Why is this bad?
    The request is rejected, often only after the file has been fetched.
    """

    meta = RuleMeta("file-too-large", "assets", Severity.ERROR, since="0.1.0", source="media", rests_on="contract")
    skips_ordinary_files = True
    examples = (
        Example(
            bad="@Image1 as first frame.",
            good="@Image1 as first frame.",
            fields={"image_urls": [{"url": "https://example.com/start.png", "size": 41_943_040}]},
            good_fields={"image_urls": [{"url": "https://example.com/start.png", "size": 2_097_152}]},
        ),
    )

    def check_file(self, ctx: LintContext, file: GivenFile) -> Iterator[Violation]:
        asset = file.asset
        limit = ctx.profile.media[asset.kind].max_bytes
        if asset.size is None or limit is None or asset.size <= limit:
            return
        yield Violation(
            Location(asset.path),
            f"`{shown_name(file.url)}` has {_size(asset.size, limit)}, and the provider takes at most {_size(limit, limit)} of {asset.kind}s",
            related=ctx.uses(asset),
        )


_MEBI = 1 << 20


def _size(count: float, limit: float) -> str:
    """Write a number of bytes so that it can be told from the limit."""
    words = f"{count / _MEBI:.1f}".removesuffix(".0") + " MiB"
    return f"{count:,.0f} bytes" if count != limit and words == _size(limit, limit) else words
