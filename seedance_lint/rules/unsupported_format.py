"""Formats that the provider does not accept."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Location, Severity, Violation
from seedance_lint.profiles.load import extensions
from seedance_lint.rules.base import Example, GivenFile, LintContext, Rule, RuleMeta, listed, with_article
from seedance_lint.rules.limits import beyond
from seedance_lint.urls import shown_name


class UnsupportedFormat(Rule):
    """
    ## What it does
    Finds files whose extension names a format of the right kind that the provider does not accept: `.heic`, `.webm`,
    `.flac`. URLs without an extension, or with an extension that is not a media format, are left alone, and so are URLs
    that ask an image service for another format. With `--media`, the content of local files counts and not their names;
    content that is not a media format at all, such as a web page saved as an image, is reported too.

    ## Why is this bad?
    The request is rejected: "invalid image format".
    """

    meta = RuleMeta("unsupported-format", "assets", Severity.ERROR, since="0.1.0", source="media", rests_on="contract")
    skips_ordinary = True
    examples = (
        Example(
            bad="@Image1 as first frame.",
            good="@Image1 as first frame.",
            images=("https://example.com/start.heic",),
            good_images=("https://example.com/start.jpg",),
        ),
    )

    def check_file(self, ctx: LintContext, file: GivenFile) -> Iterator[Violation]:
        asset, url, facts = file
        if asset.facts is not None and asset.facts.is_other:
            content = f"its content is {asset.facts.format}" if asset.facts.format else "its content is not in a known format"
            yield Violation(
                Location(asset.path), f"`{shown_name(url)}` is not {with_article(asset.kind)}: {content}", related=ctx.uses(asset)
            )
            return
        if asset.facts is not None and asset.facts.format:
            kind, name = asset.facts.kind, asset.facts.format
        else:
            kind, name = extensions().get(facts.extension, ("", ""))
        formats = ctx.profile.media[asset.kind].formats
        if name in formats or kind != asset.kind or not formats:
            return
        told = beyond(ctx.profile, f"media.{asset.kind}.formats")
        if told is not None:
            expected = listed([f".{each}" for each in formats])
            message = f"`{shown_name(url)}` is {name}, which {told.does_not_take()}; expected {expected}"
            yield Violation(Location(asset.path), message, told.source, ctx.uses(asset), severity=told.severity)
