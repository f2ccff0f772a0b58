"""Files over the size limit."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Location, Related, Severity, Violation
from seedance_lint.requests.request import Asset
from seedance_lint.rules.base import Example, GivenFile, LintContext, Rule, RuleMeta, noun, nouns, plural
from seedance_lint.rules.limits import beyond
from seedance_lint.urls import shown_name


class FileTooLarge(Rule):
    """
    ## What it does
    Finds files that are larger than the provider accepts for their kind. The size must be known: from the request, from a
    local file with `--media`, or from the server with `--online`. Where the provider limits the total size of all files of
    a kind, the total is checked too.

    ## Why is this bad?
    The request is rejected, often only after the file has been downloaded.
    """

    meta = RuleMeta("file-too-large", "assets", Severity.ERROR, since="0.1.0", source="media", rests_on="contract")
    skips_ordinary = True
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
        told = beyond(ctx.profile, f"media.{asset.kind}.max_bytes")
        if told is not None:
            allowed = told.takes(f"at most {_size(limit, limit)} per {noun(asset.kind)}")
            message = f"`{shown_name(file.url)}` is {_size(asset.size, limit)}, and {allowed}"
            yield Violation(Location(asset.path), message, told.source, ctx.uses(asset), severity=told.severity)

    def check_request(self, ctx: LintContext) -> Iterator[Violation]:
        if not ctx.measured_files:
            return
        for kind, limits in ctx.profile.media.items():
            files = [file for file in ctx.measured_files if file.kind == kind and file.size is not None]
            if limits.max_total_bytes is not None and sum(file.size or 0 for file in files) > limits.max_total_bytes:
                yield from self._together(ctx, kind, files, limits.max_total_bytes)

    def _together(self, ctx: LintContext, kind: str, files: list[Asset], limit: int) -> Iterator[Violation]:
        told = beyond(ctx.profile, f"media.{kind}.max_total_bytes")
        if told is None:
            return
        total = sum(file.size or 0 for file in files)
        what = f"this {noun(kind)} is" if len(files) == 1 else f"the {plural(len(files), kind)} are"
        allowed = told.takes(f"at most {_size(limit, limit)} for all {nouns(kind)} together")
        last = files[-1]
        others = tuple(Related(Location(file.path), _size(file.size or 0, limit)) for file in files[:-1])
        message = f"{what} {_size(total, limit)}{' in total' if others else ''}, and {allowed}"
        yield Violation(Location(last.path), message, told.source, (*others, *ctx.uses(last)), severity=told.severity)


_MEBI = 1 << 20


def _size(count: float, limit: float) -> str:
    """Format a number of bytes so that it can be told apart from the limit."""
    words = f"{count / _MEBI:.1f}".removesuffix(".0") + " MiB"
    return f"{count:,.0f} bytes" if count != limit and words == _size(limit, limit) else words
