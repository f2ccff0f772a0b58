"""The same file twice."""

from collections.abc import Iterator

from seedance_lint.binding import Binding
from seedance_lint.diagnostics.violation import Location, Related, Severity, Violation
from seedance_lint.requests.request import Asset
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta


class DuplicateAsset(Rule):
    """
    ## What it does
    Finds URLs that a request lists twice. The same image as first and last frame, for a video that loops, is fine.

    ## Why is this bad?
    The duplicate takes up one of the few slots, and the file has two tags, of which the prompt usually uses one. A prompt
    may name the same tag as often as it needs to.
    """

    meta = RuleMeta("duplicate-asset", "references", Severity.WARNING, since="0.1.0", source="media")
    examples = (
        Example(
            bad="@Image1 as character, @Image2 as scene.",
            good="@Image1 as character and as scene.",
            images=("https://example.com/hero.png", "https://example.com/hero.png"),
            good_images=("https://example.com/hero.png",),
        ),
    )

    def check_request(self, ctx: LintContext) -> Iterator[Violation]:
        if not ctx.repeated_files:
            return
        files = ctx.files
        first: dict[str, Asset] = {}
        for asset, url, _ in files:
            if not url:
                continue
            earlier = first.setdefault(url, asset)
            if earlier is asset or self._makes_a_loop(ctx, earlier, asset, len(files)):
                continue
            tag, other = ctx.tag(asset.kind, asset.index), ctx.tag(earlier.kind, earlier.index)
            yield Violation(
                Location(asset.path),
                f"{tag} is the same file as {other}",
                related=(Related(Location(earlier.path), f"{other}, first given here"), *ctx.uses(asset)),
            )

    def _makes_a_loop(self, ctx: LintContext, one: Asset, other: Asset, files: int) -> bool:
        """Whether the two are the first and last frame: the prompt or the request says so, or the request has no other files."""
        ends = [self._ends(ctx, asset, ctx.bindings.by_file.get((asset.kind, asset.index))) for asset in (one, other)]
        if all(ends) and ends[0] != ends[1]:
            return True
        if ctx.bindings.references or ctx.bindings.bare:
            return False
        return one.kind == other.kind == "image" and files <= ctx.profile.frames_without_tags

    def _ends(self, ctx: LintContext, asset: Asset, binding: Binding | None) -> frozenset[str]:
        roles = {role.role or "" for role in binding.roles} if binding else set()
        return ctx.profile.exclusive_roles & (roles | {asset.role or ""})
